"""What this program is, its version, and the libraries it stands on with their licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp import __version__
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

_DISTRIBUTION = "run-on-quiz"
_LIBRARIES = ("PySide6-Essentials", "sqlmodel", "sqlalchemy", "alembic", "platformdirs", "tomli-w")
"""What a checkout that is not installed uses; an installed program says by itself what it needs."""


class AboutDialog(QDialog):
    """Name, version, libraries; all of it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._close = PlainButton(self.tr("Close"), key="Esc")
        self._libraries = QPlainTextEdit(library_lines())
        self._libraries.setReadOnly(True)
        self._libraries.setTabChangesFocus(True)
        self._libraries.setAccessibleName(self.tr("Libraries and their licences"))
        self._lay_out()
        self._close.clicked.connect(self.close)
        self._close.setFocus()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel("Run On Quiz", "section"))
        words.addWidget(PlainLabel(self.tr("Version {version}").format(version=__version__), "body", "ink2"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(ThemedIcon("logo", "clay", 44))
        head.addLayout(words, 1)
        text = self.tr(
            "A trivia quiz for people who love the series. It works without the internet and keeps everything you do "
            "on this computer."
        )
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(PlainLabel(text, "body", wrap=True))
        column.addSpacing(4)
        column.addWidget(PlainLabel(self.tr("Built with:"), "body", bold=True))
        column.addWidget(self._libraries, 1)
        column.addLayout(buttons)
        self.resize(min(theme.px(560), 780), min(theme.px(460), 580))


def library_lines() -> str:
    """One line for each library installed: name, version, licence; sorted by name."""
    # Loaded here, because nobody should wait for it at start.
    from importlib import metadata

    lines = []
    for name in _library_names():
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        lines.append(f"{found['Name']} {found['Version']} · {_licence(found)}")
    return "\n".join(sorted(lines, key=str.casefold))


def _library_names() -> list[str]:
    import re
    from importlib import metadata

    try:
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return list(_LIBRARIES)
    own = [line for line in required if "extra ==" not in line]
    names = [match.group() for line in own if (match := re.match(r"[A-Za-z0-9._-]+", line))]
    return names or list(_LIBRARIES)


def _licence(found: PackageMetadata) -> str:
    """The licence as the library's own description names it."""
    for field in ("License-Expression", "License"):
        named = (found.get_all(field) or [""])[0]
        if named and "\n" not in named:
            return named
    prefix = "License :: OSI Approved :: "
    classifiers = found.get_all("Classifier") or []
    return next((each.removeprefix(prefix) for each in classifiers if each.startswith(prefix)), "see its own files")
