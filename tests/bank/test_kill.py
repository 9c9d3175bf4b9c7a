"""Nothing that was acknowledged is lost, at whatever moment the program is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.bank import Bank

from .builders import Clock, Game, open_bank, sql

RECORDER = Path(__file__).with_name("recorder.py")


def _said_until_killed(folder: Path, lines: int) -> list[dict[str, Any]]:
    """Lets a program play until it has said so many lines, kills it, and gives all it had said by then."""
    with subprocess.Popen([sys.executable, RECORDER, folder], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        said = [program.stdout.readline() for _ in range(lines)]
        program.kill()
        said += program.stdout.readlines()
    return [json.loads(line) for line in said if line.endswith("\n")]


def _check(bank: Bank, said: list[dict[str, Any]]) -> None:
    for line in said:
        played = bank.rounds.load(line["round"]).round_
        if "drawn" in line:
            assert [[drawn.question.uid, *drawn.options] for drawn in played.drawn] == line["drawn"]
        else:
            turns = played.turns[: line["number"]]
            assert len(turns) == line["number"]
            assert sum(turn.points.total for turn in turns) == line["points"]


@pytest.mark.parametrize("lines", [1, 7, 12, 150])
def test_every_acknowledged_answer_is_in_the_bank_after_a_kill(tmp_path: Path, lines: int) -> None:
    said = _said_until_killed(tmp_path, lines)
    assert len(said) >= lines
    with open_bank(tmp_path, Clock()) as bank:
        _check(bank, said)


def test_a_bank_survives_one_kill_after_the_other(tmp_path: Path) -> None:
    said = [line for _ in range(3) for line in _said_until_killed(tmp_path, 20)]
    with open_bank(tmp_path, Clock()) as bank:
        _check(bank, said)
    assert sql(tmp_path / "bank.sqlite", "PRAGMA integrity_check") == [("ok",)]


def test_a_killed_round_is_resumed_and_finished_with_the_same_questions(tmp_path: Path) -> None:
    said = _said_until_killed(tmp_path, 5)
    with open_bank(tmp_path, Clock()) as bank:
        player = bank.players.last()
        assert player
        offered = bank.rounds.open_round(player.id)
        assert offered
        state = bank.rounds.load(offered.round_id).round_
        drawn = next(line["drawn"] for line in said if line["round"] == offered.round_id and "drawn" in line)
        assert [[one.question.uid, *one.options] for one in state.drawn] == drawn
        assert (offered.answered, offered.points) == (len(state.turns), state.result().points)
        while not state.is_finished:
            state = Game(bank, Clock()).answer(offered.round_id, state)
        assert bank.rounds.load(offered.round_id).finished_at_ms is not None
