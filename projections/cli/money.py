"""Kroner: what services cost and why, income that follows people, and the budget's bottom line."""

import argparse
import re
from dataclasses import replace
from typing import get_args

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..choices import state
from ..errors import BaereevneError, MissingInputError
from ..money.budget import Earmarked, Rules, less_finance
from ..series import Table
from . import files, options
from .calls import Commands, Parser, add_figures


def register_plan(commands: Commands) -> None:
    """``plan``."""
    printed = add_figures(
        commands, "plan", "planens egne demografilinjer ved siden av modellen", plan
    )
    printed.add_argument("--ratio", action="store_true", help="planens tall for aldersbæreevne")
    printed.add_argument(
        "--statements",
        action="store_true",
        help="planens mål, påstander og steder der den har to tall, og det som står mot dem",
    )
    options.add(printed, "need", "fixed")


def plan(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The plan's own demography lines, support ratios or statements, with ours beside them."""
    if args.statements:
        return tables.statements(case, reckoned=tables.people_measures(case, projection))
    if not args.ratio:
        fixed = options.shares(args.fixed, catalogue.keys.sectors)
        of = tables.Setting(case, projection, catalogue, need=args.need, fixed=fixed)
        return tables.plan_beside_model(of)
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))


def register_costs(commands: Commands) -> None:
    """``costs`` and ``why``."""
    spent = add_figures(commands, "costs", "demografikostnader i 1000 kr", costs)
    _add_method(spent)
    _add_measure(spent)
    options.add_one(spent, "by", "inndeling", get_args(tables.CostsBy), "sector eller age")
    causes = add_figures(commands, "why", "hvorfor kostnaden endrer seg, i 1000 kr", why)
    _add_method(causes)
    causes.add_argument(
        "--service", type=_percent, default=0.0, help="endret tjenestenivå, prosent per år"
    )


def _add_method(parser: Parser) -> None:
    """How costs are found."""
    options.add(parser, "method", note="rates (egne satser), ")
    options.add(parser, "base-year", "need", "fixed", "prices")
    files.add_frames(parser)
    files.add_own(parser, "rates")


def _add_measure(parser: Parser) -> None:
    meaning = "change (fra basisåret) eller level"
    options.add_one(parser, "measure", "mål", ("change", "level"), meaning)


def costs(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Demografikostnad by sector or by age, as the change since the base year or as the level."""
    of, base = _method(args, case, projection, catalogue)
    table = tables.costs(of, args.prices, args.by)
    return tables.changes(table, base) if args.measure == "change" else table


def why(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The change since the base year by cause, on the path that has the base year."""
    of, base = _method(args, case, projection, catalogue)
    projected = (projection.population,) if projection else ()
    last = next((one.years[-1] for one in projected if base in one.years), case.observed.years[-1])
    return tables.explained(of, base, last, args.prices, args.service)


def _method(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> tuple[tables.Setting, int]:
    """How costs are found with the frames and rates that are given, and the base year."""
    own = files.with_own(args, files.with_frames(args, case, catalogue), catalogue)
    method = options.method(args.method, own, args.rates)
    fixed = options.shares(args.fixed, catalogue.keys.sectors)
    if fixed and method != "own":
        raise BaereevneError("Fast andel (--fixed) gjelder bare metoden own, eget budsjett.")
    base = args.base_year or case.measured_from(projection)
    return tables.Setting(own, projection, catalogue, method, args.need, fixed=fixed), base


def _percent(text: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?", text):
        raise BaereevneError(
            f"Kan ikke lese tjenestenivå: «{text}». Skriv prosent per år, f.eks. 0.5 eller -1."
        )
    return float(text)


def register_income(commands: Commands) -> None:
    """``income``."""
    found = add_figures(commands, "income", "inntekt, netto og utgiftsbehov i 1000 kr", income)
    options.add_one(
        found,
        "show",
        "visning",
        ("parts", "net", "span", "index", "sectors", "plan", "ks"),
        "parts (inntektene), net (kostnad, inntekt og netto), span (netto etter hva staten "
        "gir, målt fra basisåret), index (utgiftsbehov, landet = 1), sectors (det samme etter "
        "alder i hver sektor), plan (formlene ved siden av planens tall) eller ks (KS "
        "prognosemodell slik planen trykker den, med sumkontroll og vekst)",
    )
    options.add(found, *options.ASSUMED, "need", "base-year")
    options.add(found, "method", "fixed", note="for net: ")
    _add_measure(found)


def income(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Income by part, cost against income, need index, or the formulas beside the plan."""
    show = args.show
    if show == "plan":
        return tables.printed_income(case, catalogue)
    if show == "ks":
        printed, checked = tables.accounts.printed(case), tables.accounts.checks(case)
        return (*printed, *checked, tables.accounts.growth(case))
    assumed = options.assumed(args)
    of = tables.Setting(case, projection, catalogue, need=args.need, assumed=assumed)
    if show == "index":
        return tables.need_index(of)
    if show == "sectors":
        return tables.need_by_sector(of)
    base = args.base_year or case.measured_from(projection)
    if show == "parts":
        table = tables.income_parts(of)
    else:
        method = options.method(args.method, case)
        fixed = options.shares(args.fixed, catalogue.keys.sectors)
        of = replace(of, method=method, fixed=fixed)
        if show == "span":
            return tables.sure.nets(of, base)
        table = tables.cost_and_income(of)
    return tables.changes(table, base) if args.measure == "change" else table


def register_budget(commands: Commands) -> None:
    """``budget``."""
    found = add_figures(commands, "budget", "netto driftsresultat og disposisjonsfond", budget)
    options.add_one(
        found,
        "show",
        "visning",
        ("result", "adjustments", "plan", "lines", "checks", "debt"),
        "result (resultat og fond), adjustments (det som mangler til reglene), plan (bare "
        "planens år, ved siden av det planen trykker), lines (planens linjer), checks (det som "
        "ikke går opp) eller debt (netto lånegjeld)",
    )
    options.add(found, *options.ASSUMED, "need", "fixed", "rule-result", "rule-fund")
    files.add_own(found, "plan")
    files.add_frames(found)
    found.add_argument("--last", type=options.year, help="siste år, ellers prognosens")
    meaning = "bundne fond etter planen: held (som i planen) eller none"
    options.add_one(found, "earmarked", "bruk av bundne fond", get_args(Earmarked), meaning)
    found.add_argument(
        "--less-debt", help="lånegjeld under planens, mill. kr; mer gjeld: --less-debt=-50"
    )
    found.add_argument("--debt-service", help="renter og avdrag per 100 mill. kr gjeld, mill. kr")


def budget(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The bottom line, what it lacks of the rules, or the plan's own lines."""
    case = files.with_own(args, files.with_frames(args, case, catalogue), catalogue)
    fixed = options.shares(args.fixed, catalogue.keys.sectors)
    rules = Rules(
        _assumed(args, "rule_result", catalogue),
        _assumed(args, "rule_fund", catalogue),
        catalogue.parameters.value("rule_debt"),
        catalogue.parameters.value("robek_deficit"),
    )
    accounts = tables.accounts
    if args.show == "plan":
        return (*accounts.plan_figures(case), *accounts.beside_printed(case))
    if args.show == "lines":
        own = case.require_accounts()
        return (*own.lines, *own.revenue, *own.balances, *own.printed)
    if args.show == "checks":
        return accounts.sum_checks(case)
    if args.show == "debt":
        return accounts.net_debt(case)
    low, high, rest = state.LEVERS["less_debt"]
    debt = rest if args.less_debt is None else norwegian.read(args.less_debt, low, high)
    finance = 1000 * less_finance(debt, _assumed(args, "debt_service", catalogue))
    assumed, need = options.assumed(args), args.need
    of = tables.Setting(case, projection, catalogue, need=need, assumed=assumed, fixed=fixed)
    table = tables.budget.budget(of, args.earmarked, args.last, finance)
    return tables.budget.adjustments(table, rules) if args.show == "adjustments" else table


def _assumed(args: argparse.Namespace, id: str, catalogue: Catalogue) -> float:
    """An assumption as it was written, or as it stands at rest."""
    own, text = catalogue.parameters.parameter(id), getattr(args, id)
    return own.value if text is None else norwegian.read(text, *own.range)
