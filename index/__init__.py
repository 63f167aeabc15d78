"""What can be found: passages, their vectors and words, in one archive that is built, opened and searched."""

from index.archive import Archive, Snapshot
from index.building import BuildReport, Progress, build
from index.context import findable
from index.encoder import Encoder, encoder_folder, load_encoder
from index.search import search, search_terms
from index.store import StoredSentence
from index.types import Filters, Hit, Passage

__all__ = [
    "Archive",
    "BuildReport",
    "Encoder",
    "Filters",
    "Hit",
    "Passage",
    "Progress",
    "Snapshot",
    "StoredSentence",
    "build",
    "encoder_folder",
    "findable",
    "load_encoder",
    "search",
    "search_terms",
]
