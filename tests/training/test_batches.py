"""Examples become windows, windows become batches with their targets."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from training.__main__ import packaged_base
from training.batches import Windows, items
from training.examples import Example
from training.fit import Settings, fit, losses
from training.model import Logits, Reader, Tokens, collate, sentence_spans

TEXT = "The forum met in Suva. Dr Ana Lopez opened it. About 120 people came."


def asked(question: str, answer: str = "") -> Example:
    """A question on the text, answered by some words of it or by none."""
    spans = tuple(sentence_spans(TEXT))
    start = TEXT.find(answer)
    answers = ((start, start + len(answer)),) if answer else ()
    evidence = tuple(s for s in spans if answer and s[0] <= start < s[1])
    return Example(question, TEXT, "News", spans, answers, evidence, bool(answer), "newsletter", "x/1")


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(packaged_base())


@pytest.fixture(scope="module")
def windows(tokens: Tokens) -> Windows:
    pair = [asked("Who opened the forum?", "Dr Ana Lopez"), asked("Who closed the forum?")]
    alone = [asked("Where did the forum meet?", "Suva")]
    return Windows.joined([Windows.of([[items(e, tokens)[0] for e in unit]]) for unit in (pair, alone)])


def test_a_batch_points_at_the_words_that_answer(windows: Windows, tokens: Tokens) -> None:
    batch = windows.batch(torch.tensor([0, 1, 2]), tokens.pad)
    for row, answer in ((0, "dr ana lopez"), (2, "suva")):
        first, last = int(batch.start[row].argmax()), int(batch.end[row].argmax())
        assert tokens.tokenizer.decode(batch.inputs["ids"][row, first : last + 1]) == answer
    assert not batch.start[1].any()
    assert batch.answerable.tolist() == [1, 0, 1]
    assert batch.sentence.tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 0]]


def test_only_questions_of_one_unit_are_ranked(windows: Windows, tokens: Tokens) -> None:
    assert windows.batch(torch.tensor([0, 1, 2]), tokens.pad).ranked.nonzero().tolist() == [[0, 1]]


def test_what_is_trained_on_is_what_is_read(windows: Windows, tokens: Tokens) -> None:
    read = collate([items(asked("Where did the forum meet?", "Suva"), tokens)[0].window], tokens.pad)
    packed = windows.batch(torch.tensor([2]), tokens.pad).inputs
    assert all(torch.equal(read[name], packed[name]) for name in read)


def test_an_altered_word_of_the_question_is_marked(tokens: Tokens) -> None:
    example = replace(asked("Who closed the forum?"), changed=((4, 10),))
    batch = Windows.of([items(example, tokens)]).batch(torch.tensor([0]), tokens.pad)
    ids = batch.inputs["ids"][0]
    assert tokens.tokenizer.decode(ids[batch.changed[0] == 1]) == "closed"
    assert torch.equal(batch.changed[0] < 0, ~batch.inputs["question"][0])


def test_units_stay_together_within_the_budget(windows: Windows) -> None:
    batches = windows.plan(budget=80, rng=random.Random(1))
    assert sorted(sorted(rows.tolist()) for rows in batches) == [[0, 1], [2]]


def test_the_loss_falls_with_the_right_answer(windows: Windows, tokens: Tokens) -> None:
    batch = windows.batch(torch.tensor([0, 1, 2]), tokens.pad)
    right = Logits(9 * batch.start, 9 * batch.end, 9 * batch.sentence, 9 * batch.changed, 9 * batch.answerable)
    blank = Logits(
        *(torch.zeros_like(x) for x in (right.start, right.end, right.sentence, right.unsupported)),
        0 * batch.answerable,
    )
    for name in ("start", "end", "evidence", "answerable", "rank"):
        assert losses(right, batch)[name] < losses(blank, batch)[name], name


class CutOff(Exception):
    """Stands for the machine that goes down."""


def test_training_that_was_cut_off_goes_on_where_it_was(windows: Windows, tmp_path: Path) -> None:
    many = Windows.joined([windows] * 60)
    settings = Settings(tokens=80, every=1e-9)

    def cut_off() -> dict[str, float]:
        raise CutOff

    def trained(name: str, limit: int = 60, resume: bool = False, check: Callable[[], dict] | None = None) -> Reader:
        torch.manual_seed(1)
        reader = Reader(packaged_base())
        fit(reader, many, settings, tmp_path, name, limit, resume, check, check_every=55)
        return reader

    whole = trained("whole")
    with pytest.raises(CutOff):
        trained("cut", check=cut_off)  # after the checkpoint of step 50
    again = trained("cut", resume=True)
    assert [json.loads(line).get("first") for line in (tmp_path / "train.log").read_text().splitlines()].count(50) == 1
    assert torch.equal(whole.pair_head.weight, again.pair_head.weight)
    with pytest.raises(ValueError, match="other settings or data"):
        trained("cut", limit=40, resume=True)
