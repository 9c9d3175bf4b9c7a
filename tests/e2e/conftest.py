"""The real program in a folder of its own, started again as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.paths import Paths

Start = Callable[[], Program]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the program under test."""
    return tmp_path / "data"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, data: Path) -> Iterator[Start]:
    """Starts the program on the data folder; one that runs is closed first, as at the end of the day."""
    running: list[Program] = []

    def _close() -> None:
        while running:
            program = running.pop()
            program.window.close()
            program.close_bank()
            program.window.deleteLater()

    def _start() -> Program:
        _close()
        program = Program(Paths(data), qapp)
        running.append(program)
        program.settings_file.change(motion="reduced")
        program.show()
        qtbot.waitExposed(program.window)
        program.window.activateWindow()
        qtbot.waitUntil(lambda: program.is_ready or program.has_failed, timeout=20_000)
        return program

    yield _start
    _close()
