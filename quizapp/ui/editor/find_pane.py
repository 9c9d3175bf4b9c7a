"""The left side of the editor: search, filters and the table of hits."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from quizapp.errors import QuizError, Sentence
from quizapp.game.edits import Sort
from quizapp.game.search import FilterName, filters_of, with_filter, without_filter
from quizapp.ui import theme
from quizapp.ui.editor.editor_empty import EmptyTable
from quizapp.ui.editor.filter_bar import FilterBar, filter_word
from quizapp.ui.editor.question_columns import SORTED_BY, Column, PackWords
from quizapp.ui.editor.question_table import QuestionTable
from quizapp.ui.editor.search_bar import SearchBar
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.question import PackInfo

RETIRED = "retired"
_OFFERED_SEARCHES = 2
_FIRST_ROWS = 400
"""More than any window shows; to find all of 500,000 takes longer than all else in opening the window."""


class FindPane(QWidget):
    """Signals: `found()` after every search, `current_changed()` when another question is the current one, `failed(
    Sentence)`, `new_requested()` from an empty bank."""

    found = Signal()
    current_changed = Signal()
    new_requested = Signal()
    failed = Signal(object)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._ids: array[int] = array("q")
        self._total: int | None = None
        self._has_more = False
        """Whether only the first hits were looked for yet."""
        self.packs = PackWords()
        self.search = SearchBar(author)
        self.filters = FilterBar(self.search.known)
        self.table = QuestionTable(author.rows, author.uids)
        self._empty = EmptyTable()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 10)
        head.setSpacing(8)
        head.addWidget(self.search)
        head.addWidget(self.filters)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.field.left_downwards.connect(self.focus_table)
        self.filters.changed.connect(self.search.set_text)
        self.table.sort_requested.connect(self.sort)
        self.table.current_changed.connect(self.current_changed)
        self.table.questions.failed.connect(self._fail)
        self._empty.search_requested.connect(self.search.set_text)
        self._empty.new_requested.connect(self.new_requested)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("surface"))
        if self._has_more:
            QTimer.singleShot(0, self, lambda: self.isVisible() and self._find_rest())

    # What is shown

    def shown_count(self) -> int:
        """How many questions the search has found."""
        return len(self._ids)

    def total_count(self) -> int:
        """How many questions there are, without the retired ones."""
        if self._total is None:
            with telling(self):
                self._total = len(self._author.find("", Sort()).ids)
        return self._total or 0

    def begin(self) -> None:
        """Read the packs and show all questions: those in sight first, the others once these are painted."""
        self._read_packs()
        self._find(keep=None, limit=_FIRST_ROWS)

    def _find_rest(self) -> None:
        """No row moves or changes: the others come behind them."""
        if self._has_more:
            self._find(keep=self._current_id(), keep_chosen=True)

    def find_again(self) -> None:
        """Carry out the search again after something was changed; what is current and chosen stays so while a hit."""
        self.search.forget_known()
        self._total = None
        self._read_packs()
        self._find(keep=self._current_id(), keep_chosen=True)

    def pack_for_new(self, present: str) -> PackInfo | None:
        """The pack a new question goes to: the one that is searched in, else the present one, else the first."""
        searched = filters_of(self.search.text()).get(FilterName.PACK, ())
        wanted = [searched[0].value] if len(searched) == 1 and not searched[0].exclude else []
        packs = self.packs.by_id()
        found = (packs[pack_id] for pack_id in (*wanted, present, *packs) if pack_id in packs)
        return next(found, None)

    def show_pack(self, pack_id: str) -> None:
        """Search for the questions of one pack."""
        self.search.set_text(with_filter("", FilterName.PACK, pack_id))

    def refresh_rows(self) -> None:
        """Read the rows in sight again; which and in which order stays, so nothing moves under the author's hands."""
        self.table.questions.refresh()

    def sort(self, column: Column, descending: bool) -> None:
        """Show the hits in another order."""
        self.table.show_sort(column, descending)
        self._find(keep=self._current_id(), keep_chosen=True)

    def go_to_hit(self, uid: str) -> bool:
        """Make this question the current one where the search finds it; whether it does."""
        place = self._place_of(uid)
        if place >= 0:
            self.table.go_to(place)
        return place >= 0

    def go_to_question(self, uid: str) -> bool:
        """Make this question the current one; where the search does not find it, it is shown without the search."""
        if self.go_to_hit(uid):
            return True
        self._show_all()
        if self.go_to_hit(uid):
            return True
        self.search.set_text(with_filter("", FilterName.STATE, RETIRED))
        return self.go_to_hit(uid)

    def select_questions(self, uids: Sequence[str]) -> None:
        """Show these questions alone, all of them selected."""
        self.search.set_text(" OR ".join(with_filter("", FilterName.UID, uid) for uid in uids))
        self.table.select_all_hits()

    def _place_of(self, uid: str) -> int:
        self._find_rest()
        with telling(self):
            row_id = self._author.row_ids((uid,)).get(uid) if uid else None
            return -1 if row_id is None else self.table.questions.place_of(row_id)
        return -1

    def mark_question(self, uid: str) -> None:
        """Make this question the current row without a signal; no row where the search does not find it."""
        place = self._place_of(uid)
        with QSignalBlocker(self.table):
            if place >= 0:
                self.table.go_to(place)
            else:
                self.table.go_nowhere()
        self.found.emit()

    def focus_table(self) -> None:
        """The focus to the rows, or to what stands in their place."""
        self.search.field.search_now()
        target = self.table if self._ids else self._empty
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Filters that are also in the menus

    def set_problems_only(self, only: bool) -> None:
        """Only questions with problems, or all again."""
        if only != self.is_filtered(FilterName.PROBLEM):
            self.filters.toggle_problems(only)

    def set_bin(self, shown: bool) -> None:
        """Only retired questions, or the others again."""
        if shown != self.is_filtered(FilterName.STATE, RETIRED):
            text = without_filter(self.search.text(), FilterName.STATE)
            self.search.set_text(with_filter(text, FilterName.STATE, RETIRED) if shown else text)

    def is_filtered(self, name: FilterName, value: str | None = None) -> bool:
        """Whether a filter of this name, and value if one is given, stands in the search."""
        uses = filters_of(self.search.text()).get(name, ())
        return any(not use.exclude and value in (None, use.value) for use in uses)

    # Searching

    def _read_packs(self) -> None:
        with telling(self):
            packs = tuple(self._author.packs())
            self.packs = PackWords(packs)
            self.table.set_packs(self.packs)
            self.filters.set_packs(self.packs, max((pack.episodes or 0 for pack in packs), default=0))

    def _search(self, text: str) -> None:
        self._find(keep=self._current_id())

    def _find(self, *, keep: int | None, keep_chosen: bool = False, limit: int | None = None) -> None:
        text = self.search.text()
        column, descending = self.table.sort()
        try:
            result = self._author.find(text, Sort(SORTED_BY[column], descending), limit=limit)
        except QuizError as error:
            self._fail(error.sentence)
            return
        self._ids = result.ids
        self._has_more = len(result.ids) == limit
        if not text.strip() and not self._has_more:
            self._total = len(result.ids)
        self.filters.show_text(text)
        self.search.show_problems(result.problems)
        before = self._current_id()
        self.table.show_ids(result.ids, keep=keep, keep_chosen=keep_chosen)
        self._show_stack()
        if not self._has_more:
            self.found.emit()
        if self._current_id() != before or before is None:
            self.current_changed.emit()

    def _show_stack(self) -> None:
        if self._ids:
            self._stack.setCurrentWidget(self.table)
            return
        if self.search.text().strip():
            self._empty.show_no_hits(self.total_count(), self._wider_searches())
        else:
            self._empty.show_no_questions()
        self._stack.setCurrentWidget(self._empty)

    def _wider_searches(self) -> list[tuple[str, str]]:
        """Searches without one of the filters that have hits, each with its words and their number."""
        text = self.search.text()
        wider: list[tuple[str, str]] = []
        with telling(self):
            for name in filters_of(text):
                without = without_filter(text, name)
                count = len(self._author.find(without, Sort()).ids)
                if count and without.strip() and len(wider) < _OFFERED_SEARCHES:
                    words = self.tr("Any {filter} · {count}")
                    wider.append((words.format(filter=filter_word(name).lower(), count=number(count)), without))
        return wider

    def _show_all(self) -> None:
        self.search.set_text("")

    def _current_id(self) -> int | None:
        place = self.table.currentIndex().row()
        return self.table.questions.id_at(place)

    def _fail(self, sentence: Sentence) -> None:
        self.failed.emit(sentence)
