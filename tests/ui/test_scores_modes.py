"""Boards of every mode: what they are called, what they are ranked by, and what stands on an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from quizapp.game.question import Kind
from quizapp.game.rules import SPRINT_1, CustomRules, Mode
from quizapp.ui import theme
from quizapp.ui.play.setup_custom_words import rules_words
from quizapp.ui.scores.board_facets import FACETS, choices, nearest
from quizapp.ui.scores.board_model import Column
from quizapp.ui.scores.board_words import board_words, custom_rules
from tests.ui.fakes import PACK, FakeBank, fake_lobby
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.scores_rig import BOARD, add_dash, add_run, chosen, columns_of, four_runs, show_scores, shown, table_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """Four sprints: two of BlueBird's, who plays now."""
    return four_runs()


@pytest.fixture
def scores(qtbot: QtBot, bank: FakeBank) -> PageHost:
    """The page of high scores."""
    return show_scores(qtbot, fake_lobby(bank))


def test_what_tells_boards_of_one_mode_apart_comes_first() -> None:
    daily = replace(BOARD, rule_set="daily@1", variant="2026-11-21")
    assert board_words(daily, PACK) == "21 Nov 2026 · Up to episode 16 · pack 1"
    rules = CustomRules(20, answer_limit_ms=15_000, fifty_fifties=0, hints=0, skips=0)
    custom = replace(BOARD, rule_set="custom@1", variant=rules.code, clock="off")
    rest = "Up to episode 16 · all categories · mixed · no clock · pack 1"
    assert board_words(custom, PACK) == f"{rules_words(rules)} · {rest}"
    assert "no lifelines" in board_words(custom, PACK)
    challenge = replace(BOARD, variant="challenge/7K4MB-16XQ2-9")
    assert board_words(challenge, PACK).startswith("challenge 7K4MB… · Up to episode 16")


def test_the_board_of_a_challenge_is_shown_while_it_was_the_last_round(qtbot: QtBot, bank: FakeBank) -> None:
    add_run(bank, 9, 1, 5_000, board=replace(BOARD, variant="challenge/7K4MB-16XQ2-9"))
    page = show_scores(qtbot, fake_lobby(bank))

    assert chosen(page) == {"Challenge": "challenge 7K4MB…"}
    assert table_of(page).entries.rowCount() == 1


def test_boards_of_older_rules_stay_and_say_so() -> None:
    assert "older rules" in board_words(replace(BOARD, rule_set=SPRINT_1.id), PACK)
    assert "older rules" not in board_words(BOARD, PACK)


@pytest.mark.parametrize(
    "rules",
    [
        CustomRules(),
        CustomRules(99, (Kind.MATCHING, Kind.ORDERING), 120_000, 3, 0, 2),
        CustomRules(1, (Kind.TRUE_FALSE,), None, 0, 0, 0),
    ],
)
def test_the_code_of_custom_rules_is_read_back(rules: CustomRules) -> None:
    assert custom_rules(rules.code) == rules


@pytest.mark.parametrize("code", ["", "x", "10/all/off", "10/juggling/off/1-1-1", "10/all/soon/1-1-1", "a/b/c/d/e"])
def test_a_code_that_cannot_be_read_is_shown_as_it_is(code: str) -> None:
    assert custom_rules(code) is None
    board = replace(BOARD, rule_set="custom@1", variant=code)
    assert board_words(board, PACK).startswith(code)


# What makes rounds comparable


def test_each_choice_leads_to_the_board_that_is_most_like_the_present_one() -> None:
    boards = [
        BOARD,
        replace(BOARD, difficulty=3),
        replace(BOARD, difficulty=3, spoiler_limit=3),
        replace(BOARD, spoiler_limit=3, pack_version="0.9"),
        replace(BOARD, spoiler_limit=3),
    ]
    limit = next(facet for facet in FACETS if facet.name("sprint") == "Spoiler limit")

    assert [limit.words(board, PACK) for board in choices(limit, boards)] == ["Up to episode 3", "Up to episode 16"]
    assert nearest(boards, boards[0], limit, boards[2]) == boards[4]
    assert nearest(boards, boards[1], limit, boards[2]) == boards[2]
    assert nearest(boards, boards[3], limit, boards[0]) == boards[0]


def test_every_facet_has_a_name_and_words_for_what_is_usual() -> None:
    for mode in (*Mode, "hurdles"):
        assert all(facet.name(mode) for facet in FACETS)
    assert [facet.words(BOARD, PACK) for facet in FACETS if not facet.said(BOARD, PACK)] == [
        "no challenge",
        "usual clock",
        "rules of today",
    ]


def test_two_boards_never_have_the_same_choices(qtbot: QtBot, bank: FakeBank) -> None:
    others = [
        replace(BOARD, difficulty=1),
        replace(BOARD, clock="x2"),
        replace(BOARD, rule_set=SPRINT_1.id),
        replace(BOARD, variant="challenge/7K4MB-16XQ2-9"),
        replace(BOARD, pack_version="0.9"),
        replace(BOARD, categories=("cups",)),
        replace(BOARD, spoiler_limit=0),
    ]
    for number, board in enumerate(others):
        add_run(bank, 20 + number, 3, 5_000, board=board)
    page = show_scores(qtbot, fake_lobby(bank))
    usual = chosen(page)
    seen = {tuple(usual.items())}
    for name in usual:
        chooser = named(page, QComboBox, name)
        chooser.setCurrentIndex(1 - chooser.currentIndex())
        assert table_of(page).entries.rowCount() == 1
        seen.add(tuple(chosen(page).items()))
        chooser.setCurrentIndex(1 - chooser.currentIndex())
        assert chosen(page) == usual

    assert len(usual) == len(FACETS)
    assert len(seen) == 1 + len(others)


# Boards ranked by right answers


@pytest.fixture
def dashes(qtbot: QtBot, bank: FakeBank) -> PageHost:
    """The Dash board: two players, and BlueBird is second by points."""
    add_dash(bank, 11, 3, 14, 14_500)
    add_dash(bank, 12, 1, 14, 14_000)
    add_dash(bank, 13, 1, 11, 11_700)
    page = show_scores(qtbot, fake_lobby(bank))
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    return page


def test_right_answers_come_first_where_they_rank(dashes: PageHost) -> None:
    head = table_of(dashes).horizontalHeader()
    entries = table_of(dashes).entries

    assert [Column(head.logicalIndex(place)) for place in range(4)] == [
        Column.RANK,
        Column.PLAYER,
        Column.RIGHT,
        Column.SCORE,
    ]
    assert entries.headerData(Column.SCORE, Qt.Orientation.Horizontal) == "Points"
    assert entries.row_text(0).replace(",", "").split("\t")[2:4] == ["14 of 20", "14500"]
    assert "Ties: more points, then fewer lifelines, then less time, then earlier." in shown(dashes)


def test_the_columns_go_back_for_a_board_of_points(dashes: PageHost) -> None:
    named(dashes, QTabBar, "Mode").setCurrentIndex(0)
    head = table_of(dashes).horizontalHeader()

    assert [Column(head.logicalIndex(place)) for place in range(len(Column))] == list(Column)


def test_the_strip_counts_right_answers_and_points_where_these_are_equal(dashes: PageHost) -> None:
    spoken = [label.accessibleName().replace(",", "") for label in dashes.findChildren(QLabel)]

    assert "Your best 14 right second place" in spoken
    assert "To first place 500 points behind" in spoken
    assert any(text.startswith("Dashes run 2 since ") for text in spoken)


@pytest.mark.parametrize(
    ("tab", "title", "text"),
    [
        (1, "Nobody has run here yet", "right answers you give in a minute"),
        (2, "Nobody has run here yet", "how many you get right in one go"),
        (3, "Nobody has run today’s race yet", "your first run of the day counts"),
        (4, "Nobody has run here yet", "Every setting of a custom round has a board of its own"),
    ],
)
def test_an_empty_board_says_what_its_mode_is(scores: PageHost, tab: int, title: str, text: str) -> None:
    named(scores, QTabBar, "Mode").setCurrentIndex(tab)

    assert title in shown(scores)
    assert text in shown(scores)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
def test_a_board_of_right_answers_fits_too(
    dashes: PageHost, qapp: QApplication, size: tuple[int, int], scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    dashes.show_at(*size)
    table = table_of(dashes)

    assert_nothing_cut(dashes)
    assert sum(table.columnWidth(column) for column in columns_of(dashes)) <= table.viewport().width()
