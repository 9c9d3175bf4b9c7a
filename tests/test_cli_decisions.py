"""Imports on the command line of which something is left: to decide, left out, rejected; and what they end with."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from quizapp import __main__ as program
from quizapp import cli
from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack
from quizapp.game.stored import State
from quizapp.play.clock import Clock

from .test_cli import Run, data, run, things
from .transfer.conftest import opentdb
from .transfer.moments import a_zoo, zoo

__all__ = ["data", "run", "things"]

OURS = {"a": (State.LIVE, "Is a one of the letters?"), "b": (State.LIVE, "Is b one of the letters?")}
THEIRS = {"a": (State.RETIRED, "Is a one of the letters?"), "b": (State.LIVE, "Theirs?")}


@pytest.fixture
def newer(run: Run, data: Path, tmp_path: Path) -> Path:
    """A version of a pack that changes one and removes another of two questions that were changed here."""
    old, new = (tmp_path / f"{name}.quizpack" for name in ("old", "new"))
    old.write_bytes(write_archive(write_pack(a_zoo("1", *"abc"))))
    new.write_bytes(write_archive(write_pack(a_zoo("2", *"b", b="Theirs?"))))
    assert run("import", old).code == 0
    with _bank(data) as bank:
        Author(bank, Clock()).set_field(["zoo/a", "zoo/b"], "hint", "Ours.")
    return new


def _bank(data: Path) -> Bank:
    return Bank.open(data / "bank.sqlite", data, now_ms=lambda: 1_000)


def _waiting(data: Path) -> list[str]:
    with _bank(data) as bank:
        return [each.uid for each in bank.packs.conflicts("zoo")]


def _ours_and_theirs(data: Path) -> dict[str, tuple[State, str]]:
    with _bank(data) as bank:
        return {letter: each for letter, each in zoo(bank).items() if letter != "c"}


# Conflicts


def test_a_conflict_with_a_newer_version_of_a_pack_waits_and_it_is_said_where_it_is_decided(
    run: Run, data: Path, newer: Path
) -> None:
    ended = run("import", newer)
    theirs, gone, removed, counts, where = ended.lines
    assert ended.code == 1
    assert ": conflict: “Theirs?”: " in theirs
    assert "changed here and in the file; ours is kept until you decide" in theirs
    assert gone.startswith("new.quizpack:0: conflict: ")
    assert "the newer version of the pack does not hold it any more; ours is kept until you decide" in gone
    assert "so it is retired" in removed
    assert counts == "Zoo (zoo): 3 questions: 2 conflicts, 1 removed; imported"
    assert where.startswith("2 conflicts wait for your decision: open the packs window, or import the file again with")
    assert _waiting(data) == ["zoo/a", "zoo/b"]
    assert _ours_and_theirs(data) == OURS


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])
@pytest.mark.parametrize(("side", "expected"), [("ours", OURS), ("theirs", THEIRS)])
def test_conflicts_are_decided_by_an_option_at_once_or_when_the_file_comes_again(
    run: Run, data: Path, newer: Path, at_once: bool, side: str, expected: dict[str, tuple[State, str]]
) -> None:
    if not at_once:
        run("import", newer)
        again = run("import", newer)
        assert again.code == 1
        assert again.lines[-2].endswith("nothing was written"), "they wait already"
        assert again.lines[-1].startswith("2 conflicts wait")
    ended = run("import", newer, "--conflicts", side)
    assert ended.code == 0
    assert "decision" not in ended.out
    assert _ours_and_theirs(data) == expected
    assert _waiting(data) == []
    last = run("import", newer)
    assert (last.code, last.lines[-1]) == (0, "Zoo (zoo): 1 question: 1 unchanged; nothing was written")


def test_what_would_be_decided_is_told_by_a_dry_run_that_writes_nothing(run: Run, data: Path, newer: Path) -> None:
    ended = run("import", newer, "--dry-run")
    assert (ended.code, _waiting(data)) == (1, [])
    assert ended.lines[-1].startswith("2 conflicts are not decided: import the file with --conflicts ours or")
    ended = run("import", newer, "--dry-run", "--conflicts", "theirs", "--json")
    assert (ended.code, ended.value["undecided"]) == (0, 0)
    assert _ours_and_theirs(data) == OURS


def test_the_help_tells_of_the_option(run: Run) -> None:
    words = " ".join(run("import", "--help").out.split())
    assert "--conflicts {ours,theirs}" in words
    assert "else ours stay and wait to be decided" in words


# What is left out


def test_duplicates_that_were_left_out_are_listed_and_end_with_1(run: Run, tmp_path: Path) -> None:
    twice = opentdb(3)
    twice["results"] += opentdb(2)["results"]
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(twice), encoding="utf-8")
    ended = run("import", path)
    assert ended.code == 1
    assert sum(": duplicate: " in line for line in ended.lines) == 2
    assert ended.lines[-1] == "twice (twice): 5 questions: 3 new, 2 duplicates; imported"


def test_what_is_unchanged_is_not_left_out(run: Run, things: Path) -> None:
    assert [run("import", things).code for _ in range(2)] == [0, 0]


def test_of_a_rejected_question_its_error_is_told_first(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.json"
    path.write_text(json.dumps(opentdb(1, incorrect_answers=["Some", "some"])), encoding="utf-8")
    (line,) = [line for line in run("import", path).lines if ": rejected: " in line]
    reasons = line.split("”: ")[1].split("; ")
    assert "stands there twice" in reasons[0]
    assert any("there is no explanation" in each for each in reasons[1:])


# Stopped


@pytest.mark.parametrize(
    ("is_done", "said"), [(False, "Stopped. Nothing was changed.\n"), (True, "Stopped. What was done is kept.\n")]
)
def test_a_command_that_is_stopped_says_whether_it_had_done_something(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_done: bool, said: str
) -> None:
    def stopped(options: object) -> int:
        options.is_done = is_done  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_backup", stopped)
    assert program.main(["backup"]) == 130
    assert capsys.readouterr() == ("", said)


def test_a_bank_is_closed_to_the_end_though_somebody_stops_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path, things: Path
) -> None:
    close, closed = Bank.close, list[Bank]()

    def stopped(bank: Bank) -> None:
        signal.raise_signal(signal.SIGINT)
        close(bank)
        closed.append(bank)

    monkeypatch.setattr(Bank, "close", stopped)
    assert program.main(["--data-dir", str(data), "import", str(things)]) == 0
    assert len(closed) == 1
    assert capsys.readouterr().err == ""
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_a_command_that_is_stopped_while_it_is_being_loaded_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", stopped)
    assert program.main(["backup"]) == 130
    assert capsys.readouterr() == ("", "Stopped.\n")
