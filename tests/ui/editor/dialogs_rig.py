"""Every window beside the editor, shown the way the editor shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from pytestqt.qtbot import QtBot

from quizapp.game.authoring import OpenAppeal
from quizapp.ui.editor.appeals_dialog import AppealsDialog
from quizapp.ui.editor.bulk_dialog import BulkDialog
from quizapp.ui.editor.conflict_dialog import ConflictDialog
from quizapp.ui.editor.duplicates_dialog import DuplicatesDialog
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.history_dialog import HistoryDialog
from quizapp.ui.editor.keys_dialog import KeysDialog
from quizapp.ui.editor.merge_dialog import MergeDialog
from quizapp.ui.editor.new_pack_dialog import NewPackDialog
from quizapp.ui.editor.replace_dialog import ReplaceDialog
from tests.ui.editor.fake_author_dialogs import FakeAuthor, appeal, draft, history_of_three, many, stored

Dialog = TypeVar("Dialog", bound=EditorDialog)


def opened(qtbot: QtBot, dialog: Dialog) -> Dialog:
    """The window, shown and active. It is not deleted when closed, so that tests can ask it for more."""
    from PySide6.QtCore import Qt

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.bring_forward()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def heard(dialog: Any) -> list[object]:
    """What the window emits as changed."""
    told: list[object] = []
    dialog.changed.connect(told.append)
    return told


def full_author(text: str = "Whom does he meet?") -> FakeAuthor:
    """An author whose questions, history and appeals all say this."""
    author = many(3)
    for uid in author.questions:
        question = draft(uid, text, explanation=text, hint=text, tags=(text,), answers=(text,))
        author.questions[uid] = stored(question)
    author.revisions = [
        replace(revision, after=replace(revision.after, question=replace(revision.after.question, prompt=text)))
        for revision in history_of_three()
        if revision.after is not None
    ]
    author.waiting = [OpenAppeal(appeal("q1", typed=text, note=text), text)]
    return author


def every_dialog() -> dict[str, Callable[[Any], EditorDialog]]:
    """How each window is made for an author, by name."""
    return {
        "bulk": lambda author: BulkDialog(author, list(author.questions)),
        "replace": lambda author: ReplaceDialog(author, list(author.questions)),
        "replace in all": lambda author: ReplaceDialog(author, None),
        "history": lambda author: HistoryDialog(author, "q1"),
        "merge": lambda author: MergeDialog(author, list(author.questions)[:2]),
        "new pack": NewPackDialog,
        "appeals": AppealsDialog,
        "duplicates": DuplicatesDialog,
        "conflict": lambda author: ConflictDialog(author.questions["q1"].question, author.questions["q2"]),
        "keys": lambda _: KeysDialog([("", "Find"), ("Ctrl+F", "search"), ("Alt+Up / Alt+Down", "move")]),
    }
