"""Events as a table and as charts."""

from dataclasses import replace
from datetime import date

import pytest

from assistant import Assistant, Event, EventFilters, EventList
from corpus import Period
from web.charts import timeline, world_map
from web.event_list import events_html, summary_html
from web.links import events_link, export_link, read_filters

HOSTILE = "<img src=x onerror=alert(1)>\" ' &"


@pytest.fixture(scope="module")
def romania(assistant: Assistant) -> EventList:
    return assistant.events(EventFilters(place="Romania"))


def test_a_row_leads_to_its_source(romania: EventList) -> None:
    mention = romania.events[1].mentions[0]
    html = events_html(romania)
    assert html.count('<tr class="named">') == 2
    assert f"start={mention.start}&amp;end={mention.end}" in html
    assert '<td data-column="Date">15 November 2024</td>' in html


def test_the_line_above_tells_what_was_understood_and_leads_out_of_the_page(romania: EventList) -> None:
    html = summary_html(romania, 9, {"place": "Romania", "kind": " "})
    assert "Events in Romania: 2 of 9 events; 6 articles looked at." in html
    assert 'href="events.ics?place=Romania"' in html
    assert 'href="?view=events&amp;place=Romania"' in html


def test_a_list_that_was_cut_says_so(assistant: Assistant) -> None:
    assert "9 of 9 events; the first 4 are shown" in summary_html(assistant.events(most=4), 9, {})
    assert "the latest 4 are shown" in summary_html(assistant.events(most=4), 9, {}, latest_first=True)


def test_the_latest_are_shown_and_come_first(assistant: Assistant) -> None:
    every = assistant.events()
    latest = assistant.events(most=2, latest_first=True)
    assert latest.events == every.events[-2:]
    html = events_html(latest, latest_first=True)
    assert html.index(latest.events[1].name) < html.index(latest.events[0].name)


def test_a_disputed_event_shows_both_dates_with_both_sources(romania: EventList) -> None:
    forum = romania.events[1]
    other = Period(date(2024, 11, 16), date(2024, 11, 16), "day", "16 November 2024")
    mentions = (forum.mentions[0], replace(forum.mentions[0], period=other, start=1, end=2))
    html = events_html(replace(romania, events=(replace(forum, mentions=mentions, disputed=True),)))
    assert '15 November 2024 <small class="disputed">or 16 November 2024</small>' in html
    assert html.count("source?") == 2


def test_events_without_a_sure_date_stand_apart(romania: EventList) -> None:
    forum = replace(romania.events[1], period=None)
    found = replace(romania, undated=(forum,), total_undated=1)
    dated, _, undated = events_html(found).partition("<h2>Without a sure date</h2>")
    assert "date not stated" in undated
    assert "date not stated" not in dated
    assert "1 more without a sure date" in summary_html(found, 9, {})


def test_nothing_found_is_said(romania: EventList) -> None:
    assert "None found" in events_html(replace(romania, events=()))


def test_hostile_words_reach_no_table(romania: EventList) -> None:
    html = events_html(replace(romania, events=(_hostile(romania.events[1]),)))
    html += summary_html(replace(romania, understood=HOSTILE), 9, {"place": HOSTILE})
    assert "<img" not in html
    assert 'onerror=alert(1)>"' not in html


def test_charts_hold_their_events_and_ask_nothing_of_the_internet(romania: EventList) -> None:
    for chart in (timeline(romania.events), world_map(romania.events)):
        assert chart is not None
        specification = chart.to_json(ensure_ascii=False)
        assert all(event.name in specification for event in romania.events)
        assert '"url"' not in specification  # Vega loads data from there


def test_an_event_without_end_is_drawn(romania: EventList) -> None:
    ever = replace(romania.events[0], period=Period(date(2024, 5, 1), date.max, "day", "from 1 May 2024"))
    assert timeline([ever]) is not None


def test_nothing_to_draw_is_no_chart(romania: EventList) -> None:
    bare = (replace(romania.events[0], period=None, places=()),)
    assert timeline(bare) is None
    assert world_map(bare) is None


def test_an_address_gives_back_its_filters() -> None:
    texts = {"since": "2024-11-01", "place": "Cluj & Iași", "about": ""}
    assert events_link(texts) == "?view=events&since=2024-11-01&place=Cluj+%26+Ia%C8%99i"
    assert read_filters(texts) == EventFilters(since=date(2024, 11, 1), place="Cluj & Iași")
    assert export_link("csv", {}) == "events.csv"


def _hostile(event: Event) -> Event:
    mention = replace(event.mentions[0], headline=HOSTILE, source=replace(event.mentions[0].source, title=HOSTILE))
    return replace(event, name=HOSTILE, mentions=(mention,), places=(replace(event.places[0], name=HOSTILE),))
