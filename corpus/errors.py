"""Every error this project raises on purpose.

    NewsletterError
    ├── SourceError        a newsletter file or folder cannot be read
    ├── StoreError         the data folder cannot be used as it is
    │   ├── NoIndexError       nothing has been built there yet
    │   ├── EncoderError       it was built with another encoder
    │   └── BusyError          another process is building it
    ├── ModelError         model weights are missing or are not the expected ones
    ├── SettingsError      a setting from the environment is not usable
    └── RequestError       a question, filter or argument cannot be answered as given

The message always names the thing at fault and says what to do about it. Only the command
line and the page catch the base class.
"""


class NewsletterError(Exception):
    """Base of all errors raised on purpose."""


class SourceError(NewsletterError):
    """A newsletter file or folder cannot be read."""


class StoreError(NewsletterError):
    """The data folder cannot be used as it is."""


class NoIndexError(StoreError):
    """Nothing has been built in the data folder yet."""


class EncoderError(StoreError):
    """The index was built with another encoder."""


class BusyError(StoreError):
    """Another process is building the same index."""


class ModelError(NewsletterError):
    """Model weights are missing or are not the expected ones."""


class SettingsError(NewsletterError):
    """A setting from the environment is not usable."""


class RequestError(NewsletterError):
    """A question, filter or argument cannot be answered as given."""
