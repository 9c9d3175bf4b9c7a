"""The columns of the question table and the words that stand in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.game.item_analysis import wilson_interval
from quizapp.game.question import Category, Kind, PackInfo
from quizapp.ui.play.home_words import day, moment, number

if TYPE_CHECKING:
    from quizapp.game.edits import ListRow, SortColumn
    from quizapp.game.item_report import OptionUse

ENOUGH_ATTEMPTS = 20
"""Below this number of first attempts the figures of a question say little and are greyed."""
NOTHING = "—"
_LONGEST_NUMBER = 9
CARD_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "document"}


class Column(IntEnum):
    """The columns in the order shown."""

    UID = 0
    PROMPT = 1
    KIND = 2
    CATEGORY = 3
    DIFFICULTY = 4
    EPISODE = 5
    TAGS = 6
    PACK = 7
    STATE = 8
    CHANGED = 9
    ASKED = 10
    FACILITY = 11
    DISCRIMINATION = 12
    DISTRACTORS = 13
    APPEALS = 14
    PROBLEMS = 15


SORTED_BY: Mapping[Column, SortColumn] = {
    Column.UID: "uid",
    Column.PROMPT: "prompt",
    Column.KIND: "kind",
    Column.CATEGORY: "category",
    Column.DIFFICULTY: "difficulty",
    Column.EPISODE: "episode",
    Column.TAGS: "tags",
    Column.PACK: "pack",
    Column.STATE: "state",
    Column.CHANGED: "changed",
    Column.ASKED: "asked",
    Column.FACILITY: "facility",
    Column.DISCRIMINATION: "discrimination",
    Column.DISTRACTORS: "distractors",
    Column.APPEALS: "appeals",
    Column.PROBLEMS: "problems",
}
"""The word by which the bank sorts each column."""
ALWAYS_SHOWN = frozenset({Column.PROMPT})
SHOWN_AT_FIRST = (
    Column.UID,
    Column.PROMPT,
    Column.KIND,
    Column.CATEGORY,
    Column.DIFFICULTY,
    Column.EPISODE,
    Column.FACILITY,
    Column.PROBLEMS,
)
FROM_ATTEMPTS = frozenset({Column.FACILITY, Column.DISCRIMINATION, Column.DISTRACTORS})
"""Greyed below ENOUGH_ATTEMPTS."""
RIGHT_ALIGNED = frozenset({Column.EPISODE, Column.ASKED, Column.DISCRIMINATION, Column.APPEALS})


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """The problems of a row: the fields with errors and those with warnings."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> ProblemWords:
        """Reads what the bank keeps: words such as `error:prompt warning:sources`."""
        words = [word.partition(":") for word in text.split()]
        errors = tuple(field for severity, _, field in words if severity == "error")
        return cls(errors, tuple(field for severity, _, field in words if severity == "warning"))


class PackWords:
    """Titles of packs and categories, by id; an unknown id stands for itself."""

    def __init__(self, packs: Iterable[PackInfo] = ()) -> None:
        self._packs = {pack.id: pack for pack in packs}

    def pack(self, pack_id: str) -> str:
        """The pack's title."""
        info = self._packs.get(pack_id)
        return info.title if info is not None else pack_id

    def by_id(self) -> dict[str, PackInfo]:
        """All packs."""
        return dict(self._packs)

    def category(self, pack_id: str, category_id: str) -> str:
        """The category's title."""
        found = self._category(pack_id, category_id)
        return found.title if found is not None else category_id

    def icon(self, pack_id: str, category_id: str) -> str:
        """The icon of the card that shows the category."""
        found = self._category(pack_id, category_id)
        return CARD_ICONS.get(found.card if found is not None else "plain", "document")

    def any_category(self, category_id: str) -> str:
        """The title that some pack gives a category of this id."""
        found = (pack.category(category_id) for pack in self._packs.values())
        return next((category.title for category in found if category is not None), category_id)

    def longest_category(self) -> str:
        """The longest title of a category."""
        titles = (category.title for pack in self._packs.values() for category in pack.categories)
        return max(titles, key=len, default="")

    def _category(self, pack_id: str, category_id: str) -> Category | None:
        info = self._packs.get(pack_id)
        return info.category(category_id) if info is not None else None


def column_title(column: Column) -> str:
    """What stands above the column, and in menus."""
    translate = QCoreApplication.translate
    return {
        Column.UID: translate("EditorColumns", "No."),
        Column.PROMPT: translate("EditorColumns", "Prompt"),
        Column.KIND: translate("EditorColumns", "Kind"),
        Column.CATEGORY: translate("EditorColumns", "Category"),
        Column.DIFFICULTY: translate("EditorColumns", "Difficulty"),
        Column.EPISODE: translate("EditorColumns", "Ep"),
        Column.TAGS: translate("EditorColumns", "Tags"),
        Column.PACK: translate("EditorColumns", "Pack"),
        Column.STATE: translate("EditorColumns", "State"),
        Column.CHANGED: translate("EditorColumns", "Changed"),
        Column.ASKED: translate("EditorColumns", "Asked"),
        Column.FACILITY: translate("EditorColumns", "Facility"),
        Column.DISCRIMINATION: translate("EditorColumns", "Tells apart"),
        Column.DISTRACTORS: translate("EditorColumns", "Distractors"),
        Column.APPEALS: translate("EditorColumns", "Appeals"),
        Column.PROBLEMS: translate("EditorColumns", "Problems"),
    }[column]


def column_explanation(column: Column) -> str:
    """A sentence on the column, "" where its title says all."""
    translate = QCoreApplication.translate
    return {
        Column.UID: translate("EditorColumns", "The number at the end of the question's id"),
        Column.EPISODE: translate("EditorColumns", "The episode a player must have watched"),
        Column.FACILITY: translate(
            "EditorColumns", "The share of first attempts that were right, 0 to 1; greyed below 20 attempts"
        ),
        Column.DISCRIMINATION: translate(
            "EditorColumns", "How well the question tells apart who knows much, −1 to 1; greyed below 20 attempts"
        ),
        Column.DISTRACTORS: translate(
            "EditorColumns",
            "How often each wrong option was chosen when it was shown, in first attempts; greyed below 20 attempts",
        ),
        Column.ASKED: translate("EditorColumns", "How often the question was answered for the first time"),
        Column.APPEALS: translate("EditorColumns", "Open appeals of players"),
    }.get(column, "")


def kind_word(kind: str) -> str:
    """The short word for a kind of question; an unknown kind stands for itself."""
    translate = QCoreApplication.translate
    words: dict[str, str] = {
        Kind.SINGLE_CHOICE: translate("EditorKinds", "Choice"),
        Kind.MULTIPLE_CHOICE: translate("EditorKinds", "Multiple"),
        Kind.TRUE_FALSE: translate("EditorKinds", "True/false"),
        Kind.SHORT_ANSWER: translate("EditorKinds", "Typed"),
        Kind.MISSING_WORD: translate("EditorKinds", "Gap"),
        Kind.MATCHING: translate("EditorKinds", "Matching"),
        Kind.ORDERING: translate("EditorKinds", "Ordering"),
    }
    return words.get(kind, kind)


def difficulty_word(difficulty: int) -> str:
    """The word for a level from 1 to 3."""
    translate = QCoreApplication.translate
    words = {
        1: translate("EditorLevels", "Easy"),
        2: translate("EditorLevels", "Medium"),
        3: translate("EditorLevels", "Hard"),
    }
    return words.get(difficulty, str(difficulty))


def state_word(state: str) -> str:
    """The word for a state of a question."""
    translate = QCoreApplication.translate
    words = {
        "draft": translate("EditorStates", "Draft"),
        "live": translate("EditorStates", "In play"),
        "retired": translate("EditorStates", "Retired"),
    }
    return words.get(str(state), str(state))


def field_word(field: str) -> str:
    """The word for a field of a question, as problems name it."""
    translate = QCoreApplication.translate
    words = {
        "prompt": translate("EditorFields", "prompt"),
        "line": translate("EditorFields", "card line"),
        "answers": translate("EditorFields", "answers"),
        "answer": translate("EditorFields", "answer"),
        "distractors": translate("EditorFields", "wrong options"),
        "pairs": translate("EditorFields", "pairs"),
        "extra": translate("EditorFields", "further right sides"),
        "sequence": translate("EditorFields", "order"),
        "keep_order": translate("EditorFields", "order of options"),
        "hint": translate("EditorFields", "hint"),
        "explanation": translate("EditorFields", "explanation"),
        "sources": translate("EditorFields", "sources"),
        "tags": translate("EditorFields", "tags"),
        "media": translate("EditorFields", "picture"),
        "spoiler": translate("EditorFields", "a name shown too early"),
        "near_duplicate": translate("EditorFields", "nearly the same as another"),
        "episode": translate("EditorFields", "episode"),
        "difficulty": translate("EditorFields", "difficulty"),
        "category": translate("EditorFields", "category"),
        "kind": translate("EditorFields", "kind"),
        "uid": translate("EditorFields", "id"),
    }
    return words.get(field, field)


def cell_text(row: ListRow, column: Column, words: PackWords) -> str:
    """What a cell says."""
    match column:
        case Column.UID:
            return short_uid(row.uid)
        case Column.PROMPT:
            return _on_one_line(row.prompt)
        case Column.KIND:
            return kind_word(row.kind)
        case Column.CATEGORY:
            return words.category(row.pack_id, row.category)
        case Column.DIFFICULTY:
            return difficulty_word(row.difficulty)
        case Column.TAGS:
            return ", ".join(row.tags)
        case Column.PACK:
            return words.pack(row.pack_id)
        case Column.STATE:
            return state_word(row.state)
        case Column.CHANGED:
            return day(row.changed_at_ms)
        case Column.PROBLEMS:
            return _problem_count(row)
        case Column.DISTRACTORS:
            return " · ".join(map(_distractor, row.distractors))
        case _:
            return _figure(row, column)


def short_uid(uid: str) -> str:
    """The number at the end of a uid such as `run-on/plot-0112`, or what stands behind the pack's id."""
    tail = uid.rpartition("/")[2]
    digits = tail.rpartition("-")[2]
    return str(int(digits)) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else tail


def _figure(row: ListRow, column: Column) -> str:
    match column:
        case Column.EPISODE:
            return NOTHING if row.episode is None else number(row.episode)
        case Column.ASKED:
            return number(row.asked)
        case Column.FACILITY:
            return fraction(row.facility)
        case Column.DISCRIMINATION:
            return fraction(row.discrimination)
        case _:
            return number(row.appeals) if row.appeals else ""


def fraction(value: float | None) -> str:
    """A number between -1 and 1 with two digits; a dash for none."""
    return NOTHING if value is None else QLocale().toString(value, "f", 2)


def _distractor(use: OptionUse) -> str:
    words = QCoreApplication.translate("EditorColumns", "{text} {share} %")
    return words.format(text=_on_one_line(use.text), share=number(round(100 * use.share)))


def _distractor_in_full(use: OptionUse) -> str:
    words = QCoreApplication.translate("EditorColumns", "{option} ({taken} of {offered})")
    return words.format(option=_distractor(use), taken=number(use.taken), offered=number(use.offered))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _problem_count(row: ListRow) -> str:
    found = ProblemWords.of(row.problems)
    count = len(found.errors) or len(found.warnings)
    return number(count) if count else ""


def cell_tip(row: ListRow, column: Column, words: PackWords) -> str:
    """What the tool tip of a cell says: its whole text, and the reasons behind figures."""
    translate = QCoreApplication.translate
    match column:
        case Column.UID:
            return row.uid
        case Column.CHANGED:
            return moment(row.changed_at_ms)
        case Column.PROBLEMS:
            return problem_words(row)
        case Column.FACILITY | Column.DISCRIMINATION if not row.asked:
            return translate("EditorColumns", "Nobody has answered this question yet.")
        case Column.FACILITY | Column.DISCRIMINATION:
            return _from_attempts(row, column, cell_text(row, column, words))
        case Column.DISTRACTORS if row.distractors:
            return _from_attempts(row, column, "; ".join(map(_distractor_in_full, row.distractors)))
        case _:
            return cell_text(row, column, words)


def _from_attempts(row: ListRow, column: Column, value: str) -> str:
    translate = QCoreApplication.translate
    text = translate("EditorColumns", "{title} {value}, from {asked} first attempts.")
    told = text.format(title=column_title(column), value=value, asked=number(row.asked))
    if column is Column.FACILITY and row.facility is not None:
        told += " " + _interval_words(row.facility, row.asked)
    if row.asked < ENOUGH_ATTEMPTS:
        told += " " + translate("EditorColumns", "Too few to say much.")
    return told


def _interval_words(facility: float, asked: int) -> str:
    words = QCoreApplication.translate("EditorColumns", "With a certainty of 95 % it lies between {low} and {high}.")
    low, high = wilson_interval(facility, asked)
    return words.format(low=fraction(low), high=fraction(high))


def problem_words(row: ListRow) -> str:
    """The problems of a row in words, "" where there are none."""
    translate = QCoreApplication.translate
    found = ProblemWords.of(row.problems)
    told: list[str] = []
    if found.errors:
        told.append(translate("EditorColumns", "Errors: {fields}.").format(fields=_fields(found.errors)))
    if found.warnings:
        told.append(translate("EditorColumns", "Warnings: {fields}.").format(fields=_fields(found.warnings)))
    return " ".join(told)


def _fields(fields: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(field_word(field) for field in fields))


def cell_spoken(row: ListRow, column: Column, words: PackWords) -> str:
    """What a screen reader says for a cell."""
    match column:
        case Column.PROMPT:
            text = cell_text(row, column, words)
            return text if row.state == "live" else f"{text}, {state_word(row.state)}"
        case Column.PROBLEMS:
            return problem_words(row) or QCoreApplication.translate("EditorColumns", "No problems")
        case Column.FACILITY | Column.DISCRIMINATION | Column.UID:
            return cell_tip(row, column, words)
        case Column.DISTRACTORS if row.distractors:
            return cell_tip(row, column, words)
        case _:
            return f"{column_title(column)} {cell_text(row, column, words) or NOTHING}"
