"""What no archive is for is told apart from what one may well print."""

import pytest

from assistant.smalltalk import is_elsewhere


@pytest.mark.parametrize("question", ["Play some music", "What is 2 + 2?", "how do i sort a list in python"])
def test_what_no_archive_is_for(question: str) -> None:
    assert is_elsewhere(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is the recipe for the plum cake?",
        "What was the share price in May?",
        "Who will play music at the garden party?",
    ],
)
def test_what_a_newsletter_may_print_is_asked_of_it(question: str) -> None:
    assert not is_elsewhere(question)
