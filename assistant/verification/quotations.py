"""The last look at an answer before anybody sees it."""

import logging
import re
from collections.abc import Iterable

from assistant.types import Citation
from corpus import clean
from index import Snapshot

_log = logging.getLogger(__name__)


def verified(citations: Iterable[Citation], snapshot: Snapshot) -> list[Citation]:
    """Those citations whose quotation stands, character for character, where they say; the others are logged."""
    kept = []
    texts: dict[str, str] = {}  # each read once: an issue may be cited often
    for citation in citations:
        if citation.path not in texts:
            texts[citation.path] = snapshot.reader.text(citation.path)
        text = texts[citation.path]
        if text[citation.start : citation.end] != citation.quote or _letters(clean(citation.quote).text) != _letters(
            citation.text
        ):
            _log.error(
                "withheld a quotation that does not stand at %s [%d, %d)", citation.path, citation.start, citation.end
            )
            continue
        kept.append(citation)
    return kept


def _letters(text: str) -> str:
    """What must be the same in a quotation and its readable form; markup cut in half may differ in the rest."""
    return re.sub(r"[\W_]+", "", text)
