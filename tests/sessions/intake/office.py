"""What the office's own files must give, read from expected.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
VOLUNTEERS = DATA / "ボランティア登録者名簿_令和7年度.xlsx"
SUPPORTERS = DATA / "いきいきサポーター登録者.csv"
APPLICANTS = DATA / "いなくらし会議_参加申込.csv"
KINDS_TO_REPORT = {
    "formula_like_text", "missing_kana", "resubmitted", "ambiguous_birth", "duplicate_number",
    "duplicate_person", "invalid_birth", "missing_birth", "missing_insurance", "pua_character",
    "under_age",
}  # fmt: skip


@cache
def expected() -> dict[str, Any]:
    return json.loads((DATA / "expected.json").read_text("utf-8"))


def hiragana(text: str) -> str:
    """Compare readings as the rules say: without blanks, in one script."""
    import unicodedata

    wide = unicodedata.normalize("NFKC", "".join((text or "").split()))
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in wide)


def people_of(path: Path) -> dict[int, dict[str, Any]]:
    """Return {row: person} for one file."""
    return {
        source[2]: person
        for person in expected()["people"]
        for source in person["sources"]
        if source[0] == path.name
    }


def problems_of(path: Path, *, but: set[str] = frozenset()) -> set[tuple[int, str]]:
    return {
        (line["row"], line["kind"])
        for line in expected()["problem_rows"]
        if line["file"] == path.name and line["kind"] not in but
    }
