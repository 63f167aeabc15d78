"""What kind of thing a question asks for: a date, a person, a number."""

import re
from typing import Literal

from corpus import words

Expected = Literal[
    "expansion",
    "email",
    "telephone",
    "website",
    "amount",
    "number",
    "share",
    "year",
    "date",
    "city",
    "place",
    "person",
    "anything",
]

_EXPANSION = re.compile(
    r"\b(?:stands? for|short for|abbreviat\w*|acronym|spell(?:ed|t)? out|full (?:name|form)|what does [\w-]+ mean"
    r"|in full)\b"
)
_NO_EXPANSION = re.compile(r"who|when|where|why|how (?:many|much)")  # "Who came up with the acronym?", "repaid in full"
_YES_OR_NO = re.compile(
    r"(?:(?:and|but|so) )?(?:is|are|was|were|does|do|did|has|have|had|can|could|may|will|would|should|must)\b"
)
_POLITE = re.compile(
    r"(?:can|could|would|will) you\b|do you (?:know|have)\b|is there|are there"
    r"|(?:can|could|may|might) (?:i|we) (?:please )?(?:have|get|find|know|see|ask)\b"
)
_ASKING = re.compile(r"\b(?:who|whom|whose|why|how|when|where|what|which)\b")
_KINDS: dict[str, Expected] = {
    "who": "person",
    "whom": "person",
    "whose": "person",
    "when": "date",
    "where": "place",
    "why": "anything",
}
_HOW_MANY = re.compile(r"how (?:many|much|large|big|long|old|often|far)\b")
_COST = re.compile(r"\b(?:costs?|price|prize money|fees?|salary|stipend|budget)\b")
_MONEY = re.compile(rf"{_COST.pattern}|\b(?:money|pay|paid|charged?|expensive)\b")
_WHAT_IT_COSTS = re.compile(r"what (?:do|does|did|will|would) .*\b(?:cost|pay|charge)\b")
_FILLING = re.compile(r"(?:(?:s|is|are|was|were|the|a|an) )*")
"""What may stand between "what" and the noun that names what is asked for."""

_ENDS = frozenset(
    "of for in on at to by from with about is are was were do does did can could may will would shall should has have"
    " had that who and".split()
)
_LONGEST = 4
"""Words looked at of the noun phrase behind "what"."""

# Nouns that name what is asked for wherever they stand in a question without a question word: "deadline fellowship".
# The first that fits decides, as in the table below.
_NOUNS: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("amount", _COST),
    ("number", re.compile(r"\b(?:the|total) number of\b")),
    ("share", re.compile(r"\b(?:percentage|per ?cent)\b")),
    ("date", re.compile(r"\b(?:dates?|deadline)\b")),
    ("email", re.compile(r"\be ?mails?\b|\bmail address\b")),
    ("telephone", re.compile(r"\b(?:tele)?phone\b")),
    ("website", re.compile(r"\b(?:web ?sites?|web ?page|home ?page|url)\b")),
    ("place", re.compile(r"\b(?:venue|location|located|address)\b")),
)
# And those that do so behind "what" or "which" only.
_NOUNS_BEHIND: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\b(?:number|amount)\b")),
    ("share", re.compile(r"\b(?:proportion|fraction|share)$")),  # "which institutes share the laboratory" is none
    ("year", re.compile(r"\byear\b")),
    ("date", re.compile(r"\b(?:days?|month)\b")),
    ("city", re.compile(r"\b(?:city|cities|towns?|village)\b(?! (?:council|hall|centre|center))")),
    ("place", re.compile(r"\b(?:country|countries|(?<!took )(?<!take )places?|building|state|region)\b")),
    ("person", re.compile(r"\b(?:person|(?<!sent )people|professor|minister|ambassador|president)\b")),
)


_COMPOUNDED = frozenset(("amount", "number", "year", "email", "telephone", "website"))
_CLOSING = frozenset("number numbers address addresses figure limit per it".split())


def expected_kind(question: str) -> Expected:
    """What kind of thing `question`, as it was asked, wants to be told.

    The question word decides, then the noun behind "what" or "which", and only where there is no such word
    a noun anywhere: "Who redesigned the website?" asks for a person, "school website" for a website.
    """
    said = " ".join(words(question))
    asking = _ASKING.search(said)
    if _EXPANSION.search(said) and not (asking and _NO_EXPANSION.match(said[asking.start() :])):
        return "expansion"
    if _YES_OR_NO.match(said) and not _POLITE.match(said):
        return "anything"
    if not asking:
        return _named(said, _NOUNS)
    rest = said[asking.start() :]
    if kind := _KINDS.get(asking[0]):
        return kind
    if asking[0] == "how":
        return _how(rest)
    return "amount" if _WHAT_IT_COSTS.match(rest) else _behind(_noun_phrase(rest))


def _how(rest: str) -> Expected:
    if rest.startswith("how soon"):
        return "date"
    if rest.startswith(("how much", "how expensive")) and _MONEY.search(rest) and not rest.startswith("how much of"):
        return "amount"
    return "number" if _HOW_MANY.match(rest) else "anything"


def _named(phrase: str, nouns: tuple[tuple[Expected, re.Pattern[str]], ...]) -> Expected:
    return next((kind for kind, pattern in nouns if pattern.search(phrase)), "anything")


def _behind(phrase: str) -> Expected:
    """What the noun phrase behind "what" or "which" names; a "phone company" is no telephone, a "phone number" is."""
    for kind, pattern in (*_NOUNS, *_NOUNS_BEHIND):
        if match := pattern.search(phrase):
            follows = phrase[match.end() :].split()[:1]
            return "anything" if kind in _COMPOUNDED and follows and follows[0] not in _CLOSING else kind
    return "anything"


def _noun_phrase(rest: str) -> str:
    """The words behind "what" or "which" up to a verb or preposition: "application deadline"."""
    _, _, behind = rest.partition(" ")
    behind = behind[match.end() if (match := _FILLING.match(behind)) else 0 :]
    out: list[str] = []
    for word in behind.split()[:_LONGEST]:
        if word in _ENDS:
            break
        out.append(word)
    return " ".join(out)
