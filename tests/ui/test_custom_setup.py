"""What the set-up of a custom round promises: every rule can be set, kept as a favourite, and is what starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from quizapp.game.question import Kind
from quizapp.game.rules import CUSTOM_LIMITS_MS, ClockFactor, CustomRules, Mode
from quizapp.ui import theme
from quizapp.ui.play.setup_custom_rules import CustomRulesDialog
from quizapp.ui.play.setup_custom_words import rules_words
from tests.ui.fakes import DISK_FULL, fake_lobby
from tests.ui.home_rig import EVERY, HomeRig, bank_of_all, shown
from tests.ui.page_host import acting, assert_nothing_cut, named, press, write
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def rig(qtbot: QtBot) -> HomeRig:
    made = HomeRig(qtbot)
    made.pick(Mode.CUSTOM)
    return made


def opened(rig: HomeRig) -> CustomRulesDialog:
    """The window of the rules, as the button opens it."""
    named(rig.host, QAbstractButton, "Change the rules…").click()
    dialog = next(each for each in rig.host.findChildren(CustomRulesDialog) if each.isVisible())
    dialog.activateWindow()
    rig.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def summary(rig: HomeRig) -> str:
    label = rig.host.findChild(QLabel, "custom-rules")
    assert isinstance(label, QLabel)
    return label.text().replace("\u00a0", " ")


def test_the_usual_rules_start_at_once(rig: HomeRig) -> None:
    assert summary(rig) == "Questions: 10 · no clock · all kinds · 50:50 × 1, hint × 1, skip × 1"

    settings = rig.start()

    assert settings == rig.lobby.settings(EVERY, None, Mode.CUSTOM, custom=CustomRules())


def test_every_rule_can_be_set_and_counts_at_once(rig: HomeRig) -> None:
    dialog = opened(rig)

    named(dialog, QSpinBox, "Number of questions").setValue(7)
    named(dialog, QSpinBox, "50:50").setValue(0)
    named(dialog, QSpinBox, "Hints").setValue(9)
    named(dialog, QSpinBox, "Skips").setValue(2)
    named(dialog, QAbstractButton, "Typed answer").click()
    named(dialog, QAbstractButton, "Matching pairs").toggle()  # as a screen reader does
    named(dialog, QComboBox, "Time for each question").setCurrentIndex(2)

    kinds = tuple(sorted(set(Kind) - {Kind.SHORT_ANSWER, Kind.MATCHING}))
    wanted = CustomRules(7, kinds, CUSTOM_LIMITS_MS[2], 0, 9, 2)
    assert summary(rig) == "Questions: 7 · 15 s each · 5 of 7 kinds · hint × 9, skip × 2"
    rig.host.activateWindow()
    named(rig.host, QAbstractButton, "Start custom").click()
    assert rig.started[-1].custom == wanted
    assert rig.lanes()[6].endswith("Not run yet")


def test_the_last_kind_cannot_be_left_out(rig: HomeRig) -> None:
    dialog = opened(rig)
    names = ("One right answer", "Several right answers", "True or false", "Typed answer", "Missing word")

    for name in (*names, "Matching pairs", "Right order"):
        named(dialog, QAbstractButton, name).click()

    assert named(dialog, QAbstractButton, "Right order").isChecked()
    assert summary(rig).split(" · ")[2] == "Right order"


def test_the_clock_of_the_player_is_saved(rig: HomeRig) -> None:
    named(opened(rig), QComboBox, "Clock").setCurrentIndex(2)

    assert rig.bank.everybody[0].clock is ClockFactor.X5


def test_too_few_questions_are_mended_by_asking_fewer_or_more_kinds(rig: HomeRig) -> None:
    dialog = opened(rig)
    named(dialog, QSpinBox, "Number of questions").setValue(100)
    assert "A round needs 100 questions and only 68 fit these settings." in shown(rig.host)

    named(rig.host, QAbstractButton, "Ask only 68").click()
    assert summary(rig).startswith("Questions: 68")
    assert named(dialog, QSpinBox, "Number of questions").value() == 68

    named(dialog, QAbstractButton, "One right answer").click()
    named(rig.host, QAbstractButton, "All kinds").click()

    assert named(dialog, QAbstractButton, "One right answer").isChecked()
    assert named(rig.host, QAbstractButton, "Start custom").isEnabled()


def test_the_rules_of_the_last_round_are_there_again(qtbot: QtBot) -> None:
    bank = bank_of_all()
    lobby = fake_lobby(bank)
    rules = CustomRules(question_count=5, kinds=(Kind.SINGLE_CHOICE,), answer_limit_ms=20_000)
    lobby.start(lobby.settings(EVERY, 1, Mode.CUSTOM, custom=rules)).give_up()

    rig = HomeRig(qtbot, bank)

    assert rig.start() == lobby.settings(EVERY, 1, Mode.CUSTOM, custom=rules)


# Favourites


def test_rules_are_kept_used_and_removed_as_a_favourite(rig: HomeRig) -> None:
    dialog = opened(rig)
    assert not named(rig.host, QAbstractButton, "Change the rules…").isHidden()
    named(rig.host, QAbstractButton, "Songs").click()
    named(dialog, QSpinBox, "Number of questions").setValue(7)
    named(dialog, QLineEdit, "Name of the favourite").setFocus()
    write("Short <b>one</b>")
    press(Qt.Key.Key_Return)
    assert [each.name for each in rig.bank.favourites_kept] == ["Short <b>one</b>"]

    named(dialog, QSpinBox, "Number of questions").setValue(30)
    named(rig.host, QAbstractButton, "Songs").click()
    named(dialog, QAbstractButton, "Use this favourite").click()
    assert summary(rig).startswith("Questions: 7")
    assert named(dialog, QSpinBox, "Number of questions").value() == 7
    assert not named(rig.host, QAbstractButton, "Songs").isChecked()

    named(dialog, QSpinBox, "Number of questions").setValue(30)
    inside: Any = rig.page._setups[Mode.CUSTOM]
    inside._favourite.setCurrentIndex(1)
    inside._favourite.activated.emit(1)
    assert summary(rig).startswith("Questions: 7")

    named(dialog, QAbstractButton, "Remove this favourite").click()
    assert rig.bank.favourites_kept == []
    assert not inside._favourite.isVisible()


def test_a_favourite_without_a_name_is_refused_beside_the_field(rig: HomeRig) -> None:
    dialog = opened(rig)

    named(dialog, QAbstractButton, "Keep as favourite").click()

    assert "at least one letter" in shown(dialog)
    assert rig.bank.favourites_kept == []


def test_a_favourite_that_cannot_be_kept_is_told_in_the_window(rig: HomeRig) -> None:
    dialog = opened(rig)
    named(dialog, QLineEdit, "Name of the favourite").setText("Mine")
    rig.bank.fails = True

    named(dialog, QAbstractButton, "Keep as favourite").click()

    assert DISK_FULL in shown(dialog)
    assert named(dialog, QLineEdit, "Name of the favourite").text() == "Mine"


# The window


def test_the_window_stays_beside_the_page_and_goes_with_the_lane(rig: HomeRig) -> None:
    dialog = opened(rig)
    assert not dialog.isModal()

    rig.host.activateWindow()
    rig.qtbot.waitUntil(rig.host.isActiveWindow)
    named(rig.host, QAbstractButton, "Start custom").setFocus()
    rig.pick(Mode.SPRINT)

    assert not dialog.isVisible()


def test_escape_closes_the_window_and_enter_does_not(rig: HomeRig) -> None:
    dialog = opened(rig)

    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)

    assert not dialog.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_in_the_window_is_cut_and_all_is_named(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme.apply(qapp, "dark", text_scale=scale)
    rig = HomeRig(qtbot)
    rig.pick(Mode.CUSTOM)
    dialog = opened(rig)
    named(dialog, QLineEdit, "Name of the favourite").setText("Mine")
    named(dialog, QAbstractButton, "Keep as favourite").click()

    assert_nothing_cut(dialog)
    assert [each for each in acting(dialog) if not each.accessibleName()] == []


def test_rules_without_lifelines_and_with_one_kind_have_words() -> None:
    rules = CustomRules(1, (Kind.ORDERING,), 120_000, 0, 0, 0)

    assert rules_words(rules).replace("\u00a0", " ") == "Questions: 1 · 120 s each · Right order · no lifelines"
