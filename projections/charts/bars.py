"""Level bars: one value a name, written at the bar."""

from collections.abc import Sequence

import numpy as np

from .. import labels
from ..figures.chart import Chart, Curve, Form
from ..figures.spec import role_of
from ..people.population import Region
from ..series import Series, Table
from ..tables import Comparison, ranks
from . import palette


def ranked(comparisons: Sequence[Comparison], unit: str) -> Chart:
    """Change by item, largest growth on top."""
    parts = sorted(
        (one for one in comparisons if one.item != labels.TOTAL), key=lambda one: -one.change
    )
    return _bars(
        "bars",
        [labels.item(one.item) for one in parts],
        [one.change for one in parts],
        [palette.colour(one.item) for one in parts],
        unit,
        parts[0].last_series,
        True,
    )


def regions(table: Table, year: int, chosen: Region, unit: str) -> Chart:
    """One year's value for each region, highest on top, the chosen one in colour.

    Those of another kind than the ranked (counties and the country) stand below them, hatched.
    """
    of = ranks(table, chosen, year)
    return _bars(
        "bars",
        [one.region.name for one in of.every],
        [one.at(year) for one in of.every],
        [palette.ACCENT if one.region == chosen else palette.NEUTRAL for one in of.every],
        unit,
        of.every[0],
        patterns=[*("" for _ in of.order), *("/" for _ in of.beside)],
    )


def by_year(table: Table, unit: str) -> Chart:
    """A few years side by side for each item, the newest year in the strongest colour."""
    parts = [series for series in table if series.item != labels.TOTAL]
    years = sorted({year for series in parts for year in series.years})
    return Chart(
        form="bars",
        categories=tuple(labels.item(one.item) for one in parts),
        curves=tuple(
            Curve(
                name=str(year),
                code=str(year),
                values=np.array([one.at(year) if one.has(year) else np.nan for one in parts]),
                role=role_of(parts[0]),
                colour=palette.ACCENT if year == years[-1] else palette.NEUTRAL,
                pattern="" if year == years[-1] else "/.x"[place % 3],
            )
            for place, year in enumerate(years)
        ),
        axis=unit,
        unit=parts[0].unit,
        signed=parts[0].is_difference,
        stand="beside" if len(years) > 1 else "over",
    )


def differences(table: Table, unit: str) -> Chart:
    """What each item differs by in its newest year, largest excess on top, the total left out."""
    parts = sorted(
        (one for one in table if one.item != labels.TOTAL), key=lambda one: -one.values[-1]
    )
    values = [float(one.values[-1]) for one in parts]
    return _bars(
        "differences",
        [labels.item(one.item) for one in parts],
        values,
        [palette.WARM if value > 0 else palette.ACCENT for value in values],
        unit,
        parts[0],
        True,
    )


def _bars(
    form: Form,
    names: Sequence[str],
    values: Sequence[float],
    colours: Sequence[str],
    unit: str,
    like: Series,
    signed: bool = False,
    patterns: Sequence[str] = (),
) -> Chart:
    """One bar a name; what its values are as another series is."""
    curve = Curve(
        name=unit,
        code="",
        values=np.array(values),
        role=role_of(like),
        colour=max(colours, key=list(colours).count),
        colours=tuple(colours),
        patterns=tuple(patterns),
    )
    return Chart(
        form=form,
        categories=tuple(names),
        curves=(curve,),
        axis=unit,
        unit=like.unit,
        signed=signed,
    )
