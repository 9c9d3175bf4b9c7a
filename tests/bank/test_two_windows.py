"""Several windows and programs may have the same bank open."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from quizapp.bank.lock import maintenance_lock
from quizapp.errors import BankError
from quizapp.game.draft import Draft
from quizapp.game.stored import StaleRevisionError, State

from .builders import Clock, Game, board, open_bank, pack, question, round_of, uids

RECORDER = Path(__file__).with_name("recorder.py")


def test_two_windows_write_by_turns(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as one, open_bank(tmp_path, clock) as other:
        one.packs.load(pack(), "digest 1")
        player_id = other.players.add("BlueBird", "run-on", 16).id
        for window in (one, other, one, other):
            Game(window, clock).play(player_id)
        assert one.stats.board(board()) == other.stats.board(board())
        assert len(one.stats.board(board())) == 4


def test_a_round_begun_in_one_window_goes_on_in_the_other(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as one, open_bank(tmp_path, clock) as other:
        one.packs.load(pack(), "digest 1")
        player_id = one.players.add("BlueBird", "run-on", 16).id
        state = round_of(one, uids())
        round_id = Game(one, clock).begin(player_id, state)
        for number in range(10):
            window = (one, other)[number % 2]
            state = Game(window, clock).answer(round_id, window.rounds.load(round_id).round_)
        assert state.is_finished


def test_a_change_that_started_from_an_older_revision_is_refused_and_shows_the_newer(
    tmp_path: Path, clock: Clock
) -> None:
    with open_bank(tmp_path, clock) as one, open_bank(tmp_path, clock) as other:
        one.packs.load(pack(), "digest 1")
        mine, yours = (Draft.of(question(1, prompt=text)) for text in ("Mine?", "Yours?"))
        one.questions.put("run-on", mine, State.LIVE, seen_revision=1, who="me")
        with pytest.raises(StaleRevisionError, match="was not saved") as refused:
            other.questions.put("run-on", yours, State.LIVE, seen_revision=1, who="you")
        assert refused.value.stored
        assert refused.value.stored.question == mine
        other.questions.put("run-on", yours, State.LIVE, seen_revision=refused.value.stored.revision, who="you")


def test_threads_and_programs_write_at_the_same_time(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        player_id = bank.players.add("BlueBird", "run-on", 16).id
        failed: list[BaseException] = []

        def play() -> None:
            try:
                for _ in range(5):
                    Game(bank, clock).play(player_id)
            except BaseException as error:
                failed.append(error)

        with subprocess.Popen([sys.executable, RECORDER, tmp_path], stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            program.stdout.readline()
            threads = [threading.Thread(target=play) for _ in range(3)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert program.poll() is None
            program.kill()
        assert not failed
        assert len([entry for entry in bank.stats.board(board()) if entry.player_id == player_id]) >= 15


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import sys, time; from pathlib import Path; from quizapp.bank.lock import maintenance_lock\n"
        "with maintenance_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)\n"
    )
    path, root = tmp_path / "bank.sqlite", Path(__file__).resolve().parents[2]
    monkeypatch.setattr("quizapp.bank.lock.WAIT_S", 0.05)
    with subprocess.Popen([sys.executable, "-c", program, path], cwd=root, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BankError, match="updating or restoring"), maintenance_lock(path):
            pass
        holder.kill()
    with maintenance_lock(path):
        assert path.with_name("bank.sqlite.lock").exists()
