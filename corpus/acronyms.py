"""Short forms and what they stand for, as the text itself defines them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = r"[A-Z][\w&./-]{0,10}[A-Z]\w?"
_IN_BRACKETS = re.compile(rf"\((?:the )?({_SHORT})\)")
_SPELLED_OUT = re.compile(rf"(?<![\w(])({_SHORT}) \(([^()]{{6,120}})\)")
_WORD = re.compile(r"[^\W_][\w’'&./-]*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:(?:of|for|and|the|on|in|to|de) ){0,2}[A-Z][\w’'-]*)+")
_CONNECTIVES = frozenset("of and for the on in to de la du des et y e & at with".split())


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and the words it stands for: "GB", "Governing Board"."""

    short: str
    long: str


def find_acronyms(text: str) -> Iterator[Acronym]:
    """The definitions in `text`: "Governing Board (GB)" and "GB (Governing Board)".

    A name whose capitals spell the short form is taken first; then words that hold its letters in
    order (Schwartz and Hearst 2003); then, as for "Brazilian Academy of Sciences (ABC)", whatever
    name in capitals stands right before the brackets.
    """
    for match in _IN_BRACKETS.finditer(text):
        before = text[max(0, match.start() - 150) : match.start()].rstrip(' "”’')
        name = _name_at_end(before)
        if long := _spelling(match[1], name) or _fitting(match[1], before) or name:
            yield Acronym(match[1], long)
    for match in _SPELLED_OUT.finditer(text):
        if " " in match[2] and (long := _fitting(match[1], match[2])):
            yield Acronym(match[1], long)


def used_acronym(name: str, text: str) -> Acronym | None:
    """The short form of `name` that `text` uses without defining it, if there is one it uses more than once."""
    used = Counter(short for short in re.findall(rf"\b{_SHORT}\b", text) if stands_for(short, name))
    short, times = max(used.items(), key=lambda item: item[1], default=("", 0))
    return Acronym(short, name) if times > 1 else None


def stands_for(short: str, name: str) -> bool:
    """Whether the capitals of `name` spell `short`, capitals and small words between allowed: "ANSO"."""
    capitals = iter(re.findall(r"(?<![^\W_])[A-Z]", name))
    letters = [c for c in short.upper() if c.isalpha()]
    return len(letters) > 1 and name[:1] == letters[0] and all(letter in capitals for letter in letters)


def initialisms(text: str) -> set[str]:
    """What the names in `text` would be for short: "mou" and "mu" for "Memorandum of Understanding"."""
    short: set[str] = set()
    for match in _NAME.finditer(text):
        named = match[0].split()
        for at in range(len(named) - 1):
            for end in range(at + 2, min(at + 9, len(named) + 1)):
                part = named[at:end]
                if part[0][0].isupper() and part[-1][0].isupper():
                    short.add("".join(word[0] for word in part).casefold())
                    short.add("".join(word[0] for word in part if word[0].isupper()).casefold())
    return short


def _spelling(short: str, name: str) -> str:
    """The end of `name` whose capitals spell `short` with the fewest to spare; empty when none does."""
    starts = [m.start() for m in re.finditer(r"(?<![^\W_])[A-Z]", name)]
    ends = [name[at:] for at in starts if stands_for(short, name[at:])]
    return min(ends, key=lambda end: (len(re.findall(r"(?<![^\W_])[A-Z]", end)), -len(end)), default="")


def _fitting(short: str, before: str) -> str:
    """The shortest end of `before` that holds the letters of `short` in order; empty when none does."""
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(before)
    for number, letter in enumerate(reversed(letters), 1):
        at = _last(letter, before, at, first=number == len(letters))
        if at < 0:
            return ""
    long = before[at:].strip()
    words = _WORD.findall(long)
    fits = 1 < len(words) <= min(len(letters) + 5, 2 * len(letters) + 1)
    return long if fits and short not in words and not re.search(r"[.;:!?](?:\s|$)", long) else ""


def _last(letter: str, text: str, end: int, first: bool) -> int:
    """Where `letter` stands last before `end`; the `first` of a short form must begin a word."""
    for at in range(end - 1, -1, -1):
        if text[at].lower() == letter and (not first or at == 0 or not text[at - 1].isalnum()):
            return at
    return -1


def _name_at_end(before: str) -> str:
    """The run of capitalised words that `before` ends in, connectives inside allowed."""
    taken: list[str] = []
    for word in reversed(before.split(" ")):
        core = word.lstrip('"“')
        if not core or word[-1] in ",;:.()" or not (core[0].isupper() or word in _CONNECTIVES):
            break
        taken.insert(0, core)
        if core != word:
            break
    while taken and taken[0] in _CONNECTIVES:
        taken.pop(0)
    return " ".join(taken) if len(taken) > 1 else ""
