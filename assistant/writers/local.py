"""A language model in a folder, as `transformers` saves them, run in this process."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.generation.stopping_criteria import StoppingCriteria, StoppingCriteriaList
from transformers.generation.streamers import TextStreamer

from assistant.types import Message
from assistant.writers.streaming import LONGEST, pulled
from corpus import ModelError


class LocalWriter:
    """The causal model in `folder`, which is loaded at once. Raises ModelError when it cannot be.

    Only weights in the safetensors format are read, and no code that comes with them: both could do anything.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
            loaded: Any = AutoModelForCausalLM.from_pretrained(str(folder), local_files_only=True, use_safetensors=True)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder} holds no language model that can be run: {error}") from error
        self._model = loaded.eval()

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece."""
        inputs = self._tokenizer(self._prompt(messages), return_tensors="pt", add_special_tokens=False)
        inputs.pop("token_type_ids", None)

        def produce(hand_over: Callable[[str], bool]) -> None:
            stream = _Stream(self._tokenizer, hand_over)
            with torch.inference_mode():
                self._model.generate(
                    **inputs,
                    max_new_tokens=LONGEST,
                    do_sample=False,
                    streamer=stream,
                    stopping_criteria=StoppingCriteriaList([stream.stop]),
                )

        return pulled(produce)

    def _prompt(self, messages: Sequence[Message]) -> str:
        """The conversation in the form that the model was trained on; a plain text where it comes without one."""
        if self._tokenizer.chat_template:
            asked = [{"role": message.role, "content": message.text} for message in messages]
            return str(self._tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True))
        return "\n\n".join(f"{message.role.capitalize()}: {message.text}" for message in messages) + "\n\nAssistant:"


class _Stop(StoppingCriteria):
    """Ends a reply that nobody reads any more."""

    def __init__(self) -> None:
        self.stopped = False

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        return torch.full((len(input_ids),), self.stopped, dtype=torch.bool)


class _Stream(TextStreamer):
    """Hands over each stretch of text as soon as its letters are settled."""

    def __init__(self, tokenizer: Any, hand_over: Callable[[str], bool]) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._hand_over = hand_over
        self.stop = _Stop()

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        """Called by `generate` with what can be shown."""
        self.stop.stopped |= not self._hand_over(text)
