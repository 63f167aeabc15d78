"""What a newsletter consists of. All offsets are half-open and count characters of the original file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
ArticleKind = Literal["masthead", "article", "contact"]
Role = Literal["dateline", "headline", "section", "text"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, as precise as the words that named it.

    `start` and `end` are both inside the period; `words` is what the text says.
    """

    start: date
    end: date
    precision: Precision
    words: str

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether any day of the period lies between `since` and `until`, both inclusive."""
        return (since is None or self.end >= since) and (until is None or self.start <= until)


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
