"""Dates as newsletters write them, in English, resolved in code."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from corpus.types import Period

_MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])} | {
    "sept": 9
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|to|until|till|through|and)\s*"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)?"

_DATE = rf"(?P<{{d}}>{_DAY})\s+(?:of\s+)?(?P<{{m}}>{_MONTH})(?:,?\s+(?P<{{y}}>{_YEAR}))?"
_FIRST_DAY = rf"(?P<d1>{_DAY})(?:\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?)?"
_LAST_DAY = _DATE.format(d="d2", m="m2", y="y2")
_ONE_DAY = _DATE.format(d="d", m="m", y="y")
# The first alternative that fits at a position wins, so the longest shapes stand first.
_SHAPES = re.compile(
    rf"""
    (?<![\w/.-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:from\s+)?{_WEEKDAY}{_FIRST_DAY}{_TO}{_WEEKDAY}{_LAST_DAY}
    | {_WEEKDAY}{_ONE_DAY}
    | {_WEEKDAY}(?P<am>{_MONTH})\s+(?P<ad>{_DAY})(?:{_TO}(?:(?P<am2>{_MONTH})\s+)?(?P<ad2>{_DAY}))?
        (?!\d|\s*%)(?:,?\s+(?P<ay>{_YEAR}))?
    | (?:(?P<part>early|mid|late)[\s-]+)?(?P<mm>{_MONTH})(?:{_TO}(?P<mm2>{_MONTH}))?(?:,?\s+(?:of\s+)?(?P<my>{_YEAR}))?
    | (?P<year>{_YEAR})(?![\w%-]|\s+(?:agenda|people|participants|members))
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_BEFORE_MONTH = re.compile(r"\b(?:in|of|by|until|since|from|during|before|after|last|next|this|for)$", re.IGNORECASE)

_Day = tuple[str | None, int, int]
"""Year as stated, if it is; month; day."""


def find_periods(text: str, published: date | None = None) -> Iterator[Period]:
    """The periods named in `text`, in order.

    A year that is not stated is the one that brings the period closest to `published`; without
    `published` such a period is left out. Impossible days ("31 November") are not dates, and
    "may" or "march" is a month only with a capital and a day, a year or a preposition beside it.
    """
    for match in _SHAPES.finditer(text):
        if match["mm"] and not match["my"] and not _is_month_word(match, text):
            continue
        try:
            yield _resolve(match, published)
        except ValueError:  # 31 November; a year that nothing tells
            continue


def _resolve(match: re.Match[str], published: date | None) -> Period:
    g, words = match.groupdict(), match[0].strip()
    if g["iso"]:
        day = date.fromisoformat(g["iso"])
        return Period(day, day, "day", words)
    if g["year"]:
        year = int(g["year"])
        return Period(date(year, 1, 1), date(year, 12, 31), "year", words)
    if g["mm"]:
        return _months(g, words, published)
    first, last = _first_and_last(g)
    return _days(words, published, first, last)


def _first_and_last(g: dict[str, str]) -> tuple[_Day, _Day | None]:
    """The first and the last day that a match names; None where it names one day."""
    if g["d"]:
        return (g["y"], _month(g["m"]), _number(g["d"])), None
    if g["d1"]:
        last = _month(g["m2"])
        return (g["y1"], _month(g["m1"]) if g["m1"] else last, _number(g["d1"])), (g["y2"], last, _number(g["d2"]))
    month = _month(g["am"])
    until = (g["ay"], _month(g["am2"]) if g["am2"] else month, _number(g["ad2"])) if g["ad2"] else None
    return (None if until else g["ay"], month, _number(g["ad"])), until


def _days(words: str, published: date | None, first: _Day, last: _Day | None) -> Period:
    stated = first[0] or (last[0] if last else None)
    year = int(stated) if stated else _nearest_year(first[1], first[2], published)
    end_year = int(last[0]) if last and last[0] else year
    if last and not first[0] and last[1:] < first[1:]:  # 28 December to 3 January
        year, end_year = (year - 1, end_year) if last[0] else (year, year + 1)
    start = date(year, first[1], first[2])
    end = date(end_year, last[1], last[2]) if last else start
    if end < start:
        raise ValueError(words)
    return Period(start, end, "day", words)


def _months(g: dict[str, str], words: str, published: date | None) -> Period:
    first, last = _month(g["mm"]), _month(g["mm2"] or g["mm"])
    begin, stop = _PARTS[g["part"].lower()] if g["part"] else (1, 31)
    over_new_year = last < first
    year = int(g["my"]) - over_new_year if g["my"] else _nearest_year(first, 15, published)
    end_year = year + over_new_year
    end = min(stop, calendar.monthrange(end_year, last)[1])
    return Period(date(year, first, begin), date(end_year, last, end), "month", words)


def _is_month_word(match: re.Match[str], text: str) -> bool:
    """Whether a bare month name is one: "May" opens many a sentence that has nothing to do with spring."""
    name = match["mm"]
    if not name[0].isupper() or (len(name) <= 3 and name != "May"):
        return False
    if name not in ("May", "March"):
        return True
    return bool(match["part"]) or _BEFORE_MONTH.search(text[: match.start()].rstrip()) is not None


def _nearest_year(month: int, day: int, published: date | None) -> int:
    if published is None:
        raise ValueError("nothing tells the year")
    middle = min(day, 28)
    years = (published.year, published.year - 1, published.year + 1)
    return min(years, key=lambda year: abs((date(year, month, middle) - published).days))


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))
