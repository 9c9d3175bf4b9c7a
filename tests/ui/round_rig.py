"""A round in a window for the tests of the round page, with hands and eyes for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.options import is_typed, key_indexes
from quizapp.game.question import Distractor, Kind, Question, Source
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.choice_button import ChoiceButton, ChoiceState
from quizapp.ui.play.round_page import RoundPage
from tests.ui.fakes import QUESTIONS, FakePlay, several, single, true_false
from tests.ui.page_host import PageHost, host

Begin = Callable[..., tuple[PageHost, FakePlay]]
LONG = single(
    1,
    uid="tea/long",
    prompt="In the scene on the roof of the tea house, after the rain and before the last train, which of these things "
    "does the former sprinter hand to the translator without saying one single word about it to anybody?",
    answers=("The umbrella that she had forgotten in the very first week of their acquaintance",),
    distractors=(
        Distractor("A ticket for the night train to the sea, folded twice and stamped already", feedback="No. " * 40),
        Distractor("Donaudampfschifffahrtsgesellschaftskapitänswitwenversammlung"),
        Distractor("처음 달릴 때는 도망치는 거였어요 그리고 다시는 돌아보지 않았어요"),
    ),
    hint="He had carried it about for three episodes, and whenever it rained he looked at it. " * 3,
    explanation="It is a long story that goes back to the first week. " * 12,
    sources=tuple(
        Source("A recap with a title that does not end soon " * 4, f"https://x.org/{n}", 3) for n in range(4)
    ),
)
SAMPLES = {"short": QUESTIONS[0], "long": LONG, "several": several(2), "true or false": true_false(3)}
HOSTILE = "<b>R&D</b> &amp; <img src='/etc/hostname'> \u202eשלום"


class Rounds:
    """Begins rounds and keeps their windows as long as the test needs them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._kept: list[PageHost] = []

    def begin(
        self, *questions: Question, size: tuple[int, int] = (1200, 764), **more: object
    ) -> tuple[PageHost, FakePlay]:
        """A round with these questions first, on its page in an active window; `more` goes to the play."""
        first = [replace(each, uid=f"{each.uid}/{at}") for at, each in enumerate(questions)]
        play = FakePlay([*first, *QUESTIONS][:12], **more)  # pyright: ignore[reportArgumentType]
        page = RoundPage()
        page.begin(play)
        self._kept.append(host(self._qtbot, page, *size))
        return self._kept[-1], play


def answer_rightly(play: FakePlay) -> None:
    """Gives the right answer to the current question, whatever its kind."""
    question = play.round.current.question
    if is_typed(question):
        play.answer_text(question.answers[0])
    elif question.kind is Kind.MATCHING:
        play.answer(range(len(question.pairs)))
    elif question.kind is Kind.ORDERING:
        play.answer(range(len(question.sequence)))
    else:
        play.answer(sorted(key_indexes(question)))


def labels(parent: QWidget) -> list[str]:
    """The texts of all labels that can be seen."""
    return [each.text() for each in parent.findChildren(QLabel) if each.isVisible()]


def answers_of(window: QWidget) -> list[ChoiceButton]:
    """The answers in the order shown."""
    return [each for each in window.findChildren(ChoiceButton) if each.isVisible()]


def states(window: QWidget) -> list[ChoiceState]:
    """What became of each answer."""
    return [each.state() for each in answers_of(window)]


def text_of(window: QWidget, name: str) -> str:
    """The text of the label with this object name."""
    label = window.findChild(PlainLabel, name)
    assert label is not None
    return label.text()


def caps(window: PageHost) -> list[tuple[list[str], str]]:
    """What the hint bar says: keys and words."""
    return window.page.hints()


def held(key: Qt.Key, text: str = "") -> None:
    """One more event of a key that is held down where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True, 1))
