"""Text stays text."""

from dataclasses import replace

import pytest

from assistant import Assistant
from corpus import parse_issue
from web.rendering import answer_html, issues_html, show, source_html

HOSTILE = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) $$x$$ \"q\" 'a' `c`"


def test_markup_and_markdown_in_a_text_are_only_shown() -> None:
    shown = show(HOSTILE)
    assert "<" not in shown
    assert not set("*[]()$`\"'") & set(shown)


def test_an_answer_links_each_marker_to_its_place(assistant: Assistant) -> None:
    answer = assistant.ask("When was the World Science Forum held?")
    html = answer_html(answer)
    citation = answer.citations[0]
    assert f"start={citation.start}&amp;end={citation.end}" in html
    assert "<blockquote>" in html


def test_the_words_that_answer_come_first(assistant: Assistant) -> None:
    html = answer_html(assistant.ask("When was the World Science Forum held?"))
    assert html.startswith('<p class="phrase"><strong>from 20 to 23 November</strong></p><blockquote>')
    assert 'href="?q=When+was+the+World+Science+Forum+held%3F"' in html


def test_events_in_an_answer_link_to_their_sources(assistant: Assistant) -> None:
    html = answer_html(assistant.ask("Which events took place in Romania?"))
    assert html.count('class="cite"') == 4  # one in each of two lines, and one in each reference
    assert "Sino&#45;Romanian" in html


def test_an_answer_grows_until_it_is_whole(assistant: Assistant) -> None:
    answer = assistant.ask("When was the World Science Forum held?")
    assert "…" in answer_html(answer, 8)
    assert len(answer_html(answer, 8)) < len(answer_html(answer))


@pytest.mark.parametrize("status", ["answered", "not_found"])
def test_a_hostile_newsletter_reaches_no_page(assistant: Assistant, status: str) -> None:
    answer = assistant.ask("When was the World Science Forum held?")
    assert answer.phrase
    hostile = replace(answer.citations[0], text=HOSTILE, headline=HOSTILE, path='"><script>')
    html = answer_html(replace(answer, text=HOSTILE, phrase=HOSTILE, status=status, citations=(hostile,)))  # type: ignore[arg-type]
    assert "<img" not in html
    assert "<script" not in html
    assert "<script" not in issues_html([(replace(hostile.source, title="<script>"), [("<script>", 0)])])


def test_the_source_view_marks_the_quotation_in_its_article() -> None:
    issue = parse_issue("x.md", "# A headline about something here\n\nFirst &lt;b&gt; sentence. Second one.\n")
    second = issue.articles[-1].sentences[-1]
    page = source_html(issue, second.start, second.end)
    assert '<mark id="quote">Second one.</mark>' in page
    assert "First &lt;b&gt; sentence." in page


def test_what_a_model_wrote_is_only_shown_and_its_markers_lead_to_the_quotations(assistant: Assistant) -> None:
    answer = assistant.ask("When was the World Science Forum held?")
    text = f"{HOSTILE} ![x](https://evil.example/x.png) <a href='https://evil.example'>x</a> [1] [7]"
    html = answer_html(replace(answer, text=text, phrase="", written_by="<b>model</b>", struck=("One.",)))
    assert html.count('class="cite"') == 3  # in the text, behind the quotation, and at its reference
    assert "evil&#46;example" in html
    assert not any(tag in html for tag in ("<img", "<a href='", "<b>", "[x]", "!["))
    assert "Worded by" in html
    assert "<blockquote>" in html
