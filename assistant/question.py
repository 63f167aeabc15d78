"""What a question asks for, and what it takes for granted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.expected import Expected, expected_kind
from corpus import country_name, country_words, resolve_place, stem, words
from index import STOPWORDS, search_terms

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
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir president director secretary general ambassador minister".split()
)
_LOOSE = frozenset(_NUMBERS) | {"first", "second"}
"""Words for numbers that seldom name an edition: "the two", "three countries", "first of all"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: the stems of its words, and their initials, as "un" for "United Nations".

    `countries` are the stems of those that lie in it, where it is the name of a region: "the Balkans".
    """

    stems: tuple[str, ...]
    initials: str
    countries: tuple[str, ...] = ()


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
    names: tuple[Name, ...]


def understand(text: str) -> Question:
    """Take apart a question that needs no conversation to be understood."""
    counted = _COUNTED.search(" ".join(words(asked(text))))
    content = dict.fromkeys(_normal(word) for word in search_terms(text))
    strict = {_normal(word) for word in words(text) if word not in _LOOSE}
    numbers = frozenset(stem for stem in content if stem[:1].isdigit() and stem in strict)
    kind = expected_kind(asked(text))
    return Question(text, kind, _normal(counted[1]) if counted else "", tuple(content), numbers, _names(text))


def asked(text: str) -> str:
    """What `text` asks, without what was asked before it and stands in brackets behind."""
    return text.partition("? (")[0]


def stems(text: str) -> list[str]:
    """The words of `text` as they are compared: folded, numbers as digits, Porter stems (as in SQLite)."""
    return [_normal(word) for word in words(text)]


def _normal(word: str) -> str:
    """ "Ninth" and "9th" both as "9th", "2nd" as "2th", "nine" as "9"; other words as their stem."""
    if match := _ORDINAL.fullmatch(word):
        return f"{match[1]}th"
    return _ORDINALS.get(word) or _NUMBERS.get(word) or stem(word)


def _names(text: str) -> tuple[Name, ...]:
    """The runs of capitalised words inside a question that is not all in capitals, and names of countries."""
    content = set(search_terms(text))
    countries = [Name((_normal(word),), "") for word in words(text) if word in content & country_words()]
    runs = list(_capitalised(text))
    if sum(map(len, runs)) > 0.8 * len(content) and len(content) > 3:
        return tuple(countries)
    names = [name for run in runs if (name := _name(run, content)).stems]
    known = {stem for name in names for stem in name.stems}
    return (*names, *(country for country in countries if country.stems[0] not in known))


def _capitalised(text: str) -> Iterator[list[str]]:
    """The runs of words with a capital, the one that opens a sentence left out unless it goes on."""
    run: list[str] = []
    opens = True
    for word in re.findall(r"[^\W_][\w'’-]*|[^\w\s]", text):
        if word[0].isupper() and not (opens and word.lower() in STOPWORDS):
            run.append("" if opens else word)
        else:
            if any(run):
                yield [word for word in run if word]
            run = []
        opens = word in ".!?"
    if any(run):
        yield [word for word in run if word]


def _name(run: list[str], content: set[str]) -> Name:
    parts = [part for word in run for part in words(word) if part in content and len(part) > 1]
    stems_ = dict.fromkeys(_normal(part) for part in parts if part not in TITLES)
    numbers = {stem for stem in stems_ if stem[0].isdigit()}
    initials = "".join(word[0] for word in run).casefold() if len(run) > 1 else ""
    return Name(tuple(s for s in stems_ if s not in numbers), initials, _within(" ".join(run)))


def _within(region: str) -> tuple[str, ...]:
    """The stems of the countries of a region that have names of one word; () for what is no region."""
    place = resolve_place(region)
    names = [country_name(code) for code in place.countries] if place else []
    return tuple(stem(name.casefold()) for name in names if " " not in name) if len(names) > 1 else ()
