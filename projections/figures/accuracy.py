"""Figures of how sure: what earlier projections said, what happened, and how long it lasts."""

from contextlib import suppress
from dataclasses import replace

import numpy as np

from .. import labels, tables, units
from ..case import Case, Projection
from ..charts import accuracy as charts
from ..charts import lines, palette, waterfall
from ..errors import UnknownChoiceError
from ..norwegian import number, percent
from ..people.population import Region
from ..series import Series, pick
from ..sources.data import trend_history
from ..tables import accuracy
from ..trend.alternative import CODE, projection_of
from ..trend.earlier import size_of
from ..words import accuracy as words
from ..words import grids
from ..words.sure import of_sum
from .spec import Absent, Figure, figure
from .view import View

METHOD = words.METHOD
AHEAD = (3, 5, 10)
"""Years ahead that SSB and ours are told side by side for [years]."""
BEFORE = 10
"""Years before the oldest edition that are drawn [years]."""
SHOWN = 4
"""Editions that are drawn: more cannot be told apart."""


def earlier(view: View) -> Figure:
    """What our projection would have said each earlier year, of all or of the chosen age group."""
    case, item = tried(view), view.chosen.group
    found = accuracy.own_record(case, trend_history.load())
    table = accuracy.paths(case, found, item)
    ahead = min(accuracy.USUAL, max(len(one.years) for one in table[1:]) - 1)
    name = "innbyggere" if item == labels.TOTAL else labels.age(item)
    return figure(
        "tidligere_framskrivinger",
        words.paths(case.region.name, item, table, ahead),
        charts.fan(table, f"{name}, 1. januar"),
        table,
        [_origins(table)],
        method=METHOD,
    )


def tried(view: View) -> Case:
    """The region with our own projection, also where it has not been put beside the others."""
    case = view.case
    counted = view.catalogue.sources.get(trend_history.SOURCE)
    if counted is None or any(one.alternative == CODE for one in case.projections):
        return case
    with suppress(UnknownChoiceError):  # a group of municipalities
        ours = projection_of(case.region, trend_history.load(), counted)
        return replace(case, projections=(*case.projections, ours))
    return case


def _origins(table: tuple[Series, ...]) -> grids.Grid:
    """Origins down; off after so many years across [persons]."""
    counted, *said = table
    rows = tuple(
        (
            one.label("origin"),
            *(
                number(one.values[ahead] - counted.at(one.years[ahead]), 0, True)
                if ahead < len(one.years)
                else ""
                for ahead in (1, *AHEAD)
            ),
        )
        for one in said
    )
    columns = ("Regnet fra", "Etter 1 år", *(f"Etter {ahead} år" for ahead in AHEAD))
    return grids.Grid("Framskrevet minus talt, personer", columns, rows)


def by_age(view: View) -> Figure:
    """The error by age group and years ahead, beside municipalities of the size."""
    case, history = tried(view), trend_history.load()
    every = accuracy.scores(accuracy.own_record(case, history), history, case)
    table = accuracy.error_series(case, every)
    ahead = min(accuracy.USUAL, len(every["own"]) - 1)
    at = {who: found[ahead].mean_absolute for who, found in every.items()}
    size = ""
    if "alike" in every:
        size = words.size_name(size_of(history, history.place(case.region.code)))
    headings = [
        percent(at["own"][place])
        + (f" ({percent(at['alike'][place])})" if "alike" in at else "")
        + f" etter {ahead} år"
        for place in range(len(accuracy.GROUPS))
    ]
    return figure(
        "treff_etter_alder",
        words.by_age(case.region.name, every, size),
        charts.by_ahead(table, case.region.name, headings, "bom i snitt, prosent, etter år fram"),
        table,
        [_ahead(who, [one for one in table if one.label("of") == who]) for who in every],
        method=METHOD,
    )


def _ahead(who: str, own: list[Series]) -> grids.Grid:
    """Years ahead down, groups across."""
    caption = "Bom i snitt" if who == "own" else "Bom i snitt i kommuner på størrelsen"
    rows = tuple(
        (str(ahead), *(units.value(one.at(ahead), one.unit) for one in own))
        for ahead in own[0].years
    )
    return grids.Grid(caption, ("År fram", *(labels.item(one.item) for one in own)), rows)


def published(view: View) -> Figure:
    """What was published before, by SSB or in a plan, beside what was counted.

    Raises
    ------
    Absent
        If no projection here has been overtaken by counts.
    """
    case, history = tried(view), trend_history.load()
    every = accuracy.published(case, history)
    if not every:
        raise Absent("Ingen framskriving som er hentet hit, er innhentet av tellinger.")
    spans = {one.span[1] - one.span[0] for one in every}
    usual = {ahead: accuracy.usually_within(case, history, ahead) for ahead in spans}
    first = min(one.span[0] for one in every)
    whole = pick(tables.population(case, None), labels.TOTAL)[0]
    counted = whole.between(first - BEFORE, case.newest_count)
    drawn = [lines.Line("Talt", (counted,), palette.ACCENT, 3.5)]
    drawn += [
        lines.Line(
            f"{labels.alternative(one.projection.alternative)} {one.span[0]}",
            (one.expected[-1],),
            palette.SEQUENCE[place],
            projected_dash=palette.PROJECTED_DASHES[place],
            role="estimate",
        )
        for place, one in enumerate(_drawn(every))
    ]
    table = tuple(series for one in every for series in one.expected)
    said = (
        words.claim(every) if any(one.page == "treffsikkerhet" for one in case.statements) else ""
    )
    return figure(
        "publiserte_framskrivinger",
        words.published(case.region.name, every, usual),
        lines.chart(drawn, "innbyggere 1. januar", from_zero=False),
        (*counted_of(every), *table),
        [_held(one) for one in every],
        method=METHOD,
        remarks=[said],
    )


def counted_of(every: tuple[accuracy.Published, ...]) -> tuple[Series, ...]:
    """What was counted over the longest of the spans."""
    return min(every, key=lambda one: one.span[0]).counted


def _drawn(every: tuple[accuracy.Published, ...]) -> list[accuracy.Published]:
    """The main alternatives first, and as many as can be told apart."""
    order = sorted(every, key=lambda one: one.projection.alternative not in ("MMMM", "TREND"))
    return order[:SHOWN]


def _held(one: accuracy.Published) -> grids.Grid:
    """Ages down; expected, counted and the difference in the newest year."""
    last = one.span[1]
    rows = tuple(
        (
            labels.sentence(labels.item(expected.item)),
            number(expected.at(last)),
            number(real.at(last)),
            number(expected.at(last) - real.at(last), 0, True),
            percent(expected.at(last) / real.at(last) - 1, 1, True) if real.at(last) else "",
        )
        for expected, real in zip(one.expected, one.counted, strict=True)
    )
    columns = ("", f"Ventet {last}", f"Talt {last}", "Forskjell", "Prosent")
    return grids.Grid(labels.sentence(words.name(one)), columns, rows)


def beside_ssb(view: View) -> Figure:
    """SSB's earlier editions and our projection in the same municipalities."""
    case, known = tried(view), view.catalogue.judged
    source = known.ssb_source
    if source is None:
        raise Absent("Ingen eldre utgaver fra SSB følger med.")
    history = trend_history.load()
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


def lasts(view: View) -> Figure:
    """How many years ahead eight of ten of this size were within ten per cent.

    A county is among other counties, and the country alone.
    """
    table = accuracy.lasts(tried(view), trend_history.load())
    rows = tuple((labels.item(one.item), number(one.values[0])) for one in table)
    return figure(
        "holdbarhet",
        words.lasts(view.case.region, table),
        charts.bars(table, "år fram der 8 av 10 var innenfor 10 prosent"),
        table,
        [grids.Grid("Holdbarhet", ("", "År fram"), rows)],
        method=METHOD,
        remarks=[] if view.case.region.is_municipality else [of_sum(ours=True)],
    )


def cost(view: View) -> Figure:
    """The state's own cost of demography, foreseen and as it became."""
    known = view.catalogue.judged
    years, values, source = known.cost_years, known.cost, known.cost_source
    if source is None:
        raise Absent("Statens anslag på demografikostnad følger ikke med.")
    country = Region("0", "Norge")
    names = (("foreseen", "Anslag året før"), ("actual", "Ble"))
    table = tuple(
        Series(country, source, code, "demography_cost", "billion NOK", years, own)
        for (code, _), own in zip(names, values, strict=True)
    )
    rows = tuple(
        (str(year), *(number(own[place], 2) for own in values)) for place, year in enumerate(years)
    )
    return figure(
        "statens_demografikostnad",
        words.cost(years, values[0], values[1]),
        charts.beside(
            tuple(map(str, years)),
            tuple((name, own.tolist()) for (_, name), own in zip(names, values, strict=True)),
            "milliarder 2015-kroner",
            "billion NOK",
        ),
        table,
        [grids.Grid("Milliarder 2015-kroner", ("År", *(name for _, name in names)), rows)],
        method=words.COST,
    )


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
        waterfall.chart(
            table, year, f"personer i {year}, forskjell fra trenden", "Forskjell i alt"
        ),
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
