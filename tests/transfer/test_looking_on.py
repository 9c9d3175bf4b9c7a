"""What others see of an import on its way: the plan while it grows, the first questions by a mapping, pauses."""

from __future__ import annotations

import pytest

from quizapp.game.mapping import Field, Mapping
from quizapp.game.plans import Fate, ImportOptions, ImportPlan
from quizapp.transfer import transfer as transfer_module
from quizapp.transfer.transfer import Transfer

from .conftest import Write, imported, opentdb, planned


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
    monkeypatch.setattr(transfer_module, "PAUSE_EVERY", 4)
    plan = planned(transfer, write(opentdb(3, first=50), "more.json"))
    assert list(transfer.near_duplicates(plan)) == [(0, 3)] * 3 + [(1, 3), (2, 3), (3, 3)]
