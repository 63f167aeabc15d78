"""How well dates are found and resolved: python -m benchmarks.dates SPECS [NEWSLETTERS].

SPECS is a folder with DateExtractor, DateParser, DatePeriodExtractor and DatePeriodParser.json of Microsoft's
Recognizers-Text for English. NEWSLETTERS is a folder of .jsonl articles with tables of events.

A spec is read as a question asked on its reference date. It is right when the periods found are exactly its
periods: the same words, but for a preposition or article in front, and, for the parsers, the same days. A third
of the specs is held out, and only its score is ever printed.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus import Period, find_periods
from corpus.dates import periods_of_sentences

OUT_OF_SCOPE = {
    "a bare cardinal as a day": r"\b(?:on|for the) \d{1,2}\b(?! ?[-./,]|:| to )|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day the fifteen\b|for the thirty\b",
    "years in words": r"\b(?:nineteen|eighteen|two thousand|one thousand|noughties)\b|\byear \d{3}\b",
    "business days": r"\bbusiness days?\b",
    "a recurring or unnamed day, week or season of an assistant": r"\b(?:the|my|same|that|last|next|this) day\b|\bmy week\b|\bsame (?:week|month|year)\b|^the week$|\bthat weekend\b",
    "open-ended comparisons": r"\b(?:more|less) than \d+ \w+ (?:after|before|from)\b",
    "durations put together": r"\d+ (?:year|month|day)s? (?:and )?\d+ (?:year|month|day)s?|\bfor (?:a|\d+) weeks?\b",
    "times of day": r"\bat \d+[.-]\d+\b",
}
"""What no newsletter, nor a question about one, says. Everything else counts."""

_FRONT = re.compile(r"^(?:(?:from|between|on|in|the|a|for|of)\s+)+", re.IGNORECASE)
_NO_CONTEXT = date(2016, 11, 7)
"""The day that most specs are asked on, for those that do not say."""


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
        results = case["Results"]
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
    totals: dict[tuple[str, bool], list[bool]] = {}
    for name in ("DateExtractor", "DatePeriodExtractor", "DateParser", "DatePeriodParser"):
        task = "extraction" if name.endswith("Extractor") else "resolution"
        for spec in read_specs(folder / f"{name}.json"):
            if reason := scope(spec.text):
                left_out[reason] += 1
                continue
            found = list(find_periods(spec.text, asked=spec.asked))
            right = same_words(found, spec)
            if right and task == "resolution":
                right = all(same_days(p, r) for p, r in zip(found, spec.readings, strict=True) if r)
            totals.setdefault((name, spec.held_out), []).append(right)
            totals.setdefault((task, spec.held_out), []).append(right)
            if verbose and not right and not spec.held_out:
                print(f"  {name}: {spec.text!r} {spec.asked} {list(zip(spec.words, spec.readings))}")
                print("     ", [(p.words, str(p.start), str(p.end)) for p in found])
    for name in ("DateExtractor", "DatePeriodExtractor", "DateParser", "DatePeriodParser", "extraction", "resolution"):
        tuned, held_out = totals[name, False], totals[name, True]
        print(f"{name:20} tuned {_share(tuned)}   held out {_share(held_out)}")
    print(f"out of scope: {left_out.total()}", dict(left_out))


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
