"""Our own pack format: TOML files as people write them, read with line numbers and written in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import tomli_w

from quizapp.errors import QuizError, sentence
from quizapp.formats.reading import FILE_SIZE_MAX, FileProblem, Place, ReadPack
from quizapp.formats.toml_limits import REFUSED_MAX, ProblemList, refuse_crowds
from quizapp.formats.toml_tables import TABLE_NAMES, Document, Table, parse
from quizapp.formats.toml_values import (
    Reader,
    read_category,
    read_name,
    read_question,
    refused_fields,
    text,
    texts,
    whole_number,
)
from quizapp.game.checking import Part, check, check_info_by_part, has_errors
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Category, Distractor, Name, Pack, PackInfo, Question, Source

FORMAT = 1
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Windows has no files of these names, whatever the ending."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One [[category]] or [[name]] as it was read, where it stands, and its fields that had a wrong type."""

    value: Any
    file: str
    table: Table
    refused: set[str]


def read_pack(files: Mapping[str, bytes], packed_size: int | None = None) -> ReadPack:
    """A pack from its files, each under its name: a folder's, or a single file's that holds all tables.

    `packed_size`: the bytes of the zip file they came in, None where they lie on the disk as they are.

    Reading goes on after a bad question, name or category: it is left out and listed. `info` is None when the pack's
    own description is missing or wrong; its questions are checked all the same, but not given.
    """
    size = sum(map(len, files.values()))
    try:
        refuse_crowds(files.values(), size, packed_size or size)
    except QuizError as error:
        name = next(iter(files))
        return ReadPack(None, (), (FileProblem(name, 0, Problem(Severity.ERROR, "", error.sentence)),))
    return _PackReader(files, size).read()


class _PackReader:
    def __init__(self, files: Mapping[str, bytes], size: int) -> None:
        self._files = files
        self._problems = ProblemList(size)
        self._first_place: dict[str, Place] = {}
        self._is_hopeless = False

    def read(self) -> ReadPack:
        documents: dict[str, Document] = {}
        for file, content in self._files.items():
            document = self._parse(file, content)
            if document is not None:
                documents[file] = document
        described = self._read_info(documents)
        if described is None:
            return ReadPack(None, (), self._in_order())
        info, is_usable = described
        questions = tuple(self._read_questions(documents, info))
        is_usable = is_usable and not self._is_hopeless
        if not is_usable:
            return ReadPack(None, (), self._in_order())
        return ReadPack(info, questions, self._in_order(), self._first_place)

    def _in_order(self) -> tuple[FileProblem, ...]:
        place = {file: number for number, file in enumerate(self._files)}
        return tuple(sorted(self._problems.all(), key=lambda each: (place.get(each.file, -1), each.line)))

    def _note(
        self, file: str, line: int, template: str, severity: Severity = Severity.ERROR, **parameters: Any
    ) -> None:
        self._problems.add([FileProblem(file, line, Problem(severity, "", sentence(template, **parameters)))])

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
        self._refuse_other_tables(file, document)
        return document

    def _refuse_other_tables(self, file: str, document: Document) -> None:
        """Questions under a mistyped header would be lost without a word."""
        names = ", ".join(f"[[{name}]]" for name in TABLE_NAMES)
        for name, line in document.strangers:
            template = "[[{name}]] is unknown and was left out; the tables are {names}"
            self._note(file, line, template, name=name[:40], names=names)
        for name in TABLE_NAMES:
            if document.top.values.pop(name, None) is not None:
                template = "“{name}” is no list of tables and was left out; write [[{name}]] above each"
                self._note(file, document.top.line_of(name), template, name=name)

    def _read_info(self, documents: Mapping[str, Document]) -> tuple[PackInfo, bool] | None:
        """The description of the pack, and whether it is right."""
        file = _describing(documents)
        if file is None:
            self._note_nothing_described(documents)
            return None
        self._warn_of_top_fields(documents, file)
        top = documents[file].top
        reader = Reader(top)
        if reader.get("format", whole_number, FORMAT) != FORMAT:
            template = "this pack has format {format}; this program reads format {known}, so update the program"
            self._note(file, top.line_of("format"), template, format=top.values["format"], known=FORMAT)
            return None
        categories = list(self._read_parts(documents, "category", read_category))
        names = list(self._read_parts(documents, "name", read_name))
        info = PackInfo(
            id=reader.get("id", text, ""),
            title=reader.get("title", text, ""),
            version=reader.get("version", text, ""),
            language=reader.get("language", text, "") or "en",
            episodes=reader.get("episodes", whole_number, None),
            authors=reader.get("authors", texts, ()),
            licence=reader.get("licence", text, ""),
            categories=tuple(part.value for part in categories),
            names=tuple(part.value for part in names),
        )
        reader.warn_of_unknown()
        self._problems.add(FileProblem(file, line, problem) for line, problem in reader.problems)
        itself = _Part(info, file, top, reader.refused)
        wrong = self._check_parts(info, {"pack": [itself], "category": categories, "name": names})
        info = replace(
            info,
            categories=tuple(part.value for place, part in enumerate(categories) if ("category", place) not in wrong),
            names=tuple(part.value for place, part in enumerate(names) if ("name", place) not in wrong),
        )
        return info, not reader.refused and ("pack", 0) not in wrong

    def _note_nothing_described(self, documents: Mapping[str, Document]) -> None:
        if self._files and not documents:
            return
        name = "pack.toml" if "pack.toml" in documents or not documents else next(iter(documents))
        self._note(name, 0, "no pack is described here: id, title and version are missing")

    def _warn_of_top_fields(self, documents: Mapping[str, Document], described_in: str) -> None:
        for file, document in documents.items():
            if file != described_in:
                reader = Reader(document.top)
                reader.warn_of_unknown()
                self._problems.add(FileProblem(file, line, problem) for line, problem in reader.problems)

    def _read_parts(self, documents: Mapping[str, Document], name: str, read: Any) -> Iterable[_Part]:
        for file, document in documents.items():
            for table in document.arrays.get(name, []):
                value, problems = read(table)
                self._problems.add(FileProblem(file, line, problem) for line, problem in problems)
                yield _Part(value, file, table, refused_fields(problem for _, problem in problems))

    def _check_parts(self, info: PackInfo, parts: Mapping[str, Sequence[_Part]]) -> set[Part]:
        """Lists what is wrong with the description, and gives the parts that cannot be used."""
        wrong: set[Part] = set()
        for (kind, place), problem in check_info_by_part(info):
            part = parts[kind][place]
            if problem.field not in part.refused:
                self._problems.add([FileProblem(part.file, part.table.line_of(problem.field), problem)])
            if problem.severity is Severity.ERROR:
                wrong.add((kind, place))
        return wrong

    def _read_questions(self, documents: Mapping[str, Document], info: PackInfo) -> Iterator[Question]:
        refused = 0
        for file, document in documents.items():
            for table in document.arrays.get("question", []):
                question = self._read_question(file, table, info)
                refused = 0 if question is not None else refused + 1
                if question is not None:
                    yield question
                elif refused == REFUSED_MAX:
                    self._is_hopeless = True
                    template = "the last {count} questions up to here cannot be used, so nothing of the pack was read"
                    self._note(file, table.line, template, count=refused)
                    return

    def _read_question(self, file: str, table: Table, info: PackInfo) -> Question | None:
        draft, typed = read_question(table)
        refused = refused_fields(problem for _, problem in typed)
        checked = [problem for problem in check(draft, info) if problem.field not in refused]
        problems = [*typed, *((table.line_of(problem.field), problem) for problem in checked)]
        if draft.uid in self._first_place:
            message = "this uid stands already in {place}; the second question was left out"
            place = sentence(message, place="{}:{}".format(*self._first_place[draft.uid]))
            problems.append((table.line_of("uid"), Problem(Severity.ERROR, "uid", place, draft.uid)))
        elif draft.uid:
            self._first_place[draft.uid] = file, table.line
        self._problems.add(FileProblem(file, line, problem) for line, problem in problems)
        return None if has_errors(problem for _, problem in problems) else draft.finish()


def _describing(documents: Mapping[str, Document]) -> str | None:
    """The file that describes the pack: the one with an id, else one with a title or a version."""
    for fields_of_packs in ({"id"}, {"title", "version"}):
        for file, document in documents.items():
            if fields_of_packs & document.top.values.keys():
                return file
    return None


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
    if _RESERVED.fullmatch(stem):
        stem = f"{stem}-questions"
    candidates = (f"{stem}.toml", *(f"{stem}-{number}.toml" for number in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken)


def _dump(table: dict[str, Any]) -> bytes:
    top = {key: value for key, value in table.items() if key not in TABLE_NAMES}
    parts = [tomli_w.dumps(top)] if top else []
    parts += [_dump_table(name, each) for name in TABLE_NAMES for each in table.get(name, ())]
    return "\n".join(parts).encode()


def _dump_table(name: str, table: dict[str, Any]) -> str:
    """One table under its [[header]]. tomli-w would write short ones (none of which holds a table) inline."""
    text = tomli_w.dumps({name: [table]})
    return text if text.startswith("[[") else f"[[{name}]]\n{tomli_w.dumps(table)}"


def _info_table(info: PackInfo) -> dict[str, Any]:
    table: dict[str, Any] = {"format": FORMAT, **_table(info)}
    table.pop("names", None)
    if categories := table.pop("categories", None):
        table["category"] = categories
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
