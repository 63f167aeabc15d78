"""Articles to passages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus import Article, Sentence

PASSAGE_TOKENS = 230
"""Largest passage, in the encoder's tokens; docs/decisions.md has the sizes it was measured against."""

# White space of their own that cleaned text does not contain: it is all spaces by then.
_PARAGRAPH, _SENTENCE = "\u2029", "\u2028"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The sentences `[first, last)` of an article, to become a passage; `text` leaves headings out."""

    first: int
    last: int
    section: str
    text: str


def chunk(article: Article, count_tokens: Callable[[str], int], limit: int = PASSAGE_TOKENS) -> Iterator[Chunk]:
    """The article cut into chunks of whole sentences, at most `limit` tokens each where its sentences allow.

    The chunks cover every sentence once, in order: headline and dateline belong to the first
    chunk, a section's heading to the chunk of the text below it. Paragraphs stay whole where they
    fit. A single sentence longer than `limit` is a chunk of its own.
    """
    body = [at for at, sentence in enumerate(article.sentences) if sentence.role == "text"]
    if not body:  # nothing but its headline
        yield _chunk(article, 0, len(article.sentences))
        return
    splitter = RecursiveCharacterTextSplitter(
        separators=[_PARAGRAPH, _SENTENCE],
        chunk_size=limit,
        chunk_overlap=0,
        length_function=count_tokens,
        keep_separator="end",
        strip_whitespace=False,
    )
    first = taken = 0
    for piece in splitter.split_text(_marked([article.sentences[at] for at in body])):
        taken += piece.count(_PARAGRAPH) + piece.count(_SENTENCE)
        last = body[taken - 1] + 1 if taken else first
        if last > first:
            yield _chunk(article, first, len(article.sentences) if taken == len(body) else last)
            first = last


def _chunk(article: Article, first: int, last: int) -> Chunk:
    sentences = article.sentences[first:last]
    text = [s for s in sentences if s.role == "text"] or sentences
    return Chunk(first, last, text[0].section, " ".join(s.text for s in text))


def _marked(sentences: list[Sentence]) -> str:
    """The sentences as one text, each followed by the mark of what ends there."""
    following = [s.paragraph for s in sentences[1:]] + [-1]
    return "".join(
        s.text + (_SENTENCE if paragraph == s.paragraph else _PARAGRAPH)
        for s, paragraph in zip(sentences, following, strict=True)
    )
