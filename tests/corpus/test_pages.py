"""Web pages and HTML mail as newsletters, and the events that files state for machines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Issue, Mention, clean, find_mentions, parse_issue, read_issue

Write = Callable[[dict[str, str | bytes]], Path]

PAGE = """<!DOCTYPE html>
<html><head><title>Harbour News</title><meta name="date" content="2024-03-05"><style>p { margin: 0 }</style></head>
<body><nav><a href="/">Home</a></nav>
<h1>Harbour News</h1><p>March 2024, No. 7</p>
<h2>Board met in Oslo</h2>
<p>The 9<sup>th</sup> Board meeting was held in <b>Oslo</b>, Norway, on 12 February
2024.<br>Dr. Ingrid Aas chaired it.<p>Fish &amp; chips were served.
<h2>Coming up</h2>
<table><tr><td>3 May 2024</td><td>Bergen</td><td>Spring meeting</td></tr></table>
<table><tr><td><p>Bring boots.</p><p>Bring a rope.</p></td></tr></table>
<ul><li>No dogs<li>No cats</ul><script>document.write("<p>Not there</p>")</script></body></html>"""

STATED = """<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "name": "Dates"},
  {"@type": ["Thing", "EducationEvent"], "name": "3rd Harbour Course", "startDate": "2024-05-03T09:00:00+02:00",
   "endDate": "2024-05-05", "location": {"@type": "Place", "name": "Town Hall",
   "address": {"addressLocality": "Bergen", "addressCountry": "NO"}}, "description": "It is chaired by Ingrid Aas."},
  {"@type": "Event", "name": "Rope day", "startDate": "2024-06-01", "eventStatus": "https://schema.org/EventCancelled"},
  {"@type": "Event", "name": "Some day"}]}
</script></head><body><h1>Dates</h1><p>Two of them.</p></body></html>"""


def texts(issue: Issue) -> list[list[str]]:
    return [[sentence.text for sentence in article.sentences] for article in issue.articles]


def days(mention: Mention) -> tuple[str, str]:
    assert mention.period is not None
    return str(mention.period.start), str(mention.period.end)


def test_a_page_is_read_as_its_reader_sees_it(newsletters: Write) -> None:
    folder = newsletters({"7.html": PAGE})
    issue = read_issue(folder / "7.html", folder)
    assert texts(issue) == [
        ["Harbour News", "March 2024, No. 7"],
        [
            "Board met in Oslo",
            "The 9th Board meeting was held in Oslo, Norway, on 12 February 2024.",
            "Dr. Ingrid Aas chaired it.",
            "Fish & chips were served.",
        ],
        ["Coming up", "3 May 2024 | Bergen | Spring meeting", "Bring boots.", "Bring a rope.", "No dogs", "No cats"],
    ]
    assert (issue.source.title, issue.source.number) == ("Harbour News", "7")
    assert str(issue.source.published and issue.source.published.start) == "2024-03-05"


def test_every_sentence_of_a_page_is_found_again_in_the_file() -> None:
    for article in parse_issue("7.html", PAGE).articles:
        for sentence in article.sentences:
            stated = clean(PAGE, sentence.start, sentence.end).text.replace("\n", " ")
            assert stated == sentence.text.replace(" | ", " ")  # the bars stand for the edges of cells


def test_the_events_of_a_page_are_those_that_it_tells() -> None:
    board, spring = find_mentions(parse_issue("7.html", PAGE))
    assert (board.name, *days(board)) == ("9th Board meeting", "2024-02-12", "2024-02-12")
    assert (spring.name, spring.places[0].city) == ("Spring meeting", "Bergen")


def test_events_stated_for_search_engines_are_events_as_stated() -> None:
    issue = parse_issue("dates.html", STATED)
    course, rope = find_mentions(issue)
    assert (course.name, course.kind, course.status, *days(course)) == (
        "3rd Harbour Course",
        "training",
        "announced",
        "2024-05-03",
        "2024-05-05",
    )
    assert [(place.city, place.countries) for place in course.places] == [("Bergen", ("NO",))]
    assert [(p.name, p.role) for p in course.participants] == [("Ingrid Aas", "chair")]
    assert (rope.name, rope.status) == ("Rope day", "cancelled")
    assert STATED[rope.start : rope.end] == "Rope day"
    assert ["Rope day"] in texts(issue)  # an article, so that the page can show it


@pytest.mark.parametrize(
    "broken",
    ["{", "[" * 100_000, '{"@type": "Event", "name": 7, "startDate": []}', '"x"', "", '{"name": "\\ud83d"}'],
)
def test_what_is_stated_badly_is_passed_over(broken: str) -> None:
    page = f'<script type="application/ld+json">{broken}</script><p>There is text.</p>'
    assert find_mentions(parse_issue("a.html", page)) == ()


def stated(*things: str) -> tuple[Mention, ...]:
    data = f"//<![CDATA[\n[{', '.join(things)}]\n//]]>"
    return find_mentions(parse_issue("a.html", f'<script type="application/ld+json">{data}</script><p>Text.</p>'))


def event(start: str, more: str = "") -> str:
    return f'{{"@type": "Event", "name": "Rope &amp; sail day", "startDate": "{start}"{more}}}'


@pytest.mark.parametrize(
    ("said", "period"),
    [
        (event("2024-06-01", ', "endDate": "to be announced"'), ("2024-06-01", "2024-06-01")),
        (event("2024-05", ', "endDate": "2024-07"'), ("2024-05-01", "2024-07-31")),
        (event("20240601T0900"), ("2024-06-01", "2024-06-01")),
        (event("2024-06-01", ', "endDate": "9999-12-31"'), ("2024-06-01", "2024-06-01")),
    ],
)
def test_the_days_of_a_stated_event(said: str, period: tuple[str, str]) -> None:
    (told,) = stated(said)
    assert (told.name, days(told)) == ("Rope & sail day", period)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_says_there_is_none_is_no_day(day: str) -> None:
    (told,) = stated(event(day))
    assert told.period is None
    assert find_mentions(parse_issue("a.md", f"---\ntitle: Rope day\nevent_date: {day}\n---\n\nBring one.\n")) == ()
    assert find_mentions(parse_issue("a.md", f"The rope workshop is held in Bergen on {day}.\n")) == ()


def test_a_weekly_event_is_several_each_where_it_stands() -> None:
    first, second = stated(event("2024-06-01"), event("2024-06-08"))
    assert (days(first)[0], days(second)[0]) == ("2024-06-01", "2024-06-08")
    assert first.start < second.start


def test_where_a_stated_event_is_held_and_whether() -> None:
    place = '"location": {"name": "Hotel Oslo", "address": {"addressLocality": "Bergen", "addressCountry": "Norway"}}'
    (told,) = stated(event("2024-06-01", f', {place}, "eventStatus": [{{"@id": "https://schema.org/EventPostponed"}}]'))
    assert (told.places[0].city, told.status) == ("Bergen", "postponed")


def test_a_status_in_lists_of_lists_is_none() -> None:
    (told,) = stated(event("2024-06-01", f', "eventStatus": {"[" * 900 + "]" * 900}'))
    assert told.status == "announced"


CARDS = """<html><body><table><tr><td>Harbour News</td></tr><tr><td>No. 7 | March 2024</td></tr></table>
<table><tr><td><div>SEP</div><div>18&ndash;22</div></td>
<td><b>Autumn School</b><br>Grenoble, France<br><a href="#">Programme</a></td></tr></table>
<table><tr><td><table><tr><td>Jan 2025</td></tr><tr><td>16&ndash;19</td></tr></table></td>
<td><b>Ropes for Ghent</b><br>Closing of the fund</td></tr></table>
<div>Nov<br>21</div><div><b>Clean-up</b><br>Durban, South Africa</div>
<dl><dt>5 October</dt><dd>Inaugural lecture of Ingrid Aas</dd><dt>6 October</dt><dd>Careers evening.</dd></dl>
</body></html>"""


def test_days_set_like_leaves_of_a_calendar_are_those_of_what_stands_beside_them() -> None:
    issue = parse_issue("a.html", CARDS)
    found = [(m.name, str(m.period.start), [p.name for p in m.places]) for m in find_mentions(issue) if m.period]
    assert found == [
        ("Autumn School", "2024-09-18", ["Grenoble"]),
        ("Ropes for Ghent", "2025-01-16", []),
        ("Clean-up", "2024-11-21", ["Durban"]),
        ("Inaugural lecture of Ingrid Aas", "2024-10-05", []),
        ("Careers evening", "2024-10-06", []),
    ]
    for sentence in (s for article in issue.articles for s in article.sentences):
        assert clean(issue.text[sentence.start : sentence.end]).text.split()[0] == sentence.text.split()[0]


def test_what_stands_behind_a_date_of_writing_is_not_on_that_day() -> None:
    page = "<h1>News</h1><p>One.</p><h2>New plan</h2><p>{}</p><p>{}</p><p>It works.</p>"
    for date_of_writing, behind in (("5 March 2024", "Anna Smith"), ("5 March", "By Anna Smith"), ("Decision", "1")):
        assert find_mentions(parse_issue("a.html", page.format(date_of_writing, behind))) == ()


def test_a_button_in_capitals_heads_nothing() -> None:
    page = "<h1>News</h1><p>One of them.</p><h2>Lock</h2><p>It works.</p><p>READ MORE</p><p>It is long.</p>"
    assert {s.section for article in parse_issue("a.html", page).articles for s in article.sentences} == {"", "Lock"}


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("<p>It opens on 3 May.<br/>Bring boots.</p>", ["It opens on 3 May.", "Bring boots."]),
        ('<p>First line.<br clear="all">Second line.</p>', ["First line.", "Second line."]),
        ("<table><tr><td>4 June<td>Oslo<td>Meeting", ["4 June | Oslo | Meeting"]),
        ("<table><tr><td>3 May<td>A day<tr><td>4 May<td>Another</table>", ["3 May | A day", "4 May | Another"]),
        ("<table><tr><td><p class=x>3 May</p></td><td><p>A<br>day</p></td></tr></table>", ["3 May | A day"]),
        ("<nav>menu<nav>sub</nav>more</nav><p>Text.</p>", ["Text."]),
        ("<svg/><p>Text.</p><iframe src=x/>", ["Text."]),
        ("<nav>menu<h1>News</h1><p>Text.</p>", ["News", "Text."]),
        ("<nav-bar>Text.</nav-bar>", ["Text."]),
        ("<h2>Dates<p>Text one.<p>Text two.", ["Dates", "Text one.", "Text two."]),
    ],
)
def test_html_as_it_is_written(body: str, read: list[str]) -> None:
    assert [text for article in texts(parse_issue("a.html", body)) for text in article] == read


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none; max-height:0'>Fish <div>and</div> chips</div>",
        "<span hidden>Fish and chips</span>",
        '<section class="x" HIDDEN=""><h1>Fish</h1><p>Chips</p></section>',
        '<p style="mso-hide:all; font-size:0">Fish and chips</p>',
    ],
)
def test_what_a_page_hides_is_not_read(hidden: str) -> None:
    issue = parse_issue("a.html", f"<h1>Day</h1>{hidden}<p>Ropes were coiled.</p>")
    assert texts(issue) == [["Day", "Ropes were coiled."]]


def test_what_only_seems_hidden_is_read() -> None:
    seen = '<div class="hidden-xs" title="a hidden gem" style="--display: none">Fish</div>'
    assert texts(parse_issue("a.html", f"<h1>Day</h1>{seen}")) == [["Day", "Fish"]]


def test_of_what_is_hidden_only_what_is_left_open_is_read() -> None:
    issue = parse_issue("a.html", "<h1>Day</h1><p hidden>Fish</p><div>Rope</div><div hidden>Chips")
    assert texts(issue) == [["Day", "Rope", "Chips"]]


def test_a_page_need_not_close_its_head() -> None:
    issue = parse_issue("a.html", "<html><head><title>T</title><h1>News</h1><p>Text.</p>")
    assert (issue.source.title, texts(issue)) == ("T", [["News", "Text."]])


def test_a_file_whose_front_matter_dates_an_event_is_about_it() -> None:
    text = '---\ntitle: "Rope day"\nevent_date: May 3, 2024\nend: 2024-05-04\nlocation: Bergen, Norway\n---\n\nBring one.\n'
    (event,) = find_mentions(parse_issue("rope.md", text))
    assert (event.name, *days(event), event.places[0].city) == ("Rope day", "2024-05-03", "2024-05-04", "Bergen")
    assert text[event.start : event.end] == "Rope day"


@pytest.mark.parametrize(
    "fields",
    [
        "title: Harbour Newsletter\nissue: 7\nstart: 2024-05-01\nend: 2024-05-31",
        "title: Rope day\nstart: [2024-05-03, 2024-05-10]",
        "title: [a, b]\nstart: 2024-05-03",
        "title: ''\nstart: 2024-05-03",
    ],
)
def test_front_matter_that_tells_of_no_event(fields: str) -> None:
    assert find_mentions(parse_issue("a.md", f"---\n{fields}\n---\n\nBring boots.\n")) == ()


def test_the_date_of_an_issue_is_no_event() -> None:
    assert find_mentions(parse_issue("7.md", "---\ntitle: Harbour News\ndate: 2024-03-05\n---\n\nBring boots.\n")) == ()


TAGS = st.sampled_from(
    "<p> </p> <br/> <h1> </h1> <ul> <li> </ul> <table> <tr> <td> </tr> </table> <nav> </nav> <b>Bold</b> &amp; <!-- -->"
    " <script> </script> <title> </title> <head> <body> words Prof. 3&nbsp;May&nbsp;2024".split()
)


@given(st.lists(TAGS | st.text(max_size=8), max_size=40).map(" ".join))
def test_any_page_is_read_and_every_sentence_is_where_it_says(text: str) -> None:
    issue = parse_issue("a.html", text)
    for article in issue.articles:
        for sentence in article.sentences:
            # The quotation may hold more than is read, never less; the bars between cells stand for their tags.
            quoted = iter("".join(clean(text, sentence.start, sentence.end).text.split()))
            assert all(character in quoted for character in "".join(sentence.text.replace(" | ", " ").split()))
    for mention in find_mentions(issue):
        assert any(article.start <= mention.start < article.end for article in issue.articles)
