"""The real program in its own process, played from first start to high scores by what a screen reader has: AT-SPI."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PLAYER = Path(__file__).with_name("at_spi_player.py")
_SYSTEM_PYTHON = "/usr/bin/python3"


def _missing() -> str:
    """What this machine lacks for the test; "" when it has everything."""
    if sys.platform != "linux":
        return "AT-SPI is there on Linux only"
    for command in ("dbus-run-session", "Xvfb"):
        if shutil.which(command) is None:
            return f"{command} is not installed (apt install dbus xvfb)"
    if not any(Path(folder, "at-spi-bus-launcher").exists() for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        return "at-spi2-core is not installed"
    found = subprocess.run([_SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "the system's python3 has no pyatspi (apt install python3-pyatspi)"


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of its own, on a display that it finds itself."""
    reason = _missing()
    if reason:
        pytest.skip(reason)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as stream:
        number = stream.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


def test_a_screen_reader_can_play_a_sprint_into_the_high_scores(tmp_path: Path, display: str) -> None:
    program = f'"{sys.executable}" -m quizapp --data-dir "{tmp_path / "data"}"'
    # The bus and everything on it end with the session; the program is ended by its own process id.
    script = (
        f'{program} & program=$!; "{_SYSTEM_PYTHON}" "{_PLAYER}"; code=$?; kill $program; wait $program; exit $code'
    )
    unwanted = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted} | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONIOENCODING": "utf-8",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    with subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as session:
        try:
            said, _ = session.communicate(timeout=240)
        except subprocess.TimeoutExpired:
            os.killpg(session.pid, signal.SIGKILL)
            raise
    assert session.returncode == 0, said
    assert said.count("pressed Next") == 10, said
    assert said.splitlines()[-1] == "done" or "\ndone\n" in said, said
