"""Web pages and HTML mail: their blocks, what they say of themselves, and the events they state for search engines."""

import json
import re
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.blocks import BOLD_LEVEL, Block, BlockKind, settled
from corpus.cleaning import Clean, clean
from corpus.dates import find_periods
from corpus.types import Article, Period, Sentence

SUFFIXES = (".html", ".htm")

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ROWS = frozenset("table thead tbody tfoot tr td th colgroup col".split())
_LISTS = frozenset("ul ol dl menu".split())
_BLOCKS = _HEADINGS | _ROWS | _LISTS | frozenset(
    "html body main article section aside header footer address blockquote center dd details div dt fieldset figcaption"
    " figure form hr li p pre summary title caption".split()
)  # fmt: skip
_UNREAD = frozenset("head template noscript svg math nav button select iframe object".split())
"""What a reader of the page does not see, or sees on every page."""

# Scripts and comments that nothing closes reach to the end, so that each character is looked at once.
_MARK = re.compile(
    r"<!--.*?(?:-->|\Z) | <[!?][^<>]*>"
    r"|(?P<script> <(?:script|style)\b(?P<attributes_of_script>[^<>]*)>(?P<content>.*?)(?:</(?:script|style)\s*>|\Z))"
    r"|<(?P<closes>/?)(?P<tag>[a-z][a-z0-9]*)\b(?P<attributes>[^<>]*)>",
    re.I | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BOLD = re.compile(r"\s*<(b|strong)\b[^<>]*>[^<]{1,120}</\1\s*>\s*", re.I)
_DATE_NAMES = frozenset("date dc.date dcterms.date article:published_time datepublished pubdate".split())
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_STATED_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's blocks in reading order, and the `fields` ("title", "date") that its head states."""

    fields: dict[str, str]
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class StatedEvent:
    """An event as schema.org words it; `[start, end)` is its name in the file, `place` what stands for its location."""

    name: str
    description: str
    period: Period | None
    place: str
    status: str
    start: int
    end: int


def read_page(text: str) -> Page:
    """The blocks and fields of the HTML in `text`. Any text is read; tags that nothing closes close themselves."""
    reader = _Reader(text)
    for mark in _MARK.finditer(text):
        reader.read(mark)
    reader.cut(len(text), len(text))
    return Page(reader.fields, settled(reader.blocks))


class _Reader:
    """Cuts a page at the tags of its blocks. What lies between two cuts is one block."""

    def __init__(self, text: str) -> None:
        self.fields: dict[str, str] = {}
        self.blocks: list[Block] = []
        self._text = text
        self._from = self._level = self._lists = 0
        self._unread: list[str] = []
        self._cells: list[Block] | None = None  # of the table's row that is being read

    def read(self, mark: re.Match[str]) -> None:
        """Take note of the tag that comes next."""
        tag = (mark["tag"] or "").lower()
        if not tag or mark["script"]:
            self.cut(mark.start(), mark.end())
        elif mark["closes"]:
            self._close(tag, mark)
        elif tag == "meta":
            self._note(mark["attributes"])
        elif tag in _UNREAD:
            self.cut(mark.start(), mark.end())
            self._unread.append(tag)
        elif tag in _BLOCKS:
            self._open(tag, mark)

    def cut(self, at: int, behind: int) -> None:
        """End the block that began at the last cut; the next one begins at `behind`."""
        if not self._unread and (body := clean(self._text, self._from, at)).text:
            kind: BlockKind = "heading" if self._level else "item" if self._lists else "paragraph"
            level = self._level
            if kind == "paragraph" and _BOLD.fullmatch(self._text, self._from, at):
                kind, level = "heading", BOLD_LEVEL
            block = Block(kind, level, body, self._from, at)
            (self.blocks if self._cells is None else self._cells).append(block)
        self._from = behind

    def _open(self, tag: str, mark: re.Match[str]) -> None:
        if tag == "body":
            self._unread.clear()
        self.cut(mark.start(), mark.end())
        if tag in _HEADINGS:
            self._level = int(tag[1])
        self._lists += tag in _LISTS
        if tag == "tr" or tag not in _ROWS:
            self._end_row(laid_out=True)  # a table whose cells hold more than words only arranges the page
        if tag == "tr":
            self._cells = []

    def _close(self, tag: str, mark: re.Match[str]) -> None:
        if tag == "title":
            self.fields.setdefault("title", clean(self._text, self._from, mark.start()).text)
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
            self._from = mark.end()
        elif tag in _BLOCKS:
            self.cut(mark.start(), mark.end())
            if tag in _HEADINGS:
                self._level = 0
            self._lists = max(0, self._lists - (tag in _LISTS))
            if tag in ("tr", "table"):
                self._end_row(laid_out=False)

    def _end_row(self, laid_out: bool) -> None:
        cells, self._cells = self._cells or [], None
        self.blocks += cells if laid_out or len(cells) < 2 else [_joined(cells)]

    def _note(self, attributes: str) -> None:
        said = {match[1].lower(): match[2] or match[3] or "" for match in _ATTRIBUTE.finditer(attributes)}
        name = (said.get("name") or said.get("property") or said.get("itemprop") or "").lower()
        if name in _DATE_NAMES and (day := _STATED_DAY.match(said.get("content", ""))):
            self.fields.setdefault("date", day[0])


def _joined(cells: list[Block]) -> Block:
    """The cells of a row as one line with bars between them."""
    body = cells[0].body
    for cell in cells[1:]:
        bar = Clean("|", array("q", [cell.start]), array("q", [cell.start]))
        body = body + bar + cell.body
    return Block("item", 0, body, cells[0].start, cells[-1].end)


def stated_events(text: str) -> Iterator[StatedEvent]:
    """The events that the page states in JSON-LD, in the order of the file. What is not well formed is passed over."""
    for script in _MARK.finditer(text):
        if not script["script"] or "application/ld+json" not in script["attributes_of_script"].lower():
            continue
        try:
            data = json.loads(script["content"])
        except (ValueError, RecursionError):
            continue
        strings = reversed(list(_STRING.finditer(text, *script.span("content"))))
        where = {json.loads(match[0]): (match.start() + 1, match.end() - 1) for match in strings}
        for thing in _things(data):
            name = thing.get("name")
            if _is_event(thing) and isinstance(name, str) and name.strip():
                yield _stated(thing, *where[name])


def stated_article(event: StatedEvent) -> Article:
    """An event that is stated for search engines as an article, so that it can be found and shown."""
    name = Sentence(event.name, event.start, event.end, "headline")
    return Article("article", event.name, "", event.start, event.end, (name,))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in JSON data, outer ones first."""
    waiting = deque([data])
    while waiting:
        thing = waiting.popleft()
        if isinstance(thing, dict):
            yield thing
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing


def _is_event(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return "startDate" in thing and any(str(kind).endswith(("Event", "Festival", "Hackathon")) for kind in named)


def _stated(thing: dict[str, Any], start: int, end: int) -> StatedEvent:
    description = thing.get("description")
    return StatedEvent(
        " ".join(thing["name"].split()),
        description if isinstance(description, str) else "",
        _period(str(thing["startDate"]), str(thing.get("endDate") or thing["startDate"])),
        _place(thing.get("location")),
        str(thing.get("eventStatus", "")),
        start,
        end,
    )


def _period(first: str, last: str) -> Period | None:
    """The days of two moments in ISO form, of which only the days count; None where they are none."""
    days = [match[0] for said in (first, last) if (match := _STATED_DAY.match(said))]
    if len(days) < 2:
        return None
    if len(days[0]) < len("YYYY-MM-DD"):
        return next(find_periods(days[0]), None)
    try:
        start, end = (date.fromisoformat(day) for day in days)
    except ValueError:
        return None
    return Period(start, max(start, end), "day", days[0])


def _place(location: Any) -> str:
    """The words of a location: its name and address, city before country."""
    if isinstance(location, list):
        return next((words for one in location if (words := _place(one))), "")
    if not isinstance(location, dict):
        return location if isinstance(location, str) else ""
    address = location.get("address", "")
    if isinstance(address, dict):
        country = address.get("addressCountry", "")
        country = country.get("name", "") if isinstance(country, dict) else country
        address = ", ".join(str(part) for part in (address.get("addressLocality"), country) if part)
    return ", ".join(str(part) for part in (location.get("name"), address) if part)
