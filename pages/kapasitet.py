"""How many places, pupils and staff the people call for, and what there is room for."""

import streamlit as st

from projections import grids, labels, narrative
from projections.charts import capacity as charts
from projections.charts import lines
from projections.series import pick
from projections.tables import capacity, labour
from projections.ui import controls, panels

choice, case, projection = controls.choice(), controls.case(), controls.projection()
catalogue, base, last = controls.catalogue(), choice.base_year, choice.last
region, arguments = case.region.name, (case, projection, catalogue)
panels.page_title("Kapasitet", controls.chosen(from_base_year=True))
with st.container(width=320):
    controls.base_year()
st.info(narrative.capacity.norms(catalogue.norms))

places = capacity.care_places(*arguments, choice.coverage)
levels = capacity.levels(case, projection, "heldogn", "places")
covered = capacity.covered(case, projection, levels)
passings = capacity.passings(places, levels)
panels.panel(
    narrative.capacity.care_places(region, places, passings, covered, base, last),
    charts.against(pick(places, "care_places"), passings, "heldøgns omsorgsplasser"),
    (*places, *levels, *covered),
    [
        *grids.from_base(narrative.capacity.coverages(places), places, base, last),
        *([grids.by_year("Kapasitet og dekning", (*levels, *covered))] if levels else []),
    ],
    "omsorgsplasser",
    controls.coverage,
    capacity.coverage_sources(catalogue),
)
panels.remark(narrative.capacity.care_places_note(places, passings, last))

pupils = capacity.pupils(*arguments)
levels = capacity.levels(case, projection, "grunnskole", "pupils")
passings = capacity.passings(pupils, levels)
panels.panel(
    narrative.capacity.pupils(region, pupils, passings, base, last),
    charts.against(pick(pupils, "pupils"), passings, "elever, innbyggere 6–15 år"),
    (*pupils, *levels),
    [
        *grids.from_base("Elever, og lærerårsverk etter minimumsnorm", pupils, base, last),
        *([grids.by_year("Elevplasser", levels)] if levels else []),
    ],
    "elever",
    also=capacity.norm_sources(catalogue),
)
schools = capacity.capacities(case, "grunnskole")
panels.remark(
    narrative.capacity.schools(schools), narrative.capacity.spread(pupils, "elevene", "årstrinn")
)

children = capacity.kindergarten(*arguments)
panels.panel(
    narrative.capacity.kindergarten(region, children, base, last),
    lines.chart(charts.by_item(capacity.of_unit(children, "places")), "barnehageplasser"),
    children,
    grids.from_base("Plasser, og årsverk etter minimumsnorm", children, base, last),
    "barnehage",
    also=capacity.norm_sources(catalogue),
)
panels.remark(narrative.capacity.spread(children, "barna", "alder"))

need = labour.care_need(*arguments, base, choice.home_users, choice.care_fte)
panels.panel(
    narrative.labour.care_need(need, base, last),
    lines.chart(
        charts.by_item(capacity.of_unit(need, "index")),
        labels.measure_unit("index", base),
        from_zero=False,
    ),
    need,
    grids.from_base(f"Indeks, {base} = 100, og kommunens egne tall", need, base, last),
    "pleie_og_omsorg",
    controls.care_numbers,
    labour.care_sources(catalogue),
)

staff = labour.staff_per_hundred(*arguments, base, choice.care_fte)
unit = labels.unit(staff[0].unit)
panels.panel(
    narrative.labour.staff(staff, need, base, last),
    lines.chart(charts.by_item(staff), unit),
    staff,
    grids.from_base(labels.sentence(unit), staff, base, last),
    "arbeidskraft",
    also=(*capacity.norm_sources(catalogue), *labour.care_sources(catalogue)),
)
panels.remark(
    narrative.capacity.spread(pick(staff, labels.TOTAL), "elever og barn", "årstrinn og alder")
)
