"""How many of working age there are for each person aged 67 and over."""

from projections import grids, labels, narrative, tables
from projections.charts import bars, columns, lines
from projections.ui import controls, panels

choice, case, projection = controls.choice(), controls.case(), controls.projection()
catalogue = controls.catalogue()
panels.page_title("Aldersbæreevne", controls.chosen())

own = tables.support_ratios(case, projection, choice.working)
others = tables.comparable([catalogue.case(code) for code in choice.compare], choice.working)
against = controls.against()
other = tables.other_projection(tables.support_ratios(case, against, choice.working), against)
definition = labels.item(own[0].item)
compared = tables.compare(own, choice.first, choice.last)
panels.panel(
    narrative.support_ratio(compared[0], own[0]),
    lines.chart(
        (*lines.by_region((*own, *others), case.region.code), *lines.beside(other, against)),
        labels.ratio_unit(own[0].item),
    ),
    (*own, *other, *others),
    [
        grids.comparison(f"{definition}, {case.region.name}", compared),
        grids.by_year(definition, (*own, *other, *others), by_region=True),
    ],
    "aldersbaereevne",
    controls.compared_and_against,
)

every = tables.comparable(catalogue.beside(choice.region, *choice.compare), choice.working)
years = tables.spaced_years(every)
panels.panel(
    narrative.ranking(case.region, every, years[-1]),
    bars.regions(every, years[-1], case.region, labels.ratio_unit(own[0].item)),
    every,
    [grids.by_region(definition, every, years)],
    "sammenligning",
)

ranked = tables.ratios_of(controls.everyone(), choice.working)
if any(one.region == case.region for one in ranked):
    newest = ranked[0].years[-1]
    panels.panel(
        narrative.ranking(case.region, ranked, newest),
        columns.ranking(ranked, newest, case.region, labels.ratio_unit(own[0].item)),
        ranked,
        [grids.by_region(f"Alle kommuner, {definition.lower()}", ranked, [newest])],
        "alle_kommuner",
    )

if case.plan_ratio:
    both = tables.both_definitions(case)
    panels.note(
        narrative.plan_ratio(
            case.plan_ratio,
            tables.compare(both, case.plan_ratio.years[0], case.plan_ratio.years[-1]),
        ),
        [grids.on_path("Aldersbæreevne", (case.plan_ratio, *both), case.plan_ratio.years)],
        (case.plan_ratio, *both),
        "planens_tall",
    )
