"""Panels of who lives here: history and projection, growth, what has happened since, and why."""

from .. import grids, labels, narrative, tables
from ..charts import bars, columns, lines, multiples, pyramids
from ..series import pick
from . import controls, panels


def inhabitants() -> None:
    """The number of people, with another projection beside it where one is chosen."""
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    people = tables.population(case, projection)
    total = pick(people, labels.TOTAL)
    against = controls.against()
    other = tables.other_projection(pick(tables.population(case, against), labels.TOTAL), against)
    panels.panel(
        narrative.people(
            case.region.name, tables.compare(people, choice.first, choice.last), total[0]
        ),
        lines.chart(
            (*lines.single(total), *lines.beside(other, against)),
            "innbyggere 1. januar",
            marked=(choice.first,),
        ),
        (*total, *other),
        [grids.by_year("Innbyggere 1. januar", (*total, *other))],
        "folketall",
        controls.choose_against,
    )


def age_groups() -> None:
    """Each service age group as persons, share or index."""
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    first, last = choice.first, choice.last
    compared = tables.compare(tables.population(case, projection), first, last)
    shown = tables.population(case, projection, choice.measure, first)
    unit = labels.measure_unit(choice.measure, first)
    panels.panel(
        narrative.groups(compared),
        multiples.chart(
            tables.in_percent(shown) if choice.measure == "share" else shown,
            unit,
            choice.measure == "index",
            (first, last),
        ),
        shown,
        [
            grids.comparison(f"Personer, {first} og {last}", compared),
            grids.by_year(labels.sentence(unit), shown),
        ],
        "aldersgrupper",
        controls.measure,
    )


def mean_age() -> None:
    """How old people are on average."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    table = tables.mean_ages(case, projection, catalogue)
    panels.panel(
        narrative.mean_age(
            case.region.name, tables.compare(table, choice.first, choice.last)[0], table[0]
        ),
        lines.chart(lines.single(table), "gjennomsnittsalder, år", from_zero=False),
        table,
        [grids.by_year("Gjennomsnittsalder 1. januar", table)],
        "gjennomsnittsalder",
    )
    panels.remark(narrative.MEAN_AGE)


def growth() -> None:
    """Growth of an age group, or of all, beside other regions."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    others = [catalogue.case(code) for code in choice.compare]
    grown = tables.growth(case, projection, others, choice.group, choice.first)
    index = labels.measure_unit("index", int(grown[0].label("base_year")))
    panels.panel(
        narrative.growth(case.region, grown),
        lines.chart(lines.by_region(grown, case.region.code), index, from_zero=False),
        grown,
        [grids.by_year(labels.sentence(index), grown, by_region=True)],
        "vekst_mot_andre",
        controls.compared_by_group,
    )


def since_projection() -> None:
    """What has been observed since the projection was made; nothing where no year has been."""
    case, projection, _ = controls.inputs()
    if since := tables.deviations(case, projection):
        panels.panel(
            narrative.since(since),
            bars.by_year(since, "personer, observert minus prognose"),
            since,
            [grids.by_year("Observert minus prognose, personer", since)],
            "siden_prognosen",
            also=(case.observed.source,),
        )


def causes() -> None:
    """Births, deaths and migration."""
    case, projection, _ = controls.inputs()
    table, sums = tables.components(case, projection), tables.component_sums(case)
    panels.panel(
        narrative.components(sums, case.part_year),
        columns.causes(table, case.part_year, "personer per år"),
        (*table, *sums),
        [grids.sums(narrative.whole_years(sums), sums), grids.by_year("Hvert år", table)],
        "aarsaker",
    )


def pyramid() -> None:
    """Five-year groups by sex in two years."""
    choice, case = controls.choice(), controls.case()
    table, shown_years = tables.pyramid(case), (choice.pyramid_first, choice.pyramid_last)
    old = tables.compare((tables.older(case),), *shown_years)
    panels.panel(
        narrative.pyramid(case.region.name, old[0]),
        pyramids.chart(table, *shown_years, "personer"),
        table,
        [grids.comparison("65 år og eldre", old), grids.pyramid(table, shown_years)],
        "pyramide",
        controls.pyramid_years,
    )
