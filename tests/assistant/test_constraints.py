"""What a question takes for granted is held against the sentence and its article."""

import pytest

from assistant.constraints import Said, editions, unmet
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
        (
            "Who is the president of the Union?",
            "Lu Wei, Union Vice President and President of the River League, spoke.",
        ),
        ("Who is the president of the Union?", "The outgoing president, Lu Wei, thanked them."),
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


def _unmet(question: str, sentence: str, article: str) -> list[str]:
    said = stems(f"{article} {sentence}")
    context = Said(sentence, frozenset(said), frozenset(said), editions(said))
    return [u.stem for u in unmet(understand(question), context)]


def test_the_edition_that_the_sentence_itself_names_is_not_another() -> None:
    article = "The 26th Annual Gathering was held in Maribor."
    question = "Where will the 28th annual gathering be held?"
    assert _unmet(question, "Kraków was chosen for the 28th.", article) == []
    assert _unmet(question, "Next year we meet in Faro.", article) == ["28th"]
    assert _unmet(question, "The 26th Annual Gathering welcomed its 28th member.", article) == ["28th"]


def test_whoever_was_in_a_country_was_in_its_region() -> None:
    question, sentence = "Who invited the president to Europe?", "The president came at the invitation of the Academy."
    assert _unmet(question, sentence, "The delegation visited Serbia.") == []
    assert _unmet(question, sentence, "The delegation visited Peru.") == ["europ"]


def test_of_two_places_to_choose_from_one_is_enough() -> None:
    sentence = "The next assembly will be held in Tashkent."
    assert _unmet("Is Tonga or Tashkent hosting the next assembly?", sentence, "") == []
    assert _unmet("Is Tonga or Lima hosting the next assembly?", sentence, "") == ["tonga", "lima"]
