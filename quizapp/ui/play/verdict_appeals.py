"""Two small words to the author under a verdict: "My answer was right" and "Report a mistake"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.records import AppealKind
from quizapp.game.turns import Turn
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.play.round_words import can_appeal

_HEIGHT_PX = 24


class AppealLinks(QWidget):
    """Signals: `appealed(kind, on)` when the player has pressed one; `show_appeals` then says what is noted."""

    appealed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = {
            AppealKind.MY_ANSWER_WAS_RIGHT: _Toggle(self.tr("My answer was right"), self.tr("Answer noted")),
            AppealKind.SOMETHING_IS_WRONG: _Toggle(self.tr("Report a mistake"), self.tr("Mistake noted")),
        }
        self._links[AppealKind.SOMETHING_IS_WRONG].setAccessibleName(self.tr("Something is wrong here"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for kind, link in self._links.items():
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
            # A screen reader toggles without clicking.
            link.toggled.connect(lambda on, kind=kind: self.appealed.emit(kind, on))

    def show_turn(self, turn: Turn) -> None:
        """Offer what can be said of this answer."""
        self._links[AppealKind.MY_ANSWER_WAS_RIGHT].setVisible(can_appeal(turn))

    def show_appeals(self, told: frozenset[AppealKind]) -> None:
        """What is noted now."""
        for kind, link in self._links.items():
            blocked = link.blockSignals(True)
            link.show_noted(kind in told)
            link.blockSignals(blocked)

    def toggle(self, kind: AppealKind) -> None:
        """As a press on the button; nothing happens where it is not offered."""
        if not self._links[kind].isHidden():
            self._links[kind].toggle()

    def links(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [link for link in self._links.values() if not link.isHidden()]

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type (1 is as drawn)."""
        for link in self._links.values():
            link.set_type_scale(scale)


class _Toggle(LinkButton):
    """An underlined word that turns into what was done; as wide as the longer of both."""

    def __init__(self, text: str, noted: str) -> None:
        self._asking, self._noted = text, noted
        super().__init__(text)
        self.setCheckable(True)
        self.setAccessibleName(text)

    def show_noted(self, noted: bool) -> None:
        """Whether the author will be told."""
        self.setChecked(noted)
        self.set_text(f"✓ {self._noted}" if noted else self._asking)
        self.setAccessibleDescription(self._noted if noted else "")

    def set_text(self, text: str) -> None:
        name = self.accessibleName()
        super().set_text(text)
        if name:
            self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = max(metrics.horizontalAdvance(text) for text in (self._asking, f"✓ {self._noted}"))
        return QSize(width + 8, round(theme.px(_HEIGHT_PX) * self._type_scale))
