"""Differences of texts: nothing is lost, whatever the texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from quizapp.ui import theme
from quizapp.ui.editor.difference_list import differing_rows, version_rows
from quizapp.ui.editor.difference_text import laid_out, spoken_pieces
from quizapp.ui.editor.differences import TEXT_SHOWN, Piece, marked_pieces, word_pieces
from quizapp.ui.editor.field_texts import field_names, field_texts
from tests.ui.editor.fake_author_dialogs import OTHER, PACK, draft


def side(pieces: list[Piece], without: str) -> str:
    return "".join(text for text, change in pieces if change != without)


def test_words_are_compared_not_letters() -> None:
    assert word_pieces("at the bar.", "at a bar!") == [
        ("at ", "same"),
        ("the", "removed"),
        ("a", "added"),
        (" bar", "same"),
        (".", "removed"),
        ("!", "added"),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = word_pieces(before, after)

    assert side(pieces, "added") == before
    assert side(pieces, "removed") == after
    assert all(text for text, _ in pieces)


def test_a_book_is_cut_and_compared_at_its_ends() -> None:
    pieces = word_pieces("a " * 100_000, "b " + "a " * 100_000)

    assert side(pieces, "added") == "a " * (TEXT_SHOWN // 2) + "…"
    assert pieces[0][1] != "same"


def test_spans_are_marked() -> None:
    assert marked_pieces("Ki Sun and Sun", [(3, 6), (11, 14)], "removed") == [
        ("Ki ", "same"),
        ("Sun", "removed"),
        (" and ", "same"),
        ("Sun", "removed"),
    ]
    assert marked_pieces("", [], "added") == []


def test_marks_keep_their_place_behind_letters_beyond_the_basic_plane(qapp: QApplication) -> None:
    layout = laid_out([("🏃🏃 a ", "same"), ("b", "removed")], theme.font("dense"), 300)

    (mark,) = layout.formats()
    assert (mark.start, mark.length) == (7, 1)


def test_those_who_cannot_see_hear_what_was_done(qapp: QApplication) -> None:
    assert spoken_pieces([("at ", "same"), ("the", "removed"), ("a", "added")]) == "at [removed: the] [added: a]"


def test_every_field_of_a_question_has_a_name_and_words() -> None:
    question = draft("q1", "Who?")
    names = set(field_names())

    assert names - {"state", "pack"} == set(type(question).__dataclass_fields__) - {"uid"}
    assert set(field_texts(question)) == names


def test_a_version_speaks_in_titles_and_words() -> None:
    texts = field_texts(draft("q1", "Who?", kind="true_false", difficulty=3, episode=None), "draft", PACK)

    assert texts["category"] == "Plot"
    assert texts["episode"] == "Unknown"
    assert (texts["kind"], texts["difficulty"], texts["state"]) == ("True or false", "Hard", "Draft")


def test_what_the_pack_does_not_know_stands_for_itself() -> None:
    texts = field_texts(draft("q1", "Who?", category="gone", kind="riddle", difficulty=7, episode=None), "lost", OTHER)

    assert texts["category"] == "gone"
    assert texts["episode"] == "", "a pack without episodes has no unknown ones"
    assert (texts["kind"], texts["difficulty"], texts["state"]) == ("riddle", "7", "lost")


def test_only_fields_that_differ_are_shown() -> None:
    before, after = field_texts(draft("q1", "Who?")), field_texts(draft("q1", "Whom?", tags=()))

    assert differing_rows(before, after) == [
        ("Prompt", [("Who", "removed"), ("Whom", "added"), ("?", "same")]),
        ("Tags", [("starter", "removed")]),
    ]


def test_a_version_shows_its_own_words_and_marks_what_the_other_has_not() -> None:
    mine, theirs = field_texts(draft("q1", "Who?", tags=())), field_texts(draft("q1", "Whom?"))

    rows = dict(version_rows(mine, theirs))
    assert rows["Prompt"] == [("Who", "other"), ("?", "same")]
    assert rows["Tags"] == [("(empty)", "other")]
    assert rows["Category"] == [("plot", "same")]
    assert "Hint" not in rows
