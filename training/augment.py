"""Makes more and harder examples by rule.  Every function takes its own random.Random.

Three kinds of change:

* what stands around the evidence (pseudo-passages, neighbours, headings),
* the surface (typing errors, lower case, lines broken as by OCR),
* what is asked: one constraint of the question is exchanged for another, so
  that the passage no longer answers (`exchanged`), or one name is exchanged in
  question and passage alike, so that it still does (`renamed`).  The second
  keeps the model from recognising the first by its odd wording alone.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from training.examples import Example, Sentence, Span, evidence_of, merged, moved, overlaps
from training.model import heading_line, sentence_spans

_PLACES = (
    "Lima, Peru|Accra, Ghana|Trieste, Italy|Hanoi, Viet Nam|Oslo|Nairobi, Kenya|Brest, France|Geneva"
    "|Quito, Ecuador|Porto, Portugal|Lusaka|Tallinn, Estonia|Chennai, India|Suva, Fiji|Halifax, Canada"
).split("|")
_TOPICS = (
    "News from the network|In brief|Report of the meeting|Calendar|Members' corner|A note from the editor"
    "|From the secretariat|Awards and honours|Looking back|Announcements|Workshop report|New publication"
).split("|")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_WORDS_OF_CLASS = {
    "ordinal": _ORDINALS,
    "month": [m.lower() for m in _MONTHS if m != "May"],
    "day": [d.lower() for d in _DAYS],
    "number": _NUMBERS,
}
_OPPOSITES = dict(
    pair.split("/")
    for both in (
        "before/after largest/smallest highest/lowest oldest/youngest earliest/latest won/lost north/south east/west "
        "opened/closed founded/dissolved increase/decrease increased/decreased morning/evening last/next former/future "
        "maximum/minimum most/least open/close start/end began/ended men/women president/secretary chaired/hosted "
        "director/treasurer wrote/translated bought/sold mother/father brother/sister son/daughter"
    ).split()
    for pair in (both, "/".join(reversed(both.split("/"))))
)
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")
_NUMERAL_ORDINAL = re.compile(r"\b(\d{1,2})(st|nd|rd|th)\b")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+(?:(?:of|the|de|van|der|la|da|du|and)\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*)*")
_NOUN_AFTER = re.compile(r"\b(?:[Hh]ow many|[Ww]hich|[Ww]hat)\s+([a-z]{4,})\b")
_NOT_NOUN = frozenset("does were that this they with have been will from year many kind type".split())
_SMALL = frozenset(
    "What Which Who Whom Whose When Where Why How In On At Of The A An Is Are Was Were Did Do Does For From By To With "
    "It He She They We I You And But This That These His Her Its After Before During As If Name According Has Have Had "
    "Can Could Will Would Should Under Between Since Until There Their Not No Many Some All".split()
)


@dataclass(frozen=True)
class Nearest:
    """Passages ranked by TF-IDF nearness to a question."""

    texts: tuple[str, ...]
    vectorizer: TfidfVectorizer
    matrix: object  # sparse, passages x terms

    @classmethod
    def of(cls, texts: Sequence[str]) -> Nearest:
        vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1)
        return cls(tuple(texts), vectorizer, vectorizer.fit_transform(texts))

    def ranked(self, questions: Sequence[str], top: int) -> np.ndarray:
        """Indices of the `top` nearest passages, best first: questions x top."""
        found = []
        for low in range(0, len(questions), 512):
            scores = (self.vectorizer.transform(questions[low : low + 512]) @ self.matrix.T).toarray()
            best = np.argpartition(-scores, top, axis=1)[:, :top]
            order = np.take_along_axis(-scores, best, axis=1).argsort(axis=1)
            found.append(np.take_along_axis(best, order, axis=1))
        return np.concatenate(found)


# --- what stands around the evidence ---------------------------------------


def pseudo_passages(
    sentences: Mapping[str, Sentence],
    questions: Sequence[tuple[str, str, tuple[Span, ...]]],
    without: float,
    rng: random.Random,
) -> list[Example]:
    """QAMR questions over 1-5 sentences of their document, in order of the document.

    In a share `without` of them the evidence sentence is left out; half of
    these get the sentences nearest to the question from the whole collection.
    """
    keys = list(sentences)
    of_document: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys, key=lambda k: (sentences[k].document, sentences[k].place)):
        of_document[sentences[key].document].append(key)
    nearest = Nearest.of([sentences[k].text for k in keys])
    near = nearest.ranked([q for _, q, _ in questions], 8)
    out = []
    for row, (key, question, spans) in enumerate(questions):
        own = sentences[key]
        family = of_document[own.document]
        others = [k for k in family if k != key]
        close = [keys[i] for i in near[row] if keys[i] != key]
        size = rng.choices((1, 2, 3, 4, 5), (2, 3, 3, 2, 2))[0]
        missing = rng.random() < without
        if missing:
            pool = close if rng.random() < 0.5 or len(others) < 2 else others
            chosen = pool[: max(size, 2)] if pool is close else rng.sample(pool, min(len(pool), max(size, 2)))
        else:
            place = family.index(key)
            chosen = family[max(0, place - rng.randint(0, size - 1)) :][:size]
            if key not in chosen:
                chosen = [key, *chosen[: size - 1]]
            if len(chosen) < size and rng.random() < 0.5:
                chosen = [*chosen, *close[: size - len(chosen)]]
        if missing or rng.random() < 0.3:
            rng.shuffle(chosen)
        text, bounds, answers = "", [], ()
        for k in chosen:
            if text:
                text += "\n\n" if rng.random() < 0.15 else " "
            base = len(text)
            text += sentences[k].text
            bounds.append((base, len(text)))
            if k == key:
                answers = tuple((a + base, b + base) for a, b in spans)
        if missing and any(own.text[a:b].lower() in text.lower() for a, b in spans):
            # The answer's words stand elsewhere too: whether it is supported is not known.
            continue
        out.append(
            Example(
                question,
                text,
                "",
                tuple(bounds),
                answers,
                evidence_of(bounds, answers),
                bool(answers),
                "qamr",
                own.document,
            )
        )
    return out


def nearest_negatives(examples: Sequence[Example], share: float, rng: random.Random, top: int = 6) -> list[Example]:
    """For a share of the answerable examples, the question over a near passage without the answer."""
    passages = list({(e.heading, e.context): e for e in examples}.values())
    asked = [e for e in examples if e.answerable and rng.random() < share]
    near = Nearest.of([f"{e.heading} {e.context}" for e in passages]).ranked([e.question for e in asked], top)
    out = []
    for e, row in zip(asked, near, strict=True):
        words = {e.context[a:b].lower() for a, b in e.answers}
        fit = [
            passages[i]
            for i in row
            if passages[i].context != e.context and not any(w in passages[i].context.lower() for w in words)
        ]
        if fit:
            other = rng.choice(fit[:3])
            out.append(
                replace(
                    other,
                    question=e.question,
                    answers=(),
                    evidence=(),
                    answerable=False,
                    source=e.source + ":near",
                    changed=None,
                )
            )
    return out


def joined(example: Example, other: Example, rng: random.Random) -> Example:
    """The example's passage with another passage before or after it, a blank line between."""
    first = rng.random() < 0.5
    a, b = (example, other) if first else (other, example)
    context = f"{a.context}\n\n{b.context}"
    shift = len(a.context) + 2
    bounds = (*a.sentences, *((s + shift, e + shift) for s, e in b.sentences))
    return moved(example, context, 0 if first else shift, sentences=bounds)


def with_heading(example: Example, rng: random.Random) -> Example:
    """A newsletter-like line before the passage; the true title is kept most of the time."""
    title = example.heading
    if example.source.startswith("qamr"):
        title = rng.choice(_TOPICS) if rng.random() < 0.4 else ""
    elif rng.random() < 0.2:
        title = ""
    published = f"{rng.randint(1995, 2025)}-{rng.randint(1, 12):02d}" if rng.random() < 0.35 else ""
    place = rng.choice(_PLACES) if rng.random() < 0.2 else ""
    return replace(example, heading=heading_line(title, published, place))


# --- the surface -------------------------------------------------------------


def misspelt(text: str, rng: random.Random) -> str:
    """One or two slips of the finger in words of four letters and more."""
    words = text.split(" ")
    long = [i for i, w in enumerate(words) if len(w) >= 4 and w.isalpha()]
    for i in rng.sample(long, min(len(long), rng.choice((1, 1, 2)))):
        w, at = words[i], rng.randrange(1, len(words[i]) - 1)
        kind = rng.randrange(3)
        if kind == 0:
            words[i] = w[:at] + w[at + 1] + w[at] + w[at + 2 :]
        elif kind == 1:
            words[i] = w[:at] + w[at + 1 :]
        else:
            words[i] = w[:at] + w[at] + w[at:]
    return " ".join(words)


def noisy(example: Example, rng: random.Random, share: float = 0.1) -> Example:
    """Lower-cased or misspelt question, dropped question mark, lines broken mid-sentence."""
    question, context = example.question, example.context
    if rng.random() < share:
        question = question.lower()
    if rng.random() < share:
        question = question.rstrip("?")
    changed = example.changed
    if rng.random() < share * 0.8 and not changed:
        question = misspelt(question, rng)
    if rng.random() < share:
        # Same length: offsets stay as they are.
        width = rng.randint(60, 90)
        letters, since = list(context), 0
        for i, c in enumerate(letters):
            since += 1
            if c == "\n":
                since = 0
            elif c == " " and since >= width:
                letters[i], since = "\n", 0
        context = "".join(letters)
    return replace(example, question=question, context=context)


# --- what is asked -----------------------------------------------------------


def names(text: str) -> list[Span]:
    """Spans of capitalised names (also inside sentences), without leading small words."""
    out = []
    for m in _NAME.finditer(text):
        start, piece = m.start(), m.group()
        while piece and piece.split()[0].strip("'’-") in _SMALL:
            cut = len(piece.split()[0])
            rest = piece[cut:].lstrip()
            start += len(piece) - len(rest)
            piece = rest
        if piece.startswith("the "):
            start, piece = start + 4, piece[4:]
        piece = re.sub(r"['’]s?$|[-]+$", "", piece)
        if len(piece) >= 3:
            out.append((start, start + len(piece)))
    return out


_TITLE = re.compile(r"\b(?:Dr|Prof|Professor|Mr|Ms|Mrs|Hon|Cllr|President|Minister|Director|Chair)\.?\s+$")
_BODY = re.compile(
    r"\b(?:Academ|Univers|Council|Forum|Network|Assembly|Festival|Fair|School|Institute|Centre|Center|Committee|Day"
    r"|Conference|Workshop|Symposium|Society|Museum|Board|Programme|Project|Fund|Summit|Ministry|Prize|Award|Agency)"
)


_NO_NAME = frozenset(_MONTHS) | frozenset(_DAYS) | {"Dr", "Prof", "JUDr", "Ing", "Mr", "Ms", "Mrs", "Hon", "Cllr", "I"}


@dataclass(frozen=True)
class Names:
    """Names of a collection of passages.

    people: the last words of names that follow a title somewhere.
    """

    all: tuple[str, ...]
    people: frozenset[str]

    @cached_property
    def known(self) -> frozenset[str]:
        """All of them, to look one up."""
        return frozenset(self.all)

    @classmethod
    def of(cls, texts: Sequence[str], limit: int = 20_000) -> Names:
        """Names inside sentences: a single word that opens one may be no name at all."""
        seen: dict[str, None] = {}
        people = set()
        for text in dict.fromkeys(texts):
            for a, b in names(text):
                name, before = text[a:b], text[max(0, a - 14) : a]
                if not re.search(r"[a-z,] $|[a-z]\. $" if _TITLE.search(before) else r"[a-z,] $", before):
                    continue
                if len(name) < 40 and "\n" not in name and not _NO_NAME.intersection(name.split()):
                    seen[name] = None
                    if _TITLE.search(before):
                        people.add(name.split()[-1])
            if len(seen) > limit:
                break
        return cls(tuple(seen), frozenset(people))

    def kind(self, name: str, before: str = "") -> str:
        """person, body (institution or event) or other; `before` is the text in front of it."""
        if _BODY.search(name):
            return "body"
        if _TITLE.search(before) or name.split()[-1] in self.people:
            return "person"
        return "other"


def asked_names(question: str, context_names: Sequence[str]) -> list[Span]:
    """Names in the question; in lower-cased questions, the passage's names found there."""
    spans = [s for s in names(question) if s[0] > 0 or " " in question[s[0] : s[1]]]
    spans = [s for s in spans if not _NO_NAME.intersection(question[s[0] : s[1]].split())]
    if spans or question != question.lower():
        return spans
    for name in sorted(set(context_names), key=len, reverse=True):
        at = question.find(name.lower())
        if at >= 0 and len(name) > 3 and not any(overlaps((at, at + len(name)), s) for s in spans):
            spans.append((at, at + len(name)))
    return spans


def _other_year(year: str, text: str, rng: random.Random) -> str:
    """Another year; half of the time one that the passage itself names."""
    here = [y for y in set(_YEAR.findall(text)) if y != year]
    if here and rng.random() < 0.5:
        return rng.choice(sorted(here))
    return str(int(year) + rng.choice((-3, -2, -1, 1, 2, 3)))


def _suffixed(n: int) -> str:
    tail = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{tail}"


def exchanged(
    example: Example,
    siblings: Sequence[Example],
    pool: Names,
    rng: random.Random,
    strict: bool = False,
) -> Example | None:
    """The question with one constraint exchanged, so that the passage no longer answers it.

    strict: a year, ordinal, month, day or number is never exchanged for one
    that the passage names (it may answer for that one too).

    siblings: other questions of the same document or organisation (their nouns
    are on its subject).  pool: names from the same collection; one of the same kind
    is taken where there is one, half of the time from the passage itself.
    None when nothing in the question can be exchanged.
    """
    question, text = example.question, example.context
    options: list[tuple[Span, str, float]] = []
    for m in _YEAR.finditer(question):
        options.append((m.span(), _other_year(m.group(), text, rng), 3))
    for m in _NUMERAL_ORDINAL.finditer(question):
        n = int(m.group(1))
        options.append((m.span(), _suffixed(max(1, n + rng.choice((-2, -1, 1, 2, 3)))), 3))
    for m in re.finditer(r"[A-Za-z]+", question):
        word = m.group()
        for family in _WORDS_OF_CLASS.values():
            if word.lower() in family:
                other = rng.choice([w for w in family if w != word.lower()])
                options.append((m.span(), other.capitalize() if word[0].isupper() else other, 2))
        if word.lower() in _OPPOSITES:
            options.append((m.span(), _OPPOSITES[word.lower()], 1))
    if strict:
        named = set(re.findall(r"\w+", f"{example.heading} {text}".lower()))
        options = [o for o in options if o[1].lower() not in named]
    gold = [text[a:b] for a, b in example.evidence]
    here = [text[a:b] for a, b in names(text)]
    far = [n for n in here if n in pool.known and n not in question and not any(n in g for g in gold)]
    answer_words = {text[a:b].lower() for a, b in example.answers}
    for span in asked_names(question, here):
        old = question[span[0] : span[1]]
        if re.search(
            r"(?:\d(?:st|nd|rd|th)|" + "|".join(_ORDINALS) + r")\s+(?:annual\s+)?$", question[: span[0]], re.I
        ):
            # "the 5th Forum": its number is the constraint to exchange, done above.
            continue
        kind = pool.kind(old, question[: span[0]])
        near = [n for n in far if pool.kind(n) == kind]
        choice = near if near and rng.random() < 0.5 else rng.sample(pool.all, min(60, len(pool.all)))
        choice = [
            n
            for n in choice
            if n.lower() not in old.lower()
            and old.lower() not in n.lower()
            and n.lower() not in answer_words
            and pool.kind(n) == kind
        ]
        if choice:
            # Of a few, the one most alike in length.
            new = min(choice[:5], key=lambda n: abs(len(n.split()) - len(old.split())))
            options.append((span, new.lower() if old == old.lower() else new, 2))
    m = _NOUN_AFTER.search(question)
    if m and m.group(1) not in _NOT_NOUN:
        nouns = {n.group(1) for s in siblings for n in [_NOUN_AFTER.search(s.question)] if n}
        nouns -= _NOT_NOUN | {m.group(1), m.group(1).rstrip("s"), m.group(1) + "s"}
        if nouns:
            options.append((m.span(1), rng.choice(sorted(nouns)), 1.5))
    options = [o for o in options if question[o[0][0] : o[0][1]].lower() != o[1].lower()]
    if not options:
        return None
    (low, high), new, _ = rng.choices(options, [o[2] for o in options])[0]
    return replace(
        example,
        question=question[:low] + new + question[high:],
        answers=(),
        evidence=(),
        answerable=False,
        source=example.source.split(":")[0] + ":exchanged",
        changed=((low, low + len(new)),),
    )


def renamed(example: Example, pool: Names, rng: random.Random) -> Example | None:
    """One name or year exchanged in question, heading and passage alike: still answerable."""
    question, text = example.question, example.context
    spans = [m.span() for m in _YEAR.finditer(question)] + asked_names(question, ())
    spans = [s for s in spans if question[s[0] : s[1]] in text]
    if not spans or not example.answerable:
        return None
    low, high = rng.choice(spans)
    old = question[low:high]
    if _YEAR.fullmatch(old):
        new = str(int(old) + rng.choice((-2, -1, 1, 2)))
    else:
        kind = pool.kind(old, question[:low])
        same = [n for n in rng.sample(pool.all, min(40, len(pool.all))) if pool.kind(n) == kind]
        if not same:
            return None
        new = same[0]
    if new in text or new in question:
        return None
    places = [m.start() for m in re.finditer(rf"\b{re.escape(old)}\b", text)]
    edges = [*example.answers, *example.evidence, *example.sentences]
    if not places or any(a < p < b or a < p + len(old) < b for p in places for a, b in example.answers):
        return None
    step = len(new) - len(old)

    def at(offset: int, closing: bool) -> int:
        return offset + step * sum(p + len(old) <= offset if closing else p < offset for p in places)

    if any(p < edge < p + len(old) for p in places for span in edges for edge in span):
        return None

    def by(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((at(a, False), at(b, True)) for a, b in spans)

    context = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, text)
    return replace(
        example,
        question=question.replace(old, new),
        context=context,
        heading=example.heading.replace(old, new),
        sentences=by(example.sentences),
        answers=by(example.answers),
        evidence=by(example.evidence),
        source=example.source + ":renamed",
    )


def view(example: Example, rng: random.Random, least: int = 3, most: int = 7) -> Example:
    """A run of `least` to `most` sentences of the passage that holds all the evidence.

    For a question without evidence the run is anywhere: what a whole article
    does not answer, no part of it answers.
    """
    bounds = example.sentences
    held = [i for i, s in enumerate(bounds) if any(overlaps(s, e) for e in example.evidence)]
    size = rng.randint(least, most)
    low, high = (min(held), max(held)) if held else (rng.randrange(len(bounds)),) * 2
    spare = max(0, size - (high - low + 1))
    first = max(0, low - rng.randint(0, spare))
    last = min(len(bounds) - 1, max(high, first + size - 1))
    a, b = bounds[first][0], bounds[last][1]

    def by(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((x - a, y - a) for x, y in spans if a <= x and y <= b)

    return replace(
        example,
        context=example.context[a:b],
        sentences=by(bounds),
        answers=by(example.answers),
        evidence=by(example.evidence),
    )


def without_evidence(example: Example) -> Example | None:
    """The passage with its evidence sentences cut out; None if little would be left."""
    if not example.evidence:
        return None
    keep = [s for s in example.sentences if not any(overlaps(s, e) for e in example.evidence)]
    context = " ".join(example.context[a:b] for a, b in keep)
    if len(keep) < 2 or any(example.context[a:b].lower() in context.lower() for a, b in example.answers):
        return None
    return replace(
        example,
        context=context,
        sentences=merged(sentence_spans(context), ()),
        answers=(),
        evidence=(),
        answerable=False,
        source=example.source.split(":")[0] + ":removed",
        changed=None,
    )
