"""Filters to click, for those who do not type: each writes into the text of the search and shows what stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.question import DIFFICULTIES, Kind
from quizapp.game.search import FilterName, FilterUse, Known, filters_of, with_filter, without_filter
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import button_text
from quizapp.ui.editor.filter_button import FilterButton, FilterChip
from quizapp.ui.editor.question_columns import PackWords, difficulty_word, field_word, kind_word, state_word

_TAGS_OFFERED = 40
_CHIP_TEXT = 32
_Choices = Sequence[tuple[str, str]]
"""Values of a filter, each with its words."""


class FilterBar(QWidget):
    """`changed(str)` with the text of the search that a filter was written into."""

    changed = Signal(str)

    def __init__(self, known: Callable[[], Known], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._words = PackWords()
        self._episodes = 16
        self._text = ""
        self._buttons = {name: FilterButton(filter_word(name)) for name in _OFFERED}
        self._more = FilterButton(self.tr("More filters"))
        self._chips: list[FilterChip] = []
        self._clear = LinkButton(self.tr("Clear filters"))
        self._flow = FlowLayout(gap=6, line_gap=6)
        self._lay_out()
        self._connect()
        self.show_text("")

    def _lay_out(self) -> None:
        for button in (*self._buttons.values(), self._more, self._clear):
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _connect(self) -> None:
        for name, button in self._buttons.items():
            button.choices.aboutToShow.connect(partial(self._fill, name))
        self._more.choices.aboutToShow.connect(self._fill_more)
        self._clear.clicked.connect(self._clear_all)

    def set_packs(self, words: PackWords, episodes: int) -> None:
        """The titles to show, and the number of episodes to offer."""
        self._words, self._episodes = words, episodes
        self.show_text(self._text)

    def show_text(self, text: str) -> None:
        """Show the filters of this search."""
        self._text = text
        used = filters_of(text)
        for name, button in self._buttons.items():
            button.show_state(self._summary(name, used.get(name, ())), bool(used.get(name)))
        self._show_chips([(name, use) for name, uses in used.items() if name not in _OFFERED for use in uses])
        self._clear.setVisible(bool(used))
        self.updateGeometry()

    def _show_chips(self, wanted: list[tuple[FilterName, FilterUse]]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._clear)
        self._chips = [self._chip(name, use) for name, use in wanted]
        for widget in (*self._chips, self._clear):
            self._flow.addWidget(widget)
            widget.show()

    def _chip(self, name: FilterName, use: FilterUse) -> FilterChip:
        chip = FilterChip(self._chip_words(name, use), self)
        chip.clicked.connect(partial(self._take_away, name, use.value))
        return chip

    def _chip_words(self, name: FilterName, use: FilterUse) -> str:
        value = self._words.pack(use.value) if name is FilterName.PACK else use.value
        words = f"{filter_word(name)}: {value}" if value else filter_word(name)
        words = words if len(words) <= _CHIP_TEXT else words[: _CHIP_TEXT - 1] + "…"
        return self.tr("not {words}").format(words=words) if use.exclude else words

    def _summary(self, name: FilterName, uses: Sequence[FilterUse]) -> str:
        if not uses:
            return any_word(name)
        words = [self._use_words(name, use) for use in uses]
        return ", ".join(words) if len(words) <= 2 else f"{words[0]} +{len(words) - 1}"

    def _use_words(self, name: FilterName, use: FilterUse) -> str:
        shown = dict(self._choices(name)).get(use.value)
        if shown is None and name is FilterName.PROBLEM and not use.value:
            shown = self.tr("With problems")
        elif shown is None and name is FilterName.EPISODE and use.value:
            up_to = use.value.startswith("<=")
            words = self.tr("Up to episode {number}") if up_to else self.tr("Episode {number}")
            shown = words.format(number=use.value.removeprefix("<="))
        elif shown is None:
            shown = use.value or self.tr("any")
        return self.tr("not {words}").format(words=shown) if use.exclude else shown

    # Writing into the search

    def toggle_problems(self, only: bool) -> None:
        """Show only questions with problems, or all again."""
        text = without_filter(self._text, FilterName.PROBLEM)
        self.changed.emit(with_filter(text, FilterName.PROBLEM, prefix=True) if only else text)

    def _choose(self, name: FilterName, value: str | None) -> None:
        text = without_filter(self._text, name)
        self.changed.emit(with_filter(text, name, value) if value is not None else text)

    def _exclude(self, name: FilterName, value: str, out: bool) -> None:
        text = without_filter(self._text, name, value)
        self.changed.emit(with_filter(text, name, value, exclude=True) if out else text)

    def _add(self, name: FilterName, value: str) -> None:
        self.changed.emit(with_filter(self._text, name, value))

    def _take_away(self, name: FilterName, value: str) -> None:
        self.changed.emit(without_filter(self._text, name, value))

    def _clear_all(self) -> None:
        text = self._text
        for name in filters_of(text):
            text = without_filter(text, name)
        self.changed.emit(text)

    # Menus

    def _fill(self, name: FilterName) -> None:
        menu = self._buttons[name].choices
        menu.clear()
        uses = filters_of(self._text).get(name, ())
        chosen = {use.value for use in uses if not use.exclude}
        left_out = {use.value for use in uses if use.exclude}
        _add_choice(menu, self.tr("All"), not uses, partial(self._choose, name, None))
        menu.addSeparator()
        choices = self._choices(name)
        for value, words in choices:
            _add_choice(menu, words, value in chosen, partial(self._choose, name, None if value in chosen else value))
        self._add_left_out(menu, name, choices, left_out)

    def _add_left_out(self, menu: QMenu, name: FilterName, choices: _Choices, left_out: set[str]) -> None:
        """A menu within the menu, of what is not to be found."""
        out = menu.addMenu(self.tr("Leave out"))
        out.setEnabled(bool(choices))
        for value, words in choices:
            is_out = value in left_out
            _add_choice(out, words, is_out, partial(self._exclude, name, value, not is_out))

    def _choices(self, name: FilterName) -> _Choices:
        match name:
            case FilterName.CATEGORY:
                return [(each, self._words.any_category(each)) for each in self._known().categories]
            case FilterName.KIND:
                return [(str(kind), kind_word(kind)) for kind in Kind]
            case FilterName.EPISODE:
                return self._episode_choices()
            case FilterName.DIFFICULTY:
                return [(str(each), difficulty_word(each)) for each in DIFFICULTIES]
            case FilterName.STATE:
                return [(state, state_word(state)) for state in ("live", "draft", "retired")]
            case _:
                return self._problem_choices()

    def _episode_choices(self) -> _Choices:
        to = self.tr("Up to episode {number}")
        only = self.tr("Episode {number}")
        up_to = [(f"<={each}", to.format(number=each)) for each in (1, 4, 8, 12) if each < self._episodes]
        return [*up_to, *((str(each), only.format(number=each)) for each in range(1, self._episodes + 1))]

    def _problem_choices(self) -> _Choices:
        fields = ("prompt", "answers", "distractors", "explanation", "sources", "episode", "category", "media")
        return [
            ("error", self.tr("Errors")),
            ("warning", self.tr("Warnings")),
            *((field, self.tr("About: {field}").format(field=field_word(field))) for field in fields),
        ]

    def _fill_more(self) -> None:
        menu = self._more.choices
        menu.clear()
        known = self._known()
        self._add_values(menu, self.tr("Tag"), FilterName.TAG, [(tag, tag) for tag in known.tags[:_TAGS_OFFERED]])
        packs = [(pack, self._words.pack(pack)) for pack in known.packs]
        self._add_values(menu, self.tr("Pack"), FilterName.PACK, packs)
        changed = (("1d", self.tr("Today")), ("7d", self.tr("This week")), ("1m", self.tr("This month")))
        self._add_values(menu, self.tr("Changed"), FilterName.CHANGED, changed)
        menu.addSeparator()
        for words, name, value in (
            (self.tr("Without a source"), FilterName.UNCITED, ""),
            (self.tr("With open appeals"), FilterName.APPEALS, ""),
            (self.tr("Too hard: fewer than 3 in 10 were right"), FilterName.FACILITY, "<0.3"),
            (self.tr("Too easy: more than 9 in 10 were right"), FilterName.FACILITY, ">0.9"),
            (self.tr("Misleading: who knows more gets it wrong"), FilterName.DISCRIMINATION, "<0"),
            (self.tr("Never asked"), FilterName.ASKED, "0"),
        ):
            menu.addAction(button_text(words), partial(self._add, name, value))

    def _add_values(self, menu: QMenu, title: str, name: FilterName, values: _Choices) -> None:
        inner = menu.addMenu(button_text(title))
        uses = filters_of(self._text).get(name, ())
        chosen = {use.value for use in uses if not use.exclude}
        for value, words in values:
            act = partial(self._take_away if value in chosen else self._add, name, value)
            _add_choice(inner, words, value in chosen, act)
        inner.addSeparator()
        self._add_left_out(inner, name, values, {use.value for use in uses if use.exclude})
        inner.setEnabled(bool(values))


_OFFERED = (
    FilterName.CATEGORY,
    FilterName.KIND,
    FilterName.EPISODE,
    FilterName.DIFFICULTY,
    FilterName.STATE,
    FilterName.PROBLEM,
)


def _add_choice(menu: QMenu, words: str, chosen: bool, act: Callable[[], None]) -> None:
    action = menu.addAction(button_text(words))
    action.setCheckable(True)
    action.setChecked(chosen)
    # Toggled, not triggered: it is the one that screen readers send too, and each entry lives for one choice.
    action.toggled.connect(lambda _: act())


def any_word(name: FilterName) -> str:
    """What a filter's button says where nothing is filtered by it."""
    translate = QCoreApplication.translate
    return {
        FilterName.CATEGORY: translate("EditorFilters", "All categories"),
        FilterName.KIND: translate("EditorFilters", "All kinds"),
        FilterName.EPISODE: translate("EditorFilters", "All episodes"),
        FilterName.DIFFICULTY: translate("EditorFilters", "All difficulties"),
        FilterName.STATE: translate("EditorFilters", "All but retired"),
        FilterName.PROBLEM: translate("EditorFilters", "Problems"),
    }[name]


def filter_word(name: FilterName) -> str:
    """What people call a filter."""
    translate = QCoreApplication.translate
    return {
        FilterName.CATEGORY: translate("EditorFilters", "Category"),
        FilterName.KIND: translate("EditorFilters", "Kind"),
        FilterName.TAG: translate("EditorFilters", "Tag"),
        FilterName.EPISODE: translate("EditorFilters", "Episode"),
        FilterName.DIFFICULTY: translate("EditorFilters", "Difficulty"),
        FilterName.PACK: translate("EditorFilters", "Pack"),
        FilterName.PROBLEM: translate("EditorFilters", "Problems"),
        FilterName.UNCITED: translate("EditorFilters", "No source"),
        FilterName.FACILITY: translate("EditorFilters", "Facility"),
        FilterName.DISCRIMINATION: translate("EditorFilters", "Tells apart"),
        FilterName.ASKED: translate("EditorFilters", "Asked"),
        FilterName.CHANGED: translate("EditorFilters", "Changed"),
        FilterName.APPEALS: translate("EditorFilters", "Open appeals"),
        FilterName.STATE: translate("EditorFilters", "State"),
        FilterName.UID: translate("EditorFilters", "Id"),
    }[name]
