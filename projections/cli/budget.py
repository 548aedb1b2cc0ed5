"""Handlingsrom: the plan's bottom line, the years after it, and what the rules call for."""

import argparse
from typing import get_args

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..choices import state
from ..money.budget import Earmarked, Rules, less_finance
from ..series import Table
from . import choices, files, options
from .calls import Commands, add_figures

SHOWN = ("result", "adjustments", "plan", "lines", "checks", "debt")


def register(commands: Commands) -> None:
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
    found.add_argument("--last", type=choices.year, help="siste år, ellers prognosens")
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
    show = choices.one_of(args.show, "visning", SHOWN)
    assumed, need = options.assumed(args), options.code(args, "need")
    fixed = choices.shares(args.fixed, catalogue.keys.sectors)
    earmarked = choices.one_of(args.earmarked, "bruk av bundne fond", get_args(Earmarked))
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
