"""Days counted from a date that the text named before: "on the second day", "the following week", "on the Friday"."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice

from corpus.dates.grammar import Captured, rule
from corpus.dates.lexicon import UNITS
from corpus.dates.spans import Counted, Span, Unit, nth_weekday, shift, whole
from corpus.types import Period

_DAYS = ("day", "week", "weekend")
_REMEMBERED = 3
"""How many of the days named last are counted from."""
_LONGEST = timedelta(days=14)
"""Of a stretch of days in which "the second day" or "the Friday" may lie."""
_SIX_DAYS = timedelta(days=6)


def count_from(named: Sequence[Period], counted: Counted) -> Span:
    """The days that `counted` means after the periods `named` so far; ValueError where none of them allows it.

    A stretch of several days is counted in rather than a single day named since.
    """
    last_first = (Span(p.start, p.end, p.precision) for p in reversed(named) if p.precision == "day")
    days = list(islice(last_first, _REMEMBERED))
    stretches = [span for span in days if span.start < span.end <= span.start + _LONGEST]
    for span in stretches + days[:1] if counted.within else days[:1]:
        try:
            return counted.pick(span)
        except ValueError:
            continue
    raise ValueError("no date named before is one to count from")


def _unit(said: Captured) -> Unit:
    return "day" if "daytime" in said else UNITS[said["unit"].value]


def _within(pick: Callable[[Span], Span]) -> Counted:
    return Counted(pick, within=True)


def _nth(said: Captured, _today: object) -> Counted | None:
    """Such as "the second day", "on the last evening"."""
    count = -1 if said["nth"].kind == "last" else said["nth"].value
    return _within(partial(_nth_day, count)) if _unit(said) == "day" else None


def _nth_day(count: int, span: Span) -> Span:
    day = span.end if count < 0 else span.start + timedelta(days=count - 1)
    if span.start == span.end or day > span.end:
        raise ValueError(f"{span} has no such day")
    return Span(day, day, "day")


def _weekday(said: Captured, _today: object) -> Counted:
    (day,) = said.values()
    return _within(partial(_the_weekday, day.value))


def _the_weekday(weekday: int, span: Span) -> Span:
    """The Friday of several days, or the one after a single day."""
    single = span.start == span.end
    reach = Span(span.start + timedelta(days=1), span.end + _SIX_DAYS, "day") if single else span
    return nth_weekday(1, weekday, reach)


def _beside(said: Captured, _today: object) -> Counted | None:
    """Such as "the following day", "the next morning", "the previous week"."""
    unit, sign = _unit(said), said["direction"].value
    return Counted(partial(_unit_beside, unit, sign)) if sign and unit in _DAYS else None


def _unit_beside(unit: Unit, sign: int, span: Span) -> Span:
    return whole(unit, shift(span.end if sign > 0 else span.start, unit, sign))


def _same(said: Captured, _today: object) -> Counted | None:
    """Such as "on the same day", "the same evening": of several none is told."""
    return Counted(_single) if _unit(said) == "day" else None


def _single(span: Span) -> Span:
    if span.start != span.end:
        raise ValueError(f"{span} is not one day")
    return span


def _day_away(said: Captured, _today: object) -> Counted | None:
    """Such as "the day after"."""
    sign = said["preposition"].value
    return Counted(partial(_days_away, "day", sign)) if sign and _unit(said) == "day" else None


def _away(said: Captured, _today: object) -> Counted | None:
    """Such as "two days before", "three weeks later"."""
    sign = -1 if "earlier" in said else 1 if "hence" in said else said["preposition"].value
    count = sign * max(1, said["many"].value)
    return Counted(partial(_days_away, _unit(said), count)) if sign and _unit(said) in _DAYS else None


def _days_away(unit: Unit, count: int, span: Span) -> Span:
    day = shift(span.end if count > 0 else span.start, unit, count)
    return Span(day, day, "day")


COUNTED = (
    rule("on? the? NTH (UNIT | DAYTIME)", _nth),
    rule("(?<!preposition|in|of) the? DIRECTION (UNIT | DAYTIME)", _beside),
    rule("MANY UNIT (EARLIER | HENCE | PREPOSITION) (?=dot|comma|mark|and|$)", _away),
    rule("the UNIT PREPOSITION (?=dot|comma|mark|and|$)", _day_away),
    rule("on? the? same (UNIT | DAYTIME) (?!in|of|to)", _same),
    rule("(?<=on) the? WEEKDAY daytime?", _weekday),
    rule("the WEEKDAY (?=word)", _weekday),
    rule("the? POSSESSIVE", _weekday),
)
"""Rules for what only a date named before tells."""
