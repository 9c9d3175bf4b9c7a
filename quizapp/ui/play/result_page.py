"""The page after a round: score, place on the board, categories, every question with its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import announce
from quizapp.ui.play.category_blocks import CategoryResult
from quizapp.ui.play.home_words import date_with_year
from quizapp.ui.play.result_bar import ResultTopBar
from quizapp.ui.play.result_questions import QuestionsCard
from quizapp.ui.play.result_summary import CategoryCardOfResult, PlaceCard, ScoreCard
from quizapp.ui.play.result_table import rows_of
from quizapp.ui.play.result_words import best_words, place_words
from quizapp.ui.play.round_reading import ROOM_FOR_RING
from quizapp.ui.play.round_values import mark_of, plates
from quizapp.ui.play.round_words import CARD_ICONS, mode_title, watched_words
from quizapp.ui.play.track_strip import TrackStrip
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Play

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTENT_MAX: dict[WindowClass, int] = {"small": 99_999, "regular": 99_999, "wide": 1440, "very_wide": 1920}


class ResultPage(QWidget):
    """Signals: `play_again_requested(RoundSettings)`, `home_requested()`, `scores_requested()`, `hints_changed()`."""

    play_again_requested = Signal(object)
    home_requested = Signal()
    scores_requested = Signal()
    hints_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._play: Play | None = None
        self._announcement = ""
        self._class: WindowClass = "regular"
        self._bar = ResultTopBar()
        self._strip = TrackStrip()
        self._score = ScoreCard()
        self._place = PlaceCard()
        self._categories = CategoryCardOfResult()
        self._questions = QuestionsCard()
        self._again = MainButton(self.tr("Play again"), "again", "Enter")
        self._scores = PlainButton(self.tr("High scores"), "trophy")
        self._left = self._left_side()
        self._body = QHBoxLayout()
        self._questions_margin = QVBoxLayout()
        self._foot = QHBoxLayout()
        self._lay_out()
        self._bar.home_button.clicked.connect(self.home_requested)
        self._place.scores_requested.connect(self.scores_requested)
        self._scores.clicked.connect(self.scores_requested)
        self._again.clicked.connect(self._play_again)

    def _left_side(self) -> ScrollPage:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING)
        self._column.addWidget(self._score)
        self._column.addWidget(self._place)
        self._column.addWidget(self._categories, 1)
        return ScrollPage(content)

    def _lay_out(self) -> None:
        self._body.addWidget(self._left)
        self._body.addLayout(self._questions_margin, 1)
        self._questions_margin.addWidget(self._questions)
        foot = QFrame()
        foot.setProperty("role", "bottom-bar")
        foot.setLayout(self._foot)
        foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._foot.setSpacing(12)
        self._foot.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self._scores, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._strip)
        column.addLayout(self._body, 1)
        column.addWidget(foot)

    # What the window asks

    def show_result(self, play: Play) -> None:
        """Show this finished round; raises BankError, and changes nothing, when its place cannot be read."""
        placing = play.placing()
        self._play = play
        mode = play.round.rules.mode
        has_clock = play.round.rules.answer_limit_ms is not None
        self._bar.show_words(
            self.tr("{mode} finished").format(mode=mode_title(mode)),
            [
                date_with_year(placing.entry.finished_at_ms),
                placing.entry.player_name,
                watched_words(play.pack, play.round.settings.spoiler_limit),
            ],
        )
        self._strip.set_round(play.round.question_count)
        self._strip.set_plates(plates(play.round))
        self._strip.set_finished(True)
        self._score.show_result(placing, has_clock=has_clock)
        self._place.show_place(placing, mode)
        self._categories.show_results(_by_category(play))
        self._questions.show_rows(rows_of(play), play.pack)
        self._restyle()
        said = [*best_words(placing), place_words(placing, mode)[0]]
        self._announcement = ". ".join([self.tr("{points} points").format(points=placing.entry.result.points), *said])

    def activate(self) -> None:
        """Puts the focus on playing again and lets the result be heard."""
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._play is not None:
            announce(self._score, self._announcement)

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
        else:
            super().keyPressEvent(event)

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

    # How it looks

    def _scale(self) -> float:
        return 1.5 if self._class == "very_wide" else 1.0

    def _restyle(self) -> None:
        small, scale = self._class == "small", self._scale()
        self._bar.set_style(small=small, scale=scale)
        self._strip.set_compact(small)
        self._strip.set_type_scale(scale)
        for card in (self._score, self._place, self._categories):
            card.set_style(small=small, scale=scale)
        self._again.set_small(small)
        self._scores.set_small(small)
        for button in (self._again, self._scores):
            button.set_type_scale(scale)
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
        foot = 8 if small else round(10 * scale)
        self._foot.setContentsMargins(side, foot, side, foot)
        room = self.width() - 2 * side
        left = min(round((270 if small else 384) * scale * theme.text_scale()), round(room * 0.38))
        self._left.setFixedWidth(left + 2 * ring)
        self._questions.set_style(small=small, scale=scale)


def _by_category(play: Play) -> list[CategoryResult]:
    """The categories of the pack that were asked, in the pack's order."""
    found: dict[str, list[str]] = {}
    for turn in play.round.answered:
        found.setdefault(turn.drawn.question.category, []).append(mark_of(turn.verdict))
    order = [category.id for category in play.pack.categories]
    made: list[CategoryResult] = []
    for identity in sorted(found, key=lambda each: order.index(each) if each in order else len(order)):
        category, marks = play.pack.category(identity), found[identity]
        icon = CARD_ICONS.get(category.card if category else "plain", "list")
        title = category.title if category else identity
        made.append(CategoryResult(title, icon, marks.count("right"), len(marks), marks.count("partly")))
    return made
