"""Events over time and on the map, as charts that need nothing from the internet."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt

from assistant import Event
from assistant.event_words import date_words, day_after, place_words, source_of
from corpus import Place, position
from web.event_list import KIND_COLOURS
from web.links import source_link

_LAND = Path(__file__).with_name("land.json")  # the continents, as TopoJSON
_MOST_NAMED = 24  # events that get a line each on the timeline; more are put together by kind
_MOST_LABELLED = 6  # places that are named on the map; more names would lie on top of each other
_STEPS = (1, 3, 6, 12, 24, 60, 120)  # months between two marks on the timeline
_MOST_TICKS = 6
_MAP_HEIGHT = 260
_NARROWEST = 40  # degrees of longitude that the map shows at least

Row = dict[str, Any]


def timeline(events: Sequence[Event]) -> alt.LayerChart | None:
    """The dated events as bars from first to last day; None when there are none. Each opens its source."""
    rows = [row for event in events if (row := _dated(event))]
    if not rows:
        return None
    line = "name" if len(rows) <= _MOST_NAMED else "kind"
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("start:T", title=None, scale=alt.Scale(nice="month"), axis=_months(rows)),
        y=alt.Y(f"{line}:N", title=None, sort=None, axis=alt.Axis(labelLimit=150)),
        **_looks(),
    )
    # A day is too thin to see beside a year: each event has a dot where it begins.
    days = base.mark_bar(height=8, cornerRadius=4).encode(x2="end:T")
    chart = alt.LayerChart(layer=[days, base.mark_circle(size=90, opacity=1)])
    return _finished(chart.properties(height=alt.Step(24)))


def world_map(events: Sequence[Event]) -> alt.LayerChart | None:
    """Where the events take place; None when no place has a position. Each point opens its event's source."""
    rows = [row for event in events for place in event.places if (row := _placed(event, place))]
    if not rows:
        return None
    land = alt.Chart(alt.InlineData(_land(), format=alt.TopoDataFormat(feature="land", type="topojson")))
    points = alt.Chart(alt.InlineData(rows)).encode(longitude="longitude:Q", latitude="latitude:Q")
    layers = [
        land.mark_geoshape(fill="#8884", stroke="#8888", strokeWidth=0.5),
        points.mark_circle(size=110, opacity=0.9).encode(**_looks()),
    ]
    if len(names := _names(rows)) <= _MOST_LABELLED:
        labels = alt.Chart(alt.InlineData(names)).mark_text(align="left", dx=8)
        layers.append(labels.encode(longitude="longitude:Q", latitude="latitude:Q", text="place:N"))
    return _finished(alt.LayerChart(layer=layers).properties(height=_MAP_HEIGHT).project(**_window(rows)))


def _dated(event: Event) -> Row | None:
    if event.period is None:
        return None
    end = day_after(event.period.end)  # the end of the last day
    return _row(event) | {"start": event.period.start.isoformat(), "end": end.isoformat()}


def _placed(event: Event, place: Place) -> Row | None:
    where = position(place)
    if where is None:
        return None
    return _row(event) | {"place": place.name, "latitude": where[0], "longitude": where[1]}


def _row(event: Event) -> Row:
    mention = source_of(event)
    return {
        "name": event.name,
        "kind": event.kind,
        "date": date_words(event.period),
        "places": place_words(event.places),
        "source": source_link(mention.source.path, mention.start, mention.end),
    }


def _looks() -> dict[str, Any]:
    """Colour, tooltip and link, the same in both charts; the table says which kind has which colour."""
    colours = alt.Scale(domain=list(KIND_COLOURS), range=list(KIND_COLOURS.values()))
    return {
        "color": alt.Color("kind:N", scale=colours, legend=None),
        "tooltip": [alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in ("name", "date", "places", "kind")],
        "href": "source:N",
    }


def _months(rows: Sequence[Row]) -> alt.Axis:
    """An axis of time with a handful of months on it."""
    days = date.fromisoformat(max(row["end"] for row in rows)) - date.fromisoformat(min(row["start"] for row in rows))
    step = next((months for months in _STEPS if days.days / 30 / months <= _MOST_TICKS), _STEPS[-1])
    # In Vega a step of months begins anew each January, so that twelve of them and more are told in years.
    ticks = alt.TimeIntervalStep("month", step) if step < 12 else alt.TimeIntervalStep("year", step // 12)
    return alt.Axis(format="%b %Y", tickCount=ticks, labelOverlap=True)


def _names(rows: Sequence[Row]) -> list[Row]:
    """The names of the places, those of one position together: a country lies where its capital does."""
    names: dict[tuple[float, float], dict[str, None]] = {}
    for row in rows:
        names.setdefault((row["latitude"], row["longitude"]), {})[row["place"]] = None
    return [{"latitude": at[0], "longitude": at[1], "place": ", ".join(told)} for at, told in names.items()]


def _window(rows: Sequence[Row]) -> dict[str, Any]:
    """A projection that shows the part of the earth with all points in it; its size is only known in the browser."""
    longitudes, latitudes = ([row[name] for row in rows] for name in ("longitude", "latitude"))
    across = max(max(longitudes) - min(longitudes), _NARROWEST) * 1.3
    down = max(max(latitudes) - min(latitudes), _NARROWEST / 2) * 1.3
    return {
        "type": "equirectangular",
        "center": [(max(longitudes) + min(longitudes)) / 2, (max(latitudes) + min(latitudes)) / 2],
        "scale": alt.expr(f"min(width / {across}, height / {down}) * 180 / PI"),
        "translate": alt.expr("[width / 2, height / 2]"),
    }


def _finished(chart: alt.LayerChart) -> alt.LayerChart:
    """As wide as the page, in its colour of text, drawn as SVG so that both hold in light and dark."""
    embedding = {"renderer": "svg", "actions": False, "loader": {"target": "_blank"}}
    faint = {"domainColor": "#8888", "tickColor": "#8888", "gridColor": "#8883"}
    words = {"labelColor": "currentColor", "labelFont": "system-ui, sans-serif", "labelFontSize": 12}
    return chart.properties(
        width="container",
        background="transparent",
        usermeta={"embedOptions": embedding},
        config={"axis": faint | words, "view": {"stroke": None}, "text": {"color": "currentColor"}},
    )


@cache
def _land() -> Any:
    return json.loads(_LAND.read_text(encoding="utf-8"))
