"""Questions with one sentence each, where it stands, for the cross-encoder: what answers, and what nearly does.

The pairs made from one question, its near misses and the sentences that do not answer it, form a unit: they go
into the same batch, where each that answers is ranked before each that does not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.reading.sentences import Tokens
from assistant.types import Excerpt
from training import conversations, mixture
from training.examples import Example, event_questions, overlaps
from training.examples import newsletters as load
from training.specialise import Ingredients, organisation, units

GENERAL = {"squad": 3850, "qed": 2475, "qamr": 2475, "timeqa": 644}
"""Questions of each source."""

LATE = 0.25
"""The share of these that is kept for the newsletters' part of the course, so that it is not forgotten."""

SINGLE, CONTRASTIVE = 0.3, 0.52
"""The shares of the newsletters' units that are read: of one question alone, and of one with near misses."""


@dataclass(frozen=True)
class Pair:
    """The tokens of a question and an excerpt, and whether its sentence answers."""

    ids: tuple[int, ...]
    answers: bool


Unit = list[Pair]


def excerpt(example: Example, at: int) -> Excerpt:
    """The example's sentence number `at` with those beside it."""
    said = [example.context[a:b] for a, b in example.sentences]
    after = said[at + 1] if at + 1 < len(said) else ""
    return Excerpt(example.heading, said[at - 1] if at else "", said[at], after)


def _gold(example: Example) -> list[int]:
    """Which of the example's sentences are evidence."""
    return [i for i, s in enumerate(example.sentences) if any(overlaps(s, span) for span in example.evidence)]


def _likely(example: Example, without: set[int], rng: random.Random) -> list[int]:
    """The sentence that shares most words with the question, but for those `without`; none where there is no other."""

    def beginnings(text: str) -> set[str]:
        return {word[:6] for word in re.findall(r"\w+", text.lower()) if len(word) > 2}

    asked = beginnings(example.question)
    shared = {
        i: len(asked & beginnings(example.context[a:b])) + 1.2 * rng.random()
        for i, (a, b) in enumerate(example.sentences)
        if i not in without
    }
    return [max(shared, key=lambda i: shared[i])] if shared else []


def unit_of(examples: Sequence[Example], tokens: Tokens, rng: random.Random, wrong: float = 1.0) -> Unit:
    """The pairs of examples over one passage: the first may be answerable, the others are its near misses.

    `wrong` is the share of answerable questions that also see a sentence which does not answer, one beside the
    evidence or another that shares words with the question.
    """
    out: Unit = []

    def add(example: Example, at: int, answers: bool) -> None:
        out.append(Pair(tuple(tokens.of(example.question, excerpt(example, at))), answers))

    first = _gold(examples[0]) if examples[0].answerable else []
    shown = rng.choice(first) if first else None
    for example in examples:
        gold = _gold(example) if example.answerable else []
        if gold:
            at = shown if shown in gold else rng.choice(gold)
            add(example, at, True)
            others = [i for i in gold if i != at]
            if others and rng.random() < 0.3:
                add(example, rng.choice(others), True)
            if rng.random() < wrong:
                beside = [i for i in (at - 1, at + 1) if 0 <= i < len(example.sentences) and i not in gold]
                picked = [rng.choice(beside)] if beside and rng.random() < 0.3 else _likely(example, set(gold), rng)
                for i in picked:
                    add(example, i, False)
        elif not example.answerable:
            if shown is not None and shown < len(example.sentences):
                add(example, shown, False)
            if shown is None or rng.random() < 0.4:
                for i in _likely(example, set() if shown is None else {shown}, rng):
                    add(example, i, False)
    return out


def of_newsletters(data: Path, without: frozenset[str], tokens: Tokens, seed: int) -> list[Unit]:
    """A part of one pass over all newsletters but those of the organisations `without`."""
    rng, folder = random.Random(seed), data / "newsletters"
    rows = load(folder) + event_questions(folder) + conversations.turns(folder)
    rows = [example for example in rows if organisation(example) not in without]
    made = [unit_of(unit, tokens, rng) for unit in units(rows, Ingredients(whole=1.0), rng)]
    chosen = random.Random(seed - 1)
    return [unit for unit in made if unit and chosen.random() < (CONTRASTIVE if len(unit) > 2 else SINGLE)]


def of_general(data: Path, tokens: Tokens, seed: int) -> list[Unit]:
    """Some questions of each general source, in a chance order."""
    rng = random.Random(seed)
    rows = mixture.general(data, seed, dict.fromkeys(GENERAL, 1))
    rng.shuffle(rows)
    left, out = dict(GENERAL), []
    for example in rows:
        source = example.source.split(":")[0]
        if left.get(source, 0):
            left[source] -= 1
            out.append(unit_of([example], tokens, rng, 0.7))
    return [unit for unit in out if unit]


def batches(
    made: Sequence[Unit], budget: int, rng: random.Random, pool: int = 200, block: int = 60
) -> list[list[Unit]]:
    """Units dealt to batches of at most `budget` padded tokens.

    Like lengths come together within each `pool` of units; the batches of each `block` are mixed again.
    """
    dealt: list[list[Unit]] = []
    order = rng.sample(list(made), len(made))
    for low in range(0, len(order), pool):
        batch: list[Unit] = []
        for unit in sorted(order[low : low + pool], key=_longest):
            if batch and (sum(map(len, batch)) + len(unit)) * max(map(_longest, (*batch, unit))) > budget:
                dealt.append(batch)
                batch = []
            batch.append(unit)
        dealt.append(batch)
    for low in range(0, len(dealt), block):
        dealt[low : low + block] = rng.sample(dealt[low : low + block], len(dealt[low : low + block]))
    return dealt


def _longest(unit: Unit) -> int:
    return max(len(pair.ids) for pair in unit)
