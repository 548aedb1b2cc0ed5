"""Does the labour exist? Need for care, and staff per 100 of working age."""

from .. import units
from ..norwegian import number, percent
from ..series import Table, value_on_path
from ..tables import Comparison, compare_from_base
from ..tables.labour import PER_100, STAFF
from .finding import Finding, direction, find, seam

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
        f" Kommunens eget tall, {units.value(one.first, one.first_series.unit)} {what} i {base}, "
        f"blir {units.said(one.last, one.last_series.unit)} i {last}."
        for item, what in (
            ("home_users", "brukere av hjemmetjenester"),
            ("care_fte", "årsverk i pleie og omsorg"),
        )
        for one in compared
        if one.item == item
    ]
    told += [
        f" Planen oppgir {units.value(own, 'FTE')} årsverk i "
        f"{one.last_series.label('unit_name').lower()} ({one.last_series.label('from')}, "
        f"l. {one.last_series.label('line')}). Følger de behovet, er de "
        f"{units.said(one.last, 'FTE')} i {last}. Hjemmetjenesten er ikke med i dem."
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
