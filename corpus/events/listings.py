"""Calendars: lines with a mark between their cells, in any order, and bare days below the month that heads them.

"2024-05-07 | Ghent, BE | Maptime Meetup" is a row. Below "June", "Thu 5: Maptime Meetup" is on a day of June.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.dates.bare import month_alone, with_month
from corpus.events.notices import ONLINE, TIME, UNSURE
from corpus.events.readings import Dated, Reading
from corpus.types import Sentence

_CELL = re.compile(r"(?:[^|]|\|(?!\s))+")
_NUMBERED = re.compile(r"\W*(?:issue|no|number|nr|edition|volume|vol)\b\.? ?#?\d+\W*", re.I)
_ITEM = re.compile(r"[ \t>]*(?:[*+–•-]|\d+[.)])[ \t]")
_LONGEST_EVENT = 14
"""Days between two columns of a calendar that say from when to when."""

_LONGEST_PLACE = 12
"""Words of a cell that names places; one event can be held in several."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a calendar: its date, and the cells that are neither date nor place, the first of them the name."""

    dated: Dated
    cells: tuple[str, ...]


def read_row(reading: Reading) -> Row | None:
    """The row that a sentence is; None for prose, for a header, and for two cells that do not begin with a date."""
    found = [match.span() for match in _CELL.finditer(reading.text)]
    spans = [span for span in found if re.search(r"\w", reading.text[slice(*span)])]
    whole = [(span, dated) for span in spans if (dated := _date_of(reading, span))]
    if len(whole) == 2 and spans.index(whole[1][0]) == spans.index(whole[0][0]) + 1:
        if not (both := _from_to(whole[0][1], whole[1][1])):
            return None
        spans.remove(whole[1][0])
        whole = [(whole[0][0], both)]
    if any(_NUMBERED.fullmatch(reading.text, *span) for span in spans):
        return None  # the line of a masthead
    if len(spans) < 2 or len(whole) != 1 or (len(spans) == 2 and whole[0][0] != spans[0]):
        return None
    rest = [span for span in spans if span != whole[0][0]]
    places = [span for n, span in enumerate(rest) if len(rest) > 1 and _is_place(reading, span, leads=n == 0)][:1]
    cells = tuple(text for span in rest if span not in places and (text := reading.text[slice(*span)].strip()))
    return Row(whole[0][1], cells) if cells else None


def _from_to(first: Dated, last: Dated) -> Dated | None:
    """The period of two columns, "from" and "to"; days far apart are not, as with "abstracts due" and "held"."""
    a, b = first.period, last.period
    if (a.start, a.end) == (b.start, b.end):
        return first
    if not 0 <= (b.end - a.start).days <= _LONGEST_EVENT:
        return None
    return replace(first, period=replace(a, end=b.end, words=f"{a.words} – {b.words}"))


def in_months(sentences: Sequence[Sentence], headline: str) -> Iterator[Sentence]:
    """The sentences of an article, those that open with bare days completed by the month that heads them."""
    for sentence in sentences:
        month = month_alone(sentence.section or headline) if sentence.role == "text" else ""
        yield replace(sentence, text=with_month(sentence.text, month)) if month else sentence


def details(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Those behind the first of `sentences` that are list items set below it: further in than its line."""
    margin = _indent(text, sentences[0])
    for sentence in sentences[1:]:
        if sentence.role != "text" or sentence.paragraph == sentences[0].paragraph:
            return
        if _indent(text, sentence) <= margin or not _ITEM.match(text, text.rfind("\n", 0, sentence.start) + 1):
            return
        yield sentence


def _date_of(reading: Reading, span: tuple[int, int]) -> Dated | None:
    """The date that a cell consists of, a weekday or a time beside it left aside."""
    for dated in reading.dated:
        if span[0] <= dated.start and dated.end <= span[1]:
            beside = reading.text[span[0] : dated.start] + reading.text[dated.end : span[1]]
            return None if re.search(r"\w", TIME.sub("", UNSURE.sub("", beside))) else dated
    return None


def _is_place(reading: Reading, span: tuple[int, int], *, leads: bool) -> bool:
    """Whether a cell says where; "Ghent Book Fair" says what, as does "Grants for Ghent" if it `leads` the others."""
    cell = reading.text[slice(*span)]
    places = [p for p in reading.places if p.role == "place" and span[0] <= p.start < span[1]]
    most = 2 * sum(p.end - p.start for p in places) >= len(TIME.sub("", cell).strip(" ,"))
    named = bool(places) and (most or not leads)
    named = named and not any(span[0] <= o.start < span[1] for o in reading.occasions)
    return bool(named or ONLINE.search(cell)) and (len(cell.split()) <= _LONGEST_PLACE or "/" in cell)


def _indent(text: str, sentence: Sentence) -> int:
    """How far in the line of a sentence begins."""
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1]
    return len(line) - len(line.lstrip(" \t"))
