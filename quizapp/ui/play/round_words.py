"""What the round and its result say, in the words of the user's language."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import TRUE, all_options, key_indexes
from quizapp.game.question import Kind, PackInfo, Question
from quizapp.game.round import Turn
from quizapp.ui.play.home_words import number

CARD_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "list"}
_RIGHT = (Verdict.RIGHT, Verdict.SLIP)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundWords", text)


def is_right(verdict: Verdict) -> bool:
    """Whether the answer counts as right."""
    return verdict in _RIGHT


def mode_title(mode: str) -> str:
    """The name of a mode, such as "Sprint"."""
    return {"sprint": _tr("Sprint")}.get(mode, mode.title())


def difficulty_word(level: int) -> str:
    """Easy, medium or hard."""
    return {1: _tr("Easy"), 2: _tr("Medium"), 3: _tr("Hard")}.get(level, "")


def episode_words(pack: PackInfo, episode: int | None) -> str:
    """Where in the series a question belongs; empty for packs that have no episodes."""
    if pack.episodes is None:
        return ""
    if episode is None:
        return _tr("Episode not listed")
    if episode == 0:
        return _tr("Before episode 1")
    return _tr("Episode {number}").format(number=number(episode))


def watched_words(pack: PackInfo, spoiler_limit: int) -> str:
    """How far the player had watched when the round was played; empty for packs that have no episodes."""
    if pack.episodes is None:
        return ""
    if spoiler_limit == 0:
        return _tr("no episode watched yet")
    return _tr("watched up to episode {number}").format(number=number(spoiler_limit))


def standing_words(standing: str | None) -> str:
    """How the player stands against the best run; empty without one."""
    return {
        "ahead": _tr("ahead of your best run"),
        "level": _tr("level with your best run"),
        "behind": _tr("behind your best run"),
    }.get(standing or "", "")


def option_text(question: Question, index: int) -> str:
    """An option as it is shown, without Hangul; true and false in the language of the interface."""
    if question.kind is Kind.TRUE_FALSE:
        return _tr("True") if index == TRUE else _tr("False")
    return all_options(question)[index]


def option_words(question: Question, indexes: Iterable[int], names: NameBook) -> str:
    """These options in one line, names with their Hangul: "Kei and Jooheon"."""
    return QLocale().createSeparatedList([names.with_hangul(option_text(question, index)) for index in sorted(indexes)])


def key_words(question: Question, names: NameBook) -> str:
    """The right answer in one line."""
    return option_words(question, key_indexes(question), names)


def chosen_words(turn: Turn, names: NameBook) -> str:
    """What the player answered, in one line."""
    if turn.verdict is Verdict.SKIPPED:
        return _tr("Skipped")
    return option_words(turn.drawn.question, turn.chosen, names)


def verdict_title(verdict: Verdict) -> str:
    """One word or two for a verdict, as tables say it."""
    return {
        Verdict.RIGHT: _tr("Right"),
        Verdict.SLIP: _tr("Right with a slip"),
        Verdict.PARTLY: _tr("Partly right"),
        Verdict.WRONG: _tr("Wrong"),
        Verdict.SKIPPED: _tr("Skipped"),
        Verdict.TIMED_OUT: _tr("Timed out"),
    }[verdict]


def verdict_sentence(turn: Turn, names: NameBook) -> str:
    """The sentence in which the player is told how the answer was."""
    question = turn.drawn.question
    if is_right(turn.verdict):
        return _tr("Right!")
    if turn.verdict is Verdict.PARTLY:
        return _partly_sentence(turn)
    if question.kind is Kind.TRUE_FALSE:
        return _tr("Not this time. It is true.") if question.answer else _tr("Not this time. It is false.")
    answer = key_words(question, names)
    if all(names.find(option_text(question, key)) for key in key_indexes(question)):
        return _ended(_tr("Not this time. It was {answer}").format(answer=answer))
    # "It was" does not go before every answer: some are whole sentences.
    return _ended(_tr("Not this time. Right answer: {answer}").format(answer=answer))


def _partly_sentence(turn: Turn) -> str:
    keys = key_indexes(turn.drawn.question)
    chosen = frozenset(turn.chosen)
    counts = {"right": number(len(chosen & keys)), "all": number(len(keys)), "wrong": number(len(chosen - keys))}
    if chosen - keys:
        return _tr("Partly right: {right} of {all}, and {wrong} wrong.").format(**counts)
    return _tr("Partly right: {right} of {all}.").format(**counts)


def _ended(text: str) -> str:
    """The sentence with a full stop, unless it ends with a mark already."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else f"{text}."


def feedback(turn: Turn) -> tuple[str, ...]:
    """What the pack says to who chose these wrong options."""
    chosen = set(turn.chosen)
    return tuple(option.feedback for option in turn.drawn.shown() if option.index in chosen and option.feedback)


def points_text(points: int) -> str:
    """Points as a gain, such as +1,022; plain 0 for none."""
    return f"+{number(points)}" if points > 0 else number(points)


def ordinal(rank: int) -> str:
    """Which place that is: in words up to the tenth."""
    words = (
        _tr("First"),
        _tr("Second"),
        _tr("Third"),
        _tr("Fourth"),
        _tr("Fifth"),
        _tr("Sixth"),
        _tr("Seventh"),
        _tr("Eighth"),
        _tr("Ninth"),
        _tr("Tenth"),
    )
    return words[rank - 1] if 1 <= rank <= len(words) else _tr("Number {rank}").format(rank=number(rank))
