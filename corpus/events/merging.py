"""Mentions of one event, wherever they stand, to that event."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

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
_TENS = {tens: 10 * n for n, tens in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})-({'|'.join(_ORDINALS)})\b", re.I)
_COUNTED = re.compile(r"#(\d{1,4})\b")
_RECURRING = re.compile(r"\b\w+ (?=(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)", re.I)
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EMPTY = frozenset("the a an of and or for in on at to with by from s its their our annual".split())
_RANK: dict[EventStatus, int] = {"postponed": 0, "announced": 1, "cancelled": 2, "held": 3}
_PRECISION = {"day": 0, "month": 1, "year": 2}

ALIKE = 0.6
"""Share of the shorter name's content words that the longer one must have for both to name one event."""

SAME_NAME = 0.75
"""Share of all their content words that two names must have in common where the dates do not speak for it."""

SAME_EDITION = 400
"""Days between two dates of one numbered edition: longer, and the numbers count something else."""

SAME_DEADLINE = 120
"""Days between two dates that different issues give for one deadline."""


_TELLING, _MONTHS = 6, 13
"""How many of the rarest words of a name, and how many months of a period, mentions are looked up by."""

_LONG = 365
"""Days; a longer period may have more months than that."""


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
    listed = sorted(mentions, key=lambda m: (_published(m), m.source.path, m.start, m.end, m.name))
    stem = cache(stemmer("english").stemWord)
    names = [_take_apart(_undated(m), stem) for m in listed]
    frequency = Counter(word for name in names for word in name.stems)
    groups: list[list[int]] = []
    shelves: dict[tuple[str, object], dict[int, int]] = defaultdict(dict)  # groups, each with when it was put there
    for at, mention in enumerate(listed):
        keys = list(_shelves(mention, names[at], frequency))
        namesakes = shelves[keys[0]] if keys else {}
        sought = keys if _is_loose(mention) else [*((word, "loose") for word, _ in keys[:1]), *keys[1:]]
        near = dict.fromkeys(group for key in sought for group in shelves[key])
        in_order = sorted(near, key=lambda group: namesakes.get(group, len(groups)))
        chosen = next((g for g in in_order if _joins(at, groups[g], listed, names)), len(groups))
        if chosen == len(groups):
            groups.append([])
        groups[chosen].append(at)
        for key in keys:
            shelves[key].setdefault(chosen, len(shelves[key]))
    events = [_event([listed[at] for at in group]) for group in groups]
    return tuple(sorted(events, key=lambda e: (e.period.start if e.period else date.max, e.name)))


def _shelves(mention: Mention, name: _Name, frequency: Mapping[str, int]) -> Iterator[tuple[str, object]]:
    """Under what an event is looked for, so that not every mention is compared with every other.

    Two mentions of one event share a telling word and the month, or the edition; or, where one of them is loose,
    their most telling word.
    """
    telling = sorted(name.stems, key=lambda word: (frequency[word], word))
    if telling:
        yield telling[0], "name"
    if telling and _is_loose(mention):
        yield telling[0], "loose"
    for word in telling[:_TELLING]:
        if name.edition:
            yield word, name.edition
        if mention.period:
            first, last = mention.period.start, mention.period.end
            months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
            yield from ((word, f"month {month}") for month in months[:_MONTHS])


def _is_loose(mention: Mention) -> bool:
    """Whether a mention may be of an event to which others give another date, or of one in another month."""
    if mention.period is None or mention.status == "postponed" or mention.kind == "deadline":
        return True
    return (mention.period.end - mention.period.start).days > _LONG


def _undated(mention: Mention) -> str:
    """The name without the date that stands in it where it is a clause: "the 12th" is no edition."""
    if mention.is_named or not mention.period:
        return mention.name
    return re.sub(rf"(?<!\w){re.escape(mention.period.words)}(?!\w)", " ", mention.name)


def _take_apart(name: str, stem: Callable[[str], str]) -> _Name:
    """An ordinal before a weekday ("First Tuesday") counts weeks, not editions."""
    edition, year = None, ""
    stems: set[str] = set()
    if counted := _COUNTED.search(name):
        edition = int(counted[1])
    figures = _COMPOUND.sub(lambda m: f"{_TENS[m[1].lower()] + _ORDINALS[m[2].lower()]}th", name)
    for word in words(_RECURRING.sub("", figures)):
        if number := _NUMBER.fullmatch(word):
            edition = edition or int(number[1])
        elif word in _ORDINALS:
            edition = edition or _ORDINALS[word]
        elif _YEAR.fullmatch(word):
            year = word
        elif word not in _EMPTY:
            stems.add(stem(word))
    own = stems & {stem(word) for word in words(name.split(": ")[0])}
    return _Name(frozenset(stems), frozenset(own or stems), edition, year)


def _joins(at: int, group: Sequence[int], mentions: Sequence[Mention], names: Sequence[_Name]) -> bool:
    """Whether a mention is of the event of a group: named like one of its mentions, contradicted by none."""
    pairs = [(mentions[at], mentions[g], names[at], names[g]) for g in group]
    return any(_alike(*pair) for pair in pairs) and all(_compatible(*pair) for pair in pairs)


def _alike(a: Mention, b: Mention, name_a: _Name, name_b: _Name) -> bool:
    """Whether one name says most of the other, before the colon as well as behind it, of a like thing."""
    if (a.kind == "deadline") != (b.kind == "deadline"):
        return False
    if (a.period is None or b.period is None) and not name_a.edition:
        return _same_name(name_a, name_b)
    return all(
        len(x & y) >= max(1, ALIKE * min(len(x), len(y)))
        for x, y in ((name_a.stems, name_b.stems), (name_a.own, name_b.own))
    )


def _compatible(a: Mention, b: Mention, name_a: _Name, name_b: _Name) -> bool:
    """Whether edition, year and country of two mentions agree, and their dates do or have a reason not to."""
    same_edition = bool(name_a.edition) and name_a.edition == name_b.edition
    if name_a.edition and name_b.edition and not same_edition:
        return False
    if (name_a.year and name_b.year and name_a.year != name_b.year) or _apart(a, b):
        return False
    if a.period is None or b.period is None or a.period.overlaps(b.period.start, b.period.end):
        return True
    days = abs((a.period.start - b.period.start).days)
    moved = "postponed" in (a.status, b.status) and _same_name(name_a, name_b)
    deadline = a.kind == b.kind == "deadline" and a.source.path != b.source.path and _same_name(name_a, name_b)
    return (days <= SAME_EDITION and (same_edition or moved)) or (days <= SAME_DEADLINE and deadline)


def _same_name(a: _Name, b: _Name) -> bool:
    return len(a.stems & b.stems) >= SAME_NAME * len(a.stems | b.stems)


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
        name=max(ordered, key=lambda m: (m.is_named, min(len(words(m.name)), 12))).name,
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
