"""The clauses that narrow a question about events: when, where, with whom, about what."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from corpus import KINDS, WEAK, Period, find_periods, resolve_places, words

# Each period of a question is replaced by one character, so that what stands around it can be read.
_FIRST_MARK = 0xE000
_MARK = "[\ue000-\ue0ff]"
_RELATIVE = re.compile(r"\b(?:this|last|next|past|previous|coming|current|now|ago)\b", re.I)
_IN_A_YEAR = re.compile(rf"\b(?:{'|'.join((*month_name[1:], *month_abbr[1:]))}|spring|summer|autumn|winter)\b", re.I)

_WHEN = re.compile(
    r"(?:(?P<how>before|prior to|earlier than|after|later than|following|since|from|until|till|by|up to)"
    r"|in|on|at|during|for|of|over|within|throughout|around|between|and|or)?[ ,]*"
    rf"(?:(?:the )?(?:month|year|week|period|course) of )?(?:the )?(?P<mark>{_MARK})(?: (?:onwards?|on))?(?![^\W_])",
    re.I,
)
_CANCELLED = r"cancell?ed|called off"
_POSTPONED = r"postponed|put off|put back|rescheduled|delayed|moved(?! (?:to|from|into)\b)"
_TWO_FATES = re.compile(
    rf"\b(?:(?P<cancelled>{_CANCELLED})|{_POSTPONED}) (?:or|and) (?:(?P<also>{_CANCELLED})|{_POSTPONED})\b", re.I
)
_PHASE = re.compile(
    r"(?P<past>took|taken|happened|occurred|held|did|was|were|have been|has been|so far|until now|recently"
    r"|already|past|came out|appeared|published|awarded|handed over|presented|conferred|bestowed)"
    r"|(?P<upcoming>(?:(?:is|are)(?: still| currently| now)?|still|currently|now) open(?= *$)"
    r"|going to|will|coming|upcoming|ahead|planned|scheduled|still to come|to come|happening|soon|future|next)"
    rf"|(?P<off>cancelled-or-postponed)|(?P<cancelled>{_CANCELLED})|(?P<postponed>{_POSTPONED})"
    r"|(?P<announced>announced)",
    re.I,
)
_ONLINE = re.compile(r"(?P<how>online|virtual)(?:ly)?\b", re.I)
_DETAIL = r"(?:dates?|places?|locations?|venues?)"
_FILLER = re.compile(
    r"(?:(?:and|that|which|there|have|has|had|do|does|is|are|be|been|being|take|takes|taking|place|happens?|occurs?|comes?"
    r"|arranged|reported|mentioned|listed|covered|known|up|going|on|on record"
    r"|(?:in|according to) (?:the|this|your) (?:archive|newsletters?)"
    r"|(?:in|by|sorted by|ordered by|in order of) (?:chronological order|order of (?:date|time)|date)"
    rf"|with (?:all )?(?:their |the )?{_DETAIL}(?:,? and (?:their |the )?{_DETAIL})?"
    r"|(?:the|this|your) (?:archive|newsletters?) (?:report|mention|list|cover)(?:s|ed)?"
    r"|ever|still|any|all|please|yet|we|exist|altogether|in total|to attend|for (?:me|us|everyone)|where|who|then"
    r"|attended|hosted|organi[sz]ed|chaired|visited|run|made|i can (?:attend|join))\b)|[,:\-–]",
    re.I,
)
_BOUND = (
    rf"(?= *(?:$|{_MARK}|[,:]|\b(?:before|after|since|until|in|on|at|during|about|with|by|that|which|from|between"
    r"|of|to|took|takes?|is|are|were|was|will|held|attended|organi[sz]ed|hosted|concerning|regarding|planned|scheduled|did|does|do|can|has|have|had|according)\b))"
)
_IN = re.compile(r"(?P<in>in|at|from|across|within|around|inside|to|for|of) (?=\S)", re.I)
_END = re.compile(_BOUND, re.I)
_CAPITALISED = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’&-]*|of|and|for|the|de|van|von|del|da)"
_PERSON = re.compile(
    r"(?:with|by|of|from|(?:involv|includ|featur)(?:ing|ed|es?)|where|attended by) (?:the )?"
    rf"(?P<person>(?![a-z]){_CAPITALISED}(?: {_CAPITALISED})*)(?: (?:took part|participated|spoke))?(?= |$|[,:])"
)
_PERSON_DID = re.compile(
    rf"(?P<person>(?![a-z]){_CAPITALISED}(?: {_CAPITALISED})*) (?:has |have |had )?(?:attended|hosted|organi[sz]ed"
    r"|joined|took part in|taken part in|participated in|chaired|visited|held)\b"
)
_TOPIC = re.compile(
    r"(?:about|of|on|concerning|regarding|(?:related|relating|devoted) to|dealing with|covering|mentioning|for)"
    rf" (?:the (?:topics?|subjects?) of )?(?P<topic>\S.*?){_BOUND}",
    re.I,
)
_ANCHOR = re.compile(
    r"(?P<side>before|after|since|during|until|following) (?:the )?(?P<anchor>\S.*?)"
    rf"(?=$| (?:and |or )?(?:in|before|after|since|until)\b|{_MARK})",
    re.I,
)
_SEVERAL = re.compile(r" (?:and|or) |, ")
_STRONG = KINDS.keys() - WEAK
_SAYS_NOTHING = frozenset(
    "a an the this that these those it its they them their he she his her we us our you your i me my some any every"
    " each all no none only just also too very so then there here now again anything something everything nothing"
    " event events activity activities happening happenings be been being going is are was were do does did done has"
    " have had can could may might must shall should will would first last next latest most recent previous final one"
    " two three four five six seven eight nine ten several few many more much other another and or but of to for in on"
    " at by with from about list show give name find".split()
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A question whose periods are replaced by one character each."""

    text: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """What narrows a question: fields of `EventFilters`, an event as boundary, and whether the year is a guess."""

    filters: dict[str, Any]
    anchor: str = ""
    side: str = ""
    yearless: bool = False


def mask_periods(text: str, as_of: date) -> Masked:
    """`text` without its final punctuation, with its periods, as meant on the day `as_of`, set apart.

    "Cancelled or postponed" is made one word, for it may stand before the noun or after it.
    """
    said = _TWO_FATES.sub(_one_fate, " ".join(text.split()).rstrip(" ?.!"))
    periods = tuple(find_periods(said, asked=as_of))
    at, out = 0, ""
    for number, period in enumerate(periods):
        start = said.find(period.words, at)
        out += said[at:start] + chr(_FIRST_MARK + number)
        at = start + len(period.words)
    return Masked(out + said[at:], periods)


def _one_fate(match: re.Match[str]) -> str:
    cancelled = [bool(match["cancelled"]), bool(match["also"])]
    return "cancelled" if all(cancelled) else "cancelled-or-postponed" if any(cancelled) else "postponed"


def read_clauses(masked: Masked, at: int) -> Clauses | None:
    """The clauses of a question from the character `at` on; None where something else is among them."""
    found: dict[str, Any] = {}
    anchor, side, yearless = "", "", False
    rest = masked.text[at:].strip()
    while rest:
        end = 0
        if match := _WHEN.match(rest):
            end = match.end()
            period = masked.periods[ord(match["mark"]) - _FIRST_MARK]
            found |= _days(found, period, (match["how"] or "").lower())
            yearless |= _is_yearless(period)
        elif not anchor and (match := _ANCHOR.match(rest)) and _names_event(match["anchor"]):
            end, anchor, side = match.end(), match["anchor"], match["side"].lower()
        end = end or _narrowing(rest, found)
        if not end:
            return None
        rest = rest[end:].strip()
    return Clauses(found, anchor, side, yearless)


def _narrowing(rest: str, found: dict[str, Any]) -> int:
    """Where the clause that `rest` begins with ends, 0 if it is none; what it asks for goes into `found`."""
    for pattern in (_PHASE, _FILLER):
        if (match := pattern.match(rest)) and not rest[match.end() : match.end() + 1].isalnum():
            status = "cancelled or postponed" if match.lastgroup == "off" else match.lastgroup
            before = found.get("status")
            will_be_held = status == "past" and before == "upcoming"
            if status and before in (None, "past", "upcoming") and not will_be_held:
                found["status"] = status
            return match.end()
    if "place" not in found and (end := _place_end(rest)):
        found["place"] = rest[:end].partition(" ")[2].strip().removeprefix("the ")
        return end
    if "about" not in found and (match := _ONLINE.match(rest)):
        found["about"] = match["how"]
        return match.end()
    match = _PERSON.match(rest) or _PERSON_DID.match(rest)
    if match and "person" not in found and not _names_event(match["person"]) and not says_nothing(match["person"]):
        found["person"] = match["person"]
        return match.end()
    if (match := _TOPIC.match(rest)) and "about" not in found and not says_nothing(match["topic"]):
        found["about"] = match["topic"].removeprefix("the ")
        return match.end()
    return 0


def _place_end(rest: str) -> int:
    """Where a phrase for a place ends: the longest that is known, or after "in" a name in capitals; 0 for none."""
    lead = _IN.match(rest)
    if lead is None:
        return 0
    within = re.split(_MARK, rest)[0].rstrip(" ,")
    ends = [match.start() for match in _END.finditer(within, lead.end() + 1)] or [len(within)]
    if known := next((end for end in reversed(ends) if resolve_places(rest[lead.end() : end])), 0):
        return known
    name = rest[lead.end() : ends[0]].removeprefix("the ")
    unknown = lead["in"].lower() == "in" and name[:1].isupper() and not _SEVERAL.search(name) and not _names_event(name)
    return ends[0] if unknown else 0


def says_nothing(phrase: str) -> bool:
    """Whether a phrase is made of such words only as name no topic and nobody."""
    return _SAYS_NOTHING.issuperset(words(phrase))


def _is_yearless(period: Period) -> bool:
    """Whether a question names a month or season, but not of which year."""
    named = _IN_A_YEAR.search(period.words) and not _RELATIVE.search(period.words)
    return bool(named) and period.year_from == "question"


def _names_event(phrase: str) -> bool:
    return any(word in _STRONG for word in words(phrase))


def _days(found: dict[str, Any], period: Period, how: str) -> dict[str, date]:
    """The bounds that a period sets, together with what an earlier one did: "after March and before June"."""
    if how in ("before", "prior to", "earlier than"):
        return {"until": period.start - timedelta(days=1)}
    if how in ("until", "till", "by", "up to"):
        return {"until": period.end}
    if how in ("after", "later than", "following"):
        return {"since": period.end + timedelta(days=1)}
    if how == "since":
        return {"since": period.start}
    both = "since" in found and "until" in found  # "in 2022 and 2023"
    since, until = (min(found["since"], period.start), max(found["until"], period.end)) if both else (None, None)
    return {"since": since or period.start, "until": until or period.end}
