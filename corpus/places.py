"""Names of countries."""

from functools import lru_cache

from babel import Locale

from corpus.folding import words


@lru_cache(maxsize=1)
def country_words() -> frozenset[str]:
    """The folded one-word names of countries in English (Unicode CLDR, by way of Babel)."""
    names = Locale("en").territories
    return frozenset(
        words(name)[0] for code, name in names.items() if len(code) == 2 and code.isalpha() and len(words(name)) == 1
    )
