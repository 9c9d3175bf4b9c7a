"""The order in which the keyboard goes through what is on the round page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_focus(widgets: Sequence[QWidget]) -> None:
    """Tab goes through these in this order."""
    policies = [widget.focusPolicy() for widget in widgets]
    # Workaround: setTabOrder passes over widgets that cannot have the focus, as texts that need no scrolling yet.
    for widget in widgets:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
    for widget, policy in zip(widgets, policies, strict=True):
        widget.setFocusPolicy(policy)
