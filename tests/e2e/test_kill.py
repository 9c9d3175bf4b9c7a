"""`kill -9` at any moment loses no answer whose verdict was shown, and the round goes on where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.bank.recovery import open_or_recover
from quizapp.game.options import all_options, is_chosen, match_rights
from tests.e2e import packs
from tests.e2e.conftest import Start
from tests.e2e.modes import LANES
from tests.e2e.quiz_player import NameHands, Sight
from tests.e2e.reader import Reader

_ROOT = Path(__file__).resolve().parents[2]


def _play_until_killed(data: Path, verdicts: int) -> list[str]:
    """What the child said before it was killed, right after its n-th verdict."""
    command = [sys.executable, "-m", "tests.e2e.player_child", str(data)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said: list[str] = []
    while sum(line.startswith("verdict") for line in said) < verdicts:
        line = child.stdout.readline()
        assert line, "the child ended by itself"
        said.append(line.strip())
    child.kill()
    child.wait()
    child.stdout.close()
    return said


@pytest.mark.parametrize("verdicts", [1, 4, 13])
def test_every_verdict_that_was_shown_is_in_the_bank(data: Path, verdicts: int) -> None:
    said = _play_until_killed(data, verdicts)
    points = int(said[-1].split()[1])

    bank, recovery = open_or_recover(data / "bank.sqlite", data / "backups", now_ms=lambda: 0)
    with bank:
        assert recovery is None
        player = bank.players.last()
        assert player is not None
        open_round = bank.rounds.open_round(player.id)
        if open_round is None:  # killed right after the tenth verdict: the round is finished and on its board
            assert sum(len(bank.stats.board(board)) for board in bank.stats.boards()) == verdicts // 10
            return
        assert open_round.points == points
        assert open_round.answered == verdicts % 10


def test_the_round_is_offered_again_with_the_same_options_in_the_same_order(data: Path, start: Start) -> None:
    _play_until_killed(data, 3)
    bank, _ = open_or_recover(data / "bank.sqlite", data / "backups", now_ms=lambda: 0)
    with bank:
        player = bank.players.last()
        assert player is not None
        open_round = bank.rounds.open_round(player.id)
        assert open_round is not None
        round_ = bank.rounds.load(open_round.round_id).round_
    drawn, question = round_.current, round_.current.question
    offered = all_options(question) if is_chosen(question) else match_rights(question) or question.sequence
    waiting = [offered[place] for place in drawn.options]

    reader = Reader(start().window)
    reader.press("Go on")
    assert reader.has("Question 4 of 10")
    shown = reader.answers() or reader.numbered()
    assert all(name[3:].startswith(text) for name, text in zip(shown, waiting, strict=True))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path, list[object]]]:
    """For each mode: the data folder of a program killed at its second question, its pack, and what it asked."""
    pack = packs.write(packs.small_pack(), tmp_path_factory.mktemp("pack") / packs.PACK_ID)
    folders = {mode: tmp_path_factory.mktemp(mode) / "data" for mode in LANES}
    children = {
        mode: subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.mode_child", str(folder), str(pack), mode],
            cwd=_ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for mode, folder in folders.items()
    }
    found: dict[str, tuple[Path, Path, list[object]]] = {}
    for mode, child in children.items():
        assert child.stdout is not None
        line = child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
        found[mode] = (folders[mode], pack, json.loads(line) if line else [])
    return found


@pytest.fixture
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The data folder of the program under test: that of a killed one where a test names its mode."""
    mode = request.node.callspec.params.get("mode") if hasattr(request.node, "callspec") else None
    return request.getfixturevalue("killed")[mode][0] if mode else tmp_path / "data"


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("mode", LANES)
def test_a_round_of_any_mode_goes_on_where_the_program_was_killed(
    killed: dict[str, tuple[Path, Path, list[object]]], mode: str, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, pack, asked = killed[mode]
    assert asked, "the child ended by itself"
    packs.ship(monkeypatch, pack)
    hands = NameHands(start().window)
    hands.reader.press("Go on")
    if mode == "relay":
        assert Sight(hands.reader).hides_everything()
        hands.take_baton()
    sight = Sight(hands.reader)
    assert [sight.prompt(), sight.options(), sight.lefts()] == asked
    hands.answer(True)
    assert hands.reader.has("Right!"), hands.reader.names()
