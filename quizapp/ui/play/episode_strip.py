"""The spoiler guard as a strip of film: one frame an episode, what is watched is light, what is not is dashed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from quizapp.ui import theme
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import rounded

_FRAME = (24, 26)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}


class EpisodeStrip(QFrame):
    """Frames to click; arrow keys move the last watched episode. It can show 0: nothing watched yet."""

    chosen = Signal(int)

    def __init__(self, accessible_name: str, count: int = 16, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._episode = 0
        self._frames: list[_Frame] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 7, 6, 7)
        self._row.setSpacing(3)
        self.setAccessibleName(accessible_name)
        self.setProperty("ringHost", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._choose)
        self.set_count(count)

    def episode(self) -> int:
        """The last episode watched."""
        return self._episode

    def set_episode(self, episode: int) -> None:
        """Show another last episode, without a signal."""
        self._episode = episode
        for frame in self._frames:
            frame.show_state(episode)
        self._keep_one_tab_stop()

    def set_count(self, count: int) -> None:
        """Change how many episodes there are; new frames only where the number differs."""
        while len(self._frames) > count:
            frame = self._frames.pop()
            self._group.removeButton(frame)
            self._row.removeWidget(frame)
            frame.deleteLater()
        for number in range(len(self._frames) + 1, count + 1):
            frame = _Frame(number, self)
            self._frames.append(frame)
            self._group.addButton(frame, number)
            self._row.addWidget(frame)
        self.set_episode(min(self._episode, count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        episode = self._episode + step
        if 1 <= episode <= len(self._frames):
            self._frames[episode - 1].setFocus(Qt.FocusReason.TabFocusReason)
            self._frames[episode - 1].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), 6, theme.colour("film"))

    def _choose(self, frame: QAbstractButton) -> None:
        self.set_episode(self._group.id(frame))
        self.chosen.emit(self._episode)

    def _keep_one_tab_stop(self) -> None:
        stop = max(self._episode, 1)
        for frame in self._frames:
            policy = Qt.FocusPolicy.StrongFocus if frame.number == stop else Qt.FocusPolicy.ClickFocus
            frame.setFocusPolicy(policy)


class _Frame(PaintedButton):
    takes_enter = False
    takes_arrows = False

    def __init__(self, number: int, parent: QWidget) -> None:
        self.number = number
        self._watched_up_to = 0
        super().__init__(str(number), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, watched_up_to: int) -> None:
        self._watched_up_to = watched_up_to
        if self.number == watched_up_to:
            name = self.tr("Episode {number}, last watched")
        elif self.number < watched_up_to:
            name = self.tr("Episode {number}, watched")
        else:
            name = self.tr("Episode {number}, hidden")
        self.setAccessibleName(name.format(number=self.number))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_FRAME[0]), theme.px(_FRAME[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        shown = self.number <= self._watched_up_to
        if shown:
            last = self.number == self._watched_up_to
            rounded(painter, area, 3, theme.colour("subtitle" if last else "frame"))
        else:
            rounded(painter, area, 3, None, theme.colour("frame_hidden"), 1, (3, 2.5))
        if self._hover or self.isDown():
            rounded(painter, area, 3, None, theme.colour("subtitle"), 2)
        painter.setFont(theme.sized_font(12, bold=shown))
        painter.setPen(theme.colour("subtitle_ink" if shown else "frame_hidden"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.number))
