"""The real parts, made once: the encoder, and an assistant over the shipped newsletter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.reading import load_reader
from assistant.types import Reader
from corpus import SHIPPED, Issue, read_issue
from index import Archive, Encoder, build, load_encoder

SHIPPED_FILE = SHIPPED / "anso-newsletter-25-2024-12.md"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="session")
def shipped() -> Issue:
    return read_issue(SHIPPED_FILE, SHIPPED)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A data folder with the index of the shipped newsletter; tests that change an index make their own."""
    folder = tmp_path_factory.mktemp("data")
    build(SHIPPED, folder, encoder)
    return folder


@pytest.fixture(scope="session")
def assistant(data: Path, encoder: Encoder, reader: Reader) -> Assistant:
    return Assistant(Archive.open(data), encoder, reader)


@pytest.fixture
def newsletters(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write files, by name, into a folder of newsletters and return the folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        folder = tmp_path / "newsletters"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write
