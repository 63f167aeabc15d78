"""What each article says of events: what, when, where, who, and whether it has happened."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dates import find_periods
from corpus.datings import Dated, Named, Reading, name_events
from corpus.naming import Topic
from corpus.occasions import find_occasions
from corpus.participants import find_participants
from corpus.toponyms import find_places
from corpus.types import Article, EventStatus, Issue, Mention, Period, Place, Sentence
from corpus.venues import find_venue

_CANCELLED = re.compile(
    r"\b(?:cancel\w*|called off|abandoned|dropped|scrapped|(?:will|did|does) not (?:take place|happen|be held|return))\b",
    re.I,
)
_POSTPONED = re.compile(
    r"\b(?:postpone\w*|deferred|delayed|put (?:back|off)|rescheduled|moved? (?:from|to)|moves from|brought forward"
    r"|(?:originally|first|initially) (?:planned|foreseen|announced|scheduled|set)|should have (?:been|taken))\b",
    re.I,
)
_NEW_DATE = re.compile(r"\b(?:to|until|till|for|now|date)\b[^,;.]{0,20}$", re.I)
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|to be|planned|foreseen|scheduled|expected|due|next|upcoming|going to|invite\w*"
    r"|register|apply|join us|save the date|opens|closes|begins|starts)\b",
    re.I,
)


def find_mentions(issue: Issue) -> tuple[Mention, ...]:
    """What the articles of `issue` say of events, in reading order."""
    return tuple(m for article in issue.articles if article.kind == "article" for m in _in_article(issue, article))


def _in_article(issue: Issue, article: Article) -> Iterator[Mention]:
    published = issue.source.published
    readings = list(_read(article, published.start if published else None))
    topic = _topic(article, readings, published)
    home = tuple(p.place for r in readings if r.role == "dateline" for p in r.places if p.role == "place")
    before = ""
    for sentence, reading in zip(article.sentences, readings, strict=True):
        if sentence.role == "dateline":
            continue
        for named in name_events(reading, topic, before):
            status = _status(sentence, named, published)
            yield Mention(
                name=named.name,
                kind=named.kind,
                status=status,
                period=named.dated.period,
                places=_places(reading, named, status, home),
                participants=find_participants([sentence.text]),
                source=issue.source,
                headline=article.headline,
                start=sentence.start,
                end=sentence.end,
            )
        before = sentence.text if sentence.role == "text" else ""


def _places(reading: Reading, named: Named, status: EventStatus, home: tuple[Place, ...]) -> tuple[Place, ...]:
    """Where a sentence says that an event was held, else the place of the dateline for what has happened."""
    venue = find_venue(reading.text, reading.places, (named.start, named.end), named.kind)
    if venue or named.kind in ("deadline", "call", "publication") or status == "announced":
        return venue
    return home


def _topic(article: Article, readings: Sequence[Reading], published: Period | None) -> Topic:
    in_order = sorted(readings, key=lambda r: r.role != "headline")
    anchors = [o for r in in_order for o in find_occasions(r.text, r.blocked)]
    return Topic(article.headline, tuple(o for o in anchors if o.proper), published)


def _read(article: Article, published: date | None) -> Iterator[Reading]:
    """The sentences of an article with their dates and places, each where it stands.

    The years that other sentences state are no hint: an article that looks ahead to 2027 is of this year.
    """
    previous: Period | None = None
    for sentence in article.sentences:
        dated, at = [], 0
        for period in find_periods(sentence.text, published, previous=previous):
            at = max(sentence.text.find(period.words, at), at)
            dated.append(Dated(period, at, at + len(period.words)))
            previous = period if period.precision == "day" else previous
        yield Reading(sentence.text, sentence.role, tuple(dated), tuple(find_places(sentence.text)))


def _status(sentence: Sentence, named: Named, published: Period | None) -> EventStatus:
    """Whether the sentence says that the event was called off, put off, has happened or is to come."""
    said = sentence.text[named.start : named.end]
    if _CANCELLED.search(said):
        return "cancelled"
    if _POSTPONED.search(said) and not _NEW_DATE.search(sentence.text[: named.dated.start]):
        return "postponed"
    if published and named.dated.period.start > published.end:
        return "announced"
    if published and named.dated.period.end < published.start:
        return "held"
    return "announced" if _FUTURE.search(said) else "held"
