"""What the round and its result say, in the words of the user's language."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from quizapp.game.grading import FULL, Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import is_chosen, is_typed, key_indexes, key_texts
from quizapp.game.question import GAP, Kind, PackInfo, Question
from quizapp.game.round import Round
from quizapp.game.rules import Mode
from quizapp.game.turns import Turn
from quizapp.ui.play.answer_words import key_lines, key_text
from quizapp.ui.play.home_words import number
from quizapp.ui.play.lane_words import lane_title

CARD_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "list"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundWords", text)


def is_right(verdict: Verdict) -> bool:
    """Whether the answer counts as right."""
    return verdict in FULL


def mode_title(mode: str) -> str:
    """The name of a mode, such as "Sprint"."""
    return lane_title(mode) if mode in set(Mode) else mode.title()


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
    if turn.verdict is Verdict.SLIP and turn.typed is not None:
        return _ended(_tr("Close enough: {answer}").format(answer=names.with_hangul(turn.typed.accepted)))
    if is_right(turn.verdict):
        return _tr("Right!")
    if turn.verdict is Verdict.PARTLY:
        return _partly_sentence(turn)
    return _missed_sentence(turn, names)


def _missed_sentence(turn: Turn, names: NameBook) -> str:
    """Too late or wrong, and what is right."""
    question = turn.drawn.question
    late = turn.verdict is Verdict.TIMED_OUT
    if question.kind is Kind.TRUE_FALSE:
        truth = _tr("It is true.") if question.answer else _tr("It is false.")
        sentence = _tr("Time is up. {truth}") if late else _tr("Not this time. {truth}")
        return sentence.format(truth=truth)
    if question.kind in (Kind.MATCHING, Kind.ORDERING):
        # What is right stands on the board itself, and in the spoken form.
        return _tr("Time is up.") if late else _none_right(question)
    answer = key_text(question, names)
    if late:
        return _ended(_tr("Time is up. Right answer: {answer}").format(answer=answer))
    if all(names.find(text) for text in _keys_of(question)):
        return _ended(_tr("Not this time. It was {answer}").format(answer=answer))
    # "It was" does not go before every answer: some are whole sentences.
    return _ended(_tr("Not this time. Right answer: {answer}").format(answer=answer))


def _keys_of(question: Question) -> tuple[str, ...]:
    return question.answers[:1] if is_typed(question) else key_texts(question)


def _none_right(question: Question) -> str:
    if question.kind is Kind.MATCHING:
        return _tr("Not this time. None of the pairs is right.")
    return _tr("Not this time. No two that belong together follow each other.")


def _partly_sentence(turn: Turn) -> str:
    question = turn.drawn.question
    if question.kind is Kind.MATCHING:
        right = sum(given == place for place, given in enumerate(turn.chosen))
        counts = {"right": number(right), "all": number(len(question.pairs))}
        return _tr("Partly right: {right} of {all} pairs.").format(**counts)
    if question.kind is Kind.ORDERING:
        right = sum(second == first + 1 for first, second in pairwise(turn.chosen))
        counts = {"right": number(right), "all": number(len(question.sequence) - 1)}
        return _tr("Partly right: {right} of {all} follow each other as they should.").format(**counts)
    keys, chosen = key_indexes(question), frozenset(turn.chosen)
    counts = {"right": number(len(chosen & keys)), "all": number(len(keys)), "wrong": number(len(chosen - keys))}
    if chosen - keys:
        return _tr("Partly right: {right} of {all}, and {wrong} wrong.").format(**counts)
    return _tr("Partly right: {right} of {all}.").format(**counts)


def spoken_key(turn: Turn, names: NameBook) -> str:
    """The right pairs or the right order as a sentence, for who cannot see them; empty where all is said already."""
    question = turn.drawn.question
    if is_right(turn.verdict) or question.kind not in (Kind.MATCHING, Kind.ORDERING):
        return ""
    lines = "; ".join(key_lines(question, names))
    if question.kind is Kind.MATCHING:
        return _ended(_tr("The right pairs: {pairs}").format(pairs=lines))
    return _ended(_tr("The right order: {steps}").format(steps=lines))


def prompt_note(question: Question) -> str:
    """What to do, below the prompt; empty where one of some answers is to be chosen."""
    if question.kind is Kind.MISSING_WORD:
        return _tr("Type the missing word.") if is_typed(question) else _tr("Fill the gap.")
    return {
        Kind.MULTIPLE_CHOICE: _tr("Choose all that are right, then confirm."),
        Kind.TRUE_FALSE: _tr("True or false?"),
        Kind.SHORT_ANSWER: _tr("Type the answer."),
        Kind.MATCHING: _tr("Join each on the left with one on the right."),
        Kind.ORDERING: _tr("Put them in order, first at the top."),
    }.get(question.kind, "")


def spoken_prompt(question: Question) -> str:
    """The prompt as a screen reader is to say it: a gap is a word."""
    return question.prompt.replace(GAP, _tr("blank"))


def how_it_counts(round_: Round) -> str:
    """What makes this mode different, where there are no lifelines to speak of."""
    rules = round_.rules
    if rules.lives is not None:
        return _tr("The run ends with the third miss. Less than half right is a miss.")
    if rules.time_limit_ms is not None:
        cost = number(rules.miss_cost_ms // 1000)
        words = _tr("A miss costs {seconds} seconds. The clock stops while you read what was right.")
        return words.format(seconds=cost)
    if round_.settings.relay:
        return _tr("You take turns, question by question. Most points win.")
    if round_.settings.mode is Mode.TRAINING:
        return _tr("What you know well comes back later, what you miss comes back soon. No table counts it.")
    if rules.answer_limit_ms is not None:
        return _tr("A quick answer earns a little more, a right answer always counts most.")
    if not rules.with_bonuses:
        return _tr("Right answers count; no clock runs.")
    return _tr("Right answers in a row earn a little more.")


def _ended(text: str) -> str:
    """The sentence with a full stop, unless it ends with a mark already."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else f"{text}."


def remark(round_: Round, turn: Turn) -> str:
    """What this answer did to the round besides its points; empty where that is nothing."""
    rules = round_.rules
    parts: list[str] = []
    if turn.is_miss and rules.miss_cost_ms:
        parts.append(_tr("The miss costs {seconds} seconds.").format(seconds=number(rules.miss_cost_ms // 1000)))
    if turn.is_miss and rules.lives is not None:
        parts.append(_lives_words(round_.lives_left or 0))
    if round_.is_complete and rules.time_limit_ms is not None:
        parts.append(_tr("The time is over."))
    elif round_.is_won:
        parts.append(_tr("That was the last question there is: you have run them all."))
    if turn.lifelines and rules.with_bonuses and is_right(turn.verdict) and (turn.streak > 1 or rules.has_clock):
        clock = rules.answer_limit_ms is not None
        with_speed = _tr("A lifeline was used, so this question has no bonuses.")
        parts.append(with_speed if clock else _tr("A lifeline was used, so this question has no streak bonus."))
    return " ".join(parts)


def _lives_words(left: int) -> str:
    if left == 0:
        return _tr("That was the third miss, so the run is over.")
    return _tr("One more miss ends the run.") if left == 1 else _tr("Two more misses end the run.")


def can_appeal(turn: Turn) -> bool:
    """Whether the player can say that the answer was right: there was one, and it did not count in full."""
    return not is_right(turn.verdict) and bool(turn.chosen or turn.text)


def feedback(turn: Turn) -> tuple[str, ...]:
    """What the pack says to who chose these wrong options."""
    if not is_chosen(turn.drawn.question):
        return ()
    chosen = set(turn.chosen)
    return tuple(option.feedback for option in turn.drawn.shown() if option.index in chosen and option.feedback)


def seconds_left_words(left_ms: int) -> str:
    """The time left in whole seconds, rounded up: "12 seconds left"."""
    left_s = -(-left_ms // 1000)
    if left_s == 1:
        return _tr("1 second left")
    return _tr("{seconds} seconds left").format(seconds=number(left_s))


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
