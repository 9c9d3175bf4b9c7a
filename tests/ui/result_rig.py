"""A finished round on its result page, for the tests of that page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.question import Question
from quizapp.ui.play.result_page import ResultPage
from quizapp.ui.play.result_rows import Column
from quizapp.ui.play.result_table import ResultTable
from tests.e2e.reader import Reader
from tests.ui.fakes import (
    QUESTIONS,
    FakePlay,
    fake_lobby,
    matching,
    missing_word,
    ordering,
    several,
    single,
    true_false,
    typed,
)
from tests.ui.page_host import PageHost, host

CODE = "7K4MB-16XQ2-9DYRT-KKM3P-W2"
"""A challenge code, as it looks."""
ShowPlay = Callable[..., PageHost]
Show = Callable[..., tuple[PageHost, FakePlay]]


def played(
    *answers: int | str, questions: tuple[Question, ...] = QUESTIONS, best_points: int | None = None
) -> FakePlay:
    """A finished round with these answers (places as shown, "skip"); the rest is right."""
    play = FakePlay(questions, best_points=best_points)
    left = list(answers)
    while not play.round.is_complete:
        answer = left.pop(0) if left else 0
        if answer == "skip":
            play.show()
            play.skip()
        else:
            play.give(int(answer), after_ms=9_200)
    return play


def run(verdicts: str, *, after_ms: int = 2_000, questions: int = 40, **more: object) -> FakePlay:
    """A round with an answer for each letter: r is right, x is wrong; the rest is right until its end."""
    asked = tuple(single(number, uid=f"tea/many-{number:03}", episode=number % 9) for number in range(questions))
    play = FakePlay(asked, **more)  # pyright: ignore[reportArgumentType]
    left = list(verdicts)
    while not play.round.is_complete:
        play.show()
        play.time.pass_ms(after_ms)
        if play.tick() == "running":
            wrong = bool(left) and left.pop(0) == "x"
            play.answer([play.round.current.options[1 if wrong else 0]])
        play.next_question()
    return play


def with_code(play: FakePlay, monkeypatch: pytest.MonkeyPatch, code: str | None = CODE) -> FakePlay:
    """The same round with this challenge code."""
    monkeypatch.setattr(play, "challenge_code", lambda: code)
    return play


def every_kind() -> FakePlay:
    """A round with a question of every kind, most of them missed."""
    questions = (
        *(several(1), true_false(2), typed(3), typed(4), missing_word(5), missing_word(6, by_options=True)),
        *(matching(7), ordering(8), single(9), single(10), single(11)),
    )
    play = FakePlay(questions)
    for answer in ([0, 2], [1], "ki seon gyeop", "기선겸", "coffee", [2], [0, 2, 1], [1, 0, 2, 3], [0], [0]):
        play.show()
        if isinstance(answer, str):
            play.answer_text(answer)
        else:
            play.answer(answer)
        play.next_question()
    return play


class Results:
    """Shows results and keeps their windows as long as the test needs them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._kept: list[PageHost] = []

    def show_play(self, play: FakePlay, size: tuple[int, int] = (1200, 800)) -> PageHost:
        """The result of this round, in an active window, with a bank that is open."""
        page = ResultPage()
        page.set_lobby(fake_lobby(play.bank, play.time))
        page.show_result(play)
        return self._hosted(page, size)

    def show(
        self, *answers: int | str, size: tuple[int, int] = (1200, 800), **more: object
    ) -> tuple[PageHost, FakePlay]:
        """The result of a round with these answers, in an active window; `more` goes to `played`."""
        play = played(*answers, **more)  # pyright: ignore[reportArgumentType]
        page = ResultPage()
        page.show_result(play)
        return self._hosted(page, size), play

    def _hosted(self, page: ResultPage, size: tuple[int, int]) -> PageHost:
        """The page in its window, with the code that comes after its first painting."""
        self._kept.append(host(self._qtbot, page, *size))
        self._qtbot.waitUntil(lambda: not page._code_is_due)
        return self._kept[-1]


def without_commas(texts: list[str]) -> list[str]:
    """The texts without what separates thousands."""
    return [text.replace(",", "") for text in texts]


def names(window: PageHost) -> list[str]:
    """What a screen reader finds, without what separates thousands."""
    return without_commas(Reader(window).names())


def table_of(window: QWidget) -> ResultTable:
    """The table of questions."""
    table = window.findChild(ResultTable)
    assert table is not None
    return table


def cells(window: QWidget, column: Column) -> list[str]:
    """What a column shows, from top to bottom."""
    model = table_of(window).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]
