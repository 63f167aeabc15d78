"""Events that a file states for machines: schema.org in web pages (JSON-LD), days in front matter."""

import html
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.cleaning import clean
from corpus.dates import find_periods
from corpus.masthead import front_matter, stated_day
from corpus.pages import MARK, SUFFIXES, attributes_of
from corpus.sentences import LONGEST
from corpus.types import LONGEST_TITLE, Article, EventStatus, Period, Sentence

_WRAPPED = re.compile(r"\A\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*\Z")
_NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_KINDS = ("Event", "Festival", "Hackathon")
_MOMENT = re.compile(r"(\d{4})-?(\d{2})(?:-?(\d{2}))?(?!\d)")
_STATUSES: dict[str, EventStatus] = {
    "cancelled": "cancelled", "canceled": "cancelled", "postponed": "postponed", "eventcancelled": "cancelled",
    "eventpostponed": "postponed",
}  # fmt: skip
_EVENT_DAYS = ("event_date", "eventdate", "event-date", "start_date", "startdate")
_STARTS, _ENDS = ("start", "starts"), ("end_date", "enddate", "end", "ends")
_OF_AN_ISSUE = frozenset("date published issue number".split())
"""Fields of a file that is a newsletter, of which "start" and "end" are no event's."""
_PLACES = ("location", "place", "venue", "city")


@dataclass(frozen=True, slots=True)
class StatedEvent:
    """An event as a file states it. `[start, end)` is its name in the file; the first known of `places` counts."""

    name: str
    description: str
    period: Period | None
    places: tuple[str, ...]
    status: EventStatus
    start: int
    end: int


def stated_events(path: str, text: str) -> list[StatedEvent]:
    """The events that the file at `path` states, in its order. What is not well formed is passed over."""
    if path.lower().endswith(SUFFIXES):
        return [event for script in MARK.finditer(text) if script["script"] for event in _of_script(text, script)]
    return list(_of_front_matter(text))


def stated_article(event: StatedEvent) -> Article:
    """A stated event as an article, so that it can be found and shown."""
    name = Sentence(event.name, event.start, event.end, "headline")
    return Article("article", event.name[:LONGEST_TITLE], "", event.start, event.end, (name,))


def _of_script(text: str, script: re.Match[str]) -> Iterator[StatedEvent]:
    if attributes_of(script["kind"]).get("type", "").lower() != "application/ld+json":
        return
    try:
        data = json.loads(_WRAPPED.sub("", script["content"]), strict=False)
    except (ValueError, RecursionError):
        return
    where: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
    for match in _NAME.finditer(text, *script.span("content")):
        where[match[1]].append(match.span(1))
    spelt = {_decoded(raw): spans for raw, spans in where.items()}
    for thing in _things(data):
        name = thing.get("name")
        if isinstance(name, str) and (spans := spelt.get(name)):
            start, end = spans.popleft() if len(spans) > 1 else spans[0]
            if _is_event(thing) and (read := _plain(name)[:LONGEST]):
                yield _stated(thing, read, start, end)


def _decoded(raw: str) -> str:
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in JSON data, in the order in which they begin."""
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            yield thing
            waiting += reversed(thing.values())
        elif isinstance(thing, list):
            waiting += reversed(thing)


def _is_event(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return "startDate" in thing and any(isinstance(kind, str) and kind.endswith(_KINDS) for kind in _listed(kinds))


def _listed(said: Any) -> list[Any]:
    """What is said once, or in a list; a list in it is no form that anything has, and may be of any depth."""
    return said if isinstance(said, list) else [said]


def _plain(said: str) -> str:
    """A string as a person reads it: without tags and entities, and without half characters."""
    text = clean(html.unescape(said)).text
    return " ".join(text.encode("utf-8", "ignore").decode("utf-8").split())


def _stated(thing: dict[str, Any], name: str, start: int, end: int) -> StatedEvent:
    description = thing.get("description")
    return StatedEvent(
        name,
        _plain(description) if isinstance(description, str) else "",
        _span(_moment(thing["startDate"]), _moment(thing.get("endDate"))),
        tuple(_places(thing.get("location"))),
        _status(thing.get("eventStatus")),
        start,
        end,
    )


def _moment(said: object) -> Period | None:
    """The day or month that a moment in ISO form lies in; None for what is none."""
    match = _MOMENT.match(said) if isinstance(said, str) else None
    if not match:
        return None
    year, month, day = match.groups()
    if not day:
        return next(find_periods(f"{year}-{month}"), None)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    period = Period(found, found, "day", f"{year}-{month}-{day}")
    return period if period.is_credible() else None


def _span(first: Period | None, last: Period | None) -> Period | None:
    return replace(first, end=max(first.end, last.end)) if first and last else first


def _places(location: Any) -> Iterator[str]:
    """What a location is called, the address before the name: a hotel may be called after another city."""
    for one in _listed(location):
        if isinstance(one, dict):
            address = one.get("address")
            if isinstance(address, dict):
                country = address.get("addressCountry")
                country = country.get("name") if isinstance(country, dict) else country
                parts = (address.get("addressLocality"), country)
                address = ", ".join(part for part in parts if isinstance(part, str) and part)
            yield from (said for said in (address, one.get("name")) if isinstance(said, str) and said)
        elif isinstance(one, str):
            yield one


def _status(said: Any) -> EventStatus:
    first = next(iter(_listed(said)), None)
    named = first.get("@id") if isinstance(first, dict) else first
    return _STATUSES.get(named.rpartition("/")[2].lower(), "announced") if isinstance(named, str) else "announced"


def _of_front_matter(text: str) -> Iterator[StatedEvent]:
    """The event that a file is about whose front matter has a title and the day on which it begins."""
    stated, behind = front_matter(text)
    fields = {str(key).lower(): value for key, value in stated.items()}
    title = fields.get("title")
    first = _day(fields, _EVENT_DAYS) or (None if fields.keys() & _OF_AN_ISSUE else _day(fields, _STARTS))
    at = text.find(title, 0, behind) if isinstance(title, str) and title.strip() else -1
    if at >= 0 and isinstance(title, str) and (period := _span(first, _day(fields, _ENDS))):
        places = tuple(value for key in _PLACES if isinstance(value := fields.get(key), str))
        yield StatedEvent(
            _plain(title)[:LONGEST], "", period, places, _status(fields.get("status")), at, at + len(title)
        )


def _day(fields: Mapping[str, Any], names: tuple[str, ...]) -> Period | None:
    values = (value for name in names if isinstance(value := fields.get(name), str | date))
    days = (day for value in values if (day := stated_day(value)))
    return next((day for day in days if day.is_credible()), None)
