"""Settings of custom rounds that players keep under a name."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import settings_of, settings_text
from quizapp.bank.engine import Database
from quizapp.bank.naming import key_of, tidied
from quizapp.bank.tables import FavouriteRow, table_of
from quizapp.errors import QuizError
from quizapp.game.records import NAME_LENGTH_MAX, Favourite
from quizapp.game.rules import RoundSettings

EMPTY = "A favourite needs a name. Nothing was saved. Type one and try again."
TOO_LONG = "This name is longer than {most} characters. Nothing was saved. Shorten it and try again."

_FAVOURITE = table_of(FavouriteRow)


class Favourites:
    """The favourites of all players."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def all(self, player_id: int) -> tuple[Favourite, ...]:
        """The player's favourites, sorted by name; those whose settings are not understood are kept but left out."""
        columns = _FAVOURITE.c
        own = select(columns.name, columns.settings).where(columns.player_id == player_id).order_by(columns.name_key)
        with self._database.read() as session:
            found = [(name, settings_of(document)) for name, document in session.connection().execute(own)]
        return tuple(Favourite(name, settings) for name, settings in found if settings)

    def keep(self, player_id: int, name: str, settings: RoundSettings) -> Favourite:
        """Keeps settings under this name, in place of those the player kept under it before.

        Spaces around the name and doubled ones are dropped; QuizError when nothing or more than 40 characters is left.
        """
        kept = Favourite(tidied(name), settings)
        if not kept.name:
            raise QuizError(EMPTY)
        if len(kept.name) > NAME_LENGTH_MAX:
            raise QuizError(TOO_LONG, most=NAME_LENGTH_MAX)
        values = {"name": kept.name, "settings": settings_text(settings), "changed_at_ms": self._now_ms()}
        added = insert(_FAVOURITE).values(player_id=player_id, name_key=key_of(kept.name), **values)
        with self._database.write() as session:
            session.connection().execute(added.on_conflict_do_update(set_=values))
        return kept

    def remove(self, player_id: int, name: str) -> None:
        """Removes the favourite of this name; one that is gone stays gone."""
        columns = _FAVOURITE.c
        named = delete(_FAVOURITE).where(columns.player_id == player_id, columns.name_key == key_of(name))
        with self._database.write() as session:
            session.connection().execute(named)
