"""Expressions that count from a day: "next year", "last November", "yesterday", "in the last two weeks".

An issue is read for weeks, so in its prose only months and longer are counted from its date (`IN_PROSE`). A
question is asked on one day: there, days, weeks and weekdays are counted too (`IN_A_QUESTION`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from corpus.dates.grammar import CALENDAR, Captured, Point, Rule, merged, rule
from corpus.dates.lexicon import UNITS
from corpus.dates.spans import Fields, Span, Unit, nth_weekday, shift, whole
from corpus.dates.tokens import Token

_LONG = ("month", "quarter", "year", "decade")


def join_relatives(tokens: Iterable[Token], today: date) -> Iterator[Token]:
    """Make "next year" one token that says which year, and "last month" one that says which month."""
    waiting: Token | None = None
    for token in tokens:
        unit = UNITS[token.value] if token.kind == "unit" else None
        if waiting and (unit == "year" or unit == "month"):
            day = shift(today, unit, _sign(waiting))
            fields = Fields(day.year, day.month if unit == "month" else None)
            yield Token(f"relative_{unit}", waiting.start, token.end, 0, fields)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = token if token.kind in ("direction", "last") else None
        if not waiting:
            yield token
    if waiting:
        yield waiting


def _sign(way: Token) -> int:
    return -1 if way.kind == "last" else way.value


def _unit(said: Captured) -> Unit:
    return UNITS[said["unit"].value]


def _count(said: Captured) -> int:
    return max(1, said["many"].value)  # "a month ago": the article counts one


def _day(day: date) -> Span:
    return Span(day, day, "day")


def _whole(said: Captured, today: date) -> Point:
    """Such as "this week", "the coming weekend"."""
    return whole(_unit(said), shift(today, _unit(said), _sign(said["way"])))


def _whole_if_long(said: Captured, today: date) -> Point | None:
    return _whole(said, today) if _unit(said) in _LONG else None


def _named(said: Captured, today: date) -> Point | None:
    """The nearest "last November" behind, the nearest "next spring" ahead, or "this Q3", of this year."""
    fields = next(said[name].fields for name in ("month", "season", "quarter") if name in said)
    sign = _sign(said["way"])
    if sign == 0 or fields.year or not fields.month:
        return fields if fields.year else replace(fields, year=today.year)
    if sign > 0:
        return replace(fields, year=today.year + (fields.month <= today.month))
    ended = fields.month + fields.months - 1 < today.month
    return replace(fields, year=today.year - (not ended))


def _many(said: Captured, today: date) -> Point:
    """Such as "the last two years", up to today, or "next 3 days", from tomorrow on; decades are whole ones."""
    unit, count = _unit(said), _count(said)
    if unit in ("decade", "century"):
        first, last = sorted(shift(today, unit, n) for n in (_sign(said["way"]), _sign(said["way"]) * count))
        return Span(whole(unit, first).start, whole(unit, last).end, "year")
    if _sign(said["way"]) < 0:
        return Span(shift(today, unit, -count), today, "day")
    return Span(today + timedelta(days=1), shift(today, unit, count), "day")


def _within(said: Captured, today: date) -> Point:
    """Such as "within 5 days", "within two weeks from tomorrow"."""
    base = today + timedelta(days=said["deictic"].value if "deictic" in said else 0)
    return Span(base, shift(base, _unit(said), _count(said)), "day")


def _ago(said: Captured, today: date) -> Point:
    """The year, for "two years ago", or the month, for "a month ago": nobody means the very day."""
    unit = _unit(said)
    day = shift(today, unit, -_count(said))
    return whole(unit, day) if unit in _LONG else _day(day)


def _ago_if_long(said: Captured, today: date) -> Point | None:
    return _ago(said, today) if _unit(said) in _LONG else None


def _ahead(said: Captured, today: date) -> Point:
    """Such as "two weeks from now", "three days after tomorrow", "two days before yesterday", "in 3 weeks"."""
    base = today + timedelta(days=said["deictic"].value if "deictic" in said else 0)
    sign = said["preposition"].value if "preposition" in said else 1
    return _day(shift(base, _unit(said), sign * _count(said)))


def _deictic(said: Captured, today: date) -> Point:
    return _day(today + timedelta(days=said["deictic"].value))


def _weekday(said: Captured, today: date) -> Point:
    """The nearest "Friday" ahead or "last Friday" behind; "next Friday" is that of next week."""
    monday = whole("week", today).start
    weekday = said["any_weekday"].value
    if "way" not in said:
        return _day(today + timedelta(days=(weekday - today.weekday()) % 7))
    sign = _sign(said["way"])
    if sign < 0 and "unit" not in said:
        return _day(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
    return _day(monday + timedelta(days=7 * sign + weekday))


def _weekday_of_week(said: Captured, today: date) -> Point | None:
    return _weekday(said, today) if _unit(said) == "week" else None


def _weekdays_of_week(said: Captured, today: date) -> Point | None:
    monday = whole("week", shift(today, "week", _sign(said["way"]))).start
    first, last = (monday + timedelta(days=said[name].value) for name in ("any_weekday", "last_weekday"))
    return Span(first, last, "day") if _unit(said) == "week" and first <= last else None


def _weekdays_ahead(said: Captured, today: date) -> Point:
    """Such as "two Sundays from now": the second one, today not counted."""
    first = (said["any_weekday"].value - today.weekday() - 1) % 7 + 1
    return _day(today + timedelta(days=first + 7 * (_count(said) - 1)))


def _nth_weekday(said: Captured, today: date) -> Point:
    """Such as "the first Friday", of this month."""
    return nth_weekday(said["ordinal"].value, said["any_weekday"].value, whole("month", today))


def _rest(said: Captured, today: date) -> Point | None:
    """What is left of "the week" or "this year"; None of one that does not hold today."""
    span = _whole_or_relative(said, today)
    return replace(span, start=today, precision="day") if span.start <= today <= span.end else None


def _so_far(said: Captured, today: date) -> Point | None:
    """What is over of "earlier this year", or still to come of "later this month"."""
    span = _whole_or_relative(said, today)
    if not span.start <= today <= span.end:
        return None
    return replace(span, start=today) if "hence" in said else replace(span, end=today)


def _whole_or_relative(said: Captured, today: date) -> Span:
    if "unit" in said:
        return whole(_unit(said), shift(today, _unit(said), _sign(said["way"]) if "way" in said else 0))
    fields = next(said[name].fields for name in ("relative_year", "relative_month") if name in said)
    return fields.in_year(fields.year or today.year)


def _weekend(said: Captured, today: date) -> Point | None:
    return whole("weekend", today) if _unit(said) == "weekend" else None


def _part(said: Captured, today: date) -> Point:
    """Such as "early next week", "the end of the year"."""
    sign = _sign(said["way"]) if "way" in said else 0
    span = whole(_unit(said), shift(today, _unit(said), sign))
    pick = said["part"].fields.pick
    return pick(span) if pick else span


def _part_if_long(said: Captured, today: date) -> Point | None:
    return _part(said, today) if _unit(said) in _LONG else None


def _after_next(said: Captured, today: date) -> Point:
    return whole(_unit(said), shift(today, _unit(said), 2))


def _before_last(said: Captured, today: date) -> Point:
    return whole(_unit(said), shift(today, _unit(said), -2))


def _week_number(said: Captured, today: date) -> Point | None:
    if _unit(said) != "week":
        return None
    year = said["any_year"].fields.year if "any_year" in said else today.year
    number = next(said[name].value for name in ("number", "short") if name in said)
    return whole("week", date.fromisocalendar(year or today.year, number, 1))


def _relative(pattern: str, meaning: Callable[[Captured, date], Point | None]) -> Rule:
    return rule(pattern, meaning, relative=True)


IN_PROSE = (
    *CALENDAR,
    _relative("the? WAY UNIT", _whole_if_long),
    _relative("the? WAY (MONTH | SEASON | QUARTER) (?!number)", _named),
    _relative("MANY UNIT ago", _ago_if_long),
    _relative("the? PART (of|in) the UNIT", _part_if_long),
    _relative("(EARLIER | HENCE) RELATIVE_YEAR", _so_far),
)
IN_A_QUESTION = (
    *IN_PROSE,
    _relative("(any_weekday comma?)? SLASHED", lambda said, today: said["slashed"].fields),
    _relative("the? direction? WAY UNIT", _whole),
    _relative("the? WAY MANY UNIT", _many),
    _relative("within (the? way)? MANY UNIT (from DEICTIC)?", _within),
    _relative("MANY UNIT ago", _ago),
    _relative("MANY UNIT (from now | hence)", _ahead),
    _relative("in MANY UNIT", _ahead),
    _relative("MANY UNIT (from | PREPOSITION) DEICTIC", _ahead),
    _relative("DEICTIC", _deictic),
    _relative("(WAY comma?)? ANY_WEEKDAY", _weekday),
    _relative("ANY_WEEKDAY of? WAY UNIT", _weekday_of_week),
    _relative("WAY UNIT on? ANY_WEEKDAY", _weekday_of_week),
    _relative("WAY UNIT (from|between) ANY_WEEKDAY (to|dash|and) LAST_WEEKDAY", _weekdays_of_week),
    _relative("MANY ANY_WEEKDAY (from now | hence)", _weekdays_ahead),
    _relative("ORDINAL ANY_WEEKDAY", _nth_weekday),
    _relative("rest of? (the | WAY)? UNIT", _rest),
    _relative("rest of? (RELATIVE_YEAR | RELATIVE_MONTH)", _rest),
    _relative("(EARLIER | HENCE) (RELATIVE_YEAR | RELATIVE_MONTH | WAY UNIT)", _so_far),
    _relative("the? PART dash? (of|in)? the? WAY? UNIT", _part),
    _relative("(?<=to|from|between) now", lambda said, today: _day(today)),
    _relative("the UNIT preposition the? direction", _after_next),
    _relative("the UNIT preposition last", _before_last),
    _relative("UNIT (NUMBER | SHORT) (of? ANY_YEAR)?", _week_number),
    _relative("the SEASON (?!word|unit|month)", merged),
    _relative("(the | (?<=on)) UNIT (?!word|number)", _weekend),
)
