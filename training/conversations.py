"""Follow-ups: questions that lean on earlier ones, in the form in which the product reads them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.conversation import in_context
from assistant.types import Turn
from training.examples import OWN, Example, article_example

_WORD = r"(?:(?!['’]s\b)[\w’'.-])*"
_NAME = re.compile(rf"(?:the )?(?:\d+\w* )?[A-ZÀ-Ž]{_WORD}(?: (?:of |for |and |the )*[A-ZÀ-Ž0-9]{_WORD})+|[A-Z]{{3,}}")
_TITLE = re.compile(r"(?:Prof|Dr|Mr|Mrs|Ms|Acad|H\.E)\b")
_PLACED = re.compile(r"\b(?:in|at) (?:the )?$")


def turns(folder: Path) -> list[Example]:
    """The turns of the conversations in `folder` and in `OWN` that follow another, as they were asked."""
    out = []
    for path in sorted([*folder.glob("*.jsonl"), *OWN.glob("*.jsonl")]):
        for line in path.open(encoding="utf-8"):
            article = json.loads(line)
            for conversation in article.get("conversations", []):
                out.extend(_followed(article, conversation, path.stem))
    return out


def _followed(article: dict, conversation: Sequence[dict], organisation: str) -> Iterator[Example]:
    for at, turn in enumerate(conversation[1:], 1):
        question = asked_after(turn["question"], [t["question"] for t in conversation[:at]])
        source = "turn" if turn["answers"] else "turn:none"
        yield article_example(article, organisation, question, turn, source)


def asked_after(question: str, earlier: Sequence[str]) -> str:
    """`question` with the `earlier` ones, as the product reads a follow-up."""
    return in_context(question, [Turn("user", text) for text in earlier])


def continued(unit: Sequence[Example], siblings: Sequence[Example], rng: random.Random) -> list[Example]:
    """The questions of a unit asked after one or two others about the same article.

    Of a few, those that share most words with it: talk stays with its subject. A name that an
    earlier question says already gives way to a pronoun.
    """
    said = set(unit[0].question.split())
    few = rng.sample(siblings, min(len(siblings), 6))
    near = sorted((s.question for s in few), key=lambda text: -len(said & set(text.split())))
    earlier = near[: rng.choice((1, 1, 2))]
    return [replace(e, question=asked_after(pronominal(e.question, earlier, rng), earlier), changed=None) for e in unit]


def pronominal(question: str, earlier: Sequence[str], rng: random.Random) -> str:
    """`question` with the first name that one of the `earlier` questions has replaced by a pronoun."""
    for name in _NAME.finditer(question):
        if not name.start() or not any(name[0] in text for text in earlier):
            continue
        before, after = question[: name.start()], question[name.end() :]
        if placed := _PLACED.search(before):
            return f"{before[: placed.start()]}there{after}"
        if after.startswith(("'s", "’s")):
            return f"{before}{rng.choice(('his', 'her')) if _TITLE.match(name[0]) else 'its'}{after[2:]}"
        return f"{before}{rng.choice(('he', 'she')) if _TITLE.match(name[0]) else 'it'}{after}"
    return question


__all__ = ["asked_after", "continued", "pronominal", "turns"]
