"""Addresses of what the page shows, and what such an address asks for."""

from collections.abc import Mapping
from urllib.parse import urlencode

from assistant import EventFilters, make_event_filters
from corpus import RequestError

FILTERS = ("since", "until", "place", "person", "kind", "status", "about")
"""The filters of events, by their names in an address."""


def source_link(path: str, start: int, end: int) -> str:
    """The address of the view that shows `[start, end)` of a newsletter within its article."""
    return "source?" + urlencode({"path": path, "start": start, "end": end})


def question_link(question: str) -> str:
    """The address of the page that asks `question` when it opens."""
    return "?" + urlencode({"q": question})


def events_link(texts: Mapping[str, str]) -> str:
    """The address of the page that shows the events under these filters, given by name."""
    return "?" + urlencode({"view": "events"} | _given(texts))


def export_link(form: str, texts: Mapping[str, str]) -> str:
    """The address of the file in the format `form` with the events under these filters."""
    query = urlencode(_given(texts))
    return f"events.{form}?{query}" if query else f"events.{form}"


def read_filters(texts: Mapping[str, str]) -> EventFilters:
    """The filters that `texts` give by name; empty ones are left out.

    Raises RequestError for a value that is none, and for a name that is none: an export without a
    filter that somebody asked for would be taken for one with it.
    """
    if unknown := texts.keys() - set(FILTERS):
        raise RequestError(f"There is no filter {min(unknown)!r}. Use {', '.join(FILTERS)}.")
    return make_event_filters(**_given(texts))


def _given(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text.strip()}
