"""The frame of the command line: words to exit status, one document, common options."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.commands import line
from resources import migrations, words
from tests.town import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]


def process(*words, **surroundings):
    """Run the real program as somebody at a terminal does, without a screen."""
    env = {**os.environ, "INAKURASHI_PASSPHRASE": PASSPHRASE, **surroundings}
    env.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        cwd=ROOT, env=env, capture_output=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], False),
        (["--demo"], False),
        (["--data", "demo"], False),
        (["--data", "x", "--language", "ja"], False),
        (["--data=x"], False),
        (["--help"], True),
        (["-h"], True),
        (["people", "list"], True),
        (["--data", "x", "check"], True),
        (["--json", "check"], True),
        (["nonsense"], True),
    ],
)
def test_the_window_opens_unless_a_command_is_named(argv, expected):
    assert line.names_command(argv) is expected


def test_help_names_every_command_in_both_languages(capsys):
    for language in words.LANGUAGES:
        assert line.run(["--help", "--language", language]) == 0
        told = capsys.readouterr().out
        for command in line.COMMANDS:
            assert f"\n    {command} " in told
    assert line.COMMANDS[:3] == ("init", "demo", "import")


@pytest.mark.parametrize("command", line.COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert line.run([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"inakurashi {command}" in told
    assert "--data" in told


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["people"],
        ["people", "dance"],
        ["check", "--no-such-option"],
        ["check", "--on", "2026-02-30"],
        ["meeting", "create"],
        ["meeting", "create", "--date", "2026-06-01", "--from", "25:00"],
        ["--dat", "x", "check"],
        ["print", "newspaper", "--output", "x.pdf"],
    ],
)
def test_wrong_usage_ends_with_two_and_says_nothing_on_standard_output(argv, capsys):
    assert line.run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--help" in err


def test_common_options_stand_before_or_after_the_command(call, capsys):
    shared = ["--data", str(call.folder), "--json"]
    for argv in ([*shared, "check"], ["check", *shared], [shared[2], "check", *shared[:2]]):
        assert line.run(argv) == 0
        assert json.loads(capsys.readouterr().out)["sound"] is True
    for argv in (["people", "list", *shared], ["people", *shared, "list"]):
        assert line.run(argv) == 0
        assert json.loads(capsys.readouterr().out) == []


def test_a_wrong_or_missing_passphrase_is_refused(call, monkeypatch, tmp_path):
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", "not this one")
    assert "passphrase" in call.refused("check")
    monkeypatch.delenv("INAKURASHI_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", None)
    assert call.refused("check") == "The passphrase is missing."
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\r\nsecond line\n", "utf-8")
    assert call("check", "--passphrase-file", file)["sound"]
    assert call.refused("check", "--passphrase-file", tmp_path / "none")


def test_no_office_and_no_server(call, tmp_path):
    call.folder = tmp_path / "nowhere"
    assert "no office" in call.refused("check")
    assert not call.folder.exists()
    call.folder = "postgresql://desk@localhost/office"
    assert "server" in call.refused("people", "list")


def test_who_did_it_is_recorded_and_strangers_are_refused(call):
    call("meeting", "create", "--date", "2026-06-01", "--as", "唐澤みどり")
    call("meeting", "create", "--date", "2026-06-02", "--as", "唐")
    assert (
        "nobody"
        in call.refused(
            "meeting", "create", "--date", "2026-06-03", "--as", "somebody else"
        ).lower()
    )


def test_a_bug_ends_with_seventy_and_a_report_without_names(call, monkeypatch):
    from sessions import finding

    def broken(_db, text, **_options):
        raise ValueError(f"{text} cannot be found")

    monkeypatch.setattr(finding, "find", broken)
    status, out = call.raw("people", "search", "髙橋ハツヱ", "--json")
    assert status == line.BUG == 70
    report = Path(json.loads(out)["failure"])
    assert str(report) in call.err
    told = report.read_text("utf-8")
    assert "ValueError" in told
    assert "髙橋" not in told + call.err
    assert report.is_relative_to(call.folder)


def test_stopping_undoes_and_says_so(call, monkeypatch):
    from sessions import meetings

    planned = meetings.plan

    def stopped(*args, **kwargs):
        planned(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(meetings, "plan", stopped)
    status, out = call.raw("meeting", "create", "--date", "2026-06-01", "--json")
    assert (status, out) == (line.STOPPED, "")
    monkeypatch.undo()
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", PASSPHRASE)
    assert call("meeting", "list") == []


def test_lines_for_people_keep_one_row_in_one_line():
    from desktop.commands.showing import lines

    rows = [{"name": "a\nb\tc", "left": None}, {"name": "d", "numbers": ["1", "2"]}]
    assert list(lines(rows)) == ["name\tleft\tnumbers", "a b c\t\t", "d\t\t1, 2"]
    assert list(lines({"sound": True, "counts": {"person": 3}})) == [
        "sound: yes", "counts:", "  person: 3"]  # fmt: skip


def test_the_real_program_speaks_utf8_and_ends_with_its_status(tmp_path):
    folder = tmp_path / "伊那"
    # What a pipe on Windows would be opened with.
    facts = {"XDG_CONFIG_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    made = process("init", "--data", folder, "--json", **facts)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout.decode("utf-8")) == {
        "data": str(folder),
        "schema": migrations.HEAD,
    }
    assert "復旧" in made.stderr.decode("utf-8")
    again = process("init", "--data", folder, "--json", **facts)
    assert again.returncode == 1
    assert json.loads(again.stdout)["refused"]["what"] in again.stderr.decode("utf-8")
    wrong = process("people", "dance", **facts)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert process("--help", **facts).returncode == 0
    checked = process("check", "--json", "--data", folder, **facts)
    assert json.loads(checked.stdout)["counts"]["staff"] == 1


def test_explaining_loads_nothing_heavy():
    code = (
        "import sys; from desktop.commands import line; line.run(['--help']);"
        "heavy = {'sqlalchemy', 'sqlmodel', 'PySide6', 'reportlab', 'sqlcipher3', 'pydantic'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_a_reader_who_has_heard_enough_is_no_bug(call):
    call("demo")
    env = {**os.environ, "INAKURASHI_PASSPHRASE": PASSPHRASE}
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "people", "list", "--data", str(call.folder)],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        running.stdout.read(10)
        running.stdout.close()
        assert running.wait(timeout=60) == line.PIPE_CLOSED
        assert running.stderr.read() == b""
    assert not (call.folder / "failures").exists()


def test_a_passphrase_typed_for_a_new_office_is_asked_for_twice(call, monkeypatch, tmp_path):
    monkeypatch.delenv("INAKURASHI_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    typed = iter([PASSPHRASE, "みはらしの 丘", PASSPHRASE, PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr("getpass.getpass", lambda _what, **_to: next(typed))
    call.folder = tmp_path / "typed"
    assert call.refused("init") == "The two passphrases are not the same."
    assert not call.folder.exists()
    call("init")
    assert call("check")["sound"]
    assert list(typed) == []
