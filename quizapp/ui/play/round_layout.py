"""Where things lie on the round page: card beside the answers, or above them where there is little room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize

from quizapp.ui.theme import WindowClass

_CARD_SHARE = 0.5634
_RATIO = 40 / 27
_CARD_LEAST_PX, _CARD_GOOD_PX, _CARD_BARE_PX = 74, 76, 48
_CONTENT_MAX: dict[WindowClass, int] = {"small": 99_999, "regular": 99_999, "wide": 1440, "very_wide": 1920}
TYPE_SCALES: dict[WindowClass, float] = {"small": 1.0, "regular": 1.0, "wide": 1.15, "very_wide": 1.5}


@dataclass(frozen=True, slots=True)
class Needs:
    """What the parts need in pixels; functions take a width, `answers` also the number of columns."""

    heading: QSize
    prompt: Callable[[int], int]
    note: int
    answers: Callable[[int, int], int]
    panel: int
    panel_least: int
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts lie; `lacking` is the height in pixels that the answers would need besides."""

    card: QRect
    heading: QRect
    prompt: QRect
    note: QRect
    answers: QRect
    panel: QRect
    columns: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The room below the strip; `scale` is the size of the type against 1 as drawn, `space` that of the gaps."""

    size: QSize
    window_class: WindowClass
    scale: float
    space: float


def arrange(stage: Stage, needs: Needs) -> Places:
    """The first arrangement in which no answer has to scroll, else the one that lacks least."""
    tried: list[Places] = []
    for make, *arguments in (_PICTURED if needs.has_picture else _MEASURES)[stage.window_class == "small"]:
        places = make(stage, needs, *arguments)
        if places.lacking <= 0:
            return places
        tried.append(places)
    return min(tried, key=_lacking)


def _lacking(places: Places) -> int:
    return places.lacking


def _side_by_side(stage: Stage, needs: Needs, share: float, columns: int) -> Places:
    margin, gap, top, bottom = (round(length * stage.space) for length in (32, 16, 20, 21))
    beside = round(24 * stage.space)
    content = min(stage.size.width() - 2 * margin, _CONTENT_MAX[stage.window_class])
    left = (stage.size.width() - content) // 2
    room = stage.size.height() - top - gap - bottom
    card_width = _card_width(stage, content, room - needs.panel, share)
    right = QRect(left + card_width + beside, top, content - beside - card_width, 0)
    column = _Column(right, needs, stage, columns)
    panel_height = max(needs.panel_least, min(needs.panel, room - column.least))
    available = room - panel_height
    height = min(available, max(round(card_width / _RATIO), column.least))
    slack = max(0, available - height)
    taller = min(round(slack * 0.4), round(height * 0.15))
    more = min(slack - taller, round(panel_height * 0.5))
    shift = round((slack - taller - more) * 0.3)
    height += taller
    panel = QRect(left, top + shift + height + gap, content, panel_height + more)
    card = QRect(left, top + shift, card_width, height)
    return replace(column.places(top + shift, height), card=card, panel=panel)


def _card_width(stage: Stage, content: int, height: int, share: float) -> int:
    """As wide as its share, or in wide windows as the answers leave it; in its ratio where the height is less."""
    widest = content * share
    if stage.window_class in ("wide", "very_wide") and share == _CARD_SHARE:
        widest = min(960 * stage.space, content - 425 * stage.scale)
    return round(max(content * 0.3, min(widest, height * _RATIO)))


class _Column:
    """Heading, prompt and answers under each other."""

    def __init__(self, place: QRect, needs: Needs, stage: Stage, columns: int) -> None:
        self._place = place
        self._needs = needs
        self._small_gap = round(6 * stage.space)
        self._gap = round(13 * stage.space)
        width = place.width()
        self._columns = columns
        self._answers = needs.answers(width, columns)
        # A prompt that would leave the answers no room scrolls.
        self._prompt = min(needs.prompt(width), round(stage.size.height() * 0.42))
        self.least = self._head() + self._answers

    def _head(self) -> int:
        note = self._needs.note + 2 if self._needs.note else 0
        return self._needs.heading.height() + self._small_gap + self._prompt + note + self._gap

    def places(self, top: int, height: int) -> Places:
        x, width = self._place.x(), self._place.width()
        heading = QRect(x, top, width, self._needs.heading.height())
        prompt = QRect(x, heading.bottom() + 1 + self._small_gap, width, self._prompt)
        note = QRect(x, prompt.bottom() + 3, width, self._needs.note)
        room = height - self._head()
        answers = QRect(x, top + self._head(), width, max(60, room))
        nothing = QRect()
        return Places(nothing, heading, prompt, note, answers, nothing, self._columns, self._answers - room)


def _stacked(stage: Stage, needs: Needs, gaps: tuple[int, int, int, int], card_least: int = _CARD_LEAST_PX) -> Places:
    """Card above the answers; `gaps` are those above the card, below the panel, below the card, round the answers."""
    top, bottom, below_card, gap = gaps
    margin = round(16 * stage.space)
    width = stage.size.width() - 2 * margin
    beside = needs.heading.width() + 16
    prompt_width = width - beside
    prompt = min(needs.prompt(prompt_width), round(stage.size.height() * 0.3))
    note, high = needs.note, needs.heading.height()
    row = max(high, prompt + note)
    answers = needs.answers(width, 2)
    room = stage.size.height() - top - bottom - below_card - row - 2 * gap - answers
    panel = max(needs.panel_least, min(needs.panel, room - round(_CARD_GOOD_PX * stage.scale)))
    card = min(max(card_least, room - panel), round(width / _RATIO))
    lacking = max(0, card + panel - room)
    # What the card cannot use goes to the answers, and what they cannot use to the panel.
    spare = max(0, room - panel - card)
    answers_height = max(60, answers - lacking + min(spare, answers // 2))
    y = top + card + below_card
    prompt_top = y + (row - prompt - note) // 2
    answers_top = y + row + gap
    return Places(
        card=QRect(margin, top, width, card),
        heading=QRect(margin + prompt_width + 16, y + (row - high) // 2, beside - 16, high),
        prompt=QRect(margin, prompt_top, prompt_width, prompt),
        note=QRect(margin, prompt_top + prompt, prompt_width, note),
        answers=QRect(margin, answers_top, width, answers_height),
        panel=QRect(margin, answers_top + answers_height + gap, width, panel + spare - min(spare, answers // 2)),
        columns=2,
        lacking=lacking,
    )


_ROOMY, _TIGHT = (14, 13, 8, 10), (8, 8, 6, 8)
_SIDE_BY_SIDE = tuple((_side_by_side, share, 1) for share in (_CARD_SHARE, 0.5, 0.44, 0.38))
_STACKED = ((_stacked, _ROOMY), (_stacked, _TIGHT), (_stacked, _TIGHT, _CARD_BARE_PX))
_MEASURES = {True: _STACKED, False: (*_SIDE_BY_SIDE, *_STACKED, (_side_by_side, 0.4, 2))}
"""What is tried one after the other in small windows, and in others."""
_PICTURED = {True: ((_side_by_side, 0.44, 1), (_side_by_side, 0.38, 1), *_STACKED), False: _MEASURES[False]}
"""The same for a question with a picture, which needs height more than width."""
_FLAT, _STRIP_SHARE = 3.0, 0.36


def shared(place: QRect, picture: QSize, scale: float) -> tuple[QRect, QRect]:
    """The places of card and picture in the room of the card: a strip below the picture, or where it is low beside it.

    `picture`: the size at which it is drawn whole, in pixels.
    """
    gap = 8
    if place.width() > 2.2 * place.height():
        wanted = round(picture.width() * place.height() / max(1, picture.height())) if picture.height() else 0
        wide = max(round(place.width() * 0.25), min(wanted, round(place.width() * 0.45)))
        beside = QRect(place.x(), place.y(), wide, place.height())
        return place.adjusted(wide + gap, 0, 0, 0), beside
    strip = round(max(_CARD_GOOD_PX * scale, min(place.height() * _STRIP_SHARE, place.width() / _FLAT)))
    strip = min(strip, place.height() // 2)
    return place.adjusted(0, place.height() - strip, 0, 0), place.adjusted(0, 0, 0, -strip - gap)
