"""Income follows people too: cost, income and what is left."""

import streamlit as st

from projections import grids, labels, narrative, tables
from projections.charts import balance
from projections.ui import controls, panels, state

choice, case, projection = controls.choice(), controls.case(), controls.projection()
base, last = choice.base_year, choice.last
panels.page_title("Inntekt og netto", controls.chosen(from_base_year=True))
controls.cost_method()
controls.tax_base()
st.info(f"{narrative.income.HELD} {narrative.income.TAX_TEXT[choice.tax]}")

of, fixed = (case, projection, controls.catalogue()), state.fixed_shares(choice)
parts = tables.income_parts(*of, choice.need, choice.tax)
compared = tables.compare_from_base(tables.in_millions(parts), base, last)
shown = tables.cost_view(parts, "change", base)
drawn = tables.in_millions(shown)
unit = labels.cost_unit("change", base, drawn[0])
with panels.where_available():
    levels = tables.cost_and_income(*of, choice.method, choice.need, choice.tax, fixed)
    changed = tables.cost_view(levels, "change", base)
    panels.panel(
        narrative.income.net(
            tables.compare_from_base(tables.in_millions(levels), base, last),
            compared,
            tables.in_millions(tables.rule_effect(*of, choice.need, choice.tax, base)),
        ),
        balance.net(tables.in_millions(changed), unit),
        changed,
        [grids.by_year(labels.sentence(unit), tables.in_millions(changed))],
        "kostnad_inntekt_netto",
        also=tables.income_sources(*of, choice.method),
    )

panels.panel(
    narrative.income.parts(compared),
    balance.parts(drawn, unit),
    shown,
    [grids.comparison(f"Mill. kr, {base} og {last}", compared), grids.by_year(unit, drawn)],
    "inntektene",
    also=tables.income_sources(*of),
)

index = tables.need_index(*of, choice.need)
path = projection.population if projection else case.observed
panels.panel(
    narrative.income.need(
        case.region.name,
        index,
        tables.compare_from_base(index, base, last),
        path,
        tables.nation(path, controls.catalogue()),
    ),
    balance.index(index, labels.unit("need index")),
    index,
    [grids.by_year(labels.sentence(labels.unit("need index")), index)],
    "utgiftsbehov",
    also=tables.need_sources(*of),
)

if case.income_lines:
    printed = tables.printed_income(case, controls.catalogue())
    panels.note(
        narrative.income.printed(printed),
        [grids.printed(f"Regnet og trykt i planen, {printed[0].years[0]}", printed)],
        printed,
        "formlene_og_planen",
    )
st.caption(narrative.ROUGH)
