"""Newsletter files: which there are, and their characters."""

import os
from contextlib import suppress
from pathlib import Path

from corpus.calendars import SUFFIX as CALENDAR
from corpus.errors import SourceError
from corpus.pages import SUFFIXES as PAGES
from corpus.parsing import parse_issue
from corpus.types import Issue

SUFFIXES = (".md", ".markdown", ".txt", *PAGES, CALENDAR)
"""The formats that are read: Markdown, plain text, web pages and calendars."""

UNREAD_SUFFIXES = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml", ".epub")
"""Formats in which newsletters come too, and which are not read."""

LARGEST = 8 * 2**20
"""Bytes: the complete works of Shakespeare fit in, so what is larger is not one newsletter."""

SHIPPED = Path(__file__).parent / "newsletters"
"""The folder of issues that come with the project."""


def find_newsletters(folder: Path) -> list[Path]:
    """The newsletter files in `folder` and the folders below it, hidden ones left out, sorted by path.

    Links that lead out of the folder are not followed. Raises SourceError when the folder does
    not exist, is not a folder, or holds no newsletter.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder} is not a folder. Name an existing folder that holds newsletters ({_formats()}).")
    found = _files(folder, SUFFIXES)
    if not found:
        unread = ", ".join(path.name for path in find_unread(folder)[:3])
        convert = f" Convert what is there first: {unread} …" if unread else ""
        raise SourceError(
            f"{folder} holds no newsletter. Put {_formats()} files into it, or name another folder.{convert}"
        )
    return found


def find_unread(folder: Path) -> list[Path]:
    """The files beside the newsletters whose formats people use for newsletters, too, but which are not read."""
    return _files(folder, UNREAD_SUFFIXES)


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    root, found = folder.resolve(), []
    for base, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if name.lower().endswith(suffixes) and not name.startswith(".") and _is_inside(path, root):
                found.append(path)
    return found


def _is_inside(path: Path, root: Path) -> bool:
    """Whether there is a file at `path`, no pipe or link to nowhere, and not outside `root`."""
    return path.is_file() and path.resolve().is_relative_to(root)


def read_issue(path: Path, folder: Path) -> Issue:
    """The issue in the file at `path`, named relative to `folder`.

    Raises SourceError when the file cannot be read (see `read_text`), has no text, or a name that is not in UTF-8.
    """
    name = path.relative_to(folder).as_posix()
    if any("\ud800" <= character <= "\udfff" for character in name):  # Python's way to keep bytes that are not UTF-8
        shown = name.encode("utf-8", "backslashreplace").decode()
        raise SourceError(f"{shown} in {folder} has a name that is not in UTF-8. Rename it.")
    issue = parse_issue(name, read_text(path))
    if not issue.articles:
        raise SourceError(f"{path} holds no text. Remove it, or put the newsletter's text into it.")
    return issue


def read_text(path: Path) -> str:
    """The characters of the file at `path`, line ends as they are.

    UTF-8, UTF-16 with a byte order mark, and Windows-1252 are understood. Raises SourceError when
    the file cannot be opened, is larger than `LARGEST`, or is not text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceError(
                f"{path} has {size / 2**20:.0f} MB; a newsletter has at most {LARGEST // 2**20}. Split it into issues."
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}. Check that it exists and may be read.") from error
    text = _decode(data)
    if text is None:
        raise SourceError(f"{path} is not text. Convert it to {_formats()}, in UTF-8, or remove it.")
    return text


def _decode(data: bytes) -> str | None:
    """`data` as text; None when it is not text in any encoding understood here."""
    encodings: tuple[str, ...] = ("utf-8", "cp1252")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif _controls(data) > len(data) // 1000:
        return None
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None


def _controls(data: bytes) -> int:
    """How many bytes of `data` no text has: control characters other than tab, line ends and form feed."""
    return len(data) - len(data.translate(None, bytes({*range(32)} - {9, 10, 12, 13})))


def _unreadable(error: OSError) -> None:
    raise SourceError(f"{error.filename} cannot be read: {error.strerror}. Check its permissions.") from error


def _formats() -> str:
    return ", ".join(SUFFIXES)
