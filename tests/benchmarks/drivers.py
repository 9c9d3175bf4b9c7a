"""Child processes of the start benchmarks: each prints one line at the moment that is measured, and ends.

Run as `python -m tests.benchmarks.drivers NAME`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any


def _reached() -> None:
    sys.stdout.write("reached\n")
    sys.stdout.flush()
    os._exit(0)


def bare_window(*, then_sqlmodel: bool = False) -> None:
    """A PySide6 window with nothing in it, as small as one can be written."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _import_sqlmodel if then_sqlmodel else _reached)

    application = QApplication([])
    window = Bare()
    window.resize(1200, 800)
    window.show()
    application.exec()


def _import_sqlmodel() -> None:
    import sqlmodel  # noqa: F401  what is measured is the import

    _reached()


def first_window() -> None:
    """The program until its first window has been painted."""

    def _stop_there(program: Any) -> None:
        program.window.first_painted.disconnect()
        program.window.first_painted.connect(_reached)

    _run_until_shown(_stop_there)


def first_question() -> None:
    """The program until the first question of a Sprint has been painted and can be answered."""
    _run_until_shown(lambda program: program.window.first_painted.connect(lambda: _start_sprint(program)))


def prepare() -> None:
    """Makes the bank and a player, so that the start measured is not the first one."""
    from quizapp.paths import Paths

    program = program_in(Paths.default().data)
    program.open_bank()
    program.window.lobby.add_player("Bench", 16)
    program.close_bank()
    _reached()


def program_in(data: Path) -> Any:
    """The program as `quizapp.app.main` builds it, not shown yet."""
    from quizapp import app
    from quizapp.paths import Paths
    from quizapp.ui.application import make_application

    return app.Program(Paths(data), make_application(["quizapp"]))


def _run_until_shown(then: Callable[[Any], None]) -> None:
    """The command `quizapp` itself, on this system's own data folder; `then` gets the program before it is shown."""
    from quizapp import __main__, app

    def _show(self: app.Program) -> None:
        then(self)
        original(self)

    original, app.Program.show = app.Program.show, _show
    __main__.main([])


def _start_sprint(program: Any) -> None:
    """What pressing Enter on home does, and the paint that follows."""
    from PySide6.QtCore import QTimer

    window = program.window
    window.start(window.lobby.last_settings())
    page = window._page("round")
    page.repaint()
    first = page._stage.answers.first_focus()
    can_be_given = first is not None and first.isVisible() and first.isEnabled()
    if not (can_be_given and page._play.round.can_answer):
        os._exit(1)  # an exception would be told in a window, which waits
    QTimer.singleShot(0, _reached)


if __name__ == "__main__":
    drivers = {
        "bare_window": bare_window,
        "bare_window_and_sqlmodel": partial(bare_window, then_sqlmodel=True),
        "first_window": first_window,
        "first_question": first_question,
        "prepare": prepare,
    }
    drivers[sys.argv[1]]()
