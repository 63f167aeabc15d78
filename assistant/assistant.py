"""The assistant: an archive one can talk to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import get_args

from assistant.answering import answer_question, quoted
from assistant.contents import answer_about_issues
from assistant.conversation import readings, standalone
from assistant.event_follow_ups import in_full, read_question
from assistant.event_questions import EventQuestion
from assistant.evidence import find_evidence, judged, reranked
from assistant.history import answer_from_history
from assistant.question import understand
from assistant.settings import Settings, read_settings
from assistant.smalltalk import ELSEWHERE, is_elsewhere, small_talk
from assistant.types import Answer, Reader, Turn, Writer
from assistant.writers import load_writer
from assistant.writing import write_answer
from corpus import YEARS, EventStatus, Issue, NoIndexError, RequestError, Source, find_periods, parse_issue, words
from index import (
    Archive,
    Encoder,
    EventFilters,
    EventList,
    EventPhase,
    Filters,
    Hit,
    Progress,
    build,
    find_events,
    load_encoder,
    respell,
    search,
)

LONGEST_QUESTION = 2_000
"""Characters."""

LONGEST_HISTORY = 40
"""Turns, the latest, that a question may refer to: each follow-up is read with the one before it."""

_LONGEST_DATE = 40
"""Characters."""

RERANKED = 10
"""Passages that are read before the best are returned."""

_MARKS = re.compile("[\0\ue000-\uf8ff]")  # of the private ones, event_clauses.py puts some in the place of periods


class Assistant:
    """Answers questions from an archive; safe to share between threads.

    A `writer`, where there is one, words the answers to questions of fact and summaries, and has `patience`
    seconds for each.
    """

    def __init__(
        self,
        archive: Archive,
        encoder: Encoder,
        reader: Reader,
        writer: Writer | None = None,
        patience: float = Settings.model_fields["model_timeout"].default,
    ) -> None:
        self.archive = archive
        self._encoder = encoder
        self._reader = reader
        self._writer = writer
        self._patience = patience

    @classmethod
    def open(
        cls, data: Path | str | None = None, newsletters: Path | str | None = None, progress: Progress = lambda *_: None
    ) -> "Assistant":
        """The assistant for the index in the folder `data`, built from the folder `newsletters` on first use.

        Left out, they are those of the settings: NEWSLETTER_DATA and NEWSLETTER_NEWSLETTERS, or a
        folder of the user's and the issues that come with the project. NEWSLETTER_MODEL adds a
        language model. Takes some seconds, most of them to load the encoder. Raises SourceError,
        StoreError, SettingsError or ModelError.
        """
        settings = read_settings()
        folder = Path(data) if data else settings.data
        from assistant.reading import load_reader  # torch takes its time; who only looks at types need not wait

        encoder, reader, writer = load_encoder(), load_reader(), load_writer(settings)
        try:
            archive = Archive.open(folder)
        except NoIndexError:
            build(Path(newsletters) if newsletters else settings.newsletters, folder, encoder, progress)
            archive = Archive.open(folder)
        return cls(archive, encoder, reader, writer, settings.model_timeout)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        as_of: date | None = None,
    ) -> Answer:
        """The answer to `question`, which may refer to the `LONGEST_HISTORY` turns before it, oldest first.

        "Last month", "next" and "upcoming" count from the day `as_of`, today by default.
        Not finding an answer is a status of the answer. Raises RequestError for a question that is
        empty or longer than `LONGEST_QUESTION`, and for a day outside `YEARS`.
        """
        *_, answer = self.stream(question, history, filters, as_of)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        as_of: date | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows while a language model writes it, complete at last; without one only that. See `ask`.

        The last one may be the quoted answer after all, and share nothing with those before it.
        """
        answer = self._answer(question, history, filters, as_of)
        if self._writer is None or answer.status != "answered" or not answer.hits:  # lists of events have none
            yield answer
            return
        with self.archive.snapshot() as snapshot:
            acronyms = snapshot.reader.acronyms(" ".join(citation.text for citation in answer.citations))
        yield from write_answer(self._writer, answer, acronyms, self._patience)

    def _answer(self, question: str, history: Sequence[Turn], filters: Filters, as_of: date | None) -> Answer:
        """The answer in quotations or from the history of events."""
        text, today = _checked(question), make_day("as_of", as_of) or date.today()
        history = [Turn(turn.role, _cleaned(turn.text)) for turn in history[-LONGEST_HISTORY:]]
        if reply := small_talk(text):
            return Answer(reply, "needs_clarification", (), (), text, filters)
        if told := self._about_issues(text, filters) or self._from_history(text, history, filters, today):
            return told
        alone = standalone(text, history)
        if alone is None:
            unclear = "I do not know what this refers to. Please name the event, person or topic you mean."
            return Answer(unclear, "needs_clarification", (), (), text, filters)
        if alone != text and (from_history := self._from_history(alone, (), filters, today)):
            return from_history
        if is_elsewhere(alone):
            return Answer(ELSEWHERE, "not_found", (), (), alone, filters)
        answers = (self._quoted(reading, filters) for reading in readings(text, alone, history))
        return _first_answered(answers)

    def _quoted(self, text: str, filters: Filters) -> Answer:
        """The answer in quotations to a question that stands alone."""
        with self.archive.snapshot() as snapshot:
            return answer_question(snapshot, self._encoder, self._reader, text[:LONGEST_QUESTION], filters)

    def _about_issues(self, text: str, filters: Filters) -> Answer | None:
        with self.archive.snapshot() as snapshot:
            return answer_about_issues(snapshot, text, filters)

    def _from_history(self, text: str, history: Sequence[Turn], filters: Filters, as_of: date) -> Answer | None:
        """The answer from the history of events, where the question is one about that.

        Where no event fits, an issue may say it all the same: how many there were ("15 international
        events"), or that somebody was there, further on in the article.
        """
        asked = read_question(text, history, as_of)
        if asked is None:
            return None
        with self.archive.snapshot() as snapshot:
            answer = answer_from_history(snapshot, asked, in_full(text, asked, as_of), filters, as_of)
        if answer is None or answer.status == "answered":
            return answer
        told = self._quoted(text, filters) if _may_be_told(text, asked, as_of) else answer
        if told.status != "answered":
            return answer
        if _counts(text):
            return told if told.phrase else answer
        none = f"{answer.text.partition(';')[0]}, as far as the sentences that date them tell. What the articles say:"
        return replace(told, text="\n\n".join([none, *map(quoted, told.citations)]), phrase="")

    def events(
        self,
        filters: EventFilters = EventFilters(),
        as_of: date | None = None,
        most: int | None = None,
        latest_first: bool = False,
    ) -> EventList:
        """The events of the archive that meet `filters`, in order of time; where it is given, at most so many.

        These are the first ones, or with `latest_first` the last.

        What is past and what is upcoming is told on the day `as_of`, today by default. Raises RequestError for
        one outside `YEARS`.
        """
        today = make_day("as_of", as_of) or date.today()
        with self.archive.snapshot() as snapshot:
            return find_events(snapshot.reader, filters, today, most, latest_first)

    def issues(self, most: int) -> list[tuple[Source, list[tuple[str, int]]]]:
        """The latest `most` issues, latest first, each with its articles' headlines and where these start."""
        with self.archive.snapshot() as snapshot:
            return [(source, snapshot.reader.headlines(source.path)) for source in snapshot.reader.sources()[:most]]

    def issue(self, path: str) -> Issue:
        """The issue at `path`, read again from the characters that are stored. Raises StoreError when there is none."""
        with self.archive.snapshot() as snapshot:
            return parse_issue(path, snapshot.reader.text(path))

    def retrieve(self, question: str, k: int = 5, filters: Filters = Filters()) -> list[Hit]:
        """The `k` passages that answer `question` best; see `retrieve`."""
        text = _checked(question)
        if k < 1:
            raise RequestError(f"k is {k}; ask for at least 1 passage.")
        with self.archive.snapshot() as snapshot:
            text = respell(text, snapshot, self._encoder)
            vector = self._encoder.encode([text])[0]
            hits = search(snapshot, text, vector, max(k, RERANKED), filters)
            asked = understand(text)
            evidence = find_evidence(snapshot, self._reader, asked, vector, hits[:RERANKED])
            return reranked(hits, judged(self._reader, asked, evidence, evidence))[:k]


def retrieve(
    question: str,
    k: int = 5,
    since: date | str | None = None,
    until: date | str | None = None,
    place: str | None = None,
) -> list[Hit]:
    """The `k` passages of the archive that answer `question` best, best first.

    Dense and lexical search are fused by rank; the reader then puts the first `RERANKED` in the order of
    the best sentence that each of them has. A hit keeps its fused score and both ranks.

    `since` and `until` (dates, or texts such as "2024-11-30", "November 2024" and "2024"; inclusive) compare
    with the dates an article states, or with its issue's where it states none; `place` must occur in the
    article. When no article meets them nothing is returned. The archive is that of the settings; it is opened
    on the first call and kept open. Raises RequestError for an empty or overlong question, `k` below 1, or a
    date that is none, and what `Assistant.open` raises.
    """
    return _shared().retrieve(question, k, make_filters(since, until, place))


def make_filters(since: date | str | None = None, until: date | str | None = None, place: str | None = None) -> Filters:
    """The filters for these texts: from the first day of `since` to the last of `until`, "2024-11-30" or "May 2024".

    Raises RequestError, naming the one that is wrong.
    """
    (first, _), (_, last), place = _span("since", since), _span("until", until), place and _cleaned(place)
    if first and last and first > last:
        raise RequestError(f"since ({first}) is after until ({last}). Exchange them.")
    if place is not None and not words(place):
        raise RequestError(f"place is {place!r}, which names none. Give a name such as Romania, or leave it out.")
    return Filters(first, last, place)


def make_event_filters(
    since: date | str | None = None,
    until: date | str | None = None,
    place: str | None = None,
    person: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    about: str | None = None,
) -> EventFilters:
    """The filters of events for these texts. Raises RequestError, naming the one that is wrong."""
    named = make_filters(since, until, place)
    person, kind, about = (text and _cleaned(text) for text in (person, kind, about))
    for name, value in (("person", person), ("kind", kind), ("about", about)):
        if value is not None and not words(value):
            raise RequestError(f"{name} is {value!r}, which names nothing. Give a word, or leave it out.")
    known = (*get_args(EventStatus), *get_args(EventPhase))
    if status is not None and status not in known:
        raise RequestError(f"status is {status!r}. Give one of {', '.join(known)}, or leave it out.")
    return EventFilters(named.since, named.until, named.place, person, kind, status, about)  # type: ignore[arg-type]


def _first_answered(answers: Iterable[Answer]) -> Answer:
    """The first of `answers` that answers, else the first."""
    tried = []
    for answer in answers:
        if answer.status == "answered":
            return answer
        tried.append(answer)
    return tried[0]


def _may_be_told(text: str, asked: EventQuestion, as_of: date) -> bool:
    """Whether a passage may answer what no event does: a count, or who was at what and what it was about."""
    named = asked.pick == "all" and (asked.filters.person or asked.filters.about)
    return (
        bool(_counts(text) or named) and read_question(text, (), as_of) == asked
    )  # "How many were there?" tells nothing


def _counts(text: str) -> bool:
    return "how many" in " ".join(words(text))


@lru_cache(maxsize=1)
def _shared() -> Assistant:
    return Assistant.open()


def make_day(name: str, value: date | str | None) -> date | None:
    """The day that a text names, such as "2024-11-30". Raises RequestError, naming what it was given for."""
    first, last = _span(name, value)
    if first != last:
        raise RequestError(f"{name} is {value!r:.80}, which is more than one day. Write it as 2024-11-30.")
    return first


def _span(name: str, value: date | str | None) -> tuple[date, date] | tuple[None, None]:
    """The first and the last day of what a text names: a day, a month, a year."""
    if value is None:
        return None, None
    text = value.isoformat()[:10] if isinstance(value, date) else " ".join(value.split())
    found = [p for p in find_periods(text[:_LONGEST_DATE]) if p.words == text]
    if not found:
        raise RequestError(
            f"{name} is {text!r:.80}, which is not a date. Write it as 2024-11-30; since and until may be 2024, too."
        )
    first, last = found[0].start, found[0].end
    if first.year not in YEARS or last.year not in YEARS:  # "next week" and "the year before" must be days as well
        raise RequestError(f"{name} is {text}. Give a day in the years {YEARS[0]} to {YEARS[-1]}, or leave it out.")
    return first, last


def _cleaned(text: str) -> str:
    """`text` as it can be stored and searched: without halves of characters, as JSON may hold, and without marks."""
    return _MARKS.sub(" ", text.encode("utf-8", "ignore").decode())


def _checked(question: str) -> str:
    text = " ".join(_cleaned(question).split())
    if not words(text):
        raise RequestError("The question is empty. Ask something in words, for example: Who chaired the meeting?")
    if len(text) > LONGEST_QUESTION:
        raise RequestError(f"The question has {len(text):,} characters; ask in at most {LONGEST_QUESTION:,}.")
    return text
