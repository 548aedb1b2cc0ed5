"""The store: fetch a region into it, and move it between machines."""

import argparse
import sys
from pathlib import Path

from ..errors import BaereevneError
from ..sources import bundled, live
from ..sources.archive import Archive
from ..sources.ssb import Client
from ..store import Store
from .calls import Commands, add


def register(commands: Commands) -> None:
    """``fetch`` and ``snapshot``."""
    fetched = add(commands, "fetch", "hent en kommune fra SSB (krever nett)", fetch)
    fetched.add_argument("--region", default=bundled.ROROS, help="kommunenummer, eller 0 for Norge")
    moved = add(commands, "snapshot", "flytt hentede tall til en annen maskin", snapshot)
    moved.add_argument("--out", help="fil å lagre alle hentede svar i")
    moved.add_argument("--load", help="fil å lese inn")


def fetch(args: argparse.Namespace) -> None:
    """Fetch one region into the store; what is going on is told on standard error."""
    archive = Archive(Store(), Client())
    case = live.region_case(
        args.region, archive, lambda what, share: print(f"{share:4.0%} {what}", file=sys.stderr)
    )
    for problem in archive.problems:
        print(problem, file=sys.stderr)
    years, codes = case.observed.years, ", ".join(one.code for one in case.projections) or "ingen"
    print(
        f"{case.region.name}: historie {years[0]}-{years[-1]}, framskrivinger: {codes}. "
        f"{archive.data_calls} nye spørringer.",
        file=sys.stderr,
    )


def snapshot(args: argparse.Namespace) -> None:
    """Write the store's answers to one file, or take them from one."""
    if bool(args.out) == bool(args.load):
        raise BaereevneError("Skriv enten --out FIL (lagre) eller --load FIL (lese inn).")
    path = Path(args.out or args.load)
    count = Store().save_snapshot(path) if args.out else Store().load_snapshot(path)
    print(f"{count} svar {'lagret i' if args.out else 'lest fra'} {path}.", file=sys.stderr)
