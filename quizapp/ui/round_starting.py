"""Begins a round; only one can wait at a time, so the player is asked whether an earlier one may go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from quizapp.ui.messages import telling

if TYPE_CHECKING:
    from quizapp.play import Lobby, Play


def begin_round(window: QWidget, lobby: Lobby, start: Callable[[], Play], play: Callable[[Play], object]) -> None:
    """Starts a round and plays it, at once or when the player has agreed to give up the one that waits."""
    waiting = lobby.open_round()
    if waiting is None or not waiting.answered:
        _begin_anew(window, lobby, start, play)
        return
    from quizapp.ui.common import confirm

    translate = QCoreApplication.translate
    title = translate("RoundStarting", "Give up the round that waits?")
    text = translate(
        "RoundStarting", "It waits at question {question}. Its answers are kept, but it cannot be played on."
    )
    words = text.format(question=waiting.answered + 1)
    yes, no = translate("RoundStarting", "Start a new round"), translate("RoundStarting", "Keep it")
    confirm.ask(window, title, words, yes, no, lambda: _begin_anew(window, lobby, start, play))


def _begin_anew(window: QWidget, lobby: Lobby, start: Callable[[], Play], play: Callable[[Play], object]) -> None:
    with telling(window):
        while (waiting := lobby.open_round()) is not None:
            lobby.abandon(waiting.round_id)
        play(start())
