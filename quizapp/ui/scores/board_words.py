"""Boards in plain words: what makes the rounds on them comparable."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.game.question import Kind, PackInfo
from quizapp.game.records import Board
from quizapp.game.rules import NEWEST, RULE_SETS, ClockFactor, CustomRules, Mode, RankedBy
from quizapp.ui.play.result_words import iso_day_words
from quizapp.ui.play.setup_custom_words import rules_words

_CATEGORIES_NAMED = 4
_CHALLENGE = "challenge/"
BOARD_MODES = tuple(mode for mode, rules in NEWEST.items() if rules.ranked_by != "nothing")
"""The modes that have boards, in the order of their lanes."""


def mode_of(board: Board) -> str:
    """The mode of a board's rule set, such as `sprint`."""
    return board.rule_set.partition("@")[0]


def ranked_by(board: Board) -> RankedBy:
    """What a board is ranked by; nothing where the rules are those of a later version."""
    rules = RULE_SETS.get(board.rule_set)
    return rules.ranked_by if rules is not None else "nothing"


def is_challenge(board: Board) -> bool:
    """Whether the rounds on a board were begun by one code."""
    return board.variant.startswith(_CHALLENGE)


def board_words(board: Board, pack: PackInfo) -> str:
    """Such as "Up to episode 16 · all categories · mixed · pack 2026.11.1"; `pack` is the one in use.

    What tells boards of one mode apart comes first: the day of a race, the rules of a custom round, a challenge.
    """
    parts = [variant_words(board), limit_words(board, pack)]
    if mode_of(board) != Mode.DAILY:  # a race asks everything, mixed
        parts += [categories_words(board, pack), difficulty_words(board)]
    parts += [clock_words(board), rules_words_of(board)]
    parts.append(pack_words(board, pack))
    return " · ".join(part for part in parts if part)


def pack_words(board: Board, pack: PackInfo) -> str:
    """The version of the pack; with its id where it is not the pack in use."""
    version = QCoreApplication.translate("Boards", "pack {version}").format(version=board.pack_version)
    return version if board.pack_id == pack.id else f"{board.pack_id} {board.pack_version}"


def category_titles(board: Board, pack: PackInfo) -> str:
    """All categories of a board by title, in the order of the pack."""
    known = [category.title for category in pack.categories if category.id in board.categories]
    gone = [each for each in board.categories if pack.category(each) is None]
    return ", ".join([*known, *gone])


def variant_words(board: Board) -> str:
    """The day of a race, the rules of a custom round, a challenge; empty for rounds that are none of these."""
    variant = board.variant
    if is_challenge(board):
        code = variant.removeprefix(_CHALLENGE)
        words = QCoreApplication.translate("Boards", "challenge {code}…")
        return words.format(code=code.partition("-")[0])
    if mode_of(board) == Mode.CUSTOM and variant:
        rules = custom_rules(variant)
        return variant if rules is None else rules_words(rules)
    return iso_day_words(variant)


def custom_rules(code: str) -> CustomRules | None:
    """The rules that `CustomRules.code` stands for; None for a text that is no such code."""
    try:
        count, kinds, limit, lifelines = code.split("/")
        fifty, hints, skips = (int(each) for each in lifelines.split("-"))
        return CustomRules(
            question_count=int(count),
            kinds=tuple(sorted(Kind)) if kinds == "all" else tuple(Kind(each) for each in kinds.split("+")),
            answer_limit_ms=None if limit == "off" else int(limit.removesuffix("ms")),
            fifty_fifties=fifty,
            hints=hints,
            skips=skips,
        )
    except ValueError:
        return None


def clock_words(board: Board) -> str:
    """How the clock was stretched; empty where it was not."""
    if board.clock == ClockFactor.X1:
        return ""
    if board.clock == ClockFactor.OFF:
        return QCoreApplication.translate("Boards", "no clock")
    return QCoreApplication.translate("Boards", "clock {factor}").format(factor=board.clock)


def rules_words_of(board: Board) -> str:
    """Which rules of the mode; empty for those of today."""
    if board.rule_set not in RULE_SETS:
        words = QCoreApplication.translate("Boards", "rules of a later version ({rules})")
        return words.format(rules=board.rule_set)
    newest = {rules.id for rules in NEWEST.values()}
    return "" if board.rule_set in newest else QCoreApplication.translate("Boards", "older rules")


def limit_words(board: Board, pack: PackInfo) -> str:
    """Up to which episode questions were asked; empty for packs without episodes."""
    if board.pack_id == pack.id and not pack.episodes:
        return ""
    if board.spoiler_limit == 0:
        return QCoreApplication.translate("Boards", "Before episode 1")
    words = QCoreApplication.translate("Boards", "Up to episode {episode}")
    return words.format(episode=board.spoiler_limit)


def categories_words(board: Board, pack: PackInfo) -> str:
    """All of them, a few by title, or how many."""
    if board.pack_id == pack.id and set(board.categories) == {category.id for category in pack.categories}:
        return QCoreApplication.translate("Boards", "all categories")
    if len(board.categories) <= _CATEGORIES_NAMED:
        return category_titles(board, pack)
    words = QCoreApplication.translate("Boards", "{count} of {all} categories")
    return words.format(count=len(board.categories), all=len(pack.categories))


def difficulty_words(board: Board) -> str:
    """Mixed, or one of three."""
    if board.difficulty is None:
        return QCoreApplication.translate("Boards", "mixed")
    return {
        1: QCoreApplication.translate("Boards", "easy"),
        2: QCoreApplication.translate("Boards", "medium"),
        3: QCoreApplication.translate("Boards", "hard"),
    }.get(board.difficulty, str(board.difficulty))
