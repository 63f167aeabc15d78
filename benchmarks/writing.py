"""What a language model writes, what of it is withheld, and whether anything that is shown is not quoted.

usage: NEWSLETTER_MODEL=... python -m benchmarks.writing [questions.jsonl] [--minutes N] [--show]

Asks the questions of tests/evaluation/development.jsonl, or of another such file, with the language model
of the settings over the shipped newsletter. Prints how many of the answers were written and how many
quoted all the same, how many sentences were shown and how many struck, the seconds that writing added
(median and 95th percentile; of the processor too, for a machine that others use), and how many of the
answerable questions that were answered had the right answer in them, with the model and without.

Whatever was written and shown is looked at once more by a check that shares no code with the verifier:
each group of digits and each word with a capital must be in a quotation that the text cites, letters
folded, or, a year, in the title of its issue. What is not is printed in full, to be judged by eye: a
number word for a figure and a common word that opens a sentence are no fault.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import Answer, Assistant, Turn
from assistant.evaluation import Case, read_cases
from assistant.reading import load_reader
from assistant.settings import read_settings
from assistant.writers import load_writer
from corpus import SHIPPED
from index import Archive, build, load_encoder

SEED = 20
DEVELOPMENT = Path(__file__).parents[1] / "tests" / "evaluation" / "development.jsonl"


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", type=Path, default=DEVELOPMENT)
    arguments.add_argument("--minutes", type=float, default=1e9, help="ask no more after that; the order is shuffled")
    arguments.add_argument("--show", action="store_true", help="print what was written, and what was struck")
    given = arguments.parse_args()
    cases = read_cases(given.file)
    random.Random(SEED).shuffle(cases)
    settings = read_settings()
    writer = load_writer(settings)
    if writer is None:
        raise SystemExit("Set NEWSLETTER_MODEL to a language model; see docs/models.md.")
    encoder, reader = load_encoder(), load_reader()
    with tempfile.TemporaryDirectory() as folder:
        build(SHIPPED, Path(folder), encoder)
        archive = Archive.open(Path(folder))
        quoting = Assistant(archive, encoder, reader)
        writing = Assistant(archive, encoder, reader, writer, settings.model_timeout)
        end = time.monotonic() + 60 * given.minutes
        asked = [_ask(quoting, writing, case, given.show) for case in cases if time.monotonic() < end]
    _report(writer.name, len(asked), [pair for pair in asked if pair])


Pair = tuple[Case, Answer, Answer, float, float]
"""A question, its answer in quotations, with the language model, and the seconds this took longer, by both clocks."""


def _ask(quoting: Assistant, writing: Assistant, case: Case, show: bool) -> Pair | None:
    """Both answers; None where there is nothing for a language model to write."""
    history: list[Turn] = []
    for question in case.turns[:-1]:
        history += [Turn("user", question), Turn("assistant", quoting.ask(question, history).text)]
    begun = _clocks()
    quoted = quoting.ask(case.turns[-1], history)
    between = _clocks()
    if quoted.status != "answered" or not quoted.hits:
        return None
    written = writing.ask(case.turns[-1], history)
    seconds, busy = _clocks() - between - (between - begun)
    if show:
        print(f"> {written.question} ({seconds:.1f} s)\n{written.text if written.written_by else written.note}")
        print("".join(f"  struck: {sentence}\n" for sentence in written.struck), flush=True)
    return case, quoted, written, float(seconds), float(busy)


def _clocks() -> NDArray[np.float64]:
    return np.array([time.perf_counter(), time.process_time()])


def _report(name: str, asked: int, pairs: list[Pair]) -> None:
    written = [pair for pair in pairs if pair[2].written_by]
    kept = sum(len(re.findall(r"(?:\[\d+\])+\W*(?=\s|$)", answer.text)) for _, _, answer, *_ in written)
    struck = sum(len(answer.struck) for _, _, answer, *_ in pairs)
    print(f"{name}: {asked} questions, {len(pairs)} answered; {len(written)} of these written, the others quoted")
    print(f"sentences: {kept + struck} written, {struck} struck or lost with their answer, {kept} shown")
    notes = [answer.note for _, _, answer, *_ in pairs if answer.note]
    for note in sorted(set(notes), key=lambda n: -notes.count(n)):
        print(f"  {notes.count(note):4} {note}")
    for what, clock in (("seconds", 3), ("processor seconds", 4)):
        more = sorted(pair[clock] for pair in pairs)
        print(f"{what} more: median {statistics.median(more):.1f}, 95 % {more[int(0.95 * (len(more) - 1))]:.1f}")
    for title, at in (("quoted", 1), ("with the model", 2)):
        right = [_is_right(pair[0], pair[at]) for pair in pairs if not pair[0].abstain]  # type: ignore[arg-type]
        print(f"right answers, {title}: {sum(right)} of {len(right)}")
    loose = [(answer, item) for _, _, answer, *_ in written for item in _unquoted(answer)]
    print(f"digits and capitals shown that no cited quotation has: {len(loose)}")
    for answer, item in loose:
        print(f"  {item!r} in: {answer.text!r}")


def _is_right(case: Case, answer: Answer) -> bool:
    text = " ".join(answer.text.split())
    return all(any(re.search(option, text, re.IGNORECASE) for option in options) for options in case.gold)


def _unquoted(answer: Answer) -> Iterator[str]:
    """The groups of digits and the words with a capital in a written text that none of its quotations has."""
    quoted = _folded(" ".join(c.text for c in answer.citations))
    years = set(re.findall(r"\b\d{4}\b", " ".join(c.source.label for c in answer.citations)))
    shown = re.sub(r"\[[\d, ]+\]", " ", answer.text)
    for item in re.findall(r"\d+|[^\W\d_]+", shown):
        if item.isdigit():
            known = item in re.findall(r"\d+", quoted) or item in re.findall(r"\d+", quoted.replace(",", ""))
            if not known and item not in years:
                yield item
        elif item != item.lower() and not re.search(rf"(?<![^\W\d_]){re.escape(_folded(item))}(?![^\W\d_])", quoted):
            yield item


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


if __name__ == "__main__":
    main()
