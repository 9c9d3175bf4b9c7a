"""When players are to see questions again: the cards of training."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, text

from quizapp.bank.engine import Database
from quizapp.bank.questions import in_pack, pack_info, playable
from quizapp.bank.tables import QuestionRow, ScheduleRow, listed, table_of
from quizapp.game.records import TrainingCounts
from quizapp.game.review import Card

_QUESTION = table_of(QuestionRow).c
_CARD = table_of(ScheduleRow).c
_CARD_FIELDS = tuple(Card.__dataclass_fields__)

# Whose card it is and of what stands in the round: in a relay whoever was asked, else the player.
_WRITE = text(
    f"INSERT INTO schedule (player_id, uid, {', '.join(_CARD_FIELDS)}) "
    f"SELECT coalesce(drawn.player_id, round.player_id), drawn.uid, {', '.join(f':{name}' for name in _CARD_FIELDS)} "
    "FROM drawn JOIN round ON round.id = drawn.round_id "
    "WHERE drawn.round_id = :round_id AND drawn.position = :position "
    f"ON CONFLICT (player_id, uid) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _CARD_FIELDS)}"
)


def write_card(connection: Connection, round_id: int, position: int, card: Card) -> None:
    """Keeps a card for who was asked the question at this place of a round, inside the caller's write session."""
    connection.execute(_WRITE, {"round_id": round_id, "position": position, **asdict(card)})


class Schedule:
    """The cards of all players. They are written with the answers, see `Rounds.record`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, player_id: int, uids: Collection[str]) -> dict[str, Card]:
        """The player's cards of these questions; those without a card are left out."""
        wanted = select(_CARD.uid, *(_CARD[name] for name in _CARD_FIELDS))
        own = wanted.where(_CARD.player_id == player_id, _CARD.uid.in_(listed(uids)))
        with self._database.read() as session:
            cards = {row.uid: _card(row) for row in session.connection().execute(own)}
        return {uid: card for uid, card in cards.items() if card}

    def due(self, player_id: int, pack_id: str, spoiler_limit: int, now_ms: int, limit: int) -> list[str]:
        """Up to `limit` questions of this pack that the player is to see again by `now_ms`, the most overdue first.

        Only live questions within the spoiler limit.
        """
        with self._database.read() as session:
            info = pack_info(session, pack_id)
            if info is None:
                return []
            cards = _cards(player_id, _CARD.uid).where(*playable(info, spoiler_limit), _CARD.due_at_ms <= now_ms)
            first = cards.order_by(_CARD.due_at_ms, _CARD.uid).limit(limit)
            return list(session.connection().execute(first).scalars())

    def counts(self, player_id: int, pack_id: str, spoiler_limit: int, now_ms: int) -> TrainingCounts:
        """How many live questions of this pack within the spoiler limit are due by `now_ms`, and have a card at all."""
        with self._database.read() as session:
            info = pack_info(session, pack_id)
            if info is None:
                return TrainingCounts(0, 0)
            due = func.count().filter(_CARD.due_at_ms <= now_ms)
            counted = _cards(player_id, due, func.count(), func.min(_CARD.due_at_ms))
            found = session.connection().execute(counted.where(*playable(info, spoiler_limit))).one()
        now_due, cards, next_due_at_ms = tuple(found)
        return TrainingCounts(now_due, cards, None if now_due else next_due_at_ms)

    def reset(self, player_id: int, pack_id: str) -> None:
        """Forgets the player's cards of this pack. What they answered stays in their rounds."""
        of_pack = select(_QUESTION.uid).where(in_pack(pack_id))
        with self._database.write() as session:
            forgotten = delete(_CARD.uid.table).where(_CARD.player_id == player_id, _CARD.uid.in_(of_pack))
            session.connection().execute(forgotten)


def _cards(player_id: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """The player's cards joined with the questions they are of."""
    joined = select(*columns).join_from(_CARD.uid.table, _QUESTION.uid.table, _QUESTION.uid == _CARD.uid)
    return joined.where(_CARD.player_id == player_id)


def _card(row: Row[*tuple[Any, ...]]) -> Card | None:
    """The card of a row, None where the numbers make no sense: then the question is as if it had none."""
    whole = (row.due_at_ms, row.last_review_at_ms, row.reviews)
    if not all(isinstance(number, int) for number in whole):
        return None
    if not all(isinstance(number, float) and math.isfinite(number) for number in (row.stability, row.difficulty)):
        return None
    if row.stability <= 0 or not 1 <= row.difficulty <= 10:
        return None
    return Card(**{name: getattr(row, name) for name in _CARD_FIELDS})
