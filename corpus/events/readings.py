"""A sentence as it is read for events: its dates, places and event nouns, each where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.dates import find_periods
from corpus.events.occasions import Occasion, find_occasions
from corpus.places import find_places, is_famous
from corpus.types import Period, Place, PlaceMention, Role, Sentence

_HELD = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+)?|[(–—|]\s*|\s-\s)$", re.I)
# "the second meeting", "the first-ever": what counts something is no day of the month.
_NO_DAY = re.compile(r"(?:the )?(?:first|second|third|[a-z]+th)", re.I)
_REMEMBERED = 5
"""How many of the days named last an article's further ones are counted from."""

_BOUNDARY = re.compile(r"[;|]|:\s|\s[–—]\s|,?\s(?:but|while|whereas|although)\s")


@dataclass(frozen=True, slots=True)
class Dated:
    """A period where it stands in a text, at `[start, end)`."""

    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with the dates, places and event nouns that were found in it."""

    text: str
    role: Role
    dated: tuple[Dated, ...]
    places: tuple[PlaceMention, ...]
    occasions: tuple[Occasion, ...]

    def stretch(self, here: Dated) -> tuple[int, int]:
        """The part of the sentence around a date that ends at a semicolon, a dash or "but"."""
        start, end = 0, len(self.text)
        for mark in _BOUNDARY.finditer(self.text):
            if mark.end() <= here.start:
                start = mark.end()
            elif mark.start() >= here.end:
                end = mark.start()
                break
        return start, end


def lead_without_places(reading: Reading, end: int) -> str:
    """What stands before `end` besides the places where something can be: "" and a comma of "Kiel, 11 October"."""
    lead = reading.text[:end]
    for place in reversed([p for p in reading.places if p.role == "place" and p.end <= end]):
        lead = lead[: place.start] + lead[place.end :]
    return lead


def read_sentences(
    sentences: Sequence[Sentence], published: date | None, acronyms: Mapping[str, str]
) -> Iterator[Reading]:
    """The sentences of an article, each read with the day named before it.

    The years that other sentences state are no hint: an article that looks ahead to 2027 is of this
    year. No event noun reaches into a date, or into a place where something is held.
    """
    previous: list[Period] = []
    for sentence in sentences:
        text = sentence.text
        dated = list(_dated(text, [p for p in find_periods(text, published, previous=previous) if p.is_credible()]))
        previous = [*previous, *(d.period for d in dated if d.period.precision == "day")][-_REMEMBERED:]
        places = tuple(find_places(text))
        blocked = [(d.start, d.end) for d in dated if d.period.precision != "year"]
        blocked += [(p.start, p.end) for p in places if p.role == "place" and _HELD.search(text[: p.start])]
        occasions = tuple(find_occasions(text, blocked, acronyms))
        yield Reading(text, sentence.role, tuple(dated), places, occasions)


def places_told_apart(readings: Iterable[Reading]) -> dict[str, Place]:
    """The cities that are named with their country somewhere, by name: once "Horta, Portugal", Horta is that one.

    Left out are names that are said of several.
    """
    said: dict[str, set[Place]] = {}
    for reading in readings:
        for mention in reading.places:
            words = reading.text[mention.start : mention.end].split()
            if mention.place.city and " ".join(words) != mention.place.name:
                said.setdefault(mention.place.name, set()).add(mention.place)
    return {name: next(iter(places)) for name, places in said.items() if len(places) == 1}


def with_places(reading: Reading, known: Mapping[str, Place]) -> Reading:
    """The reading, its cities being those `known` by their names, but for famous ones: "London"."""

    def meant(place: Place) -> Place:
        return known[place.name] if place.city and place.name in known and not is_famous(place) else place

    return replace(reading, places=tuple(replace(p, place=meant(p.place)) for p in reading.places))


def _dated(text: str, periods: Sequence[Period]) -> Iterator[Dated]:
    at, known = 0, dict[str, int]()
    for period in periods:
        at = max(text.find(period.words, max(at, known.get(period.words, 0))), at)
        end = known[period.words] = at + len(period.words)
        if period.start < period.end or not _NO_DAY.fullmatch(period.words):
            yield Dated(period, at, end)
