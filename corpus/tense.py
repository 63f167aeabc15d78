"""Whether words speak of what was or of what will be, and the year that tells."""

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from corpus.types import Period

Tense = Literal["past", "future", ""]

_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|planned|foreseen|scheduled|due|set|expected|invited|pencilled|going)|to be|planned"
    r"|foreseen|scheduled|expected|upcoming|next|forthcoming|can|should|must|would|register|apply|join us|save the date"
    r"|opens?|closes?|begins?|starts?|takes place|runs|meets|ends?|until|deadline|by)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|took|held|met|gave|went|came|left|became|began|brought|drew|saw|ran|led|won|rose|fell"
    r"|made|last|[a-z]{2,}(?:ed|ought))\b",
    re.I,
)
_ENDED_ON = re.compile(r"\b(?:is|are|be|been|being) (?:\w+ly )?\w+ed\b", re.I)
_FAR = 3
"""A calendar line without a verb looks ahead: a day past must be this many times nearer than the one to come."""


def tense_of(text: str) -> Tense:
    """ "future" for "will be held", "past" for "was held"; empty where the words do not say or say both."""
    future = bool(_FUTURE.search(text))
    past = bool(_PAST.search(_ENDED_ON.sub("", text)))
    return "" if future == past else "future" if future else "past"


def in_tense(period: Period, text: str, published: Period) -> Period:
    """`period`, moved by a year where its year was guessed and the guess contradicts the tense of `text`.

    A text without any verb, such as a line of a calendar, leans to what is to come.
    """
    if re.search(r"\d{4}", period.words):
        return period
    tense = tense_of(text)
    if tense == "future" and period.end < published.start:
        return _moved(period, 1)
    if tense == "past" and period.start > published.end:
        return _moved(period, -1)
    if not tense and period.end < published.start:
        later = _moved(period, 1)
        ago, ahead = published.start - period.end, later.start - published.end
        return later if ago * _FAR > ahead else period
    return period


def _moved(period: Period, years: int) -> Period:
    return replace(period, start=_in_year(period.start, years), end=_in_year(period.end, years))


def _in_year(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)
