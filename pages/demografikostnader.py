"""What tomorrow's people would cost with today's services."""

import streamlit as st

from projections import grids, labels, narrative, tables
from projections.charts import bars, columns, lines
from projections.ui import controls, panels

choice, case, projection = controls.choice(), controls.case(), controls.projection()
panels.page_title("Demografikostnader", controls.chosen(from_base_year=True))
controls.cost_method()
st.info(narrative.METHOD_TEXT[choice.method])

arguments = (case, projection, controls.catalogue(), choice.method, choice.need)
cost, by_age = tables.costs(*arguments), tables.costs_by_age(*arguments)
sources = tables.cost_sources(case, controls.catalogue(), choice.method)
shown = tables.cost_view(cost, choice.cost_view, choice.base_year)
drawn, millions = tables.in_millions(shown), tables.in_millions(cost)
compared = tables.compare_from_base(millions, choice.base_year, choice.last)
panels.panel(
    narrative.cost(compared, choice.base_year),
    lines.chart(
        lines.by_item(drawn), labels.cost_unit(choice.cost_view, choice.base_year, drawn[0])
    ),
    shown,
    [
        grids.comparison(f"Mill. kr, {choice.base_year} og {choice.last}", compared),
        grids.by_year(
            labels.sentence(labels.cost_unit(choice.cost_view, choice.base_year, shown[0])), shown
        ),
    ],
    "kostnad_etter_tjeneste",
    controls.cost_view,
    sources,
)

ages = tables.compare_from_base(tables.in_millions(by_age), choice.base_year, choice.last)
panels.panel(
    narrative.drivers(ages, choice.base_year),
    bars.ranked(ages, labels.cost_unit("change", choice.base_year, millions[0])),
    tables.cost_view(by_age, "change", choice.base_year),
    [grids.comparison(f"Mill. kr, {choice.base_year} og {choice.last}", ages)],
    "kostnad_etter_alder",
    also=sources,
)

if projection and case.plan_lines:
    plan = tables.plan_beside_model(case, projection, controls.catalogue(), choice.need)
    panels.panel(
        narrative.plan_beside_model(tables.in_millions(plan), plan[0].years[-1]),
        columns.plan_beside_model(
            tables.in_millions(plan), f"mill. kr, endring fra {plan[0].years[0]}"
        ),
        plan,
        [grids.plan(f"1000 kr, endring fra {plan[0].years[0]}", plan)],
        "planen_og_modellen",
        also=tables.cost_sources(case, controls.catalogue(), "own"),
    )
st.caption(narrative.ROUGH)
