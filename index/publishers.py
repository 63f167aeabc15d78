"""Who publishes the issues, by the names that a question may give them."""

import re
from collections.abc import Iterable

from corpus import Source, words
from index.store_reader import Reader

Name = tuple[str, ...]
"""Folded words."""

_KIND = r"(?:e-?news|news|(?:news)?letter|bulletin|gazette|digest|newsflash|update|journal|magazine)"
_NEWS_OF = re.compile(rf"{_KIND} of (?:the )?(?P<name>\S.*)", re.I)
_TITLE = re.compile(rf"(?:the )?(?P<name>\S.*?)[ -]{_KIND}(?:[\s,#(].*\d.*)?", re.I)
_BETWEEN = re.compile(r"\s+[–—|·-]\s+|[:|]\s+")


def published_by(reader: Reader, name: str) -> tuple[list[str], list[str]]:
    """The paths of the issues whose publisher is what `name` begins with, and the folded words behind that.

    "ARGOSEA General Assembly" begins with whoever publishes "ARGOSEA News". What only a title calls
    the publisher may be a common word, as in "Culture Letter"; a question must write it as a name.
    """
    said, proper = words(name), name != name.lower()
    publishers = {source.path: _names(source, proper) for source in reader.sources()}
    for length in range(len(said), 0, -1):
        asked = {tuple(said[:length]), *map(tuple, other_forms(reader, said[:length]))}
        if paths := [path for path, names in publishers.items() if names & asked]:
            return paths, [word for word in said[length:] if word != "s"]  # "ARGOSEA's General Assembly"
    return [], said


def other_forms(reader: Reader, said: list[str]) -> list[list[str]]:
    """What the archive says that the words of a name are short for, or its short forms, as folded words."""
    pairs = [(words(a.short), words(a.long)) for a in reader.acronyms(" ".join(said))]
    return [long if short == said else short for short, long in pairs if said in (short, long)]


def _names(source: Source, with_title: bool) -> set[Name]:
    """What the publisher of an issue may be called."""
    stated = source.organisation
    called = [stated, *re.split(r"[()]", stated)]  # "Two Deltas Network (TDN)"
    called += [match["name"] for match in [_NEWS_OF.fullmatch(stated)] if match]
    parts: Iterable[str] = _BETWEEN.split(source.title) if with_title else ()
    called += [match["name"] for part in parts if (match := _NEWS_OF.fullmatch(part) or _TITLE.fullmatch(part))]
    return {name for text in called if (name := tuple(words(re.sub(r"^the\s", "", text.strip(), flags=re.I))))}
