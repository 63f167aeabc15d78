"""Language models that write answers: on a server, in a GGUF file, or in a folder for `transformers`."""

from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from assistant.types import Writer
from corpus import SettingsError


def load_writer(settings: Settings) -> Writer | None:
    """The language model of the settings, None where none is set. Raises SettingsError or ModelError."""
    name = settings.model
    if not name:
        return None
    if settings.model_url:
        return _load(lambda: _remote(settings), "openai")
    path = Path(name).expanduser()
    if path.suffix.lower() == ".gguf" and path.is_file():
        return _load(lambda: _gguf(path), "gguf")
    if path.is_dir():
        from assistant.writers.local import LocalWriter  # torch takes its time

        return LocalWriter(path)
    raise SettingsError(
        f"NEWSLETTER_MODEL is {name!r}, which is no .gguf file and no folder here."
        " Correct the path, set NEWSLETTER_MODEL_URL if it is the name of a model on a server, or unset it."
    )


def _load(make: Callable[[], Writer], extra: str) -> Writer:
    try:
        return make()
    except ImportError as error:
        raise SettingsError(
            f"NEWSLETTER_MODEL needs the package {error.name}: pip install 'newsletter-assistant[{extra}]'"
        ) from error


def _remote(settings: Settings) -> Writer:
    from assistant.writers.remote import RemoteWriter

    key = settings.model_key.get_secret_value() if settings.model_key else ""
    return RemoteWriter(settings.model, settings.model_url, key, settings.model_timeout)


def _gguf(path: Path) -> Writer:
    from assistant.writers.gguf import GgufWriter

    return GgufWriter(path)
