"""What can be set from outside, by environment variables."""

from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus import SHIPPED, SettingsError

_PREFIX = "NEWSLETTER_"
_SECRET = frozenset(["NEWSLETTER_MODEL_URL", "NEWSLETTER_MODEL_KEY"])
"""What no message repeats: an address may hold a password."""


class Settings(BaseSettings):
    """Read from NEWSLETTER_DATA, NEWSLETTER_NEWSLETTERS and so on; the key of a model also from OPENAI_API_KEY."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore", hide_input_in_errors=True)

    data: Path = Field(default_factory=lambda: user_data_path("newsletter", appauthor=False))
    """The folder that holds the index."""

    newsletters: Path = SHIPPED
    """The folder of newsletters that the index is built from."""

    host: str = "127.0.0.1"
    """The address the page is served at."""

    port: int = Field(7860, ge=1, le=65535)
    """The port the page is served at."""

    model: str = ""
    """A language model that writes answers: a .gguf file, a folder, or its name at `model_url`; none by default."""

    model_url: str = Field("", repr=False)
    """The address of a server that speaks OpenAI's protocol, for example http://127.0.0.1:11434/v1."""

    model_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("NEWSLETTER_MODEL_KEY", "OPENAI_API_KEY"), repr=False
    )
    """The key for that server, never shown."""

    model_timeout: float = Field(60, gt=0, le=3600)
    """Seconds that a language model has for an answer."""

    @field_validator("model_url")
    @classmethod
    def _with_a_host(cls, url: str) -> str:
        if url and not _is_address(url):
            raise ValueError(
                "it must begin with http:// or https:// and name a host, as http://127.0.0.1:11434/v1 does"
            )
        return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no IPv6 address, or no port
        return False


def read_settings() -> Settings:
    """The settings as the environment has them now. Raises SettingsError, naming the one that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        fault = error.errors()[0]
        name = _PREFIX + str(fault["loc"][0]).upper().removeprefix(_PREFIX)
        said = "cannot be used" if name in _SECRET else f"is {fault['input']!r}"
        reason = fault["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name} {said}: {reason}. Correct it, or unset it for the default.") from error
