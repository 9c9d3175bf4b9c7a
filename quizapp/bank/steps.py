"""Steps of undo as the table `change` keeps them, and what a step did to a pack."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select, update

from quizapp.bank.tables import SHOWN, ChangeRow, PackRow, table_of
from quizapp.errors import Sentence

_CHANGE = table_of(ChangeRow)
_PACK = table_of(PackRow)

_PART_OF = "part of"
WITHDRAWN = "withdrawn"
"""The `visibility` of a pack that a step took away: nobody sees it, and rounds on it stay whole."""


class StepState(StrEnum):
    """Whether a step is done, can be redone, or can be neither because something else was done instead.

    One of an import is `incoming` until its questions are published, and then a part of the step that published them:
    `part of` and its id.
    """

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"
    INCOMING = "incoming"


class StepOfUndo(NamedTuple):
    """A row of the table `change`; the packs' descriptions as there."""

    id: int
    title: Sentence
    pack_id: int | None = None
    info_before: str | None = None
    info_after: str | None = None


_STEP = select(*(_CHANGE.c[name] for name in ("id", "title", "pack_id", "info_before", "info_after")))


def new_step(
    connection: Connection,
    title: Sentence,
    who: str,
    at_ms: int,
    *,
    state: StepState = StepState.DONE,
    **about_pack: Any,
) -> int:
    """Writes a step and gives its id. What could be redone no longer can, unless it is only `incoming`.

    `about_pack` are the columns of what the step did to a pack, see `ChangeRow`.
    """
    if state is StepState.DONE:
        drop_undone(connection)
    document = json.dumps([title.template, title.parameters], ensure_ascii=False, default=str)
    values = {"title": document, "who": who, "at_ms": at_ms, "state": state.value, **about_pack}
    return connection.execute(insert(_CHANGE).values(values).returning(_CHANGE.c.id)).scalar_one()


def make_part(connection: Connection, incoming_id: int, step_id: int) -> None:
    """The changes written under an incoming step belong to this one from now on; they need not be written again."""
    part = update(_CHANGE).where(_CHANGE.c.id == incoming_id)
    connection.execute(part.values(state=f"{_PART_OF} {step_id}"))


def ids_of(connection: Connection, step_id: int) -> list[int]:
    """The ids under which the changes of a step stand: those of its parts, and its own."""
    parts = select(_CHANGE.c.id).where(_CHANGE.c.state == f"{_PART_OF} {step_id}")
    return [*connection.execute(parts).scalars(), step_id]


def drop_undone(connection: Connection) -> bool:
    """Nothing can be redone any more; whether something could."""
    gone = update(_CHANGE).where(_CHANGE.c.state == StepState.UNDONE).values(state=StepState.DROPPED.value)
    return connection.execute(gone).rowcount > 0


def set_state(connection: Connection, step: StepOfUndo, state: StepState) -> None:
    """The step is undone, done again, or dropped."""
    connection.execute(update(_CHANGE).where(_CHANGE.c.id == step.id).values(state=state.value))


def next_to_undo(connection: Connection) -> StepOfUndo | None:
    """The newest step that is done."""
    return _first(connection, _STEP.where(_CHANGE.c.state == StepState.DONE).order_by(_CHANGE.c.id.desc()))


def next_to_redo(connection: Connection) -> StepOfUndo | None:
    """The step that was undone last."""
    return _first(connection, _STEP.where(_CHANGE.c.state == StepState.UNDONE).order_by(_CHANGE.c.id))


def _first(connection: Connection, wanted: Select[int, str, int | None, str | None, str | None]) -> StepOfUndo | None:
    row = connection.execute(wanted.limit(1)).first()
    return StepOfUndo(*row)._replace(title=_title_of(row.title)) if row else None  # pyright: ignore[reportArgumentType]


def _title_of(document: str) -> Sentence:
    template, parameters = json.loads(document)
    return Sentence(template, tuple((name, value) for name, value in parameters))


def turn_pack(connection: Connection, step: StepOfUndo, to: StepState) -> bool:
    """Makes the pack of a step what it was before it, or after it; whether there is one and nobody changed it since."""
    if step.pack_id is None:
        return False
    states = step.info_before, step.info_after
    now, wanted = states if to is StepState.DONE else reversed(states)
    there = connection.execute(select(_PACK.c.info, _PACK.c.visibility).where(_PACK.c.id == step.pack_id)).first()
    shown = there.info if there is not None and there.visibility == SHOWN else None
    if shown != now:
        return False
    set_pack(connection, step.pack_id, wanted)
    return True


def set_pack(connection: Connection, row_id: int, info: str | None) -> None:
    """The pack is described so (a JSON document) and shown; None = it is there for nobody."""
    values = {"visibility": WITHDRAWN} if info is None else {"visibility": SHOWN, "info": info}
    connection.execute(update(_PACK).where(_PACK.c.id == row_id).values(values))
