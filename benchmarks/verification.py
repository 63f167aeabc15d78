"""How many altered answers the verifier catches, and how many true ones it strikes.

usage: python -m benchmarks.verification [--show N]

Answers are made from the evidence sentences of the questions in tests/evaluation/development.jsonl and
training/newsletters/*.jsonl: "quoted" ones give the sentence in quotation marks, "reworded" ones give it
with dates in another form, number words for figures and the reverse, titles left out, marks on letters
dropped, and the adverbial that it begins with put at its end. "short" ones, reported apart, only name the
question's answer: "The answer is 38,500 euros." In each, one date, number or name is altered: a day, month,
year or number next to it, another number or name of the same article, another surname or ordinal of any
newsletter. How facts are found and altered here shares no code with the verifier.

"caught" is the share of alterations that are struck, "struck" the share of answers that are struck as they
were made. "swapped" alterations put what the cited sentence itself says elsewhere in the place of a fact;
they are counted in "caught" too. A short answer gives a verifier nothing to tell these by. Half of the
organisations, every second in order of name, were looked at while the verifier was written; only figures
of the other half, "held out", were.
"""

import argparse
import json
import random
import re
import unicodedata
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.types import Citation
from assistant.verification import faults
from corpus import SHIPPED, Period, Source, clean, find_periods, parse_issue, read_text

ROOT = Path(__file__).parents[1]
SEED = 20
_MONTHS = "|".join(month_name[1:])
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTHS})(?: (?P<year>(?:19|20)\d\d))?\b")
_MONTH_AND_YEAR = re.compile(rf"(?<!\d )\b(?P<month>{_MONTHS}) (?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(rf"(?<!(?:{'|'.join(n[-3:] for n in month_name[1:])}) )(?<![\d,./-])\b(?:19|20)\d\d\b(?![\d,./-]\d)")
_FIGURE = re.compile(
    r"(?<![\w.,/:+@-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,/:+@-])\d{1,3}(?:\.\d+)?(?![\w/:@-]|[.,]\d)"
)
_ORDINAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")
_SPELLED = "two three four five six seven eight nine ten eleven twelve".split()
_SPELLED_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_WORD_NUMBER = re.compile(
    rf"(?<![\w-])(?<!hundred )(?<!thousand )(?<!and )(?:{'|'.join((*_SPELLED, *_SPELLED_ORDINALS))})"
    r"(?! (?:hundred|thousand))(?![\w-])"
)
_SAID = re.compile(r"(“[^”]*”|\"[^\"]*\")")
_LED = re.compile(r"(?P<lead>(?:On|In|From|At|By|During|Since|After|Before) [^,.;“\"]{4,60}), (?P<rest>[^“\"]+)\.$")
_PERSON = re.compile(
    r"\b(?:Prof|Dr|Mr|Mrs|Ms)\.? (?P<first>[A-Z]\w+(?: [A-Z]\.)?) (?P<last>[A-Z][^\W\d_]+)\b"
    r"|(?<=[a-z,] )(?P<given>[A-Z][a-zà-ž]+) (?P<family>[A-Z][a-zà-ž]+)\b(?! [A-Z])"
)
_PLACE = re.compile(r"\b(?:in|from|to|at) (?P<place>[A-Z][a-zà-ž]{3,})\b(?! [A-Z]| \d)")
_TITLE = re.compile(r"\b(?:Prof|Dr|Mr|Mrs|Ms)\.? (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its citation; `article` is what it stands in, `organisation` whose newsletter that is."""

    text: str
    citation: Citation
    article: str
    organisation: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """A statement with one fact of some kind altered."""

    statement: Statement
    text: str
    kind: str
    old: str
    new: str

    @property
    def swapped(self) -> bool:
        """Whether the cited sentence itself has what was put in."""
        return bool(re.search(rf"(?<!\w){re.escape(self.new)}(?!\w)", self.statement.citation.text))


def main() -> None:
    """Print a table for the half that was tuned on, the half held out, and the shipped newsletter."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--show", type=int, default=0, help="misses and wrong strikes of the tuned half to print")
    show = arguments.parse_args().show
    invented, short = list(_invented()), list(_short())
    organisations = sorted({statement.organisation for statement in invented})
    tuned = set(organisations[::2])
    rng = random.Random(SEED)
    print(f"{'':22} {'answers':>7} {'struck':>7} {'altered':>8} {'caught':>7} | {'swapped':>8} {'caught':>7}")
    for title, statements in (
        ("tuned on", [s for s in invented if s.organisation in tuned]),
        ("held out", [s for s in invented if s.organisation not in tuned]),
        ("shipped newsletter", list(_shipped())),
    ):
        answers = [answer for s in statements for answer in (_quoted(s), _reworded(s, rng))]
        _report(title, statements, answers, rng, show if title != "held out" else 0)
    for title, statements in (
        ("short, tuned on", [s for s in short if s.organisation in tuned]),
        ("short, held out", [s for s in short if s.organisation not in tuned]),
    ):
        _report(title, statements, statements, rng, show=0, kinds=False)


def _report(
    title: str,
    made: Sequence[Statement],
    answers: Sequence[Statement],
    rng: random.Random,
    show: int,
    kinds: bool = True,
) -> None:
    """A line for all alterations of `answers`, and one for each kind; names are taken from what was `made` too."""
    ordinary = {word for statement in made for word in re.findall(r"(?<![\w.])[a-z]+", statement.article)}
    names = _known(_PERSON, ("last", "family"), made, ordinary), _known(_PLACE, ("place",), made, ordinary)
    struck = [(a, why) for a in answers if (why := faults(f"{a.text} [1]", [a.citation]))]
    altered = [changed for answer in answers for changed in _alterations(answer, names, rng)]
    missed = [changed for changed in altered if not faults(f"{changed.text} [1]", [changed.statement.citation])]
    for kind in ("", *sorted({changed.kind for changed in altered if kinds})):
        of_kind = [changed for changed in altered if kind in ("", changed.kind)]
        swapped = [changed for changed in of_kind if changed.swapped]
        told = f"{len(answers):7} {len(struck) / len(answers):7.2%}" if not kind else " " * 15
        print(
            f"{title if not kind else f'  {kind}':22} {told} {len(of_kind):8} {_caught(of_kind, missed):>7} |"
            f" {len(swapped):8} {_caught(swapped, missed):>7}"
        )
    for changed in missed[:show]:
        print(f"  missed ({changed.kind}) {changed.old!r} → {changed.new!r}: {changed.text}")
    for answer, why in struck[:show]:
        print(f"  struck {'; '.join(why)}: {answer.text}\n         cited: {answer.citation.text}")


def _caught(altered: Sequence[Altered], missed: Sequence[Altered]) -> str:
    lost = sum(changed in missed for changed in altered)
    return f"{1 - lost / len(altered):.2%}" if altered else "–"


def _short() -> Iterator[Statement]:
    """The answers to the questions on the newsletters written for training, each in a sentence of few words."""
    for row, published in _rows():
        for qa in row["qas"]:
            if qa["answers"] and qa["evidence"]:
                start, end = qa["evidence"][0]
                citation = _cite(row["text"][start:end], row["organisation"], published, row["headline"])
                text = f"The answer is {qa['answers'][0]['text']}."
                yield Statement(text, citation, row["text"], row["organisation"])


def _invented() -> Iterator[Statement]:
    """The evidence sentences of the newsletters written for training, each once."""
    for row, published in _rows():
        for start, end in sorted({tuple(qa["evidence"][0]) for qa in row["qas"] if qa["evidence"]}):
            text = row["text"][start:end]
            citation = _cite(text, row["organisation"], published, row["headline"])
            yield Statement(text, citation, row["text"], row["organisation"])


def _rows() -> Iterator[tuple[dict[str, Any], Period]]:
    """The articles of the newsletters written for training, each with the month of its issue."""
    for path in sorted((ROOT / "training" / "newsletters").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            first = date.fromisoformat(f"{row['published']}-01")
            yield row, next(find_periods(f"{first:%B %Y}"))


def _shipped() -> Iterator[Statement]:
    """The evidence sentences of the development questions, each once."""
    rows = map(json.loads, (ROOT / "tests/evaluation/development.jsonl").read_text(encoding="utf-8").splitlines())
    spans = sorted({(e["file"], e["start"], e["end"]) for row in rows for e in row["evidence"]})
    for file, start, end in spans:
        issue = parse_issue(file, read_text(SHIPPED / file))
        article = next(a for a in issue.articles if a.start <= start < a.end)
        text = clean(issue.text, start, end).text
        citation = _cite(text, issue.source.organisation, issue.source.published, article.headline)
        yield Statement(text, citation, " ".join(s.text for s in article.sentences), "shipped")


def _cite(text: str, organisation: str, published: Period | None, headline: str) -> Citation:
    source = Source("newsletter.md", "Newsletter", organisation, "", published)
    return Citation(1, text, text, source, headline, source.path, 0, len(text))


def _quoted(statement: Statement) -> Statement:
    return Statement(f"“{statement.text}”", statement.citation, statement.article, statement.organisation, True)


def _reworded(statement: Statement, rng: random.Random) -> Statement:
    """The same facts in another dress."""
    published = statement.citation.source.published
    day = published.end if published else None
    pieces = _SAID.split(statement.text)  # what stands in quotation marks is nobody's to reword
    text = "".join(piece if at % 2 else _dressed(piece, day, statement.text, rng) for at, piece in enumerate(pieces))
    if moved := _LED.match(text):
        text = f"{moved['rest'][0].upper()}{moved['rest'][1:]} {moved['lead'][0].lower()}{moved['lead'][1:]}."
    if rng.random() < 0.3:
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return Statement(text, statement.citation, statement.article, statement.organisation)


def _dressed(text: str, day: date | None, whole: str, rng: random.Random) -> str:
    text = _TITLE.sub("", text)
    text = _DATE.sub(lambda match: _other_form(match, day, whole, rng), text)
    text = _WORD_NUMBER.sub(lambda match: _in_figures(match[0]), text)
    text = _ORDINAL.sub(lambda match: _in_words(match[0]), text)
    return re.sub(r"\b(\d{1,3}),(\d{3})\b", r"\1\2", text)


def _other_form(match: re.Match[str], published: date | None, text: str, rng: random.Random) -> str:
    """A date in another form; the year that an issue tells is put in where the sentence leaves it out."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if re.search(r"(?:\d|and|to|until|–|-)\s*$", before) or re.match(r"\s*(?:to|and|–|-|until|,)", after):
        return match[0]
    year = match["year"] or _year_told(match[0], published, text)
    forms = [f"{match['month']} {match['day']}" + (f", {year}" if year else "")]
    if year:
        forms.append(f"{year}-{list(month_name).index(match['month']):02}-{int(match['day']):02}")
        forms.append(f"{int(match['day'])} {match['month'][:3]} {year}")
    return rng.choice(forms)


def _year_told(said: str, published: date | None, text: str) -> str:
    return next((str(p.start.year) for p in find_periods(text, published) if p.words.endswith(said)), "")


def _in_figures(word: str) -> str:
    return str(_SPELLED.index(word) + 2) if word in _SPELLED else _ordinal(_SPELLED_ORDINALS.index(word) + 2)


def _in_words(ordinal: str) -> str:
    number = int(re.sub(r"\D", "", ordinal))
    return _SPELLED_ORDINALS[number - 2] if 2 <= number <= 12 else ordinal


def _ordinal(number: int) -> str:
    return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _known(pattern: re.Pattern[str], groups: Sequence[str], made: Sequence[Statement], ordinary: set[str]) -> list[str]:
    """The names that a pattern finds in any article, without those that are ordinary words too."""
    found = (match for statement in made for match in pattern.finditer(statement.article))
    names = {next(match[group] for group in groups if match[group]) for match in found}
    return sorted(name for name in names if name.lower() not in ordinary)


def _alterations(answer: Statement, names: tuple[list[str], list[str]], rng: random.Random) -> Iterator[Altered]:
    """One alteration of each kind that the answer has a fact for."""
    makers = {
        "date": _alter_date,
        "month": _alter_month,
        "year": _alter_year,
        "number": _alter_number,
        "ordinal": _alter_ordinal,
        "person": lambda a, r: _alter_name(a, r, _PERSON, ("last", "family"), names[0]),
        "place": lambda a, r: _alter_name(a, r, _PLACE, ("place",), names[1]),
    }
    for kind, maker in makers.items():
        made = maker(answer, rng)
        if made and made[2] != made[3]:
            start, end, old, new = made
            yield Altered(answer, answer.text[:start] + new + answer.text[end:], kind, old, new)


Change = tuple[int, int, str, str] | None
"""The half-open characters of a fact, what it is, and what it becomes."""


def _pick(answer: Statement, pattern: re.Pattern[str], rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(answer.text))
    return rng.choice(found) if found else None


def _alter_date(answer: Statement, rng: random.Random) -> Change:
    """The day before or after, in whichever form the date stands."""
    pattern = re.compile(
        rf"\b\d{{1,2}}(?= (?:{_MONTHS})\b)|(?<=\d-\d\d-)\d\d\b|(?<=[a-z] )\d{{1,2}}(?=, (?:19|20)\d\d)"
    )
    match = _pick(answer, pattern, rng)
    if match is None:
        return None
    day = int(match[0]) + rng.choice([-1, 1] if 1 < int(match[0]) < 28 else [-1] if int(match[0]) > 1 else [1])
    return (*match.span(), match[0], f"{day:0{len(match[0])}}" if match[0][0] == "0" else str(day))


def _alter_month(answer: Statement, rng: random.Random) -> Change:
    match = _pick(answer, re.compile(rf"\b(?:{_MONTHS})\b(?=,? (?:19|20)\d\d)|(?<=\d )(?:{_MONTHS})\b"), rng)
    return (*match.span(), match[0], rng.choice([m for m in month_name[1:] if m != match[0]])) if match else None


def _alter_year(answer: Statement, rng: random.Random) -> Change:
    match = _pick(answer, re.compile(r"(?<![\d,./€$-])(?:19|20)\d\d(?=-\d\d-\d\d|[\s,.;)]|$)(?!,\d)"), rng)
    return (*match.span(), match[0], str(int(match[0]) + rng.choice([-2, -1, 1, 2]))) if match else None


def _alter_number(answer: Statement, rng: random.Random) -> Change:
    """The next number, or another one of the article."""
    match = _pick(answer, re.compile(rf"{_FIGURE.pattern}(?! (?:{_MONTHS})\b)(?!, (?:19|20)\d\d)"), rng)
    if match is None or re.search(rf"(?:{_MONTHS}) $", answer.text[: match.start()]):
        return None
    if re.match(rf" (?:to|and|–|-) \d{{1,2}} (?:{_MONTHS})", answer.text[match.end() :]):
        return None  # the first day of a range, which `_alter_date` does not see either
    others = [m[0] for m in _FIGURE.finditer(answer.article) if m[0].replace(",", "") != match[0].replace(",", "")]
    if others and rng.random() < 0.5:
        return (*match.span(), match[0], rng.choice(others))
    value = match[0].replace(",", "")
    step = rng.choice([1, -1]) if float(value) > 1 else 1
    new = f"{int(value) + step:,}" if "." not in value else f"{float(value) + step:.{len(value.split('.')[1])}f}"
    return (*match.span(), match[0], new)


def _alter_ordinal(answer: Statement, rng: random.Random) -> Change:
    match = _pick(answer, re.compile(rf"{_ORDINAL.pattern}|(?<![\w-])(?:{'|'.join(_SPELLED_ORDINALS)})(?![\w-])"), rng)
    if match is None:
        return None
    if match[0] in _SPELLED_ORDINALS:
        return (*match.span(), match[0], rng.choice([word for word in _SPELLED_ORDINALS if word != match[0]]))
    number = int(re.sub(r"\D", "", match[0]))
    return (*match.span(), match[0], _ordinal(max(1, number + rng.choice([-1, 1, 2]))))


def _alter_name(
    answer: Statement, rng: random.Random, pattern: re.Pattern[str], groups: Sequence[str], known: Sequence[str]
) -> Change:
    """Another name of the same article, or of any."""
    match = _pick(answer, pattern, rng)
    if match is None:
        return None
    group = next(name for name in groups if match[name])
    own = [next(m[g] for g in groups if m[g]) for m in pattern.finditer(answer.article)]
    own = [name for name in own if name in known and name != match[group]]
    pool = own if own and rng.random() < 0.5 else [name for name in known if name != match[group]]
    return (*match.span(group), match[group], rng.choice(pool))


if __name__ == "__main__":
    main()
