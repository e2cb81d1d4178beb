"""The start of the program beside an empty window of the same toolkit."""

import os
import subprocess
import sys
import time

from resources import keys
from resources.database import Office
from sessions import staff
from tests.benchmarks.side_by_side import ROOT, side_by_side
from tests.town import NOW, PASSPHRASE

ROUNDS = 7


def test_start(tmp_path):
    office, _recovery = Office.create(tmp_path / "office", PASSPHRASE)
    with office.change() as db:
        staff.enrol(db, "矢島　春菜", at=NOW)
    office.close()
    folder, key = str(office.folder), office.data_key.hex()
    homes = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def start(*words):
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.starts", *words],
            cwd=ROOT,
            env={**os.environ, **homes},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with process:
            said = process.stdout.readline().strip()
            seconds = time.perf_counter() - began
        return seconds if said == "painted" else float(said)

    def derive():
        began = time.perf_counter()
        keys.unlock_by_passphrase(office.folder, PASSPHRASE)
        return time.perf_counter() - began

    start("sign_in", folder)
    side_by_side(
        "Start",
        {
            "an empty PySide6 window, whole process": lambda: start("bare"),
            "the painted sign-in page, whole process": lambda: start("sign_in", folder),
            "from the key to the painted 今日": lambda: start("sign_in", folder, key),
            "key derivation (Argon2id), apart": derive,
        },
        rounds=ROUNDS,
        goal="sign-in <= 1.5, 今日 <= 3",
        note="files in the page cache; from the start of the process to the first painting",
    )
