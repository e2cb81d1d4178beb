"""保存年限と消去: the terms, what is over, what waits for another one, and what was erased."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import ClassVar

from desktop.dialogs import question, term
from desktop.dialogs.question import Answer
from desktop.held import BLOCKERS, HELD
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.person_words import shown
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _, ngettext
from sessions import disclosure_words, erasure, recall, retention, staff
from sessions.erasure import CAUSES, Cause, Request, RequestState
from sessions.retention import TITLES, Due, Proposal

_STATES = {
    RequestState.OPEN: Status.WAIT,
    RequestState.APPROVED: Status.OK,
    RequestState.DECLINED: Status.NONE,
}


@dataclass(frozen=True)
class Waiting:
    """One request, for a person or for a kind of record, as a row."""

    key: str
    what: str
    why: str
    state: RequestState
    asked: str
    decided: str
    person_id: str = ""


def state_word(state: RequestState) -> str:
    """Return the word of a chip."""
    return {
        RequestState.OPEN: _("Waits for another one"),
        RequestState.APPROVED: _("Erased"),
        RequestState.DECLINED: _("Erasure declined"),
    }[state]


class TermsSection(Section):
    """The terms with what is due, and the requests with their answers."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"RetentionRule", "Disposal", "ErasureRequest", "Tombstone", "Person"}
    )

    def build(self) -> None:
        """Make the cards."""
        card = self.card(
            _("Terms of keeping"),
            _("The years count from the next 1 April. Nothing is erased by itself."),
        )
        self.terms: Table[Due] = Table(
            _("Terms of keeping"),
            (
                Column(_("Kind of record"), lambda one: _(TITLES[one.kind]), bold=True),
                Column(_("Kept"), _years, width=80),
                Column(
                    _("Over now"),
                    lambda one: _("{count} entries").format(count=one.count) if one.count else "―",
                    chip=lambda one: Status.WAIT if one.count else None,
                    width=110,
                ),
                Column(_("Up to"), lambda one: calendar.wareki(one.until) if one.until else "",
                       width=170, folds=True),
                Column(_("By which rule"), lambda one: one.source, width=210, folds=True),
            ),
            key=lambda one: one.kind.value,
            row_height=tokens.ROW_PLAIN,
        )  # fmt: skip
        self.terms.setMinimumHeight(scale.px(300))
        self.terms.pointed.connect(lambda _one: self._offer())
        card.add(self.terms)
        self.change = Button(_("Change the term"), icon="pencil")
        self.propose = Button(_("Ask to discard what is over"), icon="archive")
        self.change.clicked.connect(self._change)
        self.propose.clicked.connect(self._propose)
        card.body.addLayout(in_a_row(self.change, self.propose))
        self.left = Label(px=tokens.LABEL, wrap=True)
        card.add(self.left)
        card = self.card(
            _("Requests and what was erased"),
            _("Whoever asked cannot approve. What is erased is gone for good."),
        )
        self.table: Table[Waiting] = Table(
            _("Requests and what was erased"),
            (
                Column(_("What"), lambda one: one.what, bold=True),
                Column(_("State"), lambda one: state_word(one.state),
                       chip=lambda one: _STATES[one.state], width=190),
                Column(_("Why"), lambda one: one.why, width=170, folds=True),
                Column(_("Asked by"), lambda one: one.asked, width=210, folds=True),
                Column(_("Answered by"), lambda one: one.decided, width=210, folds=True),
            ),
            key=lambda one: one.key,
            row_height=tokens.ROW_PLAIN,
            empty=_("Nothing was asked for yet."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(260))
        self.table.pointed.connect(lambda _one: self._offer())
        card.add(self.table)
        # What cannot be undone is pressed on purpose, by no key.
        self.approve = Button(_("Approve and erase for good"), kind=Kind.DANGER)
        self.decline = Button(_("Decline"))
        self.approve.clicked.connect(self._approve)
        self.decline.clicked.connect(self._decline)
        card.body.addLayout(in_a_row(self.decline, self.approve))
        self.printed = Label(px=tokens.LABEL, wrap=True)
        card.add(self.printed)

    def refresh(self) -> None:
        """Read the terms and the requests."""
        today = calendar.day_of(self.desk.now())
        self.terms.set_rows(self.desk.read(retention.due, today=today))
        names = self.desk.read(staff.names)
        rows = [_of_person(one, names) for one in self.desk.read(erasure.requests)]
        rows += [_of_kind(one, names) for one in self.desk.read(retention.proposals)]
        rows.sort(key=lambda one: (one.state is not RequestState.OPEN, one.key), reverse=False)
        self.table.set_rows(rows)
        for table in (self.terms, self.table):
            if table.current() is None:
                table.point_at_row(0)
        self._offer()

    def _offer(self) -> None:
        due, asked = self.terms.current(), self.table.current()
        people = due.people if due is not None else ()
        self.change.setEnabled(due is not None)
        self.propose.setEnabled(due is not None and bool(due.count))
        self.left.setText(
            _("Over: {names}").format(names="、".join(shown(name) for _id, name in people[:30]))
            if people
            else ""
        )
        waiting = asked is not None and asked.state is RequestState.OPEN
        self.approve.setEnabled(waiting)
        self.decline.setEnabled(waiting)
        self.printed.setText(self._recall(asked) if asked is not None else "")

    def _recall(self, asked: Waiting) -> str:
        if not asked.person_id:
            return ""
        found = self.desk.read(recall.printed, asked.person_id)
        if not found:
            return _("No paper with this person has gone out.")
        told = "、".join(
            f"{calendar.wareki(calendar.day_of(one.at))} {disclosure_words.paper(one.what)}"
            for one in found[:20]
        )
        return _("Call back by hand: {papers}").format(papers=told)

    def _change(self) -> None:
        due = self.terms.current()
        if due is None:
            return
        answer = term.ask(self.window(), _(TITLES[due.kind]), due.years, due.source)
        if answer is None:
            return
        years, source = answer
        at, by = self.desk.now(), self.desk.staff_id
        self.attempt(
            lambda: self.desk.change(retention.set_rule, due.kind, years, source, at=at, by=by),
            _("The term is kept."),
        )

    def _propose(self) -> None:
        due = self.terms.current()
        if due is None:
            return
        at, by = self.desk.now(), self.desk.staff_id
        if due.kind is retention.Kind.LEFT:
            for person_id, _name in due.people:
                self.attempt(
                    partial(self.desk.change, erasure.ask, person_id, Cause.TERM, at=at, by=by)
                )
            count = len(due.people)
            words = ngettext(
                "{count} person was asked for.", "{count} people were asked for.", count
            )
            self.frame.done(words.format(count=count))
            return
        today = calendar.day_of(at)
        self.attempt(
            lambda: self.desk.change(retention.propose, due.kind, today=today, at=at, by=by),
            _("Asked for. Somebody else of the office approves it here."),
        )

    def _approve(self) -> None:
        asked = self.table.current()
        if asked is None or not self._sure(asked):
            return
        # A copy stands before it, and one after it: an older one brought back learns from it.
        self.approve.setEnabled(False)
        self.desk.background(
            lambda task: self.desk.secure("erase", task.tell),
            done=lambda _none: self._erase(asked),
            failed=lambda refusal: self.frame.tell(
                "office", Status.WAIT, f"{refusal.what} {refusal.advice}"
            ),
            ended=self._offer,
        )

    def _erase(self, asked: Waiting) -> None:
        at, by = self.desk.now(), self.desk.staff_id
        if asked.person_id:
            done = self.attempt(
                lambda: self.desk.change(
                    erasure.approve, asked.key, held=HELD, blockers=BLOCKERS, at=at, by=by
                ),
                _("The entry was erased."),
            )
        else:
            done = self.attempt(
                lambda: self.desk.change(retention.approve, asked.key, at=at, by=by),
                _("What was over is discarded."),
            )
        if done:
            self.desk.background(
                lambda task: self.desk.secure("change", task.tell), failed=lambda _refusal: None
            )

    def _sure(self, asked: Waiting) -> bool:
        said = question.ask(
            self.window(),
            _("Erase {what} for good?").format(what=asked.what),
            _("This cannot be undone, not even from a copy: it would be erased again."),
            (
                Answer("keep", _("Leave it as it is")),
                Answer("erase", _("Erase for good"), Kind.DANGER),
            ),
            safe="keep",
            status=Status.STOP,
        )
        return said == "erase"

    def _decline(self) -> None:
        asked = self.table.current()
        if asked is None:
            return
        at, by = self.desk.now(), self.desk.staff_id
        verb = erasure.decline if asked.person_id else retention.decline
        self.attempt(lambda: self.desk.change(verb, asked.key, at=at, by=by), _("Declined."))


def _years(one: Due) -> str:
    return _("{years} years").format(years=one.years) if one.years else _("For good")


def _when(name: str, at: datetime | None) -> str:
    day = calendar.wareki(calendar.day_of(at)) if at else ""
    return f"{shown(name)} {day}".strip()


def _of_person(one: Request, names: dict[str, str]) -> Waiting:
    return Waiting(
        one.id,
        shown(one.name),
        _(CAUSES[one.reason]),
        one.state,
        _when(names.get(one.asked_by, ""), one.asked_at),
        _when(names.get(one.decided_by, ""), one.decided_at),
        one.person_id,
    )


def _of_kind(one: Proposal, names: dict[str, str]) -> Waiting:
    count = _("{count} entries").format(count=one.count)
    return Waiting(
        one.id,
        f"{_(TITLES[one.kind])} {count}",
        _(CAUSES[Cause.TERM]),
        one.state,
        _when(names.get(one.asked_by, ""), one.asked_at),
        _when(names.get(one.decided_by, ""), one.decided_at),
    )
