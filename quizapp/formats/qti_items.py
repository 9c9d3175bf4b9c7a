"""What an item of QTI 2 becomes: one interaction, its declared response, and the texts around it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote

from quizapp.formats.archive import Archive
from quizapp.formats.choices import OPTIONS_MAX, RefusedError, choice_of
from quizapp.formats.html_text import Image, Plain, plain
from quizapp.formats.reading import Picture
from quizapp.formats.xml_drafts import (
    Notes,
    as_matching,
    as_missing_word,
    as_ordering,
    check_lengths,
    lose_feedback,
    shown,
)
from quizapp.formats.xml_reading import Element
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import GAP, Kind, Media

_INTERACTION = "Interaction"
_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_FEEDBACK = ("feedbackInline", "feedbackBlock", "modalFeedback")
_NOT_SHOWN = (*_FEEDBACK, "rubricBlock", "templateBlock", "templateInline", "stylesheet")


class ItemTexts(Notes):
    """Reads texts of one item, and notes what plain text cannot show."""

    def __init__(self, notes: list[Problem], archive: Archive | None, folder: str) -> None:
        super().__init__(notes)
        self.picture: Picture | None = None
        self.media: Media | None = None
        self._archive = archive
        self._folder = folder

    def text(self, element: Element, field: str) -> str:
        """The text in an element, without interactions and feedback. Pictures in it are left out."""
        read = self._plain(element, field)
        self.lose_files(field, [image.src for image in read.images])
        return read.text

    def prompt(self, body: Element, interaction: Element) -> str:
        """What is asked: the body with a gap for an interaction within a line, then what the interaction asks."""
        read = self._plain(body, "prompt")
        self.lose_files("media", [image.src for image in read.images if not self._take(image)])
        asked = interaction.child("prompt")
        return "\n".join(filter(None, (read.text, self.text(asked, "prompt") if asked else "")))

    def _plain(self, element: Element, field: str) -> Plain:
        read = plain("".join(_markup(element)))
        self.lose_markup(read, field)
        return read

    def _take(self, image: Image) -> bool:
        """Makes a picture of the package that of the question, if it has none yet."""
        archive, path = self._archive, posixpath.normpath(posixpath.join(self._folder, unquote(image.src)))
        if self.media is not None or archive is None or path not in archive:
            return False
        name = posixpath.basename(path)
        if not image.alt:
            self.note("media", "the picture “{name}” has no description, so its name stands there", name=shown(name))
        self.media = Media(name, image.alt or name)
        self.picture = Picture(name, archive.loader(path))
        return True


def _markup(element: Element) -> Iterator[str]:
    """The content of an element as HTML. `object` is QTI's way to show a picture."""
    for each in element.content:
        if isinstance(each, str):
            yield escape(each)
        elif each.tag in _INLINE:
            yield GAP
        elif each.tag == "object" and each.attributes.get("type", "").startswith("image/"):
            yield f'<img src="{escape(each.attributes.get("data", ""))}" alt="{escape(each.text.strip())}">'
        elif not each.tag.endswith(_INTERACTION) and each.tag not in _NOT_SHOWN:
            given = "".join(f' {name}="{escape(text)}"' for name, text in each.attributes.items())
            yield f"<{each.tag}{given}>"
            yield from _markup(each)
            yield f"</{each.tag}>"


@dataclass(frozen=True, slots=True)
class _Response:
    """What is right: values in their order, and points by value where they are given."""

    values: tuple[str, ...]
    points: dict[str, float]
    is_multiple: bool

    def keys(self, notes: Notes) -> tuple[str, ...]:
        """The right values; where only points tell, those that give some, or the most where one is to be chosen."""
        if self.values:
            return self.values
        best = max(self.points.values(), default=0)
        giving = {value: points for value, points in self.points.items() if points > 0}
        if any(points != best for points in giving.values()):
            notes.lose("answers", "right answers gave different points; that was left out")
        return tuple(value for value, points in giving.items() if self.is_multiple or points == best)


def draft_of(item: Element, texts: ItemTexts) -> Draft:
    """The draft of an `assessmentItem`. Raises `RefusedError` for what is no question that can be asked here."""
    body = item.child("itemBody")
    interactions = [each for each in body.walk() if each.tag.endswith(_INTERACTION)] if body else []
    if body is None or not interactions:
        raise RefusedError("kind", "this item asks nothing, so it was left out")
    if len(interactions) > 1:
        template = "this item has {count} interactions, not one, so it was left out"
        raise RefusedError("kind", template, count=len(interactions))
    if item.child("templateDeclaration"):
        raise RefusedError("kind", "this item draws parts of its text by chance, so it was left out")
    interaction = interactions[0]
    if interaction.tag not in _READERS:
        template = "an interaction of type “{type}” cannot be asked here, so the item was left out"
        raise RefusedError("kind", template, type=interaction.tag[:40])
    response = _response(item, interaction.attributes.get("responseIdentifier", "RESPONSE"))
    texts.note_entities(item.entities)
    prompt = texts.prompt(body, interaction)
    draft = Draft(prompt=prompt, explanation=_explanation(item, texts), media=texts.media)
    draft = _READERS[interaction.tag](interaction, response, draft, texts)
    check_lengths(draft)
    return draft


def _response(item: Element, identifier: str) -> _Response:
    declared = (
        each for each in item.children("responseDeclaration") if each.attributes.get("identifier") == identifier
    )
    declaration = next(declared, None)
    if declaration is None:
        raise RefusedError("answers", "the item does not say what is right, so it was left out")
    correct = declaration.child("correctResponse")
    mapping = declaration.child("mapping")
    return _Response(
        tuple(" ".join(each.text.split()) for each in correct.children("value")) if correct else (),
        {
            entry.attributes.get("mapKey", "").strip(): _number(entry.attributes.get("mappedValue", "0"))
            for entry in (mapping.children("mapEntry") if mapping else ())
        },
        declaration.attributes.get("cardinality", "single") != "single",
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _explanation(item: Element, texts: ItemTexts) -> str:
    """What is said after a right answer, or the only thing that is said."""
    said = {
        each.attributes.get("identifier", ""): texts.text(each, "explanation")
        for each in item.children("modalFeedback")
    }
    right = [text for name, text in said.items() if "correct" in name.lower() and "incorrect" not in name.lower()]
    chosen = next(iter(right), "") or (next(iter(said.values())) if len(said) == 1 else "")
    if any(text and text != chosen for text in said.values()):
        texts.lose("explanation", "what was said of wrong answers was left out")
    return chosen


def _options(interaction: Element, tag: str, texts: ItemTexts, field: str) -> dict[str, str]:
    """The text of each choice by its identifier."""
    choices = interaction.children(tag)
    if len(choices) > OPTIONS_MAX:
        template = "there are {count} options, at most {limit} can be read, so the question was left out"
        raise RefusedError(field, template, count=len(choices), limit=OPTIONS_MAX)
    options = {each.attributes.get("identifier", ""): texts.text(each, field) for each in choices}
    if len(options) < len(choices):
        raise RefusedError(field, "two options have the same identifier, so the question was left out")
    return options


def _choice(interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    options = _options(interaction, "simpleChoice", texts, "distractors")
    keys = response.keys(texts)
    fields = choice_of([(text, name in keys) for name, text in options.items()], texts.notes)
    if (
        response.is_multiple
        and fields["kind"] == Kind.SINGLE_CHOICE
        and interaction.attributes.get("maxChoices") != "1"
    ):
        fields["kind"] = str(Kind.MULTIPLE_CHOICE)
    said = {
        options[each.attributes.get("identifier", "")]: _feedback(each, texts)
        for each in interaction.children("simpleChoice")
    }
    of_key = next((said[key] for key in fields.get("answers", ()) if said.get(key)), "")
    if "distractors" in fields:
        wrong = fields["distractors"]
        fields["distractors"] = tuple(replace(each, feedback=said.get(each.text, "")) for each in wrong)
    draft = replace(draft, explanation=draft.explanation or of_key, **fields)
    lose_feedback(said.values(), draft, texts)
    return draft


def _feedback(choice: Element, texts: ItemTexts) -> str:
    return " ".join(filter(None, (texts.text(each, "explanation") for each in choice.children(*_FEEDBACK))))


def _text_entry(_interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    """A gap within a line is a missing word; one on a line of its own, or behind a question, is where one answers."""
    best = max(response.points.values(), default=0)
    mapped = [value for value, points in response.points.items() if points == best > 0]
    if any(0 < points < best for points in response.points.values()):
        texts.lose("answers", "an answer that counted in part was left out")
    accepted = tuple(filter(None, dict.fromkeys((*response.values, *mapped))))
    if not accepted:
        raise RefusedError("answers", "no answer is accepted, so the question was left out")
    before, after = draft.prompt.split(GAP, 1)
    if not after.strip() and (before.endswith("\n") or before.rstrip().endswith(("?", "？"))):
        return replace(draft, kind=str(Kind.SHORT_ANSWER), prompt=before.strip(), answers=accepted)
    return replace(draft, kind=str(Kind.MISSING_WORD), answers=accepted)


def _inline_choice(interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    options = _options(interaction, "inlineChoice", texts, "distractors")
    keys = [name for name in response.keys(texts) if name in options]
    if len(keys) != 1:
        raise RefusedError("answers", "not exactly one word is right, so the question was left out")
    return as_missing_word(draft, options[keys[0]], [text for name, text in options.items() if name != keys[0]], texts)


def _match(interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    sets = interaction.children("simpleMatchSet")
    if len(sets) != 2:
        raise RefusedError("pairs", "there are not two sides to match, so the question was left out")
    left, right = (_options(each, "simpleAssociableChoice", texts, "pairs") for each in sets)
    return _matched(left, right, response, draft, texts)


def _associate(interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    options = _options(interaction, "simpleAssociableChoice", texts, "pairs")
    lefts = {value.split()[0] for value in response.keys(texts) if value}
    left = {name: text for name, text in options.items() if name in lefts}
    right = {name: text for name, text in options.items() if name not in lefts}
    return _matched(left, right, response, draft, texts)


def _matched(left: dict[str, str], right: dict[str, str], response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    named = [value.split() for value in response.keys(texts)]
    if any(len(pair) != 2 or pair[0] not in left or pair[1] not in right for pair in named):
        raise RefusedError("pairs", "a right pair names something that is not there, so the question was left out")
    if sorted(pair[0] for pair in named) != sorted(left):
        raise RefusedError("pairs", "not everything on the left has one partner, so the question was left out")
    partners = {pair[1] for pair in named}
    pairs = [(left[first], right[second]) for first, second in named]
    return as_matching(draft, pairs, [text for name, text in right.items() if name not in partners])


def _order(interaction: Element, response: _Response, draft: Draft, texts: ItemTexts) -> Draft:
    options = _options(interaction, "simpleChoice", texts, "sequence")
    if sorted(response.values) != sorted(options):
        raise RefusedError("sequence", "the right order does not name every item, so the question was left out")
    return as_ordering(draft, [options[name] for name in response.values])


_READERS: dict[str, Callable[[Element, _Response, Draft, ItemTexts], Draft]] = {
    "choiceInteraction": _choice,
    "textEntryInteraction": _text_entry,
    "inlineChoiceInteraction": _inline_choice,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "orderInteraction": _order,
}
