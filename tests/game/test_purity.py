"""The rules and the formats need no window, no bank and no network, and say what they give."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("game", "formats")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / "quizapp" / package).rglob("*.py"))
# A deck of Anki is a database, which is read from a temporary folder; nothing but it imports what opens it.
HEAVY = ("PySide6", "shiboken6", "sqlmodel", "sqlalchemy", "alembic", "sqlite3", "socket", "http", "ssl")


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) >= 15


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_loads_no_window_no_bank_and_no_network(package: str) -> None:
    names = [module_name(path) for path in MODULES if path.is_relative_to(ROOT / "quizapp" / package)]
    names = [name for name in names if name not in ("quizapp.formats.anki", "quizapp.formats.anki_collection")]
    program = f"import sys, {', '.join(names)}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    silent = [node.name for node in public if ast.get_docstring(node) is None]
    assert ast.get_docstring(tree), "a module opens with one sentence saying what lives there"
    assert silent == []
