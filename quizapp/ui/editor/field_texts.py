"""The fields of a question in words, for windows that show several versions of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from quizapp.game.draft import Draft
from quizapp.game.question import PackInfo, Source
from quizapp.ui.editor.form_choices import kind_name

translate = QCoreApplication.translate


def field_names() -> dict[str, str]:
    """What authors call the fields of a question, in the order to be shown."""
    return {
        "prompt": translate("Fields", "Prompt"),
        "kind": translate("Fields", "Kind"),
        "line": translate("Fields", "Card line"),
        "answers": translate("Fields", "Answers"),
        "answer": translate("Fields", "Answer"),
        "distractors": translate("Fields", "Wrong options"),
        "pairs": translate("Fields", "Pairs"),
        "extra": translate("Fields", "Further right sides"),
        "sequence": translate("Fields", "Order"),
        "keep_order": translate("Fields", "Order of the options"),
        "category": translate("Fields", "Category"),
        "difficulty": translate("Fields", "Difficulty"),
        "episode": translate("Fields", "Episode"),
        "hint": translate("Fields", "Hint"),
        "explanation": translate("Fields", "Explanation"),
        "sources": translate("Fields", "Sources"),
        "tags": translate("Fields", "Tags"),
        "media": translate("Fields", "Picture"),
        "state": translate("Fields", "State"),
        "pack": translate("Fields", "Pack"),
    }


def level_names() -> dict[int, str]:
    """Easy, medium, hard."""
    words = (translate("Fields", "Easy"), translate("Fields", "Medium"), translate("Fields", "Hard"))
    return dict(enumerate(words, 1))


def state_names() -> dict[str, str]:
    """What becomes of a question in each state."""
    return {
        "draft": translate("Fields", "Draft"),
        "live": translate("Fields", "In play"),
        "retired": translate("Fields", "Retired"),
    }


def field_texts(draft: Draft, state: str = "", pack: PackInfo | None = None, pack_title: str = "") -> dict[str, str]:
    """Every field as a text, by name, in the order to be shown; an empty field gives "".

    `pack` gives its title to the category and says whether an unknown episode means anything; `pack_title` is for where
    not all versions are in one pack.
    """
    truth = {True: translate("Fields", "True"), False: translate("Fields", "False"), None: ""}
    media = draft.media
    texts = {
        "prompt": draft.prompt,
        "kind": kind_name(draft.kind),
        "line": draft.line,
        "answers": _lines(draft.answers),
        "answer": truth[draft.answer],
        "distractors": _lines([_distractor(text.text, text.episode, text.feedback) for text in draft.distractors]),
        "pairs": _lines([f"{left} – {right}" for left, right in draft.pairs]),
        "extra": _lines(draft.extra),
        "sequence": _lines([f"{place}. {step}" for place, step in enumerate(draft.sequence, 1)]),
        "keep_order": translate("Fields", "As written") if draft.keep_order else "",
        "category": category_title(draft.category, pack),
        "difficulty": level_names().get(draft.difficulty, str(draft.difficulty)),
        "episode": _episode(draft.episode, pack),
        "hint": draft.hint,
        "explanation": draft.explanation,
        "sources": _lines([_source(source) for source in draft.sources]),
        "tags": ", ".join(draft.tags),
        "media": "" if media is None else f"{media.image} – {media.alt}",
        "state": state_names().get(state, state),
        "pack": pack_title,
    }
    return {name: texts[name] for name in field_names()}


def category_title(category_id: str, pack: PackInfo | None) -> str:
    """What the pack calls a category; one that it does not have stands for itself."""
    category = pack.category(category_id) if pack is not None else None
    return category.title if category is not None else category_id


def _episode(episode: int | None, pack: PackInfo | None) -> str:
    if episode is not None:
        return str(episode)
    return translate("Fields", "Unknown") if pack is not None and pack.episodes else ""


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _distractor(text: str, episode: int | None, feedback: str) -> str:
    notes = [] if episode is None else [translate("Fields", "from episode {episode}").format(episode=episode)]
    notes += [feedback] if feedback else []
    return f"{text} ({'; '.join(notes)})" if notes else text


def _source(source: Source) -> str:
    episode = "" if source.episode is None else translate("Fields", "episode {episode}").format(episode=source.episode)
    return ", ".join(part for part in (source.title, source.url, episode, source.time) if part)
