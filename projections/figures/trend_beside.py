"""The trend projection beside SSB's, and why they are apart."""

import numpy as np

from .. import labels, tables
from ..case import Projection
from ..charts import accuracy as charts
from ..charts import bars
from ..norwegian import number, percent
from ..people.population import Region
from ..series import Series
from ..sources.data import vitals
from ..tables import accuracy
from ..trend.alternative import CODE
from ..words import accuracy as words
from ..words import grids
from .accuracy import AHEAD, METHOD, tried
from .spec import Absent, Figure, figure
from .view import View


def beside_ssb(view: View) -> Figure:
    """SSB's earlier editions and our projection in the same municipalities."""
    case, known = tried(view), view.catalogue.judged
    source = known.ssb_source
    if source is None:
        raise Absent("Ingen eldre utgaver fra SSB følger med.")
    history = vitals.load_history()
    told = (*known.ssb, *view.fetched_misses)
    every = [accuracy.beside_ssb(told, history, ahead) for ahead in AHEAD]
    fair = every[1].only(accuracy.FAIR_FROM)
    ssb, ours, _ = fair.scores
    names = [labels.item(item) for item in accuracy.GROUPS]
    here = f" og {case.region.name}" if view.fetched_misses else ""
    region = Region("40", f"Telemark, tolv kommuner{here}")
    table = tuple(
        Series(
            region,
            source,
            who,
            item,
            "percent",
            (fair.ahead,),
            np.array([100 * one.mean_absolute[place]]),
            (("axis", "years_ahead"),),
        )
        for who, one in (("MMMM", ssb), (CODE, ours))
        for place, item in enumerate(accuracy.GROUPS)
    )
    own = [one.only(name=case.region.name) for one in every]
    sides = [_side_by_side(f"Alle, utgavene 2011–2022, etter {one.ahead} år", one) for one in every]
    sides += [
        _side_by_side(
            f"Utgavene fra {accuracy.FAIR_FROM + 1}, etter {one.ahead} år",
            one.only(accuracy.FAIR_FROM),
        )
        for one in every[:2]
    ]
    sides += [
        _side_by_side(f"{case.region.name} alene, etter {one.ahead} år", one)
        for one in own
        if one.names
    ]
    return figure(
        "treff_mot_ssb",
        words.beside_ssb(fair, case.region.name if view.fetched_misses else ""),
        charts.beside(
            names,
            (
                ("SSBs hovedalternativ", (100 * ssb.mean_absolute).tolist()),
                ("Bæreevnes trendframskriving", (100 * ours.mean_absolute).tolist()),
            ),
            f"bom i snitt etter {fair.ahead} år, prosent",
            "percent",
        ),
        table,
        sides,
        [accuracy.earlier_source(case)],
        METHOD,
    )


def _side_by_side(caption: str, one: accuracy.BesideMethods) -> grids.Grid:
    """Groups down; SSB, ours and the mean of the two across."""
    found = one.scores
    rows = tuple(
        (labels.item(item), *(percent(side.mean_absolute[place], 2) for side in found))
        for place, item in enumerate(accuracy.GROUPS)
    )
    cases = f"{caption} ({number(found[0].cases)} sammenligninger)"
    return grids.Grid(cases, ("", "SSB", "Trend", "Middelet av de to"), rows)


def apart(view: View) -> Figure:
    """Why another projection, the one beside or the chosen or the first, differs from ours.

    Raises
    ------
    Absent
        If there is no other that can be taken apart.
    """
    case = tried(view)
    ours = accuracy.own_projection(case)
    beside = [one for one in (view.against, view.projection) if one]
    others = [one for one in (*beside, *_started(view)) if one.alternative != CODE]
    shared, found = next(
        ((years, one) for one in others if (years := tables.apart.years_in_both(ours, one))),
        ((), None),
    )
    if found is None:
        raise Absent("Det finnes ingen annen framskriving å sammenligne trendframskrivingen med.")
    year = min(max(view.chosen.last, shared[1]), shared[-1])
    table = tables.apart.apart(ours, found, view.catalogue.rates, year)
    return figure(
        "forskjell_framskrivinger",
        words.apart(case.region.name, table, labels.alternative(found.alternative), year),
        bars.waterfall(table, year, f"personer i {year}, forskjell fra trenden", "Forskjell i alt"),
        table,
        [grids.sums(f"Forskjell i {year}", table), _flows(view, ours, found, shared[0], year)],
        (ours.population.source, *view.catalogue.rates.sources),
        words.APART,
    )


def _flows(view: View, ours: Projection, other: Projection, first: int, year: int) -> grids.Grid:
    """Births, deaths and migration of each, summed."""
    both = tables.apart.flows(ours, other, view.catalogue.rates, year)
    names = (labels.alternative(one.alternative) for one in (ours, other))
    rows = tuple(
        (name, number(born), number(died), number(moved, signed=True))
        for name, (born, died, moved) in zip(names, both, strict=True)
    )
    columns = ("", *(labels.item(one) for one in (*tables.apart.FLOWS, "net_migration")))
    return grids.Grid(f"Fra {first} til {year}, personer", columns, rows)


def _started(view: View) -> list[Projection]:
    """All projections of the region from where they start."""
    return [one.started(view.chosen.start, view.case.observed) for one in view.case.projections]
