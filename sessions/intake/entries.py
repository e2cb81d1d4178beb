"""A line as it is kept: its values as read, so that the next reading shows what changed."""

import hashlib
from datetime import date
from typing import Any

from resources.names import fold, variant_fold
from sessions.intake.rows import Row
from sessions.people import PersonDetails

FIELDS = (
    "name", "kana", "alias", "latin", "former_name", "birth", "birth_written", "sex", "zip",
    "address", "district", "email", "phones", "affiliation", "language",
    "note",
)  # fmt: skip
_LANGUAGES = {
    "日本語": "ja", "やさしい日本語": "ja-easy", "英語": "en", "ポルトガル語": "pt-BR",
    "中国語(簡体)": "zh-Hans", "中国語": "zh-Hans", "中国語(繁体)": "zh-Hant",
    "ベトナム語": "vi", "タガログ語": "tl", "フィリピン語": "tl", "スペイン語": "es",
    "韓国語": "ko", "タイ語": "th", "インドネシア語": "id", "ネパール語": "ne",
}  # fmt: skip


def language_code(written: str) -> str:
    """Return the code of a language as lists write it; ja where none is written."""
    from sessions.intake.text import plain

    word = plain(written)
    if not word:
        return "ja"
    return _LANGUAGES.get(word, word[:12].lower())


def details_of(row: Row) -> PersonDetails:
    """Return a line as an entry of the register, its reading as written."""
    return PersonDetails(
        name=row.name,
        kana=row.kana_written or row.kana,
        alias=row.alias,
        latin=row.latin,
        former_name=row.former_name,
        birth=row.birth,
        birth_written=row.birth_written,
        sex=row.sex,
        zip=row.zip,
        address=row.address,
        district=row.district,
        phones=row.phones,
        email=row.email,
        affiliation=row.affiliation,
        language=language_code(row.language),
        note=row.note,
    )


def entry_of(row: Row) -> dict[str, Any]:
    """Return the values of a line in a form JSON can carry and give back alike."""
    entry: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    entry["birth"] = row.birth and row.birth.isoformat()
    entry["phones"] = [list(phone) for phone in row.phones]
    entry["kana"] = row.kana_written or row.kana
    entry["number"] = row.number
    entry["own"] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.own.items()
    }
    return entry


def differences(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return {field: (before, now)} of what the list says otherwise than last time.

    Nothing is compared where the line was never read: the register's own words stand.
    """
    if before is None:
        return {}
    return {
        name: (before.get(name, ""), now[name])  # a field may be younger than the last reading
        for name in FIELDS
        if before.get(name, "") != now[name]
    }


def identity(row: Row) -> str:
    """Return a key by which a line without number is known again: name, reading, birth, phone."""
    facts = "\n".join(
        (
            variant_fold(row.name),
            fold(row.kana),
            row.birth.isoformat() if row.birth else row.birth_written,
            row.phones[0][1] if row.phones else "",
        )
    )
    return hashlib.sha256(facts.encode()).hexdigest()[:32]
