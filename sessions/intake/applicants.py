"""The list of those who apply for a meeting: received, corrected by applying again, expected."""

from resources.words import mark
from sessions.intake.kinds import NAMES, PERSON, Column, Form, Kind

OWN = (
    "received_at", "affiliation", "field", "first_time", "wheelchair", "hearing", "with_whom",
    "apart_from",
)  # fmt: skip

_OTHERWISE = {"emergency", "birth", "age", "affiliation"}

APPLICANTS = Kind(
    name="applicants",
    title=mark("list of applicants"),
    columns=(
        Column("received_at", mark("received"), Form.TEXT,
               "受付日|受信日|申込日|申し込み日|送信日|タイムスタンプ|^日時$|^受付$"),
        Column("apart_from", mark("apart from"), Form.TEXT, "別の?(班|席|グループ)|離れ"),
        Column("with_whom", mark("together with"), Form.TEXT, "同じ(班|席|グループ)|一緒|隣"),
        Column("wheelchair", mark("wheelchair"), Form.TEXT, "車いす|車椅子|車イス"),
        Column("hearing", mark("hearing"), Form.TEXT, "聞こえ|聴こえ|手話|要約筆記|耳"),
        Column("first_time", mark("first time"), Form.TEXT, "初めて|はじめて|初参加|参加経験"),
        Column("affiliation", mark("affiliation"), Form.TEXT, "所属|団体|勤務先|職業|会社|機関名"),
        Column("field", mark("field"), Form.TEXT, "分野"),
        *(column for column in PERSON if column.field not in _OTHERWISE),
        Column("note", mark("comment"), Form.TEXT, "ひとこと|一言|ご意見|質問|コメント", many=True),
        *NAMES,
    ),
    needs_meeting=True,
    own=OWN,
)  # fmt: skip
