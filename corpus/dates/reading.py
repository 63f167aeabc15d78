"""Tokens to groups: one expression, or a range of two, and the lists they stand in.

"3, 4 and 9 May" and "from 28 December to 3 January 2025" say a month or a year once for all; here each part
is lent what its neighbours say. Which year is meant where nothing says so is settled in `corpus.dates.years`.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.dates.counting import COUNTED
from corpus.dates.grammar import CALENDAR, KNOWN_MONTH, Point, letters
from corpus.dates.relative import IN_A_QUESTION, IN_PROSE, join_relatives
from corpus.dates.spans import Fields
from corpus.dates.tokens import KINDS, Token, tokens

_LONGEST_LIST = 16
"""Groups in one list; where there are more, another list begins."""

_IDLE = frozenset(
    KINDS[kind]
    for kind in "word mark comma dot dash solidus junk time counted named pronoun and or to on of preposition".split()
)
"""Kinds that no expression begins with: most of any text."""

_OPENER = re.compile(letters("(from | between)"))
_TO = re.compile(letters("(to | dash) from?"))
_DASH = re.compile(letters("dash"))
_ELSEWHERE = re.compile(
    r";|\b(?:runs?|takes?|took|held|place|starts?|begins?|lasts?|is|are|will|changed|extended)\b", re.IGNORECASE
)
"""What may not stand between "moved" and "from": what is from then on to then is something else."""
_NEAR = 16
"""Tokens before "from" among which something is said to be moved."""
_AND = re.compile(letters("comma? (and | or) from? | comma"))
_NUMBERS = frozenset(KINDS[kind] for kind in ("small", "large", "ordinal"))


@dataclass(frozen=True, slots=True)
class Line:
    """A text in tokens; `kinds` has one character for each. `today` is the day that relative expressions count from."""

    text: str
    tokens: tuple[Token, ...]
    kinds: str
    today: date | None
    asked: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One expression, at the tokens `[first, last)`; `relative` when it counts from a day."""

    point: Point
    first: int
    last: int
    relative: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a day without a month."""
        return isinstance(self.point, Fields) and self.point.day is not None and self.point.month is None


@dataclass(frozen=True, slots=True)
class Group:
    """One period as a text names it: an item or, with `until`, a range. It covers the tokens `[first, last)`."""

    begin: Item
    until: Item | None
    first: int
    last: int

    @property
    def end(self) -> Item:
        """Its last item."""
        return self.until or self.begin


def read_line(text: str, today: date | None, *, asked: bool) -> Line:
    """`text` in tokens. Without `today` nothing is counted from a day; `asked` text is a question, asked that day."""
    found = tuple(tokens(text) if today is None else join_relatives(tokens(text), today))
    return Line(text, found, "".join(KINDS[token.kind] for token in found), today, asked)


def read_groups(line: Line) -> Iterator[Group]:
    """The periods that `line` names, in order. Days without a month are among them only where one is understood."""
    at = 0
    while at < len(line.kinds):
        groups = _list(line, at) if line.kinds[at] not in _IDLE else []
        yield from _named(line, groups)
        at = groups[-1].last if groups else at + 1


def _list(line: Line, at: int) -> list[Group]:
    """The groups from `at` on with only commas, "and" and "or" between them, each lent what it lacks."""
    groups: list[Group] = []
    while len(groups) < _LONGEST_LIST and (group := _group(line, at)):
        groups.append(group)
        separator = _AND.match(line.kinds, group.last)
        if not separator:
            break
        at = separator.end()
    return _lend(line, groups)


def _group(line: Line, at: int) -> Group | None:
    opener = _OPENER.match(line.kinds, at)
    begin = _item(line, opener.end() if opener else at)
    if not begin:
        return None
    apart = opener is not None and _is_moved(line, at, 1 if begin.bare else _NEAR)
    separator = (_DASH if apart else _TO).match(line.kinds, begin.last)  # "moved from 3 May to 5 June" is no range
    if not separator and opener and line.tokens[at].kind == "between":
        separator = _AND.match(line.kinds, begin.last)
    until = _item(line, separator.end()) if separator else None
    if until and (ends := _borrow(line, begin, until)):
        return Group(*ends, at, until.last)
    return Group(begin, None, begin.first, begin.last)


def _is_moved(line: Line, at: int, near: int) -> bool:
    """Whether "from" at the token `at` says from when something is moved: "slipped, alas, from 3 May to 5 June"."""
    for before in reversed(range(max(0, at - near), at)):
        token = line.tokens[before]
        if token.kind == "moved":
            return before == at - 1 or not _ELSEWHERE.search(line.text, token.start, line.tokens[at].start)
        if token.kind == "dot":
            break
    return False


def _item(line: Line, at: int) -> Item | None:
    """The longest expression at `at`, the earliest of the rules where several are as long."""
    rules = IN_A_QUESTION if line.asked else (*COUNTED, *(IN_PROSE if line.today else CALENDAR))
    matches = [(match, rule) for rule in rules if (match := rule.pattern.match(line.kinds, at))]
    for match, rule in sorted(matches, key=lambda found: -found[0].end()):
        said = {name: line.tokens[match.start(name)] for name, kind in match.groupdict().items() if kind}
        try:
            point = rule.meaning(said, line.today or date.min)  # only rules that need a day look at it
        except (ValueError, OverflowError):  # a day outside the calendar
            continue
        if point:
            relative = rule.relative or any(token.kind.startswith("relative") for token in said.values())
            return Item(point, at, match.end(), relative)
    return None


def _borrow(line: Line, begin: Item, until: Item) -> tuple[Item, Item] | None:
    """The ends of a range, each lent the month that only the other says; None where they make no range."""
    first, last = begin.point, until.point
    if not isinstance(first, Fields) or not isinstance(last, Fields):
        return None if begin.bare or until.bare else (begin, until)
    if begin.bare and until.bare:
        return begin, until
    if begin.bare:
        return (replace(begin, point=first.merge(last)), until) if last.day is not None else None
    if until.bare:
        ordinal = line.tokens[until.last - 1].kind == "ordinal"
        counts = ordinal and _begins_a_name(line, until.last)  # "5 May – 7th Forum on Tides"
        is_day = (ordinal or _month_first(line, begin)) and not counts
        return (begin, replace(until, point=last.merge(first))) if is_day else None
    if (first.month is None and last.year is None) or (last.month is None and first.year is None):
        return None  # "2024 to May"
    return begin, until


def _begins_a_name(line: Line, at: int) -> bool:
    """Whether the token `at` is a word with a capital, right behind the one before it."""
    if at >= len(line.tokens) or line.tokens[at].kind not in ("word", "named"):
        return False
    start = line.tokens[at].start
    return line.text[start].isupper() and line.text[line.tokens[at - 1].end : start].isspace()


def _month_first(line: Line, item: Item) -> bool:
    """Whether an item has its day after the month, "May 6", so that further days may follow."""
    return isinstance(item.point, Fields) and item.point.day is not None and line.kinds[item.last - 1] in _NUMBERS


def _lend(line: Line, groups: Sequence[Group]) -> list[Group]:
    """Give the groups of a list the months and years that only one of them states."""
    lent = list(groups)
    closed = any(
        line.tokens[n].kind in ("and", "or")
        for left, right in itertools.pairwise(lent)
        for n in range(left.last, right.first)
    )
    for n in range(len(lent) - 2, -1, -1):
        if closed:
            lent[n] = _lend_back(lent[n], lent[n + 1])
    for n in range(1, len(lent)):
        fields = lent[n - 1].end.point
        if lent[n].begin.bare and isinstance(fields, Fields) and _month_first(line, lent[n - 1].end):
            lent[n] = _with(lent[n], replace(fields, day=None))
    return lent


def _lend_back(group: Group, right: Group) -> Group:
    """A group with the month and the year of the one after it: "15 and 16 May", "3 May and 5 June 2024"."""
    mine, theirs = group.end.point, right.begin.point
    if not isinstance(mine, Fields) or not isinstance(theirs, Fields) or theirs.month is None:
        return group
    if group.end.bare:
        rises = mine.day is not None and theirs.day is not None and mine.day < theirs.day
        lent = _with(group, replace(theirs, day=None, pick=None)) if rises else group
    elif mine.year is None and mine.month is not None and theirs.year and (mine.day is None) == (theirs.day is None):
        lent = _with(group, Fields(year=theirs.year - (mine.month > theirs.month)))
    else:
        return group
    return replace(lent, last=right.last)


def _with(group: Group, lender: Fields) -> Group:
    """A group whose items are lent what `lender` says and they do not."""

    def filled(item: Item) -> Item:
        return replace(item, point=item.point.merge(lender)) if isinstance(item.point, Fields) else item

    return replace(group, begin=filled(group.begin), until=filled(group.until) if group.until else None)


def _named(line: Line, groups: Sequence[Group]) -> list[Group]:
    """The groups whose month is known, or is that of the text so far, as for "on the 15th"; neighbours joined."""
    joined: list[Group] = []
    understood = False
    for group in groups:
        understood = not group.begin.bare or understood or _understood(line, group.begin)
        if joined and _follows(joined[-1], group):
            joined[-1] = replace(joined[-1], until=group.end, last=max(joined[-1].last, group.last))
        elif understood:
            joined.append(group)
        understood = understood and group.begin.bare  # "on the 16th and 17th"
    return joined


def _understood(line: Line, day: Item) -> bool:
    picks = isinstance(day.point, Fields) and day.point.pick is not None  # "the week of the 18th"
    return picks or KNOWN_MONTH.match(line.kinds, day.first) is not None


def _follows(left: Group, right: Group) -> bool:
    """Whether two days or months said in one breath follow each other: "15 and 16 May", "May and June 2024"."""
    a, b = left.end.point, right.begin.point
    if not isinstance(a, Fields) or not isinstance(b, Fields) or a.pick or b.pick:
        return False
    if a.day is not None and b.day is not None:
        return a.month == b.month and b.day == a.day + 1
    alike = a.day == b.day and a.months == b.months and a.month is not None
    return alike and b.month == ((a.month or 0) + a.months - 1) % 12 + 1
