"""How well archives are answered that the reader was not trained on, through the whole product.

usage: python -m benchmarks.unseen WEIGHTS ARCHIVE...

ARCHIVE is a folder with `issues/` (newsletters) and `questions.jsonl` (the format of
`assistant/evaluation.py`). WEIGHTS is a weights file that saw none of them, or a folder in which
`loo-NAME.safetensors` is the reader that saw all but the archive NAME, as `python -m training` leaves it.
Museums and Forestry have no such reader: none is trained on them, but the weights in `assistant/evidence.py`
and `assistant/answering.py` are fitted on them and the development questions. The cross-encoder is the shipped
one in any case, which has seen all of these archives but City, Museums and Forestry.
"""

import math
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import read_cases, report, run
from assistant.reading import load_reader
from index import Archive, build, load_encoder

SHOWN = {
    "accuracy (fact)": "facts",
    "accuracy (list)": "lists",
    "accuracy (followup)": "follow-ups",
    "citation support": "evidence",
    "false answers": "false answers",
    "false refusals": "false refusals",
    "risk-coverage area": "risk-coverage",
    "milliseconds (median)": "ms",
}


def main(weights: Path, archives: Sequence[Path]) -> None:
    """Print a line of figures for each archive, and their means."""
    needed = [weights / f"loo-{archive.name}.safetensors" for archive in archives] if weights.is_dir() else [weights]
    if missing := [str(path) for path in needed if not path.is_file()]:
        sys.exit(f"missing: {', '.join(missing)}. Train them (training/README.md) or name a weights file.")
    encoder, one = load_encoder(), load_reader(weights) if weights.is_file() else None
    print(f"{'':14}" + "".join(f"{name:>15}" for name in SHOWN.values()))
    rows = []
    for archive in archives:
        reader = one or load_reader(weights / f"loo-{archive.name}.safetensors")
        with tempfile.TemporaryDirectory() as data:
            build(archive / "issues", Path(data), encoder)
            assistant = Assistant(Archive.open(Path(data)), encoder, reader)
            figures = report(run(assistant, read_cases(archive / "questions.jsonl")))
        rows.append([figures.get(name, float("nan")) for name in SHOWN])
        _print(archive.name, rows[-1])
    known = [[x for x in column if not math.isnan(x)] for column in zip(*rows, strict=True)]
    _print("mean", [statistics.mean(column) if column else math.nan for column in known])


def _print(name: str, figures: Sequence[float]) -> None:
    print(f"{name:14}" + "".join(f"{x:>15.3f}" if x < 2 else f"{x:>15.0f}" for x in figures), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
