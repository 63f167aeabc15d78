"""What a place is called, where it lies, and which places lie in it."""

import re
from functools import cache

from corpus.places import gazetteer
from corpus.places.gazetteer import Area, City
from corpus.types import Place

_LARGE = 100_000  # inhabitants from which a city's own name goes before foreign names of countries
_AND_OR = re.compile(r",? (?:and|or) |, ")
_FAMOUS = 500_000  # inhabitants from which it goes before the state: "New York", "Washington"


def resolve_place(words: str) -> Place | None:
    """The place that a filter or a question means by `words`; None where no table knows it.

    Names of countries in English and some seventy other languages, their adjectives, regions ("the
    Balkans", "EU"), divisions ("Texas", "Scotland") and cities, old and foreign names included, in
    any case and with or without diacritics. A country or division after a comma chooses among
    namesakes ("Paris, Texas"), and lets a city pass that no table knows. The result has English names.
    """
    head, *within = [part for part in map(str.strip, re.split(r"[,()]", words)) if part] or [""]
    key = gazetteer.key(head)
    if not key:
        return None
    if within:
        return _resolve_within(head, key, within)
    return _resolve_alone(key) or (_resolve_alone(key.removeprefix("the ")) if key.startswith("the ") else None)


def resolve_places(words: str) -> tuple[Place, ...]:
    """The place meant by `words`, or each of several: "Romania, Serbia or Italy"; empty where one is not known."""
    if place := resolve_place(words):
        return (place,)
    each = [resolve_place(part) for part in _AND_OR.split(words)]
    known = tuple(place for place in each if place)
    return known if len(known) == len(each) else ()


def covers(wider: Place, narrower: Place) -> bool:
    """Whether `narrower` is `wider` or lies in it: Europe covers Italy and Naples, Texas covers Austin."""
    if wider.city:
        here, there = _city(wider), _city(narrower)
        if here and there:
            return here == there
        same_name = gazetteer.key(wider.city) == gazetteer.key(narrower.city)
        return same_name and set(narrower.countries) <= set(wider.countries or narrower.countries)
    if division := _division(wider):
        city = _city(narrower)
        return division.contains(city) if city else division == _division(narrower)
    return bool(narrower.countries) and set(narrower.countries) <= set(wider.countries)


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166-1 alpha-2 code; KeyError for any other code."""
    return gazetteer.countries()[code].name


def position(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, north and east positive: of the city, else of the capital or largest city.

    None for a region, and for a city that no table knows.
    """
    if place.city:
        city = _city(place)
    else:
        city = gazetteer.seat(_division(place) or Area(place.name, place.countries)) if place.countries else None
    return (city.latitude, city.longitude) if city else None


def is_famous(place: Place) -> bool:
    """Whether a place is a city of half a million inhabitants or more: its name alone means it in most texts."""
    city = _city(place)
    return city is not None and city.inhabitants >= _FAMOUS


@cache
def country_words() -> frozenset[str]:
    """The folded one-word names of countries in English."""
    names = (gazetteer.key(country.name) for country in gazetteer.countries().values())
    return frozenset(name for name in names if " " not in name)


def _resolve_alone(key: str) -> Place | None:
    cities = gazetteer.cities(key)
    own_name = [city for city in cities if gazetteer.is_own_name(city, key)]
    if areas := gazetteer.areas(key):
        if areas[0].division and own_name and own_name[0].inhabitants >= _FAMOUS:
            return _as_place(own_name[0])
        return _as_place(areas[0])
    if adjective := gazetteer.adjectives(key):
        return _as_place(adjective)
    if own_name and own_name[0].inhabitants >= _LARGE:
        return _as_place(own_name[0])
    foreign = gazetteer.foreign_countries().get(key)
    return _as_place(foreign or cities[0]) if foreign or cities else None


def _resolve_within(head: str, key: str, within: list[str]) -> Place | None:
    """The most populous city called `head`, or the division, that lies in all the areas of `within`."""
    cities, divisions = gazetteer.cities(key), [a for a in gazetteer.areas(key) if a.division]
    chosen: list[Area] = []
    for name in within:
        areas = gazetteer.areas(gazetteer.key(name)) or gazetteer.codes(name.upper())
        inside = [city for city in cities if any(area.contains(city) for area in areas)]
        divisions = [d for d in divisions if any(a.countries == d.countries and not a.division for a in areas)]
        chosen = [a for a in areas if not inside or a.contains(inside[0])] or chosen
        cities = tuple(inside)
    if cities:
        return _as_place(cities[0])
    if divisions:
        return _as_place(divisions[0])
    return Place(head, head, chosen[0].countries) if chosen else None


def _as_place(found: Area | City) -> Place:
    if isinstance(found, Area):
        return Place(found.name, "", found.countries)
    namesakes = [c for c in gazetteer.cities(gazetteer.key(found.name)) if c.country == found.country]
    name = found.name if found == namesakes[0] or not found.division else f"{found.name}, {found.division}"
    return Place(name, found.name, (found.country,))


def _city(place: Place) -> City | None:
    """The city in the tables that `place` is; the division in its name, "Portland, OR", chooses among namesakes."""
    found = [
        city
        for city in gazetteer.cities(gazetteer.key(place.city))
        if city.country in place.countries and gazetteer.is_own_name(city, gazetteer.key(place.city))
    ]
    division = place.name.partition(",")[2].strip()
    named = {area.division for area in (*gazetteer.areas(gazetteer.key(division)), *gazetteer.codes(division))}
    return next((city for city in found if city.division in named - {""}), found[0] if found else None)


def _division(place: Place) -> Area | None:
    """The state, province or nation that `place` is, if it is one."""
    areas = gazetteer.areas(gazetteer.key(place.name)) if not place.city else ()
    return next((area for area in areas if area.division and area.countries == place.countries), None)
