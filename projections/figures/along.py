"""A scenario goes along: whatever is made of the projection is drawn with the scenario beside it.

A figure is made twice, of the path and of the path with the scenario laid on it, and the curves
that are not alike are taken over. So no figure has to know of scenarios, and one that cannot show
a further curve says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from .. import labels, words
from ..charts import palette
from ..choices.choice import NO_PROJECTION
from ..series import Series, Table
from ..services.service import Service
from ..tables import scenario as effects
from ..whatif.lever_table import LEVERS
from ..whatif.scenario import Scenario
from ..words import grids, levers
from . import laid_round
from .chart import Curve, written
from .spec import Absent, Figure
from .view import View

Made = Figure | tuple[Figure, ...]
EVERYWHERE = frozenset(one.driver for one in LEVERS.values() if one.everywhere)
"""Drivers that every figure is made with already: assumptions, the same for path and scenario."""
MOST = 3
"""Further curves at most; more cannot be told from one another."""
LINES = ("lines", "multiples", "levels")
"""Forms that a further line can stand in: over the years, also over columns."""
UNITS = {"million NOK": " mill. kr", "percent": " %"}
"""What stands after a value in a sentence, where its text does not have it."""
SIDE = ("side", effects.CHANGED)


class Changed(View):
    """The same view of a path that a scenario is laid on; its band is the path's, laid round it."""

    @property
    def service(self) -> Service:
        """What the scenario changes in services."""
        return self.chosen.scenario.service


def changed(view: View) -> Changed | None:
    """The view with the scenario in it; None where there is none, or nothing to lay it on."""
    scenario = view.chosen.scenario
    if view.projection is None or not set(scenario.moved) - EVERYWHERE:
        return None
    path = effects.changed_path(view.setting, scenario).population
    chosen = replace(view.chosen, compare=(), against=NO_PROJECTION, band="off")
    projection = view.projection.changed(path)
    return Changed(view.case, projection, view.catalogue, chosen, view.everyone, view.spending)


def build(make: Callable[[View], Made], view: View) -> Made:
    """What is made of a view, with the scenario beside it where one is chosen."""
    made, other = make(view), changed(view)
    if other is None or made == ():
        return made
    try:
        beside = make(other)
    except Absent:
        beside = ()
    if isinstance(made, Figure) and isinstance(beside, Figure):
        return _along(made, beside, view)
    own, more = (one if isinstance(one, tuple) else (one,) for one in (made, beside))
    by_key = {one.key: one for one in more}
    return tuple(_along(one, by_key.get(one.key, one), view) for one in own)


def _along(own: Figure, other: Figure, view: View) -> Figure:
    name = levers.short(view.chosen.scenario)
    pairs = _drawn(own, other)
    if not pairs:
        told = (
            "endrer ikke denne figuren"
            if _alike(own, other)
            else "er ikke tegnet inn i denne figuren"
        )
        return replace(own, remark=f"{own.remark} Scenariet ({name}) {told}.".strip())
    alone = len({one.code for one in own.curves if one.role in ("observed", "projected")}) == 1
    table = _series(own.table, other.table)
    around = tuple(_edges(own.table, table))
    after = [(one, _curve(one, changed_one, alone)) for one, changed_one in pairs]
    if own.form == "levels":  # above zero and below it are one course
        after = [(one, replace(line, colour=after[0][1].colour)) for one, line in after]
    edges = [laid_round.carried(own, one, line) for one, line in after]
    caption = f"Med scenariet: {name}"
    return replace(
        own,
        finding=replace(own.finding, text=f"{own.text} {_told(own, pairs, edges, name)}"),
        curves=(*own.curves, *(line for _, line in after), *chain(*edges)),
        table=(*own.table, *table, *around),
        grids=(
            *own.grids,
            *([grids.by_year(caption, table)] if table else []),
            *([laid_round.grid(around, words.sure.BAND_ALONG)] if around else []),
        ),
        sources=tuple(dict.fromkeys((*own.sources, *other.sources))),
    )


def _alike(own: Figure, other: Figure) -> bool:
    """Whether the scenario moves nothing that is drawn."""
    same = own.categories == other.categories and len(own.curves) == len(other.curves)
    return same and all(
        np.allclose(one.values, after.values, equal_nan=True)
        for one, after in zip(own.curves, other.curves, strict=True)
        if one.role != "band"
    )


def _drawn(own: Figure, other: Figure) -> list[tuple[Curve, Curve]]:
    """Curves that take the scenario beside them: the whole where there is one, or a few."""
    pairs = _differing(own.curves, other.curves, own, other)
    lines = [pair for pair in pairs if own.form in LINES or pair[0].look == "line"]
    whole = [pair for pair in lines if pair[0].code in (labels.TOTAL, labels.item(labels.TOTAL))]
    if own.form == "multiples":
        return lines
    return whole[:1] or (lines if len(lines) <= MOST else [])


def _differing(
    curves: tuple[Curve, ...], others: tuple[Curve, ...], own: Figure, other: Figure
) -> list[tuple[Curve, Curve]]:
    """Curves of both, paired by what they are, that do not have the same values.

    A projection is called after its source, which the scenario's has by another name.
    """
    if own.categories != other.categories:
        return []
    by_what = {(one.role, one.code, one.panel): one for one in others}
    pairs = [(one, by_what.get((one.role, one.code, one.panel))) for one in curves]
    return [
        (one, after)
        for one, after in pairs
        if after is not None
        and one.role in ("projected", "estimate", "plan")
        and not np.allclose(one.values, after.values, equal_nan=True)
    ]


def _curve(before: Curve, after: Curve, alone: bool) -> Curve:
    """The scenario's curve: in the colour of scenarios where there is one line alone."""
    label = None
    if before.label is not None:
        label = f"{before.label}, scenario" if before.label else "Scenario"
    # Until it leaves the path it is the path, of which the first years may be counted.
    apart = int(np.argmin(np.isclose(before.values, after.values, equal_nan=True)))
    values = after.values.copy()
    values[: max(apart - 1, 0)] = np.nan
    return replace(
        after,
        values=values,
        name=f"{before.name}, med scenariet",
        legend=f"{before.shown_name}, med scenariet",
        role="scenario",
        look="line" if after.look != "dots" else after.look,
        pattern="",
        colour=_colour(before) if alone or before.panel or before.look == "line" else before.colour,
        width=before.width + 0.5,
        faint=False,
        group=f"{before.group}-scenario",
        label=label,
    )


def _colour(before: Curve) -> str:
    first, second = palette.SCENARIO
    return first if before.colour != first and before.look != "line" else second


def _told(
    own: Figure,
    pairs: Sequence[tuple[Curve, Curve]],
    edges: Sequence[tuple[Curve, ...]],
    name: str,
) -> str:
    """The first curve that the scenario moves in the last year, and what it lies between."""
    if pairs[0][0].panel:
        band = words.sure.ALONG if any(edges) else ""
        return f"Hver graf har en linje til, med scenariet ({name}){band}."
    place = pairs[0][0].span.stop - 1

    def at(curve: Curve) -> str:
        return written(own, curve, float(curve.values[place]))

    moved = [at(before) != at(after) for before, after in pairs]
    which = moved.index(True) if any(moved) else 0
    before, after = pairs[which]
    unit, year = UNITS.get(own.unit, ""), own.categories[place]
    what = f"{before.shown_name[:1].lower()}{before.shown_name[1:]} " if which else ""
    told = f"Med scenariet ({name}): {what}{at(after)}{unit} i {year}, mot {at(before)}{unit}."
    if not edges[which]:
        return told
    low, high = map(at, edges[which])
    return f"{told} {words.sure.carried(low, f'{high}{unit}')}"


def _series(own: Table, other: Table) -> Table:
    """The scenario's series that are not as the path's own."""
    by_what = {_what(one): one for one in own if not one.is_observed}
    found = []
    for one in other:
        before = by_what.get(_what(one))
        if before is None or one.years != before.years or one.is_observed:
            continue
        if not np.allclose(one.values, before.values, equal_nan=True):
            found.append(one.with_extra(SIDE))
    return tuple(found)


def _edges(own: Table, changed: Table) -> Iterator[Series]:
    """The path's band laid round the scenario's series."""
    by_what = {_what(one): one for one in own if not one.is_observed}
    for after in changed:
        for edge in laid_round.around(own, by_what[_what(after)], after):
            yield edge.with_extra(SIDE)


def _what(one: Series) -> tuple[str, ...]:
    return one.region.code, one.item, one.alternative, one.unit


def told(scenario: Scenario) -> str:
    """The scenario in one line, for every page and file; empty where nothing is moved."""
    name = levers.short(scenario)
    return f"Scenario: {name}" if name else ""
