"""Figures of places, pupils and staff that the people call for, and what there is room for."""

from .. import labels, terms, words
from ..case import Projection
from ..charts import levels as charts
from ..charts import lines
from ..series import pick
from ..tables import budget, capacity, districts, labour, schools, users
from ..words import grids, own_files
from . import sure
from .spec import Absent, Figure, figure
from .view import View


def care_places(view: View) -> Figure:
    """Places with round-the-clock care, against today's and decided."""
    case, projection, catalogue = view.of
    base, last = view.chosen.base, view.chosen.last
    places = capacity.care_places(view.setting, view.chosen.coverage)
    levels = capacity.levels(case, projection, "heldogn", "places")
    covered = capacity.covered(case, projection, levels)
    passings = capacity.passings(places, levels, base)
    houses = capacity.houses(case, "heldogn", "places")
    own = capacity.own_coverage(case, catalogue)
    known = capacity.capacities(case, "heldogn", *capacity.PLACES)
    found = figure(
        "omsorgsplasser",
        words.capacity.care_places(case.region.name, places, passings, covered, base, last, own),
        charts.against(pick(places, "care_places"), passings, "heldøgns omsorgsplasser"),
        (*places, *levels, *covered, *houses),
        [
            *grids.houses("Plasser etter hus", houses),
            *grids.from_base(words.capacity.coverages(places), places, base, last),
            *([grids.by_year("Kapasitet og dekning", (*levels, *covered))] if levels else []),
        ],
        capacity.coverage_sources(catalogue),
        norms(view),
        [
            words.capacity.houses(known, capacity.own_places(case, "heldogn")),
            words.capacity.care_places_note(places, passings, base, last),
        ],
    )
    return sure.banded(
        found,
        view,
        lambda of: pick(capacity.care_places(of, view.chosen.coverage), "care_places"),
    )


def pupils(view: View) -> Figure:
    """Pupils and teachers, against the schools together."""
    case, projection, _ = view.of
    base, last = view.chosen.base, view.chosen.last
    table = schools.pupils(view.setting)
    levels = capacity.levels(case, projection, "grunnskole", "pupils")
    passings = capacity.passings(table, levels, base)
    houses = capacity.houses(case, "grunnskole", "pupils")
    found = figure(
        "elever",
        words.capacity.pupils(table, passings, base, last),
        charts.against(pick(table, "pupils"), passings, "elever, innbyggere 6–15 år"),
        (*table, *levels, *houses),
        [
            *grids.from_base("Elever, og lærerårsverk etter minimumsnorm", table, base, last),
            *([grids.by_year("Elevplasser", levels)] if levels else []),
            *grids.houses("Elever i dag etter skole", houses),
        ],
        capacity.norm_sources(view.catalogue),
        norms(view),
        [
            words.capacity.schools(
                capacity.capacities(case, "grunnskole", "in_use"),
                bool(levels) or not case.region.is_municipality,
                bool(districts.divided(case, projection)),
            ),
            words.capacity.spread(table, "elevene", "årstrinn"),
        ],
    )
    return sure.banded(
        found,
        view,
        lambda of: budget.some(schools.pupils(of), "pupils", "teachers"),
    )


def by_district(view: View) -> tuple[Figure, ...]:
    """Pupils by school district, a figure for each projection and file that has them."""
    return tuple(
        _districts(view, parted, f"elever_per_skolekrets{f'_{place}' if place else ''}")
        for place, parted in enumerate(districts.divided(view.case, view.projection))
    )


def _districts(view: View, parted: Projection, key: str) -> Figure:
    """One projection's districts, or one file's of pupils alone beside what else is known."""
    case, projection, _ = view.of
    table = districts.people(case, parted, projection)
    own, lacking = districts.parts(table), districts.differences(table)
    path = labels.projection(projection) if projection else ""
    return figure(
        key,
        words.districts.pupils(
            table,
            districts.districts(case, parted),
            *districts.span(table, view.chosen.first, view.chosen.last),
            parted if parted.partial else None,
        ),
        lines.districts(own, "elever" if parted.partial else "elever, innbyggere 6–15 år"),
        districts.every(case, parted, projection),
        [
            grids.by_area(caption, (*pick(table, item), *pick(lacking, item)))
            for item, caption in words.districts.CAPTIONS.items()
            if pick(table, item)
        ],
        method=norms(view),
        remarks=[
            words.districts.beside(table, lacking, path)
            if parted.partial
            else words.districts.checked(table, lacking),
            words.districts.named(len(own), lines.MOST_NAMED),
            words.districts.small(districts.small(table)),
        ],
    )


def kindergarten(view: View) -> Figure:
    """Kindergarten places, staff and pedagogues."""
    base, last = view.chosen.base, view.chosen.last
    children = schools.kindergarten(view.setting)
    found = figure(
        "barnehage",
        words.capacity.kindergarten(view.case.region.name, children, base, last),
        lines.chart(charts.by_item(capacity.of_unit(children, "places")), "barnehageplasser"),
        children,
        grids.from_base("Plasser, og årsverk etter minimumsnorm", children, base, last),
        capacity.norm_sources(view.catalogue),
        norms(view),
        [words.capacity.spread(children, "barna", "alder")],
    )
    return sure.banded(found, view, schools.kindergarten)


def care(view: View) -> Figure:
    """Need for care, those who could give it, and need per one of them."""
    base, last, need = view.chosen.base, view.chosen.last, view.care_need
    found = figure(
        "pleie_og_omsorg",
        words.support.care_need(need, base, last),
        lines.chart(
            charts.by_item(capacity.of_unit(need, "index")),
            terms.measure_unit("index", base),
            from_zero=False,
        ),
        need,
        grids.from_base(f"Indeks, {base} = 100, og kommunens egne tall", need, base, last),
        labour.care_sources(view.catalogue),
        words.support.BY_AGE,
    )
    own = view.chosen
    return sure.banded(
        found,
        view,
        lambda of: labour.care_need(of, base, own.home_users, own.care_fte),
        "care_need",
    )


def staff(view: View) -> Figure:
    """Staff per 100 people of working age, by service and in all."""
    base, last = view.chosen.base, view.chosen.last
    table = labour.staff_per_hundred(view.setting, base, view.chosen.care_fte)
    unit = terms.unit(table[0].unit)
    counted = pick(table, labour.STAFF)
    found = figure(
        "arbeidskraft",
        words.support.staff(table, view.care_need, base, last),
        lines.chart(charts.by_item(table), unit),
        table,
        grids.from_base(labels.sentence(unit), table, base, last),
        (*capacity.norm_sources(view.catalogue), *labour.care_sources(view.catalogue)),
        norms(view),
        [words.capacity.spread(counted, "elever og barn", "årstrinn og alder")],
    )
    return sure.banded(
        found,
        view,
        lambda of: labour.staff_per_hundred(of, base, view.chosen.care_fte),
        labour.STAFF,
    )


def by_rates(view: View) -> Figure:
    """Users of services by a user's own rates.

    Raises
    ------
    Absent
        If no file gives users per person.
    """
    case, base, last = view.case, view.chosen.base, view.chosen.last
    table = users(case, view.projection)
    if not table:
        raise Absent("Ingen egne satser gir brukere per innbygger.")
    unit = terms.unit(table[0].unit)
    found = figure(
        "brukere",
        own_files.users(case.region.name, table, base, last),
        lines.chart(lines.by_item(table), unit),
        table,
        grids.from_base("Brukere etter egne satser", table, base, last),
        [case.own_rates.source] if case.own_rates else [],
    )
    return sure.banded(found, view, lambda of: users(case, of.projection))


def norms(view: View) -> str:
    """What the norms for staff are."""
    return words.capacity.norms(view.catalogue.norms)
