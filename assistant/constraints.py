"""What a question takes for granted, held against what the evidence says."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.question import Name, Question, asked, stems
from corpus import stem, words

_RANKS = frozenset("deputy vice acting former assistant associate interim honorary founding co ex".split())
_LEAVING = frozenset("outgoing retiring".split())
"""Ranks before an office only: "outgoing students" are students."""
_ROLE_NAME = (
    r"(president|director|chair|chairman|chairperson|chairwoman|secretary|minister|ambassador|editor|rector|dean|head"
    r"|treasurer|coordinator|manager|governor|mayor|principal|chancellor|leader|founder|captain|coach|curator)"
)
_ROLE = re.compile(
    rf"\b{_ROLE_NAME}(?: general)?,? (?:of|at|to|for) (?:the )?((?:[\w'’&-]+(?: (?:of|for|and|the))* ?){{1,8}})",
    re.I,
)
_BODY_BEFORE = re.compile(rf"\b((?:[A-Z][\w&-]*(?:['’]s)? ){{1,5}})(?i:{_ROLE_NAME})\b")

_WHO_IS = re.compile(rf"\bwho (?:is|was|are|were) (?:now |currently )?(?:[\w’'-]+ ){{0,6}}?{_ROLE_NAME}\b", re.I)
_ALIKE = tuple(
    frozenset(map(stem, group.split()))
    for group in (
        "president chair chairman chairperson chairwoman head leader led",
        "director head manager leader led run coordinator principal",
        "rector president chancellor dean",
    )
)
"""Roles that a question may call by another's name."""
_NO_BODY = _RANKS | _LEAVING | frozenset("the a an prof professor dr mr mrs ms sir h e s new hon".split())
"""What may stand before a role and is no body."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence and the article around it say, as stems.

    `sentence` is the sentence's own text, `frame` what it is about (itself, its neighbours, headline,
    dateline, section, issue, the article's opening), `article` all of the article, `editions` each
    number in it with the words that follow (see `editions`), `elsewhere` what other sections of the
    article are headed by and neither this one's heading nor the sentence and its neighbours mention.
    """

    sentence: str
    frame: Collection[str]
    article: Collection[str]
    editions: Collection[tuple[str, str]]
    elsewhere: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """A stem that the question takes for granted, and the number that the article has `instead`, if it has one."""

    stem: str
    instead: str = ""


Forms = Sequence[tuple[Collection[str], Collection[str]]]
"""Pairs of an acronym and what it stands for, either first, each as stems."""


def unmet(question: Question, said: Said, forms: Forms = ()) -> list[Unmet]:
    """What the question takes for granted and the evidence does not bear out.

    A number, ordinal or year must stand in or around the sentence, and no other of its kind before
    the same word: the ninth meeting says nothing about the eighth, the 2024 forum nothing about
    that of 2023. A name must stand somewhere in the article, give or take a typing error, or in one
    of its other `forms`, and not head another section than the sentence's. A deputy director is no
    director, a secretary no president, and the director of one institute not that of another.
    """
    numbers = [
        Unmet(n, others[0] if others else "")
        for n in sorted(question.numbers)
        for others in [_other_editions(question, n, said)]
        if others or n not in said.frame
    ]
    absent = [_missing(name, said.article, forms) for name in question.names]
    either = " or " in f" {asked(question.text)} "  # of "Tonga or Tashkent" one is enough
    names = [] if either and not all(absent) else [n for missing in absent for n in missing]
    names += [n for name in question.names for n in name.stems if n in said.elsewhere]
    others = [stem for check in (_other_rank, _no_role, _other_body) for stem in check(question, said.sentence)]
    return numbers + [Unmet(stem) for stem in names + others]


def _other_editions(question: Question, number: str, said: Said) -> list[str]:
    """The ordinals or years that the article gives to what the question numbers so, where this is none of them."""
    kind = _is_ordinal if _is_ordinal(number) else is_year
    sentence = stems(said.sentence)
    if not kind(number) or (kind is is_year and number in sentence):
        return []
    named = {after for n, after in editions(stems(question.text)) if n == number and after in question.stems}
    if number in sentence and not any(after in named and kind(n) for n, after in editions(sentence)):
        return []  # "Kraków was chosen for the 28th"
    stated = {n for n, after in said.editions if after in named and kind(n)}
    return [] if number in stated else sorted(stated)


def _is_ordinal(number: str) -> bool:
    return number.endswith("th")


def is_year(number: str) -> bool:
    """Whether a number that a question or text names is likely to be a year."""
    return number.isdigit() and 1800 <= int(number) <= 2199


def editions(said: Sequence[str]) -> set[tuple[str, str]]:
    """Each number among these stems with each of the three words after it: ("9th", "board")."""
    return {(n, after) for at, n in enumerate(said) if n[:1].isdigit() for after in said[at + 1 : at + 4]}


def _missing(name: Name, article: Collection[str], forms: Forms) -> list[str]:
    """The stems of a name that the article does not mention, in this form or another."""
    absent = [stem for stem in name.stems if not mentions(article, stem)]
    if not absent or (len(name.initials) > 1 and name.initials in article):
        return []
    if any(mentions(article, country) for country in name.countries):
        return []  # whoever went to Romania went to Europe
    met = [form for form, other in forms if all(stem in article for stem in other)]
    return [stem for stem in absent if not any(stem in form for form in met)]


def mentions(said: Collection[str], name: str) -> bool:
    """Whether the stem of a name is among those `said`, give or take a suffix or a typing error."""
    if name in said:
        return True
    if len(name) <= 3 or not name.isalpha():
        return False
    if any(s.startswith(name[:5]) or (len(s) > 3 and name.startswith(s) and len(name) - len(s) < 3) for s in said):
        return True  # "Azores" and "Azorean", "Faroese" and "Faroe"
    return len(name) > 4 and process.extractOne(name, said, scorer=OSA.distance, score_cutoff=1) is not None


def _other_rank(question: Question, sentence: str) -> list[str]:
    """The question's words that the sentence has only with a rank before them that the question has not."""
    own = set(words(question.text))
    pairs = [
        (before, stem)
        for before, after in pairwise(["", *words(sentence)])
        for stem in stems(after)
        if before not in _LEAVING or re.fullmatch(_ROLE_NAME, after)
    ]
    ranked = {stem for before, stem in pairs if before in (_RANKS | _LEAVING) - own}
    plain = {stem for before, stem in pairs if before not in _RANKS | _LEAVING}
    return [stem for stem in question.stems if stem in ranked - plain]


def _other_body(question: Question, sentence: str) -> list[str]:
    """The body of which a role is asked for, where the sentence has the role, but of other bodies only."""
    for role, body in _bodies(question.text):
        asked = [stem for stem in body if stem in question.stems]
        held = [other for of, other in _bodies(sentence) if of == role]
        if asked and held and not any(mentions(other, stem) for stem in asked for other in held):
            return asked[:1]
    return []


def _no_role(question: Question, sentence: str) -> list[str]:
    """The role that "who is the president of …" asks for, where the sentence names neither it nor one like it."""
    asked = _WHO_IS.search(question.text)
    if not asked:
        return []
    role, said = stems(asked[1])[0], set(stems(sentence))
    alike = {role}.union(*(group for group in _ALIKE if role in group))
    return [] if any(mentions(said, name) for name in alike) else [role]


def _bodies(text: str) -> list[tuple[str, list[str]]]:
    """The roles named in `text`, each with the stems of its body: "President of NSTDA", "ANSO's President"."""
    after = [(match[1], match[2]) for match in _ROLE.finditer(text)]
    before = [(m[2], m[1]) for m in _BODY_BEFORE.finditer(text) if m[1].split()[-1].casefold() not in _RANKS | _LEAVING]
    bodies = [
        (stems(role)[0], [stem for word in words(body) if word not in _NO_BODY for stem in stems(word)])
        for role, body in after + before
    ]
    return [(role, body) for role, body in bodies if body]


def explain(question: Question, missing: Iterable[Unmet]) -> list[str]:
    """In a sentence each what the closest article lacks, in the question's own words."""
    bare = [(word.strip("?.,!;:'\"“”()"), part) for word in question.text.split() for part in words(word)]
    asked = {stem: word for word, part in bare for stem in stems(part)}
    lacking = dict.fromkeys(asked.get(u.stem, u.stem) for u in missing if not u.instead)
    instead = {asked[u.stem]: _ordinal(u.instead) for u in missing if u.instead}
    lines = [f"The closest article speaks of “{there}”, not of “{word}”." for word, there in instead.items()]
    if lacking:
        lines.append(f"The closest article does not mention {' or '.join(f'“{word}”' for word in lacking)}.")
    return lines


def _ordinal(number: str) -> str:
    """ "2th", as ordinals are compared, the way it is written: "2nd"."""
    digits = number.removesuffix("th")
    if digits == number or digits[-2:] in ("11", "12", "13"):
        return number
    return digits + {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
