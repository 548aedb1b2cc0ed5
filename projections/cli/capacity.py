"""Capacity and staffing: places, pupils, staff by norm, need for care."""

import argparse

from .. import norwegian, tables
from ..case import Case, Catalogue, Projection
from ..series import Table
from . import choices
from .calls import Commands, add_figures

MOST = 99_999
PARTS = ("care-places", "pupils", "kindergarten", "care-need", "labour")


def register(commands: Commands) -> None:
    """``capacity``."""
    needed = add_figures(commands, "capacity", "plasser, elever og årsverk mot kapasitet", capacity)
    needed.add_argument("--part", default="all", help=f"all, {', '.join(PARTS)}")
    needed.add_argument("--coverage", help="heldøgns omsorgsplasser i prosent av 80 år og eldre")
    needed.add_argument("--base-year", type=choices.year, help="basisår, ellers rammeåret")
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
    """Need and capacity, all parts or one."""
    choices.one_of(args.part, "del", ("all", *PARTS))
    assumed = catalogue.parameters.parameter("care_coverage")
    coverage = (
        assumed.value if args.coverage is None else norwegian.read(args.coverage, *assumed.range)
    )
    base = args.base_year or int(catalogue.parameters.value("frame_year"))
    parts = tables.labour.every_part(
        case, projection, catalogue, coverage, base, args.home_users, args.care_fte
    )
    shown = PARTS if args.part == "all" else (args.part,)
    return tuple(one for part in shown for one in parts[part])
