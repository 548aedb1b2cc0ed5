"""Need as a line against capacity as level steps, with the year that need passes each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from .. import norwegian
from ..figures.chart import Chart, Curve, Mark
from ..people.population import OBSERVED
from ..series import Table, on_path
from ..tables.capacity import Passing
from . import lines, palette

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "care_places": "Behov",
        "pupils": "Elever",
        "capacity_now": "I dag",
        "capacity_decided": "Vedtatt",
        "capacity_own": "Oppgitt",
        "school_capacity_now": "I dag",
        "school_capacity_decided": "Vedtatt",
        "school_capacity_own": "Oppgitt",
        "kindergarten_places": "I alt",
        "kindergarten_places_1-2": "1–2 år",
        "kindergarten_places_3-5": "3–5 år",
        "care_need": "Behov",
        "care_burden": "Per 20–66",
        "working_people": "20–66 år",
        "teachers_per_100": "Skole",
        "kindergarten_staff_per_100": "Barnehage",
        "care_fte_per_100": "Pleie, omsorg",
    }
)
"""Names at line ends, short enough for a phone; the titles and tables have them in full."""
PASSES = "Passerer kapasiteten"


def by_item(table: Table) -> tuple[lines.Line, ...]:
    """One line an item, with its short name."""
    return tuple(
        replace(line, label=SHORT.get(line.series[0].item, line.label))
        for line in lines.by_item(table)
    )


def against(need: Table, passings: Sequence[Passing], unit: str) -> Chart:
    """Need, history and projection, against today's and decided capacity where they are known.

    Parameters
    ----------
    need
        One item, observed and projected.
    passings
        The levels, each with the year that need passes it.
    unit
        Text of the value axis.
    """
    steps = tuple(
        lines.Line(
            SHORT[one.level.item],
            # A level is no projection: it has neither dashes nor a seam of its own.
            (replace(one.level, alternative=OBSERVED),),
            palette.BESIDE[place % len(palette.BESIDE)],
            palette.THIN,
            role="level",
            stepped=one.kind == "own",
        )
        for place, one in enumerate(passings)
    )
    name = SHORT[need[0].item] if steps else ""
    line = lines.Line(name, need, palette.colour(need[0].item), 3.5)
    drawn = lines.chart((line, *steps), unit)
    years = sorted({one.year for one in passings if one.year is not None})
    return replace(
        drawn,
        curves=(*drawn.curves, *(_ring(need, drawn, year) for year in years)),
        marks=tuple(_mark(passings, drawn, year) for year in years),
    )


def _ring(need: Table, drawn: Chart, year: int) -> Curve:
    """The point on the need line where it passes a level."""
    value = on_path(need, need[0].item, year).at(year)
    return Curve(
        name=f"{PASSES} i {year}",
        legend=PASSES,
        code=PASSES,
        values=np.array([value if one == str(year) else np.nan for one in drawn.categories]),
        role="level",
        look="dots",
        colour=palette.colour(need[0].item),
    )


def _mark(passings: Sequence[Passing], drawn: Chart, year: int) -> Mark:
    """What is passed that year."""
    amounts = [norwegian.number(one.amount) for one in passings if one.year == year]
    text = f"over {norwegian.listing(amounts)} i {year}"
    return Mark("passing", drawn.categories.index(str(year)), text)
