"""The figures of the statistics page in words: what the charts say, for eyes and ears."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from quizapp.game.player_statistics import Group, GroupKey
from quizapp.game.question import Kind, PackInfo
from quizapp.ui.play.home_words import date_with_year, number
from quizapp.ui.play.round_words import difficulty_word, episode_words
from quizapp.ui.play.setup_custom_words import kind_names

NOTHING = "–"
_SOON = 15
translate = QCoreApplication.translate


def percent(share: float | None) -> str:
    """A share of 0 to 1, such as 76%; a dash where there is none."""
    return NOTHING if share is None else translate("Stats", "{number}%").format(number=number(round(100 * share)))


def seconds(elapsed_ms: float | None) -> str:
    """A time with one decimal place, such as 6.8 s; a dash where there is none."""
    if elapsed_ms is None:
        return NOTHING
    return translate("Stats", "{seconds} s").format(seconds=QLocale().toString(elapsed_ms / 1000, "f", 1))


def day_words(day: date) -> str:
    """A day and its month, such as 8 Nov."""
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("Stats", "d MMM"))


def weekday_words(day: date) -> str:
    """A day with weekday and year, such as Sun 8 Nov 2026."""
    return QLocale().toString(QDate(day.year, day.month, day.day), translate("Stats", "ddd d MMM yyyy"))


def due_words(at_ms: int) -> str:
    """When a question is due: today where it is overdue, tomorrow, in some days, or the date."""
    days = QDate.currentDate().daysTo(QDateTime.fromMSecsSinceEpoch(at_ms).date())
    if days <= 0:
        return translate("Stats", "today")
    if days == 1:
        return translate("Stats", "tomorrow")
    return translate("Stats", "in {days} days").format(days=number(days)) if days < _SOON else date_with_year(at_ms)


def group_titles() -> dict[Group, str]:
    """What answers can be sorted by."""
    return {
        "category": translate("Stats", "Category"),
        "episode": translate("Stats", "Episode"),
        "kind": translate("Stats", "Kind"),
        "difficulty": translate("Stats", "Difficulty"),
    }


def key_words(group: Group, key: GroupKey, pack: PackInfo) -> str:
    """One of the categories, episodes, kinds or difficulties in words."""
    if group == "episode":
        return episode_words(pack, key if isinstance(key, int) else None) or NOTHING
    if group == "difficulty":
        return difficulty_word(key) if isinstance(key, int) else NOTHING
    if group == "category":
        category = pack.category(str(key))
        return category.title if category else str(key)
    return kind_names()[Kind(str(key))] if key in set(Kind) else str(key)


def key_order(group: Group, key: GroupKey, pack: PackInfo) -> tuple[int, str]:
    """Categories in the order of the pack, kinds in that of the settings, then numbers from small to large."""
    if group in ("episode", "difficulty"):
        return (key, "") if isinstance(key, int) else (10_000, "")
    known = [each.id for each in pack.categories] if group == "category" else [str(kind) for kind in kind_names()]
    return (known.index(str(key)) if key in known else len(known), str(key))
