"""The training loop: losses, schedule, checkpoints, log."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import Batch, Windows
from training.model import Logits, Reader, half_precision


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

    def pointing(logits: Tensor, gold: Tensor) -> Tensor:
        # Any one of the alternative answers will do.
        log = logits.log_softmax(1).masked_fill(gold == 0, -1e4).logsumexp(1)
        return -_mean(log, gold.amax(1))

    def binary(logits: Tensor, gold: Tensor) -> Tensor:
        cost = nn.functional.binary_cross_entropy_with_logits(logits, gold.clamp(min=0), reduction="none")
        return _mean(cost, gold >= 0)

    return {
        "start": pointing(out.start, batch.start),
        "end": pointing(out.end, batch.end),
        "evidence": binary(out.sentence, batch.sentence),
        "unsupported": binary(out.unsupported, batch.changed),
        "answerable": binary(out.answerable, batch.answerable),
        "rank": _mean(nn.functional.softplus(out.answerable[None, :] - out.answerable[:, None]), batch.ranked),
    }


def _mean(values: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen values, zero where none is."""
    weight = chosen.to(values.dtype)
    return (values * weight).sum() / weight.sum().clamp(min=1)


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


def _restored(saved: Path, course: list[str], model: Reader, optimiser: torch.optim.Optimizer) -> int:
    """Put model, optimiser and chance back as they were saved; the step to go on with. ValueError for another run's."""
    state = torch.load(saved, weights_only=True, map_location="cpu")
    if state["course"] != course:
        raise ValueError(f"{saved} is from a run with other settings or data; remove it or leave out --resume")
    with torch.no_grad():
        for key, weight in model.trained().items():
            weight.copy_(state["weights"][key])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["random"])
    if model.device.type == "cuda" and state["random_cuda"] is not None:
        torch.cuda.set_rng_state(state["random_cuda"], model.device)
    return int(state["step"])


def fit(
    model: Reader,
    data: Windows,
    settings: Settings,
    folder: Path,
    name: str,
    limit: int | None = None,
    resume: bool = False,
    check: Callable[[], dict[str, float]] | None = None,
    check_every: int = 1000,
) -> None:
    """Trains in place, where the model is, over the units of `data` once (repeat units for more passes).

    The windows of a unit go into the same batch; where it has answerable and
    unanswerable ones, they are also ranked against each other.

    limit: at most so many batches.  Checkpoints go to folder/checkpoints/name.pt
    (weights, optimiser, step, random state); with `resume` training goes on
    from there, over the same batches, as they follow from the seed.  Raises
    ValueError when the checkpoint is one of other settings or data, and where
    there is nothing to train on.
    """
    if not len(data.length):
        raise ValueError("there is nothing to train on; ask for at least one pass over some data")
    log_path, saved = folder / "train.log", folder / "checkpoints" / f"{name}.pt"
    saved.parent.mkdir(parents=True, exist_ok=True)
    device = model.device
    batches = data.plan(settings.tokens, random.Random(settings.seed))[:limit]
    data = data.on(device)
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(groups(model, settings), betas=(0.9, 0.98), eps=1e-6)
    first, course = 0, [*map(str, asdict(settings).items()), str(len(batches))]
    if resume and saved.exists():
        first = _restored(saved, course, model, optimiser)
    weights = {k: getattr(settings, k) for k in ("evidence", "unsupported", "answerable", "rank")}

    def save(step: int) -> None:
        part = saved.with_suffix(".part")
        torch.save(
            {
                "weights": model.trained(),
                "optimiser": optimiser.state_dict(),
                "step": step,
                "random": torch.get_rng_state(),
                "random_cuda": torch.cuda.get_rng_state(device) if device.type == "cuda" else None,
                "course": course,
            },
            part,
        )
        part.replace(saved)

    with log_path.open("a", encoding="utf-8") as log:

        def write(**line: object) -> None:
            log.write(json.dumps({"stage": name, **line}) + "\n")
            log.flush()

        write(steps=len(batches), first=first, windows=len(data.length), settings=asdict(settings))
        begun = last_save = last_log = time.monotonic()
        # Summed where they are computed: to look at a loss is to wait for it.
        sums: dict[str, Tensor] = {}
        seen = done_tokens = 0
        for step in range(first, len(batches)):
            model.train()
            batch = data.batch(batches[step], model.tokens.pad)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * factor(step, len(batches), settings.warm)
            with half_precision(device):
                out = model(batch.inputs)
            parts = losses(out, batch)
            loss = torch.stack([weights.get(k, 1.0) * v for k, v in parts.items()]).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(list(model.trained().values()), 1.0)
            optimiser.step()
            for k, v in (*parts.items(), ("loss", loss)):
                sums[k] = sums.get(k, 0.0) + v.detach()
            seen += 1
            done_tokens += int(data.length[batches[step]].sum())
            if (step + 1) % 50 == 0 or step + 1 == len(batches):
                mean = {k: round(v.item() / seen, 4) for k, v in sums.items()}
                if not math.isfinite(mean["loss"]):
                    raise FloatingPointError(f"loss is {mean['loss']} before step {step + 1}")
                now = time.monotonic()
                speed = done_tokens / max(now - last_log, 1e-6)
                pace = (now - begun) / (step + 1 - first)
                write(
                    step=step + 1,
                    **mean,
                    tokens_per_s=round(speed),
                    eta_min=round(pace * (len(batches) - step - 1) / 60, 1),
                )
                sums, seen, done_tokens, last_log = {}, 0, 0, now
                if settings.every and now - last_save > settings.every:  # only weights that are known to be numbers
                    save(step + 1)
                    last_save = time.monotonic()
            if check and (step + 1) % check_every == 0:
                write(step=step + 1, check=check())
                last_log = time.monotonic()
        if settings.every:
            save(len(batches))
