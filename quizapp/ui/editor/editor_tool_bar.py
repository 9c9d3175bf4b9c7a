"""The tool bar of the editor: the most used actions, as large as the text is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from quizapp.ui import theme
from quizapp.ui.editor.editor_actions import EditorActions


class EditorToolBar(QToolBar):
    """Stays where it is, and is walked through by Tab. Without room for every word the icons stand alone."""

    def __init__(self, actions: EditorActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setAccessibleName(self.tr("Tools"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._width_with_words = 0
        actions.fill_tool_bar(self)
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            more.setAccessibleName(self.tr("More tools"))
        self._size_tools()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words(event.size().width() >= self._width_with_words)

    def _show_words(self, on: bool) -> None:
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(styles.ToolButtonTextBesideIcon if on else styles.ToolButtonIconOnly)

    def _size_tools(self) -> None:
        side = QSize(theme.px(18), theme.px(18))
        if side != self.iconSize():
            self.setIconSize(side)
        for action in self.actions():
            button = self.widgetForAction(action)
            if button is not None and not action.isSeparator():
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show_words(True)
        self._width_with_words = self.sizeHint().width()
        self._show_words(self.width() >= self._width_with_words)
