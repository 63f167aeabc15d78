"""Events told in newsletters of several styles, and what several issues say of one event."""

import json
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Event, Issue, Mention, find_mentions, merge_mentions, parse_issue

SHIPPED_EVENTS = Path(__file__).parents[1] / "evaluation" / "events.jsonl"


def issue(text: str, month: str = "March 2024", path: str = "issue.md") -> Issue:
    return parse_issue(path, f"The Harbour Society\n\n{month}\nIssue 7\n\n{text}")


def mentions(text: str, month: str = "March 2024", path: str = "issue.md") -> tuple[Mention, ...]:
    return find_mentions(issue(text, month, path))


def only(found: tuple[Mention, ...]) -> Mention:
    assert len(found) == 1, [m.name for m in found]
    return found[0]


def days(told: Mention | Event) -> tuple[str, str] | None:
    return (str(told.period.start), str(told.period.end)) if told.period else None


def countries(told: Mention | Event) -> list[str]:
    return [code for place in told.places for code in place.countries]


def test_a_report_tells_name_day_place_and_who_took_part() -> None:
    told = only(
        mentions("""
# Harbour Forum draws four hundred

The 3rd Nordic Harbour Forum was held in Bergen, Norway, from 6 to 8 February. It was chaired by Prof. Ingrid Aas,
President of the Harbour Society. Dr Tomas Berg gave a keynote on silt.
""")
    )
    assert told.name == "3rd Nordic Harbour Forum"
    assert (told.kind, told.status, days(told)) == ("conference", "held", ("2024-02-06", "2024-02-08"))
    assert [place.city for place in told.places] == ["Bergen"]
    assert {(p.name, p.role) for p in told.participants} == {("Ingrid Aas", "chair"), ("Tomas Berg", "speaker")}


def test_the_date_of_an_event_is_not_the_date_of_the_issue() -> None:
    told = only(mentions("# Divers meet\n\nThe Divers' Meeting took place in Lisbon on 9 November.", "December 2023"))
    assert days(told) == ("2023-11-09", "2023-11-09")


def test_a_calendar_lists_events_to_come() -> None:
    found = mentions("""
# Calendar

- **4 April**: Webinar on tide tables, online, 13:00 UTC
- **29 May-1 June**: 2nd Summer School on Lighthouses, Gdynia, Poland. Thirty places.
- **Late September** – Workshop on knots, Rijeka
""")
    assert [(m.name, days(m), m.status) for m in found] == [
        ("Webinar on tide tables", ("2024-04-04", "2024-04-04"), "announced"),
        ("2nd Summer School on Lighthouses", ("2024-05-29", "2024-06-01"), "announced"),
        ("Workshop on knots", ("2024-09-21", "2024-09-30"), "announced"),
    ]
    assert [countries(m) for m in found] == [[], ["PL"], ["HR"]]


def test_a_headline_that_only_names_a_department_is_not_added_to_what_stands_below_it() -> None:
    for headline in ("Grants and competitions", "Looking back", "Changes to the programme"):
        assert only(mentions(f"# {headline}\n\nThe jury meets on 3 June.")).name == "The jury meets"
    assert only(mentions("# A new lock\n\nThe jury meets on 3 June.")).name == "The jury meets: A new lock"


def test_a_notice_may_set_its_date_and_place_below_its_title() -> None:
    notice = "Workshop “Sensors for Pilots”{0}Date: 2 December{0}Place: Graz"
    for line_end in ("  \n", "\n"):
        told = only(mentions(f"# Coming up\n\n{notice.format(line_end)}"))
        assert (told.name, days(told)) == ("Workshop “Sensors for Pilots”", ("2024-12-02", "2024-12-02"))
    assert only(mentions("# Fees\n\nRegistration: by 21 November")).kind == "deadline"


def test_a_line_may_name_the_number_or_the_occasion_behind_who_meets() -> None:
    found = mentions("""
# Forthcoming

- **24–28 November 2024** – Executive Board, 42nd session (Vienna, Austria)
- **24 August 2024** – Pilots at World Water Week (Stockholm, Sweden)

The Executive Board will hold its forty-second session in Vienna from 24 to 28 November 2024.
""")
    assert [m.name for m in found] == [
        "Executive Board, 42nd session",
        "Pilots at World Water Week",
        "forty-second session of the Executive Board",
    ]
    assert len(merge_mentions(found)) == 2


def test_rows_between_bars_are_read_with_the_title_below_them() -> None:
    found = mentions("""
# Upcoming

* 2024-04-10 | Ghent, BE | [Map Makers Ghent](https://maps.example)
    * [**Drawing coasts by hand**](https://maps.example/1)
* 2024-04-12 | Virtual | Map Makers Online
""")
    assert [m.name for m in found] == ["Drawing coasts by hand", "Map Makers Online"]
    assert countries(found[0]) == ["BE"]
    assert [(p.name, p.role) for p in found[0].participants] == [("Map Makers Ghent", "host")]


def test_table_columns_may_stand_in_any_order() -> None:
    found = mentions("""
# Dates

| Event | Where | When |
|---|---|---|
| Harbour Night | Porto | 3 May 2024 |
""")
    assert [(m.name, days(m), countries(m)) for m in found] == [("Harbour Night", ("2024-05-03", "2024-05-03"), ["PT"])]


def test_a_day_alone_on_its_line_is_that_of_the_title_below_it() -> None:
    read = issue(
        "# Agenda\n\n13–15 June, Ghent  \nGhent Book Fair  \nFlanders Expo\n\n21 June, 5 am  \nSunrise at the dock\n\n"
        "### 29 June\n\nFamily day of the pilots\n\n30 June  \nIt will rain all day.\n\n"
        "Bergen, 4 March  \nIngrid Aas, President\n"
    )
    found = find_mentions(read)
    assert [(m.name, days(m)) for m in found] == [
        ("Ghent Book Fair", ("2024-06-13", "2024-06-15")),
        ("Sunrise at the dock", ("2024-06-21", "2024-06-21")),
        ("Family day of the pilots", ("2024-06-29", "2024-06-29")),
    ]
    assert countries(found[0]) == ["BE"]
    assert read.text[found[1].start : found[1].end] == "21 June, 5 am  \nSunrise at the dock"


@pytest.mark.parametrize(
    "notice",
    [
        "### Pilots' Summer School\n12–14 July 2024 | Graz, Austria\nThree days of talks and tides.",
        "### Pilots' Summer School\n\nDates: 12 to 14 July 2024\nPlace: Graz, Austria\nFee: €450",
        "**Pilots' Summer School**\n📅 12–14 July 2024\n📍 Graz, Austria\nOrganised with the harbour office.",
        "**Pilots' Summer School**\n*Graz, Austria, 12–14 July 2024*",
        "WHAT: Pilots' Summer School\nWHEN: 12-14 July 2024, 10am-1pm\nWHERE: Graz, Austria",
        "Date: 12-14 July 2024\nVenue: Graz, Austria\nTitle: Pilots' Summer School",
        "| Graz, Austria | Pilots' Summer School | 12-14 July 2024 |",
    ],
)
def test_day_and_place_may_stand_on_lines_of_their_own_around_a_title(notice: str) -> None:
    told = only(mentions(f"# Coming up\n\nWhat lies ahead.\n\n{notice}"))
    assert (told.name, days(told), countries(told)) == ("Pilots' Summer School", ("2024-07-12", "2024-07-14"), ["AT"])


def test_a_table_may_have_columns_from_and_to() -> None:
    found = mentions("""
# Dates

| From | To | Event | Place | Status |
|---|---|---|---|---|
| 2024-06-24 | 2024-06-24 | Breakfast | Graz (AT) | CANCELLED |
| 2024-07-14 | 2024-07-18 | Summer School | Porto (PT) | full |
| 2024-09-01 | – | Call opens | – | |
| 2024-11-12 | 2024-11-12 | Rope Workshop | Seville (ES) | MOVED from 2024-06-18 |
""")
    assert [(m.name, days(m), m.status) for m in found] == [
        ("Breakfast", ("2024-06-24", "2024-06-24"), "cancelled"),
        ("Summer School", ("2024-07-14", "2024-07-18"), "announced"),
        ("Call opens", ("2024-09-01", "2024-09-01"), "announced"),
        ("Rope Workshop", ("2024-11-12", "2024-11-12"), "announced"),
    ]


def test_a_number_is_part_of_a_title_and_so_is_a_word_that_begins_like_a_weekday() -> None:
    assert only(mentions("# Dates\n\n| Date | What |\n|---|---|\n| 4 May 2024 | Drill no. 7 |")).name == "Drill no. 7"
    found = mentions("# Dates\n\nSoon.\n\n### Harbour\n\n3 June 2024 Monitoring\nTown hall")
    assert "Harbour" not in [m.name for m in found]


@pytest.mark.parametrize("title", ["Charity Fundraising Event", "Ten Minutes to Midnight", "Jobs Fair"])
def test_a_title_may_have_the_words_of_departments(title: str) -> None:
    told = only(mentions(f"# Spring\n\nSoon.\n\n{title}\n7 June 2024, 19:00\nTown Hall"))
    assert (told.name, days(told)) == (title, ("2024-06-07", "2024-06-07"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ghent Book Fair holds its third edition 12–14 February 2024 in Ghent.",
        "The pilots were moved by the concert on 12 February 2024.",
    ],
)
def test_what_only_looks_counted_or_put_off_was_held(sentence: str) -> None:
    told = only(mentions(f"# Spring\n\n{sentence}"))
    assert told.status == "held"
    assert told.period is not None
    assert told.period.start == date(2024, 2, 12)


def test_columns_of_days_far_apart_are_not_from_and_to() -> None:
    table = (
        "| Conference | Due | Held | Place |\n|---|---|---|---|\n| Tide Forum | 1 April 2024 | 12 May 2024 | Ghent |"
    )
    found = mentions(f"# Dates\n\n{table}")
    assert not [m for m in found if m.period and m.period.end - m.period.start > timedelta(1)]


def test_a_word_of_a_name_is_no_date_in_it() -> None:
    found = mentions("# May\n\nThe Maypole Parade is held in May. The Maypole Parade is held on 17 May.")
    assert len(merge_mentions(found)) == 1


def test_a_page_may_give_day_and_place_paragraphs_of_their_own() -> None:
    page = "<h1>Coming up</h1><p>Soon.</p><h3>Sea Summit</h3><p>10 July 2024</p><p>Lisbon, Portugal</p><p>Do come.</p>"
    told = only(mentions(page, path="issue.html"))
    assert (told.name, days(told), countries(told)) == ("Sea Summit", ("2024-07-10", "2024-07-10"), ["PT"])


def test_a_bare_day_below_a_title_may_be_that_of_writing() -> None:
    assert mentions("# News\n\nWhat is new.\n\n### A new lock for Graz\n\n3 March 2024\n\nIt works.") == ()


def test_prose_that_breaks_a_line_behind_a_date_is_prose() -> None:
    text = (
        "The pilots of the harbour, who had been away since the first of the year, met on\n12 February 2024\n"
        "Graz to speak about tides and about the lock that was to be built there before long."
    )
    assert only(mentions(f"# News\n\n{text}")).name.startswith("The pilots of the harbour")


def test_a_heading_gives_its_month_to_the_bare_days_below_it() -> None:
    found = mentions("""
# Agenda

## May

- Thu 9: Stories of the pilots
- 12 anchors were found
- 14 June: Flower market

## June

| When | What | Where |
|---|---|---|
| 14–15 | Puppet Weekend | Town hall |
""")
    assert [(m.name, days(m)) for m in found] == [
        ("Stories of the pilots", ("2024-05-09", "2024-05-09")),
        ("Flower market", ("2024-06-14", "2024-06-14")),
        ("Puppet Weekend", ("2024-06-14", "2024-06-15")),
    ]


def test_a_list_that_is_only_set_with_dashes_is_read_line_by_line() -> None:
    found = mentions("""
# At the harbour

Do not forget:
– Registration: until 4 May
– General Assembly: 6 June, 13:30
• Concert of the buoys: 7 June
""")
    assert [(m.name, days(m)) for m in found] == [
        ("Registration: At the harbour", ("2024-05-04", "2024-05-04")),
        ("General Assembly", ("2024-06-06", "2024-06-06")),
        ("Concert of the buoys: At the harbour", ("2024-06-07", "2024-06-07")),
    ]


def test_lines_of_plain_text_that_open_with_a_date_are_read_one_by_one() -> None:
    found = mentions("""
# Evening talks

16 Apr   Clara Montferrand (Toulouse): Anchors under ice
Thu 30 May   Piotr Zawadzki (Łódź): Thirty years of ropes
June 13   Tides of the North
""")
    assert [(m.name, days(m)) for m in found] == [
        ("Anchors under ice: Evening talks", ("2024-04-16", "2024-04-16")),
        ("Thirty years of ropes: Evening talks", ("2024-05-30", "2024-05-30")),
        ("Tides of the North: Evening talks", ("2024-06-13", "2024-06-13")),
    ]


@pytest.mark.parametrize("days_of", ["{:02}.06.2024", "2024-06-{:02}"])
def test_columns_of_spaces_may_open_with_a_day_in_figures(days_of: str) -> None:
    lines = [f"{days_of.format(3)}   General Board, Graz     14.00 hrs", f"{days_of.format(9)}   Open Day   Porto"]
    found = mentions("# Agenda\n\n" + "\n".join(lines))
    assert [(m.name, days(m)) for m in found] == [
        ("General Board, Graz", ("2024-06-03", "2024-06-03")),
        ("Open Day", ("2024-06-09", "2024-06-09")),
    ]


def test_a_date_at_the_start_of_a_later_line_makes_no_list() -> None:
    told = only(
        mentions("# Congress\n\nThe Harbour Congress will run from\n12 May 2024 to\n14 May 2024 at the port.\n")
    )
    assert (told.name, days(told)) == ("Harbour Congress", ("2024-05-12", "2024-05-14"))


def test_a_dash_at_the_start_of_one_line_makes_no_list() -> None:
    told = only(mentions("# Congress\n\nThe Harbour Congress runs from 12\n– 14 May 2024 at the port.\n"))
    assert (told.name, days(told)) == ("Harbour Congress", ("2024-05-12", "2024-05-14"))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("PyFjord 2024 is on 4 May.", ["PyFjord 2024"]),
        ("Anchors 2024 will take place on 4 May.", ["Anchors 2024"]),
        (
            "ROPE-2024 will be held together with SHIP'24 in Bergen, Norway, on 4 May.",
            ["ROPE-2024", "SHIP'24"],
        ),
        ("A workshop on knots, as part of SHIP'24, is held on 4 May.", ["workshop on knots"]),
    ],
)
def test_conferences_called_by_their_series_and_year(sentence: str, names: list[str]) -> None:
    assert [told.name for told in mentions(f"# Coming up\n\n{sentence}")] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The kick-off meeting took place in Leuven on 3 February, and the final conference is planned for 4 July.",
            ["kick-off meeting", "final conference"],
        ),
        (
            "A ceremony will be held in the dock on 20 May, back to back with the 16th General Assembly (21 May).",
            ["ceremony", "16th General Assembly"],
        ),
        (
            "The Tide Report was presented in Kiel on 22 March, World Water Day.",
            ["The Tide Report was presented in Kiel on 22 March, World Water Day"],
        ),
        ("On 22 March, World Water Day was celebrated in Kiel.", ["World Water Day"]),
        ("On 4 May, the 5th Pilot Forum will be held.", ["5th Pilot Forum"]),
        ("From 4 to 8 February, the 5th Pilot Week, hosted by the town, was held.", ["5th Pilot Week"]),
    ],
)
def test_a_date_belongs_to_the_event_of_its_clause(sentence: str, names: list[str]) -> None:
    assert [told.name.partition(":")[0] for told in mentions(f"# Our harbour\n\n{sentence}")] == names


def test_dates_in_brackets_behind_several_places_are_of_one_event_each_time_elsewhere() -> None:
    found = mentions("""
# The Tide Report

National launches followed in Nairobi (26 April), New Delhi (2 May) and Brasília (8 May). The first course took place
in Graz (17–21 February), the second in Kiel, Germany (24 February). The pilots move to Rijeka (29 June - 10 July).
""")
    assert [(m.name.partition(":")[0], [place.city for place in m.places]) for m in found] == [
        ("National launches followed in Nairobi", ["Nairobi"]),
        ("National launches followed in New Delhi", ["Delhi"]),
        ("National launches followed in Brasília", ["Brasília"]),
        ("first course", ["Graz"]),
        ("second course", ["Kiel"]),
        ("The pilots move to Rijeka", ["Rijeka"]),
    ]


def test_words_that_say_nothing_are_no_name() -> None:
    found = mentions(
        "# The Tide Report\n\nLaunches followed on 26 April (Nairobi), 2 May (New Delhi) and 8 May (Brasília)."
    )
    assert [m.name for m in found] == ["Launches followed: The Tide Report", "The Tide Report", "The Tide Report"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The walk planned for 2 May had to be cancelled.", "The walk planned for 2 May had to be cancelled"),
        ("The harbour master retired on 1 March.", "The harbour master retired"),
        ("A treaty (10 May) was signed in Kiel.", "A treaty was signed in Kiel"),
        ("Petrel leaves Kiel on 2 April rather than on 5 April.", "Petrel leaves Kiel"),
        ("The sluice opens on 3 June, not on 4 June.", "The sluice opens"),
        (
            "The sale of maps goes on until 8 June, and the crew will decide on 9 July.",
            "the crew will decide",
        ),
    ],
)
def test_a_clause_is_a_name_that_reads_with_its_date_or_without(sentence: str, name: str) -> None:
    assert mentions(f"# The harbour\n\n{sentence}")[-1].name.partition(":")[0] == name


def test_a_date_with_a_full_stop_opens_an_entry() -> None:
    found = mentions("""
# Coming up

* **3 April, 16:00.** Crew call 56, led by Ms Vasseur.
* **17-18 June.** Workshop on tides, Graz. Register by 23 May.
* **September (date to be fixed).** Harbour day.

On 2 May. That was the day.
""")
    assert [(m.name, m.period and m.period.start.isoformat()) for m in found] == [
        ("Crew call 56", "2024-04-03"),
        ("Workshop on tides", "2024-06-17"),
        ("deadline for registration: Workshop on tides", "2024-05-23"),
        ("Harbour day", "2024-09-01"),
    ]


def test_a_section_tells_what_a_deadline_is_for() -> None:
    told = mentions("""
# News in brief

## Call for papers: Open Harbours Workshop of the North

It brings together many. Papers are due on 3 May.

## Calls

Proposals are due on 4 May.
""")
    assert [m.name for m in told] == [
        "deadline for papers: Open Harbours Workshop of the North",
        "deadline for proposals",
    ]


def test_the_programme_of_a_day_is_held_on_that_day() -> None:
    found = mentions("""
# Pilots' Congress

**Wednesday 5 June**

- 09:30 Welcome by the harbour master
- 14:00–15:30: Workshop on knots
- 12.50 euro is the fee
- 10:15 is when the bells ring

**Evening**

- 19:00 Dinner
""")
    assert [(m.name, days(m)) for m in found] == [
        ("Welcome by the harbour master", ("2024-06-05", "2024-06-05")),
        ("Workshop on knots", ("2024-06-05", "2024-06-05")),
    ]


def test_what_is_held_during_a_longer_event_is_held_where_that_is() -> None:
    found = mentions("""
# Summer School

The third Summer School on Tides takes place in Bergen from 4 to 15 June.

- 4 June: welcome by the mayor
- 5–7 June: classroom
- 1 May: deadline for applications
- 20 June: excursion to the lighthouse
""")
    assert [[p.city for p in m.places] for m in found] == [["Bergen"], ["Bergen"], ["Bergen"], [], []]


def test_the_last_of_something_does_not_last() -> None:
    found = mentions("# Dock\n\nOn Saturday 3 February the last pole came down, and on 5 March the dock was opened.")
    assert [days(m) for m in found] == [("2024-02-03", "2024-02-03"), ("2024-03-05", "2024-03-05")]


def test_a_range_runs_over_the_end_of_a_month_and_of_a_year() -> None:
    assert days(only(mentions("# Regatta\n\nThe Winter Regatta Week runs from 28 December to 3 January."))) in (
        ("2023-12-28", "2024-01-03"),
        ("2024-12-28", "2025-01-03"),
    )
    told = only(mentions("# Congress\n\nThe Pilots' Congress will be held from 30 April to 2 May in Kiel."))
    assert days(told) == ("2024-04-30", "2024-05-02")


def test_one_sentence_can_tell_of_several_dates() -> None:
    found = mentions("# Prize\n\nNominations open on 1 May and close on 15 June.")
    assert [days(m) for m in found] == [("2024-05-01", "2024-05-01"), ("2024-06-15", "2024-06-15")]
    assert [m.kind for m in found] == ["call", "deadline"]


def test_a_call_that_closes_has_its_deadline_then() -> None:
    found = mentions(
        "# Access\n\nThe 5th Access Call opened on 1 February and closes on 17 May. Results of the fourth call were "
        "published on 10 February. Concept notes must be received no later than 31 May."
    )
    assert [(m.name.partition(":")[0], m.kind == "deadline") for m in found] == [
        ("5th Access Call", False),
        ("deadline for the 5th Access Call", True),
        ("Results of the fourth call were published", False),
        ("deadline for concept notes", True),
    ]
    assert len(merge_mentions(found)) == len(found)


def test_deadlines_say_for_what() -> None:
    found = mentions("""
# Call for papers: Fifth Harbour Congress

Abstracts must be submitted by 12 April. Register before 1 June at the office.
""")
    assert [(m.name, m.kind) for m in found] == [
        ("deadline for abstracts: Fifth Harbour Congress", "deadline"),
        ("deadline for registration: Fifth Harbour Congress", "deadline"),
    ]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Rope Workshop, planned for 4 May in Kiel, has been cancelled.", "cancelled"),
        ("The Rope Workshop, planned for 4 May in Kiel, is postponed.", "postponed"),
        ("The Rope Workshop will take place in Kiel on 4 May.", "announced"),
        ("The Rope Workshop took place in Kiel on 4 February.", "held"),
        ("Cancelled: the Rope Workshop in Kiel (4-6 May).", "cancelled"),
        ("On 5 March, Mayor Anna Lackner opened the new rope station.", "held"),
        ("The Rope Workshop organised by the pilots takes place on 5 March.", "announced"),
        ("The workshop with Ms Lee Ji-won is on 5 March.", "announced"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    assert only(mentions(f"# Ropes\n\n{sentence}")).status == status


def test_a_date_that_no_longer_holds_is_no_event() -> None:
    told = only(mentions("# Ropes\n\nThe Rope Fair takes place on 12 July instead of 5 July."))
    assert (told.name, days(told)) == ("Rope Fair", ("2024-07-12", "2024-07-12"))


def test_background_is_no_event() -> None:
    assert not mentions("""
# Our harbour

The Society, founded in 1998, has grown since 2010. It supports the 2030 Agenda and the budget for 2025. More ships
came than in 2022, as the June issue said.
""")


def test_what_is_done_about_events_is_no_event() -> None:
    assert not mentions("""
# Our harbour

Applicants will be notified in September. A new date will be announced in June. The next newsletter appears on 3 May.
The fair in 2022 drew 60,000 visitors. Ms Berg had received her diploma in 1958.
""")


def test_a_headline_tells_of_an_event_without_date() -> None:
    told = only(mentions("# Seventh Harbour Congress goes to Oslo\n\nThe board has chosen a host. More will follow."))
    assert (told.name, told.period, told.status) == ("Seventh Harbour Congress", None, "announced")


def test_abbreviations_and_short_references_are_completed() -> None:
    found = mentions("""
# The 4th General Assembly (GA) of the Harbour Society

The 4th General Assembly (GA) met in Turku on 5 March. The 5th GA will be held in Riga in October 2025.
""")
    assert [m.name for m in found][1] == "5th General Assembly (GA)"


def test_evidence_is_the_sentence_in_the_file() -> None:
    read = issue("# Ropes\n\nWe sail. The **Rope** Fair takes place in Kiel on\n4 May. Come along!")
    told = only(find_mentions(read))
    assert read.text[told.start : told.end] == "The **Rope** Fair takes place in Kiel on\n4 May."


def test_a_report_may_open_with_place_and_day_of_writing() -> None:
    found = mentions("""
# Pilots agree

LUSAKA, 5 February – The Pilot Forum, which met from 3 to 5 February, adopted a charter of the tides.

BERGEN, Norway, 7 February 2024 – The Rope Fair was opened by the Mayor of the town on 6 February.
""")
    assert [(m.name, days(m), countries(m)) for m in found] == [
        ("Pilot Forum", ("2024-02-03", "2024-02-05"), ["ZM"]),
        ("Rope Fair", ("2024-02-06", "2024-02-06"), ["NO"]),
    ]
    (listed,) = mentions("# Dates\n\nBergen, 5 June – The Rope Fair for children, pilots and all their friends.")
    assert days(listed) == ("2024-06-05", "2024-06-05")


def test_announced_then_held_is_one_event() -> None:
    announced = mentions("# News\n\nThe 3rd Harbour Forum will be held in Bergen in June.", "March 2024", "a.md")
    held = mentions("# Forum\n\nThe Third Harbour Forum was held in Bergen from 4 to 6 June.", "July 2024", "b.md")
    (event,) = merge_mentions([*announced, *held])
    assert (event.status, days(event), event.disputed) == ("held", ("2024-06-04", "2024-06-06"), False)
    assert [m.source.path for m in event.mentions] == ["b.md", "a.md"]


def test_another_edition_is_another_event() -> None:
    found = mentions(
        "# News\n\nThe 3rd Harbour Forum was held in Bergen on 4 February. The 4th Harbour Forum is planned "
        "for Bergen on 9 May."
    )
    assert len(merge_mentions(found)) == 2


def test_postponed_then_announced_anew_is_one_event_with_the_new_date() -> None:
    first = mentions("# A\n\nThe 6th Rope Workshop will take place in Kiel on 4 May.", "March 2024", "a.md")
    later = mentions("# B\n\nThe 6th Rope Workshop, planned for 4 May, is postponed.", "April 2024", "b.md")
    anew = mentions("# C\n\nThe 6th Rope Workshop will take place in Kiel on 21 September.", "June 2024", "c.md")
    (event,) = merge_mentions([*first, *later, *anew])
    assert (event.status, days(event)) == ("announced", ("2024-09-21", "2024-09-21"))


def test_what_a_labelled_line_asks_to_be_done_by_a_day_is_no_second_date_of_it() -> None:
    found = mentions("# Diary\n\n- Harbour Assembly: 4 September, 13:30; motions by 24 July\n")
    assert [(m.name, m.kind) for m in found] == [
        ("Harbour Assembly", "meeting"),
        ("deadline for motions: Harbour Assembly", "deadline"),
    ]


def test_two_deadlines_in_two_issues_are_disputed() -> None:
    first = mentions("# Call for papers: Rope Congress\n\nAbstracts must be sent by 12 April.", "February 2024", "a.md")
    later = mentions("# Call for papers: Rope Congress\n\nAbstracts must be sent by 30 April.", "March 2024", "b.md")
    (event,) = merge_mentions([*first, *later])
    assert event.disputed
    assert days(event) == ("2024-04-30", "2024-04-30")
    assert {days(m) for m in event.mentions} == {("2024-04-12", "2024-04-12"), ("2024-04-30", "2024-04-30")}


def test_events_of_the_same_name_in_two_countries_stay_apart() -> None:
    found = mentions("# Nights\n\n- 3 May: Harbour Night, Porto, Portugal\n- 3 May: Harbour Night, Bergen, Norway")
    assert len(merge_mentions(found)) == 2


def test_merging_does_not_depend_on_the_order() -> None:
    told = [
        *mentions("# A\n\nThe 6th Rope Workshop will take place in Kiel on 4 May.", "March 2024", "a.md"),
        *mentions("# B\n\nThe 6th Rope Workshop, planned for 4 May, is postponed.", "April 2024", "b.md"),
        *mentions("# C\n\nThe Rope Workshop took place on 21 September in Kiel.", "October 2024", "c.md"),
        *mentions("# D\n\nThe Rope Workshop took place on 22 September in Kiel.", "October 2024", "d.md"),
        *mentions("# E\n\nThe 6th Rope Workshop took place from 21 to 22 September.", "October 2024", "e.md"),
    ]
    assert len({merge_mentions(order) for order in permutations(told)}) == 1


def test_the_shipped_newsletter(shipped: Issue) -> None:
    """Every event of the table and no other, with exact dates and places."""
    rows = [json.loads(line) for line in SHIPPED_EVENTS.read_text(encoding="utf-8").splitlines()]
    told = {
        (days(e), e.period and e.period.precision, tuple(sorted({p.name for p in e.places})), e.kind, e.status)
        for e in merge_mentions(find_mentions(shipped))
    }
    assert told == {
        ((r["start"], r["end"]), r["precision"], tuple(sorted(r["places"])), r["kind"], r["status"]) for r in rows
    }
    for mention in find_mentions(shipped):
        assert any(r["span"][0] <= mention.start and mention.end <= r["span"][1] for r in rows)


@pytest.mark.parametrize(
    "text",
    [
        "| | | |",
        "# \n\n: 4 May",
        "4 May | 5 May | 6 May",
        "<script>alert('forum on 4 May')</script>",
    ],
)
def test_odd_text_is_cited_rightly(text: str) -> None:
    read = issue(f"# Headline\n\n{text}")
    for mention in find_mentions(read):
        assert 0 <= mention.start < mention.end <= len(read.text)


@given(st.text(alphabet="ab Forum4May2024|:,-\n#*()é", max_size=200))
def test_any_text_gives_names_and_offsets(text: str) -> None:
    read = parse_issue("issue.md", text)
    for mention in find_mentions(read):
        assert mention.name
        assert read.text[mention.start : mention.end].strip()


def test_without_a_date_of_issue_only_stated_years_count() -> None:
    read = parse_issue(
        "issue.md", "The Harbour Society\n\n# Ropes\n\nThe Rope Fair is on 4 May.\n\nThe Knot Fair is on 5 May 2024."
    )
    assert [m.period.start for m in find_mentions(read) if m.period] == [date(2024, 5, 5)]


def test_days_are_counted_from_those_named_before() -> None:
    found = mentions("""
# The Pilots meet

The 4th Pilot Congress was held in Kiel from Thursday 8 to Saturday 10 February. On the second day the members elected
Ingrid Aas. Saturday's dinner was in the old town hall. The proceedings were published two weeks later.
""")
    assert [(m.name, days(m)) for m in found if m.period] == [
        ("4th Pilot Congress", ("2024-02-08", "2024-02-10")),
        ("the members elected Ingrid Aas: The Pilots meet", ("2024-02-09", "2024-02-09")),
        ("dinner: The Pilots meet", ("2024-02-10", "2024-02-10")),
        ("The proceedings were published: The Pilots meet", ("2024-02-24", "2024-02-24")),
    ]


def test_two_days_said_in_one_breath_are_of_one_name_and_a_beginning_and_an_end_are_one_event() -> None:
    evenings = mentions("# Knots\n\nThe knot evenings in Rijeka take place on 11 and 25 April.")
    assert [(m.name, days(m)) for m in evenings] == [
        ("The knot evenings in Rijeka take place: Knots", ("2024-04-11", "2024-04-11")),
        ("The knot evenings in Rijeka take place: Knots", ("2024-04-25", "2024-04-25")),
    ]
    shown = only(mentions("# Ropes\n\nThe exhibition on ropes opens on 12 April and runs until 26 June."))
    assert (shown.name, days(shown)) == ("exhibition on ropes", ("2024-04-12", "2024-06-26"))


def test_the_weekday_tells_the_year() -> None:
    told = only(mentions("# Next Harbour Fair\n\nThe Harbour Fair was moved to Saturday 25 January."))
    assert days(told) == ("2025-01-25", "2025-01-25")


def test_the_contact_block_tells_of_events_but_not_of_its_own_issue() -> None:
    found = mentions("""
# News

No news.

# Contact

Issue 7, published in March 2024. The closing date for issue 8 is 10 May. The bulletin appears twice a year, in March
and September.
""")
    assert [(m.name, days(m)) for m in found] == [("closing date for issue 8: Contact", ("2024-05-10", "2024-05-10"))]


def test_a_year_dates_what_was_done_in_it() -> None:
    found = mentions("# Charter\n\nThe charter was signed in 1991. The society has grown since 2010.")
    assert [days(m) for m in found] == [("1991-01-01", "1991-12-31")]


@pytest.mark.parametrize(
    ("sentence", "cities"),
    [
        ("The field day of Gdynia was on 4 February.", ["Gdynia"]),
        ("The Bergen tide day was on 4 February.", ["Bergen"]),
        ("The assembly approved it at its 14th meeting (Lisbon, 2 July 2025).", ["Lisbon"]),
        ("12 May – Tides and Ropes Week (Stockholm, Sweden)", ["Stockholm"]),
        ("12 May – Webinar on tides, with Ms Okoye (Lagos) and Mr Quispe (La Paz)", []),
        ("Ms Okoye (Lagos) opened the Tides and Ropes Week on 12 May.", []),
        ("12 May – Lecture by Prof. Ana Okoye (Museum of Ropes, Lagos): Tides without Moon", []),
        ("Dr Okoye opened the workshop (Lisbon, 2 July 2025).", ["Lisbon"]),
        ("The next workshop on tides is planned for Bergen on 12 May.", ["Bergen"]),
        ("A group from Oslo, Norway, paid a visit to the pilots in Kiel on 4 February.", ["Kiel"]),
    ],
)
def test_where_an_event_was(sentence: str, cities: list[str]) -> None:
    assert [place.city for place in only(mentions(f"# Harbours\n\n{sentence}")).places] == cities
