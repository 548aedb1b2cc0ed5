"""Income that follows people, and what is left when cost is paid."""

import argparse
from typing import get_args

from .. import tables
from ..case import Case, Catalogue, Projection
from ..series import Table
from . import choices, options
from .calls import Commands, add_figures

SHOWN = ("parts", "net", "span", "index", "sectors", "plan", "ks")


def register(commands: Commands) -> None:
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
    show = choices.one_of(args.show, "visning", SHOWN)
    assumed, need = options.assumed(args), options.code(args, "need")
    view = choices.one_of(args.measure, "mål", get_args(tables.CostView))
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
        how = choices.method(args.method, case)
        of = (case, projection, catalogue, how, need, assumed, base)
        return tables.sure.nets(*of, choices.shares(args.fixed, catalogue.keys.sectors))
    if show == "parts":
        table = tables.income_parts(case, projection, catalogue, need, assumed)
    else:
        method = choices.method(args.method, case)
        fixed = choices.shares(args.fixed, catalogue.keys.sectors)
        table = tables.cost_and_income(case, projection, catalogue, method, need, assumed, fixed)
    return tables.changes(table, base) if view == "change" else table
