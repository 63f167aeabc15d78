"""What the issues say: files to issues, articles and sentences, each character traceable."""

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
from corpus.files import SHIPPED, find_newsletters, read_issue, read_text
from corpus.folding import fold, words
from corpus.parsing import parse_issue
from corpus.places import country_words
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
    Precision,
    Role,
    Sentence,
    Source,
    YearSource,
)

__all__ = [
    "SHIPPED",
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
    "country_words",
    "find_newsletters",
    "find_periods",
    "fold",
    "parse_issue",
    "periods_of_sentences",
    "read_issue",
    "read_text",
    "words",
]
