"""The look of the program: colours, fonts and sizes from one token table, for palette, style sheet and painters."""

from __future__ import annotations

import gc
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.paths import resource

Scheme = Literal["light", "dark"]
WindowClass = Literal["small", "regular", "wide", "very_wide"]
Motion = Literal["follow", "full", "reduced"]

IS_FUSION = "is-fusion"
"""The property of an application that has the style the sheet is written for; to ask for the style takes 5 ms."""

# Role -> (pixels at text scale 1, bold).
FONT_ROLES: dict[str, tuple[int, bool]] = {
    "caption": (12, False),
    "dense": (13, False),
    "body": (14, False),
    "mode": (18, True),
    "answer": (17, True),
    "section": (18, True),
    "question": (23, True),
    "page_title": (26, True),
    "subtitle": (27, True),
    "lyric": (37, True),
    "lane_number": (34, True),
    "score": (48, True),
}


@dataclass(slots=True)
class _State:
    scheme: Scheme = "light"
    text_scale: float = 1.0
    motion: Motion = "follow"


_state = _State()


@dataclass(frozen=True, slots=True)
class _Table:
    colours: dict[str, QColor]
    bands: dict[str, list[QColor]]


@cache
def _table(scheme: Scheme) -> _Table:
    with resource("themes", f"{scheme}.toml").open("rb") as file:
        raw = tomllib.load(file)
    return _Table(
        {token: QColor(value) for token, value in raw["colours"].items()},
        {name: [QColor(value) for value in values] for name, values in raw["bands"].items()},
    )


def scheme() -> Scheme:
    """The scheme that was applied last; light before that."""
    return _state.scheme


def is_dark() -> bool:
    """Whether the dark scheme is in use."""
    return _state.scheme == "dark"


def text_scale() -> float:
    """The text size the player chose, 1.0 to 1.5."""
    return _state.text_scale


def colour(token: str) -> QColor:
    """A copy of the colour that the token table of this scheme gives a token; KeyError for an unknown one."""
    return QColor(_table(_state.scheme).colours[token])


def tokens() -> list[str]:
    """The names that `colour` knows."""
    return list(_table(_state.scheme).colours)


def bands(name: str) -> list[QColor]:
    """The bands of a painted sky, top to bottom: "dusk" or "dawn"."""
    return [QColor(band) for band in _table(_state.scheme).bands[name]]


def px(length: float) -> int:
    """A length in device-independent pixels that grows with the text size, rounded."""
    return round(length * _state.text_scale)


def font(role: str, scale: float = 1.0) -> QFont:
    """The font of a role (see `FONT_ROLES`) at the present text size, times `scale`; KeyError for an unknown role."""
    size_px, bold = FONT_ROLES[role]
    return sized_font(size_px, bold=bold, scale=scale)


def sized_font(size_px: float, *, bold: bool = False, scale: float = 1.0) -> QFont:
    """The program's face at a size that no role has, at the present text size; digits are tabular."""
    return QFont(_face(max(1, round(size_px * _state.text_scale * scale)), bold))


@cache
def _face(size_px: int, bold: bool) -> QFont:
    """Fonts are asked for some thousand times until the first question shows; callers get copies, which are cheap."""
    made = QFont()
    made.setFamilies(list(_families()))
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _families() -> tuple[str, ...]:
    # The Korean faces stand before any other CJK face: Hangul and Hanja must not come from a Japanese one.
    korean = ["Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR"]
    if sys.platform == "win32":
        first = ["Segoe UI", "Noto Sans"]
    elif sys.platform == "darwin":
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        first = [system, "Noto Sans"]
    else:
        first = ["Noto Sans"]
    return (*first, *korean)


def window_class(width: int, height: int) -> WindowClass:
    """The layout class of a window of this size in device-independent pixels; larger text leaves it less room."""
    width, height = round(width / _state.text_scale), round(height / _state.text_scale)
    if width < 1000 or height < 680:
        return "small"
    if width < 1600:
        return "regular"
    return "wide" if width < 2560 else "very_wide"


def set_motion(mode: Motion) -> None:
    """Choose whether things move: as the system says, always, or never."""
    _state.motion = mode


def reduced_motion() -> bool:
    """Whether changes are to happen at once instead of being animated."""
    if _state.motion != "follow":
        return _state.motion == "reduced"
    return _system_wants_less_motion()


@cache
def _system_wants_less_motion() -> bool:
    # Asked when something first wants to move, not at start.
    from quizapp.ui.common.motion import system_prefers_reduced_motion

    return system_prefers_reduced_motion()


def apply(application: QApplication, scheme: Scheme, *, text_scale: float = 1.0) -> None:
    """Give the whole application this scheme and text size; every widget gets a change event and repaints."""
    _state.scheme = scheme
    _state.text_scale = text_scale
    if not application.property(IS_FUSION):
        application.setStyle("Fusion")
        application.setProperty(IS_FUSION, True)
    with _nothing_collected():
        # The sheet comes last: it is filled in for this palette, and setting it makes every widget look again.
        application.setPalette(_palette())
        application.setFont(font("body"))
        application.setStyleSheet(_style_sheet())


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Qt goes over all widgets there are; one that Python takes away meanwhile, such as of a chart, would crash it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def borrowed(scheme: Scheme) -> Iterator[None]:
    """Within this block `colour`, `bands` and `scheme` answer for this scheme, and nothing moves.

    The program stays as it is: it is for pictures of widgets that are made, dressed (`dress`) and painted inside.
    """
    before = (_state.scheme, _state.motion)
    _state.scheme, _state.motion = scheme, "reduced"
    try:
        yield
    finally:
        _state.scheme, _state.motion = before


def dress(widget: QWidget) -> None:
    """Give one widget and what is in it palette and sheet of the scheme in use now, whatever the application's are."""
    widget.setPalette(_palette())
    widget.setStyleSheet(_style_sheet())


def _palette() -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "bg",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "ink",
        role.PlaceholderText: "ink2",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.BrightText: "bad",
        role.ToolTipBase: "surface",
        role.ToolTipText: "ink",
        role.Highlight: "sel",
        role.HighlightedText: "on_sel",
        role.Accent: "primary",
        role.Link: "primary",
        role.LinkVisited: "primary",
        role.Light: "surface",
        role.Midlight: "line",
        role.Mid: "line2",
        role.Dark: "line2",
        role.Shadow: "line2",
    }
    made = QPalette()
    for which, token in pairs.items():
        made.setColor(which, colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colour("ink3"))
    return made


def _style_sheet() -> str:
    values = {token: value.name() for token, value in _table(_state.scheme).colours.items()}
    values |= {f"px{size}": f"{px(size)}px" for size in (12, 13, 16)}
    # Heights in a style sheet are those of the content: a border of one pixel above and below comes on top.
    values |= {f"h{size}": f"{px(size) - 2}px" for size in (28, 30, 32, 36, 38, 40, 52)}
    values["theme_dir"] = resource("themes", _state.scheme).as_posix()
    return Template(resource("app.qss").read_text(encoding="utf-8")).substitute(values)
