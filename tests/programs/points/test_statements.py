"""The statement: every answer on page one, nobody else's data, no letter to whoever is withheld."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from programs.points import checking, ledger, statements
from programs.points.papers import statement as paper
from resources import words
from resources.paper import Cancelled
from resources.refusals import Refusal
from sessions import office, passes, people, suppression, withholding
from sessions.person_entry import PersonDetails
from tests.programs.points.test_ledger import MARCH, SUMMER, YEAR, Town

HATSUE = PersonDetails(
    "髙橋　ハツヱ", "たかはし　はつえ", birth=date(1940, 7, 12), zip="396-0211",
    address="伊那市高遠町西高遠 810番地5",
)  # fmt: skip


@pytest.fixture
def town(db):
    words.use("ja")
    made = Town(db)
    first = made.people["0001"]
    people.correct(db, first, HATSUE, version=people.get(db, first).version, **made.who)
    return made


def pages(content):
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def issue(town, *numbers):
    return statements.issue(town.db, YEAR, numbers or None, at=MARCH, by=town.by)


def test_page_one_answers_everything(town):
    town.days("0001", 7)
    passes.issue_cards(town.db, [town.people["0001"]], **town.who)
    details = replace(
        office.get(town.db).details, name="伊那市社会福祉協議会", phone="0265-73-2544"
    )
    office.describe(town.db, details, version=0, **town.who)
    town.exchange("0001", 1000)
    (one,) = issue(town, "0001").statements
    (first,) = pages(paper.draw([one]))
    for fact in (
        "396-0211", "伊那市高遠町西高遠810番地5", "髙橋ハツヱ", "たかはしはつえ", "登録0001",
        "いま14個です。あと6個で2,000円ぶんになります。", "今年の評価額1,000円",
        "もう交換した1,000円", "いま交換できる0円", "令和8年3月31日（火）", "令和7年度",
        "くりこすことはできません", "伊那市社会福祉協議会", "0265-73-2544", "令和8年4月3日（金）",
        "5月1日（木）", "宅老所かわせみ", "120分", "第1版",
    ):  # fmt: skip
        assert fact in first, fact
    assert one.code


def test_sixty_activities_take_three_pages_and_the_sums_go_on(town):
    for n in range(60):
        town.did("0001", date.fromordinal(date(2025, 4, 8).toordinal() + 3 * n))
    (one,) = issue(town, "0001").statements
    found = pages(paper.draw([one]))
    assert len(found) == paper.sheets(one) == 3
    assert "今年いちばん上の額です" in found[0]
    assert "前のページから20" in found[1]
    assert "前のページから80" in found[2]
    assert [line.total for line in one.lines][-1] == "120"


def test_everybody_gets_one_without_anything_of_the_others(town):
    for number in town.people:
        town.days(number, 2)
    made = issue(town)
    assert made.numbers == ("0001", "0002", "0003")
    names = {number: people.get(town.db, who).name for number, who in town.people.items()}
    for number, one in zip(made.numbers, made.statements, strict=True):
        (text,) = pages(paper.draw([one]))
        for other, name in names.items():
            assert (name.replace("　", "") in text) == (other == number)


def test_whoever_is_withheld_gets_none_and_the_office_is_told_why(town):
    for number in town.people:
        town.days(number, 2)
    withholding.withhold(
        town.db, town.people["0002"], suppression.Reason.DIED, since=date(2025, 8, 1), **town.who
    )
    made = issue(town)
    assert made.numbers == ("0001", "0003")
    ((number, why),) = made.left_out
    assert number == "0002"
    assert why
    with pytest.raises(Refusal):
        issue(town, "0002")
    with pytest.raises(Refusal):
        issue(town, "9999")


def test_every_statement_ever_made_is_recomputed(town):
    town.days("0001", 3)
    issue(town)
    town.did("0001", date(2025, 8, 1), at=SUMMER)
    issue(town)
    assert statements.broken(town.db) == 0
    assert checking.check(town.db).problems == ()
    town.db.execute(
        sa.insert(statements.TABLE).values(
            id="f" * 32, recorded_at=MARCH, recorded_by=town.by, year=YEAR, number="0001",
            serial=99, issued_on=MARCH.date(), recorded=50, counted=50, worth=5000, exchanged=0,
            last_entry="f" * 32, lines=len(ledger.lines(town.db, YEAR, "0001")),
        )
    )  # fmt: skip
    assert statements.broken(town.db) == 1
    assert len(checking.check(town.db).problems) == 1


def test_a_long_run_tells_its_progress_and_can_be_stopped(town):
    for number in town.people:
        town.days(number, 1)
    made = issue(town).statements
    told = []
    paper.draw(made, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        paper.draw(made, cancel=lambda: True)


def test_a_name_that_looks_like_markup_is_only_a_name(town):
    person = town.people["0001"]
    entered = replace(HATSUE, name="<b>山田</b>　&amp;")
    people.correct(town.db, person, entered, version=people.get(town.db, person).version,
                   **town.who)  # fmt: skip
    town.days("0001", 1)
    (one,) = issue(town, "0001").statements
    assert "<b>山田</b>&amp;" in pages(paper.draw([one]))[0]
