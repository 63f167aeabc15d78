"""Evidence to an answer: quoted, cited and checked, or withheld."""

import difflib
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.evidence import Evidence, find_evidence
from assistant.question import Expected, Question, stems, understand
from assistant.types import Answer, Citation, Reader
from assistant.verification import verified
from index import Encoder, Filters, Hit, Snapshot, search

HITS = 5
"""Passages looked at for an answer."""

THRESHOLD = -1.8
"""Support below which nothing is shown as an answer; chosen on the development questions."""

MARGIN = 2.0
"""How far, in log-odds, a further sentence may stand behind the best one and still be shown."""

MOST = 3
"""Sentences in an answer."""

NEAREST = 3
"""Headlines named in a refusal."""

_PLAIN_TO_SEE: frozenset[Expected] = frozenset(("email", "telephone", "website", "amount", "number", "year"))
"""What leaves no doubt whether a sentence has it: a telephone number is one or is not."""

_RANKS = frozenset(stems("deputy vice acting former assistant associate interim honorary founding co ex"))


def answer_question(snapshot: Snapshot, encoder: Encoder, reader: Reader, text: str, filters: Filters) -> Answer:
    """The answer to a question that stands alone, from what `filters` let pass."""
    question = understand(text)
    vector = encoder.encode([text])[0]
    hits = search(snapshot, text, vector, HITS, filters)
    evidence = find_evidence(snapshot, reader, question, vector, hits)
    chosen = _choose(question, evidence)
    citations = verified((_citation(marker, e, snapshot) for marker, e in enumerate(chosen, 1)), snapshot)
    if not citations:
        return Answer(_refusal(question, evidence, hits, filters), "not_found", (), tuple(hits), text, filters)
    quoted = "\n\n".join(f"“{c.text}” [{c.marker}]" for c in citations)
    return Answer(quoted, "answered", tuple(citations), tuple(hits), text, filters)


def _choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences to show, best first; none when nothing supports an answer."""
    met = [e for e in evidence if not unmet(question, e) and _is_of_kind(question, e)]
    if not met or met[0].support < THRESHOLD:
        return []
    distinct = list({e.stored.sentence.text: e for e in reversed(met)}.values())
    best = sorted(distinct, key=lambda e: -e.score)[:MOST]
    return [e for e in best if e.score >= best[0].score - MARGIN]


def _is_of_kind(question: Question, evidence: Evidence) -> bool:
    """Whether the sentence can hold the answer at all: without a number in it, none to "how many"."""
    return question.expected not in _PLAIN_TO_SEE or evidence.features["expected"] > 0


def unmet(question: Question, evidence: Evidence) -> list[str]:
    """What the question takes for granted and the evidence does not bear out, as stems.

    A number, ordinal or year must stand in or around the sentence, and no other of its kind before
    the same word: the ninth meeting says nothing about the eighth, the 2024 forum nothing about
    that of 2023. A name must stand somewhere in the article, give or take a typing error. And a
    deputy director is no director.
    """
    numbers = [n for n in question.numbers if n not in evidence.frame or _is_other_edition(question, n, evidence)]
    names = [n for n in question.names if not _mentions(evidence.article, n)]
    return numbers + names + _other_rank(question, stems(evidence.stored.sentence.text))


def _is_other_edition(question: Question, number: str, evidence: Evidence) -> bool:
    """Whether the article speaks of the thing that the question numbers so, but of other ones."""
    named = {after for before, after in pairwise(stems(question.text)) if before == number}
    stated = {n for n, after in evidence.editions if after in named and n.isdigit() == number.isdigit()}
    return bool(stated) and number not in stated


def _other_rank(question: Question, said: Sequence[str]) -> list[str]:
    """The question's words that the sentence has only with a rank before them that the question has not."""
    ranked = {after for before, after in pairwise(said) if before in _RANKS and before not in question.stems}
    plain = {after for before, after in pairwise(["", *said]) if before not in _RANKS}
    return [stem for stem in question.stems if stem in ranked - plain]


def _mentions(said: Iterable[str], name: str) -> bool:
    if name in set(said):
        return True
    return len(name) > 4 and (
        any(s.startswith(name[:5]) for s in said) or bool(difflib.get_close_matches(name, said, 1, 0.8))
    )


def _citation(marker: int, evidence: Evidence, snapshot: Snapshot) -> Citation:
    sentence, passage = evidence.stored.sentence, evidence.hit.passage
    path = passage.source.path
    quote = snapshot.reader.text(path)[sentence.start : sentence.end]
    return Citation(marker, quote, sentence.text, passage.source, passage.headline, path, sentence.start, sentence.end)


def _refusal(question: Question, evidence: Sequence[Evidence], hits: Sequence[Hit], filters: Filters) -> str:
    """What was looked for, what was missing if that is known, and the nearest that there is."""
    looked = f"I looked for: “{question.text}”{_within(filters)}."
    lines = ["The archive does not say.", looked]
    missing = [word for e in evidence[:1] for word in _as_asked(question, unmet(question, e))]
    if missing:
        lines.append(f"The closest article does not mention {' or '.join(f'“{word}”' for word in missing)}.")
    nearest = dict.fromkeys(
        f"– {h.passage.headline} ({h.passage.source.label})" for h in hits if h.passage.kind == "article"
    )
    if nearest:
        lines += ["The nearest articles:", *list(nearest)[:NEAREST]]
    return "\n".join(lines)


def _as_asked(question: Question, missing: Sequence[str]) -> list[str]:
    """The question's own words for these stems."""
    asked = {stem: word for word in question.text.split() for stem in understand(word).stems}
    return [asked.get(stem, stem).strip('?.,!;:"“”()') for stem in missing]


def _within(filters: Filters) -> str:
    parts = [
        f"since {filters.since}" if filters.since else "",
        f"until {filters.until}" if filters.until else "",
        f"in {filters.place}" if filters.place else "",
    ]
    named = ", ".join(part for part in parts if part)
    return f" ({named})" if named else ""
