"""What each date of a sentence is the date of: lines of calendars, "label: date", and prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.events.backgrounds import HAPPENS, PUT_OFF, is_background, is_counted, is_frame, is_replaced
from corpus.events.naming import (
    ENDING,
    PARENTHESIS,
    Topic,
    before_date,
    clause_name,
    deadline_name,
    kind_of,
    occasion_name,
    referent,
    tidy,
    with_subject,
)
from corpus.events.occasions import Occasion
from corpus.events.readings import Dated, Reading
from corpus.events.vocabulary import ORDINAL, VERBAL
from corpus.types import EventKind, Period

# What stands between the date that opens a calendar line and the name of the event: a time, a place.
_LISTED = re.compile(r"(?:[^:|;–—]|:(?=\d)|(?<=\d)[–—](?=\d)){0,60}?(?:\s*\|\s*|:\s+|\s+[–—-]\s+)")
_AFTER_NAME = re.compile(
    r"[,;|(]|(?<!\b[Nn]o)(?<!\bDr)(?<!\bProf)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)\.(?:\s|$)"
    r"|\s[–—]\s|\s(?:with|by|at|in)\s(?=[A-Z])|\b(?:CANCELL?ED|POSTPONED)\b"
)
_HOUR = re.compile(
    r"\W{0,3}(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)(?:\s*[-–]\s*(?:[01]?\d|2[0-3])[:h.][0-5]\d(?!\d))?"
    r"(?:\s*(?:[ap]\.?m\.?|h|hrs|o'clock)(?!\w))?\s*(?:[:|–-]\s*|(?-i:(?=[A-ZÀ-Þ\"“])))",
    re.I,
)
_LABEL = re.compile(r"(?P<label>[^:|;!?]{3,90}?)\s*(?:[:|]\s|\s[–—-]\s)\s*")
_EMPTY_LABEL = re.compile(
    r"new|postponed|cancell?ed|called off|withdrawn(?: from .*)?|moved|rescheduled|no longer .*"
    r"|note|update|reminder|correction|welcome|attention|news|p\.?s\.?",
    re.I,
)
_SPEAKER = re.compile(r"(?:[A-Z]\.[ -]?)+[A-Z]\.?")
"""Initials before what somebody says: "R. O.-W.: On 2 May"."""
_FACT_LABEL = re.compile(
    r"(?:important )?(?:dates?(?:/times?)?|when|where|place|venue|time|schedule)(?: and (?:dates?|place|venue|time))?",
    re.I,
)
_FACTS = re.compile(r"\s+(?:Dates?|When)$")
_WHERE = re.compile(r"\b(?:Place|Venue|Where|Location):\s")
_LABELLED_WORDS = 6
"""How many words stand at most between a label and its date; more are a sentence."""

_TO_BE_DONE = re.compile(r"(?P<what>[^\W\d][^;,.:]*?)\s+(?:by|before|no later than|due(?: on| by)?)\s+$", re.I)
"""What stands before a further date of a labelled line that something is to be done by: "motions by"."""

_SCHEDULED = re.compile(
    r"\b(?:held|tak(?:es?|ing) place|took place|convened?|scheduled|planned|foreseen|set for|will be|is|are|was|were"
    r"|runs?|ran|meets?|met|fixed|hosted?|organi[sz]ed|begins?|began|starts?|started|opens?|opened)\b",
    re.I,
)
_HAPPENED = re.compile(rf"(?<!no ){HAPPENS.pattern}|\b(?:{VERBAL.pattern}|goes? up|go)\b", re.I)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|closing date|last day|due (?:by|on|date)|no later than|not later than|at the latest"
    r"|must be)\b|\bmust (?:reach|arrive|have arrived)\b[^;:]*?\bby\b"
    r"|\b(?:choose|order|reserve|confirm) (?:your|yours|it|one|them)\b[^;:]*?\b(?:by|before|until)\b"
    r"|\b(?:appl(?:y|ications?|ied)|submi\w+|regist\w+|sign up|nominat\w+|proposals?|abstracts?|entries|enrol\w*"
    r"|inscriptions|papers|contributions|orders|candidatures|write|book|respond|paid|pay|tell|send|sends|rsvp|vote|bids?"
    r"|quotes?|volunteer)\b:?[^;:]*?\b(?:by|before|until|till|due|close[sd]?|closing|ends?|end)\b",
    re.I,
)
_CLOSES = re.compile(r"\bclose[sd]?\b[^;:]*$", re.I)
# "nominations for the 9th awards", "results of the call": not the awards and the call themselves.
_FOR_IT = re.compile(
    r"\b(?:nominations?|applications?|registrations?|submissions?|tickets?|bookings?|entries|places|posters|proposals"
    r"|voting|dates?|fees?|chairs?|hosts?|preparations?|results|winners|recordings?|minutes)"
    r" (?:for|to|of) (?:the |our |its |this )?$",
    re.I,
)
# "A workshop as part of SC23 on 12 November" is the workshop; "together with SC23", both.
_PART_OF = re.compile(
    r"\b(?:as (?:a )?part of|(?:with)?in the framework of|on the (?:margins|sidelines|fringes) of"
    r"|(?P<both>in (?:conjunction|parallel) with|(?:co-?located|together) with|alongside))\s+(?:the )?",
    re.I,
)
_BEHIND, _CROSSED, _PLAIN, _NEXT_CLAUSE = 40, 200, 60, 100
"""Characters by which an event noun counts as farther from a date: standing behind it, with another
date between them, without a name of its own, behind the comma that ends the clause of the date."""
_COMMA = re.compile(r"[)\s]*,\s*(?:the )?")

_CLAUSE_STARTS = re.compile(
    r",? (?:and|but|so that|because|when|while|as) (?=(?:[a-z]+ ){0,4}[a-z]+)|, (?P<who>who|which) "
)
_PLACED = re.compile(r"(?:in|on|at|from|to|for|with|by|of|near|between)\b")
"""With which no clause begins behind "and": "in Poprad and on the slopes"."""
_AUXILIARY = re.compile(r"(\W*)(?:has|have|had|was|were|will|is|are)\b")
_GOES_ON = re.compile(
    r"\W*(?:and|or|then|to)\s+(?:(?:then|also|so|only) )?"
    rf"(?:(?:has|have|had|was|were|must|should|would|may)\b|{HAPPENS.pattern})",
    re.I,
)
"""A further verb of the same subject: "and closes on", not "and the doors close on"."""

_PAPERWORK = re.compile(
    r"\b(?:notified|informed)\b|\bnew dates? (?:will|to) be\b|\bnext (?:issue|number|newsletter|bulletin)\b", re.I
)
"""What is done about events and newsletters, and is none: applicants are notified, the next issue appears."""

_LONG, _SHORT = 14, 3
"""Words from which a sentence is cut, and which the part that is left must have."""

_JOINED = re.compile(r"\s*(?:,|&|,? (?:and|or|to|until))\s*(?:again )?(?:on )?(?:the )?")
# What stands around the place between two dates in brackets: "Leuven (3 May), the second in Graz (5 May)".
_ELSEWHERE = re.compile(r"[^()]{0,20}\)\s*,?\s*(?:(?:and|or) )?(?:the (?P<nth>\w+) )?(?:in |at )?\s*\(")
_LASTING = re.compile(r"[^.;:]{0,60}\b(?:until|till|(?<!by the )ends?|lasts|(?:to|will) last)\b[^.;:]{0,25}")

_LONGEST = timedelta(days=14)
"""That an event lasts whose days are told without a word."""

_LATE = timedelta(days=45)
"""Calendars look ahead: a guessed date that lies farther back is a year too early."""
_COUNTED_YEAR = re.compile(r"\b(?:last|this|next|ago)\b", re.I)
"""In the words of a date whose year is counted from the issue's, not guessed."""


@dataclass(frozen=True, slots=True)
class Named:
    """An event of a sentence: its period, its name, and the stretch `[start, end)` of the sentence that is about it.

    `at` is where the date stands; `is_clause` is whether no noun named the event and its clause had to.
    """

    period: Period
    name: str
    kind: EventKind
    start: int
    end: int
    at: int
    is_clause: bool = False


def name_events(reading: Reading, topic: Topic, before: str = "") -> Iterator[Named]:
    """The events of one sentence, each with the date that is its own; none for dates that are background.

    `before` is the preceding text, to which "it" and "she" may refer.
    """
    if not reading.dated:
        return
    first = reading.dated[0]
    where_and_when = _is_where_and_when(reading, first)
    if where_and_when:
        yield from _days_of_headline(first, topic)
    if where_and_when or is_frame(reading):
        return
    mark = _LISTED.match(reading.text, first.end)
    opens = reading.role == "text" and not re.search(r"\w", reading.text[: first.start])
    name = _listed_name(reading, mark.end()) if opens and mark and not is_background(reading, first) else ""
    if name:
        yield _entry(first, name, kind_of(name), (0, len(reading.text)), topic)
        yield from _further_dates(reading, name, topic)
    else:
        for named in _in_prose(reading, topic):
            own = reading.text[: named.start]
            name = referent(named.name, own.strip() or before, topic)
            if full := with_subject(name, topic, is_clause=named.is_clause):
                yield replace(named, name=full, is_clause=named.is_clause and name == named.name)


def name_timed(reading: Reading, day: Period) -> Named | None:
    """The event of a line such as "09:30 Welcome by the President" in the programme of a day; None for other lines.

    What is to be done for it by another day may stand behind it: "14:00 Workshops; choose yours by 2 May".
    """
    hour = _HOUR.match(reading.text)
    name = _listed_name(reading, hour.end()) if hour else ""
    end = reading.dated[0].start if reading.dated else len(reading.text)
    if not hour or not name or reading.text.find(name, hour.end()) + len(name) > end:
        return None
    return Named(day, name, kind_of(name), 0, end, 0)


def _listed_name(reading: Reading, at: int) -> str:
    """The name that a calendar line gives from `at` on: up to the place, the speaker or the full stop."""
    rest = reading.text[at:]
    occasion = next((o for o in reading.occasions if o.start >= at), None)
    held = {place.start - at for place in reading.places}
    cut = next((m for m in _AFTER_NAME.finditer(rest) if m[0] != " in " or m.end() in held), None)
    name = rest[: cut.start()] if cut else rest
    if occasion and occasion.start - at < 3 and occasion.end - at > len(name):
        places = [p.start - occasion.start for p in reading.places if p.end == occasion.end]
        added = [start for start in places if occasion.name[:start].endswith(", ")]  # "…Council, Kigali"
        return occasion.name[: added[0]].rstrip(", ") if added else occasion.name
    ahead = next((o for o in reading.occasions if cut and o.start == at + cut.end() + (cut[0] == ",")), None)
    if cut and ahead and (cut[0] == " at " or (cut[0] == "," and ORDINAL.match(ahead.name))):
        name = rest[: ahead.end - at]  # "Executive Board, 42nd session", "ANSO at World Water Week"
    return clause_name(name)


def _further_dates(reading: Reading, name: str, topic: Topic) -> Iterator[Named]:
    """The further dates of a calendar line: a new date of the same event, or a deadline for it."""
    for here in reading.dated[1:]:
        if is_counted(here) or here.period.precision == "year":  # "last day for the fee of 2023"
            continue
        start, end = reading.stretch(here)
        clause = reading.text[start:end]
        if _DEADLINE.search(clause) and (what := deadline_name(clause)):
            yield Named(here.period, f"{what}: {name}", "deadline", start, end, here.start)
        elif not (is_background(reading, here) or is_replaced(reading, here)):
            yield _entry(here, name, kind_of(name), (start, end), topic)


def _in_prose(reading: Reading, topic: Topic) -> list[Named]:
    """The events of a sentence; "11 and 25 March" date one twice, "opened on 12 March and runs until 26 June" once."""
    own = [here for here in reading.dated if not is_background(reading, here)]
    own = [here for at, here in enumerate(own) if not _is_told_again(here, own[at + 1 : at + 2])]
    found: list[Named] = []
    for at, here in enumerate(own):
        before = own[at - 1] if found and found[-1].at == own[at - 1].start else None
        between = reading.text[before.end : here.start] if before else ""
        if is_replaced(reading, here):
            continue
        if before and (before.end > here.start or _JOINED.fullmatch(between)):
            found.append(replace(found[-1], period=here.period, at=here.start, end=max(here.end, found[-1].end)))
        elif before and (name := _name_elsewhere(reading, found[-1].name, before, here)):
            found.append(
                replace(found[-1], name=name, period=here.period, at=here.start, start=before.end, end=here.end)
            )
        elif before and found[-1].kind != "deadline" and _LASTING.fullmatch(between) and not PUT_OFF.search(between):
            words = reading.text[before.start : here.end]
            found[-1] = replace(found[-1], period=replace(before.period, end=here.period.end, words=words))
        elif named := _one_of(reading, own, at, topic):
            found += _parted(reading, named, topic)
    return found


def _is_told_again(here: Dated, following: Sequence[Dated]) -> bool:
    """Whether a date is counted from another day and then stated: "two days later, on 3 March"."""
    days = (here.period.start, here.period.end)
    return is_counted(here) and any(days == (then.period.start, then.period.end) for then in following)


def _name_elsewhere(reading: Reading, name: str, before: Dated, here: Dated) -> str:
    """`name` with place and number as they are on a further date: "and the third in Hanoi (19 May)"; else ""."""
    text = reading.text
    places = [p for p in reading.places if before.end <= p.start and p.end <= here.start]
    if len(places) != 1:
        return ""
    (there,) = places
    said = _ELSEWHERE.fullmatch(text[before.end : there.start] + text[there.end : here.start])
    if not said:
        return ""
    last = next((p for p in reading.places if text[p.end : before.start].strip() == "("), there)
    name = name.replace(text[last.start : last.end], text[there.start : there.end])
    return ORDINAL.sub(said["nth"], name, count=1) if said["nth"] and ORDINAL.match(name) else name


def _parted(reading: Reading, named: Named, topic: Topic) -> Iterator[Named]:
    """The event, or, where it is told as part of another or beside it, that which is told first, and the other."""
    within = _PART_OF.search(reading.text, named.start, named.at)
    if not within or named.kind == "deadline":
        yield named
        return
    told = [o for o in reading.occasions if named.start <= o.start and o.end <= within.start()][-1:]
    beside = [o for o in reading.occasions if within.end() <= o.start and o.end <= named.end and o.proper][:1]
    for occasion in [*told, *beside] if told and within["both"] else told:
        name = occasion_name(occasion, reading.text, topic)
        yield replace(named, name=name, kind=occasion.kind, is_clause=False)
    if not told:
        yield named


def _one_of(reading: Reading, own: Sequence[Dated], at: int, topic: Topic) -> Named | None:
    """The event that the date `own[at]` is that of; None for a date of nothing that takes place."""
    here = own[at]
    start, end = reading.stretch(here)
    following = own[at + 1] if at + 1 < len(own) else None
    told_again = following and _name_elsewhere(reading, ".", here, following)
    zone = (
        max(start, own[at - 1].end) if at else start,
        min(end, here.end if told_again else following.start) if following else end,
    )
    if label := _label(reading, here, topic):
        if _is_issue_date(reading, here, topic):
            return None
        if at and (asked := _TO_BE_DONE.search(reading.text, zone[0], here.start)):
            what = deadline_name(reading.text[zone[0] : zone[1]]) or tidy(f"deadline for {asked['what']}")
            return Named(here.period, f"{what}: {label}", "deadline", *zone, here.start)
        kind = "deadline" if _DEADLINE.search(reading.text[: zone[1]]) else kind_of(label)
        return _entry(here, label, kind, (0, zone[1]), topic)
    told = _told(reading, here, own, zone, topic)
    return Named(here.period, told[0], told[1], *zone, here.start, told[2]) if told else None


def _told(
    reading: Reading, here: Dated, own: Sequence[Dated], zone: tuple[int, int], topic: Topic
) -> tuple[str, EventKind, bool] | None:
    """Name and kind of the event that a sentence tells for a date, and whether its clause is the name; else None.

    A deadline is called so; else the nearest event noun names the event; else the clause does.
    """
    text = reading.text
    start, end = reading.stretch(here)
    chosen = _nearest(reading, here, own)
    if chosen and is_counted(here) and chosen.start < zone[0]:
        chosen = None  # "the lecture on 1 March, and she left the day after"
    if _DEADLINE.search(text[zone[0] : here.start]):
        name = deadline_name(text[start : here.end])
        return name or _clause(text, here, zone, start), "deadline", not name
    if (
        chosen
        and not _FOR_IT.search(text[: chosen.start])
        and (" " in chosen.name or _SCHEDULED.search(text[start:end]))
    ):
        name = occasion_name(chosen, text, topic)
        if (chosen.kind == "call" or chosen.noun == "call") and _CLOSES.search(text[zone[0] : here.start]):
            return f"deadline for the {name}", "deadline", False
        return name, chosen.kind, False
    happening = HAPPENS if is_counted(here) else _HAPPENED if here.period.precision != "day" else None
    name = _clause(text, here, zone, start)
    if (happening and not happening.search(text[start:end])) or _PAPERWORK.search(name):
        return None
    if _DEADLINE.search(name):
        return deadline_name(name) or name, "deadline", not deadline_name(name)
    return name, chosen.kind if chosen else kind_of(name), True


def _days_of_headline(here: Dated, topic: Topic) -> Iterator[Named]:
    """The event that the headline names, on the days of a line of its own; a single day may be that of writing."""
    about = [anchor for anchor in topic.anchors if anchor.name in topic.headline]
    lasts = here.period.end - here.period.start
    if about and here.period.precision == "day" and timedelta(0) < lasts <= _LONGEST:
        yield Named(here.period, about[0].name, about[0].kind, 0, here.end, here.start)


def _is_where_and_when(reading: Reading, here: Dated) -> bool:
    """Whether a line opens with a place, says a little more of it, and ends with the date: "Oslo, Town Hall, 7 May"."""
    opening = next((place for place in reading.places if place.start == 0 and place.role == "place"), None)
    if opening is None or reading.occasions or re.search(r"\w", reading.text[here.end :]):
        return False
    more = reading.text[opening.end : here.start]
    says = re.search(r"[:;.]", more) or _HAPPENED.search(more) or len(more.split()) > _LABELLED_WORDS
    return not says and bool(re.match(r",|\(| and (?:on-?line|virtual)", more)) and more.rstrip().endswith((",", ")"))


def _label(reading: Reading, here: Dated, topic: Topic) -> str:
    """ "Closing date for applications" in "Closing date for applications: 31 August"; empty without such a label.

    What a label such as "Date and place" belongs to is what the article is about.
    """
    label = _LABEL.match(reading.text)
    if not label or label.end() > here.start:
        return ""
    name, between = tidy(label["label"]), reading.text[label.end() : here.start]
    if (
        _EMPTY_LABEL.fullmatch(name)
        or _SPEAKER.fullmatch(name)
        or len(between.split()) > _LABELLED_WORDS
        or HAPPENS.search(between)
    ):
        return ""
    if _WHERE.search(reading.text, label.end()):  # "Tides Workshop Date: 2 May Place: Graz", run together
        name = _FACTS.sub("", name)
    title = topic.lead if len(topic.lead.split()) <= _LABELLED_WORDS else ""
    return (title or topic.subject) if _FACT_LABEL.fullmatch(name) else name


def _is_issue_date(reading: Reading, here: Dated, topic: Topic) -> bool:
    """Whether "Title: May 2022" tells of a periodical or a film: a whole month, with its year, not to come."""
    period = here.period
    to_come = topic.published is not None and period.end > topic.published.end
    return period.precision != "day" and period.year_from == "words" and not to_come and not reading.occasions


def _nearest(reading: Reading, here: Dated, own: Sequence[Dated]) -> Occasion | None:
    """The event noun that a date belongs to: the nearest in its stretch, rather before it than behind."""
    comma = _COMMA.match(reading.text, here.end)

    def distance(occasion: Occasion) -> int:
        before = occasion.end <= here.start
        gap = here.start - occasion.end if before else _BEHIND + occasion.start - here.end
        low, high = min(occasion.end, here.end), max(occasion.start, here.start)
        crossed = sum(low <= d.start and d.end <= high for d in own if d is not here)
        added = _NEXT_CLAUSE if comma and not before else 0
        return gap + added + _CROSSED * crossed + (0 if occasion.proper else _PLAIN)

    start, end = reading.stretch(here)
    near = [o for o in reading.occasions if start <= o.start and o.end <= end]
    if comma and before_date(reading.text[start : here.start]):
        near = [o for o in near if not _names_the_day(reading.text, comma, o)]
    return min(near, key=distance, default=None)


def _names_the_day(text: str, comma: re.Match[str], occasion: Occasion) -> bool:
    """Whether "World Water Day", set off by commas behind a date, says which day that is, not what was done on it."""
    apart = occasion.start == comma.end() and not re.match(r"\s\w", text[occasion.end :])
    return apart and occasion.noun in ("day", "week")


def _clause(text: str, here: Dated, zone: tuple[int, int], start: int) -> str:
    """The words around a date as a name, with the subject of the sentence where "and closes on" leaves it out.

    A date between other words stays, as they would not read without it: "The walk on 2 May had to be cancelled".
    """
    before, after = _last_clause(text[zone[0] : here.start]), text[here.end : zone[1]]
    if _GOES_ON.match(before) and zone[0] > start and (verb := HAPPENS.search(text, start)):
        before = text[start : verb.start()] + re.sub(r"^\W*(?:and|or|then)\b", "", before)
    elif zone[0] > start and (verb := _AUXILIARY.match(before)):
        subject = text[start : zone[0]].partition(",")[0]
        before = before if _HAPPENED.search(subject) else f"{subject} {before[verb.end(1) :]}"
    lead, rest = before_date(before), ENDING.sub("", PARENTHESIS.sub("", after).rstrip(" .,;"))
    within = clause_name(lead) and lead.count("(") == lead.count(")")
    if not re.search(r"\w", rest) or re.match(r"\s*(?:and|to|or)\b[^,]{0,40}$", after):
        return clause_name(lead)
    return clause_name(before + text[here.start : zone[1]] if within else f"{lead} {after}")


def _last_clause(before: str) -> str:
    """What the date belongs to of a long sentence: behind the last "and", or the person of "…, who became Leader"."""
    cut = next(reversed(list(_CLAUSE_STARTS.finditer(before))), None)
    if (
        len(before.split()) < _LONG
        or not cut
        or _PLACED.match(before, cut.end())
        or len(before[cut.end() :].split()) < _SHORT
    ):
        return before
    if cut["who"]:
        named = re.findall(r"(?:[A-ZÀ-Þ][\w’'.-]* ?)+$", before[: cut.start()])
        return f"{named[-1].strip()} {before[cut.end() :]}" if named else before
    return before[cut.end() :]


def _entry(here: Dated, name: str, kind: EventKind, stretch: tuple[int, int], topic: Topic) -> Named:
    """The event of a line in a calendar."""
    period = here.period
    guessed = period.year_from == "issue" and not _COUNTED_YEAR.search(period.words)
    if topic.published and guessed and period.end < topic.published.start - _LATE:
        period = replace(period, start=_next_year(period.start), end=_next_year(period.end))
    return Named(period, with_subject(name, topic), kind, *stretch, here.start)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
