"""Aldersbæreevne over time and among others, and whether the labour exists: care, and staff."""

from collections.abc import Sequence
from dataclasses import replace

from .. import labels, terms
from ..norwegian import listing, number, percent
from ..people.population import Region
from ..series import Series, Table, value_on_path
from ..tables import Comparison, compare_from_base, ranks
from ..tables.labour import PER_100, STAFF
from .finding import RANKED, Finding, direction, find, newest, others_beside, placed, seam


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


BY_AGE = (
    "Hver alder bruker like mye pleie og omsorg som inntektssystemet regner med, alle år. Det er "
    "behovet som følger alderen, ikke det kommunen har valgt å gi."
)
"""What the need for care rests on."""


def care_need(table: Table, base: int, last: int) -> Finding:
    """Need for care against the base year, and in users and staff where these are known."""
    compared = compare_from_base(table, base, last)
    need = find(compared, "care_need")
    verb = direction(need.change, need.first, "øker med", "faller med", "endres bare med")
    own_numbers = any(one.item in ("home_users", "care_fte") for one in compared)
    told = [
        f" Kommunens eget tall, {terms.value(one.first, one.first_series.unit)} {what} i {base}, "
        f"blir {terms.said(one.last, one.last_series.unit)} i {last}."
        for item, what in (
            ("home_users", "brukere av hjemmetjenester"),
            ("care_fte", "årsverk i pleie og omsorg"),
        )
        for one in compared
        if one.item == item
    ]
    told += [
        f" Planen oppgir {terms.value(own, 'FTE')} årsverk i "
        f"{one.last_series.label('unit_name').lower()} ({one.last_series.label('from')}, "
        f"l. {one.last_series.label('line')}). Følger de behovet, er de "
        f"{terms.said(one.last, 'FTE')} i {last}. Hjemmetjenesten er ikke med i dem."
        for one in compared
        if one.item == "institution_fte"
        for own in [value_on_path(table, one.item, int(one.last_series.label("from")))]
    ]
    missing = (
        " Kommunens eget tall for brukere og årsverk mangler; skriv det inn, så regnes det om til "
        "antall."
    )
    return Finding(
        f"Behovet for pleie og omsorg {verb} {percent(abs(need.relative))} til {last}",
        f"For hver 100 som får tjenester i {base}, er det {number(need.last, 1)} i {last} når "
        "bruken i hver alder er den samme som inntektssystemet regner med."
        f"{seam(need)}{''.join(told)}{'' if own_numbers else missing}",
        number(need.last, 1),
        f"Behov for pleie og omsorg {last} ({base} = 100)",
    )


def staff(table: Table, need: Table, base: int, last: int) -> Finding:
    """Staff per 100 people of working age in two years: does the labour exist?"""
    compared = compare_from_base(table, base, last)
    total = find(compared, STAFF)
    burden = find(compare_from_base(need, base, last), "care_burden")
    change = (
        f"{number(total.first, 2)} årsverk per 100 innbyggere 20–66 år i {base} og "
        f"{number(total.last, 2)} i {last} ({number(total.change, 2, True)}).{seam(total)}"
    )
    more = f"{number(abs(total.change), 2)} {'flere' if total.change > 0 else 'færre'}"
    same = number(abs(total.change), 2) == number(0, 2)
    more = "Like mange" if same else more
    if any(one.item == f"care_fte{PER_100}" for one in compared):
        return Finding(
            f"{more} årsverk per 100 innbyggere 20–66 år i {last}",
            "Lærere og barnehageansatte etter minimumsnormene, og pleie og omsorg etter kommunens "
            f"eget tall: {change} {_exists(total, 'disse tjenestene')}",
        )
    care = "mer" if burden.change >= 0 else "mindre"
    but = "og" if not same and (burden.change >= 0) == (total.change >= 0) else "men"
    return Finding(
        f"{more} årsverk per 100 innbyggere 20–66 år i skole og barnehage i {last}, {but} "
        f"{percent(abs(burden.relative))} {care} pleie og omsorg",
        f"Lærere og barnehageansatte etter minimumsnormene: {change} Pleie og omsorg er ikke med, "
        "for kommunens eget tall for årsverk mangler. Behovet der, delt på innbyggere 20–66 år, "
        f"går fra {number(burden.first, 1)} i {base} til {number(burden.last, 1)} i {last}. "
        f"{_exists(burden, 'pleie og omsorg')}",
    )


def _exists(one: Comparison, where: str) -> str:
    """Whether the labour exists, with the standard held."""
    part = direction(one.change, one.first, "større", "mindre", "like stor")
    then = f"del av innbyggerne 20–66 år arbeider i {where}"
    if part == "større":
        return (
            f"Med samme standard finnes arbeidskraften bare hvis en større {then} enn i "
            f"{one.first_year}."
        )
    than = "som" if part == "like stor" else "enn"
    return (
        f"Med samme standard finnes arbeidskraften om en {part} {then} {than} i {one.first_year}."
    )
