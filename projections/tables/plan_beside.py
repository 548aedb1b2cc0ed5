"""What a plan sets aside and says, beside what the model or its own other figure says."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..case import Case, Projection
from ..errors import MissingInputError, SplitBandError
from ..norwegian import listing
from ..people.ages import AgeBand
from ..people.population import Population
from ..people.statements import Statement
from ..series import Series, Table, pick
from ..services.service import AT_REST
from .comparison import changes
from .money import costs
from .people import paths, series_of
from .setting import Setting


def plan_beside_model(of: Setting) -> Table:
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
    case, projection = of.case, of.projection
    if not case.plan_lines or projection is None:
        raise MissingInputError(
            f"Det er ikke lagt ved planlinjer for {case.region.name}, eller prognosen er "
            "valgt bort."
        )
    # The plan was made on the people it expected.
    projection = projection.as_printed
    printed = replace(of, projection=projection, method="own", service=AT_REST)
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
            every = costs(replace(printed, case=alone))
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


AGAINST = "mot"
"""The alternative of what is held against the plan; the plan's own is ``plan``."""


def statements(case: Case, page: str = "", reckoned: Mapping[str, Series] | None = None) -> Table:
    """The plan's statements, each followed by what is held against it where there is something.

    Parameters
    ----------
    page
        Only those that belong to a page; all of them where left out.
    reckoned
        By measure, from :func:`people_measures` and others; in the unit of the statement. A year
        that is not there is missing.
    """
    table: list[Series] = []
    for one in case.statements:
        if page in ("", one.page):
            table += _pair(one, reckoned or {})
    return tuple(table)


def _pair(one: Statement, reckoned: Mapping[str, Series]) -> list[Series]:
    told = (("kind", one.kind), ("about", one.about), ("place", one.place))
    plan = Series(
        one.region,
        one.source,
        "plan",
        one.key,
        one.unit,
        (one.year,),
        np.array([one.value]),
        (*told, ("says", one.says)),
    )
    if not one.against:
        return [plan]
    values, source = one.against_value, one.source
    if one.measure:
        series = reckoned.get(one.measure)
        values = series.at(one.year) if series and series.has(one.year) else np.nan
        source = series.source if series else source
    other = replace(plan, source=source, alternative=AGAINST, values=np.array([values]))
    return [plan, replace(other, extra=(*told, ("says", one.against)))]


def people_measures(case: Case, projection: Projection | None) -> dict[str, Series]:
    """People of the ages that statements are about [persons], the projection before history.

    Ages that the people are not divided by are left out.
    """
    found: dict[str, Series] = {}
    for one in case.statements:
        if one.measure and one.unit == "persons":
            for path in paths(case, projection.as_printed if projection else None):
                _add(found, one.measure, path)
    return found


def _add(found: dict[str, Series], measure: str, path: Population) -> None:
    try:
        band = AgeBand(0, None) if measure == "total" else AgeBand.parse(measure)
        persons = path.bands([band])[0, :, 0]
    except SplitBandError:
        return
    found[measure] = series_of(path, measure, "persons", persons)
