"""A finished round on its result page, for the tests of that page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.question import Question
from quizapp.ui.play.result_page import ResultPage
from quizapp.ui.play.result_table import Column, ResultTable
from tests.ui.fakes import QUESTIONS, FakePlay
from tests.ui.page_host import PageHost, host

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


class Results:
    """Shows results and keeps their windows as long as the test needs them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._kept: list[PageHost] = []

    def show(
        self, *answers: int | str, size: tuple[int, int] = (1200, 800), **more: object
    ) -> tuple[PageHost, FakePlay]:
        """The result of a round with these answers, in an active window; `more` goes to `played`."""
        play = played(*answers, **more)  # pyright: ignore[reportArgumentType]
        page = ResultPage()
        page.show_result(play)
        self._kept.append(host(self._qtbot, page, *size))
        return self._kept[-1], play


def table_of(window: QWidget) -> ResultTable:
    """The table of questions."""
    table = window.findChild(ResultTable)
    assert table is not None
    return table


def cells(window: QWidget, column: Column) -> list[str]:
    """What a column shows, from top to bottom."""
    model = table_of(window).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]
