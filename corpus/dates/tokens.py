"""Text to tokens, each of one kind.

The kinds of a text's tokens make a string, one character a token, over which the grammar is written as
regular expressions. Numbers that belong to no date (prices, times, phone and page numbers) come out as "junk".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates.lexicon import CLEAR_MONTHS, WORDS, Meaning
from corpus.dates.spans import NOTHING, Fields

_NAMES = """
    junk time small large short ordinal modern historic pair numeric slashed relative_year relative_month
    plain doubtful weekday weekdays possessive brief season quarter decade unit direction part count deictic
    last same ago hence now rest earlier later commencing within daytime a every
    of in on from between to and or the preposition pronoun moved counted named
    comma dot dash solidus mark word
""".split()
KINDS = {name: chr(0x100 + n) for n, name in enumerate(_NAMES)}
"""One character for each kind: a letter, so that none means anything to a regular expression."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark at `[start, end)`; `value` counts or numbers it, `fields` is what it says of a date."""

    kind: str
    start: int
    end: int
    value: int = 0
    fields: Fields = NOTHING


_BOUND = r"(?![\w/]|[-–.,]\d)"
_FREE = r"(?<![\w.,/+:–-])"
_SPAN = r"(?=[-–]\d\d?\.\d)"  # of "24.06.–05.07.2024"
_YEAR = r"(?:19|20)\d\d"
_LABEL = r"\b(?:no|nos|nr|vol|pp?|pages?|rooms?|article|issues?|tel|fig|table|chapter|version)\b\.?|[#§]"
_LONGEST_FIRST = sorted((words for words in WORDS if not words.isalpha()), key=len, reverse=True)
_PHRASES = "|".join(_LONGEST_FIRST).replace(" ", r"[\s-]")

# The first alternative that fits at a position wins: what only looks like a date stands before what is one.
_TOKEN = re.compile(
    rf"""
      (?P<time> \b (?:\d{{1,2}}(?:[:.]\d\d)?\s*(?:-|–|to|and)\s*)? \d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|noon\b)
              | \b\d{{1,2}}:\d\d(?::\d\d)?\b )
    | (?P<numeric> (?:{_FREE}|(?<=\d\.[-–])) (?:
          (?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?:(?=T\d)|{_BOUND})
        | (?P<a>\d\d?)(?P<sep2>[-/.])(?P<b>\d\d?)(?P=sep2)(?P<c>\d{{4}}|\d\d){_BOUND}
        | (?P<day>\d\d?)\.(?P<its_own>\d\d?)\.{_SPAN}
        | (?P<month>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<its_year>{_YEAR}){_BOUND}(?!\s?[-–]|\s\w)
        | (?P<year>{_YEAR})\s?[-/.]\s?(?P<its_month>0?[1-9]|1[0-2]){_BOUND}(?!\s?[-–]|\s\w) ) )
    | (?P<pair> {_FREE} (?P<first>{_YEAR})[-–/](?P<second>\d\d){_BOUND} )
    | (?P<slashed> {_FREE} (?P<left>\d\d?)/(?P<right>\d\d?){_BOUND} )
    | (?P<junk> (?:{_LABEL})\s?\d[\d–-]* | [$€£¥+]\s?\d[\d.,]* | \d+(?:[.:]\d+|,\d{{3}}(?!\d))+ | \d+\s?[%°€£$]
              | \d{{2,}}(?:[\s-]\d{{3,}}){{2,}} | \d+(?:[-–]\d+){{2,}} | \d{{5,}} )
    | (?P<decade> \b(?P<from>(?:1[5-9]|20)\d0)['’]?s\b | \b(?P<tens>[2-9]0)['’]?s\b )
    | (?P<quarter> \b(?P<of>{_YEAR})?(?: [Q](?P<q>[1-4]) | [H](?P<h>[12]) )\b )
    | (?P<phrase> \b(?:{_PHRASES})\b )
    | (?P<number> \d{{1,4}} (?:(?:st|nd|rd|th)\b | \.{_SPAN})? )
    | (?P<word> [^\W\d_]+(?:['’]s\b)? )
    | (?P<mark> [^\w\s] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "/": "solidus", "&": "and"}
_MONTH_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\Z", re.IGNORECASE
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, in order; white space and underscores are none."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        match match.lastgroup:
            case "word" | "phrase":
                kind, value, fields = _meaning(match[0])
                yield Token(kind, start, end, value, fields)
            case "mark":
                yield Token(_MARKS.get(match[0], "mark"), start, end)
            case "number":
                kind, value, fields = _number(match, text)
                yield Token(kind, start, end, value, fields)
            case "junk" | "time" as kind:
                yield Token(kind, start, end)
            case name:
                said = _compound(str(name), match)
                yield Token(str(name) if said else "junk", start, end, 0, said or NOTHING)


def _meaning(word: str) -> Meaning:
    lower = " ".join(word.lower().replace("-", " ").split())
    meaning = WORDS.get(lower) or WORDS.get(lower.removesuffix("'s").removesuffix("’s")) or Meaning("word")
    if meaning.kind == "plain" and not (lower in CLEAR_MONTHS and word[0].isupper()):
        return meaning._replace(kind="doubtful")
    return meaning


def _number(match: re.Match[str], text: str) -> Meaning:
    """A day, a month or a year; "junk" where letters touch it, as in "G20" and "5kg" but not in "Oct2"."""
    start, end = match.span()
    value = int(re.sub(r"\D", "", match[0]))
    touched = start and (text[start - 1].isalnum() or text[start - 1] == "_")
    if (touched and not _MONTH_BEFORE.search(text, max(0, start - 10), start)) or text[end : end + 1].isalpha():
        return Meaning("junk")
    if not match[0].rstrip(".").isdigit():
        return Meaning("ordinal", value, Fields(day=value)) if 1 <= value <= 31 else Meaning("junk", value)
    said = match[0].rstrip(".")
    if len(said) == 4:
        return Meaning("modern" if 1900 <= value <= 2099 else "historic", value, Fields(year=value))
    if 1 <= value <= 31 and len(said) <= 2:
        return Meaning("small" if value <= 12 else "large", value, Fields(day=value))
    return Meaning("short", value, Fields(year=1900 + value)) if 32 <= value <= 99 else Meaning("junk", value)


def _compound(kind: str, match: re.Match[str]) -> Fields | None:
    """What a number of several parts says; None where it is no date after all."""
    g = match.groupdict()
    match kind:
        case "numeric":
            return _numeric({name: int(value) for name, value in g.items() if value and value.isdigit()})
        case "pair":
            first, second = int(g["first"]), int(g["second"])
            if second == (first + 1) % 100 or second > max(12, first % 100):
                return Fields(year=first, years=(second - first) % 100 + 1)
            return Fields(year=first, month=second) if 1 <= second <= 12 else None
        case "slashed":
            return _day_and_month(int(g["left"]), int(g["right"]))
        case "decade":
            return Fields(year=int(g["from"] or 1900 + int(g["tens"])), years=10)
        case _:
            size, which = (3, int(g["q"])) if g["q"] else (6, int(g["h"]))
            return Fields(int(g["of"]) if g["of"] else None, size * (which - 1) + 1, months=size)


def _numeric(g: dict[str, int]) -> Fields | None:
    if "y" in g:
        return Fields(g["y"], g["m"], g["d"])
    if "a" in g:
        day = _day_and_month(g["a"], g["b"])
        year = g["c"] if g["c"] > 99 else g["c"] + (2000 if g["c"] < 50 else 1900)
        return day.merge(Fields(year=year)) if day else None
    if "day" in g:
        return _day_and_month(g["day"], g["its_own"])
    return Fields(g["its_year"], g["month"]) if "month" in g else Fields(g["year"], g["its_month"])


def _day_and_month(first: int, second: int) -> Fields | None:
    """Day first, as most of the world writes; month first only where nothing else is possible."""
    if second > 12:
        first, second = second, first
    return Fields(month=second, day=first) if 1 <= second <= 12 and 1 <= first <= 31 else None
