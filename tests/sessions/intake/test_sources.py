"""What was said of a list's columns holds for the next list of the same source, and only there."""

import pytest

from programs.points.intake import VOLUNTEERS
from programs.supporters.intake import SUPPORTERS
from sessions import drafts
from sessions.intake import sources
from sessions.intake.mapping import Mapping
from tests.town import NOW


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("活動記録_まゆ玉_令和7年04月.xlsx", "活動記録_まゆ玉_令和8年01月_訂正版.xlsx"),
        ("名簿_最新_本当の最新.xls", "名簿.xls"),
        ("夕やけ_令和7年06月(1).csv", "夕やけ_令和7年06月.csv"),
        ("名簿 R7年度.xlsx", "名簿　Ｒ８年度 コピー.xlsx"),
    ],
)
def test_files_sent_again_have_one_source(one, other):
    assert sources.source_of([one]) == sources.source_of([other]) != ""
    assert sources.source_of([one, other]) == sources.source_of([one])


def test_files_of_others_have_another():
    assert sources.source_of(["活動記録_まゆ玉.xlsx"]) != sources.source_of(
        ["活動記録_夕やけ.xlsx"]
    )
    assert sources.source_of(["活動記録_まゆ玉.xlsx", "活動記録_夕やけ.xlsx"]) == ""


def test_letters_sheets_and_rows_hold_for_their_source_only(db):
    said = Mapping({"C": "kana", "お名前": "name"}, ("原本",), 4, 2025)
    sources.remember(db, VOLUNTEERS, "まゆ玉", said, at=NOW)
    assert sources.recall(db, VOLUNTEERS, "まゆ玉") == Mapping(
        {"お名前": "name", "C": "kana"}, ("原本",), 4, None
    )
    assert sources.recall(db, VOLUNTEERS, "夕やけ") == Mapping({"お名前": "name"})
    assert sources.recall(db, VOLUNTEERS, "") == Mapping({"お名前": "name"})
    assert sources.recall(db, SUPPORTERS, "まゆ玉") == Mapping()


def test_one_source_may_mean_something_else_by_the_same_word(db):
    sources.remember(db, VOLUNTEERS, "まゆ玉", Mapping({"番号": "number"}), at=NOW)
    sources.remember(db, VOLUNTEERS, "夕やけ", Mapping({"番号": "phone"}), at=NOW)
    assert sources.recall(db, VOLUNTEERS, "まゆ玉").columns == {"番号": "number"}
    assert sources.recall(db, VOLUNTEERS, "夕やけ").columns == {"番号": "phone"}


def test_what_the_first_form_remembered_is_still_known(db):
    drafts.keep(db, "mapping", VOLUNTEERS.name, {"お名前": "name"}, at=NOW, by="")
    assert sources.recall(db, VOLUNTEERS, "だれか").columns == {"お名前": "name"}
