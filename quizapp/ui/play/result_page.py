"""The page after a round: what it came to, place on the board, categories, every question with its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import announce, telling
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.result_bar import ResultTopBar
from quizapp.ui.play.result_foot import ResultFoot
from quizapp.ui.play.result_questions import QuestionsCard
from quizapp.ui.play.result_relay import RelayCard
from quizapp.ui.play.result_rows import rows_of
from quizapp.ui.play.result_summary import CategoryCardOfResult, PlaceCard, ScoreCard
from quizapp.ui.play.result_values import Outcome, by_category, outcome_of
from quizapp.ui.play.result_words import again_words
from quizapp.ui.play.round_reading import ROOM_FOR_RING
from quizapp.ui.play.track_area import TrackArea
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.game.records import TrainingCounts
    from quizapp.play import Lobby, Play

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# On the two-set Korean layout these letters lie on the keys of P and C.
_KOREAN_KEYS = {"ㅔ": "P", "ㅊ": "C"}
_MOST_LANES = 4
_CONTENT_MAX: dict[WindowClass, int] = {"small": 99_999, "regular": 99_999, "wide": 1440, "very_wide": 1920}


class ResultPage(QWidget):
    """Signals: `play_again_requested(RoundSettings)`, `practise_requested(uids of the questions missed)`,
    `home_requested()`, `scores_requested()`, `hints_changed()`.
    """

    play_again_requested = Signal(object)
    practise_requested = Signal(object)
    home_requested = Signal()
    scores_requested = Signal()
    hints_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby: Lobby | None = None
        self._play: Play | None = None
        self._outcome: Outcome | None = None
        self._missed: tuple[str, ...] = ()
        self._code_is_due = False
        self._class: WindowClass = "regular"
        self._bar = ResultTopBar()
        self._strip = TrackArea()
        self._score = ScoreCard()
        self._place = PlaceCard()
        self._categories = CategoryCardOfResult()
        self._relay = RelayCard()
        self._questions = QuestionsCard()
        self._foot = ResultFoot()
        self._left = self._left_side()
        self._body = QHBoxLayout()
        self._questions_margin = QVBoxLayout()
        self._lay_out()
        self._bar.home_button.clicked.connect(self.home_requested)
        self._place.scores_requested.connect(self.scores_requested)
        self._bar.scores_button.clicked.connect(self.scores_requested)
        self._foot.again_requested.connect(self._play_again)
        self._foot.practise_requested.connect(self._practise)

    def _left_side(self) -> ScrollPage:
        content = PageContent()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING)
        self._column.addWidget(self._score)
        self._column.addWidget(self._place)
        self._column.addWidget(self._relay)
        self._column.addWidget(self._categories, 100)
        self._column.addStretch(1)
        return ScrollPage(content)

    def _lay_out(self) -> None:
        self._body.addWidget(self._left)
        self._body.addLayout(self._questions_margin, 1)
        self._questions_margin.addWidget(self._questions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._strip)
        column.addLayout(self._body, 1)
        column.addWidget(self._foot)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: after a training the page can say what is due next."""
        self._lobby = lobby

    def show_result(self, play: Play) -> None:
        """Show this finished round; raises BankError, and changes nothing, when its place cannot be read."""
        outcome, rows = outcome_of(play, self._due(play)), rows_of(play)
        self._missed = play.missed()
        self._play, self._outcome = play, outcome
        self._bar.show_words(outcome.title, outcome.about)
        self._strip.begin(play)
        by_points = play.round.rules.ranked_by == "points" or bool(outcome.lanes)
        self._score.show_outcome(outcome, figure_unit="" if by_points else outcome.unit)
        self._place.show_outcome(outcome)
        self._relay.setVisible(bool(outcome.lanes))
        self._relay.show_lanes(outcome.lanes)
        # In a relay the categories of all players together say nothing of anybody.
        self._categories.setVisible(not outcome.lanes)
        self._categories.show_results(by_category(play))
        self._questions.show_rows(rows, play.pack)
        again = again_words(play.round.rules.mode, play.round.settings)
        misses = len(self._missed)
        self._foot.show_ways_on(again, misses, single_letters=play.player.single_letter_keys)
        self._code_is_due = True
        self._restyle()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._code_is_due:
            # The code tells a draw from all questions: with 100,000 of them the page would stay away for a while.
            QTimer.singleShot(0, self, self._show_code)

    def _show_code(self) -> None:
        if self._code_is_due and self._play is not None:
            self._code_is_due = False
            with telling(self):
                self._foot.show_code(self._play.challenge_code())

    def _due(self, play: Play) -> TrainingCounts | None:
        is_training = play.round.rules.mode == Mode.TRAINING
        return self._lobby.training() if is_training and self._lobby is not None else None

    def activate(self) -> None:
        """Puts the focus on playing again and lets the result be heard."""
        self._foot.again.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._outcome is not None:
            announce(self._score, self._outcome.spoken)

    def hints(self) -> list[tuple[list[str], str]]:
        """None: the buttons of this page carry their keys."""
        return []

    def set_window_class(self, name: WindowClass) -> None:
        """Small, regular, wide or very wide."""
        if name != self._class:
            self._class = name
            self._restyle()

    # What the player does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in _ENTER_KEYS:
            self._play_again()
        elif event.key() == Qt.Key.Key_Escape:
            self.home_requested.emit()
        elif not self._act_on_letter(event):
            super().keyPressEvent(event)

    def _act_on_letter(self, event: QKeyEvent) -> bool:
        """P practises and C copies: with Ctrl always, alone where the player has single letters switched on."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        with_control = modifiers == Qt.KeyboardModifier.ControlModifier
        if not with_control and (modifiers or self._play is None or not self._play.player.single_letter_keys):
            return False
        key = event.key()
        letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else _KOREAN_KEYS.get(event.text(), "")
        if letter == "P":
            self._practise()
        elif letter == "C":
            self._show_code()
            self._foot.copy_code()
        return letter in ("P", "C")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _play_again(self) -> None:
        if self._play is not None:
            self.play_again_requested.emit(self._play.round.settings)

    def _practise(self) -> None:
        if self._missed:
            self.practise_requested.emit(self._missed)

    # How it looks

    def _scale(self) -> float:
        return 1.5 if self._class == "very_wide" else 1.0

    def _restyle(self) -> None:
        small, scale = self._class == "small", self._scale()
        self._bar.set_style(small=small, scale=scale)
        lanes = len(self._outcome.lanes) if self._outcome is not None else 0
        # The card below says the same of many players, and the questions need the height.
        self._strip.set_compact(small or (self._class == "regular" and lanes > _MOST_LANES))
        self._strip.set_type_scale(scale)
        for card in (self._score, self._place, self._relay, self._categories):
            card.set_style(small=small, scale=scale)
        self._set_margins()

    def _set_margins(self) -> None:
        small, scale = self._class == "small", self._scale()
        page = 16 if small else round(28 * scale)
        side = max(page, (self.width() - _CONTENT_MAX[self._class]) // 2)
        gap = 10 if small else round(16 * scale)
        high = 10 if small else round(20 * scale)
        ring = ROOM_FOR_RING
        self._body.setContentsMargins(side - ring, high - ring, side, high - ring)
        self._body.setSpacing((12 if small else round(20 * scale)) - ring)
        self._questions_margin.setContentsMargins(0, ring, 0, ring)
        self._column.setSpacing(gap)
        self._foot.set_style(small=small, scale=scale, side=side)
        room = self.width() - 2 * side
        left = min(round((270 if small else 384) * scale * theme.text_scale()), round(room * 0.38))
        self._left.setFixedWidth(left + 2 * ring)
        self._questions.set_style(small=small, scale=scale)
