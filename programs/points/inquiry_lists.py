"""資格照会一覧 and 保険加入名簿 as files: written for others, and the answers read back."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from programs.points import inquiries
from resources import date_reading, journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.sheet import Book, Cell
from resources.sheet_writing import csv_bytes, xlsx_bytes
from resources.words import _, mark
from sessions import permission
from sessions.intake import cells, headers
from sessions.intake.headers import cell_at
from sessions.intake.kinds import Column, Form, Kind
from sessions.intake.text import text_of

HEADER = ("照会番号", "番号", "氏名", "ふりがな", "生年月日", "住所", "登録番号", "判定", "確認日")
"""The head of the file as it goes to the city and comes back; 判定 and 確認日 are theirs."""
INSURED = (
    "登録番号",
    "氏名",
    "ふりがな",
    "生年月日",
    "住所",
    "電話番号",
    "保険手続日",
    "補償開始日",
)
_ANSWERS: Final = Kind(
    name="answers",
    title=mark("answers of the city"),
    programme="points",
    columns=(
        Column("label", mark("number of the list"), Form.TEXT, "照会番号|一覧番号"),
        Column("fit", mark("answer"), Form.TEXT, "判定|適否|適・否|結果|回答$"),
        Column("confirmed", mark("day of the answer"), Form.DATE, "確認日|回答日|判定日"),
        Column("place", mark("line of the list"), Form.NUMBER, "^番号$|^No|行"),
        Column("name", mark("name"), Form.NAME, "氏名|名前"),
    ),
)  # fmt: skip
_YES, _NO = frozenset({"適", "○", "〇", "可"}), frozenset({"否", "×", "✕", "不可", "不適"})


@dataclass(frozen=True)
class FileList:
    """A list to be written into a file."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def written(self, form: str) -> bytes:
        """Return it as a workbook ("xlsx"), or as CSV in the encoding `form`."""
        if form == "xlsx":
            return xlsx_bytes(self.header, self.rows)
        return csv_bytes(self.header, self.rows, form)


@dataclass(frozen=True)
class Read:
    """Answers as a file has them: {number of the list: {line: (fit, day)}}, and odd rows."""

    file: str
    lists: dict[str, dict[int, tuple[bool, date]]]
    odd: tuple[int, ...]  # rows that say something that is no answer


def read(book: Book, *, day: date) -> Read:
    """Return the answers of a file; a row without a day has `day`. Nothing else is looked at.

    Refused is a file without 照会番号, 番号 and 判定 in its header, and one without an answer.
    """
    lists: dict[str, dict[int, tuple[bool, date]]] = defaultdict(dict)
    odd: list[int] = []
    found = False
    for sheet in book.sheets:
        header = None if sheet.hidden else headers.find(sheet, _ANSWERS)
        columns = {} if header is None else headers.columns_of(_ANSWERS, header)
        if header is None or not {"label", "place", "fit"} <= set(columns):
            continue
        found = True
        for index, row in enumerate(sheet.rows[header.body :], header.body):
            label = text_of(cell_at(row, columns, "label")).strip()
            place = cells.read_number(text_of(cell_at(row, columns, "place")), 0)
            said = text_of(cell_at(row, columns, "fit")).strip()
            if not said or "・" in said:
                continue
            confirmed = _day(cell_at(row, columns, "confirmed"), day)
            if not label or place is None or said not in _YES | _NO or confirmed is None:
                odd.append(index + 1)
                continue
            lists[label][int(place)] = (said in _YES, confirmed)
    if not found:
        raise Refusal(
            _("{file} holds no answers of the city.").format(file=book.file),
            _("Choose the file that came back, with 照会番号, 番号 and 判定 in its header."),
        )
    return Read(book.file, dict(lists), tuple(odd))


def bring_in(db: Session, year: int, answers: Read, *, at: datetime, by: str) -> int:
    """Enter the answers of a file, all or none; return how many are new.

    Refused are rows that cannot be read, lists that never went out in `year`, and whatever
    `inquiries.answer` refuses.
    """
    if answers.odd:
        raise Refusal(
            _("Rows {rows} cannot be read as an answer.").format(
                rows="、".join(map(str, answers.odd))
            ),
            _("Write 適 or 否 and a day there; nothing was entered."),
        )
    sent = {one.label: one for one in inquiries.listing(db, year)}
    if strange := sorted(set(answers.lists) - set(sent)):
        raise Refusal(
            _("There is no list {labels} in that year.").format(labels="、".join(strange)),
            _("Look at the number of the list and of the line; nothing was entered."),
        )
    new = 0
    for label, lines in sorted(answers.lists.items()):
        for day in sorted({confirmed for _fit, confirmed in lines.values()}):
            said = {place: fit for place, (fit, of) in lines.items() if of == day}
            new += inquiries.answer(db, sent[label].id, said, confirmed=day, at=at, by=by)
    return new


def note(db: Session, reason: str, count: int, form: str, *, at: datetime, by: str) -> str:
    """Write into the journal that a list of `count` people goes into a file, and what for.

    Return the line's object. Refuses more people than the role of `by` may take out alone.
    """
    permission.ensure_within(db, by, "people.export", count)
    made = new_id()
    journal.write(
        db, "export", "list", made, at=at, by=by,
        after={"purpose": reason, "form": form, "count": count},
    )  # fmt: skip
    return made


def _day(cell: Cell, otherwise: date) -> date | None:
    """Return the day in a cell, `otherwise` where it is empty, None where it is no day."""
    if cell is None or not text_of(cell):
        return otherwise
    return date_reading.read_date(cell).date  # type: ignore[arg-type]
