"""A child process that begins a round of one mode, answers a question, says what it asks next, and waits to be killed.

Arguments: the data folder, the folder of the pack that ships with the program, the mode.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import quizapp.play
from quizapp import app
from quizapp.paths import Paths
from quizapp.ui.application import make_application
from tests.e2e.conftest import standing
from tests.e2e.modes import begin_mode
from tests.e2e.quiz_player import KeyHands, Sight
from tests.play.conftest import Time


def main() -> None:
    """Plays until killed."""
    data, pack, mode = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    app.bundled_packs = lambda: [pack]
    time = Time()
    quizapp.play.Clock = lambda: standing(time)  # stands, see `begin` in conftest.py
    program = app.Program(Paths(data), make_application(["quizapp"]))
    program.settings_file.change(motion="reduced")
    program.show()
    while not program.is_ready:
        QApplication.processEvents()
    program.window.activateWindow()
    hands = KeyHands(program.window)
    hands.reader.write("Who plays?", "Fox")
    hands.reader.press("I’ve seen it all")
    hands.reader.press("Let’s run")
    begin_mode(hands, mode)
    if mode == "relay":
        hands.take_baton()
    hands.answer(True)
    hands.go_on()
    if mode == "relay":
        hands.take_baton()
    sight = Sight(hands.reader)
    print(json.dumps([sight.prompt(), sight.options(), sight.lefts()]), flush=True)
    while True:
        QApplication.processEvents()


if __name__ == "__main__":
    main()
