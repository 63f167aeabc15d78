"""What is trained on, in what proportions, for the general stage and the newsletters stage."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from training import augment
from training.examples import (
    Example,
    by_group,
    clapnq,
    contexts,
    newsletters,
    qamr,
    qed,
    squad,
    timeqa,
)


def varied(
    examples: Sequence[Example], rng: random.Random, exchange: float, rename: float, join: float
) -> list[Example]:
    """One pass over the examples with altered questions added and surfaces roughened.

    exchange: share of the answerable ones whose question is also asked with a
    constraint exchanged; rename: share of renamed ones (in place of the
    original); join: share whose passage is joined with another of its group.
    """
    pool = augment.Names.of([e.context for e in examples])
    groups = by_group(examples)
    out = []
    for e in examples:
        family = groups[e.group]
        item = e
        if e.answerable and rng.random() < rename:
            item = augment.renamed(e, pool, rng) or e
        if rng.random() < join:
            other = rng.choice(family if len(family) > 4 else examples)
            if other.context != item.context and len(other.context) + len(item.context) < 1300:
                words = [item.context[a:b].lower() for a, b in item.answers]
                # An unanswerable question might be answered by the neighbour: leave it alone.
                if item.answerable and not any(w in other.context.lower() for w in words):
                    item = augment.joined(item, other, rng)
        out.append(item)
        if e.answerable and rng.random() < exchange:
            siblings = rng.sample(family, min(12, len(family)))
            miss = augment.exchanged(item, siblings, pool, rng)
            if miss:
                out.append(miss)
    return [augment.noisy(augment.with_heading(e, rng), rng) for e in out]


def general(data: Path, seed: int, passes: dict[str, int], without: frozenset[str] = frozenset()) -> list[Example]:
    """The general stage's examples, `passes` of each source, differently varied each time.

    XQuAD and CLAPNQ are never trained on; QED questions that CLAPNQ also asks
    are left out.  The first 300 of qed-dev are kept for choosing settings.
    `without` names articles of SQuAD that are left out as well.
    """
    reading = data / "reading"
    rng = random.Random(seed)
    held = frozenset(e.question.lower() for e in clapnq(reading))
    base = {
        "squad": [e for e in squad(reading / "squad2-dev-half.json", "squad") if e.group not in without],
        "qed": qed(reading / "qed-train.jsonl", held) + qed(reading / "qed-dev.jsonl", held)[300:],
        "timeqa": timeqa(reading / "timeqa-human-train.json"),
    }
    sentences, questions = qamr(reading)
    out: list[Example] = []
    for turn in range(max(passes.values())):
        if turn < passes["squad"]:
            out += varied(base["squad"], rng, exchange=0.25, rename=0.1, join=0.1)
            out += varied(augment.nearest_negatives(base["squad"], 0.15, rng), rng, 0, 0, 0)
        if turn < passes["qed"]:
            out += varied(base["qed"], rng, exchange=0.15, rename=0.05, join=0.1)
            out += varied(augment.nearest_negatives(base["qed"], 0.3, rng), rng, 0, 0, 0)
        if turn < passes["timeqa"]:
            # No exchanged years here: a neighbouring year is often in the same term of office.
            out += varied(base["timeqa"], rng, exchange=0, rename=0, join=0)
        if turn < passes["qamr"]:
            out += varied(augment.pseudo_passages(sentences, questions, 0.17, rng), rng, 0.08, 0.05, 0)
    return out


def squad_fold(data: Path, fold: int, folds: int = 2) -> list[Example]:
    """The questions on one article of SQuAD in `folds`, beginning with number `fold`."""
    articles = by_group(squad(data / "reading" / "squad2-dev-half.json", "squad"))
    return [e for title in sorted(articles)[fold::folds] for e in articles[title]]


def unseen_xquad(data: Path) -> list[Example]:
    """XQuAD without the paragraphs that stand in the training half of SQuAD 2."""
    reading = data / "reading"
    return squad(reading / "xquad-en.json", "xquad", contexts(reading / "squad2-dev-half.json"))


def qed_held(data: Path) -> list[Example]:
    """The 300 QED questions that no stage trains on."""
    return qed(data / "reading" / "qed-dev.jsonl")[:300]


__all__ = ["clapnq", "general", "newsletters", "qed_held", "squad_fold", "unseen_xquad", "varied"]
