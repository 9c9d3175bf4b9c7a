"""Aiken, the plainest of all quiz formats: a text, options `A.` to `Z.`, and a line `ANSWER:` with a letter.

`ReadItem.line` counts lines from 1. Markup is text here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.errors import sentence
from quizapp.formats.decoding import decode, doubts
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.writing import Written, cannot, kind_words, lost_by_all, says
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Distractor, Kind, PackInfo, Question

SAMPLE_BYTES = 65_536
TEXT_LENGTH_MAX = 20_000
TEXT_SHOWN = 200
BEGUN_AGAIN_MAX = 5
"""Times that options may begin again at A, with neither text nor answer between, as those of one question after another
without their lines ANSWER:; more are the options of one that has too many."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_OPTION = re.compile(r"([A-Za-z])[.)]\s*(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(r"[A-Za-z](?:(?:\s*[,;&/+]\s*|\s+and\s+|\s+)[A-Za-z])*\s*[.)]?|[A-Z]{2,26}")
_LETTER_AND_TEXT = re.compile(r"([A-Za-z])[.)]\s")
_LOST = ("episode", "line", "hint", "explanation", "sources", "tags", "media", "keep_order")
_LOST_BY_ALL = (
    ("category", "Aiken has no place for categories, so all questions of the file come into one"),
    ("uid", "Aiken has no place for the ids of questions, so they get others when they are read again"),
)


@dataclass(slots=True)
class _Part:
    """A text over one or several lines; `letter` is empty for what is no option."""

    letter: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


class _RejectedError(Exception):
    def __init__(self, field: str, template: str, **parameters: str | int) -> None:
        super().__init__(template)
        self.problem = Problem(Severity.ERROR, field, sentence(template, **parameters))


def recognises(source: Source) -> bool:
    """Whether a file is Aiken: an option and an answer stand in it, each on a line of its own."""
    lines = [line.strip() for line in _lines(decode(source.content[:SAMPLE_BYTES]).text)]
    first = next((place for place, line in enumerate(lines) if _is_option(line, "A")), None)
    return first is not None and any(_is_answer(line) for line in lines[first:])


def read(source: Source) -> Iterator[Found]:
    """Every question of an Aiken file. Never raises."""
    decoded = decode(source.content)
    yield from doubts(source.name, decoded)
    is_empty = True
    for item in _Reader(source.name).items(_lines(decoded.text)):
        is_empty = False
        yield item
    if is_empty:
        yield FileProblem(source.name, 0, Problem(Severity.ERROR, "", sentence("there is no question in this file")))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_option(bare: str, letter: str) -> bool:
    match = _OPTION.match(bare)
    return match is not None and match[1].upper() == letter


def _is_answer(bare: str) -> bool:
    match = _ANSWER.match(bare)
    return match is not None and _LETTERS.fullmatch(match[1].strip()) is not None


class _Reader:
    """Goes through the lines once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._held: list[ReadItem] = []
        """Questions without answer or text between, of which it is not yet known whether they are one."""
        self._begin()

    def _begin(self, lines: list[str] | None = None, line: int = 0) -> None:
        self._line = line
        self._stem = _Part(lines=lines or [])
        self._options: list[_Part] = []
        self._is_after_blank = False
        self._last_option_line = 0
        self._first_line = ""

    def items(self, lines: list[str]) -> Iterator[ReadItem]:
        for number, line in enumerate(lines, start=1):
            bare = line.strip()
            if not bare:
                self._is_after_blank = True
            elif match := _ANSWER.match(bare):
                self._line = self._line or number
                yield from self._end(match[1].strip())
            else:
                yield from self._take(number, bare)
        if self._line or self._held:
            yield from self._end(None)

    def _end(self, answer: str | None) -> Iterator[ReadItem]:
        """What was held back, and the question that ends here."""
        if self._is_crowded:
            yield self._crowded()
        else:
            yield from self._held
            if self._line:
                yield self._item(answer)
        self._held.clear()
        self._begin()

    @property
    def _is_crowded(self) -> bool:
        return len(self._held) > BEGUN_AGAIN_MAX

    def _crowded(self) -> ReadItem:
        first = self._held[0]
        template = "there are more options than letters from A to Z, so the question was left out"
        problem = Problem(Severity.ERROR, "distractors", sentence(template))
        return ReadItem(self._file, first.line, None, (problem,), text=first.text)

    def _take(self, number: int, bare: str) -> Iterator[ReadItem]:
        match = _OPTION.match(bare)
        letter = match[1].upper() if match else ""
        if self._is_crowded and (match or not self._is_after_blank):
            self._is_after_blank = False
            return
        if match and letter == "A" and self._options:
            yield from self._take_second_a()
        if match and letter in self._next_letters():
            self._line = self._line or number
            self._first_line = self._first_line or bare
            self._options.append(_Part(letter, [match[2]]))
            self._last_option_line = number
        else:
            if self._is_after_blank and (self._options or self._is_crowded):
                yield from self._end(None)
            self._line = self._line or number
            (self._options[-1] if self._options else self._stem).lines.append(bare)
        self._is_after_blank = False

    def _next_letters(self) -> str:
        """Those that may come: one may be missing."""
        if not self._options:
            return "A"
        place = LETTERS.index(self._options[-1].letter)
        return LETTERS[place + 1 : place + 3]

    def _take_second_a(self) -> Iterator[ReadItem]:
        """Either the first began the text (`A. Lincoln`), or a line with the answer is missing before it."""
        first = self._options[0]
        if len(self._options) == 1 and not self._stem.lines:
            self._stem.lines = [self._first_line, *first.lines[1:]]
            self._options = []
            return
        stem = self._options[-1].lines[1:]
        del self._options[-1].lines[1:]
        line = self._last_option_line + 1
        if stem:
            yield from self._end(None)
            self._begin(stem, line)
        else:
            self._held.append(self._item(None))
            self._begin()

    def _item(self, answer: str | None) -> ReadItem:
        stem = self._stem.text
        try:
            draft, problems = _draft(stem, self._options, answer)
        except _RejectedError as error:
            begins = " ".join((stem or (self._options[0].text if self._options else answer or ""))[:1000].split())
            return ReadItem(self._file, self._line, None, (error.problem,), text=begins[:TEXT_SHOWN])
        return ReadItem(self._file, self._line, draft, problems)


def _draft(stem: str, options: list[_Part], answer: str | None) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft and what was altered. Raises _RejectedError."""
    if not stem:
        raise _RejectedError("prompt", "there is no question text, so the question was left out")
    if len(options) < 2:
        template = "there are fewer than two options, so the question was left out"
        raise _RejectedError("answers", template)
    if answer is None:
        raise _RejectedError("answers", "there is no line ANSWER: behind the options, so the question was left out")
    if max(len(stem), *(len(option.text) for option in options)) > TEXT_LENGTH_MAX:
        raise _RejectedError("prompt", "a text is too long, so the question was left out")
    keys = _keys(options, answer)
    problems = _problems(options, keys)
    options = [option for option in options if option.text]
    right = tuple(option.text for option in options if option.letter in keys)
    wrong = tuple(Distractor(option.text) for option in options if option.letter not in keys)
    if len(right) == len(wrong) == 1 and {right[0].casefold(), wrong[0].text.casefold()} == {"true", "false"}:
        return Draft(kind=str(Kind.TRUE_FALSE), prompt=stem, answer=right[0].casefold() == "true"), problems
    kind = Kind.SINGLE_CHOICE if len(keys) == 1 else Kind.MULTIPLE_CHOICE
    return Draft(kind=str(kind), prompt=stem, answers=right, distractors=wrong), problems


def _keys(options: list[_Part], answer: str) -> set[str]:
    """The letters of the right options. Raises _RejectedError."""
    texts = {option.letter: option.text for option in options}
    found: set[str] = set()
    if _LETTERS.fullmatch(answer):
        found = {char for char in answer.replace("and", "").upper() if char in LETTERS}
    elif match := _LETTER_AND_TEXT.match(answer):
        found = {match[1].upper()}
    elif answer:
        found = {letter for letter, text in texts.items() if text == answer}
    if not found or not found <= texts.keys():
        template = "“ANSWER: {answer}” names no option, so the question was left out"
        raise _RejectedError("answers", template, answer=answer[:40])
    if not all(texts[letter] for letter in found):
        raise _RejectedError("answers", "the right option is empty, so the question was left out")
    return found


def _problems(options: list[_Part], keys: set[str]) -> tuple[Problem, ...]:
    told: list[Problem] = []
    if len(keys) > 1:
        template = "several letters stand behind ANSWER: and were taken as several right options"
        told.append(warning("answers", template))
    if any(not option.text for option in options):
        told.append(loss("distractors", "an empty option was left out"))
    return tuple(told)


def write(questions: Sequence[Question], info: PackInfo) -> Written:
    """The single choices as an Aiken file in UTF-8."""
    parts: list[str] = []
    left_out = [lost_by_all(*loss) for loss in _LOST_BY_ALL]
    for question in questions:
        if refusal := _refusal(question):
            left_out.append(refusal)
        else:
            parts.append(_written(question))
            left_out += _losses(question)
    return Written("\n".join(parts).encode(), tuple(left_out))


def _refusal(question: Question) -> Problem | None:
    if question.kind is not Kind.SINGLE_CHOICE:
        return cannot(question, "kind", "Aiken holds single choices only, not {kind}", kind=kind_words(question))
    if len(question.distractors) >= len(LETTERS):
        return cannot(question, "distractors", "Aiken holds at most {limit} options", limit=len(LETTERS))
    if _ANSWER.match(question.prompt.strip()):
        return cannot(question, "prompt", "Aiken takes a prompt that begins with ANSWER: for the key")
    return None


def _losses(question: Question) -> Iterator[Problem]:
    template = "Aiken has no place for this, so it was left out"
    for field_name in _LOST:
        if says(question, field_name):
            yield cannot(question, field_name, template, whole=False)
    if question.difficulty != 2:
        yield cannot(question, "difficulty", template, whole=False)
    if any(each.episode is not None or each.feedback for each in question.distractors):
        template = "Aiken has no place for episodes and feedback of wrong options"
        yield cannot(question, "distractors", template, whole=False)
    texts = {"prompt": [question.prompt], "answers": question.answers}
    texts["distractors"] = [each.text for each in question.distractors]
    for field_name, of_field in texts.items():
        if any("\n" in text or "\r" in text for text in of_field):
            yield cannot(question, field_name, "Aiken has one line for this, so the lines were joined", whole=False)


def _written(question: Question) -> str:
    texts = [each.text for each in question.distractors]
    place = zlib.crc32(question.uid.encode(errors="replace")) % (len(texts) + 1)
    texts.insert(place, question.answers[0])
    options = "".join(f"{letter}. {_one_line(text)}\n" for letter, text in zip(LETTERS, texts, strict=False))
    return f"{_one_line(question.prompt)}\n{options}ANSWER: {LETTERS[place]}\n"


def _one_line(text: str) -> str:
    return " ".join(text.replace("\r", "\n").split("\n"))
