"""Starting the program where something is missing ends in a sentence and exit code 2, never in an abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _run(code: str, *, platform: str | None = "offscreen", **environment: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    base = {key: value for key, value in os.environ.items() if key not in hidden}
    if platform is not None:
        base["QT_QPA_PLATFORM"] = platform
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=ROOT, env=base | environment, capture_output=True, text=True, timeout=120, check=False
    )


def _main(data: Path) -> str:
    return f"import sys; from quizapp.__main__ import main; sys.exit(main(['--data-dir', {str(data)!r}]))"


def test_without_a_screen_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    ended = _run(_main(tmp_path), platform=None)
    assert ended.returncode == 2
    assert "there is no screen" in ended.stderr
    assert "apt install" in ended.stderr


def test_with_a_screen_that_does_not_answer_it_is_the_same(tmp_path: Path) -> None:
    ended = _run(_main(tmp_path), platform="xcb", DISPLAY=":987")
    assert ended.returncode == 2
    assert "there is no screen" in ended.stderr


def test_a_missing_qt_library_is_named(tmp_path: Path) -> None:
    broken = (
        "import sys, importlib.abc\n"
        "class Broken(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'PySide6.QtGui':\n"
        "            raise ImportError('libEGL.so.1: cannot open shared object file')\n"
        "sys.meta_path.insert(0, Broken())\n"
    )
    ended = _run(broken + _main(tmp_path))
    assert ended.returncode == 2
    assert "libEGL.so.1" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_importing_the_package_costs_nothing() -> None:
    ended = _run("import sys; before = set(sys.modules); import quizapp; print(len(set(sys.modules) - before))")
    assert int(ended.stdout) <= 3


def test_commands_without_a_window_never_load_qt_or_sql() -> None:
    code = (
        "import sys; from quizapp.__main__ import main; main(['check', 'questions/run-on'])\n"
        "print([name for name in ('PySide6', 'sqlmodel', 'sqlalchemy') if name in sys.modules])"
    )
    assert _run(code).stdout.splitlines()[-1] == "[]"


def test_the_window_is_painted_before_sqlmodel_is_imported(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from quizapp import app; from quizapp.paths import Paths\n"
        "from quizapp.ui.application import make_application\n"
        f"program = app.Program(Paths(Path({str(tmp_path)!r})), make_application(['quizapp']))\n"
        "program.window.first_painted.disconnect()\n"
        "def painted(): print('sqlmodel' in sys.modules, flush=True); os._exit(0)\n"
        "program.window.first_painted.connect(painted)\n"
        "program.show(); program._application.exec()"
    )
    assert _run(code).stdout.strip() == "False"


def test_a_signal_can_be_emitted_thousands_of_times() -> None:
    """PySide6 6.12.0 aborts Python 3.11 after some hundred emits; the pin keeps that version away."""
    code = (
        "from PySide6.QtCore import QObject, Signal\n"
        "class Source(QObject):\n    sent = Signal(bool)\n"
        "source = Source()\n"
        "for _ in range(5000): source.sent.emit(True)\nprint('alive')"
    )
    assert _run(code).stdout.strip() == "alive"
