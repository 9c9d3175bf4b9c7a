"""What a challenge code stands for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.ui.play.home_words import number
from quizapp.ui.play.lane_words import lane_title
from quizapp.ui.play.setup_custom_words import rules_words

if TYPE_CHECKING:
    from quizapp.game.question import PackInfo
    from quizapp.game.rules import RoundSettings

translate = QCoreApplication.translate


def challenge_words(settings: RoundSettings, pack: PackInfo) -> str:
    """Mode, custom rules, last episode, categories, difficulty, such as "Sprint · up to episode 12 · Cast · hard"."""
    parts = [lane_title(settings.mode)]
    if settings.custom is not None:
        parts.append(rules_words(settings.custom))
    if pack.episodes:
        words = translate("Challenges", "up to episode {episode}")
        parts.append(words.format(episode=number(settings.spoiler_limit)))
    parts.append(_categories(settings, pack))
    parts.append(_difficulty(settings.difficulty))
    return " · ".join(parts)


def _categories(settings: RoundSettings, pack: PackInfo) -> str:
    titles = [category.title for category in pack.categories if category.id in settings.categories]
    return ", ".join(titles) if len(titles) < len(pack.categories) else translate("Challenges", "all categories")


def _difficulty(difficulty: int | None) -> str:
    words = {
        None: translate("Challenges", "mixed difficulty"),
        1: translate("Challenges", "easy"),
        2: translate("Challenges", "medium"),
        3: translate("Challenges", "hard"),
    }
    return words[difficulty]
