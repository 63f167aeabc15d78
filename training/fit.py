"""The training loop: losses, schedule, checkpoints, log."""

from __future__ import annotations

import gc
import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from index import has_fast_bf16
from training.batches import Batch, Item, batch_of, plan
from training.model import Logits, Reader


@dataclass(frozen=True)
class Settings:
    """rate: peak learning rate of the top layer and heads; decay: factor per layer below.

    tokens: padded tokens a batch; warm: share of the steps with a rising rate;
    every: seconds between checkpoints (0: none).  The rest are weights of the
    losses; those of start and end are 1.
    """

    rate: float = 2e-4
    decay: float = 0.9
    weight_decay: float = 0.01
    tokens: int = 5120
    warm: float = 0.06
    seed: int = 1
    every: float = 600.0
    evidence: float = 1.0
    unsupported: float = 0.5
    answerable: float = 1.0
    rank: float = 0.0


def losses(out: Logits, batch: Batch) -> dict[str, Tensor]:
    """Mean losses by name; each is zero where a batch has nothing to learn it from."""
    has = batch.start.sum(1) > 0
    zero = out.answerable.sum() * 0

    def pointing(logits: Tensor, gold: Tensor) -> Tensor:
        if not has.any():
            return zero
        # Any one of the alternative answers will do.
        log = logits[has].log_softmax(1).masked_fill(gold[has] == 0, -1e4)
        return -log.logsumexp(1).mean()

    def binary(logits: Tensor, gold: Tensor) -> Tensor:
        known = gold >= 0
        if not known.any():
            return zero
        return nn.functional.binary_cross_entropy_with_logits(logits[known], gold[known])

    return {
        "start": pointing(out.start, batch.start),
        "end": pointing(out.end, batch.end),
        "evidence": binary(out.sentence, batch.sentence),
        "unsupported": binary(out.unsupported, batch.changed),
        "answerable": binary(out.answerable, batch.answerable),
        "rank": nn.functional.softplus(out.answerable[batch.pairs[:, 1]] - out.answerable[batch.pairs[:, 0]]).mean()
        if len(batch.pairs)
        else zero,
    }


def groups(model: Reader, settings: Settings) -> list[dict]:
    """Optimiser groups: lower layers learn more slowly; no weight decay on vectors."""
    layers = len(model.encoder.encoder.layer)
    out: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in model.trained().items():
        depth = int(name.split("layer.")[1].split(".")[0]) if "encoder.layer." in name else layers
        rate = settings.rate * settings.decay ** max(0, layers - 1 - depth)
        shrink = settings.weight_decay if weight.ndim > 1 else 0.0
        out.setdefault((rate, shrink), []).append(weight)
    return [{"params": p, "lr": r, "peak": r, "weight_decay": d} for (r, d), p in out.items()]


def factor(step: int, steps: int, warm: float) -> float:
    """Linear rise over the first `warm` of the steps, then linear fall to zero."""
    rise = max(1, int(steps * warm))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def fit(
    model: Reader,
    data: Sequence[Sequence[Item]],
    settings: Settings,
    folder: Path,
    name: str,
    limit: int | None = None,
    resume: bool = False,
    check: Callable[[], dict[str, float]] | None = None,
    check_every: int = 1000,
) -> None:
    """Trains in place over the units of `data` once (repeat units for more passes).

    A unit's items go into the same batch; where it has answerable and
    unanswerable ones, they are also ranked against each other.

    limit: at most so many batches.  Checkpoints go to folder/checkpoints/name.pt
    (weights, optimiser, step, random state); with `resume` training goes on
    from there, over the same batches, as they follow from the seed.
    """
    log_path, saved = folder / "train.log", folder / "checkpoints" / f"{name}.pt"
    saved.parent.mkdir(parents=True, exist_ok=True)
    batches = list(plan([[len(i.window.ids) for i in u] for u in data], settings.tokens, random.Random(settings.seed)))
    if limit:
        batches = batches[:limit]
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(groups(model, settings), betas=(0.9, 0.98), eps=1e-6)
    first = 0
    if resume and saved.exists():
        state = torch.load(saved, weights_only=True)
        with torch.no_grad():
            for key, weight in model.trained().items():
                weight.copy_(state["weights"][key])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        first = state["step"]
    weights = {k: getattr(settings, k) for k in ("evidence", "unsupported", "answerable", "rank")}

    def save(step: int) -> None:
        part = saved.with_suffix(".part")
        torch.save(
            {
                "weights": model.trained(),
                "optimiser": optimiser.state_dict(),
                "step": step,
                "random": torch.get_rng_state(),
            },
            part,
        )
        part.replace(saved)

    # Hundreds of thousands of items that live to the end: keep them out of garbage collection.
    gc.collect()
    gc.freeze()
    with log_path.open("a", encoding="utf-8") as log:

        def write(**line: object) -> None:
            log.write(json.dumps({"stage": name, **line}) + "\n")
            log.flush()

        write(steps=len(batches), first=first, items=len(data), settings=asdict(settings))
        begun = last_save = last_log = time.monotonic()
        sums: dict[str, float] = {}
        seen = done_tokens = 0
        total = [sum(len(i.window.ids) for u in b for i in data[u]) for b in batches]
        for step in range(first, len(batches)):
            model.train()
            batch = batch_of([data[i] for i in batches[step]], model.tokens.pad)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * factor(step, len(batches), settings.warm)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_fast_bf16()):
                out = model(batch.inputs)
            parts = losses(out, batch)
            loss = sum((weights.get(k, 1.0) * v for k, v in parts.items()), torch.zeros(()))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(list(model.trained().values()), 1.0)
            optimiser.step()
            if not math.isfinite(loss.item()):
                raise FloatingPointError(f"loss is {loss.item()} at step {step}")
            for k, v in (*parts.items(), ("loss", loss)):
                sums[k] = sums.get(k, 0.0) + v.item()
            seen += 1
            done_tokens += total[step]
            now = time.monotonic()
            if (step + 1) % 50 == 0 or step + 1 == len(batches):
                speed = done_tokens / max(now - last_log, 1e-6)
                pace = (now - begun) / (step + 1 - first)
                write(
                    step=step + 1,
                    **{k: round(v / seen, 4) for k, v in sums.items()},
                    tokens_per_s=round(speed),
                    eta_min=round(pace * (len(batches) - step - 1) / 60, 1),
                )
                sums, seen, done_tokens, last_log = {}, 0, 0, now
            if settings.every and now - last_save > settings.every:
                save(step + 1)
                last_save = now
            if check and (step + 1) % check_every == 0:
                write(step=step + 1, check=check())
                last_log = time.monotonic()
        if settings.every:
            save(len(batches))
