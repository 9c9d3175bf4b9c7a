"""The whole of one question of an import: where it stands, what is said of it, and all its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from quizapp.game.draft import Draft
from quizapp.game.plans import Fate, FileNote, PlanItem, in_order
from quizapp.game.question import PackInfo
from quizapp.ui.editor.field_texts import field_names, field_texts
from quizapp.ui.imports.likeness import PromptOf
from quizapp.ui.imports.plan_words import Entry, outcome, reasons, told

_TEXT_MAX = 20_000

translate = QCoreApplication.translate


class PlanDetails(QPlainTextEdit):
    """Text to read and to copy."""

    def __init__(
        self, prompt_of: PromptOf, draft_of: Callable[[str], Draft | None], parent: QWidget | None = None
    ) -> None:
        """Of a uid: how the question begins, "" where there is none; and all of it as it stands in the bank."""
        super().__init__(parent)
        self._prompt_of, self._draft_of = prompt_of, draft_of
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("dense", True)
        self.setAccessibleName(self.tr("The whole question"))
        self.setPlaceholderText(self.tr("The question that is chosen in the list stands here in full."))

    def show_entry(self, entry: Entry | None, pack: PackInfo | None, *, is_done: bool) -> None:
        """Show all of it; None shows nothing."""
        text = "" if entry is None else "\n".join(self._lines(entry, pack, is_done))[:_TEXT_MAX]
        if text != self.toPlainText():
            self.setPlainText(text)

    def _lines(self, entry: Entry, pack: PackInfo | None, is_done: bool) -> Iterator[str]:
        where = _where(entry)
        words = outcome(entry, is_done=is_done).words
        yield f"{where} · {words}" if where else words
        if isinstance(entry, FileNote):
            yield told(entry.problem)
            return
        if entry.like or entry.fate in (Fate.CONFLICT, Fate.REMOVED):
            yield reasons(entry, self._prompt_of)[0] + "."
        names = field_names()
        for problem in in_order(entry.problems):
            name = names.get(problem.field, "")
            yield f"{name}: {told(problem)}." if name else f"{told(problem)}."
        yield ""
        differs = entry.fate is Fate.CONFLICT and not entry.is_gone
        ours = self._draft_of(entry.draft.uid) if differs and entry.draft is not None else None
        if ours is not None and entry.draft is not None:
            yield from difference(ours, entry.draft, pack)
            yield ""
            yield translate("Import", "All of the file’s:")
            yield from field_lines(entry.draft, pack)
        elif entry.draft is None:
            yield entry.text
        else:
            yield from field_lines(entry.draft, pack)


def _where(entry: PlanItem | FileNote) -> str:
    if isinstance(entry, PlanItem) and entry.number:
        words = translate("Import", "{file}, item {number}")
        return words.format(file=entry.file, number=entry.number)
    if entry.line:
        words = translate("Import", "{file}, line {line}")
        return words.format(file=entry.file, line=entry.line)
    return entry.file


def difference(ours: Draft, theirs: Draft, pack: PackInfo | None, theirs_words: str = "") -> Iterator[str]:
    """What differs, ours above the file's, or whose `theirs_words` say, with the name of the `field`."""
    here, there = field_texts(ours, "", pack), field_texts(theirs, "", pack)
    for name, words in field_names().items():
        if here.get(name, "") != there.get(name, ""):
            yield translate("Import", "{field}, ours:").format(field=words)
            yield _indented(here.get(name, "") or "–")
            yield (theirs_words or translate("Import", "{field}, the file’s:")).format(field=words)
            yield _indented(there.get(name, "") or "–")


def field_lines(draft: Draft, pack: PackInfo | None) -> Iterator[str]:
    """All that a question says, field by field."""
    names = field_names()
    for name, text in field_texts(draft, "", pack).items():
        if text:
            yield f"{names[name]}: {text}" if "\n" not in text else f"{names[name]}:\n{_indented(text)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
