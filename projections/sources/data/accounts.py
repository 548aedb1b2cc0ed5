"""The plan's own lines: accounts, budget, key figures, and grants and tax as KS reckoned them.

Every line must be known by its printed name and stand once. Sums are not checked here: where the
plan's own sums do not agree, ``tables.accounts.sum_checks`` shows it.
"""

import re
from collections.abc import Mapping

import numpy as np

from ...case import Accounts
from ...errors import DataFileError
from ...parameters import FILE as PARAMETER_FILE
from ...parameters import Parameters
from ...people.population import OBSERVED, Population, Region
from ...provenance import Source
from ...series import Series, Table
from .datafiles import DataFiles, DataRow, reading, series_of_row

GROUNDS = {
    "regnskap": "regnskap",
    "oppr_budsjett": "budsjett",
    "budsjett": "budsjett",
    "plan": "plan",
}
"""Kind of year by the first part of a column's name."""
UNITS = ("1000 NOK", "percent")
LINES = {
    "Skatt på inntekt og formue": "income_tax",
    "Ordinært rammetilskudd": "general_grant",
    "Skatt på eiendom": "property_tax",
    "Andre generelle statstilskudd": "other_grants",
    "Sum sentrale inntekter": "central_revenue",
    "Avskrivninger": "depreciation",
    "Renteutgifter og andre finansutgifter": "interest_paid",
    "Renteinntekter og utbytte": "interest_received",
    "Avdrag på lån": "instalments",
    "Netto finansinntekter/finansutgifter": "net_finance",
    "Til ubundne avsetninger": "to_fund",
    "Bruk av ubundne avsetninger": "from_fund",
    "Netto avsetninger": "net_provisions",
    "Netto avsetninger i tjenesteområdene": "earmarked",
    "Totale avsetninger (revidert budsjett for 2023)": "total_provisions",
}
PRINTED = {
    "Netto driftsresultat i % av brutto driftsinntekter": "net_result_share",
    "Disposisjonsfond i % av brutto driftsinntekter": "reserve_fund_share",
}
AREAS = {
    "Stab og støtte": "stab",
    "Oppvekst": "oppvekst",
    "Helse og omsorg": "helse",
    "Kultur": "kultur",
    "Tekniske områder": "teknisk",
    "Sentrale inntekter (skatt rammetilskudd mv.)": "sentrale",
}
KEY_FIGURES = {"net_debt": "net_debt", "reserve_fund": "reserve_fund_share"}


def read(
    data: DataFiles, parameters: Parameters, code: str, people: Mapping[str, Population]
) -> Accounts:
    """The plan's lines and what belongs to them.

    Parameters
    ----------
    data
        The data folder.
    parameters
        Have the fund's balances before the plan, ``reserve_fund`` [million NOK].
    code
        Whose plan it is.
    people
        Municipalities by code; the rows of key figures are tied to these.

    Raises
    ------
    DataFileError
        If a line is unknown, missing or stands twice, or the files do not cover the same years.
    """
    region = people[code].region
    every = _as_printed(data, "hop-okonomiplan", region, "line", {**LINES, **PRINTED})
    revenue = _as_printed(data, "hop-brutto", region, "area", AREAS)
    years, others = ({(one.alternative, one.years) for one in of} for of in (every, revenue))
    if years != others:
        plan, gross = every[0].source.file, revenue[0].source.file
        raise DataFileError(gross, f"årene er ikke de samme som i data/{plan}.")
    lines = tuple(one for one in every if one.item in LINES.values())
    return Accounts(
        lines,
        revenue,
        _balances(lines, parameters, data.source("forutsetninger")),
        tuple(one for one in every if one.item in PRINTED.values()),
        _key_figures(data, region, people),
    )


def _as_printed(
    data: DataFiles, id: str, region: Region, column: str, known: Mapping[str, str]
) -> Table:
    """Every row of a file, each once; ``column`` has the name it is known by."""
    source, rows = data.table(id, (column, "unit"))
    _all_once(source, [row[column] for row in rows], known)
    return tuple(
        one
        for row in rows
        for one in _by_ground(region, source, known[row[column]], row[column], row)
    )


def _by_ground(region: Region, source: Source, item: str, line: str, row: DataRow) -> Table:
    """One row as accounts, budget and plan, each a series of its own years."""
    if row["unit"] not in UNITS:
        raise DataFileError(source.file, f"enheten «{row['unit']}» ({line}) er ukjent.")
    columns: dict[str, dict[int, str]] = {}
    with reading(source.file):
        for column in row:
            if named := re.fullmatch(r"([a-z_]+)_(\d{4})", column):
                columns.setdefault(GROUNDS[named[1]], {})[int(named[2])] = column
    return tuple(
        series_of_row(region, source, ground, item, row["unit"], row, of, (("line", line),))
        for ground, of in columns.items()
    )


def _all_once(source: Source, found: list[str], known: Mapping[str, str]) -> None:
    wrong = [name for name in known if found.count(name) != 1]
    wrong += [name for name in found if name not in known]
    if wrong:
        told = ", ".join(f"«{name}»" for name in dict.fromkeys(wrong))
        raise DataFileError(source.file, f"linjen {told} mangler, står to ganger eller er ukjent.")


def _balances(lines: Table, parameters: Parameters, source: Source) -> Table:
    """The fund's stated balance at the end of each year before the plan [1000 NOK]."""
    return tuple(
        Series(
            one.region,
            source,
            one.alternative,
            "reserve_fund",
            "1000 NOK",
            one.years,
            np.array([_balance(parameters, year, one.region) for year in one.years]),
        )
        for one in lines
        if one.item == "total_provisions" and one.alternative != "plan"
    )


def _balance(parameters: Parameters, year: int, region: Region) -> float:
    stated = parameters.parameter("reserve_fund", year, region.code)
    if stated.from_year != year:
        raise DataFileError(PARAMETER_FILE, f"disposisjonsfondet i {year} mangler.")
    return 1000 * stated.value


def _key_figures(data: DataFiles, own: Region, people: Mapping[str, Population]) -> Table:
    """Net debt and reserve fund by municipality [percent of gross revenue], the own first."""
    source, rows = data.table("hop-gjeld", ("indicator", "unit", "region"))
    codes = data.toml(data.source("kostra-tilordning").file)
    years = {int(column): column for column in rows[0] if column.isdigit()}
    with reading(source.file):
        table = [
            series_of_row(
                people[codes["columns"][row["region"]]].region,
                source,
                OBSERVED,
                KEY_FIGURES[row["indicator"]],
                "percent",
                row,
                years,
            )
            for row in rows
        ]
    return tuple(sorted(table, key=lambda one: one.region != own))


GRANT_LINES: Mapping[str, str] = {
    "Innbyggertilskudd (likt beløp pr innb)": "innbyggertilskudd",
    "Utgiftsutjevningen": "utgiftsutjevning",
    "Skatt på formue og inntekt": "skatt",
    "Netto inntektsutjevning": "inntektsutjevning",
}
"""The printed lines that follow from people, and our code for each; others follow decisions."""


EVERY: Mapping[str, str] = {
    **GRANT_LINES,
    "Overgangsordning - INGAR": "ks_ingar",
    "Saker særskilt fordeling": "ks_saerskilt",
    "Sør-Norge-tilskudd": "ks_sor_norge",
    "Ordinært skjønn": "ks_skjonn",
    "Sum rammetilskudd uten inntektsutjevning": "ks_sum_uten_utjevning",
    "Sum rammetilskudd før ekstra skjønn": "ks_sum_rammetilskudd",
    "Sum skatt og rammetilskudd (avrundet)": "ks_sum",
}
"""Every printed line, sums too."""
YEARS = (2024, 2025, 2026, 2027)


def read_grants(every: Table) -> Table:
    """The four lines [1000 NOK per year] among :func:`read_every`."""
    return tuple(one for line in GRANT_LINES for one in every if one.label("line") == line)


def read_every(data: DataFiles, region: Region) -> Table:
    """Every line as printed [1000 NOK per year], in the file's order; a dash is missing.

    The printed name is the label ``line``.

    Raises
    ------
    DataFileError
        If a line is not known, or one is not there.
    """
    columns = tuple(map(str, YEARS))
    source, rows = data.table("hop-frie-inntekter", ("line", *columns))
    _all_once(source, [row["line"] for row in rows], EVERY)

    def cell(row: DataRow, column: str) -> float:
        return row.number(column) if row[column] or row["line"] in GRANT_LINES else np.nan

    return tuple(
        Series(
            region,
            source,
            "plan",
            EVERY[row["line"]],
            "1000 NOK",
            YEARS,
            np.array([cell(row, column) for column in columns]),
            (("line", row["line"]),),
        )
        for row in rows
    )
