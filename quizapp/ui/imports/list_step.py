"""The list of an import's questions, from the first that is read to the report: what stands above it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from quizapp.game.draft import Draft
from quizapp.game.plans import ImportPlan, ImportResult, PlanItem
from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.imports.count_line import CountLine
from quizapp.ui.imports.decision_bar import DecisionBar
from quizapp.ui.imports.plan_details import PlanDetails
from quizapp.ui.imports.plan_model import PlanModel, Segment
from quizapp.ui.imports.plan_table import PlanTable
from quizapp.ui.imports.report_cards import ReportCards
from quizapp.ui.imports.run_bar import RunBar
from quizapp.ui.messages import announce
from quizapp.ui.play.home_words import number

Stage = Literal["reading", "plan", "writing", "report"]
_QUIET_MS = 200
_SPOKEN_STEP = 25


class ListStep(QWidget):
    """`fields_requested()` when fields of the chosen questions are to be set, `counted()` when numbers changed,
    `ticked()` when somebody ticked something."""

    fields_requested = Signal()
    counted = Signal()
    ticked = Signal()

    def __init__(self, draft_of: Callable[[str], Draft | None], parent: QWidget | None = None) -> None:
        """`draft_of` gives the question of a uid in the bank, None where there is none."""
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._stage: Stage = "reading"
        self._spoken = 0
        self._result: ImportResult | None = None
        """What was written, while the report is shown."""

        def prompt_of(uid: str) -> str:
            draft = draft_of(uid)
            return draft.prompt if draft is not None else ""

        self.model = PlanModel(self, prompt_of)
        self.table = PlanTable(self.model)
        self._details = PlanDetails(self.model.prompt_of, draft_of)
        self.bar = RunBar()
        self._counts = CountLine()
        self._decisions = DecisionBar()
        self._cards = ReportCards()
        looks: list[tuple[str, str]] = [("look", self.tr("Needs a look")), ("added", self.tr("To be added"))]
        self._segments = Segmented([*looks, ("all", self.tr("All"))], self.tr("Which questions to show"))
        self._search = QLineEdit()
        self._note = PlainLabel("", "caption", "ink2")
        self._empty = PlainLabel("", "body", "ink2", wrap=True)
        self._typing = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setAccessibleName(self.tr("Search in these questions"))
        self._search.setProperty("dense", True)
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(theme.px(260))
        progress = QWidget()
        running = QVBoxLayout(progress)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(8)
        running.addWidget(self.bar)
        running.addWidget(self._counts)
        self._above: dict[Stage, QWidget] = {"reading": progress, "plan": self._decisions, "report": self._cards}
        self._above["writing"] = progress
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._segments)
        row.addWidget(self._note, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 4)
        column.setSpacing(12)
        for widget in (progress, self._decisions, self._cards):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._body(), 1)

    def _body(self) -> QSplitter:
        card = Card(shadow=False, radius=8, edge="line2")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self._empty)
        inside.addWidget(self.table, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(16, 24, 16, 24)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        split.addWidget(card)
        split.addWidget(self._details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(360), theme.px(140)])
        self._details.setMinimumHeight(theme.px(64))
        card.setMinimumHeight(theme.px(120))
        return split

    def _connect(self) -> None:
        self._segments.selected.connect(self._filter)
        self._search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._filter)
        self.model.counted.connect(self._show_counts)
        self.model.ticked.connect(self._show_details)
        self.model.ticked.connect(self.ticked)
        self.model.modelReset.connect(self._show_details)
        self.table.current_changed.connect(self._show_details)
        self.table.selected.connect(self._show_selection)
        self._decisions.tick_requested.connect(self._tick_selected)
        self._decisions.all_requested.connect(self._tick_all_shown)
        self._decisions.conflicts_requested.connect(self._decide_conflicts)
        self._decisions.fields_requested.connect(self.fields_requested)

        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.focus_search)

    # Stages

    def show_stage(self, stage: Stage) -> None:
        """What stands above the list, and what can be done in it."""
        self._stage = stage
        for widget in self._above.values():
            widget.setVisible(widget is self._above[stage])
        self.model.can_tick = stage == "plan"
        self.table.set_ticks_shown(stage in ("plan", "writing"))
        self._counts.show_status("")
        self._note.setText(self.tr("The list grows while the files are read.") if stage == "reading" else "")
        self._show_counts()

    def show_plan(self, plan: ImportPlan | None, *, segment: Segment = "look", is_done: bool = False) -> None:
        """Show the questions of a plan from its beginning."""
        self._plan = plan
        if not is_done:
            self._result = None
        self._search.clear()
        self._typing.stop()
        self._segments.set_current(segment)
        self.model.set_filter(segment, "")
        self.model.show_plan(plan, is_done=is_done)

    def grow(self, plan: ImportPlan) -> None:
        """Show what has been read of a plan until now."""
        if plan is not self._plan:
            self.show_plan(plan)
        else:
            self.model.look_again()

    def show_whole(self, plan: ImportPlan, segment: Segment) -> None:
        """Show a plan that is read to its end; who looks at a row of it stays there."""
        if plan is not self._plan:
            self.show_plan(plan, segment=segment)
            return
        current = self.table.current()
        if self._segments.current() == "look" and segment != "look":
            self._segments.set_current(segment)
        self._filter()
        self.table.go_to(max(0, self.model.row_of(current)))

    def look_again(self) -> None:
        """The questions may say something else now."""
        self.model.recount()
        self._show_details()

    def show_marked(self) -> None:
        """All are marked that ask nearly what others do: those that need a look for it are shown among the rest.

        Where several rows are chosen the list stays as it is, because somebody is at work on them.
        """
        self.look_again()
        if self._segments.current() == "look" and self.table.selected_count() <= 1:
            current = self.table.current()
            self.model.sift_again()
            self.table.go_to(max(0, self.model.row_of(current)))

    def show_note(self, text: str) -> None:
        """The quiet line beside the segments."""
        self._note.setText(text)

    def show_progress(self, done: int, total: int) -> int:
        """How far it is, in per cent; a screen reader hears of each quarter."""
        self.bar.set_progress(done, total)
        per_cent = self.bar.per_cent()
        if not total:
            self._spoken = 0
        if self._stage == "writing":
            words = self.tr("{done} of {total} written") if done < total else self.tr("Showing all of it at once…")
            words = words if total else self.tr("Making ready to write…")
            self._counts.show_status(words.format(done=number(done), total=number(total)))
        if self._spoken + _SPOKEN_STEP <= per_cent < 100:
            self._spoken = per_cent - per_cent % _SPOKEN_STEP
            announce(self.bar, self.tr("{number} %").format(number=per_cent))
        return per_cent

    def numbers(self) -> str:
        """What there is, for a screen reader."""
        return self._counts.words()

    def result_words(self) -> str:
        """What was written, for a screen reader."""
        return self._cards.words()

    def show_result(self, plan: ImportPlan, result: ImportResult) -> None:
        """The report: the cards count what was written."""
        self._result = result
        needs_look = bool(plan.notes) or any(item.has_notes for item in plan.items)
        self.show_plan(plan, segment="look" if needs_look else "added", is_done=True)
        self.show_stage("report")
        self.table.go_to(0)

    def pack(self) -> PackInfo | None:
        """The pack of the plan."""
        return self._plan.info if self._plan is not None else None

    def focus_list(self) -> None:
        """The keyboard works in the table, in its first row where no row is current."""
        if self.table.currentIndex().row() < 0:
            self.table.go_to(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """The keyboard works in the search box."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What is shown

    def _filter(self, _: object = None) -> None:
        self._typing.stop()
        self.model.set_filter(cast(Segment, self._segments.current()), self._search.text())
        self.table.go_to(0)

    def _show_counts(self) -> None:
        tally, notes = self.model.tally, len(self._plan.notes) if self._plan is not None else 0
        added = self.tr("Added") if self._stage == "report" else self.tr("To be added")
        for name, words, count in (
            ("look", self.tr("Needs a look"), tally.to_look_at + notes),
            ("added", added, tally.chosen),
            ("all", self.tr("All"), tally.seen + notes),
        ):
            self._segments.set_option_text(name, f"{words} {number(count)}")
        self._counts.show_tally(tally)
        self._decisions.show_tally(tally)
        if self._result is not None:
            self._cards.show_numbers(self._result, tally)
        self._show_empty()
        self.counted.emit()

    def _show_empty(self) -> None:
        is_empty = self.model.rowCount() == 0
        words = ""
        if is_empty and not self.model.is_searching and self._stage != "reading":
            words = {
                "look": self.tr("Nothing needs a look."),
                "added": self.tr("Nothing is ticked."),
                "all": self.tr("There are no questions in it."),
            }[self._segments.current()]
            if self._search.text():
                words = self.tr("Nothing here says that.")
        self._empty.setText(words)
        self._empty.setVisible(bool(words))
        self.table.setVisible(not words)

    def _show_details(self) -> None:
        self._details.show_entry(self.table.current(), self.pack(), is_done=self.model.is_done)

    def _show_selection(self) -> None:
        self._decisions.show_selected(self.table.selected_count())

    # Deciding

    def selected(self) -> list[PlanItem]:
        """The questions that are chosen in the table."""
        return self.table.selected_items()

    def _tick_selected(self, chosen: bool) -> None:
        self.model.choose(self.table.selected_items(), chosen)

    def _tick_all_shown(self, chosen: bool) -> None:
        """Ticks are taken away from all, but that is no word for ours in each conflict among them."""
        self.model.choose(self.model.items(range(self.model.rowCount())), chosen, decides=chosen)

    def _decide_conflicts(self, take_files: bool) -> None:
        if self._plan is not None:
            self.model.choose([item for item in self._plan.items if item.fate == "conflict"], take_files)
