"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from assistant import Assistant

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_lines_run(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLETTER_DATA", str(data))
    assert blocks("python")
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})


def test_the_pasted_answers_are_what_the_assistant_says(assistant: Assistant) -> None:
    pasted = [block for block in blocks("text") if block.startswith("> ")]
    assert len(pasted) >= 2
    for block in pasted:
        question, reply = block.removeprefix("> ").split("\n", 1)
        assert assistant.ask(question).text in reply
