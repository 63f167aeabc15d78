"""Newsletter markup to readable text, each character knowing where it came from."""

import html
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Alternatives are tried in this order at each position. Text between matches is kept as it stands.
_MARKUP = re.compile(
    r"""
    (?P<gone>
        <!--.*?(?:-->|\Z)
      | <(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)
      | !\[[^\[\]\n]*\]\([^()\n]*\)                       # image
      | (?<=\w)-[ \t]*(?:\r\n?|\n)[ \t]*(?=[a-z])        # word hyphenated at the end of a line
      | [\u00ad\u200b\u200c\u200d\u2060\ufeff]           # soft hyphen, zero-width characters, byte order mark
      | \*+(?=\S)|(?<=\S)\*+ | ~~ | `+                    # emphasis, strike-through, code
      | (?<!\w)_+(?=\S) | (?<=\S)_+(?!\w)
    )
  | (?P<auto> <(?P<address>(?=[^\s<>]*(?:@|://|\.\w))(?=\w)[^\s<>]+)> )
  | (?P<link>
        \[(?P<label>(?:[^\[\]\n]|!\[[^\[\]\n]*\]\([^()\n]*\))*)\]
        (?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+"[^"\n]*")?\)|\[[^\]\n]*\])
    )
  | (?P<hard>
        [ \t]{2,}(?:\r\n?|\n) | \\(?:\r\n?|\n) | <br\b[^<>]*>\s*
      | (?:\r\n?|\n)(?=[ \t>]*\*\*[^*\n]{1,40}:)
      | (?:\r\n?|\n)(?=[ \t>]*LABEL[^\n]*(?:\n[ \t>]*LABEL|\s*\Z))  # "Where: …", the next line one like it
    )
  | (?P<space>
        (?:\r\n?|\n)[ \t]*>+[ \t]? | [\s\x00-\x1f]+
      | </?(?:p|div|td|tr|th|li|ul|ol|table|h[1-6]|section|article|blockquote)\b[^<>]*>
    )
  | (?P<tag> </?[a-zA-Z][^<>]*> )
  | (?P<entity> &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31}); )
  | \\(?P<escaped> [!-/:-@\[-`{-~] )
    """.replace("LABEL", r"(?-i:[A-Z])[\w’' -]{1,40}:[ ]"),
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clean:
    """Readable text with the way back: character `i` was written at `[starts[i], ends[i])`.

    A hard line break is kept as a newline; all other runs of white space are one space.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open offsets of `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def lines(self) -> "list[Clean]":
        """What stands between hard line breaks."""
        marks = [-1, *(at for at, character in enumerate(self.text) if character == "\n"), len(self.text)]
        return [self.cut(a + 1, b) for a, b in pairwise(marks) if self.text[a + 1 : b].strip()]

    def cut(self, start: int, end: int) -> "Clean":
        """`text[start:end]` with its own way back."""
        return Clean(self.text[start:end], self.starts[start:end], self.ends[start:end])


def clean(text: str, start: int = 0, end: int | None = None) -> Clean:
    """The readable form of `text[start:end]`, white space trimmed at both ends."""
    out: list[str] = []
    starts, ends = array("q"), array("q")
    for piece, begin, stop in _pieces(text, start, len(text) if end is None else end):
        if piece.isspace() and (not out or out[-1][-1].isspace()):
            if out and piece == "\n":
                out[-1] = out[-1][:-1] + "\n"
            continue
        out.append(piece)
        if len(piece) == stop - begin:
            starts.extend(range(begin, stop))
            ends.extend(range(begin + 1, stop + 1))
        else:
            starts.extend([begin] * len(piece))
            ends.extend([stop] * len(piece))
    joined = "".join(out)
    return Clean(joined, starts, ends).cut(0, len(joined.rstrip()))


def join(parts: Iterable[Clean], mark: str = " ") -> Clean:
    """The texts as one, `mark` between two of them unless the first ends in a hyphenated half-word."""
    out: list[str] = []
    starts, ends = array("q"), array("q")
    for part in parts:
        if not part.text:
            continue
        if out and part.text[0].islower() and re.search(r"\w-$", out[-1]):
            out[-1] = out[-1][:-1]
            starts.pop()
            ends.pop()
        elif out:
            out.append(mark)
            starts.extend([ends[-1], *[part.starts[0]] * (len(mark) - 1)])
            ends.extend([part.starts[0]] * len(mark))
        out.append(part.text)
        starts.extend(part.starts)
        ends.extend(part.ends)
    return Clean("".join(out), starts, ends)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Readable pieces with the original span each stands for, in order."""
    at = start
    for match in _MARKUP.finditer(text, start, end):
        if match.start() > at:
            yield text[at : match.start()], at, match.start()
        at = match.end()
        if match["space"]:
            yield " ", match.start(), at
        elif match["hard"]:
            yield "\n", match.start(), at
        elif match["label"] is not None:
            yield from _linked(text, match)
        elif match["address"]:
            yield match["address"], match.start(), at
        elif match["escaped"]:
            yield match["escaped"], match.start(), at
        elif match["entity"] and (decoded := html.unescape(match["entity"])):  # "&#1;" stands for nothing
            yield (" " if decoded.isspace() else decoded), match.start(), at
    if at < end:
        yield text[at:end], at, end


def _linked(text: str, match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The pieces of a link's label; the outer ones stand for the whole link, so that no quotation cuts it."""
    pieces = [p for p in _pieces(text, match.start("label"), match.end("label")) if not p[0].isspace() or p[0] == " "]
    for at, (piece, start, end) in enumerate(pieces):
        yield piece, match.start() if at == 0 else start, match.end() if at == len(pieces) - 1 else end
