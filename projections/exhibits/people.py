"""Exhibits of people: how many, how old, aldersbæreevne, places and pupils."""

from .. import grids, labels, narrative, tables
from ..case import Case, Catalogue, Projection
from ..series import Series, Table, pick
from ..tables import capacity
from .what import Exhibit, Selection, by_item, by_year


def named(table: Table) -> list[tuple[str, Series]]:
    """One item's series, each named by what it rests on."""
    return [(labels.alternative(one.alternative), one) for one in table]


def inhabitants(
    case: Case, projection: Projection | None, _: Catalogue, chosen: Selection
) -> Exhibit:
    """The number of inhabitants, observed and projected."""
    people = tables.population(case, projection)
    total = pick(people, labels.TOTAL)
    compared = tables.compare(people, chosen.first, chosen.last)
    return by_year(
        "folketall",
        narrative.people(case.region.name, compared, total[0]),
        named(total),
        "innbyggere 1. januar",
        total,
        [grids.by_year("Innbyggere 1. januar", total)],
        narrative.handout.PEOPLE,
    )


def age_groups(
    case: Case, projection: Projection | None, _: Catalogue, chosen: Selection
) -> Exhibit:
    """How many more or fewer there are in each age group."""
    people = tables.population(case, projection)
    compared = tables.compare(people, chosen.first, chosen.last)
    last = chosen.last
    drawn = tuple(
        one.last_series.between(last, last)
        .with_values(one.last_series.between(last, last).values - one.first)
        .with_extra(("measure", "change"), ("base_year", str(chosen.first)))
        for one in compared
        if one.item != labels.TOTAL
    )
    return by_item(
        "aldersgrupper",
        narrative.groups(compared),
        drawn,
        last,
        f"personer, endring {chosen.first}–{last}",
        [grids.comparison(f"Personer, {chosen.first} og {last}", compared)],
        narrative.handout.PEOPLE,
    )


def ratio(case: Case, projection: Projection | None, _: Catalogue, chosen: Selection) -> Exhibit:
    """Aldersbæreevne, observed and projected."""
    table = tables.support_ratios(case, projection, chosen.working)
    return by_year(
        "aldersbaereevne",
        narrative.support_ratio(tables.compare(table, chosen.first, chosen.last)[0], table[0]),
        named(table),
        labels.ratio_unit(table[0].item),
        table,
        [grids.by_year(labels.item(table[0].item), table)],
        f"{narrative.handout.RATIO} {narrative.handout.PEOPLE}",
    )


def care_places(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Places with round-the-clock care against capacity."""
    need = capacity.care_places(case, projection, catalogue, chosen.coverage)
    levels = capacity.levels(case, projection, "heldogn", "places")
    covered = capacity.covered(case, projection, levels)
    passings = capacity.passings(need, levels)
    houses = capacity.houses(case, "heldogn", "places")
    shown = (*pick(need, "care_places"), *levels)
    known = capacity.capacities(case, "heldogn", *capacity.PLACES)
    note = (
        narrative.capacity.houses(known, capacity.own_places(case, "heldogn")),
        narrative.capacity.care_places_note(need, passings, chosen.last),
    )
    return by_year(
        "omsorgsplasser",
        narrative.capacity.care_places(
            case.region.name, need, passings, covered, chosen.base, chosen.last
        ),
        _against(pick(need, "care_places"), levels),
        "heldøgns omsorgsplasser",
        shown,
        [
            grids.by_year("Heldøgns omsorgsplasser", shown),
            *grids.houses("Plasser etter hus", houses),
        ],
        " ".join(one for one in note if one),
        also=capacity.coverage_sources(catalogue),
    )


def pupils(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Pupils against the schools' capacity."""
    table = capacity.pupils(case, projection, catalogue)
    levels = capacity.levels(case, projection, "grunnskole", "pupils")
    passings = capacity.passings(table, levels)
    shown = (*pick(table, "pupils"), *levels)
    served = capacity.capacities(case, "grunnskole", "in_use")
    houses = capacity.houses(case, "grunnskole", "pupils")
    note = (
        narrative.capacity.norms(catalogue.norms),
        narrative.capacity.schools(served, bool(levels) or not case.region.is_municipality),
        narrative.capacity.spread(table, "elevene", "årstrinn"),
    )
    return by_year(
        "elever",
        narrative.capacity.pupils(table, passings, chosen.base, chosen.last),
        _against(pick(table, "pupils"), levels),
        "elever, innbyggere 6–15 år",
        shown,
        [grids.by_year("Elever", shown), *grids.houses("Elever i dag etter skole", houses)],
        " ".join(one for one in note if one),
        also=capacity.norm_sources(catalogue),
    )


def _against(need: Table, levels: Table) -> list[tuple[str, Series]]:
    """Need named by what it rests on, levels by what they are."""
    return [*named(need), *((labels.item(one.item), one) for one in levels)]
