"""Whether confidence means what it says, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in `[low, low + 0.1)`.

    `confidence` is their mean confidence and `answerable` the share that the archive does answer.
    """

    low: float
    questions: int
    confidence: float
    answerable: float


def reliability(confidence: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """The reliability curve: in each tenth of confidence, how many questions have an answer. Empty bins are left out.

    Confidence is meant for questions about a quarter of which have none, as when it was fitted.
    """
    sure, known = np.array(confidence, dtype=float), np.array(answerable, dtype=float)
    found = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return [
        Bin(at / _BINS, int(own.sum()), float(sure[own].mean()), float(known[own].mean()))
        for at in range(_BINS)
        if (own := found == at).any()
    ]


def calibration_error(confidence: Sequence[float], answerable: Sequence[bool]) -> float:
    """The expected calibration error (Naeini, Cooper and Hauskrecht 2015), in [0, 1]: how far the curve is off."""
    bins = reliability(confidence, answerable)
    return sum(b.questions * abs(b.confidence - b.answerable) for b in bins) / len(confidence)


def risk_coverage_area(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """The area under the risk-coverage curve (El-Yaniv and Wiener 2010), in [0, 1]; less is better.

    The error rate among the n questions most confidently answered, averaged over all n. `right` says
    whether answering a question gives its gold answer; where there is none, answering is an error.
    """
    order = np.argsort(-np.array(confidence), kind="stable")
    wrong = 1 - np.array(right, dtype=float)[order]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())
