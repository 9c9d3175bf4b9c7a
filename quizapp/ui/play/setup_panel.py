"""The frame round the set-up of the chosen lane: scene, title, what the mode asks, why not, and the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.chip import Chip
from quizapp.ui.common.key_cap import cap_size
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.play.home_scene import HomeScene
from quizapp.ui.play.setup_base import row_of

if TYPE_CHECKING:
    from quizapp.ui.play.setup_base import ModeSetup, Refusal

_NARROWEST_START, _LOWEST_BAR = 156, 85
"""Pixels at text size 100 %: so wide its words shrink a little at most, so high its key stands below them."""
_LOWEST_SCENE = 32
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_NO_LIMIT = 16_777_215
_MUCH = 50
_HEAD, _SENTENCE, _SETUP, _GAP, _NOTE, _AIR, _START = range(7)
"""The rows of the column; a bar uses others."""


class SetupPanel(QWidget):
    """Signals: `start_clicked()`; `lane_step(-1 or 1)` for an arrow key on the start button.

    Without a set-up it waits for the questions.
    """

    start_clicked = Signal()
    lane_step = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small: bool | None = None
        self._stacks_start = False
        self._enter_starts = True
        self._setup: ModeSetup | None = None
        self._start_words = ""
        self._refusal: Refusal | None = None
        self._note: Notice | None = None
        self._build()
        self._start.clicked.connect(self.start_clicked)
        self.set_small(False)
        self._show_start()

    def _build(self) -> None:
        self._scene = HomeScene(corners=("tr",))
        self._scene.setMaximumHeight(280)
        self._title = PlainLabel("", "question")
        self._chip = Chip("", "clock")
        self._chip.hide()
        self._sentence = PlainLabel("", "dense", "ink2", wrap=True)
        self._start = MainButton(self.tr("Start"), "flag", "Enter")
        self._start.takes_arrows = False  # they move from lane to lane
        self._head = row_of(self._title, self._chip, top=0, bottom=0)
        self._grid = QGridLayout()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scene, 1)
        self._outer.addLayout(self._grid, 3)

    # Shape

    def set_small(self, small: bool) -> None:
        """A column under the scene, or in a small window a bar with the choices and the start."""
        if small == self._small:
            return
        self._small = small
        self._drop_note()
        if self._setup is not None:
            self._setup.set_small(small)
        if small:
            self._arrange_bar()
        else:
            self._arrange_column()
        self._scene.setVisible(not small)
        self._head.setVisible(not small)
        self._show_note()

    def _arrange_column(self) -> None:
        grid = self._grid
        grid.setContentsMargins(24, 16, 24, 20)
        grid.setSpacing(0)
        grid.addWidget(self._head, _HEAD, 0)
        grid.addWidget(self._sentence, _SENTENCE, 0)
        if self._setup is not None:
            grid.addWidget(self._setup, _SETUP, 0)
        grid.setRowStretch(_AIR, 1)
        self._share_height()
        grid.setRowMinimumHeight(_AIR, 16)
        grid.setRowMinimumHeight(_SETUP, 0)
        self._start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._start.setMinimumWidth(0)
        self._start.setMaximumWidth(_NO_LIMIT)
        grid.addWidget(self._start, _START, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 0)

    def _arrange_bar(self) -> None:
        grid = self._grid
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setRowStretch(_AIR, 0)
        self._share_height()
        grid.setRowMinimumHeight(_AIR, 0)
        if self._setup is not None:
            grid.addWidget(self._setup, _SETUP, 0)
        grid.setColumnStretch(0, 1)
        self._place_start()

    def _share_height(self) -> None:
        grows = not self._small and self._setup is not None and self._setup.grows
        self._grid.setRowStretch(_SETUP, _MUCH if grows else 0)

    def _place_start(self) -> None:
        """In the bar at the right, its key below the words; below the rest where that has no room."""
        self._stacks_start = self._has_no_room_beside()
        if self._stacks_start:
            self._start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._start.setMinimumWidth(0)
            self._start.setMaximumWidth(_NO_LIMIT)
            self._grid.addWidget(self._start, _START, 0, 1, 2)
        else:
            self._start.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            self._start.setFixedWidth(self._start_width())
            self._grid.addWidget(self._start, _SETUP, 1)
        self._grid.setRowMinimumHeight(_SETUP, 0 if self._stacks_start else theme.px(_LOWEST_BAR))

    def _has_no_room_beside(self) -> bool:
        asked = self._setup.least_width() if self._setup is not None else 0
        return asked + self._start_width() + 3 * 12 > self.width()

    def _start_width(self) -> int:
        """The width of the start button when its key stands below its words."""
        cap = cap_size("Enter").width() + 10 if self._shows_key() else 0
        wanted = self._start.sizeHint().width() - cap
        asked = self._setup.best_width() if self._setup is not None else 0
        return max(theme.px(_NARROWEST_START), min(wanted, self.width() - asked - 3 * 12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only when the width changed: a layout that is changed while it resizes comes back here.
        if event.size().width() == event.oldSize().width():
            return
        if self._small:
            self._place_start()
        self.updateGeometry()

    # The layouts above would take the best height for the least one as soon as they knew that a text in here wraps.

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wrapped = self._outer.totalHeightForWidth(self.width()) if self._outer.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), wrapped)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self._outer.hasHeightForWidth():
            least.setHeight(self._outer.totalMinimumHeightForWidth(self.width()))
        if self._small:
            asked = self._setup.least_width() if self._setup is not None else 0
            least.setWidth(max(asked, self._start_width()) + 24)
        return least

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys that no choice in here takes: the scroll area round the page would scroll by them."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.lane_step.emit(step)

    # What is asked

    def show_setup(self, setup: ModeSetup | None, title: str) -> None:
        """Ask this; None waits for the questions."""
        self._title.setText(title)
        if setup is self._setup:
            return
        had_focus = self._setup is not None and self._setup.isAncestorOf(self.focusWidget() or self)
        if self._setup is not None:
            self._grid.removeWidget(self._setup)
            self._setup.hide()
        self._setup = setup
        self._drop_note()
        self._refusal = None
        if setup is not None:
            setup.set_small(self._small is True)
            self._grid.addWidget(setup, _SETUP, 0)
            setup.show()
        self._share_height()
        self._show_start()
        if had_focus:
            self.focus_start()

    def show_words(self, sentence: str, chip: str, start: str) -> None:
        """What the mode is about, how long it takes, and what the start says."""
        self._sentence.setText(sentence)
        self._chip.set_text(chip)
        self._chip.setVisible(bool(chip))
        self._start_words = start
        self._show_start()

    # Why not

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Say why no round can start, with buttons that mend it; None when one can."""
        had_focus = self._note is not None and self._note.isAncestorOf(self.focusWidget() or self)
        self._refusal = refusal
        self._drop_note()
        if self._setup is not None:
            self._setup.show_refused(refusal is not None)
        self._show_note()
        self._show_start()
        if had_focus:
            self.focus_start()

    def _drop_note(self) -> None:
        if self._note is not None:
            self._grid.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None

    def _show_note(self) -> None:
        refusal = self._refusal
        if refusal is not None:
            stacked = not self._small or self.width() < theme.px(600)
            # One text says it in a bar, which has no room for two.
            title, text = (refusal.text, "") if self._small else (refusal.title, refusal.text)
            self._note = Notice("warn", title, text, stacked=stacked, edge=False)
            for words, act in refusal.fixes:
                self._note.add_button(words).clicked.connect(act)
            if self._small:
                self._grid.addWidget(self._note, _HEAD, 0, 1, 2)
            else:
                self._grid.addWidget(self._note, _NOTE, 0)
            self._note.show()
        crowded = refusal is not None and self._setup is not None and self._setup.is_long
        self._sentence.setVisible(not self._small and not crowded)
        self._scene.setMinimumHeight(_LOWEST_SCENE if refusal is None else 0)
        self._grid.setRowMinimumHeight(_GAP, 14 if refusal is not None and not self._small else 0)

    # The start

    def can_start(self) -> bool:
        """Whether Start may be pressed."""
        return self._start.isEnabled()

    def set_enter_starts(self, starts: bool) -> None:
        """Whether Enter is for this button; where a round waits it goes on with that one."""
        if starts != self._enter_starts:
            self._enter_starts = starts
            self._show_start()

    def focus_start(self) -> None:
        """Enter starts; where nothing can start, the focus is on what mends that."""
        fix = self._note.findChild(PlainButton) if self._note is not None else None
        if self.can_start():
            self._start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif fix is not None:
            fix.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._setup is not None:
            self._setup.take_focus()

    def _shows_key(self) -> bool:
        return self._enter_starts and self._setup is not None and self._refusal is None

    def _show_start(self) -> None:
        ready = self._setup is not None
        self._start.set_text(self._start_words if ready else self.tr("Getting the questions ready…"))
        self._start.set_icon_name("flag" if ready else "")
        self._start.set_key("Enter" if self._shows_key() else "")
        self._start.setEnabled(ready and self._refusal is None)
        if self._small:
            self._place_start()
