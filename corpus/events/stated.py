"""The events that files state for machines, as stated."""

from collections.abc import Iterator

from corpus.events.naming import kind_of
from corpus.events.participants import find_participants
from corpus.places import find_places
from corpus.sentences import split
from corpus.stated import StatedEvent, stated_events
from corpus.types import Issue, Mention, Place


def stated_mentions(issue: Issue) -> Iterator[Mention]:
    """A mention for each event that the file of `issue` states, in the order of the file."""
    return (_mention(issue, event) for event in stated_events(issue.source.path, issue.text))


def _mention(issue: Issue, event: StatedEvent) -> Mention:
    return Mention(
        name=event.name,
        kind=kind_of(event.name),
        status=event.status,
        period=event.period,
        places=next((found for words in event.places if (found := _place(words))), ()),
        participants=find_participants(event.description[a:b] for a, b in split(event.description)),
        source=issue.source,
        headline=event.name,
        start=event.start,
        end=event.end,
    )


def _place(words: str) -> tuple[Place, ...]:
    """The place that an address ends with."""
    return tuple(found.place for found in find_places(words) if found.role == "place")[-1:]
