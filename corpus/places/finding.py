"""Places named in a text: which words may be one, which place is meant, and whether it is one at all."""

import re
from calendar import month_abbr
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log10

from corpus.places import gazetteer
from corpus.places.context import ABOUT, AT, NOT_PLACES, Text, follows_title, role_of
from corpus.places.gazetteer import Area, City
from corpus.types import Place, PlaceMention, PlaceRole

_LONGEST = 5  # words of the longest names: "Saint Vincent and the Grenadines"
_INSIDE = {" ", "-", ". ", ".", "\n", "\u00a0", "\u2010", "\u2011"}  # what may stand between the words of a name
_SMALL_WORDS = frozenset(
    "and of the de del da do dos das la las le les los el e es ez du des di am an aan op bei der den upon on sur sous "
    "en al au aux et na nad".split()
)
_QUALIFIES = re.compile(r",\s{0,2}|\s?\(|\s")
_GIVEN_NAMES = frozenset("jordan chad georgia israel india kenya".split())  # countries that people are called
_OPENS = re.compile(r"(?:^|[(/|;])\s*$")
# What follows in "(Split, 3 May)" and "Next: Split, 3 May".
_DATED = re.compile(rf",[\d\s–-]+(?:{'|'.join(month_abbr[1:])})")
_CLOSES = re.compile(r"\s*(?:$|[\n,/|:;)(-])")

# Inhabitants from which a name is a place without a preposition, after "to" and the like, as an English word
_WELL_KNOWN, _KNOWN, _NOTED = 100_000, 20_000, 50_000
_FAMOUS = 500_000  # inhabitants from which a city outshines a state, and a namesake in no table
_ACRONYM = 4  # letters up to which capitals throughout are an acronym: "UN" is no town in India
_FAVOURED = 1.2  # orders of magnitude by which its country, named beside it, or its accents make a city likelier


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Tokens `first` to `last` may name one of `areas` or `cities`.

    `qualifiers` are the areas named right after it, ending with token `end`; where nothing in the
    tables fits them, the name is that of a place too small to be there. `last` takes in a division
    that tells namesakes apart: "Paris, Texas".
    """

    first: int
    last: int
    key: str
    end: int
    areas: tuple[Area, ...] = ()
    cities: tuple[City, ...] = ()
    adjective: Area | None = None
    qualifiers: tuple[Area, ...] = ()


def find_places(text: str) -> list[PlaceMention]:
    """The places that `text` names, in order, each with the part it plays there.

    The longest name counts ("South Sudan", not "Sudan"). An area named right after a city says which
    one is meant ("Paris, Texas"); else a country, or a large city, named elsewhere in the text makes
    the cities of that country likelier; else the most populous one is meant. In a text without any
    capital letter, cities are found after a preposition only.
    """
    read = Text(text)
    found = [(candidate, _role(read, candidate)) for candidate in _settled(list(_candidates(read)))]
    evidence = frozenset(country for candidate, role in found if role for country in _tells(read, candidate))
    people = {candidate.key for candidate, role in found if not role}
    mentions = []
    for candidate, role in found:
        unclear = candidate.key in people and not candidate.qualifiers and read.preposition(candidate.first) not in AT
        place = _place(read, candidate, evidence) if role and not unclear else None
        if role and place:
            start, end = read.tokens[candidate.first].start, read.end(candidate.end)
            mentions.append(PlaceMention(place, start, end, role))
    return mentions


def _candidates(read: Text) -> Iterator[_Candidate]:
    i = 0
    while i < len(read.tokens):
        candidate = None
        if read.tokens[i].is_capital or read.is_lower:
            known = _known(read, i)
            candidate = known if known and _outshines(known) else _unknown(read, i, known) or known
        if candidate:
            yield candidate
        i = candidate.end + 1 if candidate else i + 1


def _settled(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """The candidates, each city meant as where its name stands with an area: "Portland, OR", then "Portland"."""
    meant = {c.key: c.qualifiers for c in candidates if c.qualifiers}
    for candidate in candidates:
        settled = candidate
        for area in () if candidate.qualifiers else meant.get(candidate.key, ()):
            settled = _within(settled, area, candidate.end) or settled
        yield replace(settled, last=candidate.last, qualifiers=candidate.qualifiers)


def _known(read: Text, first: int) -> _Candidate | None:
    """The longest name in the tables that begins with token `first`."""
    for last in range(_last_of_name(read, first), first - 1, -1):
        key = _key(read, first, last)
        areas = gazetteer.areas(key) if _is_written_as_area(read, first, key) else ()
        if any(not area.division for area in areas):
            return _qualified(read, _Candidate(first, last, key, last, areas))
        if adjective := gazetteer.adjectives(key):
            return _Candidate(first, last, key, last, adjective=adjective)
        cities = gazetteer.cities(key)
        if read.is_lower and (read.preposition(first) not in ABOUT or any(city.is_word for city in cities)):
            cities = ()
        if areas or cities:
            return _qualified(read, _Candidate(first, last, key, last, areas, cities))
    return None


def _outshines(known: _Candidate) -> bool:
    """Whether a name from the tables leaves no room for a place that is in none: "Egg Harbor City, NJ"."""
    is_famous = bool(known.cities) and known.cities[0].inhabitants >= _FAMOUS
    return is_famous or bool(known.qualifiers or known.adjective or known.areas)


def _unknown(read: Text, first: int, known: _Candidate | None) -> _Candidate | None:
    """A place that no table has, where an area after it says that it is one: "in Timau, Kenya".

    `known` is what the tables have under the first words of it: a namesake elsewhere ("Palpa,
    Nepal"), or the city that it is in ("Mbale Municipal Stadium, Uganda").
    """
    if read.is_lower or read.tokens[first].key in NOT_PLACES:
        return None
    last = known.last if known else first
    if not known and not _can_begin_unknown(read, first):
        return None
    if _can_begin_unknown(read, first):
        while last < first + 3 and (token := read.name_after(last)) and token.key not in NOT_PLACES:
            last += 1
    unknown = _qualified(read, _Candidate(first, last, _key(read, first, last), last))
    if not unknown.qualifiers:
        return None
    return (known and _within(known, unknown.qualifiers[0], unknown.end)) or unknown


def _can_begin_unknown(read: Text, first: int) -> bool:
    start = read.tokens[first].start
    return read.preposition(first) in AT or _OPENS.search(read.text, max(0, start - 3), start) is not None


def _last_of_name(read: Text, first: int) -> int:
    last = first
    while last + 1 < min(first + _LONGEST, len(read.tokens)) and read.gap(last) in _INSIDE:
        token = read.tokens[last + 1]
        if not (token.is_capital or read.is_lower or token.key in _SMALL_WORDS):
            break
        last += 1
    return last


def _key(read: Text, first: int, last: int) -> str:
    return " ".join(token.key for token in read.tokens[first : last + 1])


def _is_written_as_area(read: Text, first: int, key: str) -> bool:
    """Acronyms need their capitals: "US" is a country, "us" is not, nor is it in "CONTACT US" or "US$"."""
    token, before = read.tokens[first], read.tokens[first - 1] if first else None
    if not gazetteer.is_acronym(key):
        return True
    if read.is_lower:
        return key != "us" or (before is not None and before.key == "the")
    shouted = before is not None and len(before.text) > 3 and before.text.isupper() and read.gap(first - 1) == " "
    return token.text.isupper() and not shouted and not read.text.startswith("$", token.end)


def _qualified(read: Text, candidate: _Candidate) -> _Candidate:
    """The candidate with the areas named after it, and only the readings that lie in them.

    Between a city of the tables and its country, one part of the address is passed over ("Hangzhou,
    Zhejiang, China").
    """
    in_tables = bool(candidate.areas or candidate.cities)
    i = candidate.last
    for _ in range(3):
        gap = read.gap(i)
        if not _QUALIFIES.fullmatch(gap) or i + 1 >= len(read.tokens):
            break
        areas, last = _area_at(read, i + 1, with_codes="," in gap or "(" in gap or i > candidate.last)
        narrowed = [c for area in areas if (c := _within(candidate, area, last))]
        if narrowed:
            candidate = max(narrowed, key=lambda c: c.cities[0].inhabitants if c.cities else 0)
        elif not in_tables or "," not in gap or not read.tokens[i + 1].is_capital:
            break
        i = last
    return candidate


def _within(candidate: _Candidate, area: Area, end: int) -> _Candidate | None:
    """The candidate once `area` is known to be named after it; None where they do not go together."""
    if len(area.countries) != 1:
        return None
    cities = tuple(city for city in candidate.cities if area.contains(city))
    divisions = tuple(a for a in candidate.areas if a.division and not area.division and a.countries == area.countries)
    is_unknown = not candidate.areas and not candidate.cities
    if not (cities or divisions or is_unknown):
        return None
    last = end if area.division else candidate.last
    qualifiers = (*candidate.qualifiers, area)
    return replace(candidate, last=last, end=end, areas=divisions, cities=cities, qualifiers=qualifiers)


def _area_at(read: Text, first: int, *, with_codes: bool) -> tuple[tuple[Area, ...], int]:
    """The areas that the words from token `first` on may name, and the last of these words."""
    for last in range(_last_of_name(read, first), first - 1, -1):
        key = _key(read, first, last)
        if _is_written_as_area(read, first, key) and (areas := gazetteer.areas(key)):
            return areas, last
    text = read.tokens[first].text
    last = first
    if with_codes and text.isupper() and len(text) <= 3:
        return gazetteer.codes(text), first
    while read.name_after(last):
        last += 1
    return (), last


def _role(read: Text, candidate: _Candidate) -> PlaceRole | None:
    if candidate.adjective:
        return None if follows_title(read, candidate.first) else "adjective"
    if candidate.qualifiers:
        return "place"
    role = role_of(read, candidate.first, candidate.last, is_area=bool(candidate.areas))
    if role is None and candidate.areas and candidate.key not in _GIVEN_NAMES:
        return "name"  # the beginning of some name, but of nothing else than the country
    return role


def _tells(read: Text, candidate: _Candidate) -> Iterator[str]:
    """The countries that a candidate makes likelier for the others."""
    areas = candidate.qualifiers or ((candidate.adjective,) if candidate.adjective else candidate.areas)
    if len(areas) == 1 and len(areas[0].countries) == 1:
        yield areas[0].countries[0]
    elif (city := _likeliest(read, candidate)) and city.inhabitants >= _FAMOUS:
        yield city.country


def _place(read: Text, candidate: _Candidate, evidence: frozenset[str]) -> Place | None:
    """The place that a candidate means, or None where too little says that it is one."""
    name = _name(read, candidate)
    if candidate.adjective:
        return Place(name, "", candidate.adjective.countries)
    city = _likeliest(read, candidate, evidence)
    if candidate.areas and not (city and city.inhabitants >= _FAMOUS):
        area = next((a for a in candidate.areas if evidence.issuperset(a.countries)), candidate.areas[0])
        return Place(name, "", area.countries)
    if city:
        return Place(name, city.name, (city.country,)) if _stands(read, candidate, city, evidence) else None
    return Place(name, name.partition(",")[0], candidate.qualifiers[-1].countries)


def _name(read: Text, candidate: _Candidate) -> str:
    return " ".join(read.text[read.tokens[candidate.first].start : read.end(candidate.last)].split())


def _likeliest(read: Text, candidate: _Candidate, evidence: frozenset[str] = frozenset()) -> City | None:
    """The most prominent namesake; one counts for more whose country the text names, or whose accents it sets."""
    name = _name(read, candidate)

    def likelihood(city: City) -> float:
        favours = (city.country in evidence) + (city.name == name and not name.isascii())
        return log10(gazetteer.prominence(city, candidate.key) + 1) + _FAVOURED * favours

    return max(candidate.cities, key=likelihood, default=None)


def _stands(read: Text, candidate: _Candidate, city: City, evidence: frozenset[str]) -> bool:
    """Whether the words around a city's name, or its fame, say that it is one."""
    if candidate.qualifiers:
        return True
    written = read.tokens[candidate.first].text
    if candidate.key in NOT_PLACES or (written.isupper() and len(written) <= _ACRONYM):
        return False
    preposition = read.preposition(candidate.first)
    is_where = preposition in AT or _is_set_off_with_date(read, candidate)
    prominence = gazetteer.prominence(city, candidate.key)
    if city.is_word and written.isascii():
        return is_where and prominence >= _NOTED
    if is_where or city.country in evidence:
        return city.inhabitants >= _WELL_KNOWN or gazetteer.is_own_name(city, candidate.key)
    alone = read.begins_line(candidate.first) and _CLOSES.match(read.text, read.tokens[candidate.last].end)
    return bool(alone) or prominence >= (_KNOWN if preposition else _WELL_KNOWN)


def _is_set_off_with_date(read: Text, candidate: _Candidate) -> bool:
    start, end = read.tokens[candidate.first].start, read.end(candidate.last)
    return read.text[:start].endswith(("(", ": ", "| ")) and bool(_DATED.match(read.text, end))
