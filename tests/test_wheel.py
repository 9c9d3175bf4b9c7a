"""The built wheel, installed into an empty environment, opens and finds its questions."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import venv
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_WAIT_S = 120


def _scripts(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


@pytest.mark.timeout(900)
def test_the_wheel_opens_from_an_empty_environment(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "empty"
    venv.create(environment, with_pip=True)
    python = str(_scripts(environment) / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True, text=True)

    data = tmp_path / "data"
    command = [str(_scripts(environment) / "quizapp"), "--data-dir", str(data)]
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen(command, cwd=tmp_path, env=variables, stderr=subprocess.PIPE, text=True)
    try:
        assert _says_ready(data / "log" / "quizapp.log", program), program.communicate(timeout=10)[1]
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=60)
    with closing(sqlite3.connect(data / "bank.sqlite")) as bank:
        assert bank.execute("SELECT count(*) FROM question").fetchone()[0] >= 80


def _says_ready(log: Path, program: subprocess.Popen[str]) -> bool:
    for _ in range(_WAIT_S * 10):
        if log.exists() and "ready" in log.read_text(encoding="utf-8"):
            return True
        if program.poll() is not None:
            return False
        time.sleep(0.1)
    return False
