"""Measures: exact match and F1 of answers, AUROC of answerability, evidence hits."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from sklearn.metrics import roc_auc_score

from training.examples import Example, overlaps
from training.model import Encoded, Reader, best_spans, collate, half_precision

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")


def plain(text: str) -> str:
    """Lower case, without punctuation, articles and doubled spaces (the usual SQuAD comparison)."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(_ARTICLE.sub(" ", kept).split())


def f1(given: str, gold: str) -> float:
    """Word overlap F1."""
    a, b = plain(given).split(), plain(gold).split()
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b)) if same else float(a == b)


@dataclass(frozen=True)
class Outcome:
    """What the reader said about one example.

    answer: its best span's text; sentence: the span of its best sentence;
    answerable, margin, doubt, evidence: log-odds of the pair head, the best
    span's log-probability, the greatest unsupported logit among the question's
    tokens, the greatest sentence logit.
    """

    answer: str
    span: tuple[int, int]
    sentence: tuple[int, int]
    answerable: float
    margin: float
    doubt: float
    evidence: float


@torch.inference_mode()
def outcomes(model: Reader, examples: Sequence[Example], tokens: int = 8192) -> list[Outcome]:
    """Reads every example (windows joined by their best), in batches of like lengths."""
    model.eval()
    jobs: list[tuple[int, Encoded]] = []
    for n, e in enumerate(examples):
        jobs += [(n, w) for w in model.tokens.windows(e.question, e.heading, e.context, e.sentences)]
    jobs.sort(key=lambda j: len(j[1].ids))
    best: dict[int, Outcome] = {}
    low = 0
    while low < len(jobs):
        high = low + 1
        while high < len(jobs) and len(jobs[high][1].ids) * (high + 1 - low) <= tokens:
            high += 1
        chunk = jobs[low:high]
        low = high
        inputs = collate([w for _, w in chunk], model.tokens.pad)
        with half_precision(model.device):
            out = model({name: values.to(model.device) for name, values in inputs.items()}).cpu()
        for row, (n, w) in enumerate(chunk):
            size, e = len(w.ids), examples[n]
            allowed = torch.tensor([s >= 0 for s in w.sentence])
            spans = best_spans(out.start[row, :size], out.end[row, :size], allowed, 1)
            present = sorted({s for s in w.sentence if s >= 0})
            if not spans or not present:
                continue
            a, b, score = spans[0]
            scores = out.sentence[row, present]
            top = present[int(scores.argmax())]
            asked = torch.tensor(w.question)
            given = Outcome(
                e.context[w.starts[a] : w.ends[b]],
                (w.starts[a], w.ends[b]),
                e.sentences[top],
                float(out.answerable[row]),
                score,
                float(out.unsupported[row, :size][asked].max()) if asked.any() else 0.0,
                float(scores.max()),
            )
            if n not in best or given.answerable > best[n].answerable:
                best[n] = given
    empty = Outcome("", (0, 0), (0, 0), -20.0, -20.0, 0.0, -20.0)
    return [best.get(n, empty) for n in range(len(examples))]


def auroc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Area under the ROC curve; nan if only one label occurs."""
    return float(roc_auc_score(labels, scores)) if len(set(labels)) > 1 else float("nan")


def measures(examples: Sequence[Example], found: Sequence[Outcome]) -> dict[str, float]:
    """em, f1, hit (best sentence is evidence) over answerable ones; auroc of each score over all.

    A list counts as its best-matching item in em and f1.
    """
    out: dict[str, float] = {"n": len(examples)}
    good = [(e, o) for e, o in zip(examples, found, strict=True) if e.answerable]
    spans = [(e, o) for e, o in good if e.answers]
    if spans:
        golds = [[e.context[a:b] for a, b in e.answers] for e, _ in spans]
        out["em"] = _mean(
            [max(plain(o.answer) == plain(g) for g in gs) for (_, o), gs in zip(spans, golds, strict=True)]
        )
        out["f1"] = _mean([max(f1(o.answer, g) for g in gs) for (_, o), gs in zip(spans, golds, strict=True)])
    if good:
        out["hit"] = _mean([any(overlaps(o.sentence, s) for s in e.evidence) for e, o in good])
        out["span_hit"] = _mean([any(overlaps(o.span, s) for s in e.evidence) for e, o in good])
    labels = [e.answerable for e in examples]
    out["auroc"] = auroc(labels, [o.answerable for o in found])
    out["auroc_doubt"] = auroc(labels, [-o.doubt for o in found])
    out["auroc_evidence"] = auroc(labels, [o.evidence for o in found])
    out["auroc_sum"] = auroc(labels, [o.answerable - o.doubt for o in found])
    out["auroc_all"] = auroc(labels, [o.answerable - o.doubt + o.evidence + o.margin for o in found])
    out["auroc_margin"] = auroc(labels, [o.margin for o in found])
    return {k: round(v, 4) for k, v in out.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def newsletter_measures(examples: Sequence[Example], found: Sequence[Outcome]) -> dict[str, float]:
    """measures(), the AUROC of each kind of near miss, and AUROC within an article.

    `paired` is the share of (answerable, unanswerable) questions about the same
    article that are in the right order: what a user of one issue sees.
    """
    out = measures(examples, found)
    rows = list(zip(examples, found, strict=True))
    kinds = sorted({e.source for e in examples if not e.answerable})
    good = [o.answerable for e, o in rows if e.answerable]
    for kind in kinds:
        bad = [o.answerable for e, o in rows if e.source == kind]
        label = kind.split(":")[-1]
        out[f"auroc_{label}"] = round(auroc([True] * len(good) + [False] * len(bad), good + bad), 4)
    right = total = 0.0
    of_article: dict[str, list[tuple[Example, Outcome]]] = {}
    for e, o in rows:
        of_article.setdefault(e.group, []).append((e, o))
    for pairs in of_article.values():
        for e, o in pairs:
            for other, p in pairs:
                if e.answerable and not other.answerable:
                    total += 1
                    right += (o.answerable > p.answerable) + 0.5 * (o.answerable == p.answerable)
    out["paired"] = round(right / total, 4) if total else float("nan")
    return out
