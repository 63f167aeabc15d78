"""The command line: `newsletter`. Data goes to standard output, words to standard error.

Exit status: 0 done (not finding an answer is a result), 1 failed, 2 called wrongly.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from assistant import Assistant, make_day, make_event_filters, make_filters
from assistant.calibration import Bin, reliability
from assistant.evaluation import confidences, modes, read_cases, report, run
from assistant.event_words import date_words, place_words, source_of
from assistant.exports import to_csv, to_ics, to_json, to_markdown
from assistant.settings import read_settings
from assistant.writing import how_written
from corpus import Event, NewsletterError, RequestError, SourceError
from index import Archive, Hit, build, find_events, load_encoder
from web import Startup
from web import serve as serve_page

cli = typer.Typer(
    name="newsletter",
    help="Ask a newsletter archive questions; every answer is a quotation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_words = Console(stderr=True, highlight=False)

Data = Annotated[
    Path | None,
    typer.Option(
        help="The folder that holds the index. Default: NEWSLETTER_DATA, or one of the user's.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Since = Annotated[
    str | None, typer.Option(help="Only articles that state a date from then on: 2024-11-30, November 2024, 2024.")
]
Until = Annotated[
    str | None, typer.Option(help="Only articles that state a date until then: 2024-11-30, November 2024, 2024.")
]
AsOf = Annotated[str | None, typer.Option(help="The day that counts as today, YYYY-MM-DD.", show_default=False)]
Place = Annotated[str | None, typer.Option(help="Only articles that mention this place.")]


def _command(function: Callable[..., None]) -> Callable[..., None]:
    """`function` as a subcommand that reports errors in a line instead of a traceback."""

    @wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        except NewsletterError as error:
            _words.print(str(error), style="red", markup=False, soft_wrap=True)
            raise typer.Exit(2 if isinstance(error, RequestError) else 1) from error

    cli.command(name=function.__name__.rstrip("_"))(wrapped)
    return wrapped


@_command
def build_(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The folder of newsletters. Default: the ones that come with the project.", show_default=False
        ),
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make the index hold exactly the newsletters in FOLDER; only what is new or changed is embedded."""
    settings = read_settings()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_words) as bars:
        loading = bars.add_task("Loading the encoder", total=1)
        encoder = load_encoder()
        bars.update(loading, completed=1)
        tasks = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        result = build(folder or settings.newsletters, data or settings.data, encoder, progress)
    if as_json:
        _print_json(result)
    else:
        counts = {name: len(getattr(result, name)) for name in ("added", "changed", "removed", "unchanged")}
        print(
            ", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {result.embedded} sentences embedded"
        )
    if result.unread:
        named = ", ".join(result.unread[:5]) + ", …" * (len(result.unread) > 5)
        _words.print(f"{len(result.unread)} not read, convert to Markdown, text or HTML first: {named}", markup=False)
    if result.faults:
        raise SourceError("Not read, and left as they were in the index:\n" + "\n".join(result.faults))


@_command
def search(
    question: Annotated[str, typer.Argument(help="A question or some words.")],
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 5,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Print the passages that fit best."""
    filters = make_filters(since, until, place)
    hits = _open(data).retrieve(question, k, filters)
    if as_json:
        _print_json(hits)
    for hit in () if as_json else hits:
        _print_hit(hit)
    if not hits:
        _words.print("Nothing found.")


@_command
def ask(
    question: Annotated[str, typer.Argument(help="A question.")],
    since: Since = None,
    until: Until = None,
    place: Place = None,
    as_of: AsOf = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Answer a question with quotations, or say that the archive does not.

    With NEWSLETTER_MODEL set, a language model words the answer from them.
    """
    filters = make_filters(since, until, place)
    answer = _open(data).ask(question, filters=filters, as_of=make_day("as-of", as_of))
    if as_json:
        _print_json(answer)
        return
    print(answer.text)
    for citation in answer.citations:
        print(f"\n[{citation.marker}] {citation.headline}\n    {citation.source.label}")
        print(f"    {citation.path}, characters {citation.start} to {citation.end}")
        if answer.written_by:
            print(f"    “{citation.text}”")
    if how := how_written(answer):
        _words.print(how, markup=False, soft_wrap=True)


@_command
def events(
    since: Annotated[
        str | None, typer.Option(help="Only events from then on: 2024-11-30, November 2024, 2024.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Only events until then: 2024-11-30, November 2024, 2024.")] = None,
    place: Annotated[str | None, typer.Option(help="Only events in this city, country or region.")] = None,
    person: Annotated[str | None, typer.Option(help="Only events with this person or organisation.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind of event: conference, meeting, forum, ….")] = None,
    status: Annotated[
        str | None, typer.Option(help="past, upcoming, or as stated: announced, held, postponed, cancelled.")
    ] = None,
    about: Annotated[str | None, typer.Option(help="Only events told of with these words.")] = None,
    as_of: AsOf = None,
    data: Data = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Json = False,
    as_ics: Annotated[bool, typer.Option("--ics", help="Print iCalendar.")] = False,
    as_markdown: Annotated[bool, typer.Option("--md", help="Print Markdown.")] = False,
) -> None:
    """List the events of the archive."""
    if as_csv + as_json + as_ics + as_markdown > 1:
        raise RequestError("Only one of --csv, --json, --ics and --md can be printed. Choose one.")
    filters = make_event_filters(since, until, place, person, kind, status, about)
    with _archive(data).snapshot() as snapshot:
        found = find_events(snapshot.reader, filters, make_day("as-of", as_of) or date.today())
    if as_json:
        _print_json(found)
    elif as_csv or as_ics or as_markdown:
        write = to_csv if as_csv else to_ics if as_ics else to_markdown
        sys.stdout.write(write(found))
    else:
        for event in (*found.events, *found.undated):
            _print_event(event)
        _words.print(f"{found.total} {found.understood}; {found.articles} articles checked.")


@_command
def list_(data: Data = None, as_json: Json = False) -> None:
    """List the issues in the index."""
    with _archive(data).snapshot() as snapshot:
        sources = snapshot.reader.sources()
    if as_json:
        _print_json(sources)
        return
    table = Table(box=None, pad_edge=False)
    for column in ("Published", "No.", "Title", "File"):
        table.add_column(column)
    for source in sources:
        table.add_row(source.published.words if source.published else "", source.number, source.title, source.path)
    Console(highlight=False, markup=False).print(table)


@_command
def verify(data: Data = None, as_json: Json = False) -> None:
    """Check that the index is sound and that every sentence stands where it says."""
    with _archive(data).snapshot() as snapshot:
        faults, counts = snapshot.faults(), snapshot.reader.counts()
    if as_json:
        _print_json({"faults": faults, **counts})
    else:
        print("\n".join(faults) or "Sound: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    if faults:
        raise typer.Exit(1)


@_command
def eval_(
    file: Annotated[Path, typer.Argument(help="Questions with their answers, one JSON object a line.")],
    data: Data = None,
    as_json: Json = False,
    failures: Annotated[bool, typer.Option(help="Print each question that was not answered as it should be.")] = False,
    compare: Annotated[
        bool, typer.Option(help="Print beside it how well it goes without language model and without reader.")
    ] = False,
) -> None:
    """Measure how well the questions in FILE are answered."""
    ways, cases = list(modes(_open(data)).items()), read_cases(file)
    outcomes = {name: run(assistant, cases) for name, assistant in (ways if compare else ways[:1])}
    columns = {name: report(found) for name, found in outcomes.items()}
    first = outcomes[ways[0][0]]
    curve = reliability(*confidences(first))
    if as_json:
        bins = [asdict(one) for one in curve]
        _print_json((columns if compare else columns[ways[0][0]]) | {"reliability": bins})
    else:
        _print_figures(columns)
        _print_curve(curve)
    for outcome in first if failures else ():
        if not outcome.right:
            _words.print(
                f"{outcome.case.id} {outcome.case.turns[-1]} → {outcome.answer.status}: {outcome.answer.text}",
                markup=False,
            )


def _print_figures(columns: dict[str, dict[str, float]]) -> None:
    """A line for each figure, a column for each way of answering."""
    if len(columns) > 1:
        print(f"{'':24}", *(f"{name:>15}" for name in columns))
    for name in next(iter(columns.values())):
        values = [figures[name] for figures in columns.values()]
        print(f"{name:24}", *(f"{int(v):11d}    " if v == int(v) else f"{v:15.3f}" for v in values))


def _print_curve(curve: Sequence[Bin]) -> None:
    """The reliability curve: a bar for how often the archive does answer, where confidence says so."""
    print("\nconfidence  questions  answerable")
    for one in curve:
        bar = "█" * round(20 * one.answerable)
        print(f"{one.confidence:10.2f} {one.questions:10d}  {one.answerable:.2f} {bar}")


@_command
def serve(
    host: Annotated[
        str | None, typer.Option(help="Default: NEWSLETTER_HOST, or 127.0.0.1.", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Default: NEWSLETTER_PORT, or 7860.", show_default=False)
    ] = None,
    data: Data = None,
) -> None:
    """Serve the chat page."""
    settings = read_settings()
    folder = data or settings.data
    startup = Startup(lambda progress: Assistant.open(folder, settings.newsletters, progress))
    serve_page(startup, host or settings.host, port or settings.port)


def _open(data: Path | None) -> Assistant:
    def progress(stage: str, done: int, total: int) -> None:
        if done == total:
            _words.print(f"{stage}: {total}")

    return Assistant.open(data, progress=progress)


def _archive(data: Path | None) -> Archive:
    return Archive.open(data or read_settings().data)


def _print_event(event: Event) -> None:
    mention = source_of(event)
    places = f", {place_words(event.places)}" if event.places else ""
    print(f"{date_words(event.period)}: {event.name}{places} ({event.kind}, {event.status})")
    print(f"    {mention.source.label}; {mention.source.path}, characters {mention.start} to {mention.end}")


def _print_hit(hit: Hit) -> None:
    passage = hit.passage
    print(f"{passage.headline} ({passage.source.label})")
    ranks = f"score {hit.score:.3f}, dense rank {hit.dense_rank}, lexical rank {hit.lexical_rank}"
    print(f"    {passage.source.path}, characters {passage.start} to {passage.end}; {ranks}")
    print(f"    {passage.text}\n")


def _print_json(value: object) -> None:
    sys.stdout.write(to_json(value))


if __name__ == "__main__":
    cli()
