"""Markup goes, offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import clean

PIECES = st.sampled_from(
    [
        "word",
        "Ünïcode",
        "9<sup>th</sup>",
        "**bold**",
        "[label](https://x.example/a_b)",
        "&amp;",
        "&#1;",
        "&#11;",
        "a&nbsp;b",
        "\n",
        "\n\n",
        "  \n",
    ]
    + [
        "![picture](p.png)",
        "<b>x</b>",
        "hyphen-\nated",
        "\u00ad",
        "\ufeff",
        "`code`",
        "*",
        "<",
        ">",
        "[",
        "]",
        "(",
        "\\*",
        "\t",
        "<!--",
    ]
)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("the 9<sup>th</sup> meeting", "the 9th meeting"),
        ("**Key** _dates_ and `code`", "Key dates and code"),
        ("see [the report](https://x.example/r) today", "see the report today"),
        ("write to <info@x.example>", "write to info@x.example"),
        ("Tom &amp; Ana&nbsp;Ltd", "Tom & Ana Ltd"),
        ("a &#11; b&#1;c", "a bc"),
        ("the two acad-\nemies", "the two academies"),
        ("~~10-11 November~~: postponed", "10-11 November: postponed"),
        ("5 * 3 and snake_case stay", "5 * 3 and snake_case stay"),
        ("before ![a picture](p.png) after", "before after"),
        ("<script>alert(1)</script>text", "text"),
        ("a < b and c > d", "a < b and c > d"),
        ("Where: Lima\nWhen: 5 June\nDelegates: 187", "Where: Lima\nWhen: 5 June\nDelegates: 187"),
        ("The theme of the\nForum: Water. All\ncame.", "The theme of the Forum: Water. All came."),
    ],
)
def test_reads_as_a_person_would(raw: str, read: str) -> None:
    assert clean(raw).text == read


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join))
def test_every_character_knows_where_it_was_written(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert list(cleaned.starts) == sorted(cleaned.starts)
    for character, start, end in zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True):
        assert 0 <= start < end <= len(raw)
        if end - start == 1 and not character.isspace():
            assert raw[start] == character
