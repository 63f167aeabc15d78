"""A language model in a GGUF file, run by llama.cpp in this process."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xllamacpp

from assistant.types import Message
from assistant.writers.streaming import LONGEST, pulled
from corpus import ModelError

_CONTEXT = 4096
"""Tokens: rules, example, four passages and the reply have room in these."""


class GgufWriter:
    """The model in the file at `path`, which is loaded at once. Raises ModelError when it cannot be."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = _CONTEXT
        parameters.n_parallel = 1
        parameters.verbosity = -1
        if threads := int(os.environ.get("OMP_NUM_THREADS") or 0):  # as torch does; else one for each core
            parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
        try:
            self._server = xllamacpp.Server(parameters)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{path} holds no language model that can be run: {error}") from error

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece. Raises ModelError."""
        request = {
            "messages": [{"role": message.role, "content": message.text} for message in messages],
            "stream": True,
            "temperature": 0,
            "max_tokens": LONGEST,
        }

        def produce(hand_over: Callable[[str], bool]) -> None:
            def receive(chunk: dict[str, Any]) -> bool:
                """Take a piece of the reply; true ends it."""
                if "error" in chunk:
                    raise ModelError(f"could not answer: {chunk['error'].get('message', 'no reason given')}")
                pieces = [choice["delta"].get("content") or "" for choice in chunk["choices"][:1]]
                return not all([hand_over(piece) for piece in pieces])

            self._server.handle_chat_completions(request, receive)

        return pulled(produce)
