"""The page over HTTP: the chat at `/`, an article with its quotation highlighted at `/source`."""

import os
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from corpus import NewsletterError, SettingsError
from web.rendering import source_html
from web.startup import Startup

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}


def make_app(startup: Startup) -> FastAPI:
    """The application that serves the page; `startup` must have been started, or be started later."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    from web.page import make_page

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/source", response_class=HTMLResponse)
    def source(path: str, start: int = 0, end: int = 0) -> HTMLResponse:
        assistant = startup.wait(60)
        if assistant is None:
            return HTMLResponse("The archive is not open yet. Try again in a moment.", 503, _HEADERS)
        try:
            return HTMLResponse(source_html(assistant.issue(path), start, end), 200, _HEADERS)
        except NewsletterError:
            return HTMLResponse("No such newsletter is in the archive.", 404, _HEADERS)

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
