"""Kroner: what services cost and why, income that follows people, and the budget's bottom line."""

import argparse
import re
from typing import get_args

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..choices import state
from ..errors import BaereevneError, MissingInputError
from ..money.budget import Earmarked, Rules, less_finance
from ..money.costs import Need
from ..money.prices import Prices
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
        need = options.code(args, "need")
        fixed = options.shares(args.fixed, catalogue.keys.sectors)
        return tables.plan_beside_model(case, projection, catalogue, need, fixed)
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))


def register_costs(commands: Commands) -> None:
    """``costs`` and ``why``."""
    spent = add_figures(commands, "costs", "demografikostnader i 1000 kr", costs)
    _add_method(spent)
    spent.add_argument("--measure", default="change", help="change (fra basisåret) eller level")
    spent.add_argument("--by", default="sector", help="sector eller age")
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
    parser.add_argument(
        "--rates", help="fil (CSV, XLSX) med egne satser, som malen på siden Last opp"
    )


def costs(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Demografikostnad by sector or by age, as the change since the base year or as the level."""
    own, how, base = _method(args, case, projection, catalogue)
    by = options.one_of(args.by, "inndeling", get_args(tables.CostsBy))
    options.one_of(args.measure, "mål", get_args(tables.CostView))
    table = tables.costs(own, projection, catalogue, *how, by=by)
    return tables.changes(table, base) if args.measure == "change" else table


def why(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The change since the base year by cause, on the path that has the base year."""
    own, (method, need, fixed, prices), base = _method(args, case, projection, catalogue)
    projected = (projection.population,) if projection else ()
    last = next((one.years[-1] for one in projected if base in one.years), case.observed.years[-1])
    return tables.explained(
        own, projection, catalogue, method, need, base, last, fixed, prices, args.service
    )


def _method(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> tuple[Case, tuple[tables.Method, Need, dict[str, float], Prices], int]:
    """The case with its frames, how costs are found, and the base year."""
    own = files.with_own(args, files.with_frames(args, case, catalogue), catalogue)
    method = options.method(args.method, own, args.rates)
    need, prices = options.code(args, "need"), options.code(args, "prices")
    fixed = options.shares(args.fixed, catalogue.keys.sectors)
    if fixed and method != "own":
        raise BaereevneError("Fast andel (--fixed) gjelder bare metoden own, eget budsjett.")
    base = args.base_year or case.measured_from(projection)
    return own, (method, need, fixed, prices), base


def _percent(text: str) -> float:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?", text):
        raise BaereevneError(
            f"Kan ikke lese tjenestenivå: «{text}». Skriv prosent per år, f.eks. 0.5 eller -1."
        )
    return float(text)


INCOMES = ("parts", "net", "span", "index", "sectors", "plan", "ks")


def register_income(commands: Commands) -> None:
    """``income``."""
    found = add_figures(commands, "income", "inntekt, netto og utgiftsbehov i 1000 kr", income)
    found.add_argument(
        "--show",
        default="parts",
        help="parts (inntektene), net (kostnad, inntekt og netto), span (netto etter hva staten "
        "gir, målt fra basisåret), index (utgiftsbehov, landet = 1), sectors (det samme etter "
        "alder i hver sektor), plan (formlene ved siden av planens tall) eller ks (KS "
        "prognosemodell slik planen trykker den, med sumkontroll og vekst)",
    )
    options.add(found, *options.ASSUMED, "need", "base-year")
    options.add(found, "method", "fixed", note="for net: ")
    found.add_argument("--measure", default="change", help="change (fra basisåret) eller level")


def income(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Income by part, cost against income, need index, or the formulas beside the plan."""
    show = options.one_of(args.show, "visning", INCOMES)
    assumed, need = options.assumed(args), options.code(args, "need")
    view = options.one_of(args.measure, "mål", get_args(tables.CostView))
    base = args.base_year or case.measured_from(projection)
    if show == "plan":
        return tables.printed_income(case, catalogue)
    if show == "ks":
        printed, checked = tables.accounts.printed(case), tables.accounts.checks(case)
        return (*printed, *checked, tables.accounts.growth(case))
    if show == "index":
        return tables.need_index(case, projection, catalogue, need, assumed.weights)
    if show == "sectors":
        return tables.need_by_sector(case, projection, catalogue, need)
    if show == "span":
        how = options.method(args.method, case)
        of = (case, projection, catalogue, how, need, assumed, base)
        return tables.sure.nets(*of, options.shares(args.fixed, catalogue.keys.sectors))
    if show == "parts":
        table = tables.income_parts(case, projection, catalogue, need, assumed)
    else:
        method = options.method(args.method, case)
        fixed = options.shares(args.fixed, catalogue.keys.sectors)
        table = tables.cost_and_income(case, projection, catalogue, method, need, assumed, fixed)
    return tables.changes(table, base) if view == "change" else table


BOTTOM_LINES = ("result", "adjustments", "plan", "lines", "checks", "debt")


def register_budget(commands: Commands) -> None:
    """``budget``."""
    found = add_figures(commands, "budget", "netto driftsresultat og disposisjonsfond", budget)
    found.add_argument(
        "--show",
        default="result",
        help="result (resultat og fond), adjustments (det som mangler til reglene), plan (bare "
        "planens år, ved siden av det planen trykker), lines (planens linjer), checks (det som "
        "ikke går opp) eller debt (netto lånegjeld)",
    )
    options.add(found, *options.ASSUMED, "need", "fixed")
    files.add_plan(found)
    files.add_frames(found)
    found.add_argument("--last", type=options.year, help="siste år, ellers prognosens")
    found.add_argument(
        "--earmarked",
        default="held",
        help="bundne fond etter planen: held (som i planen) eller none",
    )
    found.add_argument(
        "--less-debt", help="lånegjeld under planens, mill. kr; mer gjeld: --less-debt=-50"
    )
    found.add_argument("--debt-service", help="renter og avdrag per 100 mill. kr gjeld, mill. kr")
    found.add_argument("--rule-result", help="netto driftsresultat i prosent, minst")
    found.add_argument("--rule-fund", help="disposisjonsfond i prosent, minst")


def budget(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """The bottom line, what it lacks of the rules, or the plan's own lines."""
    case = files.with_own(args, files.with_frames(args, case, catalogue), catalogue)
    show = options.one_of(args.show, "visning", BOTTOM_LINES)
    assumed, need = options.assumed(args), options.code(args, "need")
    fixed = options.shares(args.fixed, catalogue.keys.sectors)
    earmarked = options.one_of(args.earmarked, "bruk av bundne fond", get_args(Earmarked))
    rules = Rules(
        _rule(args.rule_result, "rule_result", catalogue),
        _rule(args.rule_fund, "rule_fund", catalogue),
        catalogue.parameters.value("rule_debt"),
        catalogue.parameters.value("robek_deficit"),
    )
    of = tables.budget
    if show == "plan":
        return (*tables.accounts.plan_figures(case), *tables.accounts.beside_printed(case))
    if show == "lines":
        accounts = case.require_accounts()
        return (*accounts.lines, *accounts.revenue, *accounts.balances, *accounts.printed)
    if show == "checks":
        return tables.accounts.sum_checks(case)
    if show == "debt":
        return tables.accounts.net_debt(case)
    debt = (
        0.0
        if args.less_debt is None
        else norwegian.read(args.less_debt, *state.LEVERS["less_debt"][:2])
    )
    finance = 1000 * less_finance(debt, _rule(args.debt_service, "debt_service", catalogue))
    how = (case, projection, catalogue, need, assumed, fixed)
    table = of.budget(*how, earmarked=earmarked, last=args.last, finance=finance)
    return of.adjustments(table, rules) if show == "adjustments" else table


def _rule(text: str | None, id: str, catalogue: Catalogue) -> float:
    """The rule as written, or the municipality's own."""
    own = catalogue.parameters.parameter(id)
    return own.value if text is None else norwegian.read(text, *own.range)
