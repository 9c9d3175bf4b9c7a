"""What the statistics page is given: figures of a made-up history, recomputed by hand, and no text that spoils."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.player_statistics import Filters, Tally
from quizapp.game.rules import Mode
from quizapp.play import Lobby
from quizapp.play.player_figures import Figures

from .conftest import House, a_pack, give_and_go_on, play_through, question, settings_of

DAY_MS = 86_400_000


@pytest.fixture
def figures(bank: Bank, house: House) -> Figures:
    return Figures(bank, house.time.clock())


def play_on_day(house: House, lobby: Lobby, days_ago: int, misses: int = 0, mode: Mode = Mode.SPRINT) -> None:
    """A finished round on an earlier day, begun with so many misses, five seconds a question."""
    house.time.utc_ms -= days_ago * DAY_MS
    house.time.today -= timedelta(days=days_ago)
    play = lobby.start(settings_of(lobby, mode))
    play.show()
    while not play.round.is_finished:
        house.time.monotonic_ms += 5_000
        give_and_go_on(play, is_right=len(play.round.answered) >= misses)
    house.time.utc_ms += days_ago * DAY_MS
    house.time.today += timedelta(days=days_ago)


def mine(lobby: Lobby, **chosen: object) -> Filters:
    """The filters of who plays now."""
    assert lobby.player is not None
    return Filters(lobby.player.id, **chosen)  # pyright: ignore[reportArgumentType]


def whole(figures: Figures, filters: Filters, lobby: Lobby) -> Tally:
    """The tally when no step is left."""
    *_, last = figures.tallies(filters, lobby.pack)
    return last


def test_first_figures_are_of_the_period_and_compared_with_as_many_days_before(
    house: House, lobby: Lobby, figures: Figures
) -> None:
    play_on_day(house, lobby, 20, misses=1)
    play_on_day(house, lobby, 10, misses=6)
    play_on_day(house, lobby, 6, misses=2)
    play_on_day(house, lobby, 0, misses=4)

    first = figures.first(mine(lobby, days=7), lobby.pack)

    assert (first.totals.rounds, first.totals.answered, first.totals.right) == (2, 20, 14)
    assert first.totals.mean_ms == 5_000
    assert first.totals.best is not None
    assert first.totals.best.best_streak == 8
    assert first.before is not None
    assert (first.before.rounds, first.before.right) == (1, 4)
    assert figures.first(mine(lobby), lobby.pack).totals.rounds == 4
    assert figures.first(mine(lobby), lobby.pack).before is None


def test_days_in_a_row_are_not_cut_by_the_period(house: House, lobby: Lobby, figures: Figures) -> None:
    for days_ago in range(9, -1, -1):
        play_on_day(house, lobby, days_ago)
    first = figures.first(mine(lobby, days=7), lobby.pack)
    assert first.streaks == (10, 10)
    assert first.days[date(2026, 11, 12)] == 1
    assert lobby.record(settings_of(lobby)).day_streak == 10


def test_a_round_of_tomorrow_counts_but_makes_no_day(house: House, lobby: Lobby, figures: Figures) -> None:
    play_on_day(house, lobby, -400)
    play_on_day(house, lobby, 0)
    first = figures.first(mine(lobby, days=7), lobby.pack)
    assert first.totals.rounds == 2
    assert first.streaks == (1, 1)
    assert [each.round_id for each in figures.rounds(mine(lobby), lobby.pack)] == [1, 2]


def test_a_relay_is_a_round_of_everybody_who_ran(lobby: Lobby, figures: Figures) -> None:
    other = lobby.add_player("Croquis", 16)
    runners = [player.id for player in lobby.players()]
    play_through(lobby.start(settings_of(lobby, Mode.RELAY, relay=runners)), misses=1)

    first = figures.first(Filters(other.id), lobby.pack)
    assert (first.totals.rounds, first.totals.answered) == (1, 5)
    assert [each.answered for each in figures.rounds(Filters(runners[0]), lobby.pack)] == [5]
    assert sum(each.answered for each in whole(figures, Filters(other.id), lobby).questions.values()) == 5
    assert figures.choices(other.id, lobby.pack).modes == ("relay",)


def test_choices_are_in_the_order_of_the_lanes(house: House, lobby: Lobby, figures: Figures) -> None:
    play_on_day(house, lobby, 1, misses=3)
    play_on_day(house, lobby, 0, mode=Mode.TRAINING)
    lobby.set_spoiler_limit(3)
    play_on_day(house, lobby, 0, mode=Mode.DAILY)
    assert lobby.player is not None
    choices = figures.choices(lobby.player.id, lobby.pack)
    assert choices.modes == ("sprint", "daily", "training")
    assert choices.spoiler_limits == (3, 16)


def test_training_tells_what_is_due_and_what_was_kept(house: House, lobby: Lobby, figures: Figures) -> None:
    play_on_day(house, lobby, 2, misses=4)
    play_on_day(house, lobby, 0, misses=1, mode=Mode.TRAINING)
    assert lobby.player is not None

    training = figures.training(mine(lobby), lobby.pack, lobby.player)

    assert training.due[0] == (house.time.today, lobby.training().due)
    assert training.cards == lobby.training().cards
    assert training.answered > 0
    assert training.retention == (training.answered - 1) / training.answered
    assert training.known is not None
    assert 0 < training.known <= 1


def test_questions_from_later_episodes_than_who_looks_has_watched_show_no_text(
    bank: Bank, house: House, lobby: Lobby, figures: Figures
) -> None:
    bank.packs.load(a_pack(12, *(question(number, episode=9) for number in range(13, 25))), "digest 2")
    for _ in range(6):
        play_on_day(house, lobby, 0, misses=5)
    player_id = mine(lobby).player_id
    lobby.add_player("Croquis", 3)
    assert lobby.player is not None
    counts = list(whole(figures, Filters(player_id), lobby).questions.values())

    shown = figures.questions(counts, player_id, lobby.pack, lobby.player)

    assert {each.is_hidden for each in shown} == {True, False}
    assert all(each.is_hidden == (each.count.episode == 9) for each in shown)
    assert all((each.prompt == "") == each.is_hidden for each in shown)


def test_a_question_of_the_last_episode_watched_is_shown(
    bank: Bank, house: House, lobby: Lobby, figures: Figures
) -> None:
    bank.packs.load(a_pack(0, *(question(number, episode=9) for number in range(1, 13))), "digest 2")
    play_on_day(house, lobby, 0)
    player = lobby.set_spoiler_limit(9)
    counts = list(whole(figures, mine(lobby), lobby).questions.values())
    assert not any(each.is_hidden for each in figures.questions(counts, player.id, lobby.pack, player))


def test_of_many_rounds_and_relays_those_begun_last_are_shown(
    house: House, lobby: Lobby, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.play.player_figures.ROUNDS_SHOWN", 1)
    monkeypatch.setattr("quizapp.play.player_figures.WINDOWS", (1, 2))
    lobby.add_player("Croquis", 16)
    runners = [player.id for player in lobby.players()]
    play_on_day(house, lobby, 2)
    play_on_day(house, lobby, 1)
    play_through(lobby.start(settings_of(lobby, Mode.RELAY, relay=runners)))
    play_on_day(house, lobby, 0)
    shown = figures.rounds(mine(lobby), lobby.pack)
    assert [(each.round_id, each.rule_set.partition("@")[0]) for each in shown] == [
        (2, "sprint"),
        (3, "relay"),
        (4, "sprint"),
    ]


def test_a_table_is_saved_without_formulas(tmp_path: Path, figures: Figures) -> None:
    place = tmp_path / "figures.csv"
    figures.save_table(place, [["Question", "Right"], ["=1+1", "@x"], ["기선겸, “run”", "75%"]])
    with place.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["Question", "Right"], ["'=1+1", "'@x"], ["기선겸, “run”", "75%"]]


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path, figures: Figures) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(QuizError, match="could not be written"):
        figures.save(tmp_path / "there", b"new")
    with pytest.raises(QuizError, match="could not be written"):
        figures.save(tmp_path / "no folder" / "figures.png", b"new")
    assert [each.name for each in tmp_path.iterdir() if ".part" in each.name] == []
