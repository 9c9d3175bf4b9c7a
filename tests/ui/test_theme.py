"""The look: every colour is there in both themes, can be read, and a change of theme reaches what is on screen."""

from __future__ import annotations

import gc
import re
import tomllib
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizapp.paths import resource
from quizapp.ui import icons, theme
from quizapp.ui.common.labels import PlainLabel

SCHEMES: tuple[theme.Scheme, ...] = ("light", "dark")

TOKENS = [
    "bg",
    "surface",
    "sunken",
    "ink",
    "ink2",
    "ink3",
    "line",
    "line2",
    "primary",
    "hover",
    "pressed",
    "on_primary",
    "tint",
    "sel",
    "on_sel",
    "clay",
    "clay_deep",
    "clay_alt",
    "chalk",
    "chalk2",
    "ok",
    "ok_bg",
    "on_ok",
    "bad",
    "bad_bg",
    "on_bad",
    "warn",
    "warn_bg",
    "bar",
    "rail",
    "rail_sel",
    "rail_ink",
    "film",
    "focus_in",
    "focus_out",
    "subtitle",
    "subtitle_outline",
    "segment_right",
    "segment_wrong",
    "segment_wrong_hatch",
    "segment_wrong_edge",
    "lyric",
    "lyric_gap",
    "lyric_note",
    "lyric_ball",
    "slate",
    "slate_label",
    "credits",
    "credits_role",
    "credits_edge",
]

TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink2") for ground in ("bg", "surface", "sunken", "tint")],
    *[("on_primary", ground) for ground in ("primary", "hover", "pressed")],
    *[("primary", ground) for ground in ("surface", "bg", "tint")],
    *[("chalk", "clay"), ("chalk", "clay_deep"), ("chalk", "clay_alt"), ("chalk2", "clay"), ("chalk2", "clay_alt")],
    *[("rail_ink", "rail"), ("rail_ink", "rail_sel"), ("subtitle", "rail"), ("subtitle", "rail_sel")],
    *[("ok", "surface"), ("ok", "ok_bg"), ("on_ok", "ok"), ("bad", "surface"), ("bad", "bad_bg"), ("on_bad", "bad")],
    *[("ink2", "ok_bg"), ("ink2", "bad_bg"), ("ink2", "warn_bg"), ("warn", "surface"), ("warn", "warn_bg")],
    *[("on_sel", "sel"), ("subtitle_ink", "subtitle"), ("subtitle_ink", "frame"), ("frame_hidden", "film")],
    *[("subtitle", "subtitle_outline"), ("chalk", "lyric"), ("lyric_note", "lyric"), ("slate_label", "slate")],
    *[("credits_role", "credits"), ("segment_wrong_edge", "segment_wrong"), ("segment_wrong", "segment_right")],
    ("segment_wrong_edge", "segment_wrong_hatch"),
]
EDGE_PAIRS = [
    *[("line2", ground) for ground in ("surface", "bg", "sunken")],
    *[("subtitle", ground) for ground in ("clay", "clay_deep", "film")],
    *[("bar", ground) for ground in ("sunken", "surface")],
    *[("focus_in", "focus_out"), ("lyric_ball", "lyric"), ("warn", "bg"), ("ok", "bg"), ("bad", "bg")],
]


@pytest.fixture(autouse=True)
def _theme_put_back(qapp: QApplication) -> Iterator[None]:
    yield
    theme.set_motion("follow")
    theme.apply(qapp, "light")


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two tokens in the theme of now."""
    low, high = sorted(luminance(theme.colour(token)) for token in (first, second))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_token_is_a_colour(qapp: QApplication, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    assert [token for token in TOKENS if not theme.colour(token).isValid()] == []
    assert len(theme.bands("dusk")) == 7
    assert len(theme.bands("dawn")) == 6


def test_both_themes_know_the_same_tokens() -> None:
    tables = [tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8")) for name in SCHEMES]
    assert tables[0]["colours"].keys() == tables[1]["colours"].keys()
    assert tables[0]["bands"].keys() == tables[1]["bands"].keys()


def test_an_unknown_token_or_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.colour("mauve")
    with pytest.raises(KeyError):
        theme.font("shout")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(qapp: QApplication, scheme: theme.Scheme, ink: str, ground: str) -> None:
    theme.apply(qapp, scheme)
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_and_icons_can_be_seen(qapp: QApplication, scheme: theme.Scheme, edge: str, ground: str) -> None:
    theme.apply(qapp, scheme)
    assert contrast(edge, ground) >= 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pictures_of_the_style_sheet_have_the_colours_of_the_table(
    qapp: QApplication, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme)
    allowed = {theme.colour(token).name().upper() for token in ("ink", "on_primary", "ink3")}
    for path in resource("themes", scheme).glob("*.svg"):
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", path.read_text("utf-8"))) <= allowed, path.name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_filled_in_and_its_files_exist(qapp: QApplication, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert resource("themes", scheme, path.rsplit("/", 1)[1]).is_file(), path


def test_the_theme_reaches_what_is_on_screen(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    window = QWidget()
    column = QVBoxLayout(window)
    plain, label, button = QLabel("x"), PlainLabel("x", "section", "ok"), QPushButton("x")
    for widget in (plain, label, button):
        column.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    theme.apply(qapp, "dark", text_scale=1.5)
    assert theme.is_dark()
    assert window.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    assert plain.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ink")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ok")
    assert label.font().pixelSize() == 27
    assert plain.font().pixelSize() == 21
    assert button.sizeHint().height() >= 60


def test_sizes_grow_with_the_text(qapp: QApplication) -> None:
    theme.apply(qapp, "light", text_scale=1.25)
    assert theme.px(40) == 50
    assert theme.font("body").pixelSize() == 18
    assert theme.font("body", 2).pixelSize() == 35
    assert {role: theme.font(role).bold() for role in ("caption", "body", "answer")} == {
        "caption": False,
        "body": False,
        "answer": True,
    }


def test_a_korean_face_stands_before_any_other_cjk_face() -> None:
    families = theme.font("body").families()
    assert families[-4:] == ["Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR"]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (800, 600, "small"),
        (999, 900, "small"),
        (1400, 679, "small"),
        (1000, 680, "regular"),
        (1599, 900, "regular"),
        (1600, 900, "wide"),
        (2560, 1440, "very_wide"),
    ],
)
def test_window_classes(width: int, height: int, expected: str) -> None:
    assert theme.window_class(width, height) == expected


def test_motion_can_be_chosen() -> None:
    theme.set_motion("reduced")
    assert theme.reduced_motion()
    theme.set_motion("full")
    assert not theme.reduced_motion()


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, "ink", 24, 2.0).toImage()
    assert image.size().width() == 48
    assert drawn_pixels(image) > 40


def test_the_set_of_icons_is_complete() -> None:
    asked_for = [
        "flag",
        "trophy",
        "chart",
        "edit",
        "gear",
        "pause",
        "clock",
        "stopwatch",
        "streak",
        "fifty",
        "bulb",
        "quote",
        "lyric",
        "plot",
        "cast",
        "eye",
        "check",
        "cross",
        "plus",
        "minus",
        "chevron-up",
        "chevron-down",
        "search",
        "filter",
        "copy",
        "again",
        "target",
        "undo",
        "redo",
        "import",
        "export",
        "duplicate",
        "verify",
        "save",
        "warning",
        "error",
        "info",
        "user",
        "calendar",
        "folder",
        "restore",
        "document",
        "skip",
        "logo",
        "runner",
        "hurdle",
        "baton",
    ]
    assert set(asked_for) <= set(icons.names())


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    icon = icons.icon("check", "primary")
    light = strongest(icon.pixmap(24, 24).toImage())
    theme.apply(qapp, "dark")
    dark = strongest(icon.pixmap(24, 24).toImage())
    assert light == QColor("#4B2A5E")
    assert dark == QColor("#FFD75E")


def test_an_icon_survives_being_copied_and_changed(qapp: QApplication) -> None:
    for _ in range(50):
        copy = QIcon(icons.icon("flag"))
        copy.addPixmap(QPixmap(4, 4))
        gc.collect(0)
        assert drawn_pixels(copy.pixmap(24, 24).toImage()) > 40


def drawn_pixels(image: QImage) -> int:
    """How many pixels are not fully transparent."""
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height()))


def strongest(image: QImage) -> QColor:
    """The colour of an opaque pixel."""
    every = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return next(colour for colour in every if colour.alpha() == 255)
