"""Spellings that mean the same word are compared as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import americanized, fold, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TÜBİTAK", "Tubitak"),
        ("Lalić", "LALIC"),
        ("Đorđević", "Dordevic"),
        ("Straße", "STRASSE"),
        ("𝐉𝐨𝐢𝐧 ANSO™", "join ansotm"),
    ],
)
def test_case_and_marks_do_not_tell_words_apart(one: str, other: str) -> None:
    assert words(one) == words(other)


@given(st.text())
def test_what_is_folded_is_folded(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("emphasising", "emphasizing"),
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("programmes", "programs"),
    ],
)
def test_british_and_american_spellings_have_one_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["hour", "tours", "raised", "wise", "acre", "are"])
def test_words_that_only_look_british_are_left_as_they_are(word: str) -> None:
    assert americanized(fold(word)) == word
