"""Standing bars: values by year, causes stacked, plan beside model."""

from collections.abc import Mapping
from textwrap import wrap
from types import MappingProxyType
from typing import Any

from .. import labels, norwegian
from ..population import Region
from ..series import Series, Table, pick
from ..tables import plan_pairs, ranks
from . import style
from .bars import bar_trace

CAUSES: Mapping[str, int] = MappingProxyType(
    {"births": 1, "deaths": -1, "net_immigration": 1, "net_domestic": 1, "net_migration": 1}
)
"""What growth is made of, and the direction it is drawn; deaths go down."""
PARTS = ("net_immigration", "net_domestic")
"""Drawn instead of net migration where they are known."""
UNIT_NAME = 20
"""Letters of a unit's name on one line above its field."""


def milestones(series: Series, unit: str) -> style.Figure:
    """One standing bar for each of a few years, the value written on top."""
    values = [float(value) for value in series.values]
    figure_layout = style.layout(300, unit, hovermode="closest")
    figure_layout["xaxis"] |= {"type": "category"}
    figure_layout["yaxis"] |= {
        "range": style.room(values),
        "showticklabels": False,
        "showgrid": False,
    }
    bar = bar_trace(
        [str(year) for year in series.years],
        values,
        [norwegian.million_kroner(value, 1, True) for value in values],
        [style.WARM] * len(values),
    )
    bar |= {"orientation": "v", "x": bar["y"], "y": bar["x"], "width": 0.5}
    bar["hovertemplate"] = "%{x}: %{text}<extra></extra>"
    return {"data": [bar], "layout": figure_layout}


def ranking(table: Table, year: int, chosen: Region, unit: str) -> style.Figure:
    """One thin bar for each of many regions, highest first, the chosen one marked by name."""
    order = ranks(table, chosen, year).order
    values = [series.at(year) for series in order]
    names = [series.region.name for series in order]
    place = next(i for i, series in enumerate(order) if series.region == chosen)
    figure_layout = style.layout(380, unit, hovermode="closest", bargap=0)
    figure_layout["xaxis"] |= {"showticklabels": False, "range": [-1, len(order)]}
    figure_layout["yaxis"] |= {"tickformat": style.tick_format(style.span(values)[1])}
    figure_layout["annotations"].append(
        style.note(
            f"<b>{chosen.name} {labels.value(values[place], table[0].unit)}</b>",
            x=place,
            y=values[place],
            yanchor="bottom",
            yshift=6,
        )
    )
    bar = {
        "type": "bar",
        "x": list(range(len(order))),
        "y": values,
        "text": [
            f"{name}: {labels.value(value, table[0].unit)}"
            for name, value in zip(names, values, strict=True)
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": [style.WARM if i == place else style.NEUTRAL for i in range(len(order))]
        },
    }
    return {"data": [bar], "layout": figure_layout}


def causes(table: Table, part_year: int | None, unit: str) -> style.Figure:
    """Births, deaths and net flows stacked by year, growth as a line.

    A part year has a star; what a projection reckons with is paler.
    """
    figure_layout = style.layout(440, unit, barmode="relative", showlegend=True)
    figure_layout["legend"] = style.legend()
    figure_layout["margin"]["b"] = style.LEGEND_ROOM
    years = {year for series in table for year in series.years}
    figure_layout["xaxis"] |= {"type": "category", "dtick": 1 if len(years) <= 14 else 5}

    def name(year: int) -> str:
        return f"{year}*" if year == part_year else str(year)

    def trace(series: Series, sign: int, **look: Any) -> dict[str, Any]:
        return {
            "name": labels.item(series.item),
            "legendgroup": series.item,
            "showlegend": series.is_observed,
            "x": [name(year) for year in series.years],
            "y": style.floats(sign * series.values),
            "text": [
                labels.value(value, series.unit, series.item == "growth") for value in series.values
            ],
            "hovertemplate": "%{text}" + ("" if series.is_observed else " (prognose)"),
            **look,
        }

    # The same parts all the way, or the bars could not be compared.
    alternatives = {series.alternative for series in table}
    known = [{one.alternative for one in pick(table, part)} for part in PARTS]
    left_out = {"net_migration"} if all(one == alternatives for one in known) else set(PARTS)
    data = [
        trace(
            series,
            sign,
            type="bar",
            textposition="none",
            marker={"color": style.colour(item), "opacity": 1 if series.is_observed else 0.55},
        )
        for item, sign in CAUSES.items()
        if item not in left_out
        for series in pick(table, item)
    ]
    data += [
        trace(
            series,
            1,
            type="scatter",
            mode="lines+markers",
            line={
                "color": style.INK,
                "width": 2,
                "dash": "solid" if series.is_observed else style.PROJECTED_DASHES[0],
            },
            marker={"size": 8 if series.is_observed else 6, "symbol": "diamond"},
        )
        for series in pick(table, "growth")
    ]
    return {"data": data, "layout": figure_layout}


def plan_beside_model(table: Table, unit: str) -> style.Figure:
    """One field a unit, the plan's line and the model's change side by side by year."""
    pairs = plan_pairs(table)
    figure_layout = style.layout(380, unit, barmode="group", showlegend=True)
    figure_layout["legend"] = style.legend()
    figure_layout["margin"]["b"] = style.LEGEND_ROOM
    figure_layout["margin"]["t"] += 2 * style.LINE
    figure_layout["annotations"][0]["yshift"] += 2 * style.LINE
    data = []
    for place, pair in enumerate(pairs):
        number = "" if place == 0 else str(place + 1)
        left = place / len(pairs)
        domain = [left + 0.02 * (place > 0), left + 1 / len(pairs) - 0.04]
        figure_layout[f"xaxis{number}"] = {
            **figure_layout["xaxis"],
            "type": "category",
            "domain": domain,
            "anchor": f"y{number}",
        }
        figure_layout[f"yaxis{number}"] = style.value_axis(
            anchor=f"x{number}", domain=[0, 1], matches="y" if place else None
        )
        figure_layout["annotations"].append(
            style.note(
                f"<b>{'<br>'.join(wrap(pair[0].label('unit_name'), UNIT_NAME))}</b>",
                x=domain[0],
                y=1,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                yshift=4,
            )
        )
        for series in pair:
            plan = series.alternative == "plan"
            data.append(
                {
                    "type": "bar",
                    "name": "Planens linje" if plan else "Modellen",
                    "legendgroup": "plan" if plan else "model",
                    "showlegend": place == 0,
                    "x": [str(year) for year in series.years],
                    "y": style.floats(series.values),
                    "text": [labels.value(value, series.unit, True) for value in series.values],
                    "textposition": "none",
                    "hovertemplate": "%{text}",
                    "marker": {
                        "color": style.NEUTRAL if plan else style.WARM,
                        "pattern": {"shape": "/" if plan else "", "solidity": 0.3},
                    },
                    "xaxis": f"x{number}",
                    "yaxis": f"y{number}",
                }
            )
    return {"data": data, "layout": figure_layout}
