"""What can be set from outside, by environment variables."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus import SHIPPED, SettingsError

_PREFIX = "NEWSLETTER_"


class Settings(BaseSettings):
    """Read from NEWSLETTER_DATA, NEWSLETTER_NEWSLETTERS, NEWSLETTER_HOST and NEWSLETTER_PORT."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore")

    data: Path = Field(default_factory=lambda: user_data_path("newsletter", appauthor=False))
    """The folder that holds the index."""

    newsletters: Path = SHIPPED
    """The folder of newsletters that the index is built from."""

    host: str = "127.0.0.1"
    """The address the page is served at."""

    port: int = Field(7860, ge=1, le=65535)
    """The port the page is served at."""


def read_settings() -> Settings:
    """The settings as the environment has them now. Raises SettingsError, naming the one that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        fault = error.errors()[0]
        name = _PREFIX + str(fault["loc"][0]).upper()
        raise SettingsError(
            f"{name} is {fault['input']!r}: {fault['msg']}. Correct it, or unset it for the default."
        ) from error
