"""Lists that nobody should send: read, asked about or refused in words, never a crash, never slow.

What a scanner may bring is in `test_scans.py`. Time is that of the processor, so that other
work on the machine does not count.
"""

import io
import itertools
import resource
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from resources import sheet_text, spreadsheet
from resources.refusals import Refusal
from sessions.intake import applicants, imports
from sessions.intake.reading import Reading, read_files
from tests.faults import results
from tests.faults.evening import WHO

DATA = Path(__file__).parents[1] / "data"
KINDS = (SUPPORTERS, VOLUNTEERS, applicants.APPLICANTS)
OF_KINDS = (
    DATA / "いきいきサポーター登録者.csv",
    DATA / "ボランティア登録者名簿_令和7年度.xlsx",
    DATA / "いなくらし会議_参加申込.csv",
)
SEED, SLOWEST = 20260519, 2.0
LINES, BOOKS, IN_ONE = results.of(2_500, 1_000_000), results.of(12, 2_000), 250
ODD = (
    "", " ", "　", '"', '""', "'", ",", "\t", "\r", "\n", "=1+1", "＝cmd|' /C calc'!A0", "-",
    "令和99年13月45日", "昭和０年", "1900/02/30", "9" * 400, "\ue000\uf8ff", "\u202e\u200b\ufeff",
    "髙﨑𠮷\U000e0100", "か\u3099", "ｶﾞﾊﾟ", "#REF!", "1E400", "nan", "０２６５ー７８ー", "<b>", "%s{0}",
    "氏名", "ふりがな", "再掲", "合計", "〃", "同上", "〒", "a" * 5_000, "；，、", "\x85\u2028",
)  # fmt: skip
CODINGS = ("utf-8", "utf-8-sig", "cp932", "cp932", "utf-16", "utf-16-le", "euc-jp")


def spent():
    """Return the seconds of processor that this process and its children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Reader:
    """Reads one file after the other and counts what became of them."""

    def __init__(self, room):
        self.room, self.became, self.slowest, self.lines = room, Counter(), 0.0, 0
        self.wrong = []

    def read(self, name, data, kind):
        path = self.room / name
        path.write_bytes(data)
        began, reading = spent(), None
        try:
            reading = read_files(kind, [path], year=2025)
            asked = "asked" if reading.questions else "read"
            self.became[asked if not reading.problems else f"{asked}, with problems"] += 1
            self.lines += len(reading.rows)
        except Refusal as refusal:
            self.became["refused"] += 1
            if not (refusal.what and refusal.advice):
                self.wrong.append(f"{name}: refused without words")
        except Exception as error:  # noqa: BLE001 -- that is what is looked for
            self.wrong.append(f"{name}: {error!r}")
        seconds = spent() - began
        self.slowest = max(self.slowest, seconds)
        if seconds > SLOWEST:
            self.wrong.append(f"{name}: {seconds:.1f} s")
            (results.BUILD / f"slow-{name}").write_bytes(data)
        path.unlink()
        return reading

    def told(self):
        return {
            "crashes": len(self.wrong), "slowest_s": round(self.slowest, 2),
            "became": dict(self.became.most_common()), "people": self.lines,
        }  # fmt: skip


def texts(count, random):
    """Yield (name, bytes, kind, how many lines): real lists, as they are and spoilt."""
    lists = [
        spreadsheet.read(path).sheets[0].rows
        for path in sorted(DATA.glob("*.csv"))
        if path.stat().st_size < 60_000
    ]
    right = [max(spreadsheet.read(path).sheets, key=lambda one: len(one.rows)).rows
             for path in OF_KINDS]  # fmt: skip
    made = 0
    for number in itertools.count():
        if made >= count:
            return
        kind = number % len(KINDS)
        chosen = right[kind] if random.random() < 0.7 else random.choice(lists)
        rows = [["" if cell is None else str(cell) for cell in row] for row in chosen]
        head, body = rows[:4], rows[4:] or rows
        body = [list(random.choice(body)) for _line in range(IN_ONE - len(head))]
        for _change in range(random.choice((0, 1, 3, 12))):
            row = random.choice(random.choice((head, body)))
            if row:
                row[random.randrange(len(row))] = random.choice(ODD)
        way = random.randrange(8)
        if way == 0:
            random.shuffle(head)
        elif way == 1:
            for row in body[:: random.randint(1, 9)]:
                row[:] = row[: random.randrange(len(row) + 1)] + ["余"] * random.randrange(60)
        parting = random.choice((",", ",", ",", "\t", ";", "|"))
        quote = random.choice(('"', '"', '"', "", "'"))
        ending = random.choice(("\r\n", "\n", "\r"))
        if random.random() < 0.05:
            random.choice(body).append(random.choice(("\0", "\x1b[2J", "\ufffe")))
        lines = [parting.join(_quoted(cell, quote) for cell in row) for row in (*head, *body)]
        data = ending.join(lines).encode(random.choice(CODINGS), "ignore")
        if random.random() < 0.3:
            data = spoilt(data, random)
        yield f"{number}.csv", data, KINDS[kind], len(lines)
        made += len(lines)


def _quoted(cell, quote):
    return f"{quote}{cell.replace(quote, quote * 2) if quote else cell}{quote}"


def spoilt(data, random):
    """Return `data` with bytes changed, gone, doubled, or from elsewhere."""
    found = bytearray(data)
    for _change in range(random.choice((1, 4, 30))):
        if not found:
            break
        place, way = random.randrange(len(found)), random.randrange(5)
        if way == 0:
            found[place] = random.randrange(256)
        elif way == 1:
            del found[place : place + random.randrange(1, 60)]
        elif way == 2:
            found[place:place] = found[place : place + random.randrange(1, 200)]
        elif way == 3:
            found[place:place] = random.randbytes(random.randrange(1, 40))
        else:
            del found[len(found) - random.randrange(len(found) // 4 + 1) :]
    return bytes(found)


def test_a_million_lines_of_lists_neither_crash_nor_stall(evening, arena):
    random, reader, lines = Random(SEED), Reader(arena), 0
    here = evening.copy(arena / "lists")
    office = here.open()
    began = time.monotonic()
    for number, (name, data, kind, count) in enumerate(texts(LINES, random)):
        reading = reader.read(name, data, kind)
        lines += count
        if reading and number % 7 == 0 and not reading.kind.needs_meeting:
            _bring_in(office, reading, reader, name)
    office.close()
    seconds = round(time.monotonic() - began, 1)
    results.put("fuzz_lines", lines=lines, **reader.told(), seconds=seconds)
    assert reader.wrong[:5] == []
    assert reader.became["read, with problems"] + reader.became["read"] > 0
    assert lines >= LINES


class _Enough(Exception):
    """Raised so that nothing of an import stays."""


def _bring_in(office, reading: Reading, reader, name):
    """Bring a list in as far as it goes, and let nothing of it stay."""
    try:
        with office.change() as db:
            imports.bring_in(db, reading, **WHO)
            raise _Enough
    except _Enough:
        reader.became["brought in"] += 1
    except Refusal:
        reader.became["not brought in"] += 1
    except Exception as error:  # noqa: BLE001 -- that is what is looked for
        reader.wrong.append(f"{name}, brought in: {error!r}")


# Spreadsheets

HOSTILE = {
    "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>',
    "xl/workbook.xml": "<workbook/>",
    "[Content_Types].xml": "",
    "../../outside.txt": "outside",
    "xl/vbaProject.bin": "macro",
}
CELLS = (
    '<c r="XFD1048576"><v>1</v></c>', '<c r="A0"><v>1</v></c>', '<c r="1A" t="s"><v>-1</v></c>',
    '<c r="A1" t="s"><v>999999999</v></c>', '<c r="A1" t="d"><v>9999-99-99</v></c>',
    '<c r="A1" t="n"><v>1e999</v></c>', '<c r="A1" s="99999"><v>3</v></c>', "<c><f>1+</f><v/></c>",
    '<c r="A1" t="e"><v>#N/A</v></c>', '<c r="A1"><v>-2958466</v></c>', '<c r="A1" t="b"><v>x</v></c>',
)  # fmt: skip


def books(count, random):
    """Yield (name, bytes): real workbooks of offices, with their parts spoilt or hostile."""
    known = [path.read_bytes() for path in sorted(DATA.glob("*.xlsx"))]
    for number in range(count):
        data, way = random.choice(known), number % 6
        if way == 0:
            data = spoilt(data, random)
        elif way < 5:
            data = rebuilt(data, way, random)
        else:
            data = (
                random.choice((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""))
                + (spoilt(data, random)[random.choice((0, 4, 8)) :])
            )
        yield f"{number}{random.choice(('.xlsx', '.xlsx', '.xls'))}", data


def rebuilt(data, way, random):
    """Return the workbook with one of its parts spoilt inside, odd cells, or something hostile."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", 8) as new:
        parts = {name: package.read(name) for name in package.namelist()}
        name = random.choice([one for one in parts if one.endswith(".xml")])
        sheets = [one for one in parts if "worksheets/" in one and one.endswith(".xml")]
        if way == 1:
            parts[name] = spoilt(parts[name], random)
        elif way == 2:
            sheet = random.choice(sheets)
            odd = "".join(random.sample(CELLS, 3)).encode()
            parts[sheet] = parts[sheet].replace(b"</row>", odd + b"</row>", random.randint(1, 40))
        elif way == 3:
            name, text = random.choice(list(HOSTILE.items()))
            parts[name] = text.encode()
        else:
            sheet = random.choice(sheets)
            row = b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 150 + b"</row>"
            many = row * random.choice((10, 400, 3_000))
            parts[sheet] = parts[sheet].replace(b"</sheetData>", many + b"</sheetData>")
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def test_two_thousand_spreadsheets_neither_crash_nor_stall(arena):
    random, reader = Random(SEED), Reader(arena)
    began = time.monotonic()
    count = 0
    for count, (name, data) in enumerate(books(BOOKS, random), 1):
        reader.read(name, data, KINDS[count % 3])
    seconds = round(time.monotonic() - began, 1)
    results.put("fuzz_books", books=count, **reader.told(), seconds=seconds)
    assert reader.wrong[:5] == []
    assert reader.became["refused"] > 0
    assert len(reader.became) > 1
    assert count >= BOOKS


# Teeth


def test_teeth_a_reader_that_lets_the_letters_fail_is_noticed(arena, monkeypatch):
    reader = Reader(arena)
    files = list(texts(20 * IN_ONE, Random(SEED)))
    monkeypatch.setattr(sheet_text, "decode", lambda data: (data.decode("utf-8"), "utf-8"))
    for name, data, kind, _lines in files:
        reader.read(name, data, kind)
    results.tooth("fuzz_letters", noticed=len(reader.wrong), of=len(files))


def test_teeth_a_reader_that_trusts_a_workbook_is_noticed(arena, monkeypatch):
    """The workbook read in the program itself, without the closed room and its limits."""
    from resources import sheet_child

    monkeypatch.setattr(
        spreadsheet,
        "_in_child",
        lambda path, form, _cancel: tuple(
            spreadsheet._sheet(facts) for facts in sheet_child.read(str(path), form)
        ),
    )
    reader = Reader(arena)
    for name, data in books(12, Random(SEED)):
        reader.read(name, data, SUPPORTERS)
    results.tooth("fuzz_open_room", noticed=len(reader.wrong), of=12)


def test_teeth_a_search_that_goes_back_and_forth_is_noticed(arena, monkeypatch):
    slow = sheet_text.delimiter
    monkeypatch.setattr(sys.modules[__name__], "SLOWEST", 0.3)

    def delimiter(text):
        until = time.process_time() + SLOWEST
        while time.process_time() < until:
            slow(text[:2_000])
        return slow(text)

    monkeypatch.setattr(sheet_text, "delimiter", delimiter)
    reader = Reader(arena)
    monkeypatch.setattr(results, "BUILD", arena)
    reader.read("one.csv", (DATA / "いきいきサポーター登録者.csv").read_bytes(), SUPPORTERS)
    monkeypatch.undo()
    results.tooth("fuzz_slow", noticed=len(reader.wrong), of=1)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_each_odd_cell_alone_is_read_or_asked_about(arena, odd):
    rows = sheet_text.read_text((DATA / "いきいきサポーター登録者.csv").read_bytes())[0]
    plain = [[str(cell or "") for cell in row] for row in rows[:4]]
    quoted = odd.replace('"', '""')
    wrong = []
    for place in range(len(plain[0])):
        lines = [[f'"{cell}"' for cell in row] for row in plain]
        lines[2][place] = f'"{quoted}"'
        reader = Reader(arena)
        text = "\n".join(",".join(row) for row in lines)
        reader.read("odd.csv", text.encode("utf-8-sig"), SUPPORTERS)
        wrong += reader.wrong
    assert wrong == []
