"""What rounds add up to: boards, runs, days in a row, how often a question was met."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, TextClause, and_, func, not_, select, text, tuple_

from quizapp.bank import convert
from quizapp.bank.boards_sql import BOARDS
from quizapp.bank.engine import Database
from quizapp.bank.questions import answered
from quizapp.bank.tables import BOARD_COLUMNS, COUNTED, DrawnRow, EventRow, PlayerRow, RoundRow, listed, table_of
from quizapp.game.grading import Verdict
from quizapp.game.played_days import local_day
from quizapp.game.records import Board, BoardEntry, BoardOrder, Placing, PlayerRecord, Run
from quizapp.game.rules import NEWEST, RULE_SETS, Mode, RuleSet
from quizapp.game.turns import Result

_ROUND = table_of(RoundRow).c
_PLAYER = table_of(PlayerRow).c
_EVENT = table_of(EventRow).c
_DRAWN = table_of(DrawnRow).c

_RESULT_FIELDS = tuple(Result.__dataclass_fields__)
_ENTRY = select(
    *(_ROUND[name] for name in ("id", "player_id", "finished_at_ms", "pack_edited", *_RESULT_FIELDS)),
    _PLAYER.name.label("player_name"),
).join_from(_ROUND.id.table, _PLAYER.id.table)
_RUN = select(_ROUND.id, _ROUND.finished_at_ms, _ROUND.points, _ROUND.right)
_BOARDLESS = sorted(rules.id for rules in RULE_SETS.values() if rules.ranked_by == "nothing")

# The round table as its partial indexes of boards have it; rounds of practice and without a board are no entries.
_COUNTED = (text(COUNTED), not_(_ROUND.rule_set.in_(_BOARDLESS)))
_TIES = (_ROUND.lifelines, _ROUND.elapsed_ms, _ROUND.finished_at_ms, _ROUND.id)


def _rank(rule_set: str) -> tuple[ColumnElement[int], ...]:
    """The order of `game.records.rank_key`, ascending, then by id, so that no two rounds share a place.

    Rounds by rules that this version does not know are not ranked: the newest comes first.
    """
    rules = RULE_SETS.get(rule_set)
    if rules is None:
        return (-_ROUND.finished_at_ms, -_ROUND.id)
    first = (-_ROUND.right, -_ROUND.points) if rules.ranked_by == "right" else (-_ROUND.points,)
    return (*first, *_TIES)


def _best_first(rule_set: str) -> tuple[ColumnElement[int], ...]:
    """The same as the indexes ix_round_points and ix_round_right have it, so that nothing need be sorted."""
    rules = RULE_SETS.get(rule_set)
    if rules is None:
        return (_ROUND.finished_at_ms.desc(), _ROUND.id.desc())
    first = (_ROUND.right.desc(),) if rules.ranked_by == "right" else ()
    return (*first, _ROUND.points.desc(), *_TIES)


class Stats:
    """Reads finished rounds; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def times_met(self, player_id: int, uids: Collection[str]) -> dict[str, int]:
        """How often the player has answered each of these questions (skips do not count); 0 for those never met.

        A question of a relay was met by who was asked, not by whose round it is.
        """
        # A sum keeps SQLite from walking through all rounds of the player: the few questions are the shorter way.
        by_player = func.coalesce(_DRAWN.player_id, _ROUND.player_id) + 0 == player_id
        met = (
            select(_DRAWN.uid, func.count())
            .join_from(_DRAWN.uid.table, _ROUND.id.table, _ROUND.id == _DRAWN.round_id)
            .join(_EVENT.id.table, and_(_EVENT.round_id == _DRAWN.round_id, _EVENT.position == _DRAWN.position))
            .where(_DRAWN.uid.in_(listed(uids)), by_player, answered())
            .group_by(_DRAWN.uid)
        )
        with self._database.read() as session:
            return dict.fromkeys(uids, 0) | dict(session.connection().execute(met).all())

    def board(self, board: Board) -> tuple[BoardEntry, ...]:
        """The finished rounds of a board, best first, ranked 1, 2, 3 and so on without ties.

        By rules that this version does not know all have rank 0, and the newest comes first.
        """
        step = int(board.rule_set in RULE_SETS)
        with self._database.read() as session:
            rows = (
                session.connection()
                .execute(_ENTRY.where(*_on(board)).order_by(*_best_first(board.rule_set)))
                .mappings()
            )
            return tuple(_entry(row, rank * step) for rank, row in enumerate(rows, 1))

    def order(self, board: Board) -> BoardOrder:
        """The rounds of a board in its order, read as three documents: 100,000 rows take twice as long."""
        columns = (_ROUND.id, _ROUND.player_id, _ROUND.finished_at_ms)
        placed = select(*columns).where(*_on(board)).order_by(*_best_first(board.rule_set)).subquery().c
        documents = select(*(func.json_group_array(column) for column in placed))
        with self._database.read() as session:
            return BoardOrder(*map(json.loads, session.connection().execute(documents).one()))

    def entries(self, round_ids: Collection[int]) -> dict[int, BoardEntry]:
        """These finished rounds by id, without their ranks (0); those that are gone are left out."""
        wanted = _ENTRY.where(_ROUND.id.in_(listed(round_ids)), text(COUNTED))
        with self._database.read() as session:
            return {row["id"]: _entry(row, 0) for row in session.connection().execute(wanted).mappings()}

    def times_played(self) -> dict[int, int]:
        """How many finished rounds each player has, by player id; those without any are left out."""
        counted = select(_ROUND.player_id, func.count()).where(_ROUND.finished_at_ms.is_not(None))
        with self._database.read() as session:
            return dict(session.connection().execute(counted.group_by(_ROUND.player_id)).all())

    def boards(self) -> tuple[Board, ...]:
        """The boards that have finished rounds, the one played last first."""
        with self._database.read() as session:
            rows = session.connection().execute(BOARDS).mappings()
            boards = [convert.board_of(row) for row in rows if row["rule_set"] not in _BOARDLESS]
        return tuple(board for board in boards if board)

    def last_entry(self, player_id: int) -> tuple[Board, int] | None:
        """The board and the id of the round on a board that the player finished last; None before the first.

        A clock that was set back makes no difference, unless a round that is on no board was begun since.
        """
        columns = [_ROUND[name] for name in BOARD_COLUMNS]
        own = select(_ROUND.id, *columns).where(_ROUND.player_id == player_id, *_COUNTED)
        begun_last = select(func.max(_ROUND.id)).where(
            _ROUND.player_id == player_id, _ROUND.finished_at_ms.is_not(None)
        )
        newest = own.order_by(_ROUND.finished_at_ms.desc(), _ROUND.id.desc()).limit(1)
        with self._database.read() as session:
            connection = session.connection()
            found = connection.execute(own.where(_ROUND.id == begun_last.scalar_subquery())).mappings().first()
            row = found or connection.execute(newest).mappings().first()
            board = convert.board_of(row) if row else None
        return (board, row["id"]) if row and board else None

    def record(self, player_id: int, board: Board, local_today: date) -> PlayerRecord:
        """The player's best and last run on a board, and the days in a row on which they finished any round.

        Days are those of this computer's time zone, as `local_today` is.
        """
        own = _RUN.where(*_on(board), _ROUND.player_id == player_id)
        with self._database.read() as session:
            connection = session.connection()
            best = _run(connection, own.order_by(*_best_first(board.rule_set)))
            last = _run(connection, own.order_by(_ROUND.finished_at_ms.desc(), _ROUND.id.desc()))
            return PlayerRecord(best, last, day_streak(_finished_days(connection, player_id), local_today))

    def placing(self, round_id: int) -> Placing:
        """Where a finished round stands on its board, and the player's best run there before it.

        Raises LookupError for a round that is not finished, or that stands on no board: practice, training, relay.
        """
        with self._database.read() as session:
            connection = session.connection()
            entry, board = _placed(connection, round_id)
            on_board = _on(board)
            size = connection.execute(select(func.count()).where(*on_board)).scalar_one()
            before = tuple_(_ROUND.finished_at_ms, _ROUND.id) < tuple_(entry.finished_at_ms, round_id)
            own = _RUN.where(*on_board, _ROUND.player_id == entry.player_id, before)
            return Placing(entry, size, _run(connection, own.order_by(*_best_first(board.rule_set))))

    # Home

    def daily_run(self, player_id: int, board: Board) -> Run | None:
        """The finished run that counts of a player on the board of a daily race or a challenge; None before."""
        with self._database.read() as session:
            own = _RUN.where(*_on(board), _ROUND.player_id == player_id)
            return _run(session.connection(), own.order_by(_ROUND.started_at_ms, _ROUND.id))

    def overview_runs(
        self, player_id: int, pack_id: str, pack_version: str, clock: str
    ) -> tuple[tuple[str, Run | None], ...]:
        """The player's best run of each mode that has boards, by the newest rules and whatever else was chosen.

        `clock` is the factor: a run by another clock does not compare where the rules have one.
        """
        of_pack = _ROUND.pack_uid == pack_id, _ROUND.pack_version == pack_version, _ROUND.player_id == player_id
        with self._database.read() as session:
            connection = session.connection()
            return tuple(
                (mode.value, _run(connection, _by_rules(rules, clock).where(*of_pack).order_by(*_best_first(rules.id))))
                for mode, rules in NEWEST.items()
                if rules.ranked_by != "nothing"
            )

    def last_relay(self, pack_id: str) -> int | None:
        """The id of the relay on this pack that was finished last, by whomever; None before the first."""
        relays = sorted(rules.id for rules in RULE_SETS.values() if rules.mode == Mode.RELAY)
        run = select(_ROUND.id).where(text(COUNTED), _ROUND.rule_set.in_(relays), _ROUND.pack_uid == pack_id)
        newest = run.order_by(_ROUND.finished_at_ms.desc(), _ROUND.id.desc())
        with self._database.read() as session:
            return session.connection().execute(newest.limit(1)).scalar()


def _by_rules(rules: RuleSet, clock: str) -> Select[int, int, int, int]:
    played = _RUN.where(*_COUNTED, _ROUND.rule_set == rules.id)
    return played.where(_ROUND.clock == clock) if rules.has_clock else played


def _on(board: Board) -> list[ColumnElement[bool] | TextClause]:
    """The finished rounds of a board: the columns and the condition of its indexes."""
    values = convert.board_values(board)
    has_board = text("TRUE" if board.rule_set not in _BOARDLESS else "FALSE")
    # IS instead of = : mixed difficulty is NULL.
    return [text(COUNTED), has_board, *(_ROUND[name].is_not_distinct_from(values[name]) for name in values)]


def _placed(connection: Connection, round_id: int) -> tuple[BoardEntry, Board]:
    """A finished round as an entry of its board, and that board."""
    wanted = _ENTRY.add_columns(*(_ROUND[name] for name in BOARD_COLUMNS))
    row = connection.execute(wanted.where(_ROUND.id == round_id, *_COUNTED)).mappings().first()
    board = convert.board_of(row) if row else None
    if row is None or board is None:
        raise LookupError(f"round {round_id} is not on a board")
    rank = _rank(board.rule_set)
    own_rank = select(*rank).where(_ROUND.id == round_id)
    own = connection.execute(own_rank).one()
    better = connection.execute(select(func.count()).where(*_on(board), tuple_(*rank) < tuple_(*own))).scalar_one()
    return _entry(row, better + 1), board


def _entry(row: Mapping[Any, Any], rank: int) -> BoardEntry:
    return BoardEntry(
        round_id=row["id"],
        rank=rank,
        player_id=row["player_id"],
        player_name=row["player_name"],
        result=Result(**{name: row[name] for name in _RESULT_FIELDS}),
        finished_at_ms=row["finished_at_ms"],
        pack_edited=row["pack_edited"],
    )


def _run(connection: Connection, wanted: Select[int, int, int, int]) -> Run | None:
    """The first of these rounds, with its answers."""
    row = connection.execute(wanted.limit(1)).first()
    if row is None:
        return None
    log = select(_EVENT.verdict, _EVENT.elapsed_ms).where(_EVENT.round_id == row.id, _EVENT.verdict.is_not(None))
    answers = _splits(connection.execute(log.order_by(_EVENT.number)))
    verdicts, split_ms = zip(*answers, strict=True) if answers else ((), ())
    return Run(row.id, row.finished_at_ms, row.points, verdicts, split_ms, row.right)


def _splits(turns: Iterable[Row[str | None, int]]) -> list[tuple[Verdict, int]]:
    """Verdict and answering time of the whole round so far at each answer; the time of skipped questions counts."""
    answers: list[tuple[Verdict, int]] = []
    total_ms = 0
    for word, elapsed_ms in turns:
        total_ms += elapsed_ms
        verdict = convert.known(Verdict, word)
        if verdict and verdict is not Verdict.SKIPPED:
            answers.append((verdict, total_ms))
    return answers


def _finished_days(connection: Connection, player_id: int) -> Iterator[date]:
    """The local days on which the player finished rounds, newest first, repeated as often as they did."""
    finished = select(_ROUND.finished_at_ms).where(_ROUND.player_id == player_id, _ROUND.finished_at_ms.is_not(None))
    for finished_at_ms in connection.execute(finished.order_by(_ROUND.finished_at_ms.desc())).scalars():
        day = local_day(finished_at_ms)
        if day is not None:
            yield day


def day_streak(days: Iterable[date], today: date) -> int:
    """The length of the unbroken row of days that ends today or yesterday; `days` come newest first."""
    streak, expected = 0, today
    for day in days:
        if day == today - timedelta(days=1) and streak == 0:
            expected = day
        if day == expected:
            streak, expected = streak + 1, expected - timedelta(days=1)
        elif day < expected:
            break
    return streak
