"""The figure of a claim: where it lies against what was counted and projected."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from .. import labels, tables, terms
from ..case import Projection
from ..charts import palette
from ..claims.claim import Claim
from ..norwegian import number
from ..series import Series, Table, pick
from ..sources.data import vitals
from ..tables import ratios
from ..trend.alternative import CODE
from ..trend.band import SHARES
from ..words import claims as words
from ..words import grids
from .accuracy import tried
from .chart import Chart, Curve
from .spec import Figure, figure, over
from .view import View

NONE = "Ingen påstand er skrevet."
BEFORE = 12
"""Years before the claim was made that are drawn [years]."""
SHOWN = 3
"""Other projections that are drawn."""


AHEAD = 10
"""Of the example, from the newest count [years]."""


def is_claimed(view: View) -> bool:
    """Whether someone has written a claim."""
    return bool(view.chosen.claim and view.chosen.claim.is_whole)


def claim(view: View) -> Figure:
    """A claim beside what was counted, what could be known when it was made, and projections.

    Before anything is claimed an example stands here: as many as are counted, ten years on.

    Raises
    ------
    MissingInputError
        If there is nothing to hold it against.
    """
    if is_claimed(view):
        assert view.chosen.claim
        return _claim(view, view.chosen.claim)
    example = unchanged(view)
    found = _claim(view, example)
    told = words.example(found.finding, view.case.region.name, view.case.newest_count, example)
    return replace(found, finding=told)


def unchanged(view: View) -> Claim:
    """The simplest claim of all: as many as are counted, some years on."""
    people = pick(tables.population(view.case, None), labels.TOTAL)[0]
    newest = view.case.newest_count
    return Claim(year=newest + AHEAD, value=people.at(newest))


def _claim(view: View, claimed: Claim) -> Figure:
    case = tried(view)
    paths = tuple(one.started(view.chosen.start, case.observed) for one in case.projections)
    if claimed.is_people:
        drawn = drawing(view)
        one = tables.claims.judge(claimed, case, paths, vitals.load_history(), drawn)
    else:
        one = _of_subject(replace(view, case=case), claimed, paths)
    return figure(
        "paastand",
        words.verdict(one, case.region.name),
        _chart(one),
        one.table,
        [_grid(one)],
        method=words.METHOD,
    )


def _of_subject(
    view: View, claimed: Claim, paths: tuple[Projection, ...]
) -> tables.claims.JudgedClaim:
    """A claim of kroner or of people per person, by the tables that the pages show."""
    case, own = view.case, view.chosen
    base = claimed.said or own.base

    def build(path: Projection | None) -> Table:
        of = view.setting.on(path)
        match claimed.group:
            case "aldersbaereevne":
                return tables.support_ratios(case, path, own.working)
            case "yrkesaktive_per_80":
                return ratios.per_person(case, path, "20-66", "80+")
            case "forsorgede":
                return ratios.supported(case, path)
            case "inntekt":
                found = pick(tables.income(of), "total")
            case "netto":
                found = tables.changes(pick(tables.cost_and_income(of), "net"), base)
            case _:
                item = "total" if claimed.group == "kostnad" else claimed.group
                found = pick(tables.costs(of), item)
        return tables.in_millions(found)

    history = vitals.load_history()
    then = tables.claims.said_then(claimed, case, history, case.newest_count)
    people = tables.claim_subjects.counted_since(then, history) if then else None
    return tables.claim_subjects.judge(claimed, paths, build, drawing(view), own.base, then, people)


def drawing(view: View) -> tables.claims.Drawing:
    """The courses of a path, where bands are on."""
    return lambda path: view.courses(path) if view.chosen.has_band else None


def _chart(one: tables.claims.JudgedClaim) -> Chart:
    unit, group = words.axis(one)
    start = min(one.claim.said, one.counted.years[-1]) - BEFORE
    ends = (min(each.path.years[-1], one.claim.year + 2) for each in one.ahead)
    last = max(one.claim.year, *ends, 0)
    first = max(start, one.counted.years[0])
    years = list(range(first, max(last, one.counted.years[-1]) + 1))
    return Chart(
        form="lines",
        categories=tuple(map(str, years)),
        curves=tuple(_curves(one, years)),
        axis=f"{group}{unit}",
        unit=one.counted.unit,
        from_zero=False,
    )


def _curves(one: tables.claims.JudgedClaim, years: list[int]) -> Iterator[Curve]:
    today = next((each for each in one.now if each.low is not None), None)
    for banded, colour in ((one.then, palette.WARM), (today, palette.ACCENT)):
        if banded and banded.low is not None and banded.high is not None:
            for edge in (banded.low, banded.high):
                yield _line(labels.item(edge.item), edge, years, "band", colour, 1, "dot", None)
    yield _line("Talt", one.counted, years, "observed", palette.ACCENT, 3.5, "solid", "Talt")
    if one.then:
        name = f"Ventet i {one.claim.said}"
        yield _line(name, one.then.path, years, "estimate", palette.WARM, 2.5, "dash", name)
    for place, each in enumerate(one.now[: SHOWN + 1]):
        name = labels.alternative(each.path.alternative)
        own = each.path.alternative == CODE
        name = "Trend" if own else name
        colour = palette.ACCENT if own else palette.SEQUENCE[place]
        dash = palette.PROJECTED_DASHES[place]
        yield _line(name, each.path, years, "projected", colour, 2.5, dash, name)
    yield _line("Påstanden", one.point, years, "level", "#C44E52", 3, "solid", "Påstanden")


def _line(
    name: str,
    series: Series,
    years: list[int],
    role: str,
    colour: str,
    width: float,
    dash: str,
    label: str | None,
) -> Curve:
    return Curve(
        name=name,
        code=f"{name} {colour}" if role == "band" else name,
        values=over(series, years),
        look="line" if role == "band" else "",
        role=role,  # type: ignore[arg-type]  # written above
        colour=colour,
        width=width,
        dash=dash,
        share=SHARES[0] if role == "band" else 0.0,
        group="band" if role == "band" else name,
        label=label,
    )


def _grid(one: tables.claims.JudgedClaim) -> grids.Grid:
    """What the claim is held against, and how far off it is from each."""
    year, unit = one.claim.year, one.counted.unit
    held = [("Påstanden", one.level, "")]
    if np.isfinite(one.outcome):
        held.append(("Talt", one.outcome, ""))
    for each in one.ahead:
        name = labels.alternative(each.path.alternative)
        if origin := each.path.label("origin"):
            name = f"{name} fra {origin}"
        low, high = each.around(year)
        span = f"{terms.value(low, unit)}–{terms.value(high, unit)}" if np.isfinite(low) else ""
        held.append((name, each.path.at(year), span))
    rows = tuple(
        (
            name,
            terms.value(value, unit),
            span,
            ""
            if name == "Påstanden"
            else number(one.level - value, words.DECIMALS.get(unit, 1), True),
        )
        for name, value, span in held
    )
    return grids.Grid(
        f"I {year}", ("", labels.sentence(terms.unit(unit)), "8 av 10", "Påstanden minus"), rows
    )
