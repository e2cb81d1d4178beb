"""Pictures of the rooms behind the rail: today, meetings, register, print, office."""

from datetime import timedelta
from typing import Any

from desktop import assembly, jobs, print_tray
from desktop.dialogs import export_list
from desktop.pages.preview import Preview
from desktop.pictures import lists
from desktop.pictures.studio import Studio
from desktop.pictures.waiting import until
from desktop.town import evenings, residents
from resources.calendar import day_of
from sessions import person_rows

GUIDED = frozenset(
    {
        "labels", "letters", "documents", "reception", "preview", "meeting", "meeting_form",
        "person", "person_history", "person_form", "intake", "found", "merge",
        "points_registration", "points_host", "points_sheets", "points_volunteer",
    }
)  # fmt: skip
"""Pages that show nothing without a subject; scenes of their own give them one."""


def plain_names() -> tuple[str, ...]:
    """Return the pages that are taken as they open."""
    return tuple(name for name in assembly.PAGES if name not in GUIDED)


def plain(studio: Studio, name: str) -> None:
    """Take the page `name` as it opens."""
    studio.take_page(name.replace("_", "-"), studio.go(name))


def searching(studio: Studio) -> None:
    """Look for somebody with the first letters of a reading."""
    page = studio.go("people")
    field: Any = page.filter_field()
    field.setText("たか")
    studio.take("people-found")
    field.setText("")
    studio.settle()
    ids = [row.id for row in studio.desk.read(person_rows.rows)]
    studio.take_dialog("export-list", lambda: export_list.ask(studio.window, studio.desk, ids))
    studio.take_page("found", studio.go("found", "地域"))


def person(studio: Studio) -> None:
    """Open somebody whose name has rare letters."""
    studio.take_page("person", studio.go("person", _somebody(studio)))


def withheld(studio: Studio) -> None:
    """Ask why nothing is sent to somebody, and show who is protected and who has died."""
    from datetime import date

    from desktop.dialogs import leaving
    from sessions import withholding
    from sessions.suppression import Reason

    somebody = _somebody(studio)
    studio.go("person", somebody)
    studio.take_dialog(
        "leaving", lambda: leaving.ask(studio.window, "辻󠄀　花子", day_of(studio.clock()))
    )
    at, by = studio.clock(), studio.desk.staff_id
    studio.desk.change(
        withholding.withhold, somebody, Reason.PROTECTED, since=date(2027, 2, 1),
        why="市 福祉相談課から 文書で", safe_zip="396-8617",
        safe_address="みはらし町役場 気付", at=at, by=by,
    )  # fmt: skip
    studio.take_page("person-protected", studio.go("person", somebody))
    studio.go("person_form", somebody)
    studio.take("person-form-protected")
    studio.desk.change(
        withholding.lift, somebody, Reason.PROTECTED, why="終わりの通知", at=at, by=by
    )


def duties(studio: Studio) -> None:
    """Ask for an erasure, and show the terms with what waits."""
    from desktop.dialogs import erasing, term
    from sessions import erasure
    from sessions.erasure import Cause

    somebody = _somebody(studio)
    studio.go("person", somebody)
    studio.take_dialog(
        "erasing",
        lambda: erasing.ask(studio.window, "辻󠄀　花子", ["残しておく決まりがあります：補助金 5年"]),
    )
    at, by = studio.clock(), studio.desk.staff_id
    asked = studio.desk.change(erasure.ask, somebody, Cause.WISH, at=at, by=by)
    page = studio.go("office", "terms")
    studio.take_page("office-terms", page)
    studio.take_dialog("term", lambda: term.ask(studio.window, "会議の参加申込", 3, "目安"))
    studio.desk.change(erasure.decline, asked, at=at, by=by)


def person_history(studio: Studio) -> None:
    """Look back at what was changed of somebody."""
    page: Any = studio.go("person_history", _somebody(studio))
    page.day.line.setText("R9.2.20")
    page.day.read()
    studio.take_page("person-history", page)


def person_form(studio: Studio) -> None:
    """Open the form of a new person, and of one to be corrected."""
    page: Any = studio.go("person_form")
    studio.take_page("person-form", page)
    known = residents.make(day_of(studio.clock()))[lists.KNOWN].details
    form = page.form
    form.name.setText("高橋　ハツエ")
    form.kana.setText(known.kana)
    form.birth.line.setText(known.birth_written or f"{known.birth:%Y/%m/%d}")
    form.birth.read()
    studio.take("person-form-likely")
    page.begin_anew()
    studio.take_page("person-form-filled", studio.go("person_form", _somebody(studio)))


def _somebody(studio: Studio) -> str:
    from sessions import finding

    return studio.desk.read(finding.find, "辻󠄀", limit=1)[0].person.id


def doubles(studio: Studio) -> None:
    """Look at the pairs that may be one person, and join one of them."""
    from desktop.pages.doubles import key_of

    page: Any = studio.go("doubles")
    studio.take("doubles")
    pair = page.table.current()
    if pair is not None:
        studio.take_page("merge", studio.go("merge", key_of(pair)))


def undo(studio: Studio) -> None:
    """Change a few things and look at what would be undone."""
    from dataclasses import replace

    from sessions import finding, people

    desk = studio.desk
    person = desk.read(finding.find, "辻󠄀", limit=1)[0].person
    known = people.details(desk.read(people.get, person.id))
    for step, new in enumerate((
        replace(known, note="夕方に つながりやすい"),
        replace(known, note="夕方に つながりやすい", district="高遠町", large_print=True),
        replace(known, note="朝に つながりやすい", district="高遠町", large_print=True),
    )):  # fmt: skip
        moment = desk.now() + timedelta(seconds=step + 1)
        version = desk.read(people.get, person.id).version
        desk.change(people.correct, person.id, new, version=version, at=moment, by=desk.staff_id)
    page: Any = studio.go("undo", "last")
    studio.take("undo-last")
    page.table.point_at_row(1)
    studio.take("undo-left")


def gatherings(studio: Studio, meetings: dict[int, str]) -> None:
    """Open today's meeting, the last one, the one the weather took, and one to come."""
    for number, name in (
        (evenings.TODAY, "meeting-today"),
        (evenings.PAST, "meeting-closed"),
        (evenings.SNOWED, "meeting-cancelled"),
        (evenings.TODAY + 1, "meeting-planned"),
    ):
        studio.take_page(name, studio.go("meeting", meetings[number]))


def meeting_form(studio: Studio) -> None:
    """Open the form of a new meeting."""
    studio.take_page("meeting-form", studio.go("meeting_form"))


def before_printing(studio: Studio, meetings: dict[int, str]) -> None:
    """Look at name tags and at certificates before they are printed."""
    offered = (
        ("preview-name-tags", jobs.name_tags(studio.desk, meetings[evenings.TODAY], blanks=4)),
        ("preview-certificates", jobs.certificates(studio.desk, meetings[evenings.PAST])),
    )
    page = studio.window.page("preview")
    assert isinstance(page, Preview)
    for name, job in offered:
        studio.go("preview", print_tray.lay(job))
        until(lambda: page.drawn is not None)
        studio.take(name)
    page.question.ask(5, 32)
    studio.take("preview-all-out")
    page.question.hide()


def post(studio: Studio, meetings: dict[int, str]) -> None:
    """Write labels and a letter for today's meeting, and look at the rules of papers."""
    studio.take_page("labels", studio.go("labels"))
    letters: Any = studio.go("letters", f"meeting:{meetings[evenings.TODAY]}")
    letters.show_part("write")
    studio.take_page("letters", letters)
    letters.show_part("words")
    studio.take_page("letters-wording", letters)
    studio.take_page("office-papers", studio.go("office", "papers"))


def dialogs(studio: Studio) -> None:
    """Open what is asked and said in between."""
    from desktop.dialogs import closing_day, deeds
    from desktop.dialogs.manual import Manual

    studio.go("today")
    studio.window.done("春日　とみ子さんを 受付しました", lambda: None)
    studio.take("toast")
    studio.window.toast.hide()
    studio.take_dialog("deeds", lambda: deeds.ask(studio.window, studio.window.past_deeds()))
    studio.take_dialog("closing-the-day", lambda: closing_day.may_end(studio.desk, studio.window))
    manual = Manual("reception", studio.window)
    manual.show()
    studio.take("help", manual)
    manual.close()
