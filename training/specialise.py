"""The newsletters stage: from general reading to telling near misses apart.

Its units are contrastive: an answerable question and its near misses are read
over the same passage in the same batch and ranked against each other.  Near
misses are those written for the project, and more made by rule from answerable
questions (another edition, year, person, place or property).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from training import augment, conversations, mixture
from training.batches import Item, Windows, items
from training.evaluate import Outcome, newsletter_measures, outcomes
from training.examples import HELD_OUT, Example, by_group, event_questions
from training.examples import newsletters as load
from training.fit import Settings, fit
from training.model import Reader


@dataclass(frozen=True)
class Ingredients:
    """Shares of the answerable questions that also appear in another guise; each can be switched off.

    exchange: with a constraint exchanged; sister: over another article of the
    organisation; removed: without their evidence; renamed: a name exchanged on
    both sides (still answerable); continued: asked as a follow-up of others;
    whole: share of passages that are whole articles; events: questions made
    from the event tables are used; rank: weight of the ranking loss; replay:
    general examples per newsletter item.
    """

    exchange: float = 0.6
    sister: float = 0.4
    removed: float = 0.15
    renamed: float = 0.12
    continued: float = 0.2
    whole: float = 0.3
    events: bool = True
    rank: float = 0.5
    replay: float = 1.0


def organisation(example: Example) -> str:
    """The organisation's file stem."""
    return example.group.split("/")[0]


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if len(w) > 2}


def _likeness(a: str, b: str) -> float:
    x, y = _words(a), _words(b)
    return len(x & y) / max(1, len(x | y))


def units(examples: Sequence[Example], parts: Ingredients, rng: random.Random) -> list[list[Example]]:
    """One pass over the examples as contrastive units; each unit shares one passage."""
    articles = by_group(examples)
    of_organisation: dict[str, list[Example]] = {}
    for e in examples:
        of_organisation.setdefault(organisation(e), []).append(e)
    pools = {o: augment.Names.of([e.context for e in rows]) for o, rows in of_organisation.items()}
    out: list[list[Example]] = []
    for rows in articles.values():
        yes = [e for e in rows if e.answerable]
        no = [e for e in rows if not e.answerable]
        partners: dict[int, list[Example]] = {}
        for miss in no:
            # The likeliest original of this near miss; the runner-up now and then.
            order = sorted(range(len(yes)), key=lambda i: -_likeness(yes[i].question, miss.question))
            partners.setdefault(order[1 if rng.random() < 0.25 and len(order) > 1 else 0], []).append(miss)
        for i, e in enumerate(yes):
            family, names = of_organisation[organisation(e)], pools[organisation(e)]
            near = partners.get(i, [])
            shown = shortened(e, parts, rng)
            if not near and rng.random() < parts.renamed:
                shown = augment.renamed(shown, names, rng) or shown
            unit = [shown]
            for miss in near:
                unit.append(replace(miss, context=shown.context, heading=shown.heading, sentences=shown.sentences))
            if rng.random() < (parts.exchange if not near else parts.exchange / 3):
                siblings = [s for s in rng.sample(family, min(15, len(family))) if s.answerable]
                made = augment.exchanged(shown, siblings, names, rng, strict=True)
                unit += [made] if made else []
            siblings = [s for s in yes if s is not e and not s.source.startswith("turn")]
            if siblings and not e.source.startswith("turn") and rng.random() < parts.continued:
                unit = conversations.continued(unit, siblings, rng)
            out.append(unit)
            if rng.random() < parts.removed:
                gone = augment.without_evidence(e)
                if gone:
                    out.append([shortened(gone, parts, rng)])
    out += [[e] for e in sisters(examples, parts.sister, rng)]
    return [[augment.noisy(e, rng, 0.05) for e in unit] for unit in out]


def shortened(example: Example, parts: Ingredients, rng: random.Random, fits: int = 1250) -> Example:
    """The whole article, or about half of one that would need two windows, or a few sentences.

    `fits` is in characters: longer articles do not fit a window.
    """
    if rng.random() >= parts.whole:
        return augment.view(example, rng)
    return example if len(example.context) <= fits else augment.view(example, rng, 7, 11)


def sisters(examples: Sequence[Example], share: float, rng: random.Random) -> list[Example]:
    """Answerable questions over a near article of the same organisation that lacks the answer."""
    out = []
    whole: dict[str, list[Example]] = {}
    for rows in by_group(examples).values():
        whole.setdefault(organisation(rows[0]), []).append(rows[0])
    for name, articles in whole.items():
        asked = [e for e in examples if organisation(e) == name and e.answerable and rng.random() < share]
        if not asked or len(articles) < 6:
            continue
        near = augment.Nearest.of([f"{a.heading} {a.context}" for a in articles])
        for e, row in zip(asked, near.ranked([e.question for e in asked], 5), strict=True):
            words = [e.context[a:b].lower() for a, b in e.answers]
            fit_ones = [
                articles[i]
                for i in row
                if articles[i].group != e.group and not any(w in articles[i].context.lower() for w in words)
            ]
            if fit_ones:
                other = replace(
                    fit_ones[0],
                    question=e.question,
                    answers=(),
                    evidence=(),
                    answerable=False,
                    source="newsletter:sister",
                    changed=None,
                )
                # The part most like the question: the hardest to refuse.
                parts = [augment.view(other, rng) for _ in range(4)]
                out.append(max(parts, key=lambda p: _likeness(p.context, e.question)))
    return out


def tokenised(rows: Sequence[Sequence[Example]], model: Reader) -> list[list[Item]]:
    """Units of items; a unit whose passage needs several windows falls into single items."""
    out: list[list[Item]] = []
    for unit in rows:
        made = [items(e, model.tokens) for e in unit]
        if all(len(m) == 1 for m in made):
            out.append([m[0] for m in made])
        else:
            out += [[i] for m in made for i in m]
    return out


def mismatched(examples: Sequence[Example]) -> list[Example]:
    """The same questions and labels, each over the next article of its organisation.

    A control: what still tells answerable from not here is the questions'
    wording alone.
    """
    out = []
    groups = list(by_group(examples))
    first = {e.group: e for e in reversed(examples)}
    following = {g: groups[(i + 1) % len(groups)] for i, g in enumerate(groups)}
    for e in examples:
        other = first[following[e.group]]
        out.append(
            replace(
                e,
                context=other.context,
                heading=other.heading,
                sentences=other.sentences,
                answers=(),
                evidence=other.sentences[:1],
            )
        )
    return out


def overlap_outcomes(examples: Sequence[Example]) -> list[Outcome]:
    """The word-overlap shortcut as if it were a reader: share of the question's words in the article."""
    return [
        Outcome(
            "",
            (0, 0),
            (0, 0),
            len(_words(e.question) & _words(f"{e.heading} {e.context}")) / max(1, len(_words(e.question))),
            0.0,
            0.0,
            0.0,
        )
        for e in examples
    ]


def measured(model: Reader, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Questions and turns of the given articles, and the question-only control."""
    asked = [e for e in examples if e.source.startswith("newsletter")]
    turns = [e for e in examples if e.source.startswith("turn")]  # as they were written to stand alone
    wrong = mismatched(asked)
    return {
        "questions": newsletter_measures(asked, outcomes(model, asked)),
        "turns": newsletter_measures(turns, outcomes(model, turns)),
        "control": {
            k: v
            for k, v in newsletter_measures(wrong, outcomes(model, wrong)).items()
            if k in ("auroc", "auroc_doubt", "auroc_sum")
        },
    }


def trained_on(
    args: argparse.Namespace, names: Sequence[str], label: str, parts: Ingredients, replay: Sequence[Example]
) -> Reader:
    """The general reader, trained on the organisations named."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    model = Reader(args.base, inner=args.inner).load(args.start or args.out / "general.safetensors").on(args.device)
    folder = args.data / "newsletters"
    rows = load(folder) + (event_questions(folder) if parts.events else [])
    rows += conversations.turns(folder) if parts.continued else []
    rows = [e for e in rows if organisation(e) in names]
    passes = [Windows.of(tokenised(units(rows, parts, rng), model)) for _ in range(args.newsletter_passes)]
    share = min(int(sum(len(p.length) for p in passes) * parts.replay), len(replay))
    passes.append(Windows.of(tokenised([[e] for e in rng.sample(list(replay), share)], model)))
    fit(
        model,
        Windows.joined(passes),
        Settings(seed=args.seed, rate=args.newsletter_rate, tokens=args.batch, rank=parts.rank, warm=0.1),
        args.out,
        label,
        limit=args.limit,
        resume=args.resume,
    )
    return model


def newsletters(args: argparse.Namespace) -> None:
    """Leave-one-organisation-out readers with their figures, then the final one.

    Figures go to OUT/newsletters.json (OUT/ablation-LABEL.json with switched-off parts).
    """
    parts = replace(Ingredients(replay=args.replay), **dict.fromkeys(args.without, 0))
    every = load(args.data / "newsletters")
    organisations = [name for name in dict.fromkeys(map(organisation, every)) if name not in HELD_OUT]
    passes = args.newsletter_passes  # of general reading as many as of newsletters: replay draws from them
    replay = mixture.general(
        args.data, args.seed + 1, {"squad": 2 * passes, "qed": passes, "timeqa": passes, "qamr": passes}
    )
    label = "-".join(args.without)
    target = args.out / (f"ablation-{label}.json" if label else "newsletters.json")
    found: dict[str, dict] = json.loads(target.read_text()) if args.resume and target.exists() else {}
    for name in () if args.stage == "final" else args.only or organisations:
        if name in found:
            continue
        rest = [o for o in organisations if o != name]
        run = f"loo-{name}" + (f"-without-{label}" if label else "")
        model = trained_on(args, rest, run, parts, replay)
        if not label:
            model.save(args.out / f"{run}.safetensors")
        found[name] = measured(model, [e for e in every if organisation(e) == name])
        target.write_text(json.dumps(found, indent=1) + "\n")
        print(name, json.dumps(found[name]["questions"]), found[name]["control"], flush=True)
    if args.final or (not label and not args.only):
        trained_on(args, organisations, "final", parts, replay).save(args.out / "final.safetensors")


__all__ = ["Ingredients", "measured", "newsletters", "sisters", "units"]
