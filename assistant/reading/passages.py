"""The small network: how likely each sentence of a passage is to answer a question.

A six-layer encoder (the packaged all-MiniLM-L6-v2) with heads for the start and end of the
answer, for evidence, and for whether the passage answers at all; trained by `training/`. Its
embedding layers stay as they were, so the weights file holds only the layers and heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import transformers
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from assistant.reading.eight_bits import in_eight_bits
from assistant.types import Reading, Text
from corpus import ModelError
from index import encoder_folder, has_fast_bf16

WEIGHTS = Path(__file__).parents[1] / "weights" / "reader.safetensors"
MAX_TOKENS = 384
_MAX_QUESTION, _MAX_HEADING = 64, 64
_BATCH = 3
_LONGEST_ANSWER = 40
"""Tokens."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A question and a text as tokens.

    `sentence` is the sentence of each token, -1 outside the text, and `offsets` its half-open
    characters in that sentence.
    """

    ids: list[int]
    types: list[int]
    sentence: list[int]
    question: list[bool]
    offsets: list[tuple[int, int]]


class PassageReader(nn.Module):
    """Encoder and heads. Make one with `load_passage_reader`."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(base), add_pooling_layer=False, local_files_only=True)
        width = self.encoder.config.hidden_size
        self.token_head = nn.Linear(width, 4)  # start, end, evidence; and of question words, doubt
        self.pair_hidden = nn.Linear(2 * width, width)
        self.pair_head = nn.Linear(width, 1)
        self._tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)

    @torch.inference_mode()
    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """What `question` finds in each of `texts`; what goes beyond 384 tokens is not read and scores lowest."""
        windows = [self._window(question, text) for text in texts]
        by_length = sorted(range(len(texts)), key=lambda i: len(windows[i].ids))
        found: dict[int, Reading] = {}
        for at in range(0, len(texts), _BATCH):  # like lengths together waste little on padding
            rows = by_length[at : at + _BATCH]
            scores = self._scores([windows[i] for i in rows])
            for i, (answers, token) in zip(rows, scores, strict=True):
                found[i] = _reading(answers, token, windows[i], len(texts[i].sentences))
        return [found[i] for i in range(len(texts))]

    def _scores(self, windows: Sequence[_Window]) -> list[tuple[float, NDArray[np.float32]]]:
        """Of each window the log-odds that it answers, and of its tokens the scores, shape (tokens, 4)."""
        size = max(len(w.ids) for w in windows)
        ids = _stack([w.ids for w in windows], size, int(self._tokenizer.pad_token_id))
        types = _stack([w.types for w in windows], size, 0)
        mask = _stack([[1] * len(w.ids) for w in windows], size, 0)
        asked = _stack([[int(q) for q in w.question] for w in windows], size, 0).bool()
        state = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        token = self.token_head(state).float().numpy()  # (texts, tokens, 4)
        question_state = state.masked_fill(~asked[..., None], -1e4).amax(dim=1)
        pair = torch.cat([state[:, 0], question_state], dim=-1)
        answers = self.pair_head(nn.functional.gelu(self.pair_hidden(pair)))[:, 0].float()
        return [(float(answers[row]), token[row]) for row in range(len(windows))]

    def _window(self, question: str, text: Text) -> _Window:
        asked = [i for i, _ in self._pieces(question)][:_MAX_QUESTION]
        heading = [i for i, _ in self._pieces(text.heading)][:_MAX_HEADING]
        body = [(*piece, at) for at, sentence in enumerate(text.sentences) for piece in self._pieces(sentence)]
        body = body[: MAX_TOKENS - len(asked) - len(heading) - 3]
        cls, sep = int(self._tokenizer.cls_token_id), int(self._tokenizer.sep_token_id)
        first = [cls, *asked, sep]
        second = [*heading, *(i for i, _, _ in body), sep]
        before = len(first) + len(heading)
        return _Window(
            first + second,
            [0] * len(first) + [1] * len(second),
            [-1] * before + [at for _, _, at in body] + [-1],
            [False] + [True] * len(asked) + [False] * (len(second) + 1),
            [(0, 0)] * before + [span for _, span, _ in body] + [(0, 0)],
        )

    def _pieces(self, text: str) -> list[tuple[int, tuple[int, int]]]:
        """The tokens of `text`, each with its half-open characters."""
        coded = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        return list(zip(coded["input_ids"], coded["offset_mapping"], strict=True))


def load_passage_reader(weights: Path = WEIGHTS) -> PassageReader:
    """The trained reader. Raises ModelError when the weights are missing or do not fit."""
    if not weights.is_file():
        raise ModelError(f"{weights} is missing. Install the project again, or train it: see training/README.md")
    transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # or it reports the pooler, which is left out on purpose
    reader = PassageReader(encoder_folder())
    try:
        found = reader.load_state_dict(load_file(str(weights)), strict=False)
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(f"{weights} does not hold the reader's weights. Install the project again.") from error
    if found.unexpected_keys or any(not key.startswith("encoder.embeddings.") for key in found.missing_keys):
        raise ModelError(f"{weights} does not fit the reader. Install the project again.")
    if has_fast_bf16():
        reader.to(torch.bfloat16)
    else:
        in_eight_bits(reader.encoder)
    return reader.eval()


def _stack(rows: Sequence[Sequence[int]], size: int, fill: int) -> Tensor:
    return torch.tensor([[*row, *([fill] * (size - len(row)))] for row in rows])


def _reading(answers: float, token: NDArray[np.float32], window: _Window, sentences: int) -> Reading:
    """The scores of one window; `token` has shape (tokens, 4): start, end, evidence, doubt."""
    owner = np.array(window.sentence)
    token = token[: len(owner)]
    inside = owner >= 0
    start, end = _log_softmax(token[:, 0], inside), _log_softmax(token[:, 1], inside)
    evidence, spans, phrases = [], [], []
    for at in range(sentences):
        own = np.flatnonzero(owner == at)
        if not len(own):
            evidence.append(-10.0)
            spans.append(-30.0)
            phrases.append((0, 0))
            continue
        reach = np.tri(len(own), len(own), _LONGEST_ANSWER - 1, dtype=bool) & np.tri(len(own), dtype=bool).T
        grid = np.where(reach, start[own][:, None] + end[own][None, :], -30.0)
        first, last = np.unravel_index(int(grid.argmax()), grid.shape)
        evidence.append(float(token[own, 2].mean()))
        spans.append(max(-30.0, float(grid[first, last])))
        phrases.append((window.offsets[own[first]][0], window.offsets[own[last]][1]))
    doubt = float(token[np.array(window.question), 3].max())
    return Reading(answers, doubt, tuple(evidence), tuple(spans), tuple(phrases))


def _log_softmax(logits: NDArray[np.float32], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Log-probabilities over the tokens `inside`; those outside get -1e4."""
    if not inside.any():
        return np.full_like(logits, -1e4)
    top = logits[inside].max()
    total = top + np.log(np.exp(logits[inside] - top).sum())
    return np.where(inside, logits - total, -1e4)
