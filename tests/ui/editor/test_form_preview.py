"""The preview is the player's card in small, in either scheme, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.ui import theme
from quizapp.ui.editor.preview import PreviewPane
from tests.ui.editor.form_rig import DRAFTS, SINGLE, WHOLE
from tests.ui.fakes import PACK
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def pane(qtbot: QtBot) -> PreviewPane:
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(560, 760)
    made.show()
    return made


def _picture(pane: PreviewPane) -> bytes:
    QApplication.sendPostedEvents()
    pane.picture._draw()
    image = pane.picture._image
    assert image is not None
    return bytes(image.constBits())


@pytest.mark.parametrize("draft", WHOLE, ids=[each.uid for each in WHOLE])
def test_before_and_after_and_light_and_dark_look_different(pane: PreviewPane, draft: Draft) -> None:
    pane.show_draft(draft, PACK)
    pictures = set()
    for scheme in ("light", "dark"):
        pane._choose_scheme(scheme)
        for moment in ("before", "after"):
            pane.moment.set_current(moment)
            pane._refresh()
            pictures.add(_picture(pane))
    assert len(pictures) == 4
    assert theme.scheme() == "light"


def test_an_unfinished_question_shows_a_sentence_instead(pane: PreviewPane) -> None:
    for draft in DRAFTS:
        pane.show_draft(draft, PACK)
        pane.picture._draw()
        assert pane.picture.isHidden() == bool(pane._why_not())
    pane.show_draft(None, None)
    assert pane.picture.isHidden()


def test_it_folds_away_in_a_low_window_and_by_its_button(pane: PreviewPane) -> None:
    pane.show_draft(SINGLE, PACK)
    pane.resize(560, 600)
    QApplication.sendPostedEvents()
    assert pane.is_folded()
    assert pane.picture.isHidden()
    pane.fold.click()
    assert not pane.picture.isHidden()
    pane.fold.click()
    pane.resize(560, 760)
    QApplication.sendPostedEvents()
    assert not pane.picture.isHidden()
    pane.fold.click()
    assert pane.picture.isHidden()


def test_it_follows_the_theme_and_the_text(qapp: QApplication, pane: PreviewPane) -> None:
    pane.show_draft(SINGLE, PACK)
    light = _picture(pane)
    theme.apply(qapp, "dark")
    assert pane.scheme.current() == "dark"
    dark = _picture(pane)
    assert dark != light
    pane.show_draft(replace(SINGLE, prompt="Something else?"), PACK)
    assert _picture(pane) != dark


def test_the_card_is_no_window_that_anyone_meets(pane: PreviewPane) -> None:
    pane.show_draft(SINGLE, PACK)
    _picture(pane)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and isinstance(each, QWidget)]
    assert shown == [pane]
