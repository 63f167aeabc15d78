"""Turns examples into padded batches with targets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.examples import Example, Span, overlaps
from training.model import Encoded, Tokens, collate


@dataclass(frozen=True)
class Item:
    """One window with its targets.

    starts, ends: token indices of gold answers' first and last tokens.
    evidence: indices (as in window.sentence) of the supporting sentences.
    changed: token indices of altered question words; None where not known.
    """

    window: Encoded
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    evidence: frozenset[int]
    answerable: bool
    changed: frozenset[int] | None


@dataclass(frozen=True)
class Batch:
    """inputs as collate() gives them; start, end: B x T of 0/1; sentence: B x S of 0/1, -1 for no
    sentence; changed: B x T of 0/1, -1 for unknown; answerable: B of 0/1; pairs: P x 2 rows,
    the first answerable and the second not, of units that share a passage."""

    inputs: dict[str, Tensor]
    start: Tensor
    end: Tensor
    sentence: Tensor
    changed: Tensor
    answerable: Tensor
    pairs: Tensor


def items(example: Example, tokens: Tokens) -> list[Item]:
    """The example's windows; for an answerable one, only those that hold an answer."""
    out = []
    windows = tokens.windows(example.question, example.heading, example.context, example.sentences)
    gold = {i for i, s in enumerate(example.sentences) if any(overlaps(s, e) for e in example.evidence)}
    for w in windows:
        starts, ends = [], []
        passage = [i for i, s in enumerate(w.sentence) if s >= 0]
        for a, b in example.answers:
            inside = [i for i in passage if w.starts[i] < b and a < w.ends[i]]
            if inside and w.starts[inside[0]] <= a and w.ends[inside[-1]] >= b:
                starts.append(inside[0])
                ends.append(inside[-1])
        if example.answerable and example.answers and not starts:
            continue
        changed: frozenset[int] | None = None
        if example.changed is not None or example.answerable:
            spans: Sequence[Span] = example.changed or ()
            changed = frozenset(
                i for i, q in enumerate(w.question) if q and any(overlaps((w.starts[i], w.ends[i]), c) for c in spans)
            )
        present = {s for s in w.sentence if s >= 0}
        if present:
            out.append(Item(w, tuple(starts), tuple(ends), frozenset(gold & present), example.answerable, changed))
    return out


def batch_of(units: Sequence[Sequence[Item]], pad: int) -> Batch:
    """Pads and stacks the items of the units."""
    chosen = [i for unit in units for i in unit]
    inputs = collate([i.window for i in chosen], pad)
    rows, length = inputs["ids"].shape
    sentences = int(inputs["sentence"].max()) + 1
    start, end = torch.zeros(rows, length), torch.zeros(rows, length)
    changed = torch.full((rows, length), -1.0)
    sentence = torch.full((rows, sentences), -1.0)
    for r, item in enumerate(chosen):
        start[r, list(item.starts)] = 1
        end[r, list(item.ends)] = 1
        present = sorted({s for s in item.window.sentence if s >= 0})
        sentence[r, present] = 0
        sentence[r, sorted(item.evidence)] = 1
        if item.changed is not None:
            changed[r, [i for i, q in enumerate(item.window.question) if q]] = 0
            changed[r, sorted(item.changed)] = 1
    answerable = torch.tensor([float(i.answerable) for i in chosen])
    pairs, first = [], 0
    for unit in units:
        yes = [first + k for k, i in enumerate(unit) if i.answerable]
        no = [first + k for k, i in enumerate(unit) if not i.answerable]
        pairs += [(a, b) for a in yes for b in no]
        first += len(unit)
    return Batch(
        inputs,
        start,
        end,
        sentence,
        changed,
        answerable,
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
    )


def plan(lengths: Sequence[Sequence[int]], budget: int, rng: random.Random, pool: int = 60) -> Iterator[list[int]]:
    """Indices of the units of each batch: like lengths together, at most `budget` padded tokens.

    lengths: the token counts of each unit's items.  Sorting only within pools
    of about `pool` batches keeps the order random enough; the batches of a pool
    are shuffled too.
    """
    order = list(range(len(lengths)))
    rng.shuffle(order)
    mean = sum(map(sum, lengths)) / max(len(lengths), 1)
    size = max(1, int(pool * budget / mean))
    longest = [max(unit) for unit in lengths]
    for low in range(0, len(order), size):
        part = sorted(order[low : low + size], key=longest.__getitem__)
        batches: list[list[int]] = []
        current: list[int] = []
        rows = 0
        for i in part:
            if current and -(-longest[i] // 8) * 8 * (rows + len(lengths[i])) > budget:
                batches.append(current)
                current, rows = [], 0
            current.append(i)
            rows += len(lengths[i])
        if current:
            batches.append(current)
        rng.shuffle(batches)
        yield from batches
