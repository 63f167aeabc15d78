"""Events: what each article says of them, and what those mentions come to together."""

from corpus.events.mentions import find_mentions
from corpus.events.merging import merge_mentions
from corpus.events.vocabulary import KINDS, VERBAL, WEAK

__all__ = ["KINDS", "VERBAL", "WEAK", "find_mentions", "merge_mentions"]
