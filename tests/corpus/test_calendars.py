"""Calendar files as people export them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import clean, find_mentions, parse_issue, read_issue

Write = Callable[[dict[str, str | bytes]], Path]

FORUM = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Harbour Society
BEGIN:VEVENT
UID:1
SUMMARY:3rd Harbour Forum\\, with dinn
 er
DTSTART;VALUE=DATE:20240503
DTEND;VALUE=DATE:20240506
LOCATION:Town Hall\\, Bergen\\, Norway
DESCRIPTION:It is chaired by Ingrid Aas.\\n\\nBring boots. Bring a rope.
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Reminder
TRIGGER:-PT15M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def entry(*lines: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:Knots", *lines, "END:VEVENT", "END:VCALENDAR"])


def test_each_entry_of_a_calendar_is_an_article_and_an_event(newsletters: Write) -> None:
    folder = newsletters({"2024/harbour.ics": FORUM.replace("\n", "\r\n")})
    issue = read_issue(folder / "2024" / "harbour.ics", folder)
    assert issue.source.title == "Harbour Society"
    assert [[sentence.text for sentence in article.sentences] for article in issue.articles] == [
        [
            "3rd Harbour Forum, with dinner",
            "Town Hall, Bergen, Norway",
            "It is chaired by Ingrid Aas.",
            "Bring boots.",
            "Bring a rope.",
        ]
    ]
    (told,) = find_mentions(issue)
    assert told.period is not None
    assert (told.name, told.kind, told.status) == ("3rd Harbour Forum, with dinner", "conference", "announced")
    assert (str(told.period.start), str(told.period.end)) == ("2024-05-03", "2024-05-05")
    assert [(place.city, place.countries) for place in told.places] == [("Bergen", ("NO",))]
    assert [(p.name, p.role) for p in told.participants] == [("Ingrid Aas", "chair")]


def test_what_an_entry_says_is_found_again_in_the_file() -> None:
    issue = parse_issue("harbour.ics", FORUM)
    for sentence in (sentence for article in issue.articles for sentence in article.sentences):
        written = clean(issue.text, sentence.start, sentence.end).text
        assert written.replace(" ", "") == sentence.text.replace(" ", "")


def test_hours_lengths_and_cancellations() -> None:
    evening = entry("DTSTART;TZID=Europe/Lisbon:20240610T233000", "DURATION:PT30M", "STATUS:CANCELLED")
    (told,) = find_mentions(parse_issue("knots.ics", evening))
    assert told.period is not None
    assert (str(told.period.start), str(told.period.end), told.status) == ("2024-06-10", "2024-06-10", "cancelled")


@pytest.mark.parametrize("zone", ["Z" * 300, "Europe", "Europe/Atlantis"])
def test_a_time_zone_that_nobody_knows_ends_nothing(zone: str) -> None:
    (told,) = find_mentions(parse_issue("knots.ics", entry(f"DTSTART;TZID={zone}:20240610T090000")))
    assert told.name == "Knots"


def test_an_entry_without_a_day_has_no_period_and_one_without_a_name_is_left_out() -> None:
    issue = parse_issue("knots.ics", entry("DTSTART:soon") + entry("DTSTART:20240610").replace("SUMMARY", "X-NAME"))
    assert [(told.name, told.period) for told in find_mentions(issue)] == [("Knots", None)]


@pytest.mark.parametrize(
    ("days", "period"),
    [
        (["DTSTART;VALUE=DATE:20240610", "DTEND;VALUE=DATE:99991231"], ("2024-06-10", "2024-06-10")),
        (["DTSTART;VALUE=DATE:00010101"], None),
        (["DTSTART:99991231T000000Z"], None),
    ],
)
def test_a_day_that_says_there_is_none_is_no_day(days: list[str], period: tuple[str, str] | None) -> None:
    (told,) = find_mentions(parse_issue("knots.ics", entry(*days)))
    assert (told.period and (str(told.period.start), str(told.period.end))) == period


@given(st.text(alphabet='BEGIN:VEVENTDSUMARY;="\\,n \r\n\t0123456789TZ', max_size=200))
def test_any_text_parses(text: str) -> None:
    issue = parse_issue("any.ics", entry(text))
    for told in find_mentions(issue):
        assert told.name
        assert 0 <= told.start < told.end <= len(issue.text)
