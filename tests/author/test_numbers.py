"""The analysis of all questions: flags with reasons from a made-up history, peers, progress, and the table it makes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.edits import Sort
from quizapp.game.item_flags import FlagKind
from quizapp.game.item_report import ItemRow, OptionUse
from quizapp.game.round import Round
from quizapp.game.rules import SPRINT_1
from tests.author.conftest import Desk
from tests.bank.builders import SETTINGS, Game, drawn_of, sql
from tests.play.conftest import question

PLAYERS = 24
SINGLES = [7, 14, 21, 28, 35]
"""The single choices of the pack, with one right and three wrong options each."""


@dataclass
class History:
    """Rounds of five single choices, one of each player; every player answers after so many milliseconds."""

    game: Game
    bank: Bank

    def play(self, player: int, taken: dict[int, int], elapsed_ms: int = 4_000) -> None:
        """`taken` are the places of the options chosen (0 is the key) by the number of the question."""
        player_id = self.bank.players.add(f"Runner {player}", "run-on", 16).id
        asked = [question(number).uid for number in SINGLES]
        rules = SPRINT_1.for_settings(SETTINGS)
        state = Round(rules, SETTINGS, f"seed {player}", drawn_of(self.bank, asked, f"seed {player}"))
        round_id = self.game.begin(player_id, state)
        for number in SINGLES:
            state = state.show(0).answer({taken.get(number, 0)}, elapsed_ms)
            self.game.record(round_id, state)
            state = state.next_question(0)
        sql(self.bank.path, "UPDATE round SET finished_at_ms = started_at_ms + 1 WHERE id = ?", round_id)


@pytest.fixture
def history(bank: Bank, desk: Desk) -> History:
    return History(Game(bank, lambda: desk.time.utc_ms), bank)  # pyright: ignore[reportArgumentType]


def analysed(author: Author) -> dict[int, ItemRow]:
    rows = author.analyse(lambda done, total: None)
    return {int(row.uid[-4:]): row for row in rows}


def kinds(row: ItemRow) -> list[FlagKind]:
    return [flag.kind for flag in row.flags]


def test_each_question_of_a_made_up_history_gets_its_figures_and_its_remarks(author: Author, history: History) -> None:
    """24 players, five questions each, one round each.

    7: all know it, so it is too easy. 14: the players with even numbers know it, who miss 28 and 35. 21: six of 24 take
    the key, all others option 1: 6/24 is what guessing gives, and option 1 tempts.
    """
    for player in range(PLAYERS):
        even = player % 2 == 0
        history.play(
            player,
            {
                14: 0 if even else 1 + player // 2 % 3,
                21: 0 if player < 6 else 1,
                28: 1 + player // 2 % 3 if even else 0,
                35: 1 + player // 2 % 3 if even else 0,
            },
        )
    rows = analysed(author)
    assert sorted(rows) == SINGLES
    assert {row.asked for row in rows.values()} == {PLAYERS}
    assert {number: row.facility for number, row in rows.items()} == {7: 1, 14: 0.5, 21: 0.25, 28: 0.5, 35: 0.5}
    assert {number: row.rounds for number, row in rows.items()} == dict.fromkeys(SINGLES, PLAYERS)
    assert rows[7].discrimination is None
    assert kinds(rows[7]) == [FlagKind.TOO_EASY]
    # Who knows 14 misses 28 and 35: each is against 14, and 14 is against the sum of both.
    assert kinds(rows[14]) == [FlagKind.NEGATIVE]
    assert kinds(rows[21]) == [FlagKind.TEMPTING, FlagKind.TOO_HARD, FlagKind.UNUSED, FlagKind.UNUSED]
    assert rows[21].options == (
        OptionUse("Ki Seon-gyeom", True, 24, 6), OptionUse("A", False, 24, 18),
        OptionUse("B", False, 24, 0), OptionUse("C", False, 24, 0),
    )  # fmt: skip
    assert str(rows[21].flags[0].message) == (
        "the wrong option “A” was taken 18 of 24 times, more often than the key “Ki Seon-gyeom” (6 of 24)"
    )
    assert kinds(rows[35]) == []
    # 14 by hand: own -1/2 and 1/2; the rest is (7) 1 + (21) + (28) + (35), so 1 or 2 for those who know 14 (even), 3 or
    # 4 for the others, 4 and 2 for the three each who know 21. Means 1 + 3/12 and 3 + 3/12, together 2.25.
    # Products: 12 * (1/2)(1.25 - 2.25) + 12 * (-1/2)(3.25 - 2.25) = -12; own squares 24/4 = 6;
    # squares of the rest 24 * (1 + 3/16) = 28.5. r = -12 / sqrt(6 * 28.5).
    assert rows[14].discrimination == pytest.approx(-12 / (6 * 28.5) ** 0.5)


def test_the_report_says_the_same_as_the_form_of_each_question(author: Author, bank: Bank, history: History) -> None:
    for player in range(PLAYERS):
        history.play(player, {14: player % 4, 21: player % 2}, elapsed_ms=1_000 * (player + 1))
    bank.search.refresh_statistics()
    for row in analysed(author).values():
        numbers = author.numbers(row.uid)
        assert numbers.statistics is not None
        assert numbers.flags == row.flags
        assert (row.asked, row.facility, row.interval, row.discrimination, row.rounds, row.median_ms) == (
            numbers.statistics.asked,
            numbers.statistics.facility,
            numbers.statistics.facility_interval,
            numbers.statistics.discrimination,
            numbers.statistics.rounds,
            numbers.statistics.median_ms,
        )
        (shown,) = author.rows(list(author.row_ids([row.uid]).values()))
        assert (shown.asked, shown.facility, shown.discrimination) == (row.asked, row.facility, row.discrimination)
        assert sorted(shown.distractors) == sorted(use for use in row.options if not use.is_key)


def test_the_table_tells_how_often_each_distractor_was_chosen(author: Author, bank: Bank, history: History) -> None:
    """Of ten players nine answer 7 with an option other than the first: 2 with A, none with B, 7 with C.

    14 tempts three of ten, 21, 28 and 35 nobody. Who answers once more is not counted again.
    """
    chosen = {0: 0, 1: 1, 2: 1}
    for player in range(10):
        history.play(player, {7: chosen.get(player, 3), 14: 2 if player < 3 else 0})
    bank.search.refresh_statistics()
    found = author.find("asked:*", Sort("distractors", descending=True))
    rows = author.rows(found.ids)
    assert [int(row.uid[-4:]) for row in rows] == [7, 14, 21, 28, 35]
    assert rows[0].distractors == (
        OptionUse("C", False, 10, 7), OptionUse("A", False, 10, 2), OptionUse("B", False, 10, 0),
    )  # fmt: skip
    assert [use.share for use in rows[1].distractors] == [0.3, 0, 0]
    assert [use.text for use in rows[1].distractors] == ["B", "A", "C"]
    least_first = author.rows(author.find("", Sort("distractors")).ids)
    assert [row.uid[-4:] for row in least_first[-5:]] == ["0021", "0028", "0035", "0014", "0007"]
    assert not any(row.distractors for row in least_first[:-5])


def test_distractors_that_cannot_be_read_are_none(author: Author, bank: Bank, history: History) -> None:
    history.play(0, {})
    bank.search.refresh_statistics()
    sql(
        bank.path, "UPDATE item_statistics SET distractors = CASE uid WHEN ? THEN '{' ELSE '[[1]]' END", "run-on/q-0007"
    )
    rows = author.rows(author.find("asked:*", Sort("distractors")).ids)
    assert [(row.asked, row.distractors) for row in rows] == [(1, ())] * 5


def test_below_twenty_attempts_there_are_figures_and_no_remarks(author: Author, history: History) -> None:
    for player in range(19):
        history.play(player, {7: 1})
    row = analysed(author)[7]
    assert (row.asked, row.facility, row.flags, row.options) == (19, 0, (), ())
    history.play(19, {7: 1})
    row = analysed(author)[7]
    assert kinds(row)[0] is FlagKind.TEMPTING
    assert row.options


def test_a_question_slower_than_its_peers_is_known_from_the_same_count(
    author: Author, bank: Bank, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.game.item_flags.PEERS_LEAST", 5)
    for player in range(PLAYERS):
        history.play(player, dict.fromkeys(SINGLES, player // 2 % 4))
    sql(bank.path, "UPDATE event SET elapsed_ms = 90000 WHERE position = ?", SINGLES.index(28))
    rows = analysed(author)
    assert [number for number in SINGLES if FlagKind.SLOW in kinds(rows[number])] == [28]
    assert "it takes 90.0 s, where others of its kind take 4.0 s" in [str(flag.message) for flag in rows[28].flags]


def test_nothing_was_played(author: Author) -> None:
    told: list[tuple[int, int]] = []
    assert author.analyse(lambda done, total: told.append((done, total))) == []
    assert told[-1] == (0, 0)


def test_progress_rises_to_the_end(author: Author, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.bank.item_scan._STEPS_BETWEEN", 100)  # as often as in a scan of a million answers
    monkeypatch.setattr("quizapp.bank.item_scan._TOLD_EVERY", 2)
    for player in range(20):
        history.play(player, {})
    told: list[tuple[int, int]] = []
    author.analyse(lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (10, 10)


# The table

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1"]


def test_no_text_of_the_table_is_a_formula_and_figures_stay_figures(author: Author, tmp_path: Path) -> None:
    author.save_table(
        tmp_path / "report.csv", [["Prompt", "Value"], *([text, -0.25] for text in FORMULAS), ["ü", None]]
    )
    written = (tmp_path / "report.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:-1]] == [f"'{text}" for text in FORMULAS]
    assert {row[1] for row in rows[1:-1]} == {"-0.25"}
    assert rows[-1] == ["ü", ""]


def test_a_table_that_cannot_be_written_leaves_what_was_there(
    author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "report.csv"
    place.write_text("before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(QuizError, match=r"could not be written \(No space left on device\)"):
        author.save_table(place, [["a"]])
    assert [each.name for each in tmp_path.glob("report*")] == ["report.csv"]
    assert place.read_text() == "before"
