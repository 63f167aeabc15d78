"""What a question asks for, and what it takes for granted."""

import re
from dataclasses import dataclass
from typing import Literal

import snowballstemmer

from corpus import words
from index import search_terms

Expected = Literal["person", "date", "number", "place", "expansion", "anything"]

_ORDINALS = {
    name: f"{n}th"
    for n, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1)
}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_EXPECTED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("expansion", re.compile(r"\b(?:stands? for|short for|abbreviat\w*|acronym|full (?:name|form)|spell(?:ed|t)? out)\b")),
    ("number", re.compile(r"\b(?:how (?:many|much|large|big|long|old|often|far)|number of|percentage|what share)\b")),
    ("date", re.compile(r"\b(?:when|dates?|what day|(?:which|what|in what) (?:day|month|year)|deadline|how soon|since when)\b")),
    ("place", re.compile(r"\b(?:where|wherabouts|venue|(?:which|what) (?:\w+ )?(?:city|cities|town|country|countries|place|places|location|building)|located|location|address)\b")),
    ("person", re.compile(r"\b(?:who|whom|whose|which (?:person|people|professor|minister|ambassador|president))\b")),
)
_stem = snowballstemmer.stemmer("porter").stemWord


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can stand alone, taken apart.

    `stems` are its content words; `numbers` and `names` are what it takes for granted and what an
    article must therefore mention to answer it, as stems too.
    """

    text: str
    expected: Expected
    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]


def understand(text: str) -> Question:
    """Take apart a question that needs no conversation to be understood."""
    folded = " ".join(words(text))
    expected = next((kind for kind, pattern in _EXPECTED if pattern.search(folded)), "anything")
    content = dict.fromkeys(_normal(word) for word in search_terms(text))
    numbers = frozenset(stem for stem in content if stem[0].isdigit())
    return Question(text, expected, tuple(content), numbers, _names(text) - numbers)


def stems(text: str) -> list[str]:
    """The words of `text` as they are compared: folded, ordinals as digits, Porter stems (as in SQLite)."""
    return [_normal(word) for word in words(text)]


def _normal(word: str) -> str:
    """ "Ninth", "9th" and "9TH" become "9th", "2nd" becomes "2th"; other words their stem."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    if match := _ORDINAL.fullmatch(word):
        return f"{match[1]}th"
    return str(_stem(word))


def _names(text: str) -> frozenset[str]:
    """The stems of the words written with a capital inside a question that is not all in capitals."""
    content = set(search_terms(text))
    capitals = [w for m in re.finditer(r"(?<![.!?]\s)(?<!^)\b[^\W\d_][\w'’-]*", text) if m[0][0].isupper() for w in words(m[0])]
    capitals = [w for w in capitals if w in content]
    if len(capitals) > 0.8 * len(content) and len(content) > 3:
        return frozenset()
    return frozenset(_normal(w) for w in capitals if len(w) > 1)
