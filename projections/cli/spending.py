"""What services cost per inhabitant, beside neighbours and a KOSTRA group."""

import argparse
import sys

from .. import tables
from ..case import Case, Catalogue
from ..exports import tidy
from ..series import Table
from ..sources import whereabouts
from ..sources.statbank import kostra
from ..sources.statbank.archive import Archive
from ..sources.statbank.ssb import Client
from ..store import Store
from . import choices
from .calls import Commands, add, add_region, figures


def register(commands: Commands) -> None:
    """``spending``."""
    spent = add(
        commands,
        "spending",
        "utgifter per innbygger, sammenlignet med andre",
        spending,
        "den sammenligner regnskapstall, og ingen prognose er med.",
    )
    add_region(spent)
    spent.add_argument(
        "--basis",
        default="need",
        help="need (følger med, justert for behov) eller none (hentet fra SSB, ikke justert)",
    )
    spent.add_argument(
        "--measure",
        default="level",
        help="level, difference (fra gruppen), million (forskjellen i alt) eller key-figures",
    )
    spent.add_argument("--compare", default="", help="kommuner med komma, for --basis none")
    spent.add_argument("--fetch", action="store_true", help="hent KOSTRA-tall fra SSB først")


def spending(args: argparse.Namespace) -> list[tidy.Record]:
    """Expenditure by service area, its difference from the group, or the key figures."""
    catalogue = figures(args)
    case = catalogue.case(args.region)
    choices.one_of(args.measure, "mål", ("level", "difference", "million", "key-figures"))
    basis = choices.one_of(args.basis, "grunnlag", ("need", "none"))
    if args.measure == "key-figures":
        return tidy.records(tables.key_figures(catalogue.spending, case.region))
    table = (
        tables.spending(catalogue.spending, case.region)
        if basis == "need"
        else _unadjusted(args, case, catalogue)
    )
    if args.measure == "level":
        return tidy.records(table)
    compared = tables.beside_reference(table)
    if args.measure == "difference":
        return tidy.records(tables.differences(compared))
    return tidy.records(tables.in_all(compared, case.observed))


def _unadjusted(args: argparse.Namespace, case: Case, catalogue: Catalogue) -> Table:
    """KOSTRA's figures from the store, fetched first if that is asked for."""
    archive = Archive(Store(), Client() if args.fetch else None)
    fetched = kostra.fetch(archive)
    for problem in archive.problems:
        print(problem, file=sys.stderr)
    others = [
        catalogue.case(whereabouts.find(one.strip(), catalogue)).region
        for one in args.compare.split(",")
        if one.strip()
    ]
    group = catalogue.spending.groups.get(case.region.code)
    return tables.unadjusted(fetched, case.region, others, group)
