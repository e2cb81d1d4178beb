"""Lists from outside: read as they stand, or refused before they do harm."""

import random
import struct
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.xml.constants import CONTYPES_NS, PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from resources import spreadsheet
from resources.refusals import Refusal


def workbook(tmp_path, fill, name="list.xlsx"):
    book = openpyxl.Workbook()
    fill(book)
    book.save(tmp_path / name)
    return tmp_path / name


def raw_package(tmp_path, sheet_xml, name="raw.xlsx", **more):
    """A workbook made by hand, for what no writer would write."""
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{CONTYPES_NS}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        office = REL_NS
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PKG_REL_NS}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET_MAIN_NS}" xmlns:r="{office}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PKG_REL_NS}"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr("xl/worksheets/sheet1.xml", sheet_xml)
        for part, content in more.items():
            package.writestr(part.replace("__", "/"), content)
    return path


def cell(ref, value):
    row = "".join(filter(str.isdigit, ref))
    return (
        f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData><row r="{row}"><c r="{ref}" t="inlineStr">'
        f"<is><t>{value}</t></is></c></row></sheetData></worksheet>"
    )


def refused(path):
    began = time.monotonic()
    with pytest.raises(Refusal) as caught:
        spreadsheet.read(path)
    assert time.monotonic() - began < spreadsheet.SECONDS + 5
    assert path.name in caught.value.what
    return caught.value


def test_cells_sheets_and_what_is_hidden(tmp_path):
    def fill(book):
        sheet = book.active
        sheet.title = "名簿 & <一>"
        sheet["B2"] = "髙橋"
        sheet["C2"] = datetime(1940, 7, 12)
        sheet["D2"] = 17
        sheet["B3"] = "=1+1"
        sheet["B3"].data_type = "s"
        sheet["C3"] = "=1+1"
        sheet.merge_cells("B4:B6")
        sheet["B4"] = "富県"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        book.create_sheet("R6").sheet_state = "hidden"
        book.create_sheet("R5").sheet_state = "veryHidden"

    book = spreadsheet.read(workbook(tmp_path, fill))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("名簿 & <一>", False), ("R6", True), ("R5", True)
    ]  # fmt: skip
    sheet = book.sheets[0]
    assert sheet.rows[1][1:4] == ["髙橋", date(1940, 7, 12), 17.0]
    assert sheet.rows[2][1:3] == ["=1+1", ""]  # a text stays a text; a formula has no value yet
    assert sheet.merged == ((3, 1, 5, 1),)
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {4}


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_text_in_any_letters(tmp_path, encoding):
    path = tmp_path / "list.csv"
    lines = '番号\t氏名\t備考\r\n1\t髙橋　ハツヱ\t"二行\r\nあります"\r\n\r\n2\t﨑田\t①\r\n'
    path.write_bytes(lines.encode(encoding))
    rows = spreadsheet.read(path).sheets[0].rows
    # A break inside a cell is no new row, an empty line is one: as Excel numbers them.
    assert [row[:2] for row in rows] == [
        ["番号", "氏名"], ["1", "髙橋　ハツヱ"], [], ["2", "﨑田"]
    ]  # fmt: skip
    assert rows[1][2] == "二行\r\nあります"


def test_gaiji_of_another_office_are_kept(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("番号,氏名\r\n1,井".encode("cp932") + b"\xf0\x41" + b"\r\n")
    assert spreadsheet.read(path).sheets[0].rows[1][1] == "井\ue001"


def test_macros_are_refused(tmp_path):
    for name in ("list.xlsm", "list.xlsb"):
        path = workbook(tmp_path, lambda _book: None, "list.xlsx").rename(tmp_path / name)
        assert "macros" in refused(path).what
    hidden = raw_package(tmp_path, cell("A1", "x"), xl__vbaProject_bin="x")
    with zipfile.ZipFile(hidden, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in refused(hidden).what


def test_bombs_are_refused(tmp_path):
    refused(raw_package(tmp_path, cell("A1", "x" * 60_000_000)))
    many = {f"xl__{number}.xml": "<a/>" for number in range(300)}
    refused(raw_package(tmp_path, cell("A1", "x"), **many))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = raw_package(tmp_path, cell("A1", "x" * 300_000_000))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at != -1:  # every entry of the directory claims a thousand bytes
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    refused(path)


@pytest.mark.parametrize("ref", ["XFD1048576", "A1048576", "XFD1", "A20001", "GS1"])
def test_cells_far_away_are_refused(tmp_path, ref):
    refused(raw_package(tmp_path, cell(ref, "x")))


def test_entities_are_refused(tmp_path):
    laughs = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    refused(raw_package(tmp_path, laughs + cell("A1", "&b;")))


def test_damaged_and_foreign_files_are_refused(tmp_path):
    whole = workbook(tmp_path, lambda book: book.active.append(["氏名"])).read_bytes()
    noise = random.Random(7).randbytes(4000)
    web = "<html><table><tr><td>氏名</td></tr></table></html>"
    for name, data in {
        "cut.xlsx": whole[: len(whole) // 2],
        "noise.xlsx": noise,
        "noise.csv": noise,
        "noise.xls": spreadsheet.OLD_EXCEL + noise,
        "empty.csv": b"",
        "page.xls": web.encode(),
        "nul.csv": b"a,b\r\n\x00\x00\x00,1\r\n",
        "line.csv": b"a,b\r\n" + b"x" * 3_000_000 + b",1\r\n",
        "wide.csv": b"," * 5000,
        "long.csv": b"a,b\n" * 30_000,
        "huge.csv": b"a" * 21_000_000,
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        refused(path)
    refused(tmp_path / "missing.xlsx")


def test_mutated_workbooks_never_crash(tmp_path):
    def fill(book):
        for number in range(40):
            book.active.append([number, "山田　花子", datetime(1950, 4, 1)])

    whole = workbook(tmp_path, fill).read_bytes()
    chance = random.Random(3)
    read = 0
    for number in range(12):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        try:
            spreadsheet.read(path)
            read += 1
        except Refusal:
            pass
    assert read < 12


def test_stopping_a_reading(tmp_path, monkeypatch):
    path = workbook(tmp_path, lambda book: book.active.append(["氏名"]))
    monkeypatch.setattr(spreadsheet, "child_command", lambda: ["/bin/sh", "-c", "exec sleep 60"])
    with pytest.raises(Refusal, match="stopped"):
        spreadsheet.read(path, cancel=lambda: True)


def test_a_child_that_runs_too_long_is_ended(tmp_path, monkeypatch):
    path = workbook(tmp_path, lambda book: book.active.append(["氏名"]))
    monkeypatch.setattr(spreadsheet, "SECONDS", 0.3)
    monkeypatch.setattr(spreadsheet, "child_command", lambda: ["/bin/sh", "-c", "exec sleep 60"])
    with pytest.raises(Refusal, match="too long"):
        spreadsheet.read(path)


def test_nothing_is_written_beside_the_file(tmp_path):
    path = workbook(tmp_path, lambda book: book.active.append(["氏名"]))
    spreadsheet.read(path)
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
