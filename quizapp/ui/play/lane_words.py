"""The names of the lanes, and what is run there in one line; apart, because the first window shows them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def lane_titles() -> list[tuple[str, str, str]]:
    """Id, title and sentence of each lane, in the order of the board."""
    return [(identity, lane_title(identity), _sentences()[identity]) for identity in _sentences()]


def lane_title(mode: str) -> str:
    """What a mode is called."""
    titles = {
        "sprint": translate("Lanes", "Sprint"),
        "dash": translate("Lanes", "Dash"),
        "marathon": translate("Lanes", "Marathon"),
        "daily": translate("Lanes", "Daily race"),
        "training": translate("Lanes", "Training"),
        "relay": translate("Lanes", "Relay"),
        "custom": translate("Lanes", "Custom"),
    }
    return titles[mode]


def _sentences() -> dict[str, str]:
    return {
        "sprint": translate("Lanes", "10 questions, no clock"),
        "dash": translate("Lanes", "As many right answers as you can in 60 seconds"),
        "marathon": translate("Lanes", "Keep going until the third miss"),
        "daily": translate("Lanes", "The same questions for everybody today"),
        "training": translate("Lanes", "Questions you missed, spaced out over days"),
        "relay": translate("Lanes", "2–8 players take turns on this computer"),
        "custom": translate("Lanes", "Choose the length, the clock and the questions"),
    }
