"""What home promises of packs: any of them is played from there, and everything on the page follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.game.question import Category, Kind, Pack, PackInfo
from quizapp.game.rules import RoundSettings
from quizapp.play import Lobby
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, ToggleTile
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.play.home_guard import SpoilerGuard
from quizapp.ui.play.home_page import HomePage
from tests.play.conftest import START_MS, Time, a_pack, question
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, host, named, press
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
LONG = "A title that somebody gave a pack because they could, with many words and no end in sight"
ARABIC = "أسئلة عامة عن المدن"


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def trivia(pack_id: str, title: str, categories: int, count: int) -> Pack:
    """A pack without episodes, its single choices in turn in so many categories."""
    info = PackInfo(
        pack_id, title, "1", categories=tuple(Category(f"c{at}", f"Category {at}") for at in range(categories))
    )
    questions = [
        replace(question(at, Kind.SINGLE_CHOICE), uid=f"{pack_id}/{at}", category=f"c{at % max(1, categories)}")
        for at in range(count)
    ]
    return Pack(info, tuple(questions))


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """Run On, which ships with the program, a large pack of many categories, and one with few questions."""
    with Bank.open(tmp_path / "bank.sqlite", tmp_path / "backups", now_ms=lambda: START_MS) as opened:
        opened.packs.load(a_pack(), "shipped")
        opened.packs.create(trivia("wide", LONG, 24, 0).info)
        opened.packs.load(trivia("wide", LONG, 24, 96), "shipped")
        opened.packs.load(trivia("few", ARABIC, 1, 4), "shipped")
        yield opened


@pytest.fixture
def lobby(bank: Bank) -> Lobby:
    made = Lobby(bank, Time().clock())
    if made.pack.id != "run-on":
        made.choose_pack("run-on")
    made.add_player("BlueBird", 16)
    made.choose_pack("run-on")
    return made


@pytest.fixture
def home(qtbot: QtBot, lobby: Lobby) -> PageHost:
    return host(qtbot, HomePage(lobby))


def chooser(home: PageHost) -> PaintedButton:
    """The one control whose name says which pack is played."""
    found = [each for each in home.findChildren(PaintedButton) if each.accessibleName().startswith("Pack: ")]
    assert len(found) == 1
    return found[0]


def menu_of(home: PageHost) -> QMenu:
    chooser(home).click()
    return home.findChildren(QMenu)[-1]


def choose(home: PageHost, start_of_title: str) -> None:
    menu = menu_of(home)
    next(action for action in menu.actions() if action.text().startswith(start_of_title)).trigger()
    menu.close()


def tiles(home: PageHost) -> list[str]:
    return [each.accessibleName() for each in home.findChildren(ToggleTile) if each.isVisible()]


def texts(home: PageHost) -> str:
    return " | ".join(label.text() for label in home.findChildren(QLabel) if label.isVisible())


def test_the_pack_that_is_played_is_named(home: PageHost) -> None:
    assert chooser(home).accessibleName() == "Pack: Run On"
    assert "16 episode" in chooser(home).accessibleDescription()


def test_the_menu_holds_every_pack_and_a_way_to_the_window_of_packs(home: PageHost, qtbot: QtBot) -> None:
    menu = menu_of(home)
    listed = [action for action in menu.actions() if action.isCheckable()]
    assert [action.isChecked() for action in listed] == [action.text() == "Run On" for action in listed]
    assert len(listed) == 3
    with qtbot.waitSignal(home.page.packs_requested):
        menu.actions()[-1].trigger()
    menu.close()


def test_categories_guard_and_counts_follow_the_pack(home: PageHost, lobby: Lobby) -> None:
    assert home.findChildren(SpoilerGuard)[0].isVisible()
    choose(home, "A title")
    assert lobby.pack.id == "wide"
    assert chooser(home).accessibleName() == f"Pack: {LONG}"
    assert not home.findChildren(SpoilerGuard)[0].isVisible()
    assert tiles(home)[:2] == ["All categories", "Category 0"]
    assert "96 available" in texts(home)
    choose(home, "Run On")
    assert home.findChildren(SpoilerGuard)[0].isVisible()
    assert tiles(home) == ["Cast", "Plot"]


def test_the_start_is_what_enter_does_next_once_a_pack_is_chosen(home: PageHost, lobby: Lobby) -> None:
    asked: list[RoundSettings] = []
    home.page.start_requested.connect(asked.append)
    choose(home, "A title")
    press(Qt.Key.Key_Return)
    assert [settings.pack_id for settings in asked] == ["wide"]


def test_the_lane_that_is_chosen_stays(home: PageHost) -> None:
    press(Qt.Key.Key_3)
    choose(home, "A title")
    assert named(home, MainButton, "Start marathon").isEnabled()


def test_a_pack_with_too_few_questions_says_so_and_is_not_started(home: PageHost) -> None:
    choose(home, ARABIC)
    assert "only 4 fit" in texts(home)
    assert not named(home, MainButton, "Start sprint").isEnabled()


def test_a_few_of_many_categories_are_chosen_without_unticking_the_rest(home: PageHost, lobby: Lobby) -> None:
    choose(home, "A title")
    named(home, ToggleTile, "All categories").click()
    assert home.page._setups[home.page._mode()].settings().categories == ()
    assert not named(home, MainButton, "Start sprint").isEnabled()
    for name in ("Category 0", "Category 1", "Category 2"):
        named(home, ToggleTile, name).click()
    assert home.page._setups[home.page._mode()].settings().categories == ("c0", "c1", "c2")
    assert named(home, MainButton, "Start sprint").isEnabled()
    named(home, ToggleTile, "All categories").click()
    assert len(home.page._setups[home.page._mode()].settings().categories) == 24


def test_unticking_one_category_unticks_the_tile_of_all(home: PageHost) -> None:
    choose(home, "A title")
    named(home, ToggleTile, "Category 3").click()
    assert not named(home, ToggleTile, "All categories").isChecked()
    named(home, ToggleTile, "Category 3").click()
    assert named(home, ToggleTile, "All categories").isChecked()


def test_another_player_plays_the_pack_they_chose_last(home: PageHost, lobby: Lobby) -> None:
    blue_bird = lobby.player
    assert blue_bird is not None
    croquis = lobby.add_player("Croquis", 0)
    lobby.choose_pack("wide")
    home.page.activate()
    assert chooser(home).accessibleName() == f"Pack: {LONG}"
    home.page._choose_player(blue_bird.id)
    assert chooser(home).accessibleName() == "Pack: Run On"
    assert tiles(home) == ["Cast", "Plot"]
    home.page._choose_player(croquis.id)
    assert "All categories" in tiles(home)


def test_a_pack_that_was_changed_or_taken_away_elsewhere_is_noticed(home: PageHost, bank: Bank, lobby: Lobby) -> None:
    from quizapp.author.packs import Shelf

    Shelf(bank).describe(replace(lobby.pack, title="Run On & on"))
    home.page.activate()
    assert chooser(home).accessibleName() == "Pack: Run On & on"
    Shelf(bank).remove("run-on")
    home.page.activate()
    assert lobby.pack.id in ("wide", "few")
    assert "Run On" not in chooser(home).accessibleName()


def test_very_many_packs_leave_the_menu_short_with_the_present_one_in_it(home: PageHost, bank: Bank) -> None:
    for at in range(30):
        bank.packs.create(PackInfo(f"p{at:02}", f"About {at:02}", "1"))
    actions = menu_of(home).actions()
    assert len(actions) < 16
    assert [action.text() for action in actions if action.isChecked()] == ["Run On"]
    assert actions[-1].text() == "All 33 packs…"
    home.findChildren(QMenu)[-1].close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("title", ["A title", ARABIC, "Run On"])
def test_titles_and_categories_of_any_pack_fit(
    home: PageHost, qapp: QApplication, size: tuple[int, int], percent: int, title: str
) -> None:
    theme.apply(qapp, "dark", text_scale=percent / 100)
    choose(home, title)
    home.show_at(size[0] - 60, size[1] - 36)
    QTest.qWait(1)
    assert_nothing_cut(home)
    button = chooser(home)
    assert button.width() >= button.minimumSizeHint().width()
