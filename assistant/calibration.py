"""Whether confidence means what it says, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in `[low, low + 0.1)`.

    `confidence` is their mean confidence and `answerable` the share that the archive does answer,
    both weighted (see `reliability`).
    """

    low: float
    questions: int
    confidence: float
    answerable: float


def reliability(confidence: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """The reliability curve: in each tenth of confidence, how many questions have an answer. Empty bins are left out.

    Confidence is meant for as many near misses as questions with an answer; both are weighted to that.
    """
    sure, known, weight = _weighted(confidence, answerable)
    found = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    bins = []
    for at in range(_BINS):
        own = found == at
        if own.any():
            mean, share = (float(np.average(values[own], weights=weight[own])) for values in (sure, known))
            bins.append(Bin(at / _BINS, int(own.sum()), mean, share))
    return bins


def calibration_error(confidence: Sequence[float], answerable: Sequence[bool]) -> float:
    """The expected calibration error (Naeini, Cooper and Hauskrecht 2015), in [0, 1]: how far the curve is off.

    Weighted like `reliability`, over its ten bins.
    """
    sure, known, weight = _weighted(confidence, answerable)
    found = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float(((sure - known) * weight)[found == at].sum())) for at in range(_BINS)]
    return sum(gaps) / float(weight.sum())


def risk_coverage_area(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """The area under the risk-coverage curve (El-Yaniv and Wiener 2010), in [0, 1]; less is better.

    The error rate among the n questions most confidently answered, averaged over all n. `right` says
    whether answering a question gives its gold answer; where there is none, answering is an error.
    """
    order = np.argsort(-np.array(confidence), kind="stable")
    wrong = 1 - np.array(right, dtype=float)[order]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def _weighted(confidence: Sequence[float], answerable: Sequence[bool]) -> tuple[NDArray[np.float64], ...]:
    """Confidence, 1 where there is an answer, and weights by which both kinds of question count for half."""
    known = np.array(answerable, dtype=float)
    share = known.mean()
    weight = np.where(known > 0, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9))
    return np.array(confidence, dtype=float), known, weight
