"""What the main window asks of its pages."""

from __future__ import annotations

from typing import Any, Protocol


class Page(Protocol):
    """What the window asks of every page."""

    def activate(self) -> None:
        """The page becomes the current one: fresh data, focus on the next action."""
        ...

    def hints(self) -> list[Any]:
        """The keys for the hint bar, each with its words."""
        ...

    def set_window_class(self, name: Any) -> None:
        """Small, regular, wide or very wide, as `theme.window_class` has it."""
        ...
