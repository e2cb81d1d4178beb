"""支援措置の申出による消去: the stored whereabouts of somebody protected, taken out for good.

What finds or reaches the person goes: address, telephones, mail, district, 所属, what an imported
line said, and the values of the journal that repeat them. Name and history of coming stay. Copies
made before keep it until they are thinned; the office says so on its page about protection.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.names import clean
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import holdings, search_keys, suppression
from sessions.holdings import Holding
from sessions.person_tables import Person, Phone
from sessions.suppression import Reason

_FIELDS: Final = frozenset(
    {"zip", "address", "district", "email", "affiliation", "phone", "phone_digits", "comment"}
)
_GONE: Final = frozenset({"phone", "person_area", "batch_line_values"})


def clear(
    db: Session, person_id: str, *, held: Sequence[Holding], why: str, at: datetime, by: str
) -> None:
    """Take the stored whereabouts of a person out of everything `held`; nothing brings them back.

    The safe address for letters stays: it was given for this. Refuses somebody who is not
    protected, and an empty `why` (who asked, and when).
    """
    ids = holdings.all_of(db, person_id)
    standing = suppression.standing(db, ids).get(ids[0])
    if standing is None or Reason.PROTECTED not in standing.reasons:
        raise Refusal(
            _("This person is not protected from being found."),
            _("Note the protection first; then the address can be taken out."),
        )
    if not clean(why).strip():
        raise Refusal(
            _("It is not said who asked for the address to be taken out."),
            _("Enter which office told you, and when."),
        )
    for one in held:
        target = holdings.table(one.table)
        mine = holdings.owned(one, ids, held)
        values = {name: value for name, value in one.emptied.items() if name in _FIELDS}
        if one.table in _GONE:
            db.execute(sa.delete(target).where(mine))
        elif values and not one.shared:
            if "version" in target.c:
                values["version"] = target.c.version + 1
            db.execute(sa.update(target).where(mine).values(**values))
    for each in ids:
        journal.erase_values(db, each)
    db.expire_all()
    touch(db, Person, Phone)
    search_keys.write(db, ids[0])
    told = {"reason": clean(why).strip()}
    journal.write(db, "clear_whereabouts", "person", person_id, at=at, by=by, after=told)
