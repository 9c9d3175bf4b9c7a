"""The cards of the statistics page: figures on top, charts and tables below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QIODevice, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from quizapp.game.played_days import CALENDAR_WEEKS, calendar
from quizapp.game.player_statistics import ROUNDS_SHOWN, WINDOWS, FirstFigures, QuestionFigure, RoundCount, Tally
from quizapp.game.question import PackInfo
from quizapp.game.training_forecast import Training
from quizapp.ui import theme
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import number
from quizapp.ui.stats.chart_card import ChartCard, Sample
from quizapp.ui.stats.figure_tiles import EDGE, FigureTiles
from quizapp.ui.stats.figures_table import Table
from quizapp.ui.stats.group_card import GroupCard
from quizapp.ui.stats.question_card import QuestionCard
from quizapp.ui.stats.stats_tables import Said, accuracy_said, days_said, times_said, training_said

_LEAST_FOR_TWO = 860
_PASSES = 6
"""What was filled a moment ago gets its room in a few passes of the layouts, each asked for by the one before."""


class StatsBoard(PageContent):
    """Shows whatever it is given, in any order. `practise_requested(uids)`."""

    practise_requested = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: dict[str, Table] = {}
        self._rounds: Sequence[RoundCount] = ()
        self._training: Training | None = None
        self._days: Sequence[tuple[date, int]] = ()
        self._is_wide: bool | None = None
        self._build()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._tiles)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._grid.setContentsMargins(EDGE, 0, EDGE, EDGE)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._arrange(is_wide=True)
        self._questions.practise_requested.connect(self.practise_requested)

    def _build(self) -> None:
        few, many = (self.tr("average of {count}").format(count=number(window)) for window in WINDOWS)
        keys: tuple[tuple[Sample, str], ...] = (("dot", self.tr("one round")), ("line", few), ("dashes", many))
        self._tiles = FigureTiles()
        self._accuracy = ChartCard(self.tr("Right answers per round"), keys)
        self._groups = GroupCard()
        self._questions = QuestionCard()
        self._times = ChartCard(self.tr("Answering time per question"), keys)
        self._forecast = ChartCard(self.tr("Training to come"))
        self._calendar = ChartCard(self.tr("Days played"))
        self._cards = [
            self._tiles,
            self._accuracy,
            self._groups,
            self._questions,
            self._times,
            self._forecast,
            self._calendar,
        ]

    # What is shown

    def show_first(self, first: FirstFigures) -> None:
        """The figures on top and the days played, which are known with them."""
        self._tiles.show_figures(first)
        self._days = calendar(first.days, first.today, CALENDAR_WEEKS)
        self._say(self._calendar, days_said(self._days, first.streaks))

    def show_rounds(self, rounds: Sequence[RoundCount]) -> None:
        """Rounds in their order; those before the ones shown count in the averages."""
        self._rounds = rounds
        if rounds:
            self._say(self._accuracy, accuracy_said(rounds, ROUNDS_SHOWN))
            self._say(self._times, times_said(rounds, ROUNDS_SHOWN))

    def show_tally(self, tally: Tally, pack: PackInfo) -> None:
        """What is counted so far."""
        self._groups.show_tally(tally, pack)

    def show_questions(
        self, hardest: Sequence[QuestionFigure], easiest: Sequence[QuestionFigure], pack: PackInfo, *, own: bool
    ) -> None:
        """The hardest and the easiest; `own` where they are those of who plays now."""
        self._questions.show_questions(hardest, easiest, pack, can_practise=own)

    def show_training(self, training: Training) -> None:
        """What is due, and what was kept."""
        self._training = training
        self._say(self._forecast, training_said(training))

    def spoken(self) -> str:
        """The figures on top in one sentence."""
        return ". ".join(self._tiles.spoken())

    def wait_for_questions(self) -> None:
        """Other rounds were chosen: the questions shown are not theirs."""
        self._questions.wait()

    def practise(self) -> None:
        """Ask for a training of the hardest questions, where they show."""
        self._questions.practise()

    def can_practise(self) -> bool:
        """Whether there are questions to practise."""
        return self._questions.can_practise()

    def _say(self, card: ChartCard, said: Said) -> None:
        card.show_said(said)
        self._tables[said.table.title] = said.table

    # Charts

    def draw_charts(self) -> Iterator[None]:
        """Put the charts in their places, which imports pyqtgraph the first time, and draw them one by one."""
        from quizapp.ui.stats.plots import BarsPlot, CalendarPlot, LinesPlot

        if self._accuracy.plot() is None:
            yield
            for card in (self._accuracy, self._times):
                card.set_plot(LinesPlot())
            self._forecast.set_plot(BarsPlot())
            self._calendar.set_plot(CalendarPlot())
        for draw in (self._draw_rounds, self._draw_training, self._draw_days):
            draw()
            yield

    def _draw_rounds(self) -> None:
        from quizapp.ui.stats import charts, plots

        accuracy, times = self._accuracy.plot(), self._times.plot()
        if isinstance(accuracy, plots.LinesPlot) and isinstance(times, plots.LinesPlot):
            charts.draw_accuracy(accuracy, self._rounds, ROUNDS_SHOWN)
            charts.draw_times(times, self._rounds, ROUNDS_SHOWN)

    def _draw_days(self) -> None:
        from quizapp.ui.stats import charts, plots

        plot = self._calendar.plot()
        if isinstance(plot, plots.CalendarPlot):
            charts.draw_days(plot, self._days)

    def _draw_training(self) -> None:
        from quizapp.ui.stats import charts, plots

        plot = self._forecast.plot()
        if isinstance(plot, plots.BarsPlot) and self._training is not None:
            charts.draw_training(plot, self._training)

    # To save

    def lines(self) -> list[list[str]]:
        """Every figure and every table, one below the other, as rows of texts."""
        found = [*self._tiles.lines(), []]
        for table in [*self._tables.values(), *self._groups.tables(), *self._questions.tables()]:
            found += [[table.title], *table.lines(), []]
        return found

    def picture(self) -> bytes:
        """The whole board as a PNG file, what is out of sight too."""
        for _ in range(_PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        drawn = QPixmap(self.size() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        drawn.fill(theme.colour("bg"))
        self.render(drawn, renderFlags=QWidget.RenderFlag.DrawChildren)
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawn.save(buffer, "PNG")
        return bytes(content.data())

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= theme.px(_LEAST_FOR_TWO))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange(is_wide=self.width() >= theme.px(_LEAST_FOR_TWO))

    def _arrange(self, *, is_wide: bool) -> None:
        """Two cards side by side where there is room; Tab goes through them in this order anyway."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        _, *cards = self._cards
        for card in cards:
            self._grid.removeWidget(card)
        places = [(0, 0, 3), (0, 3, 2), (1, 0, 5), (2, 0, 3), (2, 3, 2), (3, 0, 5)]
        for place, card in enumerate(cards):
            row, column, span = places[place] if is_wide else (place, 0, 5)
            self._grid.addWidget(card, row, column, 1, span)
        for column in range(5):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
