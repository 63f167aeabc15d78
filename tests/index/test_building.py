"""Indexes are built, changed, interrupted and mended."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from corpus import SHIPPED, BusyError, EncoderError, NoIndexError, SourceError, StoreError
from index import Archive, Encoder, build, search
from index.store import Store

Write = Callable[[dict[str, str | bytes]], Path]

BRIDGE = "# The new bridge over the river opens\n\nThe bridge was opened by Mayor Ada Stone on 3 May 2023.\n"
SCHOOL = "# The village school closes its doors\n\nThe school closed after ninety years of teaching.\n"


def found(archive: Archive, encoder: Encoder, question: str) -> list[str]:
    with archive.snapshot() as snapshot:
        return [h.passage.headline for h in search(snapshot, question, encoder.encode([question])[0], 3)]


def test_a_folder_becomes_searchable(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    report = build(newsletters({"a.md": BRIDGE, "b.md": SCHOOL}), tmp_path / "data", encoder)
    assert report.added == ("a.md", "b.md")
    assert (
        found(Archive.open(tmp_path / "data"), encoder, "Who opened the bridge?")[0]
        == "The new bridge over the river opens"
    )


def test_only_what_is_new_is_embedded(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder = newsletters({"a.md": BRIDGE, "b.md": SCHOOL})
    build(folder, tmp_path / "data", encoder)
    again = build(folder, tmp_path / "data", encoder)
    assert (again.unchanged, again.embedded) == (("a.md", "b.md"), 0)
    (folder / "b.md").write_text(SCHOOL + "\nA museum moves in.\n")
    changed = build(folder, tmp_path / "data", encoder)
    assert (changed.changed, changed.embedded) == (("b.md",), 1)
    (folder / "a.md").rename(folder / "c.md")
    moved = build(folder, tmp_path / "data", encoder)
    assert (moved.added, moved.removed, moved.embedded) == (("c.md",), ("a.md",), 0)


def test_an_open_archive_sees_the_next_generation(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder = newsletters({"a.md": BRIDGE})
    build(folder, tmp_path / "data", encoder)
    archive = Archive.open(tmp_path / "data")
    assert found(archive, encoder, "school") == ["The new bridge over the river opens"]
    (folder / "b.md").write_text(SCHOOL)
    build(folder, tmp_path / "data", encoder)
    assert found(archive, encoder, "school")[0] == "The village school closes its doors"


def test_a_reader_keeps_its_snapshot_while_a_build_ends(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder = newsletters({"a.md": BRIDGE})
    build(folder, tmp_path / "data", encoder)
    with Archive.open(tmp_path / "data").snapshot() as snapshot:
        (folder / "a.md").write_text(SCHOOL)
        build(folder, tmp_path / "data", encoder)
        assert snapshot.reader.text("a.md") == BRIDGE


def test_a_file_that_cannot_be_read_is_reported_and_what_was_stored_stays(
    newsletters: Write, tmp_path: Path, encoder: Encoder
) -> None:
    folder = newsletters({"a.md": BRIDGE, "b.md": SCHOOL})
    build(folder, tmp_path / "data", encoder)
    (folder / "a.md").write_bytes(b"\x00\x01\x02" * 500)
    report = build(folder, tmp_path / "data", encoder)
    assert len(report.faults) == 1
    assert "a.md is not text" in report.faults[0]
    assert found(Archive.open(tmp_path / "data"), encoder, "bridge")[0] == "The new bridge over the river opens"


def test_a_folder_without_anything_readable_changes_nothing(
    newsletters: Write, tmp_path: Path, encoder: Encoder
) -> None:
    folder = newsletters({"a.md": BRIDGE})
    build(folder, tmp_path / "data", encoder)
    (folder / "a.md").write_bytes(b"")
    with pytest.raises(SourceError, match="No newsletter could be read"):
        build(folder, tmp_path / "data", encoder)
    assert found(Archive.open(tmp_path / "data"), encoder, "bridge")


@pytest.mark.parametrize("harm", ["missing", "cut", "flipped", "stale"])
def test_a_harmed_vector_file_is_made_again_from_the_stored_embeddings(
    harm: str, newsletters: Write, tmp_path: Path, encoder: Encoder
) -> None:
    folder, data = newsletters({"a.md": BRIDGE, "b.md": SCHOOL}), tmp_path / "data"
    build(folder, data, encoder)
    path = data / "vectors.faiss"
    whole = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif harm == "flipped":
        path.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
    else:
        (folder / "a.md").write_text(BRIDGE + "\nMore.\n")
        build(folder, data, encoder)
        path.write_bytes(whole)
    archive = Archive.open(data)
    assert found(archive, encoder, "Who opened the bridge?")[0] == "The new bridge over the river opens"
    with archive.snapshot() as snapshot:
        assert snapshot.faults() == []


def test_a_killed_build_leaves_the_previous_generation(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder, data = newsletters({"a.md": BRIDGE}), tmp_path / "data"
    build(folder, data, encoder)
    (folder / "b.md").write_text(SCHOOL)
    script = textwrap.dedent(f"""
        import time
        from pathlib import Path
        import index.store_writer
        from index import build, load_encoder
        finish = index.store_writer.Writer.finish
        def slow(self, manifest):
            print("writing", flush=True)
            time.sleep(60)
            return finish(self, manifest)
        index.store_writer.Writer.finish = slow
        build(Path({str(folder)!r}), Path({str(data)!r}), load_encoder())
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.1)
    archive = Archive.open(data)
    with archive.snapshot() as snapshot:
        assert snapshot.faults() == []
        assert [s.path for s in snapshot.reader.sources()] == ["a.md"]
    assert build(folder, data, encoder).embedded == 0  # its work on the new sentences was kept


def test_two_builds_at_once_are_refused(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    folder, data = newsletters({"a.md": BRIDGE}), tmp_path / "data"
    data.mkdir()
    with FileLock(data / "build.lock"), pytest.raises(BusyError, match="Another process is building"):
        build(folder, data, encoder)
    assert not (data / "archive.sqlite").exists()  # or both would make its tables
    build(folder, data, encoder)
    with FileLock(data / "build.lock"), pytest.raises(BusyError, match="Another process is building"):
        build(folder, data, encoder)


def test_vectors_that_cannot_be_written_are_named(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "data" / "vectors.faiss").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"vectors\.faiss cannot be written: Is a directory"):
        build(newsletters({"a.md": BRIDGE}), tmp_path / "data", encoder)


def test_an_index_of_another_encoder_is_refused_with_the_command_that_mends_it(
    newsletters: Write, tmp_path: Path, encoder: Encoder
) -> None:
    folder, data = newsletters({"a.md": BRIDGE}), tmp_path / "our data"
    build(folder, data, encoder)
    with sqlite3.connect(data / "archive.sqlite") as connection:
        connection.execute("UPDATE manifest SET value = 'another' WHERE key = 'encoder'")
    with pytest.raises(EncoderError, match=f"rm -r '{data}' && newsletter build FOLDER --data '{data}'"):
        Archive.open(data)
    with pytest.raises(EncoderError):
        build(folder, data, encoder)


def test_a_data_folder_without_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="newsletter build FOLDER"):
        Archive.open(tmp_path)


@pytest.mark.parametrize("last", ["SELECT 1", "PRAGMA journal_mode = WAL"])
def test_what_a_killed_first_build_leaves_is_no_index(last: str, tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "archive.sqlite").touch()
    with sqlite3.connect(tmp_path / "archive.sqlite") as connection:
        connection.execute(last)
    with pytest.raises(NoIndexError, match="never finished"):
        Archive.open(tmp_path)
    build(SHIPPED, tmp_path, encoder)
    Archive.open(tmp_path)


def test_an_index_that_is_being_written_is_busy_not_damaged(
    newsletters: Write, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.PATIENCE", 0)
    folder, data = newsletters({"a.md": BRIDGE}), tmp_path / "data"
    build(folder, data, encoder)
    (folder / "b.md").write_text(SCHOOL)
    with Store(data / "archive.sqlite").write(), pytest.raises(BusyError, match="Another process is writing"):
        build(folder, data, encoder)


def test_nobody_is_told_to_delete_an_index_for_want_of_space(data: Path) -> None:
    with pytest.raises(StoreError, match="check the free space") as raised, Store(data / "archive.sqlite").write() as w:
        w.rows("PRAGMA max_page_count = 1")
        w.insert("manifest", "key", "x" * 100_000)
    assert "delete" not in str(raised.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"this is not a database, whatever its name says" * 100)
    with pytest.raises(StoreError, match=r"archive\.sqlite cannot be used"):
        Archive.open(tmp_path)
    with pytest.raises(StoreError, match=r"archive\.sqlite cannot be used"):
        build(SHIPPED, tmp_path, encoder)


def test_an_unwritable_data_folder_is_named(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="NEWSLETTER_DATA"):
        build(SHIPPED, tmp_path / "file" / "data", encoder)


def test_verification_sees_a_changed_text(newsletters: Write, tmp_path: Path, encoder: Encoder) -> None:
    build(newsletters({"a.md": BRIDGE}), tmp_path / "data", encoder)
    with sqlite3.connect(tmp_path / "data" / "archive.sqlite") as connection:
        connection.execute("UPDATE issues SET text = replace(text, 'Ada', 'Eve')")
    with Archive.open(tmp_path / "data").snapshot() as snapshot:
        assert snapshot.faults() == ["the text of a.md is not the one that was read"]
