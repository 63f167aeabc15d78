"""The history of events: filters, a timeline, a map, and a table that leads to the sources."""

from typing import Any, get_args

import gradio as gr

from assistant import Assistant, EventFilters
from corpus import EventKind, EventStatus, NewsletterError
from index import EventPhase
from web.charts import timeline, world_map
from web.event_list import events_html, summary_html
from web.links import FILTERS, read_filters
from web.rendering import note_html
from web.startup import Startup

_MOST = 300
"""Events shown at once; the files that are saved hold them all."""

Shown = tuple[str, Any, Any, str]
"""The line above, the two charts, the table."""

_TICK = 0.5
"""Seconds until the view looks again whether the archive is open."""


def add_events_view(page: gr.Blocks, startup: Startup) -> None:
    """The view, in the block that is open. A page opened with filters in its address shows the events under them.

    While the archive is being opened it says so and looks again, so that no view keeps a thread waiting.
    """

    def show(*texts: str | None) -> tuple[*Shown, gr.Timer]:
        if (assistant := startup.wait(0)) is None:
            return *_only(note_html(startup.status, startup.failed)), gr.Timer(active=not startup.failed)
        given = {name: text or "" for name, text in zip(FILTERS, texts, strict=True)}
        try:
            return *_shown(assistant, given), gr.Timer(active=False)
        except NewsletterError as error:
            return *_only(note_html(str(error), failed=True)), gr.Timer(active=False)

    with gr.Row():
        fields = _fields()
    with gr.Row():
        search = gr.Button("Show", variant="primary", scale=0, min_width=120)
        clear = gr.Button("Clear", scale=0, min_width=120)
    summary = gr.HTML("", elem_id="summary")
    with gr.Row():
        times = gr.Plot(show_label=False, elem_id="timeline", min_width=320)
        places = gr.Plot(show_label=False, elem_id="map", min_width=320)
    table = gr.HTML("", elem_id="events")
    waiting = gr.Timer(_TICK, active=False)

    shown = [summary, times, places, table, waiting]
    # Not queued: a queued event whose predecessor just ended may lose its result, when it is sent into the stream
    # that the browser has closed and the server still holds for open.
    quietly = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    since, until, place, person, kind, status, about = fields
    given = [box.submit for box in (since, until, place, person, about)] + [kind.input, status.input, search.click]
    gr.on(given, show, fields, shown, **quietly)
    clear.click(lambda: [""] * len(fields), None, fields, **quietly).then(show, fields, shown, **quietly)
    page.load(_asked, None, fields, **quietly).then(show, fields, shown, **quietly)
    waiting.tick(show, fields, shown, **quietly)


def _asked(request: gr.Request) -> list[Any]:
    """The filters that the address gives; the others stay as they are, somebody may be typing there."""
    return [request.query_params.get(name, gr.skip()) for name in FILTERS]


def _fields() -> list[gr.Textbox | gr.Dropdown]:
    """Where the filters are entered, in the order of `FILTERS`."""
    day = {"placeholder": "May 2024", "min_width": 120, "max_lines": 1}
    words = {"min_width": 150, "max_lines": 1}
    kinds = [("any", ""), *((kind, kind) for kind in get_args(EventKind))]
    statuses = [("any", ""), *((status, status) for status in (*get_args(EventPhase), *get_args(EventStatus)))]
    # Any noun of an event is a kind as well ("forum"); and what an address asks for must be shown before it is refused.
    choice = {"value": "", "allow_custom_value": True, "min_width": 120}
    return [
        gr.Textbox(label="Since", **day),
        gr.Textbox(label="Until", **day),
        gr.Textbox(label="Place", placeholder="Romania", **words),
        gr.Textbox(label="Participant", placeholder="person, body", **words),
        gr.Dropdown(kinds, label="Kind", **choice),
        gr.Dropdown(statuses, label="Status", **choice),
        gr.Textbox(label="About", placeholder="words", **words),
    ]


def _shown(assistant: Assistant, given: dict[str, str]) -> Shown:
    filters = read_filters(given)
    to_come = filters.status == "upcoming"  # what comes next is looked for, else what was last
    found = assistant.events(filters, most=_MOST, latest_first=not to_come)
    everything = assistant.events(EventFilters(), most=0)
    line = summary_html(found, everything.total + everything.total_undated, given, latest_first=not to_come)
    return line, timeline(found.events), world_map(found.events), events_html(found, latest_first=not to_come)


def _only(note: str) -> Shown:
    """The note and nothing else; the style sheet hides the place of a chart that is not there."""
    return note, None, None, ""
