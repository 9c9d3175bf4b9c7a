"""Rounds as event logs: begun, recorded answer by answer, replayed, given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, not_, text, update
from sqlalchemy import select as columns_of
from sqlalchemy.dialects.sqlite import insert as insert_or_not
from sqlmodel import Session, col, select

from quizapp.bank import convert
from quizapp.bank.engine import Database
from quizapp.bank.schedule import write_card
from quizapp.bank.tables import (
    OPEN,
    DrawnRow,
    EventRow,
    NameListRow,
    PackRow,
    PlayerRow,
    RevisionRow,
    RoundRow,
    id_of,
    table_of,
)
from quizapp.errors import QuizError
from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn
from quizapp.game.question import Name, PackInfo, Question
from quizapp.game.records import Board, OpenRound
from quizapp.game.review import Card
from quizapp.game.round import NotPossibleError, Round
from quizapp.game.rules import RULE_SETS, Mode, RoundSettings
from quizapp.game.turns import Action, Event, Result, Turn

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


class RoundMovedOnError(QuizError):
    """The log of the round has changed since it was read, or the round is over. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(MOVED_ON)


class AlreadyRunError(QuizError):
    """A round of which only the first counts was begun before by the same player. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(ALREADY_RUN)


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A round as its log gives it again, with where it counts. Times are UTC milliseconds."""

    round_id: int
    player_id: int
    round_: Round
    board: Board
    pack: PackInfo
    """The pack as it is now; the round's questions and names are as they were when it began."""
    pack_edited: bool
    practice: bool
    started_at_ms: int
    finished_at_ms: int | None
    abandoned_at_ms: int | None


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
            stored = _stored(session, row) if row else None
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
            return _open_round(session.connection(), row) if row else None

    def last_settings(self, player_id: int, pack_id: str, mode: Mode | None = None) -> RoundSettings | None:
        """What the player chose for their newest round on this pack, of this mode only if one is given.

        None before the first, or when it is not understood.
        """
        own = columns_of(_ROUND.c.settings).where(_ROUND.c.player_id == player_id, _ROUND.c.pack_uid == pack_id)
        if mode is not None:
            own = own.where(_ROUND.c.rule_set.in_([rules.id for rules in RULE_SETS.values() if rules.mode == mode]))
        newest = own.order_by(_ROUND.c.started_at_ms.desc(), _ROUND.c.id.desc())
        with self._database.read() as session:
            document = session.connection().execute(newest.limit(1)).scalar()
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


def _stored(session: Session, row: RoundRow) -> StoredRound | None:
    pack_row = session.exec(select(PackRow).where(col(PackRow.uid) == row.pack_uid)).one()
    pack = convert.pack_info_of(pack_row.info)
    board = convert.board_of(row.model_dump())
    names = _names(session, row, pack) if pack else None
    round_ = _replayed(session, row, names) if names is not None else None
    if pack is None or board is None or round_ is None:
        return None
    return StoredRound(
        round_id=id_of(row),
        player_id=row.player_id,
        round_=round_,
        board=board,
        pack=pack,
        pack_edited=row.pack_edited,
        practice=row.practice,
        started_at_ms=row.started_at_ms,
        finished_at_ms=row.finished_at_ms,
        abandoned_at_ms=row.abandoned_at_ms,
    )


def _names(session: Session, row: RoundRow, pack: PackInfo) -> tuple[Name, ...] | None:
    """The names as they were when the round began; those of today for a round that was begun before they were kept."""
    if row.names_digest is None:
        return pack.names
    kept = session.get(NameListRow, row.names_digest)
    return convert.names_of(kept.names) if kept else None


def _replayed(session: Session, row: RoundRow, names: tuple[Name, ...]) -> Round | None:
    rules, settings = RULE_SETS.get(row.rule_set), convert.settings_of(row.settings)
    drawn, events = _drawn(session, id_of(row)), _events(session, id_of(row))
    if rules is None or settings is None or drawn is None or events is None:
        return None
    try:
        begun = Round(rules.for_settings(settings), settings, row.seed, drawn, names=NameBook(names))
        return begun.replay(events)
    except (NotPossibleError, IndexError):
        return None


def _drawn(session: Session, round_id: int) -> tuple[Drawn, ...] | None:
    """The questions of a round at the revisions in which they were drawn, None if one is not understood."""
    at_revision = (col(RevisionRow.uid) == DrawnRow.uid) & (col(RevisionRow.revision) == DrawnRow.revision)
    wanted = select(DrawnRow.options, DrawnRow.revision, RevisionRow.after).join(RevisionRow, at_revision)
    found = session.exec(wanted.where(col(DrawnRow.round_id) == round_id).order_by(col(DrawnRow.position)))
    drawn = [_drawn_question(*values) for values in found]
    return None if None in drawn else tuple(question for question in drawn if question)


def _drawn_question(options: str, revision: int, document: str) -> Drawn | None:
    order, question = convert.numbers_of(options), question_of(document)
    return Drawn(question, revision, order) if question is not None and order is not None else None


def question_of(document: str) -> Question | None:
    """The question of a revision's document, None if it is not understood."""
    snapshot = convert.snapshot_of(document)
    question = convert.finished(snapshot.question) if snapshot else None
    return question if isinstance(question, Question) else None


def _events(session: Session, round_id: int) -> tuple[Event, ...] | None:
    """The log of a round, None if an entry is not understood."""
    rows = session.exec(select(EventRow).where(col(EventRow.round_id) == round_id).order_by(col(EventRow.number)))
    events = [event_of(row) for row in rows]
    return None if None in events else tuple(event for event in events if event)


def event_of(row: EventRow | Row[Any]) -> Event | None:
    """An entry of a log, None if it is not understood."""
    action, chosen = convert.known(Action, row.action), convert.numbers_of(row.chosen)
    is_sound = _are(int, row.position, row.elapsed_ms) and _are(str, row.text)
    if action is None or chosen is None or not is_sound:
        return None
    return Event(action, row.position, row.elapsed_ms, chosen, row.text)


def _are(kind: type, *values: object) -> bool:
    """SQLite keeps a value of any type in any column, and rows are not checked when they are read."""
    return all(isinstance(value, kind) for value in values)


def _open_round(connection: Connection, row: Row[Any]) -> OpenRound | None:
    settings = convert.settings_of(row.settings)
    if settings is None:
        return None
    columns = table_of(EventRow).c
    points = columns.base_points + columns.streak_points + columns.speed_points
    # All that was worth something or nothing; a lifeline has no verdict.
    answers = columns.round_id == row.id, columns.verdict != Verdict.SKIPPED.value
    summed = columns_of(func.count(), func.coalesce(func.sum(points), 0)).where(*answers)
    (answered, total) = connection.execute(summed).one()
    return OpenRound(row.id, row.player_id, row.rule_set, settings, row.started_at_ms, answered, total)
