"""What the window of packs shows of each."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.game.question import PackInfo


@dataclass(frozen=True, slots=True)
class ShelvedPack:
    """A pack of the bank. `question_count` are those that can be asked; `is_edited`: it is not as it was published."""

    info: PackInfo
    question_count: int
    is_edited: bool
