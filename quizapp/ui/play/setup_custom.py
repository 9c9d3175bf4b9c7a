"""The set-up of a custom round: categories, difficulty, the rules in short, and a way to the window that sets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.game.question import Kind
from quizapp.game.rules import CustomRules, Mode
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import number
from quizapp.ui.play.setup_base import SetupState, row_of, section
from quizapp.ui.play.setup_clock import QuietCombo
from quizapp.ui.play.setup_custom_words import rules_words
from quizapp.ui.play.setup_draw import DrawSetup

if TYPE_CHECKING:
    from quizapp.game.records import Favourite
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby
    from quizapp.ui.play.setup_custom_rules import CustomRulesDialog


class CustomSetup(DrawSetup):
    """The rules are set in a window of their own that may stay open; every change counts at once."""

    is_long = True

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        self._rules = CustomRules()
        self._favourites: tuple[Favourite, ...] = ()
        self._dialog: CustomRulesDialog | None = None
        super().__init__(Mode.CUSTOM, lobby, parent)
        self.add_extra(row_of(section(self.tr("Rules")), self._favourite), self._rules_row)
        self._change.clicked.connect(self._open_dialog)
        self._favourite.activated.connect(self._choose_favourite)
        self._show_favourites()
        self._show_rules()

    def _build(self) -> None:
        super()._build()
        self._summary = PlainLabel("", "dense", wrap=True)
        self._summary.setObjectName("custom-rules")
        self._change = PlainButton(self.tr("Change…"), "edit", small=True)
        self._change.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._change.setAccessibleName(self.tr("Change the rules…"))
        self._favourite = QuietCombo(self.tr("Favourites"))
        self._favourite.setProperty("dense", True)
        self._favourite.setMaximumWidth(theme.px(200))
        self._rules_row = QWidget()
        line = QHBoxLayout(self._rules_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._summary, 1)
        line.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)

    def set_small(self, small: bool) -> None:
        super().set_small(small)
        if self._rules_row.parentWidget() is not None:  # else it is not laid out yet, and would be a window
            self._summary.setVisible(not small)
            self._show_favourites()

    def least_width(self) -> int:
        return self._difficulty.sizeHint().width() + 10 + self._change.sizeHint().width()

    def _show_favourites(self) -> None:
        """They need room that a bar has not; the window of the rules has them too."""
        self._favourite.setVisible(bool(self._favourites) and not self._small)

    # What is chosen

    def recall(self) -> None:
        super().recall()
        self.refresh()

    def refresh(self) -> None:
        with telling(self):
            self._favourites = self.lobby.favourites()
        with QSignalBlocker(self._favourite):
            self._favourite.clear()
            self._favourite.addItem(self.tr("Favourites…"))
            for each in self._favourites:
                self._favourite.addItem(" ".join(each.name.split()))
        self._show_favourites()
        if self._dialog is not None:
            self._dialog.refresh()

    def show_settings(self, settings: RoundSettings) -> None:
        super().show_settings(settings)
        self._rules = settings.custom or CustomRules()
        self._show_rules()
        if self._dialog is not None:
            self._dialog.show_rules(self._rules)

    def settings(self) -> RoundSettings:
        return self.lobby.settings(self.categories(), self.difficulty(), Mode.CUSTOM, custom=self._rules)

    def _set_rules(self, rules: CustomRules) -> None:
        self._rules = rules
        self._show_rules()
        self.changed.emit()

    def _show_rules(self) -> None:
        self._summary.setText(rules_words(self._rules))
        self._change.setAccessibleDescription(self._summary.text())
        self._change.setToolTip("")

    def _choose_favourite(self, place: int) -> None:
        if place > 0:
            self._use(self._favourites[place - 1])

    def _use(self, favourite: Favourite) -> None:
        there = [each for each in favourite.settings.categories if each in self.every_category()]
        self.show_settings(replace(favourite.settings, categories=tuple(there or self.every_category())))
        self.changed.emit()

    # The window of the rules

    def _open_dialog(self) -> None:
        from quizapp.ui.play.setup_custom_rules import CustomRulesDialog

        if self._dialog is None:
            self._dialog = CustomRulesDialog(self.lobby, self.settings, self.window())
            self._dialog.rules_changed.connect(self._set_rules)
            self._dialog.favourite_chosen.connect(self._use)
            self._dialog.favourites_changed.connect(self.refresh)
            self._dialog.clock_changed.connect(self.changed)
            self.destroyed.connect(self._dialog.deleteLater)  # it belongs to the window, which lives on
        self._dialog.show_rules(self._rules)
        self._dialog.refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another lane or page: the window of the rules goes too. A minimised window keeps it."""
        super().hideEvent(event)
        if self._dialog is not None and not event.spontaneous():
            self._dialog.close()

    # What is shown

    def sentence(self) -> str:
        return self.tr("Your own rules; each of them has its own high scores.")

    def chip(self, state: SetupState) -> str:
        return self.about_minutes(state.record.last)

    def start_words(self) -> str:
        return self.tr("Start custom")

    def fixes(self, state: SetupState) -> list[tuple[RoundSettings, str, Callable[[], object]]]:
        every_kind = replace(self._rules, kinds=tuple(sorted(Kind)))
        made = super().fixes(state)
        made.append((replace(state.settings, custom=every_kind), self.tr("All kinds"), self._choose_every_kind))
        fitting = sum(state.counts.of(category) for category in state.settings.categories)
        if fitting:
            shorter = replace(self._rules, question_count=fitting)
            words = self.tr("Ask only {count}").format(count=number(fitting))
            made.append((replace(state.settings, custom=shorter), words, self._set_shorter(shorter)))
        return made

    def _set_shorter(self, shorter: CustomRules) -> Callable[[], object]:
        def _act() -> None:
            self._set_rules(shorter)
            if self._dialog is not None:
                self._dialog.show_rules(shorter)

        return _act

    def _choose_every_kind(self) -> None:
        self._set_rules(replace(self._rules, kinds=tuple(sorted(Kind))))
        if self._dialog is not None:
            self._dialog.show_rules(self._rules)
