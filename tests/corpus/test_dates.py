"""Periods as newsletters and questions write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import SHIPPED, Period, find_periods, periods_of_sentences, read_issue
from corpus.dates.bare import month_alone, with_month

PUBLISHED = date(2024, 12, 31)
ASKED = date(2025, 3, 12)  # a Wednesday


def found(text: str, published: date | None = PUBLISHED, asked: date | None = None) -> list[str]:
    """What is found in `text`: "2024-12-11", or "2024-12-01/2024-12-31 month"."""
    return [
        f"{p.start}" if p.start == p.end else f"{p.start}/{p.end} {p.precision}"
        for p in find_periods(text, published, asked=asked)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("held on 11 December in Bangkok", "2024-12-11", "2024-12-11", "day"),
        ("from 22 August to 31 August", "2024-08-22", "2024-08-31", "day"),
        ("from 20 to 23 November in Budapest", "2024-11-20", "2024-11-23", "day"),
        ("from 17 to 19 December 2024", "2024-12-17", "2024-12-19", "day"),
        ("on 15 November 2024", "2024-11-15", "2024-11-15", "day"),
        ("in late October 2025", "2025-10-21", "2025-10-31", "month"),
        ("in September 2025", "2025-09-01", "2025-09-30", "month"),
        ("28 December to 3 January", "2024-12-28", "2025-01-03", "day"),
        ("December 30-January 2, 2024", "2023-12-30", "2024-01-02", "day"),
        ("March 3-5, 2021", "2021-03-03", "2021-03-05", "day"),
        ("on 2022-05-18", "2022-05-18", "2022-05-18", "day"),
        ("launched in 2023 by", "2023-01-01", "2023-12-31", "year"),
        ("in May the garden", "2025-05-01", "2025-05-31", "month"),
    ],
)
def test_finds(text: str, start: str, end: str, precision: str) -> None:
    period = next(find_periods(text, PUBLISHED))
    assert (period.start.isoformat(), period.end.isoformat(), period.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Monday, 3 March 2025", ["2025-03-03"]),
        ("March 3rd, 2025", ["2025-03-03"]),
        ("the 22nd of September 2022", ["2022-09-22"]),
        ("the twenty-first of June 2024", ["2024-06-21"]),
        ("16. Nov. 2016", ["2016-11-16"]),
        ("5/3/2024", ["2024-03-05"]),
        ("4/22/2016", ["2016-04-22"]),
        ("13.5.2015", ["2015-05-13"]),
        ("2024-03-05T10:00", ["2024-03-05"]),
        ("17:00 CET on 3 March 2025", ["2025-03-03"]),
        ("by 3 March 2025, 23:59 AoE", ["2025-03-03"]),
        ("on 16 October between 4 and 7 p.m.", ["2024-10-16"]),
        ("29 February", ["2024-02-29"]),
        ("the first Friday of July 2024", ["2024-07-05"]),
        ("the last Sunday in March 2025", ["2025-03-30"]),
        ("mid-November 2024", ["2024-11-11/2024-11-20 month"]),
        ("the end of May 2025", ["2025-05-21/2025-05-31 month"]),
        ("the first half of October 2023", ["2023-10-01/2023-10-15 month"]),
        ("the first week of June 2025", ["2025-06-02/2025-06-08 day"]),
        ("the first two weeks of May 2025", ["2025-05-01/2025-05-14 day"]),
        ("the week of 3 June 2025", ["2025-06-02/2025-06-08 day"]),
        ("the first half of 2024", ["2024-01-01/2024-06-30 month"]),
        ("early 2024", ["2024-01-01/2024-04-30 month"]),
        ("Q4 2024", ["2024-10-01/2024-12-31 month"]),
        ("the third quarter of 2016", ["2016-07-01/2016-09-30 month"]),
        ("autumn 2023", ["2023-09-01/2023-11-30 month"]),
        ("winter 2023/24", ["2023-12-01/2024-02-29 month"]),
        ("Sept. 2024", ["2024-09-01/2024-09-30 month"]),
        ("2016-11", ["2016-11-01/2016-11-30 month"]),
        ("since 2019", ["2019-01-01/2019-12-31 year"]),
        ("the academic year 2023/24", ["2023-01-01/2024-12-31 year"]),
        ("the 1990s", ["1990-01-01/1999-12-31 year"]),
        ("the late 1990s", ["1997-01-01/1999-12-31 year"]),
        ("in the 19th century", ["1800-01-01/1899-12-31 year"]),
    ],
)
def test_one_expression(text: str, periods: list[str]) -> None:
    assert found(text) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("15 and 16 May 2025", ["2025-05-15/2025-05-16 day"]),
        ("6 and 13 November 2024", ["2024-11-06", "2024-11-13"]),
        ("Sundays 4, 11 and 18 December 2022", ["2022-12-04", "2022-12-11", "2022-12-18"]),
        ("3–5 and 9 May 2025", ["2025-05-03/2025-05-05 day", "2025-05-09"]),
        ("May 6 and 13, 2025", ["2025-05-06", "2025-05-13"]),
        ("between 3 and 5 May 2025", ["2025-05-03/2025-05-05 day"]),
        ("the weekend of 7-8 June 2025", ["2025-06-07/2025-06-08 day"]),
        ("from the 9th to the 11th of September 2019", ["2019-09-09/2019-09-11 day"]),
        ("31 August-1 September 2024", ["2024-08-31/2024-09-01 day"]),
        ("5 May 2024 - the 9th", ["2024-05-05/2024-05-09 day"]),
        ("5 May 2024 – 7th Tide Forum", ["2024-05-05"]),
        ("5 February 2024 – The 3rd Tide Forum", ["2024-02-05"]),
        ("from 1 October 2024 until 31 March 2025", ["2024-10-01/2025-03-31 day"]),
        ("May and June 2024", ["2024-05-01/2024-06-30 month"]),
        ("January to March 2025", ["2025-01-01/2025-03-31 month"]),
        ("December and January 2025", ["2024-12-01/2025-01-31 month"]),
        ("3 May and 5 June 2023", ["2023-05-03", "2023-06-05"]),
        ("the Ocean Decade (2021-2030)", ["2021-01-01/2030-12-31 year"]),
        ("between 1688 and 1794", ["1688-01-01/1794-12-31 year"]),
        (
            "moved from 5–6 November 2022 to 19–20 November 2022",
            ["2022-11-05/2022-11-06 day", "2022-11-19/2022-11-20 day"],
        ),
        ("the round, postponed from 3 May 2024 to 5 June 2024", ["2024-05-03", "2024-06-05"]),
        ("The opening has slipped, alas, from 3 May 2024 to 5 June 2024", ["2024-05-03", "2024-06-05"]),
        ("The forum, moved to Porto, runs from 3 to 5 June 2024", ["2024-06-03/2024-06-05 day"]),
        ("The term was extended; the course runs from 30 May to 2 June 2024", ["2024-05-30/2024-06-02 day"]),
        ("The extended Harbour Congress, from 30 May to 2 June 2024", ["2024-05-30/2024-06-02 day"]),
    ],
)
def test_ranges_and_lists(text: str, periods: list[str]) -> None:
    assert found(text) == periods


@pytest.mark.parametrize(
    "text",
    [
        "the 2030 Agenda",
        "the Agenda 2030",
        "funded by Horizon 2020",
        "on 31 November",
        "you may come",
        "they march on",
        "No.16 Lincui Road",
        "Fifth World Congress",
        "call 01632 960 171 or +86-10-6259-2015",
        "pp. 1990-2010",
        "some 2000 people",
        "a fee of €2024",
        "between 4 and 7 p.m.",
        "4 x 3 km and 17 km",
        "the second session of the day",
        "the 22nd meeting",
        "a hot spring",
        "recently",
        "Friday",
        "yesterday",
        "by the 15th",
    ],
)
def test_false_friends_are_not_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "published", "years", "period"),
    [
        ("held on 3 May 2023", PUBLISHED, (), "2023-05-03 words"),
        ("The 2024 Forum was held on 3 May", date(2025, 2, 28), (), "2024-05-03 sentence"),
        ("The 2024 Forum was held on 3 May", date(2025, 3, 31), (), "2024-05-03 issue"),
        ("Send slides for the talk on 4 March", date(2024, 11, 20), (), "2025-03-04 issue"),
        ("The 2022 Medal was presented on 8 February", date(2023, 3, 31), (), "2023-02-08 issue"),
        ("The Medals for 2023 were presented on 22 March", date(2024, 3, 1), (), "2024-03-22 issue"),
        ("The recording of the August call is online", date(2024, 10, 27), (), "2024-08-01 issue"),
        ("on 3 May", None, (2023,), "2023-05-03 article"),
        ("It was held on 3 May", date(2025, 3, 31), (), "2024-05-03 issue"),
        ("It will be held on 3 May", date(2025, 3, 31), (), "2025-05-03 issue"),
        ("The next Assembly will meet on 12 November", date(2024, 2, 5), (), "2024-11-12 issue"),
        ("The School was announced for 25 August", date(2025, 6, 30), (), "2025-08-25 issue"),
        ("Cancelled: the guided tour on 25 August", date(2025, 6, 30), (), "2025-08-25 issue"),
        ("Those who booked need to confirm by 11 July", date(2025, 6, 30), (), "2025-07-11 issue"),
        ("12-14 November: Assembly", date(2024, 2, 5), (), "2024-11-12 issue"),
        ("dissolved in June", date(2024, 2, 5), (), "2023-06-01 issue"),
        ("The survey, edited by Dr K, comes out on 5 July", date(2024, 5, 1), (), "2024-07-05 issue"),
        ("Rooms were saved for those who book by 1 July", date(2024, 3, 10), (), "2024-07-01 issue"),
        ("Moved: the seminar in Graz, from 28 April to 2 June", date(2024, 3, 10), (), "2024-06-02 issue"),
        ("The society will have a new head on 1 May", date(2024, 3, 10), (), "2024-05-01 issue"),
        ("The field day, planned for 12 November, was cancelled", date(2024, 3, 10), (), "2023-11-12 issue"),
        ("The field day, planned for 12 June, was cancelled", date(2024, 3, 10), (), "2024-06-12 issue"),
        ("Founded on 4 March 1974, the club celebrated on 3 March", date(2024, 3, 10), (), "2024-03-03 issue"),
        ("Under a treaty of March 2023 students will leave on 1 July", date(2024, 2, 5), (), "2024-07-01 issue"),
    ],
)
def test_the_year_and_where_it_comes_from(
    text: str, published: date | None, years: tuple[int, ...], period: str
) -> None:
    *_, last = find_periods(text, published, years=years)
    assert f"{last.start} {last.year_from}" == period


def test_without_anything_to_tell_the_year_there_is_no_period() -> None:
    assert found("on 3 May", published=None) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("the survey of last November", "2024-11-01/2024-11-30 month"),
        ("Q1 of next year", "2025-01-01/2025-03-31 month"),
        ("in November next year", "2025-11-01/2025-11-30 month"),
        ("to be signed next spring", "2025-03-01/2025-05-31 month"),
        ("cancelled last year", "2023-01-01/2023-12-31 year"),
    ],
)
def test_prose_counts_months_and_years_from_the_issue(text: str, period: str) -> None:
    assert found(text) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("What happened last month?", "2025-02-01/2025-02-28 month"),
        ("What is on next week?", "2025-03-17/2025-03-23 day"),
        ("meetings this year", "2025-01-01/2025-12-31 year"),
        ("who came yesterday?", "2025-03-11"),
        ("the day after tomorrow", "2025-03-14"),
        ("events in the last two years", "2023-03-12/2025-03-12 day"),
        ("this weekend", "2025-03-15/2025-03-16 day"),
        ("on Friday", "2025-03-14"),
        ("last Friday", "2025-03-07"),
        ("Friday next week", "2025-03-21"),
        ("from Friday to Sunday", "2025-03-14/2025-03-16 day"),
        ("two weeks ago", "2025-02-26"),
        ("two years ago", "2023-01-01/2023-12-31 year"),
        ("in three weeks", "2025-04-02"),
        ("later this year", "2025-03-12/2025-12-31 year"),
        ("since last summer", "2024-06-01/2024-08-31 month"),
        ("in november", "2024-11-01/2024-11-30 month"),
        ("from March until now", "2025-03-01/2025-03-12 month"),
        ("from today to 22 October", "2025-03-12/2025-10-22 day"),
    ],
)
def test_a_question_counts_from_the_day_it_is_asked(text: str, period: str) -> None:
    assert found(text, published=None, asked=ASKED) == [period]


def test_a_day_without_a_month_lies_in_the_month_named_before() -> None:
    sentences = ["The delegation arrived on 26 April.", "A symposium followed on the 28th.", "It left on the 30th"]
    periods = periods_of_sentences(sentences, date(2025, 6, 30))
    assert [str(p.start) for found in periods for p in found] == ["2025-04-26", "2025-04-28", "2025-04-30"]


@pytest.mark.parametrize(
    ("sentences", "day"),
    [
        # Weekday and tense tell which of the months named before it is.
        (
            ["It meets from 14 to 16 June.", "Cabins are kept until 5 May.", "The market is on Thursday the 15th"],
            "2023-06-15",
        ),
        (["It opened on 29 March.", "Teaching begins on 1 October.", "A talk was held on the 28th"], "2023-03-28"),
        # A day beside one that is named with its year is of that year, one within others of theirs.
        (["The congress was held from 19 to 23 August 2022.", "Workshops (17 and 18 August)"], "2022-08-17"),
        (["She went to the course held in Graz from 26 February to 6 March.", "28 February. We are 16"], "2023-02-28"),
    ],
)
def test_days_named_before_tell_month_and_year(sentences: list[str], day: str) -> None:
    *_, (last,) = periods_of_sentences(sentences, date(2023, 4, 5))
    assert str(last.start) == day


def test_the_article_tells_the_year_of_its_sentences() -> None:
    periods = periods_of_sentences(["The 2022 Forum", "The fair opened on 20 August."])
    assert [(str(p.start), p.year_from) for found in periods for p in found[-1:]] == [
        ("2022-01-01", "words"),
        ("2022-08-20", "article"),
    ]


def test_the_shipped_newsletter() -> None:
    issue = read_issue(SHIPPED / "anso-newsletter-25-2024-12.md", SHIPPED)
    text = {p.words: p for a in issue.articles for s in a.sentences for p in find_periods(s.text, PUBLISHED)}
    assert text["late October 2025"].start == date(2025, 10, 21)
    assert (text["from 22 August to 31 August"].start, text["from 22 August to 31 August"].end) == (
        date(2024, 8, 22),
        date(2024, 8, 31),
    )
    assert text["2021-2030"].precision == "year"


def test_the_same_day_is_the_single_one_named_last() -> None:
    days = [f"{p.start}" for p in find_periods("Oslo met on 3 May 2025. The same evening Ghent did.", PUBLISHED)]
    assert days == ["2025-05-03", "2025-05-03"]
    assert len(list(find_periods("Oslo met from 3 to 5 May 2025. On the same day Ghent did.", PUBLISHED))) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On the second day it rained", "2025-04-09"),
        ("On the last evening there was a dinner", "2025-04-11"),
        ("On Thursday all met", "2025-04-10"),
        ("the Friday concert", "2025-04-11"),
        ("Wednesday's talk", "2025-04-09"),
        ("Radio came the day after.", "2025-04-12"),
        ("They left the following morning", "2025-04-12"),
        ("Some came two days before.", "2025-04-06"),
        ("The report came three weeks later.", "2025-05-02"),
    ],
)
def test_days_are_counted_from_a_date_named_before(text: str, day: str) -> None:
    before = list(find_periods("The congress was held from 8 to 11 April 2025.", PUBLISHED))
    assert [str(p.start)[5:] for p in find_periods(text, PUBLISHED, previous=before)] == [day[5:]]
    assert not list(find_periods(text, PUBLISHED))


def test_the_weekday_tells_the_year() -> None:
    days = [p.start for p in find_periods("The fair was postponed to Saturday 25 January.", date(2024, 3, 1))]
    assert days == [date(2025, 1, 25)]


DATE_LIKE = st.lists(
    st.sampled_from(
        "1 3rd 12 15 31 99 2024 2030 1688 May march Sept. Monday , . - – / of the to from between and last next "
        "this week year spring Q3 early mid end first half ago in on later morning Friday's 2024-03-05 5/3/24 17:00 € % 1990s".split()
    ),
    max_size=25,
).map(" ".join)


@settings(deadline=None)
@given(st.one_of(st.text(), DATE_LIKE))
def test_any_text_can_be_read(text: str) -> None:
    week = Period(date(2024, 5, 6), date(2024, 5, 10), "day", "6 to 10 May")
    for options in ({}, {"published": PUBLISHED, "previous": [week]}, {"asked": ASKED}):
        for period in find_periods(text, **options):
            assert period.words in text
            assert period.start <= period.end


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("Thu 5: Stories", "Thu 5 June: Stories"),
        ("Sat 10 – Sun 11 | Puppets", "Sat 10 – Sun 11 June | Puppets"),
        ("14–15 | Puppets", "14–15 June | Puppets"),
        ("15 May: Concert", "15 May: Concert"),
        ("5 – 8 May | Fair", "5 – 8 May | Fair"),
        ("12 Angry Men", "12 Angry Men"),
        ("First: the news", "First: the news"),
        ("2.30 | Tea", "2.30 | Tea"),
    ],
)
def test_bare_days_take_the_month_of_their_heading(line: str, completed: str) -> None:
    assert with_month(line, month_alone("June")) == completed


@pytest.mark.parametrize("heading", ["In June", "June 5", "May Day", "June and July", ""])
def test_a_heading_that_says_more_than_a_month_gives_none(heading: str) -> None:
    assert not month_alone(heading)
