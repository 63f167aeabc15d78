"""Blocks to articles: where one begins, what is its dateline, which headings are sections of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from statistics import median
from typing import Any

from corpus.blocks import BOLD_LEVEL, Block, read_blocks
from corpus.calendars import SUFFIX, parse_calendar
from corpus.cleaning import Clean
from corpus.folding import fold
from corpus.masthead import ISSUE_NUMBER, describe, front_matter
from corpus.pages import SUFFIXES as PAGES
from corpus.pages import read_page
from corpus.sentences import LONGEST, split
from corpus.stated import stated_article, stated_events
from corpus.types import LONGEST_TITLE, Article, ArticleKind, Issue, Role, Sentence

_CONTACT = re.compile(
    r"(?:contacts?|contact (?:us|details|information|the \w+)|get in touch|how to reach us|imprint|impressum|colophon"
    r"|about this (?:newsletter|bulletin|issue|publication)|editorial (?:team|office|board)|editors?|publisher)\W*",
    re.I,
)
# Departments of a newsletter have short names, as sections of an article do.
_DEPARTMENT = re.compile(
    r".*\b(?:in (?:brief|short)|news|agenda|calendar|diary|dates?|events|calls?|announcements|vacancies"
    r"|publications|bookshelf|people|members|editorial)\b.*",
    re.I,
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])[.)]\s", re.I)
_PLACE_WORD = r"[^\W\d_][\w'’.-]*"
# Something stands between any two words, so that a long word can be read in one way only.
_DATELINE = re.compile(rf"{_PLACE_WORD}(?:(?: ?[,/&] ?| ){_PLACE_WORD}){{0,9}}(?:, \d{{1,2}} [^\W\d_]+(?: \d{{4}})?)?")
_FIRST, _HEAD = 3, 8
"""Blocks at the top of a file that may be its masthead, and how many may if they have the number of the issue."""

_CONNECTIVES = {"and", "of", "de", "la", "the", "du", "del", "am", "on"}


def parse_issue(path: str, text: str) -> Issue:
    """The issue that `text`, the content of the file at `path`, holds.

    Any text parses: without headings it is one article, without anything but white space none. A
    calendar file has an article for each of its entries, other files one for each event that they
    state for machines.
    """
    if path.lower().endswith(SUFFIX):
        return parse_calendar(path, text)
    fields, blocks = _read(path, text)
    drafts = list(_drafts(blocks))
    if not any(block.kind == "heading" and block.level < BOLD_LEVEL for block in blocks) and drafts:
        drafts[0].kind = "article"  # nothing marks where the masthead would end
    title = next((d.title for d in drafts if d.kind == "masthead" and d.title), "")
    masthead = [b for d in drafts if d.kind == "masthead" for b in d.blocks if b.kind != "heading"]
    opening = masthead if masthead or "date" in fields else _head(blocks)
    closing = [b.body.text for d in drafts if d.kind == "contact" for b in d.blocks]
    told = masthead or ([] if fields else opening)
    names = [b.body.text for b in told if b.kind != "item"]  # a list of contents names no publisher
    source = describe(path, fields, [b.body.text for b in opening], names, title, closing)
    articles = [a for d in drafts if (a := _article(d, source.title))]
    stated = map(stated_article, stated_events(path, text))
    return Issue(source, text, tuple(sorted((*articles, *stated), key=lambda article: article.start)))


def _head(blocks: Sequence[Block]) -> list[Block]:
    """What may be the masthead of a file that sets none apart: its first blocks, of a few more the numbered ones."""
    return [b for n, b in enumerate(blocks[:_HEAD]) if n < _FIRST or ISSUE_NUMBER.search(b.body.text)]


def _read(path: str, text: str) -> tuple[dict[str, Any], list[Block]]:
    """What a file states of itself, and its blocks."""
    if path.lower().endswith(PAGES):
        page = read_page(text)
        return dict(page.fields), page.blocks
    fields, start = front_matter(text)
    return fields, read_blocks(text, start)


@dataclass(slots=True)
class _Draft:
    """An article while its blocks are being gathered."""

    kind: ArticleKind
    title: str = ""
    heading: Block | None = None
    dateline: Block | None = None
    blocks: list[Block] = field(default_factory=list)


def _drafts(blocks: Sequence[Block]) -> Iterator[_Draft]:
    """The blocks gathered into masthead, articles and contact block, in reading order."""
    marked = [b for b in blocks if b.kind == "heading" and b.level < BOLD_LEVEL]
    titled = bool(marked) and _names_the_newsletter(blocks, blocks.index(marked[0]))
    level = _article_level(marked, titled)
    own = [b for b in marked if b.level <= level and not (titled and b is marked[0])]
    numbered = len(own) > 0 and all(_NUMBERED.match(b.body.text) for b in own)  # so the numbers tell no section
    usual = median([len(b.body.text.split()) for b in marked if b.level <= level] or [0])
    current = _Draft("masthead")
    for at, block in enumerate(blocks):
        if block.kind != "heading" or block.level == BOLD_LEVEL:
            current.blocks.append(block)
            continue
        text = block.body.text[:LONGEST_TITLE]
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        dateline = current.blocks[-1] if current.blocks and _is_dateline(current.blocks[-1], current) else None
        if _CONTACT.fullmatch(text):
            yield current
            current = _Draft("contact", text, block)
        elif _is_title(block, current, level):
            current.title = text
            current.heading = block
        elif _repeats(text, current) or (_is_place_heading(block, following) and current.kind == "article"):
            current.blocks.append(block)
        elif dateline or (numbered and block.level <= level) or _opens(block, level, usual, current):
            if dateline:
                current.blocks.pop()
            yield current
            current = _Draft("article", text, block, dateline)
        else:
            current.blocks.append(block)
    yield current


def _names_the_newsletter(blocks: Sequence[Block], at: int) -> bool:
    """Whether the first heading, `blocks[at]`, is a title page: nothing above it, or no prose around it.

    Departments ("News in brief") often stand bare above their sections, under a masthead of plain lines.
    """
    below = takewhile(lambda block: block.kind != "heading", blocks[at + 1 :])
    bare = not any(_is_prose(block.body.text) for block in (*blocks[:at], *below))
    return at == 0 or (bare and not _DEPARTMENT.fullmatch(blocks[at].body.text))


def _is_prose(text: str) -> bool:
    return text.endswith(".") or not _is_address(text)


def _article_level(headings: Sequence[Block], titled: bool) -> int:
    """The level on which articles begin: the highest one used more than once.

    A single heading above all others counts too, unless it is the newsletter's name (`titled`).
    """
    counts = Counter(b.level for b in headings)
    repeated = [level for level, count in counts.items() if count > 1]
    top = min(counts, default=1)
    lone_top = headings and headings[0].level == top
    return top if not repeated or (lone_top and not titled) else min(repeated)


def _is_title(block: Block, current: _Draft, level: int) -> bool:
    """A heading above all articles, at the very top, names the newsletter, not an article."""
    return current.kind == "masthead" and not current.title and block.level < level


def _opens(block: Block, level: int, usual: float, current: _Draft) -> bool:
    """Whether a heading without dateline begins an article. Levels alone do not tell in scanned issues.

    A numbered heading, or a word or two where headlines are sentences, is a section.
    """
    if current.kind == "masthead":
        return True
    text = block.body.text
    return (
        block.level <= level
        and not _NUMBERED.match(text)
        and (usual < 5 or len(text.split()) > 3 or bool(_DEPARTMENT.fullmatch(text)))
    )


def _repeats(text: str, current: _Draft) -> bool:
    """Whether a heading says the headline or the dateline of its own article again."""
    folded = fold(text)
    known = [fold(current.title), fold(current.dateline.body.text) if current.dateline else ""]
    return current.kind == "article" and any(folded == k or (len(folded) > 20 and folded in k) for k in known)


def _is_place_heading(block: Block, following: Block | None) -> bool:
    """A place set as a heading with the headline right below it, or as a title over running text."""
    return (
        "," in block.body.text
        and _shaped_like_dateline(block.body.text)
        and following is not None
        and following.kind == "heading"
        and following.level < BOLD_LEVEL
    )


def _is_dateline(block: Block, current: _Draft) -> bool:
    """Whether the last paragraph before a heading names the place of what follows."""
    return (
        block.kind == "paragraph"
        and _shaped_like_dateline(block.body.text)
        and (current.kind == "masthead" or len(current.blocks) > 1)
    )


def _shaped_like_dateline(text: str) -> bool:
    """A few capitalised words with commas, perhaps a day, and no full stop: "Naples & Venice, Italy"."""
    return (
        len(text) <= 70
        and bool(_DATELINE.fullmatch(text))
        and all(w[0].isupper() for w in re.findall(_PLACE_WORD, text) if w not in _CONNECTIVES)
    )


def _article(draft: _Draft, title: str) -> Article | None:
    sentences = tuple(sorted(_sentences(draft), key=lambda s: s.start))
    if not sentences:
        return None
    headline = draft.title or (title if draft.kind != "contact" else "Contact")
    dateline = draft.dateline.body.text if draft.dateline else ""
    return Article(draft.kind, headline, dateline, sentences[0].start, sentences[-1].end, sentences)


def _sentences(draft: _Draft) -> Iterator[Sentence]:
    if draft.dateline:
        yield _whole(draft.dateline.body, "dateline", 0)
    if draft.heading:
        yield _whole(draft.heading.body, "headline", 0)
    section, seen = "", set()
    for paragraph, block in enumerate(draft.blocks, 1):
        body = block.body
        if block.kind == "heading":
            if not _repeats(body.text, draft):
                section = body.text[:LONGEST_TITLE]
                yield _whole(body, "section", paragraph, section)
        elif draft.kind != "article" and _is_address(body.text):
            if body.text not in seen:  # a masthead is often set twice, on the cover and on the first page
                yield _whole(body, "text", paragraph, section)
            seen.add(body.text)
        else:
            for start, end in split(body.text):
                yield Sentence(_line(body.text[start:end]), *body.span(start, end), "text", section, paragraph)


def _is_address(text: str) -> bool:
    """Short lines that belong together, as in an address or a masthead, rather than prose."""
    lines = text.split("\n")
    return len(text) <= 300 and sum(len(line) for line in lines) / len(lines) <= 80


def _whole(body: Clean, role: Role, paragraph: int, section: str = "") -> Sentence:
    """A line as one sentence, as far as one may go."""
    kept = body.cut(0, LONGEST)
    return Sentence(_line(kept.text), *kept.span(0, len(kept.text)), role, section, paragraph)


def _line(text: str) -> str:
    return text.replace("\n", " ")
