"""Events in the store: what each issue mentions, merged across the archive whenever it changes.

Mentions are kept with the article they stand in, so that an issue is read for events once. The
events are made anew from all mentions before a build ends, in its transaction: a correction in one
issue may join or part what others say.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from itertools import groupby
from typing import Any

from corpus import (
    Article,
    Event,
    Issue,
    Mention,
    Participant,
    Period,
    Place,
    americanized,
    find_acronyms,
    fold,
    merge_mentions,
    used_acronym,
    words,
)
from index.store_reader import Reader, source_of
from index.store_writer import Writer

_MENTION = """
SELECT m.id, m.event, m.name, m.kind, m.status, m.period_start, m.period_end, m.precision, m.period_words, m.year_from,
       m.places, m.participants, a.headline, m.start, m.end, m.named, i.path, i.title, i.organisation, i.number,
       i.published_start, i.published_end, i.published_precision, i.published_words
FROM mentions m JOIN articles a ON a.id = m.article JOIN issues i ON i.id = a.issue
"""


def add_mentions(writer: Writer, issue: Issue, articles: Sequence[int], mentions: Sequence[Mention]) -> None:
    """Keep what `issue` says of events; `articles` are the ids of its articles."""
    source = issue.source
    publisher = [source.organisation, *_own_acronyms(issue)] if source.organisation else []
    homes = _homes(issue.articles, mentions)
    own = {at: _named(publisher, issue.articles[at]) for at in set(homes)}
    for mention, at in zip(mentions, homes, strict=True):
        told = _sentences(issue.articles[at], mention)
        said = americanized(fold(" . ".join([*told, *(p.name for p in mention.participants), *own[at]])))
        row = _columns(mention)
        place = (mention.start, mention.end, mention.is_named)
        writer.insert("mentions", None, articles[at], None, None, *row, *place, said)


def _homes(articles: Sequence[Article], mentions: Sequence[Mention]) -> list[int]:
    """In which article each mention stands: in its own, if it has one that lies in another."""
    order = sorted(range(len(mentions)), key=lambda n: mentions[n].start)
    starts = [mentions[n].start for n in order]
    homes = [0] * len(mentions)
    for at in sorted(range(len(articles)), key=lambda n: (articles[n].start - articles[n].end, -n)):  # longest first
        for n in order[bisect_left(starts, articles[at].start) : bisect_left(starts, articles[at].end)]:
            homes[n] = at
    return homes


def _named(publisher: Sequence[str], article: Article) -> list[str]:
    """The names of the publisher whose words an article uses."""
    used = {word for sentence in article.sentences for word in words(sentence.text)}
    return [name for name in publisher if used.issuperset(words(name))]


def _sentences(article: Article, mention: Mention) -> list[str]:
    """The sentences of an article that a mention covers."""
    first, last = (
        bisect_left(article.sentences, offset, key=lambda sentence: sentence.start)
        for offset in (mention.start, mention.end)
    )
    return [sentence.text for sentence in article.sentences[first:last]]


def merge_events(writer: Writer) -> None:
    """Make the events anew from all mentions in the store."""
    rows = writer.rows(f"{_MENTION} ORDER BY m.id")
    mentions = [_mention(row) for row in rows]
    ids = {id(mention): row[0] for mention, row in zip(mentions, rows, strict=True)}
    keep_events(writer, merge_mentions(mentions), ids)


def keep_events(writer: Writer, events: Iterable[Event], ids: Mapping[int, int]) -> None:
    """Put `events` in the place of those that are stored.

    `ids` has the row of each mention by its `id()`: two articles may say the very same.
    """
    for table in ("event_places", "events", "places", "event_words"):
        writer.change(f"DELETE FROM {table}")
    place_ids: dict[Place, int] = {}
    for event in events:
        key = writer.insert("events", None, *_columns(event), event.disputed)
        own = [(key, rank, ids[id(mention)]) for rank, mention in enumerate(event.mentions)]
        writer.change("UPDATE mentions SET event = ?, rank = ? WHERE id = ?", own)
        for place in dict.fromkeys(event.places):
            if place not in place_ids:
                country = place.countries[0] if len(place.countries) == 1 else ""
                place_ids[place] = writer.insert("places", None, _json(astuple(place)), country)
            writer.insert("event_places", place_ids[place], key)
    _index_words(writer)


def _index_words(writer: Writer) -> None:
    """Make every event findable by the words of its mentions and of the headlines they stand under."""
    rows = writer.rows(
        "SELECT m.event, m.name, m.said, a.headline FROM mentions m JOIN articles a ON a.id = m.article"
        " ORDER BY m.event, m.rank"
    )
    for event, told in groupby(rows, key=lambda row: row[0]):
        names, said, headlines = (" . ".join(dict.fromkeys(column)) for column in list(zip(*told, strict=True))[1:])
        values = (event, americanized(fold(names)), said, americanized(fold(headlines)))
        writer.change("INSERT INTO event_words (rowid, name, said, headline) VALUES (?, ?, ?, ?)", [values])


def read_events(reader: Reader, ids: Sequence[int]) -> tuple[Event, ...]:
    """The events with these ids, in their order, each with its mentions."""
    marks = ",".join(map(str, ids))
    found = reader.rows(f"{_MENTION} WHERE m.event IN ({marks}) ORDER BY m.event, m.rank")
    mentions = {event: tuple(_mention(row) for row in rows) for event, rows in groupby(found, key=lambda row: row[1])}
    events = {
        row[0]: Event(**_told(row[1:11]), mentions=mentions[row[0]], disputed=bool(row[11]))
        for row in reader.rows(f"SELECT * FROM events WHERE id IN ({marks})")
    }
    return tuple(events[key] for key in ids)


def read_place(told: str) -> Place:
    """The place that a row of the table `places` holds."""
    name, city, countries = json.loads(told)
    return Place(name, city, tuple(countries))


def _own_acronyms(issue: Issue) -> list[str]:
    """The short forms of the publisher's name, used or defined in its issue."""
    organisation = issue.source.organisation
    used = used_acronym(organisation, issue.text)
    defined = [a.short for a in find_acronyms(issue.text) if words(a.long) == words(organisation)]
    return [used.short, *defined] if used else defined


def _columns(told: Mention | Event) -> tuple[object, ...]:
    """What mentions and events have in common, as it is stored."""
    p = told.period
    period = (p.start.isoformat(), p.end.isoformat(), p.precision, p.words, p.year_from) if p else (None,) * 5
    people = [(p.name, p.role) for p in told.participants]
    return told.name, told.kind, told.status, *period, _json([astuple(p) for p in told.places]), _json(people)


def _told(row: Sequence[Any]) -> dict[str, Any]:
    """The other way round: the fields of what is stored so."""
    name, kind, status, start, end, precision, said, year_from, places, people = row
    period = Period(date.fromisoformat(start), date.fromisoformat(end), precision, said, year_from) if start else None
    return {
        "name": name,
        "kind": kind,
        "status": status,
        "period": period,
        "places": tuple(Place(name, city, tuple(countries)) for name, city, countries in json.loads(places)),
        "participants": tuple(Participant(*p) for p in json.loads(people)),
    }


def _mention(row: Sequence[Any]) -> Mention:
    headline, start, end, named = row[12:16]
    source = source_of(row[16:])
    return Mention(**_told(row[2:12]), source=source, headline=headline, start=start, end=end, is_named=bool(named))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
