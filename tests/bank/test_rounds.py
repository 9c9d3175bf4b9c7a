"""Rounds are event logs: what was played is found again, whatever happens to the program and to the questions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.bank.bank import Bank
from quizapp.bank.rounds import RoundMovedOnError
from quizapp.errors import QuizError
from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Kind, Question
from quizapp.game.records import OpenRound
from quizapp.game.round import Round
from quizapp.game.stored import State
from quizapp.game.turns import Action

from .builders import SETTINGS, Clock, Game, answer, board, question, round_of, sql, uids

# What is written


def test_a_round_is_found_with_the_questions_and_options_in_the_order_drawn(
    bank: Bank, game: Game, player_id: int
) -> None:
    state = round_of(bank, uids(11)[::-1], seed="another")
    round_id = game.begin(player_id, state, pack_edited=True)

    stored = bank.rounds.load(round_id)

    assert stored.round_ == state
    assert (stored.player_id, stored.board, stored.pack.id) == (player_id, board(), "run-on")
    assert (stored.pack_edited, stored.started_at_ms, stored.finished_at_ms) == (True, game.clock(), None)


def test_all_questions_are_written_before_the_first_answer(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    game.begin(player_id, state)

    rows = sql(bank.path, "SELECT uid, revision, options FROM drawn ORDER BY position")

    drawn = [(uid, revision, tuple(json.loads(options))) for uid, revision, options in rows]
    assert drawn == [(one.question.uid, 1, one.options) for one in state.drawn]


def test_each_answer_is_kept_with_its_points_in_parts(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    for _ in range(2):
        state = game.answer(round_id, state, elapsed_ms=2_500)

    columns = "number, action, position, elapsed_ms, verdict, share, base_points, streak_points, speed_points"
    rows = sql(bank.path, f"SELECT {columns} FROM event ORDER BY number")

    streak = state.turns[1].points.streak
    assert streak > 0
    assert rows == [
        (1, "answer", 0, 2_500, "right", 1.0, 1_000, 0, 0),
        (2, "answer", 1, 2_500, "right", 1.0, 1_000, streak, 0),
    ]


def test_lifelines_are_entries_of_their_own(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    for action in (Action.HINT, Action.FIFTY, Action.SKIP):
        state = _moved(state, action, 500, {0})
        game.record(round_id, state)

    rows = sql(bank.path, "SELECT number, action, verdict, base_points FROM event ORDER BY number")

    assert rows == [(1, "hint", None, None), (2, "fifty", None, None), (3, "skip", "skipped", 0)]
    assert bank.rounds.load(round_id).round_.result().lifelines == 3


def test_the_last_answer_finishes_the_round(bank: Bank, game: Game, player_id: int) -> None:
    stored = bank.rounds.load(game.play(player_id))
    assert stored.round_.is_finished
    assert stored.finished_at_ms == game.clock()


# What is replayed

_fresh = count(1)


@st.composite
def choice_questions(draw: st.DrawFn) -> Question:
    """Any question that is answered by choosing, with a uid that was never used before."""
    kind = draw(st.sampled_from([Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE]))
    keys = {Kind.TRUE_FALSE: st.just(0), Kind.SINGLE_CHOICE: st.just(1), Kind.MULTIPLE_CHOICE: st.integers(1, 4)}
    wrong = st.just(0) if kind is Kind.TRUE_FALSE else st.integers(1, 5)
    return question(
        uid=f"run-on/any-{next(_fresh)}",
        kind=kind,
        answer=draw(st.booleans()) if kind is Kind.TRUE_FALSE else None,
        answers=tuple(f"key {key}" for key in range(draw(keys[kind]))),
        distractors=tuple(Distractor(f"wrong {place}") for place in range(draw(wrong))),
        hint=draw(st.sampled_from(["", "A hint."])),
        keep_order=draw(st.booleans()),
    )


_SPRINT_ACTIONS = [Action.ANSWER, Action.SKIP, Action.FIFTY, Action.HINT]
MOVES = st.lists(
    st.tuples(st.sampled_from(_SPRINT_ACTIONS), st.integers(0, 90_000), st.sets(st.integers(0, 9), min_size=1))
)


def _moved(state: Round, action: Action, elapsed_ms: int, picks: set[int]) -> Round:
    """The round after this action, or as it is where the action is not possible."""
    state = state.show(0)
    if action is Action.ANSWER:
        left = [index for index in state.current.options if index not in state.taken_away] if state.can_answer else []
        return state.answer({left[pick % len(left)] for pick in picks}, elapsed_ms).next_question(0) if left else state
    possible, step = {
        Action.HINT: (state.can_hint, state.hint),
        Action.FIFTY: (state.can_fifty, state.fifty),
        Action.SKIP: (state.can_skip, state.skip),
    }[action]
    return step(elapsed_ms) if possible else state


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(choice_questions(), min_size=12, max_size=12), moves=MOVES, seed=st.text(max_size=8))
def test_the_log_gives_any_round_again_with_the_same_result(
    bank: Bank, clock: Clock, asked: list[Question], moves: list[tuple[Action, int, set[int]]], seed: str
) -> None:
    for one in asked:
        bank.questions.put("run-on", Draft.of(one), State.LIVE, seen_revision=0, who="test")
    player = bank.players.last() or bank.players.add("BlueBird", "run-on", 16)
    game = Game(bank, clock)
    start = state = round_of(bank, [one.uid for one in asked], seed)
    round_id = game.begin(player.id, state)
    for move in moves:
        before, state = state, _moved(state, *move)
        if len(state.events) > len(before.events):
            game.record(round_id, state)

    stored = bank.rounds.load(round_id)

    assert stored.round_ == start.replay(state.events)
    assert stored.round_.turns == state.turns
    assert (stored.finished_at_ms is not None) == state.is_complete
    _check_stored_result(bank, round_id, stored.round_)


def _check_stored_result(bank: Bank, round_id: int, replayed: Round) -> None:
    """The columns that make boards fast say what the log says."""
    result = asdict(replayed.result())
    columns = ", ".join(f'"{name}"' for name in result)
    expected = tuple(result.values()) if replayed.is_complete else (None,) * len(result)
    assert sql(bank.path, f"SELECT {columns} FROM round WHERE id = ?", round_id) == [expected]
    points = "coalesce(sum(base_points + streak_points + speed_points), 0)"
    assert sql(bank.path, f"SELECT {points} FROM event WHERE round_id = ?", round_id) == [(result["points"],)]


def test_a_round_of_rules_that_this_version_does_not_know_is_refused_with_a_sentence(
    bank: Bank, game: Game, player_id: int
) -> None:
    round_id = game.begin(player_id, round_of(bank, uids(11)))
    sql(bank.path, "UPDATE round SET rule_set = 'hurdles@7'")
    with pytest.raises(QuizError, match=r"does not understand.*It is kept"):
        bank.rounds.load(round_id)
    assert bank.rounds.open_round(player_id) is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET action = 'dance'",
        "UPDATE event SET chosen = '{'",
        "UPDATE event SET position = 99",
        "UPDATE drawn SET options = 'nonsense'",
        "UPDATE revision SET after = '[]'",
        "UPDATE round SET settings = '{}'",
        "UPDATE round SET categories = '7'",
        "UPDATE pack SET info = ''",
    ],
)
def test_a_log_that_makes_no_sense_is_refused_with_a_sentence(
    bank: Bank, game: Game, player_id: int, damage: str
) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    game.answer(round_id, state)
    sql(bank.path, damage)
    with pytest.raises(QuizError, match="It is kept"):
        bank.rounds.load(round_id)


def test_an_unknown_round_is_refused_with_a_sentence(bank: Bank) -> None:
    with pytest.raises(QuizError):
        bank.rounds.load(7)


# What happens to the questions meanwhile


def _rewrite(bank: Bank, uid: str) -> None:
    stored = bank.questions.stored(uid)
    assert stored
    other = replace(stored.question, prompt="Something else", answers=("Solar",), distractors=(Distractor("Lucy"),))
    bank.questions.put("run-on", other, State.LIVE, seen_revision=stored.revision, who="author")


def _retire(bank: Bank, uid: str) -> None:
    stored = bank.questions.stored(uid)
    assert stored
    bank.questions.put("run-on", stored.question, State.RETIRED, seen_revision=stored.revision, who="author")


def _delete(bank: Bank, uid: str) -> None:
    sql(bank.path, "DELETE FROM question WHERE uid = ?", uid)


@pytest.mark.parametrize("disturb", [_rewrite, _retire, _delete])
def test_a_round_goes_on_with_the_questions_as_they_were_drawn(
    bank: Bank, game: Game, player_id: int, disturb: Callable[[Bank, str], None]
) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    state = game.answer(round_id, state)

    for uid in uids(11):
        disturb(bank, uid)

    assert bank.rounds.load(round_id).round_ == replace(state, spent_ms=0, shown_at_ms=None)
    state = game.answer(round_id, bank.rounds.load(round_id).round_)
    assert bank.rounds.load(round_id).round_.result() == state.result()


# Open rounds


def test_the_newest_unfinished_round_is_offered(bank: Bank, game: Game, player_id: int) -> None:
    game.begin(player_id, round_of(bank, uids(11)))
    game.clock.forward(1_000)
    state = round_of(bank, uids(11))
    newest = game.begin(player_id, state)
    for _ in range(3):
        state = game.answer(newest, state)
    game.play(player_id)

    assert bank.rounds.open_round(player_id) == OpenRound(
        newest, player_id, "sprint@1", SETTINGS, game.clock(), answered=3, points=state.result().points
    )


def test_nobody_is_offered_the_round_of_another_player(bank: Bank, game: Game, player_id: int) -> None:
    game.begin(player_id, round_of(bank, uids(11)))
    other = bank.players.add("Croquis", "run-on", 16)
    assert bank.rounds.open_round(other.id) is None


def test_what_was_chosen_last_is_remembered_for_each_player_and_pack(bank: Bank, game: Game, player_id: int) -> None:
    assert bank.rounds.last_settings(player_id, "run-on") is None
    last = replace(SETTINGS, categories=("plot",), difficulty=3)
    for chosen in (SETTINGS, last):
        game.begin(player_id, round_of(bank, uids(11), settings=chosen))
    other = bank.players.add("Croquis", "run-on", 16)
    game.begin(other.id, round_of(bank, uids(11)))
    assert bank.rounds.last_settings(player_id, "run-on") == last
    assert bank.rounds.last_settings(player_id, "another") is None


def test_a_round_given_up_is_kept_but_not_offered_again(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    bank.rounds.abandon(round_id, game.clock())
    assert bank.rounds.open_round(player_id) is None
    assert bank.rounds.load(round_id).abandoned_at_ms == game.clock()
    with pytest.raises(RoundMovedOnError):
        game.answer(round_id, state)


def test_a_finished_round_cannot_be_given_up(bank: Bank, game: Game, player_id: int) -> None:
    round_id = game.play(player_id)
    bank.rounds.abandon(round_id, game.clock())
    assert bank.rounds.load(round_id).abandoned_at_ms is None
    assert len(bank.stats.board(board())) == 1


def test_an_answer_is_counted_once_when_a_round_is_played_on_in_two_windows(
    bank: Bank, game: Game, player_id: int
) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    game.answer(round_id, state)
    with pytest.raises(RoundMovedOnError, match="another window"):
        game.answer(round_id, state, right=False)
    assert len(bank.rounds.load(round_id).round_.events) == 1


def test_the_log_has_no_gaps(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    with pytest.raises(RoundMovedOnError):
        game.record(round_id, answer(answer(state, right=True), right=True))


def test_a_finished_round_takes_no_more_answers(bank: Bank, game: Game, player_id: int) -> None:
    round_id = game.play(player_id)
    last = bank.rounds.load(round_id).round_
    with pytest.raises(RoundMovedOnError):
        bank.rounds.record(round_id, 11, last.events[-1], last.turns[-1], at_ms=0, finished=None)


def test_a_purge_cannot_take_a_revision_a_round_refers_to(bank: Bank, game: Game, player_id: int) -> None:
    game.begin(player_id, round_of(bank, uids(11)))
    with closing(sqlite3.connect(bank.path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("DELETE FROM revision")
