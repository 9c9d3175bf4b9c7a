"""The window that finds a text in many questions and replaces it, after every place has been seen."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.errors import QuizError, Sentence
from quizapp.game.authoring import Hit, ReplacePlan, ReplaceStep
from quizapp.game.stored import StaleRevisionError
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel, button_text
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.editor.replace_list import HitList, HitModel
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.author import Author

QUIET_MS = 350
"""How long nothing must be typed before it is searched."""
_LARGE = 1.2
"""From this text size on the names of the fields need more room."""
PIECE_S = 0.05
"""So long it looks without a pause."""
_PAUSE_MS = 5
_TOLD_EVERY = 500


class ReplaceDialog(EditorDialog):
    """Looks in pieces, which Esc ends; what was found until then can be replaced. Stays open when done.

    `changed(object)`: the uids, after something was replaced.
    """

    changed = Signal(object)

    def __init__(self, author: Author, uids: Sequence[str] | None, parent: QWidget | None = None) -> None:
        """`uids` are the selected questions, None to look in all."""
        super().__init__(self.tr("Find and replace"), (820, 680), parent)
        self._author = author
        self._uids = None if uids is None else tuple(uids)
        self._plan: ReplacePlan | None = None
        """What can be carried out; None while it is looked for."""
        self._steps: Iterator[ReplaceStep] | None = None
        self._revisions: dict[str, int] = {}
        self._done = self._total = 0
        self._build()
        self._lay_out()
        self.add_close()
        self._act = self.add_action(self.tr("Replace"))
        self._act.clicked.connect(self._replace)
        self._connect()
        self._show_ticks()
        self._find.setFocus()

    def _build(self) -> None:
        self._find, self._replacement = QLineEdit(), QLineEdit()
        self._find_box = FieldBox(self.tr("Find"), self._find)
        self._replacement_box = FieldBox(self.tr("Replace with"), self._replacement)
        everywhere = ("all", self.tr("All questions"))
        selected = ("selected", self.tr("%n selected question(s)", "", len(self._uids or ())))
        self._scope = Segmented(
            [selected, everywhere] if self._uids is not None else [everywhere], self.tr("Where to look")
        )
        self._everywhere = PlainLabel(self.tr("In all questions"), "dense", "ink2")
        self._regex, self._case = _tick(self.tr("Regular expression")), _tick(self.tr("Match case"))
        self._fields = {name: _tick(words) for name, words in self._field_words().items()}
        for name, tick in self._fields.items():
            tick.setChecked(name not in ("tags", "category"))
        self._model = HitModel(self._prompt, self)
        self._list = HitList(self._model, self.tr("Places where something would be replaced"))
        self._status = PlainLabel("", "dense", "ink2")
        self._status.setObjectName("replace-status")
        self._all, self._none = LinkButton(self.tr("Tick all")), LinkButton(self.tr("Tick none"))
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)

    def _field_words(self) -> dict[str, str]:
        """Fields by the first of their group."""
        return {
            "prompt": self.tr("Prompt"),
            "line": self.tr("Card line"),
            "answers": self.tr("Answers and options"),
            "hint": self.tr("Hint"),
            "explanation": self.tr("Explanation"),
            "sources": self.tr("Sources"),
            "media": self.tr("Text of the picture"),
            "tags": self.tr("Tags"),
            "category": self.tr("Category"),
        }

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 4)
        column.setSpacing(10)
        texts = QHBoxLayout()
        texts.setSpacing(16)
        texts.addWidget(self._find_box, 1)
        texts.addWidget(self._replacement_box, 1)
        column.addLayout(texts)
        how = QHBoxLayout()
        how.setSpacing(20)
        how.addWidget(self._scope)
        how.addWidget(self._everywhere)
        how.addStretch(1)
        how.addWidget(self._case)
        how.addWidget(self._regex)
        column.addLayout(how)
        self._scope.setVisible(self._uids is not None)
        self._everywhere.setVisible(self._uids is None)
        column.addWidget(PlainLabel(self.tr("In these fields"), "caption", "ink2", bold=True))
        columns = 5 if theme.text_scale() < _LARGE else 3
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for place, tick in enumerate(self._fields.values()):
            grid.addWidget(tick, place // columns, place % columns)
        column.addLayout(grid)
        column.addLayout(self._above_list())
        card = Card(shadow=False, radius=8, edge="line2")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self._list)
        column.addWidget(card, 1)
        self.set_content(content)

    def _above_list(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._status, 1)
        row.addWidget(self._all)
        row.addWidget(self._none)
        return row

    def _connect(self) -> None:
        for field in (self._find, self._replacement):
            field.textChanged.connect(self._wait)
        for tick in (self._regex, self._case, *self._fields.values()):
            tick.toggled.connect(self._wait)
        self._scope.selected.connect(self._wait)
        self._timer.timeout.connect(self.search)
        self._pause.timeout.connect(self._go_on)
        self._model.ticks_changed.connect(self._show_ticks)
        self._all.clicked.connect(lambda: self._model.tick_all(True))
        self._none.clicked.connect(lambda: self._model.tick_all(False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # With Ctrl it carries out what was seen, and must not look for something else first.
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.search()
            return
        if event.key() == Qt.Key.Key_Escape and self._steps is not None:
            self._stop()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._give_up()
        super().hideEvent(event)

    def _wait(self, _: object = None) -> None:
        # What is planned is no longer what is asked for.
        self._give_up()
        self._plan = None
        self.quieten()
        self._timer.start()
        self._show_ticks()

    def _give_up(self) -> None:
        self._timer.stop()
        self._pause.stop()
        self._steps = None

    def search(self) -> None:
        """Look for it now; few questions are looked through at once, many in pieces."""
        self._give_up()
        self._plan, self._revisions, self._done, self._total = None, {}, 0, 0
        self._find_box.show_problem("")
        self._model.clear()
        if self._find.text():
            self._steps = self._author.replace_steps(
                self._uids if self._scope.current() == "selected" else None,
                self._find.text(),
                self._replacement.text(),
                self._chosen_fields(),
                self._regex.isChecked(),
                self._case.isChecked(),
            )
            self._go_on()

    def _go_on(self) -> None:
        """One piece of the work."""
        end, found, step = time.monotonic() + PIECE_S, list[Hit](), None
        try:
            while self._steps is not None and time.monotonic() < end:
                step = next(self._steps, None)
                if step is None or step.problem is not None:
                    break
                self._take(step, found)
        except QuizError as error:
            self._give_up()
            self.tell(error.sentence)
        self._model.add_hits(found)
        if self._list.currentIndex().row() < 0:
            self._list.setCurrentIndex(self._model.index(0))
        if self._steps is not None and step is not None and step.problem is None:
            self._pause.start()
            self._show_ticks()
        else:
            self._end(step.problem if step is not None else None)

    def _take(self, step: ReplaceStep, found: list[Hit]) -> None:
        self._done, self._total = step.done, step.total
        if step.hits:
            self._revisions[step.hits[0].uid] = step.revision
            found += step.hits

    def _stop(self) -> None:
        """Look no further."""
        self._end(None)

    def _end(self, problem: Sentence | None) -> None:
        self._give_up()
        if problem is not None:
            self._model.clear()
        self._plan = ReplacePlan(self._find.text(), self._replacement.text(), (), self._revisions, problem)
        self._find_box.show_problem(translated(problem) if problem is not None else "")
        self._show_ticks()
        announce(self._list, self._find_box.problem() or self._status.text())

    def _chosen_fields(self) -> tuple[str, ...]:
        together = {"answers": ("answers", "distractors", "pairs", "extra", "sequence")}
        chosen = (together.get(name, (name,)) for name, tick in self._fields.items() if tick.isChecked())
        return tuple(field for fields in chosen for field in fields)

    def _show_ticks(self) -> None:
        count = self._model.places() if self._plan is not None or self._steps is not None else 0
        self._act.set_text(self.tr("Replace %n place(s)", "", count) if count else self.tr("Replace"))
        self._act.setEnabled(count > 0 and self._plan is not None)
        has_hits = self._plan is not None and self._model.rowCount() > 0
        self._all.setEnabled(has_hits)
        self._none.setEnabled(has_hits)
        self._status.setText(self._status_words())

    def _status_words(self) -> str:
        places = self.tr("%n place(s)", "", self._model.places())
        questions = self.tr("in %n question(s)", "", self._model.questions())
        found = f"{places} {questions}"
        if self._steps is not None:
            words = self.tr("{found}; {done} of {total} questions looked through. Esc stops.")
            return words.format(found=found, done=number(self._done), total=number(self._total))
        if self._plan is None:
            return self.tr("Searching…") if self._timer.isActive() and self._find.text() else ""
        if self._plan.problem is not None:
            return ""
        if self._done < self._total:
            words = self.tr("{found}. Stopped after {done} of {total} questions.")
            return words.format(found=found, done=number(self._done), total=number(self._total))
        return found if self._model.rowCount() else self.tr("Nowhere found.")

    def _prompt(self, uid: str) -> str:
        try:
            found = self._author.get_many([uid])
        except QuizError:
            return ""
        return found[uid].question.prompt if uid in found else ""

    def _replace(self) -> None:
        if self._plan is None:
            return
        wanted = self._plan.with_hits(self._model.ticked())
        self.quieten()
        with telling(self):
            try:
                self._author.replace(wanted, self._show_progress)
            except StaleRevisionError:
                self.search()
                raise
            self.search()
            self.say(self.tr("%n place(s) replaced. Undo takes this back.", "", wanted.count))
            self.changed.emit(wanted.uids)
        self._show_ticks()

    def _show_progress(self, done: int, total: int) -> None:
        """While all is made ready and written at once: painted here, because nothing else may happen in between."""
        if total >= _TOLD_EVERY and (done == total or done % _TOLD_EVERY == 0):
            words = self.tr("Writing all at once…") if done == total else self.tr("{done} of {total} questions ready")
            self._status.setText(words.format(done=number(done), total=number(total)))
            self._status.repaint()


def _tick(words: str) -> QCheckBox:
    made = QCheckBox(button_text(words))
    made.setAccessibleName(words)
    return made
