"""What an answer may state, given what it cites."""

from datetime import date

import pytest

from assistant import Citation
from assistant.verification import Grounds, faults, unsupported
from corpus import Acronym, Period, Source, clean, find_periods

DECEMBER = Period(date(2024, 12, 1), date(2024, 12, 31), "month", "December 2024")
BOARD = (
    "On 11 December, the 9<sup>th</sup> Governing Board (GB) Meeting was held in Bangkok, Thailand, chaired by"
    " Prof. Nebojša Lalić, with nine applications, 1,200 guests and 2 million euros."
)


def cite(text: str = BOARD, marker: int = 1, headline: str = "The Board Meets", published: Period | None = DECEMBER):
    source = Source("a.md", "News", published=published)
    return Citation(marker, text, clean(text).text, source, headline, "a.md", 0, len(text))


@pytest.mark.parametrize(
    "statement",
    [
        "The ninth GB Meeting was held on December 11, 2024.",
        "It was held on 2024-12-11 in Bangkok.",
        "It took place in December 2024, or simply in 2024.",
        "Nebojsa Lalic chaired the meeting.",
        "There were 9 applications and 1200 guests, for €2,000,000.",
        "The 9th Governing Board Meeting had 1 200 guests.",
        "“nine applications, 1,200 guests and 2 million euros” were counted.",
        "During the meeting, participants spoke of many things.",
    ],
)
def test_the_same_facts_in_other_words_stand(statement: str) -> None:
    assert unsupported(statement, [cite()]) == ()


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("It was held on 12 December 2024.", "12 December 2024"),
        ("It was held on 11 November.", "11 November"),
        ("It was held on 11 December 2023.", "11 December 2023"),
        ("The eighth meeting was held.", "eighth"),
        ("Nine members met, and 9th came 1,300 guests.", "1,300"),
        ("It cost 3 million euros.", "3 million"),
        ("It cost 2 million dollars.", "dollars"),
        ("Prof. Marina Lalić chaired it.", "Marina Lalić"),
        ("Smith chaired it.", "Smith"),
        ("It was held in Naples.", "Naples"),
        ("“ten applications” were counted.", "“ten applications”"),
        ("The address is board@example.org.", "board@example.org"),
        ("There is more at https://evil.example/x today.", "https://evil.example/x"),
        ("WP4 was discussed.", "WP4"),
    ],
)
def test_what_is_not_there_is_named(statement: str, wrong: str) -> None:
    assert unsupported(statement, [cite()]) == (wrong,)


def test_a_fact_in_the_place_of_another_one_is_wrong() -> None:
    cited = cite("The unit examined 1,214 women in nine villages, and found 16 suspicious lesions among them.")
    assert unsupported("The unit examined 1214 women in 9 villages.", [cited]) == ()
    assert unsupported("The unit examined 16 women in nine villages.", [cited]) == ("16",)


def test_the_parts_of_two_names_make_no_third_one() -> None:
    cited = cite("The volunteers were led by Matilde Quiroga, who replaced Tomás Beltrán.")
    assert unsupported("Tomas Beltran was replaced by Matilde Quiroga.", [cited]) == ()
    assert unsupported("Matilde Beltrán led them.", [cited]) == ("Matilde Beltrán",)


def test_a_year_left_out_is_that_of_the_issue_but_a_stated_one_is_not() -> None:
    assert unsupported("The forum was held on 3 May 2023.", [cite("On 3 May 2023 the forum was held.")]) == ()
    assert unsupported("In 2024 the forum was held.", [cite("On 3 May 2023 the forum was held.")]) == ("2024",)


def test_acronyms_of_the_archive_stand_for_their_names() -> None:
    cited = cite("The Academy joined WSF as a partner.")
    statement = "The Academy joined the World Science Forum."
    assert unsupported(statement, [cited])
    assert unsupported(statement, [cited], Grounds(acronyms=(Acronym("WSF", "World Science Forum"),))) == ()


def test_dates_resolved_with_the_article_at_hand_count() -> None:
    cited = cite("The forum was held last month.")
    november = next(find_periods("November 2024"))
    assert unsupported("The forum was held in the month of 3 to 5 November 2024.", [cited])
    assert unsupported("The forum was held in November 2024.", [cited], Grounds(periods=(november,))) == ()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("It was held in Bangkok.", "it cites nothing"),
        ("It was held in Bangkok [2].", "there is no [2]"),
        ("It was held in Naples [1].", "“Naples” is not in what it cites"),
    ],
)
def test_why_a_sentence_is_struck(statement: str, reason: str) -> None:
    assert faults(statement, [cite()]) == (reason,)


def test_only_what_is_marked_counts() -> None:
    citations = [cite(), cite("The forum was held in Budapest.", marker=2)]
    assert faults("It was held in Budapest [1].", citations)
    assert faults("They were held in Bangkok and Budapest [1, 2].", citations) == ()
