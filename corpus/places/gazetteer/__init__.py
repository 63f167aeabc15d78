"""The names of the earth: cities, countries, their divisions, and regions, by folded name."""

from corpus.places.gazetteer.tables import (
    Area,
    City,
    adjectives,
    areas,
    cities,
    codes,
    countries,
    foreign_countries,
    is_acronym,
    is_own_name,
    key,
    prominence,
    seat,
)

__all__ = [
    "Area",
    "City",
    "adjectives",
    "areas",
    "cities",
    "codes",
    "countries",
    "foreign_countries",
    "is_acronym",
    "is_own_name",
    "key",
    "prominence",
    "seat",
]
