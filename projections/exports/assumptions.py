"""The sheet of a workbook that holds the assumptions, in cells that formulas refer to."""

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .. import labels
from ..ages import SERVICE_AGES
from ..exhibits.reckoning import Reckoning

GIVEN = "Forutsetninger"


def given(book: Any, formats: dict[str, Any], of: Reckoning, base: int) -> dict[str, str]:
    """The sheet of assumptions; the columns of the sectors by code."""
    sheet = book.add_worksheet(GIVEN)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 12, 16)
    sheet.write_string(0, 0, "Forutsetninger som kan endres", formats["title"])
    scalars: list[tuple[str, str, float, str]] = [
        ("basisaar", "Basisår", base, "år"),
        ("utgiftsbehov", "Utgiftsbehov per innbygger i landet", of.mean_need, "kr"),
    ]
    if of.received:
        scalars += [
            ("innbyggertilskudd", "Innbyggertilskudd", of.received.grant, "kr per innbygger"),
            ("ekstra_sats", "Ekstra skatteutjevning, sats", of.received.extra, "andel"),
            ("ekstra_grense", "Ekstra skatteutjevning under", of.received.below, "andel av landet"),
        ]
    if of.after:
        end, after = of.after.end, of.after
        scalars += [
            ("plan_resultat", f"Netto driftsresultat {end}", after.result, "1000 kr"),
            ("plan_inntekter", f"Brutto driftsinntekter {end}", after.revenue, "1000 kr"),
            ("plan_fond", f"Disposisjonsfond {end}", after.fund, "1000 kr"),
            ("bundne_fond", "Bruk av bundne fond hvert år", after.earmarked, "1000 kr"),
        ]
    row = 2
    for name, label, value, unit in scalars:
        sheet.write_string(row, 0, label)
        sheet.write_number(row, 1, value, formats["year" if unit == "år" else "given"])
        sheet.write_string(row, 2, unit)
        book.define_name(name, f"={GIVEN}!$B${row + 1}")
        row += 1
    return _sectors(sheet, formats, of, row + 1)


def _sectors(sheet: Any, formats: dict[str, Any], of: Reckoning, row: int) -> dict[str, str]:
    """Frames, fixed shares and need per person by sector; the areas formulas refer to, by name."""
    sheet.write_string(row, 0, "Etter tjeneste", formats["heading"])
    for place, sector in enumerate(of.sectors, 1):
        sheet.write_string(row, place, labels.item(sector), formats["heading"])
    columns = [xl_col_to_name(1 + place) for place in range(len(of.sectors))]
    places = dict(zip(of.sectors, columns, strict=True))
    rows = [
        (f"Behov per person {labels.age(age)}", of.rates[:, place])
        for place, age in enumerate(SERVICE_AGES.codes)
    ]
    if of.own:
        rows += [(f"Netto driftsramme {of.own.year}, kr", of.own.frames)]
        rows += [("Fast andel", of.own.shares)]
    for name, values in rows:
        row += 1
        sheet.write_string(row, 0, name)
        sheet.write_row(row, 1, list(values), formats["given"])
    first = row + 2 - len(rows)
    ages = len(SERVICE_AGES.codes)
    found = {s: f"{GIVEN}!${c}${first}:${c}${first + ages - 1}" for s, c in places.items()}
    if not of.own:
        return found
    served = xl_col_to_name(1 + len(of.sectors))
    top = first - 2
    sheet.write_string(top, 1 + len(of.sectors), f"Innbyggere {of.own.year}", formats["heading"])
    for place, people in enumerate(of.own.served):
        sheet.write_number(top + 1 + place, 1 + len(of.sectors), people, formats["given"])
    row += 1
    sheet.write_string(row, 0, "Behov rammen dekket")
    needs = of.rates @ of.own.served
    area = f"${served}${first}:${served}${first + ages - 1}"
    for place, (column, need) in enumerate(zip(columns, needs, strict=True), 1):
        text = f"=SUMPRODUCT({column}{first}:{column}{first + ages - 1},{area})"
        sheet.write_formula(row, place, text, formats["reckoned"], need)
    for sector, column in places.items():
        frame, share = f"{GIVEN}!${column}${first + ages}", f"{GIVEN}!${column}${first + ages + 1}"
        found |= {f"{sector}.frame": frame, f"{sector}.share": share}
        found[f"{sector}.need"] = f"{GIVEN}!${column}${row + 1}"
    return found
