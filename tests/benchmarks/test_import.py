"""Bringing a list in, beside a bare read of the same file."""

import shutil
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from programs.points.intake import VOLUNTEERS
from sessions.intake.imports import bring_in
from sessions.intake.reading import read_files
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.town import NOW, STAFF

REAL = Path(__file__).parents[1] / "data" / "ボランティア登録者名簿_令和7年度.xlsx"
MANY = 10_000
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
KANJI = "桃沢佐野春日登内根橋神田渡辺有賀向山城倉埋御子柴唐木網竹松伊藤小池北原中村宮下"


def large(path: Path) -> Path:
    """Write a list of 10,000 different people under the head of the office's own list."""
    book = openpyxl.load_workbook(REAL)
    sheet = book.worksheets[0]
    for other in book.worksheets[1:]:
        book.remove(other)
    head = [cell.value for cell in sheet[4]]
    sheet.delete_rows(6, sheet.max_row)
    places = {str(word).replace("\n", "").replace("\u3000", ""): at for at, word in enumerate(head)}
    for number in range(MANY):
        row: list[object] = [""] * len(head)
        a, b, c, d = (number // 31**power % 31 for power in range(4))
        row[places["登録番号"]] = f"{number + 1:05}"
        row[places["氏名"]] = f"{KANJI[a]}{KANJI[b]}\u3000{KANJI[c]}{KANJI[d]}子"
        row[places["ふりがな"]] = f"{KANA[a]}{KANA[b]}\u3000{KANA[c]}{KANA[d]}こ"
        row[places["性別"]] = "女"
        row[places["生年月日"]] = f"S{20 + number % 30}.{1 + number % 12}.{1 + number % 28}"
        row[places["住所"]] = f"伊那市美篶{number + 1}"
        row[places["地区"]] = "美篶"
        row[places["連絡先"]] = f"0265-{number // 10000:02}-{number % 10000:04}"
        row[places["登録年月日"]] = "R4.8.8"
        row[places["状態"]] = "継続"
        sheet.append(row)
    book.save(path)
    return path


def compare(title, path, rounds, new_office, tmp_path, least):
    def bare():
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    def read():
        read_files(VOLUNTEERS, [path])

    def whole():
        office = new_office("into")

        def work():
            reading = read_files(VOLUNTEERS, [path])
            with office.change() as db:
                outcome = bring_in(db, reading, at=NOW, by=STAFF)
            assert len(outcome.people) >= least

        seconds = timed(work)
        office.close()
        shutil.rmtree(tmp_path / "into")
        return seconds

    side_by_side(
        title,
        {
            "calamine reads the cells": lambda: timed(bare),
            "read and understood (in a child process)": lambda: timed(read),
            "the whole import, committed": whole,
        },
        rounds=rounds,
    )


def test_the_real_list(new_office, tmp_path):
    compare("Import of the volunteers' list (414 people)", REAL, 5, new_office, tmp_path, 400)


def test_a_large_list(new_office, tmp_path):
    path = large(tmp_path / "large.xlsx")
    compare("Import of 10,000 people", path, 3, new_office, tmp_path, 9_000)
