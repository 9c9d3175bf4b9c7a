"""The head of the import window: what it is at, with which files, and sentences for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.plans import ImportPlan, ImportResult
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.imports.import_foot import Stage
from quizapp.ui.messages import announce, translated
from quizapp.ui.play.home_words import counted


class ImportHead(QWidget):
    """Heading, files, per cent, and a notice that can be closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = PlainLabel("", "section", wrap=True)
        self._about = PlainLabel("", "dense", "ink2", wrap=True)
        self._per_cent = PlainLabel("", "question")
        self._notice = Notice("bad", "", closable=True, stacked=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._about)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._per_cent, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 8)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._notice)
        self._notice.hide()

    def show_stage(self, stage: Stage, paths: Sequence[Path], plan: ImportPlan | None) -> None:
        """What the window is at, and with what."""
        self._heading.setText(
            {
                "choose": self.tr("Import questions"),
                "columns": self.tr("What the columns hold"),
                "reading": self.tr("Reading questions"),
                "plan": self.tr("What would be imported"),
                "writing": self.tr("Importing questions"),
                "report": self.tr("Import finished"),
            }[stage]
        )
        self._per_cent.setVisible(stage in ("reading", "writing"))
        self._about.setText(" · ".join(self._parts(paths, plan)))
        self._about.setVisible(stage != "choose")

    def _parts(self, paths: Sequence[Path], plan: ImportPlan | None) -> list[str]:
        parts = [paths[0].name] if len(paths) == 1 else [self.tr("%n file(s) and folders", "", len(paths))]
        if plan is not None:
            parts += dict.fromkeys(plan.formats.values())
            parts.append(counted(self.tr("%n question(s)", "", len(plan.items)), len(plan.items)))
            words = self.tr("new pack “{title}”") if plan.is_new else self.tr("pack “{title}”")
            parts.append(words.format(title=plan.info.title))
            if plan.afterwards:
                parts.append(self.tr("afterwards {files}").format(files=", ".join(plan.afterwards)))
        return parts

    def show_heading(self, text: str) -> None:
        """Another heading than that of the stage."""
        self._heading.setText(text)

    def words(self) -> str:
        """Heading and files in one line."""
        return f"{self._heading.text()}: {self._about.text()}"

    def speak(self, more: str) -> None:
        """Let a screen reader say heading, files and this."""
        announce(self._heading, f"{self.words()}. {more}")

    def show_per_cent(self, per_cent: int) -> None:
        """How far it is."""
        self._per_cent.setText(self.tr("{number} %").format(number=per_cent))

    def say(self, text: str) -> None:
        """Something was done."""
        self._show(text, is_failure=False)

    def tell_result(self, result: ImportResult) -> None:
        """What the numbers of an import do not tell."""
        said: list[str] = []
        if result.change_id and not (result.added or result.changed or result.removed):
            said.append(self.tr("The pack is in the bank now; none of its questions had to be written."))
        if result.to_decide:
            words = self.tr("%n question(s) wait for your decision in the packs window.", "", result.to_decide)
            said.append(counted(words, result.to_decide))
        if said:
            self.say(" ".join(said))
            self._notice.set_kind("warn" if result.to_decide else "ok")

    def tell(self, sentence: Sentence) -> None:
        """Something could not be done."""
        self._show(translated(sentence), is_failure=True)

    def refuse(self, text: str) -> None:
        """The same, as a text."""
        self._show(text, is_failure=True)

    def quieten(self) -> None:
        """Take away what was said."""
        self._notice.hide()

    def said(self) -> str:
        """What is said now, "" for nothing."""
        return "" if self._notice.isHidden() else self._notice.accessibleName()

    def _show(self, text: str, *, is_failure: bool) -> None:
        self._notice.set_kind("bad" if is_failure else "ok")
        self._notice.set_content("", text)
        self._notice.show()
        announce(self._notice, text)
