"""Dates that no event is told for: since when, until when, compared with when, of which issue."""

import re

from corpus.events.readings import Dated, Reading, lead_without_places
from corpus.types import Period

_SAID_BEFORE = re.compile(
    r"\b(?:every|each|than in|as in|unlike in|(?<!no later )(?<!not later )than|copyright|©)\s+$"  # "more than in 2020"
    r"|\b(?:posted|updated|accessed|modified)(?: on)?:?[\s*_]*$",  # a stamp, not an event
    re.I,
)
_COUNTED = re.compile(r"\b(?:number|issue|edition|letter|day|no\.|nr\.?|vol\.)\s+$", re.I)
_COUNT = re.compile(r"\d+\s*[–—-]\s*[^\W\d_]|\d+/\d{4}")
"""A number that was read as a day: "Letter number 14 – March 2026", "Day 1 – Tuesday, 16 May"."""

_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than|not)(?: (?:on|from|in))?(?: the)?\s+$", re.I)
_SAID_BEHIND = re.compile(
    r"[\s-]+(?:issue|edition|number|newsletter|budget|figures|report|accounts|century|of (?:each|every|the) month)\b",
    re.I,
)
_POSSESSIVE = ("'s", "’s", "s’", "s'")
_THE_DAY = re.compile(r"the \w+day", re.I)
_THIS = re.compile(r"(?:this|the) (?:month|year|week)", re.I)
_WHOLE_MONTH = re.compile(r"\b(?:since|until|till|as in)\s+(?:the\s+)?(?:end of\s+)?$", re.I)
PUT_OFF = re.compile(r"\b(?:postponed|deferred|put off|put back|delayed|moved) (?:until|till|to) (?:the )?$", re.I)
_LONG_AGO = re.compile(
    r"\b(?:since|founded|established|created|built|set up|introduced|introduces?|joined|unlike)\b[^,;]*$", re.I
)
_EACH_YEAR = re.compile(r"\b(?:times|once|twice) (?:a|per|each|every|in the) year\b|\b(?:every|each) year\b", re.I)
_WAS_DONE = re.compile(r"\b(?:was|were) (?:\w+ )?\w+(?:ed|en|t|n)\b[^,;]*$")
_CALENDAR = re.compile(r"(?:[\w’'-]+ ){0,4}(?:events?|calendar|agenda|diary|dates|coming up|what's on)\W*", re.I)
_NAMES_ONLY = re.compile(r"\W*[^\W\d_][\w'’.-]*(?:[ ,/&]+[^\W\d_][\w'’.-]*){0,4}\W*")
_DATELINE_END = re.compile(r"\)?\s*[–—-]\s+(?:\S+\s+){5}.*[.!]\W*", re.S)  # a dash, and a sentence of six words or more
_RANGE_LEAD = re.compile(r"\b(?:from|between|in|for)\s*$", re.I)

HAPPENS = re.compile(
    r"\b(?:held|tak(?:es?|ing) (?:place|over)|took (?:place|over)|host(?:s|ed)|convened?|scheduled|planned|foreseen"
    r"|set for|due|will|shall|is to|to be|runs?|starts?|begins?|began|started|meets?|met|opens?|opened|closes?|closed"
    r"|ends?|ended|launch\w*|signed|elected|appointed|visit(?:s|ed|ing)?|(?<!had )received|published|appears?"
    r"|comes? out|inaugurated|celebrated"
    r"|awarded|presented|organi[sz]ed|is on|are on|leaves?|left|retires?|retired|joins?|joined|becomes?|became|handed"
    r"|expected|can|completed|cancel\w*|postponed?|moved?|dissolved|coming|approved|adopted)\b",
    re.I,
)
"""Verbs of what happens at a time, rather than is so."""


def is_background(reading: Reading, here: Dated) -> bool:
    """Whether a date of a sentence is not that of an event.

    Years are dates of events only beside an event noun and a verb of happening; headlines and
    sections date events only to the day.
    """
    text, period = reading.text, here.period
    start, end = reading.stretch(here)
    lead = text[start : here.start]
    if (
        _SAID_BEFORE.search(text[: here.start])
        or (_COUNT.match(period.words) and _COUNTED.search(text[: here.start]))
        or _SAID_BEHIND.match(text, here.end)
        or (period.words.endswith(_POSSESSIVE) and period.precision == "year")
    ):
        return True
    the_day = _THE_DAY.fullmatch(period.words) and not text[: here.start].lower().endswith("on ")
    if period.words.endswith(_POSSESSIVE) or the_day:
        # "May's elections" and "the Sunday concert", not "May's budget"
        return not any(o.start == here.end + 1 for o in reading.occasions)
    if reading.role != "text":
        return period.precision != "day"
    if period.precision == "year":
        happens = (reading.occasions and HAPPENS.search(text[start:end])) or _WAS_DONE.search(lead)
        beside = any(o.end == here.start - len(" in ") for o in reading.occasions)
        return not (lead.endswith("in ") and (happens or beside)) or bool(_LONG_AGO.search(lead))
    if period.precision == "month":
        aside = lead.rstrip().endswith("(") or text.startswith(('"', "“", "'")) or text.endswith("?")
        aside = aside or bool(_EACH_YEAR.search(text[start:end]))
        lasts = _WHOLE_MONTH.search(lead) and not PUT_OFF.search(lead)
        return aside or bool(lasts or (_THIS.fullmatch(period.words) and not reading.occasions))
    return False


def is_replaced(reading: Reading, here: Dated) -> bool:
    """Whether a date no longer holds: "on 12 July instead of 5 July"."""
    return bool(_INSTEAD_OF.search(reading.text[: here.start]))


def is_counted(here: Dated) -> bool:
    """Whether a day is told by another one, as in "on the Friday" or "two days later": often but a detail."""
    return here.period.precision == "day" and not re.search(r"\d", here.period.words)


def is_frame(reading: Reading) -> bool:
    """Whether a line is a dateline ("Ghent, 4 May") or only says which time a calendar covers ("May to July")."""
    first = reading.dated[0]
    lead = reading.text[: first.start].rstrip()
    if re.search(r"\w", reading.text[first.end :]):
        return False
    if first.period.start < first.period.end and _CALENDAR.fullmatch(_RANGE_LEAD.sub("", lead)):
        return True
    capitals = all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", lead))
    return not lead.strip(" .,*") or bool(lead.endswith(",") and capitals and _NAMES_ONLY.fullmatch(lead))


def opening_dateline(reading: Reading, published: Period | None) -> Dated | None:
    """The day in "LUSAKA, 5 June – Ministers agreed…": when and where a report was written, so not still to come."""
    if reading.role != "text" or not reading.dated:
        return None
    first = reading.dated[0]
    places = [p for p in reading.places if p.role == "place" and p.end <= first.start]
    lead = lead_without_places(reading, first.start)
    written = places and not re.search(r"\w", lead) and _DATELINE_END.fullmatch(reading.text, first.end)
    past = published is None or first.period.start <= published.end
    return first if written and past and first.period.precision == "day" else None
