"""The command line as a shell sees it: data on standard output, words on standard error, an exit status."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import cli

EVALUATION = Path(__file__).parent / "evaluation" / "development.jsonl"


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("NEWSLETTER_DATA", str(data))
    return lambda *arguments: CliRunner().invoke(cli, [str(a) for a in arguments])


def test_ask_answers_and_cites(run) -> None:  # type: ignore[no-untyped-def]
    result = run("ask", "When was the World Science Forum held?")
    assert result.exit_code == 0
    assert "20 to 23 November in Budapest, Hungary.” [1]" in result.stdout
    assert "anso-newsletter-25-2024-12.md, characters" in result.stdout


def test_not_found_is_a_result(run) -> None:  # type: ignore[no-untyped-def]
    result = run("ask", "What is the annual budget?", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["status"] == "not_found"


def test_json_holds_what_the_api_gives(run) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(run("ask", "When was the World Science Forum held?", "--json").stdout)
    assert answer["citations"][0]["source"]["published"]["start"] == "2024-12-01"
    hits = json.loads(run("search", "forum", "-k", 2, "--json").stdout)
    assert [set(h) for h in hits] == [{"passage", "score", "similarity", "dense_rank", "lexical_rank"}] * 2
    assert json.loads(run("list", "--json").stdout)[0]["number"] == "25"
    assert json.loads(run("verify", "--json").stdout)["faults"] == []


def test_list_search_and_verify_read_well(run) -> None:  # type: ignore[no-untyped-def]
    assert "anso-newsletter-25-2024-12.md" in run("list").stdout
    assert "Budapest, Hungary" in run("search", "world science forum").stdout
    assert run("verify").stdout.startswith("Sound: 1 issues, 8 articles")


def test_events_are_listed_and_exported(run) -> None:  # type: ignore[no-untyped-def]
    listed = run("events", "--since", "2024-11-01", "--until", "2024-11-30")
    assert listed.stdout.startswith(
        "15 November 2024: Sino-Romanian Science Forum, Bucharest, Romania (conference, held)"
    )
    assert "3 events in November 2024; 6 articles checked." in listed.stderr
    upcoming = json.loads(run("events", "--status", "upcoming", "--as-of", "2024-12-20", "--json").stdout)
    assert [event["period"]["start"] for event in upcoming["events"]] == ["2025-09-01", "2025-09-01", "2025-10-21"]
    assert run("events", "--csv").stdout.startswith("start,end,precision,date,name")
    assert run("events", "--kind", "visit", "--ics").stdout.startswith("BEGIN:VCALENDAR")
    assert run("events", "--place", "Italy", "--md").stdout.startswith("# Events in Italy")


def test_a_question_is_asked_as_of_a_day(run) -> None:  # type: ignore[no-untyped-def]
    assert run("ask", "What is coming up?", "--as-of", "2024-12-20").stdout.startswith("3 upcoming events")


def test_eval_prints_the_figures(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(EVALUATION.read_text(encoding="utf-8").splitlines()[::40]), encoding="utf-8")
    figures = json.loads(run("eval", few, "--json").stdout)
    assert figures["citation validity"] == 1
    assert {"recall@1", "recall@5", "accuracy", "citation support", "false answers", "false refusals"} <= figures.keys()


def test_build_reports_and_fails_on_unreadable_files(run, newsletters, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = newsletters({"a.md": "# News of the town in spring\n\nAll is well.\n", "b.md": b"\x00" * 100})
    result = run("build", folder, "--data", tmp_path / "data", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["added"] == ["a.md"]
    assert "b.md is not text" in result.stderr.replace("\n", " ")


def test_build_says_what_it_did_not_read(run, newsletters, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = newsletters({"a.md": "# News of the town in spring\n\nAll is well.\n", "2024/b.pdf": b"%PDF"})
    result = run("build", folder, "--data", tmp_path / "data")
    assert result.exit_code == 0
    assert "1 not read, convert to Markdown, text or HTML first: 2024/b.pdf" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["ask", ""], 2, "The question is empty"),
        (["ask", "x" * 100_000], 2, "100,000 characters"),
        (["search", "x", "--since", "soon"], 2, "since is 'soon'"),
        (["search", "x", "-k", 0], 2, "-k"),
        (["ask"], 2, "Missing argument"),
        (["ask", "What is on?", "--as-of", "now"], 2, "as-of is 'now'"),
        (["events", "--status", "soon"], 2, "status is 'soon'"),
        (["events", "--csv", "--ics"], 2, "Only one of"),
        (["bogus"], 2, "No such command"),
        (["build", "/nowhere"], 1, "/nowhere is not a folder"),
        (["list", "--data", "/nowhere"], 1, "There is no index in /nowhere"),
        (["eval", "/nowhere.jsonl"], 2, "/nowhere.jsonl cannot be read"),
    ],
)
def test_errors_say_what_to_do_and_set_the_exit_status(run, arguments: list[object], status: int, says: str) -> None:  # type: ignore[no-untyped-def]
    result = run(*arguments)
    assert result.exit_code == status
    assert result.stdout == ""
    assert says in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NEWSLETTER_PORT", "many")
    result = run("serve")
    assert result.exit_code == 1
    assert "NEWSLETTER_PORT is 'many'" in result.stderr
