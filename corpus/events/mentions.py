"""What each article says of events: what, when, where, who, and whether it has happened."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.acronyms import find_acronyms
from corpus.calendars import SUFFIX
from corpus.events.backgrounds import is_frame, opening_dateline
from corpus.events.calendars import calendar_mentions
from corpus.events.datings import Named, name_events, name_timed
from corpus.events.listings import Row, details, in_months, read_row
from corpus.events.naming import Topic, is_distinct, kind_of
from corpus.events.notices import as_rows
from corpus.events.occasions import Occasion
from corpus.events.participants import find_participants
from corpus.events.readings import Reading, places_told_apart, read_sentences, with_places
from corpus.events.stated import stated_mentions
from corpus.events.venues import find_venue, named_after, narrowed, only_places
from corpus.events.vocabulary import KINDS
from corpus.folding import words
from corpus.types import Article, EventStatus, Issue, Mention, Participant, Period, Place, Sentence

_MONTHS = rf"(?:{'|'.join((*month_name[1:], *month_abbr[1:], 'Sept'))})\b"
_DAY = rf"(?:\w+day,? )?(?:\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTHS}|{_MONTHS}\.? \d|\d+[./-]\d)"
_CANCELLED = re.compile(
    r"\b(?:cancel\w*|called off|abandoned|dropped|scrapped|withdrawn(?=[^:;.]{0,20}:)"
    r"|(?:is|are|was|were|been) withdrawn(?! (?:from|at|by)\b)"
    r"|(?:(?:will|did|does|could) not|cannot|can['’]t) (?:take place|happen|be held))\b",
    re.I,
)
_POSTPONED = re.compile(
    r"\b(?:postpone\w*|deferred|delayed|put (?:back|off)|rescheduled|brought forward"
    rf"|(?:moved?|moves) (?:from|to) (?:the )?(?:\w+ )?(?=\d|{_MONTHS}"
    r"|spring|summer|autumn|fall|winter|next|week|month|later|another da|\w+day)"
    rf"|(?:moved?|slipped|shifted)\b[^.;]{{0,120}}? from (?:the )?(?={_DAY})"
    r"|(?:be|been|was|were|is|are) moved(?! by (?!an? ))"
    r"|(?:originally|first|initially) (?:planned|foreseen|announced|scheduled|set)|should have (?:been|taken))\b",
    re.I,
)
# Right behind it stands the day that no longer holds.
_MOVED_FROM = re.compile(
    rf"\b(?:moved?|moves|slipped|shifted|postponed|deferred|rescheduled|put back)\b[^.;]{{0,120}}?"
    rf" from (?:the )?(?={_DAY}|\d)",
    re.I,
)
_LABELLED = re.compile(r"\W*(?:cancell?ed|called off|withdrawn[^:]{0,20}|postponed|moved|rescheduled)\s*[:!–—-]", re.I)
_NEW_DATE = re.compile(r"\b(?:to|until|till|now|new dates?|instead)\b[^,;.]{0,20}$", re.I)
_WAS = re.compile(
    r"(?<!-)\b(?:was|were|took|has|have|had|held|met|won|gave|spoke|attended|participated|hosted|visited"
    r"|[a-z]{3,}ed (?:the|an?|its|their|his|her|our))\b",  # "opened the station", not "organised by"
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|shall|(?:is|are) to|to be|planned|foreseen|scheduled|expected|due|next|upcoming|going to|register|apply"
    r"|join us|save the date|opens|closes|begins|starts)\b",
    re.I,
)
_CLOCK = re.compile(r"^(?:[\W\d]|(?:[ap]\.?m|noon|hrs|utc|gmt|c?est|cet)\b)+", re.I)

_NOWHERE = ("deadline", "call", "publication")
"""Kinds of events that have no place but one that is said of them."""

_MOST_WHOLES = 20
"""Events of several days in an article, up to which others may be parts of them; with more it is a calendar."""


def find_mentions(issue: Issue) -> tuple[Mention, ...]:
    """What the articles of `issue` and its contact block say of events, in reading order.

    An event that an article dates in running text is not mentioned again for its headline. A
    headline whose event has no date anywhere in the article makes a mention without period. The
    entries of a calendar file are its events, and those that a web page or front matter states are
    events as stated.
    """
    if issue.source.path.lower().endswith(SUFFIX):
        return tuple(calendar_mentions(issue))
    defined = (a for article in issue.articles for s in article.sentences for a in find_acronyms(s.text))
    acronyms = {a.short: a.long for a in defined if words(a.long)[-1] in KINDS}
    stated = tuple(stated_mentions(issue))
    known = {mention.start for mention in stated}
    read = [
        _read(article, issue.source.published, acronyms)
        for article in issue.articles
        if article.kind != "masthead" and article.start not in known
    ]
    places = places_told_apart(reading for _, readings in read for reading in readings)
    told = [
        mention
        for article, readings in read
        for mention in _in_article(issue, article, [with_places(reading, places) for reading in readings])
    ]
    return (*told, *stated)


def _read(article: Article, published: Period | None, acronyms: Mapping[str, str]) -> tuple[Article, list[Reading]]:
    """An article, each of its calendar's entries made one sentence, and how these sentences are read."""
    day = published.start if published else None
    article = replace(article, sentences=tuple(in_months(article.sentences, article.headline)))
    readings = list(read_sentences(article.sentences, day, acronyms))
    rows = tuple(as_rows(article.sentences, readings, published))
    if rows == article.sentences:
        return article, readings
    return replace(article, sentences=rows), list(read_sentences(rows, day, acronyms))


def _in_article(issue: Issue, article: Article, readings: Sequence[Reading]) -> list[Mention]:
    anchors = _anchors(readings)
    headline = article.headline if article.headline != issue.source.title else ""  # it has none of its own
    topic = Topic(headline, anchors, issue.source.published)
    home = next((places for r in readings if r.role == "dateline" and (places := only_places(r))), ())
    mentions = list(_dated_mentions(issue, article, readings, topic, home))
    if not mentions:
        mentions = list(_undated_mentions(issue, article, readings, home))
    return list(_with_people(list(_with_places(mentions)), article, topic))


def _with_places(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each with the place that the article gives elsewhere for it, or for what it is a part of."""
    held = {m.name: m.places for m in mentions if m.places}
    wholes = [m for m in mentions if len(m.places) == 1 and m.kind not in _NOWHERE and _takes_days(m.period)]
    wholes = wholes if len(wholes) <= _MOST_WHOLES else []
    for mention in mentions:
        yield replace(mention, places=mention.places or held.get(mention.name) or _during(mention, wholes))


def _takes_days(period: Period | None) -> bool:
    return period is not None and period.precision == "day" and period.start < period.end


def _during(mention: Mention, wholes: Sequence[Mention]) -> tuple[Place, ...]:
    """The place of the only one of `wholes` among whose days those of `mention` are."""
    own = mention.period
    if mention.kind in _NOWHERE or not own or own.precision != "day":
        return ()
    around = {
        whole.places
        for whole in wholes
        if whole.period and whole.period.start <= own.start and own.end <= whole.period.end
        if not _same_days(own, whole.period)
    }
    return around.pop() if len(around) == 1 else ()


def _with_people(mentions: Sequence[Mention], article: Article, topic: Topic) -> Iterator[Mention]:
    """The mentions, with whoever the article names anywhere given to the event that its headline is about."""
    main = next((m for m in mentions if topic.subject and topic.subject in m.name), None)
    main = main or (mentions[0] if mentions and not topic.is_department else None)
    for mention in mentions:
        people = find_participants(s.text for s in article.sentences) if mention is main else ()
        known = {p.name for p in people}
        yield replace(mention, participants=(*people, *(p for p in mention.participants if p.name not in known)))


def _anchors(readings: Sequence[Reading]) -> tuple[Occasion, ...]:
    """The events that an article names in full, those of the headline first."""
    in_order = sorted(readings, key=lambda r: r.role != "headline")
    return tuple(o for r in in_order for o in r.occasions if o.proper)


def _dated_mentions(
    issue: Issue, article: Article, readings: Sequence[Reading], topic: Topic, home: tuple[Place, ...]
) -> Iterator[Mention]:
    in_text = {(d.period.start, d.period.end) for r in readings if r.role == "text" for d in r.dated}
    before, lead, listed, opening = "", article.sentences[0], 0, ""
    here: tuple[Place, ...] = ()
    day: Period | None = None
    for at, (sentence, reading) in enumerate(zip(article.sentences, readings, strict=True)):
        if sentence.role == "dateline" or at < listed:
            continue
        if sentence.role == "section":
            day = _day_of(reading)
        if row := read_row(reading):
            below = tuple(details(issue.text, article.sentences[at:]))
            listed = at + 1 + len(below)
            yield _listed_mention(issue, article, (sentence, *below), reading, row)
            continue
        if sentence.paragraph != lead.paragraph:
            lead, opening, here = sentence, _opening(reading), only_places(reading)
        if written := opening_dateline(reading, topic.published):
            home = tuple(p.place for p in reading.places if p.end <= written.start)
            reading = replace(reading, dated=tuple(d for d in reading.dated if d is not written))
        told = replace(topic, section=sentence.section, lead=opening if lead is not sentence else "")
        found = [
            named
            for named in name_events(reading, told, before)
            if sentence.role == "text" or (named.period.start, named.period.end) not in in_text
            if article.kind != "contact" or not _same_days(named.period, topic.published)  # of the issue itself
        ]
        if day and (timed := name_timed(reading, day)):
            found = [timed, *(named for named in found if named.kind == "deadline")]
        if found:
            mention = _mention(issue, article, sentence)
            yield from (_completed(mention, reading, named, here or home) for named in found)
        before = sentence.text if sentence.role == "text" else ""


def _opening(reading: Reading) -> str:
    """The words with which a sentence may say what its paragraph is about: none of one that is itself dated by them.

    Of "7 May, 18:00: Maptime" that is "Maptime".
    """
    if not reading.dated:
        return reading.text
    before, behind = reading.text[: reading.dated[0].start], reading.text[reading.dated[0].end :]
    if not re.search(r"\w", before):
        return _CLOCK.sub("", behind)
    return before if re.search(r"[,:;(|]\s", before) else ""


def _day_of(reading: Reading) -> Period | None:
    """The day that a heading in a programme consists of."""
    if len(reading.dated) != 1 or not is_frame(reading):
        return None
    period = reading.dated[0].period
    return period if period.start == period.end else None


def _same_days(a: Period, b: Period | None) -> bool:
    return b is not None and (a.start, a.end) == (b.start, b.end)


def _completed(mention: Mention, reading: Reading, named: Named, home: tuple[Place, ...]) -> Mention:
    status = _status(reading.text, named, mention.source.published)
    places = _places(reading, named, status, home)
    return replace(
        mention,
        name=named.name,
        kind=named.kind,
        status=status,
        period=named.period,
        places=places,
        is_named=not named.is_clause,
    )


def _listed_mention(issue: Issue, article: Article, lines: Sequence[Sentence], reading: Reading, row: Row) -> Mention:
    """The event of a calendar row; a line set below it has the name, then the row says whose event it is."""
    title = (lines[1].text.split(" | ")[0] if len(lines) > 1 else row.cells[0]).rstrip(" .;,")
    host = (Participant(row.cells[0], "host"),) if len(lines) > 1 else ()
    whole = Named(row.dated.period, title, kind_of(title), 0, len(reading.text), row.dated.start)
    mention = _mention(issue, article, lines[0])
    return replace(
        mention,
        name=title,
        kind=whole.kind,
        status=_status(reading.text, whole, issue.source.published),
        period=row.dated.period,
        places=find_venue(reading, (0, len(reading.text))),
        participants=host or mention.participants,
        end=lines[-1].end,
    )


def _undated_mentions(
    issue: Issue, article: Article, readings: Sequence[Reading], home: tuple[Place, ...]
) -> Iterator[Mention]:
    for sentence, reading in zip(article.sentences, readings, strict=True):
        named = [o for o in reading.occasions if is_distinct(o)] if sentence.role == "headline" else []
        for occasion in named[:1]:
            said = " ".join(r.text for r in readings)
            status: EventStatus = "announced" if _WILL.search(said) or not _WAS.search(said) else "held"
            mention = _mention(issue, article, sentence)
            yield replace(mention, name=occasion.name, kind=occasion.kind, status=status, places=home)


def _mention(issue: Issue, article: Article, sentence: Sentence) -> Mention:
    """A mention of which only participants and source are known yet."""
    return Mention(
        name="",
        kind="other",
        status="held",
        period=None,
        places=(),
        participants=find_participants([sentence.text]),
        source=issue.source,
        headline=article.headline,
        start=sentence.start,
        end=sentence.end,
    )


def _places(reading: Reading, named: Named, status: EventStatus, home: tuple[Place, ...]) -> tuple[Place, ...]:
    """Where a sentence says that an event was held, else the place of the dateline for what has happened."""
    venue = find_venue(reading, (named.start, named.end)) or named_after(reading, named.name)
    if narrowed(venue, home):
        return home
    if venue or named.kind in _NOWHERE or status == "announced":
        return venue
    return home


def _status(text: str, named: Named, published: Period | None) -> EventStatus:
    """Whether the sentence says that the event was called off, put off, has happened or is to come."""
    start = 0 if _LABELLED.match(text) else named.start
    said = text[start : named.end]
    if _CANCELLED.search(said):
        return "cancelled"
    old = _MOVED_FROM.search(text, start, named.end)
    is_new = _NEW_DATE.search(text[: named.at]) or (old and old.end() != named.at)
    if _POSTPONED.search(said) and not is_new:
        return "postponed"
    if published and named.period.start > published.end:
        return "announced"
    if published and named.period.end < published.start:
        return "held"
    return "announced" if _WILL.search(said) or not _WAS.search(said) else "held"
