"""Income that follows people, and what is left when cost is paid."""

import argparse
from typing import get_args

from .. import tables
from ..case import Case, Catalogue, Projection
from ..costs import Need
from ..income import TaxBase
from ..series import Table
from . import choices
from .calls import Commands, add_figures
from .money import NEED_HELP

SHOWN = ("parts", "net", "index", "plan")


def register(commands: Commands) -> None:
    """``income``."""
    found = add_figures(commands, "income", "inntekt, netto og utgiftsbehov i 1000 kr", income)
    found.add_argument(
        "--show",
        default="parts",
        help="parts (inntektene), net (kostnad, inntekt og netto), index (utgiftsbehov, landet = "
        "1) eller plan (formlene ved siden av planens tall)",
    )
    found.add_argument("--tax", default="inhabitants", help="inhabitants eller working_age (20-66)")
    found.add_argument("--need", default="all", help=NEED_HELP)
    found.add_argument("--fixed", help=f"for net: {choices.FIXED_HELP}")
    found.add_argument("--measure", default="change", help="change (fra basisåret) eller level")
    found.add_argument("--base-year", type=choices.year, help="basisår, ellers rammeåret")
    found.add_argument("--method", help="for net: own (eget budsjett) eller national")


def income(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Income by part, cost against income, need index, or the formulas beside the plan."""
    show = choices.one_of(args.show, "visning", SHOWN)
    tax = choices.one_of(args.tax, "skattegrunnlag", get_args(TaxBase))
    need = choices.one_of(args.need, "behov", get_args(Need))
    view = choices.one_of(args.measure, "mål", get_args(tables.CostView))
    base = args.base_year or int(catalogue.parameters.value("frame_year"))
    if show == "plan":
        return tables.printed_income(case, catalogue)
    if show == "index":
        return tables.need_index(case, projection, catalogue, need)
    if show == "parts":
        table = tables.income_parts(case, projection, catalogue, need, tax)
    else:
        method = choices.method(args.method, case)
        fixed = choices.shares(args.fixed, catalogue.keys.sectors)
        table = tables.cost_and_income(case, projection, catalogue, method, need, tax, fixed)
    return tables.changes(table, base) if view == "change" else table
