"""Filters of events in words: what an answer says it has understood."""

from datetime import date, timedelta

from index.types import EventFilters

_UNCOUNTED = {"other": "other events", "training": "trainings", "": "events"}


def label_filters(filters: EventFilters) -> str:
    """What `filters` ask for, for example "past conferences in Romania, 2024"."""
    parts = [
        filters.status or "",
        plural(filters.kind or ""),
        f"about “{filters.about}”" if filters.about else "",
        f"with {filters.person}" if filters.person else "",
        f"in {filters.place}" if filters.place else "",
    ]
    when = label_days(filters.since, filters.until)
    return " ".join(part for part in parts if part) + (f", {when}" if when else "")


def plural(noun: str) -> str:
    """The plural of an event noun or kind; "events" for none."""
    if noun in _UNCOUNTED:
        return _UNCOUNTED[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def label_days(since: date | None, until: date | None) -> str:
    """The days from `since` to `until`, both inclusive, as years or months where they are whole ones."""
    if not since or not until:
        return f"since {label_day(since)}" if since else f"until {label_day(until)}" if until else ""
    after = until + timedelta(days=1) if until < date.max else until
    if (since.month, since.day, after.month, after.day) == (1, 1, 1, 1):
        first, last = f"{since:%Y}", f"{until:%Y}"
    elif since.day == after.day == 1:
        first, last = f"{since:%B %Y}", f"{until:%B %Y}"
    else:
        first, last = label_day(since), label_day(until)
    return first if first == last else f"{first} to {last}"


def label_day(day: date) -> str:
    """A day as a newsletter writes it: "5 November 2024"."""
    return f"{day.day} {day:%B %Y}"
