"""Dates as newsletters write them, in English, resolved in code."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from corpus.types import Period, Precision

_MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|to|until|till|through|and)\s*"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?"

# The first alternative that fits at a position wins, so the longest shapes stand first.
_SHAPES = re.compile(
    rf"""
    (?<![\w/.-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:from\s+)?{_WEEKDAY}(?P<d1>{_DAY})(?:\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?)?(?:{_TO}{_WEEKDAY}(?P<d2>{_DAY}))
        \s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?
    | {_WEEKDAY}(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?
    | {_WEEKDAY}(?P<am>{_MONTH})\s+(?P<ad>{_DAY})(?:{_TO}(?:(?P<am2>{_MONTH})\s+)?(?P<ad2>{_DAY}))?(?!\d|\s*%)(?:,?\s+(?P<ay>{_YEAR}))?
    | (?:(?P<part>early|mid|late)[\s-]+)?(?P<mm>{_MONTH})(?:{_TO}(?P<mm2>{_MONTH}))?(?:,?\s+(?:of\s+)?(?P<my>{_YEAR}))?
    | (?P<year>{_YEAR})(?![\w%-]|\s+(?:agenda|people|participants|members))
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def find_periods(text: str, published: date | None = None) -> Iterator[Period]:
    """The periods named in `text`, in order.

    A year that is not stated is the one that brings the period closest to `published`; without
    `published` such a period is left out. Impossible days ("31 November") are not dates, and
    "may" or "march" is a month only with a capital and a day, a year or a preposition beside it.
    """
    for match in _SHAPES.finditer(text):
        period = _resolve(match, text, published)
        if period:
            yield period


def _resolve(match: re.Match[str], text: str, published: date | None) -> Period | None:
    g = match.groupdict()
    words = match[0].strip()
    try:
        if g["iso"]:
            day = date.fromisoformat(g["iso"])
            return Period(day, day, "day", words)
        if g["d1"]:
            month2 = _month(g["m2"])
            month1 = _month(g["m1"]) if g["m1"] else month2
            return _days(words, published, (g["y1"], month1, _number(g["d1"])), (g["y2"], month2, _number(g["d2"])))
        if g["d"]:
            return _days(words, published, (g["y"], _month(g["m"]), _number(g["d"])), None)
        if g["am"]:
            month = _month(g["am"])
            until = (g["ay"], _month(g["am2"]) if g["am2"] else month, _number(g["ad2"])) if g["ad2"] else None
            return _days(words, published, (g["ay"], month, _number(g["ad"])), until)
        if g["mm"]:
            return _months(match, text, published)
        year = int(g["year"])
        return Period(date(year, 1, 1), date(year, 12, 31), "year", words)
    except ValueError:  # 31 November, 30 February
        return None


def _days(
    words: str, published: date | None, first: tuple[str | None, int, int], last: tuple[str | None, int, int] | None
) -> Period | None:
    stated = first[0] or (last and last[0])
    if not stated and not published:
        return None
    year = int(stated) if stated else _nearest_year(first[1], first[2], published)
    end_year = int(last[0]) if last and last[0] else year
    if last and not first[0] and (last[1], last[2]) < (first[1], first[2]):
        year, end_year = (year - 1, end_year) if last[0] else (year, year + 1)  # 28 December to 3 January
    start = date(year, first[1], first[2])
    end = date(end_year, last[1], last[2]) if last else start
    return Period(start, end, "day", words) if start <= end else None


def _months(match: re.Match[str], text: str, published: date | None) -> Period | None:
    g = match.groupdict()
    if not g["my"] and not _is_month_word(match, text):
        return None
    if not g["my"] and not published:
        return None
    first, last = _month(g["mm"]), _month(g["mm2"] or g["mm"])
    year = int(g["my"]) if g["my"] else _nearest_year(first, 15, published)
    begin, stop = _PARTS[g["part"].lower()] if g["part"] else (1, 31)
    start_year = year - 1 if g["my"] and last < first else year
    end_year = start_year + 1 if last < first else year
    end = min(stop, calendar.monthrange(end_year, last)[1])
    precision: Precision = "month"
    return Period(date(start_year, first, begin), date(end_year, last, end), precision, match[0].strip())


def _is_month_word(match: re.Match[str], text: str) -> bool:
    """Whether a bare month name is one: "May" opens many a sentence that has nothing to do with spring."""
    name = match["mm"]
    if not name[0].isupper() or len(name) <= 3 and name.lower() != "may":
        return False
    if name.lower() not in ("may", "march"):
        return True
    before = text[: match.start()].rstrip().lower()
    return bool(match["part"]) or re.search(r"\b(?:in|of|by|until|since|from|during|before|after|last|next|this|for)$", before) is not None


def _nearest_year(month: int, day: int, published: date | None) -> int:
    assert published is not None
    day = min(day, 28)
    return min(
        (published.year + step for step in (0, -1, 1)), key=lambda year: abs((date(year, month, day) - published).days)
    )


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))
