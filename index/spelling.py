"""A question's typing errors put right by the words of the archive."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus import fold, stem
from index.archive import Snapshot
from index.encoder import Encoder
from index.search import STOPWORDS

_WORD = re.compile(r"[^\W\d_]{4,}")
_WITHOUT_APOSTROPHE = frozenset(
    "dont didnt doesnt cant couldnt wont wouldnt isnt arent wasnt werent hasnt havent whats whos wheres hows thats"
    " theres".split()
)
_ASKING = dict.fromkeys("which what when where whose".split(), 10**9)
"""Words that begin questions come before all others that are as near."""


def respell(question: str, snapshot: Snapshot, encoder: Encoder) -> str:
    """`question` with each word that is none replaced by the nearest one that the archive uses.

    A word is left alone when the archive or the encoder's vocabulary has it. The nearest one is a
    single slip away (a letter wrong, missing, too many, or two exchanged), or two slips where a word
    in lower case has eight letters or more; names are not bent that far. A word of four letters has too many
    neighbours ("wifi", "wife") and becomes only one that questions are made of.
    """
    return _WORD.sub(lambda match: _nearest(match[0], snapshot, encoder) or match[0], question)


def _nearest(word: str, snapshot: Snapshot, encoder: Encoder) -> str | None:
    folded = fold(word)
    if (
        not (folded.isalpha() and folded.isascii())
        or folded in STOPWORDS | _WITHOUT_APOSTROPHE
        or encoder.knows(folded)
    ):
        return None
    known = dict.fromkeys(STOPWORDS, 1) | (snapshot.reader.spellings(folded[0]) if len(folded) > 4 else {}) | _ASKING
    if snapshot.reader.frequencies([stem(folded)])[stem(folded)]:
        return None
    slips = 2 if len(folded) >= 8 and word[0].islower() else 1
    near = process.extract(folded, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    return min(near, key=lambda n: (n[1], not n[0].startswith(folded), -known[n[0]], n[0]), default=(None,))[0]
