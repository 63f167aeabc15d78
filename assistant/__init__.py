"""What can be answered: questions in their conversation to cited, checked answers."""

from assistant.assistant import Assistant, make_day, make_event_filters, make_filters, retrieve
from assistant.types import Answer, Citation, Status, Turn
from corpus import Event
from index import EventFilters, EventList, Filters, Hit, Passage

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Event",
    "EventFilters",
    "EventList",
    "Filters",
    "Hit",
    "Passage",
    "Status",
    "Turn",
    "make_day",
    "make_event_filters",
    "make_filters",
    "retrieve",
]
