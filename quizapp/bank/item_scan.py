"""The numbers of every question in one pass over the logs; question by question the same answers take far longer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

from quizapp.bank.convert import numbers_of
from quizapp.game.item_analysis import Answers, Asked, ItemStatistics, analyse_answers

Progress = Callable[[int, int], None]
_TOLD_EVERY = 250
_STEPS_BETWEEN = 500_000
"""So many steps of SQLite's machine take some hundredths of a second."""
_CACHE_KIB = 65_536
"""Pages kept while a million answers look for their questions; with the usual two thousand they are read many times."""
_PROMPT_SHOWN = 300
_POSITION_BITS = 16
_PLACE = f"{{table}}.round_id << {_POSITION_BITS} | {{table}}.position"
"""Round and position as one number."""
ANSWERED = "verdict <> 'skipped' AND share BETWEEN 0 AND 1"
"""Of the event table: answers and time-outs, but those with a share that is none."""

_COUNT = "SELECT count(DISTINCT uid) FROM drawn"
_ROUNDS = "SELECT id, player_id, rule_set, settings, finished_at_ms IS NOT NULL FROM round"
_TOTALS = f"""
SELECT round_id, count(*), total(share) FROM event INDEXED BY ix_event_answer WHERE {ANSWERED} GROUP BY round_id
"""
_RELAYS = f"""
SELECT drawn.round_id, drawn.player_id, count(*), total(share), json_group_array({_PLACE.format(table="drawn")})
FROM drawn JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
WHERE drawn.player_id IS NOT NULL AND {ANSWERED}
GROUP BY drawn.round_id, drawn.player_id
"""
_FIFTIES = f"SELECT {_PLACE.format(table='event')}, chosen FROM event WHERE action = 'fifty'"
# One row for each revision of a question, with its answers in lists: a row for each answer takes twice as long.
# `quote` writes a share so that it is read as the same number, where JSON of SQLite has 15 digits of it.
_ANSWERS = f"""
SELECT asked.*, question.revision, question.kind, pack.uid,
       iif(length(prompt) > {_PROMPT_SHOWN}, substr(prompt, 1, {_PROMPT_SHOWN - 1}) || '…', prompt)
FROM (
    SELECT drawn.uid AS uid, drawn.revision, json_group_array({_PLACE.format(table="event")}),
           json_group_array(event.id), group_concat(iif(share = 1, '1', iif(share = 0, '0', quote(share)))),
           json_group_array(elapsed_ms * 1), group_concat(drawn.options, char(30)), group_concat(chosen, char(30))
    FROM event NOT INDEXED
    CROSS JOIN drawn ON drawn.round_id = event.round_id AND drawn.position = event.position
    WHERE {ANSWERED} GROUP BY drawn.uid, drawn.revision
) AS asked
CROSS JOIN question ON question.uid = asked.uid CROSS JOIN pack ON pack.id = question.pack_id
WHERE question.state <> 'retired' AND pack.visibility = 'shown'
"""
_BETWEEN = "\x1e"
_NOTHING = (0, 0.0)
_Lists = list[tuple[int, ...]]


class Analysed(NamedTuple):
    """A question that was answered, the beginning of its prompt, and its numbers."""

    uid: str
    pack_id: str
    kind: str
    prompt: str
    statistics: ItemStatistics


@dataclass(slots=True)
class _Log:
    """What the answers are read with: by place (round and position) what 50:50 took away, and who a relay asked."""

    same: frozenset[tuple[str, int]]
    rounds: dict[int, Asked] = field(default_factory=dict[int, Asked])
    relayed: dict[int, Asked] = field(default_factory=dict[int, Asked])
    fifties: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])


def scan(
    connection: Connection,
    same: Iterable[tuple[str, int]],
    chosen_kinds: frozenset[str],
    is_comparable: Callable[[str, str], bool],
    progress: Progress | None,
    options_from: int,
) -> Iterator[Analysed]:
    """The numbers of every question in play or draft that was answered, by uid.

    `same` are older revisions that asked what the question asks now. With fewer answers than `options_from` options are
    not counted. `progress` may raise to stop, also while the
    answers are being sorted.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    report = progress or _quiet
    log = _Log(frozenset(same))
    (total,) = raw.execute(_COUNT).fetchone()
    done = 0
    report(done, total)
    with _stopping(raw, lambda: report(done, total)), _roomy(raw):
        _read_rounds(raw, log, is_comparable)
        for done, (row, answers) in enumerate(_answers(raw.execute(_ANSWERS), log, chosen_kinds, options_from), 1):
            if done % _TOLD_EVERY == 0:
                report(done, total)
            yield Analysed(row[0], row[-2], row[-3], row[-1], analyse_answers(answers))
    report(total, total)


def _quiet(done: int, total: int) -> None:
    """Nobody asked."""


@contextmanager
def _stopping(raw: sqlite3.Connection, report: Callable[[], None]) -> Generator[None]:
    """Lets `report` stop a statement before its first row, by raising."""
    why: list[BaseException] = []

    def _goes_on() -> int:
        try:
            report()
        except BaseException as error:
            why.append(error)
        return len(why)

    raw.set_progress_handler(_goes_on, _STEPS_BETWEEN)
    try:
        yield
    except sqlite3.OperationalError as error:
        if why:
            raise why[0] from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _roomy(raw: sqlite3.Connection) -> Generator[None]:
    """A larger cache for a while."""
    (usual,) = raw.execute("PRAGMA cache_size").fetchone()
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA cache_size = {usual}")


def _read_rounds(raw: sqlite3.Connection, log: _Log, is_comparable: Callable[[str, str], bool]) -> None:
    compared: set[int] = set()
    for round_id, player_id, rule_set, settings, is_finished in raw.execute(_ROUNDS):
        log.rounds[round_id] = (player_id, *_NOTHING)
        if is_finished and is_comparable(rule_set, settings):
            compared.add(round_id)
    for round_id, answers, shares in raw.execute(_TOTALS):
        if round_id in compared:
            log.rounds[round_id] = log.rounds[round_id][0], answers, shares
    for round_id, player_id, answers, shares, places in raw.execute(_RELAYS):
        rest = (answers, shares) if round_id in compared else _NOTHING
        log.relayed.update(dict.fromkeys(json.loads(places), (player_id, *rest)))
    for place, taken_away in raw.execute(_FIFTIES):
        log.fifties[place] = numbers_of(taken_away) or ()


_Found = tuple[Any, ...]
"""A row of `_ANSWERS`."""
_decoded = json.JSONDecoder().raw_decode


def _answers(
    found: Iterable[_Found], log: _Log, chosen_kinds: frozenset[str], options_from: int
) -> Iterator[tuple[_Found, Answers]]:
    """What each question that is asked as it was then was answered, with one of its rows."""
    parsed = _Places()
    for _, group in groupby(found, itemgetter(0)):
        rows = [row for row in group if row[1] == row[-4] or row[:2] in log.same]
        if not rows:
            continue
        has_options = rows[0][-3] in chosen_kinds and sum(row[5].count(",") + 1 for row in rows) >= options_from
        parts = [_columns(row, log, parsed, has_options=has_options) for row in rows]
        yield rows[0], parts[0] if len(parts) == 1 else Answers._make(map(_joined, zip(*parts, strict=True)))


def _joined(columns: Iterable[Iterable[Any]]) -> list[Any]:
    return list(chain.from_iterable(columns))


def _columns(row: _Found, log: _Log, parsed: _Places, *, has_options: bool) -> Answers:
    (places, numbers, shares, elapsed_ms), _ = _decoded(f"[{row[2]},{row[3]},[{row[4]}],{row[5]}]")
    rounds = log.rounds
    asked = [rounds[place >> _POSITION_BITS] for place in places]
    if log.relayed:
        asked = [log.relayed.get(place, usual) for place, usual in zip(places, asked, strict=True)]
    offered = chosen = [()] * len(places)
    if has_options:
        offered, chosen = _options(places, row, log, parsed)
    return Answers(asked, numbers, shares, elapsed_ms, offered, chosen)


def _options(places: list[int], row: _Found, log: _Log, parsed: _Places) -> tuple[_Lists, _Lists]:
    """What was offered at each place and what was chosen; nothing where the documents are no lists of places."""
    offered, chosen = ([parsed[each] for each in row[column].split(_BETWEEN)] for column in (6, 7))
    if not len(offered) == len(chosen) == len(places):
        return [()] * len(places), [()] * len(places)
    if log.fifties:
        for at, place in enumerate(places):
            if gone := log.fifties.get(place):
                offered[at] = tuple(each for each in offered[at] if each not in gone)
    if not all(offered):
        chosen = [taken if shown else () for taken, shown in zip(chosen, offered, strict=True)]
    return offered, chosen


class _Places(dict[str, tuple[int, ...]]):
    """The places that a document lists; there are few documents between a million answers."""

    def __missing__(self, document: str) -> tuple[int, ...]:
        found = self[document] = numbers_of(document) or ()
        return found
