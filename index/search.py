"""Hybrid search: dense and lexical ranks, fused."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus import ArticleKind, words
from index.archive import Snapshot
from index.types import Filters, Hit

RRF_K = 5
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, who took 60 for far deeper rankings)."""

_DEPTH = 50
"""Passages that each component ranks."""

STOPWORDS = frozenset(
    (
        "a about am an and any are as at be been being but by can could did do does for from give had has have he her"
        " hers him his how i if in into is it its know like many may me might mine much my name not of on or our please"
        " s she should so some t tell than that the their them then there these they this those to us was we were what"
        " when where which who whom whose why will with would you your"
    ).split()
)
"""English words too common to search for, and the ones that make up a question."""


def search(
    snapshot: Snapshot, question: str, vector: NDArray[np.float32], k: int, filters: Filters = Filters()
) -> list[Hit]:
    """The `k` passages that fit the question best; `vector`, shape (384,), is its embedding.

    Dense search ranks passages by their nearest sentence, which finds more than one vector for a
    whole passage does (measured in docs/decisions.md); lexical search by BM25 over headline,
    dateline, date and text. Nothing is returned when `filters` let nothing pass.
    """
    articles = snapshot.reader.articles_matching(filters) if filters else None
    if articles is not None and not len(articles):
        return []
    dense = _dense(snapshot, vector, articles)
    lexical = snapshot.reader.lexical(_terms(snapshot, question), _DEPTH, articles)
    dense_ranks = {passage: rank for rank, passage in enumerate(dense, 1)}
    lexical_ranks = {passage: rank for rank, passage in enumerate(lexical, 1)}
    scores = {
        passage: sum(1 / (RRF_K + ranks[passage]) for ranks in (dense_ranks, lexical_ranks) if passage in ranks)
        for passage in (*dense, *lexical)
    }
    best = sorted(scores, key=lambda passage: (-scores[passage], passage))
    found = [
        Hit(
            passage,
            scores[passage.id],
            dense.get(passage.id, 0.0),
            dense_ranks.get(passage.id),
            lexical_ranks.get(passage.id),
        )
        for passage in snapshot.reader.passages(best)
    ]
    return _without_repetition(found)[:k]


def _without_repetition(hits: Sequence[Hit]) -> list[Hit]:
    """`hits` with the first masthead and the first contact block only.

    Those of other issues say the same, and a question that names the publisher finds them all.
    """
    seen: set[ArticleKind] = set()
    kept = []
    for hit in hits:
        if hit.passage.kind == "article" or hit.passage.kind not in seen:
            kept.append(hit)
            seen.add(hit.passage.kind)
    return kept


def search_terms(text: str) -> list[str]:
    """The folded words of `text` worth searching for, each once, at most 64."""
    return [w for w in dict.fromkeys(words(text)) if w not in STOPWORDS][:64]


def _terms(snapshot: Snapshot, question: str) -> list[str]:
    """The words to search for, and the phrases that acronyms among them stand for, or the other way round."""
    forms = [form for a in snapshot.reader.acronyms(question) for form in (a.short, a.long)]
    return list(dict.fromkeys([*search_terms(question), *(" ".join(words(form)) for form in forms)]))


def _dense(snapshot: Snapshot, vector: NDArray[np.float32], articles: NDArray[np.int64] | None) -> dict[int, float]:
    """Passages by the cosine of their nearest sentence, nearest first."""
    allowed = None if articles is None else snapshot.reader.sentence_ids(articles)
    nearest = snapshot.vectors.search(vector, 4 * _DEPTH, allowed)
    passages = snapshot.reader.passages_of([sentence for sentence, _ in nearest])
    out: dict[int, float] = {}
    for sentence, similarity in nearest:
        out.setdefault(passages[sentence], similarity)
    return dict(list(out.items())[:_DEPTH])
