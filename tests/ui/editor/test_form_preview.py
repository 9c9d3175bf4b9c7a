"""The preview is the player's card in small, in either scheme, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.game.question import Media
from quizapp.ui import theme
from quizapp.ui.editor.preview import SMALL_STAGE, PreviewPane
from tests.ui.editor.form_rig import DRAFTS, SINGLE, WHOLE
from tests.ui.fakes import PACK
from tests.ui.painted import still_theme
from tests.ui.picture_rig import picture_in, pictures_of


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


@pytest.mark.parametrize("draft", WHOLE, ids=[each.uid for each in WHOLE])
def test_the_small_window_is_shown_as_it_is_in_the_game(pane: PreviewPane, draft: Draft) -> None:
    pane.show_draft(draft, PACK)
    large = _picture(pane)
    pane.window_size.set_current("small")
    pane._refresh()
    assert _picture(pane) != large
    card = pane.picture._card
    assert card is not None
    assert card.size() == SMALL_STAGE
    assert card._class == "small"


def test_a_picture_shows_in_the_preview(pane: PreviewPane, tmp_path: Path) -> None:
    with pictures_of(tmp_path):
        picture_in(tmp_path, colour="#ff00ff")
        pane.show_draft(replace(SINGLE, media=Media("track.png", "A track")), PACK)
        _picture(pane)
        image = pane.picture._image
        assert image is not None
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(60, 160, 9)}
        assert "#ff00ff" in colours


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
