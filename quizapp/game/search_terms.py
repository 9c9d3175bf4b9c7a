"""What a search means: words, phrases and filters, excluded and joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.errors import Sentence
from quizapp.game.search_values import FilterName, Op, Value


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed (compare it `folded`); with `prefix` only the beginning of one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between them, as typed; with `prefix` the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a field.

    `value` is a text as typed for category, tag, pack and uid (with `prefix` only its beginning); a word of
    `search_values.CHOICES` for kind, problem and state; int for episode, difficulty and asked; float for facility and
    discrimination; for changed a `timedelta`, compared with how long ago the last change was; "" for uncited and
    appeals. An empty value with `prefix` means any value at all: `-episode:*` finds questions without an episode.
    """

    name: FilterName
    op: Op
    value: Value
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold. Its term is never a `Not`."""

    term: Term


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more terms of which one must hold; none of them is an `Or`."""

    alternatives: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class And:
    """Two or more terms that must all hold, where parentheses put them under an `Or` or a `Not`; none is an `And`."""

    terms: tuple[Term, ...]


Term = Word | Phrase | Filter | Not | Or | And


class SearchProblem(NamedTuple):
    """Something in a search that is not understood, between two places of its text."""

    start: int
    end: int
    message: Sentence


class Query(NamedTuple):
    """What is searched (all terms must hold; none = everything) and what was not understood, in order of place."""

    terms: tuple[Term, ...]
    problems: tuple[SearchProblem, ...]


def opposite(term: Term) -> Term:
    """What holds where `term` does not."""
    return term.term if isinstance(term, Not) else Not(term)


def flat(term: Term) -> tuple[Term, ...]:
    """The terms that must all hold for this one to hold."""
    return term.terms if isinstance(term, And) else (term,)


def any_of(terms: Sequence[Term]) -> Term:
    """The term that holds where one of these, at least one, does."""
    if len(terms) == 1:
        return terms[0]
    alternatives: list[Term] = []
    for term in terms:
        alternatives += term.alternatives if isinstance(term, Or) else (term,)
    return Or(tuple(alternatives))


def all_of(terms: Sequence[Term]) -> Term:
    """The term that holds where all of these, at least one and none an `And`, do."""
    return terms[0] if len(terms) == 1 else And(tuple(terms))
