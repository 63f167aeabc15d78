"""What can be found. All character offsets are half-open, into the original file."""

from dataclasses import dataclass
from datetime import date

from corpus import ArticleKind, Source


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
    `similarity` is the cosine between question and passage, in [-1, 1].
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
