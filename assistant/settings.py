"""What can be set from outside, by environment variables."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus import SHIPPED, SettingsError

_PREFIX = "NEWSLETTER_"


class Settings(BaseSettings):
    """Read from NEWSLETTER_DATA, NEWSLETTER_NEWSLETTERS and so on; the key of a model also from OPENAI_API_KEY."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore")

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

    model_url: str = ""
    """The address of a server that speaks OpenAI's protocol, for example http://127.0.0.1:11434/v1."""

    model_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("NEWSLETTER_MODEL_KEY", "OPENAI_API_KEY"), repr=False
    )
    """The key for that server, never shown."""

    model_timeout: float = Field(60, gt=0, le=3600)
    """Seconds that a language model has for an answer."""


def read_settings() -> Settings:
    """The settings as the environment has them now. Raises SettingsError, naming the one that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        fault = error.errors()[0]
        name = _PREFIX + str(fault["loc"][0]).upper().removeprefix(_PREFIX)
        raise SettingsError(
            f"{name} is {fault['input']!r}: {fault['msg']}. Correct it, or unset it for the default."
        ) from error
