"""The category cards: what they say, that they fit, give nothing away and survive any text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.names import NameBook
from quizapp.game.question import Category, Kind
from quizapp.ui import theme
from quizapp.ui.play import scenes
from quizapp.ui.play.card_frame import ANSWER
from quizapp.ui.play.category_card import CardContent, CardKind, CategoryCard
from quizapp.ui.play.round_values import CardPlace, card_for
from tests.game.builders import a_question, an_info
from tests.ui.painted import HOSTILE, picture, spoken, still_theme

KINDS: tuple[CardKind, ...] = get_args(CardKind)
CONTENT = CardContent(
    number=4,
    line="Opened its eyes to your ___",
    pack_title="Run On",
    pack_hangul="런온",
    episode=1,
    times_met=1,
    category_title="Lyrics",
    note_after="“I See You”",
    rows=[("Oh Mi-joo 오미주", "Shin Se-kyung 신세경")] * 4,
)


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        ("film", CardContent(line="I was running away."), "I was running away."),
        (
            "lyrics",
            CONTENT,
            "Opened its eyes to your blank. Song and singer shown after you answer.",
        ),
        (
            "lyrics",
            replace(CONTENT, answered=True, answer="star"),
            "Opened its eyes to your star. “I See You”.",
        ),
        ("lyrics", replace(CONTENT, line="", note_after=""), "Lyrics."),
        (
            "slate",
            replace(CONTENT, line="He points at a star"),
            "Run On 런온, Episode 1, Scene 4, Take 2. He points at a star.",
        ),
        ("slate", CardContent(category_title="Plot"), "Episode -, Scene 1, Take 1. Plot."),
        (
            "credits",
            CardContent(line="___ | Im Si-wan 임시완", category_title="Cast"),
            "Cast. blank, Im Si-wan 임시완.",
        ),
        ("credits", CardContent(line="Who won?", category_title="Cast"), "Cast. Who won?"),
        ("plain", CardContent(line="On a ___", category_title="Places"), "Places. On a blank."),
        ("plain", CardContent(category_title="Places", pack_title="Rivers"), "Places. Rivers."),
        ("plain", CardContent(category_title="Places", pack_title="Rivers", answered=True), "Places. Rivers."),
        ("plain", CardContent(category_title="Places", answered=True, answer="The Han"), "Places. The Han."),
    ],
)
def test_a_card_says_what_it_shows(qtbot: QtBot, kind: CardKind, content: CardContent, name: str) -> None:
    card = CategoryCard(kind, content)
    qtbot.addWidget(card)
    assert spoken(card) == name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("line", ["", "Opened its eyes to your ___", "___ | Im Si-wan"])
def test_a_card_gives_no_answer_away(qtbot: QtBot, kind: CardKind, line: str) -> None:
    content = replace(CONTENT, line=line)
    cards = [CategoryCard(kind, replace(content, answer=answer)) for answer in ("star", "moon")]
    for card in cards:
        qtbot.addWidget(card)
    assert spoken(cards[0]) == spoken(cards[1])
    assert picture(cards[0], 640, 432) == picture(cards[1], 640, 432)


@pytest.mark.parametrize("kind", ["lyrics", "credits"])
def test_the_gap_is_filled_once_the_question_is_answered(qtbot: QtBot, kind: CardKind) -> None:
    content = replace(CONTENT, line="___ | Im Si-wan" if kind == "credits" else CONTENT.line)
    card = CategoryCard(kind, content)
    qtbot.addWidget(card)
    before = picture(card, 640, 432)
    card.set_card(kind, replace(content, answered=True, answer="star"))
    assert "star" in spoken(card)
    assert picture(card, 640, 432) != before


@pytest.mark.parametrize("card", KINDS)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MISSING_WORD])
@pytest.mark.parametrize("answered", [False, True])
def test_a_card_without_a_line_does_not_repeat_the_prompt(
    qtbot: QtBot, card: CardKind, kind: Kind, answered: bool
) -> None:
    info = an_info(categories=(Category("plot", "Plot", card),))
    question = a_question(kind)
    place = CardPlace(answered=answered)
    contents = [
        card_for(replace(question, prompt=prompt), info, NameBook([]), place) for prompt in (question.prompt, "___?")
    ]
    assert contents[0] == contents[1]
    assert contents[0][0] == card
    shown = CategoryCard(*contents[0])
    qtbot.addWidget(shown)
    assert question.prompt not in spoken(shown)


@pytest.mark.parametrize("card", ["plain", "slate"])
def test_a_card_without_a_line_shows_the_answer_once_it_is_told(qtbot: QtBot, card: CardKind) -> None:
    info = an_info(categories=(Category("plot", "Plot", card),))
    before, after = (
        CategoryCard(*card_for(a_question(), info, NameBook([]), CardPlace(answered=answered)))
        for answered in (False, True)
    )
    qtbot.addWidget(before)
    qtbot.addWidget(after)
    assert "Oh Mi-joo" not in spoken(before)
    assert "Oh Mi-joo" in spoken(after)
    right = ANSWER.name()
    colours = [
        {image.pixelColor(x, y).name() for x in range(0, 640, 2) for y in range(432)}
        for image in (picture(before, 640, 432), picture(after, 640, 432))
    ]
    assert right not in colours[0]
    assert right in colours[1]


def test_the_scene_follows_from_the_number_alone(qtbot: QtBot) -> None:
    assert len(scenes.SCENES) >= 6
    assert [scenes.scene_index(number) for number in range(1, 9)] == list(range(8))
    upper_parts = []
    for line, answer, episode in (("I ran.", "Ki Seon-gyeom", 1), ("No.", "Oh Mi-joo", 16)):
        content = CardContent(number=3, line=line, answer=answer, episode=episode, answered=True)
        card = CategoryCard("film", content)
        qtbot.addWidget(card)
        upper_parts.append(picture(card, 640, 432).copy(0, 0, 640, 300))
    assert upper_parts[0] == upper_parts[1]


def test_all_scenes_differ(qtbot: QtBot) -> None:
    seen: list[QImage] = []
    for number in range(1, len(scenes.SCENES) + 1):
        card = CategoryCard("film", CardContent(number=number))
        qtbot.addWidget(card)
        upper = picture(card, 400, 270).copy(100, 20, 300, 150)
        assert upper not in seen
        seen.append(upper)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_cards_paint_at_any_size(
    qtbot: QtBot, qapp: QApplication, kind: CardKind, scheme: theme.Scheme, scale: float
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    for line in ("", CONTENT.line, "___ | Im Si-wan"):
        card = CategoryCard(kind, replace(CONTENT, line=line))
        qtbot.addWidget(card)
        for size in ((1, 1), (60, 40), (200, 120), (320, 216), (768, 166), (960, 648), (2000, 90)):
            assert not picture(card, *size).isNull()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_card_or_holds_it_up(qtbot: QtBot, kind: CardKind, text: str) -> None:
    begin = time.perf_counter()
    content = CardContent(
        line=text,
        pack_title=text,
        pack_hangul=text,
        category_title=text,
        note_after=text,
        answered=True,
        answer=text,
        rows=[(text, text)] * 5,
    )
    card = CategoryCard(kind, content)
    qtbot.addWidget(card)
    for size in ((640, 432), (768, 166)):
        assert not picture(card, *size).isNull()
    assert time.perf_counter() - begin < 10


def test_markup_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    pictures = []
    for line in ("<b>star</b>", "star"):
        card = CategoryCard("plain", CardContent(line=line))
        qtbot.addWidget(card)
        pictures.append(picture(card, 640, 432))
        assert line in spoken(card)
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_cannot_fit_can_be_scrolled(qtbot: QtBot, kind: CardKind) -> None:
    text = "A sentence that goes on and on. " * 60
    card = CategoryCard(kind, CardContent(line=text))
    qtbot.addWidget(card)
    card.show()
    top = picture(card, 640, 432)
    assert card.scroll_range_px() > 0
    assert card.focusPolicy() == Qt.FocusPolicy.StrongFocus
    qtbot.keyClick(card, Qt.Key.Key_End)
    bottom = picture(card, 640, 432)
    assert bottom != top
    QApplication.sendEvent(card, _wheel(card, 120_000))
    assert picture(card, 640, 432) == top


def _wheel(widget: QWidget, delta: int) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(middle, middle, QPoint(), QPoint(0, delta), buttons, keys, phase, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_text_needs_no_scrolling_and_no_focus(qtbot: QtBot, kind: CardKind) -> None:
    card = CategoryCard(kind, CONTENT)
    qtbot.addWidget(card)
    picture(card, 640, 432)
    assert card.scroll_range_px() == 0
    assert card.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("kind", KINDS)
def test_a_prompt_of_160_characters_fits_the_drawn_card(qtbot: QtBot, kind: CardKind) -> None:
    card = CategoryCard(kind, CardContent(line="What does he say to her? " * 6 + "At all?"))
    qtbot.addWidget(card)
    picture(card, 640, 432)
    assert card.scroll_range_px() == 0


@pytest.mark.parametrize("kind", ["slate", "lyrics", "credits"])
def test_a_new_question_comes_with_a_movement_that_ends_in_the_final_pose(qtbot: QtBot, kind: CardKind) -> None:
    theme.set_motion("full")
    content = replace(CONTENT, number=5, line="___ | Im Si-wan" if kind == "credits" else "to your ___")
    card, still_card = CategoryCard("plain", CONTENT), CategoryCard(kind, content)
    qtbot.addWidget(card)
    qtbot.addWidget(still_card)
    card.set_card(kind, content)
    final = picture(still_card, 640, 432)
    assert picture(card, 640, 432) != final
    qtbot.waitUntil(lambda: bool(picture(card, 640, 432) == final), timeout=3000)


def test_a_verdict_brings_no_movement(qtbot: QtBot) -> None:
    theme.set_motion("full")
    card = CategoryCard("lyrics", CONTENT)
    qtbot.addWidget(card)
    card.set_card("lyrics", replace(CONTENT, answered=True, answer="star"))
    assert picture(card, 640, 432) == picture(card, 640, 432)


@pytest.mark.parametrize("line", ["The last clap", "___ | Im Si-wan"])
def test_credits_with_a_single_caption_are_not_an_empty_screen(qtbot: QtBot, line: str) -> None:
    card = CategoryCard("credits", CardContent(line=line, category_title="Cast"))
    qtbot.addWidget(card)
    image = picture(card, 640, 432)
    ground = image.pixelColor(20, 120)
    for rows in (range(110, 180), range(280, 350)):
        assert any(image.pixelColor(x, y) != ground for x in range(180, 460, 4) for y in rows)


def test_a_film_frame_without_a_line_has_a_subtitle_nobody_can_read(qtbot: QtBot) -> None:
    silent = CategoryCard("film", CardContent(number=3))
    qtbot.addWidget(silent)
    assert spoken(silent) == ""
    image = picture(silent, 640, 432)
    foot = {image.pixelColor(x, 379).name() for x in range(110, 170)}
    assert foot.isdisjoint({image.pixelColor(x, 395).name() for x in range(110, 170)})


@pytest.mark.parametrize("high", [60, 75, 96, 140])
def test_a_slate_in_a_low_place_keeps_its_line(qtbot: QtBot, high: int) -> None:
    card = CategoryCard("slate", replace(CONTENT, line="Breakfast for two"))
    qtbot.addWidget(card)
    image = picture(card, 768, high)
    assert card.scroll_range_px() == 0
    chalk = theme.colour("chalk").name()
    assert any(image.pixelColor(x, y).name() == chalk for x in range(20, 200) for y in range(high - 32, high - 8))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_card_with_the_least_height_keeps_its_line(
    qtbot: QtBot, qapp: QApplication, kind: CardKind, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    card = CategoryCard(kind, replace(CONTENT, line="Breakfast for two"))
    qtbot.addWidget(card)
    picture(card, 768, 48)
    assert card.scroll_range_px() == 0
