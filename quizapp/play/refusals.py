"""Why a round cannot start or go on, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.errors import QuizError, RoundRefusedError, Sentence, sentence
from quizapp.game.records import PoolCounts, TrainingCounts
from quizapp.game.rules import RELAY_PLAYERS, RELAY_TURNS, RoundSettings


def of_counts(settings: RoundSettings, needed: int, counts: PoolCounts) -> Sentence | None:
    """Too few questions for the round; None when there are enough."""
    if settings.custom is not None and not settings.custom.kinds:
        return sentence("No kind of question is chosen. Choose at least one.")
    fitting = sum(counts.of(category) for category in settings.categories)
    if fitting >= needed:
        return None
    if not fitting:
        return sentence("No question fits these settings; a round needs {needed}.", needed=needed)
    template = "A round needs {needed} questions and only {fitting} fit these settings."
    return sentence(template, needed=needed, fitting=fitting)


def of_training(counts: TrainingCounts) -> Sentence | None:
    """Nothing to train; None when something is due."""
    if counts.due:
        return None
    if not counts.cards:
        return sentence("There is nothing to train yet. Questions that you miss in any lane come here.")
    return sentence("Nothing is due now. Questions that you miss come here, and known ones come back after some days.")


def of_relay(settings: RoundSettings, counts: Sequence[PoolCounts]) -> Sentence | None:
    """Too few or too many players, or too few questions for one of them; `counts` belong to the runners in order.

    Who has watched least is dealt first, so each needs questions for themselves and all who have watched less.
    """
    fewest, most = RELAY_PLAYERS
    if not fewest <= len(settings.relay) <= most:
        template = "A relay needs {fewest} to {most} players; chosen: {count}."
        return sentence(template, fewest=fewest, most=most, count=len(settings.relay))
    fitting = [sum(each.of(category) for category in settings.categories) for each in counts]
    order = sorted(range(len(settings.relay)), key=lambda lane: settings.relay[lane].spoiler_limit)
    for place, lane in enumerate(order, 1):
        needed, runner = RELAY_TURNS * place, settings.relay[lane]
        if fitting[lane] < needed:
            return sentence(
                "Up to episode {episode}, as far as {name} has watched, only {fitting} questions fit these settings; "
                "this relay needs {needed}.",
                episode=runner.spoiler_limit,
                name=runner.name,
                fitting=fitting[lane],
                needed=needed,
            )
    return None


def of_unreadable(drawn: int, needed: int) -> Sentence | None:
    """Fewer questions could be read than were counted; None when there are enough."""
    if drawn >= needed:
        return None
    return sentence("Too many questions of this pack cannot be read, so no round can start.")


def of_later_episodes(episode: int, name: str = "") -> QuizError:
    """A round that waits asks further than who goes on with it has watched, or the runner of this name."""
    if not name:
        return QuizError(
            "This round asks up to episode {episode}, which is later than you have watched. "
            "It waits until you move your episode on.",
            episode=episode,
        )
    return QuizError(
        "This relay asks {name} up to episode {episode}, which is later than {name} has watched. "
        "It waits until {name} moves their episode on.",
        name=name,
        episode=episode,
    )


def of_gone_pack(pack_id: str) -> QuizError:
    """The pack was taken away."""
    return QuizError("The pack {pack} is not in the bank any more. Choose another one.", pack=pack_id)


def error(refusal: Sentence) -> RoundRefusedError:
    """The refusal as an exception."""
    return RoundRefusedError(refusal.template, **dict(refusal.parameters))
