"""Questions about the history of events, as against questions about a fact, and what they filter by.

A question is one of these only when every word of it is accounted for: what asks, a noun that
events are spoken of with, and then nothing but periods, places, names, topics and the verbs that
say that something took place. "How many meetings were held in June?" is; "How many people attended
the meeting?" and "What was decided at the meeting in June?" are not, and are left to the passages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from assistant.event_clauses import Clauses, mask_periods, read_clauses
from assistant.types import Turn
from corpus import KINDS, VERBAL, WEAK
from index import EventFilters, plural

Pick = Literal["all", "first", "last"]

_SINGULAR = {plural(noun): noun for noun in KINDS} | {"symposia": "symposium", "fora": "forum"}
_ANY = frozenset("event events activity activities happening happenings occasion occasions".split())
_NOUN = "|".join(sorted({*_ANY, *_SINGULAR, *_SINGULAR.values()}, key=len, reverse=True))
_BREAKS = (
    "of|for|to|in|on|at|by|with|from|and|or|the|a|an|is|are|was|were|did|do|does|has|have|had|can|could|will|would"
    "|that|who|which|what|when|where|how|be|been|it|its|this|their|not|people|persons?|participants?"
)
_EVENTS = rf"(?P<modifiers>(?:(?!(?:{_BREAKS})\b)[^\W\d][\w'’&-]* ){{0,4}}?)(?P<noun>{_NOUN})(?![\w'’-])"
_NUMBER = r"(?:(?P<number>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) )?"
_WHO_DID = (
    r" (?:has|have|had|did|does|do|will|is|was|were|are) (?P<the>the )?(?P<who>(?:[^\W_][\w.'’&-]* ){1,7}?)(?P<verb>"
    r"attend(?:ed|ing)?|take part in|taken part in|participated? in|part of|join(?:ed)?|host(?:ed|ing)?|held|hold"
    r"|holding|organi[sz](?:e|ed|ing)|run|visit(?:ed)?|chair(?:ed)?|sp(?:eak|oken) at|go to|gone to|involved in"
    r"|do|done|plan|planning|planned)\b"
)
_WHICH = r"(?:(?:which|what)(?: (?:are|were|other|of|all|the|these))*|how many(?: of the| different| other)?) "
_FORMS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?P<ask>(?:(?:what|which|when|where)(?:['’]s| is| are| was| were| will be| did| does| do) )?(?:the |our )?)"
        rf"(?P<pick>first|earliest|last|latest|most recent|next|final|previous|nearest) {_NUMBER}{_EVENTS}",
        rf"(?P<ask>{_WHICH}){_EVENTS}{_WHO_DID}",
        rf"(?P<ask>what(?: else)?){_WHO_DID}",
        rf"(?P<ask>{_WHICH}){_NUMBER}{_EVENTS}",
        r"(?P<ask>(?:please )?(?:can you |could you )?(?:list|show|give|name|find)(?: me| us)?(?: a list of)?"
        rf"(?: (?:all|every|each|the|of))* ){_NUMBER}{_EVENTS}",
        rf"(?P<ask>(?:(?:is|are|was|were|will) there (?:be )?)?(?:any(?: other)?|an?|some) ){_EVENTS}",
        rf"(?P<ask>(?:is|are|were) there ){_EVENTS}",
        r"(?P<ask>what(?:['’]s| is| are| will be| has| have| had| was| were| will)?(?: else| all| been)?)"
        r"(?= (?:happen|took|takes?\b|taken|occurr|coming up|upcoming|ahead|going on|on\b|planned|scheduled|next$))",
        r"(?P<ask>(?:(?:show|give|make) (?:me )?)?(?:an? |the )?"
        r"(?P<timeline>timeline|chronology)(?: of (?:all )?(?:the )?events)?)(?= )",
        rf"(?P<ask>(?:all |the |our )*){_EVENTS}",
    )
)
"""Ways to ask for events. The first whose rest is made of clauses decides."""

_LEAD = re.compile(r"(?:(?:and|or|but|also|what about|how about|only|just|now|then|show me)\b[\s,]*)+(?:the )?", re.I)
_COUNTS = "two three four five six seven eight nine ten".split()
_NOBODY = re.compile(r"i|we|you|they|he|she|it|there|people|participants|this|that|one", re.I)
_PICKED_PHASE = {"next": "upcoming", "nearest": "upcoming"} | dict.fromkeys(
    ("last", "latest", "most recent", "previous"), "past"
)
_STATUSES = {
    "upcoming": "upcoming", "future": "upcoming", "coming": "upcoming", "planned": "upcoming", "scheduled": "upcoming",
    "past": "past", "recent": "past", "cancelled": "cancelled", "canceled": "cancelled", "postponed": "postponed",
    "announced": "announced",
}  # fmt: skip
_EMPTY = frozenset("all other various main major important different many more".split())
_MAY_BE_A_FACT = frozenset("do done hold run plan".split())


@dataclass(frozen=True, slots=True)
class EventQuestion:
    """What a question wants from the history of events.

    `pick` and `most` choose the first or the last few in order of time. `anchor` names an event that
    those looked for lie before, after or during, as `side` says. `yearless` is true where the
    question names a month and not its year. `tentative` marks a form that may as well ask for a
    fact, so that finding nothing settles nothing.
    """

    filters: EventFilters
    pick: Pick = "all"
    most: int | None = None
    anchor: str = ""
    side: str = ""
    yearless: bool = False
    tentative: bool = False


def read_question(text: str, history: Sequence[Turn], as_of: date) -> EventQuestion | None:
    """What `text` asks of the history of events, by itself or after a question that did; None where it does not."""
    if asked := _whole(text, as_of):
        return asked
    users = [at for at, turn in enumerate(history) if turn.role == "user" and turn.text.strip()]
    refined = _fragment(text, as_of) if users else None
    before = read_question(history[users[-1]].text, history[: users[-1]], as_of) if refined else None
    return _refine(before, refined) if before and refined else None


def _whole(text: str, as_of: date) -> EventQuestion | None:
    masked = mask_periods(text, as_of)
    for form in _FORMS:
        if (match := form.match(masked.text)) and (clauses := read_clauses(masked, match.end())):
            parts = {name: value.strip() for name, value in match.groupdict().items() if value}
            if asked := _understand(parts, clauses):
                return asked
    return None


def _understand(parts: dict[str, str], clauses: Clauses) -> EventQuestion | None:
    """The question of these parts; None where they do not go together to one about events."""
    ask, noun, who = parts.get("ask", "").lower(), parts.get("noun", "").lower(), parts.get("who", "")
    by_ask = {"person": who} if who else {}
    kind = _of_kind(noun, parts.get("modifiers", "").split()) if noun else {}
    nobody = _NOBODY.fullmatch(who) or ("the" in parts and who.islower())
    if kind is None or (who and nobody) or by_ask.keys() & clauses.filters.keys():
        return None
    pick = parts.get("pick", "").lower()
    counted = ask.startswith(("how many", "list", "show", "give", "name", "find", "please"))
    keywords = not pick and ask in ("", "all", "the", "our", "all the")
    if noun and (counted or keywords) and noun not in _ANY and noun not in _SINGULAR:
        return None
    if not (noun or who or clauses.filters) or (clauses.anchor and not noun):
        return None  # "What happened during the forum?" is for the passages
    phase = {"status": _PICKED_PHASE[pick]} if pick in _PICKED_PHASE else {}
    return EventQuestion(
        EventFilters(**(kind | by_ask | clauses.filters | phase)),
        "last" if pick in ("last", "latest", "most recent", "final", "previous") else "first" if pick else "all",
        _number(parts["number"]) if "number" in parts and pick else 1 if pick else None,
        clauses.anchor,
        clauses.side,
        clauses.yearless,
        tentative=(keywords and noun not in _ANY)
        or (not noun and clauses.filters.get("status") != "upcoming")
        or ask.startswith(("when", "where"))
        or parts.get("verb", "") in _MAY_BE_A_FACT,
    )


def _of_kind(noun: str, modifiers: Sequence[str]) -> dict[str, Any] | None:
    """The filters that an event noun and the words before it come to; None where it names no events."""
    found: dict[str, Any] = {}
    topic = []
    for word in modifiers:
        if status := _STATUSES.get(word.lower()):
            found["status"] = status
        elif VERBAL.fullmatch(word.lower()):
            return None  # "organisations hosted forums" asks for the organisations
        elif word.lower() not in _EMPTY:
            topic.append(word)
    if noun not in _ANY:
        found["kind"] = _SINGULAR.get(noun, noun)
        if noun in WEAK and not topic and found["kind"] not in KINDS.values():
            return None  # "days", "rounds", "votes" are no events by themselves
    return found | ({"about": " ".join(topic)} if topic else {})


def _fragment(text: str, as_of: date) -> EventQuestion | None:
    """The filters that a follow-up names: "And in Romania?", "only the conferences", "What about 2023?"."""
    masked = mask_periods(text, as_of)
    lead = _LEAD.match(masked.text)
    at = lead.end() if lead else 0
    if clauses := read_clauses(masked, at):
        return EventQuestion(EventFilters(**clauses.filters), yearless=clauses.yearless) if clauses.filters else None
    noun = re.compile(_EVENTS, re.I).match(masked.text, at)
    clauses = read_clauses(masked, noun.end()) if noun else None
    kind = _of_kind(noun["noun"].lower(), noun["modifiers"].split()) if noun and clauses else None
    return EventQuestion(EventFilters(**(kind | clauses.filters))) if kind and clauses else None


def _refine(before: EventQuestion, named: EventQuestion) -> EventQuestion:
    """The question before, with what a follow-up names put in the place of what it said there."""
    stated = {f.name: value for f in fields(EventFilters) if (value := getattr(named.filters, f.name)) is not None}
    if stated.keys() & {"since", "until"}:
        stated = {"since": None, "until": None} | stated
    yearless = named.yearless if "since" in stated else before.yearless
    return replace(before, filters=replace(before.filters, **stated), yearless=yearless, tentative=False)


def _number(word: str) -> int:
    return _COUNTS.index(word.lower()) + 2 if word.lower() in _COUNTS else max(1, int(word))
