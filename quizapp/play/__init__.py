"""Play: the lobby before and between rounds, and one round in progress. What the screens of play talk to."""

from quizapp.play.clock import Clock
from quizapp.play.lobby import Lobby
from quizapp.play.round_play import Play, Standing, Tick

__all__ = ["Clock", "Lobby", "Play", "Standing", "Tick"]
