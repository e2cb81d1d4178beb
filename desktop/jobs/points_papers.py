"""The papers of the points programme as jobs: statements of all chosen, and an explanation."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from desktop.jobs.office import details
from desktop.print_tray import Drawn, Job, Options, Subject
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from programs.points.member_year import MemberYear
    from sessions.print_runs import RunFacts

STATEMENTS: Final = "point_statement"


def points_statements(desk: "Desk", year: int, numbers: Sequence[str]) -> Job:
    """Return the statements of `numbers` in `year`; whoever gets no letter is left out and named.

    What they claim is kept when they are drawn, once however often they are looked at.
    """
    from programs.points import statements, volunteers

    known = {one.number: one for one in desk.read(volunteers.read, year).rows}
    out = dict(desk.read(statements.left_out, year, numbers))
    subjects = tuple(
        Subject(number, known[number].name, known[number].kana, out.get(number, ""))
        for number in sorted(numbers)
    )
    printed = [one.key for one in subjects if not one.left_out]
    made: list[statements.Prepared] = []

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import statement as paper

        if not made:
            made.append(
                desk.change(statements.issue, year, printed, at=desk.now(), by=desk.staff_id)
            )
        ready = made[0].statements
        pdf = paper.draw(ready, progress=task.tell)
        firsts = tuple(accumulate((paper.sheets(one) for one in ready[:-1]), initial=0))
        return Drawn(pdf, firsts, json.dumps({"year": year, "firsts": firsts}))

    return Job(
        STATEMENTS,
        _("Statements of points, {year}").format(year=calendar.fiscal_year_label(year)),
        subjects,
        draw,
        texts=tuple(one.name for one in subjects),
    )


def resumed_statements(desk: "Desk", run: "RunFacts") -> Job:
    """Return the statements of those whose sheets of `run` have to come out yet, drawn anew.

    Overnight somebody may have earned: an old sheet would claim what is no longer so.
    """
    kept = json.loads(run.choices)
    begun = bisect_right(kept["firsts"], run.next_sheet - 1) - 1
    job = points_statements(desk, kept["year"], run.subjects[begun:])
    return replace(job, replaces=run.id)


def points_explanation(
    desk: "Desk", member: "MemberYear", title: str, steps: "Sequence[tuple[str, str, str]]"
) -> Job:
    """Return the paper that says why `member` has so many stamps.

    `title` is the question, `steps` are (title, line below, amount) as the screen says them.
    """
    from programs.points.papers.explanation import Explanation
    from programs.points.rule_words import carrying, counter, money

    unit, standing = counter(member.rule), member.standing
    first, last = member.rule.bounds(member.year)
    following = [_("That is worth {yen}.").format(yen=money(standing.worth))]
    if standing.wanted is not None and standing.then is not None:
        following.append(
            _("Another {count} {unit} make {yen}.").format(
                count=standing.wanted, unit=unit, yen=money(standing.then)
            )
        )
    if member.until is not None:
        day = calendar.wareki_with_weekday(member.until)
        kept = carrying(member.rule, member.year)
        following.append(_("Exchange until {day}. {kept}").format(day=day, kept=kept).strip())
    content = Explanation(
        title=title, name=member.who.name, number=member.number,
        period=_("{year} ({first} to {last})").format(
            year=calendar.fiscal_year_label(member.year), first=calendar.wareki(first),
            last=calendar.wareki(last),
        ),
        issued=calendar.wareki(calendar.day_of(desk.now())),
        issuer=details(desk).name, steps=tuple(steps),
        total=(_("Stamps of this year"), f"{standing.counted} {unit}"),
        following=tuple(following),
        foot=_("By the rules of {year}, version {turn}").format(
            year=calendar.fiscal_year_label(member.year), turn=member.turn
        )
        if member.turn
        else _("By the rules as they were shipped"),
    )  # fmt: skip

    def draw(_options: Options, task: "Task") -> Drawn:
        from programs.points.papers import explanation as paper

        return Drawn(paper.draw([content], progress=task.tell), (0,))

    return Job(
        "point_explanation",
        content.title,
        (Subject(member.number, member.who.name, member.who.kana),),
        draw,
        texts=(content.name,),
    )
