"""Numbers as texts write them, made comparable: "1,200" and 1200, "three" and 3, "9th" and "ninth", "2 million"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_CARDINALS |= {"dozen": 12, "dozens": 12}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}
_ORDINALS |= {word[:-1] + "ieth": 10 * n for n, word in enumerate(_TENS, 2)} | {"hundredth": 100}
_FRACTIONS = {"half": "1/2", "halves": "1/2", "thirds": "1/3", "quarter": "1/4", "quarters": "1/4", "fifths": "1/5"}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {f"{word}s": value for word, value in _SCALES.items()} | {"m": 10**6, "bn": 10**9, "k": 1_000}

# The first alternative that fits at a position wins. A digit that letters touch, as in "G20" or "WP4", is a name's.
_TOKEN = re.compile(
    r"""
      (?<![^\W_])(?P<figure>\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+(?!\d)(?:\.\d+)? | \d+(?:[.,:]\d+)*)
      (?P<ordinal>(?:st|nd|rd|th)\b)? (?P<scale>(?:m|\s?bn|k)\b)? (?![^\W\d_])
    | (?<![^\W_])(?P<word>[^\W\d_]+)(?![^\W_])
    | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)` of a text. `value` is the same for all its spellings; an ordinal's ends in "."."""

    value: str
    start: int
    end: int


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers in `text`, in figures or words, in order; "one" only where it counts something."""
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text):
        if run and match["other"] in ("-", "–"):
            continue  # "twenty-three"
        if _joins(run, match, text):
            run.append(match)
            continue
        yield from _read(run, text)
        run = [match] if _opens(match) else []
    yield from _read(run, text)


def _opens(match: re.Match[str]) -> bool:
    return bool(match["figure"]) or (match["word"] or "").lower() in _WORDS


def _joins(run: list[re.Match[str]], match: re.Match[str], text: str) -> bool:
    """Whether a token continues a number: "two hundred and five", "twenty-three", "1.3 million"."""
    if not run or not match["word"]:
        return False
    gap = text[run[-1].end() : match.start()]
    if gap.strip(" -–\u00a0") or not gap:
        return False
    last, word = (run[-1]["word"] or "").lower(), match["word"].lower()
    if word in _SCALES and len(word) > 2:
        return True
    if last in _TENS:
        return 0 < _CARDINALS.get(word, 0) < 10 or 0 < _ORDINALS.get(word, 0) < 10
    if last in _SCALES:
        return word in _CARDINALS or (word == "and" and bool(_AND_MORE.match(text, match.end())))
    return last == "and" and word in _CARDINALS


def _read(run: list[re.Match[str]], text: str) -> Iterator[Number]:
    """The number that the tokens of `run` are, if they are one."""
    if not run or _is_pronoun(run, text):
        return
    start, end = run[0].start(), run[-1].end()
    lone = (run[0]["word"] or "").lower() if len(run) == 1 else ""
    if lone in _FRACTIONS or lone in _SCALES:
        yield Number(_FRACTIONS.get(lone) or f"{lone.rstrip('s')}s", start, end)
        return
    total, part, ordinal = Decimal(0), Decimal(0), False
    for match in run:
        word = (match["word"] or "").lower()
        if match["figure"]:
            figure = _plain(match["figure"])
            if ":" in figure or figure.count(".") > 1:
                yield Number(figure, start, end)
                return
            part = Decimal(figure) * _SCALES.get((match["scale"] or "").strip().lower(), 1)
            ordinal = bool(match["ordinal"])
        elif word in _SCALES:
            part = (part or Decimal(1)) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, Decimal(0)
        elif word != "and":
            ordinal = word in _ORDINALS
            part += _ORDINALS.get(word) or _CARDINALS.get(word, 0)
    yield Number(f"{(total + part).normalize():f}{'.' if ordinal else ''}", start, end)


def _plain(figure: str) -> str:
    """A figure without the marks between its thousands: "1,200" and "1 200" as "1200", "1,3" as "1.3"."""
    if re.fullmatch(r"\d{1,3}(?:[,\u00a0\u202f ’']\d{3})+(?:\.\d+)?", figure):
        return re.sub(r"[^\d.]", "", figure)
    return figure.replace(",", ".")


def _is_pronoun(run: list[re.Match[str]], text: str) -> bool:
    """Whether "one" stands for a thing and "second" for a moment: "one of them", "each one", "first, …"."""
    word = (run[0]["word"] or "").lower()
    if len(run) > 1 or word != "one":
        return False
    return bool(re.match(r"(?: of\b| another\b| day\b|['’]s\b|\W*$|[,;.])", text[run[0].end() :])) or bool(
        re.search(r"\b(?:no|the|this|that|each|every|which|any|new|only)\s$", text[: run[0].start()], re.IGNORECASE)
    )


_WORDS = {*_CARDINALS, *_ORDINALS, *_FRACTIONS, *(word for word in _SCALES if len(word) > 2)}
_AND_MORE = re.compile(rf"\s(?:{'|'.join(_CARDINALS)})\b", re.IGNORECASE)
