"""The source view and the files of events over HTTP."""

import csv
import io
import time
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


def test_events_are_saved_as_a_table(client: TestClient) -> None:
    reply = client.get("/events.csv", params={"place": "Romania", "since": "2024-11-01"})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == "attachment; filename=events.csv"
    assert reply.headers["x-content-type-options"] == "nosniff"
    [row] = csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")))
    assert (row["start"], row["name"], row["place"]) == (
        "2024-11-15",
        "Sino-Romanian Science Forum",
        "Bucharest, Romania",
    )


def test_events_are_saved_as_json_and_for_calendars(client: TestClient) -> None:
    found = client.get("/events.json", params={"place": "Romania", "kind": ""}).json()
    assert [event["period"]["start"] for event in found["events"]] == ["2024-08-22", "2024-11-15"]
    calendar = client.get("/events.ics", params={"place": "Romania"})
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert calendar.text.count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        ({"since": "2024-13-01"}, "since is '2024-13-01', which is not a date"),
        ({"since": "2025-01-01", "until": "2024-01-01"}, "since (2025-01-01) is after until (2024-01-01)"),
        ({"status": "lost"}, "status is 'lost'"),
        ({"plcae": "Romania"}, "There is no filter 'plcae'"),
    ],
)
def test_filters_that_cannot_be_read_are_refused(client: TestClient, params: dict[str, str], fault: str) -> None:
    reply = client.get("/events.csv", params=params)
    assert reply.status_code == 400
    assert reply.headers["content-type"].startswith("text/plain")
    assert fault in reply.text


def test_there_are_no_other_files(client: TestClient) -> None:
    assert client.get("/events.exe").status_code == 404


@pytest.mark.parametrize("path", ["/source?path=a.md", "/events.csv"])
def test_nothing_waits_for_an_archive_that_is_not_open_yet(path: str) -> None:
    with TestClient(make_app(Startup(lambda progress: pytest.fail("never started")))) as client:
        began = time.monotonic()
        reply = client.get(path)
    assert (reply.status_code, reply.text) == (503, "The archive is not open yet. Try again in a moment.")
    assert time.monotonic() - began < 10


def test_a_failed_start_is_told() -> None:
    def fail(progress: object) -> Assistant:
        raise NoIndexError("nothing here; build it")

    startup = Startup(fail)
    startup.start()
    assert startup.wait(5) is None
    assert startup.failed
    assert startup.status == "nothing here; build it"
