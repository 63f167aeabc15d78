"""How well questions to the history of events are answered, and how fast.

usage: python -m benchmarks.history FOLDER...   (each with issues/ and events.jsonl)

For each folder 100 questions are made by template from its table of events: lists by month, year,
country, both, and between months; counts; and the first, the last and the next. Today is the day of
the last issue. Rows of the table that are of one event are merged as the assistant merges mentions.
What a question should list is told from the merged table by the plain functions below, not by the query.

"table" lines are asked of issues that consist of the table's rows, read without fault: they measure
understanding and querying. "issues" lines are end to end, with what was not found in the issues, or
found where the table has nothing, counted against them: a listed event is right when it shares a day
and a content word with one that should be listed. Recall and precision are means over the questions;
"counts" is the share of counts that are exact.

The last line is the time of 20 queries, five kinds by turns, over 100,000 made-up events.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.event_follow_ups import read_question
from assistant.event_words import place_words
from assistant.history import answer_from_history
from corpus import (
    KINDS,
    Article,
    Event,
    Issue,
    Mention,
    Period,
    Sentence,
    Source,
    country_name,
    find_newsletters,
    merge_mentions,
    read_issue,
    resolve_place,
    words,
)
from index import Archive, EventFilters, Filters, build, find_events, load_encoder, plural
from index.building import STORE_FILE
from index.events import add_mentions, keep_events, merge_events
from index.store import Store
from index.store_writer import Writer

QUESTIONS = 100
STORED = 100_000
_EMPTY = frozenset("the a an of and or for in on at to with by from s first second third next last its".split())
Asks = Literal["list", "count", "one"]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the events that it should list, or count."""

    text: str
    asks: Asks
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    recall: float
    precision: float
    exact: bool | None


def main(folders: Sequence[str]) -> None:
    """Print two lines for each of `folders`, and one for speed."""
    print(f"{'set':22} {'from':7} {'questions':>9} {'recall':>7} {'precis.':>7} {'counts':>7}")
    encoder = load_encoder()
    for name in folders:
        folder = Path(name)
        gold = _table(folder)
        today = max(m.source.published.start for m in gold if m.source.published)
        cases = make_cases(merge_mentions(gold), today)
        with tempfile.TemporaryDirectory() as data:
            build(folder / "issues", Path(data), encoder)
            archive = Archive.open(Path(data))
            _print(folder.name, "issues", [ask(archive, case, today, _alike) for case in cases])
        with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as rows:
            told = _written(gold, Path(rows))
            build(Path(rows), Path(data), encoder)
            _store(Path(data), Path(rows), told)
            archive = Archive.open(Path(data))
            _print(folder.name, "table", [ask(archive, case, today, _same) for case in cases])
    median, slowest = speed()
    print(f"a query over {STORED:,} events: {median:.1f} ms, the slowest of 20 {slowest:.1f} ms")


def _print(name: str, origin: str, outcomes: Sequence[Outcome]) -> None:
    exact = [o.exact for o in outcomes if o.exact is not None]
    recall, precision = (statistics.mean(x) for x in ([o.recall for o in outcomes], [o.precision for o in outcomes]))
    print(f"{name:22} {origin:7} {len(outcomes):9} {recall:7.3f} {precision:7.3f} {sum(exact) / len(exact):7.3f}")


def _table(folder: Path) -> list[Mention]:
    """The rows of the table as mentions."""
    issues = {path.name: read_issue(path, folder / "issues") for path in find_newsletters(folder / "issues")}
    rows = [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_row(row, issues[row["file"]].source) for row in rows]


def _row(row: dict[str, Any], source: Source) -> Mention:
    kind = KINDS.get(row["kind"].split()[-1], "other")
    period = Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["precision"], row["start"])
    place = resolve_place(row["country"]) if row.get("country") else None
    return Mention(
        row["name"], kind, row["status"], period, (place,) if place else (), (), source, "", *row["span"]
    )  # fmt: skip


def _written(gold: Sequence[Mention], folder: Path) -> list[Mention]:
    """The rows of the table as mentions, each standing in an issue, written to `folder`, that says just these."""
    told: list[Mention] = []
    for source in dict.fromkeys(mention.source for mention in gold):
        head = {"title": source.title} | ({"date": source.published.start} if source.published else {})
        text = f"---\n{yaml.safe_dump(head)}---\n\n# Events\n\n"
        for mention in (m for m in gold if m.source == source):
            line = f"{mention.name}: {mention.period and mention.period.words}, {place_words(mention.places)}"
            told.append(replace(mention, start=len(text), end=len(text) + len(line)))
            text += f"{line}\n\n"
        path = folder / source.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return told


def _store(data: Path, folder: Path, told: Sequence[Mention]) -> None:
    """Put these mentions in the place of what was read from the issues in `folder`."""
    with Store(data / STORE_FILE).write() as writer:
        writer.change("DELETE FROM mentions")
        for path in find_newsletters(folder):
            issue = read_issue(path, folder)
            rows = writer.rows(
                "SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue WHERE i.path = ? ORDER BY a.start",
                (issue.source.path,),
            )
            own = [m for m in told if m.source.path == issue.source.path]
            add_mentions(writer, issue, [row[0] for row in rows], own)
        merge_events(writer)


def make_cases(events: Sequence[Event], today: date) -> list[Case]:
    """100 questions, the same each time, of which each has something to list."""
    months = sorted({e.period.start.replace(day=1) for e in events if e.period})
    countries = sorted({c for e in events for p in e.places for c in p.countries})
    made = [case for month in months for case in _by_month(events, month, today)]
    made += [case for year in sorted({m.year for m in months}) for case in _by_year(events, year, today)]
    made += [case for code in countries for case in _by_country(events, code, months, today)]
    made += _by_kind(events, today)
    made += _one(events, today, "What is the next event?", "upcoming")
    made += _one(events, today, "What was the most recent event?", "past")
    made = [case for case in made if case.events]
    return random.Random(1).sample(made, min(QUESTIONS, len(made)))


def _by_month(events: Sequence[Event], month: date, today: date) -> Iterable[Case]:
    until = _month_end(month)
    within = [e for e in events if _inside(e, month, until)]
    name, later = f"{month:%B %Y}", _month_end(until + timedelta(days=40))
    yield Case(f"events {name}", "list", tuple(within))
    yield Case(f"Are there any events in {name}?", "list", tuple(within))
    longer = tuple(e for e in events if _inside(e, month, later) and _on(e))
    if until <= today:
        past = tuple(e for e in within if _on(e))
        yield Case(f"Which events took place in {name}?", "list", past)
        yield Case(f"How many events were held in {name}?", "count", past)
    if later <= today:
        yield Case(f"What happened between {name} and {later:%B %Y}?", "list", longer)
        yield Case(f"How many events took place from {month:%B} to {later:%B %Y}?", "count", longer)
    if month > today:
        yield Case(f"What is planned for {name}?", "list", tuple(e for e in within if _on(e)))
        yield Case(f"How many events are planned for {name}?", "count", tuple(e for e in within if _on(e)))


def _by_year(events: Sequence[Event], year: int, today: date) -> Iterable[Case]:
    within = tuple(e for e in events if _inside(e, date(year, 1, 1), date(year, 12, 31)))
    yield Case(f"List all events in {year}.", "list", within)
    yield from (
        (Case(f"What was the first event of {year}?", "one", within[:1]),)
        if len(within) > 1 and year < today.year
        else ()
    )
    if year < today.year:
        yield Case(f"How many events took place in {year}?", "count", tuple(e for e in within if _on(e)))


def _by_country(events: Sequence[Event], code: str, months: Sequence[date], today: date) -> Iterable[Case]:
    name = country_name(code)
    here = [e for e in events if any(p.countries == (code,) for p in e.places)]
    past = tuple(e for e in here if _phase(e, today) == "past")
    coming = tuple(e for e in here if _phase(e, today) == "upcoming")
    yield Case(f"Which events took place in {name}?", "list", past)
    yield Case(f"What is coming up in {name}?", "list", coming)
    yield Case(f"How many upcoming events are there in {name}?", "count", coming)
    yield Case(f"How many events are there in {name}?", "count", tuple(here))
    for year in sorted({m.year for m in months}):
        within = tuple(e for e in here if _inside(e, date(year, 1, 1), date(year, 12, 31)))
        yield Case(f"events in {name} {year}", "list", within)
        yield Case(f"Timeline of events in {name} in {year}", "list", within)


def _by_kind(events: Sequence[Event], today: date) -> Iterable[Case]:
    for kind in ("deadline", "visit", "workshop", "meeting"):
        of_kind = [e for e in events if e.kind == kind or kind in words(e.name) or plural(kind) in words(e.name)]
        yield Case(f"How many {plural(kind)} are there?", "count", tuple(of_kind))
        yield Case(
            f"Which {plural(kind)} are coming up?", "list", tuple(e for e in of_kind if _phase(e, today) == "upcoming")
        )


def _one(events: Sequence[Event], today: date, text: str, phase: str) -> Iterable[Case]:
    found = [e for e in events if _phase(e, today) == phase]
    yield Case(text, "one", tuple(found[:1] if phase == "upcoming" else found[-1:]))


def _on(event: Event) -> bool:
    return event.status not in ("cancelled", "postponed")


def _phase(event: Event, today: date) -> str:
    """Whether an event that was not called off has taken place, or is to come."""
    if not _on(event) or event.period is None:
        return ""
    past = event.status == "held" or event.period.end <= today
    return "past" if past or (event.period.precision == "day" and event.period.start <= today) else "upcoming"


def _inside(event: Event, since: date, until: date) -> bool:
    """Whether an event shares a day with a period; one dated by month or year must lie in it."""
    p = event.period
    if p is None or not p.overlaps(since, until):
        return False
    return p.precision == "day" or (since <= p.start and p.end <= until)


def _month_end(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def ask(archive: Archive, case: Case, today: date, same: Any) -> Outcome:
    """What the assistant makes of a question."""
    asked = read_question(case.text, (), today)
    with archive.snapshot() as snapshot:
        answer = answer_from_history(snapshot, asked, case.text, Filters(), today) if asked else None
    listed = answer.events if answer else ()
    found = sum(any(same(event, other) for other in listed) for event in case.events)
    right = sum(any(same(other, event) for event in case.events) for other in listed)
    exact = len(listed) == len(case.events) if case.asks == "count" else None
    return Outcome(found / len(case.events), right / len(listed) if listed else 0.0, exact)


def _same(a: Event, b: Event) -> bool:
    return (a.name, a.period and a.period.start) == (b.name, b.period and b.period.start)


def _alike(a: Event, b: Event) -> bool:
    if a.period is None or b.period is None or not a.period.overlaps(b.period.start, b.period.end):
        return False
    first, second = ({w for m in e.mentions for w in words(m.name)} - _EMPTY for e in (a, b))
    return bool(first & second)


def speed() -> tuple[float, float]:
    """The median and most milliseconds of a query over 100,000 events: by month, place, kind, person, topic."""
    queries = [
        EventFilters(since=date(2010, 1, 1), until=date(2010, 1, 31)),
        EventFilters(place="Romania", since=date(2012, 1, 1), until=date(2012, 12, 31)),
        EventFilters(person="Person 421", kind="conference"),
        EventFilters(place="Europe", kind="workshop", status="past"),
        EventFilters(about="topic 17", status="upcoming"),
    ]
    with tempfile.TemporaryDirectory() as data:
        store = Store.create(Path(data) / STORE_FILE)
        with store.write() as writer:
            _made_up(writer)
            writer.finish({})
        times = []
        for filters in queries * 4:
            begun = time.perf_counter()
            with store.read() as reader:
                find_events(reader, filters, date(2020, 6, 1), most=50)
            times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times), max(times)


def _made_up(writer: Writer) -> None:
    """Store 100,000 events of six kinds between 2000 and 2024 in ten countries, with 5,000 people and 1,000 topics."""
    chance = random.Random(1)
    places = [
        p
        for name in "Romania Italy Kenya Peru China Japan Serbia France India Chile".split()
        if (p := resolve_place(name))
    ]
    source = Source("made-up.md", "Made up")
    sentence = Sentence("Made up.", 0, 8)
    issue = Issue(source, "Made up.", (Article("article", "Made up", "", 0, 8, (sentence,)),))
    nouns = ("forum", "conference", "workshop", "meeting", "visit", "deadline")
    made = []
    for number in range(STORED):
        noun = chance.choice(nouns)
        start = date(2000, 1, 1) + timedelta(days=chance.randrange(9_000))
        period = Period(start, start + timedelta(days=chance.randrange(4)), "day", str(start))
        name = f"{noun} number {number} on topic {chance.randrange(1_000)} with Person {chance.randrange(5_000)}"
        where = chance.choice(places)
        made.append(Mention(name, KINDS[noun], "held", period, (where,), (), source, "Made up", 0, 8))
    articles = writer.add_issue(issue, [[]])
    add_mentions(writer, issue, articles, made)
    rows = [row[0] for row in writer.rows("SELECT id FROM mentions ORDER BY id")]
    events = [Event(m.name, m.kind, m.status, m.period, m.places, (), (m,)) for m in made]
    keep_events(writer, events, {id(m): key for m, key in zip(made, rows, strict=True)})


if __name__ == "__main__":
    main(sys.argv[1:])
