"""Lines of a calendar with a mark between their cells: "2024-05-07 | Ghent, BE | Maptime Meetup", in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.events.readings import Dated, Reading
from corpus.types import Sentence

_CELL = re.compile(r"(?:[^|]|\|(?!\s))+")
_TIME = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*|\b(?:utc|gmt|c?est|[ap]\.?m)\b|[\d:.,()+–-]", re.I)
_ONLINE = re.compile(r"\b(?:virtual|online|on-line|hybrid|remote)\b", re.I)
_LONGEST_PLACE = 12
"""Words of a cell that names places; one event can be held in several."""


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
    cell = reading.text[slice(*span)]
    named = any(p.role == "place" and span[0] <= p.start < span[1] for p in reading.places)
    return bool(named or _ONLINE.search(cell)) and (len(cell.split()) <= _LONGEST_PLACE or "/" in cell)


def _indent(text: str, sentence: Sentence) -> int:
    """How far in the line of a sentence begins."""
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1]
    return len(line) - len(line.lstrip(" \t"))
