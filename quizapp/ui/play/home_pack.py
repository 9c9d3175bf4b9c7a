"""The pack that is played, beside the title of the home page, with a menu to play another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import button_text, tool_tip
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import rounded
from quizapp.ui.play.home_words import counted, number

if TYPE_CHECKING:
    from quizapp.game.question import PackInfo
    from quizapp.play import Lobby

_PACKS_IN_MENU = 12
_TITLE_IN_MENU_MAX = 60
_BASE_LINE_SHIFT = 4
"""Pixels that the words sit lower than the middle, so that they share the base line of the larger title."""


class PackChooser(QWidget):
    """As quiet as a subtitle. Signals: `chosen(pack id)`; `packs_requested()` for the window of packs,
    `import_requested()` for that in which questions come in from files."""

    chosen = Signal(str)
    packs_requested = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = ""
        self._packs: Callable[[], Sequence[PackInfo]] = tuple
        self._menu: QMenu | None = None
        self._button = _PackButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self._button.clicked.connect(self._open_menu)
        self._button.hide()

    def show_pack(self, lobby: Lobby, question_count: int) -> None:
        """Show the pack that is played."""
        pack = lobby.pack
        self._current, self._packs = pack.id, lobby.packs
        title = _one_line(lobby.names.with_hangul(pack.title))
        self._button.set_words(title, self._about(pack, question_count), is_series=bool(pack.episodes))
        self._button.setAccessibleName(self.tr("Pack: {title}").format(title=_one_line(pack.title)))
        self._button.show()

    def _about(self, pack: PackInfo, question_count: int) -> str:
        if pack.episodes:
            return self.tr("%n episode(s)", "", pack.episodes)
        return counted(self.tr("%n question(s)", "", question_count), question_count)

    def set_small(self, small: bool) -> None:
        """In a small window the title of the pack stands alone."""
        self._button.set_short(small)

    def _open_menu(self) -> None:
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.tr("Packs"))
            self._menu.triggered.connect(self._choose)
        self._fill(self._menu)
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        packs = self._packs()
        titles = [pack.title for pack in packs]
        # Of very many the one that is played stands first, so that the menu always shows it.
        shown = sorted(packs, key=lambda pack: pack.id != self._current) if len(packs) > _PACKS_IN_MENU else packs
        for pack in shown[:_PACKS_IN_MENU]:
            words = pack.title if titles.count(pack.title) == 1 else f"{pack.title} ({pack.id})"
            action = group.addAction(button_text(_shortened(words)))
            action.setData(pack.id)
            action.setCheckable(True)
            action.setChecked(pack.id == self._current)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(icons.icon("import"), self.tr("Import questions…"), self.import_requested.emit)
        more = len(packs) > _PACKS_IN_MENU
        words = self.tr("All {count} packs…").format(count=number(len(packs))) if more else self.tr("Packs…")
        menu.addAction(icons.icon("folder"), words, self.packs_requested.emit)
        current = group.checkedAction()
        if current is not None:
            menu.setActiveAction(current)

    def _choose(self, action: QAction) -> None:
        pack_id = action.data()
        if pack_id and pack_id != self._current:
            self.chosen.emit(pack_id)


def _one_line(title: str) -> str:
    return " ".join(title.split())


def _shortened(title: str) -> str:
    line = _one_line(title)
    return line if len(line) <= _TITLE_IN_MENU_MAX else f"{line[: _TITLE_IN_MENU_MAX - 1].rstrip()}…"


def isolated(text: str) -> str:
    """The text between marks that keep its direction from turning the words around it."""
    return f"\u2068{text}\u2069"


class _PackButton(PaintedButton):
    """Title, a word about it, a chevron; what has no room ends in an ellipsis and is whole in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._title = self._about = ""
        self._template = "{pack}"
        self._is_short = False
        super().__init__("", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, about: str, *, is_series: bool) -> None:
        """Show a pack and a word about it."""
        self._title, self._about = title, about
        self._template = self.tr("{pack} trivia") if is_series else "{pack}"
        self.setAccessibleDescription(about)
        self._show()

    def set_short(self, short: bool) -> None:
        """Leave the word about the pack out."""
        self._is_short = short
        self._show()

    def _show(self) -> None:
        title = isolated(self._title)
        self.set_text(title if self._is_short else f"{self._template.format(pack=title)} · {self._about}")
        self.setToolTip(tool_tip(f"{self._title} · {self._about}"))

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("body")).horizontalAdvance(self._text) + 2
        return QSize(words + self._beside(), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(96)), theme.px(36))

    def _beside(self) -> int:
        """Edges, gap and chevron."""
        return 8 + 4 + theme.px(16) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._hover or self.isDown():
            fill = theme.colour("sunken" if self.isDown() else "tint")
            fill.setAlphaF(max(self._hover, float(self.isDown())))
            rounded(painter, QRectF(self.rect()), 8, fill)
        font, side = theme.font("body"), theme.px(16)
        words = QRect(8, _BASE_LINE_SHIFT, self.width() - self._beside(), self.height() - _BASE_LINE_SHIFT)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        x = 8 + min(QFontMetrics(font).horizontalAdvance(shown), words.width()) + 4
        arrow = icons.pixmap("chevron-down", "ink2", side, self.devicePixelRatioF())
        painter.drawPixmap(x, words.center().y() - side // 2 + 1, arrow)
