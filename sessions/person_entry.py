"""What is entered of a person, tidied and checked before it is kept."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from resources.calendar import day_of
from resources.contacts import tidy_zip
from resources.names import clean, private_letters, show_kana, sort_key, tab, tidy_name
from resources.refusals import Refusal
from resources.words import _, mark
from sessions.person_tables import PERSON
from sessions.person_views import HIDDEN, PersonView


@dataclass(frozen=True)
class PersonDetails:
    """What is known of a person, as it is entered; only the name is needed."""

    name: str
    kana: str = ""
    alias: str = ""
    latin: str = ""
    former_name: str = ""
    birth: date | None = None
    birth_written: str = ""
    sex: str = ""
    zip: str = ""
    address: str = ""
    district: str = ""
    phones: tuple[tuple[str, str], ...] = ()  # as written, digits (resources.contacts.telephone)
    email: str = ""
    affiliation: str = ""  # 所属: an organisation of the office, or one as it was written
    language: str = "ja"
    needs: str = ""
    hide_name: bool = False
    large_print: bool = False
    note: str = ""


@dataclass(frozen=True)
class Remark:
    """Something about an entry that a person should look at, though it is kept as it is."""

    field: str
    text: str


def details(view: PersonView) -> PersonDetails:
    """Return what was entered of `view`, to be corrected."""
    return PersonDetails(**{name: getattr(view, name) for name in PersonDetails.__annotations__})


def remarks(entered: PersonDetails) -> list[Remark]:
    """Return what to tell about an entry at once: 外字 and readings that are none."""
    found = [
        Remark(name, _("This letter exists only on one office's machines: please type it anew."))
        for name in ("name", "alias", "former_name", "address", "affiliation")
        if private_letters(getattr(entered, name))
    ]
    if not entered.kana.strip():
        found.append(Remark("kana", _("Without a reading the person stands at the end of lists.")))
    return found


def tidied(entered: PersonDetails, at: datetime) -> PersonDetails:
    """Return an entry with blanks and width of numbers tidied; refuses what cannot be kept."""
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        alias=tidy_name(entered.alias),
        former_name=tidy_name(entered.former_name),
        latin=tidy_name(entered.latin),
        address=clean(entered.address).strip(),
        district=clean(entered.district).strip(),
        email=clean(entered.email).strip(),
        affiliation=tidy_name(entered.affiliation),
        zip=tidy_zip(entered.zip),
        phones=tuple(
            (clean(written).strip(), digits) for written, digits in entered.phones if digits
        ),
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    if entered.birth is not None and entered.birth > day_of(at):
        raise Refusal(_("This birth date has not come yet."), _("Please look at the year again."))
    for name, label in _LONG_TEXTS.items():
        most = PERSON.c[name].type.length  # type: ignore[attr-defined]
        if len(getattr(entered, name)) > most:
            raise Refusal(
                _("{field} is longer than {most} letters.").format(field=_(label), most=most),
                _("Please shorten it; the rest may stand in the note."),
            )
    return entered


def unhidden(entered: PersonDetails, before: PersonView) -> PersonDetails:
    """Return an entry made from a view with hidden whereabouts, those of `before` put back."""
    kept = {name: getattr(before, name) for name in HIDDEN if not getattr(entered, name)}
    return replace(entered, **kept)


_LONG_TEXTS = {
    "name": mark("The name"), "kana": mark("The reading"), "alias": mark("The alias"),
    "latin": mark("The Latin name"), "former_name": mark("The former name"),
    "birth_written": mark("The birth date"), "zip": mark("The postcode"),
    "address": mark("The address"), "district": mark("The district"),
    "email": mark("The mail address"), "affiliation": mark("The affiliation"),
    "needs": mark("The list of needs"), "note": mark("The note"),
}  # fmt: skip


def columns(entered: PersonDetails) -> dict[str, Any]:
    """Return the columns of the row of an entry, its place in the order included."""
    fields = asdict(entered)
    fields.pop("phones")
    kana = show_kana(entered.kana)
    latin = entered.latin or entered.name
    return fields | {
        "kana": kana,
        "kana_written": entered.kana.strip(),
        "sort_key": sort_key(kana or latin),
        "tab": tab(kana, latin),
    }


def kept(entered: PersonDetails) -> dict[str, Any]:
    """Return an entry as the journal keeps it: its reading as shown, its date in ISO form."""
    fields = asdict(entered) | {"kana": show_kana(entered.kana)}
    return fields | {"birth": entered.birth and entered.birth.isoformat()}
