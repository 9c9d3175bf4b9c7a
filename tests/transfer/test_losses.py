"""What an import leaves is told of each question, of every format, and counts as something to look at."""

from __future__ import annotations

import pytest

from quizapp.game.plans import Fate, ImportPlan, PlanItem, in_order
from quizapp.transfer.checking import checked
from quizapp.transfer.transfer import Transfer

from ..formats.lossy import LOSSY, WHOLE, content_of, moodle
from .conftest import Write, imported, planned


def losses_of(item: PlanItem) -> list[str]:
    return [str(problem.message) for problem in item.problems if problem.is_loss]


def looked_at(plan: ImportPlan) -> list[PlanItem]:
    return [item for item in plan.items if item.has_notes]


@pytest.mark.parametrize("case", LOSSY)
def test_a_question_that_lost_something_is_to_be_looked_at(transfer: Transfer, write: Write, case: str) -> None:
    name, content, word = LOSSY[case]
    path = write(content_of(content), name)
    plan = planned(transfer, path)
    (item,) = plan.items
    assert (item.fate, item.chosen, looked_at(plan)) == (Fate.NEW, True, [item])
    assert any(word in each for each in losses_of(item))
    first = in_order(item.problems)[: len(losses_of(item))]
    assert all(each.is_loss for each in first), "they stand before other warnings"
    (result,) = checked(path)
    assert any(each.problem.is_loss and word in str(each.problem.message) for each in result.problems)


@pytest.mark.parametrize("case", WHOLE)
def test_other_warnings_do_not_make_a_question_one_to_be_looked_at(transfer: Transfer, write: Write, case: str) -> None:
    name, content = WHOLE[case]
    plan = planned(transfer, write(content_of(content), name))
    assert {item.fate for item in plan.items} == {Fate.NEW}
    assert looked_at(plan) == []


def test_what_a_question_lost_is_told_when_it_comes_or_changes_and_not_while_it_stays(
    transfer: Transfer, write: Write
) -> None:
    imported(transfer, write(moodle("H<sub>2</sub>O?", "100=water").replace("<quiz>", "<quiz><!-- 1 -->"), "a.xml"))
    again = planned(transfer, write(moodle("H<sub>2</sub>O?", "100=water"), "a.xml"))
    assert (again.counts(), looked_at(again)) == ({Fate.UNCHANGED: 1}, [])


def test_setting_fields_of_questions_keeps_what_is_said_of_their_losses(transfer: Transfer, write: Write) -> None:
    plan = planned(transfer, write(moodle("H<sub>2</sub>O?"), "a.xml"))
    before = losses_of(plan.items[0])
    transfer.change(plan, plan.items, difficulty=3)
    assert before
    assert losses_of(plan.items[0]) == before
