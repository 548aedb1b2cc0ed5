"""Aldersbæreevne: over time, among the municipalities, and in the plan."""

from collections.abc import Sequence
from dataclasses import replace

from .. import labels
from ..norwegian import listing, number, percent
from ..people.population import Region
from ..series import Series, Table
from ..tables import Comparison, ranks
from .finding import RANKED, Finding, direction, newest, others_beside, placed, seam


def support_ratio(one: Comparison, observed: Series) -> Finding:
    """Aldersbæreevne in two years and the newest observed, the definition always said."""
    return replace(
        per_person(one, observed, "Aldersbæreevnen"),
        key=f"{number(one.first, 2)} → {number(one.last, 2)}",
        key_label=f"Aldersbæreevne {one.first_year} → {one.last_year}",
    )


def per_person(one: Comparison, observed: Series, name: str) -> Finding:
    """Persons of one age per person of another in two years; ``name`` is what it is called."""
    above, below = map(labels.age, one.item.split(" per "))
    verb = direction(one.change, one.first, "øker", "faller", "er nesten uendret")
    return Finding(
        f"{name} {verb}: {number(one.first, 2)} i {one.first_year}, "
        f"{number(one.last, 2)} i {one.last_year}",
        f"I {one.first_year} var det {number(one.first, 2)} innbyggere {above} for hver innbygger "
        f"{below}; i {one.last_year} er det {number(one.last, 2)} "
        f"({percent(one.relative, 1, True)}).{seam(one)}{newest(observed, 2, one)}",
    )


def supported(one: Comparison, observed: Series) -> Finding:
    """Everyone to be supported per person of working age in two years, and the newest observed."""
    verb = direction(one.change, one.first, "flere", "færre", "nesten like mange")
    return Finding(
        f"{labels.sentence(verb)} å forsørge per yrkesaktiv: {number(one.first, 2)} i "
        f"{one.first_year}, {number(one.last, 2)} i {one.last_year}",
        f"For hver innbygger 20–66 år var det {number(one.first, 2)} barn, unge under 20 og eldre "
        f"fra 67 år i {one.first_year}; i {one.last_year} er det {number(one.last, 2)} "
        f"({percent(one.relative, 1, True)}).{seam(one)}{newest(observed, 2, one)}",
    )


def ranking(region: Region, table: Table, year: int) -> Finding:
    """Where the region stands among those of its kind, highest first, and the others beside it."""
    of = ranks(table, region, year)
    told = f"{region.name} har {number(of.own.at(year), 2)}."
    if len(of.order) > 1:
        first, last = of.order[0], of.order[-1]
        told += (
            f" Høyest av {RANKED[of.kind]} er {first.region.name} med "
            f"{number(first.at(year), 2)}, lavest {last.region.name} med "
            f"{number(last.at(year), 2)}."
        )
    others = [f"{one.region.name} {number(one.at(year), 2)}" for one in others_beside(of)]
    told += f" Til sammenligning: {listing(others)}." if others else ""
    title = f"{region.name} har {number(of.own.at(year), 2)} i {year}"
    if of.place:
        title = f"{region.name} er {placed(of)} i {year}"
    return Finding(title, f"{told} Alle tall er observert.")


def plan_ratio(plan: Series, consistent: Sequence[Comparison]) -> Finding:
    """The plan's three support ratios mix two definitions; both consistent falls."""
    printed = listing([f"{number(plan.at(year), 2)} ({year})" for year in plan.years])
    falls = listing(
        [
            f"{percent(one.relative, 1, True)} med {labels.age(one.item.partition(' per ')[0])}"
            for one in consistent
        ]
    )
    first, last = plan.years[0], plan.years[-1]
    return Finding(
        "Planens egne tall blander to definisjoner",
        f"Planen skriver {printed}. Det første og det siste tallet bruker 20–66 år, det i midten "
        f"16–66 år. Med én definisjon hele veien er endringen fra {first} til {last} {falls}.",
    )
