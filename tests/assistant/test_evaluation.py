"""The measure measures: right answers score, wrong ones do not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import Case, read_cases, report, run
from corpus import RequestError

HERE = Path(__file__).parents[1] / "evaluation"
CASE = Case(
    "1",
    "fact",
    ("When was the 2024 World Science Forum held?",),
    (("20 to 23 November",),),
    (("anso-newsletter-25-2024-12.md", 10657, 10745),),
    False,
)


def test_a_right_answer_scores(assistant: Assistant) -> None:
    figures = report(run(assistant, [CASE]))
    assert (
        figures["accuracy"] == figures["recall@5"] == figures["citation support"] == figures["citation validity"] == 1
    )
    assert figures["false refusals"] == 0


def test_a_wrong_gold_answer_and_an_unwanted_answer_do_not(assistant: Assistant) -> None:
    wrong = replace(CASE, gold=(("1 April",),), evidence=(("another.md", 0, 10),))
    unwanted = replace(CASE, gold=(), evidence=(), abstain=True)
    figures = report(run(assistant, [wrong, unwanted]))
    assert figures["accuracy"] == figures["recall@5"] == figures["citation support"] == 0
    assert figures["false answers"] == 1


@pytest.mark.parametrize(
    ("name", "questions", "unanswerable"), [("development.jsonl", 316, 83), ("held-out.jsonl", 237, 65)]
)
def test_the_question_files_are_well_formed(name: str, questions: int, unanswerable: int) -> None:
    cases = read_cases(HERE / name)
    assert len({case.id for case in cases}) == len(cases) == questions
    assert sum(case.abstain for case in cases) == unanswerable


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "{}",
        json.dumps({"id": 1, "kind": "fact", "turns": ["x"], "gold": [["("]], "evidence": [], "abstain": False}),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "q.jsonl").write_text("\n" + line + "\n")
    with pytest.raises(RequestError, match="line 2"):
        read_cases(tmp_path / "q.jsonl")


def test_the_development_questions_are_answered_as_well_as_the_notes_say(assistant: Assistant) -> None:
    figures = report(
        run(assistant, read_cases(HERE / "development.jsonl")[::8])
    )  # an eighth of them: it takes its time
    assert figures["citation validity"] == 1
    assert figures["recall@5"] >= 0.93
    assert figures["accuracy (fact)"] >= 0.8
    assert figures["false answers"] <= 0.3
