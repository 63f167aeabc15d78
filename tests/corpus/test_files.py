"""Folders and files as people have them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import SourceError, find_newsletters, find_unread, fold, read_issue, read_text

Write = Callable[[dict[str, str | bytes]], Path]


def test_finds_newsletters_in_folders_below_and_leaves_out_the_rest(newsletters: Write) -> None:
    folder = newsletters({"b.md": "x", "2024/a.TXT": "x", ".git/c.md": "x", "d.pdf": b"%PDF", ".e.md": "x"})
    assert [p.relative_to(folder).as_posix() for p in find_newsletters(folder)] == ["b.md", "2024/a.TXT"]


def test_a_link_out_of_the_folder_is_not_followed(newsletters: Write, tmp_path: Path) -> None:
    folder = newsletters({"a.md": "x"})
    (tmp_path / "secret.md").write_text("secret")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    assert [p.name for p in find_newsletters(folder)] == ["a.md"]


@pytest.mark.parametrize("target", ["odd.md", "nowhere.md"])
def test_a_link_that_leads_nowhere_is_no_newsletter(target: str, newsletters: Write) -> None:
    folder = newsletters({"a.md": "x"})
    (folder / "odd.md").symlink_to(folder / target)
    assert [p.name for p in find_newsletters(folder)] == ["a.md"]


def test_a_pipe_is_no_newsletter(newsletters: Write) -> None:
    folder = newsletters({"a.md": "x"})
    os.mkfifo(folder / "pipe.md")
    assert [p.name for p in find_newsletters(folder)] == ["a.md"]


def test_hidden_folders_are_not_looked_into(newsletters: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, scan, seen = newsletters({"a.md": "x", ".git/objects/b.md": "x"}), os.scandir, []
    monkeypatch.setattr(os, "scandir", lambda path: seen.append(path) or scan(path))
    find_newsletters(folder)
    assert [Path(path) for path in seen] == [folder]


@pytest.mark.parametrize("name", [b"\xe9t\xe9.md", b"\xe9t\xe9/a.md"])
def test_a_name_that_is_not_utf_8_is_the_fault_of_that_file(name: bytes, newsletters: Write) -> None:
    folder = newsletters({"a.md": "x", os.fsdecode(name): "x"})
    read, odd = find_newsletters(folder)
    assert read_issue(read, folder).source.path == "a.md"
    with pytest.raises(SourceError, match=r"\\udce9t\\udce9.* has a name that is not in UTF-8\. Rename it\."):
        read_issue(odd, folder)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("Türkiye".encode(), "Türkiye"),
        (b"\xef\xbb\xbfhello", "\ufeffhello"),
        ("Türkiye – ok".encode("cp1252"), "Türkiye – ok"),
        ("Türkiye".encode("utf-16"), "Türkiye"),
        (b"a\r\nb", "a\r\nb"),
    ],
)
def test_reads_the_encodings_that_newsletters_come_in(newsletters: Write, content: bytes, read: str) -> None:
    assert read_text(newsletters({"a.md": content}) / "a.md") == read


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no text"),
        (b" \n\t\n", "holds no text"),
        (bytes(range(256)) * 8, "is not text"),
        (b"text\x00" * 100, "is not text"),
        ("cut in the middle".encode("utf-16")[:-1], "is not text"),
        (b"x" * 50 * 2**20, "has 50 MB"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(newsletters: Write, content: bytes, says: str) -> None:
    folder = newsletters({"bad.md": content})
    with pytest.raises(SourceError, match=says) as raised:
        read_issue(folder / "bad.md", folder)
    assert "bad.md" in str(raised.value)


def test_a_missing_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not a folder"):
        find_newsletters(tmp_path / "none")
    with pytest.raises(SourceError, match="holds no newsletter"):
        find_newsletters(tmp_path)


def test_files_in_other_formats_are_named(tmp_path: Path) -> None:
    (tmp_path / "scan.PDF").touch()
    with pytest.raises(SourceError, match=r"Convert what is there first: scan\.PDF"):
        find_newsletters(tmp_path)
    (tmp_path / "a.md").write_text("# Bridge\n\nIt opened.")
    assert [path.name for path in find_newsletters(tmp_path)] == ["a.md"]
    assert [path.name for path in find_unread(tmp_path)] == ["scan.PDF"]


@pytest.mark.parametrize(
    "one, other",
    [("TÜBİTAK", "tubitak"), ("Lalić", "LALIC"), ("Đorđe", "dorde"), ("Straße", "strasse"), ("Łódź", "lodz")],
)
def test_spellings_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
