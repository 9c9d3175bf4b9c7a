"""What tests of painted widgets share: a still theme, pictures, hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.ui import theme

HOSTILE = {
    "markup": "<b>R&D</b> &amp; <img src='/etc/hostname'> <script>1</script> ",
    "one long word": "A" * 50_000,
    "many words": "word " * 10_000,
    "hangul without spaces": "런온" * 25_000,
    "right to left": "شارع " * 10_000,
    "zero width": "\u200b" * 50_000,
    "accents on accents": "a" + "\u0301" * 50_000,
    "overrides": "\u202e\u202d\u2066 abc" * 8_000,
    "emoji": "🏃🏻\u200d♀️" * 5_000,
    "gaps": "___ " * 12_000,
    "line ends": "x\r\n\t\u2029" * 8_000,
    "control characters": "".join(map(chr, range(32))) + "\x7f\ud800\udfff",
    "bars": "|___|" * 3_000,
    "nothing": "",
}


@contextmanager
def still_theme(application: QApplication) -> Iterator[None]:
    """The light theme at normal size, nothing moving."""
    theme.set_motion("reduced")
    theme.apply(application, "light")
    yield
    theme.set_motion("follow")
    theme.apply(application, "light")


def picture(widget: QWidget, width: int, height: int) -> QImage:
    """The widget as painted at this size."""
    widget.resize(width, height)
    return widget.grab().toImage()


def spoken(widget: QWidget) -> str:
    """The name a screen reader gives the widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def accessible_state(widget: QWidget) -> QAccessible.State:
    """The state a screen reader tells."""
    return QAccessible.queryAccessibleInterface(widget).state()
