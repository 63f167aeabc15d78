"""Answers that a language model words, from the quotations of an extractive answer, sentence by checked sentence."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.prompts import answer_messages
from assistant.question import stems
from assistant.types import Answer, Citation, Writer
from assistant.verification import Grounds, faults, markers
from assistant.writers.streaming import within
from corpus import Acronym, ModelError, sentence_spans
from index import search_terms

MOST = 6
"""Sentences that are listened to."""

_LONGEST = 1_500
"""Characters without the end of a sentence, after which a model is not listened to any more."""

_OWN_WORDS = 0.5
"""The share of a sentence's content words that neither its quotations nor the question may have."""

_log = logging.getLogger(__name__)

_THOUGHT = re.compile(r"\s*<think>(?P<rest>.*?</think>)?", re.DOTALL)
_MARKERS_FIRST = re.compile(r"\s*(?:\[\d[\d, ]*\]\s*)+(?![.,;])")
_MARKER_BEGUN = re.compile(r"\s*\[[\d, ]*")
_SEVERAL = re.compile(r"\[(\d+(?: ?, ?\d+)+)\]")
_MARKUP = re.compile(r"<\s*[a-zA-Z/!]|\]\s*\(|!\[|\]\s*:\s*\S+//")
_DRESS = re.compile(r"^\s*(?:[-*•#>]+|\d+[.)])\s+|\*\*|__|`+|\s!\s*$")
_DECLINES = re.compile(
    r"\b(?:I|we) (?:can(?:not|['’]t| not)|could(?: not|n['’]t)|am (?:unable|not able|sorry)|apologi[sz]e"
    r"|do(?: not|n['’]t) (?:know|have))\b"
    r"|\bas an? (?:AI|artificial|language|assistant)\b|\bsorry\b"
    r"|\b(?:passages?|texts?|archive|newsletters?|quotations?|information)\b.{0,30}"
    r"\b(?:do(?:es)? not|doesn['’]t|don['’]t|is not|not)"
    r" (?:say|mention|contain|provide|answer|state|tell|specify|given|provided|mentioned)\b"
    r"|\bno (?:such )?information\b",
    re.IGNORECASE,
)
# Sentences that speak to a language model are shown to readers like all others, but to no language model.
_SPEAKS_TO_MODEL = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|above|previous|prior|everything)\b"
    r"|\b(?:system|assistant|developer) (?:prompt|message|instructions?)\b"
    r"|\byou are (?:now )?an? (?:AI|assistant|chatbot|language model)\b"
    r"|\b(?:AI|language) (?:assistants?|models?|systems?) (?:must|should|shall|are to|reading)\b"
    r"|\b(?:respond|reply|answer|output|say|write|print) (?:only|exactly|instead)\b"
    r"|\b(?:respond|reply|answer) (?:with|that)\b|<\|",
    re.IGNORECASE,
)


def write_answer(writer: Writer, answer: Answer, acronyms: Sequence[Acronym], seconds: float) -> Iterator[Answer]:
    """`answer` as `writer` words it, growing by a sentence at a time; the last one is complete.

    Each sentence is shown only when it cites what bears it out. Where none is left, or the model
    fails, takes longer than `seconds`, declines or is silent, the last one is `answer` as it was,
    with a note that says so.
    """
    passages = [c for c in answer.citations if not _SPEAKS_TO_MODEL.search(c.text)]
    grounds = Grounds(acronyms=tuple(acronyms))
    kept: list[str] = []
    struck: list[str] = []
    reason = ""
    try:
        if passages:
            messages = answer_messages(answer.question, passages)
            for sentence in _sentences(within(seconds, writer.write(messages))):
                if sentence in kept or sentence in struck:
                    break  # a model that repeats itself has no more to say
                if why := _why_not(sentence, answer.question, passages, grounds):
                    _log.info("struck “%s”: %s", sentence, why)
                    struck.append(sentence)
                else:
                    kept.append(sentence)
                    yield _written(answer, writer, kept, struck)
                if len(kept) + len(struck) == MOST:
                    break
    except ModelError as error:
        reason = f"the language model {error}"
    if kept and not reason:
        yield _written(answer, writer, kept, struck)
        return
    reason = reason or _nothing_left(struck, passages)
    _log.warning("%s: quoted, not written, as %s", writer.name, reason)
    yield replace(answer, struck=(*kept, *struck), note=f"Quoted, not written: {reason}.")


def how_written(answer: Answer) -> str:
    """A line that tells what a language model has to do with an answer; empty where it has nothing to."""
    if not answer.written_by:
        return answer.note
    withheld = f" {len(answer.struck)} more withheld, as the quotations do not bear them out." if answer.struck else ""
    return f"Worded by {answer.written_by} from the quotations below, each sentence checked.{withheld}"


def _nothing_left(struck: Sequence[str], passages: Sequence[Citation]) -> str:
    """Why there is no sentence to show, in words."""
    if not passages:
        return "the quotations address a language model, so that none was shown them"
    if not struck:
        return "the language model wrote nothing"
    if all(_DECLINES.search(sentence) for sentence in struck):
        return "the language model declined to answer"
    count = f"{len(struck)} sentences" if len(struck) > 1 else "one sentence"
    return f"the language model wrote {count} that the quotations do not bear out"


def _written(answer: Answer, writer: Writer, kept: Sequence[str], struck: Sequence[str]) -> Answer:
    """The answer with these sentences for its text, after the phrase that answers, and what they cite."""
    text = " ".join(kept)
    marked = set(markers(text))
    phrase = answer.phrase if answer.citations[0].marker in marked else ""
    return replace(
        answer,
        text=f"{phrase}\n\n{text}" if phrase else text,
        citations=tuple(c for c in answer.citations if c.marker in marked),
        phrase=phrase,
        written_by=writer.name,
        struck=tuple(struck),
    )


def _why_not(sentence: str, question: str, passages: Sequence[Citation], grounds: Grounds) -> str:
    """Why a sentence is withheld, in words; empty where it is shown."""
    if _MARKUP.search(sentence):
        return "it holds markup"
    if _DECLINES.search(sentence):
        return "it declines"
    if not re.search(r"[.!?…”\"’)\]]$", sentence):
        return "it is not finished"
    if found := faults(sentence, passages, grounds):
        return "; ".join(found)
    marked = set(markers(sentence))
    known = set(stems(" ".join([question, *(c.text for c in passages if c.marker in marked)])))
    said = search_terms(re.sub(r"\[[\d, ]+\]", " ", sentence))
    own = [word for word in said if not known.issuperset(stems(word))]
    return "it says what it does not cite" if not said or len(own) > _OWN_WORDS * len(said) else ""


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """The sentences of a text that arrives in pieces, each with its markers, as soon as the next one begins."""
    text = ""
    for piece in pieces:
        text += piece
        if (thought := _THOUGHT.match(text)) is not None:
            if thought["rest"] is None:
                continue
            text = text[thought.end() :]
        if len(text) > _LONGEST:
            return
        *complete, text = _split(text) or [text]
        yield from filter(None, map(_undressed, complete))
    if not _THOUGHT.match(text):
        yield from filter(None, map(_undressed, _split(text)))


def _split(text: str) -> list[str]:
    """`text` in sentences, spaces kept; a marker behind a full stop belongs to what stands before it."""
    starts = [start for start, _ in sentence_spans(text)]
    parts: list[str] = []
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True) if starts else ():
        part = text[start:end]
        if parts and (first := _MARKERS_FIRST.match(part) or _MARKER_BEGUN.fullmatch(part)):
            parts[-1] += first[0]
            part = part[first.end() :]
        if part or not parts:
            parts.append(part)
    return parts


def _undressed(sentence: str) -> str:
    """A sentence without emphasis and the mark of an item, which would be shown as they stand; "[1, 2]" as "[1][2]"."""
    apart = _SEVERAL.sub(lambda match: "".join(f"[{number.strip()}]" for number in match[1].split(",")), sentence)
    return " ".join(_DRESS.sub("", apart).split()) if re.search(r"\w", apart) else ""
