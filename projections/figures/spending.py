"""Figures of what services cost here, in neighbouring municipalities and in the KOSTRA group."""

from collections.abc import Sequence

from .. import labels, tables, terms, words
from ..charts import bars
from ..errors import MissingInputError
from ..people.population import Region
from ..series import Table
from ..words import grids
from .spec import Absent, Figure, NotFetched, figure
from .view import View

ADJUSTED, UNADJUSTED = "behovskorrigert", "ikke_justert"
METHOD = words.spending.NOT_WASTE


def adjusted(view: View) -> Figure:
    """The areas as dots, adjusted for need."""
    return _areas(view, _adjusted(view), ADJUSTED)


def adjusted_in_all(view: View) -> Figure:
    """What the differences come to in all, adjusted for need."""
    return _in_all(view, _adjusted(view), ADJUSTED)


def unadjusted(view: View) -> Figure:
    """The areas as dots, as they are, of any municipality.

    Raises
    ------
    NotFetched
        If they have not been fetched.
    """
    return _areas(view, _unadjusted(view), UNADJUSTED)


def unadjusted_in_all(view: View) -> Figure:
    """What the differences come to in all, as they are.

    Raises
    ------
    NotFetched
        If they have not been fetched.
    """
    return _in_all(view, _unadjusted(view), UNADJUSTED)


def needed(view: View) -> Figure:
    """What services are reckoned to cost an inhabitant by age, beside the country: of anyone.

    Raises
    ------
    Absent
        If the region is the country.
    """
    if view.case.region.kind == "country":
        raise Absent("Landet er det andre holdes mot.")
    region, own = view.case.region, view.chosen
    others = [one for one in own.compare if one in view.catalogue.names]
    year = view.case.newest_count
    areas = tables.need_beside(view.setting, others, year)
    compared = tables.beside_reference(areas)
    unit = f"kr per innbygger etter alder i {year}, {terms.prices(areas[0])}"
    return figure(
        "behov_mot_landet",
        words.spending.needed(region, compared, view.catalogue.need_indices),
        bars.dots(areas, unit),
        areas,
        [grids.across(labels.sentence(unit), areas)],
        tables.need_sources(view.setting.on(None)),
        words.METHOD_TEXT["national"],
    )


def _adjusted(view: View) -> Table:
    return tables.spending(view.catalogue.spending, view.case.region)


def _unadjusted(view: View) -> Table:
    others = [Region(code, view.catalogue.names[code]) for code in view.chosen.compare]
    try:
        return tables.unadjusted(view.spending, view.case.region, others, _group(view))
    except MissingInputError as problem:
        if view.spending:
            raise
        raise NotFetched(str(problem)) from None


def _group(view: View) -> Region | None:
    return view.catalogue.spending.groups.get(view.case.region.code)


def _areas(view: View, areas: Table, name: str) -> Figure:
    compared = tables.beside_reference(areas)
    unit = _unit(areas, compared)
    return figure(
        f"utgifter_{name}",
        words.spending.by_area(compared, _group(view) is not None),
        bars.dots(areas, unit),
        areas,
        [grids.across(labels.sentence(unit), areas)],
        method=METHOD,
    )


def _in_all(view: View, areas: Table, name: str) -> Figure:
    compared = tables.beside_reference(areas)
    observed = view.case.observed
    whole = tables.in_all(compared, observed)
    people = tables.inhabitants(observed, compared[0].last_year)
    return figure(
        f"forskjell_{name}",
        words.spending.in_all(compared, whole, people),
        bars.differences(whole, f"mill. kr over (+) eller under (−), {_how(areas)}"),
        (*tables.differences(compared), *whole),
        [grids.differences(labels.sentence(_unit(areas, compared)), compared, whole)],
        [observed.source],
        METHOD,
    )


def _how(areas: Table) -> str:
    return words.spending.ADJUSTED[areas[0].label("adjusted")]


def _unit(areas: Table, compared: Sequence[tables.Comparison]) -> str:
    return f"kr per innbygger {compared[0].last_year}, {_how(areas)}"
