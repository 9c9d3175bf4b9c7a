"""Makes the set-up of a mode when its lane is first chosen; importing and building all seven would delay the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.game.rules import Mode
from quizapp.ui.play.setup_draw import DrawSetup

if TYPE_CHECKING:
    from quizapp.play import Lobby
    from quizapp.ui.play.setup_base import ModeSetup


def make_setup(mode: Mode, lobby: Lobby) -> ModeSetup:
    """The set-up of this mode, as the player left it."""
    made = _made(mode, lobby)
    made.recall()
    return made


def _made(mode: Mode, lobby: Lobby) -> ModeSetup:
    if mode is Mode.DASH:
        from quizapp.ui.play.setup_dash import DashSetup

        return DashSetup(lobby)
    if mode is Mode.DAILY:
        from quizapp.ui.play.setup_daily import DailySetup

        return DailySetup(lobby)
    if mode is Mode.TRAINING:
        from quizapp.ui.play.setup_training import TrainingSetup

        return TrainingSetup(lobby)
    if mode is Mode.RELAY:
        from quizapp.ui.play.setup_relay import RelaySetup

        return RelaySetup(lobby)
    if mode is Mode.CUSTOM:
        from quizapp.ui.play.setup_custom import CustomSetup

        return CustomSetup(lobby)
    return DrawSetup(mode, lobby)
