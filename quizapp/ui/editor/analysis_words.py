"""The words of the report of an item analysis: its columns and cells, and its rows as a table to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.game.item_flags import FlagKind
from quizapp.ui.editor.question_columns import ENOUGH_ATTEMPTS, NOTHING, fraction, kind_word
from quizapp.ui.messages import translated
from quizapp.ui.play.home_words import number
from quizapp.ui.play.text_block import showable

if TYPE_CHECKING:
    from quizapp.game.item_report import ItemRow, OptionUse

translate = QCoreApplication.translate
_REPORTED_EVERY = 1_000


class Column(IntEnum):
    """The columns in the order shown."""

    PROMPT = 0
    KIND = 1
    ASKED = 2
    FACILITY = 3
    INTERVAL = 4
    DISCRIMINATION = 5
    TIME = 6
    REMARKS = 7


NUMBERS = frozenset({Column.ASKED, Column.FACILITY, Column.INTERVAL, Column.DISCRIMINATION, Column.TIME})


def column_title(column: Column) -> str:
    """What stands above the column."""
    return {
        Column.PROMPT: translate("ItemReport", "Question"),
        Column.KIND: translate("ItemReport", "Kind"),
        Column.ASKED: translate("ItemReport", "Asked"),
        Column.FACILITY: translate("ItemReport", "Facility"),
        Column.INTERVAL: translate("ItemReport", "Likely between"),
        Column.DISCRIMINATION: translate("ItemReport", "Tells apart"),
        Column.TIME: translate("ItemReport", "Time"),
        Column.REMARKS: translate("ItemReport", "Remarks"),
    }[column]


def column_explanation(column: Column) -> str:
    """A sentence on the column."""
    return {
        Column.PROMPT: translate("ItemReport", "What is asked"),
        Column.KIND: translate("ItemReport", "How it is answered"),
        Column.ASKED: translate("ItemReport", "How many players answered it; only the first attempt of each counts"),
        Column.FACILITY: translate("ItemReport", "The share of first attempts that were right, 0 to 1"),
        Column.INTERVAL: translate(
            "ItemReport", "Where the facility lies with a certainty of 95 %: the fewer attempts, the wider"
        ),
        Column.DISCRIMINATION: translate(
            "ItemReport",
            "How well the question tells apart who knows much, −1 to 1: its correlation with the rest of the round, "
            "from rounds of fixed length with five questions or more",
        ),
        Column.TIME: translate("ItemReport", "The median of the answering times, in seconds"),
        Column.REMARKS: translate("ItemReport", "What the numbers say against the question, from 20 attempts on"),
    }[column]


def order_words(column: Column) -> list[str]:
    """The two ways to sort by a column."""
    if column is Column.REMARKS:
        return [translate("ItemReport", "Gravest first"), translate("ItemReport", "Slightest first")]
    if column in NUMBERS:
        return [translate("ItemReport", "Smallest first"), translate("ItemReport", "Largest first")]
    return [translate("ItemReport", "A to Z"), translate("ItemReport", "Z to A")]


def flag_word(kind: FlagKind) -> str:
    """The short word for something that may be wrong."""
    return {
        FlagKind.TOO_EASY: translate("ItemReport", "Too easy"),
        FlagKind.TOO_HARD: translate("ItemReport", "Too hard"),
        FlagKind.NEGATIVE: translate("ItemReport", "Good players miss it"),
        FlagKind.UNUSED: translate("ItemReport", "Unused wrong option"),
        FlagKind.TEMPTING: translate("ItemReport", "Wrong option taken more than the key"),
        FlagKind.SLOW: translate("ItemReport", "Slow"),
    }[kind]


def seconds(elapsed_ms: float) -> str:
    """A time with one digit, such as 8.2 s."""
    return translate("ItemReport", "{seconds} s").format(seconds=QLocale().toString(elapsed_ms / 1000, "f", 1))


def cell_text(row: ItemRow, column: Column) -> str:
    """What a cell says."""
    match column:
        case Column.PROMPT:
            return showable(" ".join(row.prompt.split()))
        case Column.KIND:
            return kind_word(row.kind)
        case Column.ASKED:
            return number(row.asked)
        case Column.FACILITY:
            return fraction(row.facility)
        case Column.INTERVAL:
            return _between(row)
        case Column.DISCRIMINATION:
            return fraction(row.discrimination)
        case Column.TIME:
            return seconds(row.median_ms)
        case Column.REMARKS:
            return ", ".join(dict.fromkeys(flag_word(flag.kind) for flag in row.flags))


def _between(row: ItemRow) -> str:
    low, high = map(fraction, row.interval)
    return translate("ItemReport", "{low} to {high}").format(low=low, high=high)


def is_sure(row: ItemRow) -> bool:
    """Whether there are attempts enough for the figures to say something."""
    return row.asked >= ENOUGH_ATTEMPTS


def cell_spoken(row: ItemRow, column: Column) -> str:
    """What a screen reader says for a cell, and its tool tip."""
    text = cell_text(row, column)
    if column is Column.REMARKS:
        return reasons(row) or translate("ItemReport", "No remarks")
    if column is Column.PROMPT:
        return text
    told = f"{column_title(column)} {text}"
    if column in NUMBERS and column is not Column.ASKED and text != NOTHING and not is_sure(row):
        told += ". " + translate("ItemReport", "Too few attempts to say much.")
    return told


def reasons(row: ItemRow) -> str:
    """What is said against the question, in full."""
    return "; ".join(translated(flag.message) for flag in row.flags)


def details(row: ItemRow) -> str:
    """All that is known of a question, in sentences, a line each."""
    figures = translate(
        "ItemReport",
        "First attempts: {asked}. Facility {facility}, with a certainty of 95 % between {low} and {high}. "
        "Tells apart: {apart}, from rounds: {rounds}. Median time: {time}.",
    ).format(
        asked=number(row.asked),
        facility=fraction(row.facility),
        low=fraction(row.interval.low),
        high=fraction(row.interval.high),
        apart=fraction(row.discrimination),
        rounds=number(row.rounds),
        time=seconds(row.median_ms),
    )
    if not is_sure(row):
        return f"{figures} {translate('ItemReport', 'Too few attempts to say much.')}"
    remarks = [f"• {translated(flag.message)}" for flag in row.flags]
    return "\n".join([figures, *([options_words(row.options)] if row.options else []), *remarks])


def options_words(options: Iterable[OptionUse]) -> str:
    """How often each option was taken of the times it was shown."""
    key = translate("ItemReport", "{text} (key): {taken} of {offered}")
    wrong = translate("ItemReport", "{text}: {taken} of {offered}")
    return "; ".join(
        (key if each.is_key else wrong).format(
            text=showable(each.text), taken=number(each.taken), offered=number(each.offered)
        )
        for each in options
    )


# The table to be saved


def table(
    rows: Iterable[ItemRow], total: int, report: Callable[[int, int], None]
) -> Iterator[list[str | float | None]]:
    """The head and a line for each question, with figures as plain numbers. Any thread."""
    yield _head()
    for done, row in enumerate(rows):
        if done % _REPORTED_EVERY == 0:
            report(done, total)
        yield _line(row)


def _head() -> list[str | float | None]:
    return [
        translate("ItemReport", "Id"),
        translate("ItemReport", "Pack"),
        translate("ItemReport", "Question"),
        translate("ItemReport", "Kind"),
        translate("ItemReport", "First attempts"),
        translate("ItemReport", "Facility"),
        translate("ItemReport", "Facility from (95 %)"),
        translate("ItemReport", "Facility to (95 %)"),
        translate("ItemReport", "Discrimination"),
        translate("ItemReport", "Rounds"),
        translate("ItemReport", "Median time (s)"),
        translate("ItemReport", "Options taken"),
        translate("ItemReport", "Remarks"),
    ]


def _line(row: ItemRow) -> list[str | float | None]:
    return [
        row.uid,
        row.pack_id,
        " ".join(row.prompt.split()),
        kind_word(row.kind),
        row.asked,
        round(row.facility, 4),
        round(row.interval.low, 4),
        round(row.interval.high, 4),
        None if row.discrimination is None else round(row.discrimination, 4),
        row.rounds,
        round(row.median_ms / 1000, 2),
        options_words(row.options),
        reasons(row),
    ]
