"""What an import leaves to be done: questions that wait and are not wanted, or are published and not in their pack yet.

To hand half a million questions to another pack takes many seconds, in which nobody else could write. So publishing
only says where they belong; then they go there in pieces, and if that is interrupted, the next start goes on with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, delete, select, update

from quizapp.bank.convert import pack_info_of
from quizapp.bank.engine import Database
from quizapp.bank.import_pieces import AT_ONCE, Pace, log_most, written_in_turn
from quizapp.bank.signs_of_life import if_dead, signs_left
from quizapp.bank.steps import StepState
from quizapp.bank.tables import ChangeRow, PackRow, QuestionRow, RevisionRow, listed, table_of

_CHANGE = table_of(ChangeRow)
_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)

INCOMING = "incoming"
"""The `visibility` of a pack whose questions are on their way; the search index knows the word too."""
JOINING = "joining"
"""The same of questions that are published and go to the pack that `info` names."""
_JOINED_AT_ONCE = 10_000
"""Questions of one piece that goes to its pack, some tenths of a second; each goes to another place in the indices, so
with smaller pieces more is written."""


def hand_over(connection: Connection, row_id: int, target: int) -> None:
    """In the transaction that publishes: what waits in this row of the packs belongs to another from now on.

    A few go there at once, and many with `join` afterwards.
    """
    waiting = select(_QUESTION.c.id).where(_QUESTION.c.pack_id == row_id).limit(AT_ONCE + 1)
    if len(connection.execute(waiting).all()) > AT_ONCE:
        connection.execute(update(_PACK).where(_PACK.c.id == row_id).values(visibility=JOINING))
        return
    connection.execute(update(_QUESTION).where(_QUESTION.c.pack_id == row_id).values(pack_id=target))
    connection.execute(delete(_PACK).where(_PACK.c.id == row_id))


def join(database: Database, row_id: int) -> None:
    """Puts published questions into their pack, in pieces; does nothing where nothing is to be done."""
    pace, is_done = Pace(_JOINED_AT_ONCE), False

    def write(*, gives_way: bool) -> None:
        nonlocal is_done
        rows = pace.rows(is_shared=database.is_shared)
        with database.write(gives_way=gives_way) as session:
            began_s = perf_counter()
            is_done = _joined(session.connection(), row_id, rows)
        pace.note(rows, perf_counter() - began_s)

    while not is_done:
        written_in_turn(write)
        database.checkpoint(log_most(is_shared=database.is_shared))


def join_all(database: Database) -> None:
    """The same for all imports that are published, also where another program is about to: both may do it at once."""
    with database.read() as session:
        joining = session.connection().execute(select(_PACK.c.id).where(_PACK.c.visibility == JOINING)).scalars().all()
    for row_id in joining:
        join(database, row_id)


def _joined(connection: Connection, row_id: int, rows: int) -> bool:
    """Puts so many questions into their pack; whether all are there now."""
    row = connection.execute(select(_PACK.c.info).where(_PACK.c.id == row_id, _PACK.c.visibility == JOINING)).first()
    info = pack_info_of(row.info) if row is not None else None
    if info is None:
        return True
    some = select(_QUESTION.c.id).where(_QUESTION.c.pack_id == row_id).limit(rows)
    target = select(_PACK.c.id).where(_PACK.c.uid == info.id).scalar_subquery()
    moved = connection.execute(update(_QUESTION).where(_QUESTION.c.id.in_(some)).values(pack_id=target))
    if moved.rowcount == rows:
        return False
    connection.execute(delete(_PACK).where(_PACK.c.id == row_id))
    return True


def is_waiting(connection: Connection, row_id: int) -> bool:
    """Whether what this import has written is still there, and not published."""
    waiting = select(_PACK.c.id).where(_PACK.c.id == row_id, _PACK.c.visibility == INCOMING)
    return connection.execute(waiting).first() is not None


def drop_waiting(database: Database, row_id: int, step_id: int | None, done: Callable[[Connection], object]) -> None:
    """Takes away what waits, in pieces; `done` is called in the transaction of the last one."""
    while True:
        with database.write() as session:
            connection = session.connection()
            if not is_waiting(connection, row_id):  # published since it was looked at
                return
            if not _dropped_some(connection, row_id):
                connection.execute(delete(_PACK).where(_PACK.c.id == row_id))
                connection.execute(delete(_CHANGE).where(_CHANGE.c.id == step_id))
                done(connection)
                return


def _dropped_some(connection: Connection, row_id: int) -> bool:
    rows: Iterable[Any] = connection.execute(
        select(_QUESTION.c.id, _QUESTION.c.uid).where(_QUESTION.c.pack_id == row_id).limit(AT_ONCE)
    ).all()
    if not rows:
        return False
    connection.execute(delete(_REVISION).where(_REVISION.c.uid.in_(listed(row.uid for row in rows))))
    connection.exec_driver_sql("DELETE FROM question WHERE id = ?", [(row.id,) for row in rows])
    return True


def sweep(database: Database, done: Callable[[Connection], object]) -> int:
    """Ends what killed programs have left: gives how many imports were taken away; published ones are completed.

    What another window or program is writing at this moment stays. `done` as in `drop_waiting`.
    """
    with database.read() as session:
        left = select(_PACK.c.uid, _PACK.c.id, _PACK.c.visibility).where(_PACK.c.visibility.in_((INCOMING, JOINING)))
        rows = {row.uid: row for row in session.connection().execute(left)}
    swept = 0
    for uid in {*rows, *signs_left(database.path)}:
        with if_dead(database.path, uid) as is_dead:
            if not is_dead or uid not in rows:
                continue
            if rows[uid].visibility == JOINING:
                join(database, rows[uid].id)
            else:
                drop_waiting(database, rows[uid].id, None, done)
                swept += 1
    if swept:
        _forget_steps(database)
    return swept


def _forget_steps(database: Database) -> None:
    """Where nothing waits any more, no step of undo does: each was begun together with its pack."""
    waits = select(_PACK.c.id).where(_PACK.c.visibility == INCOMING)
    with database.write() as session:
        connection = session.connection()
        if connection.execute(waits.limit(1)).first() is None:
            connection.execute(delete(_CHANGE).where(_CHANGE.c.state == StepState.INCOMING.value))
