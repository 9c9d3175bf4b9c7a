"""The spoiler guard of the home page: how far the player has watched, and what that leaves in play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.stepper import Stepper
from quizapp.ui.messages import announce
from quizapp.ui.play.episode_strip import EpisodeStrip
from quizapp.ui.play.home_words import number

_EPISODES_BEFORE_THE_PACK_IS_KNOWN = 16


if TYPE_CHECKING:
    from quizapp.game.records import PoolCounts


class SpoilerGuard(Card):
    """A card that asks for the last episode watched; `changed(int)` tells what the player chose."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._small = False
        self._question = self.tr("I’ve watched up to episode")
        self._build()
        self._lay_out()
        self._stepper.changed.connect(self._choose)
        self._strip.chosen.connect(self._choose)
        self._stepper.setEnabled(False)
        self._strip.setEnabled(False)

    def _build(self) -> None:
        self._eye = EyeTile()
        self._title = PlainLabel(self._question, "body", bold=True, scale=15 / 14)
        self._below = PlainLabel(self.tr("Later episodes stay hidden"), "caption", "ink2")
        self._stepper = Stepper(self._question, 0, _EPISODES_BEFORE_THE_PACK_IS_KNOWN, 0)
        self._stepper.set_step_names(self.tr("One episode less"), self.tr("One episode more"))
        self._strip = EpisodeStrip(self.tr("Episodes watched"), _EPISODES_BEFORE_THE_PACK_IS_KNOWN)
        self._in_play = PlainLabel("", "body", bold=True)
        self._in_play.setObjectName("questions-in-play")
        self._of_what = PlainLabel(self.tr("questions in play"), "caption", "ink2")
        self._of_what.hide()

    def _lay_out(self) -> None:
        for label in (self._in_play, self._of_what):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = _two_lines(self._title, self._below)
        counts = _two_lines(self._in_play, self._of_what)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(16)
        self._row.addWidget(self._eye)
        self._row.addLayout(words)
        self._row.addWidget(self._stepper)
        self._row.addWidget(self._strip)
        self._row.addStretch(1)
        self._row.addLayout(counts)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """In a small window the film frames and the second line go."""
        self._small = small
        self._below.setVisible(not small)
        self._eye.set_side(32 if small else 40)
        self._row.setContentsMargins(*((14, 7, 14, 7) if small else (20, 14, 20, 14)))
        self._use_room()

    def set_episode(self, episode: int, episodes: int) -> None:
        """Show what the player has watched of so many episodes."""
        self._stepper.set_range(0, episodes)
        self._stepper.set_value(episode)
        self._strip.set_count(episodes)
        self._strip.set_episode(episode)
        self._stepper.setEnabled(True)
        self._strip.setEnabled(True)
        self._use_room()

    def set_counts(self, counts: PoolCounts) -> None:
        """Show how many questions that leaves, and say it."""
        self._in_play.setText(self._count_words(counts))
        spoken = f"{self._in_play.text()} {self._of_what.text()}"
        self._of_what.show()
        if spoken != self._in_play.accessibleName():
            self._in_play.setAccessibleName(spoken)
            if self.isVisible():
                announce(self._in_play, spoken)

    def _count_words(self, counts: PoolCounts) -> str:
        if counts.in_play == counts.in_pack:
            return self.tr("All {count}").format(count=number(counts.in_pack))
        shown = number(counts.in_play)
        return self.tr("{count} of {all}").format(count=shown, all=number(counts.in_pack))

    def take_focus(self) -> None:
        """The next key changes the episode."""
        self._stepper.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()

    def minimumSizeHint(self) -> QSize:
        """Before the page gets too narrow the film frames go, then the question takes two lines."""
        words = QFontMetrics(self._title.font()).horizontalAdvance(self._question)
        least = self._width_without_strip() - words // 2
        return QSize(least, super().minimumSizeHint().height())

    def _use_room(self) -> None:
        self._title.setWordWrap(False)
        needed = self._width_without_strip()
        self._title.setWordWrap(needed > self.width())
        with_strip = needed + self._row.spacing() + self._strip.sizeHint().width()
        self._strip.setVisible(not self._small and with_strip <= self.width())

    def _width_without_strip(self) -> int:
        margins = self._row.contentsMargins()
        words = QFontMetrics(self._title.font()).horizontalAdvance(self._question) + 2
        if not self._small:
            words = max(words, self._below.sizeHint().width())
        counts = max(self._in_play.sizeHint().width(), self._of_what.sizeHint().width())
        inside = self._eye.sizeHint().width() + words + self._stepper.sizeHint().width() + counts
        return inside + 4 * self._row.spacing() + margins.left() + margins.right()

    def _choose(self, episode: int) -> None:
        self._stepper.set_value(episode)
        self._strip.set_episode(episode)
        self.changed.emit(episode)


def _two_lines(upper: PlainLabel, lower: PlainLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(upper)
    column.addWidget(lower)
    column.addStretch(1)
    return column


class EyeTile(QWidget):
    """The sign of the spoiler guard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = 40
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_side(self, side: int) -> None:
        """Change the size, in pixels at text size 100 %."""
        self._side = side
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 8, theme.colour("film"))
        side = round(self.width() * 0.55)
        inset = (self.width() - side) // 2
        painter.drawPixmap(inset, inset, icons.pixmap("eye", "subtitle", side, self.devicePixelRatioF()))
