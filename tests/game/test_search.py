"""The editor's search language: what every text means, what is told about it, and what filter controls do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.question import Kind
from quizapp.game.search import (
    And,
    Filter,
    FilterName,
    Not,
    Or,
    Phrase,
    Query,
    Term,
    Word,
    folded,
    parse,
)
from quizapp.game.search_text import PARTS_MAX
from quizapp.game.search_values import CHOICES, EXAMPLES, EXPLANATIONS, FLAGS, NUMBERS, TEXTS
from tests.game.searches import TODAY, any_search, meaning, told

UNDERSTOOD = [
    # Words as they are typed
    ("", ""),
    ("   \t\n ", ""),
    ("run", "run"),
    ("Run On", "Run On"),
    ("  run   on  ", "run on"),
    ("Mi-joo's", "Mi-joo's"),
    ("기선겸 런온", "기선겸 런온"),
    ("ＲＵＮ", "ＲＵＮ"),
    ("naïve STRASSE", "naïve STRASSE"),
    ("run\u3000on\u00a0now", "run on now"),
    ("what?", "what?"),
    ("12:30", "12:30"),
    ("http://example.org/a?b=c", "http://example.org/a?b=c"),
    ("https://example.org", "https://example.org"),
    ("Note: this", "Note: this"),
    ("Tags: this", "Tags: this"),
    ("author:kim", "author:kim"),
    (":tag", ":tag"),
    ("a:b:c", "a:b:c"),
    ("or and AND NOT", "or and AND NOT"),
    ("ORs", "ORs"),
    ("–dash", "–dash"),
    # Beginnings of words
    ("prefix*", "prefix*"),
    ("기선*", "기선*"),
    ("many***", "many*"),
    ("ru*n", "ru*n"),
    ("*run", "*run"),
    # Phrases
    ('"run on"', '"run on"'),
    ('"  run \n on "', '"run on"'),
    ('"run o"*', '"run o"*'),
    ("“run on”", '"run on"'),
    ("„run on“", '"run on"'),
    ('"say “no”"', '"say “no”"'),
    ('"say \\"no\\" now"', '"say "no" now"'),
    ('"a\\\\"', '"a\\"'),
    ('"a\\b"', '"a\\b"'),
    ('"a" "b"', '"a" "b"'),
    ('"a"b', '"a" b'),
    ('a"b"', 'a "b"'),
    ('"OR"', '"OR"'),
    ('"uncited"', '"uncited"'),
    ('"tag:x"', '"tag:x"'),
    # Excluded
    ("-run", "-run"),
    ("run -on", "run -on"),
    ('-"run on"', '-"run on"'),
    ("-pre*", "-pre*"),
    ("--run", "run"),
    ("---run", "-run"),
    ("-(a b)", "-(a & b)"),
    ("-(a)", "-a"),
    ("-(-a)", "a"),
    ("-(a OR b)", "-(a | b)"),
    ("a-b -c-d", "a-b -c-d"),
    # OR and parentheses
    ("a OR b", "(a | b)"),
    ("a b OR c d", "a (b | c) d"),
    ("a OR b OR c", "(a | b | c)"),
    ("a OR -b", "(a | -b)"),
    ("(a b) OR c", "((a & b) | c)"),
    ("(a OR b) OR c", "(a | b | c)"),
    ("(a OR b) (c OR d)", "(a | b) (c | d)"),
    ("((a))", "a"),
    ("(a (b c))", "a b c"),
    ("a(b)c", "a b c"),
    ("a OR (b -(c d OR e))", "(a | (b & -(c & (d | e))))"),
    ('"a"OR"b"', '("a" | "b")'),
    # Filters by text
    ("category:plot", "<category=plot>"),
    ("Category:Plot", "<category=Plot>"),
    ('category:"OST lyrics"', "<category=OST lyrics>"),
    ("category:“OST lyrics”", "<category=OST lyrics>"),
    ("tag:blue-bird", "<tag=blue-bird>"),
    ("tag:런온", "<tag=런온>"),
    ("tag:prem*", "<tag=prem*>"),
    ('tag:"blue b"*', "<tag=blue b*>"),
    ('tag:"a*"', "<tag=a*>"),
    ("tag:*", "<tag=*>"),
    ("-tag:*", "-<tag=*>"),
    ("tag:>5", "<tag=>5>"),
    ("tag:a:b", "<tag=a:b>"),
    ("pack:run-on", "<pack=run-on>"),
    ("uid:run-on/plot-0001", "<uid=run-on/plot-0001>"),
    ("uid:run-on/*", "<uid=run-on/*>"),
    ("tag:a(b)", "<tag=a> b"),
    # Filters by one of some words
    ("kind:short_answer", "<kind=short_answer>"),
    ("kind:Short-Answer", "<kind=short_answer>"),
    ('kind:"short answer"', "<kind=short_answer>"),
    ("kind:short", "<kind=short_answer>"),
    ("kind:true/false", "<kind=true_false>"),
    ("kind:choice", "(<kind=single_choice> | <kind=multiple_choice>)"),
    ("kind:m", "(<kind=multiple_choice> | <kind=missing_word> | <kind=matching>)"),
    ("kind:ma*", "<kind=matching>"),
    ("-kind:choice", "-(<kind=single_choice> | <kind=multiple_choice>)"),
    ("kind:choice OR kind:ord", "(<kind=single_choice> | <kind=multiple_choice> | <kind=ordering>)"),
    ("problem:error", "<problem=error>"),
    ("problem:Warning", "<problem=warning>"),
    ("problem:source", "<problem=sources>"),
    ("problem:*", "<problem=*>"),
    ("problem:answer", "<problem=answer>"),
    ("state:draft", "<state=draft>"),
    ("state:ret", "<state=retired>"),
    # Filters that compare
    ("episode:3", "<episode=3>"),
    ("episode:=3", "<episode=3>"),
    ("episode:<=5", "<episode<=5>"),
    ("episode:>5 episode:<9", "<episode>5> <episode<9>"),
    ("episode:≤5", "<episode<=5>"),
    ('episode:">= 5"', "<episode>=5>"),
    ("episode:５", "<episode=5>"),
    ("-episode:*", "-<episode=*>"),
    ("difficulty:3", "<difficulty=3>"),
    ("difficulty:>=2", "<difficulty>=2>"),
    ("facility:<0.3", "<facility<0.3>"),
    ("facility:<0,3", "<facility<0.3>"),
    ("facility:<.3", "<facility<0.3>"),
    ("facility:>90%", "<facility>0.9>"),
    ("discrimination:<-0.1", "<discrimination<-0.1>"),
    ("discrimination:−1", "<discrimination=-1.0>"),
    ("asked:>=20", "<asked>=20>"),
    ("asked:0", "<asked=0>"),
    ("changed:36h", "<changed<=1.5d>"),
    ("changed:7d", "<changed<=7d>"),
    ("changed:<=7D", "<changed<=7d>"),
    ("changed:2w", "<changed<=14d>"),
    ("changed:1m", "<changed<=31d>"),
    ("changed:>1y", "<changed>365d>"),
    # Filters without a value
    ("uncited", "<uncited>"),
    ("Uncited:", "<uncited>"),
    ("-uncited", "-<uncited>"),
    ("appeals OR uncited", "(<appeals> | <uncited>)"),
    ("appeals*", "appeals*"),
    ("problem", "problem"),
    # All of it
    (
        'category:plot tag:"blue bird" episode:<=5 -kind:short (mi-joo OR seon*) "run on"',
        '<category=plot> <tag=blue bird> <episode<=5> -<kind=short_answer> (mi-joo | seon*) "run on"',
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD)
def test_a_search_is_understood(text: str, expected: str) -> None:
    assert (meaning(text), told(text)) == (expected, [])


NOT_UNDERSTOOD = [
    # text, what still counts, the pieces that are told and a word of each sentence
    ("categry:plot run", "run", [("categry:", "“category:”")]),
    ("tags:x", "", [("tags:", "“tag:”")]),
    ("cat:plot", "", [("cat:", "“category:”")]),
    ("ep:3 run", "run", [("ep:", "“episode:”")]),
    ('run Diffculty:"3"', "run", [("Diffculty:", "“difficulty:”")]),
    ("a OR tags:x", "a", [("tags:", "“tag:”")]),
    ("category:", "", [("category:", "category:plot")]),
    ("category: plot", "plot", [("category:", "nothing behind")]),
    ('tag:"" run', "run", [('tag:""', "nothing behind")]),
    ("episode:<= 5", "5", [("episode:<=", "nothing behind")]),
    ("kind:(a)", "a", [("kind:", "nothing behind")]),
    ("run episode:abc on", "run on", [("episode:abc", "whole number")]),
    ("episode:-1", "", [("episode:-1", "from 0")]),
    ("episode:10000", "", [("episode:10000", "9999")]),
    ("episode:1.5", "", [("episode:1.5", "whole number")]),
    ("episode:3*", "", [("episode:3*", "whole number")]),
    ("episode:<=>5", "", [("episode:<=>5", "whole number")]),
    ("difficulty:9", "", [("difficulty:9", "1, 2 or 3")]),
    ("-difficulty:hard", "", [("difficulty:hard", "1, 2 or 3")]),
    ("facility:30", "", [("facility:30", "from 0 to 1")]),
    ("facility:nan", "", [("facility:nan", "a number")]),
    ("discrimination:<-2", "", [("discrimination:<-2", "from -1")]),
    ("asked:" + "9" * 5_000, "", [("asked:" + "9" * 5_000, "whole number")]),
    ("changed:7", "", [("changed:7", "changed:7d")]),
    ("changed:yesterday", "", [("changed:yesterday", "length of time")]),
    ("kind:typed", "", [("kind:typed", "short_answer")]),
    ("state:gone", "", [("state:gone", "draft, live, retired")]),
    ("problem:colour", "", [("problem:colour", "warning")]),
    ("kind:_", "", [("kind:_", "short_answer")]),
    ("uncited:yes", "", [("uncited:yes", "stands alone")]),
    ('"run on', '"run on"', [('"', "not closed")]),
    ('a "', "a", [('"', "not closed")]),
    ("“run on", '"run on"', [("“", "not closed")]),
    ('tag:"blue bird', "<tag=blue bird>", [('"', "not closed")]),
    ('"run\\', '"run"', [('"', "not closed")]),
    ('""', "", [('""', "between the quotes")]),
    ("* run", "run", [("*", "before *")]),
    ("OR", "", [("OR", "either side")]),
    ("OR a", "a", [("OR", "either side")]),
    ("a OR", "a", [("OR", "either side")]),
    ("a OR OR b", "(a | b)", [("OR", "either side")]),
    ("(a OR) b", "a b", [("OR", "either side")]),
    ("(OR a)", "a", [("OR", "either side")]),
    ("-", "", [("-", "hyphen")]),
    ("a - b", "a b", [("-", "hyphen")]),
    ("a -- b", "a b", [("--", "hyphen")]),
    ("(a -)", "a", [("-", "hyphen")]),
    ("a -OR b", "a b", [("-", "hyphen")]),
    ("(a b", "a b", [("(", "not closed")]),
    ("a OR (b c", "(a | (b & c))", [("(", "not closed")]),
    ("a) b", "a b", [(")", "closes nothing")]),
    ("a OR ) b", "a b", [("OR", "either side"), (")", "closes nothing")]),
    ("() a", "a", [("()", "between the parentheses")]),
    ("a OR () OR b", "(a | b)", [("()", "between the parentheses")]),
    ("-()", "", [("()", "between the parentheses")]),
    (
        "OR run episode:abc (tags:x on",
        "run on",
        [("OR", "either"), ("episode:abc", "whole"), ("(", "closed"), ("tags:", "tag")],
    ),
]


@pytest.mark.parametrize(("text", "expected", "problems"), NOT_UNDERSTOOD, ids=lambda value: str(value)[:40])
def test_what_is_not_understood_is_told_and_the_rest_counts(
    text: str, expected: str, problems: list[tuple[str, str]]
) -> None:
    assert meaning(text) == expected
    assert [piece for piece, _ in told(text)] == [piece for piece, _ in problems]
    for (_, message), (_, hint) in zip(told(text), problems, strict=True):
        assert hint in message
        assert message[-1] in ".?"
        assert len(message) < 400


@pytest.mark.parametrize(
    ("today", "age", "days"),
    [
        (date(2026, 3, 31), "1m", 31),  # there is no 31 February
        (date(2026, 3, 30), "1m", 30),
        (date(2024, 2, 29), "1y", 366),
        (date(2026, 1, 15), "1m", 31),
        (date(2026, 12, 31), "12m", 365),
        (date(9999, 12, 31), "1m", 31),
        (date(2026, 3, 31), "999999y", (date(2026, 3, 31) - date.min).days),
        (date(2026, 3, 31), "0d", 0),
    ],
)
def test_months_and_years_are_those_of_the_calendar(today: date, age: str, days: int) -> None:
    expected = Filter(FilterName.CHANGED, "<=", timedelta(days=days))
    assert parse(f"changed:{age}", today) == Query((expected,), ())


def test_every_filter_says_what_it_is_and_what_it_takes() -> None:
    assert set(EXPLANATIONS) == set(FilterName)
    assert FLAGS | TEXTS | set(CHOICES) | set(NUMBERS) | {FilterName.CHANGED} == set(FilterName)
    for name, examples in EXAMPLES.items():
        for example in examples:
            assert told(f"{name}:{example}") == []
    assert [value for value in CHOICES[FilterName.KIND] if meaning(f"kind:{value}") != f"<kind={value}>"] == []
    assert CHOICES[FilterName.KIND] == tuple(Kind)


@pytest.mark.parametrize("name", FilterName)
def test_a_filter_without_its_value_is_told_with_an_example_that_works(name: FilterName) -> None:
    if name not in FLAGS:
        [(piece, message)] = told(f"{name}:")
        assert piece == f"{name}:"
        assert told(message.removesuffix(".").split("like ")[1]) == []


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Run", "run"),
        ("ＲＵＮ", "run"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ÉTÉ", "été"),
        ("런온", "런온"),
    ],
)
def test_words_are_compared_without_case_and_unicode_form(text: str, compared: str) -> None:
    assert folded(text) == compared
    assert folded(folded(text)) == compared


def test_a_pasted_book_is_read_to_its_limit() -> None:
    for unit in ("word ", "(", "-(a ", ") ", "a OR ", '"', "tag:x ", "- ", "(a OR "):
        query = parse(unit * 50_000, TODAY)
        assert len(query.problems) <= PARTS_MAX + 1
        assert hash(query)
        assert repr(query)
    text = "word " * (PARTS_MAX + 1)
    assert len(parse(text, TODAY).terms) == PARTS_MAX
    assert [piece for piece, _ in told(text)] == ["word "]
    assert told("word " * PARTS_MAX) == []


def test_reading_costs_a_few_times_what_a_regular_expression_does() -> None:
    """Compared within the same run: splitting the text in words and folding them is the yardstick."""
    text = UNDERSTOOD[-1][0]

    def seconds(work: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(20):
            start = perf_counter()
            for _ in range(20):
                work()
            best = min(best, perf_counter() - start)
        return best

    yardstick = seconds(lambda: [folded(word) for word in text.split()])
    assert seconds(lambda: parse(text, TODAY)) < 200 * yardstick


def every_term(terms: tuple[Term, ...]) -> Iterator[Term]:
    for term in terms:
        yield term
        match term:
            case Not(inner):
                yield from every_term((inner,))
            case Or(inner) | And(inner):
                yield from every_term(inner)
            case _:
                pass


@given(any_search, st.dates())
def test_any_text_is_a_search(text: str, today: date) -> None:
    query = parse(text, today)
    places = [(start, end) for start, end, _ in query.problems]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(str(message) for _, _, message in query.problems)


@given(any_search)
def test_terms_have_the_one_form_that_their_descriptions_promise(text: str) -> None:
    terms = parse(text, TODAY).terms
    for term in every_term(terms):
        match term:
            case Not(inner):
                assert not isinstance(inner, Not)
            case Or(alternatives):
                assert len(alternatives) >= 2
                assert not any(isinstance(each, Or) for each in alternatives)
            case And(inner):
                assert len(inner) >= 2
                assert not any(isinstance(each, And) for each in inner)
            case Word(word):
                assert word
            case Phrase(words):
                assert words
                assert all(words)
            case Filter(name):
                assert isinstance(name, FilterName)
    assert not any(isinstance(term, And) for term in terms)
