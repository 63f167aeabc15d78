"""Calendar files (iCalendar, RFC 5545) as issues whose articles are their entries."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

import icalendar
from dateutil.rrule import rrulestr

from corpus.cleaning import Clean, clean
from corpus.masthead import describe
from corpus.sentences import split
from corpus.types import Article, Issue, Period, Sentence

SUFFIX = ".ics"

_PROPERTY = r"^{name}(?:;(?:\"[^\"\n]*\"|[^\":\n])*)?:(.*(?:\r?\n[ \t].*)*)"
_FOLD = re.compile(r"\r?\n[ \t]")
_NEW_LINE = re.compile(r"\\[nN]")
_BY_DAYS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
MOST_TIMES, MOST_YEARS = 200, 10
"""How often, and for how long, an entry that recurs is listed: a weekly one without an end, for four years."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar, each text with the way back to the file.

    `name` and `place` are empty, `description` without paragraphs, and `periods` none where the entry does not
    give them. A period has the days as the entry's own time zone counts them; an entry that recurs has several.
    """

    name: Clean
    place: Clean
    description: tuple[Clean, ...]
    periods: tuple[Period, ...]
    cancelled: bool


def parse_calendar(path: str, text: str) -> Issue:
    """The issue that the calendar file at `path` makes: an article for every entry that has a name."""
    title = "".join(line.text for line in _lines(text, 0, len(text), "X-WR-CALNAME")[:1])
    articles = tuple(_article(entry) for entry in read_entries(text))
    return Issue(describe(path, {}, [], title, []), text, articles)


def read_entries(text: str) -> Iterator[Entry]:
    """The entries of a calendar file that have a name, in the order of the file.

    One that recurs is listed at most `MOST_TIMES`, without the days that it leaves out or that
    another entry replaces.
    """
    blocks = list(_blocks(text, "VEVENT"))
    events = [_event(text[start:end]) for start, end in blocks]
    replaced = {(event.uid, day) for event in events if event and (day := _replaces(event))}
    for (start, end), event in zip(blocks, events, strict=True):
        alarm = next(_blocks(text[start:end], "VALARM"), (end - start, end - start))  # has a description of its own
        values = [_lines(text, start, start + alarm[0], key) for key in ("SUMMARY", "LOCATION", "DESCRIPTION")]
        name, place, description = values
        if name:
            periods = tuple(_periods(event, replaced)) if event else ()
            cancelled = event is not None and str(event.get("STATUS", "")).upper() == "CANCELLED"
            yield Entry(_joined(name), _joined(place), tuple(description), periods, cancelled)


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


def _unfolded(read: Clean, text: str) -> Clean:
    """A value without the spaces at which its line was folded, which may be amid a word."""
    kept = [n for n in range(len(read.text)) if not _FOLD.fullmatch(text, read.starts[n], read.ends[n])]
    starts, ends = (array("q", (offsets[n] for n in kept)) for offsets in (read.starts, read.ends))
    return Clean("".join(read.text[n] for n in kept), starts, ends)


def _joined(lines: list[Clean]) -> Clean:
    return sum(lines, start=Clean("", array("q"), array("q")))


def _event(block: str) -> icalendar.Event | None:
    """The entry as the library reads it; None where it does not keep to the format."""
    try:
        event = icalendar.Event.from_ical(block)
    except ValueError:
        return None
    return event if isinstance(event, icalendar.Event) else None


def _replaces(event: icalendar.Event) -> date | None:
    """The day of the recurring entry that this one stands instead of, if it is such a one."""
    try:
        moment = event.RECURRENCE_ID
    except ValueError:
        return None
    return _day(moment) if moment else None


def _periods(event: icalendar.Event, replaced: set[tuple[str, date]]) -> Iterator[Period]:
    """The days of an entry, each time that it takes place; none where it states none that a calendar has."""
    try:
        first, end = event.start, event.end
        # the end that is stated is the first moment that is no longer of it
        last = _day(end - (timedelta(seconds=1) if isinstance(end, datetime) else timedelta(days=1)))
        begun = _day(first)
        for day in [begun] if _replaces(event) else _recurrences(event, first):
            if _replaces(event) or (event.uid, day) not in replaced:
                yield Period(day, max(day, day + (last - begun)), "day", f"{day:%Y-%m-%d}")
    except (ValueError, OverflowError):
        return


def _recurrences(event: icalendar.Event, first: date) -> list[date]:
    """The days on which an entry that begins on `first` begins; that one alone where its rule cannot be read."""
    rule = next((r for r in event.rrules if isinstance(r, icalendar.vRecur)), None)
    if not rule or str(rule["FREQ"][0]).upper() not in _BY_DAYS:
        return [_day(first)]
    begins = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime.combine(first, time())
    # A rule that never holds would be followed to the year 9999 if its end were left to it.
    ends = min([begins + timedelta(days=366 * MOST_YEARS), *(_naive(end) for end in rule.get("UNTIL", []))])
    open_rule = ";".join(part for part in _written(rule).split(";") if not part.startswith(("UNTIL=", "COUNT=")))
    try:
        times = rrulestr(f"{open_rule};UNTIL={ends:%Y%m%dT%H%M%S}", dtstart=begins)
        days = [moment.date() for moment in islice(times, min(MOST_TIMES, *rule.get("COUNT", [MOST_TIMES])))]
        left_out = set(map(_day, event.exdates))
    except (ValueError, OverflowError):
        return [_day(first)]
    return [day for day in days if day not in left_out]


def _written(rule: icalendar.vRecur) -> str:
    written: bytes = rule.to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def _naive(end: date) -> datetime:
    """The last moment of a rule, the whole day where that is all it states."""
    return end.replace(tzinfo=None) if isinstance(end, datetime) else datetime.combine(end, time.max)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _article(entry: Entry) -> Article:
    headline = entry.name.text.replace("\n", " ")
    sentences = [Sentence(headline, *entry.name.span(0, len(entry.name.text)), "headline")]
    for paragraph, line in enumerate([entry.place, *entry.description], 1):
        cuts = split(line.text) if line is not entry.place else [(0, len(line.text))] if line.text else []
        sentences += [Sentence(line.text[a:b], *line.span(a, b), "text", "", paragraph) for a, b in cuts]
    sentences.sort(key=lambda sentence: sentence.start)
    return Article("article", headline, "", sentences[0].start, sentences[-1].end, tuple(sentences))
