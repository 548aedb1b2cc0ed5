"""Inhabitants: how many, why the number changes, and aldersbæreevne."""

import argparse
from typing import get_args

from .. import tables
from ..case import Case, Catalogue, Projection
from ..indicators import WORKING_AGES
from ..series import Table
from . import choices
from .calls import Commands, add_figures


def register(commands: Commands) -> None:
    """``population``, ``components`` and ``support-ratio``."""
    people = add_figures(commands, "population", "folketall etter aldersgruppe", population)
    people.add_argument("--measure", default="persons", help="persons, share, index, deviation")
    people.add_argument(
        "--groups", default="service", help="service, five-year (med kjønn) eller 65+"
    )
    people.add_argument("--base-year", type=choices.year, help="basisår for index")
    causes = add_figures(commands, "components", "fødte, døde og flytting", components)
    causes.add_argument("--sums", action="store_true", help="summen av de hele årene")
    support = add_figures(commands, "support-ratio", "aldersbæreevne", support_ratio)
    support.add_argument("--working", default="20-66", help="20-66 eller 16-66")


def population(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Inhabitants by service age group, by five-year group and sex, or 65 and over."""
    choices.one_of(args.groups, "aldersinndeling", ("service", "five-year", "65+"))
    if args.groups != "service":
        choices.one_of(args.measure, "mål for femårsgrupper", ("persons",))
        return tables.pyramid(case) if args.groups == "five-year" else (tables.older(case),)
    choices.one_of(args.measure, "mål", (*get_args(tables.Measure), "deviation"))
    if args.measure == "deviation":
        return tables.deviations(case, projection) if projection else ()
    path = projection.population if projection else case.observed
    base = args.base_year or path.years[0]
    return tables.population(case, projection, args.measure, base)


def components(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Births, deaths and migration year by year, or the sums of what has happened."""
    return tables.component_sums(case) if args.sums else tables.components(case, projection)


def support_ratio(
    args: argparse.Namespace, case: Case, projection: Projection | None, _: Catalogue
) -> Table:
    """Aldersbæreevne."""
    working = choices.one_of(args.working, "definisjon", WORKING_AGES)
    return tables.support_ratios(case, projection, working)
