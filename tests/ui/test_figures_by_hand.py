"""Every figure of both pages, worked out by hand from the event log of a small made-up history (see `history_rig`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from quizapp.game.player_statistics import moving_accuracy
from quizapp.ui.scores.board_model import Column
from quizapp.ui.scores.round_view import RoundView
from quizapp.ui.stats.figures_table import FiguresTable
from quizapp.ui.stats.plots import BarsPlot, CalendarPlot, LinesPlot
from quizapp.ui.stats.stats_page import StatsPage
from tests.game.test_player_statistics import a_round
from tests.ui.history_rig import History, make_history
from tests.ui.page_host import PageHost, host, named
from tests.ui.scores_rig import show_scores, table_of


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = make_history(tmp_path)
    yield made
    made.bank.close()


def day(history: History, ago: int, form: str = "d MMM yyyy") -> str:
    """A day of the history in words."""
    there = history.today - timedelta(days=ago)
    return QLocale().toString(QDate(there.year, there.month, there.day), form)


def short_day(history: History, ago: int) -> str:
    """The same where this year goes without saying."""
    is_this_year = (history.today - timedelta(days=ago)).year == history.today.year
    return day(history, ago, "d MMM" if is_this_year else "d MMM yyyy")


# Statistics


@pytest.fixture
def stats(qtbot: QtBot, history: History) -> PageHost:
    """BlueBird's figures of all time."""
    page = StatsPage()
    page.set_lobby(history.lobby(history.blue_bird))
    page.set_figures(history.figures)
    made = host(qtbot, page)
    choose(qtbot, made, "All time")
    return made


def choose(qtbot: QtBot, stats: PageHost, period: str) -> None:
    named(stats, QAbstractButton, period).click()
    qtbot.waitUntil(lambda: stats.page.is_filled)


def tiles(stats: PageHost) -> list[str]:
    return stats.page._board._tiles.spoken()


def sentence(stats: PageHost, beginning: str) -> str:
    (found,) = (label.text() for label in stats.findChildren(QLabel) if label.text().startswith(beginning))
    return found


def rows(stats: PageHost, name: str) -> list[list[str]]:
    (table,) = (each for each in stats.findChildren(FiguresTable) if each.accessibleName() == name)
    return table.figures.table.lines()[1:]


def test_the_figures_on_top(stats: PageHost, history: History) -> None:
    # Rounds of BlueBird: 2 + 2 + 4 + 0 + 3 + 2 + 3 + 3 + 3 + 1 = 23 right of 9 x 4 + 2 = 38, which is 60.5 %.
    # 20 + 16 + 8 + 20 + 12 + 8 + 16 + 14 + 12 + 6 = 132 s, the 2 s of the skip among them; 132 / 38 = 3.47 s.
    # Played 9, 8, 7, 6 days ago (four in a row), 4 days ago, and 2, 1, 0 days ago (three in a row up to today).
    assert tiles(stats) == [
        "Questions answered 38 in 10 rounds",
        "Right 61%",
        f"Best streak 4 Custom, {short_day(history, 7)}",
        "Average time 3.5 s per question",
        "Days in a row 3 longest 4",
    ]


def test_the_figures_of_a_week_and_how_they_compare(qtbot: QtBot, stats: PageHost) -> None:
    choose(qtbot, stats, "7 days")
    # The last seven days begin 6 days ago: 0 + 3 + 2 + 3 + 3 + 3 + 1 = 15 right of 26 (57.7 %), 88 s / 26 = 3.38 s.
    # In the seven days before: 2 + 2 + 4 = 8 of 12 (66.7 %). Shown as 58 and 67, so 9 less.
    assert tiles(stats)[0] == "Questions answered 26 in 7 rounds"
    assert tiles(stats)[1] == "Right 58% down 9 points"
    assert tiles(stats)[2].startswith("Best streak 3 ")
    assert tiles(stats)[3:] == ["Average time 3.4 s per question", "Days in a row 3 longest 4"]


MOVING_ACCURACY = [
    # Share and answers of a round, shares of the last seven and of all so far (fewer than 30), the newest round first.
    ("50%", "2", "58%", "61%"),  # 1/2; 15/26; 23/38
    ("75%", "4", "64%", "61%"),  # 3/4; 18/28; 22/36
    ("75%", "4", "61%", "59%"),  # 3/4; 17/28; 19/32
    ("75%", "4", "57%", "57%"),  # 3/4; 16/28, as all that there are
    ("50%", "4", "54%", "54%"),  # 2/4; 13/24
    ("75%", "4", "55%", "55%"),  # 3/4; 11/20
    ("0%", "4", "50%", "50%"),  # 0/4; 8/16
    ("100%", "4", "67%", "67%"),  # 4/4; 8/12
    ("50%", "4", "50%", "50%"),  # 2/4; 4/8
    ("50%", "4", "50%", "50%"),  # 2/4
]
DAYS_AGO = (0, 0, 1, 1, 2, 4, 6, 7, 8, 9)


def test_accuracy_round_by_round_and_moving(stats: PageHost, history: History) -> None:
    found = rows(stats, "Right answers per round")
    assert [tuple(row[1:]) for row in found] == MOVING_ACCURACY
    modes = ["Training", *["Custom"] * 9]
    assert [row[0] for row in found] == [
        f"{day(history, ago)}, {mode}" for ago, mode in zip(DAYS_AGO, modes, strict=True)
    ]
    said = "61% right over 10 rounds. Average of the last 7 rounds: 58%, of the last 30: 61%."
    assert sentence(stats, "61% right") == said
    lines = stats.findChildren(LinesPlot)[0]._lines
    assert lines is not None
    assert list(lines.dots) == [0.5, 0.5, 1.0, 0.0, 0.75, 0.5, 0.75, 0.75, 0.75, 0.5]
    assert lines.short[-1] == 15 / 26
    assert lines.long[-1] == 23 / 38


def test_the_moving_average_of_thirty_forgets_the_thirty_first() -> None:
    # One round of four wrong, then thirty with two of four: 60 of 120 once the first is forgotten, 58 of 120 before.
    rounds = [a_round(number, 0 if number == 1 else 2, 4) for number in range(1, 32)]
    assert moving_accuracy(rounds, 30)[-2:] == [58 / 120, 60 / 120]


def test_answering_time_round_by_round_and_moving(stats: PageHost) -> None:
    assert [tuple(row[1:]) for row in rows(stats, "Answering time per question")] == [
        ("3.0 s", "2", "3.4 s", "3.5 s"),  # 6/2; 88/26; 132/38
        ("3.0 s", "4", "3.2 s", "3.5 s"),  # 12/4; 90/28; 126/36
        ("3.5 s", "4", "3.4 s", "3.6 s"),  # 14/4; 94/28; 114/32
        ("4.0 s", "4", "3.6 s", "3.6 s"),  # 16/4; 100/28
        ("2.0 s", "4", "3.5 s", "3.5 s"),  # 8/4; 84/24
        ("3.0 s", "4", "3.8 s", "3.8 s"),  # 12/4; 76/20
        ("5.0 s", "4", "4.0 s", "4.0 s"),  # 20/4; 64/16
        ("2.0 s", "4", "3.7 s", "3.7 s"),  # 8/4; 44/12
        ("4.0 s", "4", "4.5 s", "4.5 s"),  # 16/4; 36/8
        ("5.0 s", "4", "5.0 s", "5.0 s"),  # 20/4
    ]
    assert sentence(stats, "3.5 s a question") == (
        "3.5 s a question over 10 rounds. Average of the last 7 rounds: 3.4 s, of the last 30: 3.5 s."
    )


# By question: 1 was answered 10 times, 8 right, 31 s; 2: 9, 6, 28 s; 3: 7, 4, 21 s; 4: 8, 4, 34 s; 5: 4, 1, 16 s.
# Together 38, 23 and 130 s: the 2 s of the skipped question 6 are nobody's.
GROUPS = {
    "Category": (
        [["Cast", "21", "62%", "3.2 s"], ["Plot", "17", "59%", "3.6 s"]],  # 13/21, 68/21; 10/17, 62/17
        "Most right: Cast, 62%. Least right: Plot, 59%.",
    ),
    "Episode": (
        [["Episode 1", "19", "74%", "3.1 s"], ["Episode 4", "19", "47%", "3.7 s"]],  # 14/19, 59/19; 9/19, 71/19
        "Most right: Episode 1, 74%. Least right: Episode 4, 47%.",
    ),
    "Kind": (
        [
            ["One right answer", "29", "59%", "3.5 s"],
            ["True or false", "9", "67%", "3.1 s"],
        ],  # 17/29, 102/29; 6/9, 28/9
        "Most right: True or false, 67%. Least right: One right answer, 59%.",
    ),
    "Difficulty": (
        # 12/18, 65/18; 7/13, 44/13; 4/7, 21/7
        [["Easy", "18", "67%", "3.6 s"], ["Medium", "13", "54%", "3.4 s"], ["Hard", "7", "57%", "3.0 s"]],
        "Most right: Easy, 67%. Least right: Medium, 54%.",
    ),
}


@pytest.mark.parametrize("group", GROUPS)
def test_accuracy_and_time_by_what_questions_have_in_common(stats: PageHost, group: str) -> None:
    named(stats, QComboBox, "Right by").setCurrentText(group)
    found, said = GROUPS[group]
    assert rows(stats, "Right answers by group") == found
    assert sentence(stats, "Most right: ") == said


def test_the_hardest_and_the_easiest_questions(stats: PageHost, history: History) -> None:
    asked = [f"Who runs in scene {number}?" for number in range(1, 6)]
    by_share = [
        [asked[4], "One right answer", "25%", "4", day(history, -40)],  # 1/4
        [asked[3], "One right answer", "50%", "8", "today"],  # 4/8
        [asked[2], "One right answer", "57%", "7", "today"],  # 4/7
        [asked[1], "True or false", "67%", "9", "–"],  # 6/9
        [asked[0], "One right answer", "80%", "10", "in 3 days"],  # 8/10
    ]
    assert rows(stats, "Questions") == by_share
    named(stats, QAbstractButton, "Easiest").click()
    assert rows(stats, "Questions") == by_share[::-1]


def test_the_forecast_of_training_and_its_retention(stats: PageHost) -> None:
    due = [int(row[1]) for row in rows(stats, "Training to come")]
    # Questions 3 and 4 today (4 is overdue), 1 in three days, 5 later than a fortnight.
    assert due == [2, 0, 0, 1, *[0] * 10, 1]
    assert list(stats.findChildren(BarsPlot)[0]._counts) == due[:-1]
    # Known: all of 1 and 5, nine of ten of 3 and 4, so (1 + 0.9 + 0.9 + 1) / 4. In training 1 of 2 was right.
    assert sentence(stats, "Due today") == (
        "Due today: 2, in the 13 days after: 1. Still known of 4 questions: about 95%. "
        "Right in training: 50% of 2 answers."
    )


def test_the_days_played(stats: PageHost, history: History) -> None:
    # Twice today (a custom round and the training) and yesterday, once on the other days.
    rounds = {0: 2, 1: 2, 2: 1, 4: 1, 6: 1, 7: 1, 8: 1, 9: 1}
    assert rows(stats, "Days played") == [
        [day(history, ago, "ddd d MMM yyyy"), str(count)] for ago, count in rounds.items()
    ]
    drawn = {(history.today - at).days: count for at, count in stats.findChildren(CalendarPlot)[0]._days if count}
    assert drawn == rounds
    # 26 weeks, of which the last is as long as today is far from Monday.
    days = 25 * 7 + history.today.weekday() + 1
    assert sentence(stats, "Played on") == f"Played on 8 of the last {days} days. Days in a row: 3 now, 4 at most."


# High scores


@pytest.fixture
def scores(qtbot: QtBot, history: History) -> PageHost:
    """The board of these custom rounds, with BlueBird looking at it."""
    return show_board(qtbot, history, history.blue_bird)


def show_board(qtbot: QtBot, history: History, player_id: int) -> PageHost:
    page = show_scores(qtbot, history.lobby(player_id))
    tabs = named(page, QTabBar, "Mode")
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Custom"))
    return page


def figures(page: PageHost) -> list[str]:
    """The strip above the board, without separators."""
    names = (label.accessibleName().replace(",", "") for label in page.findChildren(QLabel))
    return [name for name in names if name.startswith(("Your", "Last", "To", "Rounds run"))]


def test_ranks_and_ties(scores: PageHost, history: History) -> None:
    entries = table_of(scores).entries
    croquis = "Croquis 크로키"
    expected = [
        ("1", "BlueBird", "4998", "4 of 4", "4", "0:08", 7),
        # Six of 3499: no lifelines first; of these less time; of the three of 12 s the earlier.
        ("2", "BlueBird", "3499", "3 of 4", "3", "0:12", 4),
        ("3", croquis, "3499", "3 of 4", "3", "0:12", 3),
        ("4", "BlueBird", "3499", "3 of 4", "3", "0:12", 0),
        ("5", "BlueBird", "3499", "3 of 4", "3", "0:16", 1),
        ("6", "BlueBird", "3499", "3 of 4", "3", "0:14", 1),  # one lifeline
        ("7", "BlueBird", "2166", "2 of 4", "2", "0:16", 8),
        ("8", "BlueBird", "2000", "2 of 4", "1", "0:08", 2),
        ("9", "BlueBird", "2000", "2 of 4", "1", "0:20", 9),
        ("10", "BlueBird", "0", "0 of 4", "0", "0:20", 6),
    ]
    shown = [
        tuple(entries.text(row, column).replace(",", "") for column in Column) for row in range(entries.rowCount())
    ]
    assert shown == [(*cells, day(history, ago)) for *cells, ago in expected]


def test_how_who_leads_stands(scores: PageHost, history: History) -> None:
    # 4998 - 3499 = 1499 before the first of somebody else.
    assert figures(scores) == [
        "Your best 4998 first place",
        "Last run 3499 today 3 of 4 right",
        "Your lead 1499 points ahead",
        f"Rounds run 9 since {short_day(history, 9)}",
    ]


def test_how_who_is_behind_stands(qtbot: QtBot, history: History) -> None:
    page = show_board(qtbot, history, history.croquis)
    three_days_ago = short_day(history, 3)
    assert figures(page) == [
        "Your best 3499 third place",
        f"Last run 3499 {three_days_ago} 3 of 4 right",
        "To second place 0 points but later",
        f"Rounds run 1 since {three_days_ago}",
    ]


def test_a_round_in_full_adds_up(scores: PageHost) -> None:
    scores.page.open_round(9)  # the one with the skip
    (view,) = scores.findChildren(RoundView)
    # Three right in a row: bonuses of 0, 166 and 333; 2 + 6 + 2 + 2 + 2 = 14 s.
    expected = "3499 points: Base 3000 · Streak 499 · 3 of 4 right · best streak 3 · 0:14 · 1 lifeline used"
    assert expected in [label.text().replace(",", "") for label in view.findChildren(QLabel)]
