"""A list of events as HTML. What comes from a newsletter or from a person is escaped here."""

import html
from collections.abc import Mapping, Sequence

from assistant import Event, EventList
from assistant.event_words import date_words, place_words, sources_of
from corpus import EventKind, Mention
from web.links import events_link, export_link, source_link
from web.rendering import permalink_html

EXPORTS = {"csv": "CSV", "json": "JSON", "ics": "Calendar"}
"""The formats that a list can be saved in, each with the word for it."""

# Told apart on white and on black, and by most of the colour-blind.
KIND_COLOURS: dict[EventKind, str] = {
    "conference": "#e69f00",
    "meeting": "#2f8fd0",
    "visit": "#00a37a",
    "ceremony": "#cc79a7",
    "training": "#d55e00",
    "publication": "#8c7ae6",
    "call": "#b5a642",
    "deadline": "#e05a5a",
    "other": "#8a8a8a",
}
"""What each kind of event is drawn in."""

_COLUMNS = ("Date", "Event", "Place", "Kind", "Status", "Source")


def summary_html(found: EventList, of: int, texts: Mapping[str, str], latest_first: bool = False) -> str:
    """One line with what was understood and how much there is, of `of` events in all; then the ways out of the page.

    `texts` are the filters as they were given.
    """
    understood = found.understood[:1].upper() + found.understood[1:]
    undated = f", {found.total_undated} more without a sure date" if found.total_undated else ""
    shown = len(found.events) + len(found.undated)
    cut = (
        f"; the {'latest' if latest_first else 'first'} {shown} are shown"
        if shown < found.total + found.total_undated
        else ""
    )
    line = f"{understood}: {found.total} of {of} events{undated}{cut}; {found.articles} articles looked at."
    files = " ".join(
        f'<a href="{html.escape(export_link(form, texts))}" download>{word}</a>' for form, word in EXPORTS.items()
    )
    return (
        f'<p class="understood" role="status">{html.escape(line)}</p>'
        f'<p class="ways"><span>Save as {files}</span> {permalink_html(events_link(texts), "Link to this view")}</p>'
    )


def events_html(found: EventList, latest_first: bool = False) -> str:
    """The events as a table, in order of time or the latest first, those without a sure date in one of their own."""
    if not found.events and not found.undated:
        return '<p class="note">None found. Leave out a filter to see what lies near.</p>'
    undated = f"<h2>Without a sure date</h2>{_table(found.undated)}" if found.undated else ""
    dated = found.events[::-1] if latest_first else found.events
    return (_table(dated) if dated else "") + undated


def _table(events: Sequence[Event]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, events))}</tbody></table>"


def _row(event: Event) -> str:
    best, *others = sources_of(event)
    date = html.escape(date_words(event.period))
    if others:
        date += f' <small class="disputed">or {"; ".join(html.escape(date_words(m.period)) for m in others)}</small>'
    cells = (
        date,
        html.escape(event.name),
        html.escape(place_words(event.places)),
        f'<span class="dot" style="background: {KIND_COLOURS[event.kind]}"></span>{html.escape(event.kind)}',
        html.escape(event.status),
        "".join(map(_source, (best, *others))),
    )
    named = zip(_COLUMNS, cells, strict=True)
    row = '<tr class="named">' if event.is_named else "<tr>"
    return row + "".join(f'<td data-column="{column}">{cell}</td>' for column, cell in named) + "</tr>"


def _source(mention: Mention) -> str:
    address = html.escape(source_link(mention.source.path, mention.start, mention.end))
    label = html.escape(mention.source.label)
    return f'<a href="{address}">{html.escape(mention.headline)}</a><small>{label}</small>'
