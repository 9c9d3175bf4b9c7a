"""Runs every check in order and stops at the first that fails: `python -m tests [--bench] [--fast]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _tool(name: str) -> str:
    """The path of a command of this environment, whether or not it is activated."""
    suffix = ".exe" if os.name == "nt" else ""
    return str(Path(sysconfig.get_path("scripts")) / f"{name}{suffix}")


def _checks(fast: bool) -> list[tuple[str, list[str]]]:
    pytest = [sys.executable, "-m", "pytest", "-q"]
    return [
        ("ruff check", [_tool("ruff"), "check", "."]),
        ("ruff format", [_tool("ruff"), "format", "--check", "."]),
        ("pyright", [_tool("pyright"), "--pythonpath", sys.executable]),
        ("import-linter", [_tool("lint-imports"), "--no-cache"]),
        ("pytest", [*pytest, *(["--ignore=tests/ui", "--ignore=tests/e2e"] if fast else [])]),
    ]


def _run(name: str, command: list[str]) -> int:
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """Exit code 0 when every check passed; else 1, after naming the first that failed."""
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--bench", action="store_true", help="run the benchmarks instead, and print their ratios")
    parser.add_argument("--fast", action="store_true", help="leave out the tests that need windows")
    arguments = parser.parse_args()
    if importlib.util.find_spec("pytest") is None:
        print('The checks need the tools of development: pip install -e ".[dev]"')
        return 1
    if arguments.bench:
        return _run("benchmarks", [sys.executable, "-m", "tests.benchmarks"])
    for name, command in _checks(arguments.fast):
        if _run(name, command) != 0:
            print(f"\n{name} failed; the checks after it were not run.")
            return 1
    print("\nEvery check passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
