"""Questions, packs and rounds for tests: good ones, of which each test changes what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.game.draft import Draft
from quizapp.game.options import Drawn, is_typed
from quizapp.game.question import Category, Distractor, Kind, Media, Pack, PackInfo, Question, Source
from quizapp.game.round import Round
from quizapp.game.rules import RoundSettings, RuleSet

KEYS: dict[Kind, dict[str, Any]] = {
    Kind.SINGLE_CHOICE: {
        "prompt": "Who translates films?",
        "answers": ("Oh Mi-joo",),
        "distractors": tuple(map(Distractor, ("Seo Dan-ah", "Park Mae-yi", "Yook Ji-woo", "Ki Eun-bi"))),
    },
    Kind.MULTIPLE_CHOICE: {
        "prompt": "Which of these are tracks?",
        "answers": ("60 m", "100 m"),
        "distractors": tuple(map(Distractor, ("61 m", "101 m", "7 m"))),
    },
    Kind.TRUE_FALSE: {"prompt": "A sprint is short.", "answer": True},
    Kind.SHORT_ANSWER: {"prompt": "What do sprinters do?", "answers": ("They run", "Running")},
    Kind.MISSING_WORD: {"prompt": "Run ___!", "answers": ("on",)},
    Kind.MATCHING: {
        "prompt": "Who does what?",
        "pairs": (("Ki Seon-gyeom", "runs"), ("Oh Mi-joo", "translates")),
        "extra": ("paints",),
    },
    Kind.ORDERING: {"prompt": "What comes first?", "sequence": ("ready", "set", "go")},
}


def a_question(kind: Kind = Kind.SINGLE_CHOICE, **changes: Any) -> Question:
    """A question of this kind with which nothing is wrong."""
    question = Question(
        uid=f"pack/{kind}",
        kind=kind,
        category="plot",
        episode=1,
        explanation="Because it was said so.",
        hint="Think of films.",
        sources=(Source("Episode 1", episode=1),),
        **KEYS[kind],
    )
    return replace(question, **changes)


def a_draft(kind: Kind = Kind.SINGLE_CHOICE, **changes: Any) -> Draft:
    """The same as a draft; `changes` may break it."""
    return replace(Draft.of(a_question(kind)), **changes)


def an_info(**changes: Any) -> PackInfo:
    """The description of a pack of 16 episodes with the category `plot`."""
    info = PackInfo("pack", "A pack", "1", episodes=16, categories=(Category("plot", "Plot"),))
    return replace(info, **changes)


def a_pack(*questions: Question, **changes: Any) -> Pack:
    """A pack of these questions, or of one of each kind."""
    return Pack(an_info(**changes), questions or tuple(map(a_question, Kind)))


def a_picture() -> Media:
    return Media("media/track.png", "A running track")


def drawn(question: Question, place: int = 0) -> Drawn:
    """The question as place `place` of a draw: its own uid, keys, pairs and the last item of an order shown first."""
    return Drawn(replace(question, uid=f"{question.uid}-{place}"), 1, _dealt(question))


def _dealt(question: Question) -> tuple[int, ...]:
    if is_typed(question):
        return ()
    if question.kind is Kind.ORDERING:
        return tuple(reversed(range(len(question.sequence))))
    if question.kind is Kind.MATCHING:
        return tuple(range(len(question.pairs) + len(question.extra)))
    keys = 1 if question.kind is Kind.MISSING_WORD else len(question.answers)
    count = 2 if question.kind is Kind.TRUE_FALSE else keys + min(3, len(question.distractors))
    return tuple(range(count))


def some_rules(question_count: int = 3, **changes: Any) -> RuleSet:
    """A rule set with one of each lifeline and no clock."""
    kinds = frozenset({Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE})
    rules = RuleSet("test", 1, kinds, question_count, fifty_fifties=1, hints=1, skips=1)
    return replace(rules, **changes)


def a_round(
    *questions: Question, rules: RuleSet | None = None, seed: str = "seed", reserve: int = 1, **settings: Any
) -> Round:
    """A round of these questions and `reserve` more behind them, or of single choices as the rules want."""
    if not questions:
        rules = rules or some_rules()
        questions = (a_question(),) * (rules.question_count or 10)
    rules = rules or some_rules(len(questions))
    all_questions = (*questions, *(a_question(),) * reserve)
    chosen = RoundSettings("pack", 16, ("plot",), **settings)
    return Round(rules, chosen, seed, tuple(drawn(question, place) for place, question in enumerate(all_questions)))
