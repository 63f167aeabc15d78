"""The chat page: `python app.py`."""

import sys

from assistant import Assistant
from assistant.settings import read_settings
from corpus import NewsletterError
from index import Progress
from web import Startup, serve


def main() -> int:
    """Serve the page with the settings of the environment; the exit status."""
    try:
        settings = read_settings()

        def opener(progress: Progress) -> Assistant:
            return Assistant.open(settings.data, settings.newsletters, progress)

        serve(Startup(opener), settings.host, settings.port)
    except NewsletterError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
