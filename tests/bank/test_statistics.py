"""What the bank tells of a player is what stands in the event log, added up by hand, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from quizapp.bank.bank import Bank
from quizapp.bank.statistics import ROUNDS_AT_ONCE, Selection
from quizapp.game.player_statistics import QuestionCount, RelayTurn, RoundCount, Tally, Totals
from quizapp.game.review import Card
from quizapp.game.rules import RELAY_1, SPRINT_2, TRAINING_1, Mode, Runner
from quizapp.game.stored import State

from .builders import DAY_MS, SETTINGS, Clock, Game, pack, question, round_of, sql, uids

_QUARTER_MS = 15 * 60_000


def tallied(bank: Bank, chosen: Selection) -> Tally:
    """All answers, step by step."""
    tally = Tally()
    tally.add(bank.statistics.relay_answers(chosen))
    before = None
    while True:
        counts, before = bank.statistics.answers(chosen, before)
        tally.add(counts)
        if before is None:
            return tally


def play_relay(bank: Bank, game: Game, runners: tuple[int, int], rights: list[bool]) -> int:
    """A finished relay on the machine of the first runner; who is right stands turn by turn."""
    settings = replace(SETTINGS, mode=Mode.RELAY, relay=tuple(Runner(each, f"Runner {each}", 16) for each in runners))
    state = round_of(bank, uids(10), settings=settings, rules=RELAY_1)
    round_id = game.begin(runners[0], state)
    for is_right in rights:
        state = game.answer(round_id, state, right=is_right, elapsed_ms=3_000)
    return round_id


def test_totals_and_rounds_are_those_of_the_log(bank: Bank, game: Game, clock: Clock, player_id: int) -> None:
    first = game.play(player_id, right=7, elapsed_ms=2_000)
    clock.forward(1_000)
    second = game.play(player_id, right=4, elapsed_ms=5_000)
    chosen = Selection(player_id, "run-on")

    log = sql(bank.path, "SELECT verdict, elapsed_ms FROM event WHERE verdict IS NOT NULL")
    assert bank.statistics.totals(chosen) == Totals(
        rounds=2,
        right=sum(verdict in ("right", "slip") for verdict, _ in log),
        answered=len(log),
        elapsed_ms=sum(elapsed_ms for _, elapsed_ms in log),
        best=RoundCount(first, clock.ms - 1_000, "sprint@1", 7, 10, 7, 20_000),
    )
    assert sorted(bank.statistics.rounds(chosen, 9))[1] == RoundCount(second, clock.ms, "sprint@1", 4, 10, 4, 50_000)
    assert [each.round_id for each in bank.statistics.rounds(chosen, 1)] == [second]


def test_a_player_with_one_round_and_one_without(bank: Bank, game: Game, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 3).id
    game.play(player_id, right=0)
    assert bank.statistics.totals(Selection(player_id)).best is None
    assert bank.statistics.totals(Selection(player_id)).rounds == 1
    nothing = Selection(other, "run-on")
    assert bank.statistics.totals(nothing) == Totals()
    assert bank.statistics.rounds(nothing, 5) == bank.statistics.finished(nothing) == []
    assert bank.statistics.answers(nothing) == ([], None)


def test_rounds_that_wait_or_were_given_up_do_not_count(bank: Bank, game: Game, player_id: int) -> None:
    for is_given_up in (False, True):
        state = round_of(bank, uids())
        round_id = game.begin(player_id, state)
        game.answer(round_id, state)
        if is_given_up:
            bank.rounds.abandon(round_id, game.clock())
    assert bank.statistics.totals(Selection(player_id)).rounds == 0
    assert tallied(bank, Selection(player_id)).questions == {}


def test_answers_are_counted_by_question_and_skips_are_none(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    round_id = game.begin(player_id, state)
    state = state.show(0).skip(700)
    game.record(round_id, state)
    while not state.is_finished:
        state = game.answer(round_id, state, right=len(state.turns) < 4, elapsed_ms=2_000)
    game.play(player_id, right=10, elapsed_ms=4_000)

    found = tallied(bank, Selection(player_id)).questions

    asked = question(2)
    # The first question was skipped at 0.7 s, so 1.3 s of the first two are the second one's.
    assert found[asked.uid] == QuestionCount(asked.uid, "plot", 1, "single_choice", asked.difficulty, 2, 2, 5_300)
    assert (found[question(1).uid].answered, found[question(1).uid].elapsed_ms) == (1, 4_000)
    assert (found[question(9).uid].answered, found[question(9).uid].right) == (2, 1)
    assert sum(each.answered for each in found.values()) == bank.statistics.totals(Selection(player_id)).answered


def test_many_rounds_are_counted_step_by_step_and_each_once(
    bank: Bank, game: Game, clock: Clock, player_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.statistics.ROUNDS_AT_ONCE", 2)
    for number in range(5):
        game.play(player_id, right=number)
        clock.forward(number % 2)  # some end in the same millisecond
    counts, before = bank.statistics.answers(Selection(player_id))
    assert sum(each.answered for each in counts) == 20
    assert before is not None
    assert sum(each.answered for each in tallied(bank, Selection(player_id)).questions.values()) == 50
    assert ROUNDS_AT_ONCE >= 2


def test_a_relay_counts_for_each_runner_with_their_own_turns(bank: Bank, game: Game, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    rights = [True, False, True, False, False, True, True, False, True, False]
    round_id = play_relay(bank, game, (player_id, other), rights)

    turns = bank.statistics.relay_turns(Selection(other, "run-on"))

    assert turns[0] == RelayTurn(round_id, game.clock.ms, "relay@1", "wrong", 3_000)
    assert [turn.verdict == "right" for turn in turns] == rights[1::2]
    assert bank.statistics.totals(Selection(player_id)).rounds == 0
    own = tallied(bank, Selection(player_id)).questions
    assert [own[uid].right for uid in uids(10)[::2]] == [int(is_right) for is_right in rights[::2]]
    quarter = game.clock.ms // _QUARTER_MS * _QUARTER_MS
    for each in (player_id, other):
        assert bank.statistics.finished(Selection(each)) == [(quarter, 1)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"mode": "sprint"}, [1, 2, 4]),
        ({"mode": "training"}, [3]),
        ({"mode": "spri"}, []),
        ({"mode": "%"}, []),
        ({"spoiler_limit": 9}, [2]),
        ({"pack_id": "run-on"}, [1, 2, 3, 4]),
        ({"pack_id": "other"}, []),
        ({"since_ms": 2 * DAY_MS}, [2, 3, 4]),
        ({"since_ms": 2 * DAY_MS, "before_ms": 4 * DAY_MS}, [2, 3]),
    ],
)
def test_filters_choose_rounds(
    bank: Bank, game: Game, clock: Clock, player_id: int, filters: dict[str, object], expected: list[int]
) -> None:
    for number, rules in enumerate((SPRINT_2, SPRINT_2, TRAINING_1, SPRINT_2), 1):
        clock.ms = number * DAY_MS
        limit = 9 if number == 2 else 16
        settings = replace(SETTINGS, spoiler_limit=limit, mode=Mode(rules.mode))
        game.finish(player_id, round_of(bank, uids(), settings=settings, rules=rules))
    chosen = Selection(player_id, **filters)  # pyright: ignore[reportArgumentType]

    assert sorted(each.finished_at_ms // DAY_MS for each in bank.statistics.rounds(chosen, 9)) == expected
    assert bank.statistics.totals(chosen).rounds == len(expected)
    assert sum(count for _, count in bank.statistics.finished(chosen)) == len(expected)


def test_what_there_is_to_choose_from(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    game.finish(player_id, round_of(bank, uids(), settings=replace(SETTINGS, spoiler_limit=4)))
    assert sorted(bank.statistics.choices(player_id, "run-on")) == [("sprint@1", 4), ("sprint@1", 16)]


def test_rounds_by_rules_that_this_version_does_not_know_count_too(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id, right=3)
    sql(bank.path, "UPDATE round SET rule_set = 'hurdles@7'")
    assert bank.statistics.totals(Selection(player_id, mode="hurdles")).right == 3
    assert bank.statistics.choices(player_id, "run-on") == [("hurdles@7", 16)]


def test_a_question_that_was_retired_since_still_counts_as_it_is_sorted_today(
    bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id)
    bank.packs.load(pack([question(2, category="cast", difficulty=3)]), "digest 2")
    stored = bank.questions.stored(question(1).uid)
    assert stored is not None
    assert stored.state is State.RETIRED

    found = tallied(bank, Selection(player_id)).questions

    assert found[question(1).uid].answered == 1
    assert (found[question(2).uid].category, found[question(2).uid].difficulty) == ("cast", 3)


def test_a_clock_that_ran_backwards_hides_no_round(bank: Bank, game: Game, clock: Clock, player_id: int) -> None:
    ids = []
    for day in (9, 3, 5):
        clock.ms = day * DAY_MS
        ids.append(game.play(player_id))
    assert sorted(each.round_id for each in bank.statistics.rounds(Selection(player_id), 9)) == ids
    assert [each.round_id for each in bank.statistics.rounds(Selection(player_id), 1)] == [ids[-1]]
    assert sum(each.answered for each in tallied(bank, Selection(player_id)).questions.values()) == 30


def test_cards_are_those_of_live_questions_within_the_limit(bank: Bank, game: Game, player_id: int) -> None:
    late = question(12, episode=12)
    bank.packs.load(pack([question(1), question(2), late]), "digest 2")
    state = round_of(bank, [question(1).uid, late.uid], settings=SETTINGS, rules=TRAINING_1)
    round_id = game.begin(player_id, state)
    for due in (5, 7):
        state = game.answer(round_id, state, card=Card(due, 2.5, 5.0, 1))

    assert [card.due_at_ms for card in bank.statistics.cards(player_id, "run-on", 9)] == [5]
    assert len(bank.statistics.cards(player_id, "run-on", 16)) == 2
    assert bank.statistics.cards(player_id, "gone", 16) == []
    sql(bank.path, "UPDATE schedule SET stability = 'much' WHERE due_at_ms = 5")
    assert len(bank.statistics.cards(player_id, "run-on", 16)) == 1
    prompts = bank.statistics.prompts(player_id, [question(1).uid, question(2).uid, "run-on/unknown"])
    assert prompts == {
        question(1).uid: (question(1).prompt, 5, True),
        question(2).uid: (question(2).prompt, None, True),
    }


def test_every_statement_walks_along_an_index(bank: Bank, player_id: int) -> None:
    statements: list[tuple[str, tuple[object, ...]]] = []
    engine = bank._database._engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append((given[2], given[3])))
    chosen = Selection(player_id, "run-on", 1, 2, "sprint", 16)
    bank.statistics.totals(chosen)
    bank.statistics.rounds(chosen, 5)
    bank.statistics.relay_turns(chosen)
    bank.statistics.relay_answers(chosen)
    bank.statistics.answers(chosen, (5, 5))
    bank.statistics.finished(chosen)
    bank.statistics.choices(player_id, "run-on")
    asked = [(statement, values) for statement, values in statements if statement.startswith("SELECT")]
    plans = [
        row[3] for statement, values in asked for row in sql(bank.path, f"EXPLAIN QUERY PLAN {statement}", *values)
    ]
    assert any("ix_round_player" in plan for plan in plans)
    assert any("ix_drawn_runner" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith(("SCAN round", "SCAN event", "SCAN drawn", "SCAN question"))]
