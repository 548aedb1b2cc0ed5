"""The plan by its own lines: result, fund, grants, tax, and what does not add up in it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..case import Accounts, Case
from ..errors import MissingInputError
from ..money import budget as model
from ..people.ages import FloatArray
from ..provenance import Source
from ..series import Series, Table, pick, sources_of

PLAN = "plan"
PARTS: Mapping[str, tuple[str, ...]] = {
    "central_revenue": ("income_tax", "general_grant", "property_tax", "other_grants"),
    "net_finance": ("interest_paid", "interest_received", "instalments"),
    "net_provisions": ("to_fund", "from_fund"),
    "total_provisions": ("net_provisions", "earmarked"),
}
"""Lines the plan prints as sums, and what they are sums of."""


def plan_figures(case: Case) -> Table:
    """Result and fund of accounts, budget and plan, reckoned from the plan's own lines.

    Net operating result is the plan's total provisions, gross operating revenue the sum of the
    areas. The fund is the stated balance before the plan; each year of the plan adds what is set
    aside and what is used.

    Raises
    ------
    MissingInputError
        If the region has no accounts.
    """
    accounts = case.require_accounts()
    stated = {one.alternative: one.values for one in accounts.balances}
    start = float(accounts.balances[-1].values[-1])
    table: list[Series] = []
    for total in pick(accounts.lines, "total_provisions"):
        if total.alternative in stated:
            fund, deficit = stated[total.alternative], np.zeros_like(total.values)
        else:
            fund, deficit = model.fund_and_deficit(
                start, _sum_of_parts(accounts, "net_provisions", total)
            )
        revenue = _gross_revenue(accounts, total.alternative)
        table += figures(replace(total, extra=()), revenue, total.values, fund, deficit)
    return tuple(table)


def figures(
    like: Series, revenue: FloatArray, result: FloatArray, fund: FloatArray, deficit: FloatArray
) -> list[Series]:
    """The amounts [1000 NOK], and their shares of gross operating revenue [percent]."""
    amounts = {"net_result": result, "reserve_fund": fund, "deficit": deficit}
    found = [like.with_item("gross_operating_revenue", revenue)]
    for item, values in amounts.items():
        share = like.with_item(f"{item}_share", model.percent_of_revenue(values, revenue))
        found += [like.with_item(item, values), replace(share, unit="percent")]
    return found


def beside_printed(case: Case) -> Table:
    """The percentages the plan prints, and ours minus theirs [percentage points].

    Raises
    ------
    MissingInputError
        If the region has no accounts.
    """
    own, found = plan_figures(case), []
    for printed in case.require_accounts().printed:
        ours = next(
            one for one in pick(own, printed.item) if one.alternative == printed.alternative
        )
        apart = printed.with_values(ours.values - printed.values)
        found += [printed.with_extra(("as", "printed")), apart.with_extra(("measure", "deviation"))]
    return tuple(found)


def sum_checks(case: Case) -> Table:
    """How far the plan's printed sums are from the sums of their lines [1000 NOK].

    Also how far the central revenue is from what stands for it among the areas' gross revenue, and
    the stated fund from last year's with what is set aside and used. The label ``against`` says
    which.

    Raises
    ------
    MissingInputError
        If the region has no accounts.
    """
    accounts = case.require_accounts()
    if accounts.is_entered:
        return _fund_checks(accounts)
    names = {one.item: one.label("line") for one in accounts.lines}
    found = []
    for item, parts in PARTS.items():
        against = ("against", " + ".join(names[part] for part in parts))
        for printed in pick(accounts.lines, item):
            difference = printed.values - _sum_of_parts(accounts, item, printed)
            found.append(printed.with_values(difference).with_extra(against))
    for printed, area in zip(
        pick(accounts.lines, "central_revenue"), pick(accounts.revenue, "sentrale"), strict=True
    ):
        difference = area.values + printed.values
        found.append(area.with_values(difference).with_extra(("against", names["central_revenue"])))
    before, stated = accounts.balances
    moved = _sum_of_parts(accounts, "net_provisions", stated)
    against = ("against", f"Fjoråret + {names['net_provisions']}")
    difference = stated.values - before.values[-1:] - moved
    found.append(stated.with_values(difference).with_extra(against))
    return tuple(one.with_extra(("measure", "deviation")) for one in found)


def _fund_checks(accounts: Accounts) -> Table:
    """What moved the fund besides result and earmarked funds, as investment does [1000 NOK]."""
    funds, lines = accounts.balances, accounts.lines
    known = {year: one.at(year) for one in funds for year in one.years}
    found = []
    for one in funds:
        years = tuple(year for year in one.years if year - 1 in known)
        if not years:
            continue
        paid, drawn = (
            {
                year: sum(line.at(year) for line in pick(lines, item) if line.has(year))
                for year in years
            }
            for item in ("total_provisions", "earmarked")
        )
        left = [known[year] - known[year - 1] - paid[year] + drawn[year] for year in years]
        found.append(
            replace(one, years=years, values=np.array(left)).with_extra(
                ("against", "Fjoråret + netto driftsresultat + bruk av bundne fond"),
                ("measure", "deviation"),
            )
        )
    return tuple(found)


def sources(case: Case) -> tuple[Source, ...]:
    """Where the plan's lines, the gross revenue and the stated balances come from."""
    accounts = case.require_accounts()
    return sources_of((*accounts.lines, *accounts.revenue, *accounts.balances))


def net_debt(case: Case) -> Table:
    """Net debt here and in the neighbours [percent of gross operating revenue].

    Raises
    ------
    MissingInputError
        If the region has no accounts, or they have no debt.
    """
    found = pick(case.require_accounts().key_figures, "net_debt")
    if not found:
        raise MissingInputError(f"Netto lånegjeld er ikke lagt inn for {case.region.name}.")
    return found


def _gross_revenue(accounts: Accounts, ground: str) -> FloatArray:
    areas = [one.values for one in accounts.revenue if one.alternative == ground]
    total: FloatArray = np.sum(areas, axis=0)
    return total


def _sum_of_parts(accounts: Accounts, item: str, like: Series) -> FloatArray:
    """The lines that a printed sum is the sum of, for the same kind of year."""
    parts = [
        one.values
        for one in accounts.lines
        if one.item in PARTS[item] and one.alternative == like.alternative
    ]
    total: FloatArray = np.sum(parts, axis=0)
    return total


SUMS: Mapping[str, tuple[str, ...]] = {
    "ks_sum_uten_utjevning": (
        "innbyggertilskudd",
        "utgiftsutjevning",
        "ks_ingar",
        "ks_saerskilt",
        "ks_sor_norge",
        "ks_skjonn",
    ),
    "ks_sum_rammetilskudd": ("ks_sum_uten_utjevning", "inntektsutjevning"),
    "ks_sum": ("ks_sum_rammetilskudd", "skatt"),
}
"""Lines printed as sums, and what they are sums of; each is held against what is printed."""


def printed(case: Case) -> Table:
    """Every line [1000 NOK per year].

    Raises
    ------
    MissingInputError
        If the region's plan is not bundled.
    """
    if not case.free_income:
        raise MissingInputError(
            f"KS prognosemodell er ikke lagt ved for {case.region.name}. Velg Røros."
        )
    return case.free_income


def checks(case: Case) -> Table:
    """How far each printed sum is from the sum of its printed lines [1000 NOK]."""
    lines = {one.item: one for one in printed(case)}
    found = []
    for item, parts in SUMS.items():
        whole = np.nansum([lines[part].values for part in parts], axis=0)
        apart = lines[item].with_values(lines[item].values - whole)
        found.append(apart.with_extra(("measure", "deviation")))
    return tuple(found)


def growth(case: Case) -> Series:
    """Growth in tax and grants from the year before [percent], from the printed sums."""
    total = next(one for one in printed(case) if one.item == "ks_sum")
    before = np.append(np.nan, total.values[:-1])
    share = total.with_values(100 * (total.values / before - 1), "percent")
    return share.with_item("ks_growth", share.values).with_extra(("measure", "change"))
