"""文書番号簿: every number that was given, and the paper behind it."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.dialogs import reason
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import document_series, documents, issuers, mailings
from sessions.documents import DocumentFacts, DocumentState, Paper


class Documents(Page):
    """The register by 年度, with what may be done to the number under the bar."""

    name: ClassVar[str] = "documents"
    help_topic: ClassVar[str] = "documents"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Document", "DocumentSeries", "Issuer", "Mailing", "OfficeFacts", "ApprovalBox"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        top = QHBoxLayout()
        top.setSpacing(tokens.GAP_3)
        self.year = Choice(_("Fiscal year"))
        self.year.chosen.connect(lambda _value: self._list())
        self.search = SearchField(
            _("Number, subject or reader"), hint=_("Number, subject or reader"), key="/"
        )
        self.search.sought.connect(lambda _text: self._list())
        top.addWidget(self.year)
        top.addWidget(self.search, 1)
        self.body.addLayout(top)
        self.table: Table[DocumentFacts] = Table(
            _("Register of numbers"),
            [
                Column(_("Number"), lambda one: one.written, width=180, bold=True),
                Column(_("Date"), lambda one: calendar.wareki(one.dated), width=150),
                Column(_("Subject of the letter"), lambda one: one.subject, below=_why_void),
                Column(_("Addressed to"), lambda one: one.addressed_to, width=190, folds=True),
                Column(_("Kept until"), _kept, width=150, folds=True),
                Column(_("State"), _state_word, chip=_state, width=110),
            ],
            key=lambda one: one.id,
            row_height=tokens.ROW_PLAIN,
            empty=_("No number has been given yet."),
        )
        self.table.setMinimumHeight(scale.px(280))
        self.table.pointed.connect(lambda _row: self._point())
        self.table.opened.connect(lambda _row: self._see())
        self.body.addWidget(self.table, 1)
        self.see = Button(_("See the kept paper"), kind=Kind.SOFT, icon="file-text")
        self.draft = Button(_("Draft for stamping"), kind=Kind.SOFT, icon="stamp")
        self.void = Button(_("Make void"), kind=Kind.DANGER, icon="ban")
        self.see.clicked.connect(self._see)
        self.draft.clicked.connect(self._draft)
        self.void.clicked.connect(self._void)
        self.copy = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        self.body.addWidget(Flow([self.see, self.draft, self.void]))
        self.body.addWidget(self.copy)
        self.body.addWidget(self._build_taking())

    def _build_taking(self) -> QWidget:
        """Give a number to a paper that was written elsewhere."""
        card = Card(_("A number for a paper written elsewhere"), rule=True)
        self.series = Choice(_("Series"))
        self.issuer = Choice(_("Issuer"))
        self.subject_line = TextField(_("Subject of the letter"))
        self.reader = TextField(_("Addressed to"))
        row = QHBoxLayout()
        row.setSpacing(tokens.GAP_3)
        row.addWidget(Field(_("Series"), self.series, width=210))
        row.addWidget(Field(_("Subject of the letter"), self.subject_line, width=0), 2)
        row.addWidget(Field(_("Addressed to"), self.reader, width=0), 1)
        row.addWidget(Field(_("Issuer"), self.issuer, width=230))
        card.body.addLayout(row)
        self.take = Button(_("Take the number"), kind=Kind.PRIMARY, icon="book-open")
        self.take.clicked.connect(self._take)
        self.rules = Button(_("Series, issuers and boxes"), icon="settings")
        self.rules.clicked.connect(lambda: self.frame.go("office", "papers"))
        self.none = Label(
            _("There is no series yet. Make one first, such as 伊社協."),
            px=tokens.LABEL, colour=tokens.INK_2, wrap=True,
        )  # fmt: skip
        card.add(self.none)
        card.add(Flow([self.take, self.rules]))
        return card

    # --- what is shown

    def heading_note(self) -> str:
        """Return how many numbers are listed."""
        count = len(self.table.shown())
        return ngettext("{count} number", "{count} numbers", count).format(count=f"{count:,}")

    def filter_field(self) -> QWidget:
        """Return the field for what is sought."""
        return self.search

    def open_at(self, subject: str) -> None:
        """Put the bar on a number."""
        super().open_at(subject)
        if subject:
            self.refresh()
            self.stale = False
            self.table.point_at(subject)

    def refresh(self) -> None:
        """Read the years, the series and the register again."""
        this_year = calendar.fiscal_year(calendar.day_of(self.desk.now()))
        years = dict.fromkeys((this_year, *self.desk.read(documents.years)))
        self.year.set_answers(
            [(str(one), calendar.fiscal_year_label(one)) for one in years],
            self.year.value() or str(this_year),
        )
        today = calendar.day_of(self.desk.now())
        series = self.desk.read(document_series.listing)
        self.series.set_answers(
            [(one.id, self.desk.read(documents.next_written, one, today)) for one in series],
            self.series.value(),
        )
        signing = self.desk.read(issuers.offered)
        self.issuer.set_answers(
            [(one.id, one.words or _("The office")) for one in signing], self.issuer.value()
        )
        self.none.setVisible(not series)
        self.take.setEnabled(bool(series))
        self._list()

    def _list(self) -> None:
        here = self.table.current()
        rows = self.desk.read(
            documents.listing, year=int(self.year.value()), text=self.search.text()
        )
        self.table.set_rows(rows)
        if here is None or not self.table.point_at(here.id):
            self.table.point_at_row(0)
        self._point()
        self.heading_changed.emit()

    def _point(self) -> None:
        one = self.table.current()
        made = self.desk.read(mailings.of_document, one.id) if one is not None else None
        self.see.setEnabled(made is not None)
        self.draft.setEnabled(one is not None)
        self.void.setEnabled(one is not None and one.state is DocumentState.ISSUED)
        self.copy.setText(
            ""
            if made is None
            else _("Kept as it was issued: {count} letters, mark {mark}").format(
                count=made.count, mark=made.sha256[:16]
            )
        )

    # --- what is done

    def _see(self) -> None:
        one = self.table.current()
        made = self.desk.read(mailings.of_document, one.id) if one is not None else None
        if made is not None:
            self.frame.go("preview", print_tray.lay(jobs.letters(self.desk, made.id)))

    def _draft(self) -> None:
        one = self.table.current()
        if one is not None:
            self.frame.go("preview", print_tray.lay(jobs.draft_sheet(self.desk, one.id)))

    def _void(self) -> None:
        one = self.table.current()
        if one is None:
            return
        why = reason.ask(
            self,
            _("Make {number} void?").format(number=one.written),
            _("Its number stays taken and is not given again."),
            act=_("Make it void"),
            usual=(_("Was not sent after all"), _("Wrong wording"), _("Spoiled at the printer")),
            danger=True,
        )
        if why:
            self.desk.change(
                documents.void, one.id, reason=why, at=self.desk.now(), by=self.desk.staff_id
            )
            self.frame.done(_("{number} is void.").format(number=one.written))

    def _take(self) -> None:
        signing = self.desk.read(issuers.get, self.issuer.value())
        paper = Paper(self.subject_line.text(), self.reader.text(), signing.words)
        try:
            made = self.desk.change(
                documents.take,
                self.series.value(),
                paper,
                dated=calendar.day_of(self.desk.now()),
                at=self.desk.now(),
                by=self.desk.staff_id,
            )
        except Refusal as refusal:
            self.frame.tell("documents", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.untell("documents")
        self.subject_line.clear()
        self.reader.clear()
        self.table.point_at(made.id)
        self.frame.done(_("The number is {number}.").format(number=made.written))


def _kept(one: DocumentFacts) -> str:
    return calendar.wareki(one.kept_until) if one.kept_until else _("for ever")


def _why_void(one: DocumentFacts) -> str:
    return one.state_reason


def _state(one: DocumentFacts) -> Status:
    return Status.OK if one.state is DocumentState.ISSUED else Status.STOP


def _state_word(one: DocumentFacts) -> str:
    return _("Gone out") if one.state is DocumentState.ISSUED else _("Void")
