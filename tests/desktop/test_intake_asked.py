"""What an import must ask, refuse, stop and save."""

import csv

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.intake.reporting import SHORT
from desktop.style.scale import scale
from sessions import person_rows
from sessions.intake import batches
from sessions.intake.problems import GRAVE, NOTES
from tests.desktop.gathering_town import answer
from tests.desktop.test_intake import LONG, choose, house, read, until
from tests.sessions.intake import office as files

__all__ = ["house", "until"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def odd(tmp_path):
    """A list whose headers say nothing, in a year nobody wrote down."""
    path = tmp_path / "なにかの一覧.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["あ", "い", "う", "え"])
        for number in range(1, 9):
            out.writerow(
                [
                    f"{number:04}",
                    f"有賀 太郎{number}",
                    "ありが たろう",
                    f"S{20 + number}.4.{number}",
                ]
            )
    return path


def test_what_cannot_be_guessed_is_asked_and_remembered(house, until, odd):
    _desk, _window, page = house
    choose(page, "volunteers", odd)
    seen = []

    def reply():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        for asked in dialog.asked:
            seen.append(asked.question.what)
            if asked.question.what == "header":
                asked.number.setValue(1)
            elif asked.question.what == "year":
                asked.choice.set_value("2026")
            elif asked.question.what == "field":
                asked.choice.set_value(
                    {"name": "B", "birth": "D", "number": "A"}[asked.question.field]
                )
            else:
                meant = {"A": "number", "B": "name", "C": "kana", "D": "birth"}
                asked.choice.set_value(meant[asked.question.column])
        dialog.go.click()

    clock = QTimer(page)  # a second round of questions may follow the first
    clock.timeout.connect(reply)
    clock.start(20)
    page.next.click()
    until(page, "look")
    assert "year" in seen
    clock.stop()
    assert [row.name for row in page.work.reading.rows][:2] == ["有賀　太郎1", "有賀　太郎2"]


def test_leaving_the_questions_leads_back_to_the_files(house, odd, qtbot):
    desk, _window, page = house
    choose(page, "volunteers", odd)
    left = []

    def leave(dialog):
        left.append(dialog.windowTitle())
        dialog.reject()

    answer(leave, tries=4000)
    page.next.click()
    qtbot.waitUntil(lambda: bool(left), timeout=LONG)
    qtbot.waitUntil(lambda: page.step == "choose", timeout=LONG)
    assert left == ["この列には 何が入っていますか"]
    assert desk.read(batches.imports) == []
    assert page.choosing.files == [odd]


# Files


def test_files_are_dropped_on_the_page(house):
    _desk, _window, page = house
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(files.VOLUNTEERS)), QUrl.fromLocalFile("/tmp/photo.jpg")])
    event = QDropEvent(
        QPointF(QPoint(20, 20)), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.choosing.place.dropEvent(event)
    assert page.choosing.files == [files.VOLUNTEERS]
    page.dropEvent(event)
    assert page.choosing.files == [files.VOLUNTEERS]  # each once
    page.choosing.rows[0].click()
    assert page.choosing.files == []
    assert not page.next.isEnabled()


def test_a_file_that_cannot_be_read_is_said_in_words(house, tmp_path, qtbot):
    desk, _window, page = house
    broken = tmp_path / "名簿.xlsx"
    broken.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    choose(page, "volunteers", broken)
    page.next.click()
    qtbot.waitUntil(lambda: page.step == "choose" and bool(page.said.text), timeout=LONG)
    assert "名簿.xlsx" in page.said.text
    assert desk.read(batches.imports) == []


def test_stopping_brings_nothing_in(house, until, qtbot):
    desk, _window, page = house
    read(page, until, "supporters", files.SUPPORTERS)
    page.bring_in()
    page.progress.stopped.emit()
    qtbot.waitUntil(lambda: page.step == "look", timeout=LONG)
    qtbot.waitUntil(lambda: page._task is None, timeout=LONG)
    assert page.said.text == "やめました。何も 取り込んでいません。"
    assert desk.read(person_rows.rows) == []
    assert desk.read(batches.imports) == []


# The report


def test_remarks_are_filtered_and_the_list_is_saved(house, until, tmp_path):
    _desk, _window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    report = page.reporting
    every = page.work.staged.problems
    report.part.choose("notes")
    assert {one.kind for one in report.shown()} <= set(NOTES)
    report.part.choose("grave")
    report.kind.set_value("invalid_birth")
    report.kind.chosen.emit("invalid_birth")
    wanted = [one for one in every if one.kind == "invalid_birth"]
    assert report.shown() == wanted
    report.write(tmp_path / "見る.csv")
    with (tmp_path / "見る.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["ファイル", "シート", "行", "列", "何が", "書いてあること", "どうするか"]
    assert [int(line[2]) for line in lines[1:]] == [one.row for one in wanted]
    report.write(tmp_path / "見る")
    import openpyxl

    sheet = openpyxl.load_workbook(tmp_path / "見る.xlsx").active
    assert sheet.max_row == len(wanted) + 1


def test_every_kind_of_problem_has_a_short_word():
    assert set(GRAVE) | set(NOTES) == set(SHORT)


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("size", [(1366, 696), (1024, 600)])
def test_every_step_fits_the_window(house, until, factor, size):
    _desk, window, page = house
    scale.set_factor(factor)
    window.resize(*size)

    def fits():
        QCoreApplication.processEvents()
        return page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()

    assert fits()
    read(page, until, "volunteers", files.VOLUNTEERS)
    assert fits()
    page.next.click()
    assert fits()
    QCoreApplication.processEvents()
    assert page.bar.minimumSizeHint().width() <= page.width()
