"""The settings: how the program looks and moves, what belongs to the player, where the data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from quizapp import __version__
from quizapp.game.rules import ClockFactor
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import PageContent, focus_choice, page_margins
from quizapp.ui.play.players_clock import clock_choice, clock_promise
from quizapp.ui.settings.setting_row import SettingRow, SettingsCard
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Lobby
    from quizapp.settings import SettingsFile

_WIDEST = 1056


class SettingsPage(QWidget):
    """Every change acts and is saved at once.

    Signals: `theme_changed()` after theme, motion or text size; `players_requested("choose" | "add" | "rename")`;
    `open_data_folder_requested()`; `backup_requested()` for one now, `restore_requested()` for those there are;
    `home_requested()`; `hints_changed()`.
    """

    theme_changed = Signal()
    players_requested = Signal(str)
    open_data_folder_requested = Signal()
    backup_requested = Signal()
    restore_requested = Signal()
    home_requested = Signal()
    hints_changed = Signal()

    def __init__(self, settings_file: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = settings_file
        self._lobby: Lobby | None = None
        self._window_class: WindowClass = "regular"
        self._build_controls()
        self._lay_out()
        self._connect()
        self._show_settings()
        self._show_player()

    def _build_controls(self) -> None:
        self._theme = Segmented(
            [("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))], self.tr("Theme")
        )
        self._motion = Segmented(
            [("system", self.tr("System")), ("full", self.tr("Full")), ("reduced", self.tr("Reduced"))],
            self.tr("Motion"),
        )
        sizes = [(str(size), f"{size} %") for size in (100, 115, 130, 150)]
        self._text_size = Segmented(sizes, self.tr("Text size"))
        self._rename = PlainButton(self.tr("Rename…"), "edit")
        self._others = PlainButton(self.tr("Choose…"), "users")
        self._add = PlainButton(self.tr("Add…"), "plus")
        self._clock = clock_choice(self.tr("Clock"))
        self._letters = QCheckBox(self.tr("On"))
        self._letters.setAccessibleName(self.tr("Single-letter keys"))
        likenesses = [(str(likeness), f"{likeness} %") for likeness in (70, 75, 80, 85, 90, 95)]
        self._likeness = Segmented(likenesses, self.tr("Similar questions"))
        self._folder = PlainButton(self.tr("Open data folder"), "folder")
        self._back_up = PlainButton(self.tr("Back up now"), "save")
        self._restore = PlainButton(self.tr("Restore…"), "restore")
        self._keys = PlainButton(self.tr("Show all keys"), "help", "F1")
        self._about = PlainButton(self.tr("About…"), "info")

    def _lay_out(self) -> None:
        self._header = PageHeader(self.tr("Settings"))
        self._header.setContentsMargins(0, 6, 0, 6)
        content = PageContent()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(16)
        self._column.addWidget(self._header)
        for card in (self._look_card(), self._player_card(), self._questions_card(), self._program_card()):
            self._column.addWidget(card)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPage(content))

    def _look_card(self) -> SettingsCard:
        card = SettingsCard(self.tr("Look"))
        card.add(SettingRow(self.tr("Theme"), self.tr("System follows your desktop."), self._theme))
        motion = self.tr("Reduced shows every change at once, without movement. Nothing ever flashes.")
        card.add(SettingRow(self.tr("Motion"), motion, self._motion))
        size = self.tr("Everything grows with it.")
        card.add(SettingRow(self.tr("Text size"), size, self._text_size))
        return card

    def _player_card(self) -> SettingsCard:
        card = SettingsCard(self.tr("Player"))
        self._name_row = SettingRow(self.tr("Name"), "", self._rename)
        card.add(self._name_row)
        others = self.tr("Everybody has their own episode, scores and keys.")
        card.add(SettingRow(self.tr("Switch player"), others, _side_by_side(self._others, self._add)))
        card.add(SettingRow(self.tr("Clock"), clock_promise(), self._clock))
        letters = self.tr(
            "H takes a hint or 50:50, S skips, R reports, P pauses, E goes to the episode; after a round P practises "
            "misses and C copies the challenge code. They act wherever you are not typing. Leave them off if you use "
            "voice control or touch keys by accident; F2, F3, F4, F8 and F9 always work."
        )
        card.add(SettingRow(self.tr("Single-letter keys"), letters, self._letters))
        return card

    def _questions_card(self) -> SettingsCard:
        card = SettingsCard(self.tr("Questions"))
        likeness = self.tr(
            "Two questions with the same answer are marked as nearly the same where their words agree this much, "
            "in the editor and when you import. Less marks more."
        )
        card.add(SettingRow(self.tr("Similar questions"), likeness, self._likeness))
        return card

    def _program_card(self) -> SettingsCard:
        card = SettingsCard(self.tr("Program and data"))
        data = self.tr("Questions, players, scores and backups are kept in one folder on this computer.")
        card.add(SettingRow(self.tr("Data"), data, self._folder))
        backups = self.tr("One is made every day when something changed. Restoring one makes a backup of now first.")
        card.add(SettingRow(self.tr("Backups"), backups, _side_by_side(self._back_up, self._restore)))
        card.add(SettingRow(self.tr("Keys"), self.tr("Everything works without a mouse."), self._keys))
        self._version_row = SettingRow(self.tr("Version"), "", self._about)
        card.add(self._version_row)
        return card

    def _connect(self) -> None:
        self._theme.selected.connect(self._change_theme)
        self._motion.selected.connect(self._change_motion)
        self._text_size.selected.connect(self._change_text_size)
        self._likeness.selected.connect(self._change_likeness)
        self._rename.clicked.connect(self._request_rename)
        self._others.clicked.connect(self._request_choice)
        self._add.clicked.connect(self._request_new)
        self._clock.selected.connect(self._change_clock)
        # Toggled, not clicked: a screen reader ticks without clicking.
        self._letters.toggled.connect(self._change_letters)
        self._folder.clicked.connect(self.open_data_folder_requested)
        self._back_up.clicked.connect(self.backup_requested)
        self._restore.clicked.connect(self.restore_requested)
        self._keys.clicked.connect(self._show_keys)
        self._about.clicked.connect(self._show_about)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: the player's settings can be shown."""
        self._lobby = lobby
        for widget in (self._back_up, self._restore):
            widget.setEnabled(lobby is not None)
        self._show_player()

    def activate(self) -> None:
        """Fresh data; the first setting has the focus."""
        self._show_settings()
        self._show_player()
        focus_choice(self._theme)

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        return [
            (["Tab"], self.tr("next setting")),
            (["←", "→"], self.tr("change")),
            (["Esc"], self.tr("back to lanes")),
            (["F1"], self.tr("help")),
        ]

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        self._window_class = name
        self._header.set_small(name == "small")
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        margins = page_margins(self.width(), self._window_class)
        side = max(margins.left(), (self.width() - theme.px(_WIDEST)) // 2)
        self._column.setContentsMargins(side, margins.top(), side, margins.bottom() + 8)

    # Look

    def _show_settings(self) -> None:
        current = self._file.current
        self._theme.set_current(current.theme)
        self._motion.set_current(current.motion)
        self._text_size.set_current(str(current.text_size))
        self._likeness.set_current(str(current.least_likeness))

    def _change_theme(self, chosen: str) -> None:
        self._change(theme=chosen)

    def _change_motion(self, chosen: str) -> None:
        self._change(motion=chosen)

    def _change_text_size(self, chosen: str) -> None:
        self._change(text_size=int(chosen))

    def _change_likeness(self, chosen: str) -> None:
        with telling(self):
            self._file.change(least_likeness=int(chosen))

    def _change(self, **changes: str | int) -> None:
        """A change that cannot be saved holds until the program ends, so it acts all the same."""
        with telling(self):
            self._file.change(**changes)
        self.theme_changed.emit()

    # Player

    def _show_player(self) -> None:
        player = self._lobby.player if self._lobby is not None else None
        for widget in (self._rename, self._others, self._add, self._clock, self._letters):
            widget.setEnabled(player is not None)
        self._name_row.set_text(player.name if player is not None else "")
        self._clock.set_current(player.clock if player is not None else ClockFactor.X1)
        self._letters.setChecked(player is not None and player.single_letter_keys)
        self._version_row.set_text(self._versions())

    def _versions(self) -> str:
        program = self.tr("Run On Quiz {version}").format(version=__version__)
        if self._lobby is None:
            return program
        pack = self._lobby.pack
        questions = self.tr("questions “{pack}” {version}").format(pack=pack.title, version=pack.version)
        return f"{program} · {questions}"

    def _change_clock(self, chosen: str) -> None:
        player = self._lobby.player if self._lobby is not None else None
        if self._lobby is None or player is None or player.clock == chosen:
            return
        with telling(self):
            self._lobby.set_clock(ClockFactor(chosen))
        self._show_player()

    def _change_letters(self, switched_on: bool) -> None:
        player = self._lobby.player if self._lobby is not None else None
        if self._lobby is None or player is None or player.single_letter_keys == switched_on:
            return
        with telling(self):
            self._lobby.set_single_letter_keys(switched_on)
        self._show_player()

    def _request_rename(self) -> None:
        self.players_requested.emit("rename")

    def _request_choice(self) -> None:
        self.players_requested.emit("choose")

    def _request_new(self) -> None:
        self.players_requested.emit("add")

    # Help

    def _show_keys(self) -> None:
        from quizapp.ui.help_dialog import HelpDialog

        HelpDialog(self.window()).open()

    def _show_about(self) -> None:
        from quizapp.ui.about import AboutDialog

        AboutDialog(self.window()).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.home_requested.emit()
            return
        super().keyPressEvent(event)


def _side_by_side(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for widget in widgets:
        row.addWidget(widget)
    return group
