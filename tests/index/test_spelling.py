"""Typing errors put right by the words of the archive."""

from pathlib import Path

import pytest

from index import Archive, Encoder, respell


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how many poeple came to the sience forum", "how many people came to the science forum"),
        ("wich parallel forum", "which parallel forum"),
        ("the goverening board", "the governing board"),
        ("wher was it held", "where was it held"),
        ("is there wifi in the hal", "is there wifi in the hal"),
        ("i dont know whos there", "i dont know whos there"),
        ("Which hotel did the unicyclists use?", "Which hotel did the unicyclists use?"),
        ("Who is Prof. Petrosyan?", "Who is Prof. Petrosyan?"),
        ("TÜBİTAK 2024 \0 ((", "TÜBİTAK 2024 \0 (("),
    ],
)
def test_only_slips_are_mended(data: Path, encoder: Encoder, typed: str, meant: str) -> None:
    with Archive.open(data).snapshot() as snapshot:
        assert respell(typed, snapshot, encoder) == meant
