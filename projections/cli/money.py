"""Kroner: what services cost and why, income that follows people, and the budget's bottom line."""

import re
from typing import get_args

from .. import norwegian, tables
from ..choices import state
from ..errors import BaereevneError, MissingInputError
from ..money.budget import Earmarked, Rules, less_finance
from ..money.costs import Need
from ..money.prices import Prices
from ..series import Table
from . import options
from .asked import Asked, of_region
from .options import ASSUMED, FRAMES, RATES, one, option, shared, switch


def plan(of: Asked) -> Table:
    """The plan's own demography lines, support ratios or statements, with ours beside them."""
    args, case = of.args, of.case
    if args.statements:
        return tables.statements(case, reckoned=tables.people_measures(case, of.projection))
    if not args.ratio:
        return tables.plan_beside_model(*of.of, args.need, of.fixed)
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))


def costs(of: Asked) -> Table:
    """Demografikostnad by sector or by age, as the change since the base year or as the level."""
    method, need, fixed, prices = _how(of)
    table = tables.costs(*of.of, method, need, fixed, prices, by=of.args.by)
    return _measured(table, of)


def why(of: Asked) -> Table:
    """The change since the base year by cause, on the path that has the base year."""
    method, need, fixed, prices = _how(of)
    base = of.base
    projected = (of.projection.population,) if of.projection else ()
    counted = of.case.observed.years[-1]
    last = next((one.years[-1] for one in projected if base in one.years), counted)
    return tables.explained(*of.of, method, need, base, last, fixed, prices, of.args.service)


def _how(of: Asked) -> tuple[tables.Method, Need, dict[str, float], Prices]:
    """How costs are found."""
    method, fixed = of.method, of.fixed
    if fixed and method != "own":
        raise BaereevneError("Fast andel (--fixed) gjelder bare metoden own, eget budsjett.")
    return method, of.args.need, fixed, of.args.prices


def _measured(table: Table, of: Asked) -> Table:
    """As the change since the base year, or as the level."""
    return tables.changes(table, of.base) if of.args.measure == "change" else table


def _percent(text: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?", text):
        raise BaereevneError(
            f"Kan ikke lese tjenestenivå: «{text}». Skriv prosent per år, f.eks. 0.5 eller -1."
        )
    return float(text)


def income(of: Asked) -> Table:
    """Income by part, cost against income, need index, or the formulas beside the plan."""
    args, assumed, case = of.args, of.assumed, of.case
    if args.show == "plan":
        return tables.printed_income(case, of.catalogue)
    if args.show == "ks":
        printed, checked = tables.accounts.printed(case), tables.accounts.checks(case)
        return (*printed, *checked, tables.accounts.growth(case))
    if args.show == "index":
        return tables.need_index(*of.of, args.need, assumed.weights)
    if args.show == "sectors":
        return tables.need_by_sector(*of.of, args.need)
    if args.show == "parts":
        return _measured(tables.income_parts(*of.of, args.need, assumed), of)
    method, fixed = of.method, of.fixed
    if args.show == "span":
        return tables.sure.nets(*of.of, method, args.need, assumed, of.base, fixed)
    return _measured(tables.cost_and_income(*of.of, method, args.need, assumed, fixed), of)


def budget(of: Asked) -> Table:
    """The bottom line, what it lacks of the rules, or the plan's own lines."""
    args, case, fixed = of.args, of.case, of.fixed
    own = (of.assumption("rule_result"), of.assumption("rule_fund"))
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
    low, high, rest = state.LEVERS["less_debt"]
    debt = rest if args.less_debt is None else norwegian.read(args.less_debt, low, high)
    finance = 1000 * less_finance(debt, of.assumption("debt_service"))
    how = (*of.of, args.need, of.assumed, fixed)
    table = tables.budget.budget(*how, earmarked=args.earmarked, last=args.last, finance=finance)
    if args.show == "result":
        return table
    value = of.catalogue.parameters.value
    return tables.budget.adjustments(table, Rules(*own, value("rule_debt"), value("robek_deficit")))


METHOD = (
    *shared("method", note=RATES),
    *shared("base_year", "need", "fixed", "prices", *FRAMES, "rates"),
)
"""How costs are found."""
MEASURE = one("measure", "mål", ("change", "level"), "change (fra basisåret) eller level")

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
        option("less-debt", "lånegjeld under planens, mill. kr; mer gjeld: --less-debt=-50"),
        option("debt-service", "renter og avdrag per 100 mill. kr gjeld, mill. kr"),
    ),
)
