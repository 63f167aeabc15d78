"""How well dates are found and resolved: python -m benchmarks.dates SPECS [NEWSLETTERS].

SPECS is a folder with DateExtractor, DateParser, DatePeriodExtractor and DatePeriodParser.json of Microsoft's
Recognizers-Text for English. NEWSLETTERS is a folder of .jsonl articles with tables of events.

A spec is read as a question asked on its reference date. It is right when the periods found are exactly its
periods: the same words, but for a preposition or article in front, and, for the parsers, the same days. The
Date files list only single days and the DatePeriod files only longer periods, so only such are compared. A third
of the specs is held out, and only its score is ever printed.
"""

import hashlib
import json
import re
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus import Period, find_periods, parse_issue
from corpus.dates import periods_of_sentences

FILES = ("DateExtractor", "DatePeriodExtractor", "DateParser", "DatePeriodParser")
"""Of extraction, then of resolution."""

_DAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
OUT_OF_SCOPE = {
    "a day as a cardinal": rf"\b(?:on|for the) \d\d(?! ?[-./,]\d|\d|:| to )|\bthe \d\d \.|{_DAY_NAME} the fifteen"
    r"|the thirty$|\b(?:jan|june|may) twenty[ -](?:one|two|three)\b",
    "a day and month in figures without a slash": r"\b(?:on|in|at|friday) \d{1,2}[-.]\d{1,2}\b(?![-./]\d)|\d/\d+,\d",
    "years in words": r"\b(?:nineteen|eighteen|two thousands?|one thousand|noughties)\b|\byear \d{3}\b",
    "business days": r"\bbusiness days?\b",
    "an assistant's day and week": r"\b(?:the|my|last|next|this) day\b|\b(?:my|same) (?:week|month|year)\b"
    r"|^the week$|that weekend",
    "open comparisons": r"\b(?:more|less) than \d+ \w+ (?:after|before|from)\b",
    "durations": r"\d+ (?:year|month|day)s? (?:and )?\d+ (?:year|month|day)s?|\bfor (?:a|\d+) weeks?\b",
}
"""What neither a newsletter nor a question about one says, and how many specs are about it. All else counts."""

READ_EITHER_WAY = r"(?<![\d/-])(0?[1-9]|1[0-2])([-/])(?!0?\1\b)(0?[1-9]|1[0-2])(?!\d)"
"""3/7/2017: the specs are American and put the month first, we do not; only the words are compared."""

_FRONT = re.compile(r"^(?:(?:from|between|on|in|the|a|for|of)\s+)+", re.IGNORECASE)
_NO_SUCH_DAY = "0001-01-01"
"""How the specs resolve 30 February; we do not find it."""
_NO_CONTEXT = date(2020, 6, 15)
"""For the specs that do not say when they are asked: these tell words only."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One case: a text, the day it is said, and the periods in it: words, and the readings (start, end) allowed."""

    text: str
    asked: date
    words: tuple[str, ...]
    readings: tuple[tuple[tuple[date, date], ...], ...]
    held_out: bool


def read_specs(path: Path) -> Iterator[Spec]:
    """The cases of one file. A reading's end is as the spec has it: exclusive for a unit, the last day for "A to B"."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        said = case.get("Context", {}).get("ReferenceDateTime", "")
        results = [r for r in case["Results"] if _NO_SUCH_DAY not in str(r)]
        yield Spec(
            case["Input"],
            date.fromisoformat(said[:10]) if said else _NO_CONTEXT,
            tuple(result["Text"] for result in results),
            tuple(tuple(_readings(result.get("Value") or {})) for result in results),
            int(hashlib.sha1(case["Input"].encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0,
        )


def _readings(value: dict[str, Any]) -> Iterator[tuple[date, date]]:
    for name in ("FutureResolution", "PastResolution"):
        resolution = value.get(name) or {}
        if "date" in resolution:
            day = date.fromisoformat(resolution["date"])
            yield day, day
        elif "startDate" in resolution and "endDate" in resolution:
            yield date.fromisoformat(resolution["startDate"]), date.fromisoformat(resolution["endDate"])


def same_words(found: list[Period], spec: Spec) -> bool:
    """Whether the same expressions were found."""
    return [_bare(period.words) for period in found] == [_bare(words) for words in spec.words]


def _bare(words: str) -> str:
    return " ".join(_FRONT.sub("", words).lower().rstrip(".").split())


def same_days(period: Period, readings: tuple[tuple[date, date], ...]) -> bool:
    """Whether a period is one of the readings.

    A spec's "from 2014 to 2018" ends on the first day of 2018 and its "next month" on the first day after; a
    period of ours ends on the last day that it means.
    """
    end = period.end
    ends = {end, end + timedelta(days=1)}
    if period.precision != "day":
        ends |= {end.replace(day=1), end.replace(month=1, day=1)}
    return any(period.start == start and stop in ends for start, stop in readings)


def scope(text: str) -> str:
    """What puts a text out of scope; empty if nothing does."""
    return next((name for name, shape in OUT_OF_SCOPE.items() if re.search(shape, text, re.IGNORECASE)), "")


def score_specs(folder: Path, *, verbose: bool) -> None:
    """Print the share of specs that are right, file by file, tuned and held out."""
    left_out: Counter[str] = Counter()
    right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for name in FILES:
        for spec in read_specs(folder / f"{name}.json"):
            if reason := scope(spec.text):
                left_out[reason] += 1
                continue
            found = [p for p in find_periods(spec.text, asked=spec.asked) if (p.start < p.end) == ("Period" in name)]
            right[name, spec.held_out].append(is_right(found, spec))
            if verbose and not right[name, spec.held_out][-1] and not spec.held_out:
                print(f"  {name}: {spec.text!r} {spec.asked} {spec.words} {spec.readings}")
                print("     ", [(p.words, str(p.start), str(p.end)) for p in found])
    for label, names in (*((name, (name,)) for name in FILES), ("extraction", FILES[:2]), ("resolution", FILES[2:])):
        tuned, held_out = (_share([r for name in names for r in right[name, part]]) for part in (False, True))
        print(f"{label:20} tuned {tuned}   held out {held_out}")
    print(f"out of scope: {left_out.total()}", dict(left_out))


def is_right(found: list[Period], spec: Spec) -> bool:
    """Whether the periods found are those of a spec."""
    if not same_words(found, spec):
        return False
    read_either_way = re.search(READ_EITHER_WAY, spec.text)
    pairs = zip(found, spec.readings, strict=True)
    return all(same_days(period, readings) for period, readings in pairs if readings and not read_either_way)


def _share(right: list[bool]) -> str:
    return f"{sum(right) / len(right):.3f} ({sum(right)}/{len(right)})"


def score_events(folder: Path, *, verbose: bool) -> None:
    """Print the share of events whose days are among the periods named in the sentences that tell of them.

    The tables keep "late November" as the whole of November, so months are compared as whole months.
    """
    right: list[bool] = []
    dated: list[bool] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            for event, periods in _events(article):
                hit = any(_whole(p) == (event["start"], event["end"]) for p in periods)
                right.append(hit)
                if periods:
                    dated.append(hit)
                if verbose and not hit:
                    span = article["text"][slice(*event["span"])]
                    print(f"  {article['published']} {event['start']} {event['end']} {event['precision']}: {span!r}")
                    print("     ", [(p.words, str(p.start), str(p.end), p.year_from) for p in periods])
    print(f"events: {_share(right)}; where the sentences name any date: {_share(dated)}")


def _events(article: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Period]]]:
    """Each event of an article, and the periods in the sentences that its span touches."""
    title = f"# {article['headline']}\n\n"
    issue = parse_issue("article.md", title + article["text"])
    sentences = [sentence for part in issue.articles for sentence in part.sentences]
    periods = periods_of_sentences([sentence.text for sentence in sentences], _published(article["published"]))
    for event in article["events"]:
        start, end = (len(title) + offset for offset in event["span"])
        inside = [
            p for s, found in zip(sentences, periods, strict=True) if s.start < end and s.end > start for p in found
        ]
        yield event, inside


def _published(said: str) -> date:
    """The day, or the last of the month, that an issue is dated."""
    return next(find_periods(said)).end


def _whole(period: Period) -> tuple[str, str]:
    start, end = period.start, period.end
    if period.precision == "month":
        start, end = start.replace(day=1), end.replace(day=monthrange(end.year, end.month)[1])
    return start.isoformat(), end.isoformat()


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    score_specs(Path(folders[0]), verbose="--verbose" in sys.argv)
    if len(folders) > 1:
        score_events(Path(folders[1]), verbose="--verbose" in sys.argv)
