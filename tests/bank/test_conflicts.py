"""Decisions about conflicts: about what was seen, and open again when they are undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import Sentence, sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Settled
from quizapp.game.question import Question
from quizapp.game.stored import Conflict, State

from .builders import Clock, open_bank, pack, question, sql, uids

ONE, TWO, THREE = uids(3)
NOT_THERE = None


@pytest.fixture
def bank(tmp_path: Path, clock: Clock) -> Iterator[Bank]:
    """A bank with a pack of three questions, two of which were changed here."""
    with open_bank(tmp_path, clock) as opened:
        opened.packs.load(pack(3), "digest 1")
        for number in (1, 2):
            _write(opened, question(number, prompt=f"Mine {number}?"))
        yield opened


def _write(bank: Bank, changed: Question, state: State = State.LIVE) -> None:
    stored = bank.questions.stored(changed.uid)
    assert stored
    bank.questions.put("run-on", Draft.of(changed), state, seen_revision=stored.revision, who="author")


def _comes(bank: Bank, version: str, *prompts: str | None) -> None:
    """A version of the pack in which the first questions ask this; None = it does not hold that one."""
    every = [*prompts, *(question(number).prompt for number in range(len(prompts) + 1, 4))]
    made = [question(number, prompt=prompt) for number, prompt in enumerate(every, 1) if prompt is not NOT_THERE]
    bank.packs.load(pack(made, version=version), version)


def _seen(bank: Bank) -> tuple[Conflict, ...]:
    return bank.packs.conflicts("run-on")


def _title(decided: Sequence[Conflict]) -> Sentence:
    return sentence("Take {count}", count=len(decided))


def _settle(bank: Bank, seen: Sequence[Conflict], *, take_theirs: bool = True) -> Settled:
    return bank.conflicts.settle(seen, _title, take_theirs=take_theirs, who="author")


def _prompts(bank: Bank) -> dict[str, str]:
    return {each.question.uid: each.question.prompt for each in bank.questions.of_pack("run-on")}


def _said(bank: Bank) -> list[tuple[object, ...]]:
    """What is known of each question, and of what its pack says."""
    return sql(bank.path, "SELECT uid, state, digest, shipped_digest FROM question ORDER BY uid")


# About what was seen


@pytest.mark.parametrize("take_theirs", [True, False])
def test_where_the_pack_has_said_something_else_since_it_is_not_decided(bank: Bank, take_theirs: bool) -> None:
    _comes(bank, "2027.1", "Theirs 1?", "Theirs 2?")
    seen = _seen(bank)
    _comes(bank, "2027.2", "Theirs, later?", "Theirs 2?")

    settled = _settle(bank, seen, take_theirs=take_theirs)

    assert (settled.decided, settled.left) == ((TWO,), (ONE,))
    assert _prompts(bank)[ONE] == "Mine 1?"
    (left,) = _seen(bank)
    assert left.theirs
    assert (left.uid, left.theirs.prompt) == (ONE, "Theirs, later?")
    assert _settle(bank, [left], take_theirs=take_theirs).decided == (ONE,), "and it is once that was seen"
    assert _prompts(bank)[ONE] == ("Theirs, later?" if take_theirs else "Mine 1?")


@pytest.mark.parametrize(("first", "then"), [("Theirs 1?", NOT_THERE), (NOT_THERE, "Theirs 1?")])
def test_where_the_pack_has_removed_it_or_brought_it_back_since_it_is_not_decided(
    bank: Bank, first: str | None, then: str | None
) -> None:
    _comes(bank, "2027.1", first)
    seen = _seen(bank)
    _comes(bank, "2027.2", then)
    assert _settle(bank, seen).left == (ONE,)
    assert _prompts(bank)[ONE] == "Mine 1?"
    assert len(_seen(bank)) == 1


def test_a_newer_version_that_says_the_same_does_not_hinder_the_decision(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?")
    seen = _seen(bank)
    _comes(bank, "2027.2", "Theirs 1?")
    assert _settle(bank, seen).decided == (ONE,)


def test_what_was_written_here_since_is_not_overwritten_unseen(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?")
    seen = _seen(bank)
    _write(bank, question(1, prompt="Mine, better?"))
    settled = _settle(bank, seen)
    assert (settled.decided, settled.left, settled.changed.change_id) == ((), (ONE,), 0)
    assert _prompts(bank)[ONE] == "Mine, better?"
    assert len(_seen(bank)) == 1


def test_a_decision_counts_what_it_decided_alone(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?", "Theirs 2?")
    seen = _seen(bank)
    assert _settle(bank, seen[:1]).decided == (ONE,)
    settled = _settle(bank, seen)
    assert (settled.decided, settled.left) == ((TWO,), ()), "another window had decided about the first"
    assert str(settled.changed.title) == "Take 1"
    again = _settle(bank, seen)
    assert (again.decided, again.left, again.changed.change_id) == ((), (), 0)


def test_where_both_say_the_same_by_now_nothing_is_written(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?", NOT_THERE)
    _write(bank, question(1, prompt="Theirs 1?"))
    _write(bank, question(2, prompt="Mine 2?"), State.RETIRED)
    before = _prompts(bank)
    settled = _settle(bank, _seen(bank))
    assert (settled.decided, settled.changed.change_id) == ((ONE, TWO), 0)
    assert (_seen(bank), _prompts(bank)) == ((), before)
    assert not bank.packs.is_edited("run-on")


def test_a_conflict_that_this_version_does_not_understand_is_left_as_it_is(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?")
    seen = _seen(bank)
    sql(bank.path, "UPDATE conflict SET theirs = '{\"new\": 1}'")
    assert _settle(bank, seen).left == (ONE,)
    assert bank.conflicts.counts() == {"run-on": 1}


# Undone and done again


@pytest.mark.parametrize("theirs", ["Theirs 1?", NOT_THERE])
def test_a_decision_that_is_undone_is_open_again_and_redo_makes_it_again(
    bank: Bank, tmp_path: Path, clock: Clock, theirs: str | None
) -> None:
    _comes(bank, "2027.1", theirs, "Theirs 2?")
    undecided, before = _seen(bank), _said(bank)
    _settle(bank, undecided[:1])
    after = _said(bank)
    for _ in range(2):
        bank.changes.undo()
        assert _seen(bank) == undecided
        assert _said(bank) == before
        with open_bank(tmp_path, clock) as again:  # after a restart
            assert _seen(again) == undecided
            again.changes.redo()
        assert _seen(bank) == undecided[1:]
        assert _said(bank) == after


def test_a_decision_that_is_undone_can_be_made_the_other_way(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?")
    _settle(bank, _seen(bank))
    bank.changes.undo()
    _settle(bank, _seen(bank), take_theirs=False)
    assert (_seen(bank), _prompts(bank)[ONE]) == ((), "Mine 1?")
    _comes(bank, "2027.2", "Theirs 1?")
    assert _seen(bank) == (), "the pack says nothing new of it"


def test_all_decisions_of_a_step_are_open_again(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?", NOT_THERE)
    undecided = _seen(bank)
    _settle(bank, undecided)
    bank.changes.undo()
    assert _seen(bank) == undecided
    assert bank.conflicts.counts() == {"run-on": 2}


def test_a_newer_version_takes_the_place_of_a_conflict_that_is_open_again(bank: Bank) -> None:
    _comes(bank, "2027.1", NOT_THERE)
    _settle(bank, _seen(bank))
    bank.changes.undo()
    _comes(bank, "2027.2", "Theirs, later?")
    assert [each.theirs and each.theirs.prompt for each in _seen(bank)] == ["Theirs, later?"]


def test_redo_does_not_decide_about_a_newer_version(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?")
    _settle(bank, _seen(bank))
    bank.changes.undo()
    _comes(bank, "2027.2", "Theirs, later?")
    for _ in range(2):
        bank.changes.redo()
        assert _prompts(bank)[ONE] == "Theirs 1?"
        assert [each.theirs and each.theirs.prompt for each in _seen(bank)] == ["Theirs, later?"]
        bank.changes.undo()
        assert _prompts(bank)[ONE] == "Mine 1?"
        assert [each.theirs and each.theirs.prompt for each in _seen(bank)] == ["Theirs, later?"]


def test_a_step_that_cannot_be_undone_any_more_opens_nothing(bank: Bank) -> None:
    _comes(bank, "2027.1", "Theirs 1?", "Theirs 2?")
    _settle(bank, _seen(bank))
    _comes(bank, "2027.2", "Theirs, later?", "Theirs 2?")
    changed = bank.changes.undo()
    assert changed
    assert changed.note
    assert [each.uid for each in _seen(bank)] == [TWO]
    assert _prompts(bank) == {ONE: "Theirs, later?", TWO: "Mine 2?", THREE: question(3).prompt}
