"""One spelling for every spelling of a word, for matching only; never for showing."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Letters that carry their mark inside the glyph: NFKD leaves them whole.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t"}
)
# British endings and their American twins; a word in neither spelling suffers no harm, as all are treated alike.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3}[iy])s(?=(?:e[drs]?|ers|ing|ations?|ational)\b)"), "z"),
    (re.compile(r"(?<=[a-z]{2}o)u(?=r(?:s|ed|ing|able|ful|hood)?\b)"), ""),
    (re.compile(r"(?<=[a-z](?:nt|at|et|it|ib))re(?=s?\b)"), "er"),
    (re.compile(r"\bprogramme(?=s?\b)"), "program"),
)
_WORD = re.compile(r"[^\W_]+")
_porter = snowballstemmer.stemmer("porter")


def fold(text: str) -> str:
    """`text` in lower case without diacritics: "TÜBİTAK" and "Tubitak" fold alike.

    NUL and other control characters become spaces, so that the result is safe in SQLite.
    """
    # casefold knows no small letter for "𝐉" and "™", which NFKD takes apart into capitals
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(" " if ord(c) < 32 else c for c in lowered if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of `text`: runs of letters and digits; punctuation separates."""
    return _WORD.findall(fold(text))


def americanized(folded: str) -> str:
    """Folded text in American spelling: "organisation" as "organization", "centre" as "center"."""
    for british, american in _BRITISH:
        folded = british.sub(american, folded)
    return folded


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Porter stem of a folded word in its American spelling, as SQLite's tokenizer of that name makes it."""
    return str(_porter.stemWord(americanized(word)))
