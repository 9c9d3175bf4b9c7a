"""What can be exported: packs, the hits of a search, the questions that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.game.question import PackInfo
    from quizapp.transfer.transfer import Transfer

_SEARCH_SHOWN_MAX = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is open in the editor beside the packs: a search and the questions selected; and what is asked for."""

    search: str = ""
    selected: tuple[str, ...] = ()
    pack_id: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: its words, and one of a pack, a search, or the uids of questions."""

    words: str
    pack_id: str = ""
    search: str = ""
    uids: tuple[str, ...] = ()

    def find(self, transfer: Transfer) -> Sequence[str]:
        """The uids of the questions. Any thread."""
        if self.pack_id:
            return transfer.uids_of_pack(self.pack_id)
        return transfer.uids_found(self.search) if self.search else self.uids


def choices(wanted: Wanted, packs: Sequence[PackInfo]) -> list[Choice]:
    """What there is to choose from; the first is what was probably meant."""
    translate = QCoreApplication.translate
    found: list[Choice] = []
    if len(wanted.selected) > 1:
        words = translate("ExportChoice", "The {count} questions selected").format(count=number(len(wanted.selected)))
        found.append(Choice(words, uids=wanted.selected))
    if wanted.search:
        shown = wanted.search[:_SEARCH_SHOWN_MAX] + ("…" if len(wanted.search) > _SEARCH_SHOWN_MAX else "")
        words = translate("ExportChoice", "What “{search}” finds").format(search=shown)
        found.append(Choice(words, search=wanted.search))
    first = sorted(packs, key=lambda pack: pack.id != wanted.pack_id)
    of_packs = [Choice(_pack_words(pack), pack_id=pack.id) for pack in first]
    return [*of_packs, *found] if wanted.pack_id else [*found, *of_packs]


def _pack_words(pack: PackInfo) -> str:
    words = QCoreApplication.translate("ExportChoice", "The pack “{title}”")
    return words.format(title=" ".join(pack.title.split()))
