"""Which dates of a sentence are the dates of events, and which event each is the date of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.naming import Topic, before_date, clause_name, deadline_name, kind_of, occasion_name, tidy, with_subject
from corpus.occasions import Occasion, find_occasions
from corpus.types import EventKind, Period, PlaceMention, Role


@dataclass(frozen=True, slots=True)
class Dated:
    """A period where it stands in a text: `text[start:end]`."""

    period: Period
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with the dates, places and event nouns that were found in it."""

    text: str
    role: Role
    dated: tuple[Dated, ...]
    places: tuple[PlaceMention, ...]
    occasions: tuple[Occasion, ...]

    @classmethod
    def of(
        cls,
        text: str,
        role: Role,
        dated: Sequence[Dated],
        places: Sequence[PlaceMention],
        acronyms: Mapping[str, str],
    ) -> "Reading":
        """Find the event nouns of `text`. No name reaches into a date, or a place where something is held."""
        dated = [d for d in dated if not _NO_DAY.match(f"{d.period.words}{text[d.end :]}")]
        blocked = [(d.start, d.end) for d in dated if d.period.precision != "year"]
        blocked += [(p.start, p.end) for p in places if p.role == "place" and _HELD.search(text[: p.start])]
        return cls(text, role, tuple(dated), tuple(places), tuple(find_occasions(text, blocked, acronyms)))


@dataclass(frozen=True, slots=True)
class Named:
    """An event of a sentence: its date, its name, and the stretch `[start, end)` of the sentence that is about it."""

    dated: Dated
    name: str
    kind: EventKind
    start: int
    end: int


_HELD = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+)?|[(–—|]\s*|\s-\s)$", re.I)
# "the second meeting", "the first-ever": what counts something is no day of the month.
_NO_DAY = re.compile(r"(?:the )?(?:first|second|third|[a-z]+th)\b(?!,)", re.I)
# What stands between the date that opens a calendar line and the name of the event: a time, a place.
_LISTED = re.compile(r"(?:[^:|;–—]|:(?=\d)|(?<=\d)[–—](?=\d)){0,60}?(?:\s*\|\s*|:\s+|\s+[–—-]\s+)")
_AFTER_NAME = re.compile(r"[,;|(]|\.(?:\s|$)|\s[–—]\s|\s(?:with|by|at|in)\s(?=[A-Z])|\b(?:CANCELL?ED|POSTPONED)\b")
_LABEL = re.compile(r"(?P<label>[^:|;!?]{3,90}?)\s*(?:[:|]\s|\s[–—-]\s)\s*")
_EMPTY_LABEL = re.compile(
    r"(?:new|postponed|cancell?ed|note|update|reminder|correction|dates?|when|where|place|venue|time|welcome|attention"
    r"|(?:place|venue|time|dates?) and (?:place|venue|time|dates?)|news|p\.?s\.?)",
    re.I,
)
_HARD = re.compile(r"[;|]|:\s|\s[–—]\s|,?\s(?:but|while|whereas|although)\s")
_SCHEDULED = re.compile(
    r"\b(?:held|tak(?:es?|ing) place|took place|convened?|scheduled|planned|foreseen|set for|will be|is on|are on|was|were|is"
    r"|runs?|ran|meets?|met|fixed|hosted?|organi[sz]ed|begins?|began|starts?|started|opens?|opened)\b",
    re.I,
)
_HAPPENS = re.compile(
    r"\b(?:held|tak(?:es?|ing) (?:place|over)|took (?:place|over)|host(?:s|ed)|convened?|scheduled|planned|foreseen|set for|due|will|shall|is to|to be"
    r"|runs?|starts?|begins?|began|started|meets?|met|opens?|opened|closes?|closed|ends?|ended|launch\w*"
    r"|signed|elected|appointed|visit\w*|published|appears?|comes? out|inaugurated|celebrated|awarded|presented"
    r"|organi[sz]ed|is on|are on|leaves?|left|retires?|retired|joins?|joined|becomes?|became|handed|expected|can|completed"
    r"|cancel\w*|postponed?|moved?|dissolved|coming|approved|adopted)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|closing date|last day|due (?:by|on|date)|no later than|not later than|at the latest|must be)\b"
    r"|\b(?:appl(?:y|ications?|ied)|submi\w+|regist\w+|sign up|nominat\w+|proposals?|abstracts?|entries|enrol\w*"
    r"|inscriptions|papers|contributions|orders|candidatures|write|book|respond|paid|pay|tell|send|sends|rsvp|vote|bids?"
    r"|quotes?)\b[^;:]*?\b(?:by|before|until|till|close[sd]?|closing|ends?|end)\b",
    re.I,
)
_PRONOUN = re.compile(r"(?:(?P<person>he|she)|it|they|this|the next ones?|the (?:first|last) one)\b(?! \w+day)", re.I)
_PERSON = re.compile(
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Mme|Sir|Cllr|Rev|Eng)\b\.? )+(?:[^\W\d_a-z][\w'’-]*(?: (?:de|van|der|von|da|al) )? ?){1,4}(?<! )"
)
# "nominations for the 9th awards": not the awards themselves.
_FOR_IT = re.compile(
    r"\b(?:nominations?|applications?|registrations?|submissions?|tickets?|bookings?|entries|places|posters|proposals|voting"
    r"|dates?|fees?|chairs?|hosts?|preparations?) (?:for|to|of) (?:the |our |its |this )?$",
    re.I,
)
_SEASON = timedelta(days=45)
# "the June issue", "19th-century", "the 20th of each month"
_NO_DATE = re.compile(
    r"[\s-]+(?:issue|edition|number|newsletter|budget|figures|report|accounts|century|of (?:each|every|the) month)\b",
    re.I,
)
_AGO = re.compile(
    r"\b(?:since|founded|established|created|built|set up|introduced|introduces?|joined|unlike)\b[^,;]*$", re.I
)
_DEICTIC = re.compile(r"(?:this|the) (?:month|year|week)", re.I)
_CALENDAR = re.compile(r"(?:[\w’'-]+ ){0,4}(?:events?|calendar|agenda|diary|dates|coming up|what's on)\W*", re.I)
_PLACE_ONLY = re.compile(r"\W*[^\W\d_][\w'’.-]*(?:[ ,/&]+[^\W\d_][\w'’.-]*){0,4}\W*")


def name_events(sentence: Reading, topic: Topic, before: str = "") -> Iterator[Named]:
    """The events of one sentence, each with the date that is its own.

    Dates that are only background ("since 2010", "the budget for 2024") have no event. `before` is
    the preceding text, to which "it" and "she" may refer.
    """
    text, dated = sentence.text, sentence.dated
    if not dated or _is_dateline(text, dated[0]) or _is_calendar_title(text, dated[0]):
        return
    mark = _LISTED.match(text, dated[0].end)
    opens = sentence.role == "text" and not text[: dated[0].start].strip(" (*-–•~")
    name = _listed_name(sentence, mark.end()) if opens and mark else ""
    if name and not _DEICTIC.fullmatch(dated[0].period.words):
        yield _named(dated[0], name, kind_of(name), (0, len(text)), topic)
        yield from _in_line(text, dated[1:], name, topic)
    else:
        for named in _in_prose(sentence, topic):
            full = with_subject(_referent(named.name, f"{before} {text[: named.start]}", topic), topic)
            if full:
                yield replace(named, name=full)


def _is_dateline(text: str, first: Dated) -> bool:
    """Whether a line holds a place and a day only, as above an article."""
    lead = text[: first.start].rstrip()
    if not lead.endswith(",") or text[first.end :].strip(" .,*"):
        return not (text[: first.start] + text[first.end :]).strip(" .,*")
    return bool(_PLACE_ONLY.fullmatch(lead)) and all(w[0].isupper() for w in re.findall(r"[^\W\d_]{4,}", lead))


def _is_calendar_title(text: str, first: Dated) -> bool:
    """Whether a line only says which time a calendar covers: "Events between 4 May and 1 June"."""
    return first.period.start < first.period.end and bool(_CALENDAR.fullmatch(before_date(text[: first.start])))


def _listed_name(sentence: Reading, at: int) -> str:
    """The name that a calendar line gives from `at` on: up to the place, the speaker or the full stop."""
    rest = sentence.text[at:]
    occasion = next((o for o in sentence.occasions if o.start >= at), None)
    cut = _AFTER_NAME.search(rest)
    name = rest[: cut.start()] if cut else rest
    if occasion and occasion.start - at < 3 and occasion.end - at > len(name):
        return _without_place(occasion, sentence.places)
    return clause_name(name)


def _without_place(occasion: Occasion, places: Sequence[PlaceMention]) -> str:
    """The name of an occasion up to the place that a line sets behind a comma: ", Addis Ababa"."""
    cut = next(
        (p.start for p in places if p.end == occasion.end and occasion.name[: p.start - occasion.start].endswith(", ")),
        occasion.end,
    )
    return occasion.name[: cut - occasion.start].rstrip(", ")


def _referent(name: str, before: str, topic: Topic) -> str:
    """`name` with an opening "it", "she" or "the next one" replaced by what it stands for, as far as that is told."""
    pronoun = _PRONOUN.match(name)
    if not pronoun:
        return name
    if pronoun["person"] and (people := _PERSON.findall(before)):
        return f"{people[-1]}{name[pronoun.end() :]}"
    if pronoun["person"]:
        return name
    named = [o.name for o in find_occasions(before) if o.proper]
    return named[-1] if named else topic.subject


def _in_line(text: str, dated: Sequence[Dated], name: str, topic: Topic) -> Iterator[Named]:
    """The further dates of a calendar line: a new date of the same event, or a deadline for it."""
    for here in dated:
        start, end = _segment(text, here)
        clause = text[start:end]
        if _DEADLINE.search(clause) and (what := deadline_name(clause)):
            yield Named(here, f"{what}: {name}", "deadline", start, end)
        elif not _is_background(text, here, (start, end), "text", ()):
            yield _named(here, name, kind_of(name), (start, end), topic)


def _in_prose(sentence: Reading, topic: Topic) -> Iterator[Named]:
    text = sentence.text
    occasions = sentence.occasions
    own = [d for d in sentence.dated if not _is_background(text, d, _segment(text, d), sentence.role, occasions)]
    for at, here in enumerate(own):
        start, end = _segment(text, here)
        since = max(start, own[at - 1].end) if at else start
        until = min(end, own[at + 1].start) if at + 1 < len(own) else end
        zone = (since, until)
        label = _label(text, here)
        clause = text[since : here.end]
        chosen = _nearest(occasions, here, (start, end), own)
        if label and not occasions and _is_issue_date(here, topic):
            continue
        if label:
            kind = "deadline" if _DEADLINE.search(text[:until]) else kind_of(label)
            yield _named(here, label, kind, (0, until), topic)
        elif _DEADLINE.search(clause):
            yield Named(
                here, deadline_name(text[start : here.end]) or _clause(text, here, zone, start), "deadline", *zone
            )
        elif (
            chosen
            and not _FOR_IT.search(text[: chosen.start])
            and (" " in chosen.name or _SCHEDULED.search(text[start:end]))
        ):
            name = occasion_name(chosen, text, topic)
            yield Named(here, name, chosen.kind, *zone)
        elif here.period.precision == "day" or _HAPPENS.search(text[start:end]):
            name = _clause(text, here, zone, start)
            yield Named(here, name, chosen.kind if chosen else kind_of(name), *zone)


def _is_issue_date(here: Dated, topic: Topic) -> bool:
    """Whether "Title: May 2022" tells of a periodical or a film: a whole month, with its year, not to come."""
    period = here.period
    to_come = topic.published is not None and period.end > topic.published.end
    return period.precision != "day" and period.year_from == "words" and not to_come


def _label(text: str, here: Dated) -> str:
    """ "Closing date for applications" in "Closing date for applications: 31 August"; empty without such a label."""
    label = _LABEL.match(text)
    if not label or label.end() > here.start:
        return ""
    between = text[label.end() : here.start]
    if _EMPTY_LABEL.fullmatch(label["label"].strip(" *~")) or len(between.split()) > 6 or _HAPPENS.search(between):
        return ""
    return tidy(label["label"])


def _segment(text: str, here: Dated) -> tuple[int, int]:
    """The stretch of the sentence around a date up to the nearest semicolon, dash or "but"."""
    start, end = 0, len(text)
    for mark in _HARD.finditer(text):
        if mark.end() <= here.start:
            start = mark.end()
        elif mark.start() >= here.end:
            end = mark.start()
            break
    return start, end


def _is_background(text: str, here: Dated, segment: tuple[int, int], role: Role, occasions: Sequence[Occasion]) -> bool:
    """Whether a date only says since when, until when or compared with when."""
    lead = text[segment[0] : here.start]
    if _DEICTIC.fullmatch(here.period.words) and not occasions:
        return True
    if _NO_DATE.match(text, here.end) or here.period.words.endswith(("'s", "’s", "s’")):
        return True
    precision = here.period.precision
    if re.search(r"\b(?:every|each|since|than in|as in|unlike in|than|copyright|©)\s+$", lead, re.I):
        return True
    if role != "text":
        return precision != "day"
    if precision == "year":
        return bool(_AGO.search(lead)) or not (
            re.search(r"\bin\s+$", lead) and occasions and _HAPPENS.search(text[slice(*segment)])
        )
    if precision == "month":
        return bool(re.search(r"\b(?:since|until|till|as in|of)\s+(?:the\s+)?(?:end of\s+)?$", lead))
    return False


def _nearest(
    occasions: Sequence[Occasion], here: Dated, segment: tuple[int, int], dated: Sequence[Dated]
) -> Occasion | None:
    """The event noun that a date belongs to: before it in its stretch of the sentence, else right behind it."""

    def distance(occasion: Occasion) -> float:
        gap = here.start - occasion.end if occasion.end <= here.start else 40 + occasion.start - here.end
        low, high = min(occasion.end, here.end), max(occasion.start, here.start)
        crossed = sum(low <= d.start and d.end <= high for d in dated if d is not here)
        return gap + 200 * crossed + (0 if occasion.proper else 60)

    near = [o for o in occasions if segment[0] <= o.start and o.end <= segment[1]]
    return min(near, key=distance, default=None)


def _clause(text: str, here: Dated, zone: tuple[int, int], start: int) -> str:
    """The words around a date as a name, with the subject of the sentence where "and closes on" leaves it out."""
    before, after = before_date(text[zone[0] : here.start]), text[here.end : zone[1]]
    if re.match(r"\W*(?:and|or|then|to)\b", before) and zone[0] > start and (verb := _HAPPENS.search(text, start)):
        before = text[start : verb.start()] + re.sub(r"^\W*(?:and|or|then)\b", "", before)
    if re.match(r"\s*(?:and|to|or)\b[^,]{0,40}$", after):
        after = ""
    return clause_name(f"{before} {after}")


def _named(dated: Dated, name: str, kind: EventKind, stretch: tuple[int, int], topic: Topic) -> Named:
    """An entry of a calendar. Calendars look ahead: a guessed date that lies weeks back is a year too early."""
    period = dated.period
    if topic.published and period.year_from == "issue" and period.end < topic.published.start - _SEASON:
        period = replace(period, start=_next_year(period.start), end=_next_year(period.end))
    return Named(replace(dated, period=period), with_subject(name, topic), kind, *stretch)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
