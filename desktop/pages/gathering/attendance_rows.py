"""The rows of the attendance list: who came, who is missing, who is not matched."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop import meeting_words as wording
from desktop.parts.status import Status
from resources.words import _
from sessions import sheets
from sessions.attendance import Present
from sessions.rosters import ExpectedFacts, Reply, Source


class View(StrEnum):
    """Whom the list shows."""

    CAME = "came"
    MISSING = "missing"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Row:
    """One line: `present` for somebody who came, else `missing`."""

    present: Present | None = None
    missing: ExpectedFacts | None = None

    @property
    def expected_id(self) -> str:
        """The line of the list."""
        if self.present is not None:
            return self.present.expected_id
        assert self.missing is not None
        return self.missing.id

    @property
    def name(self) -> str:
        """The name, or the reading while only that is known."""
        one = self.present or self.missing
        assert one is not None
        return wording.name(one.name or one.kana)

    @property
    def kana(self) -> str:
        """The reading above the name."""
        one = self.present or self.missing
        assert one is not None
        return wording.name(one.kana) if one.name else ""

    @property
    def where(self) -> str:
        """District or affiliation."""
        one = self.present or self.missing
        assert one is not None
        return one.district or one.affiliation

    @property
    def arrived(self) -> str:
        """When they came, on the clocks of Japan."""
        return wording.clock(self.present.arrived) if self.present else ""

    @property
    def how(self) -> str:
        """How they were received, and who came in their place."""
        if self.present is None:
            return ""
        words = sheets.way_words(self.present.way)
        proxy = self.present.proxy_name
        return _("{way}, proxy {name}").format(way=words, name=proxy) if proxy else words

    @property
    def chip(self) -> tuple[Status, str]:
        """Where they stand."""
        if self.missing is not None:
            no = self.missing.reply is Reply.NO
            return (Status.STOP, _("cannot come")) if no else (Status.NONE, _("not come yet"))
        assert self.present is not None
        if not matched(self.present):
            return Status.WAIT, _("not matched")
        if self.present.left is not None:
            return Status.INFO, _("left at {time}").format(time=wording.clock(self.present.left))
        if self.present.source in {Source.WALK_IN, Source.DOOR}:
            return Status.OK, _("came on the day")
        return Status.OK, _("received already")


def matched(present: Present) -> bool:
    """Tell whether nothing is left to ask: in the register, or the name was confirmed."""
    return present.person_id is not None or present.name_confirmed


def rows(view: View, came: Iterable[Present], missing: Iterable[ExpectedFacts]) -> list[Row]:
    """Return the rows of `view`."""
    if view is View.MISSING:
        return [Row(missing=one) for one in missing]
    if view is View.UNMATCHED:
        return [Row(present=one) for one in came if one.person_id is None]
    return [Row(present=one) for one in came]
