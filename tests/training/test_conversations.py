"""Follow-ups made for training have the form in which the product reads them."""

import random

import pytest

from assistant import Turn
from assistant.conversation import in_context
from training.conversations import asked_after, pronominal


def test_a_follow_up_is_written_as_the_product_writes_it() -> None:
    earlier = ["Where was the Harbour Forum?", "Who opened it?", "And when?"]
    history = [Turn("user", text) for text in earlier]
    assert asked_after("How many came?", earlier) == in_context("How many came?", history)


@pytest.mark.parametrize(
    ("question", "earlier", "made"),
    [
        ("Who chaired the Harbour Forum?", "When was the Harbour Forum?", "Who chaired it?"),
        ("How many people were at the Harbour Forum?", "When was the Harbour Forum?", "How many people were there?"),
        ("What is the Harbour Forum's motto?", "Who chairs the Harbour Forum?", "What is its motto?"),
        ("Who chaired the Harbour Forum?", "When was the Rope Congress?", "Who chaired the Harbour Forum?"),
    ],
)
def test_a_name_said_before_gives_way_to_a_pronoun(question: str, earlier: str, made: str) -> None:
    assert pronominal(question, [earlier], random.Random(0)) == made
