"""What a question takes for granted, held against what the evidence says."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.question import Name, Question, stems
from corpus import words

_RANKS = frozenset("deputy vice acting former assistant associate interim honorary founding co ex".split())
_ROLE = re.compile(
    r"\b(president|director|chair|chairman|chairperson|chairwoman|secretary|minister|ambassador|editor|rector|dean|head"
    r"|treasurer|coordinator|manager|governor|mayor|principal|chancellor|leader|founder|captain|coach|curator)"
    r"(?: general)?,? (?:of|at|to|for) (?:the )?((?:[\w'’&-]+(?: (?:of|for|and|the))* ?){1,8})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence and the article around it say, as stems.

    `sentence` is the sentence's own text, `frame` what it is about (itself, its neighbours, headline,
    dateline, section, issue, the article's opening), `article` all of the article, `editions` each
    number in it with the word that follows: ("9th", "meet").
    """

    sentence: str
    frame: Collection[str]
    article: Collection[str]
    editions: Collection[tuple[str, str]]


Forms = Sequence[tuple[Collection[str], Collection[str]]]
"""Pairs of an acronym and what it stands for, either first, each as stems."""


def unmet(question: Question, said: Said, forms: Forms = ()) -> list[str]:
    """What the question takes for granted and the evidence does not bear out, in the question's stems.

    A number, ordinal or year must stand in or around the sentence, and no other of its kind before
    the same word: the ninth meeting says nothing about the eighth, the 2024 forum nothing about
    that of 2023. A name must stand somewhere in the article, give or take a typing error, or in one
    of its other `forms`. A deputy director is no director, and the director of one institute not that of another.
    """
    numbers = [n for n in question.numbers if n not in said.frame or _is_other_edition(question, n, said)]
    names = [n for name in question.names for n in _missing(name, said.article, forms)]
    return numbers + names + _other_rank(question, said.sentence) + _other_body(question, said.sentence)


def _is_other_edition(question: Question, number: str, said: Said) -> bool:
    """Whether the article speaks of the thing that the question numbers so, but of other ones."""
    named = {after for before, after in pairwise(stems(question.text)) if before == number}
    stated = {n for n, after in said.editions if after in named and n.isdigit() == number.isdigit()}
    return bool(stated) and number not in stated


def _missing(name: Name, article: Collection[str], forms: Forms) -> list[str]:
    """The stems of a name that the article does not mention, in this form or another."""
    absent = [stem for stem in name.stems if not _mentions(article, stem)]
    if not absent or (len(name.initials) > 1 and name.initials in article):
        return []
    met = [form for form, other in forms if all(stem in article for stem in other)]
    return [stem for stem in absent if not any(stem in form for form in met)]


def _mentions(said: Collection[str], name: str) -> bool:
    if name in said:
        return True
    if len(name) <= 3 or not name.isalpha():
        return False
    if any(s.startswith(name[:5]) or (len(s) > 3 and name.startswith(s) and len(name) - len(s) < 3) for s in said):
        return True  # "Azores" and "Azorean", "Faroese" and "Faroe"
    return len(name) > 4 and process.extractOne(name, said, scorer=OSA.distance, score_cutoff=1) is not None


def _other_rank(question: Question, sentence: str) -> list[str]:
    """The question's words that the sentence has only with a rank before them that the question has not."""
    asked = set(words(question.text))
    pairs = [(before, stem) for before, after in pairwise(["", *words(sentence)]) for stem in stems(after)]
    ranked = {stem for before, stem in pairs if before in _RANKS - asked}
    plain = {stem for before, stem in pairs if before not in _RANKS}
    return [stem for stem in question.stems if stem in ranked - plain]


def _other_body(question: Question, sentence: str) -> list[str]:
    """The body of which a role is asked for, where the sentence has the role, but of other bodies only."""
    asked = _ROLE.search(question.text)
    if not asked:
        return []
    body = [stem for stem in stems(asked[2]) if stem in question.stems]
    role = stems(asked[1])[0]
    held = [stems(match[2]) for match in _ROLE.finditer(sentence) if stems(match[1])[0] == role]
    said = set(stems(sentence))
    return [] if not held or any(stem in said for stem in body) else body[:1]


def as_asked(question: Question, missing: Iterable[str]) -> list[str]:
    """The question's own words for these stems, each once."""
    asked = {stem: word for word in question.text.split() for part in words(word) for stem in stems(part)}
    return list(dict.fromkeys(asked.get(stem, stem).strip("?.,!;:'\"“”()") for stem in missing))
