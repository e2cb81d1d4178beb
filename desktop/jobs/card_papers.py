"""名札, カード and blank cards as jobs; making them makes the codes that are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.jobs.office import details, expected, feed
from desktop.print_tray import BLANKS, RUBY, START, Drawn, Job, Options, Subject
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, Task
    from sessions.passes import PassFacts


def name_tags(
    desk: "Desk", meeting_id: str, expected_ids: Sequence[str] | None = None, *, blanks: int = 0
) -> Job:
    """Return the 名札 of everybody expected or of `expected_ids`, blank cards behind them.

    Tags that are missing are made; blank cards are made once for the whole look at the job.
    """
    from sessions import meetings, passes, sheets
    from sessions.papers import name_tags as paper
    from sessions.suppression import Use

    meeting = desk.read(meetings.show, meeting_id)
    wanted = None if expected_ids is None else set(expected_ids)
    listed = expected(desk, meeting_id, Use.CARD)
    subjects = tuple(one for one in listed if wanted is None or one.key in wanted)
    people = tuple(one for one in subjects if not one.left_out)
    made: list[PassFacts] = []

    def draw(options: Options, task: "Task") -> Drawn:
        at, by = desk.now(), desk.staff_id
        if people:
            desk.change(passes.issue_tags, meeting_id, at=at, by=by)
        _more_blanks(desk, made, options.blanks)
        content = desk.read(
            sheets.name_tags,
            meeting_id,
            blanks=made[: options.blanks],
            expected_ids=[one.key for one in people],
            feed=feed(options),
        )
        content = replace(content, ruby=options.ruby)
        pdf = paper.draw(content, progress=task.tell)
        return Drawn(pdf, _ten_a_sheet(len(people), options.start))

    return Job(
        "name_tags",
        _("Name tags: {meeting}").format(meeting=meeting.headline),
        subjects or (Subject(meeting_id, _("Blank cards")),),
        draw,
        texts=tuple(one.name for one in people),
        offers=frozenset((RUBY, START, BLANKS)),
        options=Options(blanks=blanks),
        meeting_id=meeting_id,
    )


def cards(desk: "Desk", person_ids: Iterable[str]) -> Job:
    """Return the personal cards of `person_ids`; who has a card keeps its code."""
    from sessions import passes, people, sheets
    from sessions.papers import cards as paper
    from sessions.suppression import Use

    views = [desk.read(people.get, person_id) for person_id in person_ids]
    subjects = tuple(
        Subject(
            view.id,
            view.name,
            view.kana,
            view.held.words if view.held and view.held.stops(Use.CARD) else "",
        )
        for view in views
    )
    wanted = tuple(one for one in subjects if not one.left_out)

    def draw(options: Options, task: "Task") -> Drawn:
        at, by = desk.now(), desk.staff_id
        issued = desk.change(passes.issue_cards, [one.key for one in wanted], at=at, by=by)
        office = details(desk)
        content = sheets.cards(
            issued,
            [(one.name, one.kana) for one in wanted],
            office=office.name,
            lost=office.phone,
            feed=feed(options),
        )
        pdf = paper.draw(content, progress=task.tell)
        return Drawn(pdf, _ten_a_sheet(len(wanted), options.start))

    return Job(
        "cards",
        _("QR cards"),
        subjects,
        draw,
        texts=tuple(one.name for one in wanted),
        offers=frozenset((START,)),
    )


def blank_cards(desk: "Desk", count: int = 10) -> Job:
    """Return numbered blank cards that belong to nobody yet."""
    from sessions.papers import name_tags as paper

    made: list[PassFacts] = []

    def draw(options: Options, task: "Task") -> Drawn:
        wanted = max(1, options.blanks)
        _more_blanks(desk, made, wanted)
        content = paper.NameTags(
            details(desk).name,
            tuple(paper.BlankTag(card.code, card.label) for card in made[:wanted]),
            feed(options),
        )
        return Drawn(paper.draw(content, progress=task.tell))

    return Job(
        "blank_cards",
        _("Blank cards"),
        (Subject("blank", _("Blank cards")),),
        draw,
        offers=frozenset((START, BLANKS)),
        options=Options(blanks=count),
    )


def _more_blanks(desk: "Desk", made: "list[PassFacts]", wanted: int) -> None:
    from sessions import passes

    if wanted > len(made):
        at, by = desk.now(), desk.staff_id
        made += desk.change(passes.issue_blanks, wanted - len(made), at=at, by=by)


def _ten_a_sheet(count: int, start: int) -> tuple[int, ...]:
    return tuple((number + start - 1) // 10 for number in range(count))
