"""Panels of places, pupils and staff that the people call for, and what there is room for."""

import streamlit as st

from .. import grids, labels, narrative
from ..case import Projection
from ..charts import capacity as charts
from ..charts import districts as district_charts
from ..charts import lines
from ..series import pick
from ..tables import capacity, districts, labour
from . import controls, panels


def care_places() -> None:
    """Places with round-the-clock care, against today's and decided."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    base, last = choice.base_year, choice.last
    places = capacity.care_places(case, projection, catalogue, choice.coverage)
    levels = capacity.levels(case, projection, "heldogn", "places")
    covered = capacity.covered(case, projection, levels)
    passings = capacity.passings(places, levels)
    houses = capacity.houses(case, "heldogn", "places")
    panels.panel(
        narrative.capacity.care_places(case.region.name, places, passings, covered, base, last),
        charts.against(pick(places, "care_places"), passings, "heldøgns omsorgsplasser"),
        (*places, *levels, *covered, *houses),
        [
            *grids.houses("Plasser etter hus", houses),
            *grids.from_base(narrative.capacity.coverages(places), places, base, last),
            *([grids.by_year("Kapasitet og dekning", (*levels, *covered))] if levels else []),
        ],
        "omsorgsplasser",
        controls.coverage,
        capacity.coverage_sources(catalogue),
    )
    panels.remark(
        narrative.capacity.houses(
            capacity.capacities(case, "heldogn", *capacity.PLACES),
            capacity.own_places(case, "heldogn"),
        ),
        narrative.capacity.care_places_note(places, passings, last),
    )


def pupils() -> None:
    """Pupils and teachers, against the schools together."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    base, last = choice.base_year, choice.last
    table = capacity.pupils(case, projection, catalogue)
    levels = capacity.levels(case, projection, "grunnskole", "pupils")
    passings = capacity.passings(table, levels)
    houses = capacity.houses(case, "grunnskole", "pupils")
    panels.panel(
        narrative.capacity.pupils(table, passings, base, last),
        charts.against(pick(table, "pupils"), passings, "elever, innbyggere 6–15 år"),
        (*table, *levels, *houses),
        [
            *grids.from_base("Elever, og lærerårsverk etter minimumsnorm", table, base, last),
            *([grids.by_year("Elevplasser", levels)] if levels else []),
            *grids.houses("Elever i dag etter skole", houses),
        ],
        "elever",
        also=capacity.norm_sources(catalogue),
    )
    panels.remark(
        narrative.capacity.schools(
            capacity.capacities(case, "grunnskole", "in_use"),
            bool(levels) or not case.region.is_municipality,
            bool(districts.divided(case, projection)),
        ),
        narrative.capacity.spread(table, "elevene", "årstrinn"),
    )
    if not levels and case.region.is_municipality:
        st.page_link(panels.page_file("last_opp"), label="Legg inn skolenes kapasitet")


def by_district() -> None:
    """Pupils by school district where the projection has them; else how to get them."""
    case, projection, _ = controls.inputs()
    known = districts.divided(case, projection)
    if not known and case.region.is_municipality:
        st.caption(narrative.districts.HOW_TO)
        st.page_link(panels.page_file("last_opp"), label="Gå til Last opp")
    for place, one in enumerate(known):
        _districts(one, f"elever_per_skolekrets{f'_{place}' if place else ''}")


def _districts(parted: Projection, name: str) -> None:
    """One projection's districts, or one file's of pupils alone beside what else is known."""
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    table = districts.people(case, parted, projection)
    own, lacking = districts.parts(table), districts.differences(table)
    panels.panel(
        narrative.districts.pupils(
            table,
            districts.districts(case, parted),
            *districts.span(table, choice.first, choice.last),
            parted if parted.partial else None,
        ),
        district_charts.chart(own, "elever" if parted.partial else "elever, innbyggere 6–15 år"),
        districts.every(case, parted, projection),
        [
            grids.by_area(caption, (*pick(table, item), *pick(lacking, item)))
            for item, caption in narrative.districts.CAPTIONS.items()
            if pick(table, item)
        ],
        name,
    )
    path = labels.projection(projection) if projection else ""
    panels.remark(
        narrative.districts.beside(table, lacking, path)
        if parted.partial
        else narrative.districts.checked(table, lacking),
        narrative.districts.named(len(own), district_charts.MOST_NAMED),
        narrative.districts.small(districts.small(table)),
    )


def kindergarten() -> None:
    """Kindergarten places, staff and pedagogues."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    base, last = choice.base_year, choice.last
    children = capacity.kindergarten(case, projection, catalogue)
    panels.panel(
        narrative.capacity.kindergarten(case.region.name, children, base, last),
        lines.chart(charts.by_item(capacity.of_unit(children, "places")), "barnehageplasser"),
        children,
        grids.from_base("Plasser, og årsverk etter minimumsnorm", children, base, last),
        "barnehage",
        also=capacity.norm_sources(catalogue),
    )
    panels.remark(narrative.capacity.spread(children, "barna", "alder"))


def care_and_staff() -> None:
    """Need for care, and staff per 100 of working age."""
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    base, last = choice.base_year, choice.last
    of = (case, projection, catalogue, base)
    need = labour.care_need(*of, choice.home_users, choice.care_fte)
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
    staff = labour.staff_per_hundred(*of, choice.care_fte)
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
        narrative.capacity.spread(pick(staff, labour.STAFF), "elever og barn", "årstrinn og alder")
    )
