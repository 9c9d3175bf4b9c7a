"""What filter controls read in a search, and how they write into it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.game.search import FilterName, Not, Or, filters_of, parse, with_filter, without_filter
from quizapp.game.search_values import CHOICES, TEXTS
from tests.game.searches import PIECES, TODAY, any_search


@given(any_search)
def test_filters_that_stand_alone_are_terms_and_have_their_place(text: str) -> None:
    terms = parse(text, date.max).terms
    end_before = 0
    for use in sorted((use for uses in filters_of(text).values() for use in uses), key=lambda use: use.start):
        assert end_before <= use.start < use.end <= len(text)
        end_before = use.end
        term = use.filters[0] if len(use.filters) == 1 else Or(use.filters)
        assert (Not(term) if use.exclude else term) in terms


tag_texts = st.text(min_size=1, max_size=12).filter(str.strip)
values = st.one_of(
    st.tuples(st.sampled_from(sorted(TEXTS)), st.one_of(tag_texts, st.sampled_from(PIECES).filter(str.strip))),
    st.tuples(st.just("episode"), st.from_regex(r"(<=|>=|<|>|=)?[0-9]{1,4}", fullmatch=True)),
    st.sampled_from([(str(name), choice) for name, choices in CHOICES.items() for choice in choices]),
    st.sampled_from([("uncited", ""), ("appeals", ""), ("changed", "7d"), ("facility", "<0.3"), ("kind", "m")]),
)


def stands(text: str, name: str, value: str, exclude: bool) -> bool:
    return any((use.value, use.exclude) == (value, exclude) for use in filters_of(text).get(FilterName(name), ()))


@given(any_search, values, st.booleans())
def test_a_filter_that_was_added_is_there_and_the_rest_is_as_it_was(
    text: str, filter_: tuple[str, str], exclude: bool
) -> None:
    name, value = filter_
    assume(not stands(text, name, value, not exclude))
    added = with_filter(text, name, value, exclude)
    assert stands(added, name, value, exclude)
    before, after = parse(text, TODAY), parse(added, TODAY)
    assert [str(each.message) for each in after.problems] == [str(each.message) for each in before.problems]
    rest = list(after.terms)
    new = parse(with_filter("", name, value, exclude), TODAY).terms
    if added != text:
        for term in new:
            rest.remove(term)
    assert set(rest) == set(before.terms)
    assert with_filter(added, name, value, exclude) == added


@given(any_search, values, st.booleans())
def test_taking_a_filter_away_takes_exactly_it(text: str, filter_: tuple[str, str], exclude: bool) -> None:
    name, value = filter_
    assume(FilterName(name) not in filters_of(text))
    before = without_filter(text, name)  # without those of a wrong value
    after = without_filter(with_filter(before, name, value, exclude), name, value)
    assert "".join(after.split()) == "".join(before.split())
    assert parse(after, TODAY).terms == parse(before, TODAY).terms


@given(any_search, st.sampled_from(FilterName))
def test_taking_all_filters_of_a_name_away_leaves_the_others(text: str, name: FilterName) -> None:
    without = without_filter(text, name)
    assert name not in filters_of(without)
    kept = {key: [use[:2] for use in uses] for key, uses in filters_of(text).items() if key is not name}
    assert {key: [use[:2] for use in uses] for key, uses in filters_of(without).items()} == kept
    assert without_filter(without, name) == without


@given(any_search, values)
def test_excluding_takes_the_place_of_including(text: str, filter_: tuple[str, str]) -> None:
    excluded = with_filter(with_filter(text, *filter_), *filter_, True)
    assert stands(excluded, *filter_, True)
    assert not stands(excluded, *filter_, False)


@pytest.mark.parametrize(
    ("text", "name", "value", "expected"),
    [
        ("", "tag", "starter", "tag:starter"),
        ("run", "tag", "blue bird", 'run tag:"blue bird"'),
        ("run ", "tag", 'say "no"', 'run tag:"say \\"no\\""'),
        ("run", "tag", "a*", 'run tag:"a*"'),
        ("run", "uncited", "", "run uncited"),
        ("  a   OR b", "episode", "<=5", "  a   OR b episode:<=5"),
        ("a OR", "tag", "x", "tag:x a OR"),
        ('"run o', "tag", "x", 'tag:x "run o'),
        ("a OR (b", "tag", "x", "tag:x a OR (b"),
        ('OR a "', "tag", "x", 'OR tag:x a "'),
        ("tag:x", "tag", "x", "tag:x"),
        ("-tag:x a", "tag", "x", "a tag:x"),
        ("a OR tag:x", "tag", "x", "a OR tag:x tag:x"),
    ],
)
def test_filters_are_added_where_they_count(text: str, name: str, value: str, expected: str) -> None:
    assert with_filter(text, name, value) == expected


def test_the_beginning_of_a_value_and_any_value_can_be_added() -> None:
    assert with_filter("a", "tag", "blue b", prefix=True) == 'a tag:"blue b"*'
    assert with_filter("a", "episode", exclude=True, prefix=True) == "a -episode:*"
    assert with_filter("tag:a", "tag", "a", prefix=True) == "tag:a tag:a*"


@pytest.mark.parametrize(
    ("name", "value"),
    [("colour", "red"), ("episode", "abc"), ("tag", ""), ("tag", " "), ("uncited", "yes"), ("kind", "typed")],
)
def test_what_is_no_filter_is_not_added(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"no filter|not a valid"):
        with_filter("run", name, value)


@pytest.mark.parametrize(
    ("text", "name", "value", "expected"),
    [
        ("tag:x", "tag", None, ""),
        ("a tag:x b", "tag", None, "a b"),
        ("a  -tag:x", "tag", None, "a"),
        ("tag:x tag:y -tag:z", "tag", None, ""),
        ("tag:x tag:y", "tag", "x", "tag:y"),
        ("tag:x OR a tag:x", "tag", None, "tag:x OR a"),
        ("(tag:x) tag:x", "tag", None, "(tag:x)"),
        ("episode:abc run", "episode", None, "run"),
        ("kind:Short run", "kind", "short", "run"),
        ("tag:X", "tag", "x", "tag:X"),
        ("- tag:x b", "tag", None, "- b"),
        ('"a"tag:x b', "tag", None, '"a" b'),
        ('"a"tag:x *', "tag", None, '"a" *'),
        ("uncited run uncited:", "uncited", None, "run"),
        ('run "a  b"   on', "tag", None, 'run "a  b"   on'),
    ],
)
def test_filters_are_taken_away(text: str, name: str, value: str | None, expected: str) -> None:
    assert without_filter(text, name, value) == expected


def test_controls_are_told_what_stands_there() -> None:
    found = filters_of('run -tag:"blue bird" kind:choice episode:abc episode:<=5 (pack:x) state:d OR uncited appeals')
    assert set(found) == {FilterName.TAG, FilterName.KIND, FilterName.EPISODE, FilterName.APPEALS}
    assert [use[:4] for use in found[FilterName.TAG]] == [("blue bird", True, 4, 20)]
    assert [each.value for each in found[FilterName.KIND][0].filters] == ["single_choice", "multiple_choice"]
    assert [use.value for use in found[FilterName.EPISODE]] == ["<=5"]
