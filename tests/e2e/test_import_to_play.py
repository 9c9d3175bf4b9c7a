"""From a file of another system to a played round, by keys alone and by names alone; and a look at each window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.settings import SettingsFile
from quizapp.ui.exports.export_window import ExportWindow
from quizapp.ui.imports.import_window import ImportWindow
from quizapp.ui.packs.packs_window import PacksWindow
from tests.e2e.conftest import Begin
from tests.e2e.quiz_player import Hands, Key, KeyHands, NameHands, play_on
from tests.e2e.reader import Reader
from tests.e2e.walker import Walker

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
COUNT = 300
CATEGORIES = ("Rivers", "Entertainment: Film", "Science & Nature", "Sports", "Art", "Animals")
WAIT_MS = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier
SIZES = ((720, 560), (980, 740), (1600, 1000))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Questions of the Open Trivia DB whose options tell what is right; one repeats another."""
    items = [_question(number) for number in range(COUNT)]
    items[8] = items[6] | {"category": CATEGORIES[2]}
    path = tmp_path / "Town &amp; river.json"
    path.write_text(json.dumps({"response_code": 0, "results": items}), "utf-8")
    return path


def _question(number: int) -> dict[str, Any]:
    return {
        "type": "multiple",
        "difficulty": ("easy", "medium", "hard")[number % 3],
        "category": CATEGORIES[number % len(CATEGORIES)].replace("&", "&amp;"),
        "question": f"Who runs in lane {number}, &quot;the {number * 7919} one&quot;?",
        "correct_answer": f"yes {number}",
        "incorrect_answers": [f"no ah {number}", f"no eh {number}", f"no oh {number}"],
    }


def _menu() -> QMenu:
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    return menu


def _open(program: Program, kind: type[QDialog]) -> Any:
    """The window of this kind that is in front."""
    QApplication.processEvents()
    found = [each for each in program.window.findChildren(kind) if each.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def _until(qtbot: QtBot, reader: Reader, name: str) -> None:
    qtbot.waitUntil(lambda: reader.has(name), timeout=WAIT_MS)


def _played(program: Program, hands: Hands) -> list[str]:
    """The questions of a round, each on a plain card."""
    page: Any = program.window._page("round")
    cards = {page._play.pack.category(each.question.category).card for each in page._play.round.drawn}
    assert cards == {"plain"}
    return [prompt for _, prompt in play_on(hands)]


def test_by_keys_alone(begin: Begin, file: Path, qtbot: QtBot) -> None:
    program = begin()
    hands = KeyHands(program.window)
    hands.tab_to("Pack: ")
    hands.press(Key.Key_Return)
    menu = _menu()
    for _ in menu.actions():
        if menu.activeAction() is not None and menu.activeAction().text() == "Import questions…":
            break
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    reader = Reader(_open(program, ImportWindow))
    hands.press(Key.Key_Return)  # the focus is on the button that chooses files
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    hands.type(str(file))
    choosing = _open(program, QFileDialog)
    hands.press(Key.Key_Return)
    if choosing.isVisible():  # a list of names that begin so was open, and took the key
        hands.press(Key.Key_Return)
    _open(program, ImportWindow).activateWindow()  # as a window manager does
    hands.press(Key.Key_Return)
    _until(qtbot, reader, "What would be imported")
    hands.press(Key.Key_Return, CTRL)
    _until(qtbot, reader, "Import finished")
    hands.tab_to("Play this pack")
    hands.press(Key.Key_Space)
    assert hands.reader.has("Pack: Town &amp; river")
    hands.press(Key.Key_Return)
    asked = _played(program, hands)
    assert len(asked) == len(set(asked)) == 10


def test_by_names_alone(begin: Begin, file: Path, qtbot: QtBot) -> None:
    program = begin()
    hands = NameHands(program.window)
    hands.reader.press("Pack: ")
    menu = _menu()
    Reader(menu).press("Import questions…")
    menu.close()
    reader = Reader(_open(program, ImportWindow))
    reader.press("Choose files…")
    choosing = Reader(_open(program, QFileDialog))
    choosing.write("File name", str(file))
    choosing.press("Open")
    assert reader.has("Files to import")
    reader.press("Read the files")
    _until(qtbot, reader, "What would be imported")
    reader.press("Import 299")
    _until(qtbot, reader, "Import finished")
    assert reader.has("299 added")
    assert reader.has("1 not added")
    reader.press("Play this pack")
    for title in CATEGORIES:
        assert hands.reader.has(title), hands.reader.names()
    hands.start()
    assert len(_played(program, hands)) == 10


def _drop(window: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), actions, data, left, none)
    QApplication.sendEvent(window, entered)
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), actions, data, left, none))


def _read(program: Program, file: Path, qtbot: QtBot) -> Reader:
    """A dropped file; what would be imported is shown."""
    _drop(program.window, file)
    reader = Reader(_open(program, ImportWindow))
    reader.press("Read the files")
    _until(qtbot, reader, "What would be imported")
    return reader


def _imported(program: Program, file: Path, qtbot: QtBot) -> Reader:
    """A dropped file, taken into the bank; the report is shown."""
    reader = _read(program, file, qtbot)
    reader.press("Import 299")
    _until(qtbot, reader, "Import finished")
    return reader


def test_a_file_is_dropped_during_a_round_which_goes_on_before_its_pack_is_played(
    begin: Begin, file: Path, qtbot: QtBot
) -> None:
    program = begin()
    hands = KeyHands(program.window)
    hands.press(Key.Key_Return)
    hands.answer(right=True)
    reader = _imported(program, file, qtbot)
    reader.press("Play this pack")
    assert reader.has("A round is being played.")
    _open(program, ImportWindow).close()
    program.window.activateWindow()
    hands.go_on()
    assert hands.reader.has("Question 2 of 10")


def test_an_import_is_undone_from_its_report_and_the_same_file_can_come_in_again(
    begin: Begin, file: Path, qtbot: QtBot
) -> None:
    program = begin()
    assert program._bank is not None
    before = [pack.id for pack in program._bank.packs.all()]
    reader = _imported(program, file, qtbot)
    reader.press("Undo import")
    _until(qtbot, reader, "Import undone")
    assert [pack.id for pack in program._bank.packs.all()] == before
    reader.press("Done")
    reader = _read(program, file, qtbot)
    reader.press("Import the pack")
    _until(qtbot, reader, "Import finished")
    assert reader.has("The pack is in the bank now")
    reader.press("Play this pack")
    assert Reader(program.window).has("Pack: Town &amp; river")


def test_a_pack_that_came_in_is_the_one_played_and_no_window_stands_before_it(
    begin: Begin, file: Path, qtbot: QtBot
) -> None:
    program = begin()
    program.windows.open_packs()
    _imported(program, file, qtbot).press("Play this pack")
    assert not [each for each in program.window.findChildren(QDialog) if each.isVisible()]
    assert Reader(program.window).has("Pack: Town &amp; river")


# --- every control of these windows -----------------------------------------------------------------------


@pytest.fixture
def walked(begin: Begin, data: Path) -> Iterator[Callable[[int], tuple[Program, Walker]]]:
    """Starts the program for a walk."""
    walkers: list[Walker] = []

    def _walked(text_size: int) -> tuple[Program, Walker]:
        SettingsFile(data / "settings.toml").change(text_size=text_size)
        program = begin()
        walkers.append(Walker(program, sizes=SIZES))
        return program, walkers[-1]

    yield _walked
    for walker in walkers:
        walker.close()


def _walk_the_import(program: Program, walker: Walker, file: Path, table: Path, qtbot: QtBot) -> None:
    program.windows.open_import()
    window = _open(program, ImportWindow)
    reader = Reader(window)
    walker.look("import, no file", beside=window)
    window.add_files([table])
    walker.look("import, files", beside=window)
    reader.press("Read the files")
    _until(qtbot, reader, "What the columns hold")
    walker.look("columns", beside=window)
    reader.press("Back")
    window.add_files([file])
    reader.press("Columns…")
    _until(qtbot, reader, "What the columns hold")
    reader.press("Back")
    window._choose.clear()
    window.add_files([file])
    reader.press("Read the files")
    _until(qtbot, reader, "What would be imported")
    qtbot.waitUntil(lambda: window._near._task is None, timeout=WAIT_MS)
    for segment in ("Needs a look", "To be added", "All"):
        reader.press(segment)
        QTest.qWait(1)
        walker.look(f"plan, {segment}", beside=window)
    reader.press("Set category, tags…")
    walker.look("fields")
    _open(program, QDialog).close()
    reader.press("Import 299")
    _until(qtbot, reader, "Import finished")
    walker.look("report", beside=window)
    reader.press("Undo import")
    _until(qtbot, reader, "Import undone")
    walker.look("report, undone", beside=window, is_crowded=True)
    window.close()


def _walk_packs_and_export(program: Program, walker: Walker, qtbot: QtBot, folder: Path) -> None:
    program.windows.open_packs()
    window = _open(program, PacksWindow)
    walker.look("packs", beside=window)
    Reader(window).press("Edit description…")
    walker.look("description of a pack")
    _open(program, QDialog).close()
    Reader(window).press("Export…")
    exporting = _open(program, ExportWindow)
    for place in range(exporting._format.count()):
        exporting._format.setCurrentIndex(place)
        qtbot.waitUntil(lambda: exporting._planned is not None, timeout=WAIT_MS)
        walker.look(f"export as {exporting._format.currentText()}", beside=exporting)
    exporting._format.setCurrentIndex(0)
    qtbot.waitUntil(lambda: exporting._planned is not None, timeout=WAIT_MS)
    exporting.write_to(str(folder / "track.quizpack"))
    qtbot.waitUntil(exporting._notice.isVisible, timeout=WAIT_MS)
    walker.look("exported", beside=exporting, is_crowded=True)
    exporting.close()
    window.close()


@pytest.mark.parametrize("text_size", [100, 150])
def test_every_window_of_packs_is_named_reached_and_whole(
    walked: Callable[[int], tuple[Program, Walker]], file: Path, tmp_path: Path, qtbot: QtBot, text_size: int
) -> None:
    table = tmp_path / "columns.csv"
    table.write_text("Nr,Satz,Loesung,a\n" + "".join(f"{at},Was ist {at}?,Ding {at},Nichts\n" for at in range(5)))
    program, walker = walked(text_size)
    _walk_the_import(program, walker, file, table, qtbot)
    _walk_packs_and_export(program, walker, qtbot, tmp_path)
    assert len(walker.places) >= 15
    assert not walker.faults, "\n".join(dict.fromkeys(walker.faults))[:8_000]
