"""Which sentences of the passages found bear on the question, and how well."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.constraints import Forms, Said, Unmet, editions, is_year, unmet
from assistant.expected import Expected
from assistant.question import Question, stems
from assistant.types import Excerpt, Reader, Text
from corpus import Role, find_periods, initialisms
from index import Hit, Snapshot, StoredSentence, findable

# Log-odds a unit of each feature adds, from a logistic regression that tells evidence from other sentences;
# fitted by `training/choice.py` on the development questions and two archives that neither network has seen.
_BIAS = -0.69
_WEIGHTS = {
    "similarity": 2.33,
    "coverage": 1.01,
    "rank": -0.84,
    "dateline": -4.32,
    "headline": -6.14,
    "answers": 0.19,
    "evidence": 0.37,
    "span": 0.27,
}

# The same of what these come to, and of what a closer look says.
_JUDGED_BIAS, _FIRST, _JUDGED = 0.36, 0.69, 0.56

UNJUDGED = -4.0
"""What stands for that in sentences that were not looked at more closely."""

LOOKED_AT, WITHIN = 4, 4.0
"""How many sentences are, the likeliest, and how far in log-odds they stand behind the first of them at most."""

UNREAD = 3.0
"""Log-odds against a headline or dateline, which the reader does not score, holding the answer."""

_SURE_OF_PHRASE = -1.2
"""Log-probability from which the reader's phrase is taken for the answer."""

_PERSON = re.compile(r"\b(?:Prof|Dr|Mr|Mrs|Ms|H\.E)\b|\b[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+")
_PLACE = re.compile(r"\b(?:in|at|to|from|of) (?:the )?[A-Z]|\b[A-Z]\w+, [A-Z]")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_VAGUE_DATE = re.compile(
    r"\b(?:(?:next|last|this|every) (?:week|month|year|spring|summer|autumn|fall|winter)|spring|summer|autumn|winter"
    r"|Q[1-4]|quarter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|tomorrow|today|yesterday|biennial|annual(?:ly)?)\b"
)
_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|dozens?|hundreds?|thousands?|millions?|half|third|quarter|none|once|twice|biennial|annual(?:ly)?|monthly|weekly|every)\b",
    re.I,
)
_AMOUNT = re.compile(r"\d|\bfree\b", re.I)
_SHARE = re.compile(  # a cell of a table may leave it to the head of its column
    r"%| \| |\bper ?cent|\b(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
    r"|majority|minority|most|all|none|nobody|every\w*|each)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:[a-z]+ )?(?:in|of) (?:the |every )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|\d+)\b",
    re.I,
)
_PATTERNS: dict[Expected, re.Pattern[str]] = {
    "email": re.compile(r"\S@\S+\.\w"),
    "telephone": re.compile(r"\+?\d[\d ()/.-]{6,}\d"),
    "website": re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:org|com|net|edu|int|eu|example|[a-z]{2})\b"),
    "amount": _AMOUNT,
    "share": _SHARE,
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
    from 0, 1 for the sentence's role, and what the reader says (see `Reading`).
    `unmet` is what the question takes for granted and this does not bear out.
    """

    stored: StoredSentence
    hit: Hit
    features: dict[str, float]
    unmet: tuple[Unmet, ...]
    phrase: str
    """The words of the sentence that are the answer; empty where the reader is not sure."""
    excerpt: Excerpt
    judged: float | None = None
    """What a closer look said, in log-odds; None where there was none."""

    @property
    def score(self) -> float:
        """The log-odds that the sentence answers the question."""
        closer = UNJUDGED if self.judged is None else self.judged
        return _JUDGED_BIAS + _FIRST * self.first_score + _JUDGED * closer

    @property
    def first_score(self) -> float:
        """The same before the closer look."""
        return _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in self.features.items())


def find_evidence(
    snapshot: Snapshot,
    reader: Reader,
    question: Question,
    vector: NDArray[np.float32],
    hits: Sequence[Hit],
    first_rank: int = 0,
) -> list[Evidence]:
    """All sentences of the passages in `hits`, best first.

    `vector`, shape (384,), embeds the question; `first_rank` is the rank of the first hit, from 0.
    """
    weights = _idf(snapshot, question.stems)
    articles = snapshot.reader.article_sentences(list(dict.fromkeys(hit.passage.article for hit in hits)))
    inside = [articles[hit.passage.article][hit.passage.first : hit.passage.last] for hit in hits]
    readings = reader.read(question.text, [_text(hit, stored) for hit, stored in zip(hits, inside, strict=True)])
    forms = _forms(snapshot, question)
    asks_year = any(is_year(number) for number in question.numbers)
    found: list[Evidence] = []
    for rank, (hit, reading) in enumerate(zip(hits, readings, strict=True), first_rank):
        article = articles[hit.passage.article]
        surroundings = _surroundings(hit, article)
        read = zip(reading.evidence, reading.spans, reading.phrases, strict=True)
        for stored in article[hit.passage.first : hit.passage.last]:
            said = surroundings.said[stored.position]
            features = {
                "similarity": float(stored.vector @ vector),
                "coverage": _coverage(said, weights),
                "expected": has_expected(question, stored.sentence.text, stored.sentence.role, forms),
                "rank": float(rank),
                stored.sentence.role: 1.0,
            }
            phrase = ""
            if _is_read(stored):
                evidence, span, words = next(read)
                phrase = _phrase(hit, stored, words) if span >= _SURE_OF_PHRASE else ""
                features |= {"answers": reading.answers, "doubt": reading.doubt, "evidence": evidence, "span": span}
            years = _years(stored, hit) if asks_year else frozenset()
            context = Said(
                stored.sentence.text,
                said | surroundings.opening | years,
                surroundings.article,
                surroundings.editions,
                surroundings.elsewhere[stored.position],
            )
            missing = tuple(unmet(question, context, forms))
            found.append(Evidence(stored, hit, features, missing, phrase, _excerpt(hit, article, stored.position)))
    return sorted(found, key=lambda e: -e.score)


def judged(
    reader: Reader, question: Question, evidence: Sequence[Evidence], among: Sequence[Evidence]
) -> list[Evidence]:
    """The `evidence`, best first, after a closer look at the likeliest sentences `among` it that had none yet."""
    likeliest = [e for e in among[:LOOKED_AT] if e.first_score >= among[0].first_score - WITHIN]
    unseen = list(dict.fromkeys(e.excerpt for e in likeliest if e.judged is None))
    said = dict(zip(unseen, reader.judge(question.text, unseen), strict=True))
    told = [replace(e, judged=said.get(e.excerpt, e.judged)) for e in evidence]
    return sorted(told, key=lambda e: -e.score)


def _forms(snapshot: Snapshot, question: Question) -> list[tuple[list[str], list[str]]]:
    """The acronyms in the question with what they stand for, and the other way round."""
    pairs = [(stems(a.short), stems(a.long)) for a in snapshot.reader.acronyms(question.text)]
    return pairs + [(long, short) for short, long in pairs]


def reranked(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> list[Hit]:
    """The passages by the best sentence that each of them has, the ones that were not read last.

    `evidence` is that found in `hits`, best first; see `find_evidence`.
    """
    return list(dict.fromkeys([*(e.hit for e in evidence), *hits]))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The stems of an article: around each sentence, in its opening, in all of it, in other sections' headings.

    `editions` are its numbered words.
    """

    said: tuple[frozenset[str], ...]
    opening: frozenset[str]
    article: frozenset[str]
    editions: frozenset[tuple[str, str]]
    elsewhere: tuple[frozenset[str], ...]


def _surroundings(hit: Hit, article: Sequence[StoredSentence]) -> _Surroundings:
    passage, source = hit.passage, hit.passage.source
    spoken = [stems(findable(passage.kind, s.sentence)) for s in article]
    own = [frozenset(words) for words in spoken]
    issue = frozenset(stems(f"{source.label} {source.organisation}"))
    title = frozenset(stems(f"{passage.headline} {passage.dateline}")) | issue
    said = tuple(title.union(stems(s.sentence.section), *own[max(0, at - 1) : at + 2]) for at, s in enumerate(article))
    headings = {section: frozenset(stems(section)) for section in {s.sentence.section for s in article}}
    headed = frozenset().union(*headings.values())
    elsewhere = tuple(
        headed.difference(headings[s.sentence.section], *own[max(0, at - 1) : at + 2]) for at, s in enumerate(article)
    )
    text = [words for s, words in zip(article, own, strict=True) if s.sentence.role == "text"]
    short = initialisms(" ".join(s.sentence.text for s in article))
    numbered = frozenset(pair for words in spoken for pair in editions(words))
    return _Surroundings(said, frozenset().union(*text[:2]), issue.union(*own, short), numbered, elsewhere)


def _years(stored: StoredSentence, hit: Hit) -> frozenset[str]:
    """The years that a sentence speaks of, "last year" among them."""
    published = hit.passage.source.published
    named = find_periods(stored.sentence.text, published.start if published else None)
    return frozenset(str(period.start.year) for period in named if period.precision == "year")


def _is_read(stored: StoredSentence) -> bool:
    """Headline and dateline stand in the heading that the reader is given, not among the sentences it scores."""
    return stored.sentence.role in ("text", "section")


def _text(hit: Hit, inside: Sequence[StoredSentence]) -> Text:
    """A passage as the reader was trained to see it."""
    return Text(_heading(hit), tuple(findable(hit.passage.kind, s.sentence) for s in inside if _is_read(s)))


def _heading(hit: Hit) -> str:
    """The line that says where a passage stands: headline, month and dateline."""
    passage = hit.passage
    published = passage.source.published
    heading = f"{passage.headline} ({published.start:%B %Y})" if published else passage.headline
    return f"{heading}. {passage.dateline}" if passage.dateline else heading


def _excerpt(hit: Hit, article: Sequence[StoredSentence], position: int) -> Excerpt:
    """A sentence of `article` as the closer look was trained to see it."""

    def said(at: int) -> str:
        beside = 0 <= at < len(article) and (at == position or _is_read(article[at]))
        return findable(hit.passage.kind, article[at].sentence) if beside else ""

    return Excerpt(_heading(hit), said(position - 1), said(position), said(position + 1))


def _phrase(hit: Hit, stored: StoredSentence, characters: tuple[int, int]) -> str:
    """These characters of what the reader read, as far as they are the sentence's own and not its label's."""
    label = len(findable(hit.passage.kind, stored.sentence)) - len(stored.sentence.text)
    start, end = characters
    return _whole(stored.sentence.text, start - label, end - label) if start >= label else ""


def _whole(text: str, start: int, end: int) -> str:
    """`text[start:end]` with the rest of a word or address that it cuts, without a bracket or quotation mark alone."""
    is_address = re.search(r"@|://|www\.", text[start:end])
    for word in re.finditer(r"\S+" if is_address else r"[+€$£]*\w+%?", text):
        start = word.start() if word.start() < start < word.end() else start
        end = word.end() if word.start() < end < word.end() else end
    phrase = text[start:end].rstrip(".,;:") if is_address else text[start:end]
    for opening, closing in ("“”", "()", "[]"):
        if phrase.count(opening) != phrase.count(closing):
            phrase = phrase.removeprefix(opening).removesuffix(closing)
    return phrase.strip('"') if phrase.count('"') % 2 else phrase


def _idf(snapshot: Snapshot, terms: Iterable[str]) -> dict[str, float]:
    """How much each term tells: the logarithm of one over its share of the passages."""
    total = snapshot.reader.counts()["passages"]
    return {t: math.log(1 + total / (n + 0.5)) for t, n in snapshot.reader.frequencies(terms).items()}


def _coverage(stems_said: frozenset[str], weights: dict[str, float]) -> float:
    """The share of what the question's words tell that is said, in [0, 1]."""
    total = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in stems_said) / total if total else 0.0


def has_expected(question: Question, text: str, role: Role, forms: Forms = ()) -> float:
    """1 when `text` holds the kind of thing that is asked for, 0 when not, 0.5 when that cannot be told.

    `forms` are the acronyms in the question with what the archive says they stand for.
    """
    match question.expected:
        case "date":
            return float(bool(_VAGUE_DATE.search(text)) or any(True for _ in find_periods(text, _ANY_DAY)))
        case "number":
            return _counts(question, text)
        case "place" | "city":
            return float(role == "dateline" or bool(_PLACE.search(text)))
        case "expansion":
            spelled = [long for short, long in forms if len(long) > len(short)]
            return float(any(set(long) <= set(stems(text)) for long in spelled)) if spelled else 0.5
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
