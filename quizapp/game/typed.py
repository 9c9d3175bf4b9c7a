"""How near a typed answer is to the right one: the same, another spelling of it, a slip of the hand, or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from quizapp.game.hangul import hangul_runs, has_hangul
from quizapp.game.judgement import Likeness, TypedJudgement
from quizapp.game.letters import ARTICLES, BEFORE_NAMES, Letters, letters_of, numbers
from quizapp.game.name_forms import FormKind
from quizapp.game.names import NameBook
from quizapp.game.question import Name
from quizapp.game.romanisation import readings, sound_of

if TYPE_CHECKING:
    # Brings rapidfuzz, which takes 15 ms to load: at the first answer that is not simply right.
    from quizapp.game.slips import Target

LONGEST_TYPED = 500
"""Characters; a longer text is no answer."""
_MOST_FORMS_SHOWN = 4
_MOST_WORDS_TOLD = 16

WRONG = TypedJudgement(Likeness.WRONG)


def judge_typed(text: str, answers: Sequence[str], names: NameBook) -> TypedJudgement:
    """Compares a typed text with every accepted form of an answer. The first form is the one shown.

    Unicode form, case, accents, punctuation, spaces, hyphens and articles never matter; numbers always do. Whoever the
    text means in the book of names is that person, so a name is never a slip of another one. Never raises.
    """
    typed = text.strip()
    if not typed or len(typed) > LONGEST_TYPED:
        return WRONG
    forms = [form for answer in answers for form in _twins(answer)]
    if (answer := _same(typed, forms, names)) is not None:
        return TypedJudgement(Likeness.EXACT, _shown(answer, answers, names))
    meant = names.could_mean(typed)
    if (answer := _same_name(meant, forms, names)) is not None:
        return TypedJudgement(Likeness.SPELLING, _shown(answer, answers, names))
    if meant:
        return WRONG
    answer = _same_sound(typed, forms)
    if answer is None:
        answer = _same_with_names(typed, forms, names)
    if answer is not None:
        return TypedJudgement(Likeness.SPELLING, _shown(answer, answers, names))
    return _slip(typed, forms, answers, names)


def get_ready(names: NameBook) -> None:
    """Does beforehand, while somebody types, what the first judgement would wait for: some 30 ms. May be left out."""
    from quizapp.game import slips

    slips.nearest_others("", names, ())


def accepted_forms(answers: Sequence[str], names: NameBook) -> tuple[str, ...]:
    """What else is right, to be shown: given name, Hangul and further answers; at most four, without the first."""
    if not answers:
        return ()
    person = _person(answers[0], names)
    others = [*(_other_forms(person, names) if person else ()), *answers[1:]]
    shown = {letters_of(answers[0]).text}
    kept: list[str] = []
    for form in others:
        letters = letters_of(form).text
        if letters not in shown:
            shown.add(letters)
            kept.append(form)
    return tuple(kept[:_MOST_FORMS_SHOWN])


def _other_forms(person: Name, names: NameBook) -> Iterator[str]:
    forms = names.forms_of(person)
    givens = [form.text for form in forms if form.kind is FormKind.GIVEN]
    yield from (text for text in givens[:1] if not has_hangul(text))
    if person.hangul:
        yield person.hangul
    yield from [text for text in givens if has_hangul(text)][:1]


def _twins(answer: str) -> Iterator[tuple[str, str]]:
    """What may be typed for an answer, each with the answer: itself; of “Run On 런 온” also either half."""
    yield answer, answer
    if not has_hangul(answer):
        return
    runs = hangul_runs(answer)
    rest = answer
    for start, end in reversed(runs):
        rest = rest[:start] + rest[end:]
    hangul = "".join(answer[start:end] for start, end in runs)
    one, two = sound_of(rest.strip(" ()[]")), sound_of(hangul)
    if one and two and one.may_be(two):
        yield rest.strip(" ()[]"), answer
        yield hangul, answer


def _same(typed: str, forms: Sequence[tuple[str, str]], names: NameBook) -> str | None:
    """The answer that has the same letters and numbers."""
    return next((answer for form, answer in forms if _equal(typed, form, names)), None)


def _equal(one: str, two: str, names: NameBook) -> bool:
    if one == two:
        return True
    first, second = letters_of(one), letters_of(two)
    articles = _articles(two, names)
    same = first.text == second.text or first.without_articles(articles).text == second.without_articles(articles).text
    return same and bool(first.text) and numbers(one) == numbers(two)


def _articles(answer: str, names: NameBook) -> frozenset[str]:
    """The articles that do not matter in this answer."""
    return BEFORE_NAMES if names.called(answer) else ARTICLES


def _person(answer: str, names: NameBook) -> Name | None:
    people = names.called(answer)
    return people[0] if people else None


def _same_name(meant: Sequence[Name], forms: Sequence[tuple[str, str]], names: NameBook) -> str | None:
    if not meant:
        return None
    return next((answer for form, answer in forms if set(meant).intersection(names.called(form))), None)


def _same_sound(typed: str, forms: Sequence[tuple[str, str]]) -> str | None:
    """The answer in Hangul that is written so in Latin letters. English words are never read as Korean."""
    sounds = [sound for sound in readings(typed) if sound.syllable_count > 1]
    own = ((sound_of(form), answer) for form, answer in forms if has_hangul(form))
    return next((answer for each, answer in own if each and any(map(each.may_be, sounds))), None)


def _same_with_names(typed: str, forms: Sequence[tuple[str, str]], names: NameBook) -> str | None:
    """The answer that says the same of the same people, such as “Ki Seon-gyeom's father” for “Seongyeom's father”."""
    told = [(_with_names_told(form, names), form, answer) for form, answer in forms]
    if not any(of_somebody for of_somebody, _, _ in told):
        return None
    own = _with_names_told(typed, names)
    same = (answer for each, form, answer in told if own and each == own and numbers(form) == numbers(typed))
    return next(same, None)


def _with_names_told(text: str, names: NameBook) -> tuple[str, ...]:
    """The words of a text with each name in its first spelling; empty where nobody is named, or little else."""
    words = [word for word in text.split() if letters_of(word).text not in BEFORE_NAMES]
    told: list[str] = []
    named = False
    while words and len(words) + len(told) <= _MOST_WORDS_TOLD:
        length, person = next(_leading_names(words, names), (1, None))
        if letters_of(words[0]).text in ARTICLES and not next(_leading_names(words[1:], names), None):
            del words[0]
            continue
        named = named or person is not None
        told.append(letters_of(person.canonical).text if person else letters_of(words[0]).text)
        if person and _is_possessive(words[length - 1]):
            told.append("s")
        del words[:length]
    return tuple(told) if named and len(told) > 1 and not words else ()


def _leading_names(words: Sequence[str], names: NameBook) -> Iterator[tuple[int, Name]]:
    for length in range(min(3, len(words)), 0, -1):
        text = " ".join(words[:length])
        person = names.meant_by(text[:-2] if _is_possessive(text) else text)
        if person is not None:
            yield length, person


def _is_possessive(text: str) -> bool:
    return text.endswith(("'s", "’s"))


def _shown(answer: str, answers: Sequence[str], names: NameBook) -> str:
    """The first answer where this one is a spelling of the same; else this one."""
    first, own = names.called(answers[0]), names.called(answer)
    if set(first).intersection(own):
        return answers[0]
    one, two = sound_of(answers[0]), sound_of(answer)
    either_is_korean = has_hangul(answers[0]) or has_hangul(answer)
    sounds_alike = either_is_korean and one is not None and two is not None and one.may_be(two)
    return answers[0] if sounds_alike or _equal(answer, answers[0], names) else answer


def _slip(typed: str, forms: Sequence[tuple[str, str]], answers: Sequence[str], names: NameBook) -> TypedJudgement:
    from quizapp.game.slips import differing_places, find_slip, nearest_others

    meant = [each for form, answer in forms for each in _may_be_meant(form, answer, typed, names)]
    slip = find_slip(sorted(meant, key=lambda each: -len(each[0].text)))  # with its articles before without
    if slip is None:
        return WRONG
    people = {person for form, _ in forms for person in names.called(form)}
    texts = _with_and_without(ARTICLES, typed)
    if any(nearest_others(letters.text, names, people) <= slip.distance for letters in texts):
        return WRONG
    accepted = _in_the_script_of(typed, _shown(slip.target.answer, answers, names), slip.target)
    is_name = bool(people) or has_hangul(accepted)
    rights = letters_of(accepted).parts() if is_name else _with_and_without(ARTICLES, accepted)
    return TypedJudgement(Likeness.SLIP, accepted, *differing_places(slip.typed, rights, widen=is_name))


def _may_be_meant(form: str, answer: str, typed: str, names: NameBook) -> Iterator[tuple[Letters, Target]]:
    """The typed text with what it may have been meant to be: the answer, or any form of the person it names."""
    from quizapp.game.slips import Target

    targets: list[Target] = []
    if numbers(typed) == numbers(form):
        is_name = bool(names.called(form))
        targets += (Target(letters, form, answer, is_name) for letters in _with_and_without(ARTICLES, form))
    for person in names.called(form):
        named = (each for each in names.forms_of(person) if numbers(typed) == numbers(each.text))
        targets += (Target(each.letters, each.text, answer, is_name=True) for each in named)
    yield from product(_with_and_without(_articles(form, names), typed), targets)


def _with_and_without(articles: frozenset[str], text: str) -> tuple[Letters, ...]:
    letters = letters_of(text)
    return tuple(dict.fromkeys((letters, letters.without_articles(articles))))


def _in_the_script_of(typed: str, shown: str, target: Target) -> str:
    """Hangul is held against Hangul, and Latin letters against Latin letters."""
    return shown if has_hangul(typed) == has_hangul(shown) else target.text
