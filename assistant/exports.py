"""Lists of events as files for other programs: CSV, JSON, iCalendar and Markdown, each event with its citation."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime

from assistant.event_words import date_words, day_after, place_words, source_of
from corpus import Event, Mention
from index import EventList

_COLUMNS = (
    "start", "end", "precision", "date", "name", "kind", "status", "place", "participants", "disputed",
    "issue", "file", "first_character", "last_character",
)  # fmt: skip
_FORMULA = re.compile(r"^[\s]*[=+\-@|%]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "announced": "CONFIRMED", "held": "CONFIRMED"}
_LINE = 75
"""Octets in a line of iCalendar, its end not counted (RFC 5545, 3.1)."""


def to_csv(found: EventList) -> str:
    """The events as a table with a line of column names (RFC 4180); the undated last.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for event in (*found.events, *found.undated):
        writer.writerow(_safe(str(cell)) for cell in _row(event))
    return out.getvalue()


def to_json(value: object) -> str:
    """`value`, made of the project's dataclasses, as JSON: objects by the names of their fields, days in ISO form."""
    return json.dumps(value, default=_jsonable, ensure_ascii=False, indent=2) + "\n"


def to_ics(found: EventList, now: datetime | None = None) -> str:
    """The dated events as all-day entries of an iCalendar file (RFC 5545), made at `now`, the present by default."""
    stamp = (now or datetime.now(UTC)).astimezone(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newsletter-assistant//events//EN"]
    for event in found.events:
        lines += _entry(event, f"{stamp:%Y%m%dT%H%M%SZ}")
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _fold(line))


def to_markdown(found: EventList) -> str:
    """The events as a list under what was looked for."""
    lines = [f"# {_plain(found.understood[:1].upper() + found.understood[1:])}", ""]
    lines += [_item(event) for event in found.events]
    if found.undated:
        lines += ["", "## Not dated well enough to tell", "", *(_item(event) for event in found.undated)]
    lines += ["", f"{found.total} events; {found.articles} articles checked."]
    return "\n".join(lines) + "\n"


def _jsonable(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")


def _row(event: Event) -> tuple[object, ...]:
    period, mention = event.period, source_of(event)
    when = (period.start, period.end, period.precision, date_words(period)) if period else ("", "", "", "")
    people = "; ".join(f"{p.name} ({p.role})" if p.role else p.name for p in event.participants)
    what = (event.name, event.kind, event.status, place_words(event.places), people, "yes" if event.disputed else "")
    return *when, *what, mention.source.label, mention.source.path, mention.start, mention.end


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _entry(event: Event, stamp: str) -> Iterator[str]:
    period, mention = event.period, source_of(event)
    if period is None:
        return
    known_by = event.name, period.start, mention.source.path, place_words(event.places), mention.start
    key = hashlib.sha256("\n".join(map(str, known_by)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    when = "" if period.precision == "day" else f"Date: {date_words(period)}. "
    yield "BEGIN:VEVENT"
    yield f"UID:{key}@newsletter-assistant"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_basic(period.start)}"
    yield f"DTEND;VALUE=DATE:{_basic(day_after(period.end))}"  # the end is exclusive
    yield f"SUMMARY:{_text(event.name)}"
    if event.places:
        yield f"LOCATION:{_text(place_words(event.places))}"
    yield f"DESCRIPTION:{_text(when + _citation(mention))}"
    yield f"CATEGORIES:{event.kind.upper()}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    """A day without hyphens, its year in four digits: strftime gives the year 1 in one."""
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11); control characters have no place in one."""
    escaped = re.sub(r"([\\;,])", r"\\\1", value).replace("\r\n", "\n").replace("\n", "\\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", escaped)


def _fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, all but the first behind a space; no character is cut."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LINE:
            yield piece
            piece = " "
        piece += character
    yield piece


def _item(event: Event) -> str:
    places = f", {place_words(event.places)}" if event.places else ""
    status = f" ({event.status})" if event.status in ("cancelled", "postponed") else ""
    told = f"{event.name}{places}{status}"
    return f"- **{_plain(date_words(event.period))}**: {_plain(told)} — {_plain(_citation(source_of(event)))}"


def _citation(mention: Mention) -> str:
    return f"{mention.source.label}; {mention.source.path}, characters {mention.start} to {mention.end}"


def _plain(text: str) -> str:
    """`text` as Markdown that shows it and does nothing else."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
