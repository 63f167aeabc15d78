"""Which sentences of the passages found bear on the question, and how well."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.question import Expected, Question, stems
from corpus import Role, find_periods
from index import Hit, Snapshot, StoredSentence, findable

# Log-odds a unit of each feature adds, from a logistic regression that tells evidence from other
# sentences; fitted by `training/evidence.py` on newsletters none of which is shipped.
_BIAS = -6.17
_WEIGHTS = {
    "similarity": 7.29,
    "coverage": 2.84,
    "expected": 1.07,
    "rank": -0.78,
    "dateline": -3.20,
    "headline": -5.67,
    "section": -2.81,
}

_PERSON = re.compile(r"\b(?:Prof|Dr|Mr|Mrs|Ms|H\.E)\b|\b[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+")
_PLACE = re.compile(r"\b(?:in|at|to|from|of) (?:the )?[A-Z]|\b[A-Z]\w+, [A-Z]")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_VAGUE_DATE = re.compile(
    r"\b(?:(?:next|last|this|every) (?:week|month|year|spring|summer|autumn|fall|winter)|spring|summer|autumn|winter"
    r"|Q[1-4]|quarter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|tomorrow|today|yesterday|biennial|annual(?:ly)?)\b"
)
_ACRONYM_AT_HAND = re.compile(r"\([^()]*[A-Z]{2}[^()]*\)|\b[A-Z]{2,}\w* ?\(")
_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|dozens?|hundreds?|thousands?|millions?|half|third|quarter|none|once|twice|biennial|annual(?:ly)?|monthly|weekly|every)\b",
    re.I,
)
_AMOUNT = re.compile(r"\d|\bfree\b", re.I)
_PATTERNS: dict[Expected, re.Pattern[str]] = {
    "email": re.compile(r"\S@\S+\.\w"),
    "telephone": re.compile(r"\+?\d[\d ()/.-]{6,}\d"),
    "website": re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:org|com|net|edu|int|eu|example|[a-z]{2})\b"),
    "amount": _AMOUNT,
    "year": _YEAR,
    "person": _PERSON,
}
_PEOPLE = frozenset({"peopl", "person", "particip", "attende", "visitor", "guest", "deleg", "repres", "individu"})
_ANY_DAY = date(2000, 1, 1)
"""Whether a text names a date does not depend on the year that it leaves out."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with what speaks for it, and what the article says around it.

    `features` are similarity in [-1, 1], coverage and expected in [0, 1], the rank of the passage
    from 0, and 1 for the sentence's role.
    `frame` holds the stems of what the sentence is about without saying it: headline, dateline,
    section, issue, the article's opening and the neighbouring sentences. `article` holds those of
    the whole article, `editions` each number in it with the word that follows: ("9th", "meet").
    """

    stored: StoredSentence
    hit: Hit
    features: dict[str, float]
    frame: frozenset[str]
    article: frozenset[str]
    editions: frozenset[tuple[str, str]]

    @property
    def score(self) -> float:
        """The log-odds that the sentence answers the question."""
        return _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in self.features.items())


def find_evidence(
    snapshot: Snapshot, question: Question, vector: NDArray[np.float32], hits: Sequence[Hit]
) -> list[Evidence]:
    """All sentences of the passages in `hits`, best first. `vector`, shape (384,), embeds the question."""
    weights = _idf(snapshot, question.stems)
    articles = snapshot.reader.article_sentences(list(dict.fromkeys(hit.passage.article for hit in hits)))
    found = [
        evidence
        for rank, hit in enumerate(hits)
        for evidence in _of_passage(question, vector, hit, rank, articles[hit.passage.article], weights)
    ]
    return sorted(found, key=lambda e: -e.score)


def _idf(snapshot: Snapshot, terms: Iterable[str]) -> dict[str, float]:
    """How much each term tells: the logarithm of one over its share of the passages."""
    total = snapshot.reader.counts()["passages"]
    return {t: math.log(1 + total / (n + 0.5)) for t, n in snapshot.reader.frequencies(terms).items()}


def _of_passage(
    question: Question,
    vector: NDArray[np.float32],
    hit: Hit,
    rank: int,
    article: Sequence[StoredSentence],
    weights: dict[str, float],
) -> Iterable[Evidence]:
    passage = hit.passage
    source = passage.source
    spoken = [stems(findable(passage.kind, s.sentence)) for s in article]
    said = [frozenset(words) for words in spoken]
    editions = frozenset(pair for words in spoken for pair in pairwise(words) if pair[0][:1].isdigit())
    everything = frozenset().union(*said)
    issue = frozenset(stems(f"{source.label} {source.organisation}"))
    title = frozenset(stems(f"{passage.headline} {passage.dateline}"))
    opening = frozenset().union(
        *[words for s, words in zip(article, said, strict=True) if s.sentence.role == "text"][:2]
    )
    for at in range(passage.first, passage.last):
        sentence = article[at].sentence
        about = said[at].union(title, stems(sentence.section), issue, *said[max(0, at - 1) : at + 2])
        features = {
            "similarity": float(article[at].vector @ vector),
            "coverage": _coverage(about, weights),
            "expected": has_expected(question, sentence.text, sentence.role),
            "rank": float(rank),
            sentence.role: 1.0,
        }
        yield Evidence(article[at], hit, features, about | opening, everything | issue, editions)


def _coverage(stems_said: frozenset[str], weights: dict[str, float]) -> float:
    """The share of what the question's words tell that is said, in [0, 1]."""
    total = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in stems_said) / total if total else 0.0


def has_expected(question: Question, text: str, role: Role) -> float:
    """1 when `text` holds the kind of thing that is asked for, 0 when not, 0.5 when that cannot be told."""
    match question.expected:
        case "date":
            return float(bool(_VAGUE_DATE.search(text)) or any(True for _ in find_periods(text, _ANY_DAY)))
        case "number":
            return _counts(question, text)
        case "place":
            return float(role == "dateline" or bool(_PLACE.search(text)))
        case "expansion":
            return float(
                bool(_ACRONYM_AT_HAND.search(text)) or any(_spells(text, word) for word in _acronyms(question.text))
            )
        case "anything":
            return 0.5
        case kind:
            return float(bool(_PATTERNS[kind].search(text)))


def _counts(question: Question, text: str) -> float:
    """1 when `text` has a number beside those of the question, and what is counted; 0.5 without that; else 0."""
    for period in find_periods(text, _ANY_DAY):
        text = text.replace(period.words, " ", 1)
    others = " ".join(w for w in text.split() if not set(stems(w)) & question.numbers)
    if not _COUNT.search(others):
        return 0.0
    said = set(stems(text))
    counted = question.counted
    alike = any(s[:5] == counted[:5] for s in said) or (counted in _PEOPLE and bool(said & _PEOPLE))
    return 1.0 if not counted or alike else 0.5


def _acronyms(text: str) -> list[str]:
    return re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", text)


def _spells(text: str, acronym: str) -> bool:
    """Whether the capitals of a name in `text` spell `acronym`, capitals between allowed."""
    initials = "".join(re.findall(r"\b[A-Z](?=[a-z])", text))
    start = initials.find(acronym[0].upper())
    if start < 0:
        return False
    rest = iter(initials[start:])
    return all(letter in rest for letter in acronym.upper()) and len(initials) <= 3 * len(acronym)
