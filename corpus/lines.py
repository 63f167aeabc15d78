"""What the lines of plain text mean where Markdown does not say: rules, capitals, breaks, dashes, dates, columns."""

import re
from bisect import bisect_left
from calendar import day_abbr, month_abbr
from dataclasses import replace
from itertools import pairwise

from corpus.cleaning import Clean, clean, join

_MARKED = re.compile(r"^[ \t>]*[–—•·▪‣●■►✓✔][ \t]+(?=\S)", re.MULTILINE)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = rf"(?:{'|'.join(month_abbr[1:])})[a-z]*\.?"
_DATED = re.compile(
    rf"^[ \t>]*(?=(?:(?:{'|'.join(day_abbr)})[a-z]*\.?,? +)?"
    rf"(?:{_DAY}(?: ?[–-] ?{_DAY})? {_MONTH}|{_MONTH} +{_DAY}(?: ?[–-] ?{_DAY})?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)\s)",
    re.MULTILINE,
)
_DAY_OF_MONTH = re.compile(
    rf"\b(?:{_DAY}(?: ?[–-] ?{_DAY})?(?: of)? {_MONTH}|{_MONTH} {_DAY}(?: ?[–-] ?{_DAY})?|\d{{4}}-\d\d-\d\d)(?!\w)"
)
_RULE = re.compile(r"[-=_*~#+]{4,}")
_COLUMNS = re.compile(r"(?<=\S)[ \t]{3,}(?=\S)")
_ICON = re.compile(r"[ \t>*_]*[\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]")
_ISSUE = re.compile(
    rf"[ \t>*_(]*(?:(?:[^\W\d_]+ ){{0,2}}(?:issue|no\.|number|nr\.|edition|volume|vol\.) ?#?\d+|{_MONTH} \d{{4}}\W*$)",
    re.I,
)
_AROUND_DATES = frozenset("to until till at from and in of the am pm h hrs noon online virtual hybrid".split())
_LONGEST_FACT = 12
"""Words beside the date of a line that only says when, and perhaps where."""

_TOP, _MOST_LINES = 1_000, 6
"""Characters among which a masthead begins, and lines that it has at most."""

_NARROW = 50
"""Characters to which only narrow columns are wrapped."""

_SEVERAL = 3
"""Lines; with more that open with a date they are a list, whatever the first one is."""

_LONGEST_IN_CAPITALS, _SHORT_WORD = 8, 3
"""Words of a heading of plain text, of which one has more letters than an abbreviation."""


def ruled(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The level of the heading that the first line of the block `text[start:end]` is if it stands between two rules.

    With it where that line ends and where what stands below the second rule begins, at most at `end`. Markdown
    sees a list in "1. News" between rules, and may take the second rule and the text below into it.
    """
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    first = text.find("\n", start) % (len(text) + 1)
    second = text.find("\n", first + 1) % (len(text) + 1)
    rules = (above.strip(), text[first + 1 : second].strip())
    level = 1 if rules[1].startswith("=") else 2
    return (level, first, min(second, end)) if all(map(_RULE.fullmatch, rules)) else None


def with_breaks(text: str, start: int, end: int, body: Clean) -> Clean:
    """`body`, read from the paragraph `text[start:end]`, with the line breaks kept that its writer meant.

    They part a date, or a line with an icon before it, from what is around it, or the lines of a masthead,
    one of which has the number of the issue.
    """
    lines = text[start:end].rstrip().split("\n")
    widest = max(_NARROW, *map(len, lines))
    facts = [bool(_ICON.match(line)) or _is_fact(line) for line in lines]
    masthead = start < _TOP and len(lines) <= _MOST_LINES and any(_ISSUE.match(line) for line in lines)
    read, at = list(body.text), start
    for here, there, is_fact, follows in zip(lines, lines[1:], facts, facts[1:], strict=False):
        at += len(here) + 1
        fits = len(here.rstrip()) + 1 + len((there.split() or [""])[0]) <= widest  # so no wrapping broke the line
        meant = masthead or ((is_fact or follows) and (fits or _ICON.match(here) or _ICON.match(there)))
        behind = bisect_left(body.starts, at)  # the first character of the next line
        if meant and 0 < behind < len(read) and read[behind - 1] == " ":
            read[behind - 1] = "\n"
    return replace(body, text="".join(read))


def _is_fact(line: str) -> bool:
    """Whether a line holds a day and, beside it, only names and hours."""
    said = line.strip(" \t\r>*_#|~")
    day = _DAY_OF_MONTH.search(said)
    beside = re.findall(r"[^\W\d_]+", said[: day.start()] + " " + said[day.end() :]) if day else []
    return (
        day is not None
        and said[-1] != "."
        and len(beside) <= _LONGEST_FACT
        and all(word[0].isupper() or word in _AROUND_DATES for word in beside)
    )


def entries(text: str, start: int, end: int) -> list[tuple[int, int, Clean]]:
    """The entries of a paragraph that is a list, each with its half-open offsets; none where it is running text.

    Two of its lines begin with a dash or bullet that Markdown does not know, or with a date; dates, which
    running text may break a line at, open the first line as well, or four. Columns that spaces set off are
    read as cells of a table.
    """
    marks = _marks(text, start, end)
    if len(marks) < 2:
        return []
    found = []
    for mark, stop in zip(marks, [*(m.start() for m in marks[1:]), end], strict=True):
        columns = [m.end() for m in _COLUMNS.finditer(text, mark.end(), stop)]
        cuts = [mark.end(), *(columns if len(columns) > 1 else []), stop]
        found.append((mark.start(), stop, join((clean(text, a, b) for a, b in pairwise(cuts)), " | ")))
    return [entry for entry in found if entry[2].text]


def _marks(text: str, start: int, end: int) -> list[re.Match[str]]:
    dated = list(_DATED.finditer(text, start, end))
    if len(dated) > _SEVERAL or _DATED.match(text, start, end):
        return dated
    return list(_MARKED.finditer(text, start, end))


def is_in_capitals(raw: str, read: str) -> bool:
    """Whether a paragraph, as written and as read, is a line in capitals, as headings of plain text are.

    "BOOK NOW!", "ISSUE 12" and "NAPLES, ITALY" are none.
    """
    words = read.split()
    return (
        read.isupper()
        and "\n" not in raw.strip()
        and len(words) <= _LONGEST_IN_CAPITALS
        and any(len(word) > _SHORT_WORD for word in words)
        and not re.search(r"\d|,|[!.:]$", read)
    )
