"""Our own pack format: TOML files as people write them, read with line numbers and written in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import tomli_w

from quizapp.errors import sentence
from quizapp.formats.reading import FileProblem, ReadPack
from quizapp.formats.toml_tables import Document, Table, parse
from quizapp.formats.toml_values import Reader, read_category, read_name, read_question, text, texts, whole_number
from quizapp.game.checking import check, check_info, has_errors
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Category, Distractor, Name, Pack, PackInfo, Question, Source

FORMAT = 1
FILE_SIZE_MAX = 32 * 2**20
"""Bytes of one file; a larger one is refused unread."""


def read_pack(files: Mapping[str, bytes]) -> ReadPack:
    """A pack from its files, each under its name: a folder's, or a single file's that holds all tables.

    Reading goes on after a bad question: it is left out and listed. `info` is None only when no pack is described.
    """
    return _PackReader().read(files)


class _PackReader:
    def __init__(self) -> None:
        self._problems: list[FileProblem] = []
        self._first_place: dict[str, str] = {}

    def read(self, files: Mapping[str, bytes]) -> ReadPack:
        documents: dict[str, Document] = {}
        for file, content in files.items():
            document = self._parse(file, content)
            if document is not None:
                documents[file] = document
        info = self._read_info(documents)
        if info is None:
            return ReadPack(None, (), tuple(self._problems))
        questions = tuple(
            question
            for file, document in documents.items()
            for table in document.arrays.get("question", [])
            if (question := self._read_question(file, table, info)) is not None
        )
        return ReadPack(info, questions, tuple(self._problems))

    def _note(
        self, file: str, line: int, template: str, severity: Severity = Severity.ERROR, **parameters: Any
    ) -> None:
        self._problems.append(FileProblem(file, line, Problem(severity, "", sentence(template, **parameters))))

    def _parse(self, file: str, content: bytes) -> Document | None:
        if len(content) > FILE_SIZE_MAX:
            limit = FILE_SIZE_MAX // 2**20
            self._note(file, 0, "the file is larger than {limit} MB and was not read; divide it", limit=limit)
            return None
        try:
            decoded = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._note(file, line, "the file is not UTF-8 text and was not read; save it as UTF-8")
            return None
        document = parse(decoded.replace("\r\n", "\n"))
        for problem in document.problems:
            template = "this is not valid TOML (column {column}): {reason}; the part up to the next [[…]] was left out"
            self._note(file, problem.line, template, column=problem.column, reason=problem.reason)
        return document

    def _read_info(self, documents: Mapping[str, Document]) -> PackInfo | None:
        file = next((file for file, document in documents.items() if "id" in document.top.values), None)
        if file is None:
            name = "pack.toml" if "pack.toml" in documents or not documents else next(iter(documents))
            self._note(name, 0, "no pack is described here: id, title and version are missing")
            return None
        for other, document in documents.items():
            if other != file:
                for key in document.top.values:
                    self._note(
                        other, document.top.line_of(key), "“{key}” is unknown here", Severity.WARNING, key=key[:40]
                    )
        top = documents[file].top
        reader = Reader(top)
        if reader.get("format", whole_number, FORMAT) != FORMAT:
            template = "this pack has format {format}; this program reads format {known}, so update the program"
            self._note(file, top.line_of("format"), template, format=top.values["format"], known=FORMAT)
            return None
        info = PackInfo(
            id=reader.get("id", text, ""),
            title=reader.get("title", text, ""),
            version=reader.get("version", text, ""),
            language=reader.get("language", text, "en"),
            episodes=reader.get("episodes", whole_number, None),
            authors=reader.get("authors", texts, ()),
            licence=reader.get("licence", text, ""),
            categories=tuple(self._read_all(documents, "category", read_category)),
            names=tuple(self._read_all(documents, "name", read_name)),
        )
        reader.warn_of_unknown()
        problems = check_info(info)
        self._problems += [FileProblem(file, line, problem) for line, problem in reader.problems]
        self._problems += [FileProblem(file, top.line_of(problem.field), problem) for problem in problems]
        return None if has_errors(problems) else info

    def _read_all(self, documents: Mapping[str, Document], name: str, read: Any) -> Iterable[Any]:
        for file, document in documents.items():
            for table in document.arrays.get(name, []):
                value, problems = read(table)
                self._problems += [FileProblem(file, line, problem) for line, problem in problems]
                yield value

    def _read_question(self, file: str, table: Table, info: PackInfo) -> Question | None:
        draft, typed = read_question(table)
        problems = [*typed, *((table.line_of(problem.field), problem) for problem in check(draft, info))]
        place = f"{file}:{table.line}"
        first = self._first_place.setdefault(draft.uid, place)
        if first != place and draft.uid:
            message = sentence("this uid stands already in {place}; the second question was left out", place=first)
            problems.append((table.line_of("uid"), Problem(Severity.ERROR, "uid", message, draft.uid)))
        self._problems += [FileProblem(file, line, problem) for line, problem in problems]
        return None if has_errors(problem for _, problem in problems) else draft.finish()


def write_pack(pack: Pack) -> dict[str, bytes]:
    """The files of a pack: `pack.toml`, `names.toml`, and one for each category, keys in a fixed order."""
    files = {"pack.toml": _dump(_info_table(pack.info))}
    if pack.info.names:
        files["names.toml"] = _dump({"name": [_table(name) for name in pack.info.names]})
    by_category: dict[str, list[dict[str, Any]]] = {}
    for question in pack.questions:
        by_category.setdefault(question.category, []).append(_question_table(question))
    for category, tables in by_category.items():
        files[_file_name(category, files)] = _dump({"question": tables})
    return files


def _file_name(category: str, taken: Mapping[str, bytes]) -> str:
    stem = "".join(char if char.isalnum() or char in "-_" else "-" for char in category.lower())[:80] or "questions"
    candidates = (f"{stem}.toml", *(f"{stem}-{number}.toml" for number in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken)


def _dump(table: dict[str, Any]) -> bytes:
    return tomli_w.dumps(table).encode()


def _info_table(info: PackInfo) -> dict[str, Any]:
    table: dict[str, Any] = {"format": FORMAT, **_table(info)}
    table.pop("names", None)
    if categories := table.pop("categories", None):
        table["category"] = [_table(each) for each in categories]
    return table


def _question_table(question: Question) -> dict[str, Any]:
    """All fields that say something, in the order in which people write them."""
    table = _table(question)
    order = ("uid", "kind", "category", "episode", "difficulty", "prompt", "line")
    return {key: table.pop(key) for key in order if key in table} | table


def _table(value: PackInfo | Question | Name | Category | Distractor | Source | Any) -> dict[str, Any]:
    """A frozen dataclass as a table; fields that hold their default's nothing are left out."""
    table: dict[str, Any] = {}
    for each in fields(value):
        content = getattr(value, each.name)
        is_key = each.name == "answer" and content is not None
        if is_key or not (content is None or content is False or content in ("", ())):
            table[each.name] = _plain(content)
    return table


def _plain(content: Any) -> Any:
    if isinstance(content, Distractor) and content == Distractor(content.text):
        return content.text
    if hasattr(content, "__dataclass_fields__"):
        return _table(content)
    if isinstance(content, tuple):
        return [_plain(each) for each in content]
    return str(content) if isinstance(content, str) else content
