"""Every close rule has a question that breaks it alone, and one beside it that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from quizapp.game.checking import check
from quizapp.game.checking_closely import check_closely
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind, Name, PackInfo
from tests.game.builders import a_draft, an_info
from tests.game.test_checking import drafts

SINGLE, MULTIPLE, TRUE_FALSE, SHORT, GAP_KIND, MATCHING, ORDERING = Kind
NAMES = (
    Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum", "Agent Ki")),
    Name("Oh Mi-joo", "오미주", ("Oh Mi-jo",)),
    Name("Choi Tae-ri", "최태리"),
)
INFO = an_info(names=NAMES)
FIRST = {"Ki Seon-gyeom": 0, "Oh Mi-joo": 1, "Choi Tae-ri": 2}
LATE = "this may be shown from episode 1 on, but other questions name “Choi Tae-ri” only from 2"
WRONG = (Distractor("a"), Distractor("b"), Distractor("c"))


def wrong(*texts: str) -> tuple[Distractor, ...]:
    return (*map(Distractor, texts), *WRONG)


# kind, what is changed, field, the sentence
BROKEN: list[tuple[Kind, dict[str, Any], str, str]] = [
    (SINGLE, {"prompt": "Who is Choi Tae-ri?"}, "prompt", LATE),
    (SINGLE, {"prompt": "Who is Tae-ri?"}, "prompt", LATE),
    (SINGLE, {"hint": "Tae-ri knows."}, "hint", LATE),
    (SINGLE, {"explanation": "최태리는 안다."}, "explanation", LATE),
    (SINGLE, {"line": "Choi Tae-ri"}, "line", LATE),
    (SINGLE, {"answers": ("Choi Tae-ri",)}, "answers", LATE),
    (SINGLE, {"distractors": wrong("Choi Tae-ri")}, "distractors", LATE),
    (SINGLE, {"distractors": (Distractor("d", 1, "Not Tae-ri."), *WRONG)}, "distractors", LATE),
    (MATCHING, {"extra": ("Choi Tae-ri",)}, "extra", LATE),
    (ORDERING, {"sequence": ("ready", "set", "Tae-ri")}, "sequence", LATE),
    (SINGLE, {"episode": 0, "prompt": "Is it Oh Mi-joo?", "answers": ("she",)}, "prompt",
     "this may be shown from episode 0 on, but other questions name “Oh Mi-joo” only from 1"),
    (SINGLE, {"prompt": "Where does Sun-kyum run?"}, "prompt",
     "the name “Sun-kyum” is spelt “Seon-gyeom” in this pack"),
    (SINGLE, {"distractors": wrong("Ki Sun-kyum")}, "distractors",
     "the name “Ki Sun-kyum” is spelt “Ki Seon-gyeom” in this pack"),
    (SINGLE, {"explanation": "Ki Seongyeom said so."}, "explanation",
     "the name “Ki Seongyeom” is spelt “Ki Seon-gyeom” in this pack"),
    (SHORT, {"answers": ("Oh Mi-jo",)}, "answers", "the name “Oh Mi-jo” is spelt “Oh Mi-joo” in this pack"),
    (SINGLE, {"distractors": wrong("Mi-joo")}, "distractors", "“Oh Mi-joo” and “Mi-joo” say the same"),
    (SINGLE, {"distractors": wrong("오미주")}, "distractors", "“Oh Mi-joo” and “오미주” say the same"),
    (SINGLE, {"distractors": wrong("Agent Ki runs", "Ki Seon-gyeom runs")}, "distractors",
     "“Agent Ki runs” and “Ki Seon-gyeom runs” say the same"),
    (MULTIPLE, {"answers": ("Agent Ki", "Seon-gyeom")}, "distractors", "“Agent Ki” and “Seon-gyeom” say the same"),
    (GAP_KIND, {"answers": ("Mi-joo",), "distractors": wrong("Oh Mi-joo")}, "distractors",
     "“Mi-joo” and “Oh Mi-joo” say the same"),
    (MATCHING, {"pairs": (("Ki Seon-gyeom", "runs"), ("Agent Ki", "translates"))}, "pairs",
     "“Ki Seon-gyeom” and “Agent Ki” say the same"),
    (MATCHING, {"pairs": (("a", "Mi-joo"), ("b", "x")), "extra": ("Oh Mi-joo",)}, "pairs",
     "“Mi-joo” and “Oh Mi-joo” say the same"),
    (ORDERING, {"sequence": ("Mi-joo", "Oh Mi-joo", "go")}, "sequence", "“Mi-joo” and “Oh Mi-joo” say the same"),
    (SINGLE, {"prompt": "Who is Mi-joo’s friend?"}, "prompt",
     "the right answer “Oh Mi-joo” stands in the prompt as “Mi-joo”"),
    (SHORT, {"answers": ("Ki Seon-gyeom", "he"), "prompt": "Whose name is 기선겸?"}, "prompt",
     "the right answer “Ki Seon-gyeom” stands in the prompt as “기선겸”"),
]  # fmt: skip

GOOD: list[tuple[Kind, dict[str, Any]]] = [
    *((kind, {}) for kind in Kind),
    (SINGLE, {"episode": 2, "prompt": "Who is Choi Tae-ri?"}),
    (SINGLE, {"episode": None, "prompt": "Who is Choi Tae-ri?"}),
    (SINGLE, {"distractors": (Distractor("Choi Tae-ri", 2, "Tae-ri runs."), *WRONG)}),
    (SINGLE, {"prompt": "Who is Ki Eun-bi?"}),
    (SINGLE, {"prompt": "Who is Agent Ki?", "explanation": "기선겸, of course: Seon-gyeom."}),
    (SHORT, {"answers": ("Oh Mi-joo", "Oh Mi-jo")}),
    (GAP_KIND, {"answers": ("Oh Mi-joo", "Mi-joo", "Oh Mi-jo")}),
    (SINGLE, {"distractors": wrong("Ki Seon-gyeom", "Ki Seon-gyeom’s coach")}),
    (MATCHING, {"pairs": (("Oh Mi-joo", "Mi-joo’s film"), ("a", "Oh Mi-joo"))}),
    (SINGLE, {"prompt": "Who is Seon-gyeom’s friend?"}),
    (SINGLE, {"answers": ("Mi-joo’s film",), "prompt": "What does Oh Mi-joo see?"}),
    (MULTIPLE, {"answers": ("Oh Mi-joo", "Ki Seon-gyeom"), "prompt": "Who is Mi-joo?"}),
]  # fmt: skip


def told(draft: Draft, info: PackInfo = INFO) -> list[tuple[str, str]]:
    return [(each.field, str(each.message)) for each in check_closely(draft, info, FIRST)]


@pytest.mark.parametrize(("kind", "changes", "field", "sentence"), BROKEN)
def test_a_close_warning_is_told_alone(kind: Kind, changes: dict[str, Any], field: str, sentence: str) -> None:
    draft = a_draft(kind, **changes)
    problems = check_closely(draft, INFO, FIRST)
    assert [(each.severity, each.field, str(each.message)) for each in problems] == [
        (Severity.WARNING, field, sentence)
    ]
    assert problems[0].uid == draft.uid


@pytest.mark.parametrize(("kind", "changes"), GOOD)
def test_a_good_question_stands_a_close_look(kind: Kind, changes: dict[str, Any]) -> None:
    assert told(a_draft(kind, **changes)) == []


@pytest.mark.parametrize(
    "changes",
    [{"distractors": wrong("oh mijoo")}, {"prompt": "Who is Oh Mi-joo?"}, {"answers": (), "distractors": wrong("A")}],
)
def test_what_is_told_already_is_not_told_again(changes: dict[str, Any]) -> None:
    draft = a_draft(SINGLE, **changes)
    assert check(draft, INFO)
    assert [sentence for _, sentence in told(draft) if "spelt" not in sentence] == []


def test_a_name_that_stands_twice_in_a_text_is_told_once() -> None:
    assert told(a_draft(hint="Tae-ri, Tae-ri!")) == [("hint", LATE)]


def test_a_pack_without_episodes_spoils_nothing() -> None:
    draft = a_draft(prompt="Who is Choi Tae-ri?", episode=None)
    assert told(draft, replace(INFO, episodes=None)) == []


def test_a_pack_without_names_has_no_names_to_look_at() -> None:
    assert told(a_draft(prompt="Who is Tae-ri, Sun-kyum?"), an_info()) == []


@given(drafts)
def test_any_draft_can_be_looked_at_closely(draft: Draft) -> None:
    assert all(str(problem.message) for problem in check_closely(draft, INFO, FIRST))
