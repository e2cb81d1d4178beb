"""The office's own wording: fields checked with their line, versions kept, nothing else read."""

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import letter_fields, templates
from tests.sessions.hall import WHO


def write(
    db, letter="thanks", *, edition=0, body="{{氏名}} 様\n本文", subject="お礼", name="お礼状"
):
    return templates.write(
        db, letter, name=name, subject=subject, body=body, edition=edition, **WHO
    )


def test_every_letter_of_the_application_uses_known_fields_only():
    assert [one.letter for one in templates.shipped()] == [
        "invitation", "postponed", "cancelled", "thanks", "general",
    ]  # fmt: skip
    for one in templates.shipped():
        letter_fields.check(one.subject)
        letter_fields.check(one.body)


def test_a_field_is_filled_once_and_its_value_is_never_read_again():
    values = {"name": "{{住所}}", "address": "秘密", "meeting": "{0.__class__}%s\\1"}
    text = "{{氏名}}へ {{ 会議名 }} ｛｛氏名｝｝ {氏名} %(name)s"
    assert letter_fields.fill(text, values) == (
        "{{住所}}へ {0.__class__}%s\\1 {{住所}} {氏名} %(name)s"
    )


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("一行め\n{{なまえ}} 様", "2", "なまえ"),
        ("{{}}", "1", ""),
        ("あ\nい\n{{氏名}", "3", ""),
        ("氏名}} 様", "1", ""),
        ("{{氏名.__class__}}", "1", "氏名.__class__"),
    ],
)
def test_an_unknown_field_is_refused_with_its_line(text, line, word):
    with pytest.raises(Refusal) as refused:
        letter_fields.check(text)
    assert f"Line {line}" in refused.value.what
    assert word in refused.value.what


def test_a_new_wording_is_a_new_edition_and_the_old_one_stays(db):
    first = write(db)
    second = write(db, edition=1, body="{{氏名}} 様\nあたらしい本文")
    assert (first.edition, second.edition) == (1, 2)
    assert templates.show(db, "thanks").body.endswith("あたらしい本文")
    assert templates.show(db, "thanks", 1).body.endswith("\n本文")
    assert templates.show(db, "thanks", 0) == templates.shipped()[3]
    assert [one.edition for one, _at, _by in templates.editions(db, "thanks")] == [2, 1, 0]
    again = templates.put_back(db, "thanks", 0, **WHO)
    assert (again.edition, again.body) == (3, templates.shipped()[3].body)
    assert [line.act for line in journal.recent(db, object_id="thanks")] == ["word"] * 3


def test_the_second_desk_loses_nothing_and_the_same_wording_is_no_edition(db):
    kept = write(db)
    with pytest.raises(Refusal):
        write(db, edition=0, body="{{氏名}}")
    assert write(db, edition=1) == kept


@pytest.mark.parametrize("empty", ["name", "subject", "body"])
def test_a_letter_without_its_parts_is_refused(db, empty):
    with pytest.raises(Refusal):
        write(db, **{empty: " \n "})


def test_a_wording_with_an_unknown_field_is_not_kept(db):
    with pytest.raises(Refusal):
        write(db, subject="{{だれ}}へ")
    assert templates.show(db, "thanks").edition == 0


def test_the_office_makes_letters_of_its_own_and_takes_them_away(db):
    made = templates.copy(db, "general", name="敬老会のご案内", **WHO)
    assert [one.name for one in templates.listing(db)][-1] == "敬老会のご案内"
    assert made.ours
    templates.retire(db, made.letter, **WHO)
    assert made.letter not in {one.letter for one in templates.listing(db)}
    assert templates.show(db, made.letter, 1).name == "敬老会のご案内"
    with pytest.raises(Refusal):
        templates.retire(db, "general", **WHO)


def test_the_list_is_in_the_order_of_the_application_with_the_newest_words(db):
    write(db, name="お礼の手紙")
    assert [one.name for one in templates.listing(db)] == [
        "会議のご案内", "日程が変わるときのお知らせ", "中止のお知らせ", "お礼の手紙", "ふつうの手紙",
    ]  # fmt: skip
