"""Lists written out: read back alike, and no text becomes a formula."""

from datetime import date

import openpyxl
import pytest

from resources import spreadsheet
from resources.sheet_writing import csv_bytes, lacking, xlsx_bytes

HEADER = ["番号", "氏名", "生年月日", "備考"]
ROWS = [
    ["0001", "𠮷田　髙子", date(1940, 7, 12), "=1+1"],
    ["0002", "辻\U000e0100　一", None, "@要確認\n二行"],
    ["0003", "Nguyễn Văn Minh", date(1990, 1, 2), "－なし"],
]  # fmt: skip
FORMULAS = ["=1+1", "+81", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(tmp_path, text):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_bytes(["備考"], [[text]]))
    cell = openpyxl.load_workbook(path).active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert csv_bytes(["備考"], [[text]]).decode("utf-8-sig").split("\n", 1)[1].lstrip('"')[0] == "'"


def test_workbook_reads_back_alike(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_bytes(HEADER, ROWS, title="名簿"))
    sheet = spreadsheet.read(path).sheets[0]
    assert sheet.name == "名簿"
    assert [[cell or None for cell in row] for row in sheet.rows] == [HEADER, *ROWS]


def test_text_reads_back_alike(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(HEADER, ROWS))
    rows = spreadsheet.read(path).sheets[0].rows
    assert rows[1] == ["0001", "𠮷田　髙子", "1940-07-12", "'=1+1"]
    assert rows[2] == ["0002", "辻\U000e0100　一", None, "'@要確認\n二行"]


def test_characters_cp932_lacks_are_named():
    found = [(one.row, one.column, one.character) for one in lacking(HEADER, ROWS)]
    assert found == [
        (2, "氏名", "𠮷"), (3, "氏名", "\U000e0100"), (4, "氏名", "ễ"), (4, "氏名", "ă"),
    ]  # fmt: skip
    written = csv_bytes(HEADER, ROWS, "cp932").decode("cp932")
    assert "〓田　髙子" in written
    assert "Nguy〓n V〓n Minh" in written


def test_numbers_stay_numbers():
    assert csv_bytes(["円"], [[-500.0], [1.5]]).decode("utf-8-sig") == "円\r\n-500\r\n1.5\r\n"
