"""How much a player stretches every clock: a choice of the player's, offered where a clock runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from quizapp.game.rules import ClockFactor
from quizapp.ui.play.home_words import number
from quizapp.ui.play.players_clock import clock_title

if TYPE_CHECKING:
    from quizapp.game.rules import RuleSet


translate = QCoreApplication.translate


class QuietCombo(QComboBox):
    """A drop-down that leaves digits and Enter to the page and the wheel to what scrolls."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_name(accessible_name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def set_name(self, name: str) -> None:
        """What is chosen here; on Linux Qt tells screen readers the choice as the name, this as description only."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # pyright: ignore[reportAttributeAccessIssue]


class ClockChoice(QuietCombo):
    """`chosen(ClockFactor)` when the player chose another."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_name(self.tr("Clock"))
        for factor in ClockFactor:
            self.addItem(clock_title(factor), factor.value)
        self.currentIndexChanged.connect(self._tell)

    def show_factor(self, factor: ClockFactor, rules_by_factor: dict[ClockFactor, RuleSet] | None = None) -> None:
        """Show this choice without a signal; with rules, what each choice makes of them stands behind its name."""
        with QSignalBlocker(self):
            for place, each in enumerate(ClockFactor):
                made = clock_words(rules_by_factor[each]) if rules_by_factor else ""
                self.setItemText(place, f"{clock_title(each)} · {made}" if made else clock_title(each))
            self.setCurrentIndex(self.findData(factor.value))
        self.updateGeometry()

    def _tell(self, place: int) -> None:
        self.chosen.emit(ClockFactor(self.itemData(place, Qt.ItemDataRole.UserRole)))


def clock_words(rules: RuleSet) -> str:
    """The time of these rules in seconds, or how many questions there are where no clock runs."""
    limit_ms = rules.time_limit_ms or rules.answer_limit_ms
    if limit_ms is not None:
        return translate("Clock", "{seconds} s").format(seconds=number(limit_ms // 1000))
    return translate("Clock", "{count} questions").format(count=number(rules.question_count or 0))
