"""Qt must not eat None: a release of its Python binding did, and ended the program after a while."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1_000


def test_a_thousand_void_calls_leave_none_as_it_was(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("")
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    # Others may take or drop a few; the fault dropped one with every call.
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
