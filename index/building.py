"""A folder of newsletters to an index."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus import (
    BusyError,
    EncoderError,
    Issue,
    Mention,
    SourceError,
    StoreError,
    find_mentions,
    find_newsletters,
    find_unread,
    read_issue,
)
from index.chunking import PASSAGE_TOKENS, Chunk, chunk
from index.context import findable
from index.encoder import DIMENSION, ENCODER, WEIGHTS_SHA256, Encoder
from index.events import add_mentions, merge_events
from index.store import Store, build_command
from index.store_reader import Reader, text_digest
from index.vectors import build_vectors, save_vectors

STORE_FILE = "archive.sqlite"
VECTORS_FILE = "vectors.faiss"

PARSER = "10"
"""Changes whenever reading a file gives other articles, sentences or events: then all files are read again."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build changed: paths of issues, for each file that could not be read, why, and files in other formats."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    faults: tuple[str, ...]
    unread: tuple[str, ...]
    embedded: int
    """How many sentences were embedded; all others had been seen before."""


def build(folder: Path, data: Path, encoder: Encoder, progress: Progress = lambda *_: None) -> BuildReport:
    """Make the index in `data` hold exactly the newsletters in `folder`.

    Files that did not change are not read into it again. A file that cannot be read is reported
    in `faults`, and what the index held of it stays. Whoever reads the index meanwhile keeps seeing
    the previous generation, and so does everybody if this process dies. Raises SourceError when no
    file can be read, BusyError when another process is building, StoreError when `data` cannot be
    used, EncoderError when it was built with another encoder.
    """
    paths = find_newsletters(folder)
    with _locked(data):  # two first builds would both make the tables
        return _build(folder, paths, data, Store.create(data / STORE_FILE), encoder, progress)


def _locked(data: Path) -> AbstractContextManager[object]:
    """The right to build in `data`, which is made if it is not there, until the block ends."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        return FileLock(data / "build.lock", timeout=0).acquire()
    except Timeout as error:
        raise BusyError(
            f"Another process is building the index in {data}. Wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise StoreError(
            f"{data} cannot be used as data folder: {error.strerror}. "
            "Name a writable folder with --data or NEWSLETTER_DATA."
        ) from error


def _build(
    folder: Path, paths: list[Path], data: Path, store: Store, encoder: Encoder, progress: Progress
) -> BuildReport:
    settings = {"parser": PARSER, "passage_tokens": str(PASSAGE_TOKENS)}
    with store.read() as reader:
        check_encoder(reader, data)
        manifest = reader.manifest()
        current = all(manifest.get(key) == value for key, value in settings.items())
        before = reader.digests()
    issues, faults = _read_all(folder, paths, progress)
    if not issues:
        raise SourceError("No newsletter could be read:\n" + "\n".join(faults))
    fresh = {i.source.path: i for i in issues if not current or before.get(i.source.path) != text_digest(i.text)}
    listed = {path.relative_to(folder).as_posix() for path in paths}
    removed = sorted(before.keys() - listed)
    embedded = _embed(
        {findable(a.kind, s) for i in fresh.values() for a in i.articles for s in a.sentences}, store, encoder, progress
    )
    chunks = {path: [list(chunk(a, encoder.count_tokens)) for a in issue.articles] for path, issue in fresh.items()}
    if fresh or removed or not manifest.get("generation"):
        mentions = _find_events(fresh, progress)
        _commit(fresh, chunks, mentions, removed, store, settings | encoder_manifest())
    with store.read() as reader:
        save_vectors(build_vectors(*reader.embeddings(), reader.generation), data / VECTORS_FILE)
    return BuildReport(
        added=tuple(sorted(fresh.keys() - before.keys())),
        changed=tuple(sorted(fresh.keys() & before.keys())),
        removed=tuple(removed),
        unchanged=tuple(sorted(before.keys() - fresh.keys() - set(removed))),
        faults=tuple(faults),
        unread=tuple(path.relative_to(folder).as_posix() for path in find_unread(folder)),
        embedded=embedded,
    )


def _read_all(folder: Path, paths: list[Path], progress: Progress) -> tuple[list[Issue], list[str]]:
    issues, faults = [], []
    for done, path in enumerate(paths):
        progress("Reading newsletters", done, len(paths))
        try:
            issues.append(read_issue(path, folder))
        except SourceError as error:
            faults.append(str(error))
    progress("Reading newsletters", len(paths), len(paths))
    return issues, faults


def _find_events(issues: dict[str, Issue], progress: Progress) -> dict[str, tuple[Mention, ...]]:
    """What each of `issues` says of events, by path."""
    found = {}
    for done, (path, issue) in enumerate(issues.items()):
        progress("Finding events", done, len(issues))
        found[path] = find_mentions(issue)
    progress("Finding events", len(issues), len(issues))
    return found


def _embed(texts: set[str], store: Store, encoder: Encoder, progress: Progress) -> int:
    """Embed those of `texts` that never were, keeping each batch at once: a killed build loses one batch."""
    by_digest = {text_digest(text): text for text in texts}
    with store.read() as reader:
        missing = reader.missing_embeddings(by_digest)
    order = sorted(missing, key=lambda digest: (len(by_digest[digest]), digest))  # alike lengths waste no padding
    for batch in _batches(order):
        progress("Embedding sentences", batch.start, len(order))
        digests = order[batch]
        vectors = encoder.encode([by_digest[d] for d in digests])
        with store.write() as writer:
            writer.add_embeddings(digests, vectors)
    progress("Embedding sentences", len(order), len(order))
    return len(order)


def _batches(items: list[bytes]) -> Iterator[slice]:
    return (slice(at, min(at + _BATCH, len(items))) for at in range(0, len(items), _BATCH))


def _commit(
    fresh: dict[str, Issue],
    chunks: dict[str, list[list[Chunk]]],
    mentions: dict[str, tuple[Mention, ...]],
    removed: list[str],
    store: Store,
    manifest: dict[str, str],
) -> None:
    with store.write() as writer:
        for path in [*removed, *fresh]:
            writer.remove_issue(path)
        for path, issue in fresh.items():
            add_mentions(writer, issue, writer.add_issue(issue, chunks[path]), mentions[path])
        merge_events(writer)
        writer.finish(manifest)


def encoder_manifest() -> dict[str, str]:
    """What the manifest keeps of the encoder."""
    return {"encoder": ENCODER, "encoder_digest": WEIGHTS_SHA256, "dimension": str(DIMENSION)}


def check_encoder(reader: Reader, data: Path) -> None:
    """Raise EncoderError unless the index was made with this encoder, or with none yet."""
    manifest = reader.manifest()
    if any(manifest.get(key, value) != value for key, value in encoder_manifest().items()):
        raise EncoderError(
            f"The index in {data} was built with the encoder {manifest.get('encoder')} "
            f"({manifest.get('encoder_digest', '')[:12]}…), not with {ENCODER} ({WEIGHTS_SHA256[:12]}…). "
            f"Build it again: rm -r {shlex.quote(str(data))} && {build_command(data)}"
        )
