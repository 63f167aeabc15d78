"""The page: a chat, and the history of events."""

from typing import Any

import gradio as gr

from web.ask_view import add_ask_view, overview
from web.events_view import add_events_view
from web.rendering import note_html
from web.startup import Startup

TITLE = "Ask the newsletter"


def make_page(startup: Startup) -> gr.Blocks:
    """The page. It answers as soon as `startup` has the assistant ready, and says so until then."""

    def look() -> tuple[str, str, str, gr.Timer]:
        assistant = startup.wait(0)
        if assistant is None:
            return note_html(startup.status, startup.failed), "", "", gr.Timer(active=not startup.failed)
        return note_html(""), *overview(assistant), gr.Timer(active=False)

    with gr.Blocks(title=TITLE, fill_height=True, analytics_enabled=False) as page:
        gr.HTML(
            f"<h1>{TITLE}</h1><p>Answers quote the newsletter. Select a number to read the passage in its article.</p>",
            elem_id="masthead",
        )
        status = gr.HTML(note_html(startup.status, startup.failed), elem_id="status")
        with gr.Tabs() as views:
            with gr.Tab("Ask", id="ask"):
                examples, issues = add_ask_view(page, startup)
            with gr.Tab("Events", id="events"):
                add_events_view(page, startup)
        quietly = {"show_progress": "hidden", "api_visibility": "private", "queue": False}  # see events_view.py
        ticking = gr.Timer(0.5)
        ticking.tick(look, outputs=[status, examples, issues, ticking], **quietly)
        page.load(_view, outputs=views, **quietly)
    return page


def _view(request: gr.Request) -> Any:
    """The view that the address asks for; where it does not, whatever has been chosen meanwhile stays."""
    return gr.Tabs(selected="events") if request.query_params.get("view") == "events" else gr.skip()
