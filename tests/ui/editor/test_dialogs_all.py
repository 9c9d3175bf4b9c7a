"""What every window beside the editor promises: keys, names, themes, and any text without harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from tests.ui.editor.dialogs_rig import every_dialog, full_author, opened
from tests.ui.page_host import acting, assert_nothing_cut, press
from tests.ui.painted import HOSTILE, still_theme

NAMES = list(every_dialog())


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot, name: str) -> None:
    dialog = opened(qtbot, every_dialog()[name](full_author()))
    controls = [each for each in acting(dialog) if each.isEnabled()]
    assert all(each.accessibleName() for each in controls)

    met: set[Any] = set()
    for _ in range(4 * len(controls) + 20):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.add(focused)
        press(Qt.Key.Key_Tab)

    alone = [each for each in controls if not (isinstance(each, QAbstractButton) and each.autoExclusive())]
    assert [each.accessibleName() for each in alone if not {each, each.focusProxy()} & met] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_in_either_theme(
    qtbot: QtBot, qapp: QApplication, name: str, scheme: theme.Scheme, scale: float
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    dialog = opened(qtbot, every_dialog()[name](full_author()))

    assert_nothing_cut(dialog)
    assert not dialog.grab().isNull()


@pytest.mark.parametrize("name", NAMES)
def test_it_blocks_nothing_and_escape_closes_it(qtbot: QtBot, name: str) -> None:
    dialog = opened(qtbot, every_dialog()[name](full_author()))
    assert not dialog.isModal()

    press(Qt.Key.Key_Escape)

    assert not dialog.isVisible()


@pytest.mark.parametrize("name", ["replace", "history", "merge", "appeals", "conflict"])
@pytest.mark.parametrize("what", HOSTILE)
def test_any_text_is_shown_as_it_is(qtbot: QtBot, name: str, what: str) -> None:
    dialog = opened(qtbot, every_dialog()[name](full_author(HOSTILE[what])))
    if name == "replace":
        field = dialog.findChildren(QLineEdit)[0]
        field.setText(HOSTILE[what][:20])
        press(Qt.Key.Key_Return)
        for view in dialog.findChildren(QListView):
            assert view.model() is not None

    assert not dialog.grab().isNull()
    assert dialog.width() < 1_200
