"""Web pages and HTML mail as blocks, and what their head says of them."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections import Counter
from dataclasses import dataclass, replace

from corpus.blocks import BOLD_LEVEL, Block, BlockKind, settled
from corpus.cleaning import Clean, clean, join

SUFFIXES = (".html", ".htm")

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ROWS = frozenset("thead tbody tfoot tr td th colgroup col caption".split())
_LISTS = frozenset("ul ol dl menu".split())
_BLOCKS = _HEADINGS | _ROWS | _LISTS | frozenset(
    "html body main article section aside header footer address blockquote center dd details div dt fieldset figcaption"
    " figure form hr legend li p pre summary table title".split()
)  # fmt: skip
_UNREAD = frozenset("head template noscript svg math nav button select iframe object".split())
"""What a reader of the page does not see, or sees on every page."""
_HIDEABLE = frozenset("div span section aside table td p".split())
_HIDDEN = re.compile(r"(?:^|\s)hidden(?:\s|=|/|$)", re.I)
_UNSHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$))",
    re.I,
)
_HEAD = ("head", -1)
_BEGINS_TEXT = frozenset("body main article h1".split())
"""Where these begin, what should have been closed before has been."""

# Scripts and comments that nothing closes reach to the end, so that each character is looked at once.
MARK = re.compile(
    r"<!--.*?(?:-->|\Z) | <[!?][^<>]*>"
    r"|(?P<script> <(?:script|style)(?=[\s/>])(?P<kind>[^<>]*)>(?P<content>.*?)(?:</(?:script|style)\s*>|\Z))"
    r"|<(?P<closes>/?)(?P<tag>[a-z][a-z0-9-]*)(?=[\s/>])(?P<attributes>[^<>]*)>",
    re.I | re.DOTALL | re.VERBOSE,
)
"""A tag, a comment, or a script with its `content`."""

_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BOLD = re.compile(r"\s*<(b|strong)\b[^<>]*>[^<]{1,120}</\1\s*>\s*", re.I)
_DATE_NAMES = frozenset("date dc.date dcterms.date article:published_time datepublished pubdate".split())
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_MONTH = rf"(?:{'|'.join((*month_name[1:], *month_abbr[1:], 'Sept'))})\.?(?: \d{{4}})?"
_NO_TITLE = re.compile(r"\.$|^by\b", re.I)
_DAYS = r"\d{1,2}(?: ?[–-] ?\d{1,2})?"
_TILE = re.compile(
    rf"(?:(?:{'|'.join((*day_name, *day_abbr))})\.?,?\s)?"
    rf"(?:{_MONTH}\s(?:{_DAYS}|tb[acd])|{_DAYS}\s{_MONTH})(?:\s\d{{4}})?",
    re.I,
)
"""A date set like a leaf of a calendar, month and day below each other."""

_LONGEST_CELL = 30
"""Words in a cell of a table that is one; longer ones are columns of prose."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's blocks in reading order, and the `fields` ("title", "date") that its head states."""

    fields: dict[str, str]
    blocks: list[Block]


def read_page(text: str) -> Page:
    """The blocks and fields of the HTML in `text`. Any text is read; tags that nothing closes close themselves."""
    reader = _Reader(text)
    if reader.left_open >= 0:  # what is hidden and never closed would be the rest of the page
        reader = _Reader(text, reader.left_open)
        reader = _Reader(text, None) if reader.left_open >= 0 else reader
    return Page(reader.fields, settled(reader.blocks))


class _Reader:
    """Cuts a page at the tags of its blocks. What lies between two cuts is one block."""

    def __init__(self, text: str, shown: int | None = -1) -> None:
        """Read `text`, with what is hidden where it begins at the offset `shown`, or with all that is for None."""
        self.fields: dict[str, str] = {}
        self.blocks: list[Block] = []
        self._text = text
        self._shown = shown
        self._from = self._level = self._lists = 0
        self._unread: list[
            tuple[str, int]
        ] = []  # tags that are open; the first with its offset if it hides itself, else -1
        self._tags: Counter[str] = Counter()  # of them
        self._cells: list[list[Block]] = []  # of the table's row that is being read
        for mark in MARK.finditer(text):
            self._read(mark)
        self._cut(len(text), len(text))
        self._end_row()

    @property
    def left_open(self) -> int:
        """Where what is hidden and has not been closed begins; -1 where nothing is."""
        return self._unread[0][1] if self._unread else -1

    def _read(self, mark: re.Match[str]) -> None:
        """Take note of the tag that comes next."""
        tag = (mark["tag"] or "").lower()
        if not tag:
            self._cut(mark.start(), mark.end())
        elif mark["closes"]:
            self._close(tag, mark)
        elif tag == "meta":
            self._note(mark["attributes"])
        elif tag in _UNREAD or self._tags[tag] or self._hides(tag, mark):
            self._cut(mark.start(), mark.end())
            if not mark["attributes"].endswith("/"):
                hidden = not self._unread and tag not in _UNREAD
                self._unread.append((tag, mark.start() if hidden else -1))
                self._tags[tag] += 1
        elif tag in _BLOCKS:
            self._open(tag, mark)

    def _hides(self, tag: str, mark: re.Match[str]) -> bool:
        if tag not in _HIDEABLE or self._shown is None or mark.start() == self._shown:
            return False
        return _is_hidden(mark["attributes"])

    def _cut(self, at: int, behind: int) -> None:
        """End the block that began at the last cut; the next one begins at `behind`."""
        if not self._unread and (body := clean(self._text, self._from, at)).text:
            kind: BlockKind = "heading" if self._level else "item" if self._lists else "paragraph"
            level = self._level
            if kind == "paragraph" and _BOLD.fullmatch(self._text, self._from, at):
                kind, level = "heading", BOLD_LEVEL
            _add(self._cells[-1] if self._cells else self.blocks, Block(kind, level, body, self._from, at))
        self._from = behind

    def _end_row(self) -> None:
        """The cells so far as one line with bars between them, if they are a row of a table rather than a layout."""
        cells, self._cells = [cell for cell in self._cells if cell], []
        whole = all(len(cell) == 1 and len(cell[0].body.text.split()) <= _LONGEST_CELL for cell in cells)
        if len(cells) > 1 and whole and not any(block.level in range(1, BOLD_LEVEL) for (block,) in cells):
            self.blocks.append(_row([block for (block,) in cells]))
        else:
            for block in (block for cell in cells for block in cell):
                _add(self.blocks, block)

    def _open(self, tag: str, mark: re.Match[str]) -> None:
        self._cut(mark.start(), mark.end())
        # neither </head> nor <body> need be written
        if (tag in _BEGINS_TEXT and self.left_open < 0) or (tag != "title" and self._unread == [_HEAD]):
            self._unread.clear()
            self._tags.clear()
        self._level = int(tag[1]) if tag in _HEADINGS else 0 if tag in ("p", "div") else self._level
        self._lists += tag in _LISTS
        if tag in ("tr", "table", "dt", "dl"):
            self._end_row()
        if tag in ("td", "th", "dt", "dd"):
            self._cells.append([])

    def _close(self, tag: str, mark: re.Match[str]) -> None:
        if tag == "title" and self._unread in ([], [_HEAD]):
            self.fields.setdefault("title", clean(self._text, self._from, mark.start()).text)
            self._from = mark.end()
        elif tag in _UNREAD or self._tags[tag]:
            self._cut(mark.start(), mark.end())
            while self._tags[tag]:  # what it leaves open inside closes with it
                closed, _ = self._unread.pop()
                self._tags[closed] -= 1
                if closed == tag:
                    break
        elif tag in _BLOCKS:
            self._cut(mark.start(), mark.end())
            self._level = 0 if tag in _HEADINGS else self._level
            self._lists = max(0, self._lists - (tag in _LISTS))
            if tag in ("tr", "table", "dl"):
                self._end_row()

    def _note(self, attributes: str) -> None:
        said = attributes_of(attributes)
        name = (said.get("name") or said.get("property") or said.get("itemprop") or "").lower()
        if name in _DATE_NAMES and (day := _DAY.match(said.get("content", ""))):
            self.fields.setdefault("date", day[0])


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes in the text of a tag, by name in lower case."""
    return {m[1].lower(): next(v for v in (m[2], m[3], m[4]) if v is not None) for m in _ATTRIBUTE.finditer(tag)}


def _is_hidden(attributes: str) -> bool:
    """Whether a tag says that what it holds is not shown, as mail does of a line for the list of messages."""
    bare = re.sub(r"""=\s*(?:"[^"]*"|'[^']*')""", " ", attributes)
    return bool(_HIDDEN.search(bare) or _UNSHOWN.search(attributes_of(attributes).get("style", "")))


def _add(blocks: list[Block], block: Block) -> None:
    """Put a block behind others; a month and a day become one date, and a title beside such a date its row."""
    last = blocks[-1] if blocks else None
    short = last and last.level == block.level == 0 and len(block.body.text.split()) <= _LONGEST_CELL
    if last and short and _TILE.fullmatch(f"{last.body.text} {block.body.text}"):
        blocks[-1] = _tile(last, block)
    elif last and short and _is_leaf(last) and not _NO_TITLE.search(block.body.text.partition("\n")[0]):
        blocks[-1] = _row([last, block])
    else:
        blocks.append(block)


def _is_leaf(block: Block) -> bool:
    """Whether a block is a date as calendars set it: in two parts, or without a year, which other dates have."""
    return bool(_TILE.fullmatch(block.body.text)) and (block.kind == "item" or not re.search(r"\d{4}", block.body.text))


def _tile(first: Block, last: Block) -> Block:
    """A month and a day as one date; a year stands behind both, "Jan 16–19 2024", and for the characters of both."""
    year = re.search(r" (\d{4})$", first.body.text)
    if not year:
        return _row([first, last], " ")
    said = first.body.cut(year.start(1), year.end())
    said.ends[-1] = last.body.ends[-1]
    return Block("item", 0, join([first.body.cut(0, year.start()), last.body, said]), first.start, last.end)


def _lines(body: Clean) -> list[Clean]:
    """The lines of a cell, if each begins like a title or a place."""
    lines = body.lines()
    return lines if all(not line.text[0].islower() for line in lines) else [body]


def _row(cells: list[Block], mark: str = " | ") -> Block:
    """The cells of a row as one line with bars between them, which stand for the tags; so with lines beside a date."""
    dates = [bool(_TILE.fullmatch(cell.body.text)) for cell in cells]
    parts = [
        part
        for cell, is_date in zip(cells, dates, strict=True)
        for part in (_lines(cell.body) if any(dates) and not is_date else [cell.body])
    ]
    flat = [replace(part, text=part.text.replace("\n", " ")) for part in parts]
    return Block("item", 0, join(flat, mark), cells[0].start, cells[-1].end)
