"""What services need and cost: places, pupils and staff, and spending beside others."""

import argparse

from .. import tables
from ..case import Case, Catalogue
from ..exports import tidy
from ..series import Table
from ..sources import whereabouts
from ..sources.statbank import kostra
from ..sources.statbank.archive import Archive
from ..sources.statbank.ssb import Client
from ..store import Store
from . import options
from .options import Records, command, no_source, one, option, shared, switch
from .written import Written, figures, of_region

PARTS = ("care-places", "pupils", "kindergarten", "care-need", "labour", "users")


def capacity(of: Written) -> Table:
    """Need and capacity, all parts or one; or pupils by school district."""
    args, case, projection, catalogue = of.args, *of.of
    coverage = of.number("coverage", tables.capacity.coverage_at_rest(case, catalogue))
    own = (of.number("home_users"), of.number("care_fte"))
    if args.areas:
        known = tables.districts.divided(case, projection) or (projection,)
        each = (tables.districts.every(case, one, projection) for one in known)
        return tuple(series for table in each for series in table)
    of_people = tables.labour.every_part(of.setting(), coverage, of.base, *own)
    parts = {**of_people, "users": tables.users(case, projection)}
    shown = PARTS if args.part == "all" else (args.part,)
    return tuple(one for part in shown for one in parts[part])


def spending(args: argparse.Namespace) -> Records:
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
    others = [catalogue.case(code).region for code in whereabouts.every(args.compare, catalogue)]
    group = catalogue.spending.groups.get(case.region.code)
    return tables.unadjusted(fetched, case.region, others, group)


CAPACITY = of_region(
    "capacity",
    "plasser, elever og årsverk mot kapasitet",
    capacity,
    one("part", "del", ("all", *PARTS)),
    switch("areas", "elever per skolekrets, når prognosen er delt på dem"),
    option("coverage", "heldøgns omsorgsplasser i prosent av 80 år og eldre"),
    *shared("capacity", "rates", "base_year", "home_users", "care_fte"),
)
SPENDING = command(
    "spending",
    "utgifter per innbygger, sammenlignet med andre",
    spending,
    *shared("region"),
    one(
        "basis",
        "grunnlag",
        ("need", "none"),
        "need (følger med, justert for behov) eller none (hentet fra SSB, ikke justert)",
    ),
    one(
        "measure",
        "mål",
        ("level", "difference", "million", "key-figures"),
        "level, difference (fra gruppen), million (forskjellen i alt) eller key-figures",
    ),
    option("compare", "kommuner med komma, for --basis none", default=""),
    switch("fetch", "hent KOSTRA-tall fra SSB først"),
    no_source("den sammenligner regnskapstall, og ingen prognose er med."),
)
