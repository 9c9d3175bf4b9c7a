"""What the window of packs shows of each."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.game.question import PackInfo


@dataclass(frozen=True, slots=True)
class ShelvedPack:
    """A pack of the bank. `question_count` are those that can be asked; `is_edited`: it is not as it was published.

    `conflict_count` questions were changed both here and in a newer version of it, and wait to be decided about.
    """

    info: PackInfo
    question_count: int
    is_edited: bool
    conflict_count: int = 0
