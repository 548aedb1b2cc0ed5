"""Exhibits of services that need hands: kindergarten, care, and whether the labour exists."""

from dataclasses import replace

from .. import grids, labels, narrative
from ..case import Case, Catalogue, Projection
from ..series import Series, Table, pick
from ..tables import capacity, labour
from .people import named
from .what import Exhibit, Selection, by_year


def kindergarten(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Kindergarten places; by age, staff and pedagogues in the tables."""
    table = capacity.kindergarten(case, projection, catalogue)
    base, last = chosen.base, chosen.last
    return by_year(
        "barnehage",
        narrative.capacity.kindergarten(case.region.name, table, base, last),
        named(pick(table, "kindergarten_places")),
        "barnehageplasser",
        table,
        grids.from_base("Plasser, og årsverk etter minimumsnorm", table, base, last),
        _note(narrative.capacity.spread(table, "barna", "alder"), catalogue),
        also=capacity.norm_sources(catalogue),
    )


def care(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Need for care, those who could give it, and need per one of them."""
    base, last = chosen.base, chosen.last
    need = labour.care_need(case, projection, catalogue, base, chosen.home_users, chosen.care_fte)
    exhibit = by_year(
        "pleie_og_omsorg",
        narrative.labour.care_need(need, base, last),
        _ahead(capacity.of_unit(need, "index"), projection, base),
        labels.measure_unit("index", base),
        need,
        grids.from_base(f"Indeks, {base} = 100, og kommunens egne tall", need, base, last),
        narrative.labour.BY_AGE,
        also=labour.care_sources(catalogue),
    )
    return replace(exhibit, from_zero=False)


def staff(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Staff per 100 people of working age, by service and in all."""
    base, last = chosen.base, chosen.last
    of = (case, projection, catalogue, base)
    table = labour.staff_per_hundred(*of, chosen.care_fte)
    need = labour.care_need(*of, chosen.home_users, chosen.care_fte)
    unit = labels.unit(table[0].unit)
    spread = narrative.capacity.spread(
        pick(table, labour.STAFF), "elever og barn", "årstrinn og alder"
    )
    return by_year(
        "arbeidskraft",
        narrative.labour.staff(table, need, base, last),
        _ahead(table, projection, base),
        unit,
        table,
        grids.from_base(labels.sentence(unit), table, base, last),
        _note(spread, catalogue),
        also=(*capacity.norm_sources(catalogue), *labour.care_sources(catalogue)),
    )


def _ahead(table: Table, projection: Projection | None, base: int) -> list[tuple[str, Series]]:
    """From the base year on, of the projection where there is one; named by what they are."""
    shown = [one for one in table if one.is_observed == (projection is None)]
    return [(labels.item(one.item), one.between(base, one.years[-1])) for one in shown]


def _note(spread: str, catalogue: Catalogue) -> str:
    """What the norms are, and what is an estimate."""
    return " ".join(one for one in (narrative.capacity.norms(catalogue.norms), spread) if one)
