"""Another pack, from home to its result, by keys; packs taken away and brought back; a backup restored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.game.plans import Fate, ImportOptions
from quizapp.game.question import Category, Kind, Pack, PackInfo
from quizapp.transfer.planning import plan_import
from quizapp.ui.common.buttons import MainButton
from quizapp.ui.exports.export_window import ExportWindow
from quizapp.ui.packs.packs_window import PacksWindow
from quizapp.ui.settings.backups_window import BackupsWindow
from tests.e2e import packs
from tests.e2e.conftest import Begin
from tests.e2e.quiz_player import Key, KeyHands, dialog_of, play_on
from tests.e2e.reader import Reader
from tests.ui.page_host import named

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
TITLE = "Rivers & cities"


def rivers(count: int = 30) -> Pack:
    """A pack as an import makes it: no episodes, no hints, no explanations, no sources, twelve plain categories."""
    categories = tuple(Category(f"c{at}", f"Region {at}") for at in range(12))
    questions = [
        replace(
            packs.question(Kind.SINGLE_CHOICE, number, f"c{number % 12}"),
            uid=f"rivers/{number}",
            episode=None,
            hint="",
            explanation="",
            sources=(),
        )
        for number in range(count)
    ]
    return Pack(PackInfo("rivers", TITLE, "1", categories=categories), tuple(questions))


@pytest.fixture
def program(begin: Begin) -> Program:
    made = begin()
    assert made._bank is not None
    made._bank.packs.load(rivers(), "published")
    return made


def _menu() -> QMenu:
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    return menu


def choose_pack(hands: KeyHands, title: str) -> None:
    """The pack of this title, from the menu on home."""
    hands.tab_to("Pack: ")
    hands.press(Key.Key_Return)
    menu = _menu()
    for _ in menu.actions():
        if menu.activeAction() is not None and menu.activeAction().text().replace("&&", "&") == title:
            break
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    QApplication.processEvents()


def test_another_pack_is_chosen_on_home_and_played_by_keys(program: Program) -> None:
    hands = KeyHands(program.window)
    assert hands.reader.has("Pack: Small Track 런온")
    choose_pack(hands, TITLE)
    assert hands.reader.has(f"Pack: {TITLE}")
    assert not hands.reader.has("I’ve watched up to episode")
    hands.press(Key.Key_Return)
    asked = play_on(hands)
    assert len(asked) == 10
    assert all("Who runs lane" in prompt for _, prompt in asked)
    hands.tab_to("Back to lanes")
    hands.press(Key.Key_Return)
    assert hands.reader.has(f"Pack: {TITLE}")


def test_it_is_still_the_pack_at_the_next_start(program: Program, begin: Begin) -> None:
    choose_pack(KeyHands(program.window), TITLE)
    assert Reader(begin(name="").window).has(f"Pack: {TITLE}")


def test_an_open_round_of_another_pack_goes_on_where_it_was_left(program: Program) -> None:
    hands = KeyHands(program.window)
    hands.press(Key.Key_Return)
    hands.answer(right=True)
    hands.go_on()
    hands.press(Key.Key_Escape)
    hands.reader.press("Leave, go on later")
    choose_pack(hands, TITLE)
    assert hands.reader.has("Go on")
    hands.reader.press("Go on")
    assert hands.reader.has("Question 2 of 10")
    assert program.window.lobby is not None
    assert program.window.lobby.pack.id == packs.PACK_ID


def test_a_pack_that_is_taken_away_is_no_longer_played_and_comes_back_by_undo(program: Program) -> None:
    hands = KeyHands(program.window)
    choose_pack(hands, TITLE)
    program.window.packs_requested.emit()
    window = program.window.findChildren(PacksWindow)[0]
    window.choose("rivers")
    Reader(window).press("Remove…")
    named(dialog_of(window), MainButton, "Remove the pack").click()
    program.window.activateWindow()
    program.window._current().activate()
    assert hands.reader.has("Pack: Small Track 런온")
    assert program._bank is not None
    program._bank.changes.undo()
    window.refresh()
    window.activateWindow()
    QApplication.processEvents()
    assert [each.info.id for each in window._packs] == ["rivers", packs.PACK_ID]
    window.close()


def test_a_pack_is_played_from_the_window_but_not_during_a_round(program: Program) -> None:
    hands = KeyHands(program.window)
    hands.press(Key.Key_Return)
    program.windows.open_packs()
    window = program.window.findChildren(PacksWindow)[0]
    window.choose("rivers")
    named(window, MainButton, "Play this pack").click()
    assert "round is being played" in window._notice.accessibleName()
    program.window.go_home()
    named(window, MainButton, "Play this pack").click()
    assert hands.reader.has(f"Pack: {TITLE}")
    assert not any(each.isVisible() for each in program.window.findChildren(PacksWindow))


def test_a_backup_that_is_restored_takes_back_what_came_after_and_the_round_on_it(
    program: Program, qtbot: QtBot
) -> None:
    made = program.windows.back_up()
    hands = KeyHands(program.window)
    assert program._bank is not None
    program._bank.packs.load(replace(rivers(), info=replace(rivers().info, id="later", title="Later")), "published")
    hands.press(Key.Key_Return)
    hands.answer(right=True)
    program.window.restore_requested.emit()
    window = program.window.findChildren(BackupsWindow)[0]
    rows = [window._list.item(row).text() for row in range(window._list.count())]
    window._list.setCurrentRow(next(at for at, text in enumerate(rows) if "Made by hand" in text))
    named(window, MainButton, "Restore this backup…").click()
    with qtbot.waitSignal(window.finished):
        named(dialog_of(window), MainButton, "Restore").click()
    reader = Reader(program.window)
    assert reader.has(f"The backup {made.name} was restored.")
    assert not reader.has("Go on")
    assert program.window._current_name == "home"
    assert program._bank is not None
    assert sorted(pack.id for pack in program._bank.packs.all()) == ["rivers", packs.PACK_ID]
    reader.press("Start sprint")
    assert reader.has("Question 1 of 10")


def test_a_backup_that_is_no_good_leaves_everything_as_it_is(program: Program, data: Path) -> None:
    bad = data / "backups" / "bank-20200101-000000Z-hand.sqlite"
    bad.parent.mkdir(exist_ok=True)
    bad.write_text("no bank")
    program.restore(bad)
    assert program.is_ready
    assert Reader(program.window).has("Start sprint")
    assert program._bank is not None
    assert len(program._bank.packs.all()) == 2


def test_the_editor_exports_what_is_searched_for_to_a_file_that_reads_the_same(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.open_editor()
    editor = program._editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor._pane.total_count() > 0)
    editor._pane.search.set_text("pack:rivers category:c1")
    qtbot.waitUntil(lambda: editor._pane.shown_count() == 3)
    editor._actions["export"].trigger()
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ExportWindow))
    assert window._what.currentText() == "What “pack:rivers category:c1” finds"
    qtbot.waitUntil(lambda: window._planned is not None)
    window.write_to(str(tmp_path / "few.quizpack"))
    qtbot.waitUntil(window._notice.isVisible)
    assert program._bank is not None
    plan = plan_import(program._bank, [tmp_path / "few.quizpack"], ImportOptions(pack_id="rivers"), _no_progress)
    assert {item.draft.uid for item in plan.items if item.fate is Fate.UNCHANGED and item.draft is not None} == {
        "rivers/1",
        "rivers/13",
        "rivers/25",
    }
    window.close()
    editor.close()


def _no_progress(done: int, total: int) -> None:
    """Nobody watches."""
