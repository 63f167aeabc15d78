"""The reader: two networks that tell what answers a question, each with its weights in the package.

A small one reads whole passages (`passages.py`), a larger one looks more closely at single sentences
(`sentences.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.reading import passages, sentences
from assistant.types import Excerpt, Reading, Text


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """Both networks. Make one with `load_reader`."""

    passages: passages.PassageReader
    sentences: sentences.CrossEncoder

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """What `question` finds in each of `texts`; see `assistant.types.Reader`."""
        return self.passages.read(question, texts)

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """The log-odds that the sentence of each of `excerpts` answers `question`; see `assistant.types.Reader`."""
        return self.sentences.judge(question, excerpts)


def load_reader(small: Path = passages.WEIGHTS, larger: Path = sentences.WEIGHTS) -> TrainedReader:
    """The trained reader. Raises ModelError when weights are missing or do not fit.

    `small` is the weights file for passages, `larger` the folder of those for sentences.
    """
    return TrainedReader(passages.load_passage_reader(small), sentences.load_cross_encoder(larger))
