"""Short notes that the program keeps for itself under a key, such as which pack a player plays."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.engine import Database
from quizapp.bank.tables import MetaRow, table_of

_META = table_of(MetaRow)


class Notes:
    """The notes of this bank. Keys begin with what they are about and a slash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The note under this key, None when there is none."""
        with self._database.read() as session:
            return session.connection().execute(select(_META.c.value).where(_META.c.key == key)).scalar()

    def keep(self, key: str, note: str) -> None:
        """Keeps a note, in the place of one under the same key."""
        kept = insert(_META).values(key=key, value=note)
        with self._database.write() as session:
            session.connection().execute(kept.on_conflict_do_update(set_={"value": kept.excluded.value}))
