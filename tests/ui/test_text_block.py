"""Wrapped text for painters: Hangul, line ends, sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from quizapp.ui import theme
from quizapp.ui.play.text_block import Fit, Ink, TextBlock, fit_block, split_hangul
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ki Seon-gyeom 기선겸", ("Ki Seon-gyeom", "기선겸")),
        ("Run On 런 온", ("Run On", "런 온")),
        ("star", ("star", "")),
        ("런온", ("런온", "")),
        ("런온 star", ("런온 star", "")),
        ("", ("", "")),
    ],
)
def test_trailing_hangul_is_split_off(text: str, parts: tuple[str, str]) -> None:
    assert split_hangul(text) == parts


@pytest.mark.parametrize("text", ["Oh Mi-joo 오미주", "🏃 Oh Mi-joo 오미주"])
def test_hangul_is_smaller_and_regular(text: str) -> None:
    block = TextBlock(text, theme.sized_font(50, bold=True), 2000)
    formats = block._layout.formats()
    (only,) = formats
    units = block.text.encode("utf-16-le")[only.start * 2 : (only.start + only.length) * 2]
    assert units.decode("utf-16-le").replace("\u2060", "") == "오미주"
    assert only.format.font().pixelSize() == 47
    assert only.format.font().weight() == QFont.Weight.Normal


def test_korean_lines_end_between_words() -> None:
    text = "처음 달릴 때는 도망치는 거였어요 그리고 다시는 돌아보지 않았어요"
    block = TextBlock(text, theme.font("answer"), 150)
    assert block.line_count > 2
    assert " ".join(block.line_texts()).replace("\u2060", "") == text


def test_a_text_shrinks_before_it_takes_more_lines_and_stops_at_the_smallest() -> None:
    fit = Fit(15, max_lines=2)
    font = theme.sized_font(27)
    text = "When I first ran, I was running away from everything"
    block = fit_block(text, font, QSizeF(320, 1000), fit)
    assert block.line_count == 2
    assert 15 <= block.font.pixelSize() < 27
    long = fit_block(text * 20, font, QSizeF(320, 1000), fit)
    assert long.line_count > 2
    assert long.font.pixelSize() == 15


def drawn(block: TextBlock, ink: Ink) -> QImage:
    """The block, painted on white."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        block.draw(painter, QPointF(4, 4), ink)
    return image


def test_a_colour_for_hangul_leaves_the_letters_above_whole() -> None:
    black = QColor("black")
    block = TextBlock("Jumpy gypsy jig\n기선겸 fog\n기선겸", theme.sized_font(40, bold=True), 290, factor=1.0)
    plain = drawn(block, Ink(black))
    assert drawn(block, Ink(black, black)) == plain
    assert drawn(block, Ink(black, QColor("red"))) != plain
    assert drawn(block, Ink(black)) == plain


@pytest.mark.parametrize("name", ["Lee Young-hwa", "Ki Seon-gyeom"])
def test_no_line_ends_inside_a_name(name: str) -> None:
    font = theme.sized_font(20)
    family, given = name.split()
    block = TextBlock(f"{name} 이영화", font, TextBlock(f"{family} {given}", font, 999).width - 4)
    assert [line.replace("\u2060", "") for line in block.line_texts()][:2] == [family, given]
