"""What a file of our own format looks like: told by its beginning, without reading it."""

from __future__ import annotations

import re

from quizapp.formats.toml_tables import TABLE_NAMES

LOOKED_AT = 65_536
_HEADER = re.compile(rf"^[ \t]*\[\[[ \t]*(?:{'|'.join(TABLE_NAMES)})[ \t]*\]\]", re.MULTILINE)
_FIELD = re.compile(r"""^[ \t]*["']?([\w-]{1,40})["']?[ \t]*=""", re.MULTILINE)
_BLANK_OR_COMMENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+")
_TOP = re.compile(r"^[ \t]*\[", re.MULTILINE)


def is_of_pack(content: bytes) -> bool:
    """Whether it begins as a file of one of our packs does: TOML that holds questions or describes a pack."""
    text = _beginning(content)
    start = _BLANK_OR_COMMENT.match(text)
    place = start.end() if start else 0
    if not (_HEADER.match(text, place) or _FIELD.match(text, place)):
        return False
    return _HEADER.search(text) is not None or len(_top_fields(text) & {"id", "title", "version"}) > 1


def describes_pack(content: bytes) -> bool:
    """Whether a file that `is_of_pack` says which pack that is, and not only holds some of its questions."""
    fields = _top_fields(_beginning(content))
    return "id" in fields or {"title", "version"} <= fields


def _beginning(content: bytes) -> str:
    head = content[:LOOKED_AT]
    if b"\0" in head:
        return ""
    return head.decode("utf-8-sig", "ignore").replace("\r\n", "\n")


def _top_fields(text: str) -> set[str]:
    """The names of the fields above the first table."""
    table = _TOP.search(text)
    return set(_FIELD.findall(text, 0, table.start() if table else len(text)))
