"""Pictures of who may do what, and of the office on a server: sharing, roles, agreed to by two."""

from typing import Any

from desktop.entrance.server_sign_in import ServerSignIn
from desktop.pictures.studio import Studio
from sessions import second_person, staff


def pictures(studio: Studio) -> None:
    """Show sharing, the staff with their roles, the matrix, the keys, and a request under Today."""
    _sharing(studio)
    page: Any = studio.go("office", "people")
    section = page.sections["people"]
    colleague = next(
        one for one in studio.desk.read(staff.listing) if one.id != studio.desk.staff_id
    )
    section.table.point_at(colleague.id)
    studio.take_page("office-people", page)
    studio.take_page("office-who-may", studio.go("office", "who_may"))
    studio.take_page("office-keys", studio.go("office", "keys"))
    _asked(studio, colleague)
    _signing_in(studio)


def _sharing(studio: Studio) -> None:
    page: Any = studio.go("office", "sharing")
    form = page.sections["sharing"].form
    form.host.setText("fukushi-sv01")
    form.database.setText("inakurashi")
    studio.take_page("office-sharing", page)


def _asked(studio: Studio, colleague: staff.StaffView) -> None:
    """Let a colleague ask to bring a copy back, which the administrator finds under Today."""
    desk, at = studio.desk, studio.clock()
    with desk.office.change() as db:
        if not colleague.administers:
            staff.make_administrator(db, colleague.id, at=at, by=desk.staff_id)
        request = second_person.request(
            db,
            second_person.grant,
            {"act": "backup.restore", "subject": "inakurashi-20270304.inabackup"},
            about="3月4日 9:02 の控えから戻す",
            why="まちがえて名簿を取り込んだ",
            at=at,
            by=colleague.id,
        )
    page: Any = studio.go("today")
    page.refresh()
    studio.take("today-agree-by-two")
    with desk.office.change() as db:
        second_person.withdraw(db, request, at=at, by=colleague.id)


def _signing_in(studio: Studio) -> None:
    panel = ServerSignIn("postgresql://karasawa@fukushi-sv01/inakurashi")
    panel.resize(studio.window.size())
    panel.show()
    studio.take("sign-in-at-the-server", panel)
    panel.hide()
    panel.deleteLater()
