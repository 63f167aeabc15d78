"""Fit the weights by which sentences are chosen and answers withheld: `python -m training.choice READER ARCHIVE…`.

READER is a weights file of a reader that was trained on none of the archives. Each ARCHIVE is a folder
with `issues/` (newsletters) and `questions.jsonl` (the format of `assistant/evaluation.py`). One
logistic regression learns which of the sentences found for a question are its evidence, a second
one, from the best sentence's score and the reader's word on its passages, whether there is an
answer at all. With several archives each is left out in turn to see what carries over; the weights
printed last are fitted on all.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.answering import HITS, answerable_features, eligible
from assistant.evaluation import Case, read_cases
from assistant.evidence import Evidence, find_evidence
from assistant.question import understand
from assistant.reader import load_reader
from assistant.types import Reader
from index import Archive, Encoder, build, load_encoder, respell, search

FEATURES = (
    "similarity",
    "coverage",
    "rank",
    "dateline",
    "headline",
    "answers",
    "evidence",
    "span",
)


@dataclass(frozen=True)
class Asked:
    """A question with its eligible sentences: their features, shape (n, 8), and which are evidence, shape (n,)."""

    answerable: bool
    features: np.ndarray
    gold: np.ndarray
    evidence: tuple[Evidence, ...]


def asked(archive: Path, encoder: Encoder, reader: Reader) -> list[Asked]:
    """The questions of an archive that stand alone."""
    rows = []
    with tempfile.TemporaryDirectory() as data:
        build(archive / "issues", Path(data), encoder)
        opened = Archive.open(Path(data))
        for case in read_cases(archive / "questions.jsonl"):
            if len(case.turns) > 1:
                continue
            with opened.snapshot() as snapshot:
                text = respell(case.turns[0], snapshot, encoder)
                vector, question = encoder.encode([text])[0], understand(text)
                hits = search(snapshot, text, vector, HITS)
                found = eligible(question, find_evidence(snapshot, reader, question, vector, hits))
            features = np.array([[e.features.get(name, 0.0) for name in FEATURES] for e in found])
            gold = np.array([_is_gold(case, e) for e in found], dtype=bool)
            rows.append(Asked(not case.abstain, features.reshape(-1, len(FEATURES)), gold, tuple(found)))
    return rows


def _is_gold(case: Case, evidence: Evidence) -> bool:
    s, path = evidence.stored.sentence, evidence.hit.passage.source.path
    return any(path == file and s.start < end and start < s.end for file, start, end in case.evidence)


def fit_choice(rows: Sequence[Asked]) -> LogisticRegression:
    """The regression over all sentences of the answerable questions."""
    known = [row for row in rows if row.answerable and len(row.gold)]
    return LogisticRegression(C=10, max_iter=3_000).fit(
        np.concatenate([row.features for row in known]), np.concatenate([row.gold for row in known])
    )


def top(rows: Sequence[Asked], model: LogisticRegression, k: int) -> float:
    """The share of answerable questions with evidence among the `k` sentences scored highest."""
    known = [row for row in rows if row.answerable]
    hits = [len(r.gold) > 0 and bool(r.gold[np.argsort(-model.decision_function(r.features))][:k].any()) for r in known]
    return float(np.mean(hits))


def support(rows: Sequence[Asked], model: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """What confidence is computed from, shape (n, 2), and whether there is an answer, shape (n,)."""
    kept = [row for row in rows if len(row.gold)]
    features = []
    for row in kept:
        scores = model.decision_function(row.features)
        features.append(answerable_features(float(scores.max()), row.evidence[int(scores.argmax())]))
    return np.array(features), np.array([row.answerable for row in kept])


def main(weights: Path, archives: list[Path]) -> None:
    """Print what is learnt from all but one archive and shown on that one, then the weights from all."""
    encoder, reader = load_encoder(), load_reader(weights)
    rows = {archive.name: asked(archive, encoder, reader) for archive in archives}
    for name in rows if len(rows) > 1 else ():
        others = [row for other, found in rows.items() if other != name for row in found]
        choice = fit_choice(others)
        sure = LogisticRegression().fit(*support(others, choice))
        features, labels = support(rows[name], choice)
        area = roc_auc_score(labels, sure.decision_function(features))
        first, three = top(rows[name], choice, 1), top(rows[name], choice, 3)
        print(f"{name:14} evidence first {first:.3f}, among three {three:.3f}; AUROC of answering {area:.3f}")
    every = [row for found in rows.values() for row in found]
    choice = fit_choice(every)
    pairs = zip(FEATURES, choice.coef_[0], strict=True)
    print(f"choice: bias {choice.intercept_[0]:.2f}", *(f"{name} {weight:.2f}" for name, weight in pairs))
    sure = LogisticRegression().fit(*support(every, choice))
    print(f"confidence: bias {sure.intercept_[0]:.2f}, score {sure.coef_[0][0]:.2f}, answers {sure.coef_[0][1]:.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: python -m training.choice READER ARCHIVE…")
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
