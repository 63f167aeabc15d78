"""Questions to the history of events, as visitors ask them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, EventFilters, Filters, Turn, history, make_event_filters
from assistant.event_follow_ups import read_question
from assistant.event_questions import EventQuestion
from assistant.event_words import date_words
from assistant.history import _cite, _lines, _listed, _years_before
from assistant.types import Reader
from corpus import Period, RequestError
from index import Archive, Encoder, build, find_events

TODAY = date(2024, 12, 20)
MARCH = """The Harbour Society

March 2023
Issue 7

# Nordic Harbour Forum draws four hundred

The 3rd Nordic Harbour Forum was held in Bergen, Norway, from 6 to 8 February 2023. It was chaired by Prof. Ingrid Aas.

# Divers train in Porto

The Divers' Workshop took place in Porto, Portugal, on 14 February 2023.

# Harbour Concert called off

The Harbour Concert, planned for 25 February 2023 in Bergen, Norway, was cancelled.
"""
MAY = """The Harbour Society

May 2023
Issue 8

# Tide Conference to come

The 2nd Tide Conference will take place in Lisbon, Portugal, on 9 June 2023.

# Looking back at the forum

The 3rd Nordic Harbour Forum was held in Bergen, Norway, from 7 to 9 February 2023.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, reader: Reader) -> Assistant:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "7.md").write_text(MARCH)
    (folder / "8.md").write_text(MAY)
    build(folder, folder / "data", encoder)
    return Assistant(Archive.open(folder / "data"), encoder, reader)


@pytest.fixture
def ask(harbour: Assistant) -> Callable[..., Answer]:
    return lambda question, *history, **more: harbour.ask(question, history, as_of=date(2023, 5, 15), **more)


def names(answer: Answer) -> list[str]:
    return [event.name for event in answer.events]


def test_a_list_says_what_was_understood_and_cites_each_event(assistant: Assistant) -> None:
    answer = assistant.ask("Which events took place in November 2024?", as_of=TODAY)
    assert answer.status == "answered"
    assert answer.text.split("\n") == [
        "3 events in November 2024:",
        "– 15 November 2024: Sino-Romanian Science Forum, Bucharest, Romania [1]",
        "– 20 to 23 November 2024: 2024 World Science Forum (WSF), Budapest, Hungary [2]",
        "– 26 to 28 November 2024: 13th China-Italy Innovation Cooperation Week, Naples, Italy; Venice, Italy [3]",
        "3 of 3 matching events shown; 6 articles checked.",
    ]
    with assistant.archive.snapshot() as snapshot:
        for citation in answer.citations:
            assert snapshot.reader.text(citation.path)[citation.start : citation.end] == citation.quote
    assert [event.period.start.day for event in answer.events if event.period] == [15, 20, 26]


def test_a_fact_and_a_list_give_the_same_dates(assistant: Assistant) -> None:
    fact = assistant.ask("When was the World Science Forum held?")
    listed = assistant.ask("What happened in November?", as_of=TODAY)
    assert "20 to 23 November" in fact.text
    assert "20 to 23 November" in listed.text


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("What has ANSO done in Romania?", ["visit to Cyprus, Serbia, and Romania", "Sino-Romanian Science Forum"]),
        ("How many forums did Dr. Zhao attend?", ["2024 World Science Forum (WSF)"]),
        ("When is the next General Assembly?", ["4th General Assembly (GA)"]),
        ("Which meetings were held in Thailand?", ["9th ANSO Governing Board (GB) Meeting"]),
        ("conferences about biosphere reserves", ["Fifth World Congress of Biosphere Reserves"]),
        (
            "Which events took place after the World Science Forum and before 12 December 2024?",
            ["13th China-Italy Innovation Cooperation Week", "9th ANSO Governing Board (GB) Meeting"],
        ),
        (
            "What events did the newsletter report for December 2024?",
            [
                "9th ANSO Governing Board (GB) Meeting",
                "2024 International Conference of NGOs in Official Partnership with UNESCO",
            ],
        ),
        ("What was the first event of 2024?", ["visit to Cyprus, Serbia, and Romania"]),
    ],
)
def test_the_shipped_newsletter(assistant: Assistant, question: str, events: list[str]) -> None:
    assert names(assistant.ask(question, as_of=TODAY)) == events


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("List all events", ["3rd Nordic Harbour Forum", "Divers' Workshop", "Harbour Concert", "2nd Tide Conference"]),
        ("Which events took place in February 2023?", ["3rd Nordic Harbour Forum", "Divers' Workshop"]),
        ("What took place in Scandinavia?", ["3rd Nordic Harbour Forum"]),
        ("events in portugal", ["Divers' Workshop", "2nd Tide Conference"]),
        ("Which events were cancelled?", ["Harbour Concert"]),
        ("What is coming up?", ["2nd Tide Conference"]),
        ("Any workshops in February?", ["Divers' Workshop"]),
        ("What did Ingrid Aas attend?", ["3rd Nordic Harbour Forum"]),
        ("most recent event", ["Divers' Workshop"]),
        ("Which events are there next month?", ["2nd Tide Conference"]),
        ("Which events will be held in 2023?", ["2nd Tide Conference"]),
        ("Which events are going to be held in Portugal?", ["2nd Tide Conference"]),
        ("Events in Norway or Portugal in March to June 2023", ["2nd Tide Conference"]),
        ("What took place in Norway and Portugal?", ["3rd Nordic Harbour Forum", "Divers' Workshop"]),
        ("Did anything happen in Porto?", ["Divers' Workshop"]),
        ("Were any events cancelled?", ["Harbour Concert"]),
        ("Which events were postponed or cancelled?", ["Harbour Concert"]),
        ("Show me the last two events", ["3rd Nordic Harbour Forum", "Divers' Workshop"]),
        ("the two most recent events, please", ["3rd Nordic Harbour Forum", "Divers' Workshop"]),
        ("Which events did Norway host?", ["3rd Nordic Harbour Forum"]),
        ("Which events will Portugal host?", ["2nd Tide Conference"]),
        ("Which cancelled events did Norway host?", ["Harbour Concert"]),
        ("Which forums did Scandinavia host in February?", ["3rd Nordic Harbour Forum"]),
        ("Which Harbour Society events took place in Norway?", ["3rd Nordic Harbour Forum"]),
        ("What is the Harbour Society's next conference?", ["2nd Tide Conference"]),
        ("List every event in Portugal in chronological order", ["Divers' Workshop", "2nd Tide Conference"]),
        ("Timeline of events since 10 February 2023", ["Divers' Workshop", "Harbour Concert", "2nd Tide Conference"]),
    ],
)
def test_filters_in_a_question(ask: Callable[..., Answer], question: str, events: list[str]) -> None:
    assert names(ask(question)) == events


def test_a_count_states_the_number_first(ask: Callable[..., Answer]) -> None:
    assert ask("How many events were held in February 2023?").text.startswith("2 events in February 2023:")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In which countries were events held in February 2023?", "2 countries: Norway (1); Portugal (1)."),
        ("Which cities hosted workshops?", "1 city: Porto, Portugal (1)."),
        ("How many countries hosted events in February 2023?", "2 countries: Norway (1); Portugal (1)."),
        ("Where did events take place in February 2023?", "2 cities: Bergen, Norway (1); Porto, Portugal (1)."),
        ("In which months were there events?", "2 months: February 2023 (2); June 2023 (1)."),
    ],
)
def test_what_is_asked_of_the_events_is_told_first(ask: Callable[..., Answer], question: str, told: str) -> None:
    assert ask(question).text.startswith(f"{told}\n")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How long did the World Science Forum last?", "4 days: 2024 World Science Forum (WSF)."),
        ("How many days did the visit to Romania take in 2024?", "10 days: visit to Cyprus, Serbia, and Romania."),
        ("What was the longest event in 2024?", "10 days: visit to Cyprus, Serbia, and Romania."),
        ("What was the longest conference?", "4 days: 2024 World Science Forum (WSF)."),
    ],
)
def test_how_long_something_took_is_counted_from_its_days(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question, as_of=TODAY)
    assert answer.text.startswith(told)
    assert len(answer.events) == len(answer.citations) == 1


def test_what_no_issue_can_have_told_of_yet_is_not_looked_for_in_older_ones(assistant: Assistant) -> None:
    answer = assistant.ask("What happened last December?", as_of=date(2026, 11, 28))
    assert answer.text.startswith("No events in December 2025")


def test_contradicting_dates_are_shown_with_both_citations(ask: Callable[..., Answer]) -> None:
    answer = ask("Which forums took place in Norway?")
    assert "7 to 9 February 2023: 3rd Nordic Harbour Forum, Bergen, Norway [1]; disputed, also given as" in answer.text
    assert "6 to 8 February 2023 [2]" in answer.text
    assert [citation.path for citation in answer.citations] == ["8.md", "7.md"]


def test_none_is_none_and_what_lies_near_is_labelled(ask: Callable[..., Answer]) -> None:
    answer = ask("Which events took place in Norway in 2022?")
    assert (answer.status, answer.events, answer.citations) == ("not_found", (), ())
    assert answer.text.split("\n") == [
        "No events in Norway, 2022; 5 articles checked.",
        "Near to that:",
        "– 1 past event in Norway, for example 3rd Nordic Harbour Forum (7 to 9 February 2023)",
    ]


def test_none_to_come_is_no_reason_to_tell_of_the_last_one_as_if_it_were(ask: Callable[..., Answer]) -> None:
    answer = ask("When is the next Nordic Harbour Forum?")
    assert (answer.status, answer.citations) == ("not_found", ())
    assert "1 forum about “Nordic Harbour”, for example 3rd Nordic Harbour Forum" in answer.text


def test_who_did_what_at_an_event_is_told_apart(ask: Callable[..., Answer]) -> None:
    chaired = ask("Which events did Ingrid Aas chair?")
    assert chaired.text.startswith("With Ingrid Aas as chair:\n1 past event")
    hosted = ask("Which events did Ingrid Aas host?")
    assert hosted.text.startswith("The archive says of no event, in so many words, that Ingrid Aas was the host.")
    assert names(hosted) == ["3rd Nordic Harbour Forum"]


def test_a_chair_who_is_called_by_surname_chaired(tmp_path: Path, encoder: Encoder, reader: Reader) -> None:
    (tmp_path / "7.md").write_text("# Silt\n\nThe Silt Seminar was held on 6 May 2022. It was chaired by Prof. Aas.\n")
    build(tmp_path, tmp_path / "data", encoder)
    answer = Assistant(Archive.open(tmp_path / "data"), encoder, reader).ask("Which seminars did Ingrid Aas chair?")
    assert answer.text.startswith("With Ingrid Aas as chair:\n1 ")


def test_an_event_whose_name_nothing_bears_out_is_told_in_its_sentence(data: Path) -> None:
    with Archive.open(data).snapshot() as snapshot:
        (event,) = find_events(snapshot.reader, EventFilters(about="Sino-Romanian"), TODAY).events
        invented = replace(event, name="Congress of Atlantis")
        cited = _cite(snapshot, [invented])
        (line,) = _lines(snapshot, [invented], cited).values()
    assert line.startswith("– 15 November 2024: “Romanian Academy, the ANSO Member, hosted")


def test_what_only_a_clause_tells_stands_behind_what_has_a_name(
    tmp_path: Path, encoder: Encoder, reader: Reader
) -> None:
    text = (
        "# News of the pilots\n\nThe fee rises on 1 June. The Tide Forum is held on 3 June. The crew moves on 5 June."
    )
    (tmp_path / "a.md").write_text(f"The Harbour Society\n\nMay 2024\nIssue 7\n\n{text}", encoding="utf-8")
    build(tmp_path, tmp_path / "data", encoder)
    pilots = Assistant(Archive.open(tmp_path / "data"), encoder, reader)
    assert pilots.ask("Which events take place in June 2024?").text.split("\n")[:5] == [
        "3 events in June 2024:",
        "– 3 June 2024: Tide Forum [1]",
        "2 of them are told without a name:",
        "– 1 June 2024: The fee rises [2]",
        "– 5 June 2024: The crew moves [3]",
    ]
    assert names(pilots.ask("timeline of June 2024"))[1] == "Tide Forum"


def test_where_the_history_has_none_the_articles_may_still_tell(assistant: Assistant) -> None:
    answer = assistant.ask("Which events did the Chinese Academy of Sciences take part in?", as_of=TODAY)
    assert answer.text.startswith(
        "No past events with Chinese Academy of Sciences, as far as the sentences that date them"
    )
    assert any("Chinese Academy of Sciences" in citation.text for citation in answer.citations)


def test_a_month_without_a_year_is_the_latest_with_events(ask: Callable[..., Answer]) -> None:
    assert ask("What happened in February?").text.startswith("2 events in February 2023:")


def test_what_took_place_in_a_month_is_looked_for_behind(harbour: Assistant) -> None:
    def told(question: str, as_of: date) -> str:
        return harbour.ask(question, as_of=as_of).text

    assert told("Which conferences took place in June?", date(2024, 5, 1)).startswith("1 conference in June 2023:")
    assert told("Which workshops took place in May?", date(2026, 11, 1)).startswith("No workshops in May;")
    assert told("Which workshops took place in May 2027?", date(2026, 11, 1)).startswith(
        "No past workshops in May 2027"
    )


def test_only_years_with_events_are_looked_into(ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    monkeypatch.setattr(history, "find_events", lambda *what, **how: looks.append(what) or find_events(*what, **how))
    assert ask("Which events were about ships in July?").status == "not_found"
    assert len(looks) < 10  # and not one for each of thirty years


def test_filters_beside_the_question_count_too(ask: Callable[..., Answer]) -> None:
    assert names(ask("List all events", filters=Filters(place="Portugal"))) == [
        "Divers' Workshop",
        "2nd Tide Conference",
    ]


def test_follow_ups_change_what_they_name(ask: Callable[..., Answer]) -> None:
    history = [Turn("user", "Which events took place in Norway?"), Turn("assistant", "…")]
    assert names(ask("And in Portugal?", *history)) == ["Divers' Workshop"]
    history += [Turn("user", "And in Portugal?"), Turn("assistant", "…")]
    assert ask("What about 2022?", *history).text.startswith("No events in Portugal, 2022;")
    everything = [Turn("user", "List all events"), Turn("assistant", "…")]
    assert names(ask("only the conferences", *everything)) == ["3rd Nordic Harbour Forum", "2nd Tide Conference"]
    assert names(ask("only forums", *everything)) == ["3rd Nordic Harbour Forum"]
    counted = [Turn("user", "How many events were there in 2022?"), Turn("assistant", "…")]
    assert names(ask("And since June 2023?", *counted)) == ["2nd Tide Conference"]


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("List all events", "Only those in Norway", "2 events in Norway:"),
        ("List all events", "How many of them were in Porto?", "1 past event in Porto"),
        ("List all events", "Which of them were cancelled?", "1 cancelled event:"),
        ("Which events were cancelled?", "How many of them were in Norway?", "1 cancelled event in Norway:"),
        (
            "Which events took place in Norway?",
            "Which of them did Ingrid Aas chair?",
            "With Ingrid Aas as chair:\n1 past",
        ),
        ("List the conferences", "How many are there?", "2 conferences:"),
        ("List the conferences", "The last one?", "The last of 2 conferences:\n– 9 June 2023: 2nd Tide"),
        ("List all events", "And the second one?", "The second of 4 events:\n– 14 February 2023: Divers'"),
        ("Show me the last two events", "The first one?", "The first of the most recent 2 of 2 past events"),
        ("List the conferences", "the third one", "There is no third among the 2 conferences."),
        ("Which events took place in March 2022?", "And in February?", "No events in February 2022;"),
        (
            "Which events took place in March 2022?",
            "How many of them were in February?",
            "No events in February 2022;",
        ),
    ],
)
def test_them_are_the_events_just_listed(ask: Callable[..., Answer], before: str, question: str, told: str) -> None:
    assert ask(question, Turn("user", before), Turn("assistant", "…")).text.startswith(told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Show me all conferences", "2 conferences:"),
        ("Now list all events", "4 events:"),
        ("Then list the workshops", "1 workshop:"),
        ("Now only the conferences", "1 past conference in Norway"),
        ("Show me only the conferences", "1 past conference in Norway"),
    ],
)
def test_a_question_that_is_whole_goes_on_from_none(ask: Callable[..., Answer], question: str, told: str) -> None:
    before = Turn("user", "Which events took place in Norway?"), Turn("assistant", "…")
    assert ask(question, *before).text.startswith(told)


@pytest.mark.parametrize(
    ("before", "question", "in_full"),
    [
        ("Which events took place in Rome?", "And in Oslo?", "List all past events in Oslo?"),
        ("Which events were cancelled?", "Which of them were in 2022?", "List all cancelled events in 2022?"),
        ("List all meetings in Norway", "And in May?", "List all meetings in Norway in May?"),
        ("List all events about ships", "And since June 2023?", "List all events about ships since 1 June 2023?"),
        ("Show me the last two events in Italy", "And in Oslo?", "List the last 2 past events in Oslo?"),
        ("In which countries were there forums?", "And in 2023?", "In which countries are there forums in 2023?"),
        ("Which events took place before the forum?", "And in Oslo?", "And in Oslo?"),  # a boundary has no such words
    ],
)
def test_a_follow_up_is_told_in_words_that_stand_alone(
    ask: Callable[..., Answer], before: str, question: str, in_full: str
) -> None:
    answer = ask(question, Turn("user", before), Turn("assistant", "…"))
    assert answer.question == in_full
    if in_full != question:
        assert ask(answer.question).text == answer.text


def test_the_last_one_is_the_last_of_all(ask: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 2)
    everything = [Turn("user", "List all events"), Turn("assistant", "…")]
    assert names(ask("The last one?", *everything)) == ["2nd Tide Conference"]
    assert names(ask("The first one?", *everything)) == ["3rd Nordic Harbour Forum"]


def test_where_no_event_is_dated_there_is_no_last_one(data: Path) -> None:
    with Archive.open(data).snapshot() as snapshot:
        found = find_events(snapshot.reader, EventFilters(), TODAY)
        undated = replace(found, events=(), total=0, undated=found.events, total_undated=len(found.events))
        asked = EventQuestion(EventFilters(), nth=-1)
        answer = _listed(snapshot, asked, undated, "The last one?", Filters(), TODAY)
    assert (answer.status, answer.text) == ("not_found", "There is no last among the 0 events.")


@pytest.mark.parametrize(
    "question",
    [
        "When was the World Science Forum held?",
        "How many people attended the forum?",
        "What was discussed at the meeting in Bangkok?",
        "Who attended the opening ceremony?",
        "Which organisations hosted the forum?",
        "In which month was the forum?",
        "How many sessions did the forum have?",
        "What happened at the forum?",
        "Tell me about the meeting in Bangkok",
        "What was the first meeting about?",
        "What did the delegation visit?",
        "World Science Forum",
        "Which events were not held in Europe?",
        "When does the exhibition open?",
        "Is the exhibition still open?",
        "Which prizes are there?",
    ],
)
def test_questions_about_a_fact_are_left_to_the_passages(question: str) -> None:
    assert read_question(question, (), TODAY) is None


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("events between March and June 2023", {"since": "2023-03-01", "until": "2023-06-30"}),
        ("Which events took place before 15 November 2024?", {"until": "2024-11-14", "status": "past"}),
        (
            "Can you tell me which visits were made to Serbia in 2023?",
            {"place": "Serbia", "kind": "visit", "since": "2023-01-01", "until": "2023-12-31", "status": "past"},
        ),
        ("events after 2022", {"since": "2023-01-01"}),
        (
            "how many events were there in 2022 and 2023?",
            {"since": "2022-01-01", "until": "2023-12-31", "status": "past"},
        ),
        ("What happened last month?", {"since": "2024-11-01", "until": "2024-11-30", "status": "past"}),
        ("events in the Democratic Republic of the Congo", {"place": "Democratic Republic of the Congo"}),
        ("What took place in Paris, Texas?", {"place": "Paris, Texas", "status": "past"}),
        ("meetings with the Romanian Academy", {"person": "Romanian Academy", "kind": "meeting"}),
        ("Which deadlines are still open?", {"kind": "deadline", "status": "upcoming"}),
        ("Which calls are open?", {"kind": "call", "status": "upcoming"}),
        ("Which meetings were moved or cancelled?", {"kind": "meeting", "status": "cancelled or postponed"}),
        ("Show me all cancelled and postponed events", {"status": "cancelled or postponed"}),
        ("Which events were postponed or rescheduled?", {"status": "postponed"}),
        ("Which events involve the Romanian Academy?", {"person": "Romanian Academy"}),
        ("Which meetings take place online?", {"kind": "meeting", "about": "online"}),
        ("Which publications came out?", {"kind": "publication", "status": "past"}),
        ("Which prizes were awarded?", {"kind": "prize", "status": "past"}),
        ("Which events come after 2022?", {"since": "2023-01-01"}),
        ("Which training courses are planned?", {"kind": "course", "status": "upcoming"}),
        ("Which council meetings are planned?", {"about": "council", "kind": "meeting", "status": "upcoming"}),
    ],
)
def test_what_is_understood(question: str, filters: dict[str, str]) -> None:
    asked = read_question(question, (), TODAY)
    assert asked is not None
    assert asked.filters == make_event_filters(**filters)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("from 20 to 23 November", "20 to 23 November 2024"),
        ("15 November 2024", "15 November 2024"),
        ("late November", "late November 2024"),
        ("last month", "last month (15 November 2024 to 23 November 2024)"),
        ("the 15th", "15 November 2024 to 23 November 2024"),
        ("November 15", "November 15, 2024"),
        ("15 November, except for the crew, which waits until the 23rd", "15 November 2024 to 23 November 2024"),
    ],
)
def test_dates_are_shown_as_the_text_has_them(words: str, shown: str) -> None:
    assert date_words(Period(date(2024, 11, 15), date(2024, 11, 23), "day", words)).replace("from 15", "15") == shown


def test_the_api(harbour: Assistant) -> None:
    found = harbour.events(EventFilters(place="Europe", status="past"), as_of=date(2023, 5, 15))
    assert (found.total, found.articles, found.understood) == (2, 5, "past events in Europe")
    assert [e.name for e in harbour.events(EventFilters(kind="conference"), most=1).events] == [
        "3rd Nordic Harbour Forum"
    ]
    with pytest.raises(RequestError, match="status is 'soon'"):
        make_event_filters(status="soon")


def test_an_answer_costs_no_model(data: Path) -> None:
    answer = Assistant(Archive.open(data), None, None).ask("List all events")  # type: ignore[arg-type]
    assert len(answer.events) == 9


def test_the_last_of_february_stays_the_last() -> None:
    days = [date(2024, 2, 29), date(2023, 2, 28), date(2024, 2, 28), date(2024, 3, 31)]
    assert [str(_years_before(day, 1)) for day in days] == ["2023-02-28", "2022-02-28", "2023-02-28", "2023-03-31"]
    assert _years_before(date(2023, 2, 28), 3) == date(2020, 2, 29)
