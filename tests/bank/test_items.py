"""What rounds tell of questions: answers as the analysis wants them, and numbers kept until more is played."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from quizapp.bank.bank import Bank
from quizapp.errors import sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Edit
from quizapp.game.item_analysis import Attempt, analyse
from quizapp.game.options import key_indexes
from quizapp.game.question import Kind
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.rules import SPRINT_1, Mode, RoundSettings, Runner
from quizapp.game.stored import Snapshot, State

from .builders import Clock, Game, pack, question, round_of, sql, uids

UID = question(1).uid


def statistics_kept(path: Path) -> dict[str, tuple[object, ...]]:
    rows = sql(path, "SELECT uid, revision, asked, facility, discrimination, rounds FROM item_statistics")
    return {uid: tuple(values) for uid, *values in rows}


def test_an_answer_is_read_with_what_was_offered_and_the_rest_of_its_round(
    bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id, right=7, elapsed_ms=1_500)
    (attempt,) = bank.items.attempts(UID)
    drawn = round_of(bank, uids()).drawn[0]
    keys = key_indexes(drawn.question)
    assert attempt == Attempt(
        UID, 1, player_id, attempt.number, 1.0, 1_500, drawn.options, tuple(keys), round_length=10, round_share=7.0
    )
    found = bank.items.statistics(UID)
    assert found == analyse([attempt])
    assert found
    assert found.shares[min(keys)] == 1.0
    assert bank.items.statistics("unknown") is None


def test_an_open_round_tells_of_its_answers_but_not_of_its_player(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    round_id = game.begin(player_id, state)
    game.answer(round_id, state)
    (attempt,) = bank.items.attempts(UID)
    assert (attempt.round_length, attempt.round_share) == (0, 0.0)


def test_skips_are_no_answers_and_options_taken_away_were_not_offered(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids()).show(0)
    round_id = game.begin(player_id, state)
    for _ in range(2):
        state = state.fifty(0) if state.can_fifty else state.skip(0)
        game.record(round_id, state)
    assert state.turns
    assert bank.items.attempts(UID) == []

    state = round_of(bank, uids(), seed="other").show(0).fifty(0)
    round_id = game.begin(player_id, state)
    game.record(round_id, state)
    game.record(round_id, state.answer(key_indexes(state.current.question), 5))
    (attempt,) = bank.items.attempts(UID)
    assert len(attempt.offered) == 2
    assert not set(attempt.offered) & state.taken_away


def test_in_a_relay_an_answer_is_of_who_was_asked(bank: Bank, game: Game, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    runners = tuple(Runner(one, f"Player {one}", 16) for one in (player_id, other))
    relay = RoundSettings("run-on", 16, ("cast", "plot"), mode=Mode.RELAY, relay=runners)
    state = round_of(bank, uids(10), settings=relay, rules=replace(SPRINT_1, mode=Mode.RELAY))
    round_id = game.begin(player_id, state)
    for right in (True, False, True, True):
        state = game.answer(round_id, state, right=right)
    asked = [bank.items.attempts(uid)[0] for uid in uids(4)]
    assert [each.player_id for each in asked] == [player_id, other, player_id, other]


def test_numbers_are_kept_and_counted_again_when_more_was_played(
    tmp_path: Path, bank: Bank, game: Game, player_id: int
) -> None:
    told: list[tuple[int, int]] = []
    game.play(player_id, right=7)
    assert bank.search.refresh_statistics(lambda done, total: told.append((done, total))) == 11
    assert told == [(11, 11)]
    kept = statistics_kept(tmp_path / "bank.sqlite")
    assert kept[UID] == (1, 1, 1.0, None, 1)
    assert kept[uids()[9]] == (1, 1, 0.0, None, 1)
    assert bank.search.refresh_statistics() == 0

    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(other, right=0)
    assert bank.search.refresh_statistics() == 11
    assert statistics_kept(tmp_path / "bank.sqlite")[UID][1:3] == (2, 0.5)


def test_a_mended_question_starts_anew(tmp_path: Path, bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    bank.search.refresh_statistics()
    bank.questions.put("run-on", Draft.of(question(1, prompt="Mended?")), State.LIVE, seen_revision=1, who="me")
    (row,) = bank.search.rows(list(bank.search.row_ids([UID]).values()))
    assert (row.asked, row.facility) == (0, None)
    assert bank.items.attempts(UID) == []
    game.play(player_id, right=0)
    bank.search.refresh_statistics()
    assert statistics_kept(tmp_path / "bank.sqlite")[UID][:3] == (2, 1, 0.0)


def asked_of(bank: Bank, number: int = 1) -> tuple[int, float | None]:
    """What the table shows of a question."""
    uid = question(number).uid
    (row,) = bank.search.rows(list(bank.search.row_ids([uid]).values()))
    return row.asked, row.facility


def changed(bank: Bank, asks_same: bool = False, **changes: Any) -> None:
    """As an author changes the first question."""
    now = bank.questions.stored(UID)
    assert now
    draft = replace(now.question, **changes)
    edit = Edit(UID, "run-on", now.revision, Snapshot(State.LIVE, draft), asks_same=asks_same)
    assert bank.changes.apply(sentence("Change"), [edit]).change_id


def test_what_asks_the_same_keeps_its_numbers_at_once_and_when_they_are_counted(
    bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id)
    bank.search.refresh_statistics()
    changed(bank, asks_same=True, tags=("new",), hint="Another.", category="plot")
    assert asked_of(bank) == (1, 1.0)
    changed(bank, asks_same=True, sources=())
    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(other, right=0)
    bank.search.refresh_statistics()
    assert asked_of(bank) == (2, 0.5)
    assert [each.revision for each in bank.items.attempts(UID)] == [3, 3]


def test_a_new_version_of_a_pack_that_asks_the_same_keeps_the_numbers(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    bank.search.refresh_statistics()
    questions = [replace(question(1), tags=("other",)), replace(question(2), prompt="Mended?")]
    questions += [question(number) for number in range(3, 13)]
    bank.packs.load(pack(questions, version="2026.11.2"), "digest 2")
    bank.search.refresh_statistics()
    assert (asked_of(bank, 1), asked_of(bank, 2)) == ((1, 1.0), (0, None))
    assert bank.search.refresh_statistics() == 0


def test_a_mended_question_has_its_old_numbers_again_when_that_is_undone(
    tmp_path: Path, bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id)
    bank.search.refresh_statistics()
    changed(bank, prompt="Mended?")
    bank.search.refresh_statistics()
    assert asked_of(bank) == (0, None)
    assert UID not in statistics_kept(tmp_path / "bank.sqlite")
    bank.changes.undo()
    bank.search.refresh_statistics()
    assert asked_of(bank) == (1, 1.0)


def distractors_of(bank: Bank, number: int = 1) -> tuple[tuple[str, int, int], ...]:
    """How often each wrong option could be chosen and was, as the table shows it."""
    (row,) = bank.search.rows(list(bank.search.row_ids([question(number).uid]).values()))
    return tuple((use.text, use.offered, use.taken) for use in row.distractors)


def test_distractors_are_counted_with_the_other_numbers_and_go_with_them(
    bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id, right=0)
    bank.search.refresh_statistics()
    once = distractors_of(bank)
    assert sorted(text for text, _, _ in once) == sorted(each.text for each in question(1).distractors)
    assert [(offered, taken) for _, offered, taken in once] == [(1, 1), (1, 0), (1, 0)]
    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(other)
    bank.search.refresh_statistics()
    assert distractors_of(bank) == ((once[0][0], 2, 1), (once[1][0], 2, 0), (once[2][0], 2, 0))
    changed(bank, asks_same=True, tags=("new",))
    assert distractors_of(bank)[0] == (once[0][0], 2, 1)
    changed(bank, distractors=question(1).distractors[1:])
    assert distractors_of(bank) == ()
    bank.search.refresh_statistics()
    assert distractors_of(bank) == ()


def test_how_long_questions_of_a_kind_take_is_known_from_those_answered_often(tmp_path: Path, bank: Bank) -> None:
    rows = ", ".join(f"('{question(number).uid}', 1, 20, 0.5, 0, {number * 1000})" for number in range(1, 12))
    columns = "INSERT INTO item_statistics (uid, revision, asked, facility, rounds, median_ms)"
    sql(tmp_path / "bank.sqlite", f"{columns} VALUES {rows}")
    assert bank.items.peers() == {}
    more = ", ".join(f"('{question(number).uid}', 1, 20, 0.5, 0, {number * 1000})" for number in range(12, 22))
    bank.packs.load(pack(21, version="2026.11.2"), "digest 2")
    sql(tmp_path / "bank.sqlite", f"{columns} VALUES {more}")
    assert bank.items.peers()[Kind.SINGLE_CHOICE].median_ms == 11_000


def test_an_appeal_is_settled_and_opened_again(bank: Bank, game: Game, player_id: int, clock: Clock) -> None:
    round_id = game.play(player_id)
    appeal = Appeal(AppealKind.MY_ANSWER_WAS_RIGHT, round_id, 0, player_id, UID, 1, "Gyeomie", clock())
    bank.appeals.add(appeal)
    assert bank.appeals.unsettled() == bank.appeals.unsettled("run-on") == ((appeal, question(1).prompt),)
    assert bank.appeals.unsettled("other") == ()
    bank.appeals.settle(appeal)
    assert bank.appeals.unsettled() == ()
    bank.appeals.withdraw(round_id, 0, appeal.kind)
    assert bank.appeals.of(round_id, 0) == (appeal,)
    bank.appeals.reopen(appeal)
    assert len(bank.appeals.unsettled()) == 1
