"""Prints the figures of a weights file.

    python -m training.measure --data FOLDER --weights FILE [--organisations NAME...] [--general] [--speed]

Newsletter figures are honest only for organisations the weights were not
trained on: loo-NAME.safetensors with --organisations NAME, or
general.safetensors with all.  The word-overlap shortcut is printed beside them.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch

from training.__main__ import general_measures, packaged_base
from training.evaluate import newsletter_measures
from training.examples import newsletters
from training.model import Passage, Reader
from training.specialise import measured, organisation, overlap_outcomes


def speed(model: Reader, data: Path, passages: int = 10, repeats: int = 12) -> dict[str, float]:
    """Milliseconds of predict() over `passages` newsletter passages of two or three paragraphs."""
    rows = newsletters(data / "newsletters")
    texts = list(dict.fromkeys((e.context, e.heading) for e in rows))
    read = [Passage(t[:700].rsplit(" ", 1)[0], h) for t, h in texts[:passages]]
    times = []
    for e in rows[:repeats]:
        begun = time.perf_counter()
        model.predict(e.question, read)
        times.append(1000 * (time.perf_counter() - begun))
    times.sort()
    tokens = sum(len(model.tokens.pieces(p.text)[0]) for p in read)
    return {"median_ms": round(times[len(times) // 2], 1), "worst_ms": round(times[-1], 1), "passage_tokens": tokens}


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(prog="python -m training.measure", description="Prints the figures of a weights file.")
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--weights", type=Path, required=True)
    p.add_argument("--base", type=Path, default=None)
    p.add_argument("--organisations", nargs="*", default=[], help="names of newsletter files; 'all' for every one")
    p.add_argument("--general", action="store_true")
    p.add_argument("--speed", action="store_true")
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    model = Reader(args.base or packaged_base()).load(args.weights)
    found: dict[str, object] = {}
    if args.speed:
        found["speed"] = speed(model, args.data)
    if args.general:
        found |= general_measures(model, args.data)
    every = newsletters(args.data / "newsletters")
    names = list(dict.fromkeys(map(organisation, every))) if "all" in args.organisations else args.organisations
    for name in names:
        rows = [e for e in every if organisation(e) == name]
        asked = [e for e in rows if e.source.startswith("newsletter")]
        found[name] = measured(model, rows) | {
            "word_overlap": {"auroc": newsletter_measures(asked, overlap_outcomes(asked))["auroc"]}
        }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
