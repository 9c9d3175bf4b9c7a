"""Questions: who can be asked what, and how one is changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.game.draft import Draft, Severity
from quizapp.game.drawing import Candidate
from quizapp.game.question import CHOICE_KINDS, Distractor, Kind, Media, Question, Source
from quizapp.game.records import PoolCounts
from quizapp.game.rules import SPRINT_1, SPRINT_2, RoundSettings
from quizapp.game.stored import StaleRevisionError, State

from .builders import INFO, SETTINGS, Clock, Game, open_bank, pack, question, round_of, sql, uids

EPISODES = (0, 1, 8, 9, 16, None)


def _bank(folder: Path, clock: Clock, *questions: Question, **info: object) -> Bank:
    bank = open_bank(folder, clock)
    bank.packs.load(pack(questions, **info), "digest 1")
    return bank


def _asked(bank: Bank, settings: RoundSettings = SETTINGS) -> set[str]:
    return {candidate.uid for candidate in bank.questions.candidates(settings, SPRINT_1, None)}


# Spoilers


@pytest.mark.parametrize("limit", range(17))
def test_nobody_is_asked_beyond_the_spoiler_limit(tmp_path: Path, clock: Clock, limit: int) -> None:
    asked = [question(number, episode=episode) for number, episode in enumerate(EPISODES, 1)]
    bank = _bank(tmp_path, clock, *asked)
    safe = {one.uid for one in asked if INFO.guard_episode(one.episode) <= limit}
    assert _asked(bank, replace(SETTINGS, spoiler_limit=limit)) == safe
    assert bank.questions.counts("run-on", CHOICE_KINDS, limit, None).in_play == len(safe)


def test_an_unknown_episode_counts_as_the_last(tmp_path: Path, clock: Clock) -> None:
    bank = _bank(tmp_path, clock, question(1, episode=None))
    assert _asked(bank, replace(SETTINGS, spoiler_limit=15)) == set()
    assert _asked(bank, replace(SETTINGS, spoiler_limit=16)) == {question(1).uid}


def test_a_pack_without_episodes_has_no_guard(tmp_path: Path, clock: Clock) -> None:
    bank = _bank(tmp_path, clock, question(1, episode=None), question(2, episode=5), episodes=None)
    assert _asked(bank, replace(SETTINGS, spoiler_limit=0)) == {question(1).uid, question(2).uid}
    assert bank.questions.counts("run-on", CHOICE_KINDS, 0, None).in_play == 2


# What else decides


def test_only_live_questions_of_the_chosen_kind_category_and_difficulty_are_asked(tmp_path: Path, clock: Clock) -> None:
    bank = _bank(
        tmp_path,
        clock,
        question(1, difficulty=1),
        question(2, difficulty=1),
        question(3, difficulty=3),
        question(5, difficulty=1, kind=Kind.SHORT_ANSWER),
    )
    bank.questions.put("run-on", Draft.of(question(7, difficulty=1)), State.DRAFT, seen_revision=0, who="author")
    bank.questions.put("run-on", Draft.of(question(9, difficulty=1)), State.RETIRED, seen_revision=0, who="author")
    assert _asked(bank) == {question(number).uid for number in (1, 2, 3)}
    assert _asked(bank, replace(SETTINGS, categories=("cast",))) == {question(1).uid, question(3).uid}
    assert _asked(bank, replace(SETTINGS, categories=("cast",), difficulty=1)) == {question(1).uid}
    assert _asked(bank, replace(SETTINGS, categories=())) == set()
    assert _asked(bank, replace(SETTINGS, pack_id="nothing")) == set()


def test_counts_say_what_can_be_drawn(tmp_path: Path, clock: Clock) -> None:
    bank = _bank(
        tmp_path,
        clock,
        question(1, episode=3, difficulty=1),
        question(3, episode=12),
        question(5, episode=None),
        question(2, episode=12),
        question(4, episode=3, kind=Kind.ORDERING),
    )
    counts = bank.questions.counts("run-on", CHOICE_KINDS, 12, None)
    assert counts == PoolCounts(in_pack=4, in_play=3, by_category=(("cast", 2), ("plot", 1)))
    assert bank.questions.counts("run-on", CHOICE_KINDS, 3, None).by_category == (("cast", 1), ("plot", 0))
    assert bank.questions.counts("run-on", CHOICE_KINDS, 16, 1) == PoolCounts(1, 1, (("cast", 1),))
    assert bank.questions.counts("run-on", list(Kind), 16, None).in_pack == 5
    assert bank.questions.counts("run-on", [], 16, None) == PoolCounts(0, 0, ())
    assert bank.questions.counts("nothing", CHOICE_KINDS, 16, None) == PoolCounts(0, 0, ())


def test_every_kind_that_a_rule_set_asks_is_a_candidate_once(tmp_path: Path, clock: Clock) -> None:
    asked = [
        question(number, kind=kind, difficulty=1 + number % 3)
        for number, kind in enumerate([*Kind, *Kind, Kind.ORDERING], 1)
    ]
    bank = _bank(tmp_path, clock, *asked)
    found = bank.questions.candidates(SETTINGS, SPRINT_2, None)
    assert sorted(found) == sorted(Candidate(one.uid, one.category, one.difficulty, 0) for one in asked)
    assert all(isinstance(candidate, Candidate) for candidate in found)


def test_a_uid_may_be_any_text(tmp_path: Path, clock: Clock) -> None:
    uids_used = ['run-on/"quoted"', "run-on/back\\slash", "run-on/런온 🏃", "run-on/tab\t[,]"]
    bank = _bank(tmp_path, clock, *(question(number, uid=uid) for number, uid in enumerate(uids_used, 1)))
    assert _asked(bank) == set(uids_used)


def test_counts_agree_with_candidates(bank: Bank) -> None:
    assert bank.questions.counts("run-on", SPRINT_1.kinds, 16, None).in_play == len(_asked(bank)) == 12


# What a player has met


def test_a_candidate_tells_when_this_player_last_answered_it(bank: Bank, game: Game, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16)
    state = round_of(bank, uids(11))
    first = game.begin(player_id, state)
    state = game.answer(first, state)
    state = state.skip(500)  # a skipped question was not answered
    game.record(first, state)
    again = game.begin(player_id, round_of(bank, uids(11)))
    met_again_ms = game.clock.forward(60_000)
    game.answer(again, round_of(bank, uids(11)))

    found = bank.questions.candidates(SETTINGS, SPRINT_1, player_id)

    assert Candidate("run-on/q-0001", "cast", 2, met_again_ms) in found
    assert Candidate("run-on/q-0002", "plot", 2, 0) in found
    assert not any(one.met_at_ms for one in bank.questions.candidates(SETTINGS, SPRINT_1, other.id))
    assert not any(one.met_at_ms for one in bank.questions.candidates(SETTINGS, SPRINT_1, None))


# Reading


EVERYTHING = Question(
    uid="run-on/all",
    kind=Kind.MATCHING,
    category="cast",
    prompt="<b>Not markup</b> & 'quotes' 런온 \n🏃",
    episode=0,
    difficulty=3,
    line="A line",
    answers=("a", "b"),
    distractors=(Distractor("c", 0, "feedback"), Distractor("d")),
    answer=False,
    pairs=(("left", "right"), ("", "")),
    extra=("x",),
    sequence=("1", "2"),
    keep_order=True,
    hint="h",
    explanation="e",
    sources=(Source("t", "https://example.org", 0, "12:30"),),
    tags=("one", "two"),
    media=Media("media/x.png", "alt"),
)


def test_a_question_is_read_as_it_was_written(bank: Bank) -> None:
    bank.questions.put("run-on", Draft.of(EVERYTHING), State.LIVE, seen_revision=0, who="author")
    assert bank.questions.get([EVERYTHING.uid]) == {EVERYTHING.uid: (EVERYTHING, 1)}


def test_unknown_uids_are_left_out_and_many_are_found(bank: Bank) -> None:
    assert bank.questions.get([]) == {}
    wanted = [*uids(3), "run-on/none", *(str(number) for number in range(40_000))]
    assert set(bank.questions.get(wanted)) == set(uids(3))
    assert bank.questions.stored("run-on/none") is None


@pytest.mark.parametrize(
    ("damage", "field"),
    [
        ("kind = 'telepathy'", "kind"),
        ("state = 'asleep'", "state"),
        ("options = '{'", "options"),
        ("options = '[]'", "options"),
        ('options = \'{"answers": "Solar"}\'', "options"),
        ("options = '{\"keep_order\": 1}'", "options"),
        ("options = x'00FF'", "options"),
        ("sources = '[{\"name\": 1}]'", "sources"),
        ("tags = '[1]'", "tags"),
    ],
)
def test_what_is_not_understood_is_a_problem_and_never_a_crash(bank: Bank, damage: str, field: str) -> None:
    sql(bank.path, f"UPDATE question SET {damage} WHERE uid = ?", uids(1)[0])

    (problem,) = bank.questions.problems("run-on")

    assert (problem.severity, problem.field, problem.uid) == (Severity.ERROR, field, uids(1)[0])
    assert "kept but not asked" in str(problem.message)
    assert len(_asked(bank)) >= 11
    readable = bank.questions.get(uids(12))
    assert len(readable) == (12 if field == "state" else 11)


def test_a_good_bank_has_no_problems(bank: Bank) -> None:
    unfinished = Draft(uid="run-on/draft", prompt="Who")
    bank.questions.put("run-on", unfinished, State.DRAFT, seen_revision=0, who="author")
    assert bank.questions.problems("run-on") == ()
    stored = bank.questions.stored("run-on/draft")
    assert stored
    assert (stored.question, stored.state, stored.pack_id, stored.revision) == (unfinished, State.DRAFT, "run-on", 1)


# Changing


def test_every_change_is_a_revision_with_before_and_after(bank: Bank, clock: Clock) -> None:
    uid = uids(1)[0]
    changed = Draft.of(question(1, prompt="Better?"))
    clock.forward(5_000)
    assert bank.questions.put("run-on", changed, State.LIVE, seen_revision=1, who="me", action="bulk edit") == 2
    assert bank.questions.put("run-on", changed, State.RETIRED, seen_revision=2, who="me") == 3

    third, second, first = bank.revisions.history(uid)

    assert (second.revision, second.action, second.who, second.at_ms) == (2, "bulk edit", "me", clock())
    assert second.before == first.after
    assert second.before
    assert second.before.question == Draft.of(question(1))
    assert third.after
    assert (third.after.state, third.after.question) == (State.RETIRED, changed)


def test_a_new_question_must_be_new(bank: Bank) -> None:
    with pytest.raises(StaleRevisionError, match="changed in another window"):
        bank.questions.put("run-on", Draft.of(question(1)), State.LIVE, seen_revision=0, who="me")


def test_a_question_that_is_not_understood_can_be_written_anew(bank: Bank) -> None:
    sql(bank.path, "UPDATE question SET options = '{' WHERE uid = ?", uids(1)[0])
    with pytest.raises(StaleRevisionError) as refused:
        bank.questions.put("run-on", Draft.of(question(1)), State.LIVE, seen_revision=0, who="me")
    assert refused.value.stored is None
    bank.questions.put("run-on", Draft.of(question(1)), State.LIVE, seen_revision=1, who="me")
    assert bank.questions.problems("run-on") == ()


def test_a_uid_is_never_used_again_even_if_its_row_were_gone(bank: Bank) -> None:
    sql(bank.path, "DELETE FROM question WHERE uid = ?", uids(1)[0])
    with pytest.raises(Exception, match="UNIQUE"):
        bank.questions.put("run-on", Draft.of(question(1)), State.LIVE, seen_revision=0, who="me")
