"""The page on which a round is played: asks, takes answers and lifelines, tells the verdict, pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QStackedWidget, QVBoxLayout, QWidget

from quizapp.game.records import AppealKind
from quizapp.ui.common import confirm
from quizapp.ui.messages import announce, telling
from quizapp.ui.play import round_keys
from quizapp.ui.play.hand_over import HandOver
from quizapp.ui.play.pause_cover import PauseCover
from quizapp.ui.play.round_actions import RoundActions
from quizapp.ui.play.round_focus import order_focus
from quizapp.ui.play.round_hints import Hint, hand_over_hints, hints_for
from quizapp.ui.play.round_keys import Pressed, Wish
from quizapp.ui.play.round_layout import TYPE_SCALES
from quizapp.ui.play.round_stage import RoundStage
from quizapp.ui.play.round_time import RoundTime
from quizapp.ui.play.round_top_bar import RoundTopBar
from quizapp.ui.play.track_area import TrackArea
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Play

_JUST_LATE_MS = 400
_APPEALS = {
    Wish.MY_ANSWER_WAS_RIGHT: AppealKind.MY_ANSWER_WAS_RIGHT,
    Wish.SOMETHING_IS_WRONG: AppealKind.SOMETHING_IS_WRONG,
}


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
        self._track = TrackArea()
        self._stage = RoundStage()
        self._cover = PauseCover()
        self._hand_over = HandOver()
        # What is behind the cover is hidden, so that neither eyes nor a screen reader find it.
        self._stack = QStackedWidget()
        self._stack.addWidget(self._stage)
        self._stack.addWidget(self._cover)
        self._stack.addWidget(self._hand_over)
        self._just_late = QTimer(self, interval=_JUST_LATE_MS, singleShot=True)
        # A verdict is painted first and what stands around it next: together they take half as long again.
        self._around = QTimer(self, interval=0, singleShot=True)
        self._actions = RoundActions(self._stage, self)
        self._time = RoundTime(self._bar, self._track, self._stage.lifelines, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._track)
        column.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self._time.time_up.connect(self._show_late_verdict)
        self._time.timeout.connect(self._get_next_ready)
        self._time.slept.connect(self._cover_after_sleep)
        self._around.timeout.connect(self._show_around)
        self._bar.pause_button.clicked.connect(self._toggle_pause)
        stage = self._stage
        stage.answers.typed.connect(self._take_text)
        stage.answers.changed.connect(self.hints_changed)
        stage.verdict.went_on.connect(self._next)
        self._actions.answered.connect(self._show_verdict)
        self._actions.helped.connect(self._lifeline_used)
        self._actions.skipped.connect(self._show_question)
        self._actions.appealed.connect(self._focus_next_action)
        self._hand_over.taken.connect(self._take_baton)
        self._hand_over.paused.connect(self.pause)
        self._cover.went_on.connect(self._go_on)
        self._cover.left.connect(self._leave)
        self._cover.given_up.connect(self._ask_to_give_up)
        links = stage.verdict.appeals().findChildren(QAbstractButton)
        for widget in (self._bar.pause_button, stage.verdict.next_button(), *links, *stage.lifelines.all_buttons()):
            widget.installEventFilter(self)

    # What the window asks

    def begin(self, play: Play) -> None:
        """Play this round from where it stands."""
        self._play = play
        self._focus_before_pause = None
        self._bar.pause_button.setEnabled(True)
        self._actions.begin(play)
        self._time.begin(play)
        self._track.begin(play)
        self._show_question(animate=False)

    def activate(self) -> None:
        """Puts the focus on the next action."""
        self._focus_next_action()

    def pause(self) -> None:
        """Covers the question and stops its time; nothing happens when it is covered already."""
        if self._play is None or self._play.round.paused or self._play.round.is_finished:
            return
        self._play.pause()
        self._cover_question()

    def _cover_question(self, *, slept: bool = False) -> None:
        if self._play is None:
            return
        self._time.stop()
        focused = self.focusWidget()
        self._focus_before_pause = focused if focused is not None and self._stage.isAncestorOf(focused) else None
        round_ = self._play.round
        self._cover.show_choices(complete=round_.is_complete, has_clock=round_.rules.has_clock, slept=slept)
        self._stack.setCurrentWidget(self._cover)
        self._cover.focus_first()
        self._bar.pause_button.setEnabled(False)
        if slept:
            announce(self._cover, self._cover.text())
        self.hints_changed.emit()

    def _cover_after_sleep(self) -> None:
        self._cover_question(slept=True)

    def hints(self) -> list[Hint]:
        """The keys that do something now."""
        if self._play is None:
            return []
        if self._is_handing_over() and not self._play.round.paused:
            return hand_over_hints()
        can_confirm = self._stage.lifelines.can_confirm()
        return hints_for(self._play.round, single_letters=self._single_letters(), can_confirm=can_confirm)

    def set_window_class(self, name: WindowClass) -> None:
        """Small, regular, wide or very wide."""
        small, scale = name == "small", TYPE_SCALES[name]
        self._bar.set_small(small)
        self._bar.set_type_scale(scale)
        self._track.set_compact(small)
        self._track.set_type_scale(scale)
        self._stage.set_window_class(name)
        self._cover.set_type_scale(scale)
        self._hand_over.set_type_scale(scale)

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
        elif self._is_handing_over():
            if pressed.wish is Wish.CONFIRM:
                self._take_baton()
        elif round_.showing_verdict or round_.is_finished:
            self._do_at_verdict(pressed)
        else:
            self._actions.do(pressed)

    def _do_at_verdict(self, pressed: Pressed) -> None:
        if pressed.wish is Wish.CONFIRM:
            self._next()
        elif pressed.wish in _APPEALS:
            self._stage.verdict.appeals().toggle(_APPEALS[pressed.wish])

    def _next(self) -> None:
        play = self._play
        if play is None or play.round.paused or self._just_late.isActive():
            return
        if play.round.showing_verdict:
            with telling(self):
                play.next_question()
        if play.round.showing_verdict:
            return
        if play.round.is_finished:
            self._time.stop()
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
        self._bar.pause_button.setEnabled(True)
        if self._is_handing_over():
            self._show_hand_over()
            return
        self._stack.setCurrentWidget(self._stage)
        self._time.watch()
        self._focus_next_action()
        self.hints_changed.emit()

    # Relay

    def _is_handing_over(self) -> bool:
        return self._play is not None and self._play.baton() is not None

    def _show_hand_over(self) -> None:
        """The question stays hidden, for eyes and screen readers, until the player whose turn it is says so."""
        play = self._play
        runner = play.baton() if play is not None else None
        if play is None or runner is None:
            return
        self._time.stop()
        self._hand_over.show_runner(runner, play.round.lane_results(), first=not play.round.turns)
        self._stack.setCurrentWidget(self._hand_over)
        self._show_standing()
        self._hand_over.focus_first()
        announce(self._hand_over, self._hand_over.title())
        self.hints_changed.emit()

    def _take_baton(self) -> None:
        if self._play is not None and not self._play.round.paused and self._is_handing_over():
            self._play.show()
            self._show_question()

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
        self._time.stop()
        self._play = None

    # What is shown

    def _show_question(self, *, animate: bool = True) -> None:
        play = self._play
        if play is None:
            return
        if self._is_handing_over():
            self._show_hand_over()
            return
        self._stack.setCurrentWidget(self._stage)
        play.show()
        self._stage.show_question(play, animate=animate)
        self._show_standing()
        order_focus([self._bar.pause_button, *self._stage.focus_order()])
        self._focus_next_action()
        prompt = self._stage.prompt
        announce(prompt.label, prompt.label.accessibleName())
        self._time.watch()
        self.hints_changed.emit()

    def _show_verdict(self) -> None:
        if self._play is None:
            return
        self._time.stop()
        said = self._stage.show_verdict(self._play)
        order_focus([self._bar.pause_button, *self._stage.focus_order()])
        self._focus_next_action()
        announce(self._stage.verdict.sentence(), said)
        self._around.start()

    def _show_around(self) -> None:
        self._show_standing()
        self.hints_changed.emit()

    def _get_next_ready(self) -> None:
        """While this question is read, what the next one needs that none before it did."""
        play = self._play
        if play is not None and play.round.position + 1 < len(play.round.drawn):
            self._stage.get_ready(play.round.drawn[play.round.position + 1].question, play.pack)

    def _show_late_verdict(self) -> None:
        """The key that would have answered a moment ago must not go on to the next question."""
        self._just_late.start()
        self._show_verdict()

    def _show_standing(self) -> None:
        if self._play is not None:
            self._bar.show_round(self._play.round)
            self._track.show_round(self._play)
            self._time.show()

    # Focus

    def _focus_next_action(self) -> None:
        play = self._play
        if play is None:
            return
        if play.round.paused:
            self._cover.focus_first()
        elif self._is_handing_over():
            self._hand_over.focus_first()
        elif play.round.showing_verdict:
            self._stage.verdict.next_button().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._focus_before_pause is not None and self._focus_before_pause.isEnabled():
            self._focus_before_pause.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_first_answer()
        self._focus_before_pause = None

    def _focus_first_answer(self) -> None:
        first = self._stage.answers.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lifeline_used(self) -> None:
        """The button that was used can lose the focus with its use; it goes to the answers then."""
        focused = self.focusWidget()
        if focused is None or not focused.isEnabled() or not self._stage.answers.isAncestorOf(focused):
            self._focus_first_answer()
        self.hints_changed.emit()
