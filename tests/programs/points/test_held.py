"""What is held of a volunteer is told in words and of nobody else, and free words go at erasure."""

from datetime import date

import pytest
import sqlalchemy as sa

from desktop.held import BLOCKERS, HELD
from programs.points import activities, checking, entering, exchanges, ledger, register, turns
from resources import words
from sessions import disclosure, erasure, people
from sessions.person_entry import PersonDetails
from tests.programs.points.test_ledger import MARCH, SUMMER, YEAR, Town

SECRETS = ("孫の送迎で", "秘密のわけ", "まちがえた事情", "9999-1111", "ご本人の都合")


@pytest.fixture
def town(db):
    words.use("ja")
    made = Town(db)
    made.days("0001", 4)
    made.did("0001", date(2025, 6, 1), stamps=2, reason=SECRETS[1], note=SECRETS[0])
    gone = made.did("0001", date(2025, 6, 2), content="お茶出し")
    entering.withdraw(db, gone, reason=SECRETS[2], at=SUMMER, by=made.by)
    one = exchanges.apply(
        db, YEAR, "0001", [exchanges.Choice("寄付", 1000)], card_number=SECRETS[3],
        at=SUMMER, by=made.by,
    )  # fmt: skip
    exchanges.cancel(db, one, reason=SECRETS[4], version=1, at=SUMMER, by=made.by)
    made.did("0002", date(2025, 6, 3), 60, content="よその方の活動")
    return made


def told(town, number):
    found = disclosure.gather(town.db, town.people[number], held=HELD, opened=False, at=MARCH)
    return {part.title: part.rows for part in found.parts}


def test_activities_ledger_and_exchanges_are_told_in_words_and_none_of_another(town):
    parts = told(town, "0001")
    assert len(parts["ボランティアの活動"]) == 6
    ledger_lines = [dict(row) for row in parts["ポイント台帳"]]
    assert {"活動のスタンプ", "取り消しました", "交換", "取り消した交換の戻し"} >= {
        line["種類"] for line in ledger_lines
    }
    text = str(parts)
    for secret in SECRETS:
        assert secret in text, secret
    assert "手で入れた" in text
    assert "よその方の活動" not in text
    assert "award" not in text
    assert "よその方の活動" in str(told(town, "0002"))


def test_a_number_that_another_year_gave_to_somebody_else_tells_nothing_of_them(town):
    other = people.enrol(town.db, PersonDetails("小松　あき", birth=date(1950, 1, 1)), **town.who)
    register.record(
        town.db, [(other, "0001", {"registered": date(2024, 4, 1), "insured": date(2024, 3, 1)})],
        year=YEAR - 1, batch_id="", **town.who,
    )  # fmt: skip
    found = disclosure.gather(town.db, other, held=HELD, opened=False, at=MARCH)
    titles = [part.title for part in found.parts]
    assert "イ～ナ" not in titles
    assert "ボランティアの活動" not in titles
    assert "ポイント台帳" not in titles


def test_an_erasure_takes_every_free_word_and_leaves_every_figure(town):
    before = ledger.balances(town.db, YEAR)
    person = town.people["0001"]
    rows = sorted(town.db.scalars(sa.select(ledger.TABLE.c.id)))
    erasure._overwrite(town.db, [person], HELD, at=MARCH)
    assert ledger.balances(town.db, YEAR) == before
    assert sorted(town.db.scalars(sa.select(ledger.TABLE.c.id))) == rows
    left = "".join(
        str(row)
        for table in (activities.WORDS, activities.WITHDRAWN, ledger.TABLE, exchanges.TABLE)
        for row in town.db.execute(sa.select(table))
    )
    assert not [secret for secret in SECRETS if secret in left]
    assert checking.check(town.db).problems == ()


def test_an_erasure_takes_whom_to_call_out_of_what_a_registration_was_before(town):
    person = town.people["0001"]
    kept = {"emergency": "長男　090-0000-1111", "registered": "2025-04-01"}
    new = [
        turns.New(person, YEAR, "0001", turns.Kind.RENEWED, MARCH.date(), before=kept),
        turns.New(town.people["0002"], YEAR, "0002", turns.Kind.RENEWED, MARCH.date(), before=kept),
    ]
    theirs, others = turns.enter(town.db, new, at=MARCH, by=town.by)
    erasure._overwrite(town.db, [person], HELD, at=MARCH)
    assert turns.before(town.db, [theirs, others]) == {theirs: {}, others: kept}


def test_a_report_with_anothers_name_stands_in_the_way_of_an_erasure(town):
    person = town.people["0001"]
    made = town.did("0001", date(2025, 7, 1))
    assert not any("ほかの名前" in why for why in BLOCKERS[0](town.db, [person]))
    town.db.execute(
        sa.insert(activities.WORDS).values(
            id=made, written="", name="有賀　武", note="", text="", reason=""
        )
    )
    assert any("ほかの名前" in why for why in BLOCKERS[0](town.db, [person]))
