"""The Qt application: made so that a missing screen or library ends in a sentence and never in an abort."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QMessageLogContext, Qt, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from quizapp import __version__
from quizapp.paths import resource
from quizapp.ui import theme

log = logging.getLogger(__name__)

EXIT_NO_SCREEN = 2
NO_SCREEN = (
    "The window cannot open: there is no screen, or a library that Qt needs is missing. "
    "Start the program in a desktop session; on Debian or Ubuntu install the missing libraries with "
    "“sudo apt install libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libegl1”. "
    "Nothing was changed."
)
_IS_TRANSLATED = "is-translated"
_MOTIONS: dict[str, theme.Motion] = {"system": "follow", "full": "full", "reduced": "reduced"}
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
}


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application object. Where Qt finds no screen, prints a sentence and ends the process with exit code 2."""
    qInstallMessageHandler(_before_the_screen)
    paint_at_once()
    # As an argument: what `setStyle` gives back makes PySide6 load the classes of styles, which takes 5 ms.
    application = QApplication([*arguments, "-style", "fusion"])
    qInstallMessageHandler(_to_the_log)
    application.setApplicationName("Run On Quiz")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("run-on-quiz")
    application.setProperty(theme.IS_FUSION, True)
    if QLocale().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return application


def paint_at_once() -> None:
    """What has changed is painted as soon as all events are done; before the first window.

    Where the screen gives no beat, Qt would wait for 5 ms if more changes: the longest part of an answer's way to the
    screen. See `QWindow::requestUpdate`.
    """
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")


def _before_the_screen(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if level is not QtMsgType.QtFatalMsg:
        log.info("Qt: %s", message)
        return
    # Qt aborts when this returns, and nothing is open yet that would need an orderly end.
    log.error("Qt: %s", message)
    print(NO_SCREEN, file=sys.stderr, flush=True)
    os._exit(EXIT_NO_SCREEN)


def _to_the_log(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(level, logging.CRITICAL), "Qt: %s", message)


def load_translation(application: QApplication) -> None:
    """The words of the system's language where there is a translation, else English plurals; once is enough.

    `python -m tests.translations` makes the files.
    """
    # Not by `findChild`: it has PySide6 load the classes of every child, and the style is one, which takes 5 ms.
    if application.property(_IS_TRANSLATED):
        return
    application.setProperty(_IS_TRANSLATED, True)
    translator, folder = QTranslator(application), str(resource("i18n"))
    if translator.load(QLocale(), "quizapp", "_", folder) or translator.load("quizapp_en", folder):
        application.installTranslator(translator)


def apply_theme(application: QApplication, theme_setting: str, motion_setting: str, text_size: int) -> None:
    """Light or dark as set, or as the system has it; motion and text size with it. Safe to call again at any time."""
    system_is_dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dark = theme_setting == "dark" or (theme_setting == "system" and system_is_dark)
    theme.set_motion(_MOTIONS[motion_setting])
    theme.apply(application, "dark" if dark else "light", text_scale=text_size / 100)
