"""What is put into the store: issues with their articles, passages, sentences and embeddings."""

import secrets
from collections.abc import Iterable, Sequence

import numpy as np

from corpus import (
    Article,
    Issue,
    Source,
    americanized,
    find_acronyms,
    fold,
    periods_of_sentences,
    used_acronym,
    words,
)
from index.chunking import Chunk
from index.context import findable
from index.encoder import Vectors
from index.store_reader import Reader, text_digest


class Writer(Reader):
    """Changes to the store, inside one transaction."""

    def add_embeddings(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep `vectors`, shape (n, 384), under the digests of the texts they were made from."""
        halves = vectors.astype(np.float16)
        rows = zip(digests, (row.tobytes() for row in halves), strict=True)
        self._connection.executemany("INSERT OR IGNORE INTO embeddings VALUES (?, ?)", rows)

    def remove_issue(self, path: str) -> None:
        """Forget the issue at `path` with everything in it."""
        self._connection.execute(
            "DELETE FROM sentences WHERE article IN"
            " (SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue WHERE i.path = ?)",
            (path,),
        )
        self._connection.execute("DELETE FROM issues WHERE path = ?", (path,))

    def add_issue(self, issue: Issue, chunks: Sequence[Sequence[Chunk]]) -> list[int]:
        """Keep `issue`; `chunks[i]` are those of its i-th article. The embeddings must be there already.

        The ids of its articles are returned, in their order.
        """
        s = issue.source
        p = s.published
        dates = (p.start.isoformat(), p.end.isoformat(), p.precision, p.words) if p else (None,) * 4
        key = self.insert(
            "issues", None, s.path, text_digest(issue.text), issue.text, s.title, s.organisation, s.number, *dates
        )
        return [self._add_article(key, issue, *pair) for pair in zip(issue.articles, chunks, strict=True)]

    def finish(self, manifest: dict[str, str]) -> str:
        """Drop embeddings that nothing refers to and begin a new generation, which is returned."""
        self._connection.execute("DELETE FROM embeddings WHERE digest NOT IN (SELECT embedding FROM sentences)")
        generation = secrets.token_hex(8)
        rows = (manifest | {"generation": generation}).items()
        self._connection.executemany("INSERT OR REPLACE INTO manifest VALUES (?, ?)", rows)
        return generation

    def _add_article(self, parent: int, issue: Issue, article: Article, chunks: Sequence[Chunk]) -> int:
        key = self.insert(
            "articles", None, parent, article.kind, article.headline, article.dateline, article.start, article.end
        )
        for piece in chunks:
            self._add_passage(key, issue.source, article, piece)
        self._add_periods(key, issue.source, article)
        self._add_acronyms(key, issue, article)
        return key

    def _add_passage(self, article_key: int, source: Source, article: Article, piece: Chunk) -> None:
        """Keep a passage with its sentences and the words it is found by."""
        inside = article.sentences[piece.first : piece.last]
        start, end = min(s.start for s in inside), max(s.end for s in inside)
        key = self.insert("passages", None, article_key, piece.section, piece.text, start, end, piece.first, piece.last)
        published = source.published.words if source.published else ""
        number = f"issue {source.number}" if source.number else ""
        heading = fold(" ".join((article.headline, article.dateline, piece.section, published, number)))
        body = fold(" ".join(findable(article.kind, s) for s in inside if s.role == "text"))
        self.insert("words (rowid, heading, body)", key, americanized(heading), americanized(body))
        self.insert("spellings (rowid, text)", key, f"{heading} {body}")
        for position, s in enumerate(inside, piece.first):
            where = (article_key, key, position, s.role, s.section, s.paragraph)
            self.insert("sentences", None, *where, s.text, s.start, s.end, text_digest(findable(article.kind, s)))

    def _add_periods(self, article_key: int, source: Source, article: Article) -> None:
        """Keep when what an article tells of was or is to be."""
        day = source.published.end if source.published else None
        stated = {
            (p.start.isoformat(), p.end.isoformat(), p.precision)
            for found in periods_of_sentences([s.text for s in article.sentences], day)
            for p in found
        }
        self.change("INSERT INTO periods VALUES (?, ?, ?, ?)", ((article_key, *p) for p in sorted(stated)))

    def _add_acronyms(self, article_key: int, issue: Issue, article: Article) -> None:
        """Keep the short forms that an article defines, and with the masthead that of the publisher."""
        defined = dict.fromkeys(a for s in article.sentences for a in find_acronyms(s.text))
        if article.kind == "masthead" and (own := used_acronym(issue.source.organisation, issue.text)):
            defined[own] = None
        rows = ((article_key, a.short, a.long, " ".join(words(a.short)), " ".join(words(a.long))) for a in defined)
        self.change("INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)", rows)

    def change(self, statement: str, rows: Iterable[Sequence[object]] = ((),)) -> None:
        """Carry out, for each of `rows`, a statement that another module of this room words."""
        self._connection.executemany(statement, rows)

    def insert(self, table: str, *values: object) -> int:
        """Add a row to `table`, or to the columns named behind it, and return its id."""
        cursor = self._connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
        return int(cursor.lastrowid or 0)
