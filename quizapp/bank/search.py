"""Finding questions: the only door to the full-text index, the rows of the editor's table, and searches kept."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import pack_info_of, texts_of
from quizapp.bank.engine import Database
from quizapp.bank.items import Counting
from quizapp.bank.naming import key_of, tidied
from quizapp.bank.option_uses import option_uses_of
from quizapp.bank.problems import check_all
from quizapp.bank.questions import in_pack
from quizapp.bank.search_sql import (
    ASKED,
    DISCRIMINATION,
    DISTRACTORS,
    FACILITY,
    OPEN_APPEALS,
    Condition,
    Vocabulary,
    condition,
    ordered,
)
from quizapp.bank.tables import PackRow, QuestionRow, SavedSearchRow, listed, table_of
from quizapp.errors import QuizError
from quizapp.game.edits import ListRow, SavedSearch, Sort
from quizapp.game.search import Known, Query, folded

Progress = Callable[[int, int], None]
"""Told what is done and what there is; it may raise to stop."""

NAME_LENGTH_MAX = 60
_EMPTY = "A search needs a name to be kept. Nothing was saved. Type one and try again."
_TOO_LONG = "This name is longer than {most} characters. Nothing was saved. Shorten it and try again."

_QUESTION = table_of(QuestionRow).c
_PACK = table_of(PackRow).c
_SAVED = table_of(SavedSearchRow)

_TOP = 2_000
"""So many rows at the top of the table are looked at before all of it."""
_STRETCH_MAX = 4 * _TOP
# One JSON list of ids takes two thirds of the time that as many rows take.
_IDS = "SELECT json_group_array(id) FROM (SELECT question.id FROM {source} WHERE {where} ORDER BY {order}{limit})"
_ROWS = text(
    "SELECT question.id, question.uid, prompt, kind, category, episode, difficulty, tags, pack.uid AS pack_id, state,"
    f" revision, changed_at_ms, problems, {ASKED} AS asked, {FACILITY} AS facility,"
    f" {DISCRIMINATION} AS discrimination,"
    f" {OPEN_APPEALS} AS appeals, {DISTRACTORS} AS distractors "
    "FROM json_each(:ids) AS wanted JOIN question ON question.id = wanted.value JOIN pack ON pack.id = pack_id "
    "ORDER BY wanted.key"
)
_UIDS = text(
    "SELECT question.uid FROM json_each(:ids) AS wanted JOIN question ON question.id = wanted.value ORDER BY wanted.key"
)
# Jumps from each category to the next in the index, where DISTINCT would walk over every question.
_CATEGORIES = text(
    "WITH RECURSIVE used (name) AS (SELECT min(category) FROM question UNION ALL "
    "SELECT (SELECT min(category) FROM question WHERE category > name) FROM used WHERE name IS NOT NULL) "
    "SELECT name FROM used WHERE name IS NOT NULL"
)


_HIDDEN = text("SELECT id FROM pack WHERE visibility <> 'shown'")


class Search:
    """Searches of the editor."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms
        self._counting = Counting(database)

    def ids(self, query: Query, sort: Sort, now_ms: int, *, limit: int | None = None) -> array[int]:
        """The row ids of the questions found, in this order; all states, see the filter `state`.

        `now_ms` is UTC, what `changed` counts back from. With `limit` only the first so many, which takes less time.
        What was not understood of the query has no effect.
        """
        with self._database.read() as session:
            finder = _Finder(session.connection(), query, sort, now_ms)
            found = None if limit is None or sort.column != "uid" or not query.terms else finder.near_the_top(limit)
            return array("q", finder.all(limit) if found is None else found)

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """The rows of a page of a table, in the order of the ids; ids that nothing has are left out."""
        with self._database.read() as session:
            found = session.connection().execute(_ROWS, {"ids": json.dumps(list(ids))})
            return [_list_row(row) for row in found]

    def uids(self, ids: Sequence[int]) -> list[str]:
        """The uids of these rows, in the order of the ids; ids that nothing has are left out."""
        with self._database.read() as session:
            return list(session.connection().execute(_UIDS, {"ids": json.dumps(list(ids))}).scalars())

    def row_ids(self, uids: Iterable[str]) -> dict[str, int]:
        """The row id of each of these questions; unknown uids are left out."""
        wanted = select(_QUESTION.uid, _QUESTION.id).where(_QUESTION.uid.in_(listed(uids)))
        with self._database.read() as session:
            return dict(session.connection().execute(wanted).all())

    def known(self, pack_id: str | None = None) -> Known:
        """What the questions of a pack (None = of all) have, sorted, for completion. Reads every question's tags."""
        with self._database.read() as session:
            connection = session.connection()
            packs = [names[0] for _, names in _pack_names(connection)]
            documents = connection.execute(_of_pack(select(_QUESTION.tags).distinct(), pack_id)).scalars().all()
            if pack_id is None:
                categories = set(_categories(connection))
            else:
                wanted = _of_pack(select(_QUESTION.category).distinct(), pack_id)
                categories = set(connection.execute(wanted).scalars())
        tags = {tag for document in documents for tag in texts_of(document) or ()}
        return Known(categories=_sorted(categories - {""}), tags=_sorted(tags), packs=_sorted(packs))

    # Searches kept

    def saved(self) -> tuple[SavedSearch, ...]:
        """The searches kept, by name."""
        wanted = select(_SAVED.c.name, _SAVED.c.text).order_by(_SAVED.c.name_key)
        with self._database.read() as session:
            return tuple(SavedSearch(name, written) for name, written in session.connection().execute(wanted))

    def save(self, name: str, written: str) -> SavedSearch:
        """Keeps a search, in place of the one kept under this name before; QuizError for no name or a long one."""
        kept = SavedSearch(tidied(name), written)
        if not kept.name:
            raise QuizError(_EMPTY)
        if len(kept.name) > NAME_LENGTH_MAX:
            raise QuizError(_TOO_LONG, most=NAME_LENGTH_MAX)
        values = {**kept._asdict(), "changed_at_ms": self._now_ms()}
        added = insert(_SAVED).values(name_key=key_of(kept.name), **values)
        with self._database.write() as session:
            session.connection().execute(added.on_conflict_do_update(set_=values))
        return kept

    def remove(self, name: str) -> None:
        """Removes the search of this name; one that is gone stays gone."""
        with self._database.write() as session:
            session.connection().execute(delete(_SAVED).where(_SAVED.c.name_key == key_of(name)))

    # What is kept beside the questions

    def refresh_problems(self, progress: Progress | None = None) -> int:
        """Checks the questions whose problems are not known: loaded from a pack, or checked by other rules.

        Gives how many were checked. In short transactions: what was done stays when `progress` raises.
        """
        return check_all(self._database, progress)

    def refresh_statistics(self, progress: Progress | None = None) -> int:
        """Counts the answers of questions that were in rounds played on since it was last called; gives how many.

        In short transactions; stopped by `progress`, the next call goes on.
        """
        return self._counting.count(progress)


class _Finder:
    """One search in one session."""

    def __init__(self, connection: Connection, query: Query, sort: Sort, now_ms: int) -> None:
        self._connection = connection
        self._query = query
        self._now_ms = now_ms
        self._order = ordered(sort)
        self._hidden = ", ".join(str(row_id) for row_id in connection.execute(_HIDDEN).scalars())
        self._vocabulary = Vocabulary(partial(_categories, connection), partial(_pack_names, connection))

    def all(self, limit: int | None) -> list[int]:
        """The ids found, or the first so many."""
        return self._ids("question", limit, condition(self._query, self._vocabulary, self._now_ms))

    def near_the_top(self, limit: int) -> list[int] | None:
        """The first ids, where so many are among the first rows of the table; None where they must be looked for.

        A word that most questions have is found so in a tenth of the time: only a stretch of the index is read, if the
        rows that are first by uid came into the bank one after another, as those of a pack do.
        """
        top = f"top AS MATERIALIZED (SELECT id FROM question ORDER BY {self._order} LIMIT {_TOP})"
        stretch = text(f"WITH {top} SELECT min(id), max(id), count(*) FROM top")
        first, last, count = self._connection.execute(stretch).one()
        if count < _TOP or last - first > _STRETCH_MAX:
            return None
        near = condition(self._query, self._vocabulary, self._now_ms, ids=(first, last))
        found = self._ids("top CROSS JOIN question ON question.id = top.id", limit, near, top)
        return found if len(found) == limit else None

    def _ids(self, source: str, limit: int | None, wanted: Condition, *named: str) -> list[int]:
        tables = ", ".join([*named, *wanted.named])
        cut = "" if limit is None else f" LIMIT {limit:d}"
        where = f"({wanted.where}) AND question.pack_id NOT IN ({self._hidden})" if self._hidden else wanted.where
        statement = _IDS.format(source=source, where=where, order=self._order, limit=cut)
        whole = text(f"WITH {tables} {statement}" if tables else statement)
        document: str = self._connection.execute(whole, wanted.parameters).scalar_one()
        return json.loads(document)


def _list_row(row: Row[Any]) -> ListRow:
    distractors = option_uses_of(row.distractors) if row.distractors else None
    read = {"tags": texts_of(row.tags) or (), "problems": row.problems or "", "distractors": distractors or ()}
    return ListRow._make(row)._replace(**read)


def _categories(connection: Connection) -> Iterator[str]:
    yield from connection.execute(_CATEGORIES).scalars()


def _pack_names(connection: Connection) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The row id of each pack, and its id and its title."""
    for row_id, uid, document in connection.execute(select(_PACK.id, _PACK.uid, _PACK.info)):
        info = pack_info_of(document)
        yield row_id, (uid, info.title) if info else (uid,)


def _of_pack(wanted: Select[str], pack_id: str | None) -> Select[str]:
    return wanted if pack_id is None else wanted.where(in_pack(pack_id))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (folded(name), name)))
