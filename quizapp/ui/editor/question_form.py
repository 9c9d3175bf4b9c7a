"""The form in which a question of any kind is written. It edits a draft; saving is `FormController`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.draft import Draft, Problem
from quizapp.game.question import DIFFICULTIES, GAP, Kind, Media, PackInfo
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.editor.form_choices import CategoryCombo, ValueCombo, kind_name
from quizapp.ui.editor.form_key import KeyPart, without_foreign_fields
from quizapp.ui.editor.form_media import MediaField
from quizapp.ui.editor.form_pairs import SOURCES
from quizapp.ui.editor.form_problems import FormProblems
from quizapp.ui.editor.form_rows import RowList
from quizapp.ui.editor.form_section import Section, Widgets
from quizapp.ui.editor.form_tags import TagField
from quizapp.ui.editor.form_text import LineField, NumberLine, ProseField
from quizapp.ui.play.home_layout import PageContent

_MARGINS = (12, 12, 16, 16)
_DOTS_PX = 28
_BESIDE_LEAST_PX = 420
"""A narrower form has its labels above the fields."""


class QuestionForm(QWidget):
    """All fields of a question, what is wrong beside each.

    What was shown and not touched comes back from `draft` exactly; fields that the chosen kind does not use wait, and
    are there again when the kind is changed back. Signals: `edited()`; `left()` when the focus leaves a field;
    `save_requested()` on Ctrl+S and `save_and_new_requested()` on Ctrl+Enter, where no action of the window takes them;
    `open_requested(uid)`: show this other question; `picture_chosen(path)`: who knows the bank copies the file and
    calls `set_media`.
    """

    edited = Signal()
    left = Signal()
    save_requested = Signal()
    save_and_new_requested = Signal()
    open_requested = Signal(str)
    picture_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded = Draft()
        self._waiting = Draft()
        """Every field as it was last seen, also those of other kinds than the one that shows."""
        self._loading = False
        self._build_fields()
        self._build_sections()
        self._lay_out()
        self.problems = FormProblems(self, self._every_section, self._general)
        self.problems.open_requested.connect(self.open_requested)
        self._chain = QTimer(self)
        self._chain.setSingleShot(True)
        self._chain.timeout.connect(self._set_tab_order)
        self._connect()
        self._set_tab_order()
        self.setEnabled(False)

    # Building

    def _build_fields(self) -> None:
        self.category = CategoryCombo(self.tr("Category"), self)
        self.kind = ValueCombo(self.tr("Kind"), self)
        self.kind.set_values((kind_name(kind), str(kind), "") for kind in Kind)
        self.difficulty = ValueCombo(self.tr("Difficulty"), self)
        names = (self.tr("Easy"), self.tr("Medium"), self.tr("Hard"))
        levels = zip(names, DIFFICULTIES, strict=True)
        self.difficulty.set_values((name, level, f"level-{level}") for name, level in levels)
        self.difficulty.setIconSize(QSize(theme.px(_DOTS_PX), theme.px(_DOTS_PX)))
        self.episode = NumberLine(self.tr("Episode: the last one to have seen"), self.tr("unknown"), parent=self)
        self.episode.set_width(92)
        self.prompt = ProseField(self.tr("Prompt"), self.tr("What is asked"), lines=(2, 6), parent=self)
        self.gap = LinkButton(self.tr("Insert the gap ___"), parent=self)
        self.key = KeyPart(self)
        self.line = LineField(
            self.tr("Card line"), self.tr("Subtitle, lyric line, scene or credit on the card"), parent=self
        )
        self.hint = LineField(self.tr("Hint"), parent=self)
        self.explanation = ProseField(self.tr("Explanation"), self.tr("Said after the answer"), parent=self)
        self.sources = RowList(SOURCES, self.tr("Add a source"), parent=self)
        self.tags = TagField(self)
        self.media = MediaField(self)

    def _build_sections(self) -> None:
        level = _row(self.difficulty, PlainLabel(self.tr("Episode"), "dense", "ink2"), self.episode)
        where: dict[str, Widgets] = {"category": lambda: [self.category], "kind": lambda: [self.kind]}
        guard: dict[str, Widgets] = {"difficulty": lambda: [self.difficulty], "episode": lambda: [self.episode]}
        prompt = QWidget()
        column = QVBoxLayout(prompt)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.prompt)
        column.addWidget(self.gap, 0, Qt.AlignmentFlag.AlignLeft)
        self._general = Section("", QWidget(), {}, parent=self)
        self._above = [
            Section(self.tr("Category"), _row(self.category, self.kind), where),
            Section(self.tr("Difficulty"), level, guard),
            Section(self.tr("Prompt"), prompt, {"prompt": lambda: [self.prompt]}),
        ]
        source_titles: dict[str, Widgets] = {"sources": self.sources.main_fields}
        self._below = [
            Section(self.tr("Explanation"), self.explanation, {"explanation": lambda: [self.explanation]}),
            Section(self.tr("Sources"), self.sources, source_titles, with_look=False),
            Section(self.tr("Hint"), self.hint, {"hint": lambda: [self.hint]}),
            Section(self.tr("Card line"), self.line, {"line": lambda: [self.line]}),
            Section(self.tr("Tags"), self.tags, {"tags": lambda: [self.tags.field]}),
            Section(self.tr("Picture"), self.media, {"media": lambda: [self.media.alt, self.media.choose]}),
        ]

    def _lay_out(self) -> None:
        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        for widget in (*self._above, self.key, *self._below, self._general):
            column.addWidget(widget)
        column.addStretch(1)
        self.page = ScrollPage(content, parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)

    def _connect(self) -> None:
        for field in (self.prompt, self.line, self.hint, self.explanation):
            field.changed.connect(self._tell)
        for name, field in (("prompt", self.prompt), ("line", self.line), ("hint", self.hint)):
            field.overflowed.connect(lambda count, name=name: self.problems.show_overflow(name, count))
        self.explanation.overflowed.connect(lambda count: self.problems.show_overflow("explanation", count))
        self.sources.overflowed.connect(lambda count: self.problems.show_overflow("sources", count))
        self.key.overflowed.connect(self.problems.show_overflow)
        self.episode.changed.connect(self._tell)
        self.category.picked.connect(self._tell)
        self.difficulty.picked.connect(self._tell)
        self.kind.picked.connect(self._change_kind)
        for part in (self.key, self.sources, self.tags, self.media):
            part.changed.connect(self._tell)
        for part in (self.key, self.sources, self.tags):
            part.reshaped.connect(self._chain.start)
        for section in (*self._above, *(each for each, _ in self.key.sections), *self._below, self._general):
            section.reshaped.connect(self._chain.start)
        self.media.chosen.connect(self.picture_chosen)
        self.gap.clicked.connect(self._insert_gap)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    # The question

    def show_question(self, draft: Draft | None, pack: PackInfo) -> None:
        """Show a question of this pack without `edited`; None: nothing, and nothing can be typed.

        A question that shows already keeps the focus and the cursor, so that undo can show what it did.
        """
        same = draft is not None and draft.uid == self._loaded.uid
        self._loading = True
        self._loaded = self._waiting = draft if draft is not None else Draft()
        self.setEnabled(draft is not None)
        self.problems.clear(announce_next=not same)
        self.category.set_categories(pack.categories)
        self._load(self._loaded)
        self._loading = False
        if not same:
            self.page.verticalScrollBar().setValue(0)

    def _load(self, draft: Draft) -> None:
        self.category.load(draft.category, self.tr("no category") if not draft.category else "")
        self.kind.load(draft.kind, kind_name(draft.kind) or self.tr("no kind"))
        self.difficulty.load(draft.difficulty)
        self.episode.load_number(draft.episode)
        self.prompt.load(draft.prompt)
        self.line.load(draft.line)
        self.hint.load(draft.hint)
        self.explanation.load(draft.explanation)
        self.sources.load(draft.sources)
        self.tags.load(draft.tags)
        self.media.load(draft.media)
        self._show_key(draft)

    def draft(self) -> Draft:
        """The question as it stands in the form, with the fields its kind uses."""
        whole = replace(
            self.key.read_into(self._waiting),
            kind=self.kind.value(),
            category=self.category.value(),
            difficulty=self.difficulty.value(),
            episode=self.episode.number(),
            prompt=self.prompt.value(),
            line=self.line.value(),
            hint=self.hint.value(),
            explanation=self.explanation.value(),
            sources=self.sources.values(),
            tags=self.tags.tags(),
            media=self.media.media(),
        )
        return without_foreign_fields(whole, self._loaded)

    def is_changed(self) -> bool:
        """Whether the form holds something that was neither shown nor marked as saved."""
        return self.draft() != self._loaded

    def mark_saved(self, draft: Draft) -> None:
        """This is what is kept now, perhaps under a new uid; the fields stay as they are."""
        self._loaded = draft
        self._waiting = replace(self._waiting, uid=draft.uid)

    def set_media(self, media: Media | None) -> None:
        """Show another picture, as if it had been chosen here."""
        self.media.load(media)
        self._tell()
        if media is not None and not media.alt:
            # When the field has its place: it was hidden until now.
            QTimer.singleShot(0, self, lambda: self.focus_field("media"))

    def set_known_tags(self, tags: Iterable[str]) -> None:
        """The tags that are offered while one is typed."""
        self.tags.set_known(tags)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems beside their fields, and let a screen reader say those that are new."""
        self.problems.show(problems, self._loaded.uid)

    def focus_prompt(self) -> None:
        """Go to the prompt."""
        self.prompt.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.ensureWidgetVisible(self.prompt)

    def focus_field(self, name: str) -> None:
        """Go to the field that a problem names; nothing happens for one that does not show."""
        for section in self._every_section():
            widgets = section.fields[name]() if name in section.fields else []
            if widgets:
                widgets[0].setFocus(Qt.FocusReason.OtherFocusReason)
                self.page.ensureWidgetVisible(widgets[0])
                return

    def move_focused_row(self, step: int) -> None:
        """Move the option, pair, item or source that has the focus: -1 up, 1 down."""
        if not self.key.move_focused(step):
            for row in self.sources.rows():
                if any(field.hasFocus() for field in row.fields()):
                    self.sources.move_row(row, step)
                    return

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if with_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save_and_new_requested.emit()
        elif with_control and event.key() == Qt.Key.Key_S:
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._stack()

    def _stack(self) -> None:
        narrow = self.width() < theme.px(_BESIDE_LEAST_PX)
        for section in (*self._above, *(each for each, _ in self.key.sections), *self._below, self._general):
            section.set_stacked(narrow)

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and old is not now and self.isAncestorOf(old):
            self.left.emit()
        if now is not None and self.isAncestorOf(now):
            self.page.ensureWidgetVisible(now, 0, 14)

    def _tell(self) -> None:
        if not self._loading:
            self.problems.forget_overflow()
            self.edited.emit()

    def _change_kind(self) -> None:
        self._waiting = replace(self.key.read_into(self._waiting), kind=self.kind.value())
        self._show_key(self._waiting)
        self._tell()

    def _show_key(self, draft: Draft) -> None:
        self.key.show_draft(draft)
        self.gap.setVisible(draft.kind == Kind.MISSING_WORD)

    def _insert_gap(self) -> None:
        self.prompt.insert_plain(GAP)
        self.focus_prompt()

    def _every_section(self) -> list[Section]:
        return [*self._above, *self.key.shown_sections(), *self._below]

    def _set_tab_order(self) -> None:
        above = [[self.category, self.kind], [self.difficulty, self.episode], [self.prompt, self.gap]]
        key = [*self.key.stops(), *(link for section, _ in self.key.sections for link in section.links())]
        tags, media = self.tags.stops(), self.media.stops()
        below = [[self.explanation], self.sources.stops(), [self.hint], [self.line], tags, media]
        stops = [*_with_links(above, self._above), *key, *_with_links(below, self._below), *self._general.links()]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)


def _with_links(stops: Sequence[Sequence[QWidget]], sections: Sequence[Section]) -> Iterator[QWidget]:
    """The stops of each section, then the links beside its problems."""
    for fields, section in zip(stops, sections, strict=True):
        yield from fields
        yield from section.links()


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return box
