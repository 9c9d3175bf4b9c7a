"""A card with a chart: its title, a sentence that says the same, and a table in its place for those who want it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.stats.figures_table import FiguresTable
from quizapp.ui.stats.stats_tables import Said

_LEAST_HEIGHT = 190
Sample = Literal["dot", "line", "dashes"]


class ChartCard(Card):
    """Shows a chart once it is there, and until then the sentence."""

    def __init__(self, title: str, keys: tuple[tuple[Sample, str], ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._said: Said | None = None
        self._title = PlainLabel(title, "body", bold=True)
        self._switch = PlainButton(self.tr("Table"), "list", small=True, toggle=True)
        self._switch.setAccessibleName(self.tr("{title}: table").format(title=title))
        self._sentence = PlainLabel("", "dense", "ink2", wrap=True)
        self._table = FiguresTable(title)
        self._plot: QWidget | None = None
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for page in (self._nothing, self._table):
            self._stack.addWidget(page)
        self._lay_out(keys)
        self._fit()
        self._switch.toggled.connect(self._show_chosen)

    def _lay_out(self, keys: tuple[tuple[Sample, str], ...]) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sentence)
        if keys:
            line = QWidget()
            flow = FlowLayout(line, gap=14)
            for sample, words in keys:
                flow.addWidget(_Key(sample, words))
            column.addWidget(line)
        column.addWidget(self._stack, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._stack.setMinimumHeight(theme.px(_LEAST_HEIGHT))

    def show_said(self, said: Said) -> None:
        """Show this sentence and this table."""
        self._said = said
        self._sentence.setText(said.sentence)
        self._table.show_table(said.table)
        if self._plot is not None:
            self._describe()

    def plot(self) -> QWidget | None:
        """The chart; None until it was set."""
        return self._plot

    def set_plot(self, plot: QWidget) -> None:
        """The chart is there."""
        self._plot = plot
        self._stack.addWidget(plot)
        self._describe()
        self._show_chosen()

    def _describe(self) -> None:
        if self._plot is not None and self._said is not None:
            self._plot.setAccessibleName(self._title.text())
            self._plot.setAccessibleDescription(self._said.sentence)

    def _show_chosen(self) -> None:
        if self._switch.isChecked():
            self._stack.setCurrentWidget(self._table)
        else:
            self._stack.setCurrentWidget(self._plot or self._nothing)


class _Key(QWidget):
    """What one mark of a chart means."""

    def __init__(self, sample: Sample, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Sample(sample))
        row.addWidget(PlainLabel(words, "caption", "ink2"))


class _Sample(QWidget):
    """A mark as the chart has it."""

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        self._sample = sample
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        if self._sample == "dot":
            painter.setPen(QPen(theme.colour("line2"), 1.6))
            painter.drawEllipse(middle, theme.px(4), theme.px(4))
            return
        pen = QPen(theme.colour("bar"), 3.4)
        if self._sample == "dashes":
            pen = QPen(theme.colour("ink2"), 1.6, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
