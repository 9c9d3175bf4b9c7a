"""The keys of the home page for the hint bar: only those that do something where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from quizapp.play import Lobby
    from quizapp.ui.play.challenge_entry import ChallengeEntry

EnterDoes = Literal["challenge", "go_on", "start", "nothing"]
"""Start the challenge whose code is written, go on with the round that waits, start the chosen lane."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("HomeHints", text)


def when_focus_moves(tell: Callable[[QWidget | None, QWidget | None], None]) -> None:
    """From now on tells what had the focus and what has it."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(tell)


def enter_does(
    focused: QWidget | None, challenge: ChallengeEntry | None, go_on: QWidget | None, *, can_start: bool
) -> EnterDoes:
    """What Enter does where the focus is, or was when the window had it."""
    if challenge is not None and challenge.is_field(focused):
        return "challenge"
    if focused is not None and focused is go_on:
        return "go_on"
    return "start" if can_start else "nothing"


def home_hints(lobby: Lobby | None, lane_count: int, enter: EnterDoes) -> list[tuple[list[str], str]]:
    """Key caps and words; without a lobby nothing can be started yet."""
    help_ = (["F1"], _tr("help"))
    if enter == "challenge":  # digits and letters are written into the code
        return [(["Enter"], _tr("start the challenge")), (["Esc"], _tr("close the code field")), help_]
    hints = [([f"1–{lane_count}"], _tr("pick a lane"))] if lobby is not None else []
    hints.append((["↑", "↓"], _tr("move")))
    if enter != "nothing":
        hints.append((["Enter"], _tr("go on") if enter == "go_on" else _tr("start")))
    if lobby is not None and lobby.pack.episodes is not None:
        player = lobby.player
        hints.append((["E"] if player and player.single_letter_keys else ["Ctrl", "E"], _tr("change episode")))
    return [*hints, help_]
