"""Whether a date that an answer states is one that its citations give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.types import Citation
from corpus import Period, find_periods

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SEVERAL = re.compile(r"\b(?:and|to|or|until)\b|[–—&]", re.IGNORECASE)
_ANY_DAY = date(2000, 1, 1)
"""For issues that do not say when they appeared: a year left out on both sides is then the same."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The periods of one citation: those its quotation names, those known besides, and the years of its heading."""

    published: date
    periods: tuple[Period, ...]
    known: tuple[Period, ...]
    heading_years: frozenset[int]


def dates_of(citation: Citation, known: Sequence[Period] = ()) -> Dated:
    """What `citation` says of dates; `known` are periods read from it with the rest of its article at hand."""
    published = citation.source.published
    heading = {int(year) for year in _YEAR.findall(f"{citation.headline} {citation.source.label}")}
    day = published.end if published else _ANY_DAY
    periods = tuple(find_periods(citation.text, day, years=sorted(heading)))
    return Dated(
        day, periods, tuple(known), frozenset(heading | ({published.start.year, day.year} if published else set()))
    )


def find_stated(text: str, published: date) -> Iterator[tuple[Period, int, int]]:
    """The periods that `text` states, as meant in an issue of the day `published`, with their characters."""
    at = 0
    for period in find_periods(text, published):
        start = text.find(period.words, at)
        at = start + len(period.words)
        yield period, start, at


def is_given(stated: Period, cited: Dated) -> bool:
    """Whether one of the cited periods is the stated one.

    It may be stated without its year, as the month or year it lies in, or as the first or last day
    of a range. A year alone may also be that of the heading, where the quotation names none itself.
    """
    known = (*cited.periods, *cited.known)
    if any(is_same(stated, period) for period in known):
        return True
    names_a_year = any(period.year_from == "words" for period in cited.periods)
    return _is_year(stated) and stated.start.year in cited.heading_years and not names_a_year


def is_same(stated: Period, known: Period) -> bool:
    """Whether `known` is what is stated; see `is_given`."""
    if stated.year_from != "words":
        try:
            stated = _in_year_of(stated, known)
        except ValueError:  # 29 February
            return False
    if (stated.start, stated.end) == (known.start, known.end):
        return True
    if _is_year(stated) or (_is_month(stated) and known.precision == "day"):
        return stated.start <= known.start and known.end <= stated.end
    single = stated.start == stated.end and not _SEVERAL.search(stated.words)  # "9 and 9 October" is none
    return single and known.precision == "day" and stated.start in (known.start, known.end)


def _in_year_of(stated: Period, known: Period) -> Period:
    """A period that leaves out its year, in that of another one. Raises ValueError where that has no such day."""
    start = stated.start.replace(year=known.start.year)
    after = stated.end + timedelta(days=1)  # so that the last of February stays the last
    return replace(
        stated, start=start, end=after.replace(year=after.year + start.year - stated.start.year) - timedelta(days=1)
    )


def _is_year(period: Period) -> bool:
    first, last = period.start, period.end
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _is_month(period: Period) -> bool:
    after = period.end + timedelta(days=1)
    return period.start.day == after.day == 1 and (period.start.year, period.start.month) == (
        period.end.year,
        period.end.month,
    )
