"""文書のきまり: the series of numbers, who signs, and the boxes of the draft."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from desktop import document_words
from desktop.office.entries import Entries, Kindred, use_column
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button
from desktop.parts.field import Field
from desktop.parts.table_rows import Column
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from resources.words import _


@dataclass(frozen=True)
class _Either:
    """A box that makes one field of the details `on` or `off`."""

    words: str
    on: Any
    off: Any
    first: bool = True  # as it is before anything was chosen


class _Ticked(Entries[Any]):
    """Entries with boxes to tick below the fields, by the names of the details."""

    def __init__(self, section: Section, kind: Kindred[Any], **boxes: _Either) -> None:
        self._boxes = boxes
        self.ticks = {name: Tick(box.words, on=box.first) for name, box in boxes.items()}
        super().__init__(section, section.card(kind.title, kind.explanation), kind)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for tick in self.ticks.values():
            layout.insertWidget(layout.count() - 1, tick)

    def _show(self, one: Any) -> None:
        super()._show(one)
        if one is not None:
            for name, box in self._boxes.items():
                self.ticks[name].setChecked(getattr(one, name) == box.on)

    def _entered(self) -> Any | None:
        entered = super()._entered()
        if entered is None:
            return None
        values = {
            name: box.on if self.ticks[name].isChecked() else box.off
            for name, box in self._boxes.items()
        }
        return replace(entered, **values)


class PapersSection(Section):
    """Cards for the series, the issuers and the boxes."""

    reads: ClassVar[frozenset[str]] = frozenset({"DocumentSeries", "Issuer", "ApprovalBox"})

    def build(self) -> None:
        """Make the three cards."""
        from sessions import document_series, issuers
        from sessions.document_series import Direction, SeriesDetails
        from sessions.issuers import IssuerDetails
        from sessions.office import Seal

        self.series = _Ticked(
            self,
            Kindred(
                _("Series of numbers"),
                _("Numbers begin with 1 in every fiscal year. The sign stands before them."),
                document_series,
                _series_details(SeriesDetails),
                [
                    Column(_("Sign"), lambda one: one.sign, bold=True, width=150),
                    Column(_("Used for"), lambda one: one.name),
                    Column(_("Looks like"), lambda one: one.written(2026, 12), width=190),
                    Column(_("Which papers"), _which, width=150, folds=True),
                    use_column(),
                ],
                [("sign", _("Sign")), ("name", _("Used for")),
                 ("keep_years", _("Years of keeping (0: for ever)"))],
                frozenset({"keep_years"}),
                "sign",
            ),
            with_year=_Either(_("With the year before the sign (8伊社協第12号)"), True, False),
            direction=_Either(
                _("For papers that are received"), Direction.RECEIVED, Direction.SENT, first=False
            ),
        )  # fmt: skip
        self.issuers = _Ticked(
            self,
            Kindred(
                _("Issuers besides the office"),
                _("In whose name papers may go out, such as the head of a district's council."),
                issuers,
                IssuerDetails,
                [
                    Column(_("Name"), lambda one: one.name, bold=True),
                    Column(_("Who signs"), lambda one: one.signed, width=220),
                    use_column(),
                ],
                [("name", _("Name")), ("title", _("Title")), ("person", _("Name of the person")),
                 ("contact", _("Whom to ask (name, telephone)"))],
            ),
            seal=_Either(
                _("Papers are stamped (else: seal omitted)"), Seal.STAMPED, Seal.OMITTED
            ),
        )  # fmt: skip
        self._build_boxes()

    def _build_boxes(self) -> None:
        card = self.card(
            _("Boxes of the draft"), _("From the left, as they are stamped on the way up.")
        )
        self.boxes = TextField(_("Titles with 、 between them"))
        card.add(Field(_("Titles with 、 between them"), self.boxes, width=560))
        self.keep_boxes = Button(_("Keep the boxes"), icon="save")
        self.keep_boxes.clicked.connect(self._keep_boxes)
        card.body.addLayout(in_a_row(self.keep_boxes))

    def refresh(self) -> None:
        """Read the lists and the titles again."""
        from sessions import approvals

        self.series.refresh()
        self.issuers.refresh()
        self.boxes.setText("、".join(self.desk.read(approvals.titles)))

    def _keep_boxes(self) -> None:
        from sessions import approvals

        wanted = self.boxes.text().replace(",", "、").split("、")
        self.attempt(
            lambda: self.desk.change(
                approvals.set_titles, wanted, at=self.desk.now(), by=self.desk.staff_id
            ),
            _("The boxes are kept."),
        )


def _which(one: Any) -> str:
    return document_words.segment(one.direction)


def _series_details(details: Any) -> Any:
    """Return what makes the details of a series; no number of years means the usual five."""

    def make(**values: Any) -> Any:
        if values.get("keep_years") is None:
            values["keep_years"] = 5
        return details(**values)

    return make
