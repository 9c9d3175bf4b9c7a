"""Appeals: a word to the author that changes no round, taken back until the author has settled it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.game.records import Appeal, AppealKind

from .builders import START_MS, Game, pack, question, round_of, sql, uids

RIGHT, WRONG = AppealKind.MY_ANSWER_WAS_RIGHT, AppealKind.SOMETHING_IS_WRONG


@pytest.fixture
def appeal(bank: Bank, game: Game, player_id: int) -> Appeal:
    """An appeal about the first question of a round; not yet in the bank."""
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    game.answer(round_id, state, right=False)
    return Appeal(RIGHT, round_id, 0, player_id, uids(1)[0], 1, "Ki Sunkyeom 기선겸", START_MS, "<b>see</b> episode 1")


def waiting(bank: Bank, pack_id: str) -> tuple[Appeal, ...]:
    """The appeals that are not settled, without their prompts."""
    return tuple(appeal for appeal, _ in bank.appeals.unsettled(pack_id))


def test_an_appeal_is_found_at_its_question(bank: Bank, appeal: Appeal) -> None:
    bank.appeals.add(appeal)
    other = replace(appeal, kind=WRONG, typed="", note="", at_ms=START_MS + 1)
    bank.appeals.add(other)
    assert bank.appeals.of(appeal.round_id, 0) == (appeal, other)
    assert bank.appeals.of(appeal.round_id, 1) == ()
    assert waiting(bank, "run-on") == (appeal, other)
    assert waiting(bank, "another") == ()


def test_the_round_is_not_changed_by_it(bank: Bank, appeal: Appeal) -> None:
    before = bank.rounds.load(appeal.round_id)
    bank.appeals.add(appeal)
    assert bank.rounds.load(appeal.round_id) == before


def test_the_same_again_replaces_what_was_said(bank: Bank, appeal: Appeal) -> None:
    bank.appeals.add(appeal)
    again = replace(appeal, note="Better said", at_ms=START_MS + 5)
    bank.appeals.add(again)
    assert bank.appeals.of(appeal.round_id, 0) == (again,)


def test_an_appeal_can_be_taken_back(bank: Bank, appeal: Appeal) -> None:
    for each in (appeal, replace(appeal, kind=WRONG), replace(appeal, position=1)):
        bank.appeals.add(each)
    bank.appeals.withdraw(appeal.round_id, 0, RIGHT)
    bank.appeals.withdraw(appeal.round_id, 7, RIGHT)
    assert bank.appeals.of(appeal.round_id, 0) == (replace(appeal, kind=WRONG),)
    assert len(waiting(bank, "run-on")) == 2


def test_what_the_author_has_settled_is_settled(bank: Bank, appeal: Appeal) -> None:
    bank.appeals.add(appeal)
    sql(bank.path, "UPDATE appeal SET settled_at_ms = 1")
    bank.appeals.withdraw(appeal.round_id, 0, RIGHT)
    bank.appeals.add(replace(appeal, note="And another thing"))
    assert bank.appeals.of(appeal.round_id, 0) == (appeal,)
    assert waiting(bank, "run-on") == ()


def test_the_author_hears_the_oldest_first_and_of_one_pack(
    bank: Bank, game: Game, player_id: int, appeal: Appeal
) -> None:
    bank.packs.load(pack([question(77)], id="another"), "digest 2")
    state = round_of(bank, [question(77).uid] * 2)
    foreign = replace(appeal, round_id=game.begin(player_id, state), uid=question(77).uid)
    later, earlier = replace(appeal, at_ms=START_MS + 9), replace(appeal, position=1, at_ms=START_MS + 3)
    for each in (later, foreign, earlier):
        bank.appeals.add(each)
    assert waiting(bank, "run-on") == (earlier, later)
    assert waiting(bank, "another") == (foreign,)


def test_an_appeal_of_an_unknown_kind_is_kept_and_left_out(bank: Bank, appeal: Appeal) -> None:
    bank.appeals.add(appeal)
    sql(bank.path, "UPDATE appeal SET kind = 'applause'")
    assert bank.appeals.of(appeal.round_id, 0) == waiting(bank, "run-on") == ()
    assert sql(bank.path, "SELECT count(*) FROM appeal") == [(1,)]
