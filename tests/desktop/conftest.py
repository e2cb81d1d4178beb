"""After each test its windows are gone: what the interpreter clears later, Qt no longer holds."""

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown():
    """Let Qt take apart the windows that were closed, from the top down, while they are whole."""
    left = yield
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return left
