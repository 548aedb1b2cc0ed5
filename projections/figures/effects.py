"""Figures of a scenario: what it does beside the official line, by which lever, and others'."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .. import labels, tables, words
from ..charts import bars, lines, palette
from ..provenance import Source
from ..series import Table, pick
from ..tables import scenario as effects
from ..trend.band import interval
from ..whatif.scenario import Scenario
from ..words import Finding, grids
from . import laid_round, sure
from .spec import Absent, Figure, figure
from .view import View, kept

SIDES = ("projected", "scenario")
"""Roles of the two lines: the path, and the scenario."""
AT_REST = "trenger et scenario, og ingen spak er flyttet."


def sides(view: View) -> tuple[Table, Table]:
    """What comes of the projection, and of the scenario."""
    return view.official, view.changed


def scenario(view: View) -> Figure:
    """The scenario and the official line in one chart, and all figures of the last year."""
    own, official, changed = view.setting, view.official, view.changed
    is_rest = official is changed
    year, item = _year(view), effect_item(view.chosen.effect, changed)
    rest = kept(own, tables.sure.received_at_rest)
    ends = tables.sure.of_scenario(own, view.chosen.scenario, official, changed, year, rest)
    finding = words.scenario.at_rest(official, year)
    if not is_rest:
        finding = words.scenario.effects(official, changed, year, ends)
        finding = replace(finding, text=" ".join(filter(None, (finding.text, flag(view, year)))))
    return _drawn(
        view,
        "scenario",
        words.sure.with_ends(finding, ends, year),
        item,
        [words.scenario.plan_first(pick(official, item)[0])] if item == effects.RESULT else [],
    )


def flag(view: View, year: int) -> str:
    """That a scenario's people are outside SSB's alternatives, or outside our projection's band.

    Empty where they are not, or there is neither to hold them against.
    """
    people = pick(view.changed, labels.TOTAL)[0].at(year)
    if crossed := effects.outside(view.setting, view.changed, year):
        return words.scenario.outside(*crossed, people, year)
    if view.drawn is None or view.projection is None:
        return ""
    place = view.projection.population.years.index(year)
    low, high = interval(tables.population(view.case, view.drawn)[-1].values[:, place])
    if low <= people <= high:
        return ""
    return words.scenario.outside_band(float(low), float(high), people, year)


def beside(view: View) -> Figure:
    """Aldersbæreevne with the scenario; net where that is what is drawn already."""
    changed, year = view.changed, _year(view)
    drawn = effect_item(view.chosen.effect, changed)
    ratio = effect_item("ratio", changed)
    item = effects.NET if drawn == ratio else ratio
    both = (pick(one, item) for one in (view.official, changed))
    before, after = ((tables.in_millions(one) if item == effects.NET else one)[0] for one in both)
    finding = words.scenario.one(before, after, year, view.setting.base)
    return _drawn(view, "scenario_ved_siden", finding, item)


def _drawn(
    view: View, key: str, finding: Finding, item: str, remarks: Sequence[str] = ()
) -> Figure:
    """One item of the official line and of the scenario, over the years."""
    own, official, changed = view.setting, view.official, view.changed
    is_rest = official is changed
    whole = [_in_unit(pick(table, item), item) for table in (official, changed)]
    # What was before the year that is compared with is no lever's doing, and was counted.
    before, after = (
        tuple(one.between(own.base, one.years[-1]) for one in table) for table in whole
    )
    shown = [lines.Line("Prognosen", before, palette.NEUTRAL, 2.5)]
    if not is_rest:
        shown.append(lines.Line("Scenario", after, palette.WARM, 4, role="scenario"))
    year = _year(view)
    made = figure(
        key,
        finding,
        lines.chart(shown, words.scenario.line(item, own.base, official)),
        (*official, *(() if is_rest else changed)),
        [grids.beside(f"{own.case.region.name} i {year}", official, changed, year)],
        # The levers rest on the rates also before one is moved, and the line of sources stays.
        (*_sources(view), *own.catalogue.rates.sources),
        method(view),
        remarks,
    )

    def build(of: tables.Setting) -> Table:
        return _in_unit(pick(effects.outcomes(of, Scenario()), item), item)

    also = words.sure.STATE_TOO if item in (effects.NET, effects.RESULT) else ""
    banded = sure.banded(made, view, build, item, also)
    ahead, beside = ([one for one in banded.curves if one.role == role] for role in SIDES)
    edges = [edge for one in beside for edge in laid_round.carried(banded, ahead[0], one)]
    if not edges:
        return banded
    around = tuple(laid_round.around(banded.table, whole[0][-1], whole[1][-1]))
    told = words.sure.carried_between(whole[1][-1], *(one.at(year) for one in around))
    return replace(
        banded,
        finding=replace(banded.finding, text=f"{banded.text} {told}"),
        curves=(*banded.curves, *edges),
        table=(*banded.table, *(one.with_extra(("side", effects.CHANGED)) for one in around)),
        grids=(*banded.grids, laid_round.grid(around, words.sure.BAND_ALONG)),
    )


def _in_unit(table: Table, item: str) -> Table:
    """As it is drawn: net in millions."""
    return tables.in_millions(table) if item == effects.NET else table


def causes(view: View) -> Figure:
    """The difference in net by lever.

    Raises
    ------
    Absent
        If no lever is moved.
    """
    if not view.chosen.scenario.moved:
        raise Absent(AT_REST)
    year, changed = _year(view), view.changed
    parts = effects.by_cause(
        view.setting, view.chosen.scenario, view.official, changed, effects.NET, year
    )
    millions = tables.in_millions(parts)
    return figure(
        "scenario_hvorfor",
        words.scenario.causes(millions, year, changed),
        bars.waterfall(millions, year, words.scenario.CAUSES, words.scenario.whole(changed)),
        parts,
        [grids.sums(f"Forskjell i netto i {year}", millions)],
        (*_sources(view), *view.catalogue.rates.sources),
        method(view),
    )


def together(view: View, saved: Mapping[str, Table]) -> Figure:
    """Scenarios that were saved, beside the official line.

    ``saved``: what each gives, by its name.
    """
    every = {"Prognosen": view.official, **saved}
    year = min(view.chosen.last, *(table[0].years[-1] for table in every.values()))
    item = effect_item(view.chosen.effect, view.official)
    drawn = {
        name: pick(tables.in_millions(table) if item == effects.NET else table, item)
        for name, table in every.items()
    }
    colours = (palette.NEUTRAL, *palette.SEQUENCE)
    return figure(
        "lagrede_scenarier",
        words.scenario.together(drawn, year),
        lines.chart(
            [
                lines.Line(name, series, colours[place], 3, projected_dash=palette.dash(place))
                for place, (name, series) in enumerate(drawn.items())
            ],
            words.scenario.line(item, view.setting.base, view.official),
        ),
        tuple(one.with_extra(("scenario", name)) for name, table in every.items() for one in table),
        [grids.side_by_side(f"{view.case.region.name} i {year}", every, year)],
    )


def effect_item(effect: str, table: Table) -> str:
    """The item of a scenario's table that an effect stands for; the first where it is not there."""
    known = {(" per " in one.item and "ratio") or one.item: one.item for one in table}
    return known.get(effect, table[0].item)


def method(view: View) -> str:
    """How a scenario is reckoned."""
    own, levers = view.setting, view.chosen.scenario
    leaving = tables.leaving(own.case, own.catalogue)
    told = words.scenario.how(levers.people, leaving, own.counted)
    moved = "moving" in levers.moved and levers.people.profile == "average"
    return f"{told} {words.scenario.MODEL}" if moved else told


def _year(view: View) -> int:
    """The last year of the choice, or the year of the path that is nearest to it."""
    years = view.official[0].years
    return min(max(view.chosen.last, years[0]), years[-1])


def _sources(view: View) -> tuple[Source, ...]:
    return tables.cost_sources(view.setting)
