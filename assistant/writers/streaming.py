"""Text that arrives in pieces: handed over by a callback, and waited for no longer than is allowed."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

from corpus import ModelError

LONGEST = 200
"""Tokens that a model may write: about twice as many as three sentences have."""


def pulled(produce: Callable[[Callable[[str], bool]], None], seconds: float | None = None) -> Iterator[str]:
    """The pieces that `produce` hands to its argument, which returns whether any more are wanted.

    `produce` runs in a thread of its own; what it raises is raised here. Raises ModelError when it
    is not done within `seconds`; the thread then ends with the next piece.
    """
    pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    unwanted = threading.Event()

    def hand_over(piece: str) -> bool:
        pieces.put(piece)
        return not unwanted.is_set()

    def run() -> None:
        try:
            produce(hand_over)
            pieces.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where somebody waits for it
            pieces.put(error)

    threading.Thread(target=run, name="writer", daemon=True).start()
    end = None if seconds is None else time.monotonic() + seconds
    try:
        while True:
            piece = pieces.get(timeout=None if end is None else max(0.0, end - time.monotonic()))
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    except queue.Empty:
        raise ModelError(
            f"did not finish within {seconds:g} seconds; NEWSLETTER_MODEL_TIMEOUT allows it more"
        ) from None
    finally:
        unwanted.set()


def within(seconds: float, pieces: Iterator[str]) -> Iterator[str]:
    """`pieces`, waited for no longer than `seconds` from the first on. Raises ModelError when they take longer."""

    def produce(hand_over: Callable[[str], bool]) -> None:
        for piece in pieces:
            if not hand_over(piece):
                return

    return pulled(produce, seconds)
