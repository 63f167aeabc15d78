"""What a person sees: the chat page and the view of a source."""

from web.server import make_app, serve
from web.startup import Startup

__all__ = ["Startup", "make_app", "serve"]
