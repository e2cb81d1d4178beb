"""The first window is painted before anything heavy is there, and the house holds together."""

import os
import subprocess
import sys

import pytest

from desktop import assembly, navigation
from resources import cipher
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.house.tree import ROOT

FIRST_WINDOW = """
import sys
from pathlib import Path
from desktop.assembly import House, application
app = application()
house = House(Path(sys.argv[1]))
seen = []
heavy = ("sqlalchemy", "sqlmodel", "sqlcipher3", "alembic", "reportlab", "openpyxl", "babel")
look = lambda: seen.append([name for name in sys.modules if name.startswith(heavy)])
house.open()
house.way_in.frame.painted.connect(look)
while not seen:
    app.processEvents()
print(house.way_in.frame.panels.currentWidget().__class__.__name__, seen[0])
house.way_in.wait_until_warm()
house.leave()
"""


@pytest.mark.parametrize(("there", "panel"), [(True, "SignIn"), (False, "FirstStart")])
def test_the_first_window_is_painted_before_the_database_is_imported(tmp_path, there, panel):
    place = tmp_path / "office"
    place.mkdir()
    if there:
        (place / cipher.FILE_NAME).touch()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(place)],
        cwd=ROOT,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == f"{panel} []", done.stderr


def test_every_place_of_the_navigation_has_its_page():
    assert set(assembly.PAGES) == {place.name for place in navigation.PLACES}


def test_what_the_window_is_started_with():
    asked = assembly.parse(["--data", "/somewhere", "--demo", "--language", "en"])
    assert (str(asked.data), asked.demo, asked.language) == ("/somewhere", True, "en")


def test_a_refusal_and_a_mistake_from_another_thread_reach_the_screen(qtbot, tmp_path):
    import threading

    from desktop import failures
    from resources.refusals import Refusal

    def wrong():
        raise ValueError("唐澤　みどり")

    def no():
        raise Refusal("いけません。", "こうしてください。")

    bell = assembly.guard(tmp_path)
    try:
        for work in (wrong, no):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: len(bell.open) == 2)
        bug, refusal = bell.open
        assert bug.windowTitle() == "思わぬことが おきました"
        report = next((tmp_path / failures.FOLDER).glob("*.txt"))
        words = [one.text() for one in bug.findChildren(assembly_label())]
        assert any(str(report) in text for text in words)
        assert not any("Traceback" in text or "唐澤" in text for text in words)
        assert refusal.windowTitle() == "いけません。"
        assert not bug.isModal()
    finally:
        failures.uninstall()
        for one in bell.open:
            one.close()


def assembly_label():
    from desktop.parts.label import Label

    return Label
