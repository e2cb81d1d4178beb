"""What holds for one paper only."""

from dataclasses import fields
from io import BytesIO

import pytest
from pypdf import PdfReader

from sessions.papers import (
    agenda_sheet,
    attendance_list,
    name_tags,
    notice,
    participation_certificate,
    recovery_sheet,
    sign_in_sheet,
)
from tests.papers import samples
from tests.papers.reading import pictures_of, text_of


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def test_a_thousand_tags_take_a_hundred_sheets_and_half_a_megabyte():
    people = [(f"{p[0]}{i}", p[1], p[2]) for i in range(91) for p in samples.PEOPLE][:999]
    content = samples.tags(people)
    pdf = name_tags.draw(content)
    assert pages(pdf) == name_tags.sheets(content) == 100
    assert len(pdf) <= 500_000


@pytest.mark.parametrize(("start", "sheets"), [(1, 1), (2, 2), (10, 2)])
def test_tags_begin_at_the_first_free_place(start, sheets, tmp_path):
    content = samples.tags(samples.PEOPLE[:9], start)
    pdf = name_tags.draw(content)
    assert pages(pdf) == sheets
    first = pictures_of(pdf, tmp_path, "-r", "50", "-gray")[0]
    used = first.crop(
        (int(16 / 25.4 * 50), int(13 / 25.4 * 50), int(100 / 25.4 * 50), int(64 / 25.4 * 50))
    )
    assert (used.getextrema() == (255, 255)) is (start != 1)


def test_a_place_that_is_not_on_the_sheet_is_refused():
    with pytest.raises(ValueError, match="11"):
        name_tags.Feed(start=11)


def test_a_tag_knows_neither_needs_nor_language():
    known = {field.name for field in fields(name_tags.NameTag)}
    assert known == {"name", "kana", "district", "code", "short_code", "group"}


def test_the_offset_moves_the_sheet(tmp_path):
    def darkest_column(offset):
        content = name_tags.NameTags("会", samples.tags([]).tags, name_tags.Feed(1, offset))
        page = pictures_of(name_tags.draw(content), tmp_path, "-r", "254", "-gray")[0]
        band = page.crop((760, 340, 1100, 570)).point(lambda shade: 255 if shade < 128 else 0)
        return band.getbbox()[0]

    assert darkest_column((1.5, 0)) - darkest_column((0, 0)) == pytest.approx(15, abs=1)


def test_the_sign_in_list_stands_in_the_order_of_the_syllables(tmp_path):
    content = samples.sign_in()
    text = text_of(sign_in_sheet.draw(content), tmp_path, layout=True)
    wanted = [
        "有賀", "埋橋", "春日", "Nguyễn", "﨑山", "João", "髙橋", "陈小红", "辻󠄀", "ﾊﾝｶｸ", "𠮷田",
    ]  # fmt: skip
    found = [text.index(name) for name in wanted]
    assert found == sorted(found)
    assert "1／1" in "".join(text.split())


def test_the_sign_in_list_has_five_blank_lines_on_each_sheet():
    assert [sign_in_sheet.page_count(n) for n in (0, 1, 15, 16, 30, 31)] == [1, 1, 1, 2, 2, 3]


def test_an_agenda_tells_the_minutes_in_all(tmp_path):
    content = agenda_sheet.AgendaSheet(
        "会",
        "日",
        "所",
        items=(agenda_sheet.Item("話", "人", 35), agenda_sheet.Item("発表", "班", 20)),
    )
    assert "55 min. in all" in text_of(agenda_sheet.draw(content), tmp_path)


def test_a_long_agenda_goes_on_overleaf(tmp_path):
    items = tuple(agenda_sheet.Item(f"話{i:02}", "人", 1) for i in range(60))
    pdf = agenda_sheet.draw(agenda_sheet.AgendaSheet("会", "日", "所", items=items, size=16))
    text = text_of(pdf, tmp_path)
    assert pages(pdf) > 2
    assert all(text.count(f"話{i:02}") == 1 for i in range(60))


def test_the_attendance_list_counts_heads_and_visits(tmp_path):
    content = attendance_list.AttendanceList(
        "会", "日", "所", samples.attendance().present, heads=11, visits=23, expected=12
    )
    text = " ".join(text_of(attendance_list.draw(content), tmp_path, layout=True).split())
    assert "Persons present 11 persons" in text
    assert "Attendances in all 23 persons" in text
    assert "Expected persons 12 persons" in text


def test_a_walk_in_counts_as_present_even_before_the_name_is_known(tmp_path):
    text = " ".join(
        text_of(attendance_list.draw(samples.attendance()), tmp_path, layout=True).split()
    )
    assert "Persons present 12 persons" in text
    assert "Expected, did not come (1 persons)" in text


def test_a_long_attendance_list_loses_nobody(tmp_path):
    people = [(f"名{i:03}", "な", "地") for i in range(130)]
    text = text_of(attendance_list.draw(samples.attendance(people)), tmp_path)
    assert all(text.count(f"名{i:03}") == 1 for i in range(130))


def test_a_certificate_says_when_the_seal_is_left_out(tmp_path):
    sealed = samples.certificate()
    bare = participation_certificate.ParticipationCertificate(
        sealed.number, sealed.name, sealed.text, sealed.date, "会長", "見本　太郎", sealed=False
    )
    left_out = "(official seal omitted)"
    assert left_out not in text_of(participation_certificate.draw(sealed), tmp_path)
    assert left_out in text_of(participation_certificate.draw(bare), tmp_path)


def test_a_mono_certificate_has_no_tint(tmp_path):
    content = samples.certificate()
    mono = participation_certificate.ParticipationCertificate(
        content.number, content.name, content.text, content.date, "会長", "名", colour=False
    )
    flat = ("-r", "50", "-aa", "no", "-aaVector", "no")
    black = pictures_of(participation_certificate.draw(mono), tmp_path, *flat)[0]
    coloured = pictures_of(participation_certificate.draw(content), tmp_path, *flat)[0]
    assert {colour for _, colour in black.getcolors()} == {(0, 0, 0), (255, 255, 255)}
    assert len(coloured.getcolors()) > 2


def test_the_recovery_key_can_be_typed_off_the_sheet(tmp_path):
    text = text_of(recovery_sheet.draw(samples.recovery()), tmp_path)
    joined = "".join(text.split())
    assert samples.recovery().key.replace("-", "") in joined
    assert "Never keep it together with the computer" in text


def test_a_cancelled_meeting_is_told_without_a_new_day(tmp_path):
    moved = samples.letter(samples.PEOPLE[:1])
    gone = notice.Notice(
        notice.Change.CANCELLED, "会", "2月4日", "所", "2月3日", "社協", "電話", moved.people
    )
    assert "3月4日（木）" in text_of(notice.draw(moved), tmp_path)
    text = text_of(notice.draw(gone), tmp_path)
    assert "does not take place" in text
    assert "New day" not in text


def test_only_the_address_stands_in_the_window_of_the_envelope(tmp_path):
    """x < 136, y < 75 mm: a folded sheet slides that far in its envelope."""
    content = samples.letter([])
    page = pictures_of(notice.draw(content), tmp_path, "-r", "50", "-gray")[0]
    window = page.crop(
        (int(25 / 25.4 * 50), int(52 / 25.4 * 50), int(136 / 25.4 * 50), int(75 / 25.4 * 50))
    )
    above = page.crop((int(112 / 25.4 * 50), 0, int(136 / 25.4 * 50), int(75 / 25.4 * 50)))
    assert window.getextrema() == above.getextrema() == (255, 255)
