"""Packs of every kind of question and every text that is hard to write down."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizapp.game.checking import check, check_info, has_errors
from quizapp.game.draft import Draft
from quizapp.game.question import CARDS, GAP, Category, Distractor, Kind, Media, Name, Pack, PackInfo, Question, Source
from quizapp.game.text import cleaned

PIECES = [
    "a", "Ki", " ", '"', "'", '"""', "'''", "\\", "\\n", "\\u0041", "\n", "\n\n", "\t", "]]", "[[question]]",
    "[[name]]", "\n[[question]]\n", "\nuid = 1\n", "#", "=", "{", "}", "{x}", "%s", "&amp;", "<b>", "기선겸",
    "런 온", "🏃‍♀️", "𝄞", "é", "מי רץ", "مَن", "می‌خ", "\u2028", "\x7f", "…", "0", "1.5", "true", "café",
]  # fmt: skip

texts = (
    (st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=20))
    .map(cleaned)
    .map(lambda text: text[:80].strip())
)
some_text = texts.map(lambda text: cleaned(text) or "text")
optional_episodes = st.none() | st.integers(0, 16)


def _several(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Texts that all differ, whatever is folded."""
    return st.lists(some_text, min_size=least, max_size=most).map(
        lambda items: tuple(f"{item} n{number}" for number, item in enumerate(items))
    )


def _distractors(least: int) -> st.SearchStrategy[tuple[Distractor, ...]]:
    """Wrong options; the first is safe at every episode."""
    return st.tuples(
        _several(least, 5), st.lists(optional_episodes, min_size=5, max_size=5), st.lists(texts, min_size=5, max_size=5)
    ).map(
        lambda drawn: tuple(
            Distractor(f"{text} w", None if place == 0 else drawn[1][place], drawn[2][place])
            for place, text in enumerate(drawn[0])
        )
    )


KEYS: dict[Kind, dict[str, st.SearchStrategy[Any]]] = {
    Kind.SINGLE_CHOICE: {"answers": _several(1, 1), "distractors": _distractors(1), "keep_order": st.booleans()},
    Kind.MULTIPLE_CHOICE: {"answers": _several(1, 8), "distractors": _distractors(1)},
    Kind.TRUE_FALSE: {"answer": st.booleans()},
    Kind.SHORT_ANSWER: {"answers": _several(1, 4)},
    Kind.MISSING_WORD: {"answers": _several(1, 2), "distractors": _distractors(0)},
    Kind.MATCHING: {
        "pairs": _several(4, 8).map(lambda items: tuple(zip(items[::2], items[1::2], strict=False))),
        "extra": _several(0, 3).map(lambda items: tuple(f"{item} x" for item in items)),
    },
    Kind.ORDERING: {"sequence": _several(3, 6)},
}

CATEGORIES = ("plot", "ost-lyrics", "names", "pack", "con", "a/b", "a-b", "런 온", '"]]"', "Plot 2", "..")


@st.composite
def questions(draw: st.DrawFn, number: int) -> Question:
    """A question without errors, of any kind."""
    kind = draw(st.sampled_from(list(Kind)))
    prompt = draw(some_text).replace(GAP, "_") + (f" {GAP}" if kind is Kind.MISSING_WORD else "")
    draft = Draft(
        uid="-".join(f"{number}-{draw(texts)}".split())[:200],
        kind=kind,
        category=draw(st.sampled_from(CATEGORIES)),
        prompt=prompt,
        episode=draw(optional_episodes),
        difficulty=draw(st.integers(1, 3)),
        line=draw(texts),
        hint=draw(texts),
        explanation=draw(texts),
        sources=draw(st.lists(st.builds(Source, some_text, texts, optional_episodes, texts), max_size=3).map(tuple)),
        tags=draw(st.lists(texts, max_size=3).map(tuple)),
        media=draw(st.none() | st.builds(Media, some_text.map(lambda text: "media/" + text.strip("./\\")), some_text)),
        **{name: draw(strategy) for name, strategy in KEYS[kind].items()},
    )
    info = PackInfo("pack", "Pack", "1", episodes=16)
    problems = [problem for problem in check(draft, info) if problem.field != "media"]
    assert not has_errors(problems), [str(problem.message) for problem in problems]
    if has_errors(check(draft, info)):
        draft = Draft.of(Question(**{**_values(draft), "kind": kind, "media": None}))
    return draft.finish()


def _values(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__}


infos = st.builds(
    PackInfo,
    id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True),
    title=some_text,
    version=some_text,
    language=st.sampled_from(["en", "ko", "ar"]),
    episodes=st.just(16),
    authors=st.lists(texts, max_size=3).map(tuple),
    licence=texts,
    categories=st.lists(st.sampled_from(CARDS), max_size=4).map(
        lambda cards: tuple(
            Category(f"category-{number}", f"Title {number}", card) for number, card in enumerate(cards)
        )
    ),
    names=st.lists(st.builds(Name, some_text, texts, st.lists(texts, max_size=3).map(tuple)), max_size=4).map(tuple),
)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """A pack without errors."""
    info = draw(infos)
    assert not has_errors(check_info(info))
    return Pack(info, tuple(draw(questions(number)) for number in range(draw(st.integers(0, 5)))))
