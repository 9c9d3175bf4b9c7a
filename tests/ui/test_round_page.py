"""The round page is played: by keys, by names, by an input method; and the verdict tells all and moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QDesktopServices, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.question import Source
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play import round_page
from quizapp.ui.play.category_card import CategoryCard
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.track_strip import TrackStrip
from tests.e2e.reader import Reader
from tests.ui.fakes import several, single, true_false
from tests.ui.page_host import SIZES, named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import SAMPLES, Begin, Rounds, answers_of, held, labels, states, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


# --- playing ------------------------------------------------------------


def test_a_round_is_played_by_keys_alone(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin()
    with qtbot.waitSignal(window.page.finished) as told:
        for key in (Qt.Key.Key_1, Qt.Key.Key_B, Qt.Key.Key_3, Qt.Key.Key_A, Qt.Key.Key_D) * 2:
            press(key)
            press(Qt.Key.Key_Return)
    assert told.args == [play]
    assert play.round.is_finished
    assert [turn.chosen for turn in play.round.turns[:5]] == [(0,), (1,), (2,), (0,), (3,)]


def test_a_round_is_played_with_tab_and_enter_alone(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin()
    with qtbot.waitSignal(window.page.finished):
        for _ in range(10):
            press(Qt.Key.Key_Tab)
            press(Qt.Key.Key_Enter)
            press(Qt.Key.Key_Enter)
    assert {turn.chosen for turn in play.round.turns} == {(1,)}


def test_a_round_is_played_by_accessible_names_alone(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin(several(1), true_false(2))
    reader = Reader(window)
    with qtbot.waitSignal(window.page.finished):
        reader.press("A. Oh Mi-joo 오미주")
        reader.press("B. Seo Dan-ah 서단아")
        reader.press("Confirm")
        assert "B. Seo Dan-ah 서단아, your choice, right answer" in reader.answers()
        reader.press("Next")
        reader.press("B. False")
        assert reader.answers() == ["A. True, right answer", "B. False, your choice"]
        for _ in range(8):
            reader.press("Next")
            reader.press("A. Oh Mi-joo")
        assert reader.has("Score 9,") or reader.has("Score 9")
        reader.press("Next")
    assert play.round.result().right == 9


def test_arrow_keys_go_from_answer_to_answer_as_they_lie(begin: Begin) -> None:
    window, _ = begin(size=(800, 570))
    press(Qt.Key.Key_Down)
    assert answers_of(window)[2].hasFocus()
    press(Qt.Key.Key_Right)
    assert answers_of(window)[3].hasFocus()
    press(Qt.Key.Key_Up)
    assert answers_of(window)[1].hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_B])
def test_a_key_held_down_answers_once_and_does_not_go_on(begin: Begin, key: Qt.Key) -> None:
    _, play = begin()
    press(key)
    for _ in range(20):
        held(key)
        held(Qt.Key.Key_Return)
    assert len(play.bank.writes) == 1
    assert play.round.showing_verdict


def test_enter_held_on_next_does_not_answer_the_next_question(begin: Begin) -> None:
    _, play = begin()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    for _ in range(20):
        held(Qt.Key.Key_Return)
    assert len(play.round.turns) == 1
    assert not play.round.showing_verdict


@pytest.mark.parametrize("text", ["2", "２", "٢", "b", "B", "ㅠ"])
def test_what_an_input_method_commits_chooses(begin: Begin, text: str) -> None:
    _, play = begin()
    focused = QApplication.focusWidget()
    assert focused is not None
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(focused, event)
    assert play.round.turns[-1].chosen == (1,)


@pytest.mark.parametrize(("key", "text"), [(0x1100 + 7, "ㅠ"), (0, "2"), (int(Qt.Key.Key_unknown), "b")])
def test_keys_of_a_korean_layout_choose(begin: Begin, key: int, text: str) -> None:
    _, play = begin()
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
    assert play.round.turns[-1].chosen == (1,)


def test_keys_of_the_number_pad_choose_and_those_with_ctrl_do_not(begin: Begin) -> None:
    _, play = begin()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier)  # there is no answer F
    press(Qt.Key.Key_9)
    assert not play.round.turns
    press(Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert play.round.turns[-1].chosen == (1,)


# --- the verdict ------------------------------------------------------------


def test_the_verdict_tells_the_answer_its_reason_and_its_points(begin: Begin) -> None:
    window, _ = begin(single(3))
    press(Qt.Key.Key_B)
    assert text_of(window, "verdict") == "Not this time. It was Oh Mi-joo 오미주."
    shown = labels(window)
    assert "He drinks it." in shown
    assert "The pot of scene 3 is hers." in shown
    assert named(window, LinkButton, "Source: Recap 3").isEnabled()
    assert "A book about tea" in shown
    assert states(window) == [ChoiceState.RIGHT, ChoiceState.CHOSEN_WRONG, ChoiceState.FADED, ChoiceState.FADED]


def test_points_are_shown_in_their_parts_and_a_lifeline_says_what_it_cost(begin: Begin) -> None:
    window, _ = begin()
    for _ in range(2):
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    names = Reader(window).names()
    assert {"Base 1,000", "Streak 44", "1,044 points"} <= {
        name.replace("1000", "1,000").replace("1044", "1,044") for name in names
    }
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_1)
    assert "A lifeline was used, so this question has no streak bonus." in labels(window)


def test_the_verdict_and_the_score_are_named_and_the_way_on_has_the_focus(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_page, "announce", lambda widget, text: said.append(text))
    window, _ = begin()
    press(Qt.Key.Key_1)
    QTest.qWait(1)
    assert window.findChild(PlainLabel, "score").accessibleName().replace(",", "") == "Score 1000 points"  # type: ignore[union-attr]
    assert window.findChild(PlainLabel, "verdict").accessibleName() == "Right!"  # type: ignore[union-attr]
    assert said[-1].startswith("Right! The pot of scene 1 is hers.")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Next"
    press(Qt.Key.Key_Return)
    assert said[-1] == "Who pours the tea in scene 2?"
    assert window.findChild(PlainLabel, "prompt").accessibleName() == said[-1]  # type: ignore[union-attr]
    assert answers_of(window)[0].hasFocus()


def test_the_verdict_is_painted_before_what_stands_around_it(begin: Begin, qtbot: QtBot) -> None:
    """The player waits for it alone; track, score and keys come with the next frame."""
    window, _ = begin()
    hints: list[bool] = []
    window.page.hints_changed.connect(lambda: hints.append(watch.is_painted))
    watch = FirstPaint(window.page._stage.verdict)
    press(Qt.Key.Key_1)
    assert hints == []
    qtbot.waitUntil(lambda: bool(hints))
    assert hints == [True]


class FirstPaint(QObject):
    """Whether a widget was painted since it is watched."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.is_painted = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.is_painted = self.is_painted or event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_when_the_verdict_comes(begin: Begin, size: tuple[int, int], sample: str) -> None:
    window, _ = begin(SAMPLES[sample], size=size)
    before = _places(window)
    if sample == "several":
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_Return)
    else:
        press(Qt.Key.Key_2)
    QApplication.sendPostedEvents()
    QTest.qWait(1)
    assert named(window, QAbstractButton, "Next").isVisible()
    assert _places(window) == before


def _places(window: QWidget) -> list[QRect]:
    prompt = window.findChild(PlainLabel, "prompt")
    card, strip = window.findChild(CategoryCard), window.findChild(TrackStrip)
    widgets = [each for each in (prompt, card, strip) if each is not None]
    return [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in (*widgets, *answers_of(window))]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (("Oh Mi-joo",), "Not this time. It was Oh Mi-joo 오미주."),
        (("He reports himself",), "Not this time. Right answer: He reports himself."),
        (("“Why not?”",), "Not this time. Right answer: “Why not?”"),
    ],
)
def test_the_right_answer_is_told_in_a_sentence_that_fits_it(
    begin: Begin, answers: tuple[str, ...], sentence: str
) -> None:
    window, _ = begin(single(1, answers=answers))
    press(Qt.Key.Key_2)
    assert text_of(window, "verdict") == sentence


def test_the_panel_of_the_verdict_has_the_place_of_the_lifelines(begin: Begin) -> None:
    window, _ = begin()
    stage = window.page._stage
    before = stage.lifelines.geometry()
    press(Qt.Key.Key_1)
    assert stage.verdict.geometry() == before
    assert not stage.lifelines.isVisible()


def test_only_web_addresses_are_links_and_they_open_in_the_browser(
    qtbot: QtBot, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda address: opened.append(address.toString()) or len(opened) < 2
    )
    sources = (
        Source("Web", "https://example.org/a?b=c"),
        Source("File", "file:///etc/passwd"),
        Source("Script", "javascript:alert(1)"),
        Source("Own scheme", "quiz://x"),
    )
    window, _ = begin(single(1, sources=sources))
    press(Qt.Key.Key_1)
    links = [
        each
        for each in window.findChildren(LinkButton)
        if each.isVisible() and each.accessibleName().startswith("Source")
    ]
    assert [each.accessibleName() for each in links] == ["Source: Web"]
    links[0].click()
    assert opened == ["https://example.org/a?b=c"]
    links[0].click()
    assert window.told == ["No browser could be opened. The address is https://example.org/a?b=c"]


def test_an_answer_is_heard_once(begin: Begin) -> None:
    window, play = begin()
    for answer in answers_of(window):
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_3)
    assert len(play.bank.writes) == 1
