"""Who publishes the issues, by the names that a question may give them."""

import re
from functools import lru_cache

from corpus import words
from index.store_reader import Reader

Name = tuple[str, ...]
"""Folded words."""

_KIND = r"(?:e-?news|news|(?:news)?letter|bulletin|gazette|digest|newsflash|update|journal|magazine)"
_NEWS_OF = re.compile(rf"{_KIND} of (?:the )?(?P<name>\S.*)", re.I)
_TITLE = re.compile(rf"(?:the )?(?P<name>\S.*?)[ -]{_KIND}(?:[\s,#(].*\d.*)?", re.I)
_BETWEEN = re.compile(r"\s+[–—|·-]\s+|[:|]\s+")
_LONGEST = 12
"""Words in a name."""


def published_by(reader: Reader, name: str) -> tuple[list[str], list[str]]:
    """The paths of the issues whose publisher is what `name` begins with, and the folded words behind that.

    "ARGOSEA General Assembly" begins with whoever publishes "ARGOSEA News". What only a title calls
    the publisher may be a common word, as in "Culture Letter"; a question must write it as a name.
    """
    said, proper = words(name), name != name.lower()
    publishers = _publishers(tuple(reader.rows("SELECT path, organisation, title FROM issues ORDER BY path")), proper)
    for length in range(min(len(said), _LONGEST), 0, -1):
        asked = {tuple(said[:length]), *map(tuple, other_forms(reader, said[:length]))}
        if paths := {path for form in asked for path in publishers.get(form, ())}:
            return sorted(paths), [word for word in said[length:] if word != "s"]  # "ARGOSEA's General Assembly"
    return [], said


def other_forms(reader: Reader, said: list[str]) -> list[list[str]]:
    """What the archive says that the words of a name are short for, or its short forms, as folded words."""
    pairs = [(words(a.short), words(a.long)) for a in reader.acronyms(" ".join(said))]
    return [long if short == said else short for short, long in pairs if said in (short, long)]


@lru_cache(maxsize=4)  # one question looks for events in many years, and no issue appears meanwhile
def _publishers(issues: tuple[tuple[str, str, str], ...], with_title: bool) -> dict[Name, list[str]]:
    """The paths of the issues, each given as path, organisation and title, by what their publishers may be called."""
    paths: dict[Name, list[str]] = {}
    for path, organisation, title in issues:
        for name in _names(organisation, title if with_title else ""):
            paths.setdefault(name, []).append(path)
    return paths


def _names(organisation: str, title: str) -> set[Name]:
    """What the publisher of an issue may be called."""
    called = [organisation, *re.split(r"[()]", organisation)]  # "Two Deltas Network (TDN)"
    called += [match["name"] for match in [_NEWS_OF.fullmatch(organisation)] if match]
    parts = _BETWEEN.split(title)
    called += [match["name"] for part in parts if (match := _NEWS_OF.fullmatch(part) or _TITLE.fullmatch(part))]
    return {name for text in called if (name := tuple(words(re.sub(r"^the\s", "", text.strip(), flags=re.I))))}
