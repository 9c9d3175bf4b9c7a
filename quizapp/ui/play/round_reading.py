"""Texts to read that may be longer than their place: a scroll area without a frame, and the sources of a question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from quizapp.errors import QuizError
from quizapp.game.question import PackInfo, Source
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painting import mix
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.round_words import episode_words

ROOM_FOR_RING = REACH
"""Pixels that a scroll area keeps free round its content."""
_LINKS = ("http", "https")
_LONG_SOURCE = 300  # characters; no line holds so many


class ReadingArea(QScrollArea):
    """Scrolls its content by wheel and keys; takes the focus only while there is something to scroll."""

    def __init__(self, content: QWidget, accessible_name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("ring", "inside")
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms, see LaneList
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)

    def to_top(self) -> None:
        """Back to the beginning of the text."""
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused, content = QApplication.focusWidget(), self.widget()
        if moved and focused is not None and content is not None and content.isAncestorOf(focused):
            corner = focused.mapTo(content, QPoint(0, focused.height() // 2))
            self.ensureVisible(0, corner.y(), 0, focused.height() // 2 + REACH)
        return moved

    def _follow_range(self, least: int, most: int) -> None:
        scrolls = most > least
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)


class SourceList(QWidget):
    """Where a fact can be looked up: a link that opens the browser for web addresses, else words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[QWidget] = []
        self._scale = 1.0
        self._flow = FlowLayout(self, gap=14)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type of the sources shown from now on (1 is as drawn)."""
        self._scale = scale

    def set_sources(self, sources: Sequence[Source], pack: PackInfo, episode: int | None) -> None:
        """Show these sources of a question of `episode` instead of those before; what tells of later ones says so."""
        for entry in self._entries:
            self._flow.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = [self._entry(source, self._place(source, pack, episode)) for source in sources]
        for entry in self._entries:
            self._flow.addWidget(entry)
            entry.show()
        self.setVisible(bool(self._entries))
        self.updateGeometry()

    def links(self) -> list[LinkButton]:
        """The links among the sources, in order."""
        return [link for entry in self._entries for link in entry.findChildren(LinkButton)]

    def _entry(self, source: Source, place: str) -> QWidget:
        entry = QWidget(self)
        entry.setMinimumHeight(theme.px(24))
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(ThemedIcon("document", "ink2", round(16 * self._scale)))
        if _address(source.url) is None:
            text = " · ".join(part for part in (source.title, place, source.url) if part)
            row.addWidget(_SourceWords(text, "caption", "ink2", scale=self._scale), 1)
            return entry
        row.addWidget(self._link(source, place))
        if place:
            row.addWidget(_SourceWords(f"· {place}", "caption", "ink2", scale=self._scale), 1)
        else:
            row.addStretch(1)
        return entry

    def _link(self, source: Source, place: str) -> LinkButton:
        link = _SourceLink(source.title or source.url)
        link.setAccessibleName(self.tr("Source: {title}").format(title=source.title or source.url))
        link.setAccessibleDescription(", ".join(part for part in (place, source.url) if part))
        link.setToolTip(tool_tip(f"{source.title} {source.url}".strip()))
        link.set_type_scale(self._scale)
        link.setProperty("address", source.url)
        link.clicked.connect(self._open)
        return link

    def _place(self, source: Source, pack: PackInfo, episode: int | None) -> str:
        return " · ".join(part for part in (self._episodes(source, pack, episode), source.time) if part)

    def _episodes(self, source: Source, pack: PackInfo, episode: int | None) -> str:
        """Up to where the page tells: who opens it beyond what the question asks shall know before."""
        words = episode_words(pack, source.episode) if source.episode else ""
        if words and source.episode is not None and episode is not None and source.episode > episode:
            return self.tr("tells up to episode {number}").format(number=number(source.episode))
        return words

    def _open(self) -> None:
        link = self.sender()
        address = _address(str(link.property("address"))) if isinstance(link, LinkButton) else None
        with telling(self):
            if address is not None and not QDesktopServices.openUrl(address):
                raise QuizError("No browser could be opened. The address is {address}", address=address.toString())


class _SourceLink(LinkButton):
    """A link that gives way where its title is too long for the line; tool tip and accessible name hold all of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(theme.px(24) * self._type_scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(mix(theme.colour("ink"), theme.colour("primary"), self._hover))
        room = self.rect().adjusted(4, 0, -4, 0)
        shown = QFontMetrics(self._font()).elidedText(self._text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class _SourceWords(ReadingLabel):
    """What is told of a source; it wraps only where one line is too short for it."""

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()[:_LONG_SOURCE]) + 2
        return QSize(width, self.heightForWidth(width))


def _address(text: str) -> QUrl | None:
    """A web address that is safe to hand to the system, or None."""
    address = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    return address if address.isValid() and address.scheme() in _LINKS and address.host() else None
