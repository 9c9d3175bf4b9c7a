"""Finding questions: by searches, saved or typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.game.authoring import Found
from quizapp.game.edits import ListRow, SavedSearch, Sort
from quizapp.game.search import And, Filter, FilterName, Known, Not, Or, Term, parse
from quizapp.game.stored import State

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

NAME_LENGTH_MAX = 60
NOT_RETIRED = Not(Filter(FilterName.STATE, "=", State.RETIRED.value))

Progress = Callable[[int, int], None]
"""Is told what is done of how much; may raise to stop."""


class Finding:
    """Searches over all packs. Retired questions are found by searches that speak of the state alone."""

    def __init__(self, bank: Bank, clock: Clock) -> None:
        self._bank = bank
        self._clock = clock

    def find(self, text: str, sort: Sort, limit: int | None) -> Found:
        """See `Author.find`."""
        query = parse(text, self._clock.today())
        if not any(map(_speaks_of_state, query.terms)):
            query = query._replace(terms=(*query.terms, NOT_RETIRED))
        return Found(self._bank.search.ids(query, sort, self._clock.utc_ms(), limit=limit), query.problems)

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """See `Author.rows`."""
        return self._bank.search.rows(ids)

    def uids(self, ids: Sequence[int]) -> list[str]:
        """See `Author.uids`."""
        return self._bank.search.uids(ids)

    def row_ids(self, uids: Iterable[str]) -> dict[str, int]:
        """The ids of the rows of these questions, by uid."""
        return self._bank.search.row_ids(list(uids))

    def known(self, pack_id: str | None) -> Known:
        """See `Author.known`."""
        return self._bank.search.known(pack_id)

    def refresh(self, progress: Progress | None) -> int:
        """See `Author.refresh`."""
        return self._bank.search.refresh_problems(progress)

    def refresh_numbers(self, progress: Progress | None) -> int:
        """See `Author.refresh_numbers`."""
        return self._bank.search.refresh_statistics(progress)

    def saved(self) -> tuple[SavedSearch, ...]:
        """The searches kept, by name."""
        return self._bank.search.saved()

    def keep(self, name: str, text: str) -> None:
        """See `Author.keep_search`."""
        name = " ".join(name.split())
        if not name:
            raise QuizError("The search needs a name, so it was not kept. Type one and try again.")
        if len(name) > NAME_LENGTH_MAX:
            template = "The name of a search can have {limit} characters, so it was not kept. Shorten it and try again."
            raise QuizError(template, limit=NAME_LENGTH_MAX)
        self._bank.search.save(name, text)

    def remove(self, name: str) -> None:
        """Forgets the search of this name."""
        self._bank.search.remove(name)


def _speaks_of_state(term: Term) -> bool:
    match term:
        case Filter(name=FilterName.STATE):
            return True
        case Not(inner):
            return _speaks_of_state(inner)
        case Or(terms) | And(terms):
            return any(map(_speaks_of_state, terms))
        case _:
            return False
