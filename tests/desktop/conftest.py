"""After each test its windows are gone: what the interpreter clears later, Qt no longer holds."""

from datetime import timedelta
from itertools import count

import pytest

from tests.town import NOW


@pytest.fixture
def house(office, qtbot):
    """A desk and its window, whose clock goes on a second with each look at it."""
    from desktop.style.scale import scale
    from tests.desktop.gathering_town import standing

    seconds = count()
    with standing(office, qtbot, clock=lambda: NOW + timedelta(seconds=next(seconds))) as both:
        yield both
    scale.set_factor(1.0)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown():
    """Let Qt take apart the windows that were closed, from the top down, while they are whole."""
    left = yield
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return left
