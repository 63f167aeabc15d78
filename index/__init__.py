"""What can be found: passages, their vectors and words, in one archive that is built, opened and searched."""

from index.archive import Archive, Snapshot
from index.building import BuildReport, Progress, build
from index.context import findable
from index.encoder import Encoder, encoder_folder, load_encoder
from index.search import STOPWORDS, search, search_terms
from index.spelling import respell
from index.store import StoredSentence
from index.types import Filters, Hit, Passage

__all__ = [
    "STOPWORDS",
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
    "respell",
    "search",
    "search_terms",
]
