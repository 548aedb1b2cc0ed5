"""The plan's lines as tables to read: what is printed, and what each of our figures is made of."""

from collections.abc import Mapping, Sequence

from .. import labels, norwegian, terms
from ..case import Accounts
from ..series import Series, Table, items, pick
from ..whatif.account import Account
from .grids import Grid, cell

AMOUNTS = "1000 kr, og prosent av brutto driftsinntekter"
MILLIONS = "Mill. kr, og prosent av brutto driftsinntekter"
RESULT = (
    "net_result_share",
    "net_result",
    "gross_operating_revenue",
    "cost_change",
    "income_change",
)
FUND = ("reserve_fund_share", "reserve_fund", "deficit_share", "deficit")
"""What stands in the tables of result and fund."""

PLANNED: Mapping[str, str] = {
    "gross_operating_revenue": "Summen av områdenes brutto driftsinntekter",
    "net_result": "Linjen «Totale avsetninger»",
    "net_result_share": "Totale avsetninger / brutto driftsinntekter",
    "reserve_fund": (
        "Oppgitt for årene før planen; deretter fjoråret + «Til ubundne avsetninger» + "
        "«Bruk av ubundne avsetninger»"
    ),
    "reserve_fund_share": "Disposisjonsfond / brutto driftsinntekter",
}
"""What the figures of the plan are made of."""
AFTER: Mapping[str, str] = {
    "cost_change": "Demografikostnad i eget budsjett, endring fra planens siste år",
    "income_change": "Inntekter som følger innbyggerne, endring fra planens siste år",
    "gross_operating_revenue": "Planens siste år + endret inntekt",
    "net_result": "Planens siste år − endret kostnad + endret inntekt",
    "net_result_share": "Netto driftsresultat / brutto driftsinntekter",
    "reserve_fund": ("Fjoråret + netto driftsresultat + bruk av bundne fond, men aldri under null"),
    "reserve_fund_share": "Disposisjonsfond / brutto driftsinntekter",
    "deficit": "Det som mangler når fondet er tomt; dekkes før fondet fylles",
    "deficit_share": "Merforbruk / brutto driftsinntekter",
}
"""What the figures after the plan are made of."""


def lines(accounts: Accounts) -> Grid:
    """The plan's lines as printed, with the plan's sign."""
    return _as_printed("Planens linjer, 1000 kr (inntekter er negative)", accounts.lines)


def revenue(accounts: Accounts, figures: Table) -> Grid:
    """Gross operating revenue by area, and their sum."""
    grid = _as_printed("Brutto driftsinntekter etter område, 1000 kr", accounts.revenue)
    total = ("Sum", *_cells(pick(figures, "gross_operating_revenue")))
    return Grid(grid.caption, grid.columns, (*grid.rows, total))


def entered(accounts: Accounts, figures: Table) -> Grid:
    """Lines that a user gave, and the shares reckoned of them."""
    lines = (*accounts.revenue, *accounts.lines, *accounts.balances)
    years = sorted({(year, one.alternative) for one in accounts.balances for year in one.years})

    def row(name: str, own: Table) -> tuple[str, ...]:
        found = {year: _text(one, one.at(year)) for one in own for year in one.years}
        return (name, *(found.get(year, "") for year, _ in years))

    rows = [row(pick(lines, item)[0].label("line"), pick(lines, item)) for item in items(lines)]
    rows += [
        row(labels.item(item), pick(figures, item))
        for item in ("net_result_share", "reserve_fund_share")
    ]
    headings = ("Linje", *(f"{year} {kind}" for year, kind in years))
    return Grid("1000 kr, og prosent av brutto driftsinntekter", headings, tuple(rows))


def figures(table: Table, differences: Table) -> Grid:
    """The plan's figures, the lines they are made of, and what the plan prints.

    ``table``: from ``tables.accounts.plan_figures``; ``differences``: from
    ``tables.accounts.beside_printed``.
    """
    rows: list[tuple[str, ...]] = []
    for item, made_of in PLANNED.items():
        own = pick(table, item)
        rows.append((labels.item(item), made_of, *_cells(own)))
        beside = pick(differences, item)
        if beside:
            printed = [one for one in beside if one.label("as") == "printed"]
            apart = [one for one in beside if one.is_difference]
            rows.append(("– som planen trykker", printed[0].label("line"), *_cells(printed)))
            points = [norwegian.number(x, 2, True) for one in apart for x in one.values]
            rows.append(("– forskjell, prosentpoeng", "Vårt tall minus planens", *points))
    years = _years(pick(table, "net_result"))
    return Grid("Tallene, og linjene de er regnet av", ("Tall", "Regnet av", *years), tuple(rows))


def after_plan(table: Table) -> Grid:
    """The figures after the plan, and what they are made of."""
    projected = pick(table, "cost_change")[0].alternative
    own = tuple(one for one in table if one.alternative == projected)
    rows = tuple(
        (labels.item(item), made_of, *_cells(pick(own, item))) for item, made_of in AFTER.items()
    )
    years = tuple(str(year) for year in own[0].years)
    return Grid("Etter planen, 1000 kr og prosent", ("Tall", "Regnet av", *years), rows)


def checks(table: Table) -> Grid:
    """Where the plan's own sums and lines do not agree, by more than a rounding.

    ``table``: from ``tables.accounts.sum_checks``.
    """
    rows = tuple(
        (
            one.label("line") or labels.item(one.item),
            one.label("against"),
            str(year),
            cell(one, year),
        )
        for one in table
        for year in one.years
        if abs(one.at(year)) > 1
    )
    return Grid(
        "Det som ikke går opp i planen, 1000 kr",
        ("Linje", "Mot", "År", "Forskjell"),
        rows,
    )


def free_income(table: Table, checked: Table, growth: Series) -> Grid:
    """Grants and tax line by line, what the sums lack of their lines, and growth.

    ``table``, ``checked`` and ``growth``: from ``tables.accounts``: printed, checks and
    growth.
    """
    rows = [(one.label("line"), *_cells([one])) for one in table]
    rows += [(f"Forskjell, {one.label('line').lower()}", *_cells([one])) for one in checked]
    rows.append((labels.item(growth.item), *_cells([growth])))
    years = tuple(str(year) for year in table[0].years)
    caption = "KS prognosemodell slik planen trykker den, 1000 kr"
    return Grid(caption, ("Linje", *years), tuple(rows))


def net_span(table: Table, year: int) -> Grid:
    """Net in a year by what nobody knows: how sector weights move, and what the state gives.

    Parameters
    ----------
    table
        From ``tables.sure.nets`` [1000 NOK].
    """
    cells = {
        (one.label("weights"), one.label("state")): norwegian.number(one.at(year) / 1000, 1, True)
        for one in table
        if one.has(year) and not one.is_observed
    }
    states, weights = (list(dict.fromkeys(key[at] for key in cells)) for at in (1, 0))
    rows = tuple(
        (
            f"Sektorvektene {terms.WEIGHTS[weight].lower()}",
            *(cells[weight, state] for state in states),
        )
        for weight in weights
    )
    headings = (f"Staten dekker landets aldring {terms.STATES[state].lower()}" for state in states)
    return Grid(f"Netto i {year}, mill. kr", ("", *headings), rows)


def statements(table: Table) -> Grid:
    """What the plan says, what stands against it, and the difference.

    ``table``: from ``tables.statements``.
    """
    against = {one.item: one for one in table if one.alternative != "plan"}
    rows = []
    for one in table:
        if one.alternative != "plan":
            continue
        other, year = against.get(one.item), one.years[0]
        apart = terms.value(one.at(year) - other.at(year), one.unit, True) if other else ""
        rows.append(
            (
                one.label("about"),
                one.label("says"),
                terms.value(one.at(year), one.unit),
                other.label("says") if other else "",
                terms.value(other.at(year), other.unit) if other else "",
                apart,
                one.label("place"),
            )
        )
    headings = ("Om", "Planen", "Planens tall", "Mot", "Tallet mot", "Forskjell", "Sted i planen")
    return Grid("Planens utsagn", headings, tuple(rows))


def _as_printed(caption: str, table: Table) -> Grid:
    rows = tuple(
        (pick(table, item)[0].label("line"), *_cells(pick(table, item))) for item in items(table)
    )
    return Grid(caption, ("Linje", *_years(pick(table, table[0].item))), rows)


def _years(own: Sequence[Series]) -> tuple[str, ...]:
    """Column headings: the year, and whether it is accounts, budget or plan."""
    return tuple(f"{year} {one.alternative}" for one in own for year in one.years)


def _cells(own: Sequence[Series]) -> list[str]:
    """A cell a year; percentages with two decimals, so that a rounding can be followed."""
    return [_text(one, value) for one in own for value in one.values]


def _text(series: Series, value: float) -> str:
    if series.unit == "percent" and series.label("as") != "printed":
        return norwegian.percent(value / 100, 2)
    return terms.value(value, series.unit)


ACCOUNT = {
    "start": "Ved start",
    "moved": "Flyttet",
    "births": "Født",
    "deaths": "Døde",
    "left": "Flyttet igjen",
    "end": "Ved slutt",
}
"""The parts of an account of extra people, in order; deaths and those who left are subtracted."""


def accounts(caption: str, every: Sequence[Account]) -> Grid:
    """Causes down; the parts of the account of all years together across."""
    rows = [
        (
            terms.CAUSES[one.cause],
            [float(getattr(one.whole(), part)[0, 0]) for part in ACCOUNT],
        )
        for one in every
    ]
    rows = [(name, numbers) for name, numbers in rows if any(numbers)]
    rows.append(("Sum", [sum(column) for column in zip(*(row[1] for row in rows), strict=True)]))
    return Grid(
        caption,
        ("", *ACCOUNT.values()),
        tuple(
            (name, *(norwegian.number(one, 1, True) for one in numbers)) for name, numbers in rows
        ),
    )
