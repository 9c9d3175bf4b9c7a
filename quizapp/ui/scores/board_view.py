"""One board: how who plays now stands on it, its table, the rule for ties, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.game.records import Board, BoardOrder
from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.scores.board_empty import EmptyBoard
from quizapp.ui.scores.board_model import Read
from quizapp.ui.scores.board_summary import BoardSummary
from quizapp.ui.scores.board_table import BoardTable
from quizapp.ui.scores.board_words import mode_of, ranked_by

_FILLED, _FILTERED, _EMPTY = range(3)
_LEAST_FOR_ALL_FIGURES, _LEAST_FOR_FIGURES = 490, 400
"""Heights of the page below which two of the figures above the table, or all, leave it their room."""
_LEAST_FOR_WORDS = 640
"""The width of the page below which the buttons have no words."""


class BoardView(QWidget):
    """Signals: `round_requested(round id)`, `invited()` to run on an empty board, `all_requested()` where the choice of
    player and time leaves nothing, `roster_requested()`, `export_requested()`.
    """

    round_requested = Signal(int)
    invited = Signal()
    all_requested = Signal()
    roster_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = BoardSummary()
        self.table = BoardTable()
        self._ties = PlainLabel("", "caption", "ink2", wrap=True)
        self._open = PlainButton(self.tr("Open round"), "eye", small=True)
        self._roster = PlainButton(self.tr("Players…"), "users", small=True)
        self._export = PlainButton(self.tr("Export…"), "export", small=True)
        self._buttons = [(each, each.plain_text()) for each in (self._open, self._roster, self._export)]
        self._empty = EmptyBoard()
        self._show_all = PlainButton(self.tr("Show all rounds"), small=True)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._filled())
        self._shown.addWidget(self._filtered())
        self._shown.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        self.table.round_requested.connect(self.round_requested)
        self._open.clicked.connect(self.table.open_row)
        self._roster.clicked.connect(self.roster_requested)
        self._export.clicked.connect(self.export_requested)
        self._empty.invited.connect(self.invited)
        self._show_all.clicked.connect(self.all_requested)

    def _filled(self) -> QWidget:
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._summary)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self._ties, 1)
        for button, _ in self._buttons:
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(foot)
        return filled

    def _filtered(self) -> QWidget:
        filtered = QWidget()
        column = QVBoxLayout(filtered)
        column.setSpacing(12)
        nothing = PlainLabel(self.tr("No round of this board fits this choice of player and time."), "body", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(nothing)
        column.addWidget(self._show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return filtered

    def show_board(
        self,
        board: Board,
        order: BoardOrder,
        places: Sequence[int],
        read: Read,
        player_id: int | None,
        last_round: int | None,
    ) -> None:
        """Show these places of a board; the player's last run is marked and in sight. QuizError when it cannot."""
        ranking, mode = ranked_by(board), mode_of(board)
        self._summary.show_standing(order, read, player_id, mode, ranking)
        self.table.show_order(order, places, read, last_round, ranking)
        self._ties.setText(tie_words(board))
        self._empty.show_mode(mode)
        self._shown.setCurrentIndex(_FILLED if places else _FILTERED if order.round_ids else _EMPTY)

    def is_filled(self) -> bool:
        """Whether there are rows to walk through."""
        return self._shown.currentIndex() == _FILLED

    def focus_first(self) -> None:
        """Puts the focus where going on is likely."""
        first = {_FILLED: self.table, _FILTERED: self._show_all, _EMPTY: self._empty}
        first[self._shown.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_small(self, small: bool) -> None:
        """Lower rows in a small window."""
        self.table.set_small(small)

    def set_room(self, page: QSize) -> None:
        """How large the page is: in a low one the table needs the room of the figures, in a narrow one the rule for
        ties that of the buttons' words.
        """
        self._summary.set_brief(page.height() < theme.px(_LEAST_FOR_ALL_FIGURES))
        self._summary.setVisible(page.height() >= theme.px(_LEAST_FOR_FIGURES))
        roomy = page.width() >= theme.px(_LEAST_FOR_WORDS)
        for button, words in self._buttons:
            button.set_text(words if roomy else "")
            button.setAccessibleName(words)
            button.setToolTip("" if roomy else tool_tip(words))


def tie_words(board: Board) -> str:
    """The rule by which rounds that are equal stand one before the other."""

    def _tr(text: str) -> str:
        return QCoreApplication.translate("Boards", text)

    ranking, mode = ranked_by(board), mode_of(board)
    if ranking == "nothing":
        words = _tr("Played by rules of a later version ({rules}): shown with the newest first, and not ranked.")
        return words.format(rules=board.rule_set)
    if ranking == "right":
        return _tr("Ties: more points, then fewer lifelines, then less time, then earlier.")
    ties = _tr("Ties: fewer lifelines, then less time, then earlier.")
    return f"{_tr('The first run of a day counts.')} {ties}" if mode == Mode.DAILY else ties
