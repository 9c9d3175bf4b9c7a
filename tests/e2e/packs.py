"""A small pack with every kind of question, every card and Hangul, whose texts tell their reader what is right.

Right options say "yes" and wrong ones "no"; an answer to be typed stands between quotation marks; items that belong
together carry the same number, and steps are numbered. So a player who only reads can answer on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from quizapp.formats.toml_pack import write_pack
from quizapp.game.question import CARDS, Category, Distractor, Kind, Name, Pack, PackInfo, Question, Source
from quizapp.transfer.pack_files import read_path

PACK_ID = "small-track"
EPISODES = 3
FEW = "Props"
"""The category that has two questions."""
_TITLES = {"film": "Quotes", "lyrics": "Lyrics", "slate": "Plot", "credits": "Cast", "plain": FEW}
NAMES = (
    Name("Oh Mi-joo", "오미주", ("Oh Mi-ju",)),
    Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum",)),
    Name("Seo Dan-ah", "서단아"),
)
_WORDS = ("sprint", "hurdle", "subtitle", "ramen", "stadium", "camera", "bluebird")
TYPED = "typed gap"
"""A missing word without options, beside the seven kinds."""
FORMS: tuple[str, ...] = (*Kind, TYPED)


def question(form: str, number: int, category: str, *, episode: int = 0, **changes: Any) -> Question:
    """Question `number` of this kind, or of the form `TYPED`."""
    kind = Kind.MISSING_WORD if form == TYPED else Kind(form)
    fields: dict[str, Any] = {
        "uid": f"{PACK_ID}/{number:03d}",
        "kind": kind,
        "category": category,
        "episode": episode,
        "difficulty": number % 3 + 1,
        "hint": f"Think of lane {number}.",
        "explanation": f"Number {number} was said so by {NAMES[number % 3].canonical}.",
        "sources": (Source(f"Report {number}", f"https://example.org/{number}"),),
    }
    return Question(**{**fields, **_asked(form, number), **changes})


def _asked(form: str, number: int) -> dict[str, Any]:
    who, word = NAMES[number % 3].canonical, _WORDS[number % len(_WORDS)]
    wrong = tuple(Distractor(f"no {each} {number}") for each in ("ah", "eh", "oh"))
    if form == Kind.SINGLE_CHOICE:
        return {"prompt": f"Who runs lane {number}?", "answers": (f"yes {who} {number}",), "distractors": wrong}
    if form == Kind.MULTIPLE_CHOICE:
        both = (f"yes one {number}", f"yes two {number}")
        return {"prompt": f"Which belong to lane {number}?", "answers": both, "distractors": wrong}
    if form == Kind.TRUE_FALSE:
        return {"prompt": f"Lane {number} is {'true' if number % 2 else 'false'}.", "answer": bool(number % 2)}
    if form == Kind.SHORT_ANSWER:
        return {"prompt": f"Lane {number} belongs to “{who}”. To whom?", "answers": (who,)}
    if form == TYPED:
        return {"prompt": f"“{word}” {number}: Let us ___ today.", "answers": (word,)}
    if form == Kind.MISSING_WORD:
        return {"prompt": f"We ___ in lane {number}.", "answers": (f"yes {word} {number}",), "distractors": wrong}
    if form == Kind.MATCHING:
        pairs = tuple((f"pair {at} of {number}", f"mate {at} of {number}") for at in (1, 2, 3))
        return {"prompt": f"Who runs with whom in lane {number}?", "pairs": pairs, "extra": (f"mate 4 of {number}",)}
    steps = tuple(f"step {at} of {number}" for at in (1, 2, 3, 4))
    return {"prompt": f"In what order is lane {number} run?", "sequence": steps}


def small_pack(forms: Sequence[str] = FORMS, *, count: int = 40, first_episode: int = 0) -> Pack:
    """`count` questions of these forms in turn, in four categories with a card each, and two in a fifth, `FEW`.

    From 11 on all forms are there.
    """
    cards = [card for card in CARDS if card != "plain"]
    questions = [
        question(
            # Forms and categories take turns in different steps, so that all of them meet.
            forms[(number + number // len(cards)) % len(forms)],
            number,
            cards[number % len(cards)],
            episode=max(first_episode, number // 2 % (EPISODES + 1)),
        )
        for number in range(count)
    ]
    questions += [question(forms[at % len(forms)], count + at, "plain", episode=first_episode) for at in (0, 1)]
    categories = tuple(Category(card, _TITLES[card], card) for card in CARDS)
    info = PackInfo(
        PACK_ID, "Small Track 런온", "2026.1", episodes=EPISODES, categories=categories, names=NAMES, authors=("Tests",)
    )
    return Pack(info, tuple(questions))


def write(pack: Pack, folder: Path) -> Path:
    """The pack as files in this folder; they must be read without errors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in write_pack(pack).items():
        (folder / name).write_bytes(content)
    read = read_path(folder)
    assert not read.error_count, [str(each) for each in read.problems if each.problem.severity == "error"]
    return folder


def ship(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on this is the pack that ships with the program, instead of the real one."""
    monkeypatch.setattr("quizapp.app.bundled_packs", lambda: [folder])
