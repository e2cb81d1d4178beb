"""What the contents of a column say about it, whatever its header claims."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from resources.spreadsheet import Cell
from sessions.intake.kinds import Form
from sessions.intake.text import plain, text_of

SAMPLE = 200
ENOUGH = 0.6  # the share of cells that must look right
_ERA = "明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr]"
_DATE = re.compile(
    rf"(?:{_ERA})?(?:\d{{1,4}}|元)[年./\-]\d{{1,2}}[月./\-]\d{{1,2}}日?(?:\D.*)?"
    rf"|(?:{_ERA})\d{{6}}|[1-5]-\d{{1,2}}-\d{{1,2}}-\d{{1,2}}|(?:18|19|20)\d{{6}}"
)
_SERIAL_DAY = re.compile(r"[1-5]\d{4}")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・ゝゞヽヾ゙゚\-.,()]+")
_NAME = re.compile(r"[^\d@:/=+]*[^\W\d_][^\d@:/=+]*")
_IDEOGRAPH = re.compile(r"[々〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff]")
_NUMBER = re.compile(r"(?:No\.?|第)?[A-Za-z]{0,4}-?\d{1,10}(?:-\d{1,4})?号?")
_FISCAL = re.compile(rf"(?:{_ERA})?(?:\d{{1,4}}|元)(?:年度?)?")


def looks(form: Form, cell: Cell) -> bool:
    """Say whether one filled cell could be of `form`."""
    if form in {Form.BIRTH, Form.DATE}:
        return looks_like_date(cell)
    text = plain(text_of(cell))
    match form:
        case Form.KANA:
            return bool(_KANA.fullmatch(text))
        case Form.NAME:
            return bool(_NAME.fullmatch(text)) and len(text) <= 40
        case Form.NUMBER:
            return bool(_NUMBER.fullmatch(text))
        case Form.SEX:
            return text in {"男", "女", "男性", "女性", "M", "F", "m", "f", "その他", "-"}
        case Form.ZIP:
            return bool(re.fullmatch(r"〒?\d{3}-?\d{4}", _dashes(text)))
        case Form.PHONE:
            return 6 <= len(re.sub(r"\D", "", text)) <= 13 and not re.search(r"[年月]", text)
        case Form.YEAR:
            return bool(_FISCAL.fullmatch(text))
    return True


def _dashes(text: str) -> str:
    return re.sub(r"[‐‑‒–—―−ー]", "-", text)


def looks_like_date(cell: Cell) -> bool:
    """Say whether a cell could be a date, an Excel serial or a date in words."""
    if isinstance(cell, dt.date):
        return True
    text = _dashes(plain(text_of(cell)))
    return bool(_DATE.fullmatch(text) or _SERIAL_DAY.fullmatch(text))


def share(form: Form, cells: Sequence[Cell]) -> float:
    """Return how many of the filled cells look like `form`, from 0 to 1 (1 if none is)."""
    filled = _sample(cells)
    if not filled:
        return 1.0
    counts = Counter(filled)  # a column says few things again and again
    return sum(times for cell, times in counts.items() if looks(form, cell)) / len(filled)


def _sample(cells: Sequence[Cell]) -> list[Cell]:
    return list(islice((cell for cell in cells if text_of(cell)), SAMPLE))


def fits(form: Form, cells: Sequence[Cell]) -> bool:
    """Say whether a column whose header claims `form` holds it.

    Names must not be readings: a column of 氏名 in kana only, beside others, is doubtful.
    """
    if form in {Form.TEXT, Form.SERIAL, Form.IGNORED}:
        return True
    filled = _sample(cells)
    if len(filled) < 3:
        return True
    if form is Form.NAME and written_in_kana(filled) > 0.9:
        return False
    return share(form, filled) >= ENOUGH


def written_in_kana(cells: Sequence[Cell]) -> float:
    """Return the share of filled cells that are kana only."""
    return share(Form.KANA, cells)


def guess(cells: Sequence[Cell], birth_before: int) -> Form | None:
    """Return the form that the contents of an unnamed column speak for, if they are clear.

    `birth_before`: dates mostly before this year are birth dates.
    """
    filled = _sample(cells)
    if len(filled) < 2:
        return None
    for form in (Form.SEX, Form.ZIP, Form.KANA):
        if share(form, filled) >= 0.9:
            return form
    if share(Form.DATE, filled) >= 0.8:
        years = [year for cell in filled if (year := rough_year(cell))]
        old = sum(year < birth_before for year in years)
        return Form.BIRTH if years and old >= 0.8 * len(years) else Form.DATE
    if share(Form.PHONE, filled) >= 0.9 and any(
        len(re.sub(r"\D", "", text_of(cell))) >= 9 for cell in filled
    ):
        return Form.PHONE
    texts = [plain(text_of(cell)) for cell in filled]
    named = sum(bool(_NAME.fullmatch(text)) and 2 <= len(text) <= 8 for text in texts)
    kanji = sum(bool(_IDEOGRAPH.search(text)) for text in texts)
    distinct = len(set(texts)) / len(texts)
    if named >= 0.9 * len(texts) and kanji >= 0.8 * len(texts) and distinct > 0.8:
        return Form.NAME
    if share(Form.NUMBER, filled) == 1.0 and distinct > 0.95:
        return Form.NUMBER
    return None


def rough_year(cell: Cell) -> int | None:
    """Return about which year a date speaks of, good enough to tell births from registrations."""
    if isinstance(cell, dt.date):
        return cell.year
    text = _dashes(plain(text_of(cell)))
    if _SERIAL_DAY.fullmatch(text):
        return 1900 + int(text) * 100 // 36525
    if re.match(r"(?:18|19|20)\d\d", text):
        return int(text[:4])
    if found := re.match(r"([明大昭平令MTSHRmtshr1-5])\D*(\d\d?|元)", text):
        begin = {"明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018}
        begin |= {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
        begin |= {"1": 1867, "2": 1911, "3": 1925, "4": 1988, "5": 2018}
        number = 1 if found.group(2) == "元" else int(found.group(2))
        return begin[found.group(1).upper()] + number
    return None
