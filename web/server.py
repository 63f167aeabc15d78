"""HTTP: the page at `/`, an article with its quotation highlighted at `/source`, events as a file at `/events.csv`."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from assistant import Assistant
from assistant.exports import to_csv, to_ics, to_json
from corpus import NewsletterError, RequestError, SettingsError
from web.links import read_filters
from web.rendering import source_html
from web.startup import Startup

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}
_NOT_YET = "The archive is not open yet. Try again in a moment."
_EXPORTS = {"csv": (to_csv, "text/csv"), "json": (to_json, "application/json"), "ics": (to_ics, "text/calendar")}


def make_app(startup: Startup) -> FastAPI:
    """The application that serves the page; `startup` must have been started, or be started later."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    from web.page import make_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/source", response_class=HTMLResponse)
    def source(path: str, start: int = 0, end: int = 0) -> HTMLResponse:
        assistant = startup.wait(0)
        if assistant is None:
            return HTMLResponse(_NOT_YET, 503, _HEADERS)
        try:
            return HTMLResponse(source_html(assistant.issue(path), start, end), 200, _HEADERS)
        except NewsletterError:
            return HTMLResponse("No such newsletter is in the archive.", 404, _HEADERS)

    @app.get("/events.{form}")
    def events(form: str, request: Request) -> Response:
        assistant = startup.wait(0)
        if assistant is None:
            return PlainTextResponse(_NOT_YET, 503, _HEADERS)
        return _export(assistant, form, request.query_params)

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        make_page(startup),
        path="/",
        css=(_HERE / "page.css").read_text(encoding="utf-8"),
        head=f"<script>{(_HERE / 'page.js').read_text(encoding='utf-8')}</script>",
        theme=gr.themes.Default(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        footer_links=[],
        show_error=False,
        ssr_mode=False,
    )
    return mounted


def _export(assistant: Assistant, form: str, filters: Mapping[str, str]) -> Response:
    """All events under `filters` as a file; 400 with what is wrong where they cannot be read."""
    if form not in _EXPORTS:
        return PlainTextResponse(f"Events can be had as {', '.join(_EXPORTS)}.", 404, _HEADERS)
    write, media = _EXPORTS[form]
    try:
        found = assistant.events(read_filters(filters))
    except RequestError as error:
        return PlainTextResponse(str(error), 400, _HEADERS)
    # Excel takes a CSV file without the mark at its beginning for one in an old character set.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    headers = _HEADERS | {"Content-Disposition": f"attachment; filename=events.{form}"}
    return Response(write(found).encode(encoding), 200, headers, f"{media}; charset=utf-8")


def serve(startup: Startup, host: str, port: int) -> None:
    """Serve the page until interrupted. Raises SettingsError when the address cannot be used."""
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another with NEWSLETTER_PORT or --port."
        ) from error
    startup.start()
    print(f"Serving at http://{host}:{port} (Ctrl-C ends)", file=sys.stderr, flush=True)
    uvicorn.Server(uvicorn.Config(make_app(startup), log_level="warning")).run(sockets=[listening])
