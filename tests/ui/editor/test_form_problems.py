"""Problems stand beside their fields, in words, and lead to the other question."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from quizapp.errors import sentence
from quizapp.game.checking import check
from quizapp.game.draft import Problem, Severity
from quizapp.ui.editor import form_problems
from quizapp.ui.editor.form_section import ProblemNote
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.editor.form_rig import DRAFTS, SINGLE, shown_form
from tests.ui.fakes import PACK


def _problem(field: str, text: str, *, error: bool = False, uid: str = "") -> Problem:
    return Problem(Severity.ERROR if error else Severity.WARNING, field, sentence(text), uid)


def _notes(form: QuestionForm) -> list[str]:
    return [note.words() for note in form.findChildren(ProblemNote) if note.isVisibleTo(form)]


def test_a_problem_is_told_in_words_beside_its_field_and_by_it(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    form.show_problems([_problem("prompt", "too long"), _problem("category", "there is none", error=True)])
    assert sorted(_notes(form)) == ["Error: there is none", "Note: too long"]
    assert form.prompt.accessibleDescription() == "Note: too long"
    assert form.prompt.property("state") == "warn"
    assert form.category.property("state") == "bad"
    form.show_problems([])
    assert _notes(form) == []
    assert form.prompt.accessibleDescription() == ""
    assert not form.prompt.property("state")


def test_a_near_duplicate_is_one_press_away(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    form.show_problems([_problem("prompt", "much alike", uid="other"), _problem("hint", "own", uid=SINGLE.uid)])
    links = [note.link for note in form.findChildren(ProblemNote) if note.link.isVisible()]
    assert len(links) == 1
    with qtbot.waitSignal(form.open_requested) as told:
        links[0].click()
    assert told.args == ["other"]


def test_a_problem_of_a_field_that_does_not_show_is_told_at_the_end(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    form.show_problems([_problem("sequence", "not used"), _problem("uid", "none", error=True)])
    assert form._general.notes() == ["Error: none", "Note: not used"]


def test_every_problem_of_every_draft_finds_a_place(qtbot: QtBot) -> None:
    form = QuestionForm()
    qtbot.addWidget(form)
    for draft in DRAFTS:
        form.show_question(draft, PACK)
        problems = check(form.draft(), PACK)
        form.show_problems(problems)
        fields = {each.field for each in problems}
        shown = sum(len(section.notes()) for section in (*form._every_section(), form._general))
        assert shown >= len(fields)


def test_new_problems_are_said_once_after_a_pause(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    form = shown_form(qtbot)

    def say(widget: object, text: str) -> None:
        if widget is form:
            said.append(text)

    monkeypatch.setattr(form_problems, "announce", say)
    form.problems._timer.setInterval(1)
    for _ in range(3):
        form.show_problems([_problem("prompt", "too long")])
    qtbot.waitUntil(lambda: bool(said))
    form.show_problems([_problem("prompt", "too long"), _problem("hint", "new")])
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["Note: too long", "Note: new"]


def test_a_problem_takes_one_to_its_field(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    form.focus_field("explanation")
    assert form.explanation.hasFocus()
    form.focus_field("no such field")
    assert form.explanation.hasFocus()


def test_markup_in_a_problem_stays_text(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    text = "<b>bold</b> & “{text}”"
    form.show_problems([Problem(Severity.WARNING, "prompt", sentence(text, text="<img src='x'>"))])
    assert _notes(form) == ["Note: <b>bold</b> & “<img src='x'>”"]
