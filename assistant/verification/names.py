"""Proper names as texts write them, made comparable: titles apart, spelling folded, middle names left out or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import stem, words
from index import STOPWORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_TITLES = frozenset(
    """prof professor dr doctor mr mrs ms miss sir dame lord lady madam president vice deputy acting director secretary
    general ambassador minister mayor chair chairman chairwoman chairperson rector dean chancellor governor senator head
    king queen prince princess bishop reverend rev father sister captain colonel commissioner judge academician
    treasurer manager coordinator representative founding honorary executive""".split()
)
_SAME_TITLE = {"professor": "prof", "doctor": "dr", "reverend": "rev", "miss": "ms"}
_OPENERS = STOPWORDS | frozenset(
    """according additionally after afterwards all along also although among another as attendees because before beside
    besides between both but consequently delegates despite due during each earlier either events every everyone
    everything few finally first firstly five following four further furthermore hence here however including initially
    instead it last lastly later many meanwhile members more moreover most neither nevertheless new next no nobody none
    nor notably nothing now officials once one only organisers organizers other others overall part participants people
    previously quotation quotations representatives second secondly several similarly since so some somebody someone
    specifically still such ten then therefore third thirdly three through throughout thus together too two under until
    upon visitors when whenever where whereas whether while within without yes yet""".split()
)
_INSIDE = re.compile(r"[\s\-–()“”\"'’/&]*")
_AFTER_INITIAL = re.compile(r"\.[\s\-–(]*")
_FAR = 3
"""Words apart that two neighbours in a stated name may be in the cited one: "Helena Bonciani Nader"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words. `parts` are its folded words, `opens` tells that the first may owe its capital
    to the sentence that it begins.
    """

    text: str
    start: int
    parts: tuple[str, ...]
    opens: bool

    @property
    def end(self) -> int:
        """The character behind the last one."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Named:
    """What cited texts say: all their words, folded, these as stems, and their runs of capitalised words."""

    words: frozenset[str]
    stems: frozenset[str]
    runs: tuple[tuple[str, ...], ...]
    loose: frozenset[str]
    """Words of short forms and of what they stand for: these may stand beside any other."""


def names_of(texts: Iterable[str], loose: Iterable[str] = ()) -> Named:
    """What `texts` offer a statement to name; `loose` are short forms and what they stand for."""
    texts, forms = list(texts), list(loose)
    said = frozenset(_same(word) for text in (*texts, *forms) for word in words(text))
    runs = tuple(name.parts for text in texts for name in _runs(text, titles_apart=False))
    return Named(said, frozenset(map(stem, said)), runs, frozenset(word for form in forms for word in words(form)))


def find_names(text: str) -> Iterator[Name]:
    """The names in `text`, in order; a title before or after a name is one by itself."""
    return _runs(text, titles_apart=True)


def is_named(name: Name, cited: Named) -> bool:
    """Whether the cited texts have every word of `name`, those that stand together there standing together here."""
    for at, part in enumerate(name.parts):
        if part in cited.words or part in _OPENERS:
            continue
        if not (at == 0 and name.opens and stem(part) in cited.stems):
            return False
    return all(_stand_together(a, b, cited) for a, b in zip(name.parts, name.parts[1:], strict=False))


def _stand_together(first: str, second: str, cited: Named) -> bool:
    """Whether two neighbours stand near to each other in a cited name, unless one of them is in none."""
    with_first, with_second = ([run for run in cited.runs if part in run] for part in (first, second))
    if not with_first or not with_second or {first, second} & cited.loose:
        return True
    return any(
        0 < abs(j - i) <= _FAR
        for run in with_first
        for i, a in enumerate(run)
        for j, b in enumerate(run)
        if (a, b) == (first, second)
    )


def _runs(text: str, titles_apart: bool) -> Iterator[Name]:
    taken: list[re.Match[str]] = []
    opens = True
    for match in _WORD.finditer(text):
        gap = text[taken[-1].end() : match.start()] if taken else ""
        is_title = titles_apart and _TITLE_PARTS.issuperset(_folded(match[0]))
        if taken and (not _joins(taken[-1][0], gap) or is_title):
            yield _name(taken, text, opens)
            taken = []
        if not _is_capitalised(match[0], _begins_sentence(text, match.start())):
            if taken:
                yield _name(taken, text, opens)
            taken = []
            continue
        opens = opens if taken else _begins_sentence(text, match.start())
        taken.append(match)
        if is_title:
            yield _name(taken, text, opens)
            taken = []
    if taken:
        yield _name(taken, text, opens)


def _name(taken: Sequence[re.Match[str]], text: str, opens: bool) -> Name:
    parts = [part for match in taken for part in _folded(match[0])]
    start = taken[0].start()
    return Name(text[start : taken[-1].end()], start, tuple(map(_same, parts)), opens)


def _folded(word: str) -> list[str]:
    return words(_POSSESSIVE.sub("", word))


def _same(part: str) -> str:
    return _SAME_TITLE.get(part, part)


def _joins(before: str, gap: str) -> bool:
    """Whether a name goes on after `before` and `gap`: a full stop ends it, but not one behind "B." or "Prof."."""
    if _INSIDE.fullmatch(gap):
        return True
    return bool(_AFTER_INITIAL.fullmatch(gap)) and (len(before) <= 2 or before.lower() in _TITLES)


def _is_capitalised(word: str, begins: bool) -> bool:
    """Whether a word is part of a name: a capital, or letters beside digits; a common word in capitals is one."""
    bare = _POSSESSIVE.sub("", word)
    if _NUMBER.fullmatch(bare) or not any(c.isalpha() for c in bare):
        return False
    if bare.lower() in (_OPENERS if begins else STOPWORDS):
        return len(bare) > 1 and bare.isupper()
    return bare != bare.lower() or any(c.isdigit() for c in bare)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\t“\"'‘(–—-•*")
    return not before or before[-1] in ".!?:;…"


_TITLE_PARTS = _TITLES | _SAME_TITLE.keys()
