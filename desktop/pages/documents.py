"""文書番号簿: every number of papers sent (発議) and received (収受), and the paper behind it."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import document_words as wording
from desktop import jobs, print_tray
from desktop.dialogs import list_purpose, numbering, paper_days, reason
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.segments import Segments
from desktop.parts.table import Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.words import _, ngettext
from sessions import document_list, document_series, documents, mailings
from sessions.document_series import Direction
from sessions.documents import DocumentFacts, DocumentState


class Documents(Page):
    """The register of one direction by 年度, with what may be done to the number under the bar."""

    name: ClassVar[str] = "documents"
    help_topic: ClassVar[str] = "documents"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Document", "DocumentSeries", "Issuer", "Mailing", "OfficeFacts", "ApprovalBox"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = Segments(
            _("Which papers"), [(one.value, wording.segment(one)) for one in Direction]
        )
        self.part.chosen.connect(lambda _value: self.refresh())
        self.year = Choice(_("Fiscal year"))
        self.year.chosen.connect(lambda _value: self._list())
        sought = _("Number, subject, reader or sender")
        self.search = SearchField(sought, hint=sought, key="/")
        self.search.sought.connect(lambda _text: self._list())
        top = QHBoxLayout()
        top.setSpacing(tokens.GAP_3)
        top.addWidget(self.part)
        top.addWidget(self.year)
        top.addWidget(self.search, 1)
        self.body.addLayout(top)
        self.tables = {one: self._table(one) for one in Direction}
        for table in self.tables.values():
            self.body.addWidget(table, 1)
        self.copy = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        self.body.addWidget(self.copy)
        self.body.addWidget(self._build_acts())
        self.none = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.body.addWidget(self.none)

    def _table(self, direction: Direction) -> Table[DocumentFacts]:
        table: Table[DocumentFacts] = Table(
            wording.segment(direction), wording.columns(direction), key=lambda one: one.id,
            row_height=tokens.ROW_PLAIN, empty=_("No number has been given yet."),
        )  # fmt: skip
        table.setMinimumHeight(scale.px(280))
        table.pointed.connect(lambda _row: self._point())
        table.opened.connect(lambda _row: self._see())
        return table

    def _build_acts(self) -> QWidget:
        self.take = Button("", kind=Kind.PRIMARY, icon="book-open")
        self.branch = Button(_("Take a branch"), kind=Kind.SOFT, icon="plus")
        self.days = Button(_("Enter the days"), kind=Kind.SOFT, icon="calendar-days")
        self.draft = Button(_("Draft for stamping"), kind=Kind.SOFT, icon="stamp")
        self.see = Button(_("See the kept paper"), kind=Kind.SOFT, icon="file-text")
        self.void = Button(_("Make void"), kind=Kind.DANGER, icon="ban")
        self.out = Button(_("Take out"), kind=Kind.QUIET, icon="upload")
        self.rules = Button(_("Series, issuers and boxes"), kind=Kind.QUIET, icon="settings")
        self.take.clicked.connect(self._take)
        self.branch.clicked.connect(self._branch)
        self.days.clicked.connect(self._days)
        self.draft.clicked.connect(self._draft)
        self.see.clicked.connect(self._see)
        self.void.clicked.connect(self._void)
        self.out.clicked.connect(self._take_out)
        self.rules.clicked.connect(lambda: self.frame.go("office", "papers"))
        self.primary = self.take
        self.of_sent = (self.branch, self.days, self.draft, self.see)
        self.acts = Flow([self.take, *self.of_sent, self.void, self.out, self.rules])
        return self.acts

    # --- what is shown

    @property
    def direction(self) -> Direction:
        """Which way the papers in view go."""
        return Direction(self.part.value())

    @property
    def table(self) -> Table[DocumentFacts]:
        """The register in view."""
        return self.tables[self.direction]

    def heading_note(self) -> str:
        """Return how many numbers are listed."""
        count = len(self.table.shown())
        return ngettext("{count} number", "{count} numbers", count).format(count=f"{count:,}")

    def filter_field(self) -> QWidget:
        """Return the field for what is sought."""
        return self.search

    def open_at(self, subject: str) -> None:
        """Put the bar on a number, in the part and the year in which it stands."""
        super().open_at(subject)
        if subject:
            one = self.desk.read(documents.show, subject)
            series = self.desk.read(document_series.get, one.series_id)
            self.part.set_value(series.direction.value)
            self.refresh()
            self.stale = False
            self.year.set_value(str(one.fiscal_year))
            self._list()
            self.table.point_at(subject)

    def refresh(self) -> None:
        """Read the years, the series and the register again."""
        direction = self.direction
        sent = direction is Direction.SENT
        this_year = calendar.fiscal_year(calendar.day_of(self.desk.now()))
        years = dict.fromkeys((this_year, *self.desk.read(documents.years, direction=direction)))
        self.year.set_answers(
            [(str(one), calendar.fiscal_year_label(one)) for one in years],
            self.year.value() or str(this_year),
        )
        series = self.desk.read(document_series.listing, direction=direction)
        self.take.set_words(_("Take the number") if sent else _("Enter a paper that came"))
        self.take.setEnabled(bool(series))
        self.none.setText(
            _("There is no series yet. Make one first, such as 伊社協.")
            if sent
            else _("There is no series for papers received yet. Make one first, such as 伊社協収.")
        )
        self.none.setVisible(not series)
        for one, table in self.tables.items():
            table.setVisible(one is direction)
        for button in self.of_sent:
            button.setVisible(sent)
        self.acts.arrange()
        self._list()

    def _list(self) -> None:
        here = self.table.current()
        rows = self.desk.read(
            documents.listing, year=int(self.year.value()), text=self.search.text(),
            direction=self.direction,
        )  # fmt: skip
        self.table.set_rows(rows)
        if here is None or not self.table.point_at(here.id):
            self.table.point_at_row(0)
        self._point()
        self.heading_changed.emit()

    def _point(self) -> None:
        one = self.table.current()
        made = self.desk.read(mailings.of_document, one.id) if one is not None else None
        valid = one is not None and one.state is DocumentState.ISSUED
        self.see.setEnabled(made is not None)
        self.draft.setEnabled(one is not None)
        for button in (self.void, self.branch, self.days):
            button.setEnabled(valid)
        self.out.setEnabled(one is not None and self.desk.may("people.export"))
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

    def _days(self) -> None:
        one = self.table.current()
        if one is not None and paper_days.ask(self, self.desk, one):
            self.frame.done(_("The days of {number} are kept.").format(number=one.written))

    def _void(self) -> None:
        one = self.table.current()
        if one is None:
            return
        sent = self.direction is Direction.SENT
        usual = (_("Was not sent after all"), _("Wrong wording"), _("Spoiled at the printer"))
        why = reason.ask(
            self,
            _("Make {number} void?").format(number=one.written),
            _("Its number stays taken and is not given again."),
            act=_("Make it void"),
            usual=usual if sent else (_("Entered twice"), _("Belongs to another office")),
            danger=True,
        )
        if why:
            self.desk.change(
                documents.void, one.id, reason=why, at=self.desk.now(), by=self.desk.staff_id
            )
            self.frame.done(_("{number} is void.").format(number=one.written))

    def _take(self) -> None:
        self._made(numbering.ask(self, self.desk, self.direction))

    def _branch(self) -> None:
        one = self.table.current()
        if one is not None:
            self._made(numbering.ask(self, self.desk, self.direction, one))

    def _made(self, made: DocumentFacts | None) -> None:
        if made is None:
            return
        self.year.set_value(str(made.fiscal_year))
        self._list()
        self.table.point_at(made.id)
        self.frame.done(_("The number is {number}.").format(number=made.written))

    def _take_out(self) -> None:
        asked = list_purpose.ask(
            self, len(self.table.shown()), usual=(_("Work of the office"),),
            forms=(list_purpose.XLSX, list_purpose.CSV),
        )  # fmt: skip
        if asked is not None:
            self.write_list(*asked)

    def write_list(self, path: Path, purpose: str) -> None:
        """Write the lines in view to `path`; refusals are said and nothing is written."""
        form = "csv" if path.suffix == list_purpose.CSV else "xlsx"
        lines = [one.id for one in self.table.shown()]
        list_purpose.write(
            self, path,
            lambda: self.desk.change(
                document_list.take_out, self.direction, lines, purpose=purpose, form=form,
                at=self.desk.now(), by=self.desk.staff_id,
            ),
        )  # fmt: skip
