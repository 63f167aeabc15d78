"""Calendars: lines with a mark between their cells, in any order, and lines that need those around them to be read.

"2024-05-07 | Ghent, BE | Maptime Meetup" is a row; so are "7 May", "Maptime Meetup" and "Town hall", one below
the other, and "7 May. Maptime Meetup". Below "June", "Thu 5: Maptime Meetup" is on a day of June.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.dates.bare import month_alone, with_month
from corpus.events.readings import Dated, Reading
from corpus.types import Precision, Sentence

_CELL = re.compile(r"(?:[^|]|\|(?!\s))+")
_TIME = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*|\b(?:utc|gmt|c?est|[ap]\.?m|noon|hrs)\b|[\d:.,()+–-]", re.I)
_UNSURE = re.compile(r"\b(?:(?:exact |final )?dates? )?(?:to be (?:fixed|confirmed|announced|decided)|tb[acd])\b", re.I)
_ONLINE = re.compile(r"\b(?:virtual|online|on-line|hybrid|remote)\b", re.I)
_LONGEST_PLACE = 12
"""Words of a cell that names places; one event can be held in several."""

_LONGEST_TITLE, _MOST_LINES = 15, 3
"""Words of a line that stands below its day, and how many such lines are read: title, place, and one more."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a calendar: its date, and the cells that are neither date nor place, the first of them the name."""

    dated: Dated
    cells: tuple[str, ...]


def read_row(reading: Reading) -> Row | None:
    """The row that a sentence is; None for prose, for a header, and for two cells that do not begin with a date."""
    spans = [match.span() for match in _CELL.finditer(reading.text)]
    whole = [(span, dated) for span in spans if (dated := _date_of(reading, span))]
    if len(spans) < 2 or len(whole) != 1 or (len(spans) == 2 and whole[0][0] != spans[0]):
        return None
    rest = [span for span in spans if span != whole[0][0]]
    places = [span for span in rest if len(rest) > 1 and _is_place(reading, span)][:1]
    cells = tuple(text for span in rest if span not in places and (text := reading.text[slice(*span)].strip()))
    return Row(whole[0][1], cells) if cells else None


def in_months(sentences: Sequence[Sentence], headline: str) -> Iterator[Sentence]:
    """The sentences of an article, those that open with bare days completed by the month that heads them."""
    for sentence in sentences:
        month = month_alone(sentence.section or headline) if sentence.role == "text" else ""
        yield replace(sentence, text=with_month(sentence.text, month)) if month else sentence


def as_rows(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> Iterator[Sentence]:
    """The sentences, one of only day, hour and place made one with what is held then: short lines below, or the next.

    "7 May. Maptime Meetup, Ghent." is two sentences only by its full stop.
    """
    taken = 0
    for at, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
        if at < taken:
            continue
        near = slice(at, at + 1 + _MOST_LINES)
        below = _below(sentences[near], readings[near]) if _is_when_and_where(reading, "day") else []
        if below:
            text = " | ".join([*_when_and_where(reading), *(line.text for line in below)])
        elif below := _behind(sentences, readings, at):
            text = f"{sentence.text.rstrip(' .')}: {below[0].text}"
        else:
            text = sentence.text
        taken = at + 1 + len(below)
        yield replace(sentence, text=text, end=below[-1].end, role="text") if below else sentence


def _behind(sentences: Sequence[Sentence], readings: Sequence[Reading], at: int) -> list[Sentence]:
    """The undated sentence behind one that opens its paragraph with a date and a full stop; none for others."""
    here, then = sentences[at], sentences[at + 1 : at + 2]
    opens = not at or sentences[at - 1].paragraph != here.paragraph
    stops = here.role == "text" and here.text.endswith(".")
    same = [s for s in then if s.paragraph == here.paragraph and s.role == "text" and not readings[at + 1].dated]
    return same if opens and stops and _is_when_and_where(readings[at], "day", "month") else []


def _below(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> list[Sentence]:
    """The short undated lines behind the first of `sentences`, in its paragraph or in that below it as a heading."""
    first, *following = sentences
    paragraph = first.paragraph + (first.role == "section")
    found: list[Sentence] = []
    for sentence, reading in zip(following, readings[1:], strict=True):
        if sentence.paragraph != paragraph or reading.dated or not _is_title(sentence):
            break
        found.append(sentence)
    return found


def _is_title(sentence: Sentence) -> bool:
    """Whether a line can be what is held: a few words, the first with a capital, and no full stop."""
    text = sentence.text.lstrip("\"'“‘«*_ ")
    return (
        sentence.role == "text"
        and text[:1].isupper()
        and text[-1] not in ".!?:"
        and len(text.split()) <= _LONGEST_TITLE
    )


def _is_when_and_where(reading: Reading, *precisions: Precision) -> bool:
    """Whether a line, or a heading below the headline, is a date, perhaps with an hour and places, and nothing else.

    A place before the day makes a dateline, with a signature below it.
    """
    if reading.role not in ("text", "section") or len(reading.dated) != 1:
        return False
    if reading.dated[0].period.precision not in precisions:
        return False
    here, rest = reading.dated[0], reading.text
    for start, end in sorted([(here.start, here.end), *((p.start, p.end) for p in reading.places)], reverse=True):
        rest = rest[:start] + rest[end:]
    opens = all(p.start > here.start for p in reading.places)
    return opens and not re.search(r"\w", _ONLINE.sub("", _TIME.sub("", _UNSURE.sub("", rest))))


def _when_and_where(reading: Reading) -> Iterator[str]:
    """The cells of such a line: the day, and, if it has places, what stands behind the day."""
    cut = reading.dated[0].end if reading.places else len(reading.text)
    return (cell for part in (reading.text[:cut], reading.text[cut:]) if (cell := part.strip(" ,|–—-")))


def details(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Those behind the first of `sentences` that are list items set below it: further in than its line."""
    margin = _indent(text, sentences[0])
    for sentence in sentences[1:]:
        if sentence.role != "text" or _indent(text, sentence) <= margin:
            return
        yield sentence


def _date_of(reading: Reading, span: tuple[int, int]) -> Dated | None:
    """The date that a cell consists of, a weekday or a time beside it left aside."""
    for dated in reading.dated:
        if span[0] <= dated.start and dated.end <= span[1]:
            beside = reading.text[span[0] : dated.start] + reading.text[dated.end : span[1]]
            return None if re.search(r"\w", _TIME.sub("", beside)) else dated
    return None


def _is_place(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a cell says where; "Ghent Book Fair" says what."""
    cell = reading.text[slice(*span)]
    named = any(p.role == "place" and span[0] <= p.start < span[1] for p in reading.places)
    named = named and not any(span[0] <= o.start < span[1] for o in reading.occasions)
    return bool(named or _ONLINE.search(cell)) and (len(cell.split()) <= _LONGEST_PLACE or "/" in cell)


def _indent(text: str, sentence: Sentence) -> int:
    """How far in the line of a sentence begins."""
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1]
    return len(line) - len(line.lstrip(" \t"))
