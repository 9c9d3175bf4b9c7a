"""A child process that plays without end and says every verdict it has been shown; its parent kills it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from quizapp.app import Program
from quizapp.paths import Paths
from quizapp.ui.application import make_application
from tests.e2e.reader import Reader


def _say(text: str) -> None:
    print(text, flush=True)


def _play_a_round(reader: Reader, program: Program) -> None:
    reader.press("Start sprint")
    while not reader.has("Play again"):
        if reader.has("Skip") and reader.find("Skip").enabled:
            reader.press("Skip")
        reader.answer_somehow(last=True)
        score = next(name for name in reader.names() if name.startswith("Score "))
        _say(f"verdict {score.split()[1].replace(',', '')}")
        reader.press("Next")
    _say("finished")
    reader.press("Back to lanes")


def main() -> None:
    """Plays rounds for a player who has seen everything, until killed."""
    program = Program(Paths(Path(sys.argv[1])), make_application(["quizapp"]))
    program.settings_file.change(motion="reduced")
    program.show()
    while not program.is_ready:
        QApplication.processEvents()
    reader = Reader(program.window)
    if reader.has("Who plays?"):
        reader.write("Who plays?", "Kill")
        reader.press("I’ve seen it all")
        reader.press("Let’s run")
    while True:
        if reader.has("Give it up"):
            reader.press("Give it up")
            reader.press("Give it up")
        _play_a_round(reader, program)


if __name__ == "__main__":
    main()
