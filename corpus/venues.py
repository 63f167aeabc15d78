"""Where an event is held, from the places that its sentence and its article name."""

import re
from collections.abc import Sequence

from corpus.types import Place, PlaceMention

_HELD_AT = re.compile(
    r"(?:\b(?:in|at|near|to|visit(?:s|ed|ing)?|through|via|into|of|between)\s+(?:the\s+)?|[|(:;–—,-]\s*|^\W*)$", re.I
)
_ORIGIN = re.compile(r"\b(?:from|than in|for|with|by|towards)\s+(?:the\s+)?$", re.I)
_JOINED = re.compile(r"\s*(?:,|&|/|and|to|, and)\s*(?:the\s+)?", re.I)


def find_venue(text: str, places: Sequence[PlaceMention], stretch: tuple[int, int]) -> tuple[Place, ...]:
    """The places that `text` gives for the event which its `stretch` is about; () if it gives none.

    "in Bangkok", ", Addis Ababa" and "visit to Cyprus, Serbia and Romania" tell where; where
    somebody comes from does not.
    """
    within = [p for p in places if p.role == "place" and stretch[0] <= p.start < stretch[1]]
    within += [p for p in places if p.role == "name" and _is_added(text, p) and stretch[0] <= p.start < stretch[1]]
    held = [p for p in within if _HELD_AT.search(text[: p.start]) and not _ORIGIN.search(text[: p.start])]
    if not held:
        return ()
    last, chosen = held[0], [held[0]]
    for place in within:
        if place.start > last.end and _JOINED.fullmatch(text[last.end : place.start]):
            chosen.append(place)
            last = place
    return tuple(p.place for p in chosen)


def _is_added(text: str, place: PlaceMention) -> bool:
    """Whether a place stands between a comma and the end of a phrase: "Council, Kigali"."""
    return text[: place.start].endswith(", ") and not re.match(r" ?\w", text[place.end :])
