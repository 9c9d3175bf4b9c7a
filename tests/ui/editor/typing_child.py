"""A child process that opens the editor alone, types into a new question without a pause, and prints what is saved."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer

from quizapp import app


class _TypingProgram(app.Program):
    """Types a word every few ms from when it is ready until it is killed."""

    def show(self) -> None:
        super().show()
        self._words = count(1)
        self._timer = QTimer(self.window, interval=25)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        if self._editor is None:
            return
        desk, number = self._editor._desk, next(self._words)
        if number == 1:
            self._editor.new_question()
            desk.saved.connect(self._tell)
            desk.created.connect(self._tell)
        desk.form.prompt.insert_plain(f"word{number} ")

    def _tell(self, uid: str) -> None:
        assert self._editor is not None
        print(f"{uid} {self._editor._desk.form.draft().prompt}", flush=True)


if __name__ == "__main__":
    app.Program = _TypingProgram
    sys.exit(app.main(Path(sys.argv[1]), editor_alone=True))
