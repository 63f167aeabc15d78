"""The source view over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant import Assistant
from corpus import NoIndexError
from web import Startup, make_app


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    startup = Startup(lambda progress: assistant)
    startup.start()
    with TestClient(make_app(startup)) as opened:
        yield opened


def test_shows_the_quotation_in_its_article(client: TestClient) -> None:
    reply = client.get("/source", params={"path": "anso-newsletter-25-2024-12.md", "start": 10657, "end": 10745})
    assert reply.status_code == 200
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "20 to 23 November in Budapest, Hungary.</mark>" in reply.text


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "none.md", "", "..\\x", "\0"])
def test_only_stored_newsletters_can_be_read(client: TestClient, path: str) -> None:
    assert client.get("/source", params={"path": path}).status_code == 404


@pytest.mark.parametrize(("start", "end"), [(-5, 10), (10**12, 10**12), (50, 10)])
def test_odd_offsets_show_an_article_all_the_same(client: TestClient, start: int, end: int) -> None:
    assert (
        client.get("/source", params={"path": "anso-newsletter-25-2024-12.md", "start": start, "end": end}).status_code
        == 200
    )


def test_a_failed_start_is_told() -> None:
    def fail(progress: object) -> Assistant:
        raise NoIndexError("nothing here; build it")

    startup = Startup(fail)
    startup.start()
    assert startup.wait(5) is None
    assert startup.failed
    assert startup.status == "nothing here; build it"
