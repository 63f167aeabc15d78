"""The gist of an article, or of what a column of news says about somebody."""

import pytest

from assistant import Assistant, Turn
from assistant.summaries import wants_summary
from assistant.types import Reader
from index import Archive, Encoder, build

ISSUE = """# Harbour Letter No. 3

Union of Harbour Towns, May 2024

## In brief

**Ship.** The research vessel Petrel returned to Vigo on 3 February. Her chief scientist, Inés Varela, reported the
loss of two moorings.

**New member.** The Academy of Ambon joined the Union in March. It is the first member from the Moluccas.

**Prize.** The Kelp Prize goes to Olu Adeyemi for his atlas of breakwaters.

## Tides: what the gauges told

Forty gauges were read for a year. The sea in the bay rose by four millimetres. The highest tide came in October.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, reader: Reader) -> Assistant:
    folder, data = tmp_path_factory.mktemp("issues"), tmp_path_factory.mktemp("data")
    (folder / "letter.md").write_text(ISSUE)
    build(folder, data, encoder)
    return Assistant(Archive.open(data), encoder, reader)


def test_of_a_column_of_news_only_what_names_the_person_is_told(harbours: Assistant) -> None:
    answer = harbours.ask("Tell me about Inés Varela")
    assert [c.text.partition(" ")[0] for c in answer.citations] == ["The", "Her"]


def test_an_article_that_is_headed_by_the_topic_is_summarised(harbours: Assistant) -> None:
    answer = harbours.ask("summary of the tides article")
    assert answer.status == "answered"
    assert {c.headline for c in answer.citations} == {"Tides: what the gauges told"}


def test_a_follow_up_to_a_summary_is_a_question_of_its_own(harbours: Assistant) -> None:
    first = harbours.ask("Tell me about Inés Varela")
    then = harbours.ask("What did she lose?", history=[Turn("user", first.question), Turn("assistant", first.text)])
    assert "moorings" in then.citations[0].text


@pytest.mark.parametrize(
    ("question", "summary"),
    [
        ("Summarise the article about the tides", True),
        ("What are the key points of the report?", True),
        ("Who presented the summary of the tide conference?", False),
        ("When was the Overview of Energy Law published?", False),
        ("In which town were the highlights shown?", False),
    ],
)
def test_who_asks_about_a_summary_does_not_ask_for_one(question: str, summary: bool) -> None:
    assert wants_summary(question) is summary
