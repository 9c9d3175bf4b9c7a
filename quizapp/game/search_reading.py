"""Reads the text of a search part by part into its terms, and tells what it does not understand."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import NamedTuple

from quizapp.errors import Sentence, sentence
from quizapp.game.search_terms import Filter, Phrase, SearchProblem, Term, Word, all_of, any_of, flat, opposite
from quizapp.game.search_text import PARTS_MAX, Part, PartKind, parts
from quizapp.game.search_values import read_value

_NO_BEGINNING = sentence("Write the beginning of a word before *, such as run*.")
_EMPTY_QUOTES = sentence("There is nothing between the quotes.")
_OPEN_QUOTE = sentence("This quote is not closed; everything to the end counts as quoted.")
_LONE_OR = sentence("OR needs a term on either side; to find the word, write it in quotes.")
_LONE_HYPHEN = sentence("Nothing follows this hyphen. To exclude a term, write them without a space: -word.")
_OPEN_PARENTHESIS = sentence("This parenthesis is not closed.")
_STRAY_PARENTHESIS = sentence("This parenthesis closes nothing.")
_EMPTY_PARENTHESES = sentence("There is nothing between the parentheses.")


class Use(NamedTuple):
    """A filter that stands alone, outside parentheses and OR: its part, where it begins with its hyphens, its meanings
    (of which any may hold; none where its value is wrong)."""

    part: Part
    start: int
    exclude: bool
    filters: tuple[Filter, ...]


class _Level:
    """What stands between two parentheses: finished terms, and the alternatives of the one being read."""

    __slots__ = ("alternatives", "hyphens", "operands", "or_part", "start", "terms", "use")

    def __init__(self, start: int, hyphens: int) -> None:
        self.start = start
        self.hyphens = hyphens
        """How many stand before the opening parenthesis."""
        self.terms: list[Term] = []
        self.alternatives: list[Term] = []
        self.operands = 0
        """How many operands the OR chain being read has, those counted that say nothing."""
        self.or_part: Part | None = None
        """The OR that waits for its right side."""
        self.use: Use | None = None

    def end_chain(self) -> Use | None:
        """Finishes the chain being read; gives the filter that is all of it."""
        if self.alternatives:
            self.terms += flat(any_of(self.alternatives))
            self.alternatives = []
        use = self.use if self.operands == 1 else None
        self.operands, self.use = 0, None
        return use


class Reader:
    """Reads a text part by part; a stack of levels instead of recursion, so that no text is too deep."""

    def __init__(self, text: str, today: date) -> None:
        self.problems: list[SearchProblem] = []
        self.uses: list[Use] = []
        self.place_to_add = len(text)
        self._text = text
        self._today = today
        self._levels = [_Level(0, 0)]
        self._hyphens: list[Part] = []
        self._first: int | None = None
        """Where the first part stands that is no OR without a left side."""

    @property
    def terms(self) -> list[Term]:
        return self._levels[0].terms

    def read(self) -> None:
        count, last = 0, None
        for count, part in enumerate(islice(parts(self._text), PARTS_MAX + 1), start=1):
            if count > PARTS_MAX:
                template = "A search can have {limit} words, filters and signs; what follows is left out."
                self._problem(part.start, len(self._text), sentence(template, limit=PARTS_MAX))
                break
            self._take(part, last)
            last = part
        open_end = last is not None and not last.closed
        unsure = open_end or len(self._levels) > 1 or self._levels[0].or_part is not None or count > PARTS_MAX - 2
        if unsure and self._first is not None:
            self.place_to_add = self._first
        self._end()

    def _take(self, part: Part, last: Part | None) -> None:
        kind = part.kind
        if self._hyphens and last is not None and (part.start > last.end or kind in (PartKind.OR, PartKind.CLOSE)):
            self._end_hyphens()
        if self._first is None and kind is not PartKind.OR:
            self._first = part.start
        if kind is PartKind.WORD:
            self._operand(self._word(part))
        elif kind is PartKind.FILTER:
            self._filter(part)
        elif kind is PartKind.MINUS:
            self._hyphens.append(part)
        elif kind is PartKind.OR:
            self._or(part)
        elif kind is PartKind.PHRASE:
            self._operand(self._phrase(part))
        elif kind is PartKind.OPEN:
            self._levels.append(_Level(part.start, len(self._hyphens)))
            self._hyphens = []
        elif kind is PartKind.CLOSE:
            self._close(part, last)
        else:
            self._mistyped(part)

    def _problem(self, start: int, end: int, message: Sentence) -> None:
        self.problems.append(SearchProblem(start, end, message))

    def _operand(self, term: Term | None, use: Use | None = None) -> None:
        if term is not None and len(self._hyphens) % 2:
            term = opposite(term)
        self._hyphens = []
        self._add(term, use)

    def _add(self, term: Term | None, use: Use | None = None) -> None:
        level = self._levels[-1]
        if level.or_part is None:
            self._end_chain(level)
        level.or_part = None
        level.operands += 1
        level.use = use
        if term is not None:
            level.alternatives.append(term)

    def _end_chain(self, level: _Level) -> None:
        use = level.end_chain()
        if use is not None and level is self._levels[0]:
            self.uses.append(use)

    def _word(self, part: Part) -> Word | None:
        if not part.text:
            self._problem(part.start, part.end, _NO_BEGINNING)
            return None
        return Word(part.text, part.prefix)

    def _phrase(self, part: Part) -> Phrase | None:
        self._check_closed(part)
        words = tuple(part.text.split())
        if not words and part.closed:
            self._problem(part.start, part.end, _EMPTY_QUOTES)
        return Phrase(words, part.prefix) if words else None

    def _check_closed(self, part: Part) -> None:
        if not part.closed:
            self._problem(part.value_start, part.value_start + 1, _OPEN_QUOTE)

    def _filter(self, part: Part) -> None:
        self._check_closed(part)
        assert part.name is not None, "the parts of a filter have its name"
        read = read_value(part.name, part.text, part.prefix, self._today)
        if isinstance(read, Sentence):
            self._problem(part.start, part.end, read)
            read = ()
        filters = tuple(Filter(part.name, *reading) for reading in read)
        start = self._hyphens[0].start if self._hyphens else part.start
        use = Use(part, start, len(self._hyphens) % 2 == 1, filters)
        self._operand(any_of(list(filters)) if filters else None, use)

    def _mistyped(self, part: Part) -> None:
        self._check_closed(part)
        end = self._text.index(":", part.start)
        template = "There is no filter “{name}:”. Did you mean “{nearest}:”?"
        name = self._text[part.start : end][:40]
        self._problem(part.start, end + 1, sentence(template, name=name, nearest=str(part.name)))
        self._operand(None)

    def _or(self, part: Part) -> None:
        level = self._levels[-1]
        if level.operands and level.or_part is None:
            level.or_part = part
        else:
            self._lone_or(part)

    def _lone_or(self, part: Part) -> None:
        self._problem(part.start, part.end, _LONE_OR)

    def _end_hyphens(self) -> None:
        start, end = self._hyphens[0].start, self._hyphens[-1].end
        self._problem(start, end, _LONE_HYPHEN)
        self._operand(None)

    def _close(self, part: Part, last: Part | None) -> None:
        if len(self._levels) == 1:
            self._end_level()
            self._problem(part.start, part.end, _STRAY_PARENTHESIS)
            return
        if last is not None and last.kind is PartKind.OPEN:
            self._problem(last.start, part.end, _EMPTY_PARENTHESES)
        self._leave_level()

    def _end_level(self) -> None:
        level = self._levels[-1]
        if level.or_part is not None:
            self._lone_or(level.or_part)
            level.or_part = None
        self._end_chain(level)

    def _leave_level(self) -> None:
        self._end_level()
        level = self._levels.pop()
        term = all_of(level.terms) if level.terms else None
        if term is not None and level.hyphens % 2:
            term = opposite(term)
        self._add(term)

    def _end(self) -> None:
        if self._hyphens:
            self._end_hyphens()
        while len(self._levels) > 1:
            start = self._levels[-1].start
            self._problem(start, start + 1, _OPEN_PARENTHESIS)
            self._leave_level()
        self._end_level()
