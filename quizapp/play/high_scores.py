"""High scores: boards and their order, rounds of the past, boards as files, and players renamed, merged and removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.errors import QuizError, Sentence, sentence
from quizapp.files import write_whole
from quizapp.game.records import Board, BoardEntry, BoardOrder, Player
from quizapp.play.past_round import PastRound
from quizapp.play.saving import as_table

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.roster import Undoing
    from quizapp.play.lobby import Lobby

PLAYS_NOW = "{name} plays now. Nothing was changed. Let another player play, then remove {name}."
_FORMER = "former player"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REPORTED_EVERY = 500

Report = Callable[[int, int], None]


def _report_nothing(done: int, total: int) -> None:
    pass


class HighScores:
    """What the page of high scores asks and does. GUI thread only, but for `save`.

    Changes of players can be undone, the last one first, as long as this object lives: as long as the window.
    """

    def __init__(self, bank: Bank, lobby: Lobby) -> None:
        self._bank = bank
        self._lobby = lobby
        self._changes: list[tuple[Sentence, Undoing]] = []

    # Boards

    def boards(self) -> tuple[Board, ...]:
        """The boards that hold finished rounds, the one played last first."""
        return self._bank.stats.boards()

    def board(self, board: Board) -> tuple[BoardEntry, ...]:
        """All entries of a board, best first."""
        return self._bank.stats.board(board)

    def order(self, board: Board) -> BoardOrder:
        """The order of a board, of which `entries` reads what is looked at."""
        return self._bank.stats.order(board)

    def entries(self, round_ids: Collection[int]) -> dict[int, BoardEntry]:
        """These rounds by id, not ranked."""
        return self._bank.stats.entries(round_ids)

    def last_entry(self) -> tuple[Board, int] | None:
        """The board and round id of the last round that who plays now finished."""
        player = self._lobby.player
        return self._bank.stats.last_entry(player.id) if player else None

    def past_round(self, round_id: int) -> PastRound:
        """A round as it was played, for who plays now to look at. QuizError when its rules or texts are not known."""
        viewer = self._lobby.player
        if viewer is None:
            raise QuizError("Nobody has said who plays. Choose or add a player first.")
        stored = self._bank.rounds.load(round_id)
        entry = self._bank.stats.entries([round_id]).get(round_id)
        return PastRound.of(stored, entry.player_name if entry else "", viewer)

    # Files

    def save(self, board: Board, path: Path, report: Report = _report_nothing) -> None:
        """Writes a board as JSON where the name ends so, else as CSV; QuizError when it cannot be written. Any thread.

        `report` hears how many entries are done, and of how many; what it raises leaves what was there before.
        """
        entries = self.board(board)
        if path.suffix.lower() == ".json":
            write_whole(path, _document(board, _reported(entries, report)))
        else:
            write_whole(path, [as_table(_rows(board, entries, report))])

    # Players

    def players(self) -> tuple[tuple[Player, int], ...]:
        """Everybody who plays here, by name, with how many rounds they have finished."""
        counts = self._bank.stats.times_played()
        return tuple((player, counts.get(player.id, 0)) for player in self._bank.players.all())

    def rename(self, player_id: int, name: str) -> None:
        """Another name, under which all rounds are shown; QuizError for one that is empty, too long or taken."""
        before = self._name(player_id)
        undoing = self._bank.roster.rename(player_id, name)
        self._changed(sentence("{before} is now called {name}.", before=before, name=self._name(player_id)), undoing)

    def merge(self, player_id: int, into_id: int) -> None:
        """What one player has done becomes another's, who also plays on in their place."""
        name, into = self._name(player_id), self._name(into_id)
        plays_now = self._lobby.player is not None and self._lobby.player.id == player_id
        undoing = self._bank.roster.merge(player_id, into_id)
        if plays_now:
            self._lobby.choose_player(into_id)
        self._changed(sentence("The rounds of {name} are now those of {into}.", name=name, into=into), undoing)

    def remove(self, player_id: int, *, keep_rounds: bool) -> None:
        """A player goes; their rounds stay as those of a former player, or go too. QuizError for who plays now."""
        name = self._name(player_id)
        if self._lobby.player is not None and self._lobby.player.id == player_id:
            raise QuizError(PLAYS_NOW, name=name)
        undoing = self._bank.roster.remove(player_id, keep_rounds=keep_rounds)
        kept = sentence("{name} was removed. Their rounds stay as those of a former player.", name=name)
        gone = sentence("{name} was removed, and their rounds too.", name=name)
        self._changed(kept if keep_rounds else gone, undoing)

    @property
    def last_change(self) -> Sentence | None:
        """What `undo` would undo; None when there is nothing."""
        return self._changes[-1][0] if self._changes else None

    def undo(self) -> Sentence | None:
        """Undoes the last change of players and says which that was. QuizError when a name was given to another."""
        if not self._changes:
            return None
        told, undoing = self._changes[-1]
        self._bank.roster.undo(undoing)
        self._changes.pop()
        self._lobby.refresh_player()
        return told

    def _changed(self, told: Sentence, undoing: Undoing) -> None:
        self._changes.append((told, undoing))
        self._lobby.refresh_player()

    def _name(self, player_id: int) -> str:
        player = self._bank.players.get(player_id)
        return player.name if player else ""


def _reported(entries: Sequence[BoardEntry], report: Report) -> Iterator[BoardEntry]:
    for done, entry in enumerate(entries):
        if done % _REPORTED_EVERY == 0:
            report(done, len(entries))
        yield entry


def _rows(board: Board, entries: Sequence[BoardEntry], report: Report) -> Iterator[list[str]]:
    """One row an entry; each says on which board it is, so that tables can be put together."""
    about = {name: _cell(value) for name, value in _board_values(board).items()}
    yield [*_entry_values(entries[0]), *about] if entries else [*about]
    for entry in _reported(entries, report):
        yield [*map(_cell, _entry_values(entry).values()), *about.values()]


def _document(board: Board, entries: Iterable[BoardEntry]) -> Iterator[bytes]:
    """The board, and its entries line by line: one call for all would keep the screen waiting."""
    yield b'{"board": ' + _json(_board_values(board)) + b',\n"entries": ['
    for number, entry in enumerate(entries):
        yield (b",\n" if number else b"\n") + _json(_entry_values(entry))
    yield b"\n]}\n"


def _json(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else " ".join(str(value).split())


def _board_values(board: Board) -> dict[str, Any]:
    return {
        "rule_set": board.rule_set,
        "pack": board.pack_id,
        "pack_version": board.pack_version,
        "spoiler_limit": board.spoiler_limit,
        "categories": ", ".join(board.categories),
        "difficulty": board.difficulty,
        "clock": board.clock,
        "variant": board.variant,
    }


def _entry_values(entry: BoardEntry) -> dict[str, Any]:
    result = entry.result
    return {
        "rank": entry.rank or None,
        "player": entry.player_name or _FORMER,
        "points": result.points,
        "base_points": result.base_points,
        "streak_points": result.streak_points,
        "speed_points": result.speed_points,
        "right": result.right,
        "asked": result.asked,
        "best_streak": result.best_streak,
        "lifelines": result.lifelines,
        "time_ms": result.elapsed_ms,
        "finished_at": _moment(entry.finished_at_ms),
        "pack_edited": entry.pack_edited,
    }


def _moment(at_ms: int) -> str:
    """ISO 8601 in UTC; the milliseconds themselves where a clock was beyond all calendars."""
    try:
        return (_EPOCH + timedelta(milliseconds=at_ms)).isoformat(timespec="seconds")
    except OverflowError:
        return str(at_ms)
