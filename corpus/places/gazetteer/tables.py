"""The tables beside this module, read at the first look-up and kept. README.md says where they come from."""

import csv
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale

from corpus.folding import words

# Asked in this order for names of countries: where two languages disagree, the first one has it.
_LANGUAGES = (
    "en fr es de pt it zh ru ar ro tr nl pl uk cs sk hu sr hr bs sl mk sq bg el sv da nb fi is et lv lt ga cy ca eu gl "
    "mt ka hy az kk ky uz tg tk mn fa he hi bn ur ta te th vi id ms fil my km lo ko ja sw am so ha yo zu af"
)


@dataclass(frozen=True, slots=True)
class City:
    """A city of at least 5,000 inhabitants, or a capital.

    `division` is filled in Australia, Canada, the United Kingdom and the United States, with the
    code used in addresses ("OR"). Latitude and longitude are in degrees, north and east positive.
    `is_word` says that the name is also an English word, "Nice".
    """

    name: str
    country: str
    division: str
    inhabitants: int
    latitude: float
    longitude: float
    is_capital: bool
    is_word: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a region of several countries, or a division of one country.

    `division` is the code of a division as in `City`, or its name where cities are not assigned to it.
    """

    name: str
    countries: tuple[str, ...]
    division: str = ""

    def contains(self, city: City) -> bool:
        """Whether `city` lies in the area."""
        return city.country in self.countries and self.division in ("", city.division)


@lru_cache(maxsize=32768)
def key(name: str) -> str:
    """What names are looked up by, here called `folded`: folded words, a space between them, "&" read as "and"."""
    return " ".join(words(name.replace("&", " and ")))


@lru_cache(maxsize=8192)
def cities(folded: str) -> tuple[City, ...]:
    """The cities called so, in any language written in Latin letters; the most prominent first."""
    found = [_city(line) for line in _city_lines().get(folded, ())]
    return tuple(sorted(found, key=lambda city: -prominence(city, folded)))


def is_own_name(city: City, folded: str) -> bool:
    """Whether the city is called so in English, "St." for "Saint" included."""
    own = key(city.name)
    return folded in (own, own.replace("saint ", "st "))


def prominence(city: City, folded: str) -> float:
    """Inhabitants; far fewer where the city is called by a foreign or former name, so that namesakes come first."""
    return city.inhabitants * (1 if is_own_name(city, folded) else 0.03)


def seat(area: Area) -> City | None:
    """The capital of a country, the largest city of a division; None for a region, or where there is no city."""
    line = _seat_lines().get((area.countries[0], area.division)) if len(area.countries) == 1 else None
    return _city(line) if line else None


def areas(folded: str) -> tuple[Area, ...]:
    """The areas called so in English, countries first: "georgia" is a country and a state."""
    return _areas().get(folded, ())


def is_acronym(folded: str) -> bool:
    """Whether an area's name is only ever written in capitals: "US", "DRC"."""
    return folded in _acronyms()


def adjectives(folded: str) -> Area | None:
    """The area that an English adjective belongs to: "romanian", "central asian"."""
    return _adjectives().get(folded)


def codes(code: str) -> tuple[Area, ...]:
    """The areas with this code at the end of an address: "CA" is California and Canada."""
    return _codes().get(code, ())


@cache
def countries() -> Mapping[str, Area]:
    """All countries and territories by ISO 3166-1 alpha-2 code, with their English names."""
    return {row["code"]: Area(row["name"], (row["code"],)) for row in _rows("countries.tsv")}


@cache
def foreign_countries() -> Mapping[str, Area]:
    """Countries by their folded names in some seventy languages (Unicode CLDR, by way of Babel)."""
    found: dict[str, Area] = {}
    for language in _LANGUAGES.split():
        for code, name in Locale(language).territories.items():
            if code in countries():
                found.setdefault(key(name), countries()[code])
    return found


@cache
def _areas() -> Mapping[str, tuple[Area, ...]]:
    found: dict[str, tuple[Area, ...]] = {}
    for row in _rows("countries.tsv"):
        for name in (row["name"], *_listed(row["other names"])):
            found[key(name)] = (countries()[row["code"]],)
    for region in _regions():
        for name in _listed(region["names"]):
            found[key(name)] = (_region(region),)
    for division in _divisions():
        found[key(division.name)] = (*found.get(key(division.name), ()), division)
    return found


@cache
def _acronyms() -> frozenset[str]:
    listed = [row["other names"] for row in _rows("countries.tsv")] + [row["names"] for row in _regions()]
    return frozenset(key(name) for names in listed for name in _listed(names) if name.isupper())


@cache
def _adjectives() -> Mapping[str, Area]:
    of_countries = {
        key(adjective): countries()[row["code"]]
        for row in _rows("countries.tsv")
        for adjective in _listed(row["adjectives"])
    }
    of_regions = {key(adjective): _region(row) for row in _regions() for adjective in _listed(row["adjectives"])}
    return of_regions | of_countries


@cache
def _codes() -> Mapping[str, tuple[Area, ...]]:
    found = {code: (country,) for code, country in countries().items()}
    for division in _divisions():
        found[division.division] = (*found.get(division.division, ()), division)
    return found


def _divisions() -> Iterator[Area]:
    return (Area(row["name"], (row["country"],), row["code"] or row["name"]) for row in _rows("divisions.tsv"))


@cache
def _regions() -> tuple[dict[str, str], ...]:
    return tuple(_rows("regions.tsv"))


def _region(row: dict[str, str]) -> Area:
    return Area(_listed(row["names"])[0], tuple(sorted(_countries_within(row))))


def _countries_within(row: dict[str, str]) -> set[str]:
    within = set(row["countries"].split())
    for name in _listed(row["regions within"]):
        within |= _countries_within(next(r for r in _regions() if name in _listed(r["names"])))
    return within


@cache
def _city_lines() -> Mapping[str, list[str]]:
    """The lines of the table by folded name, each to be taken apart when it is asked for."""
    found: dict[str, list[str]] = {}
    for line in _lines():
        found.setdefault(line[: line.index("\t")].lower(), []).append(line)
        if not line.endswith("\t"):
            for name in line[line.rindex("\t") + 1 :].split("|"):
                found.setdefault(name, []).append(line)
    return found


@cache
def _seat_lines() -> Mapping[tuple[str, str], str]:
    """By country and division. Within a country the table begins with the largest city."""
    found: dict[tuple[str, str], str] = {}
    for line in _lines():
        _, country, division, *_, flags, _ = line.split("\t")
        found.setdefault((country, division), line)
        if "c" in flags or (country, "") not in found:
            found[country, ""] = line
    return found


@cache
def _lines() -> list[str]:
    packed = files(__package__).joinpath("cities.tsv.xz").read_bytes()
    return lzma.decompress(packed).decode().splitlines()


def _city(line: str) -> City:
    name, country, division, inhabitants, latitude, longitude, flags, _ = line.split("\t")
    return City(
        name, country, division, int(inhabitants), float(latitude), float(longitude), "c" in flags, "w" in flags
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return iter(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _listed(field: str) -> list[str]:
    return field.split("|") if field else []
