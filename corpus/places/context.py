"""What the words around a name say of it: a place, part of another name, an adjective, or a person."""

import re
from dataclasses import dataclass

from corpus.places import gazetteer
from corpus.types import PlaceRole

_TOKEN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’ʻ](?!s\b)(?:[^\W\d_][\u0300-\u036f]*)+)*|&")
_ADJACENT = {" ", "\u00a0", "-", "\u2010", "\u2011"}
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_NUMBERED = re.compile(r"-\d")
_AFFILIATION = re.compile(r"\)\s*,\s*$")
_MARKUP = 20  # characters of punctuation that may stand before the first word of a line
_CHAIN = 8  # words of the longest name looked through: "Institute for the Study of the Seas of the ..."

AT = frozenset("in at near outside around across within throughout inside downtown".split())
"""Prepositions after which a capital makes a place of almost any name."""
ABOUT = AT | frozenset("to from of for via through between towards toward".split())
"""Prepositions that places share with people."""
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower greater inner outer rural urban "
    "downtown old new mainland northeastern northwestern southeastern southwestern north-east".split()
)
_KINDS_OF_PLACE = frozenset(
    "city town village municipality metropolitan province district county region state prefecture governorate oblast "
    "valley island islands airport harbour harbor area basin delta coast border highlands peninsula".split()
)
_NOT_IN_NAMES = (
    frozenset("a an the this that these those and or but as on by with after before since until during when while if "
              "its our his her their we it he she they is was are were has have had will not also both "
              "january february march april may june july august september october november december "
              "monday tuesday wednesday thursday friday saturday sunday virtual online hybrid".split())
    | ABOUT
    | DIRECTIONS
)  # fmt: skip
_TITLES = frozenset(
    "dr prof professor mr mrs ms miss sir dame lord lady madam madame eng amb rev fr hon drs ir docent dott".split()
)
_OFFICES = frozenset(
    "academy academies accord agency agreement airlines alliance ambassador appeal assembly association associates "
    "award bank bay board branch bureau cabinet call campaign centre center chair chamber chancellor chapter charter "
    "church clinic club coalition college commission commissioner committee community company conference congress "
    "consensus consortium consul convention corporation council court days declaration delegation department dialogue "
    "director directorate embassy exhibition expo faculty fair federation fellowship festival forum foundation fund "
    "gallery government governor group gulf high hospital hotel hub initiative institute institution institutions "
    "laboratory lab lake lecture legation library marathon mayor meeting minister ministry mission mount museum "
    "network observatory office opera orchestra organisation organization parliament partnership plan platform police "
    "polytechnic president press prize programme program project protocol railway report river road roadmap school "
    "sea secretariat section seminar senate service session society station statement strait strategy street summer "
    "summit symposium synod teachers theatre treaty trust union university universities week winter working workshop "
    "world zoo research science sciences technology technical national international".split()
)
NOT_PLACES = _TITLES | _OFFICES | _NOT_IN_NAMES
"""Words that no name of a place begins with."""
_ENVOYS = frozenset("ambassador embassy envoy delegate representative mission".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word of letters, or "&". `key` is what it is looked up by."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins like a name."""
        return self.text[0].isupper()


class Text:
    """A text taken apart into words.

    `is_lower` says that nothing in it has a capital (a question typed in haste), `is_headline`
    that nearly every word has, so that a capital tells little.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [Token(m[0], gazetteer.key(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        long = [t for t in self.tokens if len(t.text) > 3]
        capitals = sum(t.is_capital for t in long)
        self.is_lower = not any(t.is_capital for t in self.tokens)
        names_people = any(t.key in _TITLES for t in self.tokens)
        self.is_headline = len(long) > 3 and capitals > 0.8 * len(long) and not names_people

    def gap(self, i: int) -> str:
        """The characters between token `i` and the next one; before the first and after the last, a line break."""
        if i < 0 or i + 1 >= len(self.tokens):
            return "\n"
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def end(self, i: int) -> int:
        """Where token `i` ends, with the point of an abbreviation: "D.C."."""
        token = self.tokens[i]
        is_abbreviation = len(token.text) == 1 and self.gap(i - 1) == "." and self.text.startswith(".", token.end)
        return token.end + is_abbreviation

    def name_before(self, i: int) -> Token | None:
        """The token before `i` if both can belong to one name."""
        return self._in_name(i - 1) if self.gap(i - 1) in _ADJACENT else None

    def name_after(self, i: int) -> Token | None:
        """The token after `i` if both can belong to one name."""
        return self._in_name(i + 1) if self.gap(i) in _ADJACENT else None

    def _in_name(self, i: int) -> Token | None:
        token = self.tokens[i]
        return token if token.is_capital and token.key not in _NOT_IN_NAMES else None

    def preposition(self, first: int) -> str:
        """The preposition that governs the name beginning at token `first`, or ""."""
        i = first - 1
        while i >= 0 and self.gap(i).isspace() and self.tokens[i].key in DIRECTIONS | {"the"}:
            i -= 1
        is_governed = i >= 0 and self.gap(i).isspace() and self.tokens[i].key in ABOUT
        return self.tokens[i].key if is_governed else ""

    def has_article(self, first: int) -> bool:
        """Whether "the" or "a" stands before token `first`."""
        return first > 0 and self.gap(first - 1).isspace() and self.tokens[first - 1].key in ("the", "a", "an")

    def begins_line(self, first: int) -> bool:
        """Whether nothing but punctuation stands before token `first` in its line."""
        start = self.tokens[first].start
        before = self.text[max(0, start - _MARKUP) : start].rpartition("\n")
        return (bool(before[1]) or start <= _MARKUP) and not any(c.isalnum() for c in before[2])


def role_of(text: Text, first: int, last: int, *, is_area: bool) -> PlaceRole | None:
    """What tokens `first` to `last`, the name of a city or an area, are here; None where they name something else.

    None is a person ("Dr. Florence Mbeki", "Paris Hilton"), a thing ("the Cathedral", "Maua-3") or
    what nobody has heard of ("Orange Alert"): words that happen to be spelled like a place.
    """
    if text.is_lower:
        return "place"
    if follows_title(text, first) or _NUMBERED.match(text.text, text.tokens[last].end):
        return None
    if _lends_its_word(text, last) and text.preposition(first) not in AT:
        return "adjective"
    if _is_in_longer_name(text, first, last) or (is_area and _says_where_one_belongs(text, first)):
        return "name"
    return _role_among_capitals(text, first, last, is_area=is_area)


def _role_among_capitals(text: Text, first: int, last: int, *, is_area: bool) -> PlaceRole | None:
    """What a name is by the article and the capitals beside it."""
    before, after = text.name_before(first), text.name_after(last)
    if last + 1 < len(text.tokens) and text.tokens[last + 1].key in _KINDS_OF_PLACE:
        return "place" if not before else None
    if not is_area and text.has_article(first):  # "the Tbilisi mapping day", but "the Cathedral"
        return "name" if text.gap(last) == " " and not after else None
    if text.is_headline or (after and not before and text.preposition(first) in AT):
        return "place"
    if before and text.gap(first - 2) == "\n" and before.key.endswith("ing"):  # "Visiting Naples, ..."
        before = None
    return None if before or after else "place"


def follows_title(text: Text, first: int) -> bool:
    """Whether what token `first` begins is a person's name: "Dr. Florence Mbeki"."""
    return first > 0 and text.tokens[first - 1].key in _TITLES and text.gap(first - 1) in (" ", ". ", ".", "\u00a0")


def _lends_its_word(text: Text, last: int) -> bool:
    """Whether the name is a possessive, or the first half of a compound: "Kenya's", "Nairobi-based"."""
    end = text.tokens[last].end
    if _POSSESSIVE.match(text.text, end):
        return True
    return text.gap(last) == "-" and not text.tokens[last + 1].is_capital


def _is_in_longer_name(text: Text, first: int, last: int) -> bool:
    """Whether the name of an office, meeting or document goes on around it."""
    return _office_after(text, last) or _office_before(text, first)


def _says_where_one_belongs(text: Text, first: int) -> bool:
    """Whether it follows an institution: "the National Research Centre (NRC), Egypt"."""
    start = text.tokens[first].start
    if _AFFILIATION.search(text.text, max(0, start - 8), start):
        return True
    before = text.tokens[first - 1] if first and text.gap(first - 1) == ", " else None
    return before is not None and before.is_capital and before.key in _OFFICES


def _office_after(text: Text, last: int) -> bool:
    longest = 1 if text.is_headline else _CHAIN
    for i in range(last, min(last + longest, len(text.tokens) - 1)):
        token = text.tokens[i + 1]
        if text.gap(i) not in _ADJACENT or not (token.is_capital or token.key in ("of", "for", "and", "the")):
            return False
        if i == last and not token.is_capital:
            return False
        if token.is_capital and token.key in _OFFICES:
            return True
    return False


def _office_before(text: Text, first: int) -> bool:
    i = first - 1
    while i >= 0 and text.gap(i) in _ADJACENT and text.tokens[i].key in ("the", *DIRECTIONS):
        i -= 1
    if i < 0 or text.gap(i) not in _ADJACENT:
        return False
    if text.tokens[i].key == "to":
        return i > 0 and text.tokens[i - 1].key in _ENVOYS
    if text.tokens[i].key != "of" and not text.tokens[i].is_capital:
        return False
    for j in range(i, max(-1, i - _CHAIN), -1):
        token = text.tokens[j]
        if text.gap(j) not in _ADJACENT or not (token.is_capital or token.key in ("of", "for", "and", "the")):
            return False
        if token.is_capital and token.key in _OFFICES:
            return True
    return False
