"""The window of the custom rules: length, kinds, clock, lifelines, favourites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.question import Kind
from quizapp.game.rules import CUSTOM_COUNTS, CUSTOM_LIMITS_MS, ClockFactor, CustomRules
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.common.stepper import Stepper
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.setup_base import section
from quizapp.ui.play.setup_clock import ClockChoice, QuietCombo
from quizapp.ui.play.setup_custom_words import kind_names, limit_words
from quizapp.ui.play.setup_favourites import FavouritesBox
from quizapp.ui.play.setup_tiles import ChoiceTiles, TileWords

if TYPE_CHECKING:
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby

_LIFELINES_MAX = 9
_BEYOND = 60
"""Pixels of the screen that a window leaves free for its own frame and the task bar."""


class CustomRulesDialog(QDialog):
    """It may stay open beside the page; every change counts at once.

    Signals: `rules_changed(CustomRules)`, `clock_changed()`, `favourite_chosen(Favourite)`, `favourites_changed()`.
    """

    rules_changed = Signal(object)
    clock_changed = Signal()
    favourite_chosen = Signal(object)
    favourites_changed = Signal()

    def __init__(self, lobby: Lobby, settings: Callable[[], RoundSettings], parent: QWidget | None = None) -> None:
        """`settings` gives what is chosen now, to be kept as a favourite."""
        super().__init__(parent)
        self._lobby = lobby
        self._rules = CustomRules()
        self._quiet = False
        self.setWindowTitle(self.tr("Custom rules"))
        self._build(settings)
        self._lay_out()
        self._connect()
        room = self.screen().availableSize()
        self.resize(min(theme.px(700), room.width() - _BEYOND), min(theme.px(590), room.height() - _BEYOND))

    def _build(self, settings: Callable[[], RoundSettings]) -> None:
        self._notice = Notice("bad", "", closable=True, parent=self)
        self._notice.hide()
        self._count = Stepper(self.tr("Number of questions"), *CUSTOM_COUNTS, 10)
        self._count.set_step_names(self.tr("One question less"), self.tr("One question more"))
        self._kinds = ChoiceTiles(1)
        self._kinds.set_refusals(self.tr("At least one kind stays chosen"))
        self._kinds.set_items(TileWords(kind.value, name) for kind, name in kind_names().items())
        self._kinds.set_shape(4, 7, shows_notes=False)
        self._limit = QuietCombo(self.tr("Time for each question"))
        for limit_ms in CUSTOM_LIMITS_MS:
            self._limit.addItem(limit_words(limit_ms), limit_ms)
        self._clock = ClockChoice()
        self._lifelines = {
            "fifty_fifties": self._lifeline(self.tr("50:50")),
            "hints": self._lifeline(self.tr("Hints")),
            "skips": self._lifeline(self.tr("Skips")),
        }
        self._favourites = FavouritesBox(self._lobby, settings)
        self._close = PlainButton(self.tr("Done"), key="Esc")

    def _lifeline(self, name: str) -> Stepper:
        made = Stepper(name, 0, _LIFELINES_MAX, 1)
        less, more = self.tr("{lifeline}, one less"), self.tr("{lifeline}, one more")
        made.set_step_names(less.format(lifeline=name), more.format(lifeline=name))
        return made

    def _lay_out(self) -> None:
        content = PageContent()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(24, 20, 24, 12)
        inside.setSpacing(8)
        inside.addWidget(PlainLabel(self.tr("Custom rules"), "section"))
        inside.addWidget(self._notice)
        inside.addLayout(self._limits())
        inside.addSpacing(8)
        inside.addLayout(self._lifeline_row())
        inside.addSpacing(8)
        inside.addWidget(section(self.tr("Kinds of questions")))
        inside.addWidget(self._kinds)
        inside.addSpacing(8)
        inside.addWidget(self._favourites)
        inside.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 20)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ScrollPage(content), 1)
        column.addLayout(buttons)

    def _limits(self) -> QGridLayout:
        """Length and times side by side."""
        parts: list[tuple[str, QWidget]] = [
            (self.tr("Questions"), self._count),
            (self.tr("Time for each question"), self._limit),
            (self.tr("Your clock, in every mode"), self._clock),
        ]
        return _side_by_side(parts)

    def _lifeline_row(self) -> QGridLayout:
        names = (self.tr("50:50"), self.tr("Hints"), self.tr("Skips"))
        return _side_by_side(list(zip(names, self._lifelines.values(), strict=True)))

    def _connect(self) -> None:
        for stepper in (self._count, *self._lifelines.values()):
            stepper.changed.connect(self._tell)
        self._kinds.changed.connect(self._tell)
        self._limit.currentIndexChanged.connect(self._tell)
        self._clock.chosen.connect(self._choose_clock)
        self._favourites.chosen.connect(self.favourite_chosen)
        self._favourites.changed.connect(self.favourites_changed)
        self._close.clicked.connect(self.close)

    # What is shown

    def show_rules(self, rules: CustomRules) -> None:
        """Show these, without a signal."""
        self._quiet = True
        self._rules = rules
        self._count.set_value(rules.question_count)
        self._kinds.set_chosen([kind.value for kind in rules.kinds])
        with QSignalBlocker(self._limit):
            self._limit.setCurrentIndex(CUSTOM_LIMITS_MS.index(rules.answer_limit_ms))
        for name, stepper in self._lifelines.items():
            stepper.set_value(getattr(rules, name))
        self._quiet = False

    def refresh(self) -> None:
        """The player, their clock or their favourites may have changed."""
        player = self._lobby.player
        self._clock.show_factor(player.clock if player is not None else ClockFactor.X1)
        self._favourites.refresh()

    def tell(self, sentence: Sentence) -> None:
        """Show the sentence of a failure on top."""
        self._notice.set_content(translated(sentence))
        self._notice.show()
        announce(self._notice, self._notice.accessibleName())

    # What the player does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _tell(self, _: object = None) -> None:
        if self._quiet:
            return
        self._rules = replace(
            self._rules,
            question_count=self._count.value(),
            kinds=tuple(sorted(Kind(each) for each in self._kinds.chosen())),
            answer_limit_ms=CUSTOM_LIMITS_MS[self._limit.currentIndex()],
            **{name: stepper.value() for name, stepper in self._lifelines.items()},
        )
        self.rules_changed.emit(self._rules)

    def _choose_clock(self, factor: ClockFactor) -> None:
        with telling(self):
            self._lobby.set_clock(factor)
        self.refresh()
        self.clock_changed.emit()


def _side_by_side(parts: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Controls with their names above them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for column, (name, control) in enumerate(parts):
        grid.addWidget(section(name), 0, column)
        grid.addWidget(control, 1, column, Qt.AlignmentFlag.AlignLeft)
    grid.setColumnStretch(len(parts), 1)
    return grid
