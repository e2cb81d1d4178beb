"""Acts past the database that two people agree to: asked for with a reason, used once."""

from typing import TYPE_CHECKING

from desktop.dialogs import reason
from desktop.parts.status import Status
from resources.refusals import Refusal
from resources.words import _
from sessions import second_person

if TYPE_CHECKING:
    from desktop.office.section import Section


def agreed(section: "Section", act: str, subject: str, about: str) -> bool:
    """Tell whether `act` about `subject` was agreed to, and use that up; else ask for it.

    `about` says in words what would happen, as the second person reads it under Today. On a
    server without anybody else who could agree, the password of who looks after the server
    stands in: there is no recovery key there. Who may not even ask is told so.
    """
    desk = section.desk
    at, by = desk.now(), desk.staff_id
    if not desk.may(act):
        section.attempt(lambda: desk.ensure(act))
        return False
    if desk.office.on_server and not desk.read(second_person.others, act, staff_id=by):
        return True
    try:
        desk.change(second_person.use_grant, act, subject, at=at, by=by)
    except Refusal as refusal:
        if desk.read(second_person.asked, act, subject, staff_id=by, at=at):
            section.frame.tell("office", Status.WAIT, _("Asked for already; it waits under Today."))
            return False
        why = reason.ask(
            section,
            about + "?",
            f"{refusal.what} " + _("Agreed to, it may be done once within a day."),
            act=_("Ask for it"),
        )
        if why is None:
            return False
        section.attempt(
            lambda: desk.change(
                second_person.request, second_person.grant, {"act": act, "subject": subject},
                about=about, why=why, at=desk.now(), by=by,
            ),
            _("Asked for. Another administrator finds it under Today."),
        )  # fmt: skip
        return False
    return True
