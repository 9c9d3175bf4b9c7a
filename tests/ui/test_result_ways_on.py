"""The questions of a round of any mode on the result page, what is masked of them, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.game.rules import CustomRules, Mode
from quizapp.ui.play import result_foot
from quizapp.ui.play.result_rows import Column
from tests.e2e.reader import Reader
from tests.ui.fakes import FakePlay
from tests.ui.page_host import assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.result_rig import CODE, Results, ShowPlay, cells, every_kind, names, run, table_of, with_code
from tests.ui.round_rig import labels, text_of

HIDDEN = "Hidden: from a later episode than you have watched"


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def show(qtbot: QtBot) -> ShowPlay:
    """Shows the result of a round."""
    return Results(qtbot).show_play


# --- Masks ---------------------------------------------------------------------------


def masked_relay() -> FakePlay:
    """A relay whose current player has watched three episodes; question n is from episode n % 9."""
    play = run("rx", mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10)
    play.player = Player(1, "Anna", spoiler_limits=(("tea", 3),))
    return play


def test_texts_from_later_episodes_are_masked_everywhere(show: ShowPlay) -> None:
    window = show(masked_relay())
    model = table_of(window).model()
    assert cells(window, Column.QUESTION)[3:5] == ["Who pours the tea in scene 3?", HIDDEN]
    assert (cells(window, Column.CHOSEN)[4], cells(window, Column.RIGHT)[4]) == ("–", "–")
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    told = [str(model.index(4, column).data(role)) for column in range(model.columnCount()) for role in roles]
    assert not any("scene 4" in text or "Oh Mi-joo" in text for text in told)
    table_of(window).selectRow(4)
    read = [*labels(window), *(label.accessibleName() for label in window.findChildren(QLabel)), *names(window)]
    assert HIDDEN in read
    assert not any("scene 4" in text or "Recap 4" in text for text in read)


def test_opening_a_masked_question_after_another_leaves_nothing_of_it(show: ShowPlay) -> None:
    window = show(masked_relay())
    table_of(window).selectRow(3)
    assert "The pot of scene 3 is hers." in labels(window)
    table_of(window).selectRow(4)
    assert not any("scene 3" in text or "Recap 3" in text for text in labels(window))


# --- Every kind of question ------------------------------------------------------------


def test_every_kind_shows_what_was_answered_and_what_was_right(show: ShowPlay) -> None:
    window = show(every_kind())
    chosen, right = cells(window, Column.CHOSEN), cells(window, Column.RIGHT)
    assert chosen[2:4] == ["ki seon gyeop (close)", "기선겸"]
    assert chosen[4:6] == ["coffee", "water"]
    assert right[4:6] == ["tea", "tea"]
    assert chosen[6].startswith("Oh Mi-joo: Green tea; Ki Seon-gyeom: Black tea")
    assert chosen[7].startswith("1. Warm the pot; 2. Boil the water")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (2, "Your answer: ki seon gyeop (close enough)\nRight answer: Ki Seon-gyeom 기선겸"),
        (3, "Your answer: 기선겸\nRight answer: Ki Seon-gyeom 기선겸"),
        (4, "Your answer: coffee\nRight answer: tea"),
        (
            6,
            "Your answer:\n    Oh Mi-joo: Green tea\n    Ki Seon-gyeom: Black tea (right: Barley tea)\n"
            "    Seo Dan-ah: Barley tea (right: Black tea)",
        ),
        (8, "Your answer: Oh Mi-joo 오미주"),
    ],
)
def test_the_explanation_has_answers_of_every_kind_in_full(show: ShowPlay, row: int, text: str) -> None:
    window = show(every_kind())
    table_of(window).selectRow(row)
    assert text in labels(window)


def test_what_ran_out_of_time_has_no_answer(show: ShowPlay) -> None:
    play = run("", mode=Mode.CUSTOM, custom=CustomRules(2, answer_limit_ms=10_000), after_ms=12_000)
    window = show(play)
    assert cells(window, Column.CHOSEN) == ["No answer"] * 2
    table_of(window).selectRow(0)
    assert "Question 1 · Timed out" in labels(window)
    assert "Your answer: No answer\nRight answer: Oh Mi-joo 오미주" in labels(window)


# --- Ways on ------------------------------------------------------------------------------


def test_misses_are_practised_by_key_and_by_name(qtbot: QtBot, show: ShowPlay) -> None:
    play = run("rxrx")
    window = show(play)
    for act in (
        lambda: press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
        lambda: Reader(window).press("Practise 2 miss"),
    ):
        with qtbot.waitSignal(window.page.practise_requested) as asked:
            act()
        assert asked.args == [play.missed()]
        assert len(play.missed()) == 2


def test_after_a_relay_only_own_misses_that_may_be_seen_are_practised(qtbot: QtBot, show: ShowPlay) -> None:
    play = run("xx" * 5, mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10)
    play.player = Player(1, "Anna", spoiler_limits=(("tea", 3),))
    window = show(play)
    with qtbot.waitSignal(window.page.practise_requested) as asked:
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    # Anna was asked questions 0, 2, 4, 6 and 8, of the episodes 0, 2, 4, 6 and 8.
    assert asked.args == [("tea/many-000", "tea/many-002")]


@pytest.mark.parametrize("switched_on", [False, True])
@pytest.mark.parametrize("key", [Qt.Key.Key_P, Qt.Key.Key_C])
@pytest.mark.parametrize("where", ["button", "table"])
def test_single_letters_act_only_where_they_are_switched_on(
    show: ShowPlay, monkeypatch: pytest.MonkeyPatch, switched_on: bool, key: Qt.Key, where: str
) -> None:
    play = with_code(run("rxrx"), monkeypatch)
    play.player = replace(play.player, single_letter_keys=switched_on)
    window = show(play)
    if where == "table":
        table_of(window).setFocus()
    practised: list[object] = []
    window.page.practise_requested.connect(practised.append)
    QGuiApplication.clipboard().setText("before")
    press(key)
    acted = bool(practised) if key == Qt.Key.Key_P else QGuiApplication.clipboard().text() == CODE
    assert acted is switched_on


def test_without_misses_there_is_nothing_to_practise(qtbot: QtBot, show: ShowPlay) -> None:
    window = show(run(""))
    assert not Reader(window).has("Practise")
    with qtbot.assertNotEmitted(window.page.practise_requested):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("where", ["Play again", "table", "field"])
def test_the_code_is_copied_told_and_heard(show: ShowPlay, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    said: list[str] = []
    monkeypatch.setattr(result_foot, "announce", lambda widget, text: said.append(text))
    window = show(with_code(run("rx"), monkeypatch))
    field = named(window, QLineEdit, "Challenge code")
    QGuiApplication.clipboard().setText("before")
    focused = {"table": table_of(window), "field": field}.get(where)
    if focused is not None:
        focused.setFocus()
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == CODE
    assert said == [f"Copied: {CODE}"]
    assert text_of(window, "code-caption").startswith("Copied")
    assert (field.text(), field.isReadOnly()) == (CODE, True)


def test_a_small_window_shows_the_code_once_it_was_copied(show: ShowPlay, monkeypatch: pytest.MonkeyPatch) -> None:
    window = show(with_code(run("rx"), monkeypatch))
    window.show_at(740, 570)
    field = window.findChild(QLineEdit)
    assert field is not None
    assert not field.isVisible()
    named(window, QAbstractButton, "Copy challenge code").click()
    assert field.isVisible()
    assert_nothing_cut(window)
    window.page.show_result(with_code(run("rx"), monkeypatch))
    assert not field.isVisible()


def test_without_a_code_there_is_nothing_to_copy(show: ShowPlay, monkeypatch: pytest.MonkeyPatch) -> None:
    window = show(with_code(run("rx"), monkeypatch, None))
    QGuiApplication.clipboard().setText("before")
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert not Reader(window).has("Copy challenge code")
    assert not Reader(window).has("Challenge code")
