"""Where sentences end."""

import re
from collections.abc import Iterator

import nupunkt

LONGEST = 1_000
"""Characters after which text without any full stop is cut at a space: four paragraphs of prose."""

_TITLE = re.compile(
    r"(?:^|[\s(])(?:prof|dr|mr|mrs|ms|(?-i:Mgr|Ing|Doc|Mag|Lic|Dott)|st|sr|jr|h\.e|rev|hon|gen|amb|eng|dipl|no|nos|vol|fig|pp|approx|inc|ltd|vs|[a-z])\.$",
    re.I,
)
_LONGER_THAN_TITLES = 12
"""Characters in which any of them stands with the space before it."""
ENOUGH = 200
"""Characters at either end of a text that tell whether it runs on."""
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)")
_BEFORE_TITLE = re.compile(r"(?<=\w\w\.|\w[)\"”]\.)\s+(?=(?:Prof|Dr|Mr|Mrs|Ms)\b\.?\s+[^\W\d_])")
# The words a sentence cannot end on: what follows belongs to it, whatever stands in between.
_OPEN = re.compile(
    r"(?:\b(?:a|an|the|of|and|or|for|in|on|at|by|with|to|from|as|its|their|his|her|our|this|these|between|into|than|that|which|who|was|were|is|are|be|has|have|dr|prof|mr|mrs|ms)|[,–-])$",
    re.I,
)


def runs_on(before: str, after: str) -> bool:
    """Whether `after` continues the sentence that `before` leaves open.

    Newsletters set around pictures cut paragraphs anywhere; a line that stops at a comma, at
    a word such as "of", or before a word in lower case has been cut.
    """
    if not before or not after or before[-1] in '.!?:;"”':
        return False
    if len(before[:ENOUGH].split()) < 4:
        return False
    if _ADDRESS.match(after):
        return False
    return bool(_OPEN.search(before[-ENOUGH:])) or after[0].islower()


def split(text: str) -> Iterator[tuple[int, int]]:
    """The half-open spans of the sentences of one cleaned paragraph, without outer white space.

    A newline in `text` (a hard line break) ends a sentence too, unless the sentence runs on.
    """
    pending: tuple[int, int] | None = None
    for start, end in _trimmed(text):
        if pending and (_ends_in_title(text, *pending) or text[start].islower() or text[start] in ")],;:"):
            pending = (pending[0], end)
        else:
            if pending:
                yield from _capped(text, *pending)
            pending = (start, end)
    if pending:
        yield from _capped(text, *pending)


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    """Nupunkt's sentences, cut once more at hard line breaks and before "Prof. Somebody"."""
    for start, end in nupunkt.sent_spans(text):
        at = start
        for stop in (*_cuts(text, start, end), end):
            piece = text[at:stop]
            if piece.strip():
                yield at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
            at = stop


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Offsets inside `text[start:end]` at which nupunkt sees no end but there is one."""
    lines = [
        m.start()
        for m in re.finditer(r"\n", text[start:end])
        if not runs_on(text[start : start + m.start()].strip(), text[start + m.end() : end].strip())
    ]
    titles = [
        m.start() for m in _BEFORE_TITLE.finditer(text[start:end]) if not _ends_in_title(text, start, start + m.start())
    ]
    return sorted(start + at for at in {*lines, *titles})


def _ends_in_title(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends in "Dr." or another short form behind which a sentence goes on."""
    return bool(_TITLE.search(text[max(start, end - _LONGER_THAN_TITLES) : end]))


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut + (text[cut] == " ")
    if start < end:
        yield start, end
