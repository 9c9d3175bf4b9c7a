"""What a pack is made of: questions of seven kinds, categories, names."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered. The values are the words used in packs and in the bank."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    SHORT_ANSWER = "short_answer"
    MISSING_WORD = "missing_word"
    MATCHING = "matching"
    ORDERING = "ordering"


CHOICE_KINDS = frozenset({Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE})
GAP = "___"
CARDS = ("film", "lyrics", "slate", "credits", "plain")
DIFFICULTIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong option; `episode` hides it from players who have watched less, `feedback` is shown to who chose it."""

    text: str
    episode: int | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be looked up.

    `episode` is the last one the page tells of, None where it tells no story; `time` is a place within it, such as
    `12:30`.
    """

    title: str
    url: str = ""
    episode: int | None = None
    time: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of the pack (a path inside the pack) and the text that stands for it."""

    image: str
    alt: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a pack. Which of the fields below `distractors` carry the key depends on `kind`.

    `episode` is the last episode one must have seen for prompt, options, hint and explanation to spoil nothing;
    None = unknown, which counts as the last episode of a pack that has episodes (`Pack.guard_episode`).
    """

    uid: str
    kind: Kind
    category: str
    prompt: str
    episode: int | None = None
    difficulty: int = 2
    line: str = ""
    """What the category card shows: subtitle, lyric line, scene caption or credit. Optional."""
    answers: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    answer: bool | None = None
    """The key of `true_false`."""
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    """Right sides of `matching` without a partner."""
    sequence: tuple[str, ...] = ()
    keep_order: bool = False
    hint: str = ""
    explanation: str = ""
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A group of questions of one pack; `card` says which of the five cards shows them."""

    id: str
    title: str
    card: str = "plain"


@dataclass(frozen=True, slots=True)
class Name:
    """A person: every variant means the same answer as the canonical spelling."""

    canonical: str
    hangul: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What is known of a pack apart from its questions."""

    id: str
    title: str
    version: str
    language: str = "en"
    episodes: int | None = None
    authors: tuple[str, ...] = ()
    licence: str = ""
    categories: tuple[Category, ...] = ()
    names: tuple[Name, ...] = ()

    def guard_episode(self, episode: int | None) -> int:
        """The episode from which a text marked `episode` may be shown; an unknown one counts as the last."""
        if self.episodes is None:
            return 0
        return self.episodes if episode is None else episode

    def category(self, category_id: str) -> Category | None:
        """The category of this id, or None."""
        return next((category for category in self.categories if category.id == category_id), None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it is read from files: its description and its questions in written order."""

    info: PackInfo
    questions: tuple[Question, ...] = field(default=())
