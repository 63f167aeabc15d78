"""Follow-ups made to stand alone."""

import pytest

from assistant import Turn
from assistant.conversation import in_context, question_first, readings, standalone

FORUM = "Who represented ANSO at the World Science Forum?"
REPLY = "“The Program Manager of ANSO Secretariat, Dr. ZHAO Minyan, attended the forum.” [1]"


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("When was it held?", "When was the World Science Forum held?"),
        ("How many people took part in it?", "How many people took part in the World Science Forum?"),
        ("What was its theme?", "What was the World Science Forum's theme?"),
        ("And who attended that event?", "Who attended the World Science Forum?"),
        ("What about the China-Italy week?", "Who represented ANSO at the China-Italy week?"),
        ("And what about the China-Italy week?", "Who represented ANSO at the China-Italy week?"),
        ("Thanks. And its motto?", "The World Science Forum's motto?"),
        ("Thanks for that. When was it?", "When was the World Science Forum?"),
        ("Thank you very much! And who paid for it?", "Who paid for the World Science Forum?"),
        ("Great! Who paid for it?", "Who paid for the World Science Forum?"),
        ("What else did she do?", "What else did Dr. ZHAO Minyan do?"),
    ],
)
def test_takes_over_what_was_said(question: str, alone: str) -> None:
    assert standalone(question, [Turn("user", FORUM), Turn("assistant", REPLY)]) == alone


@pytest.mark.parametrize("question", ["And when?", "Where?", "Who was there?"])
def test_a_bare_question_keeps_the_topic(question: str) -> None:
    alone = standalone(question, [Turn("user", FORUM), Turn("assistant", REPLY)])
    assert alone is not None
    assert "World Science Forum" in alone


@pytest.mark.parametrize(
    ("question", "before", "alone"),
    [
        ("attendance?", "Who hosted the Science Forum in Lima?", "Attendance at the Science Forum?"),
        (
            "How many people came?",
            "When was the Ocean Conference held?",
            "How many people came at the Ocean Conference?",
        ),
        (
            "What about the Innovation Week?",
            "What was the theme of the Science Forum?",
            "What was the theme of the Innovation Week?",
        ),
        (
            "And how many experts?",
            "Roughly how many delegates came to the Ocean Conference?",
            "How many experts at the Ocean Conference?",
        ),
        ("And in Serbia?", "Which institutes did they visit in Cyprus?", "Which institutes did they visit in Serbia?"),
        ("And in 2023?", "Who won the medal in 2024?", "Who won the medal in 2023?"),
        ("and the co-chair?", "Who chaired the 9th Board meeting?", "The co-chair at the 9th Board meeting?"),
        ("forum budapest participants", "Who chaired the 9th Board meeting?", "forum budapest participants"),
    ],
)
def test_fragments_are_asked_of_the_topic(question: str, before: str, alone: str) -> None:
    assert standalone(question, [Turn("user", before)]) == alone


def test_a_whole_question_stays_as_it_is() -> None:
    history = [Turn("user", FORUM), Turn("assistant", REPLY)]
    assert standalone("Who chaired the Governing Board meeting?", history) == "Who chaired the Governing Board meeting?"


def test_the_topic_survives_several_turns() -> None:
    history = [
        Turn("user", FORUM),
        Turn("assistant", REPLY),
        Turn("user", "When was it held?"),
        Turn("assistant", "“20 to 23 November.” [1]"),
    ]
    assert standalone("And where was it?", history) == "Where was the World Science Forum?"


def test_without_history_nothing_is_guessed() -> None:
    assert standalone("Where was it held?", []) is None


def test_in_context_keeps_the_first_and_the_last_question() -> None:
    asked = [Turn("user", FORUM), Turn("assistant", REPLY), Turn("user", "Where?"), Turn("user", "When was it?")]
    assert in_context("And how many came?", asked) == (
        "how many came? (Who represented ANSO at the World Science Forum; When was it)"
    )
    assert in_context("And how many came?", asked[:2]) == (
        "how many came? (Who represented ANSO at the World Science Forum)"
    )
    assert in_context("How many came?", []) == "How many came?"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I plan a visit. Where is the office?", "Where is the office? (I plan a visit)"),
        ("I need it for a report: in which year did it begin?", "in which year did it begin? (I need it for a report)"),
        ("What did Dr. Zhao say about the forum?", "What did Dr. Zhao say about the forum?"),
        ("Where is the office? Please answer.", "Where is the office? Please answer."),
        ("When was the forum held? Where did it take place?", "When was the forum held? Where did it take place?"),
    ],
)
def test_what_explains_a_question_goes_behind_it(text: str, first: str) -> None:
    assert question_first(text) == first


@pytest.mark.parametrize(
    ("question", "ways"),
    [
        ("Who paid for it?", [f"Who paid for it? ({FORUM.rstrip('?')})"]),
        ("How many people came?", [f"How many people came? ({FORUM.rstrip('?')})"]),
        (
            "Did rain or snow delay buses from town?",
            [
                f"Did rain or snow delay buses from town? ({FORUM.rstrip('?')})",
                "Did rain or snow delay buses from town?",
            ],
        ),
        ("What about the China-Italy week?", ["Who represented ANSO at the China-Italy week?"]),
        ("And at the China-Italy week?", ["Who represented ANSO at the China-Italy week?"]),
        ("And the runner-up?", [f"the runner-up? ({FORUM.rstrip('?')})"]),
        ("And for how long?", [f"for how long? ({FORUM.rstrip('?')})"]),
        ("Who should I write to?", [f"Who should I write to? ({FORUM.rstrip('?')})"]),
        ("Who chaired the 9th Governing Board meeting?", ["Who chaired the 9th Governing Board meeting?"]),
    ],
)
def test_a_follow_up_is_read_with_what_was_asked_before_unless_it_names_its_subject(
    question: str, ways: list[str]
) -> None:
    history = [Turn("user", FORUM), Turn("assistant", REPLY)]
    assert readings(question, standalone(question, history) or "", history) == ways


def test_the_first_question_is_read_alone() -> None:
    assert readings("I plan a visit. Where is the office?", "I plan a visit. Where is the office?", ()) == [
        "Where is the office? (I plan a visit)"
    ]
