"""The keys of the program, in a window that may stay open beside the game."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.key_cap import KeyCap
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.play.home_layout import PageContent


class HelpDialog(QDialog):
    """A table of keys. `open()` shows it without blocking anything, and never twice for one window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._close = PlainButton(self.tr("Close"), key="Esc")
        self._lay_out()
        self._close.clicked.connect(self.close)
        self._close.setFocus()

    def _lay_out(self) -> None:
        content = PageContent()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(24, 20, 24, 12)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        for title, keys in self._sections():
            self._add_heading(title)
            for caps, words in keys:
                self._add_key(caps, words)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 20)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ScrollPage(content), 1)
        column.addLayout(buttons)
        self.resize(min(theme.px(560), 780), min(theme.px(700), 580))

    def _sections(self) -> list[tuple[str, list[tuple[list[str], str]]]]:
        letters = self.tr("the same without a function key, where single-letter keys are on (see the settings)")
        return [
            (
                self.tr("In a round"),
                [
                    (["1", "–", "9"], self.tr("choose an answer; letters A to F do the same")),
                    (["Enter"], self.tr("confirm the answer, or go on to the next question")),
                    (["F2"], self.tr("hint, or 50:50 where none is left")),
                    (["F4"], self.tr("50:50")),
                    (["F3"], self.tr("skip the question")),
                    (["F9"], self.tr("pause; Esc does the same, and nothing is lost")),
                    (["1", "A"], self.tr("a digit and a letter join two that match; Backspace frees one")),
                    (["Alt", "↑", "↓"], self.tr("move a step up or down where steps are put in order")),
                    (["F8"], self.tr("after a miss: tell the author that my answer was right")),
                    (["Shift", "F8"], self.tr("after an answer: report a mistake in the question")),
                    (["H", "S", "P", "R"], letters),
                ],
            ),
            (
                self.tr("On the home page"),
                [
                    (["1", "–", "7"], self.tr("pick a lane")),
                    (["↑", "↓"], self.tr("move from lane to lane")),
                    (["Enter"], self.tr("start, or go on with the round that waits")),
                    (["Ctrl", "E"], self.tr("change how far you have watched")),
                    (["Space"], self.tr("choose or leave out a category or a player")),
                ],
            ),
            (
                self.tr("On the result page"),
                [
                    (["Enter"], self.tr("play again")),
                    (["Ctrl", "P"], self.tr("practise what you missed")),
                    (["Ctrl", "C"], self.tr("copy the challenge code")),
                    (["P", "C"], letters),
                    (["Esc"], self.tr("back to the lanes")),
                ],
            ),
            (
                self.tr("In the high scores"),
                [
                    (["↑", "↓"], self.tr("move from row to row")),
                    (["Ctrl", "C"], self.tr("copy the row")),
                    (["Esc"], self.tr("back to the lanes")),
                ],
            ),
            (
                self.tr("Everywhere"),
                [
                    (["Tab"], self.tr("go to the next control; Shift and Tab go back")),
                    (["←", "→"], self.tr("change a choice that stands side by side")),
                    (["F1"], self.tr("this help")),
                ],
            ),
        ]

    def _add_heading(self, title: str) -> None:
        row = self._grid.rowCount()
        heading = PlainLabel(title, "section")
        heading.setContentsMargins(0, 10 if row > 1 else 0, 0, 2)
        self._grid.addWidget(heading, row, 0, 1, 2)

    def _add_key(self, caps: list[str], words: str) -> None:
        group = QWidget()
        group.setAccessibleName(" ".join(caps))
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for cap in caps:
            line.addWidget(PlainLabel(cap, "body", "ink2") if cap == "–" else KeyCap(cap))
        line.addStretch(1)
        row = self._grid.rowCount()
        self._grid.addWidget(group, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(PlainLabel(words, "body", wrap=True), row, 1)

    def open(self) -> None:
        """Show the window, or bring forward the one that is open."""
        parent = self.parentWidget()
        others = parent.findChildren(HelpDialog) if parent is not None else []
        shown = next((other for other in others if other is not self and other.isVisible()), None)
        if shown is not None:
            self.deleteLater()
            shown.raise_()
            shown.activateWindow()
            return
        self.show()
