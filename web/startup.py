"""Opening the assistant while the page is already there."""

import logging
import threading
from collections.abc import Callable

from assistant import Assistant
from corpus import NewsletterError
from index import Progress

_log = logging.getLogger(__name__)

Opener = Callable[[Progress], Assistant]


class Startup:
    """An assistant that is being opened in the background, and how far that has got."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._ready = threading.Event()
        self._stage = "Loading the language model"
        self._assistant: Assistant | None = None
        self._fault = ""

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._open, name="startup", daemon=True).start()

    def _open(self) -> None:
        try:
            self._assistant = self._opener(self._progress)
        except NewsletterError as error:
            _log.error("%s", error)
            self._fault = str(error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell; the page must not wait for ever
            _log.exception("opening the archive failed")
            self._fault = f"The archive could not be opened ({type(error).__name__}). The terminal says more."
        self._ready.set()

    def _progress(self, stage: str, done: int, total: int) -> None:
        self._stage = f"{stage}: {done} of {total}"

    @property
    def status(self) -> str:
        """What is being done, or what went wrong; empty when the assistant is ready."""
        if not self._ready.is_set():
            return self._stage
        return self._fault

    def wait(self, seconds: float) -> Assistant | None:
        """The assistant, or None when it is not ready within `seconds` or never will be."""
        self._ready.wait(seconds)
        return self._assistant

    @property
    def failed(self) -> bool:
        """Whether opening ended without an assistant."""
        return self._ready.is_set() and self._assistant is None
