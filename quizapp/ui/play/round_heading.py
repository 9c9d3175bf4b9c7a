"""The line above a question: category, difficulty in dots and a word, place in the series."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.game.question import PackInfo, Question
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.round_words import CARD_ICONS, difficulty_word, episode_words

_DOTS = 3
_TITLE_MAX_PX = 220


class RoundHeading(QWidget):
    """What kind of question this is, in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_text = ""
        self._icon = ThemedIcon("list", "ink", 18)
        self._title = PlainLabel("", "dense", bold=True)
        self._dots = _Dots()
        self._difficulty = PlainLabel("", "dense", "ink2")
        self._episode = PlainLabel("", "dense", "ink2")
        self._separators = [_Separator(), _Separator()]
        self._with_episode = True
        self._scale = 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        parts = (self._icon, self._title, self._separators[0], self._dots, self._difficulty, self._separators[1])
        for part in (*parts, self._episode):
            row.addWidget(part)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_question(self, question: Question, pack: PackInfo) -> None:
        """Show what this question is."""
        category = pack.category(question.category)
        self._icon.set_icon(CARD_ICONS.get(category.card if category else "plain", "list"), "ink")
        self._title_text = category.title if category else question.category
        self._title.setAccessibleName(self._title_text)
        self._dots.set_level(question.difficulty)
        self._difficulty.setText(difficulty_word(question.difficulty))
        self._episode.setText(episode_words(pack, question.episode))
        self._show_parts()

    def set_with_episode(self, with_episode: bool) -> None:
        """Whether there is room for the episode."""
        self._with_episode = with_episode
        self._show_parts()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._scale = scale
        self._title.set_role("dense", bold=True, scale=scale)
        for label in (self._difficulty, self._episode):
            label.set_role("dense", scale=scale)
        self._dots.set_type_scale(scale)
        self._icon.set_size(round(18 * scale))
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def _show_parts(self) -> None:
        shows_episode = self._with_episode and bool(self._episode.text())
        self._episode.setVisible(shows_episode)
        self._separators[1].setVisible(shows_episode)
        metrics = QFontMetrics(self._title.font())
        room = round(_TITLE_MAX_PX * theme.text_scale() * self._scale)
        shown = metrics.elidedText(self._title_text, Qt.TextElideMode.ElideRight, room)
        self._title.setText(shown)
        self._title.setToolTip(tool_tip(self._title_text) if shown != self._title_text else "")


class _Separator(QWidget):
    """A dot between two words; not a label, so that no screen reader says it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(4, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink2"))
        painter.drawEllipse(QPointF(2, 2), 1.2, 1.2)


class _Dots(QWidget):
    """One to three filled dots; the word beside them says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._level = 0
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(self, level: int) -> None:
        """How many dots are filled."""
        self._level = level
        self.update()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the dots (1 is as drawn)."""
        self._scale = scale
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(self._pitch() * _DOTS), round(self._pitch()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("ink")
        painter.setPen(QPen(ink, 1.4))
        radius = self._pitch() * 0.29
        for at in range(_DOTS):
            painter.setBrush(ink if at < self._level else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF((at + 0.5) * self._pitch(), self.height() / 2), radius, radius)

    def _pitch(self) -> float:
        return 11.5 * self._scale * theme.text_scale()
