"""Fit the weights by which sentences are chosen and answers withheld: `python -m training.choice READER ARCHIVE…`.

READER is a weights file of a reader that was trained on none of the archives. Each ARCHIVE is a folder
with `issues/` (newsletters) and `questions.jsonl` (the format of `assistant/evaluation.py`). One
logistic regression learns which of the sentences found for a question are its evidence, a second one the
same from that and the closer look at the likeliest of them, a third one, from the best sentence's score and
the reader's word on it and its passage, whether there is an answer at all. With several archives each is
left out in turn to see what carries over; the weights printed last are fitted on all.
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
from assistant.evidence import UNJUDGED, Evidence, find_evidence, judged
from assistant.question import understand
from assistant.reading import load_reader
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
    """A question with its eligible sentences.

    `features`, shape (n, 8); `closer`, shape (n,), what a closer look said, NaN where there was none; `gold`,
    shape (n,), which are evidence.
    """

    answerable: bool
    features: np.ndarray
    closer: np.ndarray
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
                evidence = find_evidence(snapshot, reader, question, vector, hits)
                found = eligible(question, judged(reader, question, evidence, eligible(question, evidence)))
            features = np.array([[e.features.get(name, 0.0) for name in FEATURES] for e in found])
            gold = np.array([_is_gold(case, e) for e in found], dtype=bool)
            closer = np.array([np.nan if e.judged is None else e.judged for e in found])
            rows.append(Asked(not case.abstain, features.reshape(-1, len(FEATURES)), closer, gold, tuple(found)))
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


def fit_closer(rows: Sequence[Asked], choice: LogisticRegression) -> LogisticRegression:
    """The regression over the sentences of the answerable questions that had a closer look."""
    known = [row for row in rows if row.answerable and len(row.gold)]
    pairs = np.concatenate([np.column_stack([choice.decision_function(row.features), row.closer]) for row in known])
    seen = ~np.isnan(pairs[:, 1])
    return LogisticRegression(C=10).fit(pairs[seen], np.concatenate([row.gold for row in known])[seen])


@dataclass(frozen=True)
class Scores:
    """What gives a sentence its score, before and after the closer look."""

    choice: LogisticRegression
    closer: LogisticRegression

    @staticmethod
    def fitted(rows: Sequence[Asked]) -> "Scores":
        """Fitted on `rows`."""
        choice = fit_choice(rows)
        return Scores(choice, fit_closer(rows, choice))

    def of(self, row: Asked) -> np.ndarray:
        """The scores of a question's sentences, shape (n,)."""
        pairs = np.column_stack([self.choice.decision_function(row.features), np.nan_to_num(row.closer, nan=UNJUDGED)])
        return self.closer.decision_function(pairs)


def top(rows: Sequence[Asked], scores: Scores, k: int) -> float:
    """The share of answerable questions with evidence among the `k` sentences scored highest."""
    known = [row for row in rows if row.answerable]
    return float(np.mean([len(r.gold) > 0 and bool(r.gold[np.argsort(-scores.of(r))][:k].any()) for r in known]))


def support(rows: Sequence[Asked], scores: Scores) -> tuple[np.ndarray, np.ndarray]:
    """What confidence is computed from, shape (n, 3), and whether there is an answer, shape (n,)."""
    kept = [row for row in rows if len(row.gold)]
    features = []
    for row in kept:
        own = scores.of(row)
        best = int(own.argmax())
        features.append((float(own[best]), *answerable_features(row.evidence[best])[1:]))
    return np.array(features), np.array([row.answerable for row in kept])


def main(weights: Path, archives: list[Path]) -> None:
    """Print what is learnt from all but one archive and shown on that one, then the weights from all."""
    encoder, reader = load_encoder(), load_reader(weights)
    rows = {archive.name: asked(archive, encoder, reader) for archive in archives}
    for name in rows if len(rows) > 1 else ():
        others = [row for other, found in rows.items() if other != name for row in found]
        scores = Scores.fitted(others)
        sure = LogisticRegression().fit(*support(others, scores))
        features, labels = support(rows[name], scores)
        area = roc_auc_score(labels, sure.decision_function(features))
        first, three = top(rows[name], scores, 1), top(rows[name], scores, 3)
        print(f"{name:14} evidence first {first:.3f}, among three {three:.3f}; AUROC of answering {area:.3f}")
    every = [row for found in rows.values() for row in found]
    scores = Scores.fitted(every)
    _print("choice", scores.choice, FEATURES)
    _print("closer look", scores.closer, ("first", "judged"))
    _print("confidence", LogisticRegression().fit(*support(every, scores)), ("score", "answers", "judged"))


def _print(name: str, fitted: LogisticRegression, features: Sequence[str]) -> None:
    pairs = zip(features, fitted.coef_[0], strict=True)
    print(f"{name}: bias {fitted.intercept_[0]:.2f}", *(f"{feature} {weight:.2f}" for feature, weight in pairs))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: python -m training.choice READER ARCHIVE…")
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
