"""Copies of the files as other offices would keep them: the same people, or a question."""

import csv
import io
import re
from datetime import datetime

import openpyxl
import pytest

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from resources.eras import era_of
from sessions.intake.applicants import APPLICANTS
from sessions.intake.mapping import Mapping
from sessions.intake.reading import read_files
from tests.sessions.intake import office

SHEET = "R7名簿(最新)"


def told(reading):
    """What must come out alike, wherever the line stands."""
    return [
        (
            row.name,
            row.kana,
            row.birth,
            row.number,
            row.zip,
            row.address,
            row.phones,
            row.sex,
            row.own,
        )
        for row in reading.rows
    ]


def grave(reading):
    return sorted(
        (problem.kind, problem.text)
        for problem in reading.problems
        if problem.kind in office.KINDS_TO_REPORT
    )


def same_or_question(kind, original, copy, **options):
    first = read_files(kind, [original], **options)
    second = read_files(kind, [copy], **options)
    if second.questions:
        return "question"
    assert told(second) == told(first)
    return "same"


@pytest.fixture
def book():
    return openpyxl.load_workbook(office.VOLUNTEERS)


def saved(book, tmp_path, name="ボランティア名簿.xlsx"):
    book.save(tmp_path / name)
    return tmp_path / name


def unmerged(sheet):
    merged = [str(area) for area in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area)
    return merged


def test_titles_inserted(book, tmp_path):
    sheet = book[SHEET]
    areas = unmerged(sheet)
    sheet.insert_rows(1, 3)
    sheet["A1"] = "社会福祉法人　○○市社会福祉協議会"
    sheet["B2"] = "取扱注意　印刷 R8.4.1　担当 山田"
    for area in areas:
        sheet.merge_cells(re.sub(r"\d+", lambda n: str(int(n[0]) + 3), area))
    reading = read_files(VOLUNTEERS, [saved(book, tmp_path)])
    assert not reading.questions
    original = read_files(VOLUNTEERS, [office.VOLUNTEERS])
    assert told(reading) == told(original)
    assert [row.row - 3 for row in reading.rows] == [row.row for row in original.rows]
    assert grave(reading) == grave(original)


def test_columns_in_another_order(book, tmp_path):
    sheet = book[SHEET]
    order = [6, 3, 4, 20, 8, 9, 2, 1, 18, 19, 11, 12, 13, 14, 15, 5, 7, 10, 16, 17]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    unmerged(sheet)
    for y, row in enumerate(values, 1):
        for x, old in enumerate(order, 1):
            sheet.cell(y, x).value = row[old - 1]
    for left, top, right, bottom in areas:
        if right - left < 2:
            x = order.index(left) + 1
            sheet.merge_cells(
                start_row=top, end_row=bottom, start_column=x, end_column=x + right - left
            )
    assert same_or_question(VOLUNTEERS, office.VOLUNTEERS, saved(book, tmp_path)) == "same"


RENAMED = [
    {"氏　　名": "お名前", "ふりがな": "フリガナ", "生年月日": "お誕生日", "住　所": "ご住所",
     "登録番号": "会員番号", "連絡先": "電話番号", "保険\n手続日": "ボランティア保険 加入日"},
    {"氏　　名": "ボランティア氏名", "ふりがな": "よみがな", "生年月日": "生年月日（和暦）",
     "性別": "男・女", "郵便\n番号": "〒", "登録番号": "ボランティアNo.", "取消日": "退会日"},
    {"氏　　名": "会員", "ふりがな": "よみかた", "生年月日": "うまれた日"},
    {"氏　　名": "A", "ふりがな": "B", "生年月日": "C", "登録番号": "D"},
    {"登録番号": "Aさん", "保険\n手続日": "手続", "取消日": "日付"},
]  # fmt: skip


@pytest.mark.parametrize("names", RENAMED)
def test_headers_renamed(book, tmp_path, names):
    for row in book[SHEET].iter_rows(max_row=300):
        for cell in row:
            if cell.value in names:
                cell.value = names[cell.value]
    outcome = same_or_question(VOLUNTEERS, office.VOLUNTEERS, saved(book, tmp_path))
    assert outcome == "same" or names not in RENAMED[:2]


def test_headers_exchanged_are_not_believed(book, tmp_path):
    for row in book[SHEET].iter_rows(max_row=300):
        for cell in row:
            if cell.value in (names := {"氏　　名": "ふりがな", "ふりがな": "氏　　名"}):
                cell.value = names[cell.value]
    reading = read_files(VOLUNTEERS, [saved(book, tmp_path)])
    assert {question.what for question in reading.questions} == {"column"}


def test_birth_and_registration_exchanged_are_not_believed(book, tmp_path):
    for row in book[SHEET].iter_rows(max_row=300):
        for cell in row:
            if cell.value in (names := {"生年月日": "登録日", "登録年月日": "生年月日"}):
                cell.value = names[cell.value]
    assert read_files(VOLUNTEERS, [saved(book, tmp_path)]).questions


@pytest.mark.parametrize("mark", ["〃", "同上"])
def test_repeat_marks(book, tmp_path, mark):
    sheet = book[SHEET]
    for y in range(8, 60):
        for x in (10, 18):
            if sheet.cell(y, x).value == sheet.cell(y - 1, x).value:
                sheet.cell(y - 1, x).value, kept = sheet.cell(y - 1, x).value, mark
                sheet.cell(y, x).value = kept
    assert same_or_question(VOLUNTEERS, office.VOLUNTEERS, saved(book, tmp_path)) == "same"


def test_one_sheet_for_each_part(book, tmp_path):
    sheet = book[SHEET]
    unmerged(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=430)]
    new = openpyxl.Workbook()
    new.remove(new.active)
    for number, part in enumerate((rows[5:150], rows[150:280], rows[280:]), 1):
        target = new.create_sheet(f"その{number}")
        for row in (*rows[:5], *part):
            target.append([f"'{c}"[1:] if isinstance(c, str) else c for c in row])
    # The group words of the upper row carry no merged cells now.
    for target in new:
        target.merge_cells("K4:L4")
        target.merge_cells("M4:N4")
        for row in target.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value[:1] == "=" and cell.column != 7:
                    cell.data_type = "s"
    assert same_or_question(VOLUNTEERS, office.VOLUNTEERS, saved(new, tmp_path)) == "same"


def test_last_year_beside_this_year_is_asked(book, tmp_path):
    copy = book.copy_worksheet(book[SHEET])
    copy.title = "R6名簿"
    reading = read_files(VOLUNTEERS, [saved(book, tmp_path)])
    assert {question.what for question in reading.questions} == {"sheets"}
    answered = read_files(
        VOLUNTEERS, [tmp_path / "ボランティア名簿.xlsx"], mapping=Mapping(sheets=(SHEET,))
    )
    assert told(answered) == told(read_files(VOLUNTEERS, [office.VOLUNTEERS]))


def in_parts(birth):
    """A date as era, year, month and day, the way some offices split it."""
    era = era_of(birth)
    return era.name, birth.year - era.first.year + 1, birth.month, birth.day


@pytest.mark.parametrize("style", ["two rows", "one row", "merged", "trio", "era apart"])
def test_birth_date_over_several_cells(tmp_path, style):
    """The list of supporters as a workbook, the birth date split."""
    original = read_files(SUPPORTERS, [office.SUPPORTERS])
    births = {row.row: row.birth for row in original.rows}
    lines = list(csv.reader(io.StringIO(office.SUPPORTERS.read_bytes().decode("cp932"))))
    book = openpyxl.Workbook()
    sheet = book.active
    heads = {
        "two rows": ["生年月日", None, None, None],
        "merged": ["生年月日", None, None, None],
        "one row": ["生年月日(元号)", "生年月日(年)", "生年月日(月)", "生年月日(日)"],
        "trio": ["元号", "生年", "生月", "生日"],
        "era apart": ["元号", "生年月日"],
    }[style]
    width = len(heads)
    sheet.append([*lines[0][:3], *heads, *lines[0][4:]])
    if style in {"two rows", "merged"}:
        sheet.merge_cells(start_row=1, end_row=1, start_column=4, end_column=7)
    if style == "two rows":
        sheet.append([None] * 3 + ["元号", "年", "月", "日"])
    for number, line in enumerate(lines[1:], 2):
        parts = in_parts(births[number])
        if width == 2:
            parts = (parts[0], ".".join(map(str, parts[1:])))
        sheet.append([*line[:3], *parts, *line[4:]])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str) and cell.value[:1] == "=":
                cell.data_type = "s"
    assert same_or_question(SUPPORTERS, office.SUPPORTERS, saved(book, tmp_path)) == "same"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize(
    ("kind", "path", "source"),
    [(SUPPORTERS, office.SUPPORTERS, "cp932"), (APPLICANTS, office.APPLICANTS, "utf-8-sig")],
)
def test_text_files_in_other_letters(tmp_path, kind, path, source, encoding, delimiter):
    rows = csv.reader(io.StringIO(path.read_bytes().decode(source), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    if encoding == "cp932" and kind is APPLICANTS:
        pytest.skip("ễ and 😊 are not in CP932")
    copy = tmp_path / "名簿.csv"
    copy.write_bytes(out.getvalue().encode(encoding))
    assert same_or_question(kind, path, copy) == "same"


@pytest.mark.parametrize(
    ("kind", "path", "source", "names"),
    [
        (SUPPORTERS, office.SUPPORTERS, "cp932",
         {"整理番号": "番号", "氏名": "おなまえ", "ﾌﾘｶﾞﾅ": "カナ", "電話番号": "TEL"}),
        (APPLICANTS, office.APPLICANTS, "utf-8-sig",
         {"受付日時": "タイムスタンプ", "氏名": "お名前", "ふりがな": "お名前のふりがな",
          "電話番号": "ご連絡先", "メール": "E-mail", "ひとこと": "ご質問"}),
    ],
)  # fmt: skip
def test_text_files_reordered_and_renamed(tmp_path, kind, path, source, names):
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(source), newline="")))
    order = sorted(range(len(rows[0])), key=lambda at: (at * 7) % len(rows[0]))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["令和8年度の一覧"])
    writer.writerow([])
    for number, row in enumerate(rows):
        line = [row[at] for at in order]
        writer.writerow([names.get(cell, cell) for cell in line] if number == 0 else line)
    copy = tmp_path / "list.csv"
    copy.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert same_or_question(kind, path, copy) == "same"
    assert read_files(kind, [copy]).rows[0].row == 4


def test_without_any_header_it_is_asked(tmp_path):
    rows = office.SUPPORTERS.read_bytes().decode("cp932").splitlines()[1:]
    copy = tmp_path / "list.csv"
    copy.write_text("\n".join(rows), "utf-8")
    reading = read_files(SUPPORTERS, [copy])
    assert not reading.rows
    assert {question.what for question in reading.questions} == {"header"}


def test_a_mapping_answers(book, tmp_path):
    sheet = book[SHEET]
    for row in (4, 289):
        sheet.cell(row, 3).value, sheet.cell(row, 2).value = "A", "B"
    copy = saved(book, tmp_path)
    said = Mapping(columns={"A": "name", "B": "number"})
    reading = read_files(VOLUNTEERS, [copy], mapping=said)
    assert not reading.questions
    assert told(reading) == told(read_files(VOLUNTEERS, [office.VOLUNTEERS]))


def test_year_is_asked_where_nothing_says_it(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["登録番号", "氏名", "ふりがな", "生年月日"])
    book.active.append(["0001", "山田　花子", "やまだ　はなこ", datetime(1950, 4, 1)])
    copy = saved(book, tmp_path, "list.xlsx")
    assert [q.what for q in read_files(VOLUNTEERS, [copy]).questions] == ["year"]
    assert not read_files(VOLUNTEERS, [copy], year=2025).questions


def test_small_list_of_families(tmp_path):
    """Family and given name apart, a title in between, merged districts, a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["令和7年度 名簿"],
        ["地区", "番号", "氏名", None, "フリガナ", None, "生年", None, None, "電話"],
        [None, None, "姓", "名", "セイ", "メイ", "年", "月", "日", None],
        ["富県", "１", "北原", "繁雄", "ｷﾀﾊﾗ", "ｼｹﾞｵ", "昭20", 1, 29, "0265-01-9856"],
        [None, "２", "牧田", "和弘", "ﾏｷﾀ", "ｶｽﾞﾋﾛ", "S19", 12, 11, "06-2542"],
        ["令和7年度 名簿（続き）"],
        ["美篶", "３", "桃沢", "英美", "ﾓﾓｻﾞﾜ", "ﾋﾃﾞﾐ", 1949, 2, 16, "0265-02-3710"],
        [None, None, "合計", "3名"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("E2:F2")
    sheet.merge_cells("G2:I2")
    reading = read_files(VOLUNTEERS, [saved(book, tmp_path)])
    assert not reading.questions
    assert [(r.number, r.name, r.kana, str(r.birth), r.district, r.phones[0][1], r.row)
            for r in reading.rows] == [
        ("0001", "北原　繁雄", "キタハラ　シゲオ", "1945-01-29", "富県", "0265019856", 4),
        ("0002", "牧田　和弘", "マキタ　カズヒロ", "1944-12-11", "富県", "0265062542", 5),
        ("0003", "桃沢　英美", "モモザワ　ヒデミ", "1949-02-16", "美篶", "0265023710", 7),
    ]  # fmt: skip
