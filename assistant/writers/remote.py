"""A language model on a server that speaks the chat protocol of OpenAI: vLLM, Ollama, llama.cpp and others."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import openai

from assistant.types import Message
from assistant.writers.streaming import LONGEST
from corpus import ModelError


class RemoteWriter:
    """The model `model` at the address `url`; `seconds` is how long it may be silent."""

    def __init__(self, model: str, url: str, key: str, seconds: float) -> None:
        self.name = f"{model} at {urlsplit(url).hostname}"  # an address may hold a password
        self._model = model
        self._client = openai.OpenAI(api_key=key or "none", base_url=url, timeout=seconds, max_retries=0)

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece. Raises ModelError, which says what the server did and never with what key."""
        asked: Any = [{"role": message.role, "content": message.text} for message in messages]
        reason = None
        try:
            with self._client.chat.completions.create(
                model=self._model,
                messages=asked,
                stream=True,
                temperature=0,
                max_tokens=LONGEST,
            ) as chunks:
                for chunk in chunks:
                    for choice in chunk.choices[:1]:
                        reason = choice.finish_reason or reason
                        if choice.delta.content:
                            yield choice.delta.content
        except openai.APITimeoutError:
            raise ModelError("did not answer in time; NEWSLETTER_MODEL_TIMEOUT allows it more") from None
        except openai.APIStatusError as error:
            raise ModelError(
                f"answered with the status {error.status_code}{_MEANINGS.get(error.status_code, '')}"
            ) from None
        except openai.APIConnectionError:
            raise ModelError("could not be reached; see that its server runs at NEWSLETTER_MODEL_URL") from None
        except Exception as error:  # noqa: BLE001 - a stream can break in the client, its HTTP library or the JSON in it
            raise ModelError(f"sent what cannot be read ({type(error).__name__})") from None
        if reason is None:
            raise ModelError("broke off before the end")
        if reason == "content_filter":
            raise ModelError("declined to answer")


_MEANINGS = {
    401: ": the key is wrong, correct NEWSLETTER_MODEL_KEY",
    403: ": the key in NEWSLETTER_MODEL_KEY does not allow this",
    404: ": correct NEWSLETTER_MODEL or NEWSLETTER_MODEL_URL",
    429: ": too many requests, ask again later",
}
