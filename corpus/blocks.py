"""A file's text to its blocks: headings, paragraphs, list items and table rows, as they were meant.

markdown-it-py finds the blocks. What optical character recognition and hurried editors do to
headings is put right here: prose that was marked as a heading becomes prose again, page
numbers go, and a bold or numbered line that works as a heading becomes one.
"""

import re
from bisect import bisect_left
from calendar import day_abbr, month_abbr
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.cleaning import Clean, clean, join
from corpus.sentences import ENOUGH, runs_on

BOLD_LEVEL = 7
"""The level of a heading that is only a short paragraph in bold: below every marked one."""

_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_]{1,120}\1\s*")
_NOISE = re.compile(r"(?:page|p\.?)?\s*\d*|\W+", re.I)
_TIGHT_HEADING = re.compile(r"(#{2,6})(?=[^\s#])|(#)(?=[A-Z]\w*\s)")
_MARKED = re.compile(r"^[ \t>]*[–—•·▪‣●■►✓✔][ \t]+(?=\S)", re.MULTILINE)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = rf"(?:{'|'.join(month_abbr[1:])})[a-z]*\.?"
_DATED = re.compile(
    rf"^[ \t>]*(?=(?:(?:{'|'.join(day_abbr)})[a-z]*\.?,? +)?"
    rf"(?:{_DAY}(?: ?[–-] ?{_DAY})? {_MONTH}|{_MONTH} +{_DAY}(?: ?[–-] ?{_DAY})?)\s)",
    re.MULTILINE,
)
_LINE = re.compile(r"\r\n|\r|\n")
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
"""Characters to which no text is wrapped."""

_SEVERAL = 3
"""Lines; with more that open with a date they are a list, whatever the first one is."""

_LONGEST_IN_CAPITALS = 8
"""Words of a heading of plain text."""

_LONGEST_HEADING = 22
"""Words; no headline of the newsletters looked at has more, prose mistaken for one usually has."""


BlockKind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `[start, end)` covers its lines in the file, `level` is 1 to 7 for headings and 0 otherwise."""

    kind: BlockKind
    level: int
    body: Clean
    start: int
    end: int


def read_blocks(text: str, start: int = 0) -> list[Block]:
    """The blocks of `text[start:]` in order, empty ones left out, sentences cut by a picture joined."""
    return settled(_markdown(text, start))


def settled(blocks: Iterable[Block]) -> list[Block]:
    """Blocks as they were meant: prose is no heading, a bold line may be one, cut paragraphs are whole.

    Where nothing else heads anything, as in plain text, lines in capitals open articles.
    """
    mended = list(_mended(blocks))
    headings = [block for block in mended if block.kind == "heading"]
    capitals = sum(block.body.text.isupper() for block in headings)
    if capitals > 1 and 2 * capitals > len(headings) and all(block.level == BOLD_LEVEL for block in headings):
        mended = [replace(b, level=2) if b.kind == "heading" and b.body.text.isupper() else b for b in mended]
    return _joined(mended)


def _markdown(text: str, start: int) -> Iterator[Block]:
    parser = MarkdownIt("commonmark").enable("table")
    # Indented text in a newsletter is layout, not program code; inline markup is cleaned with offsets instead.
    parser.block.ruler.disable(["code", "reference"])
    parser.core.ruler.disable(["inline", "text_join"])
    lines = [start, *(m.end() for m in _LINE.finditer(text, start)), len(text)]

    def block(kind: BlockKind, token: Token, level: int = 0) -> Iterator[Block]:
        if token.map is None:
            return
        begin, end = lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
        at, stop = begin, end
        if token.type == "inline":  # leave out what stands before the content: "- ", "> ", "## "
            at = max(text.find(token.content.split("\n", 1)[0], begin, end), begin)
        elif token.type == "tr_open":
            at, stop = begin + _margin(text[begin:end]), end - _margin(text[begin:end][::-1])
        body = clean(text, at, max(at, stop))
        if kind == "paragraph" and _BOLD.fullmatch(text, at, stop):
            kind, level = "heading", BOLD_LEVEL
        elif kind != "heading" and _is_ruled(text, begin, end):
            kind, level = "heading", 2
        if body.text:
            yield Block(kind, level, body, begin, end)

    heading = items = tables = 0
    for token in parser.parse(text[start:]):
        match token.type:
            case "heading_open" | "heading_close":
                heading = int(token.tag[1]) if token.nesting == 1 else 0
            case "list_item_open" | "list_item_close":
                items += token.nesting
            case "table_open" | "table_close":
                tables += token.nesting
            case "tr_open":
                yield from block("item", token)
            case "inline" if not tables:
                kind: BlockKind = "heading" if heading else "item" if items else "paragraph"
                for found in block(kind, token, heading):
                    yield from _listed(text, found if heading else _lined(text, found))
            case "html_block" | "fence":
                yield from block("paragraph", token)


def _is_ruled(text: str, start: int, end: int) -> bool:
    """Whether a line stands between two rules, as headings of plain text do; Markdown sees a list in "1. News"."""
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    below = text[end : text.find("\n", end) % (len(text) + 1)]
    return "\n" not in text[start:end].strip() and all(_RULE.fullmatch(line.strip()) for line in (above, below))


def _lined(text: str, block: Block) -> Block:
    """A block with the line breaks kept that part a date, or a line with an icon before it, from what is around it.

    So with the lines of a masthead, one of which has the number of the issue.
    """
    lines = text[block.start : block.end].rstrip().split("\n")
    widest = max(_NARROW, *map(len, lines))
    facts = [bool(_ICON.match(line)) or _is_fact(line) for line in lines]
    masthead = block.start < _TOP and len(lines) <= _MOST_LINES and any(_ISSUE.match(line) for line in lines)
    read, starts, at = list(block.body.text), block.body.starts, block.start
    for here, there, is_fact, follows in zip(lines, lines[1:], facts, facts[1:], strict=False):
        at += len(here) + 1
        fits = len(here.rstrip()) + 1 + len((there.split() or [""])[0]) <= widest  # so no wrapping broke the line
        meant = masthead or ((is_fact or follows) and (fits or _ICON.match(here) or _ICON.match(there)))
        behind = bisect_left(starts, at)  # the first character of the next line
        if meant and 0 < behind < len(read) and read[behind - 1] == " ":
            read[behind - 1] = "\n"
    return replace(block, body=replace(block.body, text="".join(read)))


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


def _listed(text: str, block: Block) -> Iterator[Block]:
    """A paragraph as a list, if lines of it begin with a dash or bullet that Markdown does not know, or with a date.

    There must be two such lines; dates, which running text may break a line at, open the first line as well, or
    four. Columns that spaces set off are read as cells of a table.
    """
    marks = _marks(text, block) if block.kind == "paragraph" else []
    if len(marks) < 2:
        yield block
        return
    lead = clean(text, block.start, marks[0].start())
    if lead.text:
        yield replace(block, body=lead, end=marks[0].start())
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), block.end], strict=True):
        columns = [m.end() for m in _COLUMNS.finditer(text, mark.end(), end)]
        cuts = [mark.end(), *(columns if len(columns) > 1 else []), end]
        if (body := join((clean(text, a, b) for a, b in pairwise(cuts)), " | ")).text:
            yield Block("item", 0, body, mark.start(), end)


def _marks(text: str, block: Block) -> list[re.Match[str]]:
    dated = list(_DATED.finditer(text, block.start, block.end))
    if len(dated) > _SEVERAL or _DATED.match(text, block.start, block.end):
        return dated
    return list(_MARKED.finditer(text, block.start, block.end))


def _margin(row: str) -> int:
    """How many characters of a table row stand outside its first cell."""
    return len(row) - len(row.lstrip("| \t\r\n"))


def _mended(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings that are prose turned back to paragraphs, page numbers dropped, bold lines made headings."""
    waiting = list(blocks)
    for at, block in enumerate(waiting):
        following = waiting[at + 1] if at + 1 < len(waiting) else None
        if block.kind == "heading":
            title = _without_hashes(block.body)
            if not title.text or _NOISE.fullmatch(title.text):
                continue
            if _is_prose(title.text, following):
                yield replace(block, kind="paragraph", level=0, body=title)
            else:
                yield replace(block, body=title)
        elif block.kind == "paragraph" and (mark := _TIGHT_HEADING.match(block.body.text)):
            yield replace(block, kind="heading", level=len(mark[0]), body=_without_hashes(block.body))
        elif block.kind == "paragraph" and _NOISE.fullmatch(block.body.text):
            continue
        elif at and block.kind == "paragraph" and _is_in_capitals(block.body.text):
            yield replace(block, kind="heading", level=BOLD_LEVEL)
        else:
            yield block


def _is_in_capitals(text: str) -> bool:
    """Whether a paragraph is a line in capitals, as headings of plain text are."""
    return (
        text.isupper()
        and len(text.split()) <= _LONGEST_IN_CAPITALS
        and bool(re.fullmatch(r"(?=.*[^\W\d_]{4}).*[^.:,]", text))
    )


def _without_hashes(body: Clean) -> Clean:
    """A heading's text without the number signs that a converter left in it, or the rule that plain text has above."""
    size = len(body.text.rstrip("# "))
    rule = re.match(r"[=*_~+-]{4,}\s+", body.text)
    start = rule.end() if rule else len(body.text) - len(body.text.lstrip("# "))
    return body.cut(start, size)


def _is_prose(title: str, following: Block | None) -> bool:
    """Whether a line marked as a heading is really the beginning of a paragraph."""
    size = len(title.split())
    return (
        size > _LONGEST_HEADING
        or title[0].islower()
        or title[-1] in ",;-"
        or (size > 9 and title[-1] == ".")
        or (following is not None and following.kind == "paragraph" and runs_on(title, following.body.text))
    )


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs that a missing picture or a page break cut in half made whole again."""
    runs: list[list[Block]] = []
    for block in blocks:
        if runs and block.kind == runs[-1][0].kind == "paragraph" and _is_cut(runs[-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [replace(run[0], body=join(part.body for part in run), end=run[-1].end) for run in runs]


def _is_cut(run: Sequence[Block], block: Block) -> bool:
    """Whether `block` goes on with the paragraph that `run` has parts of."""
    first, last = run[0].body.text, run[-1].body.text
    said = last if len(run) == 1 else f"{first[:ENOUGH]} {last}"  # all that tells, however much lies between
    return runs_on(said, block.body.text)
