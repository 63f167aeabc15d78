"""What a question takes for granted is held against the sentence and its article."""

import pytest

from assistant.constraints import Said, unmet
from assistant.question import stems, understand


def _missing(question: str, sentence: str, elsewhere: str = "") -> list[str]:
    said = frozenset(stems(f"{question} {sentence}"))  # the names themselves are all in the article
    return [u.stem for u in unmet(understand(question), Said(sentence, said, said, (), frozenset(stems(elsewhere))))]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the president of the Delta Union?", "Dr. Ana Ferro, Secretary General of the Delta Union, spoke."),
        ("What is the name of the Delta Union president?", "They met the President of the River League, Lu Wei."),
        ("Who is the director of the institute?", "Its Deputy Director, Lu Wei, spoke."),
    ],
)
def test_another_office_or_another_body_is_no_answer(question: str, sentence: str) -> None:
    assert _missing(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the president of the Delta Union?", "Dr. Ana Ferro, Delta Union President, chaired the meeting."),
        ("Who was the chair of the panel?", "The panel was chaired by Lu Wei."),
        ("Who is the leader of the project?", "The project is led by Lu Wei."),
        ("Who is the Delta Union's president?", "Ana Ferro, President of the Delta Union, spoke."),
    ],
)
def test_an_office_in_other_words_is_one(question: str, sentence: str) -> None:
    assert _missing(question, sentence) == []


def test_a_place_that_heads_another_section_is_not_this_one_s() -> None:
    question, sentence = "Which institutes were visited in Cyprus?", "The delegation visited an institute in Belgrade."
    assert _missing(question, sentence) == []
    assert _missing(question, sentence, elsewhere="Expanding networks in Cyprus") == stems("Cyprus")
