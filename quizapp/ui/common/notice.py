"""Notices inside a page: something is fine, worth a look, or went wrong; with what can be done about it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import IconButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon

NoticeKind = Literal["warn", "ok", "bad"]
_ICONS = {"warn": "warning", "ok": "check", "bad": "error"}


class Notice(QFrame):
    """A coloured box with an icon, a bold title, a text and buttons.

    As a band across the page the buttons stand at the right; `stacked` puts them below, for narrow panels.
    """

    closed = Signal()

    def __init__(
        self,
        kind: NoticeKind,
        title: str,
        text: str = "",
        *,
        icon_name: str = "",
        closable: bool = False,
        stacked: bool = False,
        edge: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: NoticeKind = kind
        self._icon_name = icon_name
        self._edge = edge
        self._sign = ThemedIcon(icon_name or _ICONS[kind], kind, 20 if stacked else 24)
        self._title = PlainLabel("", "body", bold=True, wrap=True)
        self._text = PlainLabel("", "dense", "ink2" if not stacked else "ink", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(14 if not stacked else 8)
        self._close = IconButton("cross", self.tr("Close this message"))
        self._close.clicked.connect(self._shut)
        self._lay_out(stacked)
        self._close.setVisible(closable)  # after it has a parent: else it would be a window of its own for a moment
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_content(title, text)

    def set_content(self, title: str, text: str = "") -> None:
        """Change both texts; an empty one takes no room."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(" ".join(part for part in (title, text) if part))

    def set_kind(self, kind: NoticeKind) -> None:
        """Change what the notice is about: "warn", "ok" or "bad"."""
        self._kind = kind
        self._sign.set_icon(self._icon_name or _ICONS[kind], kind)
        self.update()

    def add_button(self, text: str, icon_name: str = "") -> PlainButton:
        """Add a button and give it back for connecting."""
        button = PlainButton(text, icon_name, small=True, parent=self)
        self._buttons.addWidget(button)
        return button

    def clear_buttons(self) -> None:
        """Take all buttons away."""
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme.colour(self._kind) if self._edge else None
        fill = theme.colour(f"{self._kind}_bg")
        rounded(painter, QRectF(self.rect()), 12 if self._edge else 8, fill, edge)

    def _lay_out(self, stacked: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._text)
        top = QHBoxLayout()
        top.setSpacing(8 if stacked else 16)
        side = Qt.AlignmentFlag.AlignTop if stacked else Qt.AlignmentFlag.AlignVCenter
        top.addWidget(self._sign, 0, side)
        top.addLayout(words, 1)
        across = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        outer = QBoxLayout(across, self)
        outer.setContentsMargins(*((14, 12, 14, 12) if stacked else (18, 12, 12, 12)))
        outer.setSpacing(10 if stacked else 14)
        outer.addLayout(top, 1)
        outer.addLayout(self._buttons)
        (top if stacked else outer).addWidget(self._close, 0, side)

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()
