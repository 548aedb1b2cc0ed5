"""Exhibits of a scenario: what it does beside the official line, and which lever does it."""

from .. import grids, narrative, tables
from ..case import Case, Catalogue, Projection
from ..charts import waterfall
from ..errors import MissingInputError
from ..scenario import Scenario
from ..series import Series, Table, pick
from ..tables import scenario as effects
from .levered import NO_PROJECTION
from .what import Exhibit, Selection, by_item, by_year

Sides = tuple[effects.Setting, Table, Table]


def scenario(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """The scenario beside the official line: net drawn, people and all else in the table."""
    own, official, changed = _sides(case, projection, catalogue, chosen)
    year = min(chosen.last, official[0].years[-1])
    ends = tables.sure.of_scenario(own, chosen.scenario, official, changed, year)
    drawn = [tables.in_millions(pick(one, effects.NET))[0] for one in (official, changed)]
    named_lines: list[tuple[str, Series]] = [("Prognosen", drawn[0]), ("Scenariet", drawn[1])]
    return by_year(
        "scenario",
        narrative.sure.with_ends(
            narrative.scenario.effects(official, changed, year, ends), ends, year
        ),
        named_lines,
        narrative.scenario.line(effects.NET, own.base, official),
        (*official, *changed),
        [grids.beside(f"{case.region.name} i {year}", official, changed, year)],
        _how(own, chosen),
        also=(
            *tables.cost_sources(case, catalogue, chosen.method),
            *catalogue.rates.sources,
        ),
    )


def causes(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """The difference in net by lever."""
    own, official, changed = _sides(case, projection, catalogue, chosen)
    year = min(chosen.last, official[0].years[-1])
    parts = effects.by_cause(own, chosen.scenario, official, changed, effects.NET, year)
    table = tables.in_millions(parts)
    names, starts, _ = waterfall.steps(table, year, narrative.scenario.whole(changed))
    return by_item(
        "scenario_hvorfor",
        narrative.scenario.causes(table, year, changed),
        table,
        year,
        narrative.scenario.CAUSES,
        [grids.sums(f"Forskjell i netto i {year}", table)],
        _how(own, chosen),
        also=(
            *tables.cost_sources(case, catalogue, chosen.method),
            *catalogue.rates.sources,
        ),
        names=names,
        starts=starts,
    )


def _how(own: effects.Setting, chosen: Selection) -> str:
    leaving = tables.leaving(own.case, own.catalogue)
    told = narrative.scenario.how(chosen.scenario.people, leaving, own.counted)
    moved = "moving" in chosen.scenario.moved and chosen.scenario.people.profile == "average"
    return f"{told} {narrative.scenario.MODEL}" if moved else told


def _sides(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Sides:
    """How both are reckoned, the official line, and the scenario."""
    if projection is None:
        raise MissingInputError(NO_PROJECTION)
    own = effects.Setting(
        case, projection, catalogue, chosen.method, chosen.need, chosen.assumed, chosen.working
    )
    return own, effects.outcomes(own, Scenario()), effects.outcomes(own, chosen.scenario)
