"""Questions about the history of events in their conversation: "And in Romania?", "Which of them were online?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from assistant.event_clauses import mask_periods
from assistant.event_questions import EventQuestion, read_fragment, read_whole
from assistant.event_words import without_year
from assistant.types import Turn
from index import EventFilters, label_filters, plural

_LEAD = re.compile(
    r"(?:(?:and|or|but|also|what about|how about|only|just|now|then|show me(?= (?:only|just)\b))\b[\s,]*)+(?:the )?",
    re.I,
)
_ANEW = re.compile(
    r"(?:(?:and|but|just|now|then)\b[\s,]*)+(?=(?:list|show|give|name|find)\b(?! me (?:only|just)\b))"
    r"|(?:(?:now|then)\b[\s,]*)+(?=(?:which|how many)\b)",
    re.I,
)
"""What may stand before a question that is whole: "Now list all events"."""
ORDINALS = ("", *"first second third fourth fifth sixth seventh eighth ninth tenth".split())
_NTH = re.compile(
    r"(?:(?:and|or|what about|how about|show me|show|(?:what|which|when)(?: (?:one|of (?:them|those|these)))?"
    rf"(?:['’]s| is| was))\b,? )*the (?P<nth>last|{'|'.join(ORDINALS[1:])})(?: one| of (?:them|those|these))?",
    re.I,
)
_THEM = re.compile(
    r"\b(?:of )?(?:them|those|these)\b(?: ones| events)?|\b(?:the )?ones\b"
    r"|(?<=how many)(?= (?:are|were|will|did|have)\b|\W*$)",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|except|without|excluding|cannot)\b(?! yet)|n['’]t\b", re.I)


def read_question(text: str, history: Sequence[Turn], as_of: date) -> EventQuestion | None:
    """What `text` asks of the history of events, by itself or after a question that did; None where it does not."""
    if _NEGATED.search(text):
        return None  # a list of what is left over would be read as one of what is asked for
    text = text[match.end() :] if (match := _ANEW.match(text)) else text
    users = [at for at, turn in enumerate(history) if turn.role == "user" and turn.text.strip()]
    goes_on = bool(users) and _goes_on(text)
    if not goes_on and (asked := read_whole(text, as_of)):
        return asked
    named = _follow_up(text, as_of) if users else None
    before = read_question(history[users[-1]].text, history[: users[-1]], as_of) if named else None
    if before and named and (asked := _refine(before, _in_its_year(named, before, text))):
        return asked
    return read_whole(text, as_of) if goes_on else None


def in_full(text: str, asked: EventQuestion, as_of: date) -> str:
    """A question in words that are understood without those before it; `text` itself where there are no such words."""
    if read_question(text, (), as_of) == asked:
        return text
    filters, most = asked.filters, asked.most or 0
    what = re.sub("[“”]", "", label_filters(filters, most))
    what = without_year(what, filters) if asked.yearless else what
    what = f"{most} {what}" if most > 1 else what
    leads = (
        [f"In which {plural(asked.field)} are there"]
        if asked.field
        else ["List all", "List the first", "List the last"]
    )
    wordings = (f"{lead} {what}?" for lead in leads)
    return next((w for w in wordings if _is_same(read_question(w, (), as_of), asked)), text)


def _is_same(one: EventQuestion | None, other: EventQuestion) -> bool:
    return one is not None and replace(one, tentative=False) == replace(other, tentative=False)


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """What a follow-up names; it `narrows` where it speaks of the events just listed, "them"."""

    asked: EventQuestion
    narrows: bool = False


def _goes_on(text: str) -> bool:
    """Whether a question, as it is worded, goes on from the one before."""
    return bool(_LEAD.match(text) or _NTH.fullmatch(text.rstrip(" ?.!")) or _THEM.search(text))


def _follow_up(text: str, as_of: date) -> _FollowUp | None:
    """What a question names if it follows upon another: "And in Romania?", "Which of them …?", "The second one?"."""
    if match := _NTH.fullmatch(text.rstrip(" ?.!")):
        nth = ORDINALS.index(match["nth"].lower()) if match["nth"].lower() in ORDINALS else -1
        return _FollowUp(EventQuestion(EventFilters(), nth=nth), narrows=True)
    if _THEM.search(text):
        lead = _LEAD.match(text)
        asked = read_whole(_THEM.sub(" events", text[lead.end() if lead else 0 :], count=1), as_of)
        return _FollowUp(asked, narrows=True) if asked else None
    asked = _fragment(text, as_of)
    return _FollowUp(asked) if asked else None


def _in_its_year(named: _FollowUp, before: EventQuestion, text: str) -> _FollowUp:
    """A month without a year, asked for behind a question about one year, is of that year."""
    since, until = before.filters.since, before.filters.until
    if not named.asked.yearless or not since or not until or since.year != until.year:
        return named
    then = _follow_up(text, since)
    return replace(then, asked=replace(then.asked, yearless=False)) if then else named


def _fragment(text: str, as_of: date) -> EventQuestion | None:
    """The filters that a follow-up names: "And in Romania?", "only the conferences", "What about 2023?"."""
    masked = mask_periods(text, as_of)
    lead = _LEAD.match(masked.text)
    return read_fragment(masked, lead.end() if lead else 0)


def _refine(before: EventQuestion, follow_up: _FollowUp) -> EventQuestion | None:
    """The question before, with what a follow-up names put in the place of what it said there, or added to it.

    None where "them" are the countries, or the last few of a longer list.
    """
    named, narrows = follow_up.asked, follow_up.narrows
    if narrows and (before.field or (before.most and not named.nth)):
        return None
    if named.nth:
        return replace(before, nth=named.nth)
    stated = {f.name: value for f in fields(EventFilters) if (value := getattr(named.filters, f.name)) is not None}
    if narrows and before.filters.status and stated.get("status") in ("past", "upcoming"):
        del stated["status"]  # the tense only: "Which events were cancelled?", "How many of them were in Rome?"
    if narrows and before.filters.about and named.filters.about:
        stated["about"] = f"{before.filters.about} {named.filters.about}"
    if stated.keys() & {"since", "until"}:
        # "How many were there in 2024?" is over by its tense; what is asked of 2025 next need not be.
        tense = before.filters.status in ("past", "upcoming") and not narrows
        stated = {"since": None, "until": None} | ({"status": None} if tense else {}) | stated
    yearless = named.yearless if "since" in stated else before.yearless
    role, field, nth = named.role or before.role, named.field or before.field, 0
    filters = replace(before.filters, **stated)
    return replace(before, filters=filters, yearless=yearless, role=role, field=field, nth=nth, tentative=False)
