"""Pack files of the tests, and packs as text to compare."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from quizapp.formats.reading import ReadPack

DATA = Path(__file__).parent / "data"

_PARSERS_WORDS = re.compile(r"(?<=\): )(?!values are nested|a number has)[^;]*(?=; the part up to)")
"""The reason tomllib gives, which differs between versions of Python."""


def cases(folder: str) -> list[Path]:
    """The packs in a folder of the test data: TOML files and folders of them."""
    return sorted(path for path in (DATA / folder).iterdir() if path.is_dir() or path.suffix == ".toml")


def files_of(path: Path) -> dict[str, bytes]:
    """The files of a pack, its description first, as the reader wants them."""
    files = sorted(path.glob("*.toml"), key=lambda file: (file.name != "pack.toml", file.name))
    return {file.name: file.read_bytes() for file in (files if path.is_dir() else [path])}


def problem_lines(read: ReadPack) -> list[str]:
    """What `quizapp check` prints: each problem (without the parser's own words), then the counts."""
    counts = f"{len(read.questions)} questions, {read.error_count} errors, {read.warning_count} warnings"
    described = "" if read.info else "no pack, "
    return [
        *(_PARSERS_WORDS.sub("(the parser's words)", str(problem)) for problem in read.problems),
        described + counts,
    ]


def content_lines(read: ReadPack) -> list[str]:
    """Everything a pack says, field by field; fields that hold their default are left out."""
    return [*_told("pack", read.info), *(line for question in read.questions for line in _told("question", question))]


def _told(title: str, value: Any) -> list[str]:
    return [title, *(f"    {name} = {content}" for name, content in _said(value).items())]


def _said(value: Any) -> dict[str, str]:
    return {
        each.name: _plain(content)
        for each in fields(value)
        if (content := getattr(value, each.name)) != each.default or each.default is MISSING
    }


def _plain(content: Any) -> str:
    if isinstance(content, tuple):
        return f"[{', '.join(map(_plain, content))}]"
    if hasattr(content, "__dataclass_fields__"):
        return f"{type(content).__name__}({', '.join(f'{name}={said}' for name, said in _said(content).items())})"
    return ascii(str(content)) if isinstance(content, str) else str(content)
