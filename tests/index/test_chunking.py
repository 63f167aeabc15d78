"""Passages of whole sentences."""

from corpus import Issue, parse_issue
from index import Encoder
from index.chunking import chunk


def test_chunks_cover_every_sentence_once_in_order(shipped: Issue, encoder: Encoder) -> None:
    for article in shipped.articles:
        spans = [(c.first, c.last) for c in chunk(article, encoder.count_tokens)]
        assert [first for first, _ in spans] == [0, *(last for _, last in spans[:-1])]
        assert spans[-1][1] == len(article.sentences)


def test_chunks_keep_to_the_limit_unless_a_sentence_is_longer(shipped: Issue, encoder: Encoder) -> None:
    for article in shipped.articles:
        for piece in chunk(article, encoder.count_tokens, 60):
            alone = (
                piece.last - piece.first == 1
                or len([s for s in article.sentences[piece.first : piece.last] if s.role == "text"]) == 1
            )
            assert alone or encoder.count_tokens(piece.text) <= 60


def test_a_sentence_without_end_is_cut(encoder: Encoder) -> None:
    article = parse_issue("x.md", "word " * 5_000).articles[0]
    assert len(article.sentences) > 20
    assert all(len(s.text) <= 1_000 for s in article.sentences)
    assert len(list(chunk(article, encoder.count_tokens))) > 10


def test_an_article_of_nothing_but_its_headline_is_one_chunk(encoder: Encoder) -> None:
    issue = parse_issue("x.md", "# Harbour Night\n\n# Calendar\n\nKnots on 3 May.\n")
    assert [[(c.first, c.last, c.text) for c in chunk(a, encoder.count_tokens)] for a in issue.articles] == [
        [(0, 1, "Harbour Night")],
        [(0, 2, "Knots on 3 May.")],
    ]
