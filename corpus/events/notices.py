"""Notices: a title, its day and its place on lines of their own, in any order, to one row of a calendar.

"7 May", "Maptime Meetup" and "Town hall", one below the other, are a notice; so are a heading with "7 May, Ghent"
below it, "WHAT: … WHEN: … WHERE: …", lines with icons, and "7 May. Maptime Meetup, Ghent."
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.events.readings import Reading, lead_without_places
from corpus.events.venues import only_places
from corpus.folding import words
from corpus.types import Period, Precision, Sentence

TIME = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b|[\d:.,()+–-]"
    r"|(?<![^\W\d_])(?:utc|gmt|c?es?t|e?e[su]?t|ist|jst|(?-i:[A-Z]{2,4}T)|[ap]\.?m|noon|h|hrs|hours|o'clock|from|to|at)(?!\w)",
    re.I,
)
"""Weekdays, hours and their zones, which stand beside a day."""

UNSURE = re.compile(r"\b(?:(?:exact |final )?dates? )?(?:to be (?:fixed|confirmed|announced|decided)|tb[acd])\b", re.I)
ONLINE = re.compile(r"\b(?:zoom|teams|virtual|online|on-line|hybrid|remote)\b", re.I)
_WHAT = re.compile(r"\W*(?:what|event|title|topic|activity)\s*:\s*(?=\S)", re.I)
_WHEN = re.compile(r"\W*(?:when|(?:new )?dates?(?: ?(?:and|&|/) ?times?)?|day)\s*:\s*", re.I)
_BESIDES = re.compile(
    r"\W*(?:time|fees?|costs?|price|tickets|admission|registration|register|contact|info\w*|more|links?|languages?"
    r"|meet|deadline|speakers?|tutors?|organi[sz]ers?|host|topics|format|photo|places|seats)\b[^:]{0,20}:"
    r"|\W*(?:read|find out|learn|register|sign up|book|more|apply|details)\b.{0,25}$",
    re.I,
)
"""What else is told of an event on a line of its own."""

_DEPARTMENT = re.compile(
    r"\W*(?:(?:our|the|all|upcoming|forthcoming|coming|future|next|key|important|save|mark|more) )*"
    r"(?:events?|dates?|calendar|agenda|diary|news|up|notices|announcements|meetings|conferences|courses|training"
    r"|what['’]?s (?:on|next|coming))"
    r"(?: for your diary| (?:of )?this (?:week|month|term|spring|autumn)| ahead| in brief)?\W*",
    re.I,
)
"""Headings of what stands below them, which name no event."""

_CALLED_OFF = re.compile(r"\W*(?:cancell?ed|postponed|sold out|fully booked|full)\W*", re.I)
_WHERE = re.compile(r"\W*(?:where|place|venue|location|city)\s*:\s*", re.I)
_LONGEST_TITLE, _MOST_LINES = 15, 3
"""Words of a line that stands below its day, and how many such lines are read: title, place, and one more."""

_NUMBER = re.compile(r"^\W*\d+[.)]\s+")
"""Of a heading: "6. Next meeting."."""
_LONGEST_HEADING = 5
"""Words that head a paragraph in its first line, with a full stop behind them."""


def as_rows(sentences: Sequence[Sentence], readings: Sequence[Reading], published: Period | None) -> Iterator[Sentence]:
    """The sentences of an article, the lines of each notice made one sentence with bars between them."""
    taken = 0
    for at, sentence in enumerate(sentences):
        if at < taken:
            continue
        reading, row = readings[at], None
        if _is_when_and_where(reading, "day"):
            row = _notice(sentences, readings, at, published, after=taken)
        if row is None and (told := _told_by_heading(sentences, readings, at)):
            text = f"{_NUMBER.sub('', sentence.text.rstrip(' .*_'))}: {told.text}"
            row = replace(sentence, text=text, end=told.end, role="text"), at + 2
        if row is None and (behind := _behind(sentences, readings, at)):
            text = f"{sentence.text.rstrip(' .')}: {behind[0].text}"
            row = replace(sentence, text=text, end=behind[0].end), at + 2
        if row:
            sentence, taken = row
        yield sentence


def _notice(
    sentences: Sequence[Sentence], readings: Sequence[Reading], at: int, published: Period | None, *, after: int
) -> tuple[Sentence, int] | None:
    """The row of the notice that has its day in line `at`, and which line comes next; None for a day without title.

    Lines before `after` belong to another notice.
    """
    here, reading = sentences[at], readings[at]
    near = slice(at + 1, at + 1 + _MOST_LINES)
    below = list(_below(here, sentences[near], readings[near]))
    where = [_said(r) for _, r in below if _is_where(r)]
    what = [_said(r) for _, r in sorted(below, key=lambda line: not line[1].occasions) if not _is_where(r)]
    named = any(_WHAT.match(line) for line in what)
    title = _above(sentences, readings, at, published) if at > after and not named else None
    if title and title.role == "section" and what and _is_calendar(sentences, readings, at):
        title = None
    what = [title.text, *what] if title else what
    if not what or not (title or _opens_with_date(reading)):
        return None
    text = " | ".join([*_when_and_where(reading), *(_WHAT.sub("", line) for line in what), *where])
    start, end = (title or here).start, (below[-1][0] if below else here).end
    return replace(here, text=text, start=start, end=end, role="text"), at + 1 + len(below)


def _above(
    sentences: Sequence[Sentence], readings: Sequence[Reading], at: int, published: Period | None
) -> Sentence | None:
    """The title right above a line of when and where: a heading of its own, or the first line of its paragraph.

    A bare day below a headline may be that on which the text was written.
    """
    if not at:
        return None
    here, reading = sentences[at], readings[at]
    labelled = bool(_WHEN.match(reading.text) or not re.match(r"\w", reading.text))
    while at > 1 and sentences[at - 1].text.startswith("(") and sentences[at - 2].paragraph == here.paragraph - 1:
        at -= 1  # "(postponed from 20 March)" below a title
    while (
        labelled and at > 1 and sentences[at - 2].paragraph == here.paragraph and _BESIDES.match(sentences[at - 1].text)
    ):
        at -= 1
    title = sentences[at - 1]
    dated = any(d.period.precision != "year" for d in readings[at - 1].dated)
    days, joined = reading.dated[0].period, title.paragraph == here.paragraph
    to_come = published is not None and days.end > published.end
    to_come = to_come or (published is not None and days.end >= published.start and (joined or days.start < days.end))
    timed = bool(re.search(r"\d[:.]\d\d|\d ?[ap]\.?m\b", reading.text))
    if dated or not (labelled or to_come or timed or (reading.places and _opens_with_date(reading))):
        return None
    if _WHAT.match(title.text):
        return title
    alone = (at < 2 or sentences[at - 2].paragraph < title.paragraph) and _opens_with_date(reading)
    next_to = title.paragraph == here.paragraph or (title.paragraph == here.paragraph - 1 and (labelled or alone))
    leads = next_to and _is_title(title) and not _is_where(readings[at - 1])
    heads = title.role == "section" and title.paragraph == here.paragraph - 1
    return title if (leads or heads) and not _DEPARTMENT.fullmatch(title.text) else None


def _is_calendar(sentences: Sequence[Sentence], readings: Sequence[Reading], at: int) -> bool:
    """Whether in the section of a line of when and where another follows, each with its own title then."""
    behind = (n for n in range(at + 1, len(sentences)))
    below = takewhile(lambda n: sentences[n].section == sentences[at].section, behind)
    return any(_is_when_and_where(readings[n], "day") for n in below)


def _behind(sentences: Sequence[Sentence], readings: Sequence[Reading], at: int) -> list[Sentence]:
    """The undated sentence behind one that opens its paragraph with a date and a full stop; none for others."""
    here, then = sentences[at], sentences[at + 1 : at + 2]
    opens = not at or sentences[at - 1].paragraph != here.paragraph
    stops = here.role == "text" and here.text.endswith(".")
    same = [s for s in then if s.paragraph == here.paragraph and s.role == "text" and not readings[at + 1].dated]
    dated = _is_when_and_where(readings[at], "day", "month") and _opens_with_date(readings[at])
    return same if opens and stops and dated else []


def _told_by_heading(sentences: Sequence[Sentence], readings: Sequence[Reading], at: int) -> Sentence | None:
    """The day and the place behind words that head a paragraph: "Next meeting. Kiel, 11–12 October."; else None."""
    here, following = sentences[at], sentences[at + 1 : at + 2]
    heads = here.role == "text" and (not at or sentences[at - 1].paragraph != here.paragraph)
    short = here.text.rstrip("*_ ").endswith(".") and len(words(here.text)) <= _LONGEST_HEADING
    if not following or not heads or not short or readings[at].dated or not readings[at].occasions:
        return None
    (then,), reading = following, readings[at + 1]
    if then.paragraph != here.paragraph or not reading.dated:
        return None
    day = reading.dated[0]
    stops = re.match(r"\s*(?:[,.;]|$)", reading.text[day.end :])
    return then if stops and not re.search(r"\w", lead_without_places(reading, day.start)) else None


def _below(
    first: Sentence, sentences: Sequence[Sentence], readings: Sequence[Reading]
) -> Iterator[tuple[Sentence, Reading]]:
    """The short undated lines behind `first`: in its paragraph, in that below it as a heading, a place in the next."""
    paragraph = first.paragraph + (first.role == "section")
    for sentence, reading in zip(sentences, readings, strict=True):
        near = sentence.paragraph == paragraph or (sentence.paragraph == paragraph + 1 and _is_where(reading))
        if not near or reading.dated or not _is_title(sentence) or _BESIDES.match(sentence.text):
            return
        paragraph = sentence.paragraph
        yield sentence, reading


def _is_title(sentence: Sentence) -> bool:
    """Whether a line can be what is held: a few words, the first with a capital, and no full stop."""
    text = re.sub(r"^[^\w]+", "", sentence.text)
    return (
        sentence.role == "text"
        and text[:1].isupper()
        and text[-1] not in ".!?:"
        and len(text.split()) <= _LONGEST_TITLE
    )


def _is_when_and_where(reading: Reading, *precisions: Precision) -> bool:
    """Whether a line, or a heading below the headline, is a date, perhaps with an hour and places, and nothing else."""
    if reading.role not in ("text", "section") or len(reading.dated) != 1:
        return False
    if reading.dated[0].period.precision not in (*precisions, *(["month"] if UNSURE.search(reading.text) else [])):
        return False
    here, rest = reading.dated[0], reading.text
    for start, end in sorted([(here.start, here.end), *((p.start, p.end) for p in reading.places)], reverse=True):
        rest = rest[:start] + rest[end:]
    rest = _WHEN.sub("", rest, count=1)
    return not re.search(r"\w", ONLINE.sub("", TIME.sub("", UNSURE.sub("", rest))))


def _opens_with_date(reading: Reading) -> bool:
    """Whether the day stands before all places: a place before it makes a dateline, with a signature below it."""
    return all(p.start > reading.dated[0].start for p in reading.places)


def _is_where(reading: Reading) -> bool:
    """Whether a line says where, or what became of it, and nothing else."""
    said = ONLINE.sub("", _WHERE.sub("", reading.text))
    return bool(
        _WHERE.match(reading.text)
        or _CALLED_OFF.fullmatch(reading.text)
        or only_places(reading)
        or not re.search(r"\w", said)
    )


def _said(reading: Reading) -> str:
    """A line without the icon and the label of a place before it."""
    return re.sub(r"^\W+", "", _WHERE.sub("", reading.text))


def _when_and_where(reading: Reading) -> Iterator[str]:
    """The cells of such a line: the day, and, if it has places, what stands behind the day, or else before it."""
    here, text = reading.dated[0], reading.text
    if _opens_with_date(reading):
        cut = here.end if reading.places else len(text)
        parts = (_WHEN.sub("", text[:cut]), text[cut:])
    else:
        parts = (text[here.start :], text[: here.start])
    return (cell for part in parts if (cell := re.sub(r"^\W+", "", part).strip(" ,|–—-")))
