"""Days that leave their month to a heading: "Thu 5: Stories" below "June"."""

import re
from collections.abc import Sequence

from corpus.dates.grammar import letters
from corpus.dates.tokens import KINDS, Token, tokens

_WEEKDAY = "any_weekday dot? comma?"
_MONTH_ALONE = re.compile(letters("month dot? comma? modern? mark*"))
_BARE_DAYS = re.compile(
    letters(f"{_WEEKDAY} number (dash ({_WEEKDAY})? number)? | number dash number | number (?=mark|dash)")
)
_FULL_DAY = re.compile(letters("number dot? of? the? month | month dot? the? number | numeric"))


def month_alone(heading: str) -> str:
    """`heading` as a month, if it is one and nothing else, perhaps with its year: "May", "June 2025:"; else ""."""
    alone = _MONTH_ALONE.fullmatch(_kinds(list(tokens(heading))))
    return heading.strip(" :") if alone else ""


def with_month(line: str, month: str) -> str:
    """`line` with `month` behind the bare days that it opens with: "Thu 5 June: Stories"; any other as it is."""
    found = list(tokens(line))
    days = _BARE_DAYS.match(_kinds(found))
    if not days or not line[:1].isalnum() or _FULL_DAY.search(_kinds(found)):
        return line
    end = found[days.end() - 1].end
    return f"{line[:end]} {month}{line[end:]}" if re.search(r"\d", line[:end]) else line


def _kinds(found: Sequence[Token]) -> str:
    return "".join(KINDS[token.kind] for token in found)
