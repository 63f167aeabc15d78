"""Questions about the issues themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, make_filters
from assistant.types import Reader
from index import Archive, Encoder, build


@pytest.fixture(scope="module")
def two_issues(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, reader: Reader) -> Assistant:
    folder, data = tmp_path_factory.mktemp("issues"), tmp_path_factory.mktemp("data")
    for number, day, headline in (
        (7, "2024-03-01", "A bridge over the Drina"),
        (8, "2024-06-01", "Twelve new fellows"),
    ):
        text = (
            f"---\ntitle: Letter\nissue: {number}\ndate: {day}\n---\n## {headline}\n\nThis is what we have to tell.\n"
        )
        (folder / f"letter-{number}.md").write_text(text)
    build(folder, data, encoder)
    return Assistant(Archive.open(data), encoder, reader)


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("What's in the latest issue?", "Twelve new fellows"),
        ("Summarise the newsletter", "Twelve new fellows"),
        ("headlines of issue 7", "A bridge over the Drina"),
        ("Summarise the March 2024 issue", "A bridge over the Drina"),
        ("What is issue no. 8 about?", "Twelve new fellows"),
        ("what does the newsletter of June 2024 cover", "Twelve new fellows"),
    ],
)
def test_the_headlines_of_an_issue_are_cited(two_issues: Assistant, question: str, headline: str) -> None:
    answer = two_issues.ask(question)
    assert answer.status == "answered"
    assert [c.text for c in answer.citations] == [headline]
    assert f"– {headline} [1]" in answer.text


def test_an_issue_that_is_not_there_is_said_not_to_be(two_issues: Assistant) -> None:
    answer = two_issues.ask("What is in issue 70?")
    assert answer.status == "not_found"
    assert "Letter, No. 8, 1 June 2024" in answer.text


def test_the_issues_are_listed_the_latest_first(two_issues: Assistant) -> None:
    answer = two_issues.ask("Which issues do you have?")
    assert answer.text.splitlines() == [
        "The archive holds 2 issues, the latest first:",
        "– Letter, No. 8, 1 June 2024",
        "– Letter, No. 7, 1 March 2024",
    ]


@pytest.mark.parametrize(
    "question", ["What is in the annex of the agreement?", "Which issues were discussed in Bangkok?"]
)
def test_other_questions_are_left_to_the_articles(assistant: Assistant, question: str) -> None:
    assert "The archive holds" not in assistant.ask(question).text
    assert "no such issue" not in assistant.ask(question).text


def test_a_headline_s_own_brackets_are_no_marker_and_an_issue_without_number_is_not_number_0(
    newsletters: Callable[[dict[str, str | bytes]], Path], encoder: Encoder, reader: Reader, tmp_path: Path
) -> None:
    text = (
        "# Year Book\n\nUnion of River Towns, 2024\n\n## A library [2]\n\nIt opened.\n\n## A museum [1]\n\nIt closed.\n"
    )
    build(newsletters({"book.md": text}), tmp_path / "data", encoder)
    assistant = Assistant(Archive.open(tmp_path / "data"), encoder, reader)
    assert "– A library (2) [1]\n– A museum (1) [2]" in assistant.ask("What is in the latest issue?").text
    assert assistant.ask("What is in issue 0?").status == "not_found"
    assert assistant.ask("What is in the November 2024 issue?").status == "not_found"


def test_issues_outside_the_time_asked_about_are_not_counted(two_issues: Assistant) -> None:
    answer = two_issues.ask("How many issues are there?", filters=make_filters(since="2024-05-01"))
    assert answer.text.startswith("The archive holds 1 issue, the latest first:")
