"""The page on which a round is played: asks, takes answers and lifelines, tells the verdict, pauses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from quizapp.ui.common import confirm
from quizapp.ui.messages import announce, telling
from quizapp.ui.play import round_keys
from quizapp.ui.play.pause_cover import PauseCover
from quizapp.ui.play.round_hints import Hint, hints_for
from quizapp.ui.play.round_keys import Pressed, Wish
from quizapp.ui.play.round_layout import TYPE_SCALES
from quizapp.ui.play.round_stage import RoundStage
from quizapp.ui.play.round_top_bar import RoundTopBar
from quizapp.ui.play.round_values import plates
from quizapp.ui.play.round_words import standing_words
from quizapp.ui.play.track_strip import TrackStrip
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Play

_BEST_RUN_MS = 250


class RoundPage(QWidget):
    """Plays one round at a time.

    Signals: `finished(Play)` after the last verdict was read, `left()` when the round waits to be resumed,
    `given_up()`, `hints_changed()`.
    """

    finished = Signal(object)
    left = Signal()
    given_up = Signal()
    hints_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._play: Play | None = None
        self._question: QDialog | None = None
        self._focus_before_pause: QWidget | None = None
        self._bar = RoundTopBar()
        self._strip = TrackStrip()
        self._stage = RoundStage()
        self._cover = PauseCover()
        # What is behind the cover is hidden, so that neither eyes nor a screen reader find it.
        self._stack = QStackedWidget()
        self._stack.addWidget(self._stage)
        self._stack.addWidget(self._cover)
        self._best_timer = QTimer(self, interval=_BEST_RUN_MS)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self._best_timer.timeout.connect(self._show_best)
        self._bar.pause_button.clicked.connect(self._toggle_pause)
        stage = self._stage
        stage.answers.chosen.connect(self._choose_place)
        stage.answers.typed.connect(self._take_text)
        stage.answers.marked.connect(self.hints_changed)
        stage.lifelines.fifty_requested.connect(self._fifty)
        stage.lifelines.hint_requested.connect(self._hint)
        stage.lifelines.skip_requested.connect(self._skip)
        stage.lifelines.confirmed.connect(self._confirm_marks)
        stage.verdict.went_on.connect(self._next)
        self._cover.went_on.connect(self._go_on)
        self._cover.left.connect(self._leave)
        self._cover.given_up.connect(self._ask_to_give_up)
        for widget in (self._bar.pause_button, stage.verdict.next_button(), *stage.lifelines.buttons()):
            widget.installEventFilter(self)

    # What the window asks

    def begin(self, play: Play) -> None:
        """Play this round from where it stands."""
        self._play = play
        self._focus_before_pause = None
        self._stack.setCurrentWidget(self._stage)
        self._bar.pause_button.setEnabled(True)
        self._strip.set_round(play.round.question_count)
        self._show_question(animate=False)

    def activate(self) -> None:
        """Puts the focus on the next action."""
        self._focus_next_action()

    def pause(self) -> None:
        """Covers the question and stops its time; nothing happens when it is covered already."""
        if self._play is None or self._play.round.paused or self._play.round.is_finished:
            return
        self._play.pause()
        self._best_timer.stop()
        focused = self.focusWidget()
        self._focus_before_pause = focused if focused is not None and self._stage.isAncestorOf(focused) else None
        self._cover.show_choices(complete=self._play.round.is_complete)
        self._stack.setCurrentWidget(self._cover)
        self._cover.focus_first()
        self._bar.pause_button.setEnabled(False)
        self.hints_changed.emit()

    def hints(self) -> list[Hint]:
        """The keys that do something now."""
        if self._play is None:
            return []
        can_confirm = self._stage.lifelines.can_confirm()
        return hints_for(self._play.round, single_letters=self._single_letters(), can_confirm=can_confirm)

    def set_window_class(self, name: WindowClass) -> None:
        """Small, regular, wide or very wide."""
        small, scale = name == "small", TYPE_SCALES[name]
        self._bar.set_small(small)
        self._bar.set_type_scale(scale)
        self._strip.set_compact(small)
        self._strip.set_type_scale(scale)
        self._stage.set_window_class(name)
        self._cover.set_type_scale(scale)

    # What the player does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = round_keys.of_event(event, single_letters=self._single_letters())
        if self._play is None or pressed is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._do(pressed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._take_text(event.commitString())
            return True
        return super().eventFilter(watched, event)

    def _single_letters(self) -> bool:
        return self._play is not None and self._play.player.single_letter_keys

    def _take_text(self, text: str) -> None:
        for character in text:
            pressed = round_keys.of_text(character, single_letters=self._single_letters())
            if pressed is not None:
                self._do(pressed)

    def _do(self, pressed: Pressed) -> None:
        round_ = self._play.round if self._play else None
        if round_ is None:
            return
        if pressed.wish is Wish.PAUSE:
            self._toggle_pause()
        elif round_.paused:
            if pressed.wish is Wish.CONFIRM:
                self._go_on()
        elif round_.showing_verdict or round_.is_finished:
            if pressed.wish is Wish.CONFIRM:
                self._next()
        else:
            self._do_while_asking(pressed)

    def _do_while_asking(self, pressed: Pressed) -> None:
        if pressed.wish is Wish.CHOOSE:
            self._stage.answers.choose(pressed.place)
        elif pressed.wish is Wish.CONFIRM:
            self._confirm()
        elif pressed.wish is Wish.HELP:
            self._help()
        elif pressed.wish is Wish.FIFTY:
            self._fifty()
        elif pressed.wish is Wish.SKIP:
            self._skip()

    def _confirm(self) -> None:
        if self._stage.lifelines.can_confirm():
            self._confirm_marks()
        elif not any(button.isCheckable() for button in self._stage.answers.buttons()):
            self._stage.answers.choose_focused()

    def _confirm_marks(self) -> None:
        self._answer(self._stage.answers.marks())

    def _choose_place(self, place: int) -> None:
        self._answer([place])

    def _answer(self, places: Iterable[int]) -> None:
        play = self._play
        if play is None or not play.round.can_answer:
            return
        options = play.round.current.options
        with telling(self):
            play.answer([options[place] for place in places])
            self._show_verdict()

    def _help(self) -> None:
        if self._play is None:
            return
        lifeline = round_keys.help_lifeline(self._play.round)
        if lifeline == "hint":
            self._hint()
        elif lifeline == "fifty":
            self._fifty()

    def _hint(self) -> None:
        if self._play is not None and self._play.round.can_hint:
            with telling(self):
                hint = self._play.hint()
                self._lifeline_used()
                announce(self._stage.lifelines, hint)

    def _fifty(self) -> None:
        if self._play is not None and self._play.round.can_fifty:
            with telling(self):
                self._play.fifty()
                self._lifeline_used()
                left = [button for button in self._stage.answers.buttons() if button.isEnabled()]
                announce(self._stage.answers, ", ".join(button.accessibleName() for button in left))

    def _lifeline_used(self) -> None:
        """The button that was used can lose the focus with its use; it goes to the answers then."""
        if self._play is not None:
            self._stage.show_lifelines(self._play)
            self._keep_focus()
            self.hints_changed.emit()

    def _skip(self) -> None:
        if self._play is not None and self._play.round.can_skip:
            with telling(self):
                self._play.skip()
                self._show_question()

    def _next(self) -> None:
        play = self._play
        if play is None or play.round.paused:
            return
        if play.round.showing_verdict:
            play.next_question()
        if play.round.is_finished:
            self._best_timer.stop()
            self.finished.emit(play)
        else:
            self._show_question()

    # Pause

    def _toggle_pause(self) -> None:
        if self._play is not None and self._play.round.paused:
            self._go_on()
        else:
            self.pause()

    def _go_on(self) -> None:
        if self._play is None or not self._play.round.paused:
            return
        self._play.go_on()
        self._stack.setCurrentWidget(self._stage)
        self._bar.pause_button.setEnabled(True)
        self._watch_best()
        self._focus_next_action()
        self.hints_changed.emit()

    def _leave(self) -> None:
        play = self._play
        if play is None:
            return
        if play.round.is_complete:
            self._go_on()
            self._next()
        else:
            self._forget()
            self.left.emit()

    def _ask_to_give_up(self) -> None:
        title = self.tr("Give up this round?")
        text = self.tr("It ends without a result and without a place on the table. Your answers so far are kept.")
        self._question = confirm.ask(self, title, text, self.tr("Give up"), self.tr("Keep the round"), self._give_up)

    def _give_up(self) -> None:
        if self._play is not None:
            with telling(self):
                self._play.give_up()
                self._forget()
                self.given_up.emit()

    def _forget(self) -> None:
        self._best_timer.stop()
        self._play = None

    # What is shown

    def _show_question(self, *, animate: bool = True) -> None:
        play = self._play
        if play is None:
            return
        play.show()
        self._stage.show_question(play, animate=animate)
        self._show_standing()
        self._order_focus()
        self._focus_next_action()
        prompt = self._stage.prompt
        announce(prompt.label, prompt.label.accessibleName())
        self._watch_best()
        self.hints_changed.emit()

    def _show_verdict(self) -> None:
        if self._play is None:
            return
        self._best_timer.stop()
        said = self._stage.show_verdict(self._play)
        self._show_standing()
        self._order_focus()
        self._focus_next_action()
        announce(self._stage.verdict.sentence(), said)
        self.hints_changed.emit()

    def _show_standing(self) -> None:
        if self._play is not None:
            self._bar.show_round(self._play.round)
            self._strip.set_plates(plates(self._play.round))
            self._show_best()

    def _watch_best(self) -> None:
        if self._play is not None and self._play.best is not None and self._play.round.can_answer:
            self._best_timer.start()

    def _show_best(self) -> None:
        if self._play is not None:
            self._strip.set_best_progress(self._play.best_progress())
            self._strip.set_comparison(standing_words(self._play.standing()))

    # Focus

    def _order_focus(self) -> None:
        order = [self._bar.pause_button, *self._stage.focus_order()]
        policies = [widget.focusPolicy() for widget in order]
        # Workaround: setTabOrder passes over widgets that cannot have the focus, as texts that need no scrolling yet.
        for widget in order:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        for widget, policy in zip(order, policies, strict=True):
            widget.setFocusPolicy(policy)

    def _focus_next_action(self) -> None:
        play = self._play
        if play is None:
            return
        if play.round.paused:
            self._cover.focus_first()
        elif play.round.showing_verdict:
            self._stage.verdict.next_button().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._focus_before_pause is not None and self._focus_before_pause.isEnabled():
            self._focus_before_pause.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_first_answer()
        self._focus_before_pause = None

    def _focus_first_answer(self) -> None:
        first = self._stage.answers.first_open()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_focus(self) -> None:
        focused = self.focusWidget()
        if focused is None or not focused.isEnabled() or not self._stage.answers.isAncestorOf(focused):
            self._focus_first_answer()
