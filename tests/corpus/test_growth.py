"""Text made to be slow takes no longer than its length: four times as much, about four times as long."""

import json
from datetime import date, timedelta

import pytest

from corpus import clean, find_mentions, find_periods, merge_mentions, parse_issue, periods_of_sentences
from tests.growth import QUADRATIC, growth


@pytest.mark.parametrize("part", ["[", "![", "<a", "*", "&", " ", "."])
def test_markup(part: str) -> None:
    assert growth(clean, lambda size: "<" + part * size, 10_000) < QUADRATIC


@pytest.mark.parametrize("part", ["12-", "1", "4, ", "May ", "3 May was "])
def test_dates(part: str) -> None:
    def read(text: str) -> None:
        list(find_periods(text, date(2024, 3, 1)))

    assert growth(read, lambda size: part * size, 500) < QUADRATIC


def test_years_that_are_said_again_and_again() -> None:
    def read(text: str) -> None:
        periods_of_sentences(text.splitlines(), date(2024, 3, 1))

    assert growth(read, lambda size: "It was 1950. On 3 May we met.\n" * size, 300) < QUADRATIC


@pytest.mark.parametrize(
    "part",
    ["<", "<a ", "<!--", "<!", "<p>", "<table><tr><td>x", "<script>", "</p", "&", "<meta " + "a" * 50, "<nav>x</p>"],
)
def test_pages_that_close_nothing(part: str) -> None:
    def read(page: str) -> None:
        assert parse_issue("a.html", page).articles[0].sentences[0].text.startswith("There is text.")

    assert growth(read, lambda size: "<p>There is text.</p>" + part * size, 1_000) < QUADRATIC


@pytest.mark.parametrize("part", ["<p>a b c d of ", "<p>one two three half-"])
def test_paragraphs_that_go_on(part: str) -> None:
    assert growth(lambda text: parse_issue("a.html", text), lambda size: part * size, 2_000) < QUADRATIC


def test_a_sentence_full_of_titles() -> None:
    assert growth(lambda text: parse_issue("a.md", text), lambda size: "Mr. " * size, 2_000) < QUADRATIC


def test_a_page_that_hides_all() -> None:
    def written(size: int) -> str:
        return "<div hidden>" * size + "<h1>Day" * size

    assert growth(lambda text: parse_issue("a.html", text), written, 3_000) < QUADRATIC


@pytest.mark.parametrize(
    "part", ["📅 3 May 2024\n", "3 May 2024, Graz\nHall\n", "### Fair\n\n3 May 2024 | Graz\nHall\n\n"]
)
def test_days_on_lines_of_their_own(part: str) -> None:
    def read(text: str) -> None:
        find_mentions(parse_issue("a.md", text))

    assert growth(read, lambda size: "# News\n\nAll of it.\n\n" + part * size, 100) < QUADRATIC


def test_numbered_headings() -> None:
    def written(size: int) -> str:
        return "".join(f"## {n}. Docks\n\nOld.\n\n" for n in range(size))

    assert growth(lambda text: parse_issue("a.md", text), written, 300) < QUADRATIC


def test_leaves_of_a_calendar() -> None:
    page = "<div>Nov</div><div>21</div><div>Clean-up</div>"
    assert growth(lambda text: parse_issue("a.html", text), lambda size: page * size, 500) < QUADRATIC


def test_a_page_that_hides_much() -> None:
    def read(page: str) -> None:
        assert parse_issue("a.html", page).articles[-1].sentences[-1].text == "Rope"

    def written(size: int) -> str:
        return "<h1>Day</h1>" + "<div hidden>" * size + "</p>" * size + "</div>" * size + "<p>Rope</p>"

    assert growth(read, written, 1_000) < QUADRATIC


@pytest.mark.parametrize("part", ["a", "a.", "a "])
def test_lines_that_might_be_a_dateline(part: str) -> None:
    def read(text: str) -> None:
        assert parse_issue("a.md", text).articles[-1].dateline == ""

    assert growth(read, lambda size: f"# One\n\nText.\n\n{part * size}@\n\n# Two\n\nText.\n", 8) < QUADRATIC


def test_an_entry_of_many_lines() -> None:
    def written(size: int) -> str:
        return "BEGIN:VEVENT\nSUMMARY:" + "Rope\\n" * size + "\nEND:VEVENT\n"

    assert growth(lambda text: parse_issue("a.ics", text), written, 1_000) < QUADRATIC


@pytest.mark.parametrize("name", ["SUMMARY", "DESCRIPTION"])
@pytest.mark.parametrize("part", ["A", "A-", "Foo School of "])
def test_the_texts_of_an_entry(part: str, name: str) -> None:
    def written(size: int) -> str:
        return f"BEGIN:VEVENT\nDTSTART:20240504\n{name}:{part * size}\nSUMMARY:Ropes\nEND:VEVENT\n"

    assert growth(lambda text: find_mentions(parse_issue("a.ics", text)), written, 500) < QUADRATIC


@pytest.mark.parametrize("name", ["name", "description"])
@pytest.mark.parametrize("part", ["A", "Foo School of "])
def test_the_texts_of_an_event_stated_for_machines(part: str, name: str) -> None:
    def written(size: int) -> str:
        told = json.dumps({"@type": "Event", "startDate": "2024-05-04", "name": "Ropes"} | {name: part * size})
        return f'<p>Text.</p><script type="application/ld+json">{told}</script>'

    assert growth(lambda text: find_mentions(parse_issue("a.html", text)), written, 500) < QUADRATIC


def test_a_heading_of_one_word() -> None:
    def read(text: str) -> None:
        find_mentions(parse_issue("a.md", text))

    assert growth(read, lambda size: f"# {'A' * size}\n\nRopes on 4 May 2024.", 1_000) < QUADRATIC


@pytest.mark.parametrize("part", ["(", "meeting of ", "4 May: ", "9th ", "the forum, and "])
def test_events(part: str) -> None:
    def read(text: str) -> None:
        merge_mentions(find_mentions(parse_issue("a.md", text)))

    assert growth(read, lambda size: f"# Headline\n\n{part * size}on 4 May 2024", 250) < QUADRATIC


def test_a_calendar_of_weekly_meetings() -> None:
    def read(text: str) -> None:
        merge_mentions(find_mentions(parse_issue("a.ics", text)))

    def written(weeks: int) -> str:
        days = (date(2000, 1, 1) + timedelta(weeks=week) for week in range(weeks))
        return "".join(f"BEGIN:VEVENT\nSUMMARY:Pilots meet\nDTSTART:{day:%Y%m%d}\nEND:VEVENT\n" for day in days)

    assert growth(read, written, 500) < QUADRATIC
