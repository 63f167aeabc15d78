"""Dates as newsletters and questions write them, in English, resolved in code."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from corpus.dates.reading import Group, Line, read_groups, read_line
from corpus.dates.years import Context, lean_of, resolve, stated_years
from corpus.types import Period

__all__ = ["find_periods", "periods_of_sentences"]

_SENTENCE_END = re.compile(r"[.!?]['\"”’)*_]*\s+(?=['\"“‘(*_]*[A-Z])|\n\s*\n|\n\s*[-*|]")


def find_periods(
    text: str,
    published: date | None = None,
    *,
    years: Sequence[int] = (),
    previous: Sequence[Period] = (),
    asked: date | None = None,
) -> Iterator[Period]:
    """The periods named in `text`, in order.

    `published` is the date of the issue that `text` stands in, `years` are those that its article states, and
    `previous` are the periods that the article named before, in order. A year that is not stated is taken from the same
    sentence, else from `years`, else it is the one that suits `published`; `Period.year_from` tells which. With
    none of these the period is left out. "on the 15th" lies in the month of `previous`.

    "last November" and "next year" count from `published`. A question gives `asked`, the day it is asked on:
    then "yesterday", "next week" and "Friday" count as well, from that day.

    Impossible days ("31 November") are not dates, and "may" or "march" is a month only beside a day, a year or
    a preposition.
    """
    today = asked or published
    named = list(previous)
    line = read_line(text, today, asked=asked is not None)
    for offset, sentence, groups in _by_sentence(line):
        stated = tuple(dict.fromkeys(year for group in groups for year in stated_years(group)))
        for group in groups:
            start, end = line.tokens[group.first].start, line.tokens[group.last - 1].end
            lean = timedelta(0) if asked else lean_of(sentence, start - offset, end - offset)
            context = Context(stated, years, today, asked is not None, lean, named)
            try:
                period = resolve(group, text[start:end], context)
            except (ValueError, OverflowError):  # 31 November; a year that nothing tells, or that no calendar has
                continue
            named.append(period)
            yield period


def _by_sentence(line: Line) -> Iterator[tuple[int, str, list[Group]]]:
    """The sentences of a text that name periods, with their offset and these."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(line.text)), len(line.text)]
    groups = groupby(read_groups(line), lambda group: bisect_right(starts, line.tokens[group.first].start))
    for number, named in groups:
        yield starts[number - 1], line.text[starts[number - 1] : starts[number]], list(named)


def periods_of_sentences(sentences: Sequence[str], published: date | None = None) -> list[tuple[Period, ...]]:
    """The periods of an article, sentence by sentence, each read with what the rest of the article tells."""
    stated = [
        year
        for text in sentences
        for group in read_groups(read_line(text, None, asked=False))
        for year in stated_years(group)
    ]
    years = list(dict.fromkeys(reversed(stated)))[::-1]  # each where it stands last: the latest one counts first
    found: list[tuple[Period, ...]] = []
    previous: list[Period] = []
    for text in sentences:
        found.append(tuple(find_periods(text, published, years=years, previous=previous)))
        previous += found[-1]
    return found
