"""What single expressions look like, such as "Monday, 3 March 2025", "late October" or "the 1990s".

A rule is a regular expression over the kinds of tokens, written with their names; a name in capitals hands
its token to the rule. Expressions that count from a day are in `corpus.dates.relative`; ranges and lists are
put together in `corpus.dates.reading`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from corpus.dates.lexicon import UNITS
from corpus.dates.spans import NOTHING, Counted, Fields, Span, end_of, nth_week, nth_weekday, whole
from corpus.dates.tokens import KINDS, Token

Point = Fields | Span | Counted
Captured = Mapping[str, Token]

_GROUPS = {
    "number": "small large ordinal",
    "month": "plain doubtful relative_month",
    "year": "modern pair relative_year",
    "any_year": "modern historic pair relative_year",
    "any_weekday": "weekday weekdays brief",
    "last_weekday": "weekday weekdays brief",
    "nth": "ordinal last",
    "way": "direction last",
    "many": "count small large a",
    "before_month": "in of from between preposition",
    "before_year": "in of from between preposition to and dash",
    "before_day": "on of from to preposition",
}


def letters(pattern: str) -> str:
    """A regular expression over the names of kinds and groups, as one over their characters."""

    def one(match: re.Match[str]) -> str:
        name = match[0].lower()
        kinds = "[" + "".join(KINDS[kind] for kind in _GROUPS.get(name, name).split()) + "]"
        return kinds if match[0].islower() else f"(?P<{name}>{kinds})"

    return re.sub(r"[A-Za-z_]+", one, pattern).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape, and what the tokens captured from it mean when said on a day; None where they mean nothing after all."""

    pattern: re.Pattern[str]
    meaning: Callable[[Captured, date], Point | None]
    relative: bool = False


def rule(pattern: str, meaning: Callable[[Captured, date], Point | None], *, relative: bool = False) -> Rule:
    """A rule whose `meaning` is given the tokens captured by `pattern`, by the names of their kinds or groups.

    `relative` rules make something else of each day they are said on.
    """
    return Rule(re.compile(letters(pattern)), meaning, relative)


def merged(said: Captured, _today: date) -> Fields:
    """What all the tokens say together."""
    fields = NOTHING
    for token in said.values():
        fields = fields.merge(token.fields)
    return fields


def _only(said: Captured, *names: str) -> Fields:
    return merged({name: said[name] for name in names if name in said}, date.min)


def _nth_weekday(said: Captured, _today: date) -> Fields:
    """Such as "the first Friday of July 2024", "the last Sunday in March"."""
    count = -1 if said["nth"].kind == "last" else said["nth"].value
    pick = partial(nth_weekday, count, said["any_weekday"].value)
    return replace(_only(said, "month", "any_year"), pick=pick)


def _nth_unit(said: Captured, _today: date) -> Fields | None:
    """Such as "the third quarter of 2016", "the first week of June", "the 19th century"."""
    count = -1 if said["nth"].kind == "last" else said["nth"].value
    of = _only(said, "month", "any_year")
    match UNITS[said["unit"].value]:
        case "week" if of != NOTHING:
            return replace(of, pick=partial(nth_week, count))
        case "quarter" if of.month is None and (1 <= count <= 4 or (count == -1 and of.year)):
            return replace(of, month=3 * count - 2 if count > 0 else 10, months=3)
        case "century" if of == NOTHING and count > 10:
            return Fields(year=100 * (count - 1), years=100)
        case _:
            return None


def _first_units(said: Captured, _today: date) -> Fields | None:
    """Such as "the first two weeks of May", "the last ten days of 2024"."""
    count = -said["many"].value if said["nth"].kind == "last" else said["many"].value
    if said["nth"].value > 1:
        return None
    return replace(_only(said, "month", "any_year"), pick=partial(end_of, UNITS[said["unit"].value], count))


def _apposition(said: Captured, _today: date) -> Fields | None:
    """As in "the month of October", "the year 2008"."""
    unit, fields = UNITS[said["unit"].value], _only(said, "month", "any_year")
    return fields if unit == ("month" if "month" in said else "year") else None


def _around(said: Captured, _today: date) -> Fields | None:
    """Such as "the week of 3 June", "week commencing 4 February"."""
    unit = UNITS[said["unit"].value]
    day = _only(said, "number", "month", "any_year")
    return replace(day, pick=lambda span: whole(unit, span.start)) if unit in ("week", "weekend", "month") else None


_PARTLY = "(the? PART dash? (of|in)? the?)?"
_FROM_YEAR = "(dot? comma? (dash|solidus)? (of|in)? the? ANY_YEAR)?"
_DAY = f"((way? ANY_WEEKDAY dot? comma?)? the? NUMBER (dot|dash|solidus)? (of|in)? MONTH {_FROM_YEAR})"
_US_DAY = (
    "((way? ANY_WEEKDAY dot? comma?)? MONTH (dot|dash|solidus)? the? NUMBER (?!counted) (comma? of? the? ANY_YEAR)?)"
)
_CALENDAR = (
    "(any_weekday comma?)? NUMERIC",
    _DAY,
    _US_DAY,
    "ANY_YEAR (dash|solidus) MONTH (dash|solidus) NUMBER",
    f"{_PARTLY} MONTH dot? comma? of? (ANY_YEAR | SHORT)",
    f"{_PARTLY} ANY_YEAR comma? MONTH (?!comma? number)",
    "the? PART dash? (of|in)? the? MONTH",
    "PLAIN | RELATIVE_MONTH",
    "(?<=before_month) DOUBTFUL",
    "(?<=month (to|dash|and)) DOUBTFUL",
    "DOUBTFUL (?=(to|dash|and) month)",
    f"{_PARTLY} QUARTER (comma? (of|in)? ANY_YEAR)?",
    "ANY_YEAR comma? QUARTER",
    f"{_PARTLY} the? SEASON comma? (of|in)? YEAR",
    "the? PART dash? (of|in)? the? SEASON",
    "(?<=before_year) the? SEASON (?!word|unit|month)",
    f"the? {_PARTLY} DECADE",
    "the? PART dash? (of|in)? the? YEAR",
    "(?<!named) YEAR (?!dash? (named|counted))",
    "(?<=before_year) HISTORIC (?!dash? (named|counted))",
)
CALENDAR = (
    *(rule(pattern, merged) for pattern in _CALENDAR),
    rule("the? NTH ANY_WEEKDAY (of|in) the? MONTH (comma? of? ANY_YEAR)?", _nth_weekday),
    rule("the? NTH dash? UNIT ((of|in)? the? (?=month|any_year) (MONTH comma?)? ANY_YEAR?)?", _nth_unit),
    rule("ANY_YEAR comma? the? NTH dash? UNIT", _nth_unit),
    rule("the? NTH MANY UNIT (of|in) the? (?=month|any_year) (MONTH comma?)? ANY_YEAR?", _first_units),
    rule("the? UNIT of? (MONTH | ANY_YEAR)", _apposition),
    rule(f"(the|a)? UNIT (of|from|commencing|part)? on? {_DAY}", _around),
    rule(f"(the|a)? UNIT (of|from|commencing|part)? on? {_US_DAY}", _around),
    rule("the UNIT (of|from|commencing) (on? the)? NUMBER", _around),
    # A number is a day once a neighbour lends it the month: "15 and 16 May", "May 6 and 13, 2024".
    rule("(ANY_WEEKDAY dot? comma?)? the? NUMBER (?!counted) (comma? ANY_YEAR)?", merged),
)
"""Rules for dates that stand by themselves."""

KNOWN_MONTH = re.compile(
    letters(
        "((?<=before_day) the? | any_weekday comma? the) ordinal (?!word|named|counted|unit|any_weekday|month|season)"
    )
)
"""A day that needs no neighbour, since its month has been spoken of: "on the 15th"."""
