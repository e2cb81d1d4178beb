"""What members of a household share: address, district and telephone, taken over on joining."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from sessions import households, people
from sessions.households import Kinship
from sessions.person_entry import PersonDetails, details


@dataclass(frozen=True)
class Shared:
    """What the household has to offer, from its head or whoever has an address."""

    zip: str = ""
    address: str = ""
    district: str = ""
    phones: tuple[tuple[str, str], ...] = ()


def offer(db: Session, household_id: str) -> Shared:
    """Return address and home telephones of the household: of the first member who has any.

    Nothing where somebody of it is protected from being found.
    """
    known = [people.get(db, one.person_id) for one in households.members(db, household_id)]
    if any(one.hidden for one in known):
        return Shared()
    home = next((one for one in known if one.address), None)
    called = next((phones for one in known if (phones := _home_phones(one.phones))), ())
    if home is None:
        return Shared(phones=called)
    return Shared(home.zip, home.address, home.district, called)


def join(
    db: Session,
    household_id: str,
    person_id: str,
    *,
    kinship: Kinship,
    on: date,
    version: int,
    address: bool = False,
    phones: bool = False,
    at: datetime,
    by: str,
) -> int:
    """Let somebody join as households.join does, and take over `address` or `phones` if wished."""
    shared = offer(db, household_id)
    version = households.join(
        db, household_id, person_id, kinship=kinship, on=on, version=version, at=at, by=by
    )
    view = people.get(db, person_id, whole=True)
    entered = taken_over(details(view), shared, address=address, phones=phones)
    people.correct(db, person_id, entered, version=view.version, opened=True, at=at, by=by)
    return version


def bring_together(
    db: Session,
    person_id: str,
    other_id: str,
    *,
    household_id: str | None,
    version: int,
    kinship: Kinship,
    on: date,
    address: bool = False,
    phones: bool = False,
    at: datetime,
    by: str,
) -> str:
    """Let `other_id` join the household of a person and return its id.

    Where `household_id` is None it begins with the person as its head. `kinship` is what the
    other is to the head. Refuses what households.create and households.join refuse.
    """
    if household_id is None:
        household_id, version = households.create(db, person_id, on=on, at=at, by=by), 1
    join(
        db, household_id, other_id, kinship=kinship, on=on, version=version,
        address=address, phones=phones, at=at, by=by,
    )  # fmt: skip
    return household_id


def taken_over(
    entered: PersonDetails, shared: Shared, *, address: bool, phones: bool
) -> PersonDetails:
    """Return `entered` with what is shared; numbers of their own stay first."""
    if address and shared.address:
        entered = replace(entered, zip=shared.zip, address=shared.address, district=shared.district)
    if phones:
        known = {digits for _written, digits in entered.phones}
        more = tuple(one for one in shared.phones if one[1] not in known)
        entered = replace(entered, phones=(*entered.phones, *more))
    return entered


def _home_phones(phones: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the numbers of a house; a mobile telephone is one person's own."""
    mobile = ("050", "060", "070", "080", "090")
    return tuple(one for one in phones if not one[1].startswith(mobile))
