"""Steps of authors: written at once or not at all, undone and redone in order, also after a restart."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError, Sentence, sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed, Edit, UndoState
from quizapp.game.question import PackInfo
from quizapp.game.stored import Snapshot, StaleRevisionError, State

from .builders import Clock, open_bank, pack, question, sql

TITLE = sentence("Change {count} questions", count=2)
OTHER = PackInfo("other", "Other", "1")
UID = question(1).uid


def edit(bank: Bank, number: int, *, pack_id: str = "run-on", state: State = State.LIVE, **changes: Any) -> Edit:
    """An edit from what the question is now; a new one from the usual question."""
    uid = question(number).uid
    stored = bank.questions.stored(uid)
    before = stored.question if stored else Draft.of(question(number))
    return Edit(uid, pack_id, stored.revision if stored else 0, Snapshot(state, replace(before, **changes)))


def prompt(bank: Bank, number: int = 1) -> str:
    stored = bank.questions.stored(question(number).uid)
    assert stored
    return stored.question.prompt


def state_of(bank: Bank, number: int) -> State:
    stored = bank.questions.stored(question(number).uid)
    assert stored
    return stored.state


def apply(bank: Bank, *edits: Edit, title: Sentence = TITLE, merge_into: int | None = None) -> Changed:
    return bank.changes.apply(title, edits, merge_into=merge_into)


def test_a_step_changes_its_questions_and_is_in_their_history(bank: Bank, clock: Clock) -> None:
    clock.forward(5)
    changed = apply(bank, edit(bank, 1, prompt="One?"), edit(bank, 20, prompt="New?", state=State.DRAFT))
    assert changed.title == TITLE
    assert changed.revisions == ((UID, 2), (question(20).uid, 1))
    newest = bank.revisions.history(UID)[0]
    assert (newest.action, newest.who, newest.at_ms, newest.change_id) == ("edit", "author", clock(), changed.change_id)
    assert bank.revisions.history(question(20).uid)[0].action == "new"
    assert (prompt(bank), prompt(bank, 20), state_of(bank, 20)) == ("One?", "New?", State.DRAFT)
    assert bank.changes.state() == UndoState(TITLE, None)


def test_undo_and_redo_take_every_question_of_a_step(bank: Bank) -> None:
    apply(bank, edit(bank, 1, prompt="One?"), edit(bank, 2, state=State.RETIRED))
    undone = bank.changes.undo()
    assert undone
    assert undone.revisions == ((UID, 3), (question(2).uid, 3))
    assert (prompt(bank), state_of(bank, 2)) == (question(1).prompt, State.LIVE)
    assert bank.changes.state() == UndoState(None, TITLE)
    assert bank.changes.redo()
    assert (prompt(bank), state_of(bank, 2)) == ("One?", State.RETIRED)
    assert [each.action for each in bank.revisions.history(UID)] == ["redo", "undo", "edit", "load"]
    assert bank.changes.redo() is None


def test_a_new_question_is_retired_when_undone(bank: Bank) -> None:
    apply(bank, edit(bank, 20, prompt="New?"))
    bank.changes.undo()
    assert (state_of(bank, 20), prompt(bank, 20)) == (State.RETIRED, "New?")
    bank.changes.redo()
    assert state_of(bank, 20) is State.LIVE


def test_steps_are_undone_after_a_restart_with_their_titles(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        apply(bank, edit(bank, 1, prompt="One?"), title=sentence("First"))
        apply(bank, edit(bank, 1, prompt="Two?"))
    with open_bank(tmp_path, clock) as bank:
        assert bank.changes.state() == UndoState(TITLE, None)
        bank.changes.undo()
        bank.changes.undo()
        assert prompt(bank) == question(1).prompt
    with open_bank(tmp_path, clock) as bank:
        assert bank.changes.state() == UndoState(None, sentence("First"))
        bank.changes.redo()
        assert prompt(bank) == "One?"


def test_a_new_step_ends_what_could_be_redone(bank: Bank) -> None:
    apply(bank, edit(bank, 1, prompt="One?"))
    bank.changes.undo()
    apply(bank, edit(bank, 1, prompt="Two?"), title=sentence("Second"))
    assert bank.changes.state() == UndoState(sentence("Second"), None)
    bank.changes.undo()
    assert bank.changes.undo() is None


def test_typing_is_one_step(bank: Bank) -> None:
    first = apply(bank, edit(bank, 1, prompt="O"))
    second = apply(bank, edit(bank, 1, prompt="On"), merge_into=first.change_id)
    assert second.change_id == first.change_id
    apply(bank, edit(bank, 2, prompt="Other?"), merge_into=first.change_id)
    bank.changes.undo()
    assert (prompt(bank), prompt(bank, 2)) == (question(1).prompt, question(2).prompt)
    bank.changes.redo()
    assert (prompt(bank), prompt(bank, 2)) == ("On", "Other?")


def test_only_the_newest_step_that_is_done_is_extended(bank: Bank) -> None:
    first = apply(bank, edit(bank, 1, prompt="One?"))
    second = apply(bank, edit(bank, 2, prompt="Two?"))
    assert apply(bank, edit(bank, 1, prompt="More?"), merge_into=first.change_id).change_id > second.change_id
    bank.changes.undo()
    assert apply(bank, edit(bank, 2, prompt="Not so"), merge_into=second.change_id).change_id > second.change_id


def test_an_edit_that_changes_nothing_is_no_step(bank: Bank) -> None:
    apply(bank, edit(bank, 1, prompt="One?"))
    bank.changes.undo()
    changed = apply(bank, edit(bank, 1), edit(bank, 2))
    assert changed == Changed(0, TITLE, ((UID, 3), (question(2).uid, 1)))
    assert bank.changes.state() == UndoState(None, TITLE)


def test_a_stale_edit_refuses_all_of_its_step(tmp_path: Path, bank: Bank) -> None:
    late = edit(bank, 2, prompt="Late?")
    apply(bank, edit(bank, 2, prompt="First?"))
    before = sql(tmp_path / "bank.sqlite", "SELECT count(*) FROM revision")
    with pytest.raises(StaleRevisionError, match="another window") as refused:
        apply(bank, edit(bank, 1, prompt="One?"), late)
    assert refused.value.uid == question(2).uid
    assert refused.value.stored
    assert refused.value.stored.question.prompt == "First?"
    assert sql(tmp_path / "bank.sqlite", "SELECT count(*) FROM revision") == before
    assert prompt(bank) == question(1).prompt


def test_what_a_pack_changed_since_is_not_undone(tmp_path: Path, bank: Bank) -> None:
    apply(bank, edit(bank, 1, prompt="Newer?"), edit(bank, 2, prompt="Mine?"))
    published = pack([replace(question(1), prompt="Newer?"), *(question(number) for number in range(2, 13))])
    bank.packs.load(replace(published, info=replace(published.info, version="2026.11.2")), "digest 2")
    third = [replace(question(1), prompt="Newest?"), *published.questions[1:]]
    bank.packs.load(pack(third, version="2026.11.3"), "digest 3")

    undone = bank.changes.undo()

    assert undone
    assert undone.revisions == ((question(2).uid, 3),)
    assert str(undone.note).startswith(f"1 of the questions of “{TITLE}” were left as they are")
    assert UID in str(undone.note)
    assert (prompt(bank), prompt(bank, 2)) == ("Newest?", question(2).prompt)
    redone = bank.changes.redo()
    assert redone
    assert (prompt(bank), prompt(bank, 2)) == ("Newest?", "Mine?")


def _published(bank: Bank, version: str, **changes: Any) -> None:
    """A new version of the pack changes what nobody has changed here since the last one."""
    questions = [replace(question(1), **changes), *(question(number) for number in range(2, 13))]
    bank.packs.load(pack(questions, version=version), f"digest {version}")


def test_a_step_that_cannot_be_undone_is_set_aside_and_those_before_it_can(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        apply(bank, edit(bank, 2, prompt="Mine?"), title=sentence("First"))
        apply(bank, edit(bank, 1, prompt="Newer?"), title=sentence("Second"))
        _published(bank, "2026.11.2", prompt="Newer?")
        _published(bank, "2026.11.3", prompt="Newest?")
        assert prompt(bank) == "Newest?"
    with open_bank(tmp_path, clock) as bank, open_bank(tmp_path, clock) as other_window:
        before = sql(tmp_path / "bank.sqlite", "SELECT count(*) FROM revision")
        with pytest.raises(QuizError, match=rf"“Second” cannot be undone.*{UID}.*Nothing was changed.*set aside"):
            bank.changes.undo()
        assert sql(tmp_path / "bank.sqlite", "SELECT count(*) FROM revision") == before
        assert other_window.changes.state() == UndoState(sentence("First"), None)
        undone = other_window.changes.undo()
        assert undone
        assert undone.title == sentence("First")
        assert (prompt(bank), prompt(bank, 2)) == ("Newest?", question(2).prompt)
    with open_bank(tmp_path, clock) as bank:
        assert bank.changes.state() == UndoState(None, sentence("First"))


def test_what_was_changed_since_is_not_redone(bank: Bank) -> None:
    apply(bank, edit(bank, 1, prompt="One?"))
    bank.changes.undo()
    bank.questions.put("run-on", Draft.of(question(1, prompt="Else?")), State.LIVE, seen_revision=3, who="me")
    with pytest.raises(QuizError, match="cannot be undone or redone"):
        bank.changes.redo()
    assert prompt(bank) == "Else?"
    assert bank.changes.redo() is None


def test_a_question_that_moved_belongs_to_its_new_pack_and_can_go_back(bank: Bank) -> None:
    bank.packs.create(OTHER)
    apply(bank, edit(bank, 1, pack_id="other"))
    assert [each.question.uid for each in bank.questions.of_pack("other")] == [UID]
    assert bank.packs.is_edited("run-on")
    bank.packs.load(pack([question(50, uid="other/1")], id="other", title="Other", version="1"), "digest")
    assert state_of(bank, 1) is State.LIVE, "a question that is not from a pack is not retired by it"
    bank.changes.undo()
    assert len(bank.questions.of_pack("run-on")) == 12
    assert not bank.packs.is_edited("run-on")
    bank.changes.redo()
    assert bank.packs.is_edited("other")


def test_a_new_pack_needs_an_id_of_its_own(bank: Bank) -> None:
    bank.packs.create(OTHER)
    assert bank.packs.get("other") == OTHER
    with pytest.raises(QuizError, match="id other already"):
        bank.packs.create(OTHER)


# Any sequence of steps

Standing = dict[str, tuple[str, State, str]]
"""Pack, state and prompt by uid."""


@dataclass
class Model:
    """What steps should do, by copies of everything."""

    now: Standing = field(default_factory=Standing)
    done: list[tuple[int, Standing, Standing]] = field(default_factory=list[tuple[int, Standing, Standing]])
    undone: list[tuple[int, Standing, Standing]] = field(default_factory=list[tuple[int, Standing, Standing]])

    def apply(self, new: Standing, changed: Changed) -> None:
        different = {uid: one for uid, one in new.items() if self.now.get(uid) != one}
        assert bool(different) == bool(changed.change_id)
        if not different:
            return
        before = {uid: self.now.get(uid) or (one[0], State.RETIRED, one[2]) for uid, one in different.items()}
        if self.done and self.done[-1][0] == changed.change_id:
            _, earlier, after = self.done.pop()
            # What was new in the first of the merged steps is retired as the last one leaves it.
            new_here = {uid for uid in earlier if uid in self.made_new[changed.change_id]}
            before |= {uid: one for uid, one in earlier.items() if uid not in new_here}
            different = after | different
        else:
            self.made_new[changed.change_id] = set[str]()
        self.made_new[changed.change_id] |= {uid for uid in new if uid not in self.now}
        for uid in self.made_new[changed.change_id] & different.keys():
            pack_id, _, text = different[uid]
            before[uid] = (pack_id, State.RETIRED, text)
        self.now |= different
        self.done.append((changed.change_id, before, different))
        self.undone.clear()

    made_new: dict[int, set[str]] = field(default_factory=dict[int, set[str]])

    def turn(self, source: str, target: str, side: int) -> int | None:
        stack: list[tuple[int, Standing, Standing]] = getattr(self, source)
        if not stack:
            return None
        step = stack.pop()
        getattr(self, target).append(step)
        self.now |= step[side]  # type: ignore[arg-type]
        return step[0]


one_edit = st.tuples(
    st.integers(1, 5), st.sampled_from(["run-on", "other"]), st.sampled_from(State), st.sampled_from("ab")
)
steps = st.lists(
    st.one_of(
        st.tuples(st.lists(one_edit, min_size=1, max_size=3, unique_by=lambda each: each[0]), st.booleans()),
        st.sampled_from(["undo", "redo", "undo", "reopen"]),
    ),
    max_size=14,
)


def _standing(bank: Bank) -> Standing:
    found = [*bank.questions.of_pack("run-on"), *bank.questions.of_pack("other")]
    return {each.question.uid: (each.pack_id, each.state, each.question.prompt) for each in found}


def _edits(bank: Bank, wanted: Sequence[tuple[int, str, State, str]]) -> list[Edit]:
    return [edit(bank, number, pack_id=pack_id, state=state, prompt=text) for number, pack_id, state, text in wanted]


@settings(max_examples=40, deadline=None)
@given(steps)
def test_any_steps_undone_and_redone_in_any_order_leave_what_they_should(
    wanted: list[tuple[list[tuple[int, str, State, str]], bool] | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        bank = open_bank(Path(folder), clock)
        bank.packs.load(pack(3), "digest 1")
        bank.packs.create(OTHER)
        model = Model(_standing(bank))
        newest: int | None = None
        for step in wanted:
            if step == "undo":
                changed = bank.changes.undo()
                assert (changed.change_id if changed else None) == model.turn("done", "undone", 1)
            elif step == "redo":
                changed = bank.changes.redo()
                assert (changed.change_id if changed else None) == model.turn("undone", "done", 2)
            elif step == "reopen":
                bank.close()
                bank = open_bank(Path(folder), clock)
            else:
                assert not isinstance(step, str)
                edits, merged = step
                changed = apply(bank, *_edits(bank, edits), merge_into=newest if merged else None)
                new = {question(number).uid: (pack_id, state, text) for number, pack_id, state, text in edits}
                model.apply(new, changed)
                newest = changed.change_id or newest
            assert _standing(bank) == model.now
            assert bank.changes.state() == UndoState(TITLE if model.done else None, TITLE if model.undone else None)
        bank.close()
