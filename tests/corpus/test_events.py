"""Events told in prose and headlines."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Issue, find_mentions, merge_mentions, parse_issue
from tests.corpus.telling import countries, days, issue, mentions, only

SHIPPED_EVENTS = Path(__file__).parents[1] / "evaluation" / "events.jsonl"


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


def test_a_headline_that_only_names_a_department_is_not_added_to_what_stands_below_it() -> None:
    for headline in ("Grants and competitions", "Looking back", "Changes to the programme"):
        assert only(mentions(f"# {headline}\n\nThe jury meets on 3 June.")).name == "The jury meets"
    assert only(mentions("# A new lock\n\nThe jury meets on 3 June.")).name == "The jury meets: A new lock"


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
        ("The Rope Workshop on 4 May in Kiel was withdrawn.", "cancelled"),
        ("The plan was withdrawn at the Rope Workshop on 4 February.", "held"),
        ("4 May: Rope Workshop, Kiel (moved from Marseille)", "announced"),
        ("The Rope Workshop on 4 May has moved to Saturday.", "postponed"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    assert only(mentions(f"# Ropes\n\n{sentence}")).status == status


def test_a_date_that_no_longer_holds_is_no_event() -> None:
    told = only(mentions("# Ropes\n\nThe Rope Fair takes place on 12 July instead of 5 July."))
    assert (told.name, days(told)) == ("Rope Fair", ("2024-07-12", "2024-07-12"))


def test_what_was_moved_leaves_its_old_day_and_has_a_new_one() -> None:
    for sentence in (
        "Moved: the seminar on knots from 28 April to 2 June, at the request of the speaker.",
        "The seminar on knots has slipped from 28 April to 2 June.",
        "The seminar on knots (28 April) is postponed until June.",
    ):
        old, new = mentions(f"# Ropes\n\n{sentence}")
        assert (days(old), old.status) == (("2024-04-28", "2024-04-28"), "postponed")
        assert new.period is not None
        assert (new.period.start.month, new.status) == (6, "announced")


def test_a_place_named_once_with_its_country_is_that_one_throughout() -> None:
    found = mentions("""
San José, Costa Rica

# Pilots at sea

The tide workshop was held in San José on 4 February.

# Dates

The rope workshop will be held in San José on 4 June.
""")
    assert [countries(m) for m in found] == [["CR"], ["CR"]]
    partners = mentions(
        "# Ropes\n\nOur partners in London, Canada, wrote. The tide workshop is held in London on 4 June."
    )
    assert [countries(m) for m in partners] == [["GB"]]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A training evening for pilots is held on 4 June in the rowing club.", "training evening for pilots: Ropes"),
        ("Thanks to our sponsors, a concert is held on 4 June.", "concert: Ropes"),
        ("AGM: 4 June, Town Hall", "AGM: Ropes"),
        (
            "We spent a wonderful evening in the castle on 4 February.",
            "We spent a wonderful evening in the castle: Ropes",
        ),
        ("Pilots of the class of 1974 met on 4 February.", "Pilots of the class of 1974 met: Ropes"),
        ("R. O.-W.: I stop on 4 June.", "I stop: Ropes"),
    ],
)
def test_what_an_event_is_called(sentence: str, name: str) -> None:
    assert only(mentions(f"# Ropes\n\n{sentence}")).name == name


def test_the_conference_is_the_one_that_its_article_names() -> None:
    found = mentions(
        "# Lights out\n\nThe 12th Tide Days went well. The conference was held in Oslo from 4 to 6 February."
    )
    assert [m.name for m in found] == ["12th Tide Days"]
    other = mentions("# Summer\n\nThe 12th Tide Days are near. In the town hall, the fair on 3 May opens the season.")
    assert "fair: Summer" in [m.name for m in other]


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
        ("The workshop on tides (Bergen, Norway) is held on 12 May.", ["Bergen"]),
        ("The pilots (Bergen) meet on 12 May.", []),
        ("A group from Oslo, Norway, paid a visit to the pilots in Kiel on 4 February.", ["Kiel"]),
    ],
)
def test_where_an_event_was(sentence: str, cities: list[str]) -> None:
    assert [place.city for place in only(mentions(f"# Harbours\n\n{sentence}")).places] == cities
