"""What can be brought in: the columns a kind of list may have, and how they are called."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from resources.words import mark

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sessions.intake.rows import Row


class Form(StrEnum):
    """What the cells of a column look like."""

    SERIAL = "serial"  # counts the lines, means nothing
    NUMBER = "number"
    NAME = "name"
    KANA = "kana"
    BIRTH = "birth"
    DATE = "date"
    YEAR = "year"  # a fiscal year
    SEX = "sex"
    ZIP = "zip"
    PHONE = "phone"
    TEXT = "text"
    IGNORED = "ignored"  # computed by the sheet itself, such as the age


@dataclass(frozen=True)
class Column:
    """A field of a list, and the pattern by which its header is known."""

    field: str
    label: str  # an English sentence part, in the catalogue
    form: Form
    pattern: str  # searched in the header without blanks, after NFKC
    guard: bool = False  # wins even where a part of the header alone means something else
    needed: bool = False  # a list without it cannot be brought in
    many: bool = False  # several columns may hold it


# Order matters: the first pattern that is found decides.
PERSON: tuple[Column, ...] = (
    Column(
        "emergency",
        mark("emergency contact"),
        Form.TEXT,
        "緊急|保護者|家族|代理|身元",
        guard=True,
        many=True,
    ),
    Column(
        "old_number", mark("former number"), Form.TEXT, "旧.*(番号|No)|旧番|前年度?番号", guard=True
    ),
    Column("former_name", mark("former name"), Form.TEXT, "旧姓|旧氏", guard=True),
    Column("serial", mark("line number"), Form.SERIAL, r"^(No\.?|№|項番|連番|通番|行|#|番|順)$"),
    Column(
        "family_kana",
        mark("family name in kana"),
        Form.KANA,
        r"^(ふりがな|フリガナ|カナ|かな|よみ|読み).?(セイ|せい|姓|氏).?$|^(セイ|せい)$"
        r"|^(姓|氏)(ふりがな|フリガナ|カナ|かな|よみ|読み)$|^(姓|氏)[((](ふりがな|フリガナ|カナ|かな|よみ|読み)[))]$",
    ),
    Column(
        "given_kana",
        mark("given name in kana"),
        Form.KANA,
        r"^(ふりがな|フリガナ|カナ|かな|よみ|読み).?(メイ|めい|名).?$|^(メイ|めい)$"
        r"|^名(ふりがな|フリガナ|カナ|かな|よみ|読み)$|^名[((](ふりがな|フリガナ|カナ|かな|よみ|読み)[))]$",
    ),
    Column("alias", mark("name in use"), Form.TEXT, "通称|通名|呼び名|呼称"),
    Column(
        "latin", mark("name in Latin letters"), Form.TEXT, "ローマ字|英字|英語名|アルファベット"
    ),
    Column(
        "kana", mark("furigana"), Form.KANA, "ふりがな|フリガナ|振り?仮名|カナ|かな|よみ|ヨミ|読み"
    ),
    Column("birth", mark("birth date"), Form.BIRTH, "生年月日|誕生|生まれ|^生年$|生年月"),
    Column("age", mark("age"), Form.IGNORED, "年齢|^満?年令|^歳$|^満$"),
    Column("sex", mark("sex"), Form.SEX, "性別|^男.?女|^性$"),
    Column("zip", mark("postcode"), Form.ZIP, "郵便|^〒"),
    Column("email", mark("e-mail"), Form.TEXT, "メール|(?i:e-?mail)"),
    Column("fax", mark("fax"), Form.TEXT, "(?i:fax)|ファックス|ファクス"),
    Column("district", mark("district"), Form.TEXT, "地区|自治会|^区$|^町内"),
    Column("address", mark("address"), Form.TEXT, "住所|所在|居所|居住地", many=True),
    Column(
        "phone",
        mark("telephone"),
        Form.PHONE,
        r"電話|(?i:tel)|携帯|連絡先|^自宅$|でんわ",
        many=True,
    ),
    Column(
        "affiliation",
        mark("affiliation"),
        Form.TEXT,
        "所属|勤務先|職場|会社名|団体名|機関名|^(団体|会社)$",
    ),
    Column("language", mark("language"), Form.TEXT, "言語|ことば|国語"),
)
NAMES: tuple[Column, ...] = (
    Column(
        "family",
        mark("family name"),
        Form.NAME,
        r"^(氏名|名前|お名前)?[(_・/]?(姓|氏|苗字|名字)[(]?(漢字)?[)]?$",
    ),
    Column(
        "given",
        mark("given name"),
        Form.NAME,
        r"^(氏名|名前|お名前)[(_・/]?名[(]?(漢字)?[)]?$|^名[(]?(漢字)?[)]?$",
    ),
    Column(
        "name",
        mark("name"),
        Form.NAME,
        "氏名|名前|姓名|なまえ|ナマエ|^ボランティア名$|^登録者名?$|^利用者名?$",
        needed=True,
    ),
    Column("note", mark("note"), Form.TEXT, "備考|摘要|メモ|特記|注記|その他", many=True),
)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of list: its columns, and what its programme does with a row.

    check    looks at a read row and returns (field, problem, text) of what it finds; it is told
             the fiscal year and the fields the list has columns for.
    known    returns what the programme already holds: {person id: values as in `Row.own`}.
    record   stores the programme's values of rows that have found their person.
    """

    name: str  # the word of the command line
    title: str  # an English sentence part, in the catalogue
    columns: tuple[Column, ...]
    programme: str = ""
    number_width: int = 0  # registration numbers are filled with zeros up to here
    yearly: bool = False  # the list belongs to one fiscal year
    needs_meeting: bool = False
    own: tuple[str, ...] = ()  # fields that belong to the programme, not to the person
    check: "Callable[[Row, int | None, set[str]], list[tuple[str, str, str]]]" = (
        lambda _row, _year, _fields: []
    )
    known: "Callable[[Session, int | None], dict[str, dict[str, Any]]]" = lambda _db, _year: {}
    record: "Callable[..., None] | None" = None
    forget: "Callable[[Session, str], None] | None" = None

    def column(self, field: str) -> Column | None:
        """Return the column of `field`, or None where this kind has none."""
        return next((known for known in self.columns if known.field == field), None)

    def classify(self, header: str) -> Column | None:
        """Return the column a blank-free header speaks of, or None."""
        if not header or len(header) > 30:
            return None
        for known in self.columns:
            if re.search(known.pattern, header):
                return known
        return None
