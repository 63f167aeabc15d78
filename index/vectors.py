"""Nearest sentences by inner product, kept in a file that can always be made again."""

import hashlib
import os
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus import StoreError
from index.encoder import DIMENSION, Vectors

_MAGIC = b"newsletter-vectors-1\n"

Ids = NDArray[np.int64]


class VectorIndex:
    """An exact inner product index over unit vectors, searched by id."""

    def __init__(self, index: faiss.Index, generation: str) -> None:
        self._index = index
        self.generation = generation

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: NDArray[np.float32], n: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """The ids of the `n` vectors nearest to `vector` (shape (384,)), with their cosines, nearest first.

        With `allowed`, only those ids are looked at.
        """
        n = min(n, len(self) if allowed is None else len(allowed))
        if n == 0:
            return []
        parameters = None if allowed is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        similarities, ids = self._index.search(vector[None, :], n, params=parameters)
        return [(int(i), float(s)) for i, s in zip(ids[0], similarities[0], strict=True) if i >= 0]


def build_vectors(ids: Ids, vectors: Vectors, generation: str) -> VectorIndex:
    """The index of `vectors`, shape (n, 384), under `ids`, shape (n,)."""
    index = faiss.IndexIDMap(faiss.IndexFlatIP(DIMENSION))
    if len(ids):
        index.add_with_ids(vectors, ids)
    return VectorIndex(index, generation)


def save_vectors(vectors: VectorIndex, path: Path) -> None:
    """Write the index to `path`, whole or not at all. Raises StoreError where that cannot be done."""
    payload = faiss.serialize_index(vectors._index).tobytes()
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(_header(vectors.generation, payload) + payload)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}. Check the free space and the permissions of {path.parent}."
        ) from error


def load_vectors(path: Path, generation: str) -> VectorIndex | None:
    """The index in the file at `path`; None unless it can be read, is whole and of `generation`."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    header = _header(generation, b"")[:-32]
    payload = data[len(header) + 32 :]
    if data[: len(header) + 32] != _header(generation, payload):
        return None
    return VectorIndex(faiss.deserialize_index(np.frombuffer(payload, dtype=np.uint8)), generation)


def _header(generation: str, payload: bytes) -> bytes:
    return _MAGIC + generation.encode() + b"\n" + hashlib.sha256(payload).digest()
