"""Rounds as event logs: begun, recorded answer by answer, replayed, given up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, func, insert, not_, text, update
from sqlalchemy import select as columns_of
from sqlalchemy.dialects.sqlite import insert as insert_or_not

from quizapp.bank import convert
from quizapp.bank.engine import Database
from quizapp.bank.round_log import StoredRound, open_round, stored_round
from quizapp.bank.schedule import write_card
from quizapp.bank.tables import (
    OPEN,
    DrawnRow,
    NameListRow,
    PlayerRow,
    RoundRow,
    table_of,
)
from quizapp.errors import QuizError
from quizapp.game.options import Drawn
from quizapp.game.records import Board, OpenRound
from quizapp.game.review import Card
from quizapp.game.round import Round
from quizapp.game.rules import RULE_SETS, Mode, RoundSettings
from quizapp.game.turns import Event, Result, Turn

_ROUND = table_of(RoundRow)
_DRAWN = table_of(DrawnRow)
_NAMES = table_of(NameListRow)

MOVED_ON = (
    "This round was ended or played on in another window, so this answer was not counted. "
    "Everything counted before is kept. Go back to the lanes and resume or begin a round there."
)
ALREADY_RUN = (
    "You have begun this race in another window, and only the first run counts. Nothing was changed. "
    "Begin it again to run it for practice."
)
NOT_UNDERSTOOD = (
    "This round was played with rules or questions that this version does not understand, so it cannot be shown. "
    "It is kept. Install the newest version, or begin a new round."
)

_BEGIN = insert(_ROUND).returning(_ROUND.c.id)
_KEEP_NAMES = insert_or_not(_NAMES).on_conflict_do_nothing()

# One statement, so that nothing can come between the question whether the log may grow and its growing.
_RECORD = text(
    "INSERT INTO event (round_id, number, action, position, elapsed_ms, chosen, text, at_ms,"
    " verdict, share, base_points, streak_points, speed_points) "
    "SELECT :round_id, :number, :action, :position, :elapsed_ms, :chosen, :text, :at_ms,"
    " :verdict, :share, :base_points, :streak_points, :speed_points "
    f"WHERE EXISTS (SELECT 1 FROM round WHERE id = :round_id AND {OPEN}) "
    "AND :number = 1 + (SELECT coalesce(max(number), 0) FROM event WHERE round_id = :round_id)"
)

# The newest round by each of the rules is one step in the index ix_round_choice, however many rounds there are.
_LAST_SETTINGS = text(
    "SELECT settings FROM json_each(:rule_sets) AS wanted JOIN round ON round.id = ("
    "SELECT newest.id FROM round AS newest WHERE newest.player_id = :player_id AND newest.pack_uid = :pack_uid"
    " AND newest.rule_set = wanted.value ORDER BY newest.started_at_ms DESC, newest.id DESC LIMIT 1) "
    "ORDER BY started_at_ms DESC, round.id DESC LIMIT 1"
)


class RoundMovedOnError(QuizError):
    """The log of the round has changed since it was read, or the round is over. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(MOVED_ON)


class AlreadyRunError(QuizError):
    """A round of which only the first counts was begun before by the same player. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(ALREADY_RUN)


class Rounds:
    """The rounds of all players."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        player_id: int,
        round_: Round,
        board: Board,
        pack_edited: bool,
        started_at_ms: int,
        *,
        practice: bool = False,
    ) -> int:
        """Writes a round with all its questions and names before the first one is shown, and gives its id.

        The round is at its start; its questions are in the bank in the revisions drawn. The player is now the last one.
        A round of `practice` is finished without a place on a board. AlreadyRunError for a second round that is to
        count of a daily race or a challenge, where another window was quicker than `has_begun`.
        """
        names = convert.NameList.of(round_.names.names)
        values = {
            **convert.board_values(board),
            "uid": uuid4().hex,
            "player_id": player_id,
            "settings": convert.settings_text(round_.settings),
            "seed": round_.seed,
            "names_digest": names.digest,
            "pack_edited": pack_edited,
            "practice": practice,
            "started_at_ms": started_at_ms,
        }
        once = bool(round_.settings.day or round_.settings.challenge) and not practice
        with self._database.write() as session:
            connection = session.connection()
            if once and _has_begun(connection, player_id, board):
                raise AlreadyRunError
            connection.execute(_KEEP_NAMES, {"digest": names.digest, "names": names.text})
            round_id: int = connection.execute(_BEGIN, values).scalar_one()
            connection.execute(insert(_DRAWN), _drawn_values(round_id, 0, round_.drawn, round_.settings))
            played = table_of(PlayerRow).c.id == player_id
            connection.execute(update(table_of(PlayerRow)).where(played).values(seen_at_ms=started_at_ms))
        return round_id

    def has_begun(self, player_id: int, board: Board) -> bool:
        """Whether the player has begun a round that counts on this board, whatever became of it.

        Of a daily race or a challenge only that round counts: nobody may look at the questions and begin again.
        """
        with self._database.read() as session:
            return _has_begun(session.connection(), player_id, board)

    def has_drawn(self, player_id: int, seed: str) -> bool:
        """Whether the player has begun a round with this seed: they have seen the questions of its code."""
        drawn = columns_of(_ROUND.c.id).where(_ROUND.c.player_id == player_id, _ROUND.c.seed == seed)
        with self._database.read() as session:
            return session.connection().execute(drawn.limit(1)).first() is not None

    def extend(self, round_id: int, first_position: int, drawn: Sequence[Drawn]) -> None:
        """Adds questions behind those of a round of one player whose end is open, before any of them is shown.

        `first_position` is the place of the first of them. RoundMovedOnError when it is not the next one, because
        another window has added some, or when the round is over. Nothing was written then.
        """
        if not drawn:
            return
        last = func.max(_DRAWN.c.position)
        placed = (
            columns_of(last).join(_ROUND, _ROUND.c.id == _DRAWN.c.round_id).where(_ROUND.c.id == round_id, text(OPEN))
        )
        with self._database.write() as session:
            connection = session.connection()
            if connection.execute(placed).scalar() != first_position - 1:
                raise RoundMovedOnError
            connection.execute(insert(_DRAWN), _drawn_values(round_id, first_position, drawn))

    def record(
        self,
        round_id: int,
        number: int,
        event: Event,
        turn: Turn | None,
        *,
        at_ms: int,
        finished: Result | None,
        card: Card | None = None,
    ) -> None:
        """Adds one event to the log, and the result when it ends the round; on disk when this returns (under 1 ms).

        `number` is the length of the log with this event, `turn` what an answer, a time-out or a skip was worth (None
        for 50:50 and hint), `at_ms` the UTC time, `card` when who was asked is to see the question again (None: as
        before). RoundMovedOnError when the log is not at `number` - 1 or the round is over. After any error nothing was
        written, and the same call can be made again.
        """
        with self._database.write() as session:
            connection = session.connection()
            written = connection.execute(_RECORD, _event_values(round_id, number, event, turn, at_ms))
            if written.rowcount != 1:
                raise RoundMovedOnError
            if card is not None:
                write_card(connection, round_id, event.position, card)
            if finished is not None:
                result = update(_ROUND).where(_ROUND.c.id == round_id)
                connection.execute(result.values(finished_at_ms=at_ms, **asdict(finished)))

    def load(self, round_id: int) -> StoredRound:
        """The round with its questions as they were drawn, replayed to the end of its log.

        QuizError when the round, its rules or a question is not understood by this version.
        """
        with self._database.read() as session:
            row = session.get(RoundRow, round_id)
            stored = stored_round(session, row) if row else None
        if stored is None:
            raise QuizError(NOT_UNDERSTOOD)
        return stored

    def open_round(self, player_id: int) -> OpenRound | None:
        """The round this player began last of those neither finished nor given up, None when there is none.

        Rounds by rules that this version does not know are passed over.
        """
        newest = (
            columns_of(_ROUND)
            .where(_ROUND.c.player_id == player_id, text(OPEN), _ROUND.c.rule_set.in_(RULE_SETS))
            .order_by(_ROUND.c.started_at_ms.desc(), _ROUND.c.id.desc())
        )
        with self._database.read() as session:
            row = session.connection().execute(newest.limit(1)).first()
            return open_round(session.connection(), row) if row else None

    def last_settings(self, player_id: int, pack_id: str, mode: Mode | None = None) -> RoundSettings | None:
        """What the player chose for their newest round on this pack, of this mode only if one is given.

        None before the first, or when it is not understood. Rounds by rules that this version does not know are passed
        over.
        """
        rule_sets = [rules.id for rules in RULE_SETS.values() if mode is None or rules.mode == mode]
        wanted = {"player_id": player_id, "pack_uid": pack_id, "rule_sets": json.dumps(rule_sets)}
        with self._database.read() as session:
            document = session.connection().execute(_LAST_SETTINGS, wanted).scalar()
        return convert.settings_of(document) if document else None

    def abandon(self, round_id: int, at_ms: int) -> None:
        """Gives a round up: it is kept, but can no longer be resumed. A round that is over stays as it is."""
        given_up = update(_ROUND).where(_ROUND.c.id == round_id, text(OPEN)).values(abandoned_at_ms=at_ms)
        with self._database.write() as session:
            session.connection().execute(given_up)


def _has_begun(connection: Connection, player_id: int, board: Board) -> bool:
    values = convert.board_values(board)
    on_board = (_ROUND.c[name].is_not_distinct_from(values[name]) for name in values)
    counted = columns_of(_ROUND.c.id).where(_ROUND.c.player_id == player_id, not_(_ROUND.c.practice), *on_board)
    return connection.execute(counted.limit(1)).first() is not None


def _drawn_values(
    round_id: int, first_position: int, drawn: Sequence[Drawn], settings: RoundSettings | None = None
) -> list[dict[str, Any]]:
    runners = [runner.player_id for runner in settings.relay] if settings else []
    return [
        {
            "round_id": round_id,
            "position": position,
            "uid": one.question.uid,
            "revision": one.revision,
            "options": convert.numbers_text(one.options),
            "player_id": runners[position % len(runners)] if runners else None,
        }
        for position, one in enumerate(drawn, first_position)
    ]


def _event_values(round_id: int, number: int, event: Event, turn: Turn | None, at_ms: int) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "number": number,
        "action": event.action.value,
        "position": event.position,
        "elapsed_ms": event.elapsed_ms,
        "chosen": convert.numbers_text(event.chosen),
        "text": event.text,
        "at_ms": at_ms,
        "verdict": turn.verdict.value if turn else None,
        "share": turn.share if turn else None,
        "base_points": turn.points.base if turn else None,
        "streak_points": turn.points.streak if turn else None,
        "speed_points": turn.points.speed if turn else None,
    }
