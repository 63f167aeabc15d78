"""What each article says of events: what, when, where, who, and whether it has happened."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.dates import find_periods
from corpus.datings import Dated, Named, name_events, said_of
from corpus.naming import Topic
from corpus.occasions import find_occasions
from corpus.tense import in_tense
from corpus.types import Article, EventStatus, Issue, Mention, Period, Sentence

_CANCELLED = re.compile(
    r"\b(?:cancel\w*|called off|abandoned|dropped|scrapped|(?:will|did|does) not (?:take place|happen|be held|return))\b",
    re.I,
)
_POSTPONED = re.compile(
    r"\b(?:postpone\w*|deferred|delayed|put (?:back|off)|rescheduled|moved? (?:from|to)|moves from|brought forward"
    r"|(?:originally|first|initially) (?:planned|foreseen|announced|scheduled|set)|should have (?:been|taken))\b",
    re.I,
)
_NEW_DATE = re.compile(r"\b(?:to|until|till|for|now|date)\b[^,;.]{0,20}$", re.I)
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|to be|planned|foreseen|scheduled|expected|due|next|upcoming|going to|invite\w*"
    r"|register|apply|join us|save the date|opens|closes|begins|starts)\b",
    re.I,
)


def find_mentions(issue: Issue) -> tuple[Mention, ...]:
    """What the articles of `issue` say of events, in reading order."""
    return tuple(m for article in issue.articles if article.kind == "article" for m in _in_article(issue, article))


def _in_article(issue: Issue, article: Article) -> Iterator[Mention]:
    published = issue.source.published
    dated = {s: _dated(s, published) for s in article.sentences}
    topic = _topic(article, dated)
    for before, sentence in zip((None, *article.sentences), article.sentences, strict=False):
        if sentence.role == "dateline":
            continue
        preceding = before.text if before and before.role == "text" else ""
        for named in name_events(sentence.text, dated[sentence], topic, sentence.role, preceding):
            yield Mention(
                named.name,
                named.kind,
                _status(sentence, named, published),
                named.dated.period,
                (),
                (),
                issue.source,
                article.headline,
                sentence.start,
                sentence.end,
            )


def _topic(article: Article, dated: dict[Sentence, list[Dated]]) -> Topic:
    in_order = sorted(article.sentences, key=lambda s: s.role != "headline")
    anchors = [o for s in in_order for o in find_occasions(s.text, [(d.start, d.end) for d in dated[s]])]
    return Topic(article.headline, tuple(o for o in anchors if o.proper))


def _dated(sentence: Sentence, published: Period | None) -> list[Dated]:
    """The periods of a sentence with their places in it."""
    found, at = [], 0
    for period in find_periods(sentence.text, published.start if published else None):
        start = sentence.text.find(period.words, at)
        at = start + len(period.words)
        found.append(Dated(period, start, at))
    return (
        [replace(d, period=in_tense(d.period, said_of(sentence.text, d), published)) for d in found]
        if published
        else found
    )


def _status(sentence: Sentence, named: Named, published: Period | None) -> EventStatus:
    """Whether the sentence says that the event was called off, put off, has happened or is to come."""
    said = sentence.text[named.start : named.end]
    if _CANCELLED.search(said):
        return "cancelled"
    if _POSTPONED.search(said) and not _NEW_DATE.search(sentence.text[: named.dated.start]):
        return "postponed"
    if published and named.dated.period.start > published.end:
        return "announced"
    if published and named.dated.period.end < published.start:
        return "held"
    return "announced" if _FUTURE.search(said) else "held"
