"""受入可能数: how many people a host takes, by activity and weekday; kept as one text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resources.refusals import Refusal
from resources.words import _

DAYS: Final = "月火水木金土日"
_MOST = 99


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many people one activity takes on each day, Monday first; 0 is none."""

    activity: str
    people: tuple[int, ...] = (0,) * len(DAYS)

    @property
    def words(self) -> str:
        """Return it as people write it: 話し相手　月2 水3."""
        days = " ".join(
            f"{day}{count}" for day, count in zip(DAYS, self.people, strict=True) if count
        )
        return f"{self.activity}　{days}".rstrip()


def parse(text: str) -> tuple[Capacity, ...]:
    """Return the table that `written` made; what cannot be read is left out."""
    found = []
    for line in text.splitlines():
        activity, _tab, counts = line.partition("\t")
        people = tuple(int(one) if one.isdigit() else 0 for one in counts.split())
        if activity and len(people) == len(DAYS):
            found.append(Capacity(activity, people))
    return tuple(found)


def written(table: Iterable[Capacity]) -> str:
    """Return the text that is kept; refuses an activity named twice and impossible numbers."""
    lines: dict[str, str] = {}
    for one in table:
        activity = " ".join(one.activity.split())
        if not activity:
            continue
        if activity in lines:
            raise Refusal(
                _("“{activity}” stands in two lines.").format(activity=activity),
                _("Put the numbers into one of them."),
            )
        if any(not 0 <= count <= _MOST for count in one.people):
            raise Refusal(_("The number of people is not right."), _("Enter 0 to 99 for each day."))
        lines[activity] = f"{activity}\t{' '.join(map(str, one.people))}"
    return "\n".join(lines.values())
