"""High scores below the screens: files that no spreadsheet runs, rounds of the past, players and their undo list."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.play import Clock, Lobby
from tests.bank.builders import Clock as UtcClock
from tests.bank.builders import Game, board, open_bank, pack, question, round_of, sql, uids

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """Two players; a pack whose second question is from a late episode."""
    with open_bank(tmp_path, UtcClock()) as opened:
        late = [replace(question(number), episode=12 if number == 2 else 1) for number in range(1, 13)]
        opened.packs.load(pack(late), "digest 1")
        for name in ("BlueBird", FORMULA):
            opened.players.add(name, "run-on", 16)
        yield opened


@pytest.fixture
def lobby(bank: Bank) -> Lobby:
    """BlueBird plays now, and has run twice; the other once."""
    game = Game(bank, UtcClock())
    blue, other = (player.id for player in reversed(bank.players.all()))
    for player_id, right in ((blue, 7), (other, 9), (blue, 8)):
        game.play(player_id, right=right)
        game.clock.forward(60_000)
    made = Lobby(bank, Clock(utc_ms=game.clock))
    made.choose_player(blue)
    return made


# Files


def test_the_table_holds_every_entry_and_nothing_that_a_spreadsheet_would_run(lobby: Lobby, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    lobby.high_scores.save(board(), path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["rank"], row["player"], row["right"], row["asked"]) for row in rows] == [
        ("1", f"'{FORMULA}", "9", "10"),
        ("2", "BlueBird", "8", "10"),
        ("3", "BlueBird", "7", "10"),
    ]
    assert rows[0]["finished_at"] == "2026-11-21T12:01:00+00:00"
    assert rows[0]["rule_set"] == "sprint@1"
    assert rows[0]["categories"] == "cast, plot"
    points = [int(row["base_points"]) + int(row["streak_points"]) + int(row["speed_points"]) for row in rows]
    assert points == [int(row["points"]) for row in rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "'="])
def test_no_name_becomes_a_formula(bank: Bank, lobby: Lobby, tmp_path: Path, start: str) -> None:
    sql(bank.path, "UPDATE player SET name = ? WHERE name = 'BlueBird'", f"{start}1+1")
    path = tmp_path / "scores.csv"
    lobby.high_scores.save(board(), path)
    with path.open(encoding="utf-8-sig", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    assert any("1+1" in cell for cell in cells)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []


def test_json_says_the_same_with_its_types(lobby: Lobby, tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    lobby.high_scores.save(board(), path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["board"]["spoiler_limit"] == 16
    assert [(entry["rank"], entry["player"], entry["pack_edited"]) for entry in document["entries"]] == [
        (1, FORMULA, False),
        (2, "BlueBird", False),
        (3, "BlueBird", False),
    ]


def test_a_board_without_rounds_is_a_head_alone(lobby: Lobby, tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    lobby.high_scores.save(board(difficulty=3), path)
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 1


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    lobby: Lobby, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("before")

    def _full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(QuizError, match="what was there before is unchanged"):
        lobby.high_scores.save(board(), path)
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_what_is_stopped_leaves_what_was_there(lobby: Lobby, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"scores.{ending}"
    path.write_text("before")
    heard: list[tuple[int, int]] = []

    class Stopped(Exception):  # noqa: N818  no error
        pass

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        raise Stopped

    with pytest.raises(Stopped):
        lobby.high_scores.save(board(), path, stop)
    assert heard == [(0, 3)]
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_a_moment_beyond_all_calendars_is_written_as_it_is(bank: Bank, lobby: Lobby, tmp_path: Path) -> None:
    sql(bank.path, "UPDATE round SET finished_at_ms = 9e17 WHERE id = 1")
    sql(bank.path, "UPDATE round SET finished_at_ms = -1000 WHERE id = 2")
    path = tmp_path / "scores.json"
    lobby.high_scores.save(board(), path)
    moments = {entry["finished_at"] for entry in json.loads(path.read_text())["entries"]}
    assert {str(9 * 10**17), "1969-12-31T23:59:59+00:00"} < moments


# Rounds of the past


def test_a_round_of_the_past_is_the_one_that_was_played(lobby: Lobby) -> None:
    past = lobby.high_scores.past_round(2)
    assert (past.player_name, past.is_own, past.round.result().right) == (FORMULA, False, 9)
    assert lobby.high_scores.past_round(1).is_own


def test_what_is_beyond_the_limit_of_who_looks_is_hidden(lobby: Lobby) -> None:
    def hidden() -> list[str]:
        past = lobby.high_scores.past_round(2)
        return [turn.drawn.question.uid for turn in past.round.turns if past.is_hidden(turn)]

    assert hidden() == []
    lobby.set_spoiler_limit(11)
    assert hidden() == [uids(2)[1]]
    lobby.set_spoiler_limit(0)
    assert len(hidden()) == 10


def test_a_round_by_unknown_rules_is_told_and_not_opened(bank: Bank, lobby: Lobby) -> None:
    sql(bank.path, "UPDATE round SET rule_set = 'sprint@99' WHERE id = 1")
    with pytest.raises(QuizError, match="Install the newest version"):
        lobby.high_scores.past_round(1)


def test_a_round_of_questions_that_were_retired_opens_as_it_was(bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(pack([question(99)], version="2027.1.1"), "digest 2")
    past = lobby.high_scores.past_round(1)
    assert past.round.turns[0].drawn.question.prompt == "Who runs in scene 1?"
    assert past.pack_version == "2026.11.1"


# Players


def test_everybody_is_listed_with_the_rounds_they_finished(lobby: Lobby) -> None:
    assert [(player.name, rounds) for player, rounds in lobby.high_scores.players()] == [(FORMULA, 1), ("BlueBird", 2)]


def test_who_plays_now_has_the_new_name_at_once(lobby: Lobby) -> None:
    assert lobby.player
    lobby.high_scores.rename(lobby.player.id, "Starling")
    assert lobby.player.name == "Starling"
    assert str(lobby.high_scores.undo()) == "BlueBird is now called Starling."
    assert lobby.player.name == "BlueBird"


def test_who_plays_now_plays_on_as_whom_they_were_merged_into(lobby: Lobby) -> None:
    assert lobby.player
    other = next(player.id for player, _ in lobby.high_scores.players() if player.name == FORMULA)
    lobby.high_scores.merge(lobby.player.id, other)
    assert lobby.player.id == other
    assert [rounds for _, rounds in lobby.high_scores.players()] == [3]
    lobby.high_scores.undo()
    assert [rounds for _, rounds in lobby.high_scores.players()] == [1, 2]


def test_who_plays_now_is_not_removed(lobby: Lobby) -> None:
    assert lobby.player
    with pytest.raises(QuizError, match="plays now"):
        lobby.high_scores.remove(lobby.player.id, keep_rounds=True)
    assert lobby.high_scores.last_change is None


def test_the_last_change_is_undone_first_and_a_failed_undo_can_be_tried_again(bank: Bank, lobby: Lobby) -> None:
    scores = lobby.high_scores
    assert lobby.player
    other = next(player.id for player, _ in scores.players() if player.name == FORMULA)
    scores.rename(lobby.player.id, "Starling")
    scores.remove(other, keep_rounds=False)
    newcomer = bank.players.add(FORMULA, "run-on", 1)
    with pytest.raises(QuizError, match="another player named"):
        scores.undo()
    bank.roster.remove(newcomer.id, keep_rounds=True)
    assert "removed, and their rounds too" in str(scores.undo())
    assert "is now called Starling" in str(scores.undo())
    assert scores.undo() is None
    assert [(player.name, rounds) for player, rounds in scores.players()] == [(FORMULA, 1), ("BlueBird", 2)]


def test_a_player_with_one_round_and_a_former_player_share_a_board(lobby: Lobby) -> None:
    scores = lobby.high_scores
    other = next(player.id for player, _ in scores.players() if player.name == FORMULA)
    scores.remove(other, keep_rounds=True)
    assert [entry.player_name for entry in scores.board(board())] == ["", "BlueBird", "BlueBird"]
    assert [player.name for player, _ in scores.players()] == ["BlueBird"]


def test_the_order_and_its_entries_are_those_of_the_board(bank: Bank, lobby: Lobby) -> None:
    scores = lobby.high_scores
    order, entries = scores.order(board()), scores.board(board())
    assert order.round_ids == [entry.round_id for entry in entries]
    assert order.player_ids == [entry.player_id for entry in entries]
    assert order.finished_at_ms == [entry.finished_at_ms for entry in entries]
    read = scores.entries(order.round_ids)
    assert [replace(read[entry.round_id], rank=entry.rank) for entry in entries] == list(entries)
    assert scores.entries([99]) == {}


def test_practice_and_open_rounds_are_on_no_board(bank: Bank, lobby: Lobby) -> None:
    assert lobby.player
    Game(bank, UtcClock()).begin(lobby.player.id, round_of(bank, uids()))
    sql(bank.path, "UPDATE round SET practice = 1 WHERE id = 1")
    assert sorted(lobby.high_scores.order(board()).round_ids) == [2, 3]
