"""Events in lines: calendars, tables, notices, programmes."""

from datetime import timedelta

import pytest

from corpus import find_mentions, merge_mentions
from tests.corpus.telling import countries, days, issue, mentions, only


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


def test_columns_of_days_far_apart_are_not_from_and_to() -> None:
    table = (
        "| Conference | Due | Held | Place |\n|---|---|---|---|\n| Tide Forum | 1 April 2024 | 12 May 2024 | Ghent |"
    )
    found = mentions(f"# Dates\n\n{table}")
    assert not [m for m in found if m.period and m.period.end - m.period.start > timedelta(1)]


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


def test_the_programme_of_a_day_is_held_on_that_day() -> None:
    found = mentions("""
# Pilots' Congress

**Wednesday 5 June**

- 09:30 Welcome by the harbour master
- 14:00–15:30: Workshop on knots
- 16:00 Tour of the port, 25 seats; choose yours by 2 June
- 12.50 euro is the fee
- 10:15 is when the bells ring

**Evening**

- 19:00 Dinner
""")
    assert [(m.name, days(m)) for m in found] == [
        ("Welcome by the harbour master", ("2024-06-05", "2024-06-05")),
        ("Workshop on knots", ("2024-06-05", "2024-06-05")),
        ("Tour of the port", ("2024-06-05", "2024-06-05")),
        ("choose yours: Pilots' Congress", ("2024-06-02", "2024-06-02")),
    ]


def test_what_a_labelled_line_asks_to_be_done_by_a_day_is_no_second_date_of_it() -> None:
    found = mentions("# Diary\n\n- Harbour Assembly: 4 September, 13:30; motions by 24 July\n")
    assert [(m.name, m.kind) for m in found] == [
        ("Harbour Assembly", "meeting"),
        ("deadline for motions: Harbour Assembly", "deadline"),
    ]


def test_words_that_head_a_paragraph_say_what_its_day_and_place_are_of() -> None:
    found = mentions("# Minutes\n\n**6. Next meeting.** Kiel, 11-12 October.\n\n**7. Close.** All went home.")
    assert [(m.name, days(m), countries(m)) for m in found] == [("Next meeting", ("2024-10-11", "2024-10-12"), ["DE"])]


def test_a_status_is_no_title_and_a_year_of_a_title_is_no_further_date() -> None:
    found = mentions("""
# Dates

- Withdrawn: the Seminar on Ropes (Kiel, 17 October)
- 25 May: last day for the fee of 2023
""")
    assert [(m.name, m.status, days(m)) for m in found] == [
        ("Seminar on Ropes", "cancelled", ("2024-10-17", "2024-10-17")),
        ("last day for the fee of 2023", "announced", ("2024-05-25", "2024-05-25")),
    ]


@pytest.mark.parametrize(
    "line", ["**Kiel and online, 7 and 8 February**", "Kiel, Germany, Lotsenhaus, 7 and 8 February"]
)
def test_days_below_a_headline_are_those_of_the_event_that_it_names(line: str) -> None:
    told = only(mentions(f"# Minutes in short: 19th Pilots' Assembly\n\n{line}\n\nMs Aas, in the chair, welcomed all."))
    assert (told.name, days(told), countries(told)) == (
        "19th Pilots' Assembly",
        ("2024-02-07", "2024-02-08"),
        ["DE"],
    )
    assert only(mentions("# Trips\n\n- London trip, 12 May")).name == "London trip: Trips"
    assert not [m for m in mentions("# 19th Pilots' Assembly\n\nKiel, Germany, Lotsenhaus, 7 February") if m.period]
