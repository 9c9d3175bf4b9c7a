"""The texts of a round: never markup, never cut, in any window and text size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.question import Distractor, Source
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from tests.ui.fakes import several, single
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import HOSTILE, SAMPLES, Begin, Rounds, labels, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


# --- texts ------------------------------------------------------------


def test_hostile_texts_stay_as_they_are(begin: Begin) -> None:
    hostile = single(
        1,
        prompt=HOSTILE,
        line=HOSTILE,
        hint=HOSTILE,
        explanation=HOSTILE,
        answers=(HOSTILE,),
        distractors=(Distractor(HOSTILE + "1", feedback=HOSTILE), Distractor(HOSTILE + "2"), Distractor(HOSTILE + "3")),
        sources=(Source(HOSTILE, "https://x.org/<b>"), Source(HOSTILE)),
    )
    window, _ = begin(hostile)
    press(Qt.Key.Key_F2)
    assert text_of(window, "hint") == HOSTILE
    press(Qt.Key.Key_2)
    assert HOSTILE in labels(window)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in window.findChildren(QLabel))
    tips = [each.toolTip() for each in window.findChildren(QWidget) if each.toolTip()]
    assert not [each for each in tips if "<b>" in each or "<img" in each]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("size", [*SIZES, (1000, 650), (2560, 1400)])
def test_no_text_is_cut_in_any_size(
    begin: Begin, qapp: QApplication, size: tuple[int, int], sample: str, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    window, _ = begin(SAMPLES[sample], size=size)
    assert_nothing_cut(window)
    _assert_inside(window)
    press(Qt.Key.Key_F2)
    assert_nothing_cut(window)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return) if sample == "several" else None
    assert_nothing_cut(window)
    _assert_inside(window)
    press(Qt.Key.Key_Escape)
    assert_nothing_cut(window)


def _assert_inside(window: PageHost) -> None:
    stage = window.page._stage
    for part in (stage.card, stage.heading, stage.prompt, stage.lifelines):
        assert stage.rect().contains(part.geometry()), (part, part.geometry(), stage.rect())
    overlapping = stage.answers.geometry().adjusted(7, 7, -7, -7).intersected(stage.lifelines.geometry())
    assert overlapping.isEmpty(), overlapping


@pytest.mark.parametrize("size", SIZES)
def test_at_usual_size_no_answer_needs_scrolling(begin: Begin, size: tuple[int, int]) -> None:
    nine = several(1, answers=("One", "Two", "Three"), distractors=tuple(Distractor(f"No {n}") for n in range(6)))
    for sample in (*SAMPLES.values(), nine):
        window, _ = begin(replace(sample, prompt=sample.prompt[:220]), size=(size[0], size[1] - 30))
        assert window.page._stage.answers.shown().verticalScrollBar().maximum() == 0, sample.uid


def test_words_longer_than_a_line_are_broken_and_said_whole(begin: Begin) -> None:
    word = "W" * 400
    window, _ = begin(
        single(1, prompt=word, explanation=word, hint=word, sources=(Source(word, "https://x.org"), Source(word)))
    )
    press(Qt.Key.Key_F2)
    assert_nothing_cut(window)
    press(Qt.Key.Key_2)
    assert_nothing_cut(window)
    prompt = window.findChild(PlainLabel, "prompt")
    assert prompt is not None
    assert prompt.accessibleName() == word
    assert prompt.height() > 3 * prompt.fontMetrics().height()


def test_the_theme_can_change_in_the_middle_of_a_question(begin: Begin, qapp: QApplication) -> None:
    window, play = begin()
    theme.apply(qapp, "dark", text_scale=1.3)
    assert_nothing_cut(window)
    press(Qt.Key.Key_1)
    theme.apply(qapp, "light")
    assert play.round.showing_verdict
    assert_nothing_cut(window)


def test_pages_of_every_size_can_be_gone_through_with_tab(begin: Begin) -> None:
    window, _ = begin()
    seen = _tab_through(12)
    assert seen[:6] == [
        "B. Ki Seon-gyeom 기선겸",
        "C. Seo Dan-ah 서단아",
        "D. Nobody in particular",
        "50:50",
        "Hint",
        "Skip",
    ]
    assert "Pause" in seen
    press(Qt.Key.Key_F9)
    window.page._go_on()


def _tab_through(count: int) -> Sequence[str]:
    seen: list[str] = []
    for _ in range(count):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.accessibleName() if focused else "")
    return seen
