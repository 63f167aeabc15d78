"""The entries of calendar files as events: what, when, where and whether as the entry states it."""

from collections.abc import Iterator

from corpus.calendars import Entry, read_entries
from corpus.events.naming import kind_of
from corpus.events.participants import find_participants
from corpus.places import find_places
from corpus.sentences import split
from corpus.types import Issue, Mention


def calendar_mentions(issue: Issue) -> Iterator[Mention]:
    """A mention for each entry of a calendar file, in the order of the file."""
    return (_mention(issue, entry) for entry in read_entries(issue.text))


def _mention(issue: Issue, entry: Entry) -> Mention:
    name = entry.name.text
    places = [found.place for found in find_places(entry.place.text) if found.role == "place"]
    start, end = entry.name.span(0, len(name))
    return Mention(
        name=name,
        kind=kind_of(name),
        status="cancelled" if entry.cancelled else "announced",
        period=entry.period,
        places=tuple(places[-1:]),  # an address ends with the city
        participants=find_participants(line.text[a:b] for line in entry.description for a, b in split(line.text)),
        source=issue.source,
        headline=name,
        start=start,
        end=end,
    )
