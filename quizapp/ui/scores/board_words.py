"""Boards in plain words: what makes the rounds on them comparable."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.game.question import PackInfo
from quizapp.game.records import Board

_CATEGORIES_NAMED = 4


def mode_of(board: Board) -> str:
    """The mode of a board's rule set, such as `sprint`."""
    return board.rule_set.partition("@")[0]


def mode_title(mode: str) -> str:
    """The name of a mode as it stands on its lane."""
    titles = {"sprint": QCoreApplication.translate("Boards", "Sprint")}
    return titles.get(mode, mode.capitalize())


def board_words(board: Board, pack: PackInfo) -> str:
    """Such as "Up to episode 16 · all categories · mixed · pack 2026.11.1"; `pack` is the one in use."""
    parts = [_limit(board, pack), _categories(board, pack), _difficulty(board)]
    if board.clock != "x1":
        parts.append(QCoreApplication.translate("Boards", "clock {factor}").format(factor=board.clock))
    version = QCoreApplication.translate("Boards", "pack {version}").format(version=board.pack_version)
    parts.append(version if board.pack_id == pack.id else f"{board.pack_id} {board.pack_version}")
    return " · ".join(part for part in parts if part)


def category_titles(board: Board, pack: PackInfo) -> str:
    """All categories of a board by title, in the order of the pack."""
    known = [category.title for category in pack.categories if category.id in board.categories]
    gone = [each for each in board.categories if pack.category(each) is None]
    return ", ".join([*known, *gone])


def _limit(board: Board, pack: PackInfo) -> str:
    if board.pack_id == pack.id and not pack.episodes:
        return ""
    if board.spoiler_limit == 0:
        return QCoreApplication.translate("Boards", "Before episode 1")
    words = QCoreApplication.translate("Boards", "Up to episode {episode}")
    return words.format(episode=board.spoiler_limit)


def _categories(board: Board, pack: PackInfo) -> str:
    if board.pack_id == pack.id and set(board.categories) == {category.id for category in pack.categories}:
        return QCoreApplication.translate("Boards", "all categories")
    if len(board.categories) <= _CATEGORIES_NAMED:
        return category_titles(board, pack)
    words = QCoreApplication.translate("Boards", "{count} of {all} categories")
    return words.format(count=len(board.categories), all=len(pack.categories))


def _difficulty(board: Board) -> str:
    if board.difficulty is None:
        return QCoreApplication.translate("Boards", "mixed")
    return {
        1: QCoreApplication.translate("Boards", "easy"),
        2: QCoreApplication.translate("Boards", "medium"),
        3: QCoreApplication.translate("Boards", "hard"),
    }.get(board.difficulty, str(board.difficulty))
