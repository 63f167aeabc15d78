"""Whether each date, number and name that a sentence states occurs in what the sentence cites."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Citation
from assistant.verification.contexts import Place, is_displaced
from assistant.verification.dates import Dated, dates_of, find_stated, is_given, is_same
from assistant.verification.names import find_names, is_named, names_of
from assistant.verification.numbers import find_numbers
from corpus import Acronym, Period, find_acronyms, words

_log = logging.getLogger(__name__)

_MARKER = re.compile(r"\[(\d{1,3}(?:\s?,\s?\d{1,3})*)\]")
_QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"”)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"
)
_CURRENCIES = ("€|eur|euros?", r"\$|usd|us\$|dollars?", "£|gbp|pounds?", "¥|jpy|yen|cny|yuan|rmb")
_CURRENCY = tuple(re.compile(rf"(?<![^\W\d_])(?:{forms})(?![^\W\d_])", re.IGNORECASE) for forms in _CURRENCIES)


_BESIDE = 20
"""Characters between two names that are said of one thing, or are listed together."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What bears out a statement besides the quotations it cites.

    `texts` may be named and counted from as if they were quoted; `periods` are dates resolved when
    the archive was read, with a whole article at hand; `acronyms` are the archive's definitions.
    `assembled` is true of a line put together from parts: what stands beside what in it tells nothing.
    """

    texts: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    assembled: bool = False


def markers(statement: str) -> list[int]:
    """The numbers of the citations that a statement names: "[1]", "[1, 3]"."""
    return [int(number) for match in _MARKER.finditer(statement) for number in match[1].split(",")]


def stands(statement: str, citations: Sequence[Citation], grounds: Grounds = Grounds()) -> bool:
    """Whether `statement` may be shown; see `faults`, which are logged."""
    found = faults(statement, citations, grounds)
    if found:
        _log.warning("withheld “%s”: %s", statement, "; ".join(found))
    return not found


def faults(statement: str, citations: Sequence[Citation], grounds: Grounds = Grounds()) -> tuple[str, ...]:
    """Why `statement` must not be shown, in words; empty where it may.

    It needs a marker, each of its markers must be that of one of `citations`, and what it states must
    be in those that it marks.
    """
    own = statement
    for citation in citations:
        own = own.replace(citation.text, "")  # "[7]" in a quotation is part of it
    marked = markers(own)
    if not marked:
        return ("it cites nothing",)
    by_marker = {citation.marker: citation for citation in citations}
    if unknown := [number for number in marked if number not in by_marker]:
        return tuple(f"there is no [{number}]" for number in unknown)
    missing = unsupported(statement, [by_marker[number] for number in dict.fromkeys(marked)], grounds)
    return tuple(f"“{item}” is not in what it cites" for item in missing)


def unsupported(statement: str, cited: Sequence[Citation], grounds: Grounds = Grounds()) -> tuple[str, ...]:
    """The quotations, addresses, dates, numbers and names in `statement` that are in none of `cited`, as it words them.

    Spelling is folded. A date may be written in any form, a number in figures or words, a name
    without its title or middle name, or as the short form that the archive defines. A year that a
    quotation leaves out is that of its issue or heading.
    """
    texts = (*(citation.text for citation in cited), *grounds.texts)
    rest = statement
    missing: list[tuple[int, str]] = []
    for find in (_quotations, _markers, _addresses, _currencies):
        for start, end, known in find(rest, texts):
            if not known:
                missing.append((start, rest[start:end]))
            rest = _blank(rest, start, end)
    if not re.search(r"\w", rest):  # nothing but quotations, as most answers are
        return tuple(item for _, item in missing)
    whole = rest  # what stands around a number includes the dates
    for start, end, known in _dates(rest, cited, texts, grounds):
        if not known:
            missing.append((start, rest[start:end]))
        rest = _blank(rest, start, end)
    missing += _numbers(whole, rest, texts, grounds)
    missing += _names(whole, rest, texts, grounds)
    return tuple(item for _, item in sorted(missing))


Found = Iterable[tuple[int, int, bool]]
"""Half-open characters of a statement, and whether the cited texts have what stands there."""


def _quotations(statement: str, texts: Sequence[str]) -> Found:
    said = [f" {' '.join(words(text))} " for text in texts]
    for match in list(_QUOTED.finditer(statement)):
        quoted = f" {' '.join(words(match[1] or match[2] or ''))} "
        yield *match.span(), any(quoted in text for text in said)


def _markers(statement: str, _: Sequence[str]) -> Found:
    return [(*match.span(), True) for match in _MARKER.finditer(statement)]


def _addresses(statement: str, texts: Sequence[str]) -> Found:
    said = " ".join(texts).casefold()
    for match in list(_ADDRESS.finditer(statement)):
        yield *match.span(), match[0].rstrip(".,;:").casefold() in said


def _currencies(statement: str, texts: Sequence[str]) -> Found:
    for currency in _CURRENCY:
        said = any(currency.search(text) for text in texts)
        yield from ((*match.span(), said) for match in list(currency.finditer(statement)))


def _dates(statement: str, cited: Sequence[Citation], texts: Sequence[str], grounds: Grounds) -> Found:
    said = [f" {' '.join(words(text))} " for text in texts]
    figures = {number.value for text in texts for number in find_numbers(text)}
    found: dict[tuple[int, int], bool] = {}
    for citation in cited:
        dated = dates_of(citation, grounds.periods)
        for period, start, end in find_stated(statement, dated.published):
            verbatim = f" {' '.join(words(period.words))} "
            given = is_given(period, dated) or any(verbatim in text for text in said) or period.words in figures
            if given and not grounds.assembled:
                given = not _is_another_date(period, (statement, start, end), citation.text, dated)
            found[start, end] = found.get((start, end), False) or given
    return [(*span, given) for span, given in sorted(found.items())]


def _is_another_date(stated: Period, place: Place, text: str, dated: Dated) -> bool:
    """Whether the citation has another date where the statement has `stated`."""
    places = [(period, (text, start, end)) for period, start, end in find_stated(text, dated.published)]
    same = [place for period, place in places if is_same(stated, period)]
    rivals = [place for period, place in places if not period.overlaps(stated.start, stated.end)]
    return is_displaced(place, same, rivals)


def _numbers(statement: str, rest: str, texts: Sequence[str], grounds: Grounds) -> Iterable[tuple[int, str]]:
    """The numbers in `rest`, the statement without what else was found in it, that `texts` have not, or elsewhere."""
    places = [(number.value, (text, number.start, number.end)) for text in texts for number in find_numbers(text)]
    for number in find_numbers(rest):
        same = [place for value, place in places if value == number.value]
        others = [place for value, place in places if value != number.value and not grounds.assembled]
        if not same or is_displaced((statement, number.start, number.end), same, others):
            yield number.start, rest[number.start : number.end]


def _names(statement: str, rest: str, texts: Sequence[str], grounds: Grounds) -> Iterable[tuple[int, str]]:
    known = (*grounds.acronyms, *(acronym for text in texts for acronym in find_acronyms(text)))
    said = [f" {' '.join(words(text))} " for text in texts]
    used = [
        (acronym.short, acronym.long)
        for acronym in known
        if any(f" {' '.join(words(form))} " in text for form in (acronym.short, acronym.long) for text in said)
    ]
    cited = names_of(texts, (form for forms in used for form in forms))
    places = [(name, (text, name.start, name.end)) for text in texts for name in find_names(text)]
    for name in find_names(rest):
        parts = set(name.parts)
        same = [place for other, place in places if parts & set(other.parts)]
        others = [place for other, place in places if not parts & set(other.parts) and same and not grounds.assembled]
        others = [place for place in others if not any(_are_near(place, own) for own in same)]
        if not is_named(name, cited) or is_displaced((statement, name.start, name.end), same, others):
            yield name.start, name.text


def _are_near(one: Place, other: Place) -> bool:
    """Whether two names stand side by side, as "the Academy, an ANSO Member", and so within the same words."""
    return one[0] is other[0] and max(one[1], other[1]) - min(one[2], other[2]) < _BESIDE


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "·" * (end - start) + text[end:]
