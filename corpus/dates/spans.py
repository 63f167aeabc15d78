"""Stretches of days, and the calendar fields that name them before every field is known."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.types import Precision

Part = Literal["early", "mid", "late", "first half", "second half"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first half": (1, 15), "second half": (16, 31)}
"""Of a month, both inclusive; 31 stands for its last day."""
_DAYS_OF_A_WEEK = {"early": (0, 2), "mid": (1, 4), "late": (3, 6), "first half": (0, 2), "second half": (3, 6)}
"""Counted from Monday, both inclusive."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both inclusive."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Counted:
    """Days told by counting from a period named before, by `pick`, which raises ValueError where it has none such.

    `within` is whether they lie in that period rather than before or after it.
    """

    pick: Callable[[Span], Span]
    within: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What some words say of a date: "15" a day, "March" a month, "Q3 2024" a year and three months from July.

    `months` counts the months from `month` on and `years` the years from `year` on. `pick` chooses
    from the days so named: "late", "the first week of", "the week of". `weekday`, Monday 0, is the one
    that "Saturday 18 May" must fall on.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: int = 1
    years: int = 1
    pick: Callable[[Span], Span] | None = None
    weekday: int | None = None

    def merge(self, other: "Fields") -> "Fields":
        """Both together; where both say something, `self` wins."""
        month = self if self.month is not None else other
        year = self if self.year is not None else other
        day = self.day if self.day is not None else other.day
        weekday = other.weekday if self.weekday is None and self.day is None else self.weekday
        return Fields(year.year, month.month, day, month.months, year.years, self.pick or other.pick, weekday)

    def in_year(self, year: int) -> Span:
        """The days meant, in `year`. Raises ValueError where the calendar has no such day, as for 31 November."""
        if self.month is None:
            span = _years(year, self.years)
        elif self.day is None:
            span = _months(year, self.month, self.months)
        else:
            span = Span(date(year, self.month, self.day), date(year, self.month, self.day), "day")
        return self.pick(span) if self.pick else span


NOTHING = Fields()
"""Fields of which nothing is said."""


def _years(year: int, count: int) -> Span:
    return Span(date(year, 1, 1), date(year + count - 1, 12, 31), "year")


def _months(year: int, month: int, count: int) -> Span:
    first = date(year, month, 1)
    return Span(first, add_months(first, count) - timedelta(days=1), "month")


def part_of(part: Part, span: Span) -> Span:
    """The early, mid or late third of `span`, or a half, in whole days, months or years as its length suggests.

    A month is divided after the 10th and the 20th, or after the 15th; a week is said to be early to Wednesday.
    """
    months = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1
    if months == 1 and span.precision == "month":
        begin, stop = _DAYS[part]
        return Span(span.start.replace(day=begin), span.end if stop == 31 else span.start.replace(day=stop), "month")
    if span.precision == "day":
        begin, stop = _DAYS_OF_A_WEEK[part]
        return Span(span.start + timedelta(days=begin), span.start + timedelta(days=stop), "day")
    if months > 12:
        begin, stop = _share(months // 12, part)
        return _years(span.start.year + begin, stop - begin)
    begin, stop = _share(months, part)
    first = add_months(span.start, begin)
    return _months(first.year, first.month, stop - begin)


def end_of(unit: Unit, count: int, span: Span) -> Span:
    """The first `count` days, weeks or months of `span`, or the last, where `count` is negative."""
    if count > 0:
        end = min(span.end, shift(span.start, unit, count) - timedelta(days=1))
        return Span(span.start, end, "month" if unit == "month" else "day")
    start = max(span.start, shift(span.end + timedelta(days=1), unit, count))
    return Span(start, span.end, "month" if unit == "month" else "day")


def _share(count: int, part: Part) -> tuple[int, int]:
    """Which of `count` months or years a part is, half-open."""
    third, half = count // 3, count // 2
    shares = {
        "early": (0, third),
        "mid": (third, count - third),
        "late": (count - third, count),
        "first half": (0, half),
        "second half": (half, count),
    }
    return shares[part]


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day where it is too short. ValueError beyond year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: Unit, count: int) -> date:
    """The day `count` units after `day`, before it where `count` is negative."""
    if unit in _MONTHS:
        return add_months(day, count * _MONTHS[unit])
    return day + timedelta(days=count * (1 if unit == "day" else 7))


def whole(unit: Unit, day: date) -> Span:
    """The day, ISO week, weekend, month, quarter, year or decade that `day` falls in."""
    if unit == "day":
        return Span(day, day, "day")
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return Span(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), "day")
    if unit in ("month", "quarter"):
        size = _MONTHS[unit]
        return _months(day.year, day.month - (day.month - 1) % size, size)
    size = _MONTHS[unit] // 12
    return _years(day.year - day.year % size, size)


def nth_week(count: int, span: Span) -> Span:
    """The week of a month or a year: "first week of June" is the one that has most of its days there; -1 is the last.

    A week belongs to the month of its Thursday, as ISO 8601 has it for years. ValueError where there is none.
    """
    thursday = nth_weekday(count, 3, span).start
    return whole("week", thursday)


def nth_weekday(count: int, weekday: int, span: Span) -> Span:
    """The first, second, … or (-1) last Monday (0) to Sunday (6) in `span`. ValueError where there is none."""
    if count > 0:
        day = span.start + timedelta(days=(weekday - span.start.weekday()) % 7 + 7 * (count - 1))
    else:
        day = span.end - timedelta(days=(span.end.weekday() - weekday) % 7)
    if not span.start <= day <= span.end:
        raise ValueError(f"{span} has no such weekday")
    return Span(day, day, "day")
