"""What the code field promises: a good code says what it would start, a bad one says why and stays to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.game.question import PackInfo
from quizapp.game.rules import CustomRules, Mode, RoundSettings
from quizapp.ui.play.challenge_words import challenge_words
from tests.ui.fakes import PACK, fake_lobby
from tests.ui.home_rig import HomeRig, bank_of_all
from tests.ui.page_host import SIZES, acting, assert_nothing_cut, named, press, write
from tests.ui.painted import HOSTILE, still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def rig(qtbot: QtBot) -> HomeRig:
    made = HomeRig(qtbot)
    named(made.host, QAbstractButton, "Have a code?").click()
    return made


def code_of(limit: int = 16) -> str:
    """The code of a hard Sprint from leaves and songs, of somebody who has watched so far."""
    bank = bank_of_all()
    bank.everybody[0] = replace(bank.everybody[0], spoiler_limits=(("tea", limit),))
    lobby = fake_lobby(bank)
    code = lobby.start(lobby.settings(["leaves", "songs"], None)).challenge_code()
    assert code is not None
    return code


def field(rig: HomeRig) -> QLineEdit:
    return named(rig.host, QLineEdit, "Challenge code")


def test_the_field_has_the_focus_and_takes_letters_and_digits(rig: HomeRig) -> None:
    write("12h")

    assert field(rig).text() == "12h"
    assert rig.current_lane() == "sprint"


def test_a_good_code_says_what_it_starts_and_enter_starts_it(rig: HomeRig) -> None:
    code = code_of()
    write(code)

    assert "Sprint · up to episode 16 · Leaves, Songs · mixed difficulty" in rig.shown()
    press(Qt.Key.Key_Return)

    assert [(each.mode, each.categories, bool(each.challenge)) for each in rig.started] == [
        (Mode.SPRINT, ("leaves", "songs"), True)
    ]
    assert rig.lobby.start(rig.started[0]).challenge_code() == code


def test_the_keys_of_the_field_are_told_while_it_has_the_focus(rig: HomeRig) -> None:
    assert (["Enter"], "start the challenge") in rig.page.hints()
    assert not any("pick a lane" in words for _, words in rig.page.hints()), "digits are part of the code"

    press(Qt.Key.Key_Escape)

    assert (["Enter"], "start") in rig.page.hints()
    assert (["1–7"], "pick a lane") in rig.page.hints()


def test_the_button_starts_it_too(rig: HomeRig) -> None:
    field(rig).setText(f"  {code_of().lower()} ")

    named(rig.host, QAbstractButton, "Start the challenge").click()

    assert len(rig.started) == 1


@pytest.mark.parametrize("text", ["", "xyz", "00000-00000-00000", *HOSTILE.values()])
def test_a_code_that_is_none_says_why_and_stays(rig: HomeRig, text: str) -> None:
    field(rig).setText(text)
    kept = field(rig).text()

    named(rig.host, QAbstractButton, "Start the challenge").click()

    assert rig.started == []
    assert field(rig).text() == kept
    assert field(rig).accessibleDescription()
    assert field(rig).hasFocus()
    assert_nothing_cut(rig.host)


def test_no_error_is_told_while_a_code_is_written(rig: HomeRig) -> None:
    write(code_of()[:8])
    assert not field(rig).accessibleDescription()

    press(Qt.Key.Key_Return)
    assert field(rig).accessibleDescription()
    write("A")

    assert not field(rig).accessibleDescription()


def test_a_code_beyond_the_own_episode_is_told_and_good_once_watched(rig: HomeRig) -> None:
    rig.page._choose_player(2)
    field(rig).setText(code_of())
    press(Qt.Key.Key_Return)
    assert rig.started == []
    assert "16" in field(rig).accessibleDescription()

    rig.page._save_spoiler_limit(16)

    assert "up to episode 16" in field(rig).accessibleDescription()


def test_escape_and_the_cross_close_the_field_and_its_text_is_kept(rig: HomeRig) -> None:
    write("ABC")
    press(Qt.Key.Key_Escape)
    assert named(rig.host, QAbstractButton, "Have a code?").hasFocus()

    named(rig.host, QAbstractButton, "Have a code?").click()
    assert field(rig).text() == "ABC"
    named(rig.host, QAbstractButton, "Close the code field").click()

    fields = [each for each in rig.host.findChildren(QLineEdit) if each.accessibleName() == "Challenge code"]
    assert not fields[0].isVisible()


def test_the_words_of_a_custom_challenge_name_its_rules() -> None:
    rules = CustomRules(question_count=5, answer_limit_ms=10_000, hints=0)
    settings = RoundSettings("tea", 3, ("cups",), 1, Mode.CUSTOM, custom=rules)
    packless: PackInfo = replace(PACK, episodes=None)

    words = challenge_words(settings, packless).replace("\u00a0", " ")

    assert words == "Custom · Questions: 5 · 10 s each · all kinds · 50:50 × 1, skip × 1 · Cups & pots · easy"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_all_is_named(rig: HomeRig, size: tuple[int, int]) -> None:
    field(rig).setText(code_of())
    rig.host.show_at(*size)

    assert_nothing_cut(rig.host)
    assert [each for each in acting(rig.host) if not each.accessibleName()] == []
