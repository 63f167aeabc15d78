"""What can be set from outside, by environment variables or a `.env` file."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus import SHIPPED


class Settings(BaseSettings):
    """Read from NEWSLETTER_DATA, NEWSLETTER_NEWSLETTERS, NEWSLETTER_HOST and NEWSLETTER_PORT."""

    model_config = SettingsConfigDict(env_prefix="NEWSLETTER_", env_file=".env", extra="ignore")

    data: Path = Field(default_factory=lambda: user_data_path("newsletter", appauthor=False))
    """The folder that holds the index."""

    newsletters: Path = SHIPPED
    """The folder of newsletters that the index is built from."""

    host: str = "127.0.0.1"
    """The address the page is served at."""

    port: int = Field(7860, ge=1, le=65535)
    """The port the page is served at."""
