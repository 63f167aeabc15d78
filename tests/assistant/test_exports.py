"""Lists of events in the forms that other programs read."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant import Assistant, EventFilters, EventList
from assistant.exports import to_csv, to_ics, to_markdown
from corpus import Period

NOW = datetime(2024, 12, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def found(assistant: Assistant) -> EventList:
    return assistant.events(EventFilters(place="Romania"))


def renamed(found: EventList, name: str) -> EventList:
    return replace(found, events=(replace(found.events[-1], name=name),))


def test_csv_has_a_row_for_each_event_with_its_citation(found: EventList) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert [(row["start"], row["end"], row["name"]) for row in rows] == [
        ("2024-08-22", "2024-08-31", "visit to Cyprus, Serbia, and Romania"),
        ("2024-11-15", "2024-11-15", "Sino-Romanian Science Forum"),
    ]
    assert rows[1]["place"] == "Bucharest, Romania"
    assert rows[1]["file"] == "anso-newsletter-25-2024-12.md"
    assert int(rows[1]["first_character"]) < int(rows[1]["last_character"])


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_csv_holds_no_formula(found: EventList, name: str) -> None:
    row = next(csv.DictReader(io.StringIO(to_csv(renamed(found, name)), newline="")))
    assert row["name"] == f"'{name}"


def test_ics_is_a_calendar(found: EventList) -> None:
    lines = to_ics(found, NOW).split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTAMP:20241220T090000Z" in lines
    assert [line for line in lines if line.startswith("DT") and "202411" in line] == [
        "DTSTART;VALUE=DATE:20241115",
        "DTEND;VALUE=DATE:20241116",
    ]
    assert "LOCATION:Bucharest\\, Romania" in lines
    assert len({line for line in lines if line.startswith("UID:")}) == 2


def test_ics_tells_events_apart_that_share_a_name_and_a_day(found: EventList) -> None:
    event = found.events[-1]
    (mention,) = event.mentions[:1]
    elsewhere = replace(event, places=found.events[0].places)
    further_on = replace(event, mentions=(replace(mention, start=mention.start + 1),))
    lines = to_ics(replace(found, events=(event, elsewhere, further_on)), NOW).split("\r\n")
    assert len({line for line in lines if line.startswith("UID:")}) == 3


def test_ics_goes_from_the_first_day_to_the_last(found: EventList) -> None:
    ever = Period(date.min, date.max, "day", "ever")
    lines = to_ics(replace(found, events=(replace(found.events[-1], period=ever),)), NOW).split("\r\n")
    assert "DTSTART;VALUE=DATE:00010101" in lines
    assert "DTEND;VALUE=DATE:99991231" in lines


def test_ics_lines_are_folded_between_characters(found: EventList) -> None:
    name = "Съвещание; " * 20 + "x\nBEGIN:VEVENT"
    text = to_ics(renamed(found, name), NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:" + "Съвещание\\; " * 20 + "x\\nBEGIN:VEVENT\r\n" in unfolded
    assert unfolded.count("\r\nBEGIN:VEVENT\r\n") == 1


def test_markdown_shows_names_and_does_nothing_else(found: EventList) -> None:
    text = to_markdown(renamed(found, "<script> [x](javascript:1) *b*\n# y"))
    assert text.startswith("# Events in Romania\n")
    assert "\\<script\\> \\[x\\]\\(javascript:1\\) \\*b\\* \\# y, Bucharest, Romania" in text
    assert "anso-newsletter-25-2024-12.md, characters" in text
