"""Filters of events in words: what an answer says it has understood."""

from datetime import date, timedelta

from index.types import EventFilters


def label_filters(filters: EventFilters, count: int = 0) -> str:
    """What `filters` ask for, for example "past conferences in Romania, 2024"; in the singular for a `count` of 1."""
    noun = "other event" if filters.kind == "other" else filters.kind or "event"
    parts = [
        filters.status or "",
        noun if count == 1 else plural(noun),
        f"about “{filters.about}”" if filters.about else "",
        f"with {filters.person}" if filters.person else "",
        f"in {filters.place}" if filters.place else "",
    ]
    when = label_days(filters.since, filters.until)
    joint = "" if not when else f" {when}" if when[0].islower() else f", {when}" if filters.place else f" in {when}"
    return " ".join(part for part in parts if part) + joint


def plural(noun: str) -> str:
    """The plural of an event noun or kind: "ceremonies"."""
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
        return f"on {label_day(since)}" if since == until else f"from {label_day(since)} to {label_day(until)}"
    return first if first == last else f"{first} to {last}"


def label_day(day: date) -> str:
    """A day as a newsletter writes it: "5 November 2024"."""
    return f"{day.day} {day:%B %Y}"
