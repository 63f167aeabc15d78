"""Events as they are stored, kept up with the issues, and found."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import Event
from index import Archive, Encoder, EventFilters, EventList, build, find_events, publishers

Write = Callable[[dict[str, str | bytes]], Path]
TODAY = date(2024, 6, 1)


def issue(text: str, month: str = "March 2024") -> str:
    return f"The Harbour Society\n\n{month}\nIssue 7\n\n{text}\n"


FORUM = issue("# Forum in Bergen\n\nThe 3rd Nordic Harbour Forum was held in Bergen, Norway, on 6 February 2024.")
PLANNED = issue(
    "# Forum to come\n\nThe 3rd Nordic Harbour Forum will be held in Bergen, Norway, in February 2024.", "November 2023"
)
WORKSHOP = issue("# Divers train\n\nThe Divers' Workshop took place in Porto, Portugal, on 14 May 2024.", "June 2024")


def events(data: Path, filters: EventFilters = EventFilters(), **more: object) -> EventList:
    with Archive.open(data).snapshot() as snapshot:
        return find_events(snapshot.reader, filters, TODAY, **more)  # type: ignore[arg-type]


def names(found: EventList) -> list[str]:
    return [event.name for event in found.events]


def test_several_issues_make_one_event(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    build(newsletters({"1.md": PLANNED, "2.md": FORUM}), tmp_path / "data", encoder)
    (event,) = events(tmp_path / "data").events
    assert isinstance(event, Event)
    assert [mention.source.path for mention in event.mentions] == ["2.md", "1.md"]
    assert (event.status, str(event.period.start) if event.period else "") == ("held", "2024-02-06")


def test_events_follow_their_issues(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder, data = newsletters({"1.md": PLANNED, "2.md": FORUM}), tmp_path / "data"
    build(folder, data, encoder)
    (folder / "2.md").write_text(FORUM.replace("6 February", "7 February"))
    build(folder, data, encoder)
    assert [str(e.period.start) for e in events(data).events if e.period] == ["2024-02-07"]
    (folder / "2.md").unlink()
    build(folder, data, encoder)
    assert [(e.status, len(e.mentions)) for e in events(data).events] == [("announced", 1)]


def test_events_that_files_state_for_machines_are_kept(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    data = '{"@type": "Event", "name": "Sail day", "startDate": "2024-06-01"}'
    page = f'<h1>News</h1><p>It rained.</p><script type="application/ld+json">{data}</script><p>Then it did not.</p>'
    rope = "---\ntitle: Rope day\nevent_date: 2024-05-03\n---\n\nBring one.\n"
    bare = "---\ntitle: Knot day\nevent_date: 2024-05-04\n---\n"
    build(newsletters({"sail.html": page, "rope.md": rope, "knot.md": bare}), tmp_path / "data", encoder)
    kept = events(tmp_path / "data").events
    assert [(e.name, e.mentions[0].headline) for e in kept] == [
        ("Rope day", "Rope day"),
        ("Knot day", "Knot day"),
        ("Sail day", "Sail day"),
    ]


def test_unchanged_issues_are_not_read_for_events_again(
    newsletters: Write, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.building

    folder, data, read = newsletters({"1.md": FORUM}), tmp_path / "data", []
    build(folder, data, encoder)
    find = index.building.find_mentions
    monkeypatch.setattr(index.building, "find_mentions", lambda i: read.append(i.source.path) or find(i))
    (folder / "2.md").write_text(WORKSHOP)
    build(folder, data, encoder)
    assert read == ["2.md"]
    assert names(events(data)) == ["3rd Nordic Harbour Forum", "Divers' Workshop"]


def test_a_build_that_fails_leaves_the_events_as_they_were(
    newsletters: Write, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.events

    folder, data = newsletters({"1.md": FORUM}), tmp_path / "data"
    build(folder, data, encoder)
    (folder / "1.md").write_text(WORKSHOP)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(index.events, "_index_words", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        build(folder, data, encoder)
    assert names(events(data)) == ["3rd Nordic Harbour Forum"]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "1.md").write_text(FORUM)
    (folder / "2.md").write_text(WORKSHOP)
    (folder / "3.md").write_text(
        issue("# Plans\n\nThe Tide Conference will be held in 2025. The Silt Seminar will take place in July 2024.")
    )
    build(folder, folder / "data", encoder)
    return folder / "data"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (EventFilters(), ["3rd Nordic Harbour Forum", "Divers' Workshop", "Silt Seminar", "Tide Conference"]),
        (EventFilters(place="Scandinavia"), ["3rd Nordic Harbour Forum"]),
        (EventFilters(place="porto"), ["Divers' Workshop"]),
        (EventFilters(kind="conference"), ["3rd Nordic Harbour Forum", "Tide Conference"]),
        (EventFilters(kind="forum"), ["3rd Nordic Harbour Forum"]),
        (EventFilters(status="past"), ["3rd Nordic Harbour Forum", "Divers' Workshop"]),
        (EventFilters(status="upcoming"), ["Silt Seminar", "Tide Conference"]),
        (EventFilters(about="divers"), ["Divers' Workshop"]),
        (EventFilters(since=date(2024, 5, 14), until=date(2024, 7, 31)), ["Divers' Workshop", "Silt Seminar"]),
        (EventFilters(place='Bergen" OR "x'), []),
        (EventFilters(person="nobody (at) all"), []),
        (EventFilters(person="!!!"), []),
        (EventFilters(kind="!!!"), []),
        (EventFilters(place="!!!"), []),
    ],
)
def test_filters(harbour: Path, filters: EventFilters, found: list[str]) -> None:
    assert names(events(harbour, filters)) == found


def test_what_is_dated_too_vaguely_to_tell_is_listed_apart(harbour: Path) -> None:
    found = events(harbour, EventFilters(since=date(2025, 3, 1), until=date(2025, 3, 31)))
    assert (found.events, [event.name for event in found.undated], found.total_undated) == ((), ["Tide Conference"], 1)


def test_the_first_and_the_last(harbour: Path) -> None:
    assert names(events(harbour, most=1)) == ["3rd Nordic Harbour Forum"]
    assert names(events(harbour, most=2, latest_first=True)) == ["Silt Seminar", "Tide Conference"]
    assert names(events(harbour, most=0, latest_first=True)) == names(events(harbour, most=0)) == []
    assert events(harbour, most=1).total == 4


@pytest.mark.parametrize(
    ("filters", "understood"),
    [
        (EventFilters(), "events"),
        (EventFilters(place="Romania", since=date(2024, 1, 1), until=date(2024, 12, 31)), "events in Romania, 2024"),
        (
            EventFilters(since=date(2024, 11, 1), until=date(2024, 11, 30), kind="ceremony"),
            "ceremonies in November 2024",
        ),
        (EventFilters(since=date(2024, 1, 1), until=date(2024, 3, 31)), "events in January 2024 to March 2024"),
        (EventFilters(until=date(2024, 3, 5), person="ANSO"), "events with ANSO until 5 March 2024"),
        (EventFilters(about="silt", status="upcoming"), "upcoming events about “silt”"),
    ],
)
def test_what_was_understood_is_said_in_words(harbour: Path, filters: EventFilters, understood: str) -> None:
    assert events(harbour, filters).understood == understood


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (EventFilters(person="ARGOSEA"), ["15th General Assembly", "Ship Conference"]),
        (EventFilters(person="ARGOSEA", kind="assembly"), ["15th General Assembly"]),
        (EventFilters(about="ARGOSEA's General", kind="assembly"), ["15th General Assembly"]),
        (EventFilters(person="Harbour Society"), ["3rd Nordic Harbour Forum"]),
        (EventFilters(about="Culture"), ["Tide Festival"]),
        (EventFilters(about="culture"), []),
    ],
)
def test_a_publisher_stands_for_its_own_issues(
    newsletters: Write, tmp_path: Path, encoder: Encoder, filters: EventFilters, found: list[str]
) -> None:
    assembly = "The 15th General Assembly will be held in Athens on 3 December 2025."
    ship = "The Ship Conference will take place in Oslo on 8 December 2025."
    festival = "The Tide Festival will be held in Ghent on 9 December 2025."
    folder = newsletters(
        {
            "1.md": f"---\ntitle: ARGOSEA News\ndate: 2025-09-15\n---\n\n# Upcoming\n\n{assembly} {ship}\n",
            "2.md": f"---\ntitle: Culture Letter – Ghent\ndate: 2025-09-15\n---\n\n# Upcoming\n\n{festival}\n",
            "3.md": FORUM,
        }
    )
    build(folder, tmp_path / "data", encoder)
    assert names(events(tmp_path / "data", filters)) == found


def test_the_titles_of_issues_are_taken_apart_once(
    newsletters: Write, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(newsletters({"1.md": FORUM, "2.md": WORKSHOP}), tmp_path / "data", encoder)
    taken_apart = []
    names_in = publishers._names
    monkeypatch.setattr(publishers, "_names", lambda *said: taken_apart.append(said) or names_in(*said))
    publishers._publishers.cache_clear()
    for about in ("Harbour Society", "Pluto", "the rings of Saturn"):
        events(tmp_path / "data", EventFilters(about=about))
    assert len(taken_apart) <= 4  # two issues, for a name in capitals and for another


@pytest.mark.parametrize(
    ("chair", "found"),
    [
        ("Dr Maria Lund", ["Tide Conference", "Silt Seminar"]),
        ("Prof. I. Aas", ["Tide Conference", "Silt Seminar"]),
        ("Prof. Olav Aas", ["Tide Conference"]),
    ],
)
def test_a_surname_stands_for_the_only_one_who_has_it(
    newsletters: Write, tmp_path: Path, encoder: Encoder, chair: str, found: list[str]
) -> None:
    tide = "The Tide Conference was held in Oslo on 3 May 2024. It was chaired by Prof. Ingrid Aas."
    silt = "The Silt Seminar was held in Oslo on 6 May 2024. It was chaired by Prof. Aas."
    reed = f"The Reed Workshop was held in Oslo on 9 May 2024. It was chaired by {chair}."
    folder = newsletters({"1.md": issue(f"# Tide\n\n{tide}\n\n# Silt\n\n{silt}\n\n# Reed\n\n{reed}", "June 2024")})
    build(folder, tmp_path / "data", encoder)
    assert names(events(tmp_path / "data", EventFilters(person="Ingrid Aas"))) == found


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("workshop", ["Clay Workshop"]),
        ("election", ["Board election: Medals and elections"]),
        ("deadline", ["deadline for nominations: Medals and elections"]),
    ],
)
def test_a_kind_is_what_an_event_is_called_not_what_its_name_mentions(
    newsletters: Write, tmp_path: Path, encoder: Encoder, kind: str, found: list[str]
) -> None:
    clay = "The Clay Workshop was held in Oslo on 6 May 2024."
    retired = "Stefan Berg, who had headed our workshop since 1994, retired on 28 April 2024."
    ends = "Nominations are due by 15 May 2024. The Board election takes place on 20 May 2024."
    text = f"# Clay\n\n{clay}\n\n# Farewell\n\n{retired}\n\n# Medals and elections\n\n{ends}"
    build(newsletters({"1.md": issue(text, "May 2024")}), tmp_path / "data", encoder)
    assert len(events(tmp_path / "data").events) == 4
    assert names(events(tmp_path / "data", EventFilters(kind=kind))) == found
