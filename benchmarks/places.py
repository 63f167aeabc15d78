"""How often the country of an event is found, and how fast.

usage: python -m benchmarks.places NEWSLETTERS [ORGANISATION...] [--issues FOLDER] [--failures]

NEWSLETTERS is a folder of articles with event tables, one JSONL file for each organisation; without
ORGANISATION all are measured. --issues is a folder of Markdown issues whose lists of events read
"date | Place, CC | title", ISO country code last. Printed for each organisation: events with a
country; the share found when the table's place is read with dateline and span ("given"), and from
dateline, span and article alone ("read"); the share of datelines resolved, and of those, rightly.
"""

import argparse
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import Place, PlaceMention, find_places, resolve_place

_EVENT_LINE = re.compile(r"^\s*[*-] .*?\|([^|]+)\|")
_CODED = re.compile(r"[\w .'/-]+(?:, ?[A-Z]{2,3})?, ?([A-Z]{2})(?=\s*(?:$|[)+;/]))")
_CODES = {"UK": "GB"}


def main() -> None:
    """Read the arguments, print one line for each source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newsletters", type=Path)
    parser.add_argument("organisations", nargs="*")
    parser.add_argument("--issues", type=Path)
    parser.add_argument("--failures", action="store_true")
    arguments = parser.parse_args()
    print(f"{'organisation':14}{'events':>8}{'given':>8}{'read':>8}{'datelines':>11}{'found':>8}{'right':>8}")
    total: list[tuple[int, ...]] = []
    for file in sorted(arguments.newsletters.glob("*.jsonl")):
        if not arguments.organisations or file.stem in arguments.organisations:
            articles = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            total.append(_measure(articles, arguments.failures))
            _show(file.stem, total[-1])
    _show("all", tuple(map(sum, zip(*total, strict=True))))
    if arguments.issues:
        _measure_lists(arguments.issues, arguments.failures)
    _time(arguments.newsletters)


def _show(name: str, counts: tuple[int, ...]) -> None:
    events, given, read, datelines, found, judged, right = counts
    shares = f"{given / events:8.3f}{read / events:8.3f}{datelines:11}{found / max(datelines, 1):8.3f}"
    print(f"{name:14}{events:8}{shares}{right / max(judged, 1):8.3f}")


def _measure(articles: list[dict[str, Any]], show_failures: bool) -> tuple[int, ...]:
    """Events, found given the place, found without; datelines, resolved, with a known country, rightly resolved."""
    events = given = read = datelines = found = judged = right = 0
    for article in articles:
        for event in article["events"]:
            if country := _country(event["country"]):
                guesses = _given(article, event), _read(article, event)
                events, given, read = events + 1, given + (guesses[0] == country), read + (guesses[1] == country)
                if show_failures and guesses != (country, country):
                    start, end = event["span"]
                    print(guesses, country, event["place"], article["dateline"], "|", article["text"][start:end])
        if article["dateline"]:
            datelines += 1
            places = find_places(article["dateline"])
            found += bool(places)
            expected = {
                _country(event["country"])
                for event in article["events"]
                if event["place"] and event["place"] in article["dateline"]
            }
            judged += bool(places and expected)
            right += bool(places) and places[0].place.countries[:1] in {(code,) for code in expected}
    return events, given, read, datelines, found, judged, right


def _country(name: str | None) -> str | None:
    place = resolve_place(name) if name else None
    return place.countries[0] if place else None


def _given(article: dict[str, Any], event: dict[str, Any]) -> str | None:
    """The country of the table's place, read where it stands: beside the dateline and the span."""
    place, (start, end) = event["place"] or "", event["span"]
    mentions = find_places(f"{place}\n{article['dateline']}\n\n{article['text'][start:end]}")
    inside = [m for m in mentions if m.start < len(place) or m.place.name == place]
    return _first_country(inside) or _read(article, event)


def _read(article: dict[str, Any], event: dict[str, Any]) -> str | None:
    """The country of the first place in the span, else of the dateline, else of the first place in the article."""
    start, end = event["span"]
    mentions = find_places(article["text"])
    span = [m for m in mentions if start <= m.start < end]
    return _first_country(span) or _first_country(find_places(article["dateline"])) or _first_country(mentions)


def _first_country(mentions: list[PlaceMention]) -> str | None:
    """Of the first place held at; of a part of a name where there is none."""
    for role in ("place", "name"):
        for mention in mentions:
            if mention.role == role and len(mention.place.countries) == 1:
                return mention.place.countries[0]
    return None


def _measure_lists(issues: Path, show_failures: bool) -> None:
    """Every other issue is left out, to be looked at only when the rules are finished."""
    for name, files in (
        ("even issues", sorted(issues.glob("*.md"))[::2]),
        ("odd issues", sorted(issues.glob("*.md"))[1::2]),
    ):
        right = wrong = missed = 0
        for line, code in _coded(files):
            places: list[Place] = [m.place for m in find_places(line)]
            codes = {c for place in places for c in place.countries}
            right, wrong, missed = (
                right + (codes == {code}),
                wrong + (codes not in ({code}, set())),
                missed + (not codes),
            )
            if show_failures and codes != {code} and name == "even issues":
                print(line, codes)
        print(
            f"{name:14}{right + wrong + missed:8} places{right / (right + wrong + missed):8.3f} right, {missed} missed"
        )


def _coded(files: list[Path]) -> Iterator[tuple[str, str]]:
    """The places of lists of events, each with the country code it ends with."""
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if match := _EVENT_LINE.match(line):
                for place in _CODED.finditer(match[1]):
                    yield place[0].strip(), _CODES.get(place[1], place[1])


def _time(newsletters: Path) -> None:
    """Characters a minute through find_places, on one core."""
    texts = [
        json.loads(line)["text"] for f in newsletters.glob("*.jsonl") for line in f.read_text("utf-8").splitlines()
    ]
    begun = time.process_time()
    for text in texts:
        find_places(text)
    taken = time.process_time() - begun
    print(f"{sum(map(len, texts)) / 1e6 / taken * 60:.1f} million characters a minute")


if __name__ == "__main__":
    main()
