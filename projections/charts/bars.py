"""Lying bars: one value a name, part by part to a whole, and pyramids of two years."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from .. import labels, tables, terms
from ..figures.chart import FALL, RISE, WHOLE, Chart, Curve, Form
from ..figures.spec import role_of
from ..people.ages import FloatArray
from ..people.population import Region
from ..series import Series, Table, items
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


def pyramids(table: Table, first: int, last: int, unit: str) -> Chart:
    """Men to the left, women to the right; the last year filled, the first year as an outline.

    The oldest come first, for they stand on top.
    """
    sides = [
        (sex, sign, [one for one in reversed(table) if one.label("sex") == sex])
        for sex, sign in (("male", -1), ("female", 1))
    ]
    return Chart(
        form="pyramid",
        categories=tuple(labels.age(one.item) for one in sides[0][2]),
        curves=tuple(
            Curve(
                name=f"{terms.SEXES[sex]} {year}",
                code=f"{sex} {year}",
                values=np.array([sign * one.at(year) for one in own]),
                role="observed",
                look="" if filled else "outline",
                colour=palette.colour(sex) if filled else palette.INK,
            )
            for sex, sign, own in sides
            for year, filled in ((last, True), (first, False))
        ),
        axis=unit,
        unit="persons",
        mirrored=True,
    )


TOTALS = (labels.TOTAL, "income", "net")
"""Drawn from zero; all others are parts of the first."""
ALL = "Kostnad i alt"


def waterfall(table: Table, year: int, unit: str, whole: str = ALL) -> Chart:
    """The change of one year by cause.

    Parameters
    ----------
    table
        Parts in order, then their total, then what stands beside it.
    year
        The year drawn.
    unit
        Text of the value axis.
    whole
        What the parts sum to.
    """
    names, starts = steps(table, year, whole)
    values = np.array([one.at(year) for one in table])
    codes = tuple(one.item for one in table)
    curve = Curve(
        name=unit,
        code="",
        values=values,
        role=role_of(table[0]),
        colour=WHOLE,
        colours=by_sign(values, [is_total(code) for code in codes]),
        starts=np.array(starts),
    )
    return Chart(
        form="waterfall",
        categories=tuple(names),
        curves=(curve,),
        axis=unit,
        unit=table[0].unit,
        signed=True,
        codes=codes,
    )


def steps(table: Table, year: int, whole: str = ALL) -> tuple[list[str], list[float]]:
    """The name of each bar, and where it starts."""
    parts = [one.at(year) for one in table if not is_total(one.item)]
    ends = list(accumulate(parts, initial=0.0))
    names = [labels.item(one.item) for one in table]
    names[len(parts)] = whole
    return names, [*ends[:-1], *[0.0] * (len(table) - len(parts))]


def is_total(code: str) -> bool:
    """Whether a bar is drawn from zero."""
    return code in TOTALS


def by_sign(values: FloatArray, totals: Sequence[bool]) -> tuple[str, ...]:
    """A colour each: what adds, what takes away, and sums."""
    return tuple(
        WHOLE if total else RISE if value >= 0 else FALL
        for value, total in zip(values, totals, strict=True)
    )


OWN, OTHER, REFERENCE = "own", "other", "reference"
"""Codes of the curves: the chosen region, those beside it, and what all are held against."""
OTHERS = "De andre kommunene"


def dots(table: Table, unit: str) -> Chart:
    """One row an item: the first region and the last one, the reference, stand out.

    Parameters
    ----------
    table
        Newest year of each series is drawn; the total is left out, for it needs another scale.
    unit
        What the axis shows.
    """
    names = [item for item in items(table) if item != labels.TOTAL]
    own, *others, reference = tables.regions(table)
    return Chart(
        form="dots",
        categories=tuple(labels.item(item) for item in names),
        curves=(
            *(_dots(table, names, one, OTHER, palette.NEUTRAL, OTHERS) for one in others),
            _dots(table, names, reference, REFERENCE, palette.WARM),
            _dots(table, names, own, OWN, palette.ACCENT),
        ),
        axis=unit,
        unit=table[0].unit,
    )


def _dots(
    table: Table, names: list[str], region: Region, code: str, colour: str, legend: str = ""
) -> Curve:
    newest = {one.item: float(one.values[-1]) for one in table if one.region == region}
    return Curve(
        name=region.name,
        legend=legend,
        code=code,
        values=np.array([newest.get(item, np.nan) for item in names]),
        role="level" if code == REFERENCE else "observed",
        look="dots",
        colour=colour,
    )
