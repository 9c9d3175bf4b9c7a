"""What searches find and in which order, the rows of the table, and that the index says what the questions say."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError, sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Edit, ListRow, SavedSearch, Sort, SortColumn
from quizapp.game.item_report import OptionUse
from quizapp.game.question import Distractor, Media, PackInfo
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.search import parse
from quizapp.game.stored import Snapshot, State

from .builders import Clock, Game, open_bank, pack, question, sql
from .naive_search import Item, found

DAY_MS = 24 * 3600 * 1000
TITLE = sentence("Change")
OTHER = PackInfo("other", "Zebra crossing", "1")


def write(bank: Bank, draft: Draft, state: State = State.LIVE, pack_id: str = "run-on") -> None:
    stored = bank.questions.stored(draft.uid)
    bank.changes.apply(TITLE, [Edit(draft.uid, pack_id, stored.revision if stored else 0, Snapshot(state, draft))])


def search(bank: Bank, text: str, sort: Sort = Sort(), now_ms: int = 0, limit: int | None = None) -> list[str]:  # noqa: B008
    today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    return [row.uid for row in bank.search.rows(bank.search.ids(parse(text, today), sort, now_ms, limit=limit))]


def draft(number: int, **changes: object) -> Draft:
    return Draft.of(question(number, **changes))


PLAIN = Draft("p/plain", "short_answer", "", "", difficulty=1)
DRAFTS = (
    draft(1, prompt="Who runs with the blue bird?", tags=("blue bird", "Track & field"), episode=3),
    draft(2, prompt="Who is Oh Mi-joo (오미주)?", answers=("translator",), category="Cast", difficulty=3),
    draft(3, prompt="Whose café is it — “C++”?", explanation="Müller's Café; it runs.", sources=(), tags=("BIRD",)),
    draft(4, prompt="running, runner, run; AND not OR", distractors=(Distractor("x"), Distractor("blue", 2, "bird"))),
    replace(PLAIN, uid="p/ä 1", kind="matching", prompt="!? …", pairs=(("left", "right"),), extra=("bird",)),
    replace(PLAIN, uid="P/B2", kind="ordering", sequence=("first", "second"), category="PLOT", tags=("ä", "blue")),
    replace(PLAIN, uid="p/c3", prompt="answers alt text image", media=Media("media/secret.png", "a bird"), episode=16),
)


class Shelf(NamedTuple):
    """A bank, what is in it, and the time."""

    bank: Bank
    items: list[Item]
    now_ms: int

    def __repr__(self) -> str:
        """Short, for messages of tests that fail."""
        return "Shelf"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A bank of two packs with questions of all sorts, some played and appealed against; with what is in it."""
    clock = Clock()
    folder = tmp_path_factory.mktemp("shelf")
    with open_bank(folder, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        bank.packs.create(OTHER)
        player = bank.players.add("BlueBird", "run-on", 16)
        for number, written in enumerate(DRAFTS):
            clock.forward(DAY_MS)
            write(bank, written, list(State)[number % 3], "run-on" if written.uid.startswith("run-on") else "other")
        round_id = Game(bank, clock).play(player.id, right=7)
        appeal = Appeal(AppealKind.SOMETHING_IS_WRONG, round_id, 5, player.id, question(6).uid, 1, "", clock())
        bank.appeals.add(appeal)
        bank.search.refresh_problems()
        bank.search.refresh_statistics()
        clock.forward(DAY_MS)
        rows = bank.search.rows(bank.search.ids(parse("", datetime.now(UTC).date()), Sort(), clock()))
        stored = bank.questions.stored_many(row.uid for row in rows)
        titles = {info.id: info.title for info in bank.packs.all()}
        items = [Item(row, stored[row.uid].question, titles[row.pack_id]) for row in rows]
        assert len(items) == 12 + 3
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("quizapp.bank.search._TOP", 6)  # so that a first page is sometimes found near the top
            yield Shelf(bank, items, clock())


PIECES = (
    *(
        "run",
        "runs",
        "RUN*",
        "ru*",
        "bird",
        "blue",
        "cafe",
        "café",
        "muller",
        "mi-joo",
        "오미주",
        "오미*",
        "C++",
        "!?",
        "…",
    ),
    *(
        '"blue bird"',
        '"bird blue"',
        '"blue bi"*',
        '"who runs"',
        "scene",
        "nothing",
        "answers",
        "image",
        "secret",
        "AND",
    ),
    *("(", ")", "-", "OR", " OR ", "'", '"', "*", "%", "_", "\0", "\ud800", "NEAR(", "{prompt}:", "prompt:run", "^who"),
    *("category:cast", "category:PLOT", "category:pl*", "category:*", "kind:short", "kind:multiple", "state:draft"),
    *("tag:bird", 'tag:"blue bird"', "tag:bl*", "tag:ä", "tag:Ä", 'tag:"track & field"', "tag:*", "state:live"),
    *(
        "episode:<=3",
        "episode:*",
        "episode:16",
        "difficulty:3",
        "difficulty:>1",
        "pack:other",
        "pack:ze*",
        "pack:run-on",
    ),
    *("problem:error", "problem:warning", "problem:prompt", "problem:*", "problem:sources", "uncited", "appeals"),
    *("facility:<0.5", "facility:1", "facility:*", "discrimination:*", "asked:0", "asked:>0", "asked:*"),
    *("changed:3d", "changed:>3d", "changed:<=1d", "changed:*", "uid:p/b2", "uid:run-on/*", "uid:P/Ä*", 'uid:"p/ä 1"'),
)
searches = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text('abru é-"*()', max_size=6)), max_size=5).map(" ".join),
)


@settings(max_examples=500, deadline=None)
@given(searches)
def test_any_search_finds_what_a_plain_look_at_each_question_finds(shelf: Shelf, written: str) -> None:
    bank, items, now_ms = shelf
    every = search(bank, written, now_ms=now_ms)
    assert set(every) == found(parse(written, datetime.fromtimestamp(now_ms / 1000, UTC).date()), items, now_ms)
    for sort in (Sort(), Sort(descending=True)):
        in_order = every if not sort.descending else every[::-1]
        assert search(bank, written, sort, now_ms, limit=2) == in_order[:2]


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("", 15),
        ("blue bird", 2),
        ('"blue bird"', 2),
        ("runner OR translator", 2),
        ("tag:bird -run*", 0),
        ("kind:matching OR kind:ordering", 2),
        ("secret", 0),
        ("appeals", 1),
        ("uncited -state:retired", 2),
        ("asked:1", 10),
    ],
)
def test_searches_find(shelf: Shelf, written: str, count: int) -> None:
    bank, _, now_ms = shelf
    assert len(search(bank, written, now_ms=now_ms)) == count


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", SortColumn.__args__)
def test_every_column_sorts_with_the_uid_behind_it(shelf: Shelf, column: SortColumn, descending: bool) -> None:
    bank, items, now_ms = shelf
    field = {"pack": "pack_id", "changed": "changed_at_ms"}.get(column, column)

    def _key(item: Item) -> tuple[bool, object]:
        value = getattr(item.row, field)
        value = value.lower() if column in ("prompt", "category") else value
        if column == "tags":
            value = json.dumps(value, ensure_ascii=False, separators=(",", ":")).lower() if value else None
        elif column == "problems":
            value = value.count("error:"), value.count("warning:")
        elif column == "distractors":
            value = max((use.share for use in value), default=None)
        return value is not None, value if value is not None else 0

    expected = sorted(sorted(items, key=lambda item: item.row.uid), key=_key, reverse=descending)
    if descending and column != "uid":  # `reverse` keeps the order of what is equal, which is the uid's
        assert [_key(item) for item in expected] == sorted(map(_key, items), reverse=True)
    in_order = search(bank, "", Sort(column, descending), now_ms)
    assert in_order == [item.row.uid for item in expected]
    assert search(bank, "", Sort(column, descending), now_ms, limit=4) == in_order[:4]


def test_rows_are_given_in_the_order_asked_for_and_ids_of_nothing_left_out(shelf: Shelf) -> None:
    bank, items, _ = shelf
    assert bank.search.rows([items[3].row.id, 999, items[0].row.id]) == [items[3].row, items[0].row]
    assert bank.search.rows(array("q")) == []
    assert bank.search.uids([items[3].row.id, 999, items[0].row.id]) == [items[3].row.uid, items[0].row.uid]
    assert bank.search.row_ids([items[1].row.uid, "unknown"]) == {items[1].row.uid: items[1].row.id}


def test_a_row_tells_what_the_table_shows(shelf: Shelf) -> None:
    bank, _, _ = shelf
    row_id = bank.search.row_ids([question(6).uid])[question(6).uid]
    (row,) = bank.search.rows([row_id])
    usual = question(6)
    wrong = tuple(OptionUse(each.text, False, 1, 0) for each in usual.distractors)
    assert row == ListRow(
        *(row_id, usual.uid, usual.prompt, "single_choice", "plot", 1, 2, ("track",), "run-on", "live", 1),
        *(Clock().ms, "warning:distractors", 1, 1.0, None, 1, wrong),
    )


def test_completions_know_what_the_bank_has(shelf: Shelf) -> None:
    bank, _, _ = shelf
    known = bank.search.known()
    assert known.categories == ("Cast", "cast", "PLOT", "plot")
    assert known.packs == ("other", "run-on")
    assert set(known.tags) == {"blue bird", "Track & field", "track", "BIRD", "ä", "blue"}
    assert bank.search.known("other").tags == ("blue", "ä")


def test_a_search_as_large_as_can_be_written_is_answered(shelf: Shelf) -> None:
    bank, _, _ = shelf
    assert search(bank, "run " * 199) == search(bank, "run")
    assert search(bank, " OR ".join(["run"] * 99)) == search(bank, "run")
    assert search(bank, "(" * 99 + "run" + ")" * 99) == search(bank, "run")
    assert search(bank, "-(a run " * 40 + ")" * 40) is not None
    assert search(bank, "(a OR (run " * 40) is not None


# The index


def _words_indexed(path: Path) -> list[tuple[str, int, str, int]]:
    """Each word of the index with the row, the column and the place it stands at."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, question_search, 'instance')")
        return sorted(connection.execute("SELECT * FROM temp.word").fetchall())


def test_the_index_follows_every_change_of_questions(tmp_path: Path, bank: Bank) -> None:
    path = tmp_path / "bank.sqlite"
    write(bank, draft(1, prompt="Changed prompt", tags=("new tag",)))
    write(bank, draft(2, answers=("Other answer",)), State.RETIRED)
    bank.changes.undo()
    bank.packs.load(pack([question(1), question(3, explanation="Explained anew")], version="2026.12"), "digest 2")
    sql(path, "UPDATE question SET options = 'no json', tags = 'also none' WHERE uid = ?", question(4).uid)
    sql(path, 'UPDATE question SET options = \'{"answers": ["back again"]}\' WHERE uid = ?', question(4).uid)
    sql(path, "UPDATE question SET prompt = x'00ff', options = x'00' WHERE uid = ?", question(5).uid)
    sql(path, "DELETE FROM question WHERE uid = ?", question(6).uid)
    followed = _words_indexed(path)
    columns = "prompt, options, explanation, tags"
    sql(path, "INSERT INTO question_search (question_search) VALUES ('delete-all')")
    sql(path, f"INSERT INTO question_search (rowid, {columns}) SELECT id, {columns} FROM question_text")
    assert followed == _words_indexed(path)
    assert len(followed) > 100


# Problems


def test_problems_of_what_is_written_are_known_at_once(bank: Bank) -> None:
    write(bank, draft(1, prompt="", sources=()), State.DRAFT)
    (row,) = bank.search.rows(bank.search.row_ids([question(1).uid]).values())  # type: ignore[arg-type]
    assert row.problems == "error:prompt warning:distractors warning:sources"
    assert search(bank, "problem:error") == [question(1).uid]


def test_questions_of_packs_are_checked_when_the_editor_asks(bank: Bank) -> None:
    progress: list[tuple[int, int]] = []
    bank.packs.load(pack([question(1, sources=()), question(2)], version="2026.12"), "digest 2")
    assert search(bank, "problem:sources") == []
    assert bank.search.refresh_problems(lambda done, total: progress.append((done, total))) == 12
    assert progress == [(12, 12)]
    assert search(bank, "problem:sources") == [question(1).uid]
    assert bank.search.refresh_problems() == 0


def test_another_description_of_the_pack_has_its_questions_checked_again(bank: Bank) -> None:
    bank.search.refresh_problems()
    assert search(bank, "problem:category") == []
    bank.packs.load(pack(12, version="2026.12", categories=(replace(pack(1).info.categories[0]),)), "digest 2")
    bank.search.refresh_problems()
    assert len(search(bank, "problem:category")) == 6


# Searches kept


def test_searches_are_kept_replaced_and_removed_by_name(bank: Bank) -> None:
    assert bank.search.save("  Bad  ones ", "problem:error") == SavedSearch("Bad ones", "problem:error")
    bank.search.save("bad ones", "problem:*")
    bank.search.save("A tag", "tag:x")
    assert bank.search.saved() == (SavedSearch("A tag", "tag:x"), SavedSearch("bad ones", "problem:*"))
    bank.search.remove("BAD ONES")
    bank.search.remove("unknown")
    assert [kept.name for kept in bank.search.saved()] == ["A tag"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_search_is_not_kept_under_a_name_that_is_none(bank: Bank, name: str) -> None:
    with pytest.raises(QuizError, match="Nothing was saved"):
        bank.search.save(name, "run")
    assert bank.search.saved() == ()
