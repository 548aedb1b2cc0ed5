"""What a plan says beside what stands against it: its own other figure, or what is reckoned."""

from collections.abc import Mapping

import numpy as np

from ..case import Case, Projection
from ..errors import SplitBandError
from ..people.ages import AgeBand
from ..people.population import Population
from ..people.statements import Statement
from ..series import Series, Table
from .people import paths

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
    other = Series(
        one.region,
        source,
        AGAINST,
        one.key,
        one.unit,
        (one.year,),
        np.array([values]),
        (*told, ("says", one.against)),
    )
    return [plan, other]


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
    alternative = path.alternatives[0]
    found[measure] = Series(
        path.region, path.source, alternative, measure, "persons", path.years, persons
    )
