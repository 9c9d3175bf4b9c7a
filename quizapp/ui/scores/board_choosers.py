"""The choosers of a board: one for each thing in which the boards of a mode differ, and words for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from quizapp.game.question import PackInfo
from quizapp.game.records import Board
from quizapp.ui import theme
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.scores.board_chooser import BoardChooser
from quizapp.ui.scores.board_facets import FACETS, Facet, choices, nearest, tip
from quizapp.ui.scores.board_words import mode_of

_WIDEST = 260


class BoardChoosers(QWidget):
    """`chosen(Board)` when somebody chose another board."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boards: Sequence[Board] = ()
        self._pack: PackInfo | None = None
        self._present: Board | None = None
        self._offered: list[list[Board]] = [[] for _ in FACETS]
        self._choosers = [BoardChooser("") for _ in FACETS]
        self._rest = _Rest("", "caption", "ink2", wrap=True)
        self._rest.setContentsMargins(4, 0, 0, 0)
        flow = FlowLayout(self, gap=8, line_gap=6, centred=True)
        for place, chooser in enumerate(self._choosers):
            chooser.setProperty("dense", True)
            flow.addWidget(chooser)
            chooser.currentIndexChanged.connect(partial(self._choose, place))
        flow.addWidget(self._rest)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_boards(self, boards: Sequence[Board], present: Board, pack: PackInfo) -> None:
        """Offer these, all of one mode, with `present` chosen; nothing is signalled."""
        self._boards, self._present, self._pack = boards, present, pack
        fixed = [self._show_facet(place, facet) for place, facet in enumerate(FACETS)]
        self._rest.setText(" · ".join(words for words in fixed if words))
        self._rest.setVisible(bool(self._rest.text()))
        self.updateGeometry()

    def _show_facet(self, place: int, facet: Facet) -> str:
        """Offers the choices of a facet; gives its words where there is nothing to choose."""
        present, pack, chooser = self._present, self._pack, self._choosers[place]
        assert present is not None
        assert pack is not None
        self._offered[place] = offered = choices(facet, self._boards)
        words = [(facet.words(board, pack), tip(facet, board, pack)) for board in offered]
        has_choice = len(offered) > 1 and len({text for text, _ in words}) > 1
        chooser.setVisible(has_choice)
        if not has_choice:
            return facet.said(present, pack)
        chooser.set_name(facet.name(mode_of(present)))
        chooser.set_room(theme.px(_WIDEST))
        chooser.show_boards(words, [facet.key(board) for board in offered].index(facet.key(present)))
        return ""

    def _choose(self, place: int, choice: int) -> None:
        if self._present is not None and 0 <= choice < len(self._offered[place]):
            wanted = self._offered[place][choice]
            self.chosen.emit(nearest(self._boards, self._present, FACETS[place], wanted))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class _Rest(PlainLabel):
    """Words that ask for one line; Qt would have wrapped words ask for a block as wide as it is high."""

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        line = self.fontMetrics().horizontalAdvance(QLabel.text(self)) + margins.left() + margins.right() + 2
        return QSize(line, self.heightForWidth(line))
