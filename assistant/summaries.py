"""Questions for the gist of something, answered by its most telling sentences in their own order."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.evidence import Evidence
from index import StoredSentence

MOST = 4
"""Sentences in a summary."""

_ASKED = re.compile(
    r"\b(?:summar(?:y|ies|i[sz]e[sd]?)|overview|gist|nutshell|(?:main|key|most important) points?|highlights?"
    r"|tell (?:me|us) (?:more |something |everything |all )?(?:about|of|on)"
    r"|what (?:is|was|are) (?:the|this|that) (?:article|story|report|piece|item)s?\b.*\babout)\b",
    re.I,
)
_ALIKE = 0.75
"""Cosine from which a sentence says again what another one says."""


def wants_summary(question: str) -> bool:
    """Whether `question` asks for the gist of something rather than for one fact."""
    return bool(_ASKED.search(question))


def gist(met: Sequence[Evidence], article: Sequence[StoredSentence]) -> list[int]:
    """The positions, in reading order, of the sentences of `article` that tell most of it.

    They are picked one by one (maximal marginal relevance, Carbonell and Goldstein 1998): near to
    the question and to the article as a whole, and not alike to those already picked. `met` is the
    evidence found for the question, `article` the article of the best of it.
    """
    text = [s for s in article if s.sentence.role == "text"]
    if not text:
        return []
    vectors = np.stack([s.vector for s in text])  # (sentences, 384)
    asked = {e.stored.position: e.features["similarity"] for e in met if e.stored.article == text[0].article}
    central = vectors @ vectors.mean(axis=0)
    worth = central / 2 + np.array([1.5 * asked.get(s.position, 0.0) for s in text])
    worth[0] += 0.2  # a report opens with what, when and where
    picked: list[int] = []
    for at in np.argsort(-worth):
        if len(picked) < MOST and all(vectors[at] @ vectors[other] < _ALIKE for other in picked):
            picked.append(int(at))
    return [text[at].position for at in sorted(picked)]
