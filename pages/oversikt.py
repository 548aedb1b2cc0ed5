"""The situation in five seconds: four findings, and what they mean for kroner, with a way in."""

import streamlit as st

from projections import grids, labels, narrative, tables
from projections.charts import bars, columns, lines
from projections.series import pick
from projections.ui import controls, overview_panels, panels, state

choice, case, projection = controls.choice(), controls.case(), controls.projection()
catalogue = controls.catalogue()
panels.page_title(f"{case.region.name} i korte trekk", controls.chosen())

people = tables.population(case, projection)
compared = tables.compare(people, choice.first, choice.last)
total = pick(people, labels.TOTAL)
ratios = tables.support_ratios(case, projection, choice.working)
cost = tables.costs(case, projection, catalogue, **state.cost_arguments(choice))
cost_change = tables.milestones(tables.in_millions(cost), case, choice.base_year, choice.last)

findings = (
    narrative.people(case.region.name, compared, total[0]),
    narrative.support_ratio(tables.compare(ratios, choice.first, choice.last)[0], ratios[0]),
    narrative.groups(compared),
    narrative.milestones(cost_change),
)
panels.keys(findings)

upper, lower = st.columns(2, gap="medium"), st.columns(2, gap="medium")
with upper[0]:
    panels.card(
        findings[0],
        lines.chart(lines.single(total), "innbyggere 1. januar", 230),
        total,
        "folketall",
        ("befolkning", "Se befolkningen etter alder"),
        [grids.by_year("Innbyggere 1. januar", total)],
    )
with upper[1]:
    panels.card(
        findings[1],
        lines.chart(lines.single(ratios), labels.ratio_unit(ratios[0].item), 230),
        ratios,
        "aldersbaereevne",
        ("aldersbaereevne", "Se aldersbæreevnen mot andre"),
        [grids.by_year(labels.item(ratios[0].item), ratios)],
    )
with lower[0]:
    panels.card(
        findings[2],
        bars.ranked(compared, f"personer, endring {choice.first}–{choice.last}"),
        people,
        "aldersgrupper",
        ("befolkning", "Se hver aldersgruppe"),
        [grids.comparison("Innbyggere 1. januar", compared)],
    )
with lower[1]:
    panels.card(
        findings[3],
        columns.milestones(cost_change, labels.cost_unit("change", choice.base_year, cost_change)),
        (cost_change,),
        "demografikostnad",
        ("demografikostnader", "Se kostnaden etter tjeneste"),
        [grids.by_year(labels.cost_unit("change", choice.base_year, cost_change), (cost_change,))],
        tables.cost_sources(case, catalogue, choice.method, choice.prices),
    )

overview_panels.money()
