"""The numbers of every question in one pass over the logs; question by question the same answers take far longer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from quizapp.bank.convert import numbers_of
from quizapp.game.item_analysis import ItemStatistics, analyse_each

Progress = Callable[[int, int], None]
_TOLD_EVERY = 250
_STEPS_BETWEEN = 500_000
"""So many steps of SQLite's machine take some hundredths of a second."""
_PROMPT_SHOWN = 300

_QUESTIONS = f"""
SELECT question.uid, question.revision, question.kind, pack.uid,
       iif(length(prompt) > {_PROMPT_SHOWN}, substr(prompt, 1, {_PROMPT_SHOWN - 1}) || '…', prompt)
FROM (SELECT DISTINCT uid FROM drawn) AS asked
JOIN question ON question.uid = asked.uid JOIN pack ON pack.id = question.pack_id
WHERE question.state <> 'retired' AND pack.visibility = 'shown'
"""
_ROUNDS = "SELECT id, player_id, rule_set, settings, finished_at_ms IS NOT NULL FROM round"
# By the index on round and number each answer would be looked up by itself, which takes four times as long.
_TOTALS = """
SELECT round_id, count(*), total(share) FROM event NOT INDEXED
WHERE verdict <> 'skipped' AND share IS NOT NULL GROUP BY +round_id
"""
_RELAYS = """
SELECT drawn.round_id, drawn.player_id, count(*), total(share)
FROM drawn JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
WHERE drawn.player_id IS NOT NULL AND verdict <> 'skipped' AND share IS NOT NULL
GROUP BY drawn.round_id, drawn.player_id
"""
_FIFTIES = "SELECT round_id, position, chosen FROM event WHERE action = 'fifty'"
_ANSWERS = """
SELECT drawn.uid, drawn.revision, drawn.player_id, event.id, event.round_id, event.position, share, elapsed_ms,
       drawn.options, chosen
FROM event NOT INDEXED
CROSS JOIN drawn ON drawn.round_id = event.round_id AND drawn.position = event.position
WHERE verdict <> 'skipped' AND share IS NOT NULL ORDER BY drawn.uid, event.id
"""
_NOTHING = (0, 0.0)


class Analysed(NamedTuple):
    """A question that was answered, the beginning of its prompt, and its numbers."""

    uid: str
    pack_id: str
    kind: str
    prompt: str
    statistics: ItemStatistics


@dataclass(slots=True)
class _Log:
    """What the answers are read with. `players` and `rests` (answers and shares) are by round."""

    questions: dict[str, tuple[int, str, str, str]]
    same: frozenset[tuple[str, int]]
    players: dict[int, int] = field(default_factory=dict[int, int])
    rests: dict[int, tuple[int, float]] = field(default_factory=dict[int, tuple[int, float]])
    relays: dict[tuple[int, int], tuple[int, float]] = field(default_factory=dict[tuple[int, int], tuple[int, float]])
    fifties: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict[tuple[int, int], tuple[int, ...]])


def scan(
    connection: Connection,
    same: Iterable[tuple[str, int]],
    chosen_kinds: frozenset[str],
    is_comparable: Callable[[str, str], bool],
    progress: Progress | None,
) -> Iterator[Analysed]:
    """The numbers of every question in play or draft that was answered, by uid.

    `same` are older revisions that asked what the question asks now. `progress` may raise to stop, also while the
    answers are being sorted.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    report = progress or _quiet
    log = _Log({row[0]: row[1:] for row in raw.execute(_QUESTIONS)}, frozenset(same))
    total = len(log.questions)
    report(0, total)
    with _stopping(raw, lambda: report(0, total)):
        _read_rounds(raw, log, is_comparable)
        answers = raw.execute(_ANSWERS)
        attempts = _attempts(answers, log, chosen_kinds)
        for done, ((uid, _), statistics) in enumerate(analyse_each(attempts), 1):  # pyright: ignore[reportArgumentType]
            if done % _TOLD_EVERY == 0:
                report(done, total)
            _, kind, pack_id, prompt = log.questions[uid]
            yield Analysed(uid, pack_id, kind, prompt, statistics)
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


def _read_rounds(raw: sqlite3.Connection, log: _Log, is_comparable: Callable[[str, str], bool]) -> None:
    compared: set[int] = set()
    for round_id, player_id, rule_set, settings, is_finished in raw.execute(_ROUNDS):
        log.players[round_id] = player_id
        if is_finished and is_comparable(rule_set, settings):
            compared.add(round_id)
    for round_id, answers, shares in raw.execute(_TOTALS):
        if round_id in compared:
            log.rests[round_id] = answers, shares
    for round_id, player_id, answers, shares in raw.execute(_RELAYS):
        log.relays[round_id, player_id] = (answers, shares) if round_id in compared else _NOTHING
    for round_id, position, taken_away in raw.execute(_FIFTIES):
        log.fifties[round_id, position] = numbers_of(taken_away) or ()


def _attempts(answers: Iterable[tuple[Any, ...]], log: _Log, chosen_kinds: frozenset[str]) -> Iterator[tuple[Any, ...]]:
    """`Attempt`s as plain tuples, those of one question one after another."""
    places = _Places()
    questions, rests, relays, fifties = log.questions, log.rests, log.relays, log.fifties
    for uid, revision, runner, number, round_id, position, share, elapsed_ms, options, chosen in answers:
        known = questions.get(uid)
        if known is None or (revision != known[0] and (uid, revision) not in log.same):
            continue
        length, shares = rests.get(round_id, _NOTHING) if runner is None else relays[round_id, runner]
        player = log.players[round_id] if runner is None else runner
        offered = taken = ()
        if known[1] in chosen_kinds and (offered := places[options]):
            taken = places[chosen]
            if fifties and (gone := fifties.get((round_id, position))):
                offered = tuple(place for place in offered if place not in gone)
        yield uid, known[0], player, number, share, elapsed_ms, offered, taken, length, shares


class _Places(dict[str, tuple[int, ...]]):
    """The places that a document lists; there are few documents between a million answers."""

    def __missing__(self, document: str) -> tuple[int, ...]:
        found = self[document] = numbers_of(document) or ()
        return found
