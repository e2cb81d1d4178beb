"""月次報告: the monthly sheet of a host read into activities, whatever form the host keeps.

Lists of one activity a line are read, in one header row or two, with dates, days or times as
people write them; and the stamp book (押印簿), volunteers by days, with minutes in its cells.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from programs.points import reported_times as times
from programs.points.activities import Mode
from resources import date_reading
from resources.refusals import Refusal
from resources.sheet import Book, Cell, Sheet
from resources.words import _, mark
from sessions.intake import cells, headers
from sessions.intake.headers import Header, cell_at
from sessions.intake.kinds import Column, Form, Kind
from sessions.intake.text import plain, text_of

WIDTH: Final = 4  # registration numbers have four digits

ACTIVITIES: Final = Kind(
    name="activities",
    title=mark("monthly sheet of a host"),
    programme="points",
    number_width=WIDTH,
    columns=(
        Column("number", mark("registration number"), Form.NUMBER,
               "(登録|会員|ボランティア|カード)者?(番号|No)|^番号$|^ID$"),
        Column("serial", mark("line number"), Form.SERIAL, r"^(No\.?|№|項番|連番|行|#)$"),
        Column("name", mark("name"), Form.NAME, "氏名|名前|ボランティア名|^ボランティア$"),
        Column("weekday", mark("weekday"), Form.IGNORED, "^曜日?$"),
        Column("day", mark("day"), Form.DATE, "年月日|活動日|日付|^月日$|^日$|^日にち$"),
        Column("begins", mark("begin"), Form.TEXT, "開始|始め?$|^自$|^から$"),
        Column("ends", mark("end"), Form.TEXT, "終了|終り?$|終わり|^至$|^まで$"),
        Column("minutes", mark("minutes"), Form.TEXT, r"分\)?$|活動時間\(分|時間数"),
        Column("span", mark("time from – to"), Form.TEXT, "^時間$|活動時間|時間帯|時刻"),
        Column("content", mark("what was done"), Form.TEXT, "内容|活動名|種別"),
        Column("stamps", mark("stamps of the host"), Form.IGNORED, "押印|スタンプ|個数"),
        Column("note", mark("note"), Form.TEXT, "備考|摘要|メモ"),
    ),
)  # fmt: skip

_MONTH = re.compile(r"(令和|平成|R|H|20\d\d)\s*(\d{1,2}|元)?[年./]?(\d{1,2})月(?:分|度|$)")
_MONTH_NAME = re.compile(r"(令和|平成)(\d{1,2}|元)年(\d{1,2})月|(20\d\d)年(\d{1,2})月")
_SUBMITTED = re.compile(r"提出日?[:：]?(.*)")
_CORRECTED = re.compile("訂正|差替|差し替|再提出版|修正版")
_ADDED = re.compile("追加")
_TOTAL = re.compile("^(合計|小計|計|総計|のべ|延べ|以上$)")
_HOST_LABEL = re.compile(r"^(?:#?機関名?|施設名|事業所名|団体名|押印簿|受入機関名?)[:：\s\u3000]*")
_FORGOTTEN = re.compile("カード.?忘|忘れ.?カード|手帳.?忘")
_CONFIRMED = re.compile("確認済|施設確認")
_TITLE = re.compile("活動.*(報告|実績|記録)|報告書|記録簿")


@dataclass(frozen=True)
class Line:
    """One activity as the sheet says it."""

    row: int
    number: str
    written: str
    name: str
    day: date | None
    begins: int | None
    ends: int | None
    minutes: int
    content: str = ""
    note: str = ""
    problem: str = ""
    text: str = ""  # what could not be read
    card_forgotten: bool = False
    confirmed: bool = False


@dataclass(frozen=True)
class SheetRead:
    """One monthly sheet: whose, of which month, what it says."""

    file: str
    sheet: str
    host_name: str
    month: date
    mode: Mode
    submitted: date | None
    lines: tuple[Line, ...]
    again: int = 0  # how often a sheet keyed in said the same before and was corrected since

    @property
    def digest(self) -> str:
        """What the sheet says, in short: the same for the same sheet sent again."""
        said: list[Any] = [self.host_name, self.month.isoformat(), self.mode.value]
        said += [
            [one.row, one.number, one.name, one.written, str(one.day), one.begins, one.ends,
             one.minutes, one.content, one.note, one.problem]
            for one in self.lines
        ]  # fmt: skip
        said += [self.again] if self.again else []
        told = json.dumps(said, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def read(book: Book) -> list[SheetRead]:
    """Return the monthly sheets of one file; refuses a file that holds none."""
    found = [
        made
        for sheet in book.sheets
        if not sheet.hidden and (made := _sheet(book.file, sheet)) is not None
    ]
    if not found:
        raise Refusal(
            _("{file} holds no monthly sheet of a host.").format(file=book.file),
            _("Choose a sheet with 番号, 氏名 and the days, and its month above them."),
        )
    return found


def _sheet(file: str, sheet: Sheet) -> SheetRead | None:
    header = _header(sheet)
    if header is None:
        return None
    columns = headers.columns_of(ACTIVITIES, header)
    days = _days(sheet, header)
    if "number" not in columns or not (days or "day" in columns):
        return None
    above = [text_of(cell) for row in sheet.rows[: header.top] for cell in row if text_of(cell)]
    if not sheet.rows[: header.top] or not above:
        first = sheet.rows[header.body] if header.body < len(sheet.rows) else []
        above = [text_of(cell) for cell in first if text_of(cell)]
    month = _month(above, file)
    if month is None:
        raise Refusal(
            _("{file} does not say which month it is about.").format(file=file),
            _("Write it above the list, such as 令和7年4月分, and read the file again."),
        )
    heading = _heading(sheet, header)
    lines = (
        _grid(sheet, header, columns, days, month)
        if days
        else [
            line
            for index, row in enumerate(sheet.rows[header.body :], header.body)
            if (line := _line(row, index + 1, columns, month)) is not None
        ]
    )
    return SheetRead(
        file=file,
        sheet=sheet.name or "",
        host_name=_host(above, file),
        month=month,
        mode=_mode([*above, *heading, file]),
        submitted=_submitted(sheet, header),
        lines=tuple(lines),
    )


def _header(sheet: Sheet) -> Header | None:
    """Return the header of the list; the line of month and host above it is no part of it."""
    found = headers.find(sheet, ACTIVITIES)
    if found is None or found.body - found.top == 1:
        return found
    lower = headers.labels_at(sheet, found.top + 1, 1)
    every = headers.fields_in(ACTIVITIES, found.labels)
    if headers.fields_in(ACTIVITIES, lower) >= every:
        return Header(found.top + 1, found.body, lower)
    return found


def _days(sheet: Sheet, header: Header) -> dict[int, int]:
    """Return {column: day of the month} of a stamp book, nothing of a list."""
    row = sheet.rows[header.top]
    days = {
        index: int(plain(text_of(cell)))
        for index, cell in enumerate(row)
        if re.fullmatch(r"\d{1,2}日?", plain(text_of(cell)))
    }
    return days if len(days) >= 20 else {}


def _heading(sheet: Sheet, header: Header) -> list[str]:
    """Return the texts of the remarks around the header: 訂正版 stands in one of them."""
    rows = [*sheet.rows[: header.top], *sheet.rows[header.body : header.body + 1]]
    return [text for row in rows for cell in row if (text := text_of(cell)).startswith("【")]


def _month(above: Sequence[str], file: str) -> date | None:
    for text in (*above, file):
        for pattern in (_MONTH_NAME, _MONTH):
            found = pattern.search(plain(text))
            if found is None:
                continue
            era, year, month = found[1], found[2], found[3]
            if era is None:
                era, year, month = found[4], None, found[5]
            first = _first_of(era, year, int(month))
            if first is not None:
                return first
    return None


def _first_of(era: str, year: str | None, month: int) -> date | None:
    number = 1 if year == "元" else int(year or 0)
    begins = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}.get(era)
    whole = begins + number if begins is not None and number else 0
    if begins is None and era.isdigit():
        whole = int(era)
    return date(whole, month, 1) if whole and 1 <= month <= 12 else None


def _host(above: Sequence[str], file: str) -> str:
    """Return the name of the host as the heading has it."""
    for number, text in enumerate(above):
        if _HOST_LABEL.match(text):
            name = _HOST_LABEL.sub("", text)
            if name:
                return name
            if number + 1 < len(above):
                return above[number + 1]
    for text in above:
        short = plain(text)
        if not (
            _TITLE.search(short) or _MONTH.search(short) or short.startswith(("【", "提出", "記入"))
        ):
            return text
    found = re.match(r"活動記録_(.+?)_", file)
    return found[1] if found else ""


def _mode(texts: Sequence[str]) -> Mode:
    for text in texts:
        if _CORRECTED.search(text):
            return Mode.CORRECTED
    if any(_ADDED.search(text) for text in texts if text.startswith("【") or "_" in text):
        return Mode.ADDENDUM
    return Mode.REPORT


def _submitted(sheet: Sheet, header: Header) -> date | None:
    for row in [*sheet.rows[: header.top], *sheet.rows[header.body : header.body + 1]]:
        for number, cell in enumerate(row):
            found = _SUBMITTED.match(plain(text_of(cell))) if isinstance(cell, str) else None
            if found is None:
                continue
            behind = [found[1]] if found[1] else list(row[number + 1 : number + 3])
            for value in behind:
                day = date_reading.read_date(value or None).date  # type: ignore[arg-type]
                if day is not None:
                    return day
    return None


def _line(row: Sequence[Cell], number: int, columns: dict[str, int], month: date) -> Line | None:
    """Return one activity of a list, None where the row is none."""
    texts = [text_of(cell) for cell in row]
    if not any(texts) or texts[0].startswith("#"):
        return None
    if any(_TOTAL.match(text) for text in texts) and not _number(
        text_of(cell_at(row, columns, "number"))
    ):
        return None
    if len([text for text in texts if text]) < 2 and "name" in columns:
        return None
    written, name = (
        text_of(cell_at(row, columns, "number")),
        text_of(cell_at(row, columns, "name")),
    )
    content, note = (
        text_of(cell_at(row, columns, "content")),
        text_of(cell_at(row, columns, "note")),
    )
    day, unread = _day(cell_at(row, columns, "day"), month)
    begins, ends, minutes, problem = times.read(
        span=cell_at(row, columns, "span"), begins=cell_at(row, columns, "begins"),
        ends=cell_at(row, columns, "ends"), minutes=cell_at(row, columns, "minutes"),
    )  # fmt: skip
    if day is None:
        problem = "invalid_date"
    line = Line(
        row=number, number=_number(written), written=written, name=name, day=day,
        begins=begins, ends=ends, minutes=minutes, content=content, note=note,
        problem=problem, text=unread,
    )  # fmt: skip
    return _marked(line)


def _marked(line: Line) -> Line:
    if not line.problem and not line.number:
        line = replace(line, problem="number_missing")
    forgotten = bool(_FORGOTTEN.search(line.note))
    return replace(
        line, card_forgotten=forgotten, confirmed=bool(_CONFIRMED.search(line.note)) or forgotten
    )


def _number(written: str) -> str:
    return (cells.read_number(written, WIDTH) or "") if written else ""


def _day(cell: Cell, month: date) -> tuple[date | None, str]:
    """Return the day of a cell, a day of the month where only that is written."""
    text = text_of(cell)
    short = plain(text).removesuffix("日")
    if re.fullmatch(r"\d{1,2}", short):
        try:
            return month.replace(day=int(short)), ""
        except ValueError:
            return None, text
    if found := re.fullmatch(r"(\d{1,2})[/月.](\d{1,2})", short):
        year = month.year + (int(found[1]) < month.month and month.month - int(found[1]) > 6)
        try:
            return date(year, int(found[1]), int(found[2])), ""
        except ValueError:
            return None, text
    if cell is None or isinstance(cell, bool | dt.time | dt.timedelta):
        return None, text
    read = date_reading.read_date(cell)
    return read.date, "" if read.date else text


def _grid(
    sheet: Sheet, header: Header, columns: dict[str, int], days: dict[int, int], month: date
) -> list[Line]:
    """Return the activities of a stamp book: one for each filled cell of a volunteer's row."""
    hours = any("時間" in plain(text_of(cell)) and "単位" in plain(text_of(cell))
                for row in sheet.rows[: header.top] for cell in row)  # fmt: skip
    made = []
    for index, row in enumerate(sheet.rows[header.body :], header.body):
        written = text_of(cell_at(row, columns, "number"))
        name = text_of(cell_at(row, columns, "name"))
        if _TOTAL.match(written) or _TOTAL.match(name) or not (written or name):
            continue
        for column, number in sorted(days.items()):
            text = text_of(row[column]) if column < len(row) else ""
            if not text:
                continue
            minutes = times.minutes_of(f"{plain(text)}時間" if hours else row[column])
            day, unread = _day(str(number), month)
            problem = "invalid_date" if day is None else ""
            if minutes is None:
                problem, unread = problem or "unreadable_time", text
            made.append(
                _marked(
                    Line(
                        row=index + 1, number=_number(written), written=written, name=name,
                        day=day, begins=None, ends=None, minutes=minutes or 0,
                        problem=problem, text=unread,
                    )
                )
            )  # fmt: skip
    return made
