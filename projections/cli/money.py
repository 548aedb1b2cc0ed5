"""Kroner: what services cost and why, income that follows people, and the budget's bottom line."""

import re
from typing import get_args

from .. import tables
from ..choices.choice import CODED
from ..errors import BaereevneError, MissingInputError
from ..money.budget import Earmarked, Rules, less_finance
from ..series import Table
from . import options
from .options import ASSUMED, FRAMES, RATES, one, option, shared, switch
from .written import Written, of_region


def plan(of: Written) -> Table:
    """The plan's own demography lines, support ratios or statements, with ours beside them."""
    args, case = of.args, of.case
    if args.statements:
        return tables.statements(case, reckoned=tables.people_measures(case, of.projection))
    if not args.ratio:
        return tables.plan_beside_model(of.setting("need", "fixed"))
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))


def costs(of: Written) -> Table:
    """Demografikostnad by sector or by age, as the change since the base year or as the level."""
    return _measured(tables.costs(_setting(of), of.args.prices, of.args.by), of)


def why(of: Written) -> Table:
    """The change since the base year by cause, on the path that has the base year."""
    setting, base = _setting(of), of.base
    projected = (of.projection.population,) if of.projection else ()
    counted = of.case.observed.years[-1]
    last = next((one.years[-1] for one in projected if base in one.years), counted)
    return tables.explained(setting, base, last, of.args.prices, of.args.service)


def _setting(of: Written) -> tables.Setting:
    """How costs are found."""
    found = of.setting("method", "need", "fixed")
    if found.fixed and found.method != "own":
        raise BaereevneError("Fast andel (--fixed) gjelder bare metoden own, eget budsjett.")
    return found


def _measured(table: Table, of: Written) -> Table:
    """As the change since the base year, or as the level."""
    return tables.changes(table, of.base) if of.args.measure == "change" else table


def _percent(text: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?", text):
        raise BaereevneError(
            f"Kan ikke lese tjenestenivå: «{text}». Skriv prosent per år, f.eks. 0.5 eller -1."
        )
    return float(text)


def income(of: Written) -> Table:
    """Income by part, cost against income, need index, or the formulas beside the plan."""
    show, case = of.args.show, of.case
    if show == "plan":
        return tables.printed_income(case, of.catalogue)
    if show == "ks":
        printed, checked = tables.accounts.printed(case), tables.accounts.checks(case)
        return (*printed, *checked, tables.accounts.growth(case))
    if show == "index":
        return tables.need_index(of.setting("need", "assumed"))
    if show == "sectors":
        return tables.need_by_sector(of.setting("need"))
    if show == "parts":
        return _measured(tables.income_parts(of.setting("need", "assumed")), of)
    setting = of.setting("method", "need", "assumed", "fixed")
    if show == "span":
        return tables.sure.nets(setting, of.base)
    return _measured(tables.cost_and_income(setting), of)


def budget(of: Written) -> Table:
    """The bottom line, what it lacks of the rules, or the plan's own lines."""
    args, case, setting = of.args, of.case, of.setting("need", "assumed", "fixed")
    own = (of.number("rule_result"), of.number("rule_fund"))
    accounts = tables.accounts
    if args.show == "plan":
        return (*accounts.plan_figures(case), *accounts.beside_printed(case))
    if args.show == "lines":
        plan = case.require_accounts()
        return (*plan.lines, *plan.revenue, *plan.balances, *plan.printed)
    if args.show == "checks":
        return accounts.sum_checks(case)
    if args.show == "debt":
        return accounts.net_debt(case)
    finance = 1000 * less_finance(of.number("less_debt"), of.number("debt_service"))
    table = tables.budget.budget(setting, args.earmarked, args.last, finance)
    if args.show == "result":
        return table
    value = of.catalogue.parameters.value
    return tables.budget.adjustments(table, Rules(*own, value("rule_debt"), value("robek_deficit")))


METHOD = (
    *shared("method", note=RATES),
    *shared("base_year", "need", "fixed", "prices", *FRAMES, "rates"),
)
"""How costs are found."""
MEASURE = one("measure", "mål", CODED["cost_view"], "change (fra basisåret) eller level")

COMMANDS = (
    of_region(
        "costs",
        "demografikostnader i 1000 kr",
        costs,
        *METHOD,
        MEASURE,
        one("by", "inndeling", get_args(tables.CostsBy), "sector eller age"),
    ),
    of_region(
        "why",
        "hvorfor kostnaden endrer seg, i 1000 kr",
        why,
        *METHOD,
        option("service", "endret tjenestenivå, prosent per år", type=_percent, default=0.0),
    ),
    of_region(
        "plan",
        "planens egne demografilinjer ved siden av modellen",
        plan,
        switch("ratio", "planens tall for aldersbæreevne"),
        switch(
            "statements",
            "planens mål, påstander og steder der den har to tall, og det som står mot dem",
        ),
        *shared("need", "fixed"),
    ),
    of_region(
        "income",
        "inntekt, netto og utgiftsbehov i 1000 kr",
        income,
        one(
            "show",
            "visning",
            ("parts", "net", "span", "index", "sectors", "plan", "ks"),
            "parts (inntektene), net (kostnad, inntekt og netto), span (netto etter hva staten "
            "gir, målt fra basisåret), index (utgiftsbehov, landet = 1), sectors (det samme etter "
            "alder i hver sektor), plan (formlene ved siden av planens tall) eller ks (KS "
            "prognosemodell slik planen trykker den, med sumkontroll og vekst)",
        ),
        *shared(*ASSUMED, "need", "base_year"),
        *shared("method", "fixed", note="for net: "),
        MEASURE,
    ),
    of_region(
        "budget",
        "netto driftsresultat og disposisjonsfond",
        budget,
        one(
            "show",
            "visning",
            ("result", "adjustments", "plan", "lines", "checks", "debt"),
            "result (resultat og fond), adjustments (det som mangler til reglene), plan (bare "
            "planens år, ved siden av det planen trykker), lines (planens linjer), checks (det "
            "som ikke går opp) eller debt (netto lånegjeld)",
        ),
        *shared(*ASSUMED, "need", "fixed", "rule_result", "rule_fund", "plan", *FRAMES),
        option("last", "siste år, ellers prognosens", type=options.year),
        one(
            "earmarked",
            "bruk av bundne fond",
            get_args(Earmarked),
            "bundne fond etter planen: held (som i planen) eller none",
        ),
        *shared("less_debt", "debt_service"),
    ),
)
