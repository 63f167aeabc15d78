"""Turns examples into windows with targets, and windows into padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from training.examples import Example, Span, overlaps
from training.model import Encoded, Tokens, padded

# What a token is, as bits: of the second segment, of the question, the first or last of an
# answer, of an altered question word, of an evidence sentence.
SECOND, QUESTION, START, END, CHANGED, EVIDENCE = (1 << bit for bit in range(6))


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
    """inputs: as model.collate() gives them; start, end: B x T of 0/1; sentence: B x S of 0/1, -1
    for no sentence; changed: B x T of 0/1, -1 for unknown; answerable: B of 0/1; ranked: B x B,
    true where the row answers, the column does not, and both are of one unit."""

    inputs: dict[str, Tensor]
    start: Tensor
    end: Tensor
    sentence: Tensor
    changed: Tensor
    answerable: Tensor
    ranked: Tensor


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


@dataclass(frozen=True)
class Windows:
    """A training set of R windows with N tokens in all, packed so that batches are cut without Python's loops.

    ids, sentence, bits: N, the tokens of one window after those of another; sentence as in
    Encoded, bits as named above.  first, length, sentences: R, where a window begins, how many
    tokens and how many sentences it has.  answerable, known: R, whether it answers, and whether
    it is known which words of the question were altered.  unit: R, rising; windows of one
    unit belong together.
    """

    ids: Tensor
    sentence: Tensor
    bits: Tensor
    first: Tensor
    length: Tensor
    sentences: Tensor
    answerable: Tensor
    known: Tensor
    unit: Tensor

    @classmethod
    def of(cls, units: Iterable[Sequence[Item]]) -> Windows:
        """Packs the windows of the units."""
        ids: list[int] = []
        sentence: list[int] = []
        bits: list[int] = []
        rows: list[tuple[int, int, int, bool, bool, int]] = []
        for number, unit in enumerate(units):
            for item in unit:
                first, w = len(ids), item.window
                ids += w.ids
                sentence += w.sentence
                marks = [SECOND * t + QUESTION * q for t, q in zip(w.types, w.question, strict=True)]
                for where, mark in ((item.starts, START), (item.ends, END), (item.changed or (), CHANGED)):
                    for i in set(where):
                        marks[i] += mark
                bits += [m + EVIDENCE * (s in item.evidence) for m, s in zip(marks, w.sentence, strict=True)]
                known = item.changed is not None
                rows.append((first, len(w.ids), max(w.sentence) + 1, item.answerable, known, number))
        firsts, lengths, sentences, answerable, known, unit = (
            torch.tensor(rows, dtype=torch.long).reshape(-1, 6).unbind(1)
        )
        return cls(
            ids=torch.tensor(ids, dtype=torch.int32),
            sentence=torch.tensor(sentence, dtype=torch.int16),
            bits=torch.tensor(bits, dtype=torch.uint8),
            first=firsts,
            length=lengths,
            sentences=sentences,
            answerable=answerable.bool(),
            known=known.bool(),
            unit=unit,
        )

    @classmethod
    def joined(cls, parts: Sequence[Windows]) -> Windows:
        """The windows of all parts; their units stay apart."""
        moved, tokens, units = [], 0, 0
        for part in parts:
            moved.append(replace(part, first=part.first + tokens, unit=part.unit + units))
            tokens += len(part.ids)
            units += int(part.unit.max()) + 1 if len(part.unit) else 0
        return cls(*(torch.cat([getattr(part, field.name) for part in moved]) for field in fields(cls)))

    def on(self, device: torch.device) -> Windows:
        """With the tokens where the model is; what batches are planned by stays at hand."""
        return replace(self, ids=self.ids.to(device), sentence=self.sentence.to(device), bits=self.bits.to(device))

    def plan(self, budget: int, rng: random.Random) -> list[Tensor]:
        """The windows of each batch, at most `budget` padded tokens unless one unit has more."""
        unit, length = self.unit.tolist(), self.length.tolist()
        members: list[list[int]] = [[] for _ in range(unit[-1] + 1 if unit else 0)]
        for row, number in enumerate(unit):
            members[number].append(row)
        members = [m for m in members if m]
        dealt = deal([[length[row] for row in m] for m in members], budget, rng)
        return [torch.tensor([row for u in batch for row in members[u]]) for batch in dealt]

    def batch(self, rows: Tensor, pad: int) -> Batch:
        """The windows `rows`, padded to one length."""
        device = self.ids.device
        longest = padded(int(self.length[rows].max()))
        count = max(1, int(self.sentences[rows].max()))
        first, length, unit = (x[rows].to(device)[:, None] for x in (self.first, self.length, self.unit))
        answerable, known = (x[rows].to(device) for x in (self.answerable, self.known))
        place = torch.arange(longest, device=device)[None, :]
        real = place < length
        at = (first + place).clamp(max=len(self.ids) - 1)
        sentence = self.sentence[at].long().masked_fill(~real, -1)
        bits = self.bits[at].masked_fill(~real, 0)
        question = (bits & QUESTION) > 0
        owner = sentence.clamp(min=0)
        none = torch.full((len(rows), count), -1.0, device=device)
        marked = torch.where(sentence >= 0, ((bits & EVIDENCE) > 0).float(), -1.0)
        return Batch(
            {
                "ids": self.ids[at].masked_fill(~real, pad).long(),
                "types": ((bits & SECOND) > 0).long(),
                "mask": real.long(),
                "sentence": sentence,
                "question": question,
            },
            ((bits & START) > 0).float(),
            ((bits & END) > 0).float(),
            none.scatter_reduce(1, owner, marked, "amax"),
            torch.where(question & known[:, None], ((bits & CHANGED) > 0).float(), -1.0),
            answerable.float(),
            (unit == unit.T) & answerable[:, None] & ~answerable[None, :],
        )


def deal(lengths: Sequence[Sequence[int]], budget: int, rng: random.Random, pool: int = 60) -> Iterator[list[int]]:
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
            if current and padded(longest[i]) * (rows + len(lengths[i])) > budget:
                batches.append(current)
                current, rows = [], 0
            current.append(i)
            rows += len(lengths[i])
        if current:
            batches.append(current)
        rng.shuffle(batches)
        yield from batches
