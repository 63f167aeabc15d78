"""Events by when, where, who and what."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import KINDS, WEAK, EventKind, Place, americanized, covers, fold, resolve_places, stem, words
from index.event_labels import label_filters
from index.events import read_events, read_place
from index.publishers import other_forms, published_by
from index.search import search_terms
from index.store_reader import Reader
from index.types import EventFilters, EventList

_KINDS: frozenset[EventKind] = frozenset(
    ("conference", "meeting", "visit", "ceremony", "training", "publication", "call", "deadline", "other")
)
_TITLES = frozenset("mr mrs ms dr prof professor sir the".split())

_STRONG = KINDS.keys() - WEAK
_SINGULAR = {noun for noun in KINDS if f"{noun}s" in KINDS}
_RELATIVE = re.compile(r",? (?:who|whom|whose|which|where|when)\b")
_IN_ISSUES = """e.id IN (SELECT m.event FROM mentions m JOIN articles a ON a.id = m.article
    JOIN issues i ON i.id = a.issue WHERE i.path IN (SELECT value FROM json_each(:{}_issues)))"""
# An event counts as inside a period when the text dates it finely enough to tell: a month may reach over an open
# end, a bare year may not.
_INSIDE = """(e.precision = 'day' OR (e.start >= :since AND e.end <= :until) OR (e.precision = 'month' AND :open))"""
_OVERLAPS = "(e.start IS NULL OR (e.start <= :until AND e.end >= :since))"
_ON = "e.status NOT IN ('cancelled', 'postponed')"
_PHASES = {
    "past": f"({_ON} AND (e.end <= :today OR e.status = 'held' OR (e.precision = 'day' AND e.start <= :today)))",
    "upcoming": f"({_ON} AND (e.end >= :today OR (e.end IS NULL AND e.status = 'announced')))",
    "cancelled or postponed": f"(NOT {_ON})",
}


@dataclass(slots=True)
class _Condition:
    """The WHERE of a query, as it is put together, with its values by name."""

    parts: list[str]
    values: dict[str, object]

    def add(self, part: str, **values: object) -> None:
        self.parts.append(part)
        self.values |= values


def find_events(
    reader: Reader, filters: EventFilters, as_of: date, most: int | None = None, latest_first: bool = False
) -> EventList:
    """The events that meet `filters`; of these, where `most` is given, so many from the first or from the last on.

    "past" and "upcoming" are told on the day `as_of`. Whatever the choice, the list is in order of time.
    """
    rows = _rows(reader, filters, as_of, "name said")
    if filters.about and not filters.kind and not rows:  # "Governing Board meeting" is no other one under that headline
        rows = _rows(reader, filters, as_of, "name said headline")
    dated, undated = [key for key, inside in rows if inside], [key for key, inside in rows if not inside]

    def chosen(keys: list[int]) -> list[int]:
        return keys[max(0, len(keys) - most) :] if most is not None and latest_first else keys[:most]

    articles = reader.rows("SELECT count(*) FROM articles WHERE kind = 'article'")[0][0]
    return EventList(
        read_events(reader, chosen(dated)),
        read_events(reader, chosen(undated)),
        len(dated),
        len(undated),
        articles,
        filters,
        label_filters(filters),
    )


def find_longest(reader: Reader, filters: EventFilters, as_of: date, most: int) -> EventList:
    """The events that meet `filters` and whose days are known, so many of them from the one that takes most days on."""
    condition = _condition(reader, filters, as_of, "name said")
    condition.add(f"e.precision = 'day' AND {_ON}")
    rows = reader.rows(
        f"SELECT e.id FROM events e WHERE {' AND '.join(condition.parts)}"
        " ORDER BY julianday(e.start) - julianday(e.end), e.start, e.id",
        condition.values,
    )
    found = find_events(reader, filters, as_of, 0)
    return replace(found, events=read_events(reader, [key for (key,) in rows[:most]]), total=len(rows))


def find_years(reader: Reader, filters: EventFilters, as_of: date) -> set[int]:
    """The years that events which meet `filters`, whenever they are, may lie in."""
    ever = replace(filters, since=None, until=None)
    condition = _condition(reader, ever, as_of, "name said" if filters.kind else "name said headline")
    condition.add("e.start IS NOT NULL")
    rows = reader.rows(
        "SELECT DISTINCT substr(e.start, 1, 4), substr(e.end, 1, 4) FROM events e"
        f" WHERE {' AND '.join(condition.parts)}",
        condition.values,
    )
    return {year for first, last in rows for year in range(int(first), int(last) + 1)}


def _rows(reader: Reader, filters: EventFilters, as_of: date, columns: str) -> list[tuple[int, bool]]:
    """The events by id, in order of time, and whether each surely lies in the period; a topic occurs in `columns`."""
    condition = _condition(reader, filters, as_of, columns)
    return reader.rows(
        f"SELECT e.id, e.start IS NOT NULL AND {_INSIDE} FROM events e WHERE {' AND '.join(condition.parts)}"
        " ORDER BY e.start, e.end, e.id",
        condition.values,
    )


def _condition(reader: Reader, filters: EventFilters, as_of: date, columns: str) -> _Condition:
    """All that `filters` ask for, apart from when."""
    made = _Condition([_OVERLAPS], {"today": as_of.isoformat()})
    made.values |= {"since": (filters.since or date.min).isoformat(), "until": (filters.until or date.max).isoformat()}
    made.values["open"] = not (filters.since and filters.until)
    if filters.status in _PHASES:
        made.add(_PHASES[filters.status])
    elif filters.status:
        made.add("e.status = :status", status=filters.status)
    if filters.kind:
        named = f"({_matching('kind_words')} AND e.id NOT IN (SELECT value FROM json_each(:only_mentioning)))"
        told = f"(e.kind = :kind OR {named})" if filters.kind in _KINDS - {"other"} else named
        told = "e.kind = :kind" if filters.kind == "other" else told
        made.add(told, kind=filters.kind, kind_words=f"{{name}} : {_all_of([filters.kind])}")
        made.values["only_mentioning"] = json.dumps(_only_mentioning(reader, filters.kind))
    if filters.place:
        _add_place(made, reader, filters.place)
    if filters.person:
        _add_person(made, reader, filters.person)
    if filters.about and (terms := search_terms(filters.about)):
        own = _in_own_issues(made, reader, "about", filters.about, columns)
        made.add(f"({' OR '.join([_matching('about'), *own])})", about=f"{{{columns}}} : {_all_of(terms)}")
    return made


def _only_mentioning(reader: Reader, kind: str) -> list[int]:
    """The events that have the word `kind` in their name without being called so."""
    rows = reader.rows(
        "SELECT rowid, name, headline FROM event_words WHERE event_words MATCH :kind"
        " AND (name LIKE '%: %' OR name LIKE '% wh%')",
        {"kind": f"{{name}} : {_all_of([kind])}"},
    )
    asked = {stem(word) for word in words(kind)}
    called = ((key, (_called(name, headline) for name in names.split(" . "))) for key, names, headline in rows)
    return [key for key, names in called if not any(asked <= {stem(w) for w in words(name)} for name in names)]


def _called(name: str, headline: str) -> str:
    """A name without what only tells which one it is or whose.

    What stands before a colon says what it is if there is an event noun in it, or if the headline is
    all that follows: "voting ends: Prizes and elections". What follows counts where it ends as names
    of events do, "second session: 11th meeting", but for deadlines. Who "had headed our workshop" is
    none.
    """
    head, _, rest = name.partition(": ")
    says_what = rest in headline or not _STRONG.isdisjoint(words(head))
    is_name = "deadline" not in head and not _SINGULAR.isdisjoint(words(rest)[-1:])
    told = head if says_what and not is_name else name
    return _RELATIVE.split(told)[0]


def _add_person(made: _Condition, reader: Reader, name: str) -> None:
    """Whatever names the person or organisation, be it by surname alone, and what its own issues tell."""
    forms = [words(name), *other_forms(reader, words(name))]
    named = " OR ".join(_all_of(_without_titles(form)) for form in forms)
    by_surname = "e.id IN (SELECT value FROM json_each(:by_surname))"
    own = _in_own_issues(made, reader, "person", name, "name said")
    made.add(f"({' OR '.join([_matching('person'), by_surname, *own])})", person=f"{{name said}} : ({named})")
    made.values["by_surname"] = json.dumps(_called_by_surname(reader, name))


def _in_own_issues(made: _Condition, reader: Reader, slot: str, asked: str, columns: str) -> list[str]:
    """What the issues of a publisher tell whom `asked` begins with, as in "ARGOSEA General Assembly"."""
    paths, rest = published_by(reader, asked)
    others = search_terms(" ".join(rest))
    made.values |= {f"{slot}_issues": json.dumps(paths), f"{slot}_rest": f"{{{columns}}} : {_all_of(others)}"}
    told = [_IN_ISSUES.format(slot), *([_matching(f"{slot}_rest")] if others else [])]
    return [f"({' AND '.join(told)})"] if paths else []


def _called_by_surname(reader: Reader, name: str) -> list[int]:
    """The events with a participant who is called by the surname of `name` alone, unless somebody else has it too."""
    surname = words(name.split()[-1])
    given = _without_titles(words(name))[: -len(surname)]
    if not given:
        return []
    holding = f"SELECT e.id, e.participants FROM events e WHERE {_matching('surname')}"
    rows = reader.rows(holding, {"surname": f"{{said}} : {_all_of(surname)}"})
    called = [(key, _without_titles(words(named))) for key, people in rows for named, _ in json.loads(people)]
    others = [said[: -len(surname)] for _, said in called if said[-len(surname) :] == surname != said]
    if not all(_may_be_one(given, other) for other in others):
        return []
    return [key for key, said in called if said == surname]


def _may_be_one(given: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names may be those of one person: "Léonie", "L." and "Mayor Léonie"."""
    return any(a.startswith(b) or b.startswith(a) for a in given for b in other)


def _without_titles(name: Sequence[str]) -> list[str]:
    """The words of a name but for "Dr" and the like; all where there are no others."""
    return [word for word in name if word not in _TITLES] or list(name)


def _add_place(made: _Condition, reader: Reader, name: str) -> None:
    """Whatever lies in the place, or in one of several; of one that no table knows, what names it."""
    known = resolve_places(name)
    ids = ",".join(str(key) for place in known or [Place(name, name)] for key in _places_in(reader, place))
    held = f"e.id IN (SELECT event FROM event_places WHERE place IN ({ids}))"
    if known:
        made.add(held)
    else:
        phrase = " ".join(americanized(fold(name)).replace('"', " ").split())
        made.add(f"({held} OR {_matching('place')})", place=f'{{name said headline}} : "{phrase}"')


def _places_in(reader: Reader, wider: Place) -> list[int]:
    """The ids of the places named in the archive that lie in `wider`."""
    codes = ",".join(f"'{code}'" for code in ("", *wider.countries))
    narrowed = f" WHERE country IN ({codes})" if wider.countries else ""
    rows = reader.rows(f"SELECT id, place FROM places{narrowed}")
    return [key for key, place in rows if covers(wider, read_place(place))]


def _matching(value: str) -> str:
    return f"e.id IN (SELECT rowid FROM event_words WHERE event_words MATCH :{value})"


def _all_of(terms: Sequence[str]) -> str:
    """The full-text query for all of these words; where there are none, the empty phrase, which nothing has."""
    return "(" + (" AND ".join(f'"{americanized(word)}"' for term in terms for word in words(term)) or '""') + ")"
