"""What others see of an import on its way: the plan while it grows, the first questions by a mapping, pauses."""

from __future__ import annotations

import pytest

from quizapp.bank.bank import Bank
from quizapp.game.mapping import Field, Mapping
from quizapp.game.plans import Fate, ImportOptions, ImportPlan
from quizapp.transfer import comparing, near
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet, transfer_of
from .moments import live


def test_a_plan_can_be_looked_at_while_it_grows(transfer: Transfer, write: Write) -> None:
    seen: list[ImportPlan] = []
    counts: list[int] = []

    def progress(done: int, total: int) -> None:
        counts.append(len(seen[0].items) if seen else 0)
        if seen:
            assert all(item.chosen == (item.fate is Fate.NEW) for item in seen[0].items), "each is compared already"

    plan = transfer.plan([write(opentdb(5_000))], ImportOptions(), progress, begun=seen.append)
    assert seen == [plan]
    assert counts == sorted(counts)
    assert len(set(counts)) > 2


def test_the_first_questions_are_shown_as_a_mapping_understands_them(transfer: Transfer, write: Write) -> None:
    path = write("a,b,c\nWho runs?,Ki Seon-gyeom,Oh Mi-joo\nWho waits?,,Oh Mi-joo\nWho paints?,Yes,No\n", "t.csv")
    mapping = Mapping((Field.PROMPT, Field.KEY, Field.WRONG))
    first, second = transfer.sample([path], mapping, 2)
    assert first.draft is not None
    assert (first.draft.prompt, first.draft.answers) == ("Who runs?", ("Ki Seon-gyeom",))
    assert (second.draft, second.fate, second.text) == (None, Fate.REJECTED, "Who waits?")
    assert second.problems
    other = Mapping((Field.KEY, Field.PROMPT, Field.WRONG))
    assert transfer.sample([path], other, 1)[0].shown_text == "Ki Seon-gyeom"


def test_files_without_a_table_have_no_sample(transfer: Transfer, write: Write) -> None:
    assert transfer.sample([write(opentdb(2))], Mapping((Field.PROMPT, Field.KEY)), 2) == ()


def test_the_search_for_near_duplicates_pauses_while_it_reads_the_bank(
    transfer: Transfer, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(transfer, write(opentdb(10)))
    monkeypatch.setattr(near, "AT_ONCE", 4)
    plan = planned(transfer, write(opentdb(3, first=50), "more.json"))
    assert list(transfer.near_duplicates(plan)) == [(0, 3)] * 3 + [(1, 3), (2, 3), (3, 3)]


def test_from_when_on_questions_are_like_others_is_what_the_settings_say(bank: Bank, desk: Desk, write: Write) -> None:
    first = write(opentdb(1, question="Which runner wins the race in the rain?"), "first.json")
    second = write(opentdb(1, question="Which singer wins the prize in the rain?"), "second.json")
    imported(transfer_of(bank, desk), first)
    found: list[str] = []
    for likeness in (90, 70):
        transfer = Transfer(bank, desk.folder / "backups", desk.time.clock(), lambda: likeness)  # noqa: B023
        plan = planned(transfer, second)
        assert list(transfer.near_duplicates(plan))[-1] == (1, 1)
        found.append(plan.items[0].like)
    assert found == ["", min(live(bank, "first"))]


def test_near_duplicates_are_found_in_the_bank_and_further_up_in_the_file(transfer: Transfer, write: Write) -> None:
    imported(transfer, write(opentdb(3)))
    there = {"question": "Which of all things has the number 1 here, of all?", "correct_answer": "Thing 1"}
    new = {"question": "Who waits for the last train of the evening?", "correct_answer": "Ki Seon-gyeom"}
    file = opentdb(5, first=50)
    file["results"][1] |= there
    file["results"][2] |= new
    file["results"][4] |= new | {"question": "Who waits for the last train of the evening, and why?"}
    plan = planned(transfer, write(file, "more.json"))
    assert plan.counts() == {Fate.NEW: 5}
    assert list(transfer.near_duplicates(plan))[-1] == (5, 5)
    in_bank = [item.like for item in plan.items]
    uids = [item.draft.uid for item in plan.items if item.draft is not None]
    assert in_bank[1].startswith("things/")
    assert in_bank[4] == uids[2]
    assert [bool(each) for each in in_bank] == [False, True, False, False, True]


def test_a_plan_that_is_put_away_says_the_same(
    transfer: Transfer, bank: Bank, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(opentdb(100))
    whole = planned(transfer, path)
    monkeypatch.setattr(comparing, "WHOLE_MAX", 0)
    plan = planned(transfer, path)
    assert all(item.whole_draft is None for item in plan.items)
    assert [item.draft for item in plan.items] == [item.draft for item in whole.items]
    transfer.change(plan, plan.items[:60], tags=("set",))
    assert all(item.whole_draft is None for item in plan.items), "also what was changed"
    assert transfer.commit(plan, quiet).added == 100
    assert sum(each.question.tags == ("set",) for each in bank.questions.of_pack("things")) == 60
    assert planned(transfer, path).counts() == {Fate.UNCHANGED: 100}


def test_an_import_can_be_stopped_within_a_piece(transfer: Transfer, write: Write) -> None:
    plan = planned(transfer, write(opentdb(500)))
    steps: list[int] = []
    transfer.commit(plan, lambda done, total: steps.append(done))
    assert len(steps) > 10, "each is a moment at which it may be stopped and others have their turn"
