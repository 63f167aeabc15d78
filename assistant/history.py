"""Answers from the history of events: every event that meets the question, each with its citation."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answering import quoted
from assistant.event_follow_ups import ORDINALS
from assistant.event_questions import EventQuestion
from assistant.event_words import date_words, place_words, sources_of, without_year
from assistant.question import TITLES
from assistant.types import Answer, Citation
from assistant.verification import Grounds, faults, stands, verified
from corpus import Event, Mention, Participant, clean, country_name, words
from index import (
    EventFilters,
    EventList,
    Filters,
    Snapshot,
    find_events,
    find_longest,
    find_years,
    label_day,
    label_days,
    label_filters,
    plural,
)

MOST = 200
"""Events in an answer; it says how many there are besides."""

_UNDATED = 5
"""Events without a sure date in an answer."""

_YEARS_BACK = 30
"""How far back a month without a year may lie."""

_REPORTED_WITHIN = timedelta(days=62)
"""How far ahead of its date an issue may tell of things without saying when they are."""

_CALLED_SO = 5
"""Events that a question how long one takes may mean."""

_OPENINGS = {"upcoming": "The next", "past": "The most recent"}

_AS = {"organiser": "the organiser", "host": "the host", "chair": "in the chair", "speaker": "a speaker"}
_ALSO = {"host": "organiser", "organiser": "host", "co-chair": "chair", "opening": "speaker"}
"""As what else a role may be asked for."""


def answer_from_history(
    snapshot: Snapshot, asked: EventQuestion, text: str, filters: Filters, as_of: date
) -> Answer | None:
    """The answer to a question about events; None where the question may be another one and no event fits it.

    `filters` are those that were set beside the question; both must be met. What is past or to come
    is told on the day `as_of`. An empty list is said to be empty; what lies near is named as such.
    """
    wanted = _within(_looking_back(asked, as_of), filters, as_of)
    if asked.anchor:
        bounded = _beside(snapshot, wanted, as_of)
        if bounded is None:
            return None
        wanted = bounded
    found = _find(snapshot, wanted, as_of)
    if not found.total and wanted.yearless:
        found = next((f for f in _in_other_years(snapshot, wanted, as_of) if f.total), found)
    if asked.field == "day" and not _can_tell_days(asked, found):
        return None
    if not found.events and not found.undated:
        unsure = asked.tentative and not _is_known_series(snapshot, wanted, as_of)
        unsure = unsure and not _is_after_all_issues(snapshot, wanted, as_of)
        what = _label(found.filters, as_of)
        if wanted.yearless and not (filters.since or filters.until):
            what = without_year(what, found.filters)
        return None if unsure else _none(snapshot, found, what, text, filters, as_of)
    return _listed(snapshot, wanted, found, text, filters, as_of)


def _can_tell_days(asked: EventQuestion, found: EventList) -> bool:
    """Whether the days of these events answer how long; not of many, nor where all are of one day, told in hours."""
    lasting = any(e.period and e.period.start < e.period.end for e in found.events)
    return asked.pick == "longest" or (lasting and (asked.pick != "all" or found.total <= _CALLED_SO))


def _is_known_series(snapshot: Snapshot, asked: EventQuestion, as_of: date) -> bool:
    """Whether there are such events at another time, so that none being the next, or the last, is an answer."""
    other = replace(asked.filters, status=None, since=None, until=None)
    return asked.pick != "all" and bool(other) and bool(find_events(snapshot.reader, other, as_of, 1).total)


def _is_after_all_issues(snapshot: Snapshot, asked: EventQuestion, as_of: date) -> bool:
    """Whether what is asked for is over and later than any issue could report: then no passage tells of it either."""
    published = next((s.published for s in snapshot.reader.sources() if s.published), None)
    since = asked.filters.since
    return since is not None and published is not None and published.end + _REPORTED_WITHIN < since <= as_of


def _find(snapshot: Snapshot, asked: EventQuestion, as_of: date) -> EventList:
    if asked.pick == "longest":
        return find_longest(snapshot.reader, asked.filters, as_of, asked.most or 1)
    latest_first = asked.pick == "last" or (asked.nth < 0 and not asked.most)  # the last of more than an answer holds
    return find_events(snapshot.reader, asked.filters, as_of, asked.most or MOST, latest_first)


def _looking_back(asked: EventQuestion, as_of: date) -> EventQuestion:
    """The question with a month that names no year in the past, if what is asked for is past: "took place in May"."""
    own = asked.filters
    first = own.since or own.until
    if not asked.yearless or own.status != "past" or first is None or first <= as_of or first.year == 1:
        return asked
    since, until = (day and _years_before(day, 1) for day in (own.since, own.until))
    return replace(asked, filters=replace(own, since=since, until=until))


def _within(asked: EventQuestion, filters: Filters, as_of: date) -> EventQuestion:
    """The question with the filters that were set beside it."""
    own = asked.filters
    since = max((day for day in (own.since, filters.since) if day), default=None)
    until = min((day for day in (own.until, filters.until) if day), default=None)
    if own.status == "upcoming" and until and until < as_of:
        own = replace(own, status=None)  # "What lay ahead in 2025?", asked later than that
    return replace(asked, filters=replace(own, since=since, until=until, place=own.place or filters.place))


def _beside(snapshot: Snapshot, asked: EventQuestion, as_of: date) -> EventQuestion | None:
    """The question with the dates of the event it names for a boundary; None when no such event is known."""
    named = find_events(snapshot.reader, EventFilters(kind=asked.anchor), as_of, 1, latest_first=True).events
    period = named[0].period if named else None
    if period is None:
        return None
    since, until = {
        "before": (None, period.start - timedelta(days=1)),
        "until": (None, period.start),
        "after": (period.end + timedelta(days=1), None),
        "following": (period.end + timedelta(days=1), None),
        "since": (period.start, None),
        "during": (period.start, period.end),
    }[asked.side]
    own = asked.filters
    return replace(asked, filters=replace(own, since=since or own.since, until=until or own.until))


def _in_other_years(snapshot: Snapshot, asked: EventQuestion, as_of: date) -> Iterator[EventList]:
    """What there is in the month that a question names without its year, in one year before after another."""
    own = asked.filters
    first, last = own.since or date.min, own.until or date.max
    years = find_years(snapshot.reader, own, as_of)  # asked once, for to look into every year takes long
    for back in range(1, min(_YEARS_BACK, (own.since or last).year)):
        if not years.isdisjoint(range(first.year - back, last.year - back + 1)):
            since, until = (day and _years_before(day, back) for day in (own.since, own.until))
            yield _find(snapshot, replace(asked, filters=replace(own, since=since, until=until)), as_of)


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; the last of February stays the last."""
    lasts = day.month == 2 and day.day >= 28 and (day + timedelta(days=1)).month == 3
    month_end = monthrange(day.year - years, day.month)[1]
    return date(day.year - years, day.month, month_end if lasts else min(day.day, month_end))


def _listed(
    snapshot: Snapshot, asked: EventQuestion, found: EventList, text: str, filters: Filters, as_of: date
) -> Answer:
    found, role = _in_role(snapshot, asked, found)
    found = _named_first(found) if _may_part(asked) else found
    heading = _heading(asked, found, as_of)
    if asked.nth:
        one = found.events[asked.nth - 1 :] if asked.nth > 0 else found.events[-1:]
        found = replace(found, events=one[:1], undated=())
        if not one:
            none = f"There is no {_ordinal(asked.nth)} among the {heading.rstrip(':')}."
            return Answer(none, "not_found", (), (), text, filters)
        heading = f"The {_ordinal(asked.nth)} of {heading.replace('The ', 'the ')}"
    undated = () if asked.most else found.undated[:_UNDATED]
    cited = _cite(snapshot, (*found.events, *undated))
    lines, unsure = _lines(snapshot, found.events, cited), _lines(snapshot, undated, cited)
    told = list(lines.values())
    unnamed = sum(not event.is_named for event in lines)
    if 0 < unnamed < len(told) and _may_part(asked) and not asked.nth:
        told.insert(len(told) - unnamed, f"{unnamed} of them {'is' if unnamed == 1 else 'are'} told without a name:")
    parts = [*role, *_values(asked.field, tuple(lines)), heading, *told]
    if unsure:
        parts += [f"Not dated well enough to tell ({found.total_undated}):", *unsure.values()]
    parts.append(f"{len(lines)} of {found.total} matching events shown; {found.articles} articles checked.")
    citations = tuple(c.citation for c in cited if c.event in lines or c.event in unsure)
    return Answer("\n".join(parts), "answered", citations, (), text, filters, confidence=1.0, events=tuple(lines))


def _may_part(asked: EventQuestion) -> bool:
    """Whether events that only a clause tells of may stand behind the others.

    A timeline keeps its order, and so does a list of one kind, which a clause is only of if it says so.
    """
    return asked.pick == "all" and not asked.filters.kind and not asked.in_order and asked.nth >= 0


def _named_first(found: EventList) -> EventList:
    return replace(found, events=tuple(sorted(found.events, key=lambda event: not event.is_named)))


def _ordinal(nth: int) -> str:
    return "last" if nth < 0 else ORDINALS[nth]


def _in_role(snapshot: Snapshot, asked: EventQuestion, found: EventList) -> tuple[EventList, list[str]]:
    """The events in which the person had the role asked for, or all where none says so; and a line that says which."""
    person = asked.filters.person
    if not asked.role or not person:
        return found, []
    names = [person, *(name for a in snapshot.reader.acronyms(person) for name in (a.short, a.long))]
    forms = [form for name in names if (form := set(words(name)) - TITLES)]
    surname = set(words(person.split()[-1]))  # "chaired by Ms Vasseur", found because nobody else is of that name
    had = tuple(e for e in found.events if any(_had_role(p, asked.role, forms, surname) for p in e.participants))
    if not had:
        unsaid = f"The archive says of no event, in so many words, that {person} was {_AS[asked.role]}."
        return found, [f"{unsaid} What it tells of {person}:"]
    return replace(found, events=had, total=len(had), undated=(), total_undated=0), [f"With {person} as {asked.role}:"]


def _values(field: str, events: Sequence[Event]) -> list[str]:
    """The countries, cities, months or years of the events that are on: "2 cities: Rome (2); Oslo (1)"."""
    if not field:
        return []
    if field == "day":
        return [_duration(event) for event in events if event.period and event.period.precision == "day"]
    on = [event for event in events if event.status not in ("cancelled", "postponed")]
    counted = Counter(value for event in on for value in dict.fromkeys(_values_of(event, field)))
    told = "; ".join(f"{value} ({count})" for value, count in counted.most_common())
    noun = field if len(counted) == 1 else plural(field)
    return [f"{len(counted)} {noun}: {told}." if counted else f"No {field} is stated."]


def _duration(event: Event) -> str:
    """How many days an event takes, the first and the last counted; a single one may be but that of its opening."""
    days = (event.period.end - event.period.start).days + 1 if event.period else 0
    return f"{f'{days} days' if days > 1 else 'One day is given'}: {event.name}."


def _values_of(event: Event, field: str) -> list[str]:
    match field:
        case "country":
            return [country_name(place.countries[0]) for place in event.places if len(place.countries) == 1]
        case "city":
            return [place_words([place]) for place in event.places if place.city]
        case _:
            period = event.period
            told = "%Y" if field == "year" else "%B %Y"
            return [f"{period.start:{told}}"] if period and (field == "year" or period.precision != "year") else []


def _had_role(participant: Participant, role: str, forms: Sequence[set[str]], surname: set[str]) -> bool:
    said = set(words(participant.name)) - TITLES
    is_meant = said == surname or any(form <= said for form in forms)
    return is_meant and role in (participant.role, _ALSO.get(participant.role))


def _heading(asked: EventQuestion, found: EventList, as_of: date) -> str:
    """How many there are, and of what, as it was understood."""
    status = found.filters.status or ""
    on = "" if _is_over(found.filters, as_of) or status not in _OPENINGS else f" (as of {label_day(as_of)})"
    what = f"{found.total} {_label(found.filters, as_of, found.total)}{on}:"
    if asked.pick == "all":
        return what
    if asked.pick == "longest":
        return f"The longest of {found.total} whose days are known:"
    opening = _OPENINGS.get(status, "The first") if asked.pick == "first" or status else "The last"
    shown = min(asked.most or found.total, found.total)
    return f"{opening}{f' {shown}' if shown != 1 else ''} of {what}"


def _label(filters: EventFilters, as_of: date, count: int = 0) -> str:
    """What was looked for; of days that are over it need not be said that they are past."""
    return label_filters(replace(filters, status=None) if _is_over(filters, as_of) else filters, count)


def _is_over(filters: EventFilters, as_of: date) -> bool:
    return filters.status == "past" and filters.until is not None and filters.until <= as_of


@dataclass(frozen=True, slots=True)
class _Cited:
    """A mention of an event with its citation."""

    event: Event
    mention: Mention
    citation: Citation


def _cite(snapshot: Snapshot, events: Sequence[Event]) -> list[_Cited]:
    """What the events are known from: the mention that dates each best, and those that contradict it."""
    out: list[_Cited] = []
    for event in events:
        for mention in sources_of(event):
            citation = _citation(len(out) + 1, mention, snapshot)
            if verified([citation], snapshot):
                out.append(_Cited(event, mention, citation))
    return out


def _citation(marker: int, mention: Mention, snapshot: Snapshot) -> Citation:
    path, start, end = mention.source.path, mention.start, mention.end
    quote = snapshot.reader.text(path)[start:end]
    return Citation(marker, quote, clean(quote).text, mention.source, mention.headline, path, start, end)


def _lines(snapshot: Snapshot, events: Sequence[Event], cited: Sequence[_Cited]) -> dict[Event, str]:
    """The events in a line each; where nothing bears out what it says, the sentence itself, so that none is lost."""
    citations = [c.citation for c in cited]
    lines: dict[Event, str] = {}
    for event in events:
        if own := [c for c in cited if c.event is event]:
            quotation = quoted(own[0].citation)
            said = (_line(event, own), f"– {date_words(event.period)}: {quotation}")
            stated = (line for line in said if _is_borne_out(line, event, citations, snapshot))
            lines[event] = next(stated, f"– {quotation}")
    return lines


def _is_borne_out(line: str, event: Event, citations: Sequence[Citation], snapshot: Snapshot) -> bool:
    # "The seventh meeting" and "she takes over" were completed from other sentences of the article.
    return not faults(line, citations, _grounds(event, snapshot, _sentences_of)) or stands(
        line, citations, _grounds(event, snapshot, _article_around)
    )


def _grounds(event: Event, snapshot: Snapshot, read: Callable[[Mention, Snapshot], str]) -> Grounds:
    """What an event is known from, as `read`, and what its dates and places were resolved to."""
    said = [read(mention, snapshot) for mention in event.mentions]
    headlines = [mention.headline for mention in event.mentions]
    periods = [period for period in (event.period, *(m.period for m in event.mentions)) if period]
    resolved = [label_days(period.start, period.end) for period in periods]
    texts = (*said, *headlines, *resolved, place_words(event.places))
    return Grounds(texts, tuple(periods), tuple(snapshot.reader.acronyms(event.name)), assembled=True)


def _sentences_of(mention: Mention, snapshot: Snapshot) -> str:
    return clean(snapshot.reader.text(mention.source.path), mention.start, mention.end).text


def _article_around(mention: Mention, snapshot: Snapshot) -> str:
    """The text of the article that a mention stands in, its headline and dateline included."""
    path = mention.source.path
    text = snapshot.reader.text(path)
    starts = [start for _, start in snapshot.reader.headlines(path)]
    begin = max((start for start in starts if start <= mention.start), default=0)
    end = min((start for start in starts if start > mention.start), default=len(text))
    return clean(text, begin, max(end, mention.end)).text


def _line(event: Event, cited: Sequence[_Cited]) -> str:
    """An event in a line: date as the text has it, name, place, what became of it, citations."""
    named = {word for word in words(event.name)}
    elsewhere = [place for place in event.places if not named.issuperset(words(place.name))]
    places = place_words(event.places) if elsewhere else ""
    status = f" ({event.status})" if event.status in ("cancelled", "postponed") else ""
    first = "".join(f" [{c.citation.marker}]" for c in cited[:1])
    others = [f"{date_words(c.mention.period)} [{c.citation.marker}]" for c in cited[1:]]
    disputed = f"; disputed, also given as {', '.join(others)}" if others else ""
    return f"– {date_words(event.period)}: {event.name}{f', {places}' if places else ''}{status}{first}{disputed}"


def _none(snapshot: Snapshot, found: EventList, what: str, text: str, filters: Filters, as_of: date) -> Answer:
    """That there are none, and how many there would be if one of the filters were left out."""
    lines = [f"No {what}; {found.articles} articles checked."]
    near = [
        f"– {other.total} {_label(other.filters, as_of, other.total)}, for example {event.name}"
        f" ({date_words(event.period)})"
        for wider in _without_one(found.filters)
        for other in [find_events(snapshot.reader, wider, as_of, 1, latest_first=True)]
        for event in other.events
    ]
    near = _ahead_of_latest(snapshot, found.filters, as_of) + near
    lines += ["Near to that:", *near] if near else []
    return Answer("\n".join(lines), "not_found", (), (), text, filters)


def _ahead_of_latest(snapshot: Snapshot, filters: EventFilters, as_of: date) -> list[str]:
    """Where nothing is still to come today: what was to come when the latest issue appeared."""
    published = next((s.published for s in snapshot.reader.sources() if s.published), None)
    if filters.status != "upcoming" or published is None or published.end >= as_of:
        return []
    ahead = find_events(snapshot.reader, filters, published.end, MOST)
    names = "; ".join(f"{event.name} ({date_words(event.period)})" for event in ahead.events)
    return (
        [f"– {ahead.total} still to come at the time of the latest issue, {published.words}: {names}"] if names else []
    )


def _without_one(filters: EventFilters) -> Iterator[EventFilters]:
    """The filters with one of them left out, the dates first; never without any."""
    wider = [
        replace(filters, since=None, until=None),
        *(replace(filters, **{name: None}) for name in ("place", "kind", "about", "person", "status")),
    ]
    return (other for other in dict.fromkeys(wider) if other != filters and other)
