"""Points: 412 statements as one PDF, balances over ten years, figures of a year, a year judged."""

import io
import json
import time
import zlib
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from programs.points import (
    balances,
    checking,
    closed_years,
    ledger,
    rule_sets,
    settling,
    year_figures,
)
from programs.points.papers import statement as paper
from programs.points.papers.statement import Line, Statement
from resources import words
from resources.records import new_id
from sessions.papers.address_block import Address
from tests.benchmarks.side_by_side import side_by_side, worked
from tests.programs.points import year
from tests.programs.points.test_ledger import Town
from tests.town import NOW, STAFF

PEOPLE, YEARS, EACH, ROUNDS = 412, 10, 61, 5
NAMES = ("髙橋　ハツヱ", "春日　とみ子", "埋橋　重男", "御子柴　とし江", "城倉　いさ子")


def statements():
    words.use("ja")
    lines = tuple(
        Line(f"{4 + n // 5}月{1 + n % 28}日（火）", "特別養護老人ホームかたくり", "話し相手・傾聴",
             "60分", "1", str(n + 1)) for n in range(10)
    )  # fmt: skip
    made = Statement(
        address=Address((("", "様"),), "396-0011", "伊那市伊那部1234番地"), kana="たかはし",
        number="", title="ポイント明細書", period="令和7年度", issued="令和8年3月1日",
        issuer="社会福祉協議会", contact="電話 0265-73-2544", code="P1:ABCDEFGH", counted=10,
        steps=((10, 1000), (20, 2000), (30, 3000), (40, 4000), (50, 5000)),
        answer=(("いま", False), ("10個", True), ("です。", False)),
        facts=(("今年の評価額", "1,000円"), ("もう交換した", "0円"), ("交換できる", "1,000円")),
        lines=lines, unit="個", deadline=("交換は 令和8年3月31日（火）まで",), foot="第1版",
    )  # fmt: skip
    return [
        replace(
            made, number=f"{n:04}", counted=n % 61, code=f"P1:ABCDE{n:04}",
            address=Address(((NAMES[n % 5], "様"),), "396-0011", f"伊那市伊那部{n}番地"),
        )
        for n in range(PEOPLE)
    ]  # fmt: skip


def test_statements_of_everybody_as_one_pdf():
    made = statements()
    face = next(p for p in sorted(resources.path("fonts").rglob("*.ttf")) if "Regular" in p.name)
    pdfmetrics.registerFont(TTFont("bench", str(face)))
    pages = PdfReader(io.BytesIO(paper.draw(made))).pages
    assert len(pages) == PEOPLE
    streams = [page.get_contents().get_data() for page in pages]

    def ours():
        assert paper.draw(made).startswith(b"%PDF")

    def peer():
        """The words of each statement line by line, without boxes, bars and codes."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for one in made:
            canvas.setFont("bench", 12)
            y = 280.0
            plain = (
                one.title, one.period, one.issued, one.issuer, one.contact, one.number,
                one.address.post_code, one.address.address, one.address.names[0][0],
                *(text for text, _loud in one.answer), *(w for fact in one.facts for w in fact),
                *one.deadline, one.foot,
            )  # fmt: skip
            for text in plain:
                canvas.drawString(20 * mm, y * mm, text)
                y -= 6
            for line in one.lines:
                for x, text in enumerate(
                    (line.day, line.host, line.content, line.time, line.stamps, line.total)
                ):
                    canvas.drawString((20 + x * 28) * mm, y * mm, text)
                canvas.line(20 * mm, y * mm, 190 * mm, y * mm)
                y -= 6
            canvas.showPage()
        canvas.save()
        assert out.getvalue().startswith(b"%PDF")

    def floor():
        """Nothing but packing the finished drawing of every page."""
        assert sum(len(zlib.compress(one)) for one in streams)

    medians = side_by_side(
        "412 statements as one PDF",
        {
            "ReportLab's own font, words only": lambda: worked(peer),
            "drawing floor: packing the finished pages": lambda: worked(floor),
            "statements of this house": lambda: worked(ours),
        },
        rounds=ROUNDS,
        goal="<= 1",
    )
    print(f"  {PEOPLE / medians['statements of this house']:.0f} pages/s")


def lived(db, years, each):
    """Give `PEOPLE` numbers so many lines in each year, as they would be written."""
    rule = rule_sets.established(db, 2025, at=NOW, by=STAFF).last.id
    for n in range(years):
        ledger.write(
            db,
            [
                {
                    "id": new_id(), "recorded_at": NOW, "recorded_by": STAFF, "year": 2025 - n,
                    "number": f"{who:04}", "day": date(2025 - n, 4 + k % 9, 1 + k % 28),
                    "kind": ledger.Kind.AWARD, "activities": 1, "minutes": 60, "recorded": 1,
                    "counted": 1, "yen": 0, "about": new_id(), "turn": 1, "rule_id": rule,
                    "cause": "", "reason": "",
                }
                for k in range(each)
                for who in range(PEOPLE)
            ],
        )  # fmt: skip


def test_balances_over_ten_years_and_at_ten_times_as_many(office):
    table = ledger.TABLE
    whole = sa.select(
        table.c.number, *(sa.func.sum(table.c[name]) for name in
                          ("activities", "minutes", "recorded", "counted", "yen"))
    ).group_by(table.c.number)  # fmt: skip
    with office.change() as db:
        lived(db, YEARS, EACH)
    with office.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(table)) > 250_000
        found = balances.of_year(db, 2025)
        assert len(found) == PEOPLE
        assert {one.counted for one in found} == {EACH}
        side_by_side(
            "balances of all, 250,000 lines over ten years",
            {
                "one aggregate over every line": lambda: worked(lambda: db.execute(whole).all()),
                "where everybody stands this year": lambda: worked(
                    lambda: balances.of_year(db, 2025)
                ),
                "where one stands this year": lambda: worked(
                    lambda: balances.of_year(db, 2025, ["0001"])
                ),
                "where one stood in each of ten years": lambda: worked(
                    lambda: [balances.of_year(db, 2025 - n, ["0001"]) for n in range(YEARS)]
                ),
            },
            rounds=ROUNDS,
            goal="<= 0.2",
        )


def closed(db, year):
    """Close a year as it stands, without asking whether it may be closed."""
    kept = json.dumps({"stood": closed_years.stood(db, year)})
    db.add(closed_years.YearClosing(year=year, figures=kept, recorded_at=NOW, recorded_by=STAFF))


def test_growth_of_a_ledger_to_ten_times_its_length(new_office):
    """The ten years of the longer ledger are closed, all but the last, as an office does."""
    short, long = new_office("short"), new_office("long")
    with short.change() as db:
        lived(db, 1, EACH)
    with long.change() as db:
        lived(db, YEARS, EACH)
        for n in range(1, YEARS):
            closed(db, 2025 - n)
    asked = {
        "where everybody stands": lambda db: balances.of_year(db, 2025),
        "where one stands": lambda db: [balances.of_year(db, 2025, ["0001"]) for _ in range(50)],
        "figures of the year page": lambda db: year_figures.of_year(db, 2025),
        "examination": checking.check,
    }
    with short.read() as one, long.read() as ten:
        for title, work in asked.items():
            side_by_side(
                f"{title}: a ledger of ten years beside one of one",
                {
                    "25,000 lines": lambda work=work: worked(lambda: work(one)),
                    "250,000 lines": lambda work=work: worked(lambda: work(ten)),
                },
                rounds=ROUNDS,
            )


def test_the_year_page_and_the_examination_of_the_real_year(office):
    with office.change() as db:
        year.everybody(db)
        year.hosts(db)
        year.sheets()
        year.activities(db)
    with office.read() as db:
        side_by_side(
            "a year of the office's own files",
            {
                "judged once": lambda: worked(lambda: settling.judged(db, year.YEAR)),
                "figures of the year page": lambda: worked(
                    lambda: year_figures.of_year(db, year.YEAR)
                ),
                "examination": lambda: worked(lambda: checking.check(db)),
            },
            rounds=ROUNDS,
            note="figures: <= 50 ms",
        )


def test_one_day_on_the_way_in_is_judged_for_its_people_alone(office):
    """An activity by hand judges the year of one person, however many there are."""
    with office.change() as db:
        town = Town(db)
        town.days("0001", 60)
        began = time.perf_counter()
        town.did("0001", date(2025, 12, 1))
        print(f"\none activity by hand: {(time.perf_counter() - began) * 1000:.1f} ms")
