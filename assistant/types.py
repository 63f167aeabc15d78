"""What is asked and what is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from corpus import Event, Source
from index import Filters, Hit

Status = Literal["answered", "not_found", "needs_clarification"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was said before, by the user or by the assistant."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands.

    `quote` is exactly the characters `[start, end)` of the file at `path`; `text` is the same
    without markup, as the answer shows it, behind the marker `[marker]`.
    """

    marker: int
    quote: str
    text: str
    source: Source
    headline: str
    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question.

    `question` is the question as understood from its conversation, able to stand alone; `filters`
    are those that were applied, `hits` the passages that were looked at, best first. Only an
    "answered" answer has citations. `phrase` holds the very words that answer, part of the first
    citation's `text`, or is empty where they cannot be told from the rest of it. `confidence` is the
    probability, in [0, 1], that the archive answers the question, if near misses are asked as often
    as what it does answer. `events` are those that the answer lists, in its order.

    With a language model, `written_by` names the one that wrote the text, empty where it is quoted;
    `struck` are the sentences that it wrote and that were withheld, and `note` says why an answer is
    quoted all the same.
    """

    text: str
    status: Status
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    question: str
    filters: Filters
    phrase: str = ""
    confidence: float = 0.0
    events: tuple[Event, ...] = ()
    written_by: str = ""
    struck: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What is read at once: sentences in order, and the line that says where they stand."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one text, in log-odds.

    `answers` is for the text as a whole, `doubt` for its not bearing out the least supported word of
    the question, `evidence` for each sentence given that the text answers. `spans` is the
    log-probability, at most 0, of the likeliest answer inside each sentence, and `phrases` are its
    half-open characters there.
    """

    answers: float
    doubt: float
    evidence: tuple[float, ...]
    spans: tuple[float, ...]
    phrases: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence with those beside it, empty where there are none, and the line that says where they stand."""

    heading: str
    before: str
    sentence: str
    after: str


class Reader(Protocol):
    """Tells how well texts answer a question; `assistant/reading/` has the one that is used.

    It reads whole passages, and looks more closely at single sentences.
    """

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """What `question` finds in each of `texts`, in their order."""
        ...

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """The log-odds that the sentence of each of `excerpts` answers `question` and all that it takes for granted."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """A part of what a language model is told, or an example of what it should reply."""

    role: Literal["system", "user", "assistant"]
    text: str


class Writer(Protocol):
    """A language model; `assistant/writers/` has those that can be set. `name` is how users are told of it."""

    name: str

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply to `messages`, in pieces as they come.

        Raises ModelError, now or between pieces, saying what the model did: "could not be reached".
        """
        ...
