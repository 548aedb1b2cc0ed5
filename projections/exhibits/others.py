"""Exhibits beside others: aldersbæreevne of neighbours, and spending against a KOSTRA group."""

from dataclasses import replace

from .. import grids, labels, narrative, tables
from ..case import Case, Catalogue, Projection
from ..charts import palette
from ..series import Series
from .what import Exhibit, Selection, by_item


def ratios(case: Case, _: Projection | None, catalogue: Catalogue, chosen: Selection) -> Exhibit:
    """Observed aldersbæreevne of the region and its neighbours, highest first of each kind."""
    others = catalogue.beside(case.region.code, *chosen.compare)
    table = tables.comparable(others, chosen.working)
    years = tables.spaced_years(table)
    of = tables.ranks(table, case.region, years[-1])
    order = of.every
    definition = labels.item(table[0].item)
    exhibit = by_item(
        "aldersbaereevne_andre",
        narrative.ranking(case.region, table, years[-1]),
        order,
        years[-1],
        f"{labels.ratio_unit(table[0].item)}, {years[-1]}",
        [grids.by_region(definition, table, years)],
        narrative.handout.RATIO,
        names=[one.region.name for one in order],
    )
    own = tuple(_colour(one, of, case) for one in order)
    (curve,) = exhibit.curves
    return replace(exhibit, curves=(replace(curve, colours=own),))


def _colour(one: Series, of: tables.Ranks, case: Case) -> str:
    """The chosen region's, the ranked, and those that only stand beside them."""
    if one.region == case.region:
        return palette.ACCENT
    return palette.NEUTRAL if one in of.order else palette.WARM


def spending(case: Case, _: Projection | None, catalogue: Catalogue, __: Selection) -> Exhibit:
    """What each area costs above or below the KOSTRA group, and what it comes to in all."""
    areas = tables.spending(catalogue.spending, case.region)
    compared = tables.beside_reference(areas)
    year, whole = compared[0].last_year, tables.in_all(compared, case.observed)
    apart = tables.differences(compared)
    adjusted = narrative.spending.ADJUSTED[areas[0].label("adjusted")]
    unit = f"kr per innbygger {year}, {adjusted}"
    group = catalogue.spending.groups.get(case.region.code)
    return by_item(
        "utgifter_mot_andre",
        narrative.spending.by_area(compared, group is not None),
        tuple(one for one in apart if one.item != labels.TOTAL),
        year,
        narrative.spending.above_or_below(compared, unit),
        [
            grids.across(labels.sentence(unit), areas),
            grids.differences(labels.sentence(unit), compared, whole),
        ],
        narrative.spending.NOT_WASTE,
        (*apart, *areas, *whole),
        also=(case.observed.source,),
    )
