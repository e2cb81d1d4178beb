"""Lists of people taken out of the register for a named purpose (名簿の書き出し), and on record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.sheet import Cell
from resources.sheet_writing import Missing, csv_bytes, lacking, xlsx_bytes
from resources.words import _, mark
from sessions import permission, person_views, suppression
from sessions.person_views import PersonView
from sessions.suppression import Use

FIELDS: Mapping[str, tuple[str, Callable[[PersonView], Cell]]] = {
    "name": (mark("Name"), lambda one: one.name),
    "kana": (mark("Reading"), lambda one: one.kana),
    "birth": (mark("Birth date"), lambda one: one.birth or one.birth_written),
    "sex": (mark("Sex"), lambda one: one.sex),
    "zip": (mark("Postcode"), lambda one: one.zip),
    "address": (mark("Address"), lambda one: one.address),
    "district": (mark("District"), lambda one: one.district),
    "phones": (mark("Telephone"), lambda one: "、".join(written for written, _d in one.phones)),
    "email": (mark("E-mail"), lambda one: one.email),
    "affiliation": (mark("Affiliation"), lambda one: one.affiliation),
    "number": (mark("Volunteer number"), lambda one: one.number or ""),
    "supporter_number": (mark("Supporter number"), lambda one: one.supporter_number or ""),
    "alias": (mark("Alias"), lambda one: one.alias),
    "latin": (mark("Latin letters"), lambda one: one.latin),
    "note": (mark("Note"), lambda one: one.note),
}
"""What a list may hold: field → its heading (a word of the screen) and where it stands."""

USUAL = ("name", "kana", "district", "phones")
XLSX, CSV_CP932, CSV_UTF8 = "xlsx", "cp932", "utf-8-sig"


@dataclass(frozen=True)
class People:
    """A list as it would be taken out, its people in 五十音 order.

    `left_out` is the sentence about those who are kept off every list, empty for nobody.
    """

    ids: tuple[str, ...]
    fields: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: str = ""

    def lacking(self) -> list[Missing]:
        """Return the letters that CP932 has no code for, with their places."""
        return lacking(self.header, self.rows)

    def written(self, form: str) -> bytes:
        """Return the list as `form`: a workbook, or CSV in one of two encodings.

        No text can become a formula; a letter CP932 lacks is 〓 there.
        """
        if form == XLSX:
            return xlsx_bytes(self.header, self.rows)
        return csv_bytes(self.header, self.rows, form)


def gather(db: Session, person_ids: Sequence[str], fields: Sequence[str]) -> People:
    """Return the list of `person_ids` with `fields`; refuses one without people or fields.

    Nobody is on it who is kept off lists, and no whereabouts of the protected (suppression).
    """
    chosen = tuple(name for name in FIELDS if name in fields)
    if not chosen:
        raise Refusal(_("No column is chosen."), _("Tick what the list is to hold."))
    stopped = suppression.withheld(db, person_ids, Use.LIST)
    found = person_views.views(db, [one for one in person_ids if one not in stopped])
    if not found:
        raise Refusal(_("There is nobody on this list."), _("Choose other people."))
    return People(
        tuple(one.id for one in found),
        chosen,
        tuple(_(FIELDS[name][0]) for name in chosen),
        tuple(tuple(FIELDS[name][1](one) for name in chosen) for one in found),
        suppression.left_out(db, list(stopped.values())),
    )


def take_out(
    db: Session,
    person_ids: Sequence[str],
    fields: Sequence[str],
    *,
    purpose: str,
    form: str,
    at: datetime,
    by: str,
) -> People:
    """Return the list and write into the journal who took out what of whom, and what for.

    Refuses an empty purpose (個人情報取扱特記事項: 複写の制限, 管理台帳), and more people than the
    role of `by` may take out alone.
    """
    purpose = purpose.strip()
    if not purpose:
        raise Refusal(
            _("It is not said what the list is for."), _("Write it in a few words: it is kept.")
        )
    found = gather(db, person_ids, fields)
    permission.ensure_within(db, by, "people.export", len(found.ids))
    after = {
        "purpose": purpose, "form": form, "fields": list(found.fields),
        "count": len(found.ids), "people": list(found.ids),
    }  # fmt: skip
    journal.write(db, "export", "list", new_id(), at=at, by=by, after=after)
    return found
