"""Packs: loaded, updated by uid, never at the cost of what was changed here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.pack_update import version_key
from quizapp.errors import sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed
from quizapp.game.question import CHOICE_KINDS, Name, Pack, PackInfo, Question
from quizapp.game.stored import Conflict, PackLoad, State

from .builders import INFO, SETTINGS, Clock, Game, open_bank, pack, question, round_of, sql, uids

ONE, TWO, THREE = uids(3)


def _newer(*questions: Question, version: str = "2026.12.1") -> Pack:
    return pack(questions, version=version)


def _put(bank: Bank, changed: Question, state: State = State.LIVE) -> None:
    stored = bank.questions.stored(changed.uid)
    seen = stored.revision if stored else 0
    bank.questions.put("run-on", Draft.of(changed), state, seen_revision=seen, who="author")


def _state(bank: Bank, uid: str) -> State:
    stored = bank.questions.stored(uid)
    assert stored
    return stored.state


def settle(bank: Bank, *, take_theirs: bool) -> Changed:
    """Decides about the second question."""
    seen = bank.packs.conflicts("run-on")
    return bank.conflicts.settle(seen, lambda _: sentence("Decide"), take_theirs=take_theirs, who="author").changed


@pytest.fixture
def three(tmp_path: Path, clock: Clock) -> Bank:
    """A bank with a pack of three questions."""
    bank = open_bank(tmp_path, clock)
    bank.packs.load(pack(3), "digest 1")
    clock.forward(1_000)
    return bank


# Descriptions


def test_a_pack_is_found_with_everything_known_of_it(three: Bank) -> None:
    info = PackInfo("solo", "A Solo", "1", "ko", None, ("me",), "CC0", INFO.categories, (Name("Ki", "기", ("Kee",)),))
    three.packs.load(Pack(info), "digest 9")
    assert three.packs.all() == (info, INFO)
    assert three.packs.get("solo") == info
    assert three.packs.get("nothing") is None


def test_the_digest_says_whether_files_must_be_read_again(three: Bank) -> None:
    assert three.packs.shipped_digest("run-on") == "digest 1"
    assert three.packs.shipped_digest("nothing") is None


def test_a_description_that_is_not_understood_is_loaded_anew(three: Bank) -> None:
    sql(three.path, "UPDATE pack SET info = '{\"title\": 7}'")
    assert three.packs.all() == ()
    assert three.packs.get("run-on") is None
    assert three.packs.shipped_digest("run-on") is None
    three.packs.load(pack(3), "digest 1")
    assert three.packs.all() == (INFO,)


# Loading


def test_what_a_load_did_is_told_in_numbers(three: Bank) -> None:
    assert str(three.packs.load(pack(5), "digest 2")) == "2 added, 0 changed, 3 unchanged, 0 retired, 0 kept, 0 refused"


def test_a_new_pack_is_added_with_a_first_revision_of_each_question(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        assert bank.packs.load(pack(3), "digest 1") == PackLoad(added=(ONE, TWO, THREE))
        assert bank.questions.get([ONE, TWO, THREE]) == {
            uid: (question(number), 1) for number, uid in enumerate((ONE, TWO, THREE), 1)
        }
        (first,) = bank.revisions.history(ONE)
        assert (first.action, first.who, first.at_ms, first.before) == ("load", "run-on 2026.11.1", clock(), None)
        assert first.after
        assert first.after.question.finish() == question(1)


def test_loading_the_same_again_changes_nothing(three: Bank) -> None:
    assert three.packs.load(pack(3), "digest 1") == PackLoad(unchanged=(ONE, TWO, THREE))
    assert len(three.revisions.history(ONE)) == 1


def test_a_question_that_is_unchanged_here_is_replaced(three: Bank, clock: Clock) -> None:
    better = question(2, prompt="A better question?")
    loaded = three.packs.load(_newer(question(1), better, question(3)), "digest 2")

    assert loaded == PackLoad(changed=(TWO,), unchanged=(ONE, THREE))
    assert three.questions.get([TWO]) == {TWO: (better, 2)}
    newest, _ = three.revisions.history(TWO)
    assert (newest.revision, newest.action, newest.who, newest.at_ms) == (2, "update", "run-on 2026.12.1", clock())
    assert newest.before
    assert newest.before.question.prompt == question(2).prompt
    assert not three.packs.is_edited("run-on")


def test_a_question_that_is_changed_here_is_kept_and_shown_as_a_conflict(three: Bank) -> None:
    mine, theirs = question(2, prompt="Mine?"), question(2, prompt="Theirs?")
    _put(three, mine)

    loaded = three.packs.load(_newer(question(1), theirs, question(3)), "digest 2")

    conflict = Conflict(TWO, "2026.12.1", Draft.of(mine), Draft.of(theirs))
    assert loaded == PackLoad(unchanged=(ONE, THREE), kept=(conflict,))
    assert three.packs.conflicts("run-on") == (conflict,)
    assert three.questions.get([TWO]) == {TWO: (mine, 2)}
    assert three.packs.is_edited("run-on")


def test_a_question_changed_only_here_is_no_conflict(three: Bank) -> None:
    mine = question(2, prompt="Mine?")
    _put(three, mine)
    loaded = three.packs.load(_newer(question(1, prompt="Better?"), question(2), question(3)), "digest 2")
    assert loaded == PackLoad(changed=(ONE,), unchanged=(TWO, THREE))
    assert three.questions.get([TWO])[TWO][0] == mine


def test_the_same_change_on_both_sides_is_no_conflict(three: Bank) -> None:
    same = question(2, prompt="The same idea?")
    _put(three, same)
    assert not three.packs.load(_newer(question(1), same, question(3)), "digest 2").kept
    assert not three.packs.is_edited("run-on")


def test_a_conflict_is_told_once_and_stays_until_it_is_settled(three: Bank) -> None:
    _put(three, question(2, prompt="Mine?"))
    theirs = _newer(question(1), question(2, prompt="Theirs?"), question(3))
    assert len(three.packs.load(theirs, "digest 2").kept) == 1
    assert three.packs.load(theirs, "digest 3") == PackLoad(unchanged=(ONE, TWO, THREE))
    assert len(three.packs.conflicts("run-on")) == 1


def test_a_newer_version_takes_the_place_of_an_open_conflict(three: Bank) -> None:
    _put(three, question(2, prompt="Mine?"))
    for version, prompt in (("2026.12.1", "Theirs?"), ("2027.1.1", "Theirs, later?")):
        three.packs.load(_newer(question(1), question(2, prompt=prompt), question(3), version=version), version)
    (conflict,) = three.packs.conflicts("run-on")
    assert conflict.theirs
    assert (conflict.pack_version, conflict.theirs.prompt) == ("2027.1.1", "Theirs, later?")


def test_a_conflict_ends_when_both_sides_agree_again(three: Bank) -> None:
    _put(three, question(2, prompt="Mine?"))
    theirs = _newer(question(1), question(2, prompt="Theirs?"), question(3))
    three.packs.load(theirs, "digest 2")
    _put(three, question(2, prompt="Theirs?"))
    three.packs.load(theirs, "digest 3")
    assert three.packs.conflicts("run-on") == ()


def test_a_conflict_can_be_settled_for_the_pack(three: Bank) -> None:
    _put(three, question(2, prompt="Mine?"))
    theirs = question(2, prompt="Theirs?")
    three.packs.load(_newer(question(1), theirs, question(3)), "digest 2")

    settle(three, take_theirs=True)

    assert three.questions.get([TWO]) == {TWO: (theirs, 3)}
    assert three.packs.conflicts("run-on") == ()
    assert not three.packs.is_edited("run-on")
    assert three.revisions.history(TWO)[0].action == "settle"


def test_a_decision_for_the_pack_is_a_step_of_undo(three: Bank) -> None:
    mine, theirs = question(2, prompt="Mine?"), question(2, prompt="Theirs?")
    _put(three, mine)
    three.packs.load(_newer(question(1), theirs, question(3)), "digest 2")
    assert three.conflicts.counts() == {"run-on": 1}
    assert settle(three, take_theirs=True).change_id == three.changes.state().undo_id != 0
    assert three.conflicts.counts() == {}
    three.changes.undo()
    assert three.questions.get([TWO]) == {TWO: (mine, 4)}
    three.changes.redo()
    assert three.questions.get([TWO]) == {TWO: (theirs, 5)}


def test_a_decision_for_what_is_here_writes_nothing(three: Bank) -> None:
    _put(three, question(2, prompt="Mine?"))
    three.packs.load(_newer(question(1), question(2, prompt="Theirs?"), question(3)), "digest 2")
    assert settle(three, take_theirs=False).change_id == 0
    assert three.changes.state().undo_id == 0


def test_a_conflict_can_be_settled_for_what_is_here(three: Bank) -> None:
    mine = question(2, prompt="Mine?")
    _put(three, mine)
    three.packs.load(_newer(question(1), question(2, prompt="Theirs?"), question(3)), "digest 2")
    for _ in range(2):  # the second window finds it settled
        settle(three, take_theirs=False)
    assert three.questions.get([TWO]) == {TWO: (mine, 2)}
    assert three.packs.conflicts("run-on") == ()
    assert three.packs.is_edited("run-on")


# Removed from the pack, and back again


def test_a_question_removed_from_the_pack_is_retired_with_its_history(three: Bank) -> None:
    loaded = three.packs.load(_newer(question(1), question(3)), "digest 2")
    assert loaded == PackLoad(unchanged=(ONE, THREE), retired=(TWO,))
    assert _state(three, TWO) is State.RETIRED
    assert [revision.action for revision in three.revisions.history(TWO)] == ["retire", "load"]
    assert not three.packs.is_edited("run-on")
    assert three.packs.load(_newer(question(1), question(3)), "digest 2").retired == ()


def test_a_retired_question_that_comes_back_is_live_again(three: Bank) -> None:
    three.packs.load(_newer(question(1), question(3)), "digest 2")
    back = question(2, prompt="Better than before?")
    loaded = three.packs.load(_newer(question(1), back, question(3), version="2027.1"), "digest 3")
    assert loaded == PackLoad(changed=(TWO,), unchanged=(ONE, THREE))
    assert _state(three, TWO) is State.LIVE
    assert three.questions.get([TWO]) == {TWO: (back, 3)}


def test_a_question_changed_here_and_removed_there_is_a_conflict(three: Bank) -> None:
    mine = question(2, prompt="Mine?")
    _put(three, mine)
    for digest in ("digest 2", "digest 3"):
        three.packs.load(_newer(question(1), question(3)), digest)
        assert three.packs.conflicts("run-on") == (Conflict(TWO, "2026.12.1", Draft.of(mine), None),)
    assert _state(three, TWO) is State.LIVE

    settle(three, take_theirs=True)
    assert _state(three, TWO) is State.RETIRED
    assert not three.packs.is_edited("run-on")


def test_a_question_retired_here_stays_retired(three: Bank) -> None:
    _put(three, question(2), State.RETIRED)
    assert three.packs.load(_newer(question(1), question(2), question(3)), "digest 2").changed == ()
    assert _state(three, TWO) is State.RETIRED


def test_a_question_written_here_is_not_touched_by_the_pack(three: Bank) -> None:
    own = question(50, prompt="My own?")
    _put(three, own)
    assert three.packs.load(_newer(question(1)), "digest 2").retired == (TWO, THREE)
    assert three.questions.get([own.uid]) == {own.uid: (own, 1)}
    assert _state(three, own.uid) is State.LIVE


# What is refused


@pytest.mark.parametrize("version", ["2026.10.30", "2026.11", "2025.12.31", "2026.11.0"])
def test_an_older_version_changes_nothing(three: Bank, version: str) -> None:
    loaded = three.packs.load(_newer(question(1, prompt="Old?"), version=version), "digest 0")
    assert loaded == PackLoad(is_older=True)
    assert three.packs.get("run-on") == INFO
    assert three.packs.shipped_digest("run-on") == "digest 1"
    assert three.questions.get([ONE]) == {ONE: (question(1), 1)}


def test_versions_are_ordered_by_number() -> None:
    ordered = ["", "1", "1.2", "1.10", "2", "2026.2.1", "2026.11.1", "2026.11.1b", "2026.11.2"]
    assert sorted(ordered, key=version_key) == ordered


def test_a_uid_is_used_once_even_across_packs(three: Bank) -> None:
    other = Pack(replace(INFO, id="other", title="Other"), (question(1), question(60), question(60, prompt="Again?")))
    loaded = three.packs.load(other, "digest 1")
    assert loaded.added == (question(60).uid,)
    assert [problem.uid for problem in loaded.refused] == [ONE, question(60).uid]
    assert all("used twice" in str(problem.message) for problem in loaded.refused)
    assert three.questions.get([ONE]) == {ONE: (question(1), 1)}


def _fail(*_: object) -> None:
    raise ZeroDivisionError


def test_a_load_that_fails_leaves_the_bank_as_it_was(three: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.bank.packs._note_shipped", _fail)
    with pytest.raises(ZeroDivisionError):
        three.packs.load(_newer(question(1, prompt="New?")), "digest 2")
    assert three.packs.get("run-on") == INFO
    assert three.questions.get([ONE]) == {ONE: (question(1), 1)}
    assert _state(three, TWO) is State.LIVE


# Edited packs


def test_a_pack_is_edited_when_a_question_that_can_be_drawn_is_not_as_published(three: Bank) -> None:
    assert not three.packs.is_edited("run-on")
    assert not three.packs.is_edited("nothing")
    _put(three, question(70), State.DRAFT)
    assert not three.packs.is_edited("run-on")
    _put(three, question(1, prompt="Mine?"))
    assert three.packs.is_edited("run-on")
    _put(three, question(1))
    assert not three.packs.is_edited("run-on")
    _put(three, question(1), State.RETIRED)
    assert three.packs.is_edited("run-on")
    _put(three, question(1))
    _put(three, question(70))
    assert three.packs.is_edited("run-on")


# The same questions in two banks


def test_two_banks_with_the_same_questions_have_one_digest(tmp_path: Path, clock: Clock, three: Bank) -> None:
    digest = three.packs.content_digest("run-on")
    assert len(digest) == 32
    (tmp_path / "other").mkdir()
    with open_bank(tmp_path / "other", clock) as other:
        for number in (3, 1, 2):  # one by one, in another order, with edits that are taken back
            other.packs.load(pack(0), "digest 0")
            _put(other, question(number, prompt="Not yet?"))
            _put(other, question(number))
        _put(other, question(70), State.DRAFT)
        assert other.packs.content_digest("run-on") == digest
    assert three.packs.content_digest("nothing") != digest


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        (question(1, prompt="Mine?"), State.LIVE),
        (question(1, explanation="More."), State.LIVE),
        (question(1), State.RETIRED),
        (question(1), State.DRAFT),
        (question(4), State.LIVE),
    ],
)
def test_another_question_is_another_digest(three: Bank, changed: Question, state: State) -> None:
    digest = three.packs.content_digest("run-on")
    _put(three, changed, state)
    assert three.packs.content_digest("run-on") != digest


def test_a_round_is_not_disturbed_by_an_update_of_its_pack(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    round_id = game.begin(player_id, state)
    all_new = (question(number, prompt="All new?", answers=("x",)) for number in range(1, 9))
    bank.packs.load(_newer(*all_new), "digest 2")
    assert bank.rounds.load(round_id).round_ == state
    assert bank.questions.counts("run-on", CHOICE_KINDS, SETTINGS.spoiler_limit, None).in_pack == 8
