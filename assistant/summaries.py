"""Questions for the gist of something, answered by its most telling sentences in their own order."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.constraints import mentions
from assistant.evidence import Evidence
from assistant.question import stems
from corpus import words
from index import StoredSentence, search_terms

MOST = 4
"""Sentences in a summary."""

_ASKED = re.compile(
    r"\b(?:summar(?:y|ies|i[sz]e[sd]?)|overview|gist|nutshell|(?:main|key|most important) points?|highlights?"
    r"|tell (?:me|us) (?:more |something |everything |all )?(?:about|of|on)"
    r"|what (?:is|was|are) (?:the|this|that) (?:article|story|report|piece|item)s?\b.*\babout)\b",
    re.I,
)
_FOR_A_FACT = re.compile(r"(?:\w+ )?(?:who|whom|whose|when|where|how|which)\b", re.I)
_PIECE = frozenset(stems("article story report piece item newsletter"))

_LABEL = 2
"""Words of what only labels the text behind it: "Fire." or "New member."."""

_ALIKE = 0.75
"""Cosine from which a sentence says again what another one says."""


def wants_summary(question: str) -> bool:
    """Whether `question` asks for the gist of something rather than for one fact: "Who wrote the summary?" does not."""
    return bool(_ASKED.search(question)) and not _FOR_A_FACT.match(question)


def headed(question: str, met: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in the first article whose headline has all that `question` asks to be summarised."""
    topic = _topic(question)
    articles = [e.stored.article for e in met if topic and topic <= set(stems(e.hit.passage.headline))]
    return [e for e in met if e.stored.article == articles[0]] if articles else []


def gist(question: str, met: Sequence[Evidence], article: Sequence[StoredSentence]) -> list[int]:
    """The positions, in reading order, of the sentences of `article` that tell most of it.

    Where the question is about somebody or something that the article is not headed by, only the paragraphs
    that name it are told: the rest of a column of news is about others.

    They are picked one by one (maximal marginal relevance, Carbonell and Goldstein 1998): near to
    the question and to the article as a whole, and not alike to those already picked. `met` is the
    evidence found for the question, `article` the article of the best of it.
    """
    text = [s for s in _about(question, article) if len(words(s.sentence.text)) > _LABEL]
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


def _about(question: str, article: Sequence[StoredSentence]) -> list[StoredSentence]:
    """The sentences of `article` that may be told, all of its text or the paragraphs about what is named."""
    text = [s for s in article if s.sentence.role == "text"]
    named = _topic(question)
    head = _telling(" ".join(s.sentence.text for s in article if s.sentence.role == "headline"))
    if not named or any(mentions(head, stem) for stem in named):
        return text
    own = {s.sentence.paragraph for s in text if named <= set(stems(s.sentence.text))}
    return [s for s in text if s.sentence.paragraph in own] or text


def _topic(question: str) -> frozenset[str]:
    """The stems of what a summary is asked of: those of "Tomasz Wilk" for "Tell me about Tomasz Wilk"."""
    return _telling(_ASKED.sub(" ", question)) - _PIECE


def _telling(text: str) -> frozenset[str]:
    """The stems of all words but the common ones."""
    return frozenset(stems(" ".join(search_terms(text))))
