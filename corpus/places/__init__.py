"""Places: found in a text, known by their names, and one inside another."""

from corpus.places.finding import find_places
from corpus.places.resolving import (
    country_name,
    country_words,
    covers,
    is_famous,
    position,
    resolve_place,
    resolve_places,
)

__all__ = [
    "country_name",
    "country_words",
    "covers",
    "find_places",
    "is_famous",
    "position",
    "resolve_place",
    "resolve_places",
]
