"""What the issues say: files to issues, articles and sentences, each character traceable."""

from corpus.acronyms import Acronym, find_acronyms, stands_for, used_acronym
from corpus.cleaning import clean
from corpus.dates import find_periods, periods_of_sentences
from corpus.errors import (
    BusyError,
    EncoderError,
    ModelError,
    NewsletterError,
    NoIndexError,
    RequestError,
    SettingsError,
    SourceError,
    StoreError,
)
from corpus.event_words import KINDS, VERBAL, WEAK
from corpus.files import SHIPPED, find_newsletters, read_issue, read_text
from corpus.folding import fold, stem, words
from corpus.mentions import find_mentions
from corpus.merging import merge_mentions
from corpus.parsing import parse_issue
from corpus.places import country_name, country_words, covers, position, resolve_place
from corpus.toponyms import find_places
from corpus.types import (
    Article,
    ArticleKind,
    Event,
    EventKind,
    EventStatus,
    Issue,
    Mention,
    Participant,
    Period,
    Place,
    PlaceMention,
    PlaceRole,
    Precision,
    Role,
    Sentence,
    Source,
    YearSource,
)

__all__ = [
    "KINDS",
    "SHIPPED",
    "VERBAL",
    "WEAK",
    "Acronym",
    "Article",
    "ArticleKind",
    "BusyError",
    "EncoderError",
    "Event",
    "EventKind",
    "EventStatus",
    "Issue",
    "Mention",
    "ModelError",
    "NewsletterError",
    "NoIndexError",
    "Participant",
    "Period",
    "Place",
    "PlaceMention",
    "PlaceRole",
    "Precision",
    "RequestError",
    "Role",
    "Sentence",
    "SettingsError",
    "Source",
    "SourceError",
    "StoreError",
    "YearSource",
    "clean",
    "country_name",
    "country_words",
    "covers",
    "find_acronyms",
    "find_mentions",
    "find_newsletters",
    "find_periods",
    "find_places",
    "fold",
    "merge_mentions",
    "parse_issue",
    "periods_of_sentences",
    "position",
    "read_issue",
    "read_text",
    "resolve_place",
    "stands_for",
    "stem",
    "used_acronym",
    "words",
]
