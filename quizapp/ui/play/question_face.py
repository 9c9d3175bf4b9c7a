"""A question as a player sees it: card, heading, prompt and answers, laid out so that a verdict moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from quizapp.game.names import NameBook
from quizapp.game.options import Drawn
from quizapp.game.question import PackInfo, Question
from quizapp.game.turns import Turn
from quizapp.ui import pictures, theme
from quizapp.ui.common.labels import FittedArea, PlainLabel
from quizapp.ui.common.picture_view import PictureView
from quizapp.ui.play import round_layout
from quizapp.ui.play.answer_area import AnswerArea
from quizapp.ui.play.category_card import CategoryCard, painter_class
from quizapp.ui.play.round_heading import RoundHeading
from quizapp.ui.play.round_layout import TYPE_SCALES, Needs, Places, Stage
from quizapp.ui.play.round_text import breakable
from quizapp.ui.play.round_values import CardPlace, card_for, card_kind
from quizapp.ui.play.round_words import prompt_note, spoken_prompt
from quizapp.ui.theme import WindowClass


class QuestionFace(QWidget):
    """One question with its answers. What stands below them is for who builds on it: `_panel_heights`, `_put_panel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class: WindowClass = "regular"
        self.card = CategoryCard(parent=self)
        self.picture = PictureView("film", parent=self)
        self.picture.hide()
        self.heading = RoundHeading(self)
        self.prompt = FittedArea(parent=self)
        self.prompt.label.setObjectName("prompt")
        self._note = PlainLabel("", "dense", "ink2", parent=self)
        self._note.setObjectName("prompt_note")
        self.answers = AnswerArea(self)

    def show_drawn(
        self, drawn: Drawn, pack: PackInfo, names: NameBook, place: CardPlace, *, animate: bool = True
    ) -> None:
        """A question nobody has answered yet."""
        question = drawn.question
        kind, content = card_for(question, pack, names, place)
        self.card.set_card(kind, content, animate=animate)
        self._show_picture(question)
        self.heading.show_question(question, pack)
        self.prompt.setText(breakable(question.prompt))
        self.prompt.label.setAccessibleName(spoken_prompt(question))
        self.prompt.verticalScrollBar().setValue(0)
        note = prompt_note(question)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.answers.show_question(drawn, names)

    def get_ready(self, question: Question, pack: PackInfo) -> None:
        """Makes beforehand, unseen, what only this kind of question and of card needs."""
        self.answers.get_ready(question)
        if question.media is not None:
            pictures.of_question(question.media.image)
        painter_class(card_kind(question, pack))

    def _show_picture(self, question: Question) -> None:
        """The picture shares the card's place, and takes all of it from a card without a line of its own."""
        media = question.media
        self.picture.setVisible(media is not None)
        if media is not None:
            self.picture.show_picture(pictures.of_question(media.image), media.alt)
        self.card.setVisible(media is None or bool(question.line.strip()))

    def show_answered(self, turn: Turn, pack: PackInfo, names: NameBook, place: CardPlace) -> None:
        """What became of the answer, and the card with its gap filled."""
        self.answers.show_verdict(turn, names)
        kind, content = card_for(turn.drawn.question, pack, names, place)
        self.card.set_card(kind, content, animate=False)

    def set_window_class(self, name: WindowClass) -> None:
        """Small, regular, wide or very wide."""
        if name != self._class:
            self._class = name
            self._restyle()

    def _restyle(self) -> None:
        scale, compact = TYPE_SCALES[self._class], self._class == "small"
        self.heading.set_with_episode(not compact)
        self.heading.set_type_scale(scale)
        self.prompt.label.set_role("section" if compact else "question", scale=scale)
        self.picture.set_type_scale(scale)
        self._note.set_role("caption" if compact else "dense", scale=scale)
        self.answers.set_style(compact=compact, scale=scale, gap=8 if compact else round(10 * self._space()))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)

    def _space(self) -> float:
        return 1.5 if self._class == "very_wide" else 1.0

    def _panel_heights(self) -> tuple[int, int]:
        """What the panel below would like to have in pixels, and the least it can do with."""
        return 0, 0

    def _put_panel(self, place: QRect) -> None:
        """Put the panel here."""

    def _needs(self) -> Needs:
        panel, panel_least = self._panel_heights()
        return Needs(
            heading=self.heading.sizeHint(),
            prompt=self.prompt.heightForWidth,
            note=0 if self._note.isHidden() else self._note.sizeHint().height(),
            answers=self.answers.height_needed,
            panel=panel,
            panel_least=panel_least,
            has_picture=not self.picture.isHidden(),
        )

    def _arrange(self) -> None:
        """Not before it is shown: until then its size changes several times, and arranging it takes 2 ms."""
        if not self.isVisible() or self.width() < 200 or not self.answers.has_content():
            return
        scale = TYPE_SCALES[self._class] * theme.text_scale()
        self._put(round_layout.arrange(Stage(self.size(), self._class, scale, self._space()), self._needs()))

    def _put(self, places: Places) -> None:
        self._put_card(places.card)
        self.heading.setGeometry(places.heading)
        self.prompt.setGeometry(places.prompt)
        self._note.setGeometry(places.note)
        self.answers.set_columns(places.columns)
        self.answers.set_place(places.answers)
        self._put_panel(places.panel)

    def _put_card(self, place: QRect) -> None:
        card = picture = place
        if not self.picture.isHidden() and not self.card.isHidden():
            scale = TYPE_SCALES[self._class] * theme.text_scale()
            card, picture = round_layout.shared(place, self.picture.natural_size(), scale)
        self.card.setGeometry(card)
        self.picture.setGeometry(picture)
