"""Where an event is held, from the places that its sentence and its article name."""

import re
from collections.abc import Sequence

from corpus.events.readings import Reading
from corpus.types import Place, PlaceMention

_HELD_AT = re.compile(
    r"(?:\b(?:in|at|of|near|to|visit(?:s|ed|ing)?|through|via|into|(?:planned|scheduled|foreseen) for)\s+(?:the\s+)?"
    r"|[|:;–—,-]\s*|^\W*"
    r"|\b(?:virtual|online|hybrid|remote)\s\(.*)$",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:in|at|to)\s+(?:the\s+)?$", re.I)
_ORIGIN = re.compile(
    r"\b(?:from|than in|with|by|towards|(?<!planned )(?<!scheduled )(?<!foreseen )for)\s+(?:the\s+)?$"
    r"|\b(?:Prof|Dr|Mrs?|Ms|Doc|Sir|Dame)\b\.?(?-i:\s+(?![a-zß-ÿ])[^\W\d_][\w'’.-]*){1,4}\s\([^()]*$",
    re.I,
)
"""What stands before where somebody or something comes from: "Prof. Seo (Palgong University, Daegu)"."""
_JOINED = re.compile(r"\s*(?:,|&|/|and|to|, and)\s*(?:the\s+)?", re.I)
_ONLINE_ONLY = re.compile(
    r"\b(?:by video ?(?:conference| ?link)?|(?:held|takes place|entirely|only) (?:on-?line|virtually))\b", re.I
)


def find_venue(reading: Reading, stretch: tuple[int, int]) -> tuple[Place, ...]:
    """The places that a sentence gives for the event which its `stretch` is about; () if it gives none.

    "in Bangkok", ", Addis Ababa", "(Lisbon, 2 July)" and "visit to Cyprus, Serbia and Romania" tell
    where; where somebody comes from, in brackets or behind "of", does not.
    """
    text = reading.text
    if _ONLINE_ONLY.search(text, *stretch):
        return ()
    within = [p for p in reading.places if stretch[0] <= p.start < stretch[1] and _is_place(text, p)]
    said = [p for p in within if _HELD_AT.search(text[: p.start]) or _is_bracketed(reading, p)]
    held = [p for p in said if not _ORIGIN.search(text[: p.start])]
    if not held:
        return ()
    first = next((p for p in held if _PREPOSITION.search(text[: p.start])), held[0])
    last, chosen = first, [first]
    for place in within:
        if place.start > last.end and _JOINED.fullmatch(text[last.end : place.start]):
            chosen.append(place)
            last = place
    return tuple(p.place for p in chosen)


def _is_bracketed(reading: Reading, place: PlaceMention) -> bool:
    """Whether a date follows a place in brackets, or brackets hold both, or end a line that opens with its date.

    Of several brackets in such a line, each tells where one of the speakers comes from. Right behind an event
    they tell where that is: "the seminar (Salzburg) on 2 May".
    """
    text = reading.text
    if not text[: place.start].endswith("("):
        return any(text[place.end : d.start] == " (" for d in reading.dated)
    close = text.find(")", place.end) % (len(text) + 1)
    dated = any(place.end <= d.start < close for d in reading.dated)
    opens = bool(reading.dated) and not re.search(r"\w", text[: reading.dated[0].start])
    named = any(o.end == place.start - len(" (") for o in reading.occasions)
    return (
        dated
        or (named and close == place.end)
        or (opens and text.count("(") == 1 and not re.search(r"\w", text[close:]))
    )


def named_after(reading: Reading, name: str) -> tuple[Place, ...]:
    """The city with which the name of an event opens: "Tbilisi mapping day"."""
    return tuple(
        p.place
        for p in reading.places
        if p.role != "adjective" and p.place.city and name.startswith(p.place.name + " ")
    )


def only_places(reading: Reading) -> tuple[Place, ...]:
    """The places of a line that holds but them and a day: a dateline, or "Tashkent." before a short notice."""
    rest = reading.text
    spans = [(p.start, p.end) for p in reading.places] + [(d.start, d.end) for d in reading.dated]
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + rest[end:]
    return () if re.search(r"\w{4}", rest) else tuple(p.place for p in reading.places if p.role == "place")


def _is_place(text: str, place: PlaceMention) -> bool:
    """Whether something can be held there; "Council, Kigali." adds its place behind a comma, "US$ 100" is money."""
    added = text[: place.start].endswith(", ") and not re.match(r" ?\w", text[place.end :])
    return (place.role == "place" and not text.startswith("$", place.end)) or (place.role == "name" and added)


def narrowed(venue: Sequence[Place], home: Sequence[Place]) -> bool:
    """Whether the cities of a dateline say more than the country a sentence gives: "Naples & Venice" over "Italy"."""
    if len(venue) != 1 or venue[0].city or not home or not all(place.city for place in home):
        return False
    return {code for place in home for code in place.countries} <= set(venue[0].countries)
