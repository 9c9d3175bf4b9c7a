"""The one way in which sentences reach the user: as a notice in the window, translated, as plain text."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizError, Sentence

log = logging.getLogger(__name__)


class Teller(Protocol):
    """A window that can show that something failed, or was done."""

    def tell(self, sentence: Sentence) -> None: ...

    def say(self, text: str) -> None: ...


def translated(sentence: Sentence) -> str:
    """The sentence in the language of the interface, its parameters filled in."""
    template = QCoreApplication.translate("Sentence", sentence.template)
    return template.format(**dict(sentence.parameters))


@contextmanager
def telling(widget: QWidget) -> Iterator[None]:
    """Shows the sentence of an expected failure in the widget's window; what raised it can be tried again."""
    try:
        yield
    except QuizError as error:
        tell(widget, error.sentence)


def tell(widget: QWidget, sentence: Sentence) -> None:
    """Shows the sentence of an expected failure in the widget's window."""
    log.info("told: %s", sentence)
    cast(Teller, widget.window()).tell(sentence)


def say(widget: QWidget, text: str) -> None:
    """Shows in the widget's window that something was done."""
    cast(Teller, widget.window()).say(text)


def announce(widget: QWidget, text: str) -> None:
    """Lets a screen reader say something that changed without taking the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 2 ms that the first window need not wait for

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
