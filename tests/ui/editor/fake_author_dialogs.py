"""An author without a bank, for the windows of the editor: keeps questions in memory and what it was asked to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from quizapp.errors import BankError, sentence
from quizapp.game.authoring import Hit, OpenAppeal, ReplacePlan, ReplaceStep
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed
from quizapp.game.likeness import NearDuplicate, Sought
from quizapp.game.question import Category, Distractor, PackInfo, Source
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.search import Known
from quizapp.game.stored import Revision, Snapshot, State, StoredQuestion

NOON_MS = 1_795_000_000_000
PACK = PackInfo(
    id="run-on",
    title="Run On",
    version="1.2.0",
    episodes=16,
    categories=(Category("plot", "Plot", "slate"), Category("cast", "Cast", "credits")),
)
OTHER = PackInfo(id="extra", title="Extra <b>pack</b>", version="1.0.0")


def draft(uid: str, prompt: str, **values: Any) -> Draft:
    """A question of one right answer."""
    usual: dict[str, Any] = {
        "kind": "single_choice",
        "category": "plot",
        "answers": ("A fake gun",),
        "distractors": (Distractor("A film camera"), Distractor("An umbrella")),
        "explanation": "Ki Sun-gyeom steps in. Sun-gyeom meets Mi-joo.",
        "sources": (Source("Run On, episode 1", episode=1),),
        "tags": ("starter",),
        "episode": 1,
    }
    return Draft(uid=uid, prompt=prompt, **(usual | values))


def stored(question: Draft, revision: int = 1, state: State = State.LIVE) -> StoredQuestion:
    return StoredQuestion("run-on", question, state, revision)


def appeal(uid: str, typed: str = "Seongyeom", note: str = "", **values: Any) -> Appeal:
    usual: dict[str, Any] = {"kind": AppealKind.MY_ANSWER_WAS_RIGHT, "round_id": 1, "position": 0, "player_id": 1}
    return Appeal(**(usual | values), uid=uid, revision=1, typed=typed, at_ms=NOON_MS, note=note)


@dataclass
class FakeAuthor:
    """What the windows ask of `quizapp.author.Author`. With `fails` every call that writes raises it."""

    questions: dict[str, StoredQuestion] = field(default_factory=dict)
    waiting: list[OpenAppeal] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    done: list[tuple[Any, ...]] = field(default_factory=list)
    fails: BankError | None = None
    pack_infos: list[PackInfo] = field(default_factory=lambda: [PACK, OTHER])

    def packs(self) -> tuple[PackInfo, ...]:
        return tuple(self.pack_infos)

    def known(self) -> Known:
        return Known(categories=("plot", "cast"), tags=("starter", "props"), packs=("run-on", "extra"))

    def get(self, uid: str) -> StoredQuestion | None:
        return self.questions.get(uid)

    def get_many(self, uids: Sequence[str]) -> dict[str, StoredQuestion]:
        return {uid: self.questions[uid] for uid in uids if uid in self.questions}

    def create_pack(self, info: PackInfo) -> PackInfo:
        self._do("create_pack", info)
        self.pack_infos.append(info)
        return info

    def history(self, uid: str) -> tuple[Revision, ...]:
        return tuple(self.revisions)

    def appeals(self) -> tuple[OpenAppeal, ...]:
        return tuple(self.waiting)

    def replace_steps(
        self, uids: Sequence[str] | None, find: str, replacement: str, fields: Sequence[str], regex: bool, case: bool
    ) -> Iterator[ReplaceStep]:
        self.done.append(("plan_replace", uids, find, replacement, tuple(fields), regex, case))
        wanted = list(self.questions) if uids is None else uids
        try:
            pattern = re.compile(find if regex else re.escape(find), 0 if case else re.IGNORECASE)
        except re.error:
            problem = sentence("The expression “{text}” cannot be read.", text=find)
            yield ReplaceStep(0, len(wanted), problem=problem)
            return
        for done, uid in enumerate(wanted, 1):
            found = (_hit(self.questions[uid].question, name, pattern, replacement) for name in fields)
            yield ReplaceStep(done, len(wanted), tuple(hit for hit in found if hit is not None), 1)

    def replace(self, plan: ReplacePlan, progress: Callable[[int, int], None]) -> None:
        progress(len(plan.uids), len(plan.uids))
        self._do("replace", plan.hits)
        for hit in plan.hits:
            there = self.questions[hit.uid]
            changed = replace(there.question, **{hit.field: hit.after})
            self.questions[hit.uid] = replace(there, question=changed)

    def accept_variant(self, given: Appeal) -> None:
        self._do("accept_variant", given)
        self._take(given)

    def settle(self, given: Appeal) -> None:
        self._do("settle", given)
        self._take(given)

    def back_to(self, uid: str, revision: int) -> Changed:
        self._do("back_to", uid, revision)
        then = next(each.after for each in self.revisions if each.revision == revision)
        newest = max(self.revisions, key=lambda each: each.revision)
        made = Revision(newest.revision + 1, "edit", "author", NOON_MS, newest.after, then)
        if newest.after == then:
            return Changed(0, sentence("Back"), ())
        self.revisions.insert(0, made)
        return Changed(made.revision, sentence("Back"), ((uid, made.revision),))

    def near_duplicates(self, pack_id: str) -> Iterator[Sought]:
        if pack_id == PACK.id:
            for done, (first, second) in enumerate(pairwise(self.questions), 1):
                yield Sought(done, len(self.questions), (NearDuplicate(second, first, 95.0),))

    def __getattr__(self, name: str) -> Any:
        """Everything else is only noted: move, set_field, change_tags, merge."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values: self._do(name, *values)

    def _do(self, *what: Any) -> None:
        if self.fails is not None:
            raise self.fails
        self.done.append(what)

    def _take(self, given: Appeal) -> None:
        self.waiting = [each for each in self.waiting if each.appeal != given]


def _hit(question: Draft, name: str, pattern: re.Pattern[str], replacement: str) -> Hit | None:
    before = getattr(question, name)
    if not isinstance(before, str) or not (found := list(pattern.finditer(before))):
        return None
    spans, after_spans, longer = [], [], 0
    for match in found:
        spans.append(match.span())
        start = match.start() + longer
        after_spans.append((start, start + len(replacement)))
        longer += len(replacement) - (match.end() - match.start())
    after = pattern.sub(lambda _: replacement, before)
    return Hit(question.uid, name, 0, before, after, tuple(spans), tuple(after_spans))


def history_of_three() -> list[Revision]:
    """Loaded, changed by an author, put in the rubbish bin; newest first."""
    first = draft("q1", "What does Seon-gyeom point at Han?")
    second = replace(first, prompt="What does Seon-gyeom point at Director Han?", tags=("starter", "props"), hint="Toy")
    loaded, edited = Snapshot(State.LIVE, first), Snapshot(State.LIVE, second)
    binned = Snapshot(State.RETIRED, second)
    return [
        Revision(3, "edit", "author", NOON_MS, edited, binned),
        Revision(2, "edit", "author", NOON_MS - 90_000_000, loaded, edited),
        Revision(1, "load", "run-on 1.2.0", NOON_MS - 900_000_000, None, loaded),
    ]


def many(count: int) -> FakeAuthor:
    """An author with this many questions."""
    made = (draft(f"q{place}", f"Whom does Sun-gyeom meet in scene {place}?") for place in range(1, count + 1))
    return FakeAuthor({question.uid: stored(question) for question in made})
