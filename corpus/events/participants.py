"""Who took part in an event, and as what, where the text says so."""

import re
from collections.abc import Iterable, Iterator

from corpus.folding import fold
from corpus.types import Participant

_UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_WORD = rf"(?<!\w)[{_UPPER}][\w'’-]{{0,60}}\.?"
_TITLE = (
    r"(?:(?:Prof(?:essor)?|Doc|Dr|Mr|Mrs|Ms|Mme|Sir|Dame|Cllr|Rev|Eng|Ambassador|Minister|President|H\.E|Hon|Mgr|Ing"
    r"|Canon|Father|Sister|Academician)\b\.? )"
)
_PARTICLE = r"(?:(?:de|da|del|della|van|von|der|den|al|el|bin|i|y|du|la|le|ten|ter) )"
_PERSON = rf"{_TITLE}*(?P<person>{_WORD}(?: {_PARTICLE}*{_WORD}){{1,3}})"
_TITLED = re.compile(rf"{_TITLE}+(?P<person>{_WORD}(?: {_PARTICLE}*{_WORD}){{0,3}})")
_ORGANISATION = (
    rf"(?:the )?(?P<organisation>{_WORD}(?:(?: of| and| for| the| de| &|,)* {_WORD}){{0,9}}"
    rf"(?: \([{_UPPER}]{{2,10}}\))?)"
)
# What leads to the name of a person who had a role; the role may be stated far ahead: "a keynote on silt by".
_BY_PERSON = {
    "chair": r"(?<!co-)chaired(?: [\w ]{0,20})? by|chairmanship of|in the chair:?|presided over by",
    "co-chair": r"co-chaired by",
    "speaker": r"(?:keynote|lecture|talk|address|speech|remarks)(?:es|s)?\b[^.;]{0,60}?\b(?:by|from)|speakers?:",
    "host": r"(?:hosted|welcomed|received) by",
    "head of delegation": r"delegation[^.;]{0,60}?\b(?:led|headed) by",
    "opening": r"(?:opened|inaugurated) by",
    "organiser": r"(?:organi[sz]ed|coordinated|run) by",
    "participant": r"attended by",
}
_PERSON_DID = {
    "head of delegation": r"(?:led|headed) (?:a|the) delegation",
    "speaker": r"(?:delivered|gave) (?:a|an|the|his|her) [\w ]{0,30}(?:speech|keynote|lecture|talk|address|remarks)",
    "chair": r"chaired|was in the chair|presided",
    "opening": r"opened the|cut the ribbon",
    "participant": r"attended|took part",
}
_BY_ORGANISATION = {
    "host": r"hosted by|as guest of",
    "organiser": r"(?:jointly |co-?)?organi[sz]ed by|convened by",
    "partner": r"together with|in (?:cooperation|partnership|collaboration) with",
}
_OFFICE = r"(?:, [^,;.]{3,90}(?:,[^,;.]{3,60})?,)?"
_PATTERNS = (
    *((role, re.compile(rf"(?:{cue}) {_PERSON}")) for role, cue in _BY_PERSON.items()),
    *((role, re.compile(rf"{_PERSON}{_OFFICE} (?:has |had )?(?:{cue})\b")) for role, cue in _PERSON_DID.items()),
    *((role, re.compile(rf"(?:{cue}) {_ORGANISATION}")) for role, cue in _BY_ORGANISATION.items()),
    ("host", re.compile(rf"{_ORGANISATION}(?:, [^,;.]{{3,60}},)? (?:has )?hosted\b(?! by)")),
)


def find_participants(texts: Iterable[str]) -> tuple[Participant, ...]:
    """The people and organisations that `texts` give a role in an event, then the people named by title only."""
    lines = list(texts)
    found: dict[str, Participant] = {}
    for participant in [*(p for line in lines for p in _with_role(line)), *(p for line in lines for p in _named(line))]:
        key = _key(participant.name)
        if participant.role or not any(key in known for known in found):
            found.setdefault(key, participant)
    return tuple(found.values())


def _with_role(text: str) -> Iterator[Participant]:
    for role, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            name = groups.get("person") or groups.get("organisation") or ""
            yield Participant(name.rstrip(" .,"), role)


def _named(text: str) -> Iterator[Participant]:
    return (Participant(match["person"].rstrip(" ."), "") for match in _TITLED.finditer(text))


def _key(name: str) -> str:
    return fold(re.sub(r"\s*\([^)]*\)", "", name)).removeprefix("the ")
