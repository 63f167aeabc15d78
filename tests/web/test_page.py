"""The page in a real browser, on a desk and on a phone."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant import Assistant
from web import Startup, make_app

expect.set_options(timeout=20_000)  # milliseconds: a machine that is busy takes its time

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desk": {"width": 1280, "height": 850}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page served by `app.py` from an empty data folder: it builds its index while we wait."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "NEWSLETTER_PORT": str(port),
        "NEWSLETTER_DATA": str(tmp_path_factory.mktemp("page")),
        "HF_HUB_OFFLINE": "1",
    }
    with subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as server:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            assert server.poll() is None, server.stderr and server.stderr.read()
            try:
                urlopen(url, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "No Chromium found. Install Debian's package: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZES[request.param])  # type: ignore[arg-type]
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    requested: list[str] = []
    opened.on("request", lambda r: requested.append(r.url))
    opened.goto(address)
    yield opened
    outside = [url for url in requested if not url.startswith((address, "data:", "blob:"))]
    assert outside == [], "the page loads something from elsewhere"
    context.close()


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def test_ask_read_open_the_citation_and_follow_up(page: Page) -> None:
    ask(page, "Who chaired the 9th Governing Board meeting?")  # may still be loading: it says so, then answers
    expect(page.locator("#chat")).to_contain_text("chaired by Prof. Sukit Limpijumngong", timeout=60_000)
    page.locator("#chat blockquote a.cite").first.click()
    article = page.frame_locator("dialog#source iframe")
    expect(article.locator("mark")).to_contain_text("Sukit Limpijumngong")
    expect(article.locator("mark")).to_be_in_viewport()
    expect(article.locator("h1")).to_contain_text("9th ANSO Governing Board")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#chat .user-row").last).to_be_in_viewport()
    expect(page.locator("#chat .phrase")).to_be_in_viewport()
    ask(page, "Where was it held?")
    expect(page.locator("#chat")).to_contain_text("Bangkok, Thailand")


def test_a_new_conversation_stays_empty_while_the_last_answer_is_still_being_written(page: Page) -> None:
    ask(page, "Tell me about the World Science Forum")
    expect(page.locator("#chat .user-row")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_timeout(2_000)
    expect(page.locator("#chat .user-row")).to_have_count(0)


def test_what_is_typed_as_soon_as_it_can_be_is_answered(page: Page, address: str) -> None:
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    page.goto(address)
    ask(page, "What is in the latest issue?")
    expect(page.locator("#chat .reply")).to_contain_text("ANSO", timeout=60_000)


def test_what_the_archive_does_not_say(page: Page) -> None:
    ask(page, "What is the annual budget of <b>ANSO</b>?")
    expect(page.locator("#chat .reply")).to_contain_text("The archive does not say.", timeout=60_000)
    expect(page.locator("#chat .reply")).to_contain_text("<b>ANSO</b>")
    page.locator("#chat .reply a").first.click()
    expect(page.frame_locator("dialog#source iframe").locator("h1")).to_be_visible()


def test_back_closes_the_article(page: Page, address: str) -> None:
    ask(page, "What is in the latest issue?")
    for citation in range(2):
        page.locator("#chat a.cite").nth(citation).click(timeout=60_000)
        expect(page.locator("dialog#source")).to_be_visible()
        page.go_back()
        expect(page.locator("dialog#source")).to_be_hidden()
    expect(page).to_have_url(address)
    expect(page.locator("#chat .user-row")).to_have_count(1)


def test_examples_ask_themselves_and_the_issues_are_listed(page: Page) -> None:
    page.locator("#examples .example").first.click()
    expect(page.locator("#chat ul.references")).to_be_visible()
    expect(page.locator("#issues summary")).to_contain_text("No. 25, December 2024")
    expect(page.locator("#status .note")).to_have_count(0)


def test_an_overlong_question_is_refused_politely(page: Page) -> None:
    expect(page.locator("#issues summary")).to_be_visible(timeout=60_000)
    ask(page, "x" * 100_000)
    expect(page.locator("#chat .fault")).to_contain_text("100,000 characters")


def test_events_are_filtered_and_open_their_source(page: Page) -> None:
    page.get_by_role("tab", name="Events").click()
    rows = page.locator("#events tbody tr")
    expect(rows).to_have_count(9, timeout=60_000)
    expect(page.locator("#timeline svg.marks")).to_be_visible()
    expect(page.locator("#map svg.marks")).to_be_visible()
    page.get_by_role("textbox", name="Place").fill("Romania")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(page.locator("#summary")).to_contain_text("Events in Romania: 2 of 9 events; 6 articles looked at.")
    rows.filter(has_text="Sino-Romanian").locator("td a").click()
    expect(page.frame_locator("dialog#source iframe").locator("mark")).to_contain_text("on 15 November 2024")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_link_reopens_the_events_it_was_taken_from(page: Page, address: str) -> None:
    page.goto(address + "?view=events&place=Romania")
    expect(page.locator("#events tbody tr")).to_have_count(2, timeout=60_000)
    expect(page.get_by_role("textbox", name="Place")).to_have_value("Romania")
    page.get_by_role("textbox", name="Since").fill("2024-11-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#events tbody tr")).to_have_count(1)
    page.locator("#summary a.permalink").click()
    expect(page).to_have_url(address + "?view=events&since=2024-11-01&place=Romania")
    page.reload()
    expect(page.locator("#events tbody tr")).to_have_count(1, timeout=60_000)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#events tbody tr")).to_have_count(9)


def test_events_are_shown_as_soon_as_the_archive_is_open(browser: Browser, assistant: Assistant) -> None:
    opened = threading.Event()

    def opener(progress: object) -> Assistant:
        opened.wait(60)
        return assistant

    startup = Startup(opener)
    startup.start()
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(startup), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    pages = [browser.new_page() for _ in range(2)]
    for page, view in zip(pages, ["?view=events&place=Romania", ""], strict=True):
        page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}/{view}")
    expect(pages[0].locator("#summary .note")).to_contain_text("Loading the language model")
    opened.set()
    expect(pages[0].locator("#events tbody tr")).to_have_count(2)
    pages[1].get_by_role("tab", name="Events").click()
    expect(pages[1].locator("#events tbody tr")).to_have_count(9)
    for page in pages:
        page.close()
    server.should_exit = True
    thread.join(10)


def test_a_date_that_is_none_is_told(page: Page, address: str) -> None:
    page.goto(address + "?view=events&since=2024-13-01")
    expect(page.locator("#summary .fault")).to_contain_text(
        "since is '2024-13-01', which is not a date", timeout=60_000
    )
    expect(page.locator("#events table")).to_have_count(0)
    expect(page.locator("#timeline")).to_be_hidden()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#timeline svg.marks")).to_be_visible()


def test_a_link_asks_its_question_again(page: Page, address: str) -> None:
    page.goto(address + "?q=When+was+the+World+Science+Forum+held%3F")
    expect(page.locator("#chat .phrase strong")).to_have_text("from 20 to 23 November", timeout=60_000)
    page.locator("#chat a.permalink").click()
    expect(page).to_have_url(address + "?q=When+was+the+World+Science+Forum+held%3F")


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    ask(page, f"What is on https://example.org/{'a' * 300}?")
    expect(page.locator("#chat .bot-row")).to_be_visible(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
