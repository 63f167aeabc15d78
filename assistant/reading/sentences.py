"""The larger network: whether a sentence, where it stands, answers a question and all that it takes for granted.

The twelve layers of all-mpnet-base-v2 over question and sentence at once (a cross-encoder), trained by
`training/cross_encoder.py`. Its matrices are stored, and multiplied, as eight-bit numbers.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoTokenizer, MPNetConfig, MPNetModel

from assistant.reading.eight_bits import in_eight_bits
from assistant.types import Excerpt
from corpus import ModelError
from index import encoder_folder

WEIGHTS = Path(__file__).parents[1] / "weights"
FILES = ("cross-encoder-words.safetensors", "cross-encoder-layers.safetensors")
"""In that folder; two, each small enough for hosts of source code."""

CONFIG = MPNetConfig(max_position_embeddings=514, layer_norm_eps=1e-5)
PAD = 1
SCALES = ".scales"
"""Behind the name of a matrix in the files: what each of its rows is to be multiplied by."""

_START, _END = 0, 2
_SHIFT = 4
"""The encoder's vocabulary, with this many tokens before it."""

_QUESTION, _HEADING, _SENTENCE, _BESIDE = 56, 48, 80, 36
"""The most tokens of each part."""


class Tokens:
    """A question and an excerpt as tokens.

    `<s> question </s></s> heading </s> before </s> sentence </s> after </s>`
    """

    def __init__(self, base: Path) -> None:
        """`base` is the folder of the encoder, whose vocabulary is used."""
        self._tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)

    def of(self, question: str, excerpt: Excerpt) -> list[int]:
        """The token ids of one pair, at most 262."""
        nothing: list[int] = []
        parts = (
            self._ids(question)[:_QUESTION],
            nothing,
            self._ids(excerpt.heading)[:_HEADING],
            self._ids(excerpt.before)[-_BESIDE:],
            self._ids(excerpt.sentence)[:_SENTENCE],
            self._ids(excerpt.after)[:_BESIDE],
        )
        return [_START, *(token for part in parts for token in (*part, _END))]

    def _ids(self, text: str) -> list[int]:
        return [i + _SHIFT for i in self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]]


class Network(nn.Module):
    """Encoder and head, over pairs as `Tokens` gives them."""

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.hidden = nn.Linear(3 * width, 256)
        self.head = nn.Linear(256, 1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Log-odds, shape (B,), of the pairs in `ids`, shape (B, T); `mask` is 1 where a token counts."""
        positions = mask.cumsum(1) * mask + PAD
        state = self.encoder(input_ids=ids, attention_mask=mask, position_ids=positions).last_hidden_state
        part = (ids == _END).cumsum(1)
        question = (part == 0) & (ids != _START)
        question[:, 0] = ~question.any(1)  # nothing was asked
        sentence = (part == 4) & (ids != _END)
        asked = state.masked_fill(~question[..., None], -1e4).amax(1)
        said = (state * sentence[..., None]).sum(1) / sentence.sum(1, keepdim=True).clamp(min=1)
        scores: Tensor = self.head(nn.functional.gelu(self.hidden(torch.cat([state[:, 0], asked, said], 1))))
        return scores[:, 0].float()


class CrossEncoder:
    """Reads one pair at a time: what it says of one does not hang on the others. Make one with `load_cross_encoder`."""

    def __init__(self, network: Network, tokens: Tokens) -> None:
        self._network = network
        self._tokens = tokens

    @torch.inference_mode()
    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """The log-odds that the sentence of each excerpt answers `question`."""
        scores = []
        for excerpt in excerpts:
            ids = torch.tensor([self._tokens.of(question, excerpt)])
            scores.append(float(self._network(ids, torch.ones_like(ids))))
        return scores


def load_cross_encoder(folder: Path = WEIGHTS) -> CrossEncoder:
    """The trained cross-encoder, from `FILES` in `folder`. Raises ModelError when one is missing or does not fit."""
    stored: dict[str, Tensor] = {}
    for file in (folder / name for name in FILES):
        if not file.is_file():
            raise ModelError(f"{file} is missing. Install the project again, or train it: see training/README.md")
        try:
            stored |= load_file(str(file))
        except (SafetensorError, OSError) as error:
            raise ModelError(f"{file} is damaged. Install the project again.") from error
    with torch.device("meta"):  # nothing is made that is overwritten at once
        network = Network(MPNetModel(CONFIG, add_pooling_layer=False))
    try:
        network.load_state_dict({name: _unrounded(name, stored) for name, _ in network.named_parameters()}, assign=True)
    except (KeyError, RuntimeError) as error:
        raise ModelError(
            f"{FILES[1]} in {folder} does not fit the cross-encoder. Install the project again."
        ) from error
    in_eight_bits(network.encoder)
    return CrossEncoder(network.eval(), Tokens(encoder_folder()))


def _unrounded(name: str, stored: Mapping[str, Tensor]) -> Tensor:
    matrix = stored[name].float()
    return matrix * stored[f"{name}{SCALES}"][:, None] if f"{name}{SCALES}" in stored else matrix
