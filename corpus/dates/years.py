"""Which year is meant where a date does not say: the sentence's, the article's, or the one that suits the issue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.dates.reading import Group
from corpus.dates.spans import Fields, Span
from corpus.types import Period, Precision, YearSource

_AHEAD = re.compile(
    r"\b(?:will|shall|next|upcoming|forthcoming|deadlines?|due|scheduled|planned|to be|is to|are to|apply|"
    r"applications?|register|registration|submit|submissions?|closes?|opens?|begins?|starts?|call|announced for|"
    r"expected|from now)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|held|took|had|has|have|came|met|gave|went|opened|closed|began|started|visited|received|"
    r"attended|signed|last|since|ago|joined|won|died|celebrated|organi[sz]ed)\b",
    re.IGNORECASE,
)
_LEAN = timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a missing year, and the month of "the 15th".

    `sentence` and `article` are the years they state; `today` is the date of the issue or, with `asked`, of
    the question; `lean` is added to it (see `lean_of`); `previous` is the period named just before.
    """

    sentence: Sequence[int]
    article: Sequence[int]
    today: date | None
    asked: bool
    lean: timedelta
    previous: Period | None


def lean_of(sentence: str) -> timedelta:
    """How far from the issue's date the middle of the twelve months lies that a sentence probably speaks of.

    An announcement speaks of the month before the issue to eleven months after it, a report of the mirror
    image, anything else of half a year on either side.
    """
    ahead, behind = bool(_AHEAD.search(sentence)), bool(_BEHIND.search(sentence))
    return (ahead - behind) * _LEAN


def stated_years(group: Group) -> Iterator[int]:
    """The years that a group states in figures."""
    for item in (group.begin, group.end):
        if isinstance(item.point, Fields) and item.point.year and not item.relative:
            yield item.point.year


def resolve(group: Group, words: str, context: Context) -> Period:
    """The period that a group names. Raises ValueError where there is no such day or nothing tells the year."""
    first, last = group.begin.point, group.end.point
    relative: YearSource = "question" if context.asked else "issue"
    source: YearSource = relative if group.begin.relative or group.end.relative else "words"
    if isinstance(first, Fields) and isinstance(last, Fields):
        if first.year is None and last.year is None:
            first, source = _dated(first, context)
        first, last = _ordered(first, last if group.until else first)
    start, end = (
        point if isinstance(point, Span) else point.in_year(point.year or _dated(point, context)[0].year or 0)
        for point in (first, last)
    )
    if end.end < start.start:
        raise ValueError(f"{words!r} ends before it begins")
    return Period(start.start, end.end, max(start.precision, end.precision, key=_COARSENESS.index), words, source)


def _ordered(first: Fields, last: Fields) -> tuple[Fields, Fields]:
    """The ends of a range, each with a year: "28 December to 3 January" runs over the new year."""
    over = (last.month or 12, last.day or 31) < (first.month or 1, first.day or 1)
    if first.year is None and last.year is not None:
        return replace(first, year=last.year - over), last
    if last.year is None and first.year is not None:
        return first, replace(last, year=first.year + over)
    return first, last


def _dated(fields: Fields, context: Context) -> tuple[Fields, YearSource]:
    """`fields` with the year it lacks, and with the month if it lacks that too."""
    if fields.month is None:
        if context.previous:
            there = context.previous.end
            said: YearSource = context.previous.year_from
            return replace(fields, month=there.month, year=there.year), "article" if said == "words" else said
        if not context.asked or not context.today:
            raise ValueError("nothing tells the month")
        fields = replace(fields, month=context.today.month)
    return _with_year(fields, context)


def _with_year(fields: Fields, context: Context) -> tuple[Fields, YearSource]:
    sources: tuple[tuple[Sequence[int], YearSource], ...] = (
        (context.sentence, "sentence"),
        (context.article, "article"),
    )
    for years, source in sources:
        if fitting := [year for year in years if _fits(fields, year, context)]:
            return replace(fields, year=fitting[-1]), source
    if context.today is None:
        raise ValueError("nothing tells the year")
    expected = context.today + context.lean
    distances = [(abs((day - expected).days), day.year) for day in _days(fields, expected.year)]
    if not distances:
        raise ValueError("no such day")
    return replace(fields, year=min(distances)[1]), "question" if context.asked else "issue"


def _days(fields: Fields, year: int) -> Iterator[date]:
    """The days on which `fields` may begin around `year`; 29 February comes once in four years, or in eight."""
    for candidate in (year, year - 1, year + 1, *range(year - 8, year - 1), *range(year + 2, year + 9)):
        try:
            yield fields.in_year(candidate).start
        except ValueError:
            continue


def _fits(fields: Fields, year: int, context: Context) -> bool:
    """Whether a year stated nearby may be that of a date: within a year of the issue, where that is known."""
    return context.today is None or abs(year - context.today.year) <= 1


_COARSENESS: tuple[Precision, ...] = ("day", "month", "year")
