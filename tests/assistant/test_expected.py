"""What kind of thing a question asks for."""

import pytest

from assistant.expected import Expected, expected_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who redesigned the website?", "person"),
        ("school website", "website"),
        ("What is the website of the school?", "website"),
        ("Why was the budget cut?", "anything"),
        ("What was the budget of the project?", "amount"),
        ("Which delegate abstained on the budget?", "anything"),
        ("How much is the stipend?", "amount"),
        ("How much of the area burned?", "number"),
        ("What did the exercise cost?", "amount"),
        ("What will she do with the prize money?", "anything"),
        ("Can I apply by e-mail?", "anything"),
        ("Could you give me the e-mail address of the office?", "email"),
        ("deadline fellowship", "date"),
        ("Why was the deadline extended?", "anything"),
        ("What is the last day for applying?", "date"),
        ("When and where is the assembly?", "date"),
        ("Which problems does the project address?", "anything"),
        ("Who gave the keynote address?", "person"),
        ("In which Italian city is it held?", "city"),
        ("What events took place in May?", "anything"),
        ("In what year was it founded?", "year"),
        ("What does WSF stand for?", "expansion"),
        ("Which phone company sponsored the regatta?", "anything"),
        ("What is the phone number of the office?", "telephone"),
        ("Which budget committee member resigned?", "anything"),
        ("Who came up with the acronym?", "person"),
        ("How much of the loan was repaid in full?", "number"),
        ("By what percentage did the fees rise?", "share"),
        ("What share of the seats do women hold?", "share"),
        ("Which institutes share the laboratory?", "anything"),
        ("Who was in the chair when the budget passed?", "person"),
    ],
)
def test_the_question_word_decides_then_the_noun_behind_it(question: str, kind: Expected) -> None:
    assert expected_kind(question) == kind
