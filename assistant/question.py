"""What a question asks for, and what it takes for granted."""

import re
from dataclasses import dataclass
from typing import Literal

import snowballstemmer

from corpus import country_words, words
from index import search_terms

Expected = Literal[
    "expansion", "email", "telephone", "website", "amount", "number", "year", "date", "place", "person", "anything"
]

# The first that fits decides.
_EXPECTED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (
        "expansion",
        re.compile(r"\b(?:stands? for|short for|abbreviat\w*|acronym|full (?:name|form)|spell(?:ed|t)? out)\b"),
    ),
    ("email", re.compile(r"\be ?mails?\b|\bmail address\b")),
    ("telephone", re.compile(r"\b(?:tele)?phone\b")),
    ("website", re.compile(r"\b(?:web ?sites?|web ?page|home ?page|url)\b")),
    ("amount", re.compile(r"\b(?:budget|how much (?:money|does it cost)|costs?|price|prize money|salary)\b")),
    (
        "number",
        re.compile(r"\b(?:how (?:many|large|big|long|old|often|far)|(?:the|total) number of|percentage|what share)\b"),
    ),
    ("year", re.compile(r"\b(?:which|what) year\b")),
    ("date", re.compile(r"\b(?:when|dates?|what day|(?:which|what) (?:days?|month)|deadline|how soon)\b")),
    (
        "place",
        re.compile(
            r"\b(?:where|venue|location|located|address"
            r"|(?:which|what) (?:\w+ )?(?:city|cities|towns?|village|country|countries|places?"
            r"|location|building|state|region))\b"
        ),
    ),
    ("person", re.compile(r"\b(?:who|whom|whose|which (?:person|people|professor|minister|ambassador|president))\b")),
)
_COUNTED = re.compile(
    r"\b(?:how many|number of)"
    r" (?:(?:of|the|this|that|each|new|different|other|more|scientific|international) )*([a-z]{3,})"
)
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_ORDINALS_SPELLED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_NUMBERS = {name: str(n) for n, name in enumerate(_CARDINALS.split(), 1)}
_ORDINALS = {name: f"{n}th" for n, name in enumerate(_ORDINALS_SPELLED.split(), 1)}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_TITLES = frozenset("mr mrs ms dr prof professor sir president director secretary general ambassador minister".split())
_VAGUE = frozenset({"1", "2", "1th", "2th"})  # "the one", "the two", "first", "second" seldom name an edition
_stem = snowballstemmer.stemmer("porter").stemWord


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can stand alone, taken apart.

    `stems` are its content words, `counted` the stem of what "how many" counts. `numbers` and
    `names` are what it takes for granted and what an article must mention to answer it.
    """

    text: str
    expected: Expected
    counted: str
    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]


def understand(text: str) -> Question:
    """Take apart a question that needs no conversation to be understood."""
    said = " ".join(words(text))
    expected: Expected = next((kind for kind, pattern in _EXPECTED if pattern.search(said)), "anything")
    counted = _COUNTED.search(said)
    content = dict.fromkeys(_normal(word) for word in search_terms(text))
    spelled_out = {_normal(w) for w in words(text) if w in _NUMBERS or w in _ORDINALS} & _VAGUE
    numbers = frozenset(stem for stem in content if stem[:1].isdigit()) - spelled_out
    return Question(
        text, expected, _normal(counted[1]) if counted else "", tuple(content), numbers, _names(text) - numbers
    )


def stems(text: str) -> list[str]:
    """The words of `text` as they are compared: folded, numbers as digits, Porter stems (as in SQLite)."""
    return [_normal(word) for word in words(text)]


def _normal(word: str) -> str:
    """ "Ninth" and "9th" both as "9th", "2nd" as "2th", "nine" as "9"; other words as their stem."""
    if match := _ORDINAL.fullmatch(word):
        return f"{match[1]}th"
    return _ORDINALS.get(word) or _NUMBERS.get(word) or str(_stem(word))


def _names(text: str) -> frozenset[str]:
    """The stems of country names, and of the words with a capital inside a question not all in capitals."""
    content = set(search_terms(text))
    countries = {_normal(w) for w in content & country_words()}
    inside = (m[0] for m in re.finditer(r"(?<![.!?]\s)(?<!^)\b[^\W\d_][\w'’-]*", text))
    capitals = [w for word in inside if word[0].isupper() for w in words(word) if w in content and len(w) > 1]
    if len(capitals) > 0.8 * len(content) and len(content) > 3:
        return frozenset(countries)
    return frozenset(countries | {_normal(w) for w in capitals if w not in _TITLES})
