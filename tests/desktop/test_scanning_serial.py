"""A scanner on a serial line, played by a pseudo-terminal."""

import os
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pty
import tty

from desktop.scanning.serial import SerialScanner

CODE = b"INA1ABCDEFGHJKMNPQRSTUVWX"


@pytest.fixture
def line(qtbot):
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    scanner = SerialScanner(os.ttyname(theirs))
    scans = []
    scanner.scanned.connect(scans.append)
    assert scanner.start()
    yield ours, scans, scanner
    scanner.stop()
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n", b""])
def test_one_line_is_one_scan(qtbot, line, end):
    write, scans, _ = line
    os.write(write, CODE + end)
    qtbot.waitUntil(lambda: scans == [CODE.decode()])


def test_pieces_become_one_code(qtbot, line):
    write, scans, _ = line
    os.write(write, CODE[:7])
    os.write(write, CODE[7:] + b"\r\n" + b"4901234567894\r\n")
    qtbot.waitUntil(lambda: len(scans) == 2)
    assert scans == [CODE.decode(), "4901234567894"]


def test_bytes_of_any_kind_do_no_harm(qtbot, line):
    write, scans, _ = line
    os.write(write, bytes(range(256)) + b"\n" + "参加券".encode("cp932") + b"\r\n")
    qtbot.waitUntil(lambda: scans[-1:] == ["参加券"])


def test_a_port_that_is_not_there_says_so(qtbot):
    scanner = SerialScanner("/nowhere/tty")
    present = []
    scanner.present.connect(present.append)
    assert not scanner.start()
    assert present
    assert not any(present)
    scanner.stop()
