"""Names of events that read well in a list, from nouns, labels and clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.folding import words
from corpus.event_words import ORDINAL
from corpus.occasions import Occasion, find_occasions
from corpus.types import EventKind, Period

LONGEST_NAME = 14
"""Words of a name that is made of a clause because no noun names the event."""

_DATE_LEAD = re.compile(
    r"(?:\b(?:on|in|from|by|until|till|before|after|at|since|of|for|between|during|around|as|to|no later than|not later"
    r" than|starting|beginning|the (?:evening|morning|afternoon|night|end|beginning) of|the|next|last|this)\s+)+$|[(,–—:]\s*$",
    re.I,
)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_EMOJI = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*")
_DEPARTMENT = re.compile(
    r"(?:.*\b(?:news|agenda|calendar|diary|events?|coming up|in brief|short notes?|notices|announcements|save the dates?"
    r"|upcoming|dates|minutes|what'?s on|miscellany|housekeeping|column)\b.*)",
    re.I,
)
_OWNER = re.compile(r"(?:\b[A-Z][\w’'-]+(?:\s(?:of|and|for|the|[A-Z(][\w’')-]*))*\s[A-Z(][\w’')-]+|\b[A-Z]{2,}\b)")
_ASKED_FOR = re.compile(
    r"\b(?:(?P<regist>regist\w+|sign(?:ed)?[- ]up|enrol\w*|inscriptions?|book(?:ed|ings?)?)|(?P<appl>appl(?:y|ications?|icants?|ied))"
    r"|(?P<said>early[- ]bird\w*|(?:full |short |extended )?(?:abstracts?|papers?)|posters?|proposals?|nominations?|entries|contributions|orders|candidatures"
    r"|submissions?|manuscripts|quotes|bids|votes|comments|photos|texts|articles|concept notes))\b",
    re.I,
)
_CLOSING = re.compile(
    r"\b(?:deadline|closing date|last day|copy date|cut-off date)s?(?: (?:for|of|to) (?:the )?[^,;:.()|–]{3,60})?", re.I
)
_KIND_WORDS: tuple[tuple[EventKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{pattern})\b", re.I))
    for kind, pattern in (
        ("visit", r"visit\w*|travel\w*|tour(?:s|ed)?"),
        ("call", r"calls? for|applications|nominations|open call"),
        ("publication", r"publi(?:sh\w*|cation)|launch\w*|releas\w*|appears?|comes? out|proceedings|reprint"),
        ("ceremony", r"sign(?:s|ed|ing|ature)|award\w*|inaugurat\w*|present(?:s|ed|ation)|unveil\w*|celebrat\w*"),
        ("meeting", r"meets?|met|convened?|decisions|minutes"),
    )
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: the headline, and the events that it names in full, the main one first; and when the issue came out."""

    headline: str
    anchors: tuple[Occasion, ...]
    published: Period | None

    @property
    def subject(self) -> str:
        """A few words that tell which article it is; empty for a calendar or a page of short news."""
        if _DEPARTMENT.fullmatch(self.headline):
            return ""
        heading = _EMOJI.sub("", self.headline).strip()
        named = [anchor.name for anchor in self.anchors if anchor.name in heading]
        if named:
            return max(named, key=len)
        head, _, rest = heading.partition(": ")
        return " ".join(
            (rest if _CLOSING.match(head) or len(head.split()) < 2 and rest else head).split()[:LONGEST_NAME]
        )


def occasion_name(occasion: Occasion, text: str, topic: Topic) -> str:
    """The name of an event noun, completed where it is only "the meeting", "the 5th Forum" or "its 12th meeting"."""
    ordinal = ORDINAL.match(occasion.name)
    if occasion.possessed and (owners := _OWNER.findall(text[: occasion.start])):
        return f"{occasion.name} of the {owners[-1]}"
    if " " in occasion.name and not (ordinal and len(occasion.name.split()) == 2):
        return occasion.name
    for anchor in topic.anchors:
        if anchor.noun == occasion.noun and len(anchor.name) > len(occasion.name):
            if not ordinal:
                return anchor.name
            return f"{ordinal[0]} {ORDINAL.sub('', anchor.name, count=1).strip()}"
    return occasion.name


def is_distinct(occasion: Occasion) -> bool:
    """Whether a name is that of one event without any date: "Fifth World Water Forum", not "Community Meeting"."""
    return occasion.kind != "call" and bool(ORDINAL.search(occasion.name) or len(occasion.name.split()) > 3)


def deadline_name(clause: str) -> str:
    """ "deadline for abstracts", from what a clause asks to be done by a day; empty if it does not say what."""
    if stated := _CLOSING.search(clause):
        return tidy(stated[0])
    asked = _ASKED_FOR.search(clause)
    if not asked:
        return ""
    if asked["regist"]:
        return "deadline for registration"
    return "deadline for " + ("applications" if asked["appl"] else asked["said"].lower())


def clause_name(clause: str) -> str:
    """A clause, its date taken out already, as a line of a list."""
    name = tidy(_PARENTHESIS.sub("", clause))
    if len(name.split()) > LONGEST_NAME:
        name = " ".join(name.split()[:LONGEST_NAME])
        cut = max(name.rfind(mark) for mark in (", ", "; ", " which ", " who ", " because "))
        name = name[:cut] if cut > 30 else name
    return tidy(name)


def before_date(text: str) -> str:
    """`text` without the "on the", "until" or "(" that leads to the date behind it."""
    return _DATE_LEAD.sub("", text.rstrip() + " ").rstrip()


def with_subject(name: str, topic: Topic) -> str:
    """`name`, and behind a colon what the article is about where the name alone would not tell."""
    subject = topic.subject
    told = any(w[0].isupper() for w in name.split()[1:]) or (ORDINAL.match(name) and len(name.split()) > 2)
    if told or not subject or set(words(name)) >= set(words(subject)):
        return name
    return f"{name}: {subject}" if name else subject


def kind_of(text: str) -> EventKind:
    """The kind of event that a label or clause speaks of."""
    occasion = next(iter(find_occasions(text)), None)
    if _CLOSING.search(text):
        return "deadline"
    if occasion:
        return occasion.kind
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(text)), "other")


def tidy(name: str) -> str:
    """`name` without leading connectives, trailing prepositions and loose punctuation."""
    name = re.sub(r"\s+", " ", _EMOJI.sub("", name))
    name = re.sub(r"\s+(?=[,;.])", "", name).strip(' .,;:|–—-*!?•"“”(')
    name = re.sub(
        r"^(?:(?:and|but|or|that|which|then|also|so|here|as a first step|in addition)[\s,]+)+", "", name, flags=re.I
    )
    name = re.sub(
        r"(?:[\s,]+(?:on|in|at|by|from|to|of|for|and|until|before|the|a|an|is|are|was|were|will|be|with|only))+$",
        "",
        name,
    )
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    return name


def join_pieces(pieces: Sequence[str]) -> str:
    """A clause put together again from what stands around its dates."""
    return " ".join(piece.strip() for piece in pieces if piece.strip())
