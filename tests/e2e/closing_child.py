"""A child process that starts the program as a user would, prints what can be seen in its window, and closes it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from quizapp import app
from tests.e2e.reader import Reader


class _ClosingProgram(app.Program):
    """Closes its window as soon as it is ready or has failed."""

    def show(self) -> None:
        super().show()
        self._timer = QTimer(self.window, interval=20)
        self._timer.timeout.connect(self._close_when_settled)
        self._timer.start()

    def _close_when_settled(self) -> None:
        if self.is_ready or self.has_failed:
            self._timer.stop()
            for name in Reader(self.window).names():
                print(name, flush=True)
            self.window.close()


if __name__ == "__main__":
    app.Program = _ClosingProgram
    sys.exit(app.main(Path(sys.argv[1])))
