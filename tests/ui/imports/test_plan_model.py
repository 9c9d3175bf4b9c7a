"""A million rows cost what is in sight: pieces, segments, growth, and numbers that hold."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizapp.errors import sentence
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Problem, Severity
from quizapp.game.plans import Fate, FileNote, PlanItem
from quizapp.ui.imports import plan_model
from quizapp.ui.imports.plan_details import PlanDetails
from quizapp.ui.imports.plan_model import Column, PlanModel
from quizapp.ui.imports.plan_words import reasons

from .import_rig import draft, item, plan_of

ERROR = Problem(Severity.ERROR, "answers", sentence("no choice is marked as right"))
WARNING = Problem(Severity.WARNING, "sources", sentence("no source is given"))


def _settled(qtbot: QtBot, model: PlanModel) -> None:
    qtbot.waitUntil(lambda: not model.is_searching, timeout=20_000)


def test_each_segment_shows_its_own(qtbot: QtBot) -> None:
    items = [item(1), item(2, Fate.REJECTED), item(3, Fate.UNCHANGED), item(4, Fate.DUPLICATE), item(5, like="x")]
    model = PlanModel()
    model.show_plan(plan_of(items, notes=[FileNote("other.bin", 0, ERROR)]))
    found = {}
    for segment in ("look", "added", "all"):
        model.set_filter(segment, "")
        _settled(qtbot, model)
        found[segment] = [str(model.index(row, Column.PLACE).data()) for row in range(model.rowCount())]
    assert found == {"look": ["", "2", "4", "5"], "added": ["1", "5"], "all": ["", "1", "2", "3", "4", "5"]}
    tally = model.tally
    assert (tally.accepted, tally.noted, tally.rejected, tally.same, tally.chosen) == (1, 2, 1, 1, 2)


def test_errors_stand_before_losses_and_losses_before_what_is_often_missing() -> None:
    feedback = loss("explanation", "what was said of wrong answers was left out")
    other = Problem(Severity.WARNING, "prompt", sentence("this is long"))
    assert reasons(item(1, problems=[WARNING, other, feedback, ERROR])) == [
        "No choice is marked as right",
        "What was said of wrong answers was left out",
        "This is long",
        "No source is given",
    ]


def test_a_question_that_lost_something_needs_a_look_and_one_with_other_warnings_does_not(qtbot: QtBot) -> None:
    lost = loss("explanation", "what was said of wrong answers was left out")
    items = [item(1, problems=[WARNING]), item(2, problems=[WARNING, lost]), item(3, Fate.CHANGED, [lost])]
    items += [item(4, Fate.UNCHANGED, [lost]), item(5)]
    model = PlanModel()
    model.show_plan(plan_of(items))
    model.set_filter("look", "")
    _settled(qtbot, model)
    rows = range(model.rowCount())
    assert [model.index(row, Column.PLACE).data() for row in rows] == ["2", "3"]
    assert {model.index(row, Column.RESULT).data() for row in rows} == {"Note"}
    assert (model.tally.accepted, model.tally.noted, model.tally.to_look_at, model.tally.same) == (2, 2, 2, 1)


def test_a_plan_that_grows_is_shown_as_far_as_it_goes(qtbot: QtBot) -> None:
    plan = plan_of([item(1)])
    model = PlanModel()
    model.show_plan(plan)
    _settled(qtbot, model)
    plan.items.extend(item(number) for number in range(2, 12))
    model.look_again()
    _settled(qtbot, model)
    assert (model.rowCount(), model.tally.chosen) == (11, 11)


def test_many_rows_are_found_in_pieces(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_model, "PIECE_S", 0.001)
    same = draft(1)
    items = [PlanItem("f", number, Fate.NEW, same, chosen=True) for number in range(100_000)]
    model = PlanModel()
    model.show_plan(plan_of(items))
    assert 0 < model.rowCount() < 100_000
    assert model.is_searching
    _settled(qtbot, model)
    assert (model.rowCount(), model.tally.chosen) == (100_000, 100_000)
    model.set_filter("all", "no such word")
    _settled(qtbot, model)
    assert model.rowCount() == 0


def test_no_row_is_put_into_words_that_nobody_sees(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(plan_model, "shown_prompt", lambda entry: asked.append(entry) or "")
    model = PlanModel()
    model.show_plan(plan_of([item(number) for number in range(1_000)]))
    _settled(qtbot, model)
    assert asked == []


def test_ticks_are_counted_at_once_and_only_what_can_be_chosen_takes_them(qtbot: QtBot) -> None:
    items = [item(1), item(2, Fate.REJECTED), item(3, Fate.CONFLICT), item(4, Fate.UNCHANGED)]
    model = PlanModel()
    model.can_tick = True
    model.show_plan(plan_of(items))
    _settled(qtbot, model)
    model.choose(items, True)
    assert model.tally.chosen == 2
    assert [each.chosen for each in items] == [True, False, True, False]
    _settled(qtbot, model)
    assert model.tally.chosen == 2
    model.can_tick = False
    model.choose(items, False)
    assert model.tally.chosen == 2, "not while it is written"


def test_a_screen_reader_hears_ticks_and_words(qtbot: QtBot) -> None:
    model = PlanModel()
    model.show_plan(plan_of([item(1), item(2, Fate.REJECTED, [ERROR])]))
    _settled(qtbot, model)

    def spoken(row: int, column: Column) -> object:
        return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(0, Column.TICK) == "ticked"
    assert spoken(1, Column.TICK) == ""
    assert spoken(1, Column.RESULT) == "Not added"
    assert spoken(1, Column.WHY) == "No choice is marked as right"


def test_a_tool_tip_is_no_markup(qtbot: QtBot) -> None:
    bold = item(1)
    bold.draft = draft(1, prompt="<b>What?</b>")
    model = PlanModel()
    model.show_plan(plan_of([bold]))
    _settled(qtbot, model)
    assert "&lt;b&gt;" in str(model.index(0, Column.QUESTION).data(Qt.ItemDataRole.ToolTipRole))


def test_ticking_everything_takes_a_moment_per_row_and_no_more(qtbot: QtBot) -> None:
    """Ten times the rows may take at most some thirty times as long: no row is looked for among the others."""
    times: list[float] = []
    for count in (10_000, 100_000):
        same = draft(1)
        items = [PlanItem("f", number, Fate.NEW, same) for number in range(count)]
        model = PlanModel()
        model.can_tick = True
        model.show_plan(plan_of(items))
        _settled(qtbot, model)
        start = time.perf_counter()
        model.choose(model.items(range(model.rowCount())), True)
        times.append(time.perf_counter() - start)
    assert times[1] < 30 * times[0] + 0.05


def test_questions_that_all_stand_on_one_line_are_counted_instead(qtbot: QtBot) -> None:
    items = [item(number) for number in range(1, 4)]
    for each in items:
        each.line = 1
    model = PlanModel()
    model.show_plan(plan_of(items))
    _settled(qtbot, model)
    assert [str(model.index(row, Column.PLACE).data()) for row in range(3)] == ["1", "2", "3"]
    assert model.headerData(Column.PLACE, Qt.Orientation.Horizontal) == "No."


def test_what_a_question_repeats_is_named_by_its_words(qtbot: QtBot) -> None:
    items = [item(1), item(2, Fate.DUPLICATE, like="things/1"), item(3, like="bank/7"), item(4, like="nowhere/1")]
    model = PlanModel(prompt_of=lambda uid: "What is in the bank?" if uid == "bank/7" else "")
    model.show_plan(plan_of(items))
    _settled(qtbot, model)
    said = [str(model.index(row, Column.WHY).data()) for row in range(4)]
    assert said == [
        "",
        "Same as “Which thing is number 1?”",
        "Asks nearly the same as “What is in the bank?”",
        "Asks nearly the same as question nowhere/1",
    ]


def test_what_most_questions_of_other_systems_lack_stands_last() -> None:
    said = [Problem(Severity.WARNING, each, sentence(f"about {each}")) for each in ("explanation", "sources", "prompt")]
    assert reasons(item(1, problems=said)) == ["About prompt", "About explanation", "About sources"]


def test_of_a_conflict_both_versions_are_shown(qtbot: QtBot) -> None:
    ours = draft(1, prompt="What did we make of it?")
    details = PlanDetails(lambda uid: "", lambda uid: ours if uid == "things/1" else None)
    qtbot.addWidget(details)
    details.show_entry(item(1, Fate.CONFLICT), None, is_done=False)
    shown = details.toPlainText()
    assert shown.index("What did we make of it?") < shown.index("Which thing is number 1?")
    assert "Wrong options, ours" not in shown, "only what differs"
