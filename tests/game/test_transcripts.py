"""Whole rounds, played line by line."""

from __future__ import annotations

from quizapp.game.question import Distractor, Kind
from quizapp.game.round import Round
from tests.game.builders import a_question, a_round, some_rules
from tests.game.transcripts import played, written


def assert_plays(game: Round, script: str) -> None:
    assert played(game, script) == written(script)


def test_a_round_without_a_clock() -> None:
    assert_plays(
        a_round(rules=some_rules(4)),
        """
        right 1200ms → right +1000
        next → question 2
        right 800ms → right +1000 +166 streak
        next 9999ms → question 3
        wrong 500ms → wrong +0
        next → question 4
        right 500ms → right +1000
        next → finished
        result → 3166 = 3000 + 166 streak + 0 speed, 3 of 4, best streak 2, 0 lifelines, 3000ms
        """,
    )


def test_a_perfect_round_with_a_clock() -> None:
    assert_plays(
        a_round(rules=some_rules(3, answer_limit_ms=10_000)),
        """
        right → right +1000 +166 speed
        next → question 2
        right 10000ms → right +1000 +166 streak +83 speed
        next → question 3
        right 99999ms → right +1000 +332 streak +83 speed
        result → 3830 = 3000 + 498 streak + 332 speed, 3 of 3, best streak 3, 0 lifelines, 109999ms
        next → finished
        """,
    )


def test_50_50_forfeits_the_bonuses_of_its_question_only() -> None:
    assert_plays(
        a_round(rules=some_rules(4, answer_limit_ms=10_000)),
        """
        right → right +1000 +124 speed
        next → question 2
        50:50 → 2 left
        50:50 → not possible
        right → right +1000
        next → question 3
        50:50 → not possible
        right → right +1000 +166 streak +124 speed
        result → 3414 = 3000 + 166 streak + 248 speed, 3 of 3, best streak 3, 1 lifelines, 0ms
        """,
    )


def test_a_hint_forfeits_the_bonuses_of_its_question_only() -> None:
    assert_plays(
        a_round(rules=some_rules(3)),
        """
        right → right +1000
        next → question 2
        hint → Think of films.
        hint → not possible
        right → right +1000
        next → question 3
        hint → not possible
        right → right +1000 +666 streak
        result → 3666 = 3000 + 666 streak + 0 speed, 3 of 3, best streak 3, 1 lifelines, 0ms
        """,
    )


def test_a_skip_neither_breaks_nor_feeds_the_streak() -> None:
    assert_plays(
        a_round(rules=some_rules(3)),
        """
        right 100ms → right +1000
        skip → not possible
        next → question 2
        hint → Think of films.
        skip 300ms → question 2
        skip → not possible
        right 200ms → right +1000 +333 streak
        next → question 3
        right → right +1000 +666 streak
        next → finished
        result → 3999 = 3000 + 999 streak + 0 speed, 3 of 3, best streak 3, 2 lifelines, 600ms
        """,
    )


def test_a_lifeline_that_is_used_up_is_used_up() -> None:
    assert_plays(
        a_round(rules=some_rules(3), reserve=5),
        """
        skip → question 1
        skip → not possible
        hint → Think of films.
        50:50 → 2 left
        right → right +1000
        next → question 2
        skip → not possible
        hint → not possible
        50:50 → not possible
        """,
    )


def test_nothing_can_be_skipped_without_a_question_in_reserve() -> None:
    assert_plays(
        a_round(rules=some_rules(2), reserve=0),
        """
        skip → not possible
        right → right +1000
        """,
    )


def test_after_a_skip_that_used_up_the_reserve_there_is_no_other() -> None:
    assert_plays(
        a_round(rules=some_rules(2, skips=9), reserve=2),
        """
        skip → question 1
        skip → question 1
        skip → not possible
        right → right +1000
        next → question 2
        skip → not possible
        wrong → wrong +0
        next → finished
        """,
    )


def test_paused_time_and_reading_time_do_not_count() -> None:
    assert_plays(
        a_round(rules=some_rules(2)),
        """
        pause 400ms → paused
        right → not possible
        hint → not possible
        50:50 → not possible
        skip → not possible
        pause 5000ms → paused
        go on 60000ms → question 1
        go on 50ms → question 1
        right 50ms → right +1000
        wait 7000ms → 0ms
        next → question 2
        right 1000ms → right +1000 +999 streak
        result → 2999 = 2000 + 999 streak + 0 speed, 2 of 2, best streak 2, 0 lifelines, 1500ms
        """,
    )


def test_a_pause_while_the_verdict_shows_lasts_into_the_next_question() -> None:
    assert_plays(
        a_round(rules=some_rules(2)),
        """
        right 10ms → right +1000
        pause → paused
        next 500ms → paused
        wait 500ms → 0ms
        right → not possible
        go on → question 2
        right 20ms → right +1000 +999 streak
        result → 2999 = 2000 + 999 streak + 0 speed, 2 of 2, best streak 2, 0 lifelines, 30ms
        """,
    )


def test_a_clock_that_jumps_back_costs_nothing() -> None:
    assert_plays(
        a_round(rules=some_rules(2)),
        """
        pause 300ms → paused
        go on → question 1
        wait -90000ms → 300ms
        right → right +1000
        next → question 2
        right 500ms → right +1000 +999 streak
        result → 2999 = 2000 + 999 streak + 0 speed, 2 of 2, best streak 2, 0 lifelines, 800ms
        """,
    )


def test_several_keys_are_worth_right_minus_wrong() -> None:
    question = a_question(Kind.MULTIPLE_CHOICE)
    assert_plays(
        a_round(*[question] * 5),
        """
        AB → right +1000
        next → question 2
        A → partly +500
        next → question 3
        ABC → partly +500
        next → question 4
        AC → wrong +0
        next → question 5
        CDE → wrong +0
        result → 2000 = 2000 + 0 streak + 0 speed, 1 of 5, best streak 1, 0 lifelines, 0ms
        """,
    )


def test_50_50_is_for_single_choices_of_four() -> None:
    three = a_question(distractors=(Distractor("a"), Distractor("b")))
    assert_plays(
        a_round(a_question(Kind.TRUE_FALSE), a_question(Kind.MULTIPLE_CHOICE), three, a_question()),
        """
        50:50 → not possible
        A → right +1000
        next → question 2
        50:50 → not possible
        AB → right +1000 +166 streak
        next → question 3
        50:50 → not possible
        A → right +1000 +333 streak
        next → question 4
        50:50 → 2 left
        A → right +1000
        """,
    )


def test_a_question_without_a_hint_has_none_to_show() -> None:
    assert_plays(
        a_round(a_question(hint=""), a_question()),
        """
        hint → not possible
        wrong → wrong +0
        next → question 2
        hint → Think of films.
        """,
    )


def test_nothing_is_possible_after_the_end() -> None:
    assert_plays(
        a_round(rules=some_rules(1), reserve=0),
        """
        right 5ms → right +1000
        right → not possible
        hint → not possible
        50:50 → not possible
        skip → not possible
        next → finished
        hint → not possible
        50:50 → not possible
        skip → not possible
        next → finished
        result → 1000 = 1000 + 0 streak + 0 speed, 1 of 1, best streak 1, 0 lifelines, 5ms
        """,
    )
