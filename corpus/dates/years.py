"""Which year is meant where a date does not say: the sentence's, the article's, or the one that suits the issue."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.dates.counting import count_from
from corpus.dates.reading import Group
from corpus.dates.spans import Counted, Fields, Span
from corpus.types import Period, Precision, YearSource

# Finite verbs and turns of phrase; "will be held" is one cue, not also that of "held".
_CUE = re.compile(
    r"""
      (?P<ahead> \b(?:will|shall|would|should|must|can|may\ be|is|are|to\ be)\b(?!\ have)(?:\s+\w+){0,3}
        | \b(?:will|shall)\ have\b(?!\ (?:been|\w+ed)\b)
        | \b(?:moved?|slipped|shifted)\b(?=[^;.]{0,120}\ from\ (?:\w+\ )?\d\d?(?:st|nd|rd|th)?
            \ (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
            |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)
        | \b(?:postponed|deferred|moved\ to|extended|put\ back|brought\ forward|cancelled|withdrawn
            |called\ off|scheduled|planned|foreseen
            |expected|promised|pencilled\ in|next|upcoming|forthcoming|due|(?<!by\ the\ )(?<!before\ the\ )deadline
            |closing\ date|until|till)\b
        | \b(?:announced|set|fixed|confirmed|rescheduled|shifted|slipped|slated|agreed|booked)\ (?:for|to)\b
        | \b(?:needs?|ha(?:ve|s)|ought)\ to\b
        | \b(?:apply|applications?|register|registration|submit|submissions?|nominations?|abstracts|tickets)\b
        | \b(?:answer|book|choose|claim|come|complete|confirm|enrol|join|order|pay|reach|reply|respond|return|send|tell
            |vote|write)\b(?=[^,;.:]{0,40}\b(?:by|before)\ (?:the\ )?(?:end|mid|early|late|\w+day|\d))
        | \b(?:opens?|closes?|starts?|begins?|ends|runs|goes|takes|leaves|retires|returns|comes\ out|appears|travels
            |arrives|resumes|reopens|leads)\b )
    | (?P<behind> \b(?:(?:should|would|could)\ have|was|were|had|has|have|did|since|ago|took|met|held|gave|came|went
            |won|sent|spent|left|broke|said|told|saw|drew|began|became|got|made|ran|found|stood|sat|rose|fell|fought
            |wrote|spoke|led|(?<!\bthe\ )(?<!\ba\ )(?<!\ban\ )[a-z]{2,}ed)\b
        | \b(?:(?:slides|photos?|pictures|proceedings|recap|summary)\ (?:of|from)|minutes\ of
            |(?:videos?|recordings?)\ (?:of|for|from))\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CAME_OF_IT = re.compile(r"[\s,)]*,(?: (?:but|it|this|that))* (?:was|were|had|took|did)\b")
"""What stands behind a date that was planned, whether it is over or not: "planned for 12 November, was cancelled"."""
_ENTRY = re.compile(r"\W*[:|,(–—-]")
_LEAN = timedelta(days=150)
_AGENDA_LEAN = timedelta(days=45)
_SIGHT = 300
"""Characters on either side of a date among which its verb is looked for."""
_DETOUR = 20
"""Characters by which a verb behind a date seems further away: it rather belongs to what follows."""
_HALF_A_YEAR = timedelta(days=182)
_SENTENCE_REACH = timedelta(days=330)
_ARTICLE_REACH = _HALF_A_YEAR
_BESIDE, _IN_SIGHT = timedelta(days=10), timedelta(days=400)
"""How far a day may lie from one that was named with its year, to be of that year, and how far ahead of the issue."""
_A_MONTH = timedelta(days=31)
_A_YEAR = timedelta(days=365)
"""Within so many days of what is expected, the year is the one in which the weekday fits."""


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a missing year, and the month of "the 15th".

    `sentence` and `article` are the years they state; `today` is the date of the issue or, with `asked`, of
    the question; `lean` is added to it (see `lean_of`); `previous` are the periods named before.
    """

    sentence: Sequence[int]
    article: Sequence[int]
    today: date | None
    asked: bool
    lean: timedelta
    previous: Sequence[Period]


def lean_of(sentence: str, start: int, end: int) -> timedelta:
    """How far from the issue's date the middle of the twelve months lies that the date at `[start, end)` is one of.

    An announcement speaks of the month before the issue to eleven months after it, a report of the mirror
    image. The verb or phrase nearest to the date tells which it is. Without any the date is an item of an
    agenda, as is one that opens its line or stands behind a colon: these rather look ahead.
    """
    begin = max(0, start - _SIGHT)
    sentence, start, end = sentence[begin : end + _SIGHT], start - begin, end - begin
    before = sentence[:start].rstrip("*_~ ")
    opens = not re.search(r"\w", before) and not sentence.startswith(("From", "Between"), start)
    if (opens and _ENTRY.match(sentence, end)) or before.endswith((":", "|")):
        return _LEAN
    if _CAME_OF_IT.match(sentence, end):
        return timedelta(0)
    cues = list(_CUE.finditer(sentence))
    if not cues:
        return _AGENDA_LEAN
    nearest = min(cues, key=lambda cue: start - cue.end() if cue.end() <= start else cue.start() - end + _DETOUR)
    return _LEAN if nearest["ahead"] else -_LEAN


def stated_years(group: Group) -> Iterator[int]:
    """The years that a group states in figures."""
    for item in (group.begin, group.end):
        if isinstance(item.point, Fields) and item.point.year and not item.relative:
            yield item.point.year


def resolve(group: Group, words: str, context: Context) -> Period:
    """The period that a group names. Raises ValueError where there is no such day or nothing tells the year."""
    ends = group.begin.point, group.end.point
    first, last = (count_from(context.previous, end) if isinstance(end, Counted) else end for end in ends)
    relative: YearSource = "question" if context.asked else "issue"
    source: YearSource = relative if group.begin.relative or group.end.relative else "words"
    if any(isinstance(end, Counted) for end in ends):
        source = _said_before(context.previous[-1])
    if isinstance(first, Fields) and isinstance(last, Fields):
        if (first.year is None and last.year is None) or (first.month is None and first.day is not None):
            first, source = _dated(first, context)
            last = last if last.month or last.day is None else replace(last, month=first.month)
        first, last = _ordered(first, last if group.until else first)
    start = _span(first, context if isinstance(last, Fields) else _around(context, last.start, -_HALF_A_YEAR))
    end = _span(last, context if isinstance(first, Fields) else _around(context, first.end, _HALF_A_YEAR))
    if end.end < start.start:
        raise ValueError(f"{words!r} ends before it begins")
    return Period(start.start, end.end, max(start.precision, end.precision, key=_COARSENESS.index), words, source)


def _around(context: Context, day: date, lean: timedelta) -> Context:
    """A context for the one end of a range whose other end is known: "from today to 22 October"."""
    return replace(context, today=day, lean=lean, sentence=(), article=())


def _span(point: Fields | Span, context: Context) -> Span:
    if isinstance(point, Span):
        return point
    fields = point if point.year is not None else _dated(point, context)[0]
    return fields.in_year(fields.year or 0)


def _ordered(first: Fields, last: Fields) -> tuple[Fields, Fields]:
    """The ends of a range, each with a year: "28 December to 3 January" runs over the new year."""
    over = (last.month or 12, last.day or 31) < (first.month or 1, first.day or 1)
    if first.year is None and last.year is not None:
        return replace(first, year=last.year - over), last
    if last.year is None and first.year is not None:
        return first, replace(last, year=first.year + over)
    return first, last


def _dated(fields: Fields, context: Context) -> tuple[Fields, YearSource]:
    """`fields` with the year it lacks, and with the month if it lacks that too."""
    if fields.month is None:
        months = [p for p in reversed(context.previous) if _within_a_month(p)]
        if there := next((p for p in months if _suits(fields, p, context)), months[0] if months else None):
            return replace(fields, month=there.end.month, year=there.end.year), _said_before(there)
        if not context.asked or not context.today:
            raise ValueError("nothing tells the month")
        fields = replace(fields, month=context.today.month)
    return _with_year(fields, context)


def _suits(fields: Fields, there: Period, context: Context) -> bool:
    """Whether "Thursday the 15th" is a Thursday in the month of `there`, and over where it is spoken of as such."""
    day = next(_begins(replace(fields, month=there.end.month), [there.end.year]), None)
    if day is None or (fields.weekday is not None and day.weekday() != fields.weekday):
        return False
    to_come = context.today is not None and context.lean < timedelta(0) and day > context.today + _A_MONTH
    return not (to_come or _is_over(day, context))


def _said_before(period: Period) -> YearSource:
    """What told the year of a date that is counted from one named before."""
    return "article" if period.year_from == "words" else period.year_from


def _within_a_month(period: Period) -> bool:
    """Whether a period tells what month "the 15th" lies in."""
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)


def _with_year(fields: Fields, context: Context) -> tuple[Fields, YearSource]:
    """`fields` with the year they lack.

    A year stated nearby counts where it brings the date near enough to the issue's: "The 2022 Medal was presented
    on 8 February", in an issue of March 2023, speaks of 2023.
    """
    expected = context.today + context.lean if context.today else None
    sources: tuple[tuple[Sequence[int], date | None, timedelta, YearSource], ...] = (
        (context.sentence, context.today, _SENTENCE_REACH, "sentence"),
        (context.article, expected, _ARTICLE_REACH, "article"),
    )
    for years, middle, reach, source in sources:
        days = [day for year in reversed(years) for day in _begins(fields, [year])]
        if middle:
            days = [day for day in days if abs(day - middle) <= reach and not _is_over(day, context)]
        if days:
            return replace(fields, year=_nearest(days, middle or days[0]).year), source
        if source == "sentence" and (beside := _beside(fields, context)):
            return replace(fields, year=beside.year), "article"
    if expected is None:
        raise ValueError("nothing tells the year")
    # 29 February comes once in four years, or in eight.
    days = list(_begins(fields, range(expected.year - 8, expected.year + 9)))
    if not days:
        raise ValueError("no year has this day")
    days = [day for day in days if day.weekday() == fields.weekday and abs(day - expected) < _A_YEAR] or days
    return replace(fields, year=_nearest(days, expected).year), "question" if context.asked else "issue"


def _is_over(day: date, context: Context) -> bool:
    """Whether what is spoken of as still to come would have been long ago on `day`."""
    return context.today is not None and context.lean == _LEAN and day < context.today - _AGENDA_LEAN


def _beside(fields: Fields, context: Context) -> date | None:
    """The day of `fields` beside one that the article named with its year: "17 August", before "19 August 2024".

    Beside days whose year was not stated it is one of them: "26 August", in the diary of "26 August to 6 September".
    """
    for there in reversed(context.previous):
        lasts = there.end - there.start
        recent = context.today and there.end > context.today - _SENTENCE_REACH  # else it may be an anniversary
        if context.today and recent and there.precision == "day" and lasts <= _BESIDE * 2:
            reach = _BESIDE if there.year_from == "words" else timedelta(0)
            first, last = there.start - reach, there.end + reach
            last = min(last, context.today + (_IN_SIGHT if context.lean > timedelta(0) else timedelta(0)))
            days = _begins(fields, range(first.year, last.year + 1))
            if day := next((day for day in days if first <= day <= last and not _is_over(day, context)), None):
                return day
    return None


def _begins(fields: Fields, years: Iterable[int]) -> Iterator[date]:
    """The days on which `fields` begin in each of the years that have them."""
    for year in years:
        with suppress(ValueError):
            yield replace(fields, pick=None).in_year(year).start


def _nearest(days: Iterable[date], middle: date) -> date:
    return min(days, key=lambda day: abs(day - middle))


_COARSENESS: tuple[Precision, ...] = ("day", "month", "year")
