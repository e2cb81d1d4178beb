"""The cards of a year beside their sheets, and those nobody counted yet."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from programs.points.opening_counts import Compared
from programs.points.roll_names import Named
from programs.points.rule_words import brief
from resources.words import _


class View(StrEnum):
    """Which cards are shown."""

    DIFFERENT = "different"
    SAME = "same"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True)
class CardRow:
    """One card; `count` is None while nobody counted it."""

    number: str
    name: str
    kana: str
    count: Compared | None = None

    @property
    def view(self) -> View:
        """Where it stands."""
        if self.count is None:
            return View.UNCOUNTED
        return View.DIFFERENT if self.count.difference else View.SAME

    @property
    def chip(self) -> tuple[Status, str]:
        """The difference, in words."""
        if self.count is None:
            return Status.NONE, _("not counted yet")
        more = self.count.difference
        if more > 0:
            return Status.WAIT, _("{count} to book").format(count=more)
        if more < 0:
            return Status.STOP, _("{count} too few").format(count=-more)
        return Status.OK, _("as in the sheets")


def of_count(one: Compared) -> CardRow:
    """Return the row of a card that was counted."""
    return CardRow(one.number, one.name, one.kana, one)


def of_nobody(one: Named) -> CardRow:
    """Return the row of a card that nobody counted yet."""
    return CardRow(one.number, one.name, one.kana)


def _by(row: CardRow) -> str:
    one = row.count
    return f"{one.counted_by}　{brief(one.counted_on)}" if one is not None else ""


class CardRows(Table[CardRow]):
    """The list; Enter is for the page."""

    def __init__(self) -> None:
        super().__init__(
            _("Stamp cards and sheets"),
            (
                Column(
                    _("Name"), lambda row: row.name.replace("　", " "),
                    ruby=lambda row: row.kana, bold=True,
                ),
                Column(_("Number"), lambda row: row.number, width=76, right=True),
                Column(_("On the card"), lambda row: _number(row, "card"), width=92, right=True),
                Column(_("In the sheets"), lambda row: _number(row, "sheets"), width=92,
                       right=True),
                Column(_("Booked before"), lambda row: _number(row, "booked"), width=92,
                       right=True, folds=True),
                Column(_("Difference"), lambda row: row.chip[1], chip=lambda row: row.chip[0],
                       width=200, folds=True),
                Column(_("Counted by"), _by, width=176, folds=True),
            ),
            key=lambda row: row.number,
            reading=lambda row: row.kana or row.name,
        )  # fmt: skip


def _number(row: CardRow, name: str) -> str:
    return str(getattr(row.count, name)) if row.count is not None else ""
