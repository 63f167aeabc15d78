"""What can be found: passages, their vectors and words, in one archive that is built, opened and searched."""

from index.archive import Archive, Snapshot
from index.building import BuildReport, Progress, build
from index.context import findable
from index.encoder import Encoder, encoder_folder, has_fast_bf16, load_encoder
from index.event_labels import label_day, label_days, label_filters, plural
from index.event_search import find_events, find_longest, find_years
from index.search import STOPWORDS, search, search_terms
from index.spelling import respell
from index.store_reader import StoredSentence
from index.types import EventFilters, EventList, EventPhase, Filters, Hit, Passage

__all__ = [
    "STOPWORDS",
    "Archive",
    "BuildReport",
    "Encoder",
    "EventFilters",
    "EventList",
    "EventPhase",
    "Filters",
    "Hit",
    "Passage",
    "Progress",
    "Snapshot",
    "StoredSentence",
    "build",
    "encoder_folder",
    "find_events",
    "find_longest",
    "find_years",
    "findable",
    "has_fast_bf16",
    "label_day",
    "label_days",
    "label_filters",
    "load_encoder",
    "plural",
    "respell",
    "search",
    "search_terms",
]
