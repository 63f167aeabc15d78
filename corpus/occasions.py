"""Event nouns in running text, with the words that belong to them: "the 9th ANSO Governing Board (GB) Meeting"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.types import EventKind

_NOUNS: dict[EventKind, str] = {
    "conference": "conference congress symposium forum summit convention colloquium fair festival hackathon "
    "unconference expo biennale",
    "meeting": "meeting assembly session roundtable round-table hearing briefing consultation retreat get-together "
    "meetup meet-up webinar seminar lecture dialogue debate reunion gathering",
    "visit": "visit tour trip excursion journey outing expedition cruise voyage",
    "ceremony": "ceremony inauguration celebration anniversary signing reception dinner supper gala commemoration "
    "concert procession premiere banquet jubilee parade",
    "training": "workshop tutorial bootcamp masterclass clinic sprint course",
    "publication": "reprint",
    "call": "competition contest",
    "deadline": "deadline",
    "other": "election ballot survey exhibition quiz tournament raffle auction recital fundraiser",
}
# Nouns that name an event only in company: a capital, an ordinal or another noun before them.
_WEAK: dict[EventKind, str] = {
    "conference": "week day days night nights season marathon edition con conf",
    "meeting": "table call calls talk talks discussion conversation circle club event",
    "visit": "mission walk exchange",
    "ceremony": "opening award awards prize medal party",
    "training": "training school class cohort",
    "publication": "publication launch release",
    "call": "round",
    "other": "vote exercise market campaign match race game show play performance screening study",
}
_KIND: dict[str, EventKind] = {
    form: kind
    for table in (_NOUNS, _WEAK)
    for kind, nouns in table.items()
    for noun in nouns.split()
    for form in (noun, noun + "s")
} | {"symposia": "conference", "fora": "conference", "parties": "ceremony", "anniversaries": "ceremony"}
_WEAK_FORMS = frozenset(form for nouns in _WEAK.values() for noun in nouns.split() for form in (noun, noun + "s"))

_TOKEN = re.compile(r"[^\W_](?:[\w'’./&+#-]*[\w+#])?|#\d+|\S")
ORDINAL = re.compile(
    r"(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty-\w+th|inaugural|final)",
    re.IGNORECASE,
)
_SPANS_OF_TIME = frozenset("day days week night nights season".split())
# Nouns that mean an institution, a thing or a place unless one of these words stands before them.
_ONLY_AFTER = {
    "school": frozenset("summer winter spring autumn fall easter doctoral".split()),
    "table": frozenset({"round"}),
    "exchange": frozenset("youth student school pupil staff autumn spring summer seed cultural town".split()),
}
_VAGUE = frozenset(
    "working closing opening whole busy full entire following consecutive single sunny rainy half final early late "
    "long short same best big".split()
)
# "the fourth Hack the Ledger": an ordinal before capitals names an event, but not these.
_NOT_HELD = frozenset(
    "century street avenue floor road year quarter grade class place world minister president vice prize time amendment "
    "son daughter baron battalion division edition quarter million billion phase announcement monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
# Words at which a name ends, on the left and on the right.
_FUNCTION = frozenset(
    "a an the this that these those its their his her our your my whose which who what some any no each every all both "
    "another other such same several many more most few two three four five six seven eight nine ten next last new "
    "of in on at by for from to with without into during after before since until till about between through under "
    "over within via as than and or but nor so yet if when while where because though although "
    "is are was were be been being has have had do does did will would shall should can could may might must not n't "
    "it he she they we you i there here then also like only already again once just very almost about nearly around next previous coming upcoming recent "
    "following past forthcoming successful successfully one ones us them".split()
)
_VERBAL = re.compile(
    r"(?:(?!speed|breed)[a-z]{3,}ed|hold|held|led|met|gave|give|took|take|takes|saw|made|make|ran|run|runs|won"
    r"|invites?|hosts?|attend|attends|organises?|organizes?|announces?|joins?|opens?|closes?|begins?"
    r"|starts?|ends?|visiting|attending|hosting|joining|following|including|chairing)"
)
_JOINS_NAMES = frozenset("of and for on & in the to with at".split())
_COMPLEMENT = frozenset("of on for to about with between among in".split())
# "the conference centre" is no conference: before these nouns an event noun only says what kind.
_COMPOUNDS = frozenset(
    "agenda agency area book board bureau building car centre center chair committee council date dates day days "
    "department desk director fee fees food fund group hall host hosts hours house leader manager material materials "
    "number office organiser organisers organizer organizers participant participants paper papers park place plan "
    "planning point president programme program programmes programs proceedings report room rooms schedule season "
    "secretary series site society space speaker speakers staff station street team teams ticket tickets time times "
    "topic topics venue website week winner winners worker workers".split()
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event noun with its modifiers and complements: `text[start:end]`, without article or possessive.

    `head` is the noun in lower case, `proper` is whether capitals or an ordinal tell which one it is,
    `possessor` whether "its" or "their" stands before it.
    """

    name: str
    kind: EventKind
    head: str
    start: int
    end: int
    proper: bool
    possessed: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isdigit() and not self.text.isdigit())


def find_occasions(text: str, blocked: Sequence[tuple[int, int]] = ()) -> Iterator[Occasion]:
    """The event nouns of `text` in order, none overlapping another, none reaching into a `blocked` span.

    Blocked are the spans of dates and of places where something was held: they end a name.
    """
    tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    stops = [any(s < t.end and t.start < e for s, e in blocked) for t in tokens]
    taken = 0
    at = 0
    while at < len(tokens):
        kind = _KIND.get(_head(tokens[at]))
        if kind is None and (last := _numbered(tokens, stops, at)):
            yield Occasion(
                text[tokens[at].start : tokens[last].end],
                "other",
                tokens[last].lower,
                tokens[at].start,
                tokens[last].end,
                True,
            )
            taken = at = last + 1
            continue
        if kind is None or stops[at] or _is_modifier(tokens, at):
            at += 1
            continue
        first = _leftmost(tokens, stops, at, taken)
        last = _rightmost(tokens, stops, at)
        occasion = _occasion(text, tokens, first, at, last, kind)
        if occasion:
            yield occasion
            taken = last + 1
        at = max(at, last if occasion else at) + 1


def _numbered(tokens: list[_Token], stops: list[bool], at: int) -> int | None:
    """The last token of "fourth Hack the Ledger", if such a name begins at `at` and no event noun follows in it."""
    if not ORDINAL.fullmatch(tokens[at].text) or stops[at]:
        return None
    last, here = at, at + 1
    while here < len(tokens) and not stops[here]:
        token = tokens[here]
        if _KIND.get(_head(token)) or token.lower in _NOT_HELD:
            return None
        if token.capital and token.text[0].isalpha():
            last = here
        elif (
            here == at + 1
            or token.lower not in ("the", "of", "for", "at", "on", "to", "in", "and", "&", "de", "der", "la")
            or here - last > 1
        ):
            break
        here += 1
    return last if last > at else None


def _head(token: _Token) -> str:
    return token.lower.rsplit("-", 1)[-1] if token.lower not in _KIND else token.lower


def _is_modifier(tokens: list[_Token], at: int) -> bool:
    """Whether the noun that follows `tokens[at]` makes it the first half of a compound."""
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].start == tokens[at].end + 1
        and (tokens[at + 1].lower in _COMPOUNDS or tokens[at + 1].lower in _KIND)
    )


def _occasion(text: str, tokens: list[_Token], first: int, at: int, last: int, kind: EventKind) -> Occasion | None:
    before = [t for t in tokens[first:at] if t.text.isalnum() or len(t.text) > 1]
    head = tokens[at]
    company = [t for t in before if not t.text.isdigit()]
    named = any(t.capital or ORDINAL.fullmatch(t.text) for t in company)
    proper = named or last > at and any(t.capital for t in tokens[at + 1 : last + 1])
    if _head(head) in _WEAK_FORMS and not company and last == at:
        return None
    allowed = _ONLY_AFTER.get(_head(head).removesuffix("s"))
    if allowed is not None and not any(t.lower in allowed or ORDINAL.fullmatch(t.text) for t in company):
        return None
    if _head(head) in _SPANS_OF_TIME and not head.capital:
        telling = [
            t for t in company if not ORDINAL.fullmatch(t.text) and t.lower not in _VAGUE and not t.text[0].isdigit()
        ]
        if not telling:
            return None
    determiner = tokens[first - 1].lower if first else ""
    start, end = tokens[first].start, tokens[last].end
    return Occasion(
        text[start:end], kind, _head(head), start, end, proper, determiner in ("its", "their", "his", "her", "our")
    )


def _leftmost(tokens: list[_Token], stops: list[bool], at: int, taken: int) -> int:
    """The first token of the name whose head is `tokens[at]`."""
    first, plain = at, 0
    capital_head = tokens[at].capital
    while first > taken:
        token = tokens[first - 1]
        if token.text == ")" and (opening := _opening(tokens, first - 1)) is not None and opening > taken:
            first = opening
        elif stops[first - 1]:
            break
        elif token.text in "-–'’\"“”" or (
            token.text == ","
            and capital_head
            and first - 2 >= taken
            and tokens[first - 2].capital
            and tokens[first].capital
        ):
            first -= 1
        elif token.lower in _FUNCTION:
            bridges = token.lower in _JOINS_NAMES and first - 2 >= taken and not stops[first - 2]
            if not (
                capital_head
                and bridges
                and token.lower in ("of", "and", "for", "&", "on")
                and tokens[first - 2].capital
                and tokens[first - 2].lower not in _FUNCTION
                and tokens[first].capital
            ):
                break
            first -= 1
        elif token.capital or token.text.isdigit() or ORDINAL.fullmatch(token.text):
            first -= 1
        elif token.text[0].isalpha() and plain < 3 and not _VERBAL.fullmatch(token.lower):
            first, plain = first - 1, plain + 1
        else:
            break
    while first < at and not tokens[first].text[0].isalnum():
        first += 1
    return first


def _opening(tokens: list[_Token], closing: int) -> int | None:
    """Where the parenthesis that ends at `closing` opens, if it holds an abbreviation only."""
    for at in range(closing - 1, max(closing - 4, -1), -1):
        if tokens[at].text == "(":
            return at
        if not tokens[at].capital:
            return None
    return None


def _rightmost(tokens: list[_Token], stops: list[bool], at: int) -> int:
    """The last token of the name whose head is `tokens[at]`: acronym, number, complements."""
    last = at
    while True:
        following = _after(tokens, stops, last, at)
        if following == last:
            return last
        last = following


def _after(tokens: list[_Token], stops: list[bool], last: int, head: int) -> int:
    """How far the name reaches if the next piece after `last` belongs to it."""
    at = last + 1
    if at >= len(tokens) or stops[at]:
        return last
    token = tokens[at]
    if token.text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")" and tokens[at + 1].text.isupper():
        return at + 2
    if token.text.startswith("#") or (last == head and token.text.isdigit() and len(token.text) == 4):
        return at
    if token.lower in _COMPLEMENT:
        return _complement(tokens, stops, at, tokens[head])
    return last


def _complement(tokens: list[_Token], stops: list[bool], preposition: int, head: _Token) -> int:
    """The end of "of the Governing Board", "on open repositories", "to Cyprus, Serbia and Romania"."""
    at, last = preposition + 1, preposition - 1
    if not _may_follow(tokens, preposition, head):
        return last
    if at < len(tokens) and tokens[at].lower in ("the", "a", "an", "its", "their", "our", "his", "her"):
        at += 1
    plain = 0
    while at < len(tokens) and not stops[at]:
        token = tokens[at]
        if token.text in "-–/'’\"“”":
            at += 1
            continue
        if token.lower in ("and", "&", ","):
            following = _coordinated(tokens, stops, last, at)
            if following is None:
                break
            at = following
            continue
        if not (token.text[0].isalnum()) or token.lower in _FUNCTION or _VERBAL.fullmatch(token.lower):
            break
        plain += not token.capital
        if plain > 4:
            break
        last = at
        at += 1
    return max(last, preposition - 1)


def _may_follow(tokens: list[_Token], preposition: int, head: _Token) -> bool:
    """Whether the phrase that `tokens[preposition]` opens can belong to the name rather than to the sentence."""
    word = tokens[preposition].lower
    following = tokens[preposition + 1 : preposition + 3]
    if word == "to":
        return _KIND[_head(head)] == "visit"
    if word == "with":
        return head.capital and bool(following) and following[0].capital
    if word in ("in", "among"):
        return head.capital and len(following) == 2 and all(t.capital for t in following)
    return bool(following)


def _coordinated(tokens: list[_Token], stops: list[bool], last: int, at: int) -> int | None:
    """Where the name goes on behind the "and" or comma at `at`; None if it ends there."""
    following = at + 1
    if tokens[at].text == "," and following < len(tokens) and tokens[following].lower == "and":
        following += 1
    if at != last + 1 or following >= len(tokens) or stops[following]:
        return None
    word, before = tokens[following], tokens[last]
    if word.lower in _FUNCTION or not word.text[0].isalpha() or _VERBAL.fullmatch(word.lower):
        return None
    if tokens[at].text == ",":
        return following if word.capital and before.capital else None
    return following if word.capital == before.capital else None
