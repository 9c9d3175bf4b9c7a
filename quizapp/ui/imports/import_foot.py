"""The foot of the import window: a quiet line and the buttons of the stage it is in."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from quizapp.game.plans import ImportPlan, ImportResult
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.imports.plan_model import Tally
from quizapp.ui.play.home_words import counted

_WIDE = 900
_GAP = 14
_AT_THE_LEFT = ("save", "undo", "back")

Stage = Literal["choose", "columns", "reading", "plan", "writing", "report"]
_SHOWN: dict[Stage, tuple[str, ...]] = {
    "choose": ("close", "columns", "main"),
    "columns": ("back", "main"),
    "reading": ("cancel",),
    "plan": ("back", "columns", "close", "main"),
    "writing": ("cancel",),
    "report": ("save", "undo", "play", "main"),
}


class ImportFoot(QWidget):
    """`pressed(str)`: "main", "close", "columns", "back", "cancel", "save", "undo" or "play"."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = PlainLabel("", "caption", "ink2", wrap=True)
        self.main = MainButton("", key="", small=True)
        self._buttons = {
            "save": PlainButton(self.tr("Save report…"), "save"),
            "undo": PlainButton(self.tr("Undo import"), "undo"),
            "back": PlainButton(self.tr("Back")),
            "columns": PlainButton(self.tr("Columns…"), "list"),
            "cancel": PlainButton(self.tr("Cancel import"), key="Esc"),
            "close": PlainButton(self.tr("Close"), key="Esc"),
            "play": PlainButton(self.tr("Play this pack"), "flag"),
            "main": self.main,
        }
        self.passes_over = False
        """The main button leaves this plan unwritten, as there is nothing to write, for what was chosen with it."""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(24, 10, 24, 18)
        self._row.setSpacing(_GAP)
        left, right = QHBoxLayout(), QHBoxLayout()
        self._row.addLayout(left)
        self._row.addLayout(right, 1)
        right.addWidget(self._hint, 1000)
        right.addStretch(1)
        for side in (left, right):
            side.setSpacing(_GAP)
        for name, button in self._buttons.items():
            (left if name in _AT_THE_LEFT else right).addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
        left.addStretch(0)

    def show_stage(self, stage: Stage) -> None:
        """The buttons of this stage."""
        for name, button in self._buttons.items():
            button.setVisible(name in _SHOWN[stage])
            button.setEnabled(True)
        hints: dict[str, str] = {
            "reading": self.tr("Cancel keeps the bank as it was before."),
            "writing": self.tr("Cancel keeps the bank as it was before."),
            "plan": self.tr("Nothing is written yet. Space ticks or unticks the chosen questions."),
        }
        self._hint.setText(hints.get(stage, ""))
        words: dict[str, tuple[str, str]] = {
            "choose": (self.tr("Read the files"), self.tr("Enter")),
            "columns": (self.tr("Read the questions"), self.tr("Ctrl+Enter")),
            "plan": (self.tr("Import"), self.tr("Ctrl+Enter")),
            "report": (self.tr("Done"), self.tr("Enter")),
        }
        text, key = words.get(stage, ("", ""))
        self.main.set_text(text)
        self.main.set_key(key)
        self._fit()

    def show_plan(self, plan: ImportPlan, tally: Tally, *, is_busy: bool) -> None:
        """What can be written of a plan: questions, else the pack itself, else nothing, and what comes next is next."""
        count, takes_pack = tally.chosen, plan.info_changed and not plan.is_new
        takes_pack |= tally.has_anything_to_note(waits=plan.speaks_for_pack)
        self.passes_over = bool(plan.afterwards) and not (count or takes_pack)
        words = counted(self.tr("Import %n question(s)", "", count), count)
        if self.passes_over:
            words = self.tr("Go on to the next")
        self.main.set_text(self.tr("Import the pack") if takes_pack and not count else words)
        self.set_enabled("main", bool(count or takes_pack or self.passes_over) and not is_busy)
        self._fit()

    def show_result(self, plan: ImportPlan, result: ImportResult) -> None:
        """What can be done with an import that is finished."""
        if plan.afterwards:
            self.main.set_text(self.tr("Go on to the next"))
        self.set_shown("play", bool(result.added or result.changed or plan.info_changed))
        self.focus("main")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window buttons stand in two rows; the hint would be a column of single words beside them."""
        self._hint.setVisible(self.width() >= theme.px(_WIDE))
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        edges = self._row.contentsMargins()
        needed = sum(button.sizeHint().width() + _GAP for button in shown) + edges.left() + edges.right()
        beside = needed <= self.width()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Allow or forbid one button."""
        self._buttons[name].setEnabled(enabled)

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or hide one button of this stage."""
        self._buttons[name].setVisible(shown)
        self._fit()

    def has(self, name: str) -> bool:
        """Whether a button can be pressed now."""
        button = self._buttons[name]
        return not button.isHidden() and button.isEnabled()

    def focus(self, name: str) -> None:
        """Put the keyboard onto a button."""
        self._buttons[name].setFocus()
