"""Short forms found with what they stand for."""

import pytest

from corpus import Acronym, find_acronyms, initialisms, stands_for, used_acronym


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Governing Board (GB) met.", "GB", "Governing Board"),
        ("the Brazilian Academy of Sciences (ABC), was there", "ABC", "Brazilian Academy of Sciences"),
        ("The American Association for Rivers (AAR) said so", "AAR", "American Association for Rivers"),
        ('a "Pan-Alpine Alliance of Natural Drugs (PANDA)" exists', "PANDA", "Pan-Alpine Alliance of Natural Drugs"),
        ("a remotely operated vehicle (ROV) dived", "ROV", "remotely operated vehicle"),
        ("the EU (European Union) pays", "EU", "European Union"),
    ],
)
def test_definitions_are_found(text: str, short: str, long: str) -> None:
    assert list(find_acronyms(text)) == [Acronym(short, long)]


@pytest.mark.parametrize("text", ["Prof. Ann Lee (Director) spoke.", "It cost (USD) little (very).", "see (A) and (B)"])
def test_other_brackets_define_nothing(text: str) -> None:
    assert list(find_acronyms(text)) == []


def test_a_name_and_the_short_form_that_a_text_uses_for_it() -> None:
    name = "Union of National and Regional Observatories"
    assert stands_for("UNRO", name)
    assert not stands_for("UNESCO", name)
    assert used_acronym(name, "UNRO met in Oslo. The members of UNRO agreed.") == Acronym("UNRO", name)
    assert used_acronym(name, "UNESCO met. UNESCO left.") is None


def test_names_could_be_shortened_with_or_without_their_small_words() -> None:
    assert {"mou", "mu"} <= initialisms("They signed a Memorandum of Understanding.")
    assert "wsf" in initialisms("at the World Science Forum in May")
    assert initialisms("nothing here has capitals") == set()
