"""How an answer looks in each of its states: colours, box, key box and mark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from quizapp.ui import theme
from quizapp.ui.play import marks

RADIUS_PX = 10.0


class ChoiceState(Enum):
    """What became of an answer; only OPEN can be acted on."""

    OPEN = auto()
    TAKEN = auto()
    RIGHT = auto()
    CHOSEN_WRONG = auto()
    CHOSEN_RIGHT = auto()
    MISSED = auto()
    FADED = auto()


KEYS = (ChoiceState.RIGHT, ChoiceState.CHOSEN_RIGHT, ChoiceState.MISSED)
QUIET = (ChoiceState.TAKEN, ChoiceState.FADED)


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one moment; two looks can be mixed for a transition."""

    fill: QColor
    edge: QColor
    edge_width: float
    text: QColor
    hangul: QColor
    key: QColor

    def towards(self, other: Look, share: float) -> Look:
        """The look that lies `share` (0-1) of the way to the other."""
        return Look(
            marks.mixed(self.fill, other.fill, share),
            marks.mixed(self.edge, other.edge, share),
            self.edge_width + (other.edge_width - self.edge_width) * share,
            marks.mixed(self.text, other.text, share),
            marks.mixed(self.hangul, other.hangul, share),
            marks.mixed(self.key, other.key, share),
        )


def open_look(*, hovered: bool, pressed: bool, checked: bool) -> Look:
    """The look of an answer that can still be chosen."""
    fill = "sunken" if pressed else "tint" if hovered != checked else "surface"
    marked = hovered or pressed or checked
    edge, width = ("primary", 2.0) if marked else ("line2", 1.0)
    return _look(fill, edge, width, "ink", "ink2", "surface" if pressed else "sunken")


def settled_look(state: ChoiceState) -> Look:
    """The look of a state in which nothing can be chosen any more."""
    return {
        ChoiceState.TAKEN: _look("bg", "line", 1.0, "ink3", "ink3", "sunken"),
        ChoiceState.RIGHT: _look("ok_bg", "ok", 3.0, "ink", "ink2", "ok_bg"),
        ChoiceState.CHOSEN_RIGHT: _look("ok_bg", "ok", 3.0, "ink", "ink2", "ok_bg"),
        ChoiceState.MISSED: _look("surface", "ok", 3.0, "ink", "ink2", "surface"),
        ChoiceState.CHOSEN_WRONG: _look("bad_bg", "bad", 2.0, "ink", "ink2", "bad_bg"),
        ChoiceState.FADED: _look("surface", "line", 1.0, "ink2", "ink2", "sunken"),
    }[state]


def _look(fill: str, edge: str, width: float, text: str, hangul: str, key: str) -> Look:
    colour = theme.colour
    return Look(colour(fill), colour(edge), width, colour(text), colour(hangul), colour(key))


def label_colour(state: ChoiceState) -> QColor:
    """The colour of the words at the right."""
    if state in KEYS:
        return theme.colour("ok")
    return theme.colour("bad" if state is ChoiceState.CHOSEN_WRONG else "ink3")


def draw_box(painter: QPainter, whole: QRectF, look: Look, state: ChoiceState, key_end: float) -> None:
    """The box of the answer; a wrong one is dashed, and hatched up to `key_end`."""
    inset = look.edge_width / 2
    box = whole.adjusted(inset, inset, -inset, -inset)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.fill)
    painter.drawRoundedRect(box, RADIUS_PX, RADIUS_PX)
    if state is ChoiceState.CHOSEN_WRONG:
        _draw_hatched_block(painter, box, key_end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_edge_pen(look, state))
    painter.drawRoundedRect(box, RADIUS_PX - inset / 2, RADIUS_PX - inset / 2)


def _edge_pen(look: Look, state: ChoiceState) -> QPen:
    if state is ChoiceState.CHOSEN_WRONG:
        return marks.dashed_pen(look.edge, look.edge_width, 7, 4)
    if state is ChoiceState.TAKEN:
        return marks.dashed_pen(look.edge, look.edge_width, 4, 3)
    return QPen(look.edge, look.edge_width)


def _draw_hatched_block(painter: QPainter, box: QRectF, key_end: float) -> None:
    outline = QPainterPath()
    outline.addRoundedRect(box, RADIUS_PX, RADIUS_PX)
    painter.save()
    painter.setClipRect(QRectF(box.x(), box.y(), key_end - box.x(), box.height()))
    stripes = marks.faint(theme.colour("bad"), 0.2)
    painter.fillPath(outline, marks.hatch_brush(stripes, marks.pixel_ratio(painter)))
    painter.restore()


def draw_key(painter: QPainter, square: QRectF, look: Look, state: ChoiceState, letter: str, font: QFont) -> None:
    """The key box with its letter, or the mark that takes its place after the verdict."""
    if state in KEYS:
        marks.draw_disc(painter, square, "right", filled=state is not ChoiceState.MISSED)
        return
    if state is ChoiceState.CHOSEN_WRONG:
        marks.draw_disc(painter, square, "wrong")
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.key)
    painter.drawRoundedRect(square, 8, 8)
    painter.setFont(font)
    painter.setPen(look.text if state is not ChoiceState.FADED else theme.colour("ink"))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letter)


def draw_check_box(painter: QPainter, square: QRectF, checked: bool) -> None:
    """The box of an answer that is one of several: filled with a tick once chosen."""
    edge = theme.colour("primary" if checked else "line2")
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(edge if checked else theme.colour("surface"))
    painter.drawRoundedRect(square, 5, 5)
    if checked:
        inner = marks.centred_square(square, square.width() * 0.56)
        marks.draw_tick(painter, inner, theme.colour("on_primary"), 2.2)
