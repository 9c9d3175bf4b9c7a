"""The bank as the rest of the program sees it: one file, opened once, and the parts that read and write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quizapp.bank import schema
from quizapp.bank.appeals import Appeals
from quizapp.bank.engine import USUAL, Database, Limits
from quizapp.bank.favourites import Favourites
from quizapp.bank.notes import Notes
from quizapp.bank.packs import Packs
from quizapp.bank.players import Players
from quizapp.bank.questions import Questions
from quizapp.bank.revisions import Revisions
from quizapp.bank.rounds import Rounds
from quizapp.bank.schedule import Schedule
from quizapp.bank.stats import Stats

if TYPE_CHECKING:
    from quizapp.bank.changes import Changes
    from quizapp.bank.close_words import CloseWords
    from quizapp.bank.conflicts import Conflicts
    from quizapp.bank.imports import Imports
    from quizapp.bank.items import Items
    from quizapp.bank.media import MediaFolder
    from quizapp.bank.recount import Recount
    from quizapp.bank.roster import Roster
    from quizapp.bank.search import Search
    from quizapp.bank.statistics import Statistics


class Bank:
    """An open bank. Every method of its parts is one short session, so any thread may call it and several programs may
    have the same bank open. They raise `QuizError` sentences for what a person can mend; anything else is a bug.
    """

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self.path = database.path
        self._database = database
        self._now_ms = now_ms
        self.packs = Packs(database, now_ms)
        self.questions = Questions(database, now_ms)
        self.revisions = Revisions(database)
        self.players = Players(database, now_ms)
        self.rounds = Rounds(database)
        self.stats = Stats(database)
        self.schedule = Schedule(database)
        self.appeals = Appeals(database, now_ms)
        self.favourites = Favourites(database, now_ms)
        self.notes = Notes(database)

    # Parts of later pages and windows: a start to play does not need them and is 20 ms faster without.

    @cached_property
    def changes(self) -> Changes:
        from quizapp.bank.changes import Changes

        return Changes(self._database, self._now_ms)

    @cached_property
    def search(self) -> Search:
        from quizapp.bank.search import Search

        return Search(self._database, self._now_ms)

    @cached_property
    def close_words(self) -> CloseWords:
        from quizapp.bank.close_words import CloseWords

        return CloseWords(self._database)

    @cached_property
    def conflicts(self) -> Conflicts:
        from quizapp.bank.conflicts import Conflicts

        return Conflicts(self._database, self._now_ms)

    @cached_property
    def media(self) -> MediaFolder:
        from quizapp.bank.media import MediaFolder

        return MediaFolder(self.path)

    @cached_property
    def imports(self) -> Imports:
        from quizapp.bank.imports import Imports

        return Imports(self._database, self._now_ms)

    @cached_property
    def items(self) -> Items:
        from quizapp.bank.items import Items

        return Items(self._database)

    @cached_property
    def recount(self) -> Recount:
        from quizapp.bank.recount import Recount

        return Recount(self._database)

    @cached_property
    def roster(self) -> Roster:
        from quizapp.bank.roster import Roster

        return Roster(self._database, self._now_ms)

    @cached_property
    def statistics(self) -> Statistics:
        from quizapp.bank.statistics import Statistics

        return Statistics(self._database)

    @classmethod
    def open(cls, path: Path, backups: Path, *, now_ms: Callable[[], int], limits: Limits = USUAL) -> Self:
        """The bank at `path`: made when there is none, migrated (after a verified backup) when it is old.

        `now_ms` is the UTC clock. Raises DamagedBankError for an unreadable file (`recovery.open_or_recover` deals
        with that), BankError for a newer bank and for the world's faults; the file is untouched then.
        """
        schema.prepare(path, backups, now_ms=now_ms)
        return cls(Database(path, limits), now_ms)

    def close(self) -> None:
        """Closes the file. The bank cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
