"""What is asked of the store: issues, passages, sentences and embeddings of one generation."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from corpus import Acronym, Period, Sentence, Source, StoreError, americanized, fold, words
from index.encoder import DIMENSION, Vectors
from index.types import Filters, Passage
from index.vectors import Ids

_PASSAGE = """
SELECT p.id, p.article, p.section, p.text, p.start, p.end, p.first, p.last, a.kind, a.headline, a.dateline,
       i.path, i.title, i.organisation, i.number,
       i.published_start, i.published_end, i.published_precision, i.published_words
FROM passages p JOIN articles a ON a.id = p.article JOIN issues i ON i.id = a.issue
"""


def text_digest(text: str) -> bytes:
    """What `text` and its embedding are known by: the first 16 bytes of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


@dataclass(frozen=True, slots=True)
class StoredSentence:
    """A sentence with its place in the archive and its unit vector, shape (384,)."""

    id: int
    article: int
    passage: int
    position: int
    sentence: Sentence
    vector: Vectors


class Reader:
    """Questions to one generation of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def generation(self) -> str:
        """Changes with every build; empty before the first one ended."""
        return self.manifest().get("generation", "")

    def manifest(self) -> dict[str, str]:
        """What the store was made with: schema, generation, encoder, chunk size."""
        return dict(self._connection.execute("SELECT key, value FROM manifest"))

    def rows(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query that another module of this room words."""
        return self._connection.execute(query, values).fetchall()

    def sources(self) -> list[Source]:
        """The issues, latest first."""
        rows = self._connection.execute(
            "SELECT path, title, organisation, number,"
            " published_start, published_end, published_precision, published_words"
            " FROM issues ORDER BY published_start IS NULL, published_start DESC, path"
        )
        return [source_of(row) for row in rows]

    def digests(self) -> dict[str, bytes]:
        """The digest of each issue's text, by path."""
        return dict(self._connection.execute("SELECT path, digest FROM issues"))

    def text(self, path: str) -> str:
        """The characters of the issue at `path`. Raises StoreError when there is none."""
        row = self._connection.execute("SELECT text FROM issues WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise StoreError(f"No issue named {path} is in the index. See them: newsletter list")
        return str(row[0])

    def headlines(self, path: str) -> list[tuple[str, int]]:
        """The headlines of the issue at `path`, each with the offset its article starts at, in reading order."""
        rows = self._connection.execute(
            "SELECT a.headline, a.start FROM articles a JOIN issues i ON i.id = a.issue"
            " WHERE i.path = ? AND a.kind <> 'masthead' ORDER BY a.start",
            (path,),
        )
        return [(row[0], row[1]) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many issues, articles, sentences and passages there are."""
        tables = ("issues", "articles", "sentences", "passages")
        return {t: int(self._connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}

    def missing_embeddings(self, digests: Iterable[bytes]) -> set[bytes]:
        """Those of `digests` that have no embedding yet."""
        known = self._connection.execute
        return {d for d in digests if known("SELECT 1 FROM embeddings WHERE digest = ?", (d,)).fetchone() is None}

    def embeddings(self) -> tuple[Ids, Vectors]:
        """Every sentence's id, shape (n,), and unit vector, shape (n, 384), in the order of the ids."""
        rows = self._connection.execute(
            "SELECT s.id, e.vector FROM sentences s JOIN embeddings e ON e.digest = s.embedding ORDER BY s.id"
        ).fetchall()
        ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        return ids, _vectors([row[1] for row in rows])

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The passages with these ids, in the order of `ids`."""
        marks = ",".join("?" * len(ids))
        found = {row[0]: _passage(row) for row in self._connection.execute(f"{_PASSAGE} WHERE p.id IN ({marks})", ids)}
        return [found[i] for i in ids]

    def passages_of(self, sentences: Sequence[int]) -> dict[int, int]:
        """The passage each of these sentences stands in, by sentence id."""
        marks = ",".join("?" * len(sentences))
        return dict(self._connection.execute(f"SELECT id, passage FROM sentences WHERE id IN ({marks})", sentences))

    def article_sentences(self, articles: Sequence[int]) -> dict[int, list[StoredSentence]]:
        """All sentences of these articles, in reading order, by article."""
        marks = ",".join("?" * len(articles))
        rows = self._connection.execute(
            "SELECT s.id, s.article, s.passage, s.position,"
            " s.text, s.start, s.end, s.role, s.section, s.paragraph, e.vector"
            " FROM sentences s JOIN embeddings e ON e.digest = s.embedding"
            f" WHERE s.article IN ({marks}) ORDER BY s.article, s.position",
            articles,
        )
        out: dict[int, list[StoredSentence]] = {article: [] for article in articles}
        for row in rows:
            key, article, passage, position = row[:4]
            stored = StoredSentence(key, article, passage, position, Sentence(*row[4:10]), _vectors([row[10]])[0])
            out[stored.article].append(stored)
        return out

    def lexical(self, terms: Sequence[str], n: int, articles: Ids | None) -> list[int]:
        """The ids of the `n` passages that match any of `terms` (folded words) best by BM25, best first."""
        if not terms or (articles is not None and not len(articles)):
            return []
        query = " OR ".join(f'"{americanized(term)}"' for term in terms)
        allowed = "" if articles is None else f" AND p.article IN ({','.join(str(int(a)) for a in articles)})"
        rows = self._connection.execute(
            "SELECT p.id FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?"
            + allowed
            + " ORDER BY bm25(words), p.id LIMIT ?",
            (query, n),
        )
        return [row[0] for row in rows]

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many passages each of these Porter stems occurs; stems that occur nowhere are 0."""
        get = self._connection.execute
        rows = {s: get("SELECT doc FROM vocabulary WHERE term = ?", (s,)).fetchone() for s in stems}
        return {stem: row[0] if row else 0 for stem, row in rows.items()}

    def spellings(self, letter: str) -> dict[str, int]:
        """The folded words of the archive that begin with `letter`, each with the number of passages it stands in."""
        after = chr(ord(letter) + 1)
        return dict(
            self._connection.execute("SELECT term, doc FROM spelled WHERE term >= ? AND term < ?", (letter, after))
        )

    def acronyms(self, text: str) -> list[Acronym]:
        """The archive's acronyms that `text` uses, by their short or their long form, most often defined first."""
        rows = self._connection.execute(
            "SELECT short, long FROM acronyms"
            " WHERE instr(:said, ' ' || short_folded || ' ') OR instr(:said, ' ' || long_folded || ' ')"
            " GROUP BY short_folded, long_folded ORDER BY count(*) DESC, long",
            {"said": f" {' '.join(words(text))} "},
        )
        return [Acronym(*row) for row in rows]

    def articles_matching(self, filters: Filters) -> Ids:
        """The ids of the articles that `filters` let pass."""
        conditions, values = ["1"], []
        if filters.since or filters.until:
            since, until = (filters.since or date.min).isoformat(), (filters.until or date.max).isoformat()
            # A bare year ("since 2010") says little about when; it counts only where all of it lies in the window.
            conditions.append(
                "(EXISTS (SELECT 1 FROM periods p WHERE p.article = a.id AND p.end >= ? AND p.start <= ?"
                " AND (p.precision <> 'year' OR (p.start >= ? AND p.end <= ?)))"
                " OR (NOT EXISTS (SELECT 1 FROM periods p WHERE p.article = a.id)"
                " AND i.published_end >= ? AND i.published_start <= ?))"
            )
            values += [since, until, since, until, since, until]
        if filters.place:
            phrase = " ".join(fold(filters.place).replace('"', " ").split())
            conditions.append(
                "a.id IN (SELECT p.article FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?)"
            )
            values.append(f'"{americanized(phrase)}"')
        rows = self._connection.execute(
            f"SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue WHERE {' AND '.join(conditions)}", values
        ).fetchall()
        return np.array([row[0] for row in rows], dtype=np.int64)

    def sentence_ids(self, articles: Ids) -> Ids:
        """The ids of all sentences of these articles."""
        listed = ",".join(str(int(a)) for a in articles)
        rows = self._connection.execute(f"SELECT id FROM sentences WHERE article IN ({listed})").fetchall()
        return np.array([row[0] for row in rows], dtype=np.int64)

    def faults(self) -> list[str]:
        """What is wrong with the store, in words; empty when it is sound."""
        found = [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"row {row[1]} of {row[0]} refers to a missing {row[2]}"
            for row in self._connection.execute("PRAGMA foreign_key_check")
        ]
        size = 2 * DIMENSION
        bad = self._connection.execute("SELECT count(*) FROM embeddings WHERE length(vector) <> ?", (size,)).fetchone()[
            0
        ]
        found += [f"{bad} embeddings do not have {DIMENSION} dimensions"] if bad else []
        lost = self._connection.execute(
            "SELECT count(*) FROM passages WHERE id NOT IN (SELECT rowid FROM words)"
        ).fetchone()[0]
        found += [f"{lost} passages cannot be found by their words"] if lost else []
        found += [
            f"the text of {path} is not the one that was read"
            for path, text, digest in self._connection.execute("SELECT path, text, digest FROM issues")
            if text_digest(text) != digest
        ]
        return found


def _vectors(blobs: Sequence[bytes]) -> Vectors:
    return np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(len(blobs), DIMENSION).astype(np.float32)


def source_of(row: Sequence[str]) -> Source:
    """The source in a row of path, title, organisation, number and the four columns of `published`."""
    start, end, precision, words = row[4:8]
    published = Period(date.fromisoformat(start), date.fromisoformat(end), precision, words) if start else None  # type: ignore[arg-type]
    path, title, organisation, number = row[:4]
    return Source(path, title, organisation, number, published)


def _passage(row: Sequence[object]) -> Passage:
    key, article, section, text, start, end, first, last, kind, headline, dateline = row[:11]
    return Passage(key, article, source_of(row[11:]), kind, headline, dateline, section, text, start, end, first, last)  # type: ignore[arg-type]
