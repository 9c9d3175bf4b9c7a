"""Labels and texts that can never turn into markup, in fonts and colours that follow the theme."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from quizapp.ui import theme

# Qt may end a line after any syllable of a Korean word.
_BETWEEN_SYLLABLES = re.compile("(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")
# A given name as it is romanised, "Seon-gyeom": Qt would end a line after the hyphen.
_HYPHEN_IN_NAME = re.compile(r"\b([A-Z][a-z]{1,11}-)(?=[a-z]{1,12}\b)")
_LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


def button_text(text: str) -> str:
    """Text for a button, tab, menu or group title: an ampersand shows as one instead of making a shortcut."""
    return text.replace("&", "&&")


def tool_tip(text: str) -> str:
    """Text for a tool tip, which Qt would read as markup if it looked like some."""
    return f"<span>{escape(text)}</span>" if text else ""


def keep_names(text: str) -> str:
    """The text with a zero-width joiner behind the hyphens of names, so that no line ends there."""
    return _HYPHEN_IN_NAME.sub("\\1\u2060", text)


def keep_words(text: str) -> str:
    """The text with Hangul words and names tied together by zero-width joiners: lines break between words only."""
    return _BETWEEN_SYLLABLES.sub("\u2060", keep_names(text))


class PlainLabel(QLabel):
    """A label that shows its text as it is; role and token say font and colour, and both follow the theme."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        token: str = "ink",
        *,
        bold: bool | None = None,
        wrap: bool = False,
        scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        """`bold` overrides what the role says; None leaves it."""
        super().__init__(parent)
        self._role = role
        self._token = token
        self._bold = bold
        self._scale = scale
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self._follow_theme()

    def text(self) -> str:
        """The text as given."""
        return self._plain

    def setText(self, text: str) -> None:
        shown = keep_words(text) if self.wordWrap() else text
        if self.accessibleName() in ("", self._plain):
            # Screen readers must not meet the joiners.
            self.setAccessibleName(text if shown != text else "")
        self._plain = text
        super().setText(shown)

    def set_role(self, role: str, *, bold: bool | None = None, scale: float = 1.0) -> None:
        """Change the font."""
        self._role, self._bold, self._scale = role, bold, scale
        self._follow_theme()

    def set_type_scale(self, scale: float) -> None:
        """Make the font of the role larger or smaller, for wide windows."""
        self._scale = scale
        self._follow_theme()

    def set_token(self, token: str) -> None:
        """Change the colour."""
        self._token = token
        self._follow_theme()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES:
            self._follow_theme()

    def _follow_theme(self) -> None:
        font = self._themed_font()
        if font != self.font():
            self.setFont(font)
        colour = theme.colour(self._token)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def _themed_font(self) -> QFont:
        font = theme.font(self._role, self._scale)
        if self._bold is not None:
            font.setWeight(QFont.Weight.Bold if self._bold else QFont.Weight.Normal)
        return font


class FittedLabel(PlainLabel):
    """A heading that wraps to two lines, then shrinks to 15 px; what is longer still makes the label taller.

    The label asks for the height its text needs, so inside a scroll area a very long text scrolls and is never cut.
    """

    _SMALLEST_PX = 15
    _LONG = 1_000  # characters; no two lines hold so many

    def __init__(
        self,
        text: str = "",
        role: str = "question",
        token: str = "ink",
        *,
        max_lines: int = 2,
        scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        self._max_lines = max_lines
        self._heights: dict[tuple[int, int], int] = {}
        super().__init__(text, role, token, wrap=True, scale=scale, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)
        if self.width() > 0:
            self._follow_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_theme()

    def heightForWidth(self, width: int) -> int:
        return self._height_of(self._fitted(width), width)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split(), key=len, default="")
        metrics = QFontMetrics(self._at(self._SMALLEST_PX))
        width = min(metrics.horizontalAdvance(longest) + 2, 200)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def _themed_font(self) -> QFont:
        return self._fitted(max(self.width(), 1))

    def _fitted(self, width: int) -> QFont:
        largest = super()._themed_font()
        smallest_px = min(theme.px(self._SMALLEST_PX), largest.pixelSize())
        if len(super().text()) > self._LONG:
            # To try every size on a text that will scroll anyway can take seconds.
            largest.setPixelSize(smallest_px)
            return largest
        for size_px in range(largest.pixelSize(), smallest_px, -1):
            font = QFont(largest)
            font.setPixelSize(size_px)
            room = QFontMetrics(font).lineSpacing() * self._max_lines
            if self._height_of(font, width) <= room:
                return font
        largest.setPixelSize(smallest_px)
        return largest

    def _at(self, size_px: int) -> QFont:
        font = super()._themed_font()
        font.setPixelSize(theme.px(size_px))
        return font

    def _height_of(self, font: QFont, width: int) -> int:
        key = (font.pixelSize(), width)
        if key not in self._heights:
            flags = int(Qt.TextFlag.TextWordWrap)
            room = QRect(0, 0, max(width, 1), 10_000_000)
            self._heights[key] = QFontMetrics(font).boundingRect(room, flags, keep_words(self.text())).height()
        return self._heights[key]


class FittedArea(QScrollArea):
    """A `FittedLabel` that scrolls by itself where it gets less height than its smallest font needs."""

    def __init__(
        self,
        text: str = "",
        role: str = "question",
        token: str = "ink",
        *,
        max_lines: int = 2,
        scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = FittedLabel(text, role, token, max_lines=max_lines, scale=scale)
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms at start
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self.label)
        self.label.setAutoFillBackground(False)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text as given."""
        return self.label.text()

    def setText(self, text: str) -> None:
        self.label.setText(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.label.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        line = QFontMetrics(self.label.font()).lineSpacing()
        return QSize(self.label.minimumSizeHint().width(), 2 * line)
