"""The reader looks closely at single sentences, with weights that come with the project."""

from copy import deepcopy
from pathlib import Path

import pytest
import torch
from torch import nn

from assistant.reading import load_reader
from assistant.reading.eight_bits import EightBitLinear, in_eight_bits
from assistant.reading.sentences import load_cross_encoder
from assistant.types import Excerpt, Reader
from corpus import ModelError

FORUM = "The 7th Forum on Soil Health took place in Suva from 3 to 5 May 2023."
PEOPLE = "Some 240 farmers and scientists from nineteen countries took part."


x86 = pytest.mark.skipif(
    not torch.backends.cpu.get_cpu_capability().startswith("AVX"),
    reason="this processor has no fast eight-bit products",
)


def excerpt(sentence: str, before: str = "", after: str = "") -> Excerpt:
    return Excerpt("Soil Forum meets in the Pacific (June 2023). Suva", before, sentence, after)


@pytest.mark.parametrize(
    ("asked", "near_miss"),
    [
        ("Where did the 7th Forum on Soil Health take place?", "Where did the 8th Forum on Soil Health take place?"),
        ("When was the 7th Forum on Soil Health?", "What did the 7th Forum on Soil Health cost?"),
    ],
)
def test_a_near_miss_is_less_likely_to_be_answered(reader: Reader, asked: str, near_miss: str) -> None:
    (true,) = reader.judge(asked, [excerpt(FORUM, after=PEOPLE)])
    (other,) = reader.judge(near_miss, [excerpt(FORUM, after=PEOPLE)])
    assert true > 0 > other


def test_the_sentence_that_answers_scores_above_the_one_beside_it(reader: Reader) -> None:
    asked = "How many people came to the Soil Forum?"
    beside, answers = reader.judge(asked, [excerpt(FORUM, after=PEOPLE), excerpt(PEOPLE, before=FORUM)])
    assert answers > beside


def test_what_is_said_of_a_sentence_does_not_hang_on_the_others(reader: Reader) -> None:
    both = [excerpt(FORUM, after=PEOPLE), excerpt(PEOPLE, before=FORUM)]
    assert reader.judge("Where was it?", both)[0] == reader.judge("Where was it?", both[:1])[0]
    assert reader.judge("Where was it?", []) == []


def test_texts_of_any_length_are_judged(reader: Reader) -> None:
    (score,) = reader.judge(
        "Where? " * 500, [Excerpt("News " * 500, "", "In Suva. " * 2_000, "\ufffd \U0001f331" * 300)]
    )
    assert -50 < score < 50
    (score,) = reader.judge("", [Excerpt("", "", "", "")])
    assert -50 < score < 50


@x86
def test_a_layer_in_eight_bits_says_nearly_the_same() -> None:
    torch.manual_seed(0)
    layer, states = nn.Linear(768, 3072), torch.randn(1, 40, 768)
    nn.init.normal_(layer.weight, std=0.03)
    states[..., 7] *= 30  # as some columns of a trained encoder are
    states[0, 3] = 0  # and a token that says nothing
    short = nn.Sequential(deepcopy(layer))
    in_eight_bits(short)
    assert isinstance(short[0], EightBitLinear)
    with torch.inference_mode():
        apart = (short(states) - layer(states)).abs().mean() / layer(states).abs().mean()
    assert apart < 0.06


@x86
def test_eight_bits_never_overflow() -> None:
    """Processors without instructions for it add two products of bytes in sixteen bits."""
    layer = nn.Linear(64, 32)
    nn.init.constant_(layer.weight, 1.0)
    states = torch.ones(2, 64)
    states[:, 0] = 0.0
    short = nn.Sequential(deepcopy(layer))
    in_eight_bits(short)
    assert isinstance(short[0], EightBitLinear)
    with torch.inference_mode():
        assert torch.allclose(short(states), layer(states), rtol=1e-3)


def test_missing_or_damaged_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cross-encoder-words\.safetensors is missing"):
        load_cross_encoder(tmp_path)
    (tmp_path / "cross-encoder-words.safetensors").write_bytes(b"half a file")
    with pytest.raises(ModelError, match=r"cross-encoder-words\.safetensors is damaged"):
        load_cross_encoder(tmp_path)
    with pytest.raises(ModelError, match=r"none\.safetensors is missing"):
        load_reader(small=tmp_path / "none.safetensors")
