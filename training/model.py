"""The evidence reader: a six-layer encoder that points at the words which answer a question.

For one question and one passage it gives four things at once:

* start and end logits for every passage token (which words are the answer),
* an evidence logit for every passage sentence (which sentences support it),
* an unsupported logit for every question token (which constraint of the
  question the passage does not meet; trained on questions altered by rule),
* an answerability logit for the pair, read off the [CLS] state and the
  element-wise maximum of the question's token states.

Encoder weights start from all-MiniLM-L6-v2 (Apache-2.0).  Word, position and
type embeddings stay as they were, so a weights file holds only the encoder
layers and the heads, in half precision (about 22 MB); the base folder is needed
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from index import has_fast_bf16

MAX_TOKENS = 384
MAX_QUESTION_TOKENS = 64
MAX_ANSWER_TOKENS = 40
_MONTHS = "January February March April May June July August September October November December".split()
_SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9À-ÖØ-Þ])|\n\s*\n\s*|\n(?=\s*(?:[*•\-–|]|\d+[.)])\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|St|Hon|Econ|Ing|Eng|Rev|Sr|Jr|No|Nos|vs|approx|Fig|Vol|Cllr|Lic|Assoc|Gen|Col|Sen|Rep"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z]|e\.g|i\.e)\.\s*$"
)


def heading_line(headline: str, published: str = "", dateline: str = "") -> str:
    """The line put before a passage: ``headline (month year). dateline``.

    `published` is "YYYY-MM" or "YYYY-MM-DD" or empty.
    """
    line = headline.strip()
    if published:
        year, month = published.split("-")[:2]
        line = f"{line} ({_MONTHS[int(month) - 1]} {year})".strip()
    if dateline:
        line = f"{line}. {dateline.strip()}" if line else dateline.strip()
    return line


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences (list items and paragraphs count as ends)."""
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        piece = text[start : gap.start()]
        if "\n" not in gap.group() and _ABBREVIATION.search(piece[-8:]):
            continue
        if piece.strip():
            spans.append((start, gap.end() - len(gap.group()) + len(gap.group().rstrip())))
        start = gap.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


@dataclass(frozen=True)
class Passage:
    """What is read at once: a text and the line that says where it comes from."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class SpanScore:
    """One candidate answer: character offsets into the passage text, and its log-odds margin."""

    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Reading:
    """What the reader says about one passage.

    `spans` best first; `sentences` are (start, end, probability of being
    evidence if the passage answers at all); `answerable` is the probability
    that this passage answers the question; `unsupported` gives, for each word of
    the question, (start, end, probability that the passage does not support it).
    """

    spans: tuple[SpanScore, ...]
    sentences: tuple[tuple[int, int, float], ...]
    answerable: float
    unsupported: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class Encoded:
    """One tokenised window of a passage.

    ids, types: token ids and segment ids, length T.
    sentence: per token, the index of the passage sentence it is in, -1 elsewhere.
    question: per token, whether it is a question token (not [CLS], not [SEP]).
    starts, ends: per token, character offsets (into the text for passage
    tokens, into the question for question tokens).
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    sentence: tuple[int, ...]
    question: tuple[bool, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass
class Logits:
    """Raw output for a batch of B windows of T tokens and at most S sentences."""

    start: Tensor  # B x T, -inf outside the passage
    end: Tensor  # B x T, -inf outside the passage
    sentence: Tensor  # B x S
    unsupported: Tensor  # B x T, meaningful on question tokens
    answerable: Tensor  # B

    def cpu(self) -> Logits:
        """The same in full precision, at hand for picking single numbers."""
        return Logits(*(getattr(self, field.name).float().cpu() for field in fields(self)))


def half_precision(device: torch.device) -> torch.autocast:
    """A context in which matrices are multiplied in bfloat16: on a GPU, and on a processor that does so fast."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type != "cpu" or has_fast_bf16())


class Tokens:
    """Turns (question, heading, text, sentences) into windows of at most `limit` tokens."""

    def __init__(self, base: Path | str, limit: int = MAX_TOKENS):
        self.tokenizer = AutoTokenizer.from_pretrained(str(base))
        # The packaged tokenizer cuts at 128 tokens: windows are cut here instead.
        self.tokenizer.backend_tokenizer.no_truncation()
        self.tokenizer.backend_tokenizer.no_padding()
        self.limit = limit
        self.cls = self.tokenizer.cls_token_id
        self.sep = self.tokenizer.sep_token_id
        self.pad = self.tokenizer.pad_token_id

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids and character offsets, without special tokens."""
        out = self.tokenizer.backend_tokenizer.encode(text, add_special_tokens=False)
        return out.ids, out.offsets

    def windows(self, question: str, heading: str, text: str, sentences: Sequence[tuple[int, int]]) -> list[Encoded]:
        """Whole-sentence windows that cover the text, neighbours sharing their last sentences."""
        q_ids, q_offsets = self.pieces(question)
        q_ids, q_offsets = q_ids[:MAX_QUESTION_TOKENS], q_offsets[:MAX_QUESTION_TOKENS]
        h_ids = self.pieces(heading)[0][:64] if heading else []
        t_ids, t_offsets = self.pieces(text)
        owner = [-1] * len(t_ids)
        index = 0
        for i, (start, _end) in enumerate(t_offsets):
            while index < len(sentences) and sentences[index][1] <= start:
                index += 1
            if index < len(sentences) and sentences[index][0] <= start:
                owner[i] = index
        room = self.limit - len(q_ids) - len(h_ids) - 3
        windows = []
        for low, high in _cuts(owner, room):
            head = [self.cls, *q_ids, self.sep, *h_ids]
            body = t_ids[low:high]
            ids = [*head, *body, self.sep]
            before, after = len(head), 1
            second = len(ids) - len(q_ids) - 2
            windows.append(
                Encoded(
                    tuple(ids),
                    (0,) * (len(q_ids) + 2) + (1,) * second,
                    (-1,) * before + tuple(owner[low:high]) + (-1,) * after,
                    (False,) + (True,) * len(q_ids) + (False,) * second + (False,),
                    (
                        0,
                        *(s for s, _ in q_offsets),
                        0,
                        *(0 for _ in h_ids),
                        *tuple(s for s, _ in t_offsets[low:high]),
                        0,
                    ),
                    (
                        0,
                        *(e for _, e in q_offsets),
                        0,
                        *(0 for _ in h_ids),
                        *tuple(e for _, e in t_offsets[low:high]),
                        0,
                    ),
                )
            )
        return windows


def _cuts(owner: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Token ranges of at most `room` tokens; each begins at a sentence, overlapping by a third."""
    if len(owner) <= room:
        return [(0, len(owner))]
    begins = [i for i in range(len(owner)) if i == 0 or owner[i] != owner[i - 1]]
    cuts, low = [], 0
    while True:
        limit = low + room
        if limit >= len(owner):
            cuts.append((low, len(owner)))
            return cuts
        high = max((b for b in begins if low < b <= limit), default=limit)
        cuts.append((low, high))
        back = [b for b in begins if high - room // 3 <= b <= high and b > low]
        low = back[0] if back else high


def padded(length: int) -> int:
    """The next multiple of eight: few distinct shapes, for each of which the backend prepares its kernels."""
    return -(-length // 8) * 8


def collate(windows: Sequence[Encoded], pad: int) -> dict[str, Tensor]:
    """Pads windows to the longest: ids, types, mask, sentence, question, each B x T."""
    longest = padded(max(len(w.ids) for w in windows))

    def stack(rows: Iterable[Sequence[int]], fill: int) -> Tensor:
        return torch.tensor([[*r, *([fill] * (longest - len(r)))] for r in rows])

    return {
        "ids": stack((w.ids for w in windows), pad),
        "types": stack((w.types for w in windows), 0),
        "mask": stack(((1,) * len(w.ids) for w in windows), 0),
        "sentence": stack((w.sentence for w in windows), -1),
        "question": stack((w.question for w in windows), 0).bool(),
    }


class Reader(nn.Module):
    """Encoder plus heads.  `base` is a local folder with the MiniLM weights and vocabulary."""

    def __init__(self, base: Path | str, limit: int = MAX_TOKENS, dropout: float = 0.1, inner: float = 0.0):
        """`dropout` of what goes into the layers and the heads; `inner` within these, and once more before."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(base),
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=inner,
            local_files_only=True,
        ).float()
        for weight in self.encoder.embeddings.parameters():
            weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        # Columns: start, end, evidence, unsupported.
        self.token_head = nn.Linear(width, 4)
        self.pair_hidden = nn.Linear(2 * width, width)
        self.pair_head = nn.Linear(width, 1)
        for layer in (self.token_head, self.pair_hidden, self.pair_head):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)
        self.tokens = Tokens(base, limit)

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.pair_head.weight.device

    def on(self, device: str) -> Reader:
        """Moved to `device`.

        On two processor cores plain attention trains about twice as fast as the fused kernel,
        whose masked backward is slow; on a GPU it is the other way round.
        """
        self.encoder.set_attn_implementation("eager" if torch.device(device).type == "cpu" else "sdpa")
        return self.to(device)

    def forward(self, batch: dict[str, Tensor]) -> Logits:
        """`batch` as collate() gives it."""
        embedded = self.dropout(self.encoder.embeddings(input_ids=batch["ids"], token_type_ids=batch["types"]))
        mask = batch["mask"][:, None, None, :].bool()
        if self.encoder.config._attn_implementation == "eager":  # takes what is added to the scores
            mask = (~mask).to(embedded.dtype) * -1e4
        state = embedded
        for layer in self.encoder.encoder.layer:
            out = layer(state, mask)
            state = out[0] if isinstance(out, tuple) else out
        state = self.dropout(state)
        token = self.token_head(state).float()
        inside = batch["sentence"] >= 0
        outside = ~inside
        start = token[..., 0].masked_fill(outside, -1e4)
        end = token[..., 1].masked_fill(outside, -1e4)
        count = int(batch["sentence"].max().item()) + 1
        sentence = _mean_by_sentence(token[..., 2], batch["sentence"], max(count, 1))
        question = state.masked_fill(~batch["question"][..., None], -1e4).amax(dim=1)
        pair = torch.cat([state[:, 0], question], dim=-1)
        answerable = self.pair_head(nn.functional.gelu(self.pair_hidden(pair)))[:, 0].float()
        return Logits(start, end, sentence, token[..., 3], answerable)

    @torch.inference_mode()
    def predict(self, question: str, passages: Sequence[Passage], top: int = 3, batch_size: int = 16) -> list[Reading]:
        """Reads every passage; a passage longer than the limit is read in windows."""
        self.eval()
        jobs: list[tuple[int, Encoded]] = []
        sentences = [sentence_spans(p.text) for p in passages]
        for i, passage in enumerate(passages):
            for window in self.tokens.windows(question, passage.heading, passage.text, sentences[i]):
                jobs.append((i, window))
        # Like lengths together, so that little of a batch is padding.
        jobs.sort(key=lambda job: len(job[1].ids))
        parts: list[list[tuple[Encoded, Logits, int]]] = [[] for _ in passages]
        for low in range(0, len(jobs), batch_size):
            chunk = jobs[low : low + batch_size]
            inputs = collate([w for _, w in chunk], self.tokens.pad)
            logits = self({name: values.to(self.device) for name, values in inputs.items()}).cpu()
            for row, (i, window) in enumerate(chunk):
                parts[i].append((window, logits, row))
        return [_merge(parts[i], sentences[i], top) for i in range(len(passages))]

    def trained(self) -> dict[str, Tensor]:
        """The tensors that training changes, by name."""
        frozen = {n for n, p in self.named_parameters() if not p.requires_grad}
        return {n: p for n, p in self.named_parameters() if n not in frozen}

    def save(self, path: Path | str) -> None:
        """Writes the trained tensors in half precision."""
        tensors = {n: p.detach().cpu().half().contiguous() for n, p in self.trained().items()}
        save_file(tensors, str(path), metadata={"format": "evidence-reader-1"})

    def load(self, path: Path | str) -> Reader:
        """Reads a file that save() wrote; every trained tensor must be in it."""
        tensors = load_file(str(path))
        missing = set(self.trained()) ^ set(tensors)
        if missing:
            raise ValueError(f"weights do not fit this reader: {sorted(missing)[:5]}")
        with torch.no_grad():
            for name, weight in self.trained().items():
                weight.copy_(tensors[name].float())
        return self


def _mean_by_sentence(values: Tensor, owner: Tensor, count: int) -> Tensor:
    """Mean of B x T values over the tokens of each sentence: B x count (0 where there are none)."""
    index = owner.clamp(min=0)
    weight = (owner >= 0).to(values.dtype)
    total = values.new_zeros(values.shape[0], count).scatter_add(1, index, values * weight)
    size = values.new_zeros(values.shape[0], count).scatter_add(1, index, weight)
    return total / size.clamp(min=1)


def best_spans(
    start: Tensor, end: Tensor, allowed: Tensor, top: int, longest: int = MAX_ANSWER_TOKENS
) -> list[tuple[int, int, float]]:
    """The best (first token, last token, score), not overlapping; start, end, allowed: T.

    Score is the log-probability of the span within this window.
    """
    length = start.shape[0]
    from_start = start.log_softmax(0)
    from_end = end.log_softmax(0)
    grid = from_start[:, None] + from_end[None, :]
    reach = torch.ones(length, length, dtype=torch.bool).triu().tril(longest - 1)
    grid = grid.masked_fill(~(reach & allowed[:, None] & allowed[None, :]), -1e9)
    found: list[tuple[int, int, float]] = []
    while len(found) < top:
        flat = int(grid.argmax())
        a, b = divmod(flat, length)
        score = float(grid[a, b])
        if score < -1e8:
            break
        found.append((a, b, score))
        grid[: b + 1, a:] = -1e9  # every span that shares a token with this one
    return found


def _merge(parts: Sequence[tuple[Encoded, Logits, int]], sentences: Sequence[tuple[int, int]], top: int) -> Reading:
    """Joins the windows of one passage: maxima, and the question words' least doubt."""
    spans: list[SpanScore] = []
    sentence = [0.0] * len(sentences)
    answerable = 0.0
    unsupported: dict[tuple[int, int], float] = {}
    for window, logits, row in parts:
        size = len(window.ids)
        pair = torch.sigmoid(logits.answerable[row]).item()
        allowed = torch.tensor([s >= 0 for s in window.sentence])
        for a, b, score in best_spans(logits.start[row, :size], logits.end[row, :size], allowed, top):
            # A window that does not answer still has a best span: its own answerability tells.
            margin = score + float(nn.functional.logsigmoid(logits.answerable[row]))
            spans.append(SpanScore(window.starts[a], window.ends[b], margin))
        scores = torch.sigmoid(logits.sentence[row])
        for s in {s for s in window.sentence if s >= 0}:
            sentence[s] = max(sentence[s], scores[s].item())
        answerable = max(answerable, pair)
        doubt = torch.sigmoid(logits.unsupported[row])
        for t in range(size):
            if window.question[t]:
                key = (window.starts[t], window.ends[t])
                unsupported[key] = min(unsupported.get(key, 1.0), doubt[t].item())
    spans.sort(key=lambda s: -s.score)
    kept: list[SpanScore] = []
    for span in spans:
        if all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return Reading(
        tuple(kept[:top]),
        tuple((a, b, p) for (a, b), p in zip(sentences, sentence, strict=True)),
        answerable,
        tuple((a, b, p) for (a, b), p in sorted(unsupported.items())),
    )
