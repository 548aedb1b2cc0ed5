"""What services need and cost: places, pupils and staff, and spending beside others."""

import argparse

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..exports import tidy
from ..series import Table
from ..sources import whereabouts
from ..sources.statbank import kostra
from ..sources.statbank.archive import Archive
from ..sources.statbank.ssb import Client
from ..store import Store
from . import files, options
from .calls import Commands, add, add_figures, add_region, figures

MOST = 99_999
PARTS = ("care-places", "pupils", "kindergarten", "care-need", "labour", "users")


def register_capacity(commands: Commands) -> None:
    """``capacity``."""
    needed = add_figures(commands, "capacity", "plasser, elever og årsverk mot kapasitet", capacity)
    parts = ("all", *PARTS)
    options.add_one(needed, "part", "del", parts, ", ".join(parts))
    needed.add_argument(
        "--areas", action="store_true", help="elever per skolekrets, når prognosen er delt på dem"
    )
    needed.add_argument("--coverage", help="heldøgns omsorgsplasser i prosent av 80 år og eldre")
    files.add_own(needed, "capacity", "rates")
    options.add(needed, "base-year")
    needed.add_argument(
        "--home-users", type=_own, default=0.0, help="brukere av hjemmetjenester i basisåret"
    )
    needed.add_argument(
        "--care-fte", type=_own, default=0.0, help="årsverk i pleie og omsorg i basisåret"
    )


def _own(text: str) -> float:
    return norwegian.read(text, 0, MOST)


def capacity(
    args: argparse.Namespace, case: Case, projection: Projection | None, catalogue: Catalogue
) -> Table:
    """Need and capacity, all parts or one; or pupils by school district."""
    case = files.with_own(args, case, catalogue)
    if args.areas:
        known = tables.districts.divided(case, projection) or (projection,)
        each = (tables.districts.every(case, one, projection) for one in known)
        return tuple(series for table in each for series in table)
    assumed = catalogue.parameters.parameter("care_coverage")
    coverage = (
        tables.capacity.coverage_at_rest(case, catalogue)
        if args.coverage is None
        else norwegian.read(args.coverage, *assumed.range)
    )
    base = args.base_year or case.measured_from(projection)
    of_people = tables.labour.every_part(
        tables.Setting(case, projection, catalogue), coverage, base, args.home_users, args.care_fte
    )
    parts = {**of_people, "users": tables.users(case, projection)}
    shown = PARTS if args.part == "all" else (args.part,)
    return tuple(one for part in shown for one in parts[part])


def register_spending(commands: Commands) -> None:
    """``spending``."""
    spent = add(
        commands,
        "spending",
        "utgifter per innbygger, sammenlignet med andre",
        spending,
        "den sammenligner regnskapstall, og ingen prognose er med.",
    )
    add_region(spent)
    meaning = "need (følger med, justert for behov) eller none (hentet fra SSB, ikke justert)"
    options.add_one(spent, "basis", "grunnlag", ("need", "none"), meaning)
    measures = ("level", "difference", "million", "key-figures")
    meaning = "level, difference (fra gruppen), million (forskjellen i alt) eller key-figures"
    options.add_one(spent, "measure", "mål", measures, meaning)
    spent.add_argument("--compare", default="", help="kommuner med komma, for --basis none")
    spent.add_argument("--fetch", action="store_true", help="hent KOSTRA-tall fra SSB først")


def spending(args: argparse.Namespace) -> list[tidy.Record]:
    """Expenditure by service area, its difference from the group, or the key figures."""
    catalogue = figures(args)
    case = catalogue.case(args.region)
    if args.measure == "key-figures":
        return tidy.records(tables.key_figures(catalogue.spending, case.region))
    table = (
        tables.spending(catalogue.spending, case.region)
        if args.basis == "need"
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
    options.tell(*archive.problems)
    others = [
        catalogue.case(whereabouts.find(one.strip(), catalogue)).region
        for one in args.compare.split(",")
        if one.strip()
    ]
    group = catalogue.spending.groups.get(case.region.code)
    return tables.unadjusted(fetched, case.region, others, group)
