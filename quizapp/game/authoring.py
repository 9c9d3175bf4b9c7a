"""What the editor asks of `quizapp.author` and gets from it: searches found, questions saved, replacements planned."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quizapp.errors import Sentence
from quizapp.game.draft import Draft, Problem
from quizapp.game.edits import Changed
from quizapp.game.item_analysis import ItemStatistics
from quizapp.game.item_flags import Flag
from quizapp.game.records import Appeal
from quizapp.game.search_terms import SearchProblem
from quizapp.game.stored import State, StoredQuestion

SETTABLE = ("prompt", "kind", "category", "episode", "difficulty", "line", "hint", "explanation", "tags")
"""Fields of a `Draft` that can be set for many questions at once."""
REPLACEABLE = (
    "prompt",
    "line",
    "answers",
    "distractors",
    "pairs",
    "extra",
    "sequence",
    "hint",
    "explanation",
    "sources",
    "tags",
    "category",
    "media",
)
"""Fields of a `Draft` in which texts can be replaced: of distractors text and feedback, of sources title and address,
of a picture the text that stands for it."""


class Found(NamedTuple):
    """The rows a search found, as ids in the order of the table, and what of the search was not understood."""

    ids: array[int]
    problems: tuple[SearchProblem, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A question as it stands in the bank after it was saved, what is wrong with it, and what was written.

    Its text is tidied and its uid may be another one than in the draft, see `Author.save`.
    """

    stored: StoredQuestion
    problems: tuple[Problem, ...]
    changed: Changed

    @property
    def uid(self) -> str:
        return self.stored.question.uid

    @property
    def question(self) -> Draft:
        return self.stored.question

    @property
    def revision(self) -> int:
        return self.stored.revision

    @property
    def state(self) -> State:
        return self.stored.state


Span = tuple[int, int]
"""Start and end of a stretch of a text, in characters."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text in which something would be replaced. `spans` are what was found in `before`, `after_spans` what stands
    there in `after`. `place` counts the texts of the field, see `game.texts.texts_of`.
    """

    uid: str
    field: str
    place: int
    before: str
    after: str
    spans: tuple[Span, ...]
    after_spans: tuple[Span, ...]


class ReplaceStep(NamedTuple):
    """How far planning a replacement has come, and the hits in the question looked at last, which is at `revision`.

    `problem` says why nothing can be planned; no step comes after it, and the hits before it do not count.
    """

    done: int
    total: int
    hits: tuple[Hit, ...] = ()
    revision: int = 0
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class ReplacePlan:
    """What replacing would change. `problem` says why nothing can be planned; there are no hits then.

    Some hits may be taken out (`with_hits`) before the plan is carried out. `revisions` are those of the questions
    when the plan was made, by uid: one that was changed since is not overwritten.
    """

    find: str
    replacement: str
    hits: tuple[Hit, ...] = ()
    revisions: Mapping[str, int] | None = None
    problem: Sentence | None = None

    @property
    def count(self) -> int:
        """How many stretches of text would be replaced."""
        return sum(len(hit.spans) for hit in self.hits)

    @property
    def uids(self) -> tuple[str, ...]:
        """The questions that would change."""
        return tuple(dict.fromkeys(hit.uid for hit in self.hits))

    def with_hits(self, hits: tuple[Hit, ...]) -> ReplacePlan:
        """The plan for these of its hits."""
        return ReplacePlan(self.find, self.replacement, hits, self.revisions, self.problem)


def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to be done to many questions at once: fields of `SETTABLE` with their values, tags, another pack."""

    fields: Mapping[str, Any] = field(default_factory=_nothing)
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    pack_id: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What changes, in the order in which titles tell it: `pack`, then fields of a draft."""
        has_tags = bool(self.add_tags or self.remove_tags)
        return tuple(
            dict.fromkeys([*(["pack"] if self.pack_id else []), *self.fields, *(["tags"] if has_tags else [])])
        )


class OpenAppeal(NamedTuple):
    """An appeal that waits for the author, the prompt of its question, and the name of the player who made it."""

    appeal: Appeal
    prompt: str
    player: str = ""


class QuestionNumbers(NamedTuple):
    """What first answers say of a question in its present revision: None before the first one; and what they call bad
    about it, the gravest first.
    """

    statistics: ItemStatistics | None
    flags: tuple[Flag, ...]
