"""Goal seek: what one lever must be for a figure to be at a chosen level in a chosen year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .. import terms
from ..errors import BaereevneError, MissingInputError
from ..labels import TOTAL
from ..series import Series, Table, pick
from ..whatif.lever_table import LEVERS
from ..whatif.scenario import Scenario
from ..whatif.seek import seek
from .budget import budget
from .money import result_method
from .ratios import ITEM as MEAN_AGE
from .scenario import NET, RESULT, outcomes
from .setting import Setting
from .sought import PEOPLE, Goal, GoalLever, GoalMeasure
from .sure import ENDS, every

_MIGRATION, _STANDARD = LEVERS["migration"], LEVERS["standard"]
RANGES: Mapping[GoalLever, tuple[float, float]] = {
    "migration": (float(_MIGRATION.low), float(_MIGRATION.high)),
    "productivity": (-float(_STANDARD.high), -float(_STANDARD.low)),
}
"""Where it is sought [persons per year, per cent per year]: as far as the levers go."""
UNITS: Mapping[GoalLever, str] = {
    "migration": "persons per year",
    "productivity": "percent per year",
}
TOLERANCES: Mapping[str, float] = {
    "persons per person": 1e-6,
    "persons": 1e-3,
    "years": 1e-4,
    "1000 NOK": 1e-2,
    "percent": 1e-5,
}
"""How near counts, by the figure's unit: less than any page shows."""


def levers(measure: GoalMeasure) -> tuple[GoalLever, ...]:
    """The levers that can move a measure."""
    return ("migration",) if measure in PEOPLE else ("migration", "productivity")


def moved(scenario: Scenario, lever: GoalLever, value: float, sectors: Sequence[str]) -> Scenario:
    """The scenario with one lever at a value, and all else as it is."""
    if lever == "migration":
        moved: Scenario = _MIGRATION.put(scenario, value)
        return moved
    changed: Scenario = _STANDARD.put(scenario, dict.fromkeys(sectors, 0.0 - value))
    return changed


def at(scenario: Scenario, lever: GoalLever, sectors: Sequence[str]) -> float | None:
    """Where the lever stands; None where the sectors differ."""
    if lever == "migration":
        return scenario.people.migration
    standards = {scenario.service.standard.get(sector, 0.0) for sector in sectors}
    return 0.0 - standards.pop() if len(standards) == 1 else None


def standing(setting: Setting, table: Table, measure: GoalMeasure) -> Series:
    """The figure of a measure in what a scenario gives.

    Where the region's income is not known, net is cost alone, and carries the label ``income`` with
    ``unknown``. ``table``: from :func:`scenario.outcomes`.

    Raises
    ------
    MissingInputError
        If the region, or how kroner are reckoned, does not give the measure; says what is missing.
    """
    items = {
        "ratio": f"{setting.working} per 67+",
        "pupils": "6-15",
        "people": TOTAL,
        "mean_age": MEAN_AGE,
        "net": NET,
        "net_result_share": RESULT,
    }
    found = pick(table, items[measure])
    if not found:
        _require_result(setting)
    if measure == "net" and not pick(table, "income"):
        return found[0].with_extra(("income", "unknown"))
    return found[0]


def _require_result(setting: Setting) -> None:
    """Say what the net result lacks."""
    setting.case.require_accounts()
    if setting.method != (method := result_method(setting.case)):
        raise MissingInputError(
            f"Netto driftsresultat regnes her med «{terms.METHODS[method].lower()}», og metoden "
            f"er «{terms.METHODS[setting.method].lower()}». Velg "
            f"«{terms.METHODS[method].lower()}»."
        )
    budget(setting)


def years(
    setting: Setting, scenario: Scenario, figure: Series, lever: GoalLever
) -> tuple[int, ...]:
    """The years in which the lever can move a figure."""
    start = setting.base if figure.item in (NET, RESULT) else setting.path.population.years[0]
    if lever == "migration":
        start = max(start, _span(setting, scenario, start)[0])
    else:
        start = max(start, setting.unchanged_until)
    return tuple(year for year in figure.years if year > start)


def _span(setting: Setting, scenario: Scenario, year: int) -> tuple[int, int]:
    """First and last year of extra migration that is there on 1 January of a year."""
    people, first = scenario.people, setting.counted
    last = year - 1 if people.to_year is None else min(people.to_year, year - 1)
    return max(people.from_year or first, first), last


def find(
    setting: Setting,
    scenario: Scenario,
    measure: GoalMeasure,
    lever: GoalLever,
    target: float,
    year: int,
) -> Goal:
    """What the lever must be for the measure to be at the target in a year, all else as it is.

    Parameters
    ----------
    scenario
        What is moved already. Migration keeps its profile and years; the standard of each sector
        gives way to one productivity for all of them.
    measure
        ``ratio`` [persons per person], ``pupils`` [persons 6–15], ``people`` [persons],
        ``mean_age`` [years], ``net`` [1000 NOK, change from the base year] or
        ``net_result_share`` [per cent of gross operating revenue].

    Raises
    ------
    BaereevneError
        If the lever cannot move the measure.
    MissingInputError
        If the figure is missing that year; see also :func:`standing` and
        :func:`scenario.changed_path`.
    UnknownChoiceError
        If the figure does not have the year.
    """
    if lever not in levers(measure):
        raise BaereevneError(
            "Produktivitet endrer ikke hvem som bor i kommunen, så aldersbæreevne, elevtall, "
            "folketall og gjennomsnittsalder kan bare holdes med flytting."
        )
    sectors = setting.catalogue.keys.sectors
    figure = standing(setting, outcomes(setting, scenario), measure)
    if not np.isfinite(figure.at(year)):
        raise MissingInputError(
            f"Det kan ikke sies hva som skal til i {year}, for prognosen mangler folketall det "
            "året. Velg et annet år."
        )

    def value(place: float) -> float:
        table = outcomes(setting, moved(scenario, lever, place, sectors))
        return pick(table, figure.item)[0].at(year)

    found = seek(
        value,
        target,
        *RANGES[lever],
        TOLERANCES[figure.unit],
        near=at(scenario, lever, sectors) or 0.0,
    )
    span = _span(setting, scenario, year)
    since, staying = setting.unchanged_until, scenario.people.staying
    return Goal(lever, figure, setting.base, since, staying, target, year, span, found)


def find_at_ends(
    setting: Setting,
    scenario: Scenario,
    measure: GoalMeasure,
    lever: GoalLever,
    target: float,
    year: int,
) -> tuple[Goal, ...]:
    """:func:`find` at each end of what the state may do; none where income is not in the measure.

    Raises
    ------
    BaereevneError
        See :func:`find`.
    """
    if measure in PEOPLE or not pick(outcomes(setting, scenario), "income"):
        return ()
    return tuple(
        find(replace(setting, assumed=one), scenario, measure, lever, target, year)
        for one in every(setting.assumed, ENDS)
    )


def table(goal: Goal) -> Table:
    """The goal as figures: what was wanted, what stands, what is needed, what the range gives.

    What is needed is missing where no value reaches the target.
    """
    own, found = goal.figure.unit, goal.found
    rows = {
        "target": (goal.target, own),
        "now": (goal.now, own),
        "needed": (goal.value if goal.reached else np.nan, UNITS[goal.lever]),
        "gives": (goal.gives if goal.reached else np.nan, own),
        "lowest_gives": (found.ends[0], own),
        "highest_gives": (found.ends[1], own),
    }
    low, high = RANGES[goal.lever]
    told = (
        ("figure", goal.figure.item),
        ("lever", goal.lever),
        ("outcome", found.outcome),
        ("staying", goal.staying),
        ("lowest", f"{low:g}"),
        ("highest", f"{high:g}"),
    )
    like = replace(goal.figure, years=(goal.year,), values=np.array([goal.now]))
    return tuple(
        replace(like, item=item, unit=unit, values=np.array([value])).with_extra(*told)
        for item, (value, unit) in rows.items()
    )
