"""What is put into the store: issues with their articles, passages, sentences and embeddings."""

import secrets
from collections.abc import Iterable, Sequence

import numpy as np

from corpus import Article, Issue, americanized, find_acronyms, fold, periods_of_sentences, used_acronym, words
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
        source = issue.source
        key = self.insert(
            "articles", None, parent, article.kind, article.headline, article.dateline, article.start, article.end
        )
        published = source.published
        for piece in chunks:
            inside = article.sentences[piece.first : piece.last]
            start, end = min(s.start for s in inside), max(s.end for s in inside)
            passage = self.insert("passages", None, key, piece.section, piece.text, start, end, piece.first, piece.last)
            heading = " ".join(
                (
                    article.headline,
                    article.dateline,
                    piece.section,
                    published.words if published else "",
                    f"issue {source.number}" if source.number else "",
                )
            )
            found_by = fold(heading), fold(" ".join(findable(article.kind, s) for s in inside if s.role == "text"))
            self._connection.execute(
                "INSERT INTO words (rowid, heading, body) VALUES (?, ?, ?)", (passage, *map(americanized, found_by))
            )
            self._connection.execute("INSERT INTO spellings (rowid, text) VALUES (?, ?)", (passage, " ".join(found_by)))
            for position, s in enumerate(inside, piece.first):
                self.insert(
                    "sentences",
                    None,
                    key,
                    passage,
                    position,
                    s.role,
                    s.section,
                    s.paragraph,
                    s.text,
                    s.start,
                    s.end,
                    text_digest(findable(article.kind, s)),
                )
        day = published.end if published else None
        stated = {
            (p.start.isoformat(), p.end.isoformat(), p.precision)
            for found in periods_of_sentences([s.text for s in article.sentences], day)
            for p in found
        }
        self._connection.executemany("INSERT INTO periods VALUES (?, ?, ?, ?)", ((key, *p) for p in sorted(stated)))
        defined = dict.fromkeys(a for s in article.sentences for a in find_acronyms(s.text))
        if article.kind == "masthead" and (own := used_acronym(source.organisation, issue.text)):
            defined[own] = None
        rows = ((key, a.short, a.long, " ".join(words(a.short)), " ".join(words(a.long))) for a in defined)
        self._connection.executemany("INSERT INTO acronyms VALUES (?, ?, ?, ?, ?)", rows)
        return key

    def change(self, statement: str, rows: Iterable[Sequence[object]] = ((),)) -> None:
        """Carry out, for each of `rows`, a statement that another module of this room words."""
        self._connection.executemany(statement, rows)

    def insert(self, table: str, *values: object) -> int:
        """Add a row to `table` and return its id."""
        cursor = self._connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
        return int(cursor.lastrowid or 0)
