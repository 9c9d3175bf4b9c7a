"""The set-up panel of the home page: what the chosen lane asks, how the last run went, and the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.chip import Chip
from quizapp.ui.common.key_cap import cap_size
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.home_categories import CategoryTiles
from quizapp.ui.play.home_last_run import LastRunMarks
from quizapp.ui.play.home_layout import focus_choice
from quizapp.ui.play.home_scene import HomeScene
from quizapp.ui.play.home_words import date, number

Fix = Literal["categories", "difficulty"]

if TYPE_CHECKING:
    from quizapp.game.question import PackInfo
    from quizapp.game.records import PlayerRecord, PoolCounts, Run
    from quizapp.game.rules import RoundSettings
_MS_PER_MINUTE = 60_000
_NO_LIMIT = 16_777_215


class SetupPanel(QWidget):
    """Signals: `changed()` when categories or difficulty were chosen, `start_clicked()`."""

    changed = Signal()
    start_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small: bool | None = None
        self._stacks_start = False
        self._enter_starts = True
        self._ready = False
        self._fixes: list[Fix] = []
        self._refusal = ""
        self._last: Run | None = None
        self._note: Notice | None = None
        self._build()
        self._lay_out()
        self._tiles.changed.connect(self.changed)
        self._difficulty.selected.connect(self._choose_difficulty)
        self._start.clicked.connect(self.start_clicked)
        self.set_small(False)
        self._show_start()

    def _build(self) -> None:
        self._scene = HomeScene(corners=("tr",))
        self._scene.setMinimumHeight(32)
        self._scene.setMaximumHeight(280)
        self._chip = Chip("", "clock")
        self._chip.hide()
        self._available = PlainLabel("", "caption", "ink2")
        self._tiles = CategoryTiles()
        options = [
            ("mixed", self.tr("Mixed")),
            ("1", self.tr("Easy")),
            ("2", self.tr("Medium")),
            ("3", self.tr("Hard")),
        ]
        self._difficulty = Segmented(options, self.tr("Difficulty"))
        self._last_words = PlainLabel("", "caption", "ink2")
        self._marks = LastRunMarks()
        self._start = MainButton(self.tr("Start sprint"), "flag", "Enter")

    def _lay_out(self) -> None:
        title = PlainLabel(self.tr("Sprint"), "question")
        sentence = PlainLabel(
            self.tr("A right answer is 1,000 points; streaks score extra."),
            "dense",
            "ink2",
            wrap=True,
        )
        self._head = _row(title, self._chip, top=0, bottom=0)
        self._sentence = sentence
        self._from_row = _row(_section(self.tr("Questions from")), self._available)
        self._difficulty_row = _row(_section(self.tr("Difficulty")))
        self._last_row = _row(_section(self.tr("Last run")), self._last_words)
        self._grid = QGridLayout()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scene, 1)
        self._outer.addLayout(self._grid, 3)

    # Shape

    def set_small(self, small: bool) -> None:
        """A column under the scene, or in a small window a bar with the tiles, the difficulty and the start."""
        if small == self._small:
            return
        self._small = small
        self._tiles.set_shape(4 if small else 2, 2 if small else 4, shows_counts=not small)
        self._drop_note()
        if small:
            self._arrange_bar()
        else:
            self._arrange_column()
        self._scene.setVisible(not small)
        for widget in (self._head, self._sentence, self._difficulty_row):
            widget.setVisible(not small)
        self._from_row.setVisible(not small and self._ready)
        self._show_refusal()

    def _arrange_column(self) -> None:
        grid = self._grid
        grid.setContentsMargins(24, 16, 24, 20)
        grid.setSpacing(0)
        rows = (
            self._head,
            self._sentence,
            self._from_row,
            self._tiles,
            self._difficulty_row,
            self._difficulty,
            self._last_row,
            self._marks,
        )
        for row, widget in enumerate(rows):
            grid.addWidget(widget, row, 0)
        grid.setRowStretch(9, 1)
        grid.setRowMinimumHeight(9, 16)
        self._start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._start.setMinimumWidth(0)
        self._start.setMaximumWidth(_NO_LIMIT)
        grid.addWidget(self._start, 10, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 0)

    def _arrange_bar(self) -> None:
        grid = self._grid
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setRowStretch(9, 0)
        grid.setRowMinimumHeight(9, 0)
        grid.addWidget(self._tiles, 1, 0)
        grid.addWidget(self._difficulty, 2, 0)
        grid.setColumnStretch(0, 1)
        self._marks.hide()
        self._last_row.hide()
        self._place_start()

    def _place_start(self) -> None:
        """In the bar at the right, its key below the words; below the rest where that has no room."""
        side = self._start_width()
        self._stacks_start = self._has_no_room_beside()
        if self._stacks_start:
            self._start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._start.setMinimumWidth(0)
            self._start.setMaximumWidth(_NO_LIMIT)
            self._grid.addWidget(self._start, 3, 0, 1, 2)
        else:
            self._start.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            self._start.setFixedWidth(side)
            self._grid.addWidget(self._start, 1, 1, 2, 1)

    def _has_no_room_beside(self) -> bool:
        return self._difficulty.sizeHint().width() + self._start_width() + 3 * 12 > self.width()

    def _start_width(self) -> int:
        """The width of the start button when its key stands below its words."""
        has_cap = self._enter_starts and self._ready and not self._refusal
        cap = cap_size("Enter").width() + 10 if has_cap else 0
        return self._start.sizeHint().width() - cap

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only when the width changed: a layout that is changed while it resizes comes back here.
        if event.size().width() == event.oldSize().width():
            return
        if self._small and self._has_no_room_beside() != self._stacks_start:
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
            least.setWidth(max(self._difficulty.sizeHint().width(), self._start_width()) + 24)
        return least

    # What is chosen

    def set_pack(self, pack: PackInfo) -> None:
        """Show the categories of a pack; the start is possible from now on."""
        self._tiles.set_categories(pack.categories)
        self._ready = True
        self._from_row.setVisible(not self._small)
        self._show_start()

    def set_settings(self, settings: RoundSettings) -> None:
        """Choose categories and difficulty, without a signal."""
        self._tiles.set_chosen(settings.categories)
        self._difficulty.set_current("mixed" if settings.difficulty is None else str(settings.difficulty))

    def categories(self) -> tuple[str, ...]:
        """The ids of the categories chosen."""
        return self._tiles.chosen()

    def difficulty(self) -> int | None:
        """The difficulty chosen, None for mixed."""
        chosen = self._difficulty.current()
        return None if chosen == "mixed" else int(chosen)

    def _choose_difficulty(self, _: str) -> None:
        self.changed.emit()

    # What is shown

    def show_counts(self, counts: PoolCounts) -> None:
        """Show how many questions there are at this difficulty, by category and in the chosen ones together."""
        self._tiles.set_counts(counts)
        fitting = sum(counts.of(category) for category in self.categories())
        self._available.setText(self.tr("{count} available").format(count=number(fitting)))

    def show_record(self, record: PlayerRecord) -> None:
        """Show the player's last run with these settings, and how long such a run takes them."""
        self._last = record.last
        self._chip.setVisible(record.last is not None)
        if record.last is not None:
            minutes = max(1, round(_elapsed_ms(record.last) / _MS_PER_MINUTE))
            self._chip.set_text(self.tr("About {minutes} min").format(minutes=number(minutes)))
            when, points = date(record.last.finished_at_ms), number(record.last.points)
            self._last_words.setText(self.tr("{date} · {points} points").format(date=when, points=points))
            self._marks.set_verdicts(record.last.verdicts)
        self._show_last_run()

    def _show_last_run(self) -> None:
        shown = self._last is not None and not self._small and not self._refusal
        self._last_row.setVisible(shown)
        self._marks.setVisible(shown)

    def show_refusal(self, refusal: str, fixes: Sequence[Fix]) -> None:
        """Say why no round can start, with buttons that mend it; "" when one can."""
        self._refusal = refusal
        self._fixes = list(fixes)
        self._drop_note()
        self._show_refusal()
        self._show_start()

    def _drop_note(self) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None

    def _show_refusal(self) -> None:
        if self._refusal:
            stacked = not self._small or self.width() < theme.px(600)
            self._note = Notice("warn", self.tr("Too few questions"), self._refusal, stacked=stacked, edge=False)
            if "categories" in self._fixes:
                self._note.add_button(self.tr("Choose all categories")).clicked.connect(self._choose_every_category)
            if "difficulty" in self._fixes:
                self._note.add_button(self.tr("Mixed difficulty")).clicked.connect(self._choose_mixed)
            self._grid.addWidget(self._note, *((0, 0, 1, 2) if self._small else (8, 0)))
            self._note.show()
        self._grid.setRowMinimumHeight(6, 14 if self._refusal and not self._small else 0)
        self._show_last_run()

    def _choose_every_category(self) -> None:
        self._tiles.set_chosen(self._tiles.every())
        self.changed.emit()
        self.focus_start()

    def _choose_mixed(self) -> None:
        self._difficulty.set_current("mixed")
        self.changed.emit()
        self.focus_start()

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
        else:
            focus_choice(self._difficulty)

    def _show_start(self) -> None:
        ready = self.tr("Start sprint")
        self._start.set_text(ready if self._ready else self.tr("Getting the questions ready…"))
        self._start.set_icon_name("flag" if self._ready else "")
        self._start.set_key("Enter" if self._enter_starts and self._ready and not self._refusal else "")
        self._start.setEnabled(self._ready and not self._refusal)
        if self._small:
            self._place_start()


def _section(text: str) -> PlainLabel:
    return PlainLabel(text, "caption", "ink2", bold=True)


def _row(left: QWidget, right: QWidget | None = None, *, top: int = 12, bottom: int = 6) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, top, 0, bottom)
    layout.addWidget(left)
    layout.addStretch(1)
    if right is not None:
        layout.addWidget(right)
    return row


def _elapsed_ms(run: Run) -> int:
    return run.split_ms[-1] if run.split_ms else 0
