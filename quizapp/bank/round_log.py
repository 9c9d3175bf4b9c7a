"""Rounds read again from their rows: with the questions as they were drawn, replayed to the end of their logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func
from sqlalchemy import select as columns_of
from sqlmodel import Session, col, select

from quizapp.bank import convert
from quizapp.bank.tables import DrawnRow, EventRow, NameListRow, PackRow, RevisionRow, RoundRow, id_of, table_of
from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn
from quizapp.game.question import Name, PackInfo, Question
from quizapp.game.records import Board, OpenRound
from quizapp.game.round import NotPossibleError, Round
from quizapp.game.rules import RULE_SETS
from quizapp.game.turns import Action, Event


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


def stored_round(session: Session, row: RoundRow) -> StoredRound | None:
    """The round of this row; None when it, its rules or a question is not understood by this version."""
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


def open_round(connection: Connection, row: Row[Any]) -> OpenRound | None:
    """What is told of a round that can be gone on with; None when its settings are not understood."""
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
