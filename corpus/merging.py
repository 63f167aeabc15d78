"""Mentions of one event, wherever they stand, to that event."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from snowballstemmer import stemmer

from corpus.folding import words
from corpus.types import Event, EventStatus, Mention, Participant, Period

_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EMPTY = frozenset("the a an of and or for in on at to with by from s its their our annual".split())
_RANK: dict[EventStatus, int] = {"postponed": 0, "announced": 1, "cancelled": 2, "held": 3}
_PRECISION = {"day": 0, "month": 1, "year": 2}

ALIKE = 0.6
"""Share of the shorter name's content words that the longer one must have for both to name one event."""

SAME_EDITION = 400
"""Days between two dates of one numbered edition: longer, and the numbers count something else."""

SAME_DEADLINE = 120
"""Days between two dates that different issues give for one deadline."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: stems of its content words, of those before a colon, edition number, year."""

    stems: frozenset[str]
    own: frozenset[str]
    edition: int | None
    year: str


def merge_mentions(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """One event for all `mentions` of it, in the order of their dates, the undated last.

    Mentions are of one event when their names are alike, no edition number, year or country
    contradicts, and the dates overlap. Dates may differ when the edition is the same, when one
    mention says that the event was put off, or when both are the same deadline. The most recent
    report decides on status and period; dates that no postponement explains make the event disputed.
    """
    listed = list(mentions)
    names = [_take_apart(m.name) for m in listed]
    groups: list[list[int]] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    common = Counter(stem for name in names for stem in name.stems)
    for at in sorted(range(len(listed)), key=lambda n: (_published(listed[n]), n)):
        telling = sorted(names[at].stems, key=lambda stem: (common[stem], stem))
        known = dict.fromkeys(group for stem in telling for group in by_stem[stem])
        chosen = next((g for g in known if _joins(at, groups[g], listed, names)), None)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        groups[chosen].append(at)
        for stem in telling:
            if chosen not in by_stem[stem][-8:]:
                by_stem[stem].append(chosen)
    events = [_event([listed[at] for at in group]) for group in groups]
    return tuple(sorted(events, key=lambda e: (e.period.start if e.period else date.max, e.name)))


def _take_apart(name: str) -> _Name:
    stem = stemmer("english").stemWord
    edition, year, stems = None, "", set()
    for word in words(name):
        if number := _NUMBER.fullmatch(word):
            edition = edition or int(number[1])
        elif word in _ORDINALS:
            edition = edition or _ORDINALS[word]
        elif _YEAR.fullmatch(word):
            year = word
        elif word not in _EMPTY:
            stems.add(stem(word))
    own = frozenset(stem(word) for word in words(name.split(": ")[0]) if stem(word) in stems)
    return _Name(frozenset(stems), own or frozenset(stems), edition, year)


def _joins(at: int, group: Sequence[int], mentions: Sequence[Mention], names: Sequence[_Name]) -> bool:
    return any(_same(mentions[at], mentions[g], names[at], names[g]) for g in group) and not any(
        _contradicts(names[at], names[g]) for g in group
    )


def _contradicts(a: _Name, b: _Name) -> bool:
    return bool((a.edition and b.edition and a.edition != b.edition) or (a.year and b.year and a.year != b.year))


def _same(a: Mention, b: Mention, name_a: _Name, name_b: _Name) -> bool:
    """Whether two mentions whose names do not contradict each other are of one event."""
    shared = len(name_a.stems & name_b.stems)
    shorter = min(len(name_a.stems), len(name_b.stems))
    if not shared or shared < ALIKE * shorter or (a.kind == "deadline") != (b.kind == "deadline"):
        return False
    if _apart(a, b) or len(name_a.own & name_b.own) < ALIKE * min(len(name_a.own), len(name_b.own)):
        return False
    alike = shared >= 0.75 * len(name_a.stems | name_b.stems)
    if a.period is None or b.period is None:
        return alike or bool(name_a.edition and name_a.edition == name_b.edition)
    if a.period.overlaps(b.period.start, b.period.end):
        return True
    days = abs((a.period.start - b.period.start).days)
    if name_a.edition and name_a.edition == name_b.edition:
        return days <= SAME_EDITION
    moved = "postponed" in (a.status, b.status)
    deadline = a.kind == "deadline" and a.source.path != b.source.path
    return alike and ((moved and days <= SAME_EDITION) or (deadline and days <= SAME_DEADLINE))


def _apart(a: Mention, b: Mention) -> bool:
    """Whether both say where, and not in one country."""
    here, there = ({code for place in m.places for code in place.countries} for m in (a, b))
    return bool(here and there and not here & there)


def _event(mentions: Sequence[Mention]) -> Event:
    ordered = sorted(mentions, key=_weight, reverse=True)
    period = _period(ordered)
    status = ordered[0].status
    participants: dict[str, Participant] = {}
    for participant in (p for m in ordered for p in m.participants):
        key = " ".join(words(participant.name))
        if key not in participants or (participant.role and not participants[key].role):
            participants[key] = participant
    return Event(
        name=max(ordered, key=lambda m: min(len(words(m.name)), 12)).name,
        kind=ordered[0].kind,
        status=status,
        period=period,
        places=next((m.places for m in ordered if m.places), ()),
        participants=tuple(participants.values()),
        mentions=tuple(ordered),
        disputed=_disputed(ordered),
    )


def _weight(mention: Mention) -> tuple[date, int, int]:
    """Newer reports weigh more; in one issue, what has happened more than what was planned, days more than months."""
    precision = _PRECISION[mention.period.precision] if mention.period else 3
    return _published(mention), _RANK[mention.status], -precision


def _published(mention: Mention) -> date:
    return mention.source.published.start if mention.source.published else date.min


def _period(ordered: Sequence[Mention]) -> Period | None:
    """The period of the best mention, or a more precise one within it that another gives."""
    best = next((m.period for m in ordered if m.period and m.status != "postponed"), None)
    best = best or next((m.period for m in ordered if m.period), None)
    if best is None:
        return None
    within = [m.period for m in ordered if m.period and best.start <= m.period.start and m.period.end <= best.end]
    return min(within, key=lambda p: _PRECISION[p.precision], default=best)


def _disputed(mentions: Sequence[Mention]) -> bool:
    """Whether two mentions give dates of which neither contains the other, and no postponement explains it."""
    stated = [m.period for m in mentions if m.period and m.status != "postponed"]
    return any(
        not (a.start <= b.start and b.end <= a.end) and not (b.start <= a.start and a.end <= b.end)
        for n, a in enumerate(stated)
        for b in stated[n + 1 :]
    )
