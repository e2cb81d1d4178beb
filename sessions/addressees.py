"""From people and organisations to addressees: who gets one, who gets none, what is missing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from resources import type as setting
from resources.contacts import address_key
from resources.refusals import Refusal
from resources.type import Role
from resources.words import _
from sessions import addressing, households, mailing_lists
from sessions.addressing import Honorific
from sessions.mailing_lists import Entry, Kind
from sessions.papers.address_block import Address

_AT_A_TIME = 10_000  # people in one statement; no database takes any number of values
_ZIP = re.compile(r"\d{3}-\d{4}")


class Order(StrEnum):
    """In which order addresses are printed."""

    POSTAL = "postal"  # 郵便番号
    KANA = "kana"  # 五十音


@dataclass(frozen=True, slots=True)
class Named:
    """One name on an envelope and the honorific after it."""

    subject_id: str
    name: str
    kana: str
    honorific: Honorific


@dataclass(frozen=True, slots=True)
class Addressee:
    """One envelope: a person, a household (several names) or an organisation.

    `lacking` says what a postman would miss, empty when nothing is. `refs` are the subjects as
    `mailing_lists` names them, and `key` is made of them.
    """

    refs: tuple[str, ...]
    people: tuple[Named, ...]
    zip: str
    address: str
    sort_key: str
    organisation: str = ""
    organisation_honorific: Honorific | None = None
    lacking: str = ""
    guarded: bool = False  # the address is for the envelope only

    @property
    def key(self) -> str:
        """The subjects in one word, under which a batch remembers the envelope."""
        return "+".join(self.refs)

    @property
    def label(self) -> str:
        """The name in a list, such as 髙橋　太郎・花子."""
        if not self.people:
            return self.organisation
        first = self.people[0].name
        family = first.partition("　")[0]
        others = [one.name.removeprefix(f"{family}　") for one in self.people[1:]]
        return "・".join((first, *others))

    @property
    def kana(self) -> str:
        """The reading of the first name."""
        return self.people[0].kana if self.people else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who was chosen and gets nothing, and why, in words of the office."""

    ref: str
    name: str
    kana: str
    why: str
    mendable: bool  # an address can be entered; nothing else can be done here


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who gets an envelope, in order, and who of those chosen gets none."""

    ready: tuple[Addressee, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def incomplete(self) -> tuple[Addressee, ...]:
        """Those whose address lacks something and is printed all the same."""
        return tuple(one for one in self.ready if one.lacking)


def gather(
    db: Session,
    refs: Sequence[str],
    *,
    together: bool = False,
    apart: frozenset[str] = frozenset(),
    order: Order = Order.POSTAL,
    by_hand: bool = False,
) -> Gathered:
    """Return the envelopes for the subjects `refs` (see `mailing_lists`).

    `together` puts a household (世帯で1通) into one envelope with all its names, but for those
    in `apart`. `by_hand` takes those without an address, too: theirs is handed over.
    """
    entries = mailing_lists.entries(db, refs)
    own = addressing.known(db)
    ready: list[Addressee] = []
    out: list[LeftOut] = []
    for one in entries:
        if one.why_not:
            out.append(LeftOut(one.ref, one.name, one.kana, one.why_not, mendable=False))
        elif not one.address and not by_hand:
            why = _("There is no address.")
            out.append(LeftOut(one.ref, one.name, one.kana, why, mendable=True))
        else:
            ready.append(_addressee(one, own))
    if together:
        ready = _households(db, ready, apart)
    return Gathered(tuple(sorted(ready, key=_sorting(order))), tuple(out))


def again(db: Session, keys: Iterable[str]) -> tuple[Addressee | None, ...]:
    """Return the envelopes of a batch that goes on, in its own order.

    None stands for one that must not be sent any more: its place on the sheet stays free.
    """
    groups = [tuple(key.split("+")) for key in keys]
    every = [ref for group in groups for ref in group]
    found = {one.refs[0]: one for one in gather(db, every, by_hand=True).ready}
    return tuple(
        _joined([found[ref] for ref in group if ref in found])
        if any(ref in found for ref in group)
        else None
        for group in groups
    )


def address(one: Addressee) -> Address:
    """Return what is printed for one addressee."""
    honorific = one.organisation_honorific
    return Address(
        names=tuple((named.name, named.honorific.word) for named in one.people),
        post_code=one.zip,
        address=one.address,
        organisation=one.organisation,
        organisation_honorific=honorific.word if honorific and not one.people else "",
    )


def texts(addressed: Iterable[Addressee]) -> Iterator[str]:
    """Yield every text that is printed for `addressed`, to be tried against the fonts."""
    for one in addressed:
        yield from (named.name for named in one.people)
        yield from filter(None, (one.organisation, one.address))


def unprintable(addressed: Iterable[Addressee]) -> tuple[tuple[Addressee, tuple[str, ...]], ...]:
    """Return whom a paper would fail: addressees with the letters that no font here can draw."""
    found = []
    for one in addressed:
        letters = [letter for text in texts([one]) for letter in setting.missing(text, Role.BOLD)]
        if letters:
            found.append((one, tuple(dict.fromkeys(letters))))
    return tuple(found)


def check(gathered: Gathered) -> None:
    """Refuse when nobody is left to send anything to."""
    if not gathered.ready:
        raise Refusal(
            _("There is nobody to print an address for."),
            _("Choose somebody else, or enter the missing addresses."),
        )


def _addressee(one: Entry, own: dict[str, Honorific]) -> Addressee:
    lacking = ""
    if one.address and not _ZIP.fullmatch(one.zip):
        lacking = _("The post code is missing.")
    elif one.address and not re.search(r"[\d０-９一二三四五六七八九十]", one.address):
        lacking = _("The address has no number.")
    if one.kind is Kind.ORGANISATION:
        people: tuple[Named, ...] = ()
        if one.contact:
            honorific = own.get(one.subject_id, Honorific.SAMA)
            honorific = Honorific.SAMA if honorific is Honorific.ONCHU else honorific
            people = (Named(one.subject_id, one.contact, "", honorific),)
        return Addressee(
            (one.ref,), people, one.zip, one.address, one.sort_key, one.name,
            own.get(one.subject_id, Honorific.ONCHU), lacking,
        )  # fmt: skip
    honorific = own.get(one.subject_id, Honorific.SAMA)
    return Addressee(
        (one.ref,), (Named(one.subject_id, one.name, one.kana, honorific),), one.zip, one.address,
        one.sort_key, lacking=lacking, guarded=one.guarded,
    )  # fmt: skip


def _households(db: Session, ready: list[Addressee], apart: frozenset[str]) -> list[Addressee]:
    """Put people of one household together; without one, those of one name at one address."""
    ids = [named.subject_id for one in ready for named in one.people if not one.organisation]
    home: dict[str, str] = {}
    for start in range(0, len(ids), _AT_A_TIME):
        home |= households.of(db, ids[start : start + _AT_A_TIME])
    heads = _order_at_home(db, home)
    groups: dict[tuple[str, str], list[Addressee]] = {}
    for one in ready:
        groups.setdefault(_home(one, home, apart), []).append(one)
    return [
        _joined(sorted(group, key=lambda one: heads.get(_subject(one), 0)))
        for group in groups.values()
    ]


def _order_at_home(db: Session, home: dict[str, str]) -> dict[str, int]:
    """Return the place of each person in their household, the head's first."""
    known = list(dict.fromkeys(home.values()))
    return {
        member.person_id: place
        for start in range(0, len(known), _AT_A_TIME)
        for one in households.homes(db, known[start : start + _AT_A_TIME]).values()
        for place, member in enumerate(one.members)
    }


def _subject(one: Addressee) -> str:
    return one.people[0].subject_id if one.people else ""


def _home(one: Addressee, home: dict[str, str], apart: frozenset[str]) -> tuple[str, str]:
    if one.organisation or one.guarded or not one.address or set(one.refs) & apart:
        return "alone", one.key
    known = home.get(one.people[0].subject_id)
    if known:
        # A household that lives at two addresses gets two envelopes.
        return known, address_key(one.address)
    return address_key(one.address), one.people[0].name.partition("　")[0]


def _joined(group: list[Addressee]) -> Addressee:
    first = group[0]
    if len(group) == 1:
        return first
    return replace(
        first,
        refs=tuple(ref for one in group for ref in one.refs),
        people=tuple(named for one in group for named in one.people),
        zip=next((one.zip for one in group if one.zip), ""),
        lacking=next((one.lacking for one in group if not one.lacking), first.lacking),
    )


def _sorting(order: Order) -> Callable[[Addressee], tuple[str, ...]]:
    if order is Order.KANA:
        return lambda one: (one.sort_key, one.key)
    return lambda one: (one.zip or "~", address_key(one.address), one.sort_key, one.key)
