"""`kill -9` while one types: all that was saved is there, and it is saved though nobody pauses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.bank.recovery import open_or_recover

_ROOT = Path(__file__).resolve().parents[3]


def _type_until_killed(data: Path, saves: int) -> tuple[str, str]:
    """The uid and the prompt of the question as the child said last that it was saved."""
    command = [sys.executable, "-m", "tests.ui.editor.typing_child", str(data)]
    child = subprocess.Popen(
        command, cwd=_ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    said = [child.stdout.readline().strip() for _ in range(saves)]
    child.kill()
    child.wait()
    child.stdout.close()
    assert all(said), "the child ended by itself"
    uid, _, prompt = said[-1].partition(" ")
    return uid, prompt


@pytest.mark.parametrize("saves", [1, 3])
def test_what_was_saved_while_one_typed_on_is_there_after_a_kill(tmp_path: Path, saves: int) -> None:
    uid, prompt = _type_until_killed(tmp_path / "data", saves)

    bank, recovery = open_or_recover(tmp_path / "data" / "bank.sqlite", tmp_path / "backups", now_ms=lambda: 0)
    with bank:
        assert recovery is None
        stored = bank.questions.stored(uid)
        assert stored is not None
        # It may have been saved once more before it died.
        assert stored.question.prompt.strip().startswith(prompt.strip())
        versions = bank.revisions.history(uid)
        assert len(versions) >= saves
        assert len({each.change_id for each in versions}) == 1, "typing on is one step of undo"
