"""The list of いきいきサポーター as the city sends it."""

from programs.supporters import register
from resources.words import mark
from sessions.intake.kinds import NAMES, PERSON, Column, Form, Kind

SUPPORTERS = Kind(
    name="supporters",
    title=mark("list of supporters"),
    columns=(
        *(column for column in PERSON if column.guard),
        Column("completed_year", mark("year of completion"), Form.YEAR, "修了"),
        Column("term", mark("term of the course"), Form.TEXT, "^第?期(別|数)?$|^受講期|^養成期"),
        Column("number", mark("supporter number"), Form.NUMBER,
               "(整理|登録|サポーター|推進員|修了証|会員)(番号|No)|^番号$"),
        Column("registered", mark("registered on"), Form.DATE, "登録年月日|登録日|登録$"),
        Column("classroom", mark("class"), Form.TEXT, "教室|活動場所|活動先"),
        *(column for column in PERSON if not column.guard),
        *NAMES,
    ),
    programme="supporters",
    number_width=4,
    own=register.OWN,
    known=register.known,
    record=register.record,
    forget=register.forget,
)  # fmt: skip
