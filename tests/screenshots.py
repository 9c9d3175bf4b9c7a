"""Takes the pictures of the README: every page of the real program, in both themes and in a small window.

Run as `python -m tests.screenshots`; it writes to `resources/screenshots/`. Fonts with Hangul must be installed.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.app import Program
from quizapp.paths import Paths
from quizapp.ui.application import make_application
from tests.e2e.reader import Reader

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
SIZES = {"": (1200, 800), "small-": (800, 600)}
_CARDS = {"Quotes": "quotes", "OST lyrics": "lyrics", "Plot": "plot", "Cast": "cast"}


class Photographer:
    """Plays one Sprint in one theme and size, and takes a picture of whatever has not been seen yet."""

    def __init__(self, program: Program, suffix: str, folder: Path) -> None:
        self._program = program
        self._reader = Reader(program.window)
        self._suffix = suffix
        self._folder = folder
        self._taken: set[str] = set()

    def take(self, name: str) -> None:
        """One picture, once; what is being painted or moved is given the time to come to rest."""
        if name in self._taken:
            return
        self._taken.add(name)
        QTest.qWait(120)
        file = self._folder / f"{name}-{self._suffix}.png"
        self._program.window.grab().save(str(file))
        print(file.name)

    def first_start(self) -> None:
        self.take("first-start")
        self._reader.write("Who plays?", "BlueBird")
        self._reader.press("I’ve seen it all")
        self._reader.press("Let’s run")

    def sprint(self) -> None:
        """A round with a mistake or two, seen from home to the high scores."""
        self._reader.press("Start sprint")
        number = 0
        while not self._reader.has("Play again"):
            number += 1
            self._question(number)
        self.take("result")
        self._reader.press("Back to lanes")

    def _question(self, number: int) -> None:
        page: Any = self._program.window._page("round")
        drawn = page._play.round.current
        category = page._play.pack.category(drawn.question.category)
        self.take(f"round-{_CARDS[category.title]}" if category else "round")
        wanted = [option for option in drawn.shown() if option.is_key is not (number % 4 == 2)]
        chosen = wanted if drawn.question.kind == "multiple_choice" else wanted[:1]
        letters = [chr(ord("A") + drawn.options.index(option.index)) for option in chosen]
        for letter in letters:
            self._reader.press(f"{letter}. ")
        if self._reader.has("Confirm"):
            self._reader.press("Confirm")
        self.take("verdict-wrong" if number % 4 == 2 else "verdict-right")
        self._reader.press("Next")

    def around(self) -> None:
        """The pages beside the round, when there is something to show on them."""
        self.take("home")
        self._reader.press("Scores")
        self.take("scores")
        self._reader.press("Settings")
        self.take("settings")


def take_all(folder: Path) -> None:
    """Every picture, each theme and size with a fresh player."""
    application = make_application(["quizapp"])
    for theme in ("light", "dark"):
        for prefix, (width, height) in SIZES.items():
            counter = iter(range(1000))
            secrets.token_hex = lambda size=None, counter=counter: f"picture-{next(counter)}"
            with tempfile.TemporaryDirectory() as data:
                program = Program(Paths(Path(data)), application)
                program.settings_file.change(theme=theme, motion="reduced")
                program.window.theme_changed.emit()
                program.window.first_painted.disconnect()
                program.window.resize(width, height)
                program.window.show()
                program.open_bank()
                QApplication.processEvents()
                photographer = Photographer(program, f"{prefix}{theme}", folder)
                photographer.first_start()
                for _ in range(3):
                    photographer.sprint()
                photographer.around()
                program.window.close()
                program.close_bank()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    take_all(target)
