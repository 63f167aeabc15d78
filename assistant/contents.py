"""Questions about the issues themselves: what is in one, which is the latest, how many there are."""

import re
from collections.abc import Sequence

from assistant.types import Answer, Citation
from assistant.verification import verified
from corpus import Article, Source, find_periods, parse_issue, words
from index import Filters, Snapshot

MOST = 40
"""Headlines, or issues, in an answer; it says how many there are besides."""

_PLAIN = str.maketrans("[]", "()")
"""A headline's own "[2]" would be read as a marker."""

_ISSUE = r"(?:issue|newsletter|edition|bulletin)"
_ISSUES = rf"{_ISSUE}s"
_THE = r"(?:the|this|your|our)"
_WHICH = (
    rf"(?:(?P<latest>{_THE} {_ISSUE}|(?:{_THE} )?(?:latest|last|newest|most recent|current|new) {_ISSUE})"
    rf"|(?:{_THE} )?(?:(?:special )?(?:{_ISSUE} (?:no |nr |number )?|no |number )(?P<number>\d+)"
    rf"|{_ISSUE} (?:of|from|for) (?P<of>\w+ \d{{4}})|(?P<when>\w+ \d{{4}}) {_ISSUE}))"
)
_CONTENTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:what|which (?:articles|topics))(?: s| is| was| are)?|whats|what can i read) in {_WHICH}",
        rf"(?:what|which)(?: s| is| was)? {_WHICH}(?: about| on)?",
        rf"what (?:does|did) {_WHICH} (?:cover|contain|say|report|talk about)",
        r"(?:(?:give|show) (?:me )?|list )?(?:(?:the|all) )?"
        rf"(?:headlines|contents|table of contents|articles|topics|summary|overview)(?: of| in| from| for)? {_WHICH}",
        rf"(?:summari[sz]e|show(?: me)?|open) {_WHICH}",
    )
)
_HERE = (
    r" (?:are there|there are|are (?:here|available)|(?:do|have) you (?:have|got)|(?:are )?in (?:the|this|your) archive"
    r"|does (?:the|this|your) archive (?:have|hold|contain))"
)
_HOLDINGS = re.compile(
    rf"(?:how many|which|what) {_ISSUES}{_HERE}|(?:list|show)(?: me)?(?: all)?(?: the| your)? {_ISSUES}(?:{_HERE})?"
)


def answer_about_issues(snapshot: Snapshot, text: str, filters: Filters) -> Answer | None:
    """The headlines of the issue that `text` asks about, or the issues there are; None where it asks neither.

    An issue that is not there is said not to be, with the latest one that is.
    """
    said = " ".join(words(text))
    match = next((m for pattern in (_HOLDINGS, *_CONTENTS) if (m := pattern.fullmatch(said))), None)
    if not match or filters.place:  # articles have places, issues have none
        return None
    sources = [source for source in snapshot.reader.sources() if _is_within(source, filters)]
    if match.re is _HOLDINGS:
        return Answer(_holdings(sources), "answered", (), (), text, filters, confidence=1.0)
    only = sources[0] if match["latest"] and len(sources) == 1 else None
    source = next((source for source in sources if _is_meant(source, match)), only)
    if not source:
        latest = (
            ["Its latest is:", *_labels(sources[:1]), "Ask which issues there are for all of them."] if sources else []
        )
        lines = ["The archive has no such issue, as far as its issues are numbered and dated.", *latest]
        return Answer("\n".join(lines), "not_found", (), (), text, filters)
    articles = [a for a in parse_issue(source.path, snapshot.reader.text(source.path)).articles if a.kind == "article"]
    citations = _openings(snapshot, source, articles[:MOST])
    lines = [f"{source.label}:", *(f"– {c.text.translate(_PLAIN)} [{c.marker}]" for c in citations)]
    if len(articles) > MOST:
        lines.append(f"and {len(articles) - MOST} more.")
    return Answer("\n".join(lines), "answered", tuple(citations), (), text, filters, confidence=1.0)


def _is_within(source: Source, filters: Filters) -> bool:
    """Whether an issue was published in the time asked about; one without a date only if none is."""
    day = source.published
    if not day:
        return not (filters.since or filters.until)
    return (not filters.since or filters.since <= day.end) and (not filters.until or day.start <= filters.until)


def _is_meant(source: Source, asked: re.Match[str]) -> bool:
    """Whether `source` is the issue asked for, given that no later one is."""
    if asked["latest"]:
        return source.published is not None
    if asked["number"]:
        return source.number.isdecimal() and int(source.number) == int(asked["number"])
    month = next(find_periods(asked["of"] or asked["when"]), None)
    day = source.published
    if not month or not day or day.precision == "year":  # an issue of all the year is that of no month
        return False
    return month.start <= day.end and day.start <= month.end


def _openings(snapshot: Snapshot, source: Source, articles: Sequence[Article]) -> list[Citation]:
    """Each article's headline, or where it has none its first sentence, as a citation."""
    text = snapshot.reader.text(source.path)
    opened = (_opening(marker, article, source, text) for marker, article in enumerate(articles, 1))
    return verified(opened, snapshot)


def _opening(marker: int, article: Article, source: Source, text: str) -> Citation:
    roles = ("headline", "text", "section", "dateline")
    said = min(article.sentences, key=lambda s: roles.index(s.role))
    quote = text[said.start : said.end]
    return Citation(marker, quote, said.text, source, article.headline, source.path, said.start, said.end)


def _holdings(sources: Sequence[Source]) -> str:
    if not sources:
        return "The archive holds no issue of that time."
    count = f"The archive holds {len(sources)} issue{'s' * (len(sources) != 1)}, the latest first:"
    more = [f"and {len(sources) - MOST} more."] * (len(sources) > MOST)
    return "\n".join([count, *_labels(sources[:MOST]), *more])


def _labels(sources: Sequence[Source]) -> list[str]:
    return [f"– {source.label}" for source in sources]
