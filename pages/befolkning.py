"""Who lives here: history and projection by age group, what has happened since, and why."""

from projections import grids, labels, narrative, tables
from projections.charts import bars, columns, lines, multiples, pyramids
from projections.series import pick
from projections.ui import controls, panels

choice, case, projection = controls.choice(), controls.case(), controls.projection()
panels.page_title("Befolkning", controls.chosen())

people = tables.population(case, projection)
compared = tables.compare(people, choice.first, choice.last)
total = pick(people, labels.TOTAL)
against = controls.against()
other = tables.other_projection(pick(tables.population(case, against), labels.TOTAL), against)
panels.panel(
    narrative.people(case.region.name, compared, total[0]),
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

shown = tables.population(case, projection, choice.measure, choice.first)
unit = labels.measure_unit(choice.measure, choice.first)
panels.panel(
    narrative.groups(compared),
    multiples.chart(
        tables.in_percent(shown) if choice.measure == "share" else shown,
        unit,
        choice.measure == "index",
        (choice.first, choice.last),
    ),
    shown,
    [
        grids.comparison(f"Personer, {choice.first} og {choice.last}", compared),
        grids.by_year(labels.sentence(unit), shown),
    ],
    "aldersgrupper",
    controls.measure,
)

others = [controls.catalogue().case(code) for code in choice.compare]
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

since = tables.deviations(case, projection)
if since:
    panels.panel(
        narrative.since(since),
        bars.by_year(since, "personer, observert minus prognose"),
        since,
        [grids.by_year("Observert minus prognose, personer", since)],
        "siden_prognosen",
        also=(case.observed.source,),
    )

with panels.where_available():
    causes, sums = tables.components(case, projection), tables.component_sums(case)
    panels.panel(
        narrative.components(sums, case.part_year),
        columns.causes(causes, case.part_year, "personer per år"),
        (*causes, *sums),
        [grids.sums(narrative.whole_years(sums), sums), grids.by_year("Hvert år", causes)],
        "aarsaker",
    )

with panels.where_available():
    pyramid, shown_years = tables.pyramid(case), (choice.pyramid_first, choice.pyramid_last)
    old = tables.compare((tables.older(case),), *shown_years)
    panels.panel(
        narrative.pyramid(case.region.name, old[0]),
        pyramids.chart(pyramid, *shown_years, "personer"),
        pyramid,
        [grids.comparison("65 år og eldre", old), grids.pyramid(pyramid, shown_years)],
        "pyramide",
        controls.pyramid_years,
    )
