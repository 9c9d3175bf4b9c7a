"""What every test runs under: no screen, one scale, and property tests that find the same thing everywhere."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

# A shell has what it runs in the background ignore Ctrl-C, and so would the programs that tests start and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Derandomized, so that a fresh clone and the CI try the same examples; EXPLORE=1 looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", parent=settings.get_profile("same"), derandomize=False, max_examples=1_000)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "same")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """Qt’s application with the plurals users see; else they depend on whether an earlier test started the program."""
    from quizapp.ui.application import load_translation, paint_at_once

    paint_at_once()
    load_translation(qapp)
    yield qapp
    # Qt deletes what is on it when the process ends; what Python has put there needs Python for that.
    qapp.clipboard().clear()


@pytest.fixture(scope="module", autouse=True)
def no_window_left() -> Iterator[None]:
    """What a file of tests leaves open goes: with some thousand widgets about, each change of theme takes a second."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if isinstance(QApplication.instance(), QApplication):
        for widget in QApplication.topLevelWidgets():
            if widget.parent() is None:
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
