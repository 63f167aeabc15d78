"""Fit the weights by which sentences are chosen: `python -m training.choice READERS ARCHIVE…`.

READERS holds `loo-NAME.safetensors`, the reader that was trained without the archive
NAME. Each ARCHIVE is a folder with `issues/` (newsletters) and `questions.jsonl` (the format of
`assistant/evaluation.py`). A logistic regression learns which of the sentences found for a
question are its evidence. One archive at a time is left out to see what carries over; the weights
printed last are fitted on all.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.answering import HITS
from assistant.evaluation import Case, read_cases
from assistant.evidence import Evidence, find_evidence
from assistant.question import understand
from assistant.reader import load_reader
from assistant.types import Reader
from index import Archive, Encoder, build, load_encoder, search

FEATURES = (
    "similarity",
    "coverage",
    "expected",
    "rank",
    "dateline",
    "headline",
    "section",
    "answers",
    "evidence",
    "span",
)

Rows = list[tuple[np.ndarray, np.ndarray]]
"""For each question the features of its sentences, shape (n, 10), and which are evidence, shape (n,)."""


def rows_of(archive: Path, encoder: Encoder, reader: Reader) -> Rows:
    """The questions of an archive that stand alone and have an answer."""
    rows: Rows = []
    with tempfile.TemporaryDirectory() as data:
        build(archive / "issues", Path(data), encoder)
        opened = Archive.open(Path(data))
        for case in read_cases(archive / "questions.jsonl"):
            if case.abstain or len(case.turns) > 1:
                continue
            question = case.turns[0]
            vector = encoder.encode([question])[0]
            with opened.snapshot() as snapshot:
                hits = search(snapshot, question, vector, HITS)
                found = find_evidence(snapshot, reader, understand(question), vector, hits)
            features = np.array([[e.features.get(name, 0.0) for name in FEATURES] for e in found])
            rows.append((features, np.array([_is_gold(case, e) for e in found])))
    return rows


def _is_gold(case: Case, evidence: Evidence) -> bool:
    s, path = evidence.stored.sentence, evidence.hit.passage.source.path
    return any(path == file and s.start < end and start < s.end for file, start, end in case.evidence)


def fit(rows: Rows) -> LogisticRegression:
    """The regression over all sentences of all questions."""
    return LogisticRegression(C=10, max_iter=3_000).fit(
        np.concatenate([features for features, _ in rows]), np.concatenate([gold for _, gold in rows])
    )


def top(rows: Rows, model: LogisticRegression, k: int) -> float:
    """The share of questions with evidence among the `k` sentences scored highest."""
    order = [gold[np.argsort(-model.decision_function(features))] for features, gold in rows]
    return float(np.mean([gold[:k].any() for gold in order]))


def main(readers: Path, archives: list[Path]) -> None:
    """Print what is learnt from all but one archive and shown on that one, then the weights from all."""
    encoder = load_encoder()
    rows = {a.name: rows_of(a, encoder, load_reader(readers / f"loo-{a.name}.safetensors")) for a in archives}
    for name in rows if len(rows) > 1 else ():
        model = fit([row for other, found in rows.items() if other != name for row in found])
        print(f"{name:14} evidence first {top(rows[name], model, 1):.3f}, among three {top(rows[name], model, 3):.3f}")
    model = fit([row for found in rows.values() for row in found])
    print(f"bias {model.intercept_[0]:.2f}", *(f"{n} {w:.2f}" for n, w in zip(FEATURES, model.coef_[0], strict=True)))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: python -m training.choice READERS ARCHIVE…")
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
