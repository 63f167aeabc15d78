"""Names of events that read well in a list, from nouns, labels and clauses."""

import re
from dataclasses import dataclass

from corpus.events.occasions import Occasion, find_occasions
from corpus.events.vocabulary import KINDS, ORDINAL, WEAK
from corpus.folding import words
from corpus.types import EventKind, Period

LONGEST_NAME = 18
"""Words that are taken of a headline for what an article is about."""

LONGEST_CLAUSE = 30
"""Words of a name that is made of a clause because no noun names the event."""

_SHORTEST_CLAUSE = 30
"""Characters that are left at least when a clause is cut at a comma."""

_LONGEST_LEAD = 8
"""Words up to the first comma with which a paragraph of short news says what it is about."""

_TELLING_SECTION = re.compile(r"(?:[^\s\d]+\s+){3,}[^\s\d]+")
"""Sections of short news that say what they are about: more than "Calls" or "Dakar, 7 and 8 December"."""

_SHORT_WORD = 3
"""Letters of words that may say nothing: "the", "of"."""

_DATE_LEAD = re.compile(
    r"(?:\b(?:on|in|from|by|until|till|before|after|at|since|of|for|between|during|around|as|to|no later than|not later"
    r" than|starting|beginning|the (?:evening|morning|afternoon|night|end|beginning) of|the|next|last|this)\s+)+$"
    r"|[,–—:]\s*$",
    re.I,
)
PARENTHESIS = re.compile(r"\((?![A-Z]{2,10}\))[^()]*\)")
_EMOJI = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*")
_DEPARTMENT = re.compile(
    r".*\b(?:news|agenda|calendar|diary|events?|coming up|in brief|short notes?|notices|announcements|save the dates?"
    r"|editorial|upcoming|dates|minutes|what'?s on|miscellany|housekeeping|column|postings|jobs)\b.*",
    re.I,
)
_SAYS_NOTHING = frozenset("and or but then also again another others hers his theirs ours it this that".split())
_DEPARTMENT_WORDS = frozenset(
    "and or to the of in our other out now looking back ahead changes programme forthcoming published publications "
    "people prizes awards elections grants competitions conferences meetings courses visits lectures".split()
)
"""Headlines of these words alone say what kind of thing follows: "Grants and competitions", "Looking back"."""

_OWNER = re.compile(
    r"\b(?:The )?([A-Z][\w’'-]+(?:\s(?:of|and|for|the|[A-Z(][\w’')-]*))*\s[A-Z(][\w’')-]+|[A-Z]{2,})(?![\w-])"
)
_PRONOUN = re.compile(
    r"(?:(?P<person>he|she)|it|they|this|(?:the|its) new dates?|the next (?:ones?|two|three)|the (?:first|last) one)\b"
    r"(?! \w+day)",
    re.I,
)
_PERSON = re.compile(
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Mme|Sir|Cllr|Rev|Eng)\b\.? )+"
    r"[^\W\d_a-z][\w'’-]*(?: (?:(?:de|van|der|von|da|al) )?[^\W\d_a-z][\w'’-]*){0,3}"
)
_NUMBER_AND_NOUN = 2
"""Words of "5th Forum", which does not yet say of what."""
_ASKED_FOR = re.compile(
    r"\b(?:(?P<registration>regist\w+|sign(?:ed)?[- ]up|enrol\w*|inscriptions?|book(?:ed|ings?)?)"
    r"|(?P<applications>appl(?:y|ications?|icants?|ied))"
    r"|(?P<said>early[- ]bird\w*|(?:full |short |extended )?(?:abstracts?|papers?)|posters?|proposals?|nominations?"
    r"|entries|contributions|orders|candidatures|submissions?|manuscripts|quotes|bids|votes|comments|photos|texts"
    r"|articles|concept notes))\b",
    re.I,
)
_COMPLEMENT = re.compile(
    r" (?:for|to) (?:the )?"
    r"(?:(?!\b(?:is|are|was|will|must|by|before|until|close[sd]?|open|opens|end|ends)\b)[^,;:.()|–]){3,60}"
)
_CLOSING = re.compile(
    r"\b(?:deadline|closing date|last day|copy date|cut-off date)s?"
    r"(?: (?:for|of|to) (?:the )?(?:(?!\b(?:is|are|was|on|by|has|will)\b)[^,;:.()|–]){3,60})?",
    re.I,
)
_KIND_WORDS: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    ("visit", re.compile(r"\b(?:visit(?:s|ed|ing)?|travel\w*|tour(?:s|ed)?)\b", re.I)),
    ("call", re.compile(r"\b(?:calls? for|applications|nominations|open call)\b", re.I)),
    ("publication", re.compile(r"\b(?:publi(?:sh\w*|cation)|launch\w*|releas\w*|appears?|comes? out|reprint)\b", re.I)),
    ("ceremony", re.compile(r"\b(?:sign(?:s|ed|ing|ature)|award\w*|inaugurat\w*|unveil\w*|celebrat\w*)\b", re.I)),
    ("meeting", re.compile(r"\b(?:meets?|met|convened?|decisions|minutes)\b", re.I)),
)
_OPENING = re.compile(r"(?:(?:and|but|or|that|which|then|also|so|here|as a first step|in addition)[\s,]+)+", re.I)
ENDING = re.compile(
    r"(?:[\s,]+(?:on|in|at|by|from|to|of|for|and|until|before|the|a|an|is|are|was|were|will|be|with|only|instead|than|rather|not))+$"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: its headline, and the events it names in full, those of the headline first.

    `published` is when its issue came out, `section` heads what is being read, `lead` opens its paragraph.
    """

    headline: str
    anchors: tuple[Occasion, ...]
    published: Period | None
    section: str = ""
    lead: str = ""

    @property
    def is_department(self) -> bool:
        """Whether the article is a calendar or a page of short news, or has no headline of its own."""
        return bool(_DEPARTMENT.fullmatch(self.headline) or _DEPARTMENT_WORDS.issuperset(words(self.headline)))

    @property
    def subject(self) -> str:
        """A few words that tell which article it is; on a page of short news, which of its sections or paragraphs.

        A section that is headed by an event is about that.
        """
        section = _EMOJI.sub("", self.section).strip()
        if headed := [anchor.name for anchor in self.anchors if anchor.name in section]:
            return max(headed, key=len)
        if self.is_department and _TELLING_SECTION.fullmatch(section):
            return " ".join(section.split()[:LONGEST_NAME])
        if self.is_department:
            lead = re.split(r"[,:.;(|]", self.lead)[0].strip()
            return lead if len(lead.split()) <= _LONGEST_LEAD else ""
        heading = _EMOJI.sub("", self.headline).strip()
        named = [anchor.name for anchor in self.anchors if anchor.name in heading]
        if named:
            return max(named, key=len)
        head, _, rest = heading.partition(": ")
        told = rest if rest and (_CLOSING.match(head) or " " not in head) else head
        return " ".join(told.split()[:LONGEST_NAME])


def occasion_name(occasion: Occasion, text: str, topic: Topic) -> str:
    """The name of an event noun, completed where it is only "the meeting", "the 5th Forum" or "its 12th meeting"."""
    ordinal = ORDINAL.match(occasion.name)
    if occasion.possessed and (owners := _OWNER.findall(text[: occasion.start])):
        return f"{occasion.name} of the {owners[-1]}"
    if " " in occasion.name and not (ordinal and len(occasion.name.split()) == _NUMBER_AND_NOUN):
        return occasion.name
    for anchor in topic.anchors:
        if anchor.noun == occasion.noun and len(anchor.name) > len(occasion.name):
            return f"{ordinal[0]} {ORDINAL.sub('', anchor.name, count=1).strip()}" if ordinal else anchor.name
    numbered = {a.name for a in topic.anchors if a.kind == "conference" and ORDINAL.match(a.name)}
    names = {name for name in numbered if len(name.split()) > _NUMBER_AND_NOUN}
    return names.pop() if occasion.name == "conference" and len(names) == 1 else occasion.name


def is_distinct(occasion: Occasion) -> bool:
    """Whether a name is that of one event without any date: "Fifth World Water Forum", not "Community Meetings"."""
    long = len(occasion.name.split()) > 3 or ORDINAL.search(occasion.name)
    return bool(long) and occasion.kind != "call" and occasion.noun[:-1] not in KINDS


def deadline_name(clause: str) -> str:
    """ "deadline for abstracts", from what a clause asks to be done by a day; empty if it does not say what."""
    if stated := _CLOSING.search(clause):
        return tidy(stated[0])
    asked = _ASKED_FOR.search(clause)
    if not asked:
        return ""
    what = asked["said"].lower() if asked["said"] else asked.lastgroup
    complement = _COMPLEMENT.match(clause, asked.end())
    return tidy(f"deadline for {what}{complement[0] if complement else ''}")


def clause_name(clause: str) -> str:
    """A clause as a line of a list."""
    name = tidy(PARENTHESIS.sub("", clause))
    if len(name.split()) > LONGEST_CLAUSE:
        name = " ".join(name.split()[:LONGEST_CLAUSE])
        cut = max(name.rfind(mark) for mark in (", ", "; ", " which ", " who ", " because "))
        name = name[:cut] if cut > _SHORTEST_CLAUSE else name
    return tidy(name)


def before_date(text: str) -> str:
    """`text` without the "on the" or "until" that leads to the date behind it."""
    return _DATE_LEAD.sub("", text.rstrip() + " ").rstrip()


def referent(name: str, before: str, topic: Topic) -> str:
    """`name` with an opening "it", "she" or "the next one" replaced by what it stands for, as far as that is told."""
    pronoun = _PRONOUN.match(name)
    if not pronoun:
        return name
    if pronoun["person"]:
        people = _PERSON.findall(before)
        return f"{people[-1]}{name[pronoun.end() :]}" if people else name
    told = list(find_occasions(before))
    if named := [o for o in told if o.proper] or [o for o in told if o.noun not in WEAK or " " in o.name]:
        return named[-1].name
    opening = tidy(re.split(r"[,;]|:(?!\d)", before)[0])
    if "next" in pronoun[0] and opening:
        return opening
    return f"{name}: {opening}" if opening and not topic.subject else name


def with_subject(name: str, topic: Topic, *, is_clause: bool = False) -> str:
    """`name`, and behind a colon what the article is about where the name alone would not tell.

    A clause seldom tells, unless it shares a word with what the article is about; "and again" says nothing.
    """
    subject = topic.subject
    if subject and _SAYS_NOTHING.issuperset(words(name)):
        return subject
    if is_clause:
        told = bool(set(words(name)) & {word for word in words(subject) if len(word) > _SHORT_WORD})
    else:
        ordinal = ORDINAL.match(name) and len(name.split()) > 2
        told = bool(ordinal) or any(word[0].isupper() for word in name.split()[1:])
    if told or not subject or set(words(name)) >= set(words(subject)):
        return name
    return f"{name}: {subject}" if name else subject


def kind_of(text: str) -> EventKind:
    """The kind of event that a label or clause speaks of."""
    if _CLOSING.search(text):
        return "deadline"
    occasion = next(iter(find_occasions(text)), None)
    if occasion:
        return occasion.kind
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(text)), "other")


def tidy(name: str) -> str:
    """`name` without leading connectives, trailing prepositions and loose punctuation."""
    name = " ".join(_EMOJI.sub("", name).split())
    name = re.sub(r"\s+(?=[,;.])", "", name).lstrip(" )").strip(' .,;:|–—-*!?•"“”(')
    name = ENDING.sub("", _OPENING.sub("", name, count=1) if _OPENING.match(name) else name)
    return name[: name.rindex("(")].rstrip() if name.count("(") > name.count(")") else name
