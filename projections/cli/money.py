"""The plan's own figures beside ours."""

import argparse

from .. import tables
from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..series import Table
from . import choices, options
from .calls import Commands, add_figures


def register(commands: Commands) -> None:
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
        fixed = choices.shares(args.fixed, catalogue.keys.sectors)
        return tables.plan_beside_model(case, projection, catalogue, need, fixed)
    if case.plan_ratio is None:
        raise MissingInputError(f"Det er ikke lagt ved planens tall for {case.region.name}.")
    return (case.plan_ratio, *tables.both_definitions(case))
