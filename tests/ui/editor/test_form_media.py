"""The picture of a question in the form: chosen, dropped, pasted, refused, removed, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.game.question import Media
from quizapp.settings import SettingsFile
from quizapp.ui import pictures
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.editor_window import EditorWindow
from tests.author.conftest import Desk
from tests.play.conftest import a_pack
from tests.ui.editor.form_rig import press
from tests.ui.editor.window_rig import CTRL, key, settle
from tests.ui.painted import still_theme
from tests.ui.picture_rig import bomb_in, picture_in

NO_BUTTON, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with Desk(tmp_path).open() as made:
        made.packs.load(a_pack(), "digest 1")
        yield made


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, bank: Bank, tmp_path: Path) -> Iterator[EditorWindow]:
    author: Author = Desk(tmp_path).author(bank)
    pictures.find_with(author.media_path)
    with still_theme(qapp):
        made = EditorWindow(author, SettingsFile(tmp_path / "settings.toml"))
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        settle()
        yield made
    pictures.find_with(None)


def _media(window: EditorWindow) -> Media | None:
    return window._desk.form.draft().media


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drop(field: QWidget, data: QMimeData) -> bool:
    """Whether the field takes what is dropped."""
    enter = QDragEnterEvent(field.rect().center(), Qt.DropAction.CopyAction, data, LEFT, NO_BUTTON)
    QApplication.sendEvent(field, enter)
    if enter.isAccepted():
        where = QPointF(field.rect().center())
        QApplication.sendEvent(field, QDropEvent(where, Qt.DropAction.CopyAction, data, LEFT, NO_BUTTON))
    return enter.isAccepted()


def _told(window: EditorWindow) -> str:
    QApplication.sendPostedEvents()
    return " ".join(each.accessibleName() for each in window.findChildren(Notice) if each.isVisible())


def test_a_dropped_file_becomes_the_picture_and_is_shown(window: EditorWindow, tmp_path: Path) -> None:
    field = window._desk.form.media
    assert field.view.isHidden()
    assert _drop(field, _files(picture_in(tmp_path)))
    media = _media(window)
    assert media is not None
    assert media.image.startswith("media/")
    assert not field.view.isHidden()
    assert not field.view.is_missing()
    QTest.qWait(20)
    assert not field.view.geometry().intersects(field.alt.geometry())
    QApplication.processEvents()
    assert field.alt.hasFocus()


@pytest.mark.parametrize("where", ["choose", "alt"])
def test_a_copied_file_and_a_copied_picture_are_pasted(window: EditorWindow, tmp_path: Path, where: str) -> None:
    field = window._desk.form.media
    _drop(field, _files(picture_in(tmp_path, colour="blue")))
    for data in (_files(picture_in(tmp_path)), QMimeData()):
        if not data.hasUrls():
            data.setImageData(QImage(20, 10, QImage.Format.Format_RGB32))
        before = _media(window)
        QGuiApplication.clipboard().setMimeData(data)
        getattr(field, where).setFocus()
        press(getattr(field, where), Qt.Key.Key_V, CTRL)
        assert _media(window) not in (before, None)
        assert field.alt.text() == ""


def test_words_are_still_pasted_into_the_alternative_text(window: EditorWindow, tmp_path: Path) -> None:
    field = window._desk.form.media
    _drop(field, _files(picture_in(tmp_path)))
    QGuiApplication.clipboard().setText("A track at dusk")
    press(field.alt, Qt.Key.Key_V, CTRL)
    media = _media(window)
    assert media is not None
    assert media.alt == field.view.words() == "A track at dusk"


def test_a_picture_without_a_text_is_told_beside_its_field(window: EditorWindow, tmp_path: Path) -> None:
    form = window._desk.form
    _drop(form.media, _files(picture_in(tmp_path)))
    window._desk._controller.check_now()
    section = next(each for each in form._every_section() if "media" in each.fields)
    assert any("text" in each for each in section.notes())
    form.media.alt.setText("A track")
    window._desk._controller.check_now()
    assert section.notes() == []


def test_what_cannot_be_a_picture_is_refused_with_a_sentence(window: EditorWindow, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK\3\4" + bytes(100))
    huge = tmp_path / "huge.png"
    with huge.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    cut = tmp_path / "cut.png"
    cut.write_bytes(picture_in(tmp_path).read_bytes()[:40])
    field = window._desk.form.media
    refused = [tmp_path / "letter.docx", huge, cut, bomb_in(tmp_path), tmp_path, tmp_path / "nowhere.png"]
    for path in refused:
        window._notices.clear()
        _drop(field, _files(path))
        assert path.name in _told(window), path
        assert _media(window) is None


def test_an_address_of_the_web_is_not_taken(window: EditorWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/track.png")])
    assert not _drop(window._desk.form.media, data)
    assert _media(window) is None


def test_a_picture_that_was_added_or_removed_comes_back_by_undo(window: EditorWindow, tmp_path: Path) -> None:
    form = window._desk.form
    _drop(form.media, _files(picture_in(tmp_path)))
    form.media.alt.setText("A track")
    key(window, Qt.Key.Key_S, CTRL)
    shown = _media(window)
    assert shown is not None
    window._author.undo_state()
    window._desk._author._saving.end_typing()
    form.media.remove.click()
    key(window, Qt.Key.Key_S, CTRL)
    assert _media(window) is None
    key(window, Qt.Key.Key_Z, CTRL)
    assert _media(window) == shown
    assert not form.media.view.is_missing()
    key(window, Qt.Key.Key_Z, CTRL)
    assert _media(window) is None
