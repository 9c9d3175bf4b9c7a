"""What is known of one pack, as lines of a name and a text that may be long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_text import ReadingLabel

if TYPE_CHECKING:
    from quizapp.game.shelf import ShelvedPack


class PackFacts(QWidget):
    """Title, authors, licence and the rest of the pack that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ReadingLabel("", "section")
        self._names: dict[str, PlainLabel] = {}
        self._texts: dict[str, ReadingLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(self._words().items()):
            self._names[name] = PlainLabel(words, "dense", "ink2")
            self._texts[name] = ReadingLabel("", "dense")
            grid.addWidget(self._names[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._texts[name], row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(grid)

    def _words(self) -> dict[str, str]:
        return {
            "questions": self.tr("Questions"),
            "version": self.tr("Version"),
            "authors": self.tr("Authors"),
            "licence": self.tr("Licence"),
            "language": self.tr("Language"),
            "episodes": self.tr("Episodes"),
            "id": self.tr("Id"),
        }

    def show_pack(self, shelved: ShelvedPack) -> None:
        """Show this pack; what is not known takes no room."""
        info = shelved.info
        edited = self.tr("{version}, edited here").format(version=info.version)
        self._title.setText(info.title)
        texts = {
            "questions": number(shelved.question_count),
            "version": edited if shelved.is_edited else info.version,
            "authors": ", ".join(info.authors),
            "licence": info.licence,
            "language": language_name(info.language),
            "episodes": number(info.episodes) if info.episodes else "",
            "id": info.id,
        }
        for name, text in texts.items():
            self._texts[name].setText(text)
            self._texts[name].setAccessibleName(f"{self._names[name].text()}: {text}")
            for label in (self._names[name], self._texts[name]):
                label.setVisible(bool(text))


def language_name(code: str) -> str:
    """The language of a short name such as "ko", in the words of the interface; an unknown one as it is."""
    language = QLocale.codeToLanguage(code.split("-")[0]) if code else QLocale.Language.AnyLanguage
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    return QLocale.languageToString(language)
