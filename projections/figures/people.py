"""Figures of who lives here: history and projection, age groups, growth, causes, a pyramid."""

from math import isnan

from .. import labels, tables, terms, words
from ..charts import bars, columns, lines
from ..series import Table, pick
from ..tables import ratios
from ..words import grids
from . import sure
from .spec import Absent, Figure, figure
from .view import View

PEOPLE = words.handout.PEOPLE


def inhabitants(view: View) -> Figure:
    """The number of people, with another projection beside it where one is chosen."""
    chosen, against = view.chosen, view.against
    people = tables.population(view.case, view.projection)
    total = pick(people, labels.TOTAL)
    other = tables.other_projection(
        pick(tables.population(view.case, against), labels.TOTAL), against
    )
    compared = tables.compare(people, chosen.first, chosen.last)
    own = figure(
        "folketall",
        words.people(view.case.region.name, compared, total[0]),
        lines.chart(
            (*lines.single(total), *lines.beside(other, against)),
            "innbyggere 1. januar",
            marked=(chosen.first,),
        ),
        (*total, *other),
        [grids.by_year("Innbyggere 1. januar", (*total, *other))],
        method=PEOPLE,
    )
    return sure.banded(
        own, view, lambda of: pick(tables.population(of.case, of.projection), labels.TOTAL)
    )


def oldest(view: View) -> Figure:
    """People of 80 years and over, as a number."""
    chosen = view.chosen
    table = ratios.oldest(view.case, view.projection)
    compared = tables.compare(table, chosen.first, chosen.last)
    if isnan(compared[0].change):
        raise Absent(
            f"Antallet som er 80 år eller eldre i {view.case.region.name}, mangler i "
            f"{chosen.first} eller {chosen.last}: kilden viser det ikke. Velg et annet år."
        )
    own = figure(
        "innbyggere_80",
        words.oldest(view.case.region.name, compared[0], table[0]),
        lines.chart(lines.single(table), "innbyggere 80 år og eldre, 1. januar"),
        table,
        [grids.by_year("Innbyggere 80 år og eldre, 1. januar", table)],
        method=PEOPLE,
    )
    return sure.banded(own, view, lambda of: ratios.oldest(of.case, of.projection))


def age_groups(view: View) -> Figure:
    """Each service age group as persons, share or index."""
    first, last, measure = view.chosen.first, view.chosen.last, view.chosen.measure
    compared = tables.compare(tables.population(view.case, view.projection), first, last)
    shown = tables.population(view.case, view.projection, measure, first)
    unit = terms.measure_unit(measure, first)
    own = figure(
        "aldersgrupper",
        words.groups(compared),
        lines.multiples(
            tables.in_percent(shown) if measure == "share" else shown,
            unit,
            measure == "index",
            (first, last),
        ),
        shown,
        [
            grids.comparison(f"Personer, {first} og {last}", compared),
            grids.by_year(labels.sentence(unit), shown),
        ],
        method=PEOPLE,
    )

    def groups(of: tables.Setting) -> Table:
        found = tables.population(of.case, of.projection, measure, first)
        found = tuple(one for one in found if one.item != labels.TOTAL)
        return tables.in_percent(found) if measure == "share" else found

    return sure.banded(own, view, groups, "80-89")


def change_by_age(view: View) -> Figure:
    """How many more or fewer there are in each age group."""
    first, last = view.chosen.first, view.chosen.last
    people = tables.population(view.case, view.projection)
    compared = tables.compare(people, first, last)
    own = figure(
        "aldersgrupper_endring",
        words.groups(compared),
        bars.ranked(compared, f"personer, endring {first}–{last}"),
        people,
        [grids.comparison("Innbyggere 1. januar", compared)],
        method=PEOPLE,
    )

    def changes(of: tables.Setting) -> Table:
        found = tables.changes(tables.population(of.case, of.projection), first)
        return tuple(one for one in found if one.item != labels.TOTAL)

    return sure.banded(own, view, changes, "80-89")


def mean_age(view: View) -> Figure:
    """How old people are on average."""
    table = tables.mean_ages(view.setting)
    compared = tables.compare(table, view.chosen.first, view.chosen.last)
    own = figure(
        "gjennomsnittsalder",
        words.mean_age(view.case.region.name, compared[0], table[0]),
        lines.chart(lines.single(table), "gjennomsnittsalder, år", from_zero=False),
        table,
        [grids.by_year("Gjennomsnittsalder 1. januar", table)],
        method=PEOPLE,
        remarks=[words.MEAN_AGE],
    )
    return sure.banded(own, view, tables.mean_ages)


def growth(view: View) -> Figure:
    """Growth of an age group, or of all, beside other regions."""
    case, chosen = view.case, view.chosen
    others = [view.catalogue.case(code) for code in chosen.compare]
    grown = tables.growth(case, view.projection, others, chosen.group, chosen.first)
    index = terms.measure_unit("index", int(grown[0].label("base_year")))
    own = figure(
        "vekst_mot_andre",
        words.growth(case.region, grown),
        lines.chart(lines.by_region(grown, case.region.code), index, from_zero=False),
        grown,
        [grids.by_year(labels.sentence(index), grown, by_region=True)],
        method=PEOPLE,
    )
    return sure.banded(
        own, view, lambda of: tables.growth(case, of.projection, others, chosen.group, chosen.first)
    )


def growth_of_all(view: View) -> Figure:
    """Growth in people since the first year that is counted, among all municipalities.

    Raises
    ------
    Absent
        If the region is no municipality, or the first year is not counted before the newest.
    """
    region, catalogue = view.case.region, view.catalogue
    years = view.case.observed.years
    last = years[-1]
    # As the command line, where the years that are shown begin with the newest count.
    first = max(view.chosen.first if view.chosen.first < last else last - 10, years[0])
    people = catalogue.everyone(first, last) if first < last else ()
    if not any(one.region == region for one in people):
        raise Absent("Vekst er rangert blant kommuner, fra et år som er talt.")
    grown = tables.every(people, "growth", view.chosen.working)
    own = next(one for one in grown if one.region == region)
    named = dict.fromkeys((grown[0].region, region, grown[-1].region))
    return figure(
        "vekst_alle",
        words.growth_of_all(own, grown, first),
        columns.ranking(grown, last, region, f"vekst i folketallet {first}–{last}, prosent"),
        grown,
        [grids.by_region(f"Vekst i folketallet fra {first}, alle kommuner", grown, [last])],
        method=PEOPLE,
        remarks=[
            catalogue.case(one.code).observed.source.remark
            for one in named
            if one.code in catalogue.cases  # it may have only some of those that are ranked
        ],
    )


def since_projection(view: View) -> Figure:
    """What has been observed since the projection was made.

    Raises
    ------
    Absent
        If no year has been.
    """
    since = tables.deviations(view.case, view.projection)
    if not since:
        raise Absent("Ingen år er talt siden prognosen ble laget.")
    return figure(
        "siden_prognosen",
        words.since(since),
        bars.by_year(since, "personer, observert minus prognose"),
        since,
        [grids.by_year("Observert minus prognose, personer", since)],
        [view.case.observed.source],
        PEOPLE,
    )


def causes(view: View) -> Figure:
    """Births, deaths and migration."""
    case = view.case
    table, sums = tables.components(case, view.projection), tables.component_sums(case)
    return figure(
        "aarsaker",
        words.components(sums, case.part_year),
        columns.causes(table, case.part_year, "personer per år"),
        (*table, *sums),
        [grids.sums(words.whole_years(sums), sums), grids.by_year("Hvert år", table)],
        method=PEOPLE,
    )


def pyramid(view: View) -> Figure:
    """Five-year groups by sex in two years."""
    table, years = tables.pyramid(view.case), view.chosen.pyramid
    old = tables.compare((tables.older(view.case),), *years)
    return figure(
        "pyramide",
        words.pyramid(view.case.region.name, old[0]),
        bars.pyramids(table, *years, "personer"),
        table,
        [grids.comparison("65 år og eldre", old), grids.pyramid(table, years)],
        method=PEOPLE,
    )
