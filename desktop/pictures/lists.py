"""Pictures of bringing in a list: a small one with the faults that real lists have."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.intake.work import KINDS
from desktop.pictures.studio import Studio
from desktop.pictures.waiting import until
from desktop.town import residents
from resources.calendar import day_of
from sessions.intake import batches, redoing, undoing

_HEAD = (
    "整理番号", "氏名", "ﾌﾘｶﾞﾅ", "生年月日", "性別", "郵便番号", "住所", "電話番号",
    "修了年度", "期", "サポーター登録日", "活動教室", "備考",
)  # fmt: skip
_NEW = (
    ("雨宮　澄江", "ｱﾒﾐﾔ ｽﾐｴ", "S22.4.8", "女"),
    ("上條　隆夫", "ｶﾐｼﾞｮｳ ﾀｶｵ", "昭和64年1月9日", "男"),
    ("羽生　早苗", "", "S31/12/2", "女"),
    ("関　重男", "ｾｷ ｼｹﾞｵ", "S20.2.30", "男"),
    ("宮﨑　京子", "ﾐﾔｻﾞｷ ｷｮｳｺ", "1949年11月3日", "女"),
)
"""Good rows among a date that never was, a missing reading and an era that had ended."""


KNOWN = 6
"""The place of 髙橋 ハツヱ among the people of the town."""


def written(studio: Studio) -> Path:
    """Write a supporters' list as an office keeps it; one of its people is known already."""
    target = studio.room / f"いきいきサポーター登録者 {studio.letters}.csv"
    number = 900 + int(studio.letters or 0)
    known = residents.make(day_of(studio.clock()))[KNOWN].details
    born = known.birth
    assert born is not None
    twin = ("高橋　ハツエ", known.kana, f"{born:%Y/%m/%d}", "女")
    with target.open("w", encoding="cp932", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(_HEAD)
        for place, (name, kana, birth, sex) in enumerate((*_NEW, twin)):
            phone = known.phones[0][0] if place == len(_NEW) else f"0265-00-{3100 + place}"
            sheet.writerow(
                (number + place, name, kana, birth, sex, "396-0023", f"山寺{1200 + place}番地",
                 phone, "R8", "22期", "R8.9.10", "山寺教室", "")
            )  # fmt: skip
    return target


def pictures(studio: Studio) -> None:
    """Walk from choosing the file to what was brought in."""
    page: Any = studio.go("intake")
    page.begin()
    page.choosing.kind.set_value("supporters")
    page.choosing.take([written(studio)])
    studio.take_page("intake", page)
    page.go_on()
    until(lambda: page.step == "look")
    studio.take("intake-look")
    page.go_on()
    if page.step == "ask":
        studio.take("intake-same-person")
        while page.step == "ask" and page.work.waiting:
            page.pairing.answer("different")
        page.go_on()
    until(lambda: page.step == "done")
    studio.take("intake-done")
    page.begin()
    studio.take("intake-before")
    desk = studio.desk
    newest = desk.read(batches.imports)[0].id
    note: Any = {"at": desk.now() + timedelta(seconds=1), "by": desk.staff_id}
    desk.change(undoing.undo_import, newest, KINDS, **note)
    page.begin()
    page.history.table.point_at(newest)
    studio.take_page("intake-taken-back", page)
    studio.take_dialog("intake-again", page.history.again.click)
    studio.take_page("undo-import-again", studio.go("undo", "last"))
    note["at"] += timedelta(seconds=1)
    desk.change(redoing.redo_import, newest, KINDS, **note)
    studio.go("today")
