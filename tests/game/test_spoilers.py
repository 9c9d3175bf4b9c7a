"""The first mention of each name, by the episode from which the text that mentions it may be shown."""

from __future__ import annotations

from quizapp.game.question import Distractor, Kind, Media, Name, PackInfo
from quizapp.game.spoilers import Appearances, dated_texts
from tests.game.builders import a_draft, a_question, an_info

NAMES = (Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum",)), Name("Oh Mi-joo"), Name("Seo Dan-ah"), Name("Yook Ji-woo"))


def named_info(**changes: object) -> PackInfo:
    return an_info(**{"names": NAMES, **changes})


def plain(uid: str, episode: int | None, prompt: str = "Who runs?", **changes: object):
    given = {"answers": ("she",), "distractors": (), "hint": "", "explanation": "", **changes}
    return a_question(uid=uid, episode=episode, prompt=prompt, **given)


def test_a_name_appears_with_the_earliest_question_that_mentions_it() -> None:
    questions = [
        plain("late", 9, "Why does Seon-gyeom run?"),
        plain("early", 3, answers=("Ki Sun-kyum",)),
        plain("never", 1),
        plain("unknown", None, "Where is Oh Mi-joo?"),
    ]
    assert Appearances(questions, named_info()).first_episodes() == {"Ki Seon-gyeom": 3, "Oh Mi-joo": 16}


def test_a_distractor_appears_with_its_own_episode() -> None:
    wrong = (
        Distractor("Oh Mi-joo", 7, "Seo Dan-ah said so."),
        Distractor("Ki Seon-gyeom"),
        Distractor("Yook Ji-woo", 1),
    )
    question = plain("one", 2, distractors=wrong)
    assert Appearances([question], named_info()).first_episodes() == {
        "Oh Mi-joo": 7, "Seo Dan-ah": 7, "Ki Seon-gyeom": 2, "Yook Ji-woo": 2
    }  # fmt: skip


def test_a_question_does_not_vouch_for_itself() -> None:
    appearances = Appearances(
        [plain("b", 5, "Oh Mi-joo?"), plain("a", 2, "Oh Mi-joo?"), plain("c", 4, "Oh Mi-joo? Seo Dan-ah?")],
        named_info(),
    )
    assert appearances.first_episodes() == {"Oh Mi-joo": 2, "Seo Dan-ah": 4}
    assert appearances.first_episodes(without="a") == {"Oh Mi-joo": 4, "Seo Dan-ah": 4}
    assert appearances.first_episodes(without="c") == {"Oh Mi-joo": 2}


def test_without_episodes_or_names_nothing_appears() -> None:
    questions = [plain("a", None, "Oh Mi-joo?")]
    assert Appearances(questions, named_info(episodes=None)).first_episodes() == {}
    assert Appearances(questions, an_info()).first_episodes() == {}
    assert Appearances([], named_info()).first_episodes() == {}


def test_every_text_that_may_name_somebody_is_dated() -> None:
    draft = a_draft(
        Kind.MATCHING,
        episode=4,
        prompt="p",
        line="l",
        hint="h",
        explanation="e",
        answers=("a",),
        distractors=(Distractor("d", 6, "f"),),
        pairs=(("left", "right"),),
        extra=("x",),
        sequence=("s",),
        media=Media("media/a.png", "alt"),
    )
    texts = {text: (field, episode) for field, text, episode in dated_texts(draft, an_info())}
    assert texts == {
        "p": ("prompt", 4), "l": ("line", 4), "h": ("hint", 4), "e": ("explanation", 4), "a": ("answers", 4),
        "d": ("distractors", 6), "f": ("distractors", 6), "left": ("pairs", 4), "right": ("pairs", 4),
        "x": ("extra", 4), "s": ("sequence", 4), "alt": ("media", 4),
    }  # fmt: skip
