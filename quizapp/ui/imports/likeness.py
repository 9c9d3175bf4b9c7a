"""How the questions begin that others of an import repeat, in the words that people know them by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from quizapp.game.plans import Fate, ImportPlan, PlanItem

PromptOf = Callable[[str], str]
"""How the question of a uid begins, "" where nothing is known of it."""
_SHOWN_MAX = 300

translate = QCoreApplication.translate


def unknown(uid: str) -> str:
    """Nothing is known of any question."""
    return ""


class LikePrompts:
    """The prompts of questions in the bank, or further up in the files of a plan."""

    def __init__(self, in_bank: PromptOf = unknown, plan: ImportPlan | None = None) -> None:
        self._in_bank = in_bank
        self.show_plan(plan)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Questions of this plan are asked for from now on."""
        self._plan = plan
        self._known: dict[str, str] = {}

    def of(self, uid: str) -> str:
        """How the question of this uid begins, "" where it is nowhere."""
        if uid not in self._known:
            self._known[uid] = self._in_bank(uid)
            if not self._known[uid]:
                self._look_through_plan()
        return self._known[uid]

    def _look_through_plan(self) -> None:
        """All at once, because each look through a plan of 500,000 takes a moment."""
        items = self._plan.items if self._plan is not None else ()
        wanted = {item.like for item in items if item.like} | {uid for uid, words in self._known.items() if not words}
        for item in items:
            if item.draft is not None and item.draft.uid in wanted and not self._known.get(item.draft.uid):
                self._known[item.draft.uid] = item.draft.prompt


def likeness(item: PlanItem, prompt_of: PromptOf) -> str:
    """That it is the same as another question or asks nearly the same, and which; "" where it does not."""
    if not item.like or item.fate in (Fate.CONFLICT, Fate.REMOVED):
        return ""
    prompt = " ".join(prompt_of(item.like)[:_SHOWN_MAX].split())
    if item.fate is Fate.DUPLICATE:
        words = translate("Import", "Same as “{prompt}”") if prompt else translate("Import", "Same as question {uid}")
    elif prompt:
        words = translate("Import", "Asks nearly the same as “{prompt}”")
    else:
        words = translate("Import", "Asks nearly the same as question {uid}")
    return words.format(prompt=prompt, uid=item.like)
