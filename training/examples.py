"""Examples and the loaders that make them from the files in the data folder.

All offsets are Python string indices, half open.  Sources and licences are in
the data folder's README.md.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.model import heading_line, sentence_spans

Span = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """A question over one passage.

    context: the passage; heading: the line that stands before it.
    sentences: character spans of the passage's sentences.
    answers: alternative answer spans in the context (empty if unanswerable).
    evidence: spans of the context that support the answer.
    group: the document or organisation, for neighbours and for held-out splits.
    changed: spans of the question that were altered so that the passage no
        longer supports it; None when that is not known.
    """

    question: str
    context: str
    heading: str
    sentences: tuple[Span, ...]
    answers: tuple[Span, ...]
    evidence: tuple[Span, ...]
    answerable: bool
    source: str
    group: str
    changed: tuple[Span, ...] | None = None


def overlaps(a: Span, b: Span) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def evidence_of(sentences: Sequence[Span], answers: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that hold the first answer (alternatives elsewhere are not added)."""
    return tuple(s for s in sentences if answers and overlaps(s, answers[0]))


def merged(sentences: Sequence[Span], answers: Sequence[Span]) -> tuple[Span, ...]:
    """Joins sentences that an answer runs across: the splitter was wrong there."""
    out: list[Span] = []
    for s in sentences:
        if out and any(overlaps(out[-1], a) and overlaps(s, a) for a in answers):
            out[-1] = (out[-1][0], s[1])
        else:
            out.append(s)
    return tuple(out)


def squad(path: Path, source: str, skip_contexts: frozenset[str] = frozenset()) -> list[Example]:
    """A file in SQuAD 1.1 or 2.0 form; the article title is the heading."""
    out = []
    for article in json.loads(path.read_text("utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            if text in skip_contexts:
                continue
            sentences = tuple(sentence_spans(text))
            for qa in paragraph["qas"]:
                spans = dict.fromkeys((a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"])
                answers = () if qa.get("is_impossible") else tuple(spans)
                out.append(
                    Example(
                        qa["question"].strip(),
                        text,
                        title,
                        sentences,
                        answers,
                        evidence_of(sentences, answers),
                        bool(answers),
                        source,
                        article["title"],
                    )
                )
    return out


def contexts(path: Path) -> frozenset[str]:
    """The paragraphs of a SQuAD-form file."""
    data = json.loads(path.read_text("utf-8"))["data"]
    return frozenset(p["context"] for a in data for p in a["paragraphs"])


def _plain_quotes(text: str) -> str:
    """Treebank quotes and dashes as written ones, length kept so that offsets hold."""
    return text.replace("``", ' "').replace("''", '" ').replace(" -- ", "  – ")


def qed(path: Path, skip_questions: frozenset[str] = frozenset()) -> list[Example]:
    """Natural Questions with a paragraph and sentence starts (QED)."""
    out = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if row["question_text"].lower() in skip_questions:
            continue
        text = _plain_quotes(row["paragraph_text"])
        starts = [0, *(s for s in row["sentence_starts"] if s > 0)]
        bounds = [*starts, len(text)]
        sentences = tuple((a, a + len(text[a:b].rstrip())) for a, b in itertools.pairwise(bounds) if text[a:b].strip())
        answers = tuple(dict.fromkeys(s for s in _qed_answers(row) if text[s[0] : s[1]].strip()))
        if not answers:
            continue
        sentences = merged(sentences, answers)
        out.append(
            Example(
                row["question_text"],
                text,
                row["title_text"],
                sentences,
                answers,
                tuple(s for s in sentences if any(overlaps(s, a) for a in answers)),
                True,
                "qed",
                row["title_text"],
            )
        )
    return out


def _qed_answers(row: dict) -> Iterator[Span]:
    """The training file lists spans; the development file has several annotators' answers."""
    yield from ((start, end) for start, end in row.get("answer_spans", ()))
    for alternative in row.get("original_nq_answers", ()):
        # An alternative in several pieces is a list: its first piece stands for it.
        for piece in alternative[:1]:
            yield piece["start"], piece["end"]


_PTB = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
_GLUE_LEFT = frozenset(".,;:!?%)]}") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}


def untokenised(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Joins treebank tokens as they would be printed; also the span of each token."""
    text, spans, open_quote, glue = "", [], False, True
    for raw in tokens:
        token = _PTB.get(raw, raw)
        close = raw == "''" or (token == '"' and open_quote and raw != "``")
        if text and not glue and token not in _GLUE_LEFT and not close:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = token in ("(", "[", "{", "$", "#", "£", "€") or (token == '"' and not close)
        if token == '"':
            open_quote = not close
    return text, spans


@dataclass(frozen=True)
class Sentence:
    """A QAMR sentence: its document, place in it (paragraph, sentence) and text."""

    document: str
    place: tuple[int, int]
    text: str


def qamr(folder: Path) -> tuple[dict[str, Sentence], list[tuple[str, str, tuple[Span, ...]]]]:
    """QAMR sentences by id, and (sentence id, question, answer spans in the sentence).

    A question is kept when a validator's answer shares a word with the
    writer's; answers that are not one run of words are left out.
    """
    sentences: dict[str, Sentence] = {}
    tokens: dict[str, list[Span]] = {}
    for line in (folder / "qamr-sentences.tsv").open(encoding="utf-8"):
        key, text = line.rstrip("\n").split("\t")[:2]
        plain, spans = untokenised(text.split(" "))
        *document, paragraph, index = key.split(":")
        sentences[key] = Sentence(":".join(document), (int(paragraph), int(index)), plain)
        tokens[key] = spans
    questions = []
    for part in ("qamr-dev.tsv", "qamr-test.tsv"):
        for line in (folder / part).open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            key, question, own = cells[0], " ".join(cells[5].split()), _indices(cells[6])
            checks = [_indices(c.split(":", 1)[1]) for c in cells[7:] if ":" in c]
            if key not in sentences or not own or not any(own & c for c in checks):
                continue
            spans = []
            for answer in (own, *checks):
                whole = answer and answer & own and max(answer) - min(answer) + 1 == len(answer)
                if whole and max(answer) < len(tokens[key]):
                    spans.append((tokens[key][min(answer)][0], tokens[key][max(answer)][1]))
            if spans:
                questions.append((key, question, tuple(dict.fromkeys(spans))))
    return sentences, questions


def _indices(cell: str) -> set[int]:
    return {int(x) for x in cell.split() if x.isdigit()}


def timeqa(path: Path, room: int = 1100) -> list[Example]:
    """Questions that turn on a date, over the paragraphs around the answer.

    `room` is the most characters of neighbouring paragraphs; for a question
    without an answer the page's first dated paragraphs are taken.
    """
    out = []
    for page in json.loads(path.read_text("utf-8")):
        paras: list[str] = page["paras"]
        for question, answers in page["questions"]:
            found = [a for a in answers if a["answer"]]
            words = {w for w in re.findall(r"\w+", question.lower()) if len(w) > 3}
            centre = (
                found[0]["para"]
                if found
                else max(range(len(paras)), key=lambda i: len(words & set(paras[i].lower().split())))
            )
            low = high = centre
            size = len(paras[centre])
            while True:
                before = len(paras[low - 1]) if low else room
                after = len(paras[high + 1]) if high + 1 < len(paras) else room
                if size + min(before, after) > room:
                    break
                if after <= before:
                    high, size = high + 1, size + after
                else:
                    low, size = low - 1, size + before
            base, text = {}, ""
            for i in range(low, high + 1):
                base[i] = len(text)
                text += paras[i] + "\n"
            text = text.rstrip("\n")
            if len(text) > 4000:
                continue
            spans = tuple(
                dict.fromkeys(
                    (base[a["para"]] + a["from"], base[a["para"]] + a["end"]) for a in found if a["para"] in base
                )
            )
            sentences = merged(sentence_spans(text), spans)
            title = page["link"].rsplit("/", 1)[-1].replace("_", " ")
            out.append(
                Example(
                    question,
                    text,
                    title,
                    sentences,
                    spans,
                    tuple(s for s in sentences if any(overlaps(s, a) for a in spans)),
                    bool(spans),
                    "timeqa",
                    title,
                )
            )
    return out


OWN = Path(__file__).parent / "newsletters"
"""Newsletters of invented organisations with questions, written for this recipe; in the format of those in DATA."""


HELD_OUT = frozenset({"forestry", "museums"})
"""Organisations of `OWN` that no reader is trained on, to measure all of them on."""


def newsletters(folder: Path) -> list[Example]:
    """The newsletter questions in `folder` and in `OWN`; group is the file's stem, a slash and the article's id.

    Turns of conversations come in as their standalone question (source "turn").
    """
    out = []
    for path in sorted([*folder.glob("*.jsonl"), *OWN.glob("*.jsonl")]):
        for line in path.open(encoding="utf-8"):
            out.extend(_article(json.loads(line), path.stem))
    return out


def _article(article: dict, organisation: str) -> Iterator[Example]:
    turns = [t for c in article.get("conversations", []) for t in c]
    rows = [(q["question"], q, "newsletter", q.get("near_miss")) for q in article["qas"]]
    rows += [(t["standalone"], t, "turn", None if t["answers"] else "none") for t in turns]
    for question, row, source, miss in rows:
        yield article_example(article, organisation, question, row, source + (f":{miss}" if miss else ""))


def article_example(article: dict, organisation: str, question: str, row: dict, source: str) -> Example:
    """`question`, with the answers and evidence of `row`, asked of an article of the newsletter files."""
    answers = tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"])
    return Example(
        question,
        article["text"],
        heading_line(article["headline"], article["published"], article["dateline"]),
        merged(sentence_spans(article["text"]), answers),
        answers,
        tuple((a, b) for a, b in row["evidence"]),
        bool(answers),
        source,
        f"{organisation}/{article['id']}",
    )


_DATE = re.compile(
    r"(?:(?:from\s+|between\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–]\s*|\s+(?:to|and|until)\s+))?"
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?"
)


def event_questions(folder: Path) -> list[Example]:
    """When and where, asked of the newsletters' event tables.

    Only where the answer can be found for certain: one date expression in the
    event's span, or its place named there.  An event without place or country
    that is not online has no answer to "where".
    """
    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            article = json.loads(line)
            for event in article.get("events", ()):
                out.extend(_event(article, event, path.stem))
    return out


def _event(article: dict, event: dict, organisation: str) -> Iterator[Example]:
    text, (low, high) = article["text"], event["span"]
    heading = heading_line(article["headline"], article["published"], article["dateline"])
    held = event["status"] == "held"
    name = event["name"].split(" (")[0].split(", next")[0]
    name = name if name[:1].isdigit() else f"the {name}"
    if event["kind"] in ("deadline", "call") or " becomes " in name or event["status"] in ("postponed", "cancelled"):
        return
    asked: list[tuple[str, tuple[Span, ...]]] = []
    dates = list(_DATE.finditer(text, low, high))
    if len(dates) == 1:
        asked.append(
            (f"When {'was' if held else 'will'} {name}{' held' if held else ' take place'}?", (dates[0].span(),))
        )
    place = event["place"]
    where = f"Where {'was' if held else 'will'} {name}{' held' if held else ' be held'}?"
    if place and text.find(place, low, high) >= 0:
        at = text.index(place, low, high)
        asked.append((where, ((at, at + len(place)),)))
    elif not place and not event["country"] and "online" not in text and "webinar" not in text.lower():
        asked.append((where, ()))
    for question, answers in asked:
        sentences = merged(sentence_spans(text), answers)
        yield Example(
            question,
            text,
            heading,
            sentences,
            answers,
            tuple(s for s in sentences if any(overlaps(s, a) for a in answers)),
            bool(answers),
            "event" if answers else "event:none",
            f"{organisation}/{article['id']}",
        )


def clapnq(folder: Path) -> list[Example]:
    """CLAPNQ, for evaluation: whether the passage answers, and its gold sentences."""
    out = []
    for name in ("clapnq-answerable.jsonl", "clapnq-unanswerable.jsonl"):
        for line in (folder / name).open(encoding="utf-8"):
            row = json.loads(line)
            passage = row["passages"][0]
            text, spans = "", []
            for sentence in passage["sentences"]:
                text += " " if text else ""
                spans.append((len(text), len(text) + len(sentence)))
                text += sentence
            gold = {s.strip() for o in row["output"] for s in o["selected_sentences"]}
            evidence = tuple(s for s in spans if text[s[0] : s[1]].strip() in gold)
            out.append(
                Example(
                    row["input"],
                    _plain_quotes(text),
                    passage["title"],
                    tuple(spans),
                    (),
                    evidence,
                    bool(evidence),
                    "clapnq",
                    passage["title"],
                )
            )
    return out


def by_group(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """Examples by their group, order kept."""
    out: dict[str, list[Example]] = defaultdict(list)
    for e in examples:
        out[e.group].append(e)
    return dict(out)


def moved(example: Example, context: str, shift: int, **changes: object) -> Example:
    """The example in a longer context in which the old one begins at `shift`."""

    def by(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((a + shift, b + shift) for a, b in spans)

    return replace(example, context=context, answers=by(example.answers), evidence=by(example.evidence), **changes)
