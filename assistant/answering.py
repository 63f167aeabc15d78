"""Evidence to an answer: quoted, cited and checked, or withheld."""

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.constraints import explain
from assistant.evidence import UNJUDGED, UNREAD, Evidence, find_evidence, has_expected, judged, reranked
from assistant.expected import Expected
from assistant.question import Question, asked, stems, understand
from assistant.speech import reported
from assistant.summaries import gist, headed, wants_summary
from assistant.types import Answer, Citation, Reader
from assistant.verification import stands, verified
from corpus import position, resolve_place, words
from index import Encoder, Filters, Hit, Snapshot, respell, search

HITS = 5
"""Passages looked at for an answer."""

FIRST, SURE = 3, 0.8
"""The passages that are read first, and the confidence from which the others need not be."""

# Log-odds of there being an answer, a unit of each; fitted by `training/choice.py` on questions a quarter
# of which nothing answers.
_BIAS, _SCORE, _ANSWERS, _JUDGED = 1.81, 0.17, 0.40, 0.45
THRESHOLD = 0.54
"""Confidence below which nothing is shown as an answer."""

SPOKEN = 0.05
"""The same for sentences that name the speaker asked for and a verb of saying, which are what was said, and for the
article that is headed by what is to be summarised."""

MARGIN = 2.5
"""How far, in log-odds, a further sentence may stand behind the best one and still be shown."""

MOST = 3
"""Sentences in an answer."""

NEAREST = 3
"""Headlines named in a refusal."""

_PLAIN_TO_SEE: frozenset[Expected] = frozenset(
    ("expansion", "email", "telephone", "website", "amount", "number", "share", "year")
)
"""What leaves no doubt whether a sentence has it: a telephone number is one or is not."""

_CORRECTS = re.compile(
    r"\b(?:corrig|correction|errat|clarification|should have (?:read|said|been)"
    r"|(?:(?:wrongly|mistakenly|erroneously)|(?:right|correct) (?:figure|name|date|number)"
    r"|(?:we|our \w+ issue) (?:wrote|stated|reported|printed|gave|named))\b)",
    re.I,
)
"""A text that takes something back, so that what it says first may be what was wrong."""

_OF_A_PUBLISHER: frozenset[Expected] = frozenset(("expansion", "email", "telephone", "website", "place", "city"))
_OF_THE_ISSUE = re.compile(
    r"\b(?:(?:news)?letters?|issues?|bulletins?|editions?|magazine|gazette|digest|editor\w*|publi\w+|volume|issn|print\w*"
    r"|layout|design\w*|copyright|contact|archive)\b",
    re.I,
)
"""What a masthead tells."""

_TOLD_BY_FORM = _PLAIN_TO_SEE - {"expansion"} | {"date"}
"""What a phrase can be seen to be, or not to be."""


def answer_question(snapshot: Snapshot, encoder: Encoder, reader: Reader, text: str, filters: Filters) -> Answer:
    """The answer to a question that stands alone, from what `filters` let pass."""
    text = respell(text, snapshot, encoder)
    question = understand(text)
    vector = encoder.encode([text])[0]
    hits = search(snapshot, text, vector, HITS, filters)
    evidence = _read(snapshot, reader, question, vector, hits)
    hits = reranked(hits, evidence)
    met = eligible(question, evidence)
    confidence = _confidence(met)
    spoken = reported(text, met) if met else []
    summed = wants_summary(asked(text))
    own = headed(asked(text), met) if summed else []
    whole = _summary(snapshot, asked(text), own or met) if met and summed else spoken
    chosen = (whole or _choose(question, met)) if confidence >= (SPOKEN if spoken or own else THRESHOLD) else []
    citations = verified((_citation(marker, e, snapshot) for marker, e in enumerate(chosen, 1)), snapshot)
    citations = [c for c in citations if stands(quoted(c), citations)]
    if not citations:
        refusal = _refusal(question, evidence, hits, filters)
        return Answer(refusal, "not_found", (), tuple(hits), text, filters, confidence=confidence)
    phrase = "" if whole else _phrase(snapshot, question, chosen[0])
    if phrase not in citations[0].text or not stands(f"{phrase} [{citations[0].marker}]", citations):
        phrase = ""
    parts = [phrase] * bool(phrase) + [quoted(c) for c in citations]
    return Answer("\n\n".join(parts), "answered", tuple(citations), tuple(hits), text, filters, phrase, confidence)


def quoted(citation: Citation) -> str:
    """A citation as an answer shows it: its words in quotation marks, and its marker."""
    return f"“{citation.text}” [{citation.marker}]"


def _read(
    snapshot: Snapshot, reader: Reader, question: Question, vector: NDArray[np.float32], hits: Sequence[Hit]
) -> list[Evidence]:
    """The evidence in the first passages and, unless they leave no doubt, in the others; best first."""
    first = _judged(reader, question, find_evidence(snapshot, reader, question, vector, hits[:FIRST]))
    if _confidence(eligible(question, first)) >= SURE:
        return first
    others = find_evidence(snapshot, reader, question, vector, hits[FIRST:], FIRST)
    return _judged(reader, question, sorted([*first, *others], key=lambda e: -e.score))


def _judged(reader: Reader, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    return judged(reader, question, evidence, eligible(question, evidence))


def eligible(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that bears out what the question takes for granted and can hold what it asks for.

    The heading of a section says nothing by itself, and a masthead nothing but who publishes what and when.
    """
    of_the_issue = question.expected in _OF_A_PUBLISHER or _OF_THE_ISSUE.search(question.text)
    return [
        e
        for e in evidence
        if not e.unmet
        and e.stored.sentence.role != "section"
        and (of_the_issue or e.hit.passage.kind != "masthead")
        and _is_of_kind(question, e)
    ]


def answerable_features(best: Evidence) -> tuple[float, float, float]:
    """What confidence is computed from: the best sentence's score, and the reader's word on its passage and on it."""
    return best.score, best.features.get("answers", -UNREAD), UNJUDGED if best.judged is None else best.judged


def _confidence(met: Sequence[Evidence]) -> float:
    """The probability, in [0, 1], that the archive answers."""
    if not met:
        return 0.0
    score, answers, closer = answerable_features(met[0])
    return 1 / (1 + math.exp(-(_BIAS + _SCORE * score + _ANSWERS * answers + _JUDGED * closer)))


def _summary(snapshot: Snapshot, question: str, met: Sequence[Evidence]) -> list[Evidence]:
    """The gist of the best sentence's article, as far as its sentences were looked at."""
    article = met[0].stored.article
    picked = gist(question, met, snapshot.reader.article_sentences([article])[article])
    own = {e.stored.position: e for e in met if e.stored.article == article}
    return [own[position] for position in picked if position in own]


def _choose(question: Question, met: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show, best first; where a place is asked for, the dateline of the best one's article too.

    Behind one that takes something back stands what is right.
    """
    distinct = list({e.stored.sentence.text: e for e in reversed(met)}.values())
    best = sorted(distinct, key=lambda e: -e.score)[:MOST]
    shown = [
        e for e in best if e.score >= best[0].score - MARGIN and (e is best[0] or e.stored.sentence.role == "text")
    ]
    if question.expected in ("place", "city"):
        said = {word for e in shown for word in words(e.stored.sentence.text)}
        own = [e for e in met if e.stored.article == best[0].stored.article]
        datelines = [e for e in own if e.stored.sentence.role == "dateline"]
        shown += [e for e in datelines[:1] if not said.issuperset(words(e.stored.sentence.text))]
    if _takes_back(best[0]):
        at = best[0].stored
        behind = [e for e in met if (e.stored.article, e.stored.position) == (at.article, at.position + 1)]
        shown = [best[0], *behind, *(e for e in shown[1:] if e not in behind)][:MOST]
    return shown


def _takes_back(evidence: Evidence) -> bool:
    sentence = evidence.stored.sentence
    return bool(_CORRECTS.search(f"{evidence.hit.passage.headline} {sentence.section} {sentence.text}"))


def _phrase(snapshot: Snapshot, question: Question, best: Evidence) -> str:
    """The words that answer: what an acronym stands for, where that is asked, else what the reader makes out.

    None where the sentence takes something back: they might be the ones that were wrong.
    """
    if _takes_back(best):
        return ""
    for acronym in snapshot.reader.acronyms(question.text):
        bare = question.expected == "anything" and set(question.stems) <= set(stems(acronym.short))  # "What is PANDA?"
        if (bare or question.expected == "expansion") and acronym.long in best.stored.sentence.text:
            return acronym.long
    sure = question.expected not in _TOLD_BY_FORM or has_expected(question, best.phrase, best.stored.sentence.role) > 0
    return best.phrase if sure else ""


def _is_of_kind(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence can hold the answer at all: without a number in it, none to "how many".

    A row of a table says nothing but what is in its cells, so that it has to hold what is asked for, and one
    of figures answers only what asks for a figure.
    """
    if question.expected == "city" and _is_only_country(evidence.phrase):
        return False
    _, *cells = evidence.stored.sentence.text.split(" | ")
    if cells and question.expected == "anything" and not any(map(str.isalpha, "".join(cells))):
        return False
    return evidence.features["expected"] > 0 or not (cells or question.expected in _PLAIN_TO_SEE)


def _is_only_country(phrase: str) -> bool:
    """Whether a phrase names a country or region, and no city by the same name lies in it, as Singapore does."""
    place = resolve_place(phrase)
    if not place or place.city:
        return False
    namesake = resolve_place(f"{phrase}, {phrase}")
    return not (namesake and namesake.city and position(namesake))


def _citation(marker: int, evidence: Evidence, snapshot: Snapshot) -> Citation:
    sentence, passage = evidence.stored.sentence, evidence.hit.passage
    path = passage.source.path
    quote = snapshot.reader.text(path)[sentence.start : sentence.end]
    return Citation(marker, quote, sentence.text, passage.source, passage.headline, path, sentence.start, sentence.end)


def _refusal(question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit], filters: Filters) -> str:
    """What was looked for, what was missing if that is known, and the nearest that there is."""
    looked = f"I looked for: “{question.text}”{_within(filters)}."
    lines = ["The archive does not say.", looked]
    telling = sorted(evidence[:5], key=lambda e: (not any(u.instead for u in e.unmet), len(e.unmet)))
    lines += [line for e in telling[:1] for line in explain(question, e.unmet)]
    nearest = dict.fromkeys(
        f"– {h.passage.headline} ({h.passage.source.label})" for h in hits if h.passage.kind == "article"
    )
    if nearest:
        lines += ["The nearest articles:", *list(nearest)[:NEAREST]]
    return "\n".join(lines)


def _within(filters: Filters) -> str:
    parts = [
        f"since {filters.since}" if filters.since else "",
        f"until {filters.until}" if filters.until else "",
        f"in {filters.place}" if filters.place else "",
    ]
    named = ", ".join(part for part in parts if part)
    return f" ({named})" if named else ""
