"""What makes rounds comparable, one choice beside the other: each leads to a board that there is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from quizapp.game.question import PackInfo
from quizapp.game.records import Board
from quizapp.game.rules import Mode
from quizapp.ui.scores.board_words import (
    categories_words,
    category_titles,
    clock_words,
    difficulty_words,
    limit_words,
    mode_of,
    pack_words,
    rules_words_of,
    variant_words,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Boards", text)


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing in which boards of a mode differ."""

    name: Callable[[str], str]
    """What it is called, by mode."""
    key: Callable[[Board], Hashable]
    said: Callable[[Board, PackInfo], str]
    """Its words; empty where it is as usual."""
    usual: Callable[[], str] = str
    """The words of a choice that is as usual."""
    is_sorted: bool = False
    """Whether the choices stand in the order of their keys, and not the one played last first."""

    def words(self, board: Board, pack: PackInfo) -> str:
        """The words of a choice."""
        return self.said(board, pack) or self.usual()


def _variant_name(mode: str) -> str:
    names = {Mode.DAILY: _tr("Day of the race"), Mode.CUSTOM: _tr("Custom settings")}
    return names.get(Mode(mode), _tr("Challenge")) if mode in set(Mode) else _tr("Challenge")


def _difficulty(board: Board, _: PackInfo) -> str:
    # A race asks everything, mixed.
    return "" if mode_of(board) == Mode.DAILY else difficulty_words(board)


def _categories(board: Board, pack: PackInfo) -> str:
    return "" if mode_of(board) == Mode.DAILY else categories_words(board, pack)


FACETS = (
    Facet(
        _variant_name, lambda board: board.variant, lambda board, _: variant_words(board), lambda: _tr("no challenge")
    ),
    Facet(lambda _: _tr("Spoiler limit"), lambda board: board.spoiler_limit, limit_words, is_sorted=True),
    Facet(lambda _: _tr("Categories"), lambda board: board.categories, _categories),
    Facet(lambda _: _tr("Difficulty"), lambda board: board.difficulty or 0, _difficulty, is_sorted=True),
    Facet(
        lambda _: _tr("Clock"),
        lambda board: board.clock,
        lambda board, _: clock_words(board),
        lambda: _tr("usual clock"),
    ),
    Facet(
        lambda _: _tr("Rules"),
        lambda board: board.rule_set,
        lambda board, _: rules_words_of(board),
        lambda: _tr("rules of today"),
    ),
    Facet(lambda _: _tr("Pack"), lambda board: (board.pack_id, board.pack_version), pack_words),
)


def choices(facet: Facet, boards: Sequence[Board]) -> list[Board]:
    """One board for each choice there is."""
    found: dict[Hashable, Board] = {}
    for board in boards:
        found.setdefault(facet.key(board), board)
    keys = sorted(found, key=_as_number) if facet.is_sorted else list(found)
    return [found[key] for key in keys]


def tip(facet: Facet, board: Board, pack: PackInfo) -> str:
    """What a choice stands for where its words are short."""
    return category_titles(board, pack) if facet.said is _categories else facet.words(board, pack)


def nearest(boards: Sequence[Board], present: Board, facet: Facet, wanted: Board) -> Board:
    """The board with this choice that is otherwise most like the present one; of several the first."""
    there = [board for board in boards if facet.key(board) == facet.key(wanted)]

    def likeness(board: Board) -> int:
        return sum(each.key(board) == each.key(present) for each in FACETS)

    return max(there, key=likeness, default=wanted)


def _as_number(key: Hashable) -> int:
    return key if isinstance(key, int) else 0
