"""Every check stands beside the field it is about, over the real author and the pack that ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from quizapp.author import Author
from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Media, Source
from quizapp.paths import bundled_packs
from quizapp.transfer.bundled import load_bundled
from quizapp.ui.editor.question_form import QuestionForm
from tests.author.conftest import Desk

GOOD = Draft(
    uid="run-on/plot-9000",
    kind="single_choice",
    category="plot",
    episode=16,
    prompt="Which colour has the baton?",
    answers=("Red",),
    distractors=(Distractor("Blue"), Distractor("Green"), Distractor("White")),
    explanation="It is red.",
    sources=(Source("Recap", episode=1),),
)
TYPED = {"kind": "short_answer", "distractors": ()}
CHECKS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "no prompt": ("prompt", {"prompt": ""}, "Error", "no prompt"),
    "no key": ("answers", {"answers": ()}, "Error", "no right option"),
    "two keys": ("answers", {"answers": ("Red", "Pink")}, "Error", "one right option"),
    "options alike after folding": ("distractors", {"distractors": (Distractor("RED "),)}, "Error", "twice"),
    "a long key": ("answers", {"answers": ("Red with a long white stripe from end to end",)}, "Note", "much longer"),
    "the key in the prompt": ("prompt", {"prompt": "Who has the red baton?"}, "Note", "stands in the prompt"),
    "a prompt too long": ("prompt", {"prompt": "Which colour? " * 20}, "Note", "small window"),
    "an option too long": ("distractors", {"distractors": (Distractor("Blue " * 30),)}, "Note", "small window"),
    "no explanation": ("explanation", {"explanation": ""}, "Note", "no explanation"),
    "no source": ("sources", {"sources": ()}, "Note", "no source"),
    "a source without a title": ("sources", {"sources": (Source("", "https://a.example"),)}, "Error", "title"),
    "no web address": ("sources", {"sources": (Source("A", "a.example"),)}, "Note", "no web address"),
    "a spoiler": ("prompt", {"prompt": "Which colour does Ko Ye-chan like?", "episode": 1}, "Note", "only from"),
    "an unknown category": ("category", {"category": "nowhere"}, "Note", "not one of the pack"),
    "a name spelt otherwise": ("prompt", {"prompt": "Which colour does Ki Sun-kyum like?"}, "Note", "is spelt"),
    "a name spelt otherwise in an answer": ("answers", {**TYPED, "answers": ("Ki Sun-kyum",)}, "Note", "is spelt"),
    "a picture without a text": ("media", {"media": Media("media/x.png", "")}, "Error", "needs a text"),
    "an episode too late": ("episode", {"episode": 99}, "Error", "99"),
    "a kind nobody knows": ("kind", {"kind": "essay"}, "Error", "unknown"),
    "no truth": ("answer", {"kind": "true_false", "answers": (), "distractors": ()}, "Error", "right"),
    "no gap": ("prompt", {"kind": "missing_word", "distractors": ()}, "Error", "gap"),
    "one pair": ("pairs", {"kind": "matching", "pairs": (("a", "b"),), "answers": ()}, "Error", "two pairs"),
    "two items": ("sequence", {"kind": "ordering", "sequence": ("a", "b"), "answers": ()}, "Error", "three items"),
}


@pytest.fixture
def author(tmp_path: Path) -> Iterator[Author]:
    with Desk(tmp_path).open() as bank:
        load_bundled(bank, bundled_packs())
        yield Desk(tmp_path).author(bank)


@pytest.fixture
def form(qtbot: QtBot) -> QuestionForm:
    made = QuestionForm()
    qtbot.addWidget(made)
    return made


def _notes(form: QuestionForm, author: Author, draft: Draft, field: str) -> list[str]:
    """What stands beside the field."""
    pack = next(each for each in author.packs() if each.id == "run-on")
    form.show_question(draft, pack)
    form.show_problems(author.check(form.draft(), pack.id))
    return next(section.notes() for section in form._every_section() if field in section.fields)


def test_a_good_question_has_no_notes(form: QuestionForm, author: Author) -> None:
    for field in {field for field, *_ in CHECKS.values()} & {"prompt", "answers", "sources", "media", "category"}:
        assert _notes(form, author, GOOD, field) == []


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_stands_beside_its_field(form: QuestionForm, author: Author, check: str) -> None:
    field, changes, severity, words = CHECKS[check]
    notes = _notes(form, author, replace(GOOD, **changes), field)
    assert [note for note in notes if note.startswith(severity) and words in note], notes


def test_a_near_duplicate_is_one_press_away(qtbot: QtBot, form: QuestionForm, author: Author) -> None:
    other = author.get("run-on/plot-0001")
    assert other is not None
    twin = replace(other.question, uid="run-on/plot-9001", prompt=f"{other.question.prompt} Now?")
    form.show()
    assert any("nearly the same" in note for note in _notes(form, author, twin, "prompt"))
    section = next(each for each in form._every_section() if "prompt" in each.fields)
    link = next(note.link for note in section._notes if not note.link.isHidden())
    with qtbot.waitSignal(form.open_requested) as opened:
        link.click()
    assert opened.args == [other.question.uid]
