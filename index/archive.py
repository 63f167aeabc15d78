"""The opened index: the archive as others see it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus import NoIndexError, StoreError
from index.building import STORE_FILE, VECTORS_FILE, check_encoder
from index.store import Store, build_command
from index.store_reader import Reader
from index.vectors import VectorIndex, build_vectors, load_vectors, save_vectors


class Archive:
    """An index opened for questions; safe to share between threads. Make one with `Archive.open`."""

    def __init__(self, data: Path, store: Store) -> None:
        self.data = data
        self._store = store
        self._vectors: VectorIndex | None = None
        self._lock = threading.Lock()

    @classmethod
    def open(cls, data: Path) -> "Archive":
        """The archive in the folder `data`.

        Raises NoIndexError when nothing was built there, EncoderError when it was built with another
        encoder, StoreError when it cannot be read.
        """
        archive = cls(data, Store.open(data / STORE_FILE))
        with archive.snapshot():
            return archive

    @contextmanager
    def snapshot(self) -> Iterator["Snapshot"]:
        """One generation of the archive, whole and unchanging while the block runs."""
        with self._store.read() as reader:
            check_encoder(reader, self.data)
            yield Snapshot(reader, self._vectors_of(reader))

    def _vectors_of(self, reader: Reader) -> VectorIndex:
        """The vector index of the reader's generation: at hand, from its file, or built again."""
        generation = reader.generation
        if not generation:
            raise NoIndexError(f"There is no index in {self.data}. Build it: {build_command(self.data)}")
        with self._lock:
            if self._vectors is None or self._vectors.generation != generation:
                path = self.data / VECTORS_FILE
                self._vectors = load_vectors(path, generation)
                if self._vectors is None:
                    self._vectors = build_vectors(*reader.embeddings(), generation)
                    with suppress(StoreError):  # a folder that cannot be written can still be read
                        save_vectors(self._vectors, path)
            return self._vectors


class Snapshot:
    """One generation of rows and vectors that belong together."""

    def __init__(self, reader: Reader, vectors: VectorIndex) -> None:
        self.reader = reader
        self.vectors = vectors

    def faults(self) -> list[str]:
        """What is wrong with the archive, in words; empty when it is sound."""
        counts = self.reader.counts()
        found = self.reader.faults()
        if len(self.vectors) != counts["sentences"]:
            found.append(f"{len(self.vectors)} vectors stand for {counts['sentences']} sentences")
        return found
