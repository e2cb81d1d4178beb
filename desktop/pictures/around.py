"""Pictures of what stands around people: household, contacts, consents, names, areas."""

from datetime import date
from typing import Any

from desktop.pictures.studio import Studio
from resources import calendar
from resources.contacts import telephone
from sessions import (
    area_editing,
    area_residents,
    consent_texts,
    consents,
    emergency_contacts,
    finding,
    former_names,
    household_sharing,
    people,
    surroundings,
)
from sessions.consent_ways import Way
from sessions.consents import Given
from sessions.emergency_contacts import ContactDetails
from sessions.former_names import FormerDetails
from sessions.households import Kinship
from sessions.person_entry import PersonDetails

_NAME = "辻󠄀"


def pictures(studio: Studio) -> None:
    """Open a person about whom everything is known, each question, and the lists behind it."""
    from desktop.dialogs.consent import Consenting, Withdrawing
    from desktop.dialogs.consent_form import WhichForm
    from desktop.dialogs.former import Former
    from desktop.dialogs.household import Belonging, Joining
    from desktop.register.contact import Contact

    person = fill(studio)
    studio.take_page("person-around", studio.go("person", person))
    known = studio.desk.read(surroundings.read, person)
    name = studio.desk.read(people.get, person).name
    home = known.home
    assert home is not None
    desk, window = studio.desk, studio.window
    joining = Joining(desk, person, name, home, window)
    joining.search.setText("たか")
    today = calendar.day_of(desk.now())
    texts = desk.read(consent_texts.offered, today)
    current = len(desk.read(consent_texts.current, today))
    for what, dialog in (
        ("household-join", joining),
        ("household-member", Belonging(desk, home, home.members[1], window)),
        ("contact", Contact(desk, person, name, known.contacts[1],
                            tuple(one.id for one in known.contacts), window)),
        ("former-name", Former(desk, person, name, known.former[0], window)),
        ("consent", Consenting(desk, person, name, window)),
        ("consent-form-choice", WhichForm(name, texts, current, window)),
        ("consent-withdraw", Withdrawing(desk, known.consents[0], window)),
    ):  # fmt: skip
        studio.take_shown(what, dialog)
    form: Any = studio.go("person_form", person)
    form.form.name.setText("髙橋　巌")
    form.form.renaming.why.set_value("surname")
    form.form.renaming.follow("髙橋　巌")
    studio.take_page("person-form-renamed", form)
    form.begin_anew()
    office: Any = studio.go("office")
    for section in ("areas", "consents"):
        office.show_section(section)
        table = office.sections[section].table
        table.point_at_row(3 if section == "areas" else 0)
        studio.take_page(f"office-{section}", office)


def fill(studio: Studio) -> str:
    """Make everything known about somebody whose name has rare letters; return the id."""
    desk = studio.desk
    named = [one.person for one in desk.read(finding.find, _NAME, limit=10)]
    for person in named:
        if desk.read(emergency_contacts.of, person.id):
            return person.id
    person = named[0]
    note: Any = {"at": desk.now(), "by": desk.staff_id}
    shared: Any = {"zip": person.zip, "address": person.address, "district": person.district}
    wife = desk.change(people.enrol, PersonDetails("辻󠄀　ハル", "つじ　はる", **shared), **note)
    child = desk.change(people.enrol, PersonDetails("辻󠄀　葵", "つじ　あおい"), **note)
    started = date(1998, 4, 29)
    household = None
    for version, (one, kinship) in enumerate(((wife, Kinship.SPOUSE), (child, Kinship.CHILD)), 1):
        household = desk.change(
            household_sharing.bring_together, person.id, one, household_id=household,
            version=version, kinship=kinship, on=started,
            address=True, **note,
        )  # fmt: skip
    for contact in (
        ContactDetails("辻󠄀　健一", "長男", (telephone("090-1111-2222"),), "夜でもよい"),
        ContactDetails("有賀　武", "隣の方", (telephone("0265-76-1122"),)),
    ):
        desk.change(emergency_contacts.add, person.id, contact, **note)
    former = FormerDetails("北原　巌", "きたはら　いわお", until_on=started, source="本人")
    desk.change(former_names.add, person.id, former, **note)
    since = date(2025, 4, 1)
    texts = [
        desk.change(consent_texts.write, purpose, wording, effective_from=since, **note)
        for purpose, wording in consent_texts.EXAMPLES
    ]
    for text, way in zip(texts[:2], (Way.PAPER, Way.SPOKEN), strict=True):
        given = Given(text, date(2025, 6, 3), way, "氏名と写真", "広報紙", "宮下")
        consent = desk.change(consents.give, person.id, given, **note)
    purpose, words = consent_texts.EXAMPLES[1]
    words = f"{words}動画は含みません。"
    desk.change(consent_texts.write, purpose, words, effective_from=date(2026, 4, 1), **note)
    desk.change(consents.withdraw, consent, on=date(2025, 9, 1), way=Way.PHONE, **note)
    tree = desk.change(area_editing.found, **note)
    district = tree.meant(person.district) or tree.all[1]
    ward = desk.change(area_editing.add, "上新田", parent_id=district.id, **note)
    group = desk.change(area_editing.add, "3常会", parent_id=ward, **note)
    desk.change(area_residents.place, person.id, group, **note)
    desk.change(
        people.enrol, PersonDetails("御子柴　三郎", "みこしば　さぶろう", district="長藤"), **note
    )
    return person.id
