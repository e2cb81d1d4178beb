"""The command line says plainly what it cannot do at an office on a server."""

import pytest

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


def test_what_belongs_to_a_file_is_refused_with_what_to_do(call, tmp_path):
    assert "lies on a server" in call.refused("backup", "--to", tmp_path)
    assert "lies on a server" in call.refused("init")


def test_a_wrong_password_is_told(call, monkeypatch):
    monkeypatch.setenv("INAKURASHI_PASSPHRASE", "another password")
    assert "does not know this user" in call.refused("people", "list")


def test_the_examination_runs_at_an_office_on_a_server(call):
    found = call("check")
    assert (found["sound"], found["problems"]) == (True, [])
    assert found["counts"]["staff"] == 1
