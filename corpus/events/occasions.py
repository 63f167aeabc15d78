"""Event nouns in running text, with the words that belong to them: "the 9th ANSO Governing Board (GB) Meeting"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from corpus.events.vocabulary import (
    COMPLEMENTS,
    COMPOUNDS,
    FUNCTION,
    KINDS,
    NOT_HELD,
    ONLY_AFTER,
    ORDINAL,
    SPANS_OF_TIME,
    VAGUE,
    VERBAL,
    WEAK,
)
from corpus.types import EventKind

_TOKEN = re.compile(r"[^\W_](?:[\w'’./&+#-]*(?:[\w+#]|(?<=s)['’](?= \w)))?|#\d+|\S")
_YEAR = re.compile(r"20[0-4]\d")
_NO_SERIES = "(?!COVID|IPCC|ISO|SDG|GDPR)"
_SERIES = re.compile(rf"{_NO_SERIES}(?=\w*[A-Z]\w*[A-Z]|[a-z]+[A-Z])[A-Za-z][\w-]+")  # two capitals, or one inside
_SERIES_AND_YEAR = re.compile(
    rf"{_NO_SERIES}(?=[\w-]*[A-Z])[A-Za-z][\w-]+(?:['’][0-4]\d|-20[0-4]\d)|{_NO_SERIES}[A-Z]{{2,}}2\d"
)
_YEAR_GROUPS = ("class", "cohort")
_OF_YEAR = re.compile(r" of (?:19|20)\d\d\b")
_TAKES_PLACE = re.compile(r"(?:will take place|takes place|took place|will be held|was held|is held|is on)\b")
_ATTENDED = frozenset("at with of during alongside attend attended".split())
_POSSESSIVES = frozenset("its their his her our".split())
_DETERMINERS = frozenset("the a an our its their his her this".split())
_AS_VERBS = frozenset(
    "talk visit tour launch debate vote lecture race march walk exhibit release review celebrate".split()
)
_IN_NAMES = frozenset("the of for at on to in and & de der la".split())
_PLAIN_BEFORE, _PLAIN_AFTER = 3, 4
"""How many words without a capital a name has at most before its noun, and in each complement behind it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event noun with its modifiers and complements at `[start, end)`, without article or possessive.

    `name` is what the text says there, acronyms of the noun spelled out; `noun` is the noun in lower
    case; `proper` is whether capitals or an ordinal tell which one it is, `possessed` whether "its"
    or the like stands before it.
    """

    name: str
    kind: EventKind
    noun: str
    start: int
    end: int
    proper: bool
    possessed: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or mark. `noun` is the event noun that it is, if it is one; `stop` is whether no name contains it."""

    text: str
    start: int
    end: int
    noun: str
    stop: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isdigit() and not self.text.isdigit())

    @property
    def closes(self) -> bool:
        """Whether a name ends before this word."""
        return self.lower in FUNCTION or bool(VERBAL.fullmatch(self.lower))


def find_occasions(
    text: str, blocked: Sequence[tuple[int, int]] = (), acronyms: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Occasion]:
    """The event nouns of `text` in order, none overlapping another, none reaching into a `blocked` span.

    Blocked are the spans of dates and of places where something was held: they end a name. `acronyms`
    count as event nouns. An ordinal before capitals makes an event of any name ("fourth Hack the Ledger"),
    and so does a year behind a name that no common word is ("PyOhio 2025", "PEARC'23").
    """
    tokens = [_token(match, blocked, acronyms) for match in _TOKEN.finditer(text)]
    at = taken = 0
    while at < len(tokens):
        here = tokens[at]
        if here.stop:
            at += 1
        elif here.noun and not _is_modifier(tokens, at) and not _is_verb(tokens, at):
            first, last = _leftmost(tokens, at, taken), _rightmost(tokens, at)
            if occasion := _occasion(text, tokens, (first, at, last), acronyms):
                yield occasion
                at = taken = last + 1
            else:
                at += 1
        elif last := _numbered(tokens, at):
            start, end = here.start, tokens[last].end
            yield Occasion(text[start:end], "other", tokens[last].lower, start, end, proper=True)
            at = taken = last + 1
        elif last := _of_year(tokens, at):
            start, end = here.start, tokens[last - 1].end
            yield Occasion(text[start:end], "conference", here.lower, start, end, proper=True)
            at = taken = last
        else:
            at += 1


def _token(match: re.Match[str], blocked: Sequence[tuple[int, int]], acronyms: Mapping[str, str]) -> _Token:
    word, start, end = match[0], match.start(), match.end()
    lower = word.lower()
    if word in acronyms and not match.string[:start].endswith("("):
        lower = acronyms[word].lower().rsplit(" ", 1)[-1]
    noun = next((form for form in (lower, lower.rsplit("-", 1)[-1]) if form in KINDS), "")
    return _Token(word, start, end, noun, any(s < end and start < e for s, e in blocked))


def _is_modifier(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the noun that follows makes `tokens[at]` the first half of a compound: "conference centre"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(
        following
        and following.start == tokens[at].end + 1
        and (following.lower in COMPOUNDS or (following.noun and not following.stop))
    )


def _is_verb(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a noun says what somebody does: "Delegation visits Lisbon office", "came to talk about mud"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    leads = following is not None and (following.capital or following.lower in _DETERMINERS)
    meant = at > 0 and tokens[at - 1].lower == "to" and tokens[at].text in _AS_VERBS
    return meant or (leads and tokens[at].text in ("visits", "tours"))


def _occasion(
    text: str, tokens: Sequence[_Token], span: tuple[int, int, int], acronyms: Mapping[str, str]
) -> Occasion | None:
    """The occasion of tokens `first` to `last` whose noun is `at`; None where the noun alone is too vague."""
    first, at, last = span
    head = tokens[at]
    company = [t for t in tokens[first:at] if t.text[0].isalnum() and not t.text.isdigit()]
    if head.noun in WEAK and not company and last == at:
        return None
    if head.noun in _YEAR_GROUPS and _OF_YEAR.match(text, head.end):
        return None
    needed = ONLY_AFTER.get(head.noun.removesuffix("s"))
    if needed and not any(t.lower in needed or ORDINAL.fullmatch(t.text) for t in company):
        return None
    if head.noun in SPANS_OF_TIME and not head.capital and not any(_tells(t) for t in company):
        return None
    start, end = tokens[first].start, tokens[last].end
    name = text[start:end]
    if head.text in acronyms and head.noun != head.lower:
        name = f"{text[start : head.start]}{acronyms[head.text]} ({head.text}){text[head.end : end]}"
    numbered = any(t.capital or ORDINAL.fullmatch(t.text) for t in company)
    proper = numbered or any(t.capital for t in tokens[at + 1 : last + 1])
    possessed = first > 0 and tokens[first - 1].lower in _POSSESSIVES
    kind = "call" if head.noun in ("call", "calls") and "call for" in name.lower() else KINDS[head.noun]
    return Occasion(name, kind, head.noun, start, end, proper, possessed)


def _tells(token: _Token) -> bool:
    """Whether a word before "day" or "week" tells which: "bean field day", not "second day" or "working day"."""
    return not (ORDINAL.fullmatch(token.text) or token.lower in VAGUE or token.text[0].isdigit())


def _leftmost(tokens: Sequence[_Token], at: int, taken: int) -> int:
    """The first token of the name whose noun is `tokens[at]`; tokens before `taken` belong to others."""
    first, plain = at, 0
    while first > taken:
        token, behind = tokens[first - 1], tokens[first]
        before = tokens[first - 2] if first - 2 >= taken and not tokens[first - 2].stop else None
        joins = tokens[at].capital and behind.capital and before and before.capital and not before.closes
        if token.stop:
            break
        if token.text == ")" and (opening := _opening(tokens, first - 1)) > taken:
            first = opening
        elif token.text in "-–'’\"“”" or (joins and token.lower in (",", "of", "and", "for", "&", "on")):
            first -= 1
        elif token.lower in FUNCTION:
            break
        elif token.capital or token.text.isdigit() or ORDINAL.fullmatch(token.text):
            first -= 1
        elif token.text[0].isalpha() and plain < _PLAIN_BEFORE and not token.closes:
            first, plain = first - 1, plain + 1
        else:
            break
    while first < at and not tokens[first].text[0].isalnum():
        first += 1
    return first


def _opening(tokens: Sequence[_Token], closing: int) -> int:
    """Where the parenthesis that ends at `closing` opens, if it holds one abbreviation; else -1."""
    is_short = closing >= 2 and tokens[closing - 2].text == "(" and tokens[closing - 1].capital
    return closing - 2 if is_short else -1


def _rightmost(tokens: Sequence[_Token], at: int) -> int:
    """The last token of the name whose noun is `tokens[at]`: acronym, number, complements."""
    last = at
    while (further := _further(tokens, at, last)) > last:
        last = further
    return last


def _further(tokens: Sequence[_Token], at: int, last: int) -> int:
    """How far the name reaches if the piece behind token `last` belongs to it; else `last`."""
    ahead = tokens[last + 1 : last + 4]
    if not ahead or ahead[0].stop:
        return last
    if len(ahead) == 3 and ahead[0].text == "(" and ahead[1].text.isupper() and ahead[2].text == ")":
        return last + 3
    if ahead[0].text.startswith("#") or (last == at and ahead[0].text.isdigit() and len(ahead[0].text) == 4):
        return last + 1
    if ahead[0].lower in COMPLEMENTS and _may_follow(tokens, last + 1, tokens[at]):
        return max(last, _complement_end(tokens, last + 1))
    return last


def _may_follow(tokens: Sequence[_Token], preposition: int, head: _Token) -> bool:
    """Whether the phrase that `tokens[preposition]` opens can belong to the name rather than to the sentence."""
    word, ahead = tokens[preposition].lower, tokens[preposition + 1 : preposition + 3]
    if word == "to":
        return KINDS[head.noun] == "visit"
    if word == "with":
        return head.capital and bool(ahead) and ahead[0].capital
    if word in ("in", "among"):
        return head.capital and len(ahead) == 2 and all(t.capital for t in ahead)
    return bool(ahead)


def _complement_end(tokens: Sequence[_Token], preposition: int) -> int:
    """The last token of "of the Governing Board", "on open repositories", "to Cyprus, Serbia and Romania"."""
    last, at, plain = -1, preposition + 1, 0
    if at < len(tokens) and tokens[at].lower in ("the", "a", "an", *_POSSESSIVES):
        at += 1
    while at < len(tokens) and not tokens[at].stop:
        token = tokens[at]
        if token.text in "-–/'’\"“”":
            at += 1
        elif token.lower in ("and", "&", ","):
            if (following := _coordinated(tokens, last, at)) < 0:
                break
            at = following
        elif token.closes or not token.text[0].isalnum() or plain + (not token.capital) > _PLAIN_AFTER:
            break
        else:
            last, plain = at, plain + (not token.capital)
            at += 1
    return last


def _coordinated(tokens: Sequence[_Token], last: int, at: int) -> int:
    """Where a complement that reached `last` goes on behind the "and" or comma at `at`; -1 if it ends there."""
    following = at + 1
    if tokens[at].text == "," and following < len(tokens) and tokens[following].lower == "and":
        following += 1
    if at != last + 1 or following >= len(tokens):
        return -1
    word, before = tokens[following], tokens[last]
    alike = word.capital == before.capital and (word.capital or tokens[at].text != ",")
    return following if alike and word.text[0].isalpha() and not word.closes and not word.stop else -1


def _numbered(tokens: Sequence[_Token], at: int) -> int:
    """The last token of "fourth Hack the Ledger", if such a name begins at `at` and no event noun is in it; else 0."""
    if not ORDINAL.fullmatch(tokens[at].text):
        return 0
    last, here = at, at + 1
    while here < len(tokens) and not tokens[here].stop:
        token = tokens[here]
        if token.noun or token.lower in NOT_HELD:
            return 0
        if token.capital and token.text[0].isalpha():
            last = here
        elif token.text == "(" and here + 2 < len(tokens) and tokens[here + 2].text == ")":
            here += 2
        elif here == at + 1:
            return 0
        elif here - last > 1 or token.lower not in _IN_NAMES:
            break
        here += 1
    ahead = takewhile(
        lambda t: t.text[0].islower() and not (t.closes or t.stop), tokens[here : here + _PLAIN_BEFORE + 1]
    )
    return last if last > at and not any(t.noun for t in ahead) else 0


def _of_year(tokens: Sequence[_Token], at: int) -> int:
    """The token behind a conference that is called by its series and its year, if one begins at `at`; else 0.

    Laws, reports and products are called so as well: what is said of it must be said of something that is held.
    """
    here, ahead = tokens[at], tokens[at + 1 : at + 2]
    dated = bool(ahead) and not ahead[0].stop and bool(_YEAR.fullmatch(ahead[0].text))
    behind = at + 1 + dated
    held = _TAKES_PLACE.match(" ".join(t.lower for t in tokens[behind : behind + 3]))
    series = _SERIES if dated else _SERIES_AND_YEAR
    named = series.fullmatch(here.text) or (dated and here.capital and held)
    attended = at > 0 and tokens[at - 1].lower in _ATTENDED
    placed = tokens[behind].text in ("(", ")", "in") if behind < len(tokens) else False
    return behind if named and (held or attended or placed) else 0
