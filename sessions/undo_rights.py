"""Whose it is to take an act back: nobody undoes what they could not have done themselves."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from resources import roles
from resources.journal import Line
from resources.refusals import Refusal
from resources.words import _
from sessions import permission

KINDS: Final = {
    "staff": "staff.correct",
    "office": "settings.correct",
    "approval_box": "settings.correct",
    "document": "letter.number",
    "document_series": "settings.correct",
    "issuer": "settings.correct",
    "area": "lists.correct",
    "body": "lists.correct",
    "organisation": "lists.correct",
    "place": "lists.correct",
    "household": "household.correct",
    "person": "person.correct",
    "consent": "consent.correct",
    "certificate": "certificate.issue",
    "pass": "pass.issue",
    "batch": "list.bring_in",
    "letter_wording": "letter.word",
    "meeting": "meeting.plan",
    "joining": "package.bring_home",
    "takeout": "package.bring_home",
    "takeout_question": "package.bring_home",
}
"""The act of the matrix that stands behind the lines of a kind."""
ACTS: Final = {
    ("person", "merge"): "person.merge",
    ("person", "unmerge"): "person.merge",
    # 支援措置 and every other reason for which nothing is sent: who may set it may end it.
    ("person", "withhold"): "suppression.correct",
    ("person", "release"): "suppression.correct",
    ("person", "leave"): "suppression.correct",
    ("person", "come_back"): "suppression.correct",
    ("meeting", "issue"): "certificate.issue",
}
"""Lines whose act is another than that of their kind."""


def refusal(db: Session, deed: Sequence[Line], staff_id: str) -> Refusal | None:
    """Return why `deed` is not for somebody to take back, None where it is.

    Whoever may do such a thing in one way or another may take it back; whether it must be
    their own is said by `act.undo` itself.
    """
    behind = {ACTS.get((line.kind, line.act)) or KINDS.get(line.kind) for line in deed} - {None}
    missing = behind - permission.acts(db, staff_id)
    for act in sorted(one for one in missing if one is not None):
        return Refusal(
            _("{act}: your role does not allow this.").format(act=roles.matrix()[act].words),
            _("These may do it: {roles}.").format(
                roles="、".join(roles.role_name(role) for role in roles.who_may(act))
            ),
        )
    return None
