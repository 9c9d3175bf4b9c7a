"""Run as `python -m tests.screenshots [DIR]`; writes to `resources/screenshots/` when no folder is named.

Fonts with Hangul must be installed. It takes some minutes: the program is played, not drawn.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from quizapp.app import Program
from quizapp.paths import Paths
from quizapp.ui.application import make_application
from tests.screenshots.camera import Camera
from tests.screenshots.player import Time
from tests.screenshots.tour import Tour

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "screenshots"


def _draw_the_same_every_time() -> None:
    counter = iter(range(1, 10_000))
    secrets.token_hex = lambda nbytes=None: f"{next(counter):010x}"


def _take_all(folder: Path) -> None:
    import quizapp.play

    folder.mkdir(parents=True, exist_ok=True)
    _draw_the_same_every_time()
    time = Time()
    quizapp.play.Clock = time.clock
    application = make_application(["quizapp"])
    with tempfile.TemporaryDirectory() as data:
        program = Program(Paths(Path(data)), application)
        program.settings_file.change(motion="reduced")
        program.window.first_painted.disconnect()
        program.window.show()
        program.open_bank()
        Tour(program, Camera(program, folder), time).run()
        program.window.close()
        program.close_bank()


if __name__ == "__main__":
    _take_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
