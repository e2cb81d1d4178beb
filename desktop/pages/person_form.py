"""新しい方: a person registered or corrected; two facts are enough, and nothing typed is lost."""

from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.dialogs import two_versions
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.foot_bar import FootBar
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.register.acts import Acts
from desktop.register.form import Form, words_of
from desktop.register.likely import Likely
from desktop.register.proof import Proof
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.names import is_kana
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import (
    area_residents,
    areas,
    drafts,
    likeness,
    office,
    organisations,
    people,
    registering,
)
from sessions.likeness import Answer
from sessions.people import Conflict, PersonDetails, PersonView
from sessions.registering import FORM, NEW, Registered

PREFILLED = "new:"
_DIFFERENT, _VERSION = "_different", "_version"
_SIDE, _LEAST = 330, 700
_KEEP_MS, _LOOK_MS = 300, 200


class PersonForm(Page):
    """The form about one person. `open_at` takes an id, `new`, or `new:TEXT` for a first name."""

    name: ClassVar[str] = "person_form"
    help_topic: ClassVar[str] = "person_form"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = Acts(self, self.desk, self.frame)
        self.person: PersonView | None = None
        self._base = PersonDetails("")
        self._version = 0
        self._different: set[str] = set()
        self._begun: dict[str, Any] = {}
        self._filling = False
        self.said = Said()
        self.form = Form(lambda: calendar.day_of(self.desk.now()))
        self.form.changed.connect(self._touched)
        self.likely = Likely()
        self.likely.same.connect(self._same)
        self.likely.different.connect(self._not_same)
        self.proof = Proof()
        self.purpose = Card(_("What it is used for"), dense=True, rule=True)
        self._purpose_words = Label(px=tokens.LABEL, wrap=True)
        self.purpose.add(self._purpose_words)
        self._arrange()
        self._keep = self._timer(_KEEP_MS, self.keep)
        self._look = self._timer(_LOOK_MS, self._compare)

    def _timer(self, ms: int, act: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(act)
        return timer

    def _arrange(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.form, 1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(scale.gap(10))
        for card in (self.likely, self.proof, self.purpose):
            beside.addWidget(card)
        beside.addStretch(1)
        self.columns = Columns(
            main, side, name=_("What to look at"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        self.leave = Button(_("Leave"), kind=Kind.QUIET, key="Esc")
        self.leave.clicked.connect(self.frame.back)
        self.and_print = Button(_("Register and print the card"), icon="id-card")
        self.and_print.clicked.connect(lambda: self.save(printing=True))
        self.register = Button(
            _("Register them"), kind=Kind.PRIMARY, icon="check", key="Ctrl Enter"
        )
        self.register.clicked.connect(lambda: self.save())  # noqa: PLW0108 -- carries a flag
        self.primary = self.register
        self.bar = FootBar("", [self.leave, self.and_print, self.register])
        self.set_foot(self.bar)

    # The page's place in the window

    def heading(self) -> str:
        """Return 新しい方, or whose entry is corrected."""
        if self.person is None:
            return super().heading()
        return _("Correct {name}").format(name=wording.honoured(self.person.name))

    def regions(self) -> list[QWidget]:
        """Return the form, the cards beside it and the foot."""
        return [self.form, self.columns, self.bar]

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is half written; the next one who comes without a name begins anew."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep()
            self.subject = ""
            self.stale = True

    @property
    def _key(self) -> str:
        return self.person.id if self.person is not None else NEW

    # Beginning

    def refresh(self) -> None:
        """Show the person as the register has them, and upon it what was half written."""
        self._keep.stop()
        self._filling = True
        text = ""
        self.person = None
        if self.subject.startswith(PREFILLED):
            text = self.subject.removeprefix(PREFILLED)
        elif self.subject not in {"", NEW}:
            self.person = self.desk.read(people.get, self.subject)
        about = self.desk.read(office.get).details
        self._purpose_words.setText(
            about.purpose_notice or _("Used only for receiving, records and invitations.")
        )
        tree = self.desk.read(areas.tree)
        groups = self.desk.read(organisations.offered)
        self.form.offer(about.districts, groups, about.area_code, tree, self._area())
        self._base = people.details(self.person) if self.person else PersonDetails("")
        self._version = self.person.version if self.person else 0
        self._different = set()
        self.said.clear()
        if self.person is not None and self.person.hidden:
            self.said.say(
                _("Address and telephone are protected and not shown. Left empty, they stay."),
                Status.INFO,
            )
        self.form.begin(self.person, self._base)
        self._begun = self.form.words()
        draft = self.desk.read(drafts.find, FORM, self._key, by=self.desk.staff_id)
        clock = ""
        if draft is not None:
            clock = f"{calendar.local(draft.at):%H:%M}"
            self._take_up(draft)
        elif text:
            self.form.fill({"kana" if is_kana(text) else "name": text})
        self._filling = False
        self._say_kept(clock)
        self._name_buttons()
        self._compare()

    def _area(self) -> str:
        """Return the id of the area below its district in which the person lives, or nothing."""
        if self.person is None or self.person.hidden:
            return ""
        area = self.desk.read(area_residents.of, [self.person.id]).get(self.person.id)
        return area.id if area is not None and len(area.path) > 1 else ""

    def _take_up(self, draft: drafts.DraftFacts) -> None:
        words = dict(draft.words)
        self._different = set(words.pop(_DIFFERENT, ()))
        self._version = words.pop(_VERSION, self._version)
        self.form.fill(words)
        day = calendar.local(draft.at)
        when = f"{wording.day(draft.at)} {day:%H:%M}"
        self.said.say(
            _("This was half written on {when}.").format(when=when),
            Status.INFO,
            action=_("Begin anew"),
            act=self.begin_anew,
        )

    def begin_anew(self) -> None:
        """Throw the half-written form away and begin with what the register says."""
        self._keep.stop()
        self.desk.change(drafts.drop, FORM, self._key, by=self.desk.staff_id)
        if self.subject.startswith(PREFILLED):
            self.subject = NEW
        self._begun = self.form.words()
        self.refresh()
        self.form.name.setFocus()

    def _name_buttons(self) -> None:
        new = self.person is None
        self.register.set_words(_("Register them") if new else _("Keep the correction"))
        self.and_print.set_words(
            _("Register and print the card") if new else _("Correct and print the card")
        )

    # While somebody writes

    def _touched(self) -> None:
        if self._filling:
            return
        self._keep.start()
        self._look.start()

    def keep(self) -> None:
        """Keep what is written now, so that neither a crash nor Esc loses it."""
        self._keep.stop()
        if self._filling or not self._begun:
            return
        words = self.form.words()
        if words == self._begun and not self._different:
            return
        at, by = self.desk.now(), self.desk.staff_id
        whole = words | {_DIFFERENT: sorted(self._different), _VERSION: self._version}
        self.desk.change(drafts.keep, FORM, self._key, whole, at=at, by=by)
        self._say_kept(f"{calendar.local(at):%H:%M}")

    def _say_kept(self, clock: str) -> None:
        words = _("Nothing is lost half way")
        if clock:
            words = _("Nothing is lost half way (kept {clock})").format(clock=clock)
        self.bar.say(words)

    def _compare(self) -> None:
        """Look for people who may be the same, and at the letters of the name."""
        self._look.stop()
        entered = self.form.entered()
        self.proof.show_name(entered.name.strip())
        found: list[likeness.Candidate] = []
        if entered.name.strip() or entered.kana.strip() or entered.phones:
            besides = self.person.id if self.person else None
            found = [
                one
                for one in self.desk.read(
                    likeness.candidates, entered, self.form.relations(), besides=besides
                )
                if one.person.id not in self._different
            ]
        self.likely.show_candidates(entered, found)

    def _same(self, other: str) -> None:
        """この方です: a new one goes on with that entry, two entries become one."""
        at, by = self.desk.now(), self.desk.staff_id
        if self.person is None:
            known = words_of(people.details(self.desk.read(people.get, other)))
            typed = {key: value for key, value in self.form.words().items() if value}
            merged = typed | {key: value for key, value in known.items() if value}
            self._forget()
            self.desk.change(drafts.keep, FORM, other, merged, at=at, by=by)
            self.frame.back()
            self.frame.go("person_form", other)
            return
        mine = self.person
        try:
            self.desk.change(
                likeness.answer, mine.id, other, Answer.SAME, keep=mine.id, at=at, by=by
            )
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}")
            return
        self._version = self.desk.read(people.get, mine.id).version
        words = _("The two entries of {name} are one now.")
        self.frame.done(
            words.format(name=wording.honoured(mine.name)),
            lambda: self.desk.change(
                likeness.answer, mine.id, other, Answer.DIFFERENT,
                at=self.desk.now(), by=self.desk.staff_id,
            ),
        )  # fmt: skip
        self._compare()

    def _not_same(self, other: str) -> None:
        """別の方です: remembered for good, with a new one as soon as there is an entry."""
        if self.person is None:
            self._different.add(other)
            self._keep.start()
        else:
            self.desk.change(
                likeness.answer, self.person.id, other, Answer.DIFFERENT,
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        self._compare()

    # Saving

    def save(self, *, printing: bool = False) -> None:
        """Register or correct; the first field that is wrong gets the cursor instead."""
        wrong = self.form.wrong()
        if wrong:
            count = len(wrong)
            words = ngettext("{count} place to go", "{count} places to go", count)
            self.bar.say(words.format(count=count))
            self.form.go_to(wrong[0])
            self.area.ensureWidgetVisible(wrong[0])
            return
        entered = self.form.entered()
        done: Registered | None
        try:
            done = self._write(entered, self._version)
        except Conflict as conflict:
            done = self._settle(conflict)
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}")
            self.area.ensureWidgetVisible(self.said)
            return
        if done is not None:
            self._finish(done, entered.name, printing=printing)

    def _write(self, entered: PersonDetails, version: int) -> Registered:
        at, by = self.desk.now(), self.desk.staff_id
        numbers = self.form.relations()
        if self.person is None:
            return self.desk.change(
                registering.enrol, entered, numbers, different=sorted(self._different),
                further=self.form.further(), at=at, by=by,
            )  # fmt: skip
        return self.desk.change(
            registering.correct, self.person.id, entered, numbers, version=version,
            further=self.form.further(), at=at, by=by,
        )  # fmt: skip

    def _settle(self, conflict: Conflict) -> Registered | None:
        """Let somebody choose between two desks, field by field, until nobody was faster."""
        while True:
            theirs = people.details(conflict.theirs)
            chosen = two_versions.ask(self.window(), self._base, conflict.mine, theirs)
            if chosen is None:
                return None
            try:
                return self._write(chosen, conflict.theirs.version)
            except Conflict as again:
                conflict = again
            except Refusal as refusal:
                self.said.say(f"{refusal.what} {refusal.advice}")
                return None

    def _finish(self, done: Registered, name: str, *, printing: bool) -> None:
        new = self.person is None
        self._forget()
        self.frame.back()
        words = _("{name} was registered.") if new else _("{name} was corrected.")
        self.frame.done(words.format(name=wording.honoured(name)))
        if printing:
            self.acts.print_card(done.person_id)
        else:
            self.frame.go("person", done.person_id)

    def _forget(self) -> None:
        """Keep nothing any more: it is in the register, or goes on elsewhere."""
        self._keep.stop()
        if self.person is None:
            self.desk.change(drafts.drop, FORM, NEW, by=self.desk.staff_id)
        self._different = set()
        self._begun = {}
