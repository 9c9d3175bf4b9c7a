"""Tables of questions as text: comma, semicolon, tab or | between columns (CSV, TSV), in any layout that can be mapped.

`line` is the line in the file on which a row begins. What this program writes is described in `csv_layout`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quizapp.errors import sentence
from quizapp.formats.csv_layout import guarded, head_of, own_mapping, unguarded
from quizapp.formats.csv_rows import Flaw, rows_of
from quizapp.formats.decoding import Decoded, decode
from quizapp.formats.reading import REFUSED_MAX, TABLE_SIZE_MAX, FileProblem, Found, ReadItem, Source
from quizapp.formats.table_guess import EVEN_SHARE_MIN, ROWS_MAX, best_delimiter, commonest_width, guess
from quizapp.formats.tables import read_rows
from quizapp.formats.writing import Written, cannot
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import COLUMNS_MAX, DELIMITERS, Mapping, Preview
from quizapp.game.question import Kind, PackInfo, Question

SAMPLE_BYTES = 2**16
_OTHER_FORMATS = ("{", "[", "<", "PK\x03\x04")
_DELIMITER_WORD = "sep="
"""How a first line tells spreadsheets the sign between columns; it is no row."""


def recognises(source: Source) -> bool:
    """Whether it is a text whose columns can be understood."""
    return _may_be(source) and _is_surely_a_table(_preview(_sample(source.content)))


def _may_be(source: Source) -> bool:
    """Whether it is a text, and none that begins as another format does."""
    if _is_binary(source.content):
        return False
    text = _sample(source.content).lstrip()
    return bool(text) and not text.startswith(_OTHER_FORMATS)


def _is_surely_a_table(seen: Preview) -> bool:
    """Prose and program text can look like a header, but their lines are less even."""
    width, share = commonest_width(seen.rows)
    return seen.mapping.is_usable and width > 1 and share >= EVEN_SHARE_MIN


def _is_binary(content: bytes) -> bool:
    """Zip files, spreadsheets among them, and whatever holds NULs without being UTF-16."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3")):
        return True
    is_utf_16 = decode(content[:4096]).encoding.startswith(("utf-16", "utf-32"))
    return not is_utf_16 and content[:4096].count(0) > 8


def _sample(content: bytes) -> str:
    """The beginning as text, without a line that the sample cuts."""
    if len(content) <= SAMPLE_BYTES:
        return decode(content).text
    text = decode(content[:SAMPLE_BYTES]).text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] or text


def preview(source: Source) -> Preview:
    """The first rows of the file and how they would be understood, for people to look at and to change."""
    return _preview(_sample(source.content))


def first_rows(source: Source, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """The first rows of the file by this sign between columns."""
    body = _without_delimiter_line(_sample(source.content))[0]
    return tuple(map(tuple, _first_rows(body, delimiter)))


def _preview(text: str) -> Preview:
    body, told, _ = _without_delimiter_line(text)
    tables = {each: _first_rows(body, each) for each in ([told] if told else DELIMITERS)}
    delimiter = best_delimiter(tables)
    rows = tables[delimiter]
    if rows and own_mapping(rows[0]):
        rows = [list(cells) for _, cells in unguarded(enumerate(rows))]
    mapping = replace(guess(rows), delimiter=delimiter)
    return Preview(tuple(map(tuple, rows)), mapping)


def _without_delimiter_line(text: str) -> tuple[str, str, int]:
    """The text below a line `sep=;`, the sign it tells (or nothing), and the line on which that text begins."""
    first = text[:8].splitlines()[0] if text[:8].strip() else ""
    told = first[len(_DELIMITER_WORD) :]
    if not first.lower().startswith(_DELIMITER_WORD) or told not in DELIMITERS:
        return text, "", 1
    below = text[len(first) :]
    return (below[2:] if below.startswith("\r\n") else below[1:]), told, 2


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows = rows_of(text[:SAMPLE_BYTES], delimiter)
    all_cells = ([] if isinstance(row, Flaw) else row[1] for row in rows if not isinstance(row, Flaw) or row.is_lost)
    return [cells[:COLUMNS_MAX] for cells in islice(all_cells, ROWS_MAX)]


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Found]:
    """The questions of the table, by `mapping` or as guessed. Never raises, for any bytes."""
    if len(source.content) > TABLE_SIZE_MAX:
        template = "the file is larger than {limit} MB and was not read; divide it"
        yield _about(source, 0, Severity.ERROR, template, limit=TABLE_SIZE_MAX // 2**20)
        return
    if _is_binary(source.content):
        yield _about(source, 0, Severity.ERROR, "this is no text with columns, so nothing of it was read")
        return
    decoded = decode(source.content)
    if not decoded.is_certain:
        yield _about(source, 0, Severity.WARNING, _UNCERTAIN, encoding=decoded.encoding)
    yield from _read(source, decoded, mapping)


_UNCERTAIN = "the encoding was taken to be {encoding}; look whether accents and other letters are right"


def _about(source: Source, line: int, severity: Severity, template: str, **parameters: object) -> FileProblem:
    return FileProblem(source.name, line, Problem(severity, "", sentence(template, **parameters)))


def _read(source: Source, decoded: Decoded, mapping: Mapping | None) -> Iterator[Found]:
    body, told, first_line = _without_delimiter_line(decoded.text)
    mapping = mapping or preview(source).mapping
    noted: list[Found] = []

    def whole_rows() -> Iterator[tuple[int, Sequence[str]]]:
        for row in rows_of(body, told or mapping.delimiter, first_line):
            if not isinstance(row, Flaw):
                yield row
                continue
            noted.append(_noted(source, row))
            if len(noted) > REFUSED_MAX:
                return
            if row.is_lost:
                yield row.line, ()  # so that the rows of the header keep their count

    rows = _as_written(whole_rows(), mapping.header)
    for found in read_rows(source.name, rows, mapping):
        yield from noted
        noted.clear()
        yield found
    yield from noted


def _noted(source: Source, flaw: Flaw) -> Found:
    if not flaw.is_lost:
        return FileProblem(source.name, flaw.line, Problem(Severity.WARNING, "", flaw.message))
    return ReadItem(source.name, flaw.line, None, (Problem(Severity.ERROR, "", flaw.message),), text=flaw.text)


def _as_written(rows: Iterator[tuple[int, Sequence[str]]], header: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows without the apostrophes that this program wrote before formulas, which only its own header promises."""
    for line, cells in islice(rows, header):
        yield line, cells
        if own_mapping(cells):
            rows = unguarded(rows)
    yield from rows


def write(questions: Sequence[Question], info: PackInfo) -> Written:
    """The table that `csv_layout` describes: UTF-8 with a mark, because spreadsheets look for it, commas, CRLF."""
    left_out = [problem for question in questions for problem in _losses(question)]
    held = [question for question in questions if question.kind is not Kind.MATCHING]
    most = [max((len(texts(each)) for each in held), default=0) for texts in (_correct, _wrong, lambda each: each.tags)]
    head = head_of(*most)
    counts = [sum(name.startswith(f"{stem} ") for name in head) for stem in ("correct", "wrong", "tag")]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    for question in held:
        writer.writerow([guarded(cell) for cell in _cells(question, info, *counts)])
    return Written(text.getvalue().encode("utf-8-sig", "replace"), tuple(left_out))


_DIFFICULTIES = {1: "easy", 2: "medium", 3: "hard"}


def _cells(question: Question, info: PackInfo, correct: int, wrong: int, tags: int) -> list[str]:
    category = info.category(question.category)
    source = question.sources[0] if question.sources else None
    return [
        question.uid,
        _kind(question),
        question.prompt,
        *_padded(_correct(question), correct),
        *_padded(_wrong(question), wrong),
        category.title if category else question.category,
        _DIFFICULTIES.get(question.difficulty, ""),
        "" if question.episode is None else str(question.episode),
        question.hint,
        question.explanation,
        source.title if source else "",
        source.url if source else "",
        *_padded(question.tags, tags),
    ]


def _kind(question: Question) -> str:
    is_lone = question.kind is Kind.MULTIPLE_CHOICE and len(question.answers) == 1
    return "checkbox" if is_lone else str(question.kind)


def _correct(question: Question) -> Sequence[str]:
    if question.kind is Kind.TRUE_FALSE:
        return ["true" if question.answer else "false"]
    return question.sequence if question.kind is Kind.ORDERING else question.answers


def _wrong(question: Question) -> Sequence[str]:
    return [distractor.text for distractor in question.distractors]


def _padded(texts: Sequence[str], count: int) -> list[str]:
    return [*texts, *([""] * (count - len(texts)))]


def _losses(question: Question) -> Iterator[Problem]:
    """What of the question the table does not hold."""
    if question.kind is Kind.MATCHING:
        yield cannot(question, "kind", "a table cannot hold a matching question")
        return
    source = question.sources[0] if question.sources else None
    losses = {
        ("sources", "a table holds one source; only the first was written"): len(question.sources) > 1,
        ("sources", "a table does not hold the episode and time of a source"): bool(
            source and (source.time or source.episode is not None)
        ),
        ("distractors", "a table does not hold the episode of a wrong option"): any(
            each.episode is not None for each in question.distractors
        ),
        ("distractors", "a table does not hold the feedback of a wrong option"): any(
            each.feedback for each in question.distractors
        ),
        ("line", "a table does not hold the line on the card"): bool(question.line),
        ("keep_order", "a table does not hold that options keep their order"): question.keep_order,
        ("media", "a table does not hold pictures"): question.media is not None,
    }
    for (field, template), is_lost in losses.items():
        if is_lost:
            yield cannot(question, field, template, whole=False)
