"""What the tests of the command line share: an office at hand and a caller that reads JSON."""

import json
from pathlib import Path

import pytest

from desktop.commands import line
from tests.town import PASSPHRASE

DATA = Path(__file__).resolve().parents[2] / "data"
VOLUNTEERS = DATA / "ボランティア登録者名簿_令和7年度.xlsx"
SUPPORTERS = DATA / "いきいきサポーター登録者.csv"
APPLICANTS = DATA / "いなくらし会議_参加申込.csv"


class Caller:
    """Calls the command line in this process, always at one office and on one day."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self._capsys = capsys
        self.err = ""

    def raw(self, *words, on="2026-05-19"):
        """Return (status, standard output); messages are in `err`."""
        common = ["--data", str(self.folder), "--on", on, "--language", "en"]
        status = line.run([*common, *map(str, words)])
        out, self.err = self._capsys.readouterr()
        return status, out

    def __call__(self, *words, on="2026-05-19"):
        """Return the answer of a command that must be done."""
        status, out = self.raw(*words, "--json", on=on)
        assert status == 0, self.err
        return json.loads(out)

    def refused(self, *words, on="2026-05-19"):
        """Return what a command that must be refused says."""
        status, out = self.raw(*words, "--json", on=on)
        assert status == 1, (out, self.err)
        refused = json.loads(out)["refused"]
        assert refused["what"] in self.err
        assert refused["advice"] in self.err
        return refused["what"]


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch, tmp_path):
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def call(new_office, capsys):
    """Return a caller at a fresh office that knows its bodies but nobody yet."""
    from sessions import bodies, staff
    from tests.town import NOW

    office = new_office("office")
    with office.change() as db:
        by = staff.enrol(db, "唐澤　みどり", kana="からさわ　みどり", initials="唐", at=NOW)
        bodies.seed(db, at=NOW, by=by)
    office.close()
    where = office.address.kept() if office.on_server else office.folder
    return Caller(where, capsys)
