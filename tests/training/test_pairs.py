"""Questions and sentences become pairs, pairs of one question a unit, units batches."""

import random
from dataclasses import replace

import pytest

from assistant.reading.sentences import Tokens
from index import encoder_folder
from tests.training.test_batches import asked
from training.cross_encoder import padded_ids
from training.pairs import Unit, batches, excerpt, unit_of

TRUE, MISS = asked("Who opened the forum?", "Dr Ana Lopez"), asked("Who closed the forum?")


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(encoder_folder())


def test_an_excerpt_is_a_sentence_with_those_beside_it() -> None:
    first, second, last = (excerpt(TRUE, at) for at in range(3))
    assert (first.before, first.sentence, first.after) == ("", "The forum met in Suva.", "Dr Ana Lopez opened it.")
    assert (second.before, second.after) == (first.sentence, last.sentence)
    assert last.after == ""


def test_a_near_miss_sees_the_sentence_that_answers_its_question(tokens: Tokens) -> None:
    unit = unit_of([TRUE, MISS], tokens, random.Random(1), wrong=0)
    assert [pair.answers for pair in unit][:2] == [True, False]
    true, miss = (pair.ids for pair in unit[:2])
    same = next(n for n, (a, b) in enumerate(zip(reversed(true), reversed(miss), strict=False)) if a != b)
    assert same > len(tokens.of("", excerpt(TRUE, 1))) - 3  # all but the question


def test_a_sentence_that_does_not_answer_is_shown_too(tokens: Tokens) -> None:
    unit = unit_of([TRUE], tokens, random.Random(1))
    assert [pair.answers for pair in unit] == [True, False]
    assert unit_of([replace(TRUE, evidence=())], tokens, random.Random(1)) == []


def test_batches_keep_units_whole_and_within_the_budget(tokens: Tokens) -> None:
    rng = random.Random(1)
    made: list[Unit] = [unit_of([TRUE, MISS], tokens, rng) for _ in range(30)]
    dealt = batches(made, 600, rng, pool=10, block=4)
    assert sorted(map(id, (unit for batch in dealt for unit in batch))) == sorted(map(id, made))
    assert all(padded_ids(batch).numel() <= 600 * 8 / 7 for batch in dealt)
