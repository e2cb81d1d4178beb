"""The list of hosts (受入機関一覧) as an office keeps it, brought in without losing a host."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from programs.points import hosts, rule_sets, settling
from programs.points.hosts import Ending, HostDetails
from resources import date_reading
from resources.names import tidy_name
from resources.refusals import Refusal
from resources.sheet import Book, Cell, Sheet
from resources.words import _, mark
from sessions.intake import cells, headers
from sessions.intake.headers import Header, cell_at
from sessions.intake.kinds import Column, Form, Kind
from sessions.intake.problems import Problem
from sessions.intake.text import text_of

HOSTS: Final = Kind(
    name="hosts",
    title=mark("list of hosts"),
    programme="points",
    columns=(
        Column("office_number", mark("number of the office"), Form.TEXT, "事業所番号"),
        Column("number", mark("host number"), Form.NUMBER, "(機関|施設|受入)番号|^番号$|^No"),
        Column("kind", mark("field of work"), Form.TEXT, "分野|種別|種類|区分"),
        Column("corporation", mark("corporation"), Form.TEXT, "法人"),
        Column("name", mark("name"), Form.NAME, "名称|機関名|施設名|事業所名|^名前$", needed=True),
        Column("zip", mark("postcode"), Form.ZIP, "郵便|^〒"),
        Column("address", mark("address"), Form.TEXT, "所在地|住所"),
        Column("fax", mark("fax"), Form.TEXT, "(?i:fax)|ファックス|ファクス"),
        Column("phone", mark("telephone"), Form.TEXT, "電話|(?i:tel)"),
        Column("contact", mark("the person to ask for"), Form.TEXT, "担当"),
        Column("weekdays", mark("weekdays"), Form.TEXT, "曜日"),
        Column("activities", mark("what is done there"), Form.TEXT, "活動|内容"),
        Column("ended", mark("designation ended on"), Form.DATE, "取消|辞退|終了"),
        Column("designated", mark("designated on"), Form.DATE, "指定"),
        Column("note", mark("note"), Form.TEXT, "備考|注意|特記"),
    ),
)  # fmt: skip
_TEXTS = (
    "kind", "corporation", "office_number", "zip", "address", "phone", "fax", "contact",
    "weekdays", "activities", "note",
)  # fmt: skip
_TOTAL = re.compile("^(合計|計|以上)")


@dataclass(frozen=True)
class HostsRead:
    """The hosts of one file, and what is wrong or worth knowing in it."""

    file: str
    hosts: tuple[HostDetails, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Outcome:
    """How the lines of one file fared."""

    file: str
    rows: int
    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]


def read(book: Book) -> HostsRead:
    """Return the hosts of one file; refuses a file without number and name."""
    problems: list[Problem] = []
    found: list[HostDetails] = []
    for sheet in book.sheets:
        header = None if sheet.hidden else headers.find(sheet, HOSTS)
        columns = {} if header is None else headers.columns_of(HOSTS, header)
        if header is None or not {"number", "name"} <= set(columns):
            continue
        found += _lines(book.file, sheet, header, columns, problems)
    if not found:
        raise Refusal(
            _("{file} holds no list of hosts.").format(file=book.file),
            _("Choose a list with 機関番号 and 名称 in its header."),
        )
    return HostsRead(book.file, tuple(found), tuple(problems))


def bring_in(db: Session, read_list: HostsRead, *, at: datetime, by: str) -> Outcome:
    """Designate the hosts of a list, or correct those of the same number; all or nothing.

    What the list leaves empty keeps what was entered here. The years in use are judged again.
    """
    known = {one.number: one for one in hosts.listing(db)}
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for entered in read_list.hosts:
        before = known.get(entered.number)
        if before is None:
            hosts.designate(db, entered, at=at, by=by)
            counts["added"] += 1
            continue
        kept = {
            name: getattr(entered, name) or getattr(before, name)
            for name in (*HostDetails.__annotations__,)
            if name != "ending"
        }
        kept["ending"] = entered.ending if entered.ended else before.ending
        version = hosts.correct(
            db, before.id, HostDetails(**kept), version=before.version, at=at, by=by
        )
        counts["unchanged" if version == before.version else "changed"] += 1
    if counts["added"] or counts["changed"]:
        for year in rule_sets.years(db):
            settling.settle(db, year, at=at, by=by)
    return Outcome(read_list.file, len(read_list.hosts), **counts, problems=read_list.problems)


def bring_in_all(
    db: Session, lists: Sequence[HostsRead], *, at: datetime, by: str
) -> list[Outcome]:
    """Bring several lists of hosts in, all or none; see `bring_in`."""
    return [bring_in(db, one, at=at, by=by) for one in lists]


def _lines(
    file: str, sheet: Sheet, header: Header, columns: dict[str, int], problems: list[Problem]
) -> list[HostDetails]:
    found: list[HostDetails] = []
    merged = {
        (row, left): top
        for top, left, bottom, _right in sheet.merged
        for row in range(top, bottom + 1)
    }
    for index, row in enumerate(sheet.rows[header.body :], header.body):
        number = cells.read_number(text_of(cell_at(row, columns, "number")), 0)
        name = tidy_name(text_of(cell_at(row, columns, "name")))
        if not name or number is None:
            if name:
                kind = "total_row" if _TOTAL.match(name) else "missing_number"
                problems.append(Problem(file, sheet.name, index + 1, "", kind, name))
            continue
        values: dict[str, Any] = {field: text_of(cell_at(row, columns, field)) for field in _TEXTS}
        if "kind" in columns and not values["kind"]:
            top = merged.get((index, columns["kind"]))
            if top is not None:
                values["kind"] = text_of(cell_at(sheet.rows[top], columns, "kind"))
            elif found:
                values["kind"] = found[-1].kind  # merged cells reach a text file as blanks
        days: dict[str, date | None] = {}
        for field in ("designated", "ended"):
            days[field] = _day(cell_at(row, columns, field))
            written = text_of(cell_at(row, columns, field))
            if written and days[field] is None:
                problems.append(
                    Problem(file, sheet.name, index + 1, field, "unreadable_date", written)
                )
        found.append(
            replace(
                HostDetails(number=number, name=name),
                **values,
                designated=days["designated"], ended=days["ended"],
                ending=Ending.WITHDRAWN if days["ended"] else Ending.NOT,
            )
        )  # fmt: skip
    return found


def _day(cell: Cell) -> date | None:
    if cell is None or not text_of(cell):
        return None
    return date_reading.read_date(cell).date  # type: ignore[arg-type]
