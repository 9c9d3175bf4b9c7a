"""Players renamed, merged and removed: rounds follow as chosen, and every change can be undone to the last row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.recount import Recount
from quizapp.bank.roster import FORMER_RUNNER, Undoing
from quizapp.errors import QuizError
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.recount import Recounted
from quizapp.game.review import Card
from quizapp.game.rules import DAILY_1, RELAY_1, Mode, Runner

from .builders import DAY_MS, SETTINGS, Game, board, round_of, sql, uids

Tables = dict[str, list[tuple[Any, ...]]]
_TABLES = ("player", "spoiler_limit", "favourite", "schedule", "round", "drawn", "event", "appeal")


def everything(bank: Bank) -> Tables:
    """All rows that speak of players; when a player was written last is no part of what is undone."""
    found = {table: sorted(sql(bank.path, f"SELECT * FROM {table}"), key=repr) for table in _TABLES}
    found["player"] = sql(
        bank.path, "SELECT id, uid, name, name_key, single_letter_keys, clock, seen_at_ms FROM player"
    )
    return found


@pytest.fixture
def other_id(bank: Bank) -> int:
    return bank.players.add("Croquis", "run-on", 9).id


def card(at_ms: int) -> Card:
    return Card(at_ms + DAY_MS, 2.5, 5.0, at_ms, 1, False)


@pytest.fixture
def history(bank: Bank, game: Game, player_id: int, other_id: int) -> tuple[int, int]:
    """Two players who have run sprints, a relay together and the same race; with cards, favourites and an appeal."""
    for each in (player_id, other_id):
        state = round_of(bank, uids())
        round_id = game.begin(each, state)
        for number in range(10):
            state = game.answer(round_id, state, right=number > 2, card=card(game.clock()) if number < 3 else None)
        game.clock.forward(1_000)
        bank.favourites.keep(each, "Usual", SETTINGS)
        bank.appeals.add(
            Appeal(AppealKind.SOMETHING_IS_WRONG, round_id, 0, each, uids()[0], 1, "", game.clock(), "Wrong")
        )
        daily = replace(SETTINGS, mode=Mode.DAILY, day="2026-11-21")
        game.finish(each, round_of(bank, uids(), settings=daily, rules=DAILY_1), 6)
        game.clock.forward(1_000)
    bank.favourites.keep(player_id, "Only mine", SETTINGS)
    relay = replace(
        SETTINGS, mode=Mode.RELAY, relay=(Runner(player_id, "BlueBird", 16), Runner(other_id, "Croquis", 9))
    )
    game.finish(player_id, round_of(bank, uids(10), settings=relay, rules=RELAY_1), 4)
    return player_id, other_id


CHANGES: dict[str, Callable[[Bank, int, int], Undoing]] = {
    "rename": lambda bank, one, _: bank.roster.rename(one, "  Starling "),
    "merge": lambda bank, one, other: bank.roster.merge(one, other),
    "merge the other way": lambda bank, one, other: bank.roster.merge(other, one),
    "remove": lambda bank, one, _: bank.roster.remove(one, keep_rounds=True),
    "remove with rounds": lambda bank, one, _: bank.roster.remove(one, keep_rounds=False),
    "remove a guest of the relay": lambda bank, _, other: bank.roster.remove(other, keep_rounds=False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undoing_gives_every_row_back_as_it_was(
    bank: Bank, history: tuple[int, int], change: Callable[[Bank, int, int], Undoing]
) -> None:
    before = everything(bank)
    undoing = change(bank, *history)
    assert everything(bank) != before
    bank.roster.undo(undoing)
    assert everything(bank) == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_no_change_makes_a_round_count_otherwise(
    bank: Bank, history: tuple[int, int], change: Callable[[Bank, int, int], Undoing]
) -> None:
    change(bank, *history)
    assert {each.outcome for each in bank.recount.rounds()} == {Recounted.SAME}
    assert sql(bank.path, "PRAGMA foreign_key_check") == []


def test_changes_are_undone_one_after_the_other(bank: Bank, history: tuple[int, int]) -> None:
    before, undone = everything(bank), []
    one, other = history
    undone.append(bank.roster.rename(one, "Starling"))
    undone.append(bank.roster.merge(one, other))
    undone.append(bank.roster.remove(other, keep_rounds=False))
    for undoing in reversed(undone):
        bank.roster.undo(undoing)
    assert everything(bank) == before


def test_a_new_name_stands_on_every_board(bank: Bank, history: tuple[int, int]) -> None:
    bank.roster.rename(history[0], "Starling")
    assert {entry.player_name for entry in bank.stats.board(board())} == {"Starling", "Croquis"}


@pytest.mark.parametrize(
    ("name", "told"), [("", "needs a name"), ("croquis", "already a player"), ("x" * 41, "longer")]
)
def test_a_name_that_cannot_be_changes_nothing(bank: Bank, history: tuple[int, int], name: str, told: str) -> None:
    before = everything(bank)
    with pytest.raises(QuizError, match=told):
        bank.roster.rename(history[0], name)
    assert everything(bank) == before


# Merging


def test_merged_players_are_one_with_all_rounds_turns_and_appeals(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    bank.roster.merge(one, other)
    assert [player.name for player in bank.players.all()] == ["Croquis"]
    assert bank.players.get(one) is None
    assert {entry.player_id for entry in bank.stats.board(board())} == {other}
    for table in ("round", "drawn", "appeal", "schedule", "favourite", "spoiler_limit"):
        assert sql(bank.path, f"SELECT count(*) FROM {table} WHERE player_id = ?", one) == [(0,)]
    relay = bank.rounds.load(bank.stats.last_relay("run-on") or 0).round_
    assert [(runner.player_id, runner.name) for runner in relay.settings.relay] == [(other, "Croquis")] * 2


def test_whoever_stays_keeps_their_spoiler_limit_and_what_they_alone_lack_is_added(
    bank: Bank, history: tuple[int, int]
) -> None:
    one, other = history
    bank.roster.merge(one, other)
    player = bank.players.get(other)
    assert player
    assert player.spoiler_limit("run-on") == 9
    assert [favourite.name for favourite in bank.favourites.all(other)] == ["Only mine", "Usual"]


def test_of_two_cards_the_one_reviewed_last_stays(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    cards = {each: bank.schedule.get(each, uids(3)) for each in history}
    latest = {
        uid: max((cards[one][uid], cards[other][uid]), key=lambda card: card.last_review_at_ms) for uid in uids(3)
    }
    bank.roster.merge(other, one)
    assert bank.schedule.get(one, uids(3)) == latest


def test_of_two_runs_of_the_same_race_the_first_counts(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    race = next(board for board in bank.stats.boards() if board.rule_set == DAILY_1.id)
    first = min(entry.round_id for entry in bank.stats.board(race))
    bank.roster.merge(one, other)
    assert [entry.round_id for entry in bank.stats.board(race)] == [first]
    assert len(bank.stats.board(board())) == 2


def test_nobody_is_merged_with_themselves_or_with_who_is_gone(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    before = everything(bank)
    with pytest.raises(QuizError, match="themselves"):
        bank.roster.merge(one, one)
    with pytest.raises(QuizError, match="no longer"):
        bank.roster.merge(one, 99)
    assert everything(bank) == before
    bank.roster.remove(other, keep_rounds=True)
    with pytest.raises(QuizError, match="no longer"):
        bank.roster.merge(one, other)


# Removing


def test_rounds_that_stay_are_those_of_a_former_player(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    before = [replace(entry, player_name="") for entry in bank.stats.board(board())]
    bank.roster.remove(one, keep_rounds=True)
    bank.roster.remove(other, keep_rounds=True)
    assert list(bank.stats.board(board())) == before
    assert bank.players.all() == ()
    assert bank.players.last() is None
    assert "BlueBird" not in repr(everything(bank))
    relay = bank.rounds.load(bank.stats.last_relay("run-on") or 0).round_
    assert [runner.name for runner in relay.settings.relay] == [FORMER_RUNNER] * 2


def test_rounds_that_go_leave_those_of_others_as_they_were(bank: Bank, history: tuple[int, int]) -> None:
    one, other = history
    bank.roster.remove(one, keep_rounds=False)
    assert [entry.player_id for entry in bank.stats.board(board())] == [other]
    # The relay is the others' too.
    assert sql(bank.path, "SELECT rule_set FROM round WHERE player_id = ?", one) == [(RELAY_1.id,)]
    assert sql(bank.path, "SELECT count(*) FROM appeal WHERE player_id = ?", one) == [(0,)]


def test_the_name_of_who_went_is_free_and_stands_in_the_way_of_undoing(bank: Bank, history: tuple[int, int]) -> None:
    undoing = bank.roster.remove(history[0], keep_rounds=True)
    newcomer = bank.players.add("bluebird", "run-on", 1)
    before = everything(bank)
    with pytest.raises(QuizError, match="another player named bluebird"):
        bank.roster.undo(undoing)
    assert everything(bank) == before
    bank.roster.rename(newcomer.id, "Starling")
    bank.roster.undo(undoing)
    assert [player.name for player in bank.players.all()] == ["BlueBird", "Croquis", "Starling"]


def test_what_was_played_since_stays_when_a_merge_is_undone(bank: Bank, game: Game, history: tuple[int, int]) -> None:
    one, other = history
    undoing = bank.roster.merge(one, other)
    since = game.play(other, right=3)
    bank.roster.undo(undoing)
    assert sql(bank.path, "SELECT player_id FROM round WHERE id = ?", since) == [(other,)]


def test_whoever_is_gone_can_be_neither_chosen_nor_saved(bank: Bank, history: tuple[int, int]) -> None:
    player = bank.players.get(history[0])
    assert player
    bank.roster.remove(player.id, keep_rounds=False)
    for action in (lambda: bank.players.choose(player.id), lambda: bank.players.save(player)):
        with pytest.raises(QuizError, match="no longer"):
            action()


def test_a_failure_in_the_middle_changes_nothing(
    bank: Bank, history: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(bank)

    def _fail(_step: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("quizapp.bank.roster._Step.forget_name", _fail)
    for change in (bank.roster.merge, lambda one, _: bank.roster.remove(one, keep_rounds=False)):
        with pytest.raises(RuntimeError, match="killed"):
            change(*history)
        assert everything(bank) == before


def test_recounting_reads_a_former_players_rounds(bank: Bank, history: tuple[int, int]) -> None:
    bank.roster.remove(history[0], keep_rounds=True)
    recount: Recount = bank.recount
    assert {each.player_name for each in recount.rounds()} == {"", "Croquis"}


def kept_numbers(bank: Bank) -> dict[str, tuple[object, ...]]:
    """What the editor's table shows of each question."""
    rows = bank.search.rows(list(bank.search.row_ids(uids(12)).values()))
    return {row.uid: (row.asked, row.facility, row.discrimination) for row in rows}


def counted_numbers(bank: Bank) -> dict[str, tuple[object, ...]]:
    """The same, counted now."""
    counted = {uid: bank.items.statistics(uid) for uid in uids(12)}
    return {
        uid: (each.asked, each.facility, each.discrimination) if each else (0, None, None)
        for uid, each in counted.items()
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda bank, one, other: bank.roster.merge(one, other),
        lambda bank, one, other: bank.roster.remove(one, keep_rounds=False),
        lambda bank, one, other: bank.roster.remove(one, keep_rounds=True),
    ],
)
def test_the_numbers_of_questions_follow_the_rounds_that_go_and_come_back(
    bank: Bank, history: tuple[int, int], change: Callable[[Bank, int, int], Undoing]
) -> None:
    bank.search.refresh_statistics()
    before = kept_numbers(bank)
    undoing = change(bank, *history)
    bank.search.refresh_statistics()
    assert kept_numbers(bank) == counted_numbers(bank)
    bank.roster.undo(undoing)
    bank.search.refresh_statistics()
    assert kept_numbers(bank) == counted_numbers(bank) == before
    assert bank.search.refresh_statistics() == 0


def test_no_number_is_shown_that_does_not_hold_any_more(bank: Bank, history: tuple[int, int]) -> None:
    bank.search.refresh_statistics()
    for each in history:
        bank.roster.remove(each, keep_rounds=False)
    relayed = {uid for (uid,) in sql(bank.path, "SELECT DISTINCT uid FROM drawn")}
    shown = {uid: asked for uid, (asked, *_) in kept_numbers(bank).items() if asked}
    assert not shown
    assert bank.search.refresh_statistics()
    assert {uid for uid, (asked, *_) in kept_numbers(bank).items() if asked} <= relayed
