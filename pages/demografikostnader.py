"""What tomorrow's people would cost with today's services, and why."""

import streamlit as st

from projections import grids, labels, narrative, tables
from projections.charts import columns, lines
from projections.ui import controls, cost_choices, cost_panels, frames, panels, state

panels.page_title("Demografikostnader", controls.chosen(from_base_year=True))
cost_choices.show()
frames.show()
cost_choices.fixed_shares()

choice, case, projection = controls.choice(), controls.case(), controls.projection()
of = (case, projection, controls.catalogue())
cost = tables.costs(*of, **state.cost_arguments(choice))
base, last = choice.base_year, tables.last_year(cost, choice.last)
shown = tables.cost_view(cost, choice.cost_view, base)
drawn, millions = tables.in_millions(shown), tables.in_millions(cost)
compared = tables.compare_from_base(millions, base, last)
level = labels.cost_unit("level", base, millions[0])
panels.panel(
    narrative.cost(compared, base),
    lines.chart(lines.by_item(drawn), labels.cost_unit(choice.cost_view, base, drawn[0])),
    shown,
    [
        grids.comparison(f"{labels.sentence(level)}, {base} og {last}", compared),
        grids.by_year(labels.sentence(labels.cost_unit(choice.cost_view, base, shown[0])), shown),
    ],
    "kostnad_etter_tjeneste",
    controls.cost_view,
    tables.cost_sources(case, controls.catalogue(), choice.method, choice.prices),
)
with panels.where_available():
    cost_panels.why(last)
if projection and case.plan_lines:
    with panels.where_available():
        plan = tables.plan_beside_model(*of, choice.need, state.fixed_shares(choice))
        own = tables.in_millions(plan)
        units = [labels.cost_unit("change", one[0].years[0], one[1]) for one in (own, plan)]
        panels.panel(
            narrative.plan_beside_model(own, plan[0].years[-1]),
            columns.plan_beside_model(own, units[0]),
            plan,
            [grids.plan(labels.sentence(units[1]), plan)],
            "planen_og_modellen",
            also=tables.cost_sources(case, controls.catalogue(), "own"),
        )
st.caption(narrative.ROUGH)
