"""What players tell the author about questions they were asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Update, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import known
from quizapp.bank.engine import Database
from quizapp.bank.questions import in_pack
from quizapp.bank.steps import new_step
from quizapp.bank.tables import AppealRow, QuestionRow, table_of
from quizapp.errors import Sentence
from quizapp.game.records import Appeal, AppealKind

_APPEAL = table_of(AppealRow)
_QUESTION = table_of(QuestionRow)
_FIELDS = tuple(Appeal.__dataclass_fields__)
_READ = select(*(_APPEAL.c[name] for name in _FIELDS))
_OPEN = _APPEAL.c.settled_at_ms.is_(None)


class Appeals:
    """The appeals of all players. The rounds they were made in are never changed by them."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def add(self, appeal: Appeal) -> None:
        """Keeps an appeal for the author. The same kind again for the same answer replaces what was said before."""
        values = {name: getattr(appeal, name) for name in _FIELDS} | {"kind": appeal.kind.value}
        said = {name: values[name] for name in ("typed", "note", "at_ms")}
        same = [_APPEAL.c.round_id, _APPEAL.c.position, _APPEAL.c.kind]
        added = insert(_APPEAL).values(values).on_conflict_do_update(index_elements=same, set_=said, where=_OPEN)
        with self._database.write() as session:
            session.connection().execute(added)

    def withdraw(self, round_id: int, position: int, kind: AppealKind) -> None:
        """Takes an appeal back; one that the author has settled stays."""
        taken_back = delete(_APPEAL).where(*_about(round_id, position), _APPEAL.c.kind == kind.value, _OPEN)
        with self._database.write() as session:
            session.connection().execute(taken_back)

    def of(self, round_id: int, position: int) -> tuple[Appeal, ...]:
        """The appeals about the question at this place of a round, settled or not."""
        wanted = _READ.where(*_about(round_id, position)).order_by(_APPEAL.c.kind)
        with self._database.read() as session:
            return _understood(session.connection().execute(wanted).mappings())

    def unsettled(self, pack_id: str | None = None) -> tuple[tuple[Appeal, str], ...]:
        """The appeals about questions of this pack (None = of any) that are not settled, each with the prompt as it is
        now, the oldest first."""
        joined = _READ.add_columns(_QUESTION.c.prompt).join_from(_APPEAL, _QUESTION, _QUESTION.c.uid == _APPEAL.c.uid)
        wanted = joined.where(_OPEN, *([] if pack_id is None else [in_pack(pack_id)]))
        with self._database.read() as session:
            rows = session.connection().execute(wanted.order_by(_APPEAL.c.at_ms, _APPEAL.c.id)).mappings()
            found = [(_appeal(row), row["prompt"]) for row in rows]
        return tuple((appeal, prompt) for appeal, prompt in found if appeal)

    def settled(self, uid: str, since_ms: int) -> tuple[Appeal, ...]:
        """The appeals about this question that were settled at this time (UTC) or later, the oldest first."""
        late = _APPEAL.c.settled_at_ms >= since_ms
        wanted = _READ.where(_APPEAL.c.uid == uid, late).order_by(_APPEAL.c.at_ms, _APPEAL.c.id)
        with self._database.read() as session:
            return _understood(session.connection().execute(wanted).mappings())

    def settle(self, appeal: Appeal) -> None:
        """Notes that the author has dealt with an appeal; the player can no longer take it back."""
        self._note(appeal, self._now_ms())

    def settle_as_step(self, appeals: Collection[Appeal], title: Sentence, *, who: str = "author") -> int:
        """Settles those that wait, as one step of undo with this title; gives its id, 0 where none of them waited.

        Undoing the step changes no question: whoever knows its title calls `reopen`.
        """
        with self._database.write() as session:
            connection = session.connection()
            settled = [connection.execute(_noted(each, self._now_ms()).where(_OPEN)).rowcount for each in appeals]
            return new_step(connection, title, who, self._now_ms()) if any(settled) else 0

    def reopen(self, appeal: Appeal) -> None:
        """Takes back that an appeal was settled."""
        self._note(appeal, None)

    def _note(self, appeal: Appeal, settled_at_ms: int | None) -> None:
        with self._database.write() as session:
            session.connection().execute(_noted(appeal, settled_at_ms))


def _noted(appeal: Appeal, settled_at_ms: int | None) -> Update:
    same = [*_about(appeal.round_id, appeal.position), _APPEAL.c.kind == appeal.kind.value]
    return update(_APPEAL).where(*same).values(settled_at_ms=settled_at_ms)


def _about(round_id: int, position: int) -> list[ColumnElement[bool]]:
    return [_APPEAL.c.round_id == round_id, _APPEAL.c.position == position]


def _understood(rows: Iterable[Mapping[Any, Any]]) -> tuple[Appeal, ...]:
    """Appeals of kinds that this version does not know are left out."""
    appeals = (_appeal(row) for row in rows)
    return tuple(appeal for appeal in appeals if appeal)


def _appeal(row: Mapping[Any, Any]) -> Appeal | None:
    kind = known(AppealKind, row["kind"])
    values: dict[str, Any] = {name: row[name] for name in _FIELDS if name != "kind"}
    return Appeal(kind=kind, **values) if kind else None
