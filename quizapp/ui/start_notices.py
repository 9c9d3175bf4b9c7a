"""What is said once at a start: a damaged bank, a crash, an editor that hides nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, SignalInstance

from quizapp.errors import Sentence
from quizapp.ui.common.notice import Notice
from quizapp.ui.messages import translated
from quizapp.ui.play.home_words import counted

translate = QCoreApplication.translate


def recovery_notice(why: Sentence, set_aside: Path | None, backup_made_at_ms: int | None) -> Notice:
    """The bank was damaged: what is in use now. `backup_made_at_ms` is UTC, None where there was no good backup."""
    if backup_made_at_ms is None:
        title = translate("StartNotices", "Your question bank could not be opened, so a new one is in use.")
        text = translate("StartNotices", "There was no good backup; players and scores start anew.")
    else:
        moment = QDateTime.fromMSecsSinceEpoch(backup_made_at_ms)
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        title = translate(
            "StartNotices", "Your question bank could not be opened, so the backup from {when} is in use."
        ).format(when=when)
        text = translate("StartNotices", "Answers and edits made after that may be missing.")
    if set_aside is not None:
        text += " " + translate("StartNotices", "The damaged file is kept as {name}.").format(name=set_aside.name)
    return Notice("warn", title, f"{translated(why)} {text}", icon_name="restore", closable=True)


def crash_notice(report: Path) -> Notice:
    """The last run crashed: where its report lies."""
    title = translate("StartNotices", "The program ended unexpectedly last time.")
    text = translate(
        "StartNotices", "Every answer whose verdict you saw is kept. The report is {name} in the log folder."
    )
    return Notice("warn", title, text.format(name=report.name), closable=True)


class ConflictsNotice(Notice):
    """A newer version of a pack says something else of some questions than was written here."""

    def __init__(self, count: int, decide: SignalInstance) -> None:
        """`decide` is emitted when somebody wants to; the notice goes then."""
        super().__init__("warn", "", closable=True)
        title = self.tr("%n question(s) changed both by you and by a newer version of their pack.", "", count)
        self.set_content(counted(title, count), self.tr("Yours are kept until you decide."))
        button = self.add_button(self.tr("Decide…"))
        button.clicked.connect(decide)
        button.clicked.connect(self.closed)


def spoiler_notice() -> Notice:
    """The editor hides nothing, whatever somebody has watched."""
    title = translate("StartNotices", "The editor shows everything.")
    text = translate("StartNotices", "Questions of all episodes are here, also of those you may not have watched yet.")
    return Notice("warn", title, text, icon_name="eye", closable=True)
