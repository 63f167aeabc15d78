"""What a date in a sentence is the date of, in words that read well in a list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.occasions import ORDINAL, Occasion, find_occasions
from corpus.types import EventKind, Period, Role

LONGEST_NAME = 14
"""Words of a name that is made of a clause because no noun names the event."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A period where it stands in a text: `text[start:end]`."""

    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An event of a sentence: its date, its name, and the stretch `[start, end)` of the sentence that is about it."""

    dated: Dated
    name: str
    kind: EventKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: the headline, and the events that it names in full, the main one first."""

    headline: str
    anchors: tuple[Occasion, ...]


_TIME = r"(?:,?\s*(?:at\s+|from\s+)?(?:\d{1,2}[:.]\d\d|\d{1,2}\s*[ap]\.?m\b|noon|midnight)[^:|;–—]{0,40}?)?"
# What stands between the date that opens a calendar line and the name of the event.
_LISTED = re.compile(rf"\s*(?:\([^()]{{1,12}}\))?{_TIME}\s*(?:[|:–—]|-\s)\s*")
_LABEL = re.compile(r"(?P<label>[^:|;.!?–—]{3,90}?)\s*(?:[:|]|\s[–—-]\s)")
_HARD = re.compile(r"[;|]|:\s|\s[–—]\s|\.\s(?=[A-Z])|,?\s(?:but|while|whereas)\s")
_PERIOD_LEAD = re.compile(
    r"(?:\b(?:on|in|from|by|until|till|before|after|at|since|of|for|between|during|around|as of|as from|no later than"
    r"|not later than|starting|the evening of|the morning of|the afternoon of)\s+(?:the\s+)?)+$|[(,–—:]\s*$",
    re.I,
)
_BACKGROUND = re.compile(
    r"(?:\b(?:since|than in|unlike in|against (?:\d[\d,.]* )?in|compared (?:to|with)|as in|every|each|budget for|between"
    r"|founded in|established in|created in|built in|introduced in|until|up to|before|copyright|©|Agenda|from)"
    r"\s+(?:the\s+)?(?:end of\s+)?(?:early |mid-?|late )?)$",
    re.I,
)
_HAPPENS = re.compile(
    r"\b(?:held|takes? place|took place|taking place|hosted?|hosts|convened?|scheduled|planned|foreseen|set for|due"
    r"|will be|runs?|starts?|begins?|began|started|meets?|met|opens?|opened|closes?|closed|ends?|ended|launch\w*"
    r"|signed|elected|appointed|visit\w*|published|appears?|comes? out|inaugurated|celebrated|awarded|presented"
    r"|organi[sz]ed|is on|are on|leaves?|left|retires?|retired|joins?|joined|took office|takes office|handed|expected"
    r"|cancel\w*|postponed?)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|closing date|last day|due (?:by|on|date)|no later than|not later than|at the latest)\b"
    r"|\b(?:appl(?:y|ications?|ied)|submi\w+|regist\w+|sign up|nominat\w+|proposals?|abstracts?|entries|enrol\w*|inscriptions"
    r"|papers|contributions|orders|candidatures|write to|book|respond|paid|pay|tell|send|rsvp|vote|bids?|quotes?)\b"
    r"[^;:]*?\b(?:by|before|until|till|close[sd]?|closing|ends?|end)\b",
    re.I,
)


def name_events(text: str, dated: Sequence[Dated], topic: Topic, role: Role) -> Iterator[Named]:
    """The events of one sentence, each with the date among `dated` that is its own.

    Dates that are only background ("since 2010", "the budget for 2024") have no event.
    """
    if not dated:
        return
    first = dated[0]
    if not text[: first.start].strip(" (*-–•") and (mark := _LISTED.match(text, first.end)) and mark[0].strip():
        name = _listed(text[mark.end() :])
        if name:
            yield _finished(first, name, _kind_of(name), 0, len(text), topic)
            yield from _in_prose(text, dated[1:], topic, name)
            return
    yield from _in_prose(text, dated, topic, "", role)


def _listed(rest: str) -> str:
    """The name in what follows the date of a calendar line: up to the place, the speaker or the full stop."""
    occasion = next(iter(find_occasions(rest)), None)
    cut = re.search(r"[,;|(]|\.(?:\s|$)|\s[–—]\s|\s(?:with|by|at|in)\s(?=[A-Z])|\b(?:CANCELLED|POSTPONED)\b", rest)
    name = rest[: cut.start()] if cut else rest
    if occasion and occasion.start == 0 and occasion.end > len(name):
        name = occasion.name
    return _tidy(name)


def _in_prose(text: str, dated: Sequence[Dated], topic: Topic, subject: str = "", role: Role = "text") -> Iterator[Named]:
    blocked = [(d.start, d.end) for d in dated]
    occasions = list(find_occasions(text, blocked))
    for at, here in enumerate(dated):
        start, end = _segment(text, here)
        since = max(start, dated[at - 1].end) if at else start
        until = min(end, dated[at + 1].start) if at + 1 < len(dated) else end
        if _is_background(text, here, start, end, role, bool(occasions)):
            continue
        label = _LABEL.match(text)
        if label and label.end() <= here.start and label.end() >= start - 3:
            name = _tidy(label["label"])
            yield _finished(here, name, _kind_of(name, text[since:until]), 0, until, topic)
            continue
        clause = text[start:end]
        if _DEADLINE.search(clause):
            yield _finished(here, _clause_name(text, start, end, dated, blocked), "deadline", start, end, topic)
            continue
        chosen = _nearest(occasions, here, start, end, dated)
        if chosen:
            yield _finished(here, _full(chosen, text, topic), chosen.kind, min(since, chosen.start), until, topic)
        elif here.period.precision == "day" or _HAPPENS.search(clause):
            if role == "text":
                yield _finished(here, _clause_name(text, start, end, dated, blocked), _kind_of(clause), since, until, topic)


def _segment(text: str, here: Dated) -> tuple[int, int]:
    """The stretch of the sentence around a date up to the nearest semicolon, dash or "but"."""
    start, end = 0, len(text)
    for mark in _HARD.finditer(text):
        if mark.end() <= here.start:
            start = mark.end()
        elif mark.start() >= here.end:
            end = mark.start()
            break
    return start, end


def _is_background(text: str, here: Dated, start: int, end: int, role: Role, occasions: bool) -> bool:
    lead = text[start : here.start]
    if re.search(r"\b(?:every|each)\s+$", lead):
        return True
    if role != "text" and (here.period.precision != "day" or not occasions):
        return True
    if not re.search(r"\w{3}", text[start : here.start] + text[here.end : end]):
        return True
    if here.period.precision == "year":
        return not (re.search(r"\bin\s+$", lead) and _HAPPENS.search(text[start:end]) and occasions) or bool(
            _BACKGROUND.search(lead)
        )
    if here.period.precision == "month":
        return bool(re.search(r"\b(?:since|until|as in|than in)\s+(?:the\s+)?(?:end of\s+)?$", lead))
    return bool(re.search(r"\b(?:since)\s+$", lead))


def _nearest(
    occasions: Sequence[Occasion], here: Dated, start: int, end: int, dated: Sequence[Dated]
) -> Occasion | None:
    """The event noun that a date belongs to: before it in its stretch of the sentence, else right behind it."""

    def distance(occasion: Occasion) -> float:
        gap = here.start - occasion.end if occasion.end <= here.start else 40 + occasion.start - here.end
        crossed = sum(
            min(occasion.end, here.end) <= d.start and d.end <= max(occasion.start, here.start) for d in dated if d is not here
        )
        return gap + 200 * crossed + (0 if occasion.proper else 60)

    near = [o for o in occasions if start <= o.start and o.end <= end]
    return min(near, key=distance, default=None)


def _full(occasion: Occasion, text: str, topic: Topic) -> str:
    """The name of an occasion, completed from the article where it is only "the meeting" or "the 5th Forum"."""
    ordinal = ORDINAL.match(occasion.name)
    if occasion.possessed and (owner := re.findall(r"[A-Z][\w’'-]+(?:\s(?:of|and|for|the|[A-Z(][\w’')-]+))*\s[A-Z(][\w’')-]+|\b[A-Z]{2,}\b", text[: occasion.start])):
        return f"{occasion.name} of the {owner[-1]}"
    if " " in occasion.name and not (ordinal and len(occasion.name.split()) == 2):
        return occasion.name
    for anchor in topic.anchors:
        if anchor.head == occasion.head and len(anchor.name) > len(occasion.name):
            if not ordinal:
                return anchor.name
            rest = ORDINAL.sub("", anchor.name, count=1).strip()
            return f"{ordinal[0]} {rest}"
    return occasion.name


def _clause_name(text: str, start: int, end: int, dated: Sequence[Dated], blocked: Sequence[tuple[int, int]]) -> str:
    """A clause without its dates, shortened to a line of a list."""
    kept, at = [], start
    for d in dated:
        if start <= d.start and d.end <= end:
            kept.append(_PERIOD_LEAD.sub("", text[at : d.start].rstrip() + " ").rstrip())
            at = d.end
    kept.append(text[at:end])
    name = _tidy(" ".join(piece.strip() for piece in kept))
    words = name.split()
    if len(words) > LONGEST_NAME:
        words = words[:LONGEST_NAME]
        name = " ".join(words)
        name = re.sub(r"[,;:]?\s+(?:\w{1,4}|which|whose|with|from)$", "", name).rstrip(",;:")
    return name


def _tidy(name: str) -> str:
    """`name` without leading connectives, trailing prepositions, loose punctuation."""
    name = re.sub(r"\s+", " ", name).strip(" .,;:|–—-*!?•\"“”(")
    name = re.sub(r"^(?:and|but|or|that|which|then|also|so|here)\s+", "", name, flags=re.I)
    name = re.sub(r"(?:\s+(?:on|in|at|by|from|to|of|for|and|until|before|the|a|an|is|was|will|be|with))+$", "", name)
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    return name


def _kind_of(name: str, context: str = "") -> EventKind:
    if _DEADLINE.search(name) or (context and _DEADLINE.search(name + " " + context)):
        return "deadline"
    occasion = next(iter(find_occasions(name)), None)
    if occasion:
        return occasion.kind
    if re.search(r"\b(?:visit\w*|travel\w*|received)\b", name, re.I):
        return "visit"
    if re.search(r"\b(?:call for|applications|nominations)\b", name, re.I):
        return "call"
    if re.search(r"\b(?:publish\w*|published|launch\w*|release\w*|appears?)\b", name, re.I):
        return "publication"
    if re.search(r"\b(?:sign\w*|award\w*|inaugurat\w*|present\w*|opened|unveil\w*)\b", name, re.I):
        return "ceremony"
    return "other"


def _finished(dated: Dated, name: str, kind: EventKind, start: int, end: int, topic: Topic) -> Named:
    return Named(dated, name[0].upper() + name[1:] if kind == "other" and name else name, kind, start, end)
