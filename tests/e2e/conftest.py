"""The real program in a folder of its own, started again as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.game.question import Pack
from quizapp.paths import Paths
from quizapp.play.clock import Clock
from quizapp.settings import SettingsFile
from quizapp.ui import theme
from tests.e2e import packs
from tests.e2e.reader import Reader
from tests.play.conftest import Time

Start = Callable[[], Program]
Begin = Callable[..., Program]
Look = tuple[str, tuple[int, int]]
"""A theme and the size of the window in pixels."""
LIGHT_SMALL: Look = ("light", (800, 600))
LIGHT: Look = ("light", (1200, 800))
LIGHT_LARGE: Look = ("light", (1920, 1080))
DARK_SMALL: Look = ("dark", (800, 600))
DARK: Look = ("dark", (1200, 800))
DARK_LARGE: Look = ("dark", (1920, 1080))


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
            # Now, while Python still knows all of it: later, garbage collected in between has crashed PySide.
            QApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete)

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


def standing(time: Time) -> Clock:
    """Clocks that stand; only the wall clock moves on by a millisecond each time, or nothing would be the latest."""

    def _utc_ms() -> int:
        time.utc_ms += 1
        return time.utc_ms

    return Clock(lambda: time.monotonic_ms, _utc_ms, lambda: time.today, lambda: time.slept_ms)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clocks of the program, which stand until the test moves them."""
    time = Time()
    monkeypatch.setattr("quizapp.play.Clock", lambda: standing(time))
    return time


@pytest.fixture
def begin(start: Start, data: Path, tmp_path: Path, clock: Time, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Starts the program with a small pack instead of the real one, in this look; its clocks stand."""

    def _begin(look: Look = LIGHT, *, pack: Pack | None = None, name: str = "Fox") -> Program:
        """At home, as `name`, who has seen everything; with an empty name, at the question who plays."""
        packs.ship(monkeypatch, packs.write(pack or packs.small_pack(), tmp_path / packs.PACK_ID))
        scheme, size = look
        SettingsFile(data / "settings.toml").change(theme=scheme)
        program = start()
        program.window.resize(*size)
        assert theme.is_dark() is (scheme == "dark")
        assert (program.window.width(), program.window.height()) == size
        reader = Reader(program.window)
        if name and reader.has("Who plays?"):
            reader.write("Who plays?", name)
            reader.press("I’ve seen it all")
            reader.press("Let’s run")
        return program

    return _begin
