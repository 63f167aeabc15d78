"""The one source of truth: a SQLite file that holds issues, articles, sentences, passages and embeddings.

Writing is one transaction that ends with a new generation; reading happens in a snapshot of one
generation. Embeddings are kept by the text they were made from, so that text seen before, in
whatever file, is not embedded again, and a build that was killed continues where it stopped.
"""

import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import BusyError, NoIndexError, StoreError
from index.store_reader import Reader
from index.store_writer import Writer
from index.tables import SCHEMA, TABLES

PATIENCE = 30
"""Seconds for which another process that is writing is waited for."""


def build_command(folder: Path) -> str:
    """What to type for the index in `folder`, which may have spaces in its name, to be built."""
    return f"newsletter build FOLDER --data {shlex.quote(str(folder))}"


class Store:
    """The SQLite file in a data folder. Every `read` and `write` opens a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> "Store":
        """The store at `path`, made there if there is none; not for two processes at once."""
        store = cls(path)
        with store._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.executescript(f"BEGIN; {TABLES} INSERT INTO manifest VALUES ('schema', '{SCHEMA}'); COMMIT;")
        return store

    @classmethod
    def open(cls, path: Path) -> "Store":
        """The store at `path`. Raises NoIndexError when nothing was ever built there."""
        if not path.is_file():
            raise NoIndexError(f"There is no index in {path.parent}. Build it: {build_command(path.parent)}")
        store = cls(path)
        with store.read() as reader:
            if not reader.generation:
                raise store._unfinished()
        return store

    @contextmanager
    def read(self) -> Iterator["Reader"]:
        """A consistent snapshot: what a writer commits meanwhile is not seen. Raises NoIndexError without tables."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():  # a first build was killed
                raise self._unfinished()
            reader = Reader(connection)
            if (schema := reader.manifest().get("schema")) != SCHEMA:
                raise StoreError(
                    f"{self.path} has tables of version {schema}, not {SCHEMA}. "
                    f"Delete {self.path.parent} and build again: {build_command(self.path.parent)}"
                )
            yield reader

    @contextmanager
    def write(self) -> Iterator["Writer"]:
        """A transaction: all of it is kept when the block ends, nothing when it raises or the process dies."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield Writer(connection)
            connection.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path} cannot be opened: {error}. Name a writable folder with --data or NEWSLETTER_DATA."
            ) from error
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise BusyError(f"Another process is writing {self.path}. Wait until it has finished.") from error
            raise StoreError(
                f"{self.path} cannot be used: {error}. Try again; if that does not help, check the free space and "
                f"the permissions of {self.path.parent}."
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{self.path} cannot be used: {error}. If it is damaged, delete it and build again: "
                f"{build_command(self.path.parent)}"
            ) from error
        finally:
            connection.close()  # what was not committed is rolled back

    def _unfinished(self) -> NoIndexError:
        folder = self.path.parent
        return NoIndexError(f"The index in {folder} was never finished. Build it: {build_command(folder)}")
