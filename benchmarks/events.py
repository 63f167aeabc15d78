"""How well events are found: recall, precision, dates, countries, speed.

usage: python -m benchmarks.events FOLDER...   (each with issues/ and events.jsonl)

A found mention and an event of the table are the same when their dates overlap, their names
share a content word (folded, stemmed; no function word, no number) and they come from the same
issue; each is matched once, pairs that share most words first. A further mention of an event
that was matched already is neither right nor wrong. "dates" is the share of the matched whose
first and last day are exactly those of the table, whose month or months in rows that are precise
to the month; "country" the share whose country is (none where the table has none), of the rows
that have that column. Speed is that of reading the files and finding the mentions, in processor time of one core.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from snowballstemmer import stemmer

from corpus import Mention, find_mentions, find_newsletters, merge_mentions, read_issue, resolve_place, words

_STEM = stemmer("english").stemWord
_EMPTY = frozenset("the a an of and or for in on at to with by from s first second third next last its".split())


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one folder; counts of events."""

    gold: int
    found: int
    matched: int
    dates: int
    countries: int
    placed: int


def main(folders: Sequence[str]) -> None:
    """Print a line for each of `folders`."""
    print(f"{'set':24} {'events':>6} {'recall':>7} {'precis.':>7} {'dates':>7} {'country':>7} {'MB/min':>7}")
    for name in folders:
        folder = Path(name)
        rows = [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]
        begun = time.process_time()
        paths = find_newsletters(folder / "issues")
        mentions = [m for path in paths for m in find_mentions(read_issue(path, folder / "issues"))]
        minutes = (time.process_time() - begun) / 60
        size = sum(path.stat().st_size for path in paths) / 1e6
        s = score(rows, mentions)
        country = s.countries / s.placed if s.placed else float("nan")
        print(
            f"{folder.name:24} {s.gold:6} {s.matched / s.gold:7.3f} {s.matched / max(s.found, 1):7.3f} "
            f"{s.dates / max(s.matched, 1):7.3f} {country:7.3f} {size / minutes:7.1f}"
        )


def score(rows: Sequence[dict[str, Any]], mentions: Sequence[Mention]) -> Score:
    """Compare `mentions` with the table `rows`."""
    pairs = match(rows, mentions)
    dates = sum(_same_dates(rows[r], mentions[m]) for r, m in pairs)
    stated = [(r, m) for r, m in pairs if "country" in rows[r]]
    countries = sum(_country(mentions[m]) == _code(rows[r]["country"]) for r, m in stated)
    return Score(
        len(rows), len(mentions) - _repeated(mentions, {m for _, m in pairs}), len(pairs), dates, countries, len(stated)
    )


def _repeated(mentions: Sequence[Mention], matched: set[int]) -> int:
    """How many unmatched mentions are, within one issue, of the same event as a matched one."""
    right = [mentions[m] for m in matched]
    issues = {m.source.path: [n for n in mentions if n.source.path == m.source.path] for m in mentions}
    events = [event for found in issues.values() for event in merge_mentions(found)]
    return sum(
        len(e.mentions) - sum(m in right for m in e.mentions) for e in events if any(m in right for m in e.mentions)
    )


def match(rows: Sequence[dict[str, Any]], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Pairs of indices of `rows` and `mentions` that are the same event, each index once."""
    weighed = [
        (shared + _same_dates(row, mention), r, m)
        for r, row in enumerate(rows)
        for m, mention in enumerate(mentions)
        if row["file"] == mention.source.path
        and mention.period
        and row["start"] <= str(mention.period.end)
        and str(mention.period.start) <= row["end"]
        and (shared := len(_content(row["name"]) & _content(mention.name)))
    ]
    pairs: list[tuple[int, int]] = []
    for _, r, m in sorted(weighed, key=lambda w: (-w[0], w[1], w[2])):
        if all(r != a and m != b for a, b in pairs):
            pairs.append((r, m))
    return pairs


def _content(name: str) -> set[str]:
    return {_STEM(word) for word in words(name) if word not in _EMPTY and not word.isdigit()}


def _same_dates(row: dict[str, Any], mention: Mention) -> bool:
    if mention.period is None:
        return False
    size = {"day": 10, "month": 7, "year": 4}[row["precision"]]  # of an ISO date, so much counts
    stated = str(mention.period.start)[:size], str(mention.period.end)[:size]
    return stated == (row["start"][:size], row["end"][:size])


def _country(mention: Mention) -> str:
    codes = mention.places[0].countries if mention.places else ()
    return codes[0] if len(codes) == 1 else ""


def _code(name: str | None) -> str:
    place = resolve_place(name) if name else None
    return place.countries[0] if place and place.countries else ""


if __name__ == "__main__":
    main(sys.argv[1:])
