"""What the plan has set aside beside what the model finds, unit by unit."""

from collections.abc import Mapping
from dataclasses import replace

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..money import costs as model
from ..norwegian import listing
from ..series import Series, Table, pick
from .comparison import changes
from .money import costs
from .unit_costs import (
    NOT_FIXED,
)


def plan_beside_model(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    need: model.Need,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> Table:
    """The plan's own demography lines, and the model's change for the same units and years.

    A line is for one unit, and is held against that unit's own frame alone, moved by the people
    its sector serves; both have the label ``unit_name``. A line whose unit has no frame in use is
    left out. Both are changes from the plan's first year, fixed prices [1000 NOK]; the model's
    method is the own budget.

    Raises
    ------
    MissingInputError
        If the region has no plan lines, none of their units has a frame, or the projection lacks
        their years.
    """
    if not case.plan_lines or projection is None:
        raise MissingInputError(
            f"Det er ikke lagt ved planlinjer for {case.region.name}, eller prognosen er "
            "valgt bort."
        )
    # The plan was made on the people it expected.
    projection = projection.as_printed
    base, last = case.plan_lines[0].years[0], case.plan_lines[0].years[-1]
    if not {base, last} <= set(projection.population.years):
        raise MissingInputError(
            f"Planens linjer gjelder {base}–{last}, og prognosen har ikke de årene. Velg en "
            "prognose som har dem for å sammenligne."
        )
    table: list[Series] = []
    for line in case.plan_lines:
        alone = _unit_alone(case, line)
        if alone.frames and alone.frames.frames:
            every = costs(alone, projection, catalogue, "own", need, fixed)
            own = [one for one in pick(changes(every, base), line.item) if not one.is_observed]
            mark = ("unit_name", line.label("unit_name"))
            table += [line, *(one.between(base, last).with_extra(mark) for one in own)]
    if not table:
        units = listing([f"«{line.label('unit_name')}»" for line in case.plan_lines])
        raise MissingInputError(
            f"Planens linjer gjelder enhetene {units}, og ingen av dem er blant driftsrammene i "
            "bruk. Bruk rammer med de enhetene for å sammenligne."
        )
    return tuple(table)


def _unit_alone(case: Case, line: Series) -> Case:
    """The region with no other frame than that of the unit a line of the plan is for."""
    frames = case.require_frames()
    names = (line.label("unit_name"), line.item)
    kept = tuple(one for one in frames.frames if (one.unit_name, one.sector) == names)
    return replace(case, frames=replace(frames, frames=kept))


def plan_pairs(table: Table) -> tuple[tuple[Series, Series], ...]:
    """The plan's line and the model's change of each unit, from :func:`plan_beside_model`."""
    plans = [one for one in table if one.alternative == "plan"]
    return tuple(
        (plan, one)
        for plan in plans
        for one in pick(table, plan.item)
        if one.alternative != "plan" and one.label("unit_name") == plan.label("unit_name")
    )
