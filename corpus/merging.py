"""Mentions of one event, wherever they stand, to that event."""

from collections.abc import Iterable

from corpus.types import Event, Mention


def merge_mentions(mentions: Iterable[Mention]) -> tuple[Event, ...]:
    """One event for all `mentions` of it, in the order of their dates."""
    return tuple(Event(m.name, m.kind, m.status, m.period, m.places, m.participants, (m,)) for m in mentions)
