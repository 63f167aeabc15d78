"""How good the answers are, measured over a file of questions.

One JSON object a line: `id`, `kind`, `turns` (the user's questions, the last one is judged), `gold`
(a list of lists of regular expressions; of each list one must match the answer), `evidence`
(`file`, `start`, `end`: half-open character offsets) and `abstain` (whether refusing is right).
"""

import json
import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.calibration import calibration_error, risk_coverage_area
from assistant.types import Answer, Excerpt, Reading, Text, Turn
from corpus import RequestError
from index import Hit

_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known about its answer."""

    id: str
    kind: str
    turns: tuple[str, ...]
    gold: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[str, int, int], ...]
    abstain: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with what the assistant made of it. `milliseconds` are those of the judged turn."""

    case: Case
    answer: Answer
    hits: tuple[Hit, ...]
    milliseconds: float
    citations_valid: bool

    @property
    def correct(self) -> bool:
        """Whether every part of the gold answer is in the text."""
        text = " ".join(self.answer.text.split())
        return self.answer.status == "answered" and all(
            any(re.search(option, text, re.IGNORECASE) for option in options) for options in self.case.gold
        )

    @property
    def right(self) -> bool:
        """Whether the assistant did what it should: answer correctly, or refuse."""
        return self.answer.status != "answered" if self.case.abstain else self.correct

    @property
    def phrased(self) -> bool:
        """Whether the phrase that stands first is the gold answer, or holds it."""
        return bool(self.answer.phrase) and all(
            any(re.search(option, self.answer.phrase, re.IGNORECASE) for option in options)
            for options in self.case.gold
        )

    @property
    def supported(self) -> bool:
        """Whether a sentence of the gold evidence is cited."""
        return any(_overlap(self.case, c.path, c.start, c.end) for c in self.answer.citations)

    def found(self, k: int) -> bool:
        """Whether gold evidence is among the first `k` passages."""
        return any(_overlap(self.case, h.passage.source.path, h.passage.start, h.passage.end) for h in self.hits[:k])


def read_cases(path: Path) -> list[Case]:
    """The cases in the file at `path`. Raises RequestError, naming the line, when it is not such a file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(
            f"{path} cannot be read: {error}. Name a file of questions, one JSON object a line."
        ) from error
    cases = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line)))
            except (ValueError, KeyError, TypeError, re.error) as error:
                raise RequestError(
                    f"{path}, line {number}, is no question: {error!r}. See assistant/evaluation.py for the format."
                ) from error
    if not cases:
        raise RequestError(f"{path} holds no questions. Write one JSON object a line.")
    return cases


def _case(row: dict[str, Any]) -> Case:
    gold = tuple(tuple(re.compile(option).pattern for option in options) for options in row["gold"])
    evidence = tuple((e["file"], int(e["start"]), int(e["end"])) for e in row["evidence"])
    return Case(str(row["id"]), row["kind"], tuple(row["turns"]), gold, evidence, bool(row["abstain"]))


def run(assistant: Assistant, cases: Iterable[Case]) -> list[Outcome]:
    """Ask every case as a conversation and keep what came of its last turn."""
    return [_run(assistant, case) for case in cases]


def _run(assistant: Assistant, case: Case) -> Outcome:
    history: list[Turn] = []
    for question in case.turns[:-1]:
        reply = assistant.ask(question, history)
        history += [Turn("user", question), Turn("assistant", reply.text)]
    begun = time.perf_counter()
    answer = assistant.ask(case.turns[-1], history)
    milliseconds = 1000 * (time.perf_counter() - begun)
    hits = tuple(assistant.retrieve(answer.question, _PASSAGES))
    return Outcome(case, answer, hits, milliseconds, _citations_valid(assistant, answer))


def _citations_valid(assistant: Assistant, answer: Answer) -> bool:
    with assistant.archive.snapshot() as snapshot:
        return all(
            snapshot.reader.text(c.path)[c.start : c.end] == c.quote
            # a list of events, and what a language model wrote, name them instead of quoting
            and (c.text in answer.text or not answer.hits or answer.written_by)
            and f"[{c.marker}]" in answer.text
            for c in answer.citations
        )


class _Unread:
    """Stands in for a reader that thinks the same of every sentence."""

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Zero log-odds throughout, and no phrases."""
        return [
            Reading(0.0, 0.0, (0.0,) * len(t.sentences), (0.0,) * len(t.sentences), ((0, 0),) * len(t.sentences))
            for t in texts
        ]

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """Zero log-odds throughout."""
        return [0.0] * len(excerpts)


def modes(assistant: Assistant) -> dict[str, Assistant]:
    """The ways in which the archive can be asked, by name: as set up, and with ever less help."""
    archive, encoder = assistant.archive, assistant._encoder
    worded = {"language model": assistant} if assistant._writer else {}
    quoting = {
        "reader": Assistant(archive, encoder, assistant._reader),
        "retrieval alone": Assistant(archive, encoder, _Unread()),
    }
    return worded | quoting


def confidences(outcomes: Sequence[Outcome]) -> tuple[list[float], list[bool]]:
    """Of each question how sure the assistant was, and whether the archive answers it."""
    return [o.answer.confidence for o in outcomes], [not o.case.abstain for o in outcomes]


def report(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures: shares in [0, 1], counts, and milliseconds a question (median and 95th percentile)."""
    known = [o for o in outcomes if not o.case.abstain]
    unknown = [o for o in outcomes if o.case.abstain]
    answered = [o for o in outcomes if o.answer.status == "answered"]
    refused = [o for o in outcomes if o.answer.status != "answered"]
    confidence, answerable = confidences(outcomes)
    figures = {
        "questions": float(len(outcomes)),
        "answerable": float(len(known)),
        "recall@1": _share(o.found(1) for o in known),
        "recall@5": _share(o.found(_PASSAGES) for o in known),
        "accuracy": _share(o.correct for o in known),
    }
    for kind in sorted({o.case.kind for o in known}):
        figures[f"accuracy ({kind})"] = _share(o.correct for o in known if o.case.kind == kind)
    milliseconds = sorted(o.milliseconds for o in outcomes)
    return figures | {
        "citation validity": _share(o.citations_valid for o in answered),
        "citation support": _share(o.supported for o in known if o.answer.status == "answered"),
        "span accuracy": _share(o.phrased for o in known if o.answer.phrase),
        "phrases given": _share(bool(o.answer.phrase) for o in known if o.answer.status == "answered"),
        "false answers": _share(o.answer.status == "answered" for o in unknown),
        "false refusals": _share(o.answer.status != "answered" for o in known),
        "refusal precision": _share(o.case.abstain for o in refused),
        "refusal recall": _share(o.answer.status != "answered" for o in unknown),
        "calibration error": calibration_error(confidence, answerable),
        "risk-coverage area": risk_coverage_area(confidence, [o.correct for o in outcomes]),
        "milliseconds (median)": statistics.median(milliseconds),
        "milliseconds (95 %)": milliseconds[int(0.95 * (len(milliseconds) - 1))],
    }


def _overlap(case: Case, path: str, start: int, end: int) -> bool:
    return any(path == file and start < stop and begin < end for file, begin, stop in case.evidence)


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else float("nan")
