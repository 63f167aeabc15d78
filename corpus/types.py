"""What a newsletter consists of. All offsets are half-open and count characters of the original file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
YearSource = Literal["words", "sentence", "article", "issue", "question"]
ArticleKind = Literal["masthead", "article", "contact"]
Role = Literal["dateline", "headline", "section", "text"]
PlaceRole = Literal["place", "name", "adjective"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, as precise as the words that named it.

    `start` and `end` are both inside the period; `words` is what the text says. `year_from` tells
    what the year was read from: the words themselves, another date in their sentence, the rest of the
    article, the date of the issue, or the day a question is asked on.
    """

    start: date
    end: date
    precision: Precision
    words: str
    year_from: YearSource = "words"

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether any day of the period lies between `since` and `until`, both inclusive."""
        return (since is None or self.end >= since) and (until is None or self.start <= until)

    def is_credible(self) -> bool:
        """Whether the period is one that something takes place in, and no way to write "none"."""
        return self.start.year in YEARS and self.end.year in YEARS


YEARS = range(1500, 2200)
"""The years that the days of events and questions lie in: files write "no end" as 9999-12-31, no day as 0001-01-01."""

LONGEST_TITLE = 300
"""Characters of a title or headline, which are kept with every passage below it."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bibliographic facts of one issue. Fields the issue does not state are empty or None."""

    path: str
    """Relative to the folder of newsletters, with forward slashes."""
    title: str
    organisation: str = ""
    number: str = ""
    published: Period | None = None

    @property
    def label(self) -> str:
        """How the issue is cited, for example "Special Issue on Oceans, No. 25, December 2024"."""
        parts = [self.title]
        if self.number and self.number not in self.title:
            parts.append(f"No. {self.number}")
        if self.published and self.published.words not in self.title:
            parts.append(self.published.words)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline, section heading or dateline as a reader would read it.

    `text` is free of markup; `[start, end)` covers it in the original file, markup included.
    """

    text: str
    start: int
    end: int
    role: Role = "text"
    section: str = ""
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article, or the masthead or contact block, with its sentences in reading order."""

    kind: ArticleKind
    headline: str
    dateline: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One newsletter file: what it is, what it says, and the characters it was read from."""

    source: Source
    text: str
    articles: tuple[Article, ...]


EventKind = Literal[
    "conference", "meeting", "visit", "ceremony", "training", "publication", "call", "deadline", "other"
]
EventStatus = Literal["announced", "held", "postponed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on earth. `name` is what the text calls it, "Naples" or "the Balkans".

    `city` is its English name, empty for a country or region. `countries` are ISO 3166-1 alpha-2
    codes: one for a city or country, several for a region, none where the text does not tell.
    """

    name: str
    city: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Where a text names a place: at `[start, end)`, country included ("Bangkok, Thailand").

    Only a `role` of "place" can be somewhere a thing is held. "name" is a place inside the name of
    something else ("University of Belgrade", "Budapest Declaration"), "adjective" one that only
    lends its word ("Sino-Romanian", "Nairobi-based", "Kenya's").
    """

    place: Place
    start: int
    end: int
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class Participant:
    """A person or organisation that took part in an event, and as what: "chair", "speaker", "host", or ""."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one article says of one event.

    `[start, end)` covers, in the file at `source.path`, the sentences that say so. `period` is None
    where the text does not tell when, `places` empty where it does not tell where. Where the text has
    no name for the event, `is_named` is false and `name` the clause that dates it.
    """

    name: str
    kind: EventKind
    status: EventStatus
    period: Period | None
    places: tuple[Place, ...]
    participants: tuple[Participant, ...]
    source: Source
    headline: str
    start: int
    end: int
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One event, whatever was written of it: the mentions, best first, and what they come to together.

    Where mentions contradict each other, `period` is that of the best one and `disputed` is true.
    """

    name: str
    kind: EventKind
    status: EventStatus
    period: Period | None
    places: tuple[Place, ...]
    participants: tuple[Participant, ...]
    mentions: tuple[Mention, ...]
    disputed: bool = False

    @property
    def is_named(self) -> bool:
        """Whether any mention has a name for it, rather than only a clause that dates it."""
        return any(mention.is_named for mention in self.mentions)
