"""The window that looks for questions that ask nearly the same, in small pieces, while everything stays usable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.errors import QuizError
from quizapp.game.stored import State
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import announce, telling
from quizapp.ui.play.text_block import showable

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.likeness import NearDuplicate, Sought
    from quizapp.game.question import PackInfo

PAIRS_MAX = 500
_PIECE_S = 0.03
_PAUSE_MS = 15
_SHOWN = 200


class DuplicatesDialog(EditorDialog):
    """Every pair is a row with both prompts. Looks through all packs, each by itself.

    `select_requested(object)` and `merge_requested(object)`: the uids of a pair.
    """

    select_requested = Signal(object)
    merge_requested = Signal(object)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Find duplicates"), (760, 560), parent)
        self._author = author
        self._pairs: list[tuple[str, str]] = []
        self._packs = list(author.packs())
        self._pack: PackInfo | None = None
        self._steps: Iterator[Sought] = iter(())
        self._list = TwoLineList(self.tr("Pairs of questions that ask nearly the same"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.addWidget(self._list.in_card())
        self.set_content(content)
        self._select = self.add_button(self.tr("Select both in the table"), "list")
        self.add_close()
        self._merge = self.add_action(self.tr("Merge…"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()
        self._show_chosen()
        self.set_about(self.tr("Looking…"))
        self._list.setFocus()
        self._timer.start()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._go_on)
        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.enter_pressed.connect(lambda: self._ask(self.select_requested.emit))
        self._list.itemDoubleClicked.connect(lambda: self._ask(self.select_requested.emit))
        self._select.clicked.connect(lambda: self._ask(self.select_requested.emit))
        self._merge.clicked.connect(lambda: self._ask(self.merge_requested.emit))

    def refresh(self) -> None:
        """Something was changed: pairs of which one is in the rubbish bin now are left out."""
        there: set[str] = set()
        with telling(self):
            found = self._author.get_many({uid for pair in self._pairs for uid in pair})
            there = {uid for uid, stored in found.items() if stored.state is not State.RETIRED}
            for place in reversed(range(len(self._pairs))):
                if not there.issuperset(self._pairs[place]):
                    del self._pairs[place]
                    self._list.takeItem(place)
        self._show_chosen()
        if not self._timer.isActive():
            self._show_end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)

    def _go_on(self) -> None:
        """One piece of the work."""
        end = time.monotonic() + _PIECE_S
        try:
            while time.monotonic() < end:
                if not self._step():
                    self._show_end()
                    announce(self, self._summary())
                    return
        except QuizError as error:
            self.tell(error.sentence)
            self._show_end()
            return
        self._timer.start()

    def _step(self) -> bool:
        """The next question, or the next pack; False when there is none, or there are pairs enough."""
        if len(self._pairs) >= PAIRS_MAX:
            return False
        sought = next(self._steps, None)
        if sought is None:
            self._pack = self._packs.pop(0) if self._packs else None
            self._steps = self._author.near_duplicates(self._pack.id) if self._pack else iter(())
            return self._pack is not None
        self._show_progress(sought)
        if sought.found:
            self._add(sought.found)
        return True

    def _show_progress(self, sought: Sought) -> None:
        if self._pack is not None and (sought.done % 100 == 0 or sought.found):
            words = self.tr("Looking through “{pack}”: {done} of {total} questions")
            self.set_about(words.format(pack=showable(self._pack.title), done=sought.done, total=sought.total))

    def _add(self, found: tuple[NearDuplicate, ...]) -> None:
        questions = self._author.get_many({uid for near in found for uid in (near.first, near.second)})
        for near in found[: PAIRS_MAX - len(self._pairs)]:
            if near.first in questions and near.second in questions:
                both = near.second, near.first  # the one that was there first on top
                self._pairs.append(both)
                self._list.addItem("\n".join(_line(questions[uid].question.prompt) for uid in both))
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._show_chosen()

    def _show_end(self) -> None:
        self.set_about(self._summary())

    def _summary(self) -> str:
        if len(self._pairs) >= PAIRS_MAX:
            return self.tr("%n pair(s) found; there may be more.", "", len(self._pairs))
        if not self._pairs:
            return self.tr("No two questions ask nearly the same.")
        return self.tr("%n pair(s) ask nearly the same.", "", len(self._pairs))

    def _show_chosen(self) -> None:
        chosen = 0 <= self._list.currentRow() < len(self._pairs)
        self._select.setEnabled(chosen)
        self._merge.setEnabled(chosen)

    def _ask(self, ask: Callable[[tuple[str, str]], object]) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._pairs):
            ask(self._pairs[row])


def _line(prompt: str) -> str:
    return showable(" ".join(prompt[: 2 * _SHOWN].split()))[:_SHOWN]
