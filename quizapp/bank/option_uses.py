"""How often options were chosen <-> JSON. A room of its own: a start needs neither these nor the item analysis."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from quizapp.game.item_report import OptionUse

_USES = TypeAdapter(tuple[OptionUse, ...])


def option_uses_text(uses: tuple[OptionUse, ...]) -> str:
    """The JSON list of how often some options were chosen."""
    return _USES.dump_json(uses).decode()


def option_uses_of(document: str) -> tuple[OptionUse, ...] | None:
    """The options of such a list, None if it is none."""
    try:
        return _USES.validate_json(document, strict=True)
    except (ValidationError, TypeError):
        return None
