"""What can be found. All character offsets are half-open, into the original file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus import ArticleKind, Event, EventStatus, Source


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences of one article, short enough for the encoder to read at once.

    `text` is free of markup; `[start, end)` covers it in the file named by `source.path`.
    `[first, last)` are the positions of its sentences in the article.
    """

    id: int
    article: int
    source: Source
    kind: ArticleKind
    headline: str
    dateline: str
    section: str
    text: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, best first in every list of hits.

    `score` is the reciprocal rank fusion score, in (0, 1/3]; the two ranks are those of the
    components, counted from 1, or None where a component did not find the passage.
    `similarity` is the cosine between the question and the passage's nearest sentence, in [-1, 1];
    0.0 where dense search did not find the passage.
    """

    passage: Passage
    score: float
    similarity: float
    dense_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must satisfy to be found. An empty `Filters` lets everything pass.

    Dates are inclusive on both sides and compare with the dates that the passage's article
    states, or with the date of the issue where the article states none. `place` is a name that
    the article must contain, in any spelling that folds alike.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None

    def __bool__(self) -> bool:
        return any((self.since, self.until, self.place))


EventPhase = Literal["past", "upcoming", "cancelled or postponed"]
"""Where an event stands on the day of a question: it has taken place, it is still to come, or it is off."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What an event must satisfy to be listed. An empty `EventFilters` lets everything pass.

    `since` and `until` are inclusive. An event that the text dates by the year alone meets them only
    where all of that year lies between them. `place` is met by whatever lies in it, "Europe" by an
    event in Naples, and "Romania or Italy" by what lies in either. `person` is a person or an
    organisation; the event, its evidence or its list of participants must name it, or an issue that it
    publishes must tell of the event. `kind` is a kind of event or an event noun, "forum", which its name
    must then contain. `status` is what the newsletters say; or "past" or "upcoming", which leave out
    what was cancelled or put off; or "cancelled or postponed". `about` are words that the evidence must
    contain or, where that of no event does and no `kind` is asked for, the headline; a publisher's name
    before them stands for its issues.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    person: str | None = None
    kind: str | None = None
    status: EventStatus | EventPhase | None = None
    about: str | None = None

    def __bool__(self) -> bool:
        return self != EventFilters()


@dataclass(frozen=True, slots=True)
class EventList:
    """The events that meet `filters`, in order of time.

    `events` are dated well enough to tell; `undated` meet everything else, but the text does not
    date them, or too vaguely. `total` and `total_undated` count them all, listed or not;
    `articles` is how many articles of the archive were looked at. `understood` is what was looked
    for, in words: "events in Romania, 2024".
    """

    events: tuple[Event, ...]
    undated: tuple[Event, ...]
    total: int
    total_undated: int
    articles: int
    filters: EventFilters
    understood: str
