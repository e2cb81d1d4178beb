"""白紙の様式: every form to be filled in by hand is reached from one place and comes out blank."""

import pytest

from desktop.desk import Task
from desktop.points.blank_forms import BlankForms
from programs.points import host_codes
from tests.desktop.gathering_town import answer
from tests.desktop.points_town import begin
from tests.papers.reading import codes_in, pictures_of, text_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def drawn(job):
    return job.draw(job.options, Task()).pdf


def test_every_blank_form_is_drawn_with_nobody_on_it(house, tmp_path):
    desk, window = house
    begin(desk)
    dialog = BlankForms(desk, parent=window)
    assert len(dialog.table.shown()) == 10
    for one in dialog.table.shown():
        dialog.table.point_at(one.key)
        assert dialog.host.isEnabled() is one.of_host
        job = dialog.job()
        pdf = drawn(job)
        words = text_of(pdf, tmp_path)
        assert "春日" not in words
        assert "かわせみ" not in words
    assert len(codes_in(pictures_of(pdf, tmp_path)[0])) == 10  # the cards came last
    dialog.deleteLater()


def test_the_sheet_of_a_host_has_its_name_and_code_and_is_reached_from_three_pages(house, tmp_path):
    desk, window = house
    (host, _other), _people = begin(desk)
    asked = []

    def look(dialog):
        asked.append((dialog.table.current().key, dialog.host.value()))
        dialog.go.click()

    for place, press in (
        (("points_host", host), lambda page: page.blank.click()),
        (("points_hosts",), lambda page: page.blank.click()),
        (("print",), lambda page: page._blank_forms()),
        (("points_registration",), lambda page: page.card.buttons["blank_form"].click()),
    ):
        window.go(*place)
        answer(look)
        press(window.shown)
        assert window.shown.name == "preview"
    assert asked == [
        ("sheet", host), ("host_application", ""), ("registration", ""), ("registration", ""),
    ]  # fmt: skip
    dialog = BlankForms(desk, key="sheet", host_id=host, parent=window)
    pdf = drawn(dialog.job())
    assert "宅老所かわせみ" in text_of(pdf, tmp_path).replace(" ", "")
    assert codes_in(pictures_of(pdf, tmp_path)[0]) == {host_codes.code_of(host)}
    dialog.deleteLater()
