"""Questions about the history of events, as against questions about a fact, and what they filter by.

A question is one of these only when every word of it is accounted for: what asks, a noun that
events are spoken of with, and then nothing but periods, places, names, topics and the verbs that
say that something took place. "How many meetings were held in June?" is; "How many people attended
the meeting?" and "What was decided at the meeting in June?" are not, and are left to the passages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from assistant.event_clauses import Clauses, Masked, mask_periods, read_clauses, says_nothing
from corpus import KINDS, VERBAL, WEAK, resolve_place
from index import EventFilters, plural

Pick = Literal["all", "first", "last", "longest"]

_SINGULAR = {plural(noun): noun for noun in KINDS} | {"symposia": "symposium", "fora": "forum"}
_ANY = frozenset("event events activity activities happening happenings occasion occasions".split())
_NOUN = "|".join(sorted({*_ANY, *_SINGULAR, *_SINGULAR.values()}, key=len, reverse=True))
_BREAKS = (
    "of|for|to|in|on|at|by|with|from|and|or|the|a|an|is|are|was|were|did|do|does|has|have|had|can|could|will|would"
    "|that|who|which|what|when|where|how|be|been|it|its|this|their|not|people|persons?|participants?"
)
_EVENTS = (
    rf"(?P<modifiers>(?:(?!(?:{_BREAKS})\b)[^\W\d][\w'’&-]* ){{0,4}}?)(?P<noun>{_NOUN})(?![\w'’-])(?! (?:{_NOUN})\b)"
)
_COUNT = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
_NUMBER = rf"(?:(?P<number>{_COUNT}) )?"
_PICK = "first|earliest|last|latest|most recent|next|final|previous|nearest|longest"
_WHO_DID = (
    r" (?:(?P<past>has|have|had|did|was|were)|(?P<coming>will)|(?P<present>does|do|is|are))"
    r" (?P<the>the )?(?P<who>(?:[^\W_][\w.'’&-]* ){1,7}?)(?P<verb>"
    r"attend(?:ed|ing)?|take part in|taken part in|participated? in|part of|join(?:ed)?|host(?:ed|ing)?|held|hold"
    r"|holding|organi[sz](?:e|ed|ing)|run|visit(?:ed)?|chair(?:ed)?|sp(?:eak|oken) at|go to|gone to|involved in"
    r"|do|done|plan|planning|planned)\b"
)
_WHICH = r"(?:(?:which|what)(?: (?:are|were|other|of|all|the|these))*|how many(?: of the| different| other)?) "
_FIELD = r"(?:which|what|how many)(?: different)? (?P<field>countr(?:y|ies)|cit(?:y|ies)|months?|years?)"
_GIVEN = r"(?:awarded|handed over|presented|conferred|bestowed)"
_HELD = r"(?:were|was|are|is|did|do|does|have|has|had|will)"
_FORMS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<ask>(?:in )?{_FIELD}) {_HELD} (?:there )?(?:the |any |all )?{_EVENTS}",
        rf"(?P<ask>{_FIELD}) (?:have |has |had )?(?:host|hosted|held|saw) {_EVENTS}",
        rf"(?P<ask>where) {_HELD} (?:the |all |all the )?{_EVENTS}(?<=s)",
        r"(?P<ask>(?:(?:what|which|when|where)(?:['’]s| is| are| was| were| will be| did| does| do) )?(?:the |our )?)"
        rf"(?:(?P<who>(?-i:[A-Z])[\w.& -]*?)['’]s? )?(?P<pick>{_PICK}) {_NUMBER}{_EVENTS}",
        rf"(?P<ask>{_WHICH}){_EVENTS}{_WHO_DID}",
        r"(?P<ask>(?:(?:list|show|give|name)(?: me| us)? |an? |the )?(?:(?:list|overview) of )?(?:all |every |the )*)"
        rf"{_EVENTS}(?: that| which)? (?P<who>(?:[^\W_][\w.'’&-]* ){{1,7}}?)(?P<verb>attended|went to|took part in"
        r"|participated in|joined|hosted|organi[sz]ed|visited|chaired)\b",
        rf"(?P<ask>what(?: else)?){_WHO_DID}",
        rf"(?P<ask>{_WHICH}){_NUMBER}{_EVENTS}(?:(?=(?P<given> {_HELD} (?:been |be )?{_GIVEN}))|)",
        r"(?P<ask>(?:please )?(?:can you |could you )?(?:list|show|give|name|find)(?: me| us)?(?: a list of)?"
        rf"(?: (?:all|every|each|the|of))* ){_NUMBER}{_EVENTS}",
        rf"(?P<ask>(?:(?:is|are|was|were|will) there (?:be )?)?(?:any(?: other)?|an?|some) ){_EVENTS}",
        rf"(?P<ask>(?:is|are|was|were|have|has) any(?: other)? ){_EVENTS}",
        r"(?P<ask>(?:(?:is|are|was|were) there |did |has |have |will there be )?(?:any|some)thing(?: else)?)(?= )",
        rf"(?P<ask>(?:is|are|were) there ){_EVENTS}",
        r"(?P<ask>what(?:['’]s| is| are| will be| has| have| had| was| were| will)?(?: else| all| been| still)?)"
        r"(?= (?:happen|took|takes?\b|taken|occurr|coming up|upcoming|ahead|going on|on\b|planned|scheduled|next$))",
        r"(?P<ask>(?:(?:show|give|make) (?:me )?)?(?:an? |the )?"
        r"(?P<timeline>timeline|chronology)(?: of (?:all )?(?:the )?events)?)(?= |$)",
        rf"(?P<ask>(?:all |the |our )*){_EVENTS}",
    )
)
"""Ways to ask for events. The first whose rest is made of clauses decides."""

_PREAMBLE = re.compile(
    r"^\s*(?:please )?(?:(?:(?:can|could) you )?(?:tell me|do you know|i(?:['’]d| would) like to know),?"
    r" (?=what|which|how|when)|i(?:['’]d| would) like(?: to (?:see|have|get))? (?=an? |the |all |every ))",
    re.I,
)
_ASK_TO_PICK = re.compile(
    rf"^(?:(?:can|could) you )?(?:list|show|give|name|tell|find)(?: me| us)? (?=(?:the |our )?(?:{_PICK})\b)", re.I
)
_HOW_LONG = re.compile(
    rf"how (?:long|many days) (?:did|does|do|will|was|were|is|are) (?:the |our |your )?(?:(?P<pick>{_PICK}) )?"
    r"(?P<what>.+?)(?: (?:last|take|go on|run|be|continue)(?: for)?)?(?P<when> (?:in|on) [^?]*\d)?[ ?]*$",
    re.I,
)
_COUNT_FIRST = re.compile(rf"\b(?P<number>{_COUNT}) (?P<pick>{_PICK})\b", re.I)
_AND_PLEASE = re.compile(r"(?<=\?) +[^?]*\b(?:all|every|each|any|please|list|name)\b[^?]*$", re.I)
_COUNTS = "two three four five six seven eight nine ten".split()
_NOBODY = re.compile(r"i|we|you|they|he|she|it|there|people|participants|this|that|one", re.I)
_PICKED_PHASE = {"next": "upcoming", "nearest": "upcoming"} | dict.fromkeys(
    ("last", "latest", "most recent", "previous"), "past"
)
_PICKS: dict[str, Pick] = {
    "longest": "longest",
    **dict.fromkeys(("last", "latest", "most recent", "final", "previous"), "last"),
}
_STATUSES = {
    "upcoming": "upcoming", "future": "upcoming", "coming": "upcoming", "planned": "upcoming", "scheduled": "upcoming",
    "past": "past", "recent": "past", "earlier": "past", "announced": "announced", "cancelled": "cancelled",
    "canceled": "cancelled", "postponed": "postponed", "rescheduled": "postponed",
    "cancelled-or-postponed": "cancelled or postponed",
}  # fmt: skip
_EMPTY = frozenset("all other various main major important different many more only just".split())
_ASK_FOR_SEVERAL = ("how many", "list", "show", "give", "name", "find", "please", "can", "could")
_MAY_BE_A_FACT = frozenset("do done hold run plan".split())
_ROLES = {"organi": "organiser", "host": "host", "chair": "chair", "speak": "speaker", "spoken": "speaker"}
"""What a verb makes of the one who did it, by how the verb begins."""
_FIELDS = {"cou": "country", "cit": "city", "mon": "month", "yea": "year"}


@dataclass(frozen=True, slots=True)
class EventQuestion:
    """What a question wants from the history of events.

    `pick` and `most` choose the first or the last few in order of time, or the longest. `anchor` names an event that
    those looked for lie before, after or during, as `side` says. `yearless` is true where the
    question names a month and not its year. `role` is what the person named was at the event, where
    that is asked for, and `field` what of the events is asked for: "country", "city", "month", "year", or "day",
    which is how many days they take.
    `in_order` is whether a timeline is asked for.
    `nth` is one of the events listed before, counted from 1, or -1 for the last. `tentative` marks a
    form that may as well ask for a fact, so that finding nothing settles nothing.
    """

    filters: EventFilters
    pick: Pick = "all"
    most: int | None = None
    anchor: str = ""
    side: str = ""
    yearless: bool = False
    role: str = ""
    field: str = ""
    in_order: bool = False
    nth: int = 0
    tentative: bool = False


def read_whole(text: str, as_of: date) -> EventQuestion | None:
    """What `text` by itself asks of the history of events; None where it is another question."""
    if how_long := _HOW_LONG.match(text):
        return _of_days(read_whole(f"{how_long['pick'] or 'which'} {how_long['what']}{how_long['when'] or ''}", as_of))
    said = _COUNT_FIRST.sub(r"\g<pick> \g<number>", _PREAMBLE.sub("", text))
    masked = mask_periods(_AND_PLEASE.sub("", _ASK_TO_PICK.sub("", said)), as_of)
    for form in _FORMS:
        if (match := form.match(masked.text)) and (clauses := read_clauses(masked, match.end())):
            parts = {name: value.strip() for name, value in match.groupdict().items() if value}
            if asked := _understand(parts, clauses):
                return asked
    return None


def _of_days(asked: EventQuestion | None) -> EventQuestion | None:
    """The question how many days those events take; None where it does not say which."""
    named = asked and (asked.filters.kind or asked.filters.about)
    return replace(asked, field="day", tentative=True) if asked and named and asked.field in ("", "day") else None


def _understand(parts: dict[str, str], clauses: Clauses) -> EventQuestion | None:
    """The question of these parts; None where they do not go together to one about events."""
    ask, noun, verb, who = (parts.get(name, "") for name in ("ask", "noun", "verb", "who"))
    ask, noun, verb = ask.lower(), noun.lower(), verb.lower()
    place = resolve_place(who.removeprefix("the ")) if verb.startswith(("host", "held", "hold")) else None
    by_ask = {"place" if place else "person": who} if who else {}
    kind = _of_kind(noun, parts.get("modifiers", "").split(), "given" in parts) if noun else {}
    nobody = _NOBODY.fullmatch(who) or ("the" in parts and who.islower()) or says_nothing(who)
    if kind is None or (who and nobody) or by_ask.keys() & clauses.filters.keys():
        return None
    pick = parts.get("pick", "").lower()
    keywords = not pick and ask in ("", "all", "the", "our", "all the")
    if (keywords or ask.startswith(_ASK_FOR_SEVERAL)) and noun and noun not in _ANY and noun not in _SINGULAR:
        return None  # "show me the meeting", "World Science Forum"
    if not (noun or who or clauses.filters or "events" in ask) or (clauses.anchor and not noun):
        return None  # "What happened during the forum?" is for the passages
    field = parts.get("field", "").lower()
    if field and not field.endswith("s") and not noun.endswith("s"):
        return None  # "In which month was the forum?" asks for a fact
    tense = _tense(parts)
    phase = {"status": _PICKED_PHASE[pick]} if pick in _PICKED_PHASE else {}
    return EventQuestion(
        EventFilters(**(tense | kind | by_ask | clauses.filters | phase)),
        _PICKS.get(pick, "first" if pick else "all"),
        _number(parts["number"]) if "number" in parts and pick else 1 if pick else None,
        clauses.anchor,
        clauses.side,
        clauses.yearless,
        next((role for start, role in _ROLES.items() if "person" in by_ask and verb.startswith(start)), ""),
        "day" if pick == "longest" else _FIELDS.get(field[:3], "city" if ask == "where" else ""),
        "timeline" in parts,
        tentative=(keywords and noun not in _ANY)
        or (not noun and clauses.filters.get("status") != "upcoming" and "thing" not in ask)
        or ask.startswith(("when", "where"))
        or verb in _MAY_BE_A_FACT
        or "given" in parts,
    )


def _tense(parts: dict[str, str]) -> dict[str, Any]:
    """The phase that a verb asks for: "Which events did Norway host?" and "events that Norway hosted" took place."""
    verb = parts.get("verb", "").lower()
    if not verb or verb.startswith("plan"):
        return {}
    bare = parts.keys().isdisjoint(("past", "coming", "present"))
    return {"status": "past"} if "past" in parts or bare else {"status": "upcoming"} if "coming" in parts else {}


def _of_kind(noun: str, modifiers: Sequence[str], given: bool = False) -> dict[str, Any] | None:
    """The filters that an event noun and the words before it come to; None where it names no events.

    A prize is a thing; that it was `given` is an event.
    """
    found: dict[str, Any] = {}
    topic = []
    for word in modifiers:
        if status := _STATUSES.get(word.lower()):
            found["status"] = status
        elif VERBAL.fullmatch(word.lower()):
            return None  # "organisations hosted forums" asks for the organisations
        elif word.lower() not in _EMPTY:
            topic.append(word)
    if topic and says_nothing(" ".join(topic)):
        return None
    if noun not in _ANY:
        found["kind"] = _SINGULAR.get(noun, noun)
        if noun in WEAK and not topic and not given and found["kind"] not in KINDS.values():
            return None  # "days", "rounds", "votes" are no events by themselves
    told = [word for word in topic if word.lower() != KINDS.get(noun)]  # "training courses" are any courses
    return found | ({"about": " ".join(told)} if told else {})


def read_fragment(masked: Masked, at: int) -> EventQuestion | None:
    """The filters that the words of `masked` from `at` on name: "in Romania", "the conferences in May"."""
    if clauses := read_clauses(masked, at):
        return EventQuestion(EventFilters(**clauses.filters), yearless=clauses.yearless) if clauses.filters else None
    noun = re.compile(_EVENTS, re.I).match(masked.text, at)
    clauses = read_clauses(masked, noun.end()) if noun else None
    kind = _of_kind(noun["noun"].lower(), noun["modifiers"].split()) if noun and clauses else None
    return EventQuestion(EventFilters(**(kind | clauses.filters))) if kind and clauses else None


def _number(word: str) -> int:
    return _COUNTS.index(word.lower()) + 2 if word.lower() in _COUNTS else max(1, int(word))
