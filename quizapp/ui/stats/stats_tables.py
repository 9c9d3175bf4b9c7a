"""What each chart says, as a sentence and as a table: for screen readers, to copy and to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from quizapp.game.played_days import DayStreaks
from quizapp.game.player_statistics import (
    ANSWERS_LEAST,
    WINDOWS,
    Group,
    GroupCount,
    GroupKey,
    QuestionFigure,
    RoundCount,
    moving_accuracy,
    moving_ms,
    ratio,
)
from quizapp.game.question import Kind, PackInfo
from quizapp.game.training_forecast import FORECAST_DAYS, Training
from quizapp.ui.play.home_words import date_with_year, number
from quizapp.ui.play.round_words import CARD_ICONS, mode_title
from quizapp.ui.play.setup_custom_words import kind_names
from quizapp.ui.stats.figures_table import Column, Row, Table
from quizapp.ui.stats.stats_words import (
    NOTHING,
    due_words,
    group_titles,
    key_order,
    key_words,
    percent,
    seconds,
    translate,
    weekday_words,
)


class Said(NamedTuple):
    """A chart in words."""

    sentence: str
    table: Table


class Moving(NamedTuple):
    """The figures of rounds, and their moving averages over few and many rounds."""

    dots: list[float | None]
    short: list[float | None]
    long: list[float | None]


def accuracy_of(rounds: Sequence[RoundCount], shown: int) -> Moving:
    """The share right of the last `shown` rounds; those before them count in the averages."""
    dots = [ratio(each.right, each.answered) for each in rounds]
    short, long = (moving_accuracy(rounds, window) for window in WINDOWS)
    return Moving(dots[-shown:], short[-shown:], long[-shown:])


def times_of(rounds: Sequence[RoundCount], shown: int) -> Moving:
    """The answering time of one question in the last `shown` rounds, as `accuracy_of`."""
    dots = [ratio(each.elapsed_ms, each.answered) for each in rounds]
    short, long = (moving_ms(rounds, window) for window in WINDOWS)
    return Moving(dots[-shown:], short[-shown:], long[-shown:])


def _average_words(window: int) -> str:
    return translate("Stats", "Average of {count}").format(count=number(window))


def accuracy_said(rounds: Sequence[RoundCount], shown: int) -> Said:
    """How much was right, round by round."""
    moving, last = accuracy_of(rounds, shown), rounds[-shown:]
    share = percent(ratio(sum(each.right for each in last), sum(each.answered for each in last)))
    words = translate(
        "Statistics",
        "{figure} right over {rounds}. Average of the last {few} rounds: {short}, of the last {many}: {long}.",
    )
    sentence = _moving_words(words, share, moving, len(last), percent)
    columns = _round_columns(Column(translate("Stats", "Right"), is_bar=True))
    rows = [
        Row((_round_words(each), percent(dot), number(each.answered), percent(short), percent(long)), dot)
        for each, dot, short, long in zip(last, *moving, strict=True)
    ]
    return Said(sentence, Table(translate("Stats", "Right answers per round"), columns, tuple(reversed(rows))))


def times_said(rounds: Sequence[RoundCount], shown: int) -> Said:
    """How fast answers were, round by round."""
    moving, last = times_of(rounds, shown), rounds[-shown:]
    mean = seconds(ratio(sum(each.elapsed_ms for each in last), sum(each.answered for each in last)))
    words = translate(
        "Statistics",
        "{figure} a question over {rounds}. Average of the last {few} rounds: {short}, of the last {many}: {long}.",
    )
    sentence = _moving_words(words, mean, moving, len(last), seconds)
    columns = _round_columns(Column(translate("Stats", "Time"), is_number=True))
    rows = [
        Row((_round_words(each), seconds(dot), number(each.answered), seconds(short), seconds(long)))
        for each, dot, short, long in zip(last, *moving, strict=True)
    ]
    return Said(sentence, Table(translate("Stats", "Answering time per question"), columns, tuple(reversed(rows))))


def _round_columns(figure: Column) -> tuple[Column, ...]:
    averages = (Column(_average_words(window), is_number=True) for window in WINDOWS)
    first, answers = Column(translate("Stats", "Round")), Column(translate("Stats", "Answers"), is_number=True)
    return (first, figure, answers, *averages)


def _moving_words(words: str, figure: str, moving: Moving, count: int, shown: Callable[[float | None], str]) -> str:
    rounds = (
        translate("Stats", "one round")
        if count == 1
        else translate("Stats", "{count} rounds").format(count=number(count))
    )
    few, many = map(number, WINDOWS)
    short, long = shown(moving.short[-1]), shown(moving.long[-1])
    return words.format(figure=figure, rounds=rounds, few=few, many=many, short=short, long=long)


def _round_words(each: RoundCount) -> str:
    return f"{date_with_year(each.finished_at_ms)}, {mode_title(each.rule_set.partition('@')[0])}"


def groups_said(group: Group, counts: dict[GroupKey, GroupCount], pack: PackInfo) -> Said:
    """How much was right by category, episode, kind or difficulty."""
    keys = sorted(counts, key=lambda key: key_order(group, key, pack))
    columns = (
        Column(group_titles()[group]),
        Column(translate("Stats", "Answers"), is_number=True),
        Column(translate("Stats", "Right"), is_bar=True),
        Column(translate("Stats", "Time"), is_number=True),
    )
    rows = [_group_row(group, key, counts[key], pack) for key in keys]
    title = translate("Stats", "By {group}").format(group=group_titles()[group].lower())
    return Said(_groups_words(group, counts, pack), Table(title, columns, tuple(rows)))


def _group_row(group: Group, key: GroupKey, count: GroupCount, pack: PackInfo) -> Row:
    words = (key_words(group, key, pack), number(count.answered), percent(count.accuracy), seconds(count.mean_ms))
    return Row(words, count.accuracy, _icon(str(key), pack) if group == "category" else "")


def _icon(category_id: str, pack: PackInfo) -> str:
    category = pack.category(category_id)
    return CARD_ICONS.get(category.card if category else "plain", "list")


def _groups_words(group: Group, counts: dict[GroupKey, GroupCount], pack: PackInfo) -> str:
    if not counts:
        return translate("Stats", "Nothing was answered in these rounds.")
    best = max(counts, key=lambda key: counts[key].accuracy)
    worst = min(counts, key=lambda key: counts[key].accuracy)
    if counts[best].accuracy == counts[worst].accuracy:
        return translate("Stats", "Right everywhere alike: {share}.").format(share=percent(counts[best].accuracy))
    words = translate("Stats", "Most right: {best}, {most}. Least right: {worst}, {least}.")
    return words.format(
        best=key_words(group, best, pack),
        most=percent(counts[best].accuracy),
        worst=key_words(group, worst, pack),
        least=percent(counts[worst].accuracy),
    )


def hidden_words() -> str:
    """What stands in the place of a question from a later episode."""
    return translate("Stats", "Hidden: from a later episode than you have watched")


def questions_said(
    questions: Sequence[QuestionFigure], others: Sequence[QuestionFigure], pack: PackInfo, *, hardest: bool
) -> Said:
    """The hardest or the easiest questions; `others` are those at the other end."""
    columns = (
        Column(translate("Stats", "Question")),
        Column(translate("Stats", "Kind")),
        Column(translate("Stats", "Right"), is_bar=True),
        Column(translate("Stats", "Answers"), is_number=True),
        Column(translate("Stats", "Next practice"), is_number=True),
    )
    rows = tuple(_question_row(each, pack) for each in questions)
    title = translate("Stats", "Hardest questions") if hardest else translate("Stats", "Easiest questions")
    words = _questions_words(rows, hardest=hardest) if rows else _no_questions_words(bool(others), hardest=hardest)
    return Said(words, Table(title, columns, rows))


def _no_questions_words(is_some_known: bool, *, hardest: bool) -> str:
    """`is_some_known`: a question was answered often enough, so it stands at the other end."""
    if not is_some_known:
        words = translate("Statistics", "None yet: no question was answered {times} times or more.")
    elif hardest:
        words = translate(
            "Statistics", "None yet: of the questions answered {times} times or more, all were right every time."
        )
    else:
        words = translate(
            "Statistics", "None yet: of the questions answered {times} times or more, none was right even once."
        )
    return words.format(times=number(ANSWERS_LEAST))


def _questions_words(rows: Sequence[Row], *, hardest: bool) -> str:
    if hardest:
        words = translate(
            "Statistics", "Least right of the questions answered {times} times or more: {share} at first place."
        )
    else:
        words = translate(
            "Statistics", "Most right of the questions answered {times} times or more: {share} at first place."
        )
    return words.format(times=number(ANSWERS_LEAST), share=percent(rows[0].share))


def _question_row(each: QuestionFigure, pack: PackInfo) -> Row:
    prompt = hidden_words() if each.is_hidden else " ".join(each.prompt.split())
    count = each.count
    kind = kind_names()[Kind(count.kind)] if count.kind in set(Kind) else count.kind
    due = NOTHING if each.due_at_ms is None else due_words(each.due_at_ms)
    if each.is_retired:
        due = translate("Stats", "asked no more")
    cells = (prompt, kind, percent(count.accuracy), number(count.answered), due)
    return Row(cells, count.accuracy, _icon(count.category, pack))


def training_said(training: Training) -> Said:
    """What is due day by day, and how much is kept."""
    columns = (Column(translate("Stats", "Day")), Column(translate("Stats", "Due"), is_number=True))
    rows = [Row((weekday_words(day), number(count))) for day, count in training.due]
    rows.append(Row((translate("Stats", "Later"), number(training.later))))
    table = Table(translate("Stats", "Training to come"), columns, tuple(rows))
    if not training.cards:
        return Said(translate("Stats", "Nothing to train yet. Questions come here once they were answered."), table)
    today, *soon = (count for _, count in training.due)
    words = translate(
        "Statistics",
        "Due today: {today}, in the {days} days after: {soon}. Still known of {cards} questions: about {known}.",
    )
    sentence = words.format(
        today=number(today),
        days=number(FORECAST_DAYS - 1),
        soon=number(sum(soon)),
        cards=number(training.cards),
        known=percent(training.known),
    )
    if training.retention is not None:
        kept = translate("Stats", "Right in training: {share} of {answers} answers.")
        sentence += " " + kept.format(share=percent(training.retention), answers=number(training.answered))
    return Said(sentence, table)


def days_said(days: Sequence[tuple[date, int]], streaks: DayStreaks) -> Said:
    """On which days rounds were finished."""
    played = [(day, count) for day, count in days if count]
    words = translate(
        "Statistics", "Played on {played} of the last {days} days. Days in a row: {current} now, {longest} at most."
    )
    sentence = words.format(
        played=number(len(played)),
        days=number(len(days)),
        current=number(streaks.current),
        longest=number(streaks.longest),
    )
    columns = (Column(translate("Stats", "Day")), Column(translate("Stats", "Rounds"), is_number=True))
    rows = tuple(Row((weekday_words(day), number(count))) for day, count in reversed(played))
    return Said(sentence, Table(translate("Stats", "Days played"), columns, rows))
