"""Passages are found by sense and by word, within filters."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index import Archive, Encoder, Filters, Hit, build, search
from index.search import RRF_K

FORUM = "ANSO Representative Was Invited to Attend the 2024 World Science Forum"


@pytest.fixture
def find(data: Path, encoder: Encoder):  # type: ignore[no-untyped-def]
    def run(question: str, k: int = 5, **filters: object) -> list[Hit]:
        with Archive.open(data).snapshot() as snapshot:
            return search(snapshot, question, encoder.encode([question])[0], k, Filters(**filters))  # type: ignore[arg-type]

    return run


def test_hits_keep_the_rank_of_each_component(find) -> None:  # type: ignore[no-untyped-def]
    hits = find("When did the World Science Forum take place?")
    assert hits[0].passage.headline == FORUM
    assert hits[0].dense_rank == 1
    assert hits[0].lexical_rank is not None
    assert hits[0].score == pytest.approx(1 / (RRF_K + 1) + 1 / (RRF_K + hits[0].lexical_rank))
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_mastheads_that_say_the_same_do_not_crowd_out_the_articles(
    encoder: Encoder, newsletters: Callable[[dict[str, str | bytes]], Path], tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        f"{number}.md": f"Union of River Towns\n\nRiver Letter No. {number}, {number} May 2024\n\n## Floods\n\n"
        "The quay was closed for a week.\n\n## People\n\nAna Ferro looks after the money as treasurer.\n"
        for number in range(1, 9)
    }
    build(newsletters(files), tmp_path / "data", encoder)
    question = "Who is the treasurer of the Union of River Towns?"
    with Archive.open(tmp_path / "data").snapshot() as snapshot:
        hits = search(snapshot, question, encoder.encode([question])[0], 5)
    assert sorted(hit.passage.kind for hit in hits) == ["article"] * 4 + ["masthead"]


def test_a_passage_shows_the_characters_it_covers(find, shipped) -> None:  # type: ignore[no-untyped-def]
    for hit in find("board meeting", k=10):
        raw = shipped.text[hit.passage.start : hit.passage.end]
        assert hit.passage.text.split()[0] in raw
        assert hit.passage.text.split()[-1].rstrip(".") in raw


def test_words_are_found_in_any_spelling(find) -> None:  # type: ignore[no-untyped-def]
    assert any("TÜBİTAK" in h.passage.text for h in find("TUBITAK")[:2])
    assert any("Lalić" in h.passage.text for h in find("lalic")[:3])


def test_a_place_keeps_only_articles_that_mention_it(find) -> None:  # type: ignore[no-untyped-def]
    assert {h.passage.headline for h in find("forum", k=20, place="Budapest")} == {FORUM}
    assert find("forum", place="Atlantis") == []


def test_dates_keep_only_articles_that_state_one_between_them(find) -> None:  # type: ignore[no-untyped-def]
    august = find("meeting", k=30, since=date(2024, 8, 1), until=date(2024, 8, 31))
    assert {h.passage.headline for h in august} == {
        "ANSO Strengthened Scientific Ties with Cyprus, Serbia, and Romania"
    }
    assert find("meeting", since=date(1990, 1, 1), until=date(1999, 12, 31)) == []


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ('board "', "board"),
        ("board AND NOT forum", "board forum"),
        ("NEAR(board forum)", "near board forum"),
        ("boar*", "boar"),
        ("heading: board", "heading board"),
        ("board'; DROP TABLE issues; --", "board drop table issues"),
        ("(^board", "board"),
        ("的", ""),
    ],
)
def test_operators_are_only_characters(find, question: str, read: str) -> None:  # type: ignore[no-untyped-def]
    def ranks(text: str) -> dict[int, int]:
        return {hit.passage.id: hit.lexical_rank for hit in find(text, k=100) if hit.lexical_rank}

    assert ranks(question) == ranks(read)
    assert bool(ranks(question)) == ("board" in read)
