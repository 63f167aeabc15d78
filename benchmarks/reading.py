"""How well the reader reads text that is no newsletter, and how fast.

usage: python -m benchmarks.reading DATA [WEIGHTS]

DATA is the folder that the reader is trained from (`training/README.md`); what is read here it was
not trained on. XQuAD, without the paragraphs that the training half of SQuAD 2 has: exact match and
F1 of the answer, the phrase of the likeliest span. CLAPNQ: whether the sentence scored highest is
evidence, and the area under the ROC curve of answerable against unanswerable questions, by the word on
the passage alone and by that and the best word on one of its three likeliest sentences, which both
networks give. Last the median time to read ten passages of some 230 tokens for a question, and to look
closely at four sentences.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import roc_auc_score

from assistant.reading import load_reader
from assistant.reading.passages import WEIGHTS
from assistant.types import Reader, Reading, Text
from training.evaluate import f1, plain
from training.examples import Example, clapnq, overlaps
from training.mixture import unseen_xquad
from training.pairs import excerpt as _excerpt

PASSAGES, PASSAGE_CHARACTERS, REPEATS = 10, 1_000, 15
SENTENCES, LIKELIEST = 4, 3


def main(data: Path, weights: Path = WEIGHTS) -> None:
    """Print the figures of the reader with `weights`."""
    reader = load_reader(weights)
    asked = unseen_xquad(data)
    answers = [_answer(example, _read(reader, example)) for example in asked]
    golds = [[e.context[start:end] for start, end in e.answers] for e in asked]
    pairs = list(zip(answers, golds, strict=True))
    exact = _mean([max(plain(answer) == plain(g) for g in gold) for answer, gold in pairs])
    overlap = _mean([max(f1(answer, g) for g in gold) for answer, gold in pairs])
    print(f"XQuAD, unseen paragraphs: exact match {exact:.3f}, F1 {overlap:.3f} ({len(asked)} questions)")

    asked = clapnq(data / "reading")
    readings = [_read(reader, example) for example in asked]
    area = roc_auc_score([e.answerable for e in asked], [r.answers for r in readings])
    known = [(e, r) for e, r in zip(asked, readings, strict=True) if e.answerable]
    hit = _mean([any(overlaps(e.sentences[_best(r.evidence)], s) for s in e.evidence) for e, r in known])
    print(f"CLAPNQ: evidence first {hit:.3f}, AUROC of answering {area:.3f} ({len(asked)} questions)")
    closer = [_closer(reader, e, r) for e, r in zip(asked, readings, strict=True)]
    known_closer = [(e, at) for e, (at, _) in zip(asked, closer, strict=True) if e.answerable]
    hit = _mean([any(overlaps(e.sentences[at], s) for s in e.evidence) for e, at in known_closer])
    both = [r.answers + best for r, (_, best) in zip(readings, closer, strict=True)]
    area = roc_auc_score([e.answerable for e in asked], both)
    print(f"with the closer look: evidence first {hit:.3f}, AUROC of answering {area:.3f}")

    text = " ".join(e.context for e in asked)
    texts = [_text_of(text[at * PASSAGE_CHARACTERS :][:PASSAGE_CHARACTERS]) for at in range(PASSAGES)]
    times = []
    for example in asked[:REPEATS]:
        begun = time.perf_counter()
        reader.read(example.question, texts)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{PASSAGES} passages of {PASSAGE_CHARACTERS} characters: {statistics.median(times):.0f} ms, median")
    times = []
    for example in asked[:REPEATS]:
        looked_at = [_excerpt(example, at) for at in range(min(SENTENCES, len(example.sentences)))]
        begun = time.perf_counter()
        reader.judge(example.question, looked_at)
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{SENTENCES} sentences looked at closely: {statistics.median(times):.0f} ms, median")


def _read(reader: Reader, example: Example) -> Reading:
    sentences = tuple(example.context[start:end] for start, end in example.sentences)
    return reader.read(example.question, [Text(example.heading, sentences)])[0]


def _closer(reader: Reader, example: Example, reading: Reading) -> tuple[int, float]:
    """Which of the three likeliest sentences answers best after a closer look, and its log-odds."""
    order = sorted(range(len(example.sentences)), key=lambda at: -reading.evidence[at])[:LIKELIEST]
    said = reader.judge(example.question, [_excerpt(example, at) for at in order])
    best = _best(said)
    return order[best], said[best]


def _answer(example: Example, reading: Reading) -> str:
    at = _best(reading.spans)
    start, end = example.sentences[at]
    first, last = reading.phrases[at]
    return example.context[start:end][first:last]


def _best(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def _text_of(text: str) -> Text:
    return Text("", tuple(part.strip() for part in text.split(". ") if part.strip()))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
