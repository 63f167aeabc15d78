"""What an issue says of itself: organisation, number, date and title."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from corpus.dates import find_periods
from corpus.types import LONGEST_TITLE, Period, Source

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADER = re.compile(r"\ufeff?((?:[A-Za-z][\w -]{0,30}:[ \t].*\r?\n){2,20})[ \t]*\r?\n")
ISSUE_NUMBER = re.compile(
    r"\b(?:issue|no|number|nr|edition|volume|vol)\b\.?\s*(?:no\b\.?|number|#)?\s*#?(\d{1,5}(?:[/-]\d{1,4})?)\b|#(\d{1,5})\b",
    re.I,
)
_NUMBERED_MONTH = re.compile(r"\b(?!(?:19|20)\d\d)\d{1,4}\s+[–—-]\s+(?=[^\W\d_]{3,9} \d{4})")
"""In "Letter number 14 – March 2026" the number is no day."""

_PUBLISHER = re.compile(
    r"^\W*(?:[^\W\d_]+ ){0,2}"
    r"(?:(?:newsletter|letter|bulletin|gazette|digest|magazine|journal|circular) of|(?:news|notes) (?:of|from))"
    r"\s+(?:the\s+)?(?P<name>[^,;:|·•(\n]{4,120}?)\s*(?:[,;:|·•(]|\b(?:vol|volume|no|number|issue)\b\.? ?\d|$)",
    re.I | re.MULTILINE,
)
_IN_NAMES = frozenset("a an and at de del der des du for in la le of on the und und y & – -".split())
_NOT_A_NAME = re.compile(
    r"\b(?:view (?:this|it|in|online)|browser|unsubscribe|in this (?:issue|edition|digest|bulletin|letter)|contents"
    r"|dear|hello|welcome|subject|from:)\b",
    re.I,
)
_A_TITLE = re.compile(
    r"^(?!.*\b(?:of|from)\b).{0,40}\b(?:news|letter|leaflet|notes|post|journal|magazine|circular|herald)\b", re.I
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KIND = re.compile(r"\b(?:e-?news|(?:news)?letter|bulletin|gazette|digest|newsflash|update)s?\b", re.I)
_SPECIAL = re.compile(r"\bspecial\s+(?:issue|edition)\b", re.I)
_LONGEST_NUMBER = 64
"""Bits; Python refuses to write out numbers of thousands of digits."""


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The fields of the YAML block or the "Title: …" lines that open `text`, and the offset behind them.

    ({}, 0) where there are none. A block that is no valid mapping is left in place to be read as text.
    """
    if header := _HEADER.match(text):
        pairs = (line.split(":", 1) for line in header[1].splitlines())
        fields = {key.strip().lower(): value.strip() for key, value in pairs}
        return (fields, header.end()) if fields.keys() & {"title", "date", "subject"} else ({}, 0)
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, 0
    try:
        fields = yaml.safe_load(match[1])
    # "!!bool x" is a KeyError, "!!int ''" an IndexError, "!!timestamp x" an AttributeError
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError):
        return {}, 0
    return (fields, match.end()) if isinstance(fields, dict) else ({}, 0)


def describe(
    path: str,
    fields: dict[str, Any],
    masthead: Sequence[str],
    names: Sequence[str],
    title: str,
    closing: Sequence[str],
) -> Source:
    """The `Source` of the issue at `path`.

    Front matter (`fields`) wins over the `masthead` lines, these over the `closing` lines (the
    contact block), and the file name speaks last. `names` are the texts of the masthead that may name
    newsletter and publisher, `title` is the document's own title heading.
    """
    lines = [line for text in masthead for line in text.split("\n") if line.strip()]
    stem = PurePosixPath(path).stem
    published = (
        stated_day(fields.get("date") or fields.get("published"))
        or _published([title, *lines])
        or _from_name(stem)
        or _published(closing)
    )
    number = _text(fields.get("issue") or fields.get("number")) or _number([title, *lines]) or _number(closing)
    named = [kept for text in names if (kept := _undated(text)) and not _NOT_A_NAME.search(kept)]
    special = next((text for text in masthead if _SPECIAL.search(text)), "")
    organisation = _text(fields.get("organisation") or fields.get("organization") or fields.get("publisher"))
    if not organisation:
        organisation = next(filter(None, map(_publisher, (title, *names))), "")
    if not organisation:
        organisation = next((name for text in named if not _SPECIAL.search(text) and (name := _organisation(text))), "")
    chosen = (
        _text(fields.get("title") or fields.get("subject"))
        or special
        or title
        or next((line for text in named[:1] for line in text.split("\n")[:1] if _A_TITLE.search(line)), "")
        or (f"{organisation} newsletter" if organisation else _words(stem))
    )
    return Source(path, " ".join(chosen.split())[:LONGEST_TITLE], organisation, number, published)


def _text(value: object) -> str:
    """A field on one line; empty for lists, which YAML can make endless, and for numbers that no field means."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return ""
    return " ".join(str(value).split())[:LONGEST_TITLE] if isinstance(value, str | int | float | date) else ""


def _undated(text: str) -> str:
    """The lines that tell neither number nor date."""
    return "\n".join(line for line in text.split("\n") if not (ISSUE_NUMBER.search(line) or any(_periods(line))))


def _publisher(text: str) -> str:
    """The name in a line such as "Newsletter of the Harbour Society"; empty where no name follows."""
    match = _PUBLISHER.search(text)
    told = match["name"].split() if match else []
    return " ".join(told) if all(word[0].isupper() or word in _IN_NAMES for word in told) else ""


def _organisation(text: str) -> str:
    """A masthead paragraph without the line that only says what kind of publication it is."""
    lines = [line for line in text.split("\n") if _KIND.sub("", line).strip(" .:-")]
    kept = [line for line in lines if not _KIND.search(line)] or lines
    name = " ".join(" ".join(kept).split())
    return name if len(name) <= 160 and not re.search(r"[.!?](?:\s|$)|[:;]$", name) else ""


def _number(texts: Sequence[str]) -> str:
    return next((match[1] or match[2] for text in texts if (match := ISSUE_NUMBER.search(text))), "")


def _periods(text: str) -> list[Period]:
    """Periods precise enough to date an issue."""
    for said in (ISSUE_NUMBER.sub(" ", text), text):  # "Number 31, January 2021", but "Edition 3/2026" is March
        if found := [p for p in find_periods(_NUMBERED_MONTH.sub("", said)) if p.precision != "year"]:
            return [_of_year(period, text) for period in found]
    return []


def _of_year(period: Period, text: str) -> Period:
    """A month with the year that stands beside the number: "no. 4/2024 (December)"."""
    year = None if period.year_from == "words" else _YEAR.search(text)
    if not year or period.precision != "month" or period.start.month != period.end.month:
        return period
    return next(find_periods(f"{period.start:%B} {year[0]}"))


def _published(texts: Sequence[str]) -> Period | None:
    return next((period for text in texts for period in _periods(text)), None)


def stated_day(value: object) -> Period | None:
    """A front matter date: YAML gives a date, a datetime, or text such as "March 2024"."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Period(value, value, "day", f"{value.day} {value:%B %Y}")
    said = _text(value)
    return next(find_periods(said), None) or _from_name(said)


def _from_name(stem: str) -> Period | None:
    """A date in a file name: 2024-12-05-title, newsletter_2024_12, 202412."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?!\d)", stem)
    if not match:
        return None
    shape = "-".join(part for part in match.groups() if part)
    try:
        first = date.fromisoformat(shape if match[3] else shape + "-01")
    except ValueError:
        return None
    return stated_day(first) if match[3] else next(find_periods(f"{first:%B %Y}"))


def _words(stem: str) -> str:
    return re.sub(r"[-_]+", " ", stem).strip() or "Newsletter"
