"""消去 and 開示 are whole: somebody written into every room is told from each, and leaves each."""

import importlib
import pkgutil
import re
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from desktop.held import HELD
from resources import words
from resources.records import ID_LENGTH
from resources.refusals import Refusal
from sessions import (
    addressing,
    consent_texts,
    consents,
    disclosure,
    disclosure_words,
    document_series,
    emergency_contacts,
    expecting,
    former_names,
    holding,
    holdings,
    households,
    joining,
    mailing_lists,
    mailings,
    merging,
    office,
    people,
    receiving,
    recognition,
    second_person,
    staff,
    undoing,
    withholding,
)
from sessions.addressing import Honorific
from sessions.composing import Sending
from sessions.consent_ways import Way as Given_by
from sessions.consents import Given
from sessions.door_log import Way
from sessions.emergency_contacts import ContactDetails
from sessions.former_names import FormerDetails
from sessions.households import Kinship
from sessions.suppression import Reason
from tests.sessions.hall import WHO, hall, planned
from tests.sessions.taken_out import Laptop, out
from tests.sessions.test_disclosure import told
from tests.sessions.test_erasure import SECRET, erase, everything, known

DAY = date(2026, 5, 19)
MARKED = (*SECRET, "ひみつ")
STAYS = {
    "consent.taken_by": "the name of the clerk who heard it",
    "application.received_at": "when it came",
    "takeout_event.about": "the id of another event",
    "batch_line.file": "the office's file",
    "batch_line.sheet": "a sheet of that file",
    "batch_line.key": "a digest",
    "membership.programme": "a fixed word",
    "membership.number": "a number of the ledger, which counts hang on",
    "registration.number": "a number of the ledger, which counts hang on",
    "registration.old_number": "a number of the ledger, which counts hang on",
    "registration.status": "a fixed word",
    "registration_turn.number": "a number of the ledger, which counts hang on",
    "inquiry_line.number": "a number of the ledger, which counts hang on",
    "activity.key": "of the row: file and line, or a digest",
    "activity.fact": "an id",
    "activity.content": "what was done: a word of the host's list",
    "activity.problem": "a fixed word",
    "point_entry.about": "the id of what it counts",
    "point_entry.cause": "a fixed word",
    "exchange_line.reward": "one of the rule's rewards",
    "issued_statement.last_entry": "an id",
    "supporter.number": "a number of the ledger, which counts hang on",
    "supporter.term": "the course, not the person",
    "supporter.classroom": "the classroom, not the person",
    "arrival.desk": "a desk of the office",
    "takeout.label": "the meeting",
    "takeout.carrier": "whoever of the office carried it",
    "takeout.cipher": "a fixed word",
    "takeout.places": "ids only",
    "takeout.salt": "of the package",
    "takeout.proof_key": "of the package",
    "takeout.lost_note": "how the package was lost",
    "takeout_event.device": "a computer of the office",
    "takeout_event.act": "a fixed word",
    "pass.code": "drawn at random",
    "certificate.series": "the kind of paper",
    "certificate.words": "rewritten without the name: erasure._blank_certificates",
    "certificate.sha256": "proves a paper somebody holds",
    "mailing.letter": "the wording",
    "mailing.subject": "what the letter was about",
    "mailing.readers": "ids only",
    "mailing.text": "the letter to nobody in particular",
    "mailing.sha256": "proves a letter somebody holds",
    "document.written": "the number",
    "document.subject": "what the paper was about",
    "document.addressed_to": "rewritten where it is the person: erasure._blank_documents",
    "document.issuer": "the office, or the sender of a paper, which belongs to no entry",
    "document.their_number": "the number that the sender of a paper gave it",
    "document.state_reason": "why a number was made void",
    "expected.party_kind": "a fixed word",
    "second_request.act": "a fixed word",
    "second_request.function": "a fixed word",
}
"""The columns of text that an erasure leaves, each with what it holds instead of the person."""


def everywhere(db, tmp_path):
    """Let one person of a hall stand in every room, and return the hall and the person."""
    office.describe(db, office.OfficeDetails(name="伊那社協"), version=0, **WHO)
    it = hall(db)
    person = known(db, it)
    view = people.get(db, person)
    withholding.lift(db, person, Reason.HOME, why="秘密の家から帰った", **WHO)
    kept = replace(people.details(view), zip="396-0025", address="隠れ里1番地")
    people.correct(db, person, kept, version=view.version, **WHO)
    former_names.add(db, person, FormerDetails("秘密　みつこ", source="秘密の戸籍"), **WHO)
    emergency_contacts.add(
        db, person, ContactDetails("秘密　太郎", "夫", (("0265-99-0001", "0265990001"),)), **WHO
    )
    text = consent_texts.write(db, "写真", "載せます。", effective_from=date(2026, 4, 1), **WHO)
    given = consents.give(
        db, person, Given(text, DAY, what="光子の写真", whom="秘密の里の便り"), **WHO
    )
    consents.withdraw(db, given, on=DAY, way=Given_by.SPOKEN, note="光子さんから電話", **WHO)
    home = households.create(db, it.people[1], on=DAY, **WHO)
    households.join(
        db, home, person, kinship=Kinship.SPOUSE, on=DAY, version=households.home(db, it.people[1]).version,
        **WHO,
    )  # fmt: skip
    addressing.address_as(db, person, Honorific.SENSEI, **WHO)
    series = document_series.enrol(db, document_series.SeriesDetails("伊社協"), **WHO)
    sending = Sending(
        "invitation",
        (mailing_lists.person(person),),
        DAY,
        it.meeting,
        own={"deadline": "あす", "purpose": "話す"},
    )
    mailings.issue(
        db, sending, draw=lambda content: str(content).encode(), series_id=series,
        substitutes=True, **WHO,
    )  # fmt: skip
    double = people.enrol(db, people.PersonDetails("秘密　みつこ", "ひみつ　みつこ"), **WHO)
    newcomer(db, it, person, double, tmp_path)
    first = staff.enrol(db, "渡辺", at=WHO["at"])
    second_person.request(
        db, staff.make_administrator, {"staff_id": first, "about": person},
        about="秘密　光子の件", why="秘密の理由", at=WHO["at"], by=first,
    )  # fmt: skip
    merging.merge(db, person, double, **WHO)
    return it, person


def newcomer(db, it, person, double, tmp_path):
    """Let the person come unannounced at a hall, and their double by a proxy."""
    meeting = planned(db, held_on=DAY)
    expecting.expect_people(db, meeting, [it.people[2]], **WHO)
    holding.open_meeting(db, meeting, **WHO)
    laptop = Laptop(out(db, meeting), tmp_path)
    line = laptop.walk_in("ひみつ　みつこ").answer.expected_id
    receipt = joining.join_file(db, laptop.home(), **WHO)
    laptop.store.close()
    assert receipt.new == 1
    other = expecting.expect_by_hand(db, meeting, name="代理　次郎", kana="", **WHO)
    receiving.arrive(db, meeting, other, way=Way.NAME, proxy_name="秘密　太郎", **WHO)
    recognition.link_person(db, other, double, **WHO)
    recognition.link_person(db, line, person, **WHO)


def rooms(db):
    """Return the names of the tables in which the person stands in some word."""
    return {name for name, text in everything(db).items() if any(one in text for one in MARKED)}


def test_whoever_stands_in_every_room_leaves_every_room(db, tmp_path):
    _it, person = everywhere(db, tmp_path)
    before = rooms(db)
    assert before >= {
        "person", "phone", "former_name", "emergency_contact", "consent", "consent_withdrawal",
        "expected", "takeout_event", "certificate", "mailing", "document", "second_request",
        "journal_value", "registration", "suppression_words", "draft",
    }  # fmt: skip
    assert before <= {*(one.table for one in HELD), "journal_value", "search_key"}
    erase(db, person)
    assert rooms(db) == set()
    assert addressing.known(db) == {}
    (sent,) = mailings.listing(db)
    with pytest.raises(Refusal, match="removed"):
        mailings.pdf(db, sent.id)


def test_every_room_that_names_the_person_is_told(db, tmp_path):
    _it, person = everywhere(db, tmp_path)
    content = disclosure.gather(db, person, held=HELD, opened=True, at=WHO["at"])
    titles = {part.title for part in content.parts}
    named = {one.title for one in HELD if one.table in rooms(db)}
    assert named - titles == set()
    text = "\n".join(told(content))
    for wanted in (
        "光子の写真", "秘密の里の便り", "光子さんから電話", "秘密　太郎", "秘密の戸籍",
        "秘密　光子の件", "秘密の理由", "8伊社協第1号", "ひみつ　みつこ", "隠れ里1番地",
    ):  # fmt: skip
        assert wanted in text, wanted


def test_in_japanese_no_word_of_the_tables_is_left(db, tmp_path):
    _it, person = everywhere(db, tmp_path)
    words.use("ja")
    content = disclosure.gather(db, person, held=HELD, opened=True, at=WHO["at"])
    words.use("en")
    assert [text for text in told(content) if re.fullmatch(r"[a-z_]{2,}", text)] == []
    assert [text for text in told(content) if re.fullmatch(r"[0-9a-f]{32}", text)] == []


def test_every_act_about_a_person_has_a_word():
    kinds = {one.table for one in HELD if not one.shared} - {"second_request"}
    rules = [importlib.import_module(f"{undoing.__name__}.{one.name}") for one in
             pkgutil.iter_modules(undoing.__path__)]  # fmt: skip
    acts = {act for room in rules for kind, act in getattr(room, "RULES", {}) if kind in kinds}
    assert {act for act in acts if disclosure_words.act(act) == act} == set()


def test_a_letter_to_many_keeps_the_name_of_whoever_stands_first(db, tmp_path):
    office.describe(db, office.OfficeDetails(name="伊那社協"), version=0, **WHO)
    it = hall(db)
    person = known(db, it)
    withholding.lift(db, person, Reason.HOME, why="", **WHO)
    for one in (person, it.people[1]):
        view = people.get(db, one)
        people.correct(
            db, one, replace(people.details(view), zip="396-0025", address="隠れ里1番地"),
            version=view.version, **WHO,
        )  # fmt: skip
    series = document_series.enrol(db, document_series.SeriesDetails("伊社協"), **WHO)
    refs = tuple(mailing_lists.person(one) for one in (person, it.people[1]))
    sending = Sending(
        "invitation",
        refs,
        DAY,
        it.meeting,
        own={"deadline": "あす", "purpose": "話す"},
        together=False,
    )
    mailings.issue(
        db, sending, draw=lambda content: str(content).encode(), series_id=series,
        substitutes=True, **WHO,
    )  # fmt: skip
    document = holdings.table("document")
    before = db.execute(sa.select(document.c.addressed_to)).scalar_one()
    erase(db, person)
    after = db.execute(sa.select(document.c.addressed_to)).scalar_one()
    assert after == (holdings.ERASED_NAME if "光子" in before else before)
    assert "光子" not in after


def test_every_column_of_words_goes_or_is_named_here_with_its_reason():
    unnamed = set()
    for one in HELD:
        if one.removed:
            continue
        leading = {column for column, _parent in one.by}
        for column in holdings.table(one.table).columns:
            kind = getattr(column.type, "impl", column.type)
            worded = isinstance(kind, sa.String | sa.LargeBinary) and not isinstance(kind, sa.Enum)
            own = column.name == "id" or column.name.endswith("_id")
            own = own or (column.name.endswith("_by") and kind.length == ID_LENGTH)
            if not worded or own or column.foreign_keys or column.name in leading:
                continue
            if column.name not in one.emptied:
                unnamed.add(f"{one.table}.{column.name}")
    assert unnamed == set(STAYS)


def test_a_log_is_emptied_in_the_columns_only_that_its_guard_lets_go():
    from resources.migrations import guards

    growing = set(guards.growing_tables())
    for one in HELD:
        if one.table in growing:
            assert not one.removed
            assert set(one.emptied) <= set(guards.erasable().get(one.table, ((), ()))[0]), one.table
