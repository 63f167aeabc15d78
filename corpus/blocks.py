"""A file's text to its blocks: headings, paragraphs, list items and table rows, as they were meant.

markdown-it-py finds the blocks. What optical character recognition and hurried editors do to
headings is put right here: prose that was marked as a heading becomes prose again, page
numbers go, and a bold or numbered line that works as a heading becomes one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.cleaning import Clean, clean, join
from corpus.lines import entries, is_in_capitals, ruled, with_breaks
from corpus.sentences import ENOUGH, runs_on

BOLD_LEVEL = 7
"""The level of a heading that is only a short paragraph in bold: below every marked one."""

_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_]{1,120}\1\s*")
_NOISE = re.compile(r"(?:page|p\.?)?\s*\d*|\W+", re.I)
_TIGHT_HEADING = re.compile(r"(#{2,6})(?=[^\s#])|(#)(?=[A-Z]\w*\s)")
_LINE = re.compile(r"\r\n|\r|\n")
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
    """The blocks of `text[start:]` in order, empty ones left out, sentences cut by a picture joined.

    Where no markup heads anything, as in plain text, lines in capitals open articles, if there are several.
    """
    blocks = list(_markdown(text, start))
    headings = [block for block in blocks if block.kind == "heading"]
    in_capitals = (b for b in blocks[1:] if b.kind != "item" and is_in_capitals(text[b.start : b.end], b.body.text))
    capitals = {block.start for block in in_capitals}
    if all(b.level == BOLD_LEVEL for b in headings) and len(capitals) > max(1, len(headings) // 2):
        blocks = [replace(b, kind="heading", level=2) if b.start in capitals else b for b in blocks]
    return settled(blocks)


def settled(blocks: Iterable[Block]) -> list[Block]:
    """Blocks as they were meant: prose is no heading, a bold line may be one, cut paragraphs are whole."""
    return _joined(_mended(blocks))


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
        elif kind != "heading" and (found := ruled(text, begin, end)):
            level, line_end, below = found
            yield Block("heading", level, clean(text, begin, line_end), begin, line_end)
            kind, level, body, begin = "paragraph", 0, clean(text, below, end), below
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
                    yield from [found] if found.kind == "heading" else _by_lines(text, found)
            case "html_block" | "fence":
                yield from block("paragraph", token)


def _by_lines(text: str, block: Block) -> Iterator[Block]:
    """A block as its lines mean it: with its line breaks, or as a list and what stands before it."""
    found = entries(text, block.start, block.end) if block.kind == "paragraph" else []
    if not found:
        yield replace(block, body=with_breaks(text, block.start, block.end, block.body))
        return
    lead = clean(text, block.start, found[0][0])
    if lead.text:
        yield replace(block, body=lead, end=found[0][0])
    yield from (Block("item", 0, body, start, end) for start, end, body in found)


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
        else:
            yield block


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
