"""The README tells the truth: its pictures, files and commands are there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_picture_and_file_it_names_is_there() -> None:
    named = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert len(named) > 15
    assert [target for target in named if not (ROOT / target).exists()] == []


def test_ci_finds_the_line_that_sets_up_and_tests() -> None:
    lines = re.findall(r"^python3 -m venv \.venv && .*-m tests$", README, re.MULTILINE)
    assert lines == ['python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/python -m tests']
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_it_names_the_keys_that_the_help_names() -> None:
    for key in ("F1", "F2", "F3", "F4", "F8", "F9", "Enter", "Esc", "Alt+Up", "Alt+Down"):
        assert f"`{key}`" in README


def test_it_names_the_keys_of_the_editor_and_only_filters_there_are() -> None:
    from quizapp.game.search import parse
    from quizapp.ui.editor.editor_actions import action_words

    keys = [words.keys[0].replace("Return", "Enter") for words in action_words().values() if words.keys]
    assert [key for key in keys if f"`{key}`" not in README] == []
    table = README.partition("| search | finds |")[2].partition("\n\n")[0]
    searches = [code for row in table.splitlines() for code in re.findall(r"`([^`]+)`", row.partition(" | ")[0])]
    assert len(searches) > 20
    assert [search for search in searches if parse(search, date(2026, 11, 21)).problems] == []
