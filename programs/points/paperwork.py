"""What the papers of a registration say, gathered from the records; nobody withheld is on one.

Each function returns the frozen content of a paper and, in words, who was left out of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import applications, inquiries, inquiry_lists, registering, rule_sets
from programs.points.applications import ACTIVITIES, PROOFS, TRANSPORT, WEEKDAYS
from programs.points.inquiry_lists import FileList
from programs.points.papers.change_form import ChangeForm
from programs.points.papers.inquiry_list import Asked, InquiryList
from programs.points.papers.insurance_list import InsuranceList, Insured
from programs.points.papers.registration_form import RegistrationForm
from programs.points.papers.renewal_card import RenewalCard
from programs.points.papers.ruled_form import Choice
from programs.points.register import TABLE
from resources import calendar
from resources.words import _
from sessions import addressees, issuers, mailing_lists, office, passes, person_views, suppression
from sessions.addressees import Gathered
from sessions.papers.official_letter import Letter, OfficialLetter
from sessions.person_tables import PERSON
from sessions.person_views import PersonView
from sessions.suppression import Use

_CITY_DAYS = timedelta(days=21)  # to answer a postcard in


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who is on no such paper, and why in words."""

    person_id: str
    name: str
    kana: str
    why: str


def registration_forms(
    db: Session, year: int, person_ids: Sequence[str] = ()
) -> tuple[RegistrationForm, ...]:
    """Return the 登録申請書 of some people, or the blank one."""
    waiting = {one.person_id: one for one in applications.open_ones(db)} if person_ids else {}
    views = {one.id: one for one in person_views.views(db, person_ids)}
    label, to = _label(db, year), _to(db)
    made = []
    for view in (*(views[one] for one in person_ids), *(() if person_ids else (None,))):
        asked = waiting.get(view.id) if view else None
        wishes = asked.wishes if asked else {}
        proof = _(PROOFS[asked.proof]) if asked else ""
        made.append(
            RegistrationForm(
                label, to, calendar.fiscal_year_label(year),
                _ticked([_(word) for word in PROOFS.values()], [proof]),
                _ticked(ACTIVITIES, wishes.get("activities", [])),
                _ticked(WEEKDAYS, wishes.get("weekdays", [])),
                _ticked(TRANSPORT, wishes.get("transport", [])),
                **_who(view), birth=_born(view),
                emergency=asked.emergency if asked else "",
                districts="、".join(wishes.get("districts", [])),
                insured=bool(asked and asked.wants_insurance),
            )
        )  # fmt: skip
    return tuple(made)


def change_forms(db: Session, year: int, numbers: Sequence[str] = ()) -> tuple[ChangeForm, ...]:
    """Return the 変更・休止・取消届 of some numbers, or the blank one."""
    label, to = _label(db, year), _to(db)
    if not numbers:
        return (ChangeForm(label, to),)
    people = _people(db, year, numbers)
    views = {one.id: one for one in person_views.views(db, list(people.values()))}
    codes = passes.personal_codes(db, set(people.values()))
    return tuple(
        ChangeForm(
            label, to, number, **_who(views[people[number]]), code=codes.get(people[number], "")
        )
        for number in numbers
    )  # fmt: skip


def inquiry(
    db: Session, inquiry_id: str, *, day: date
) -> tuple[InquiryList, FileList, tuple[Left, ...]]:
    """Return a 資格照会一覧 as a paper and as a file, and who is kept off lists."""
    lines = inquiries.of_lists(db, [inquiry_id])
    people = [one.person_id for one in lines]
    views = {one.id: one for one in person_views.views(db, people)}
    held = suppression.withheld(db, people, Use.LIST)
    kept = [one for one in lines if one.person_id not in held]
    label = lines[0].label if lines else ""
    year = int(label.partition("-")[0]) if lines else rule_sets.year_of(db, day)
    sent = lines[0].sent_on if lines else day
    paper = InquiryList(
        _label(db, year), label, calendar.wareki(sent), _issuer(db),
        tuple(
            Asked(
                one.place, views[one.person_id].name, views[one.person_id].kana,
                _birth(views[one.person_id].birth), views[one.person_id].address, one.number,
                _answer(one), calendar.wareki_short(one.confirmed) if one.confirmed else "",
            )
            for one in kept
        ),
    )  # fmt: skip
    rows = tuple(
        (
            one.label, one.place, views[one.person_id].name, views[one.person_id].kana,
            views[one.person_id].birth, views[one.person_id].address, one.number, _answer(one),
            one.confirmed,
        )
        for one in kept
    )  # fmt: skip
    return paper, FileList(inquiry_lists.HEADER, rows), _left(views, held)


def blank_inquiry(db: Session, year: int) -> InquiryList:
    """Return the 資格照会一覧 with nobody on it yet, neither numbered nor dated."""
    return InquiryList(_label(db, year), "", "", _issuer(db), ())


def insurance(
    db: Session, year: int, *, day: date
) -> tuple[InsuranceList, FileList, tuple[Left, ...]]:
    """Return the 保険加入名簿 of all who stand in `year`, as a paper and as a file.

    Whoever is kept off lists (死亡・転出 …) is not on it and told apart.
    """
    first = rule_sets.in_force(db, year).last.rule.bounds(year)[0]
    query = sa.select(TABLE.c.number, TABLE.c.person_id, TABLE.c.insured).where(
        TABLE.c.year == year, TABLE.c.cancelled.is_(None)
    )
    found = list(db.execute(query.order_by(TABLE.c.number)))
    roots = _roots(db, [row.person_id for row in found])
    views = {one.id: one for one in person_views.views(db, list(set(roots.values())))}
    held = suppression.withheld(db, list(views), Use.LIST)
    paper_rows, file_rows = [], []
    for row in found:
        view = views[roots[row.person_id]]
        if view.id in held:
            continue
        phone = view.phones[0][0] if view.phones else ""
        begins = max(first, row.insured + timedelta(days=1)) if row.insured else None
        paper_rows.append(
            Insured(
                row.number, view.name, view.kana, _birth(view.birth), view.address, phone,
                _short(row.insured), _short(begins),
            )
        )  # fmt: skip
        file_rows.append(
            (row.number, view.name, view.kana, view.birth, view.address, phone, row.insured, begins)
        )
    paper = InsuranceList(
        _label(db, year), calendar.fiscal_year_label(year), calendar.wareki(day), _issuer(db),
        tuple(paper_rows),
    )  # fmt: skip
    return paper, FileList(inquiry_lists.INSURED, tuple(file_rows)), _left(views, held)


def notices(
    db: Session, year: int, numbers: Sequence[str], *, day: date, written: str = ""
) -> tuple[OfficialLetter, Gathered]:
    """Return the 登録通知 of some numbers, with the number `written`, and who gets one."""
    rows = {row.number: row for row in registering.standing_rows(db, year, numbers)}
    gathered = gathered_of(db, year, numbers, by_hand=True)
    by_person = {person: number for number, person in _people(db, year, numbers).items()}
    rule = rule_sets.in_force(db, year).last.rule
    issuer = issuers.the_office(db)
    letters = []
    for one in gathered.ready:
        row = rows[by_person[_person(one.refs[0])]]
        registered = calendar.wareki(row.registered) if row.registered else ""
        covered = _("from the day after the insurance was arranged")
        if row.insured is not None:
            first = max(rule.bounds(year)[0], row.insured + timedelta(days=1))
            covered = _("covered from {day}").format(day=calendar.wareki(first))
        body = _(
            "　We have registered you for {programme} as follows.\n記\n"
            "1　Registration number　{number}\n2　Registered　{registered}\n3　Until　{until}\n"
            "4　Insurance　{covered}\n5　Card　Please carry it and show it where you help.\n以上"
        ).format(
            programme=rule.label, number=row.number, registered=registered,
            until=calendar.wareki(rule.bounds(year)[1]), covered=covered,
        )  # fmt: skip
        letters.append(Letter(addressees.address(one), body))
    letter = OfficialLetter(
        _("Notice of registration: {programme}").format(programme=rule.label),
        calendar.wareki(day), issuer.name, issuer.signed, tuple(letters), written,
        issuer.contact,
    )  # fmt: skip
    return letter, gathered


def renewal_cards(
    db: Session, year: int, numbers: Sequence[str], *, day: date
) -> tuple[tuple[RenewalCard, ...], Gathered]:
    """Return the written sides of the 更新案内はがき into `year`; without numbers the blank one.

    They lie in the order of the address sides.
    """
    issuer, label = issuers.the_office(db), _label(db, year)
    until = calendar.wareki_with_weekday(day + _CITY_DAYS)
    phone = office.get(db).details.phone
    contact = _("Telephone {phone}").format(phone=phone) if phone else ""
    common = (label, calendar.fiscal_year_label(year), until, issuer.name, contact)
    if not numbers:
        return (RenewalCard(*common),), Gathered((), ())
    gathered = gathered_of(db, year - 1, numbers)
    by_person = {person: number for number, person in _people(db, year - 1, numbers).items()}
    codes = passes.personal_codes(db, set(by_person))
    cards = tuple(
        RenewalCard(
            *common, by_person[person], one.people[0].name, codes.get(person, "")
        )
        for one in gathered.ready
        if (person := _person(one.refs[0]))
    )  # fmt: skip
    return cards, gathered


def gathered_of(
    db: Session, year: int, numbers: Collection[str], *, by_hand: bool = False
) -> Gathered:
    """Return who of `numbers` gets a letter, and who does not and why.

    `by_hand` takes those without an address, too: theirs is handed over.
    """
    people = dict.fromkeys(_people(db, year, numbers).values())
    refs = [mailing_lists.person(one) for one in people]
    return addressees.gather(db, refs, by_hand=by_hand)


def kept_from_cards(db: Session, year: int, numbers: Collection[str]) -> dict[str, str]:
    """Return {number: why} of those who get no card and no form (死亡)."""
    people = _people(db, year, numbers)
    held = suppression.withheld(db, set(people.values()), Use.CARD)
    return {number: held[one].words for number, one in people.items() if one in held}


def _people(db: Session, year: int, numbers: Collection[str]) -> dict[str, str]:
    """Return {number: who they are today}."""
    query = (
        sa.select(TABLE.c.number, sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id))
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(TABLE.c.year == year, TABLE.c.number.in_(sorted(numbers)))
        .order_by(TABLE.c.number)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def _roots(db: Session, people: Collection[str]) -> dict[str, str]:
    query = sa.select(PERSON.c.id, sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id))
    wanted = set(people)
    return {row[0]: row[1] for row in db.execute(query) if row[0] in wanted}


def _person(ref: str) -> str:
    return ref.partition(":")[2] or ref


def _left(views: dict[str, PersonView], held: dict[str, suppression.Standing]) -> tuple[Left, ...]:
    return tuple(
        Left(person, views[person].name, views[person].kana, one.words)
        for person, one in held.items()
        if person in views
    )


def _who(view: PersonView | None) -> dict[str, str]:
    if view is None:
        return {}
    place = f"〒{view.zip}　{view.address}" if view.zip and view.address else view.address
    phone = view.phones[0][0] if view.phones else ""
    return {"name": view.name, "kana": view.kana, "address": place, "phone": phone}


def _ticked(words: Collection[str], chosen: Collection[str]) -> tuple[Choice, ...]:
    return tuple(Choice(word, word in chosen) for word in words)


def _birth(day: date | None) -> str:
    return calendar.wareki(day) if day else ""


def _born(view: PersonView | None) -> str:
    return calendar.wareki_with_western(view.birth) if view and view.birth else ""


def _short(day: date | None) -> str:
    return calendar.wareki_short(day) if day else ""


def _answer(one: inquiries.Line) -> str:
    return "" if one.fit is None else "適" if one.fit else "否"


def _label(db: Session, year: int) -> str:
    return rule_sets.in_force(db, year).last.rule.label


def _to(db: Session) -> str:
    issuer = issuers.the_office(db)
    if issuer.signed:
        return _("To {name} of {office}").format(name=issuer.signed, office=issuer.name)
    return _("To {office}").format(office=issuer.name)


def _issuer(db: Session) -> str:
    issuer = issuers.the_office(db)
    return "　".join(filter(None, (issuer.name, issuer.signed)))
