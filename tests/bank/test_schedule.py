"""Cards: written with the answer they come from, due when they are due, never beyond the spoiler limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.rounds import RoundMovedOnError
from quizapp.game.draft import Draft
from quizapp.game.records import TrainingCounts
from quizapp.game.review import Card, Grade, reviewed
from quizapp.game.rules import RELAY_1, Mode, Runner
from quizapp.game.stored import State

from .builders import DAY_MS, SETTINGS, START_MS, Clock, Game, open_bank, pack, question, round_of, sql, uids

MISSED = Card(START_MS, 0.25, 6.5, START_MS, 1, True)

Keep = Callable[..., None]


@pytest.fixture
def keep(bank: Bank, game: Game, player_id: int) -> Keep:
    """Answers a question and keeps a card for it."""

    def kept(number: int, card: Card = MISSED, *, by: int = player_id, **changes: int) -> None:
        state = round_of(bank, [question(number).uid, *uids(2)])
        game.answer(game.begin(by, state), state, card=replace(card, **changes))

    return kept


def _due(bank: Bank, player_id: int, *, limit: int = 99, episode: int = 16, now_ms: int = START_MS) -> list[int]:
    """The numbers of the questions that are due."""
    return [int(uid[-4:]) for uid in bank.schedule.due(player_id, "run-on", episode, now_ms, limit)]


def test_a_card_is_kept_with_the_answer_and_found_again(bank: Bank, player_id: int, keep: Keep) -> None:
    keep(3)
    keep(4, reviewed(MISSED, Grade.GOOD, START_MS + 3 * DAY_MS))
    assert bank.schedule.get(player_id, uids(12)) == {
        uids(3)[-1]: MISSED,
        uids(4)[-1]: reviewed(MISSED, Grade.GOOD, START_MS + 3 * DAY_MS),
    }
    assert bank.schedule.get(player_id, []) == {}


def test_the_next_answer_to_a_question_changes_its_card(bank: Bank, player_id: int, keep: Keep) -> None:
    keep(3)
    after = reviewed(MISSED, Grade.HARD, START_MS + DAY_MS)
    keep(3, after)
    assert bank.schedule.get(player_id, uids(12)) == {uids(3)[-1]: after}


def test_an_answer_without_a_card_leaves_the_old_one(bank: Bank, game: Game, player_id: int, keep: Keep) -> None:
    keep(1)
    game.play(player_id)
    assert bank.schedule.get(player_id, uids(12)) == {uids(1)[0]: MISSED}


def test_a_card_is_not_kept_when_its_answer_is_refused(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    game.answer(round_id, state)
    with pytest.raises(RoundMovedOnError):
        game.answer(round_id, state, right=False, card=MISSED)
    assert bank.schedule.get(player_id, uids(12)) == {}


def test_an_answer_is_not_kept_when_its_card_cannot_be(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    sql(bank.path, "CREATE TRIGGER no_cards BEFORE INSERT ON schedule BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        game.answer(round_id, state, right=False, card=MISSED)
    assert bank.rounds.load(round_id).round_.events == ()
    sql(bank.path, "DROP TRIGGER no_cards")
    game.answer(round_id, state, right=False, card=MISSED)
    assert len(bank.schedule.get(player_id, uids(12))) == 1


def test_in_a_relay_a_card_is_of_who_was_asked(bank: Bank, game: Game, player_id: int) -> None:
    guest = bank.players.add("Croquis", "run-on", 16).id
    relay = (Runner(player_id, "BlueBird", 16), Runner(guest, "Croquis", 16))
    chosen = replace(SETTINGS, mode=Mode.RELAY, relay=relay)
    state = round_of(bank, uids(10), settings=chosen, rules=RELAY_1)
    round_id = game.begin(player_id, state)
    for _ in range(2):
        state = game.answer(round_id, state, right=False, card=MISSED)
    assert list(bank.schedule.get(player_id, uids(12))) == uids(1)
    assert list(bank.schedule.get(guest, uids(12))) == uids(2)[1:]


# What is due


def test_the_most_overdue_comes_first(bank: Bank, player_id: int, keep: Keep) -> None:
    for number, due_at_ms in ((5, START_MS - 10), (4, START_MS), (3, START_MS + 1), (2, START_MS - 99), (1, START_MS)):
        keep(number, due_at_ms=due_at_ms)
    keep(6, by=bank.players.add("Croquis", "run-on", 16).id)
    assert _due(bank, player_id) == [2, 5, 1, 4]
    assert _due(bank, player_id, limit=2) == [2, 5]
    assert _due(bank, player_id, now_ms=START_MS + 1) == [2, 5, 1, 4, 3]
    assert _due(bank, player_id, now_ms=0) == []


def test_only_live_questions_within_the_spoiler_limit_are_due(tmp_path_factory: pytest.TempPathFactory) -> None:
    asked = [question(number, episode=episode) for number, episode in enumerate((1, 8, 9, None), 1)]
    with open_bank(tmp_path_factory.mktemp("spoilers"), Clock()) as bank:
        bank.packs.load(pack(asked), "digest 1")
        bank.packs.load(pack([question(77)], id="another"), "digest 2")
        player_id, game = bank.players.add("BlueBird", "run-on", 16).id, Game(bank, Clock())
        for one in (*asked, question(77)):
            state = round_of(bank, [one.uid, one.uid])
            game.answer(game.begin(player_id, state), state, card=MISSED)
        found = {episode: _due(bank, player_id, episode=episode) for episode in (0, 1, 8, 15, 16)}
        assert found == {0: [], 1: [1], 8: [1, 2], 15: [1, 2, 3], 16: [1, 2, 3, 4]}
        counted = [bank.schedule.counts(player_id, "run-on", episode, START_MS).cards for episode in (0, 1, 8, 15, 16)]
        assert counted == [0, 1, 2, 3, 4]
        bank.questions.put("run-on", Draft.of(asked[0]), State.RETIRED, seen_revision=1, who="author")
        assert _due(bank, player_id) == [2, 3, 4]
        assert bank.schedule.due(player_id, "another", 16, START_MS, 9) == [question(77).uid]
        assert bank.schedule.due(player_id, "nothing", 16, START_MS, 9) == []
        assert bank.schedule.counts(player_id, "nothing", 16, START_MS) == TrainingCounts(0, 0)


def test_counts_say_what_is_due_or_when_the_next_will_be(bank: Bank, player_id: int, keep: Keep) -> None:
    def counts(now_ms: int) -> TrainingCounts:
        return bank.schedule.counts(player_id, "run-on", 16, now_ms)

    assert counts(START_MS) == TrainingCounts(0, 0, None)
    keep(1, due_at_ms=START_MS + 500)
    keep(2, due_at_ms=START_MS + 900)
    assert counts(START_MS) == TrainingCounts(0, 2, START_MS + 500)
    assert counts(START_MS + 500) == TrainingCounts(1, 2, None)
    assert counts(START_MS + DAY_MS) == TrainingCounts(2, 2, None)


def test_a_reset_forgets_the_cards_of_one_player_and_one_pack(bank: Bank, player_id: int, keep: Keep) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    keep(1)
    keep(2, by=other)
    bank.packs.load(pack([question(77)], id="another"), "digest 2")
    keep(77)
    bank.schedule.reset(player_id, "run-on")
    assert list(bank.schedule.get(player_id, [*uids(12), question(77).uid])) == [question(77).uid]
    assert _due(bank, other) == [2]
    assert bank.stats.times_met(player_id, uids(1)) == {uids(1)[0]: 1}
    bank.schedule.reset(player_id, "nothing")


# Damage


@pytest.mark.parametrize(
    "damage",
    [
        "stability = 'long'",
        "stability = 0",
        "stability = -1",
        "stability = 9e999",
        "difficulty = 0.5",
        "difficulty = 11",
        "difficulty = x'00'",
        "due_at_ms = 'soon'",
        "last_review_at_ms = 1.5",
        "reviews = 'many'",
    ],
)
def test_a_card_that_makes_no_sense_is_as_none(bank: Bank, player_id: int, keep: Keep, damage: str) -> None:
    keep(1)
    keep(2)
    sql(bank.path, f"UPDATE schedule SET {damage} WHERE uid = ?", uids(1)[0])
    assert bank.schedule.get(player_id, uids(12)) == {uids(2)[-1]: MISSED}
    keep(1)
    assert len(bank.schedule.get(player_id, uids(12))) == 2


def test_a_card_whose_question_is_gone_is_not_asked(bank: Bank, player_id: int, keep: Keep) -> None:
    keep(1)
    keep(2)
    sql(bank.path, "DELETE FROM question WHERE uid = ?", uids(1)[0])
    assert _due(bank, player_id) == [2]
    assert bank.schedule.counts(player_id, "run-on", 16, START_MS) == TrainingCounts(1, 1)
