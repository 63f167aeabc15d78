"""Whether a fact stands where the cited text has another one of its kind: "16 women" for "1,214 women, 16 lesions"."""

from collections.abc import Sequence

from assistant.question import stems

_REACH = 4
"""Words on either side that a fact is recognised by."""

_REACH_CHARACTERS = 80

_LEAD = 2
"""By how many words in common the other fact must fit better."""

_FIT = 3
"""How many words it must have in common at all: a free rewording has few, and nothing can be told from them."""

Place = tuple[str, int, int]
"""A text and the half-open characters of a fact in it."""


def is_displaced(stated: Place, same: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether the words around `stated` are those around one of `others`, rather than around one of `same`.

    `same` are the places where the cited texts have the stated fact, `others` those where they have another one.
    """
    if not others:
        return False
    around = _context(stated)
    own = max((len(around & _context(place)) for place in same), default=0)
    other = max(len(around & _context(place)) for place in others)
    return other >= max(_FIT, own + _LEAD)


def _context(place: Place) -> set[tuple[int, str]]:
    """The stems on either side of a fact, each with its side."""
    text, start, end = place
    before = stems(text[max(0, start - _REACH_CHARACTERS) : start])[-_REACH:]
    after = stems(text[end : end + _REACH_CHARACTERS])[:_REACH]
    return {(-1, word) for word in before} | {(1, word) for word in after}
