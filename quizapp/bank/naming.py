"""Names that people give: tidied, and compared without case, width and ways of typing accents."""

from __future__ import annotations

import unicodedata


def tidied(name: str) -> str:
    """The name without spaces around it and without doubled ones."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def key_of(name: str) -> str:
    """A text that is the same for names that people take for the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidied(name)).casefold())
