"""Dates, places and sources of events as an answer or an export gives them."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterable
from datetime import date, timedelta

from corpus import Event, Mention, Period, Place, country_name
from index import EventFilters, label_days

_MONTH = re.compile(rf"\b(?:{'|'.join((*month_name[1:], *month_abbr[1:], 'Sept'))})\b|\d[./-]\d", re.I)
_DAY_LAST = re.compile(r"^(?:[^\W\d]+, )?[^\W\d]+\.? (?:\d{1,2}[–-])?\d{1,2}$")
"""A day behind its month: "May 5", "Sunday, May 5"."""

_MOST_WORDS = 8
"""Of a period in a line of a list."""


def date_words(period: Period | None) -> str:
    """A period as the text has it, with the year where the text leaves it out: "20 to 23 November 2024".

    What only makes sense on the day it was written, "last month", is followed by what it comes to; a day
    that leaves out its month, "the 12th", or is told in many words, is replaced by it.
    """
    if period is None:
        return "date not stated"
    said = re.sub(r"^(?:from|between|on|in) (?!.*\band\b)", "", period.words, flags=re.I)
    meant = label_days(period.start, period.end).removeprefix("on ").removeprefix("from ")
    if len(said.split()) > _MOST_WORDS or (re.search(r"\d", said) and not _MONTH.search(said)):
        return meant
    if str(period.end.year) in said:
        return said
    if _MONTH.search(said) and period.start.year == period.end.year:
        return f"{said}{',' * bool(_DAY_LAST.search(said))} {period.end.year}"
    return f"{said} ({meant})"


def day_after(day: date) -> date:
    """The end, itself not counted, of what lasts until `day`; the calendar has no day after its last."""
    return day + timedelta(days=1) if day < date.max else day


def place_words(places: Iterable[Place]) -> str:
    """Places by the names that the text gives them, cities with their country: "Naples and Venice, Italy"."""
    told = []
    for place in places:
        country = country_name(place.countries[0]) if place.city and len(place.countries) == 1 else ""
        told.append(place.name if not country or country in place.name else f"{place.name}, {country}")
    return "; ".join(dict.fromkeys(told))


def without_year(label: str, filters: EventFilters) -> str:
    """What `filters` ask for, as `label` says it, in every year: "workshops in Rome in May"."""
    when = label_days(filters.since, filters.until)
    return re.sub(", $", " in ", label.removesuffix(when)) + re.sub(r" \d{4}\b", "", when)


def source_of(event: Event) -> Mention:
    """The mention that an event is cited by: the best of those that give its date."""
    return next((m for m in event.mentions if m.period == event.period), event.mentions[0])


def sources_of(event: Event) -> list[Mention]:
    """The mention that an event is cited by and, where it is disputed, those that contradict its date."""
    best = source_of(event)
    if not event.disputed:
        return [best]
    others = {m.period: m for m in reversed(event.mentions) if m.period and m.status != "postponed"}
    return [best, *(m for period, m in others.items() if period != best.period)]
