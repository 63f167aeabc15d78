"""The events that files state for machines, as stated: schema.org in web pages, dates in front matter."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from corpus.events.naming import kind_of
from corpus.events.participants import find_participants
from corpus.masthead import front_matter, stated_day
from corpus.pages import SUFFIXES, StatedEvent, stated_events
from corpus.places import find_places
from corpus.types import EventStatus, Issue, Mention, Period

_STATUSES: dict[str, EventStatus] = {"EventCancelled": "cancelled", "EventPostponed": "postponed"}
_STARTS = ("event_date", "eventdate", "event-date", "start_date", "startdate", "start", "starts")
_ENDS = ("end_date", "enddate", "end", "ends")
_PLACES = ("location", "place", "venue", "city")


def stated_mentions(issue: Issue) -> Iterator[Mention]:
    """A mention for each event that a file states for machines, in the order of the file."""
    if issue.source.path.lower().endswith(SUFFIXES):
        yield from (_mention(issue, event) for event in stated_events(issue.text))
    elif event := _of_front_matter(issue.text):
        yield _mention(issue, event)


def _of_front_matter(text: str) -> StatedEvent | None:
    """The event that a file is about whose front matter has a title and the day on which it begins."""
    stated, behind = front_matter(text)
    fields = {str(key).lower(): value for key, value in stated.items()}
    title, first = str(fields.get("title") or ""), _day(fields, _STARTS)
    if not title.strip() or not first:
        return None
    last = _day(fields, _ENDS) or first
    period = replace(first, end=max(first.end, last.end))
    at = text.find(title, 0, behind)
    where = (at, at + len(title)) if at >= 0 else (0, behind)
    place = ", ".join(str(value) for key in _PLACES if isinstance(value := fields.get(key), str))
    return StatedEvent(" ".join(title.split()), "", period, place, str(fields.get("status") or ""), *where)


def _day(fields: Mapping[str, Any], names: tuple[str, ...]) -> Period | None:
    return next((day for name in names if (day := stated_day(fields.get(name)))), None)


def _mention(issue: Issue, event: StatedEvent) -> Mention:
    places = [found.place for found in find_places(event.place) if found.role == "place"]
    status = _STATUSES.get(event.status.rpartition("/")[2], "announced")
    return Mention(
        name=event.name,
        kind=kind_of(event.name),
        status="cancelled" if event.status.lower() in ("cancelled", "canceled") else status,
        period=event.period,
        places=tuple(places[-1:]),  # an address ends with the city
        participants=find_participants([event.description]),
        source=issue.source,
        headline=event.name,
        start=event.start,
        end=event.end,
    )
