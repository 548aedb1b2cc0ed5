"""Capacity and staffing: places, pupils, staff by norm, need for care."""

import argparse

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..series import Table
from . import choices, files, options
from .calls import Commands, add_figures

MOST = 99_999
PARTS = ("care-places", "pupils", "kindergarten", "care-need", "labour", "users")


def register(commands: Commands) -> None:
    """``capacity``."""
    needed = add_figures(commands, "capacity", "plasser, elever og årsverk mot kapasitet", capacity)
    needed.add_argument("--part", default="all", help=f"all, {', '.join(PARTS)}")
    needed.add_argument(
        "--areas", action="store_true", help="elever per skolekrets, når prognosen er delt på dem"
    )
    needed.add_argument("--coverage", help="heldøgns omsorgsplasser i prosent av 80 år og eldre")
    needed.add_argument("--capacity", metavar="FIL", help="egen kapasitet, som malen på Last opp")
    needed.add_argument("--rates", metavar="FIL", help="egne satser, for brukere av tjenester")
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
    choices.one_of(args.part, "del", ("all", *PARTS))
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
        case, projection, catalogue, coverage, base, args.home_users, args.care_fte
    )
    parts = {**of_people, "users": tables.users(case, projection)}
    shown = PARTS if args.part == "all" else (args.part,)
    return tuple(one for part in shown for one in parts[part])
