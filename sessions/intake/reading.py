"""Files read into lines: which sheets hold the list, which year, and what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from resources import spreadsheet
from resources.refusals import Refusal
from resources.spreadsheet import Book, Sheet
from resources.words import _
from sessions.intake import headers, lines
from sessions.intake.evidence import rough_year
from sessions.intake.headers import Header
from sessions.intake.kinds import Kind
from sessions.intake.mapping import NOTHING, Mapping
from sessions.intake.problems import Problem
from sessions.intake.questions import Question
from sessions.intake.rows import Row
from sessions.intake.tables import Table, understand
from sessions.intake.text import plain, text_of

Progress = Callable[[int, int], None]
_FISCAL_YEAR = re.compile(r"(令和|平成|R|H)(\d{1,2}|元)年?度|(20\d\d)年?度")
_SHORT_YEAR = re.compile(r"(令和|R)(\d{1,2}|元)(?:年度?)?(?!\d|[.年/月])")
_BEGIN = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
OVERLAP = 0.2  # two sheets sharing more of their people are two states of one list


@dataclass(frozen=True)
class FileRead:
    """One file that was read: how many lines of people it holds, and which file it was."""

    file: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Reading:
    """Everything read from the files of one import; nothing is stored yet."""

    kind: Kind
    files: tuple[FileRead, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    year: int | None


def read_files(
    kind: Kind,
    paths: Iterable[Path],
    *,
    year: int | None = None,
    mapping: Mapping = NOTHING,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Reading:
    """Return the lines of all files, their problems, and what must be asked first.

    `year` is the fiscal year of a yearly list; without it the titles say it, or it is asked.
    `progress(done, of)` is told after each file; `cancel()` is asked between files and sheets.
    Refused: files that cannot be read at all, two files of the same name, no file.
    """
    chosen = list(paths)
    doubled = [name for name, count in Counter(path.name for path in chosen).items() if count > 1]
    if doubled or not chosen:
        raise Refusal(
            _("The same file was chosen twice: {names}.").format(names=", ".join(doubled))
            if doubled
            else _("No file was chosen."),
            _("Choose each file once."),
        )
    files: list[FileRead] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    questions: list[Question] = []
    years: set[int] = set()
    for done, path in enumerate(chosen):
        if progress:
            progress(done, len(chosen))
        book = spreadsheet.read(path, cancel=cancel)
        told = mapping.year or year or _year_of(kind, book, questions)
        found = _read_book(kind, book, mapping, told, cancel)
        years |= {told} if told and kind.yearly else set()
        rows += found.rows
        problems += found.problems
        questions += found.questions
        files.append(FileRead(book.file, len(found.rows), book.digest))
    if progress:
        progress(len(chosen), len(chosen))
    if len(years) > 1:
        raise Refusal(
            _("The files belong to different fiscal years."), _("Bring in one year at a time.")
        )
    one = next(iter(years), None)
    return Reading(kind, tuple(files), tuple(rows), tuple(problems), tuple(questions), one)


@dataclass
class _Found:
    rows: list[Row]
    problems: list[Problem]
    questions: list[Question]


def _read_book(
    kind: Kind,
    book: Book,
    mapping: Mapping,
    year: int | None,
    cancel: Callable[[], bool] | None,
) -> _Found:
    """Return what the sheets of one file hold."""
    found = _Found([], [], [])
    per_sheet: dict[str | None, list[Row]] = {}
    for sheet, header in _lists(kind, book, mapping, found):
        if cancel and cancel():
            raise Refusal(_("Reading was stopped."), _("Nothing was brought in."))
        about = year or _latest_year(sheet)
        table, asked = understand(sheet, header, kind, file=book.file, given=mapping, year=about)
        if asked:
            found.questions += asked
            continue
        reader = lines.Reader(kind, book.file, sheet, table, year=year, about=about)
        reader.again = partial(_again, kind, book.file, given=mapping, year=about)
        per_sheet[sheet.name] = reader.read()
        found.problems += reader.problems
        found.questions += reader.questions
    _compare(book, per_sheet, mapping, found)
    for rows in per_sheet.values():
        found.rows += rows
    return found


def _again(
    kind: Kind, file: str, sheet: Sheet, top: int, *, given: Mapping, year: int
) -> tuple[Table, list[Question]] | None:
    """Return the table below a header that is repeated at `top`."""
    header = headers.find(sheet, kind, top + 1)
    if header is None:
        return None
    return understand(sheet, header, kind, file=file, given=given, year=year)


def _lists(kind: Kind, book: Book, mapping: Mapping, found: _Found) -> list[tuple[Sheet, Header]]:
    """Return the sheets that hold a list of `kind`, and their headers; note the others."""
    holding: list[tuple[Sheet, Header]] = []
    for sheet in book.sheets:
        if not any(text_of(cell) for row in sheet.rows for cell in row):
            continue
        if mapping.sheets and sheet.name is not None:
            if sheet.name not in mapping.sheets:
                continue
        elif sheet.hidden:
            found.problems.append(Problem(book.file, sheet.name, 1, "", "hidden_sheet"))
            continue
        header = headers.find(sheet, kind, mapping.header)
        if header is None:
            if len(book.sheets) > 1:
                found.problems.append(Problem(book.file, sheet.name, 1, "", "other_sheet"))
            continue
        holding.append((sheet, header))
    named = [
        (sheet, header)
        for sheet, header in holding
        if {"name", "family"} & headers.fields_in(kind, header.labels)
    ]
    if named:
        for sheet, _header in holding:
            if all(sheet is not other for other, _other in named):
                found.problems.append(Problem(book.file, sheet.name, 1, "", "other_sheet"))
        return named
    if not holding:
        found.questions.append(
            Question(
                book.file,
                None,
                "header",
                _("In which row do the headers of the list stand?"),
                choices=tuple(sheet.name or "" for sheet in book.sheets),
            )
        )
    return holding


def _compare(
    book: Book, per_sheet: dict[str | None, list[Row]], mapping: Mapping, found: _Found
) -> None:
    """Ask which sheet is meant where two sheets hold the same people."""
    if mapping.sheets or len(per_sheet) < 2:
        return
    who = {
        name: {(row.number or "", plain(row.name), row.birth) for row in rows}
        for name, rows in per_sheet.items()
    }
    names = list(who)
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            shared = who[first] & who[second]
            if len(shared) > OVERLAP * max(1, min(len(who[first]), len(who[second]))):
                found.questions.append(
                    Question(
                        book.file,
                        second,
                        "sheets",
                        _("Two sheets hold the same people. Which sheets are to be brought in?"),
                        choices=tuple(str(name) for name in names),
                    )
                )
                return


def _year_of(kind: Kind, book: Book, questions: list[Question]) -> int | None:
    """Return the fiscal year a yearly list says it is of, or ask."""
    if not kind.yearly:
        return None
    titles = [
        text_of(cell)
        for sheet in book.sheets
        if not sheet.hidden
        for row in sheet.rows[:20]
        if len({text_of(cell) for cell in row if text_of(cell)}) <= 3
        for cell in row
    ]
    labels = [
        text_of(cell)
        for sheet in book.sheets
        if not sheet.hidden
        for row in sheet.rows[:20]
        for cell in row
        if "更新" in text_of(cell) or "年度" in text_of(cell)
    ]
    names = [sheet.name or "" for sheet in book.sheets if not sheet.hidden]
    for texts, pattern in (
        (titles, _FISCAL_YEAR),
        ([book.file], _FISCAL_YEAR),
        (names, _FISCAL_YEAR),
        (labels, _SHORT_YEAR),
        (names, _SHORT_YEAR),
    ):
        years = set(_years(texts, pattern))
        if len(years) == 1:
            return years.pop()
        if years:
            break
    questions.append(
        Question(book.file, None, "year", _("Which fiscal year does the list belong to?"))
    )
    return None


def _years(texts: Sequence[str], pattern: re.Pattern[str]) -> Iterable[int]:
    for text in texts:
        for found in pattern.finditer(plain(text)):
            if found.group(2):
                number = 1 if found.group(2) == "元" else int(found.group(2))
                yield _BEGIN[found.group(1)] + number
            else:
                yield int(found.group(3))


def _latest_year(sheet: Sheet) -> int:
    """Return about the year a list was written in: the latest year any of its dates names."""
    years = [
        year
        for row in sheet.rows[:500]
        for cell in row
        if cell and (year := rough_year(cell)) and year < 2100
    ]
    years.sort()
    return years[int(len(years) * 0.98)] if years else 2100
