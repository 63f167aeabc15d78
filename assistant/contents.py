"""Questions about the issues themselves: what is in one, which is the latest, how many there are."""

import re
from collections.abc import Sequence

from assistant.types import Answer, Citation
from assistant.verification import verified
from corpus import Article, Source, find_periods, parse_issue, words
from index import Filters, Snapshot

MOST = 40
"""Headlines, or issues, in an answer; it says how many there are besides."""

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
    r" (?:are there|are (?:here|available)|(?:do|have) you (?:have|got)|(?:are )?in (?:the|this|your) archive"
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
    if _HOLDINGS.fullmatch(said):
        return Answer(_holdings(snapshot.reader.sources()), "answered", (), (), text, filters, confidence=1.0)
    match = next((m for pattern in _CONTENTS if (m := pattern.fullmatch(said))), None)
    if not match:
        return None
    sources = snapshot.reader.sources()
    source = next((source for source in sources if _is_meant(source, match)), None)
    if not source:
        lines = ["The archive has no such issue. Its latest is:", *_labels(sources[:1])]
        return Answer("\n".join(lines), "not_found", (), (), text, filters)
    citations = _headlines(snapshot, source)
    lines = [f"{source.label}:", *(f"– {c.text} [{c.marker}]" for c in citations[:MOST])]
    if len(citations) > MOST:
        lines.append(f"and {len(citations) - MOST} more.")
    return Answer("\n".join(lines), "answered", tuple(citations[:MOST]), (), text, filters, confidence=1.0)


def _is_meant(source: Source, asked: re.Match[str]) -> bool:
    """Whether `source` is the issue asked for, given that no later one is."""
    if asked["latest"]:
        return True
    if asked["number"]:
        return source.number.lstrip("0") == asked["number"].lstrip("0")
    month = next(find_periods(asked["of"] or asked["when"]), None)
    day = source.published
    return bool(month and day and month.start <= day.end and day.start <= month.end)


def _headlines(snapshot: Snapshot, source: Source) -> list[Citation]:
    """Each article's headline, or where it has none its first sentence, as a citation."""
    text = snapshot.reader.text(source.path)
    articles = [a for a in parse_issue(source.path, text).articles if a.kind == "article" and a.sentences]
    return verified((_opening(marker, a, source, text) for marker, a in enumerate(articles, 1)), snapshot)


def _opening(marker: int, article: Article, source: Source, text: str) -> Citation:
    roles = ("headline", "text", "section", "dateline")
    said = min(article.sentences, key=lambda s: roles.index(s.role))
    quote = text[said.start : said.end]
    return Citation(marker, quote, said.text, source, article.headline, source.path, said.start, said.end)


def _holdings(sources: Sequence[Source]) -> str:
    count = f"The archive holds {len(sources)} issue{'s' * (len(sources) != 1)}, the latest first:"
    more = [f"and {len(sources) - MOST} more."] * (len(sources) > MOST)
    return "\n".join([count, *_labels(sources[:MOST]), *more])


def _labels(sources: Sequence[Source]) -> list[str]:
    return [f"– {source.label}" for source in sources]
