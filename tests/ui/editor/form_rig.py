"""What the tests of the form share: a form in a window that is in use, and drafts of all sorts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Kind, Media, Source
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.fakes import ALL_KINDS, PACK
from tests.ui.painted import HOSTILE

SINGLE = next(Draft.of(each) for each in ALL_KINDS if each.kind is Kind.SINGLE_CHOICE)
WHOLE = [Draft.of(each) for each in ALL_KINDS]
_EMPTY = [Draft(uid=f"empty/{kind or 'none'}", kind=kind) for kind in (*map(str, Kind), "", "essay")]
_ODD = [
    replace(SINGLE, category="nowhere", difficulty=7, episode=-3, prompt=""),
    replace(SINGLE, answers=("one", "two"), distractors=(Distractor(""), Distractor("x", 4, "no"), Distractor(""))),
    replace(SINGLE, answers=(), distractors=(Distractor("only wrong"),), keep_order=True),
    replace(SINGLE, answers=("",), distractors=()),
    replace(SINGLE, pairs=(("a", "b"),), sequence=("1", "2"), extra=("c",), answer=True),
    replace(
        SINGLE, sources=(Source(""), Source("  T  ", "ftp://x", 99999999, "later"), Source("")), tags=("", "a", "a")
    ),
    replace(SINGLE, media=Media("", ""), hint=" spaces \n around ", line="two\r\nlines\u2028of\u00a0it"),
    replace(SINGLE, kind="matching", pairs=(("", ""), ("a", ""), ("", "b")), extra=("", "c")),
    replace(SINGLE, kind="ordering", sequence=("", "b", "", "d", "")),
    replace(SINGLE, kind="true_false", answer=None),
    replace(SINGLE, kind="essay", answers=("kept",)),
    replace(SINGLE, kind="short_answer", answers=("", "a", " b ")),
    replace(SINGLE, kind="multiple_choice", answers=tuple(map(str, range(30))), keep_order=True),
]
_HOSTILE = [
    replace(SINGLE, prompt=text, hint=text, explanation=text, line=text, answers=(text,), tags=(text[:100],))
    for text in HOSTILE.values()
    if "\ud800" not in text
]
DRAFTS = [*WHOLE, *_EMPTY, *_ODD, *_HOSTILE]


def shown_form(qtbot: QtBot, draft: Draft = SINGLE) -> QuestionForm:
    """A form in an active window that shows this draft."""
    form = QuestionForm()
    qtbot.addWidget(form)
    form.resize(560, 900)
    form.show_question(draft, PACK)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def put_on_clipboard(text: str = "", html: str = "") -> None:
    """Let the clipboard hold this; html without text as a browser might."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget, key, modifiers)


def paste(widget: QWidget, text: str = "", html: str = "") -> None:
    """Put something on the clipboard and press Ctrl+V."""
    put_on_clipboard(text, html)
    press(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
