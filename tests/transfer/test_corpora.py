"""Real question files of other systems: nothing in them is lost without a word."""

from __future__ import annotations

import pytest

from tests.transfer.corpora import FOLDER, Outcome, as_table, files, outcome

GIFT_QUESTIONS = 77
"""In all GIFT files together."""

pytestmark = pytest.mark.skipif(not FOLDER, reason="QUIZAPP_CORPORA names no folder of question files")


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome(name) for name in files()]


def test_every_question_is_imported_or_listed_or_its_file_is_refused_with_a_sentence(outcomes: list[Outcome]) -> None:
    print("\n" + as_table(outcomes))
    assert outcomes
    read = [each for each in outcomes if each.usable or not each.sentence]
    lost = [each for each in read if each.intended not in (None, each.listed)]
    assert not lost, as_table(lost)
    silent = [each for each in outcomes if not each.listed and not each.sentence]
    assert not silent, as_table(silent)


def test_every_question_of_the_gift_files_is_imported_or_listed(outcomes: list[Outcome]) -> None:
    assert sum(each.listed for each in outcomes if each.name.startswith("gift/")) == GIFT_QUESTIONS
