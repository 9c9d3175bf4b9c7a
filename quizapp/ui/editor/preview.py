"""The player's own card in small: before and after the answer, in the light or the dark scheme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.checking import check
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import PackInfo, Question
from quizapp.ui import theme
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.question_preview import QuestionPreview

SCALE = 0.46
SMALL_STAGE = QSize(800, 330)
"""The room that card, prompt and answers have in the smallest window of the game, in pixels."""
_TITLED_FROM_PX = 500
FOLDED_BELOW_PX = 700
"""A window lower than this has no room for the preview."""
_HEIGHT_PX = 250
_NOT_ON_THE_CARD = ("uid", "sources", "tags", "media")
"""Fields whose errors do not keep a question from being shown."""


class PreviewPicture(QWidget):
    """A `QuestionPreview` about twice as large as this widget, painted at `SCALE`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Question, PackInfo, bool] | None = None
        self._is_small = False
        self._scheme: theme.Scheme | None = None
        self._image: QImage | None = None
        self._card: QuestionPreview | None = None
        self._is_stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_HEIGHT_PX))

    def show_question(
        self, question: Question, pack: PackInfo, *, answered: bool, scheme: theme.Scheme | None, small: bool = False
    ) -> None:
        """Show this question; `scheme` None: as the program looks; `small`: as in the smallest window."""
        self._is_small = small
        self._is_stale = self._is_stale or scheme != self._scheme
        self._shown, self._scheme = (question, pack, answered), scheme
        self._forget()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, theme.px(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            # Not now: the application is going through all windows, of which the card is one.
            self._is_stale = True
            self.setFixedHeight(theme.px(_HEIGHT_PX))
            self._forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _forget(self) -> None:
        self._image = None
        self._soon.start()

    def _draw(self) -> None:
        if self._image is None and self._shown is not None and self.isVisible():
            self._image = self._render()
        self.update()

    def _render(self) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        with theme.borrowed(self._scheme or theme.scheme()):
            image.fill(theme.colour("bg"))
            self._paint_card(image)
        return image

    def _paint_card(self, image: QImage) -> None:
        if self._shown is None:
            return
        question, pack, answered = self._shown
        card = self._fresh_card()
        scale = self._scale()
        card.resize(SMALL_STAGE if self._is_small else self.size() / scale)
        card.show()  # it is laid out only while it is visible; nothing comes on the screen
        card.show_question(question, pack, answered=answered)
        _settle(card)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - card.width() * scale) / 2, 0)
        painter.scale(scale, scale)
        card.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()
        card.hide()

    def _scale(self) -> float:
        if not self._is_small:
            return SCALE
        return min(self.width() / SMALL_STAGE.width(), self.height() / SMALL_STAGE.height())

    def _fresh_card(self) -> QuestionPreview:
        if self._card is not None and not self._is_stale:
            return self._card
        if self._card is not None:
            self._card.deleteLater()
        self._is_stale = False
        card = self._card = QuestionPreview()
        card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        card.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        theme.dress(card)
        return card


class PreviewPane(QFrame):
    """The picture in a frame, with what it shows chosen above; folded away by its button, in a low window at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._pack: PackInfo | None = None
        self._is_low = False
        self.setAccessibleName(self.tr("As the player sees it"))
        self.moment = Segmented(
            [("before", self.tr("Before")), ("after", self.tr("After"))],
            self.tr("Before or after the answer"),
            small=True,
        )
        self.scheme = Segmented(
            [("light", self.tr("Light")), ("dark", self.tr("Dark"))], self.tr("Scheme of the preview"), small=True
        )
        self.window_size = Segmented(
            [("large", self.tr("Large")), ("small", self.tr("Small"))], self.tr("Window of the preview"), small=True
        )
        self._chosen_scheme: theme.Scheme | None = None
        self.fold = IconButton("chevron-down", self.tr("Fold the preview away"), size=28)
        self.fold.setCheckable(True)
        self.picture = PreviewPicture(self)
        self._title = PlainLabel(self.tr("As the player sees it"), "dense", bold=True, wrap=True)
        self._sentence = PlainLabel("", "dense", "ink2", wrap=True)
        self._lay_out()
        self.moment.selected.connect(lambda _: self._refresh())
        self.scheme.selected.connect(self._choose_scheme)
        self.window_size.selected.connect(lambda _: self._refresh())
        self.fold.toggled.connect(lambda _: self._show_fold())
        self._follow_theme()
        self._refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addStretch(0)
        for widget in (self.moment, self.scheme, self.window_size, self.fold):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.picture)
        column.addWidget(self._sentence)

    def show_draft(self, draft: Draft | None, pack: PackInfo | None) -> None:
        """Show a question as it is being written; None: none."""
        self._draft, self._pack = draft, pack
        self._refresh()

    def is_folded(self) -> bool:
        """Whether only the heading shows."""
        return self.fold.isChecked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._measure()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.is_folded() or self.width() >= theme.px(_TITLED_FROM_PX))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), 12, theme.colour("bg"), theme.colour("line2"))

    def _measure(self) -> None:
        low = self.window().height() < FOLDED_BELOW_PX
        if low != self._is_low:
            self._is_low = low
            self.fold.setChecked(low)

    def _follow_theme(self) -> None:
        if self._chosen_scheme is None:
            self.scheme.set_current(theme.scheme())

    def _choose_scheme(self, scheme: str) -> None:
        self._chosen_scheme = "dark" if scheme == "dark" else "light"
        self._refresh()

    def _show_fold(self) -> None:
        self.fold.set_icon_name("chevron-up" if self.fold.isChecked() else "chevron-down")
        self._refresh()

    def _refresh(self) -> None:
        why_not = self._why_not()
        folded = self.is_folded()
        self._sentence.setText(why_not)
        self._sentence.setVisible(bool(why_not) and not folded)
        self.picture.setVisible(not why_not and not folded)
        self._title.setVisible(folded or self.width() >= theme.px(_TITLED_FROM_PX))
        for chooser in (self.moment, self.scheme, self.window_size):
            chooser.setVisible(not folded)
        if self._draft is not None and self._pack is not None and not why_not and not folded:
            self.picture.show_question(
                self._draft.finish(),
                self._pack,
                answered=self.moment.current() == "after",
                scheme=self._chosen_scheme,
                small=self.window_size.current() == "small",
            )

    def _why_not(self) -> str:
        draft, pack = self._draft, self._pack
        if draft is None or pack is None:
            return self.tr("Choose a question to see it as the player does.")
        if any(_hinders(problem, draft) for problem in check(draft, pack)):
            return self.tr("The preview shows as soon as prompt and answers have no errors.")
        return ""


def _hinders(problem: Problem, draft: Draft) -> bool:
    """Whether a question with this problem cannot be shown, or only so slowly that typing would stutter."""
    if problem.severity is not Severity.ERROR or problem.field in _NOT_ON_THE_CARD:
        return False
    return problem.field != "category" or bool(draft.category.strip())


def _settle(card: QWidget) -> None:
    """Let layouts and scroll bars of the card alone follow its new words now, not in the next round of events."""
    for _ in range(2):  # a scroll bar that goes away makes room
        for widget in card.findChildren(QWidget):
            QApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
