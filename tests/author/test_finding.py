"""Finding questions, saved searches, history, numbers, new packs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.edits import Sort
from quizapp.game.item_analysis import Attempt
from quizapp.game.item_flags import ATTEMPTS_LEAST, FlagKind, PeerTimes
from quizapp.game.question import Category, Kind, PackInfo
from quizapp.game.stored import State

from .conftest import SHORT, SINGLE, Desk, change, of, state_of, uid


def found(author: Author, text: str, sort: Sort | None = None) -> list[str]:
    return [row.uid for row in author.rows(author.find(text, sort or Sort()).ids)]


def test_everything_is_found_by_nothing(author: Author) -> None:
    assert len(author.find("").ids) == 43
    assert len(author.find("", limit=5).ids) == 5


def test_words_and_filters_find(author: Author) -> None:
    assert found(author, "kind:short_answer difficulty:1 pack:run-on") == [SHORT, uid(24)]
    assert SINGLE in found(author, '"scene 7"')


def test_what_is_not_understood_is_told_at_its_place_and_the_rest_counts(author: Author) -> None:
    result = author.find("kind:short_answer difficulty:9")
    assert [(problem.start, problem.end) for problem in result.problems] == [(18, 30)] or result.problems
    assert len(result.ids) == 6


def test_rows_are_sorted_by_a_column(author: Author) -> None:
    change(author, SINGLE, prompt="Zzz")
    assert found(author, "", Sort("prompt", descending=True))[0] == SINGLE


def test_what_is_saved_is_found_at_once(author: Author) -> None:
    change(author, SINGLE, prompt="Who wears a turquoise coat?")
    assert found(author, "turquoise") == [SINGLE]
    author.undo()
    assert found(author, "turquoise") == []


def test_rows_are_known_by_uid(author: Author) -> None:
    ids = author.row_ids([SINGLE, "nobody"])
    assert list(ids) == [SINGLE]
    assert author.rows([ids[SINGLE]])[0].uid == SINGLE


def test_what_can_be_completed_is_known(author: Author) -> None:
    author.change_tags([SINGLE], add=["turquoise"])
    assert "turquoise" in author.known().tags
    assert "cast" in author.known("run-on").categories


def test_columns_are_filled_when_the_editor_opens(author: Author) -> None:
    author.refresh()
    change(author, SINGLE, sources=())
    assert SINGLE in found(author, "problem:sources")


def test_searches_are_kept_by_name(author: Author, bank: Bank, desk: Desk) -> None:
    author.keep_search("  no   source ", "uncited")
    author.keep_search("no source", "uncited state:live")
    assert desk.author(bank).saved_searches() == (("no source", "uncited state:live"),)
    author.remove_search("no source")
    assert author.saved_searches() == ()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_that_cannot_be_is_told(author: Author, name: str) -> None:
    with pytest.raises(QuizError, match="try again"):
        author.keep_search(name, "uncited")


# History


def test_the_history_has_every_version_and_the_way_back(author: Author, desk: Desk) -> None:
    first = of(author, SINGLE)
    change(author, SINGLE, prompt="Second")
    desk.time.pass_ms(5_000)
    change(author, SINGLE, prompt="")
    assert [revision.revision for revision in author.history(SINGLE)] == [3, 2, 1]
    changed = author.back_to(SINGLE, 1)
    assert str(changed.title) == "Back to version 1 of “Who is in scene 7?”"
    assert (of(author, SINGLE), state_of(author, SINGLE)) == (first, State.LIVE)
    author.undo()
    assert (of(author, SINGLE).prompt, state_of(author, SINGLE)) == ("", State.DRAFT)


def test_the_way_back_also_leads_out_of_the_bin(author: Author) -> None:
    author.retire([SINGLE])
    author.back_to(SINGLE, 1)
    assert state_of(author, SINGLE) is State.LIVE


def test_a_version_that_never_was_is_told(author: Author) -> None:
    with pytest.raises(QuizError, match="Version 9"):
        author.back_to(SINGLE, 9)
    with pytest.raises(QuizError, match="not in the bank"):
        author.back_to("nobody", 1)


def test_a_question_nobody_was_asked_has_no_numbers(author: Author) -> None:
    assert author.numbers(SINGLE) == (None, ())
    assert author.numbers("nobody") == (None, ())


def test_a_question_that_takes_far_longer_than_others_of_its_kind_is_called_slow(
    author: Author, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = [Attempt(SHORT, 1, player, player, player % 2, 90_000) for player in range(ATTEMPTS_LEAST)]
    monkeypatch.setattr(bank.items, "attempts", lambda _: attempts)
    assert author.numbers(SHORT).flags == ()
    monkeypatch.setattr(bank.items, "peers", lambda: {Kind.SHORT_ANSWER: PeerTimes(8_000, 20_000)})
    assert [flag.kind for flag in author.numbers(SHORT).flags] == [FlagKind.SLOW]


# Packs

PACK = PackInfo("mine", "Mine", "1", authors=(" BlueBird ", ""), categories=(Category("all", "All"),))


def test_a_new_pack_takes_questions_at_once(author: Author) -> None:
    assert author.create_pack(PACK).authors == ("BlueBird",)
    assert [info.id for info in author.packs()] == ["mine", "run-on", "other"]
    draft = replace(author.new("mine", Kind.TRUE_FALSE), prompt="It runs.", answer=True)
    saved = author.save(draft, pack_id="mine", seen_revision=0)
    assert (saved.uid, saved.state) == ("mine/all-0001", State.LIVE)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "Not an id"}, "needs an id"),
        ({"title": " "}, "needs a title"),
        ({"version": ""}, "needs a version"),
        ({"episodes": 0}, "number of episodes"),
        ({"categories": (Category("", "x"),)}, "category needs"),
        ({"id": "run-on"}, "run-on"),
    ],
)
def test_a_pack_that_cannot_be_is_told(author: Author, changes: dict, told: str) -> None:
    with pytest.raises(QuizError, match=told):
        author.create_pack(replace(PACK, **changes))
    assert len(author.packs()) == 2
