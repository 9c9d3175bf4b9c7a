"""What is offered while a search is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.search import FilterName, Known, completions, filters_of
from quizapp.game.search_completion import COMPLETIONS_MAX
from tests.game.searches import any_search

KNOWN = Known(
    categories=("plot", "cast", "OST lyrics"),
    tags=("premise", "blue bird", "first meeting", "런온", "a*", 'say "no"'),
    packs=("run-on", "other"),
)
EVERY_NAME = [str(name) if name in ("uncited", "appeals") else f"{name}:" for name in FilterName]


def applied(marked: str, known: Known = KNOWN) -> list[str]:
    """The texts after each completion at the place of the bar."""
    cursor = marked.index("|")
    text = marked.replace("|", "")
    return [text[:start] + new + text[end:] for start, end, new, _ in completions(text, cursor, known)]


@pytest.mark.parametrize("before", ["", "run ", "-", "run -", "a OR ", "(", "a OR -(", "tag:x ", "a OR (b) "])
def test_every_filter_is_offered_where_a_term_can_begin(before: str) -> None:
    assert applied(before + "|") == [before + name for name in EVERY_NAME]


OFFERED = [
    ("cat|", ["category:"]),
    ("CAT|", ["category:"]),
    ("run ca|", ["run category:"]),
    ("-ca|", ["-category:"]),
    ("a OR ca|", ["a OR category:"]),
    ("(ca|", ["(category:"]),
    ("un|", ["uncited"]),
    ("uncited|", []),
    ("di|", ["difficulty:", "discrimination:"]),
    ("d|iff run", ["difficulty: run", "discrimination: run"]),
    ("zebra|", []),
    ("cat|egory:plot", []),
    ("ca|t:plot", ["category:plot"]),
    ("cat:plot|", ["category:plot"]),
    ("tagg:|x", ["tag:x"]),
    ("tagg|:x", ["tag:x"]),
    # Values
    ("category:|", ["category:plot", "category:cast", 'category:"OST lyrics"']),
    ("category:pl|", ["category:plot"]),
    ("category:PL| run", ["category:plot run"]),
    ("category:l|", ["category:plot", 'category:"OST lyrics"']),
    ("category:|plot", ["category:cast", 'category:"OST lyrics"']),
    ("-category:ca|", ["-category:cast"]),
    ("a OR category:ca|", ["a OR category:cast"]),
    ('category:"os|', ['category:"OST lyrics"']),
    ('category:"os|t" run', ['category:"OST lyrics" run']),
    ('category:"OST lyrics"|', []),
    ("category:plot|", []),
    ("kind:sh|", ["kind:short_answer"]),
    ("kind:answer|", ["kind:short_answer"]),
    ("tag:런|", ["tag:런온"]),
    ("tag:a*|", ['tag:"a*"']),
    ("tag:say|", ['tag:"say \\"no\\""']),
    ("tag:ＢＬ|", ['tag:"blue bird"']),
    ("tag:m|", ["tag:premise", 'tag:"first meeting"']),
    ("pack:|", ["pack:run-on", "pack:other"]),
    ("problem:err|", ["problem:error"]),
    ("problem:exp|", ["problem:explanation"]),
    ("state:|", ["state:draft", "state:live", "state:retired"]),
    ("difficulty:|", ["difficulty:1", "difficulty:2", "difficulty:3", "difficulty:>=2"]),
    ("episode:|", ["episode:<=5", "episode:1", "episode:*"]),
    ("changed:7|", ["changed:7d"]),
    ("facility:<|", ["facility:<0.3"]),
    ("uid:|", []),
    # Where nothing can go on
    ('"cat|', []),
    ('"cat|egory"', []),
    ('"a"|', []),
    ("(a)|", []),
    ("a OR|", []),
]


@pytest.mark.parametrize(("marked", "expected"), OFFERED)
def test_what_is_offered(marked: str, expected: list[str]) -> None:
    assert applied(marked) == expected


def test_each_offer_says_what_it_finds() -> None:
    for text in ("", "category:", "episode:", "changed:"):
        assert all(str(each.explanation) for each in completions(text, len(text), KNOWN))


def test_offers_are_few_however_much_the_bank_has() -> None:
    known = Known(tags=tuple(f"tag {number}" for number in range(20_000)))
    found = completions("tag:9", 5, known)
    assert len(found) == COMPLETIONS_MAX
    assert found[0].text == '"tag 9"'


@pytest.mark.parametrize("tag", KNOWN.tags)
def test_a_completed_value_is_read_as_it_is(tag: str) -> None:
    texts = [each.text for each in completions("tag:", 4, KNOWN)]
    assert tag in [filters_of(f"tag:{text}")[FilterName.TAG][0].value for text in texts]


@given(any_search, st.integers(-3, 60))
def test_there_are_completions_or_none_at_any_place_of_any_text(text: str, cursor: int) -> None:
    for start, end, new, _ in completions(text, cursor, KNOWN):
        assert 0 <= start <= end <= len(text)
        assert start <= max(0, cursor)
        assert new
