"""What can be answered: questions in their conversation to cited, checked answers."""

from assistant.assistant import Assistant, make_day, make_event_filters, make_filters, retrieve
from assistant.types import Answer, Citation, Message, Status, Turn, Writer
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
    "Message",
    "Passage",
    "Status",
    "Turn",
    "Writer",
    "make_day",
    "make_event_filters",
    "make_filters",
    "retrieve",
]
