"""Calendar files (iCalendar, RFC 5545) as issues whose articles are their entries."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import icalendar

from corpus.cleaning import Clean, clean, join
from corpus.masthead import describe
from corpus.sentences import LONGEST, split
from corpus.types import LONGEST_TITLE, Article, Issue, Period, Sentence

SUFFIX = ".ics"

_PROPERTY = r"^{name}(?:;(?:\"[^\"\n]*\"|[^\":\n])*)?:(.*(?:\r?\n[ \t].*)*)"
_FOLD = re.compile(r"\r?\n[ \t]")
_NEW_LINE = re.compile(r"\\[nN]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar, each text with the way back to the file.

    `name` and `place` are empty, `description` without paragraphs, and `period` None where the entry does not
    give them. The period has the days as the entry's own time zone counts them.
    """

    name: Clean
    place: Clean
    description: tuple[Clean, ...]
    period: Period | None
    cancelled: bool


def parse_calendar(path: str, text: str) -> Issue:
    """The issue that the calendar file at `path` makes: an article for every entry that has a name."""
    title = "".join(line.text for line in _lines(text, 0, len(text), "X-WR-CALNAME")[:1])
    articles = tuple(_article(entry) for entry in read_entries(text))
    return Issue(describe(path, {}, [], [], title, []), text, articles)


def read_entries(text: str) -> Iterator[Entry]:
    """The entries of a calendar file that have a name, in the order of the file. Recurrences are not spelled out."""
    for start, end in _blocks(text, "VEVENT"):
        alarm = next(_blocks(text[start:end], "VALARM"), (end - start, end - start))  # has a description of its own
        values = [_lines(text, start, start + alarm[0], key) for key in ("SUMMARY", "LOCATION", "DESCRIPTION")]
        name, place, description = values
        if name:
            yield Entry(_head(name), _head(place), tuple(description), *_when(text[start:end]))


def _blocks(text: str, component: str) -> Iterator[tuple[int, int]]:
    """Where the components of one kind stand, from BEGIN to END."""
    opening, closing = (re.compile(rf"^{mark}:{component}\b", re.MULTILINE | re.I) for mark in ("BEGIN", "END"))
    at = 0
    while (begin := opening.search(text, at)) and (end := closing.search(text, begin.end())):
        at = end.end()
        yield begin.start(), at


def _lines(text: str, start: int, end: int, name: str) -> list[Clean]:
    """The lines of the value of a property, unfolded, without the empty ones."""
    found = re.compile(_PROPERTY.format(name=name), re.MULTILINE | re.I).search(text, start, end)
    if not found:
        return []
    breaks = [match.span() for match in _NEW_LINE.finditer(text, *found.span(1))]
    starts, ends = [found.start(1), *(b for _, b in breaks)], [*(a for a, _ in breaks), found.end(1)]
    lines = (_unfolded(clean(text, a, b), text) for a, b in zip(starts, ends, strict=True))
    return [line for line in lines if line.text]


def _head(lines: list[Clean]) -> Clean:
    """The lines as one, as far as one sentence may go."""
    return join(lines).cut(0, LONGEST)


def _unfolded(read: Clean, text: str) -> Clean:
    """A value without the spaces at which its line was folded, which may be amid a word."""
    kept = [n for n in range(len(read.text)) if not _FOLD.fullmatch(text, read.starts[n], read.ends[n])]
    starts, ends = (array("q", (offsets[n] for n in kept)) for offsets in (read.starts, read.ends))
    return Clean("".join(read.text[n] for n in kept), starts, ends)


def _when(block: str) -> tuple[Period | None, bool]:
    """The days of an entry, and whether it is cancelled; (None, False) where it does not keep to the format."""
    try:
        event = icalendar.Event.from_ical(block)
    except (ValueError, OSError):  # an OSError for a time zone too long for a file name
        return None, False
    if not isinstance(event, icalendar.Event):
        return None, False
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    try:
        first, end = event.start, event.end
        # the end that is stated is the first moment that is no longer of it
        last = end - (timedelta(seconds=1) if isinstance(end, datetime) else timedelta(days=1))
    except (ValueError, OverflowError):  # no date, or none that any calendar has
        return None, cancelled
    stated = Period(_day(first), _day(first), "day", f"{first:%Y-%m-%d}")
    whole = replace(stated, end=max(stated.end, _day(last)))
    return next((period for period in (whole, stated) if period.is_credible()), None), cancelled


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _article(entry: Entry) -> Article:
    name = entry.name.text.replace("\n", " ")
    headline = name[:LONGEST_TITLE]
    sentences = [Sentence(name, *entry.name.span(0, len(entry.name.text)), "headline")]
    for paragraph, line in enumerate([entry.place, *entry.description], 1):
        cuts = split(line.text) if line is not entry.place else [(0, len(line.text))] if line.text else []
        sentences += [Sentence(line.text[a:b], *line.span(a, b), "text", "", paragraph) for a, b in cuts]
    sentences.sort(key=lambda sentence: sentence.start)
    return Article("article", headline, "", sentences[0].start, sentences[-1].end, tuple(sentences))
