"""Files of one's own: a prognosis beside the region's (``--source FIL``), rates, capacity."""

import argparse
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from ..case import Case, Catalogue, Projection
from ..errors import BaereevneError, InputFileError
from ..sources.own import kinds, planlines
from ..sources.own.file import UserFile
from ..sources.own.frames import FrameFile
from ..sources.own.planlines import PlanFile
from ..sources.upload import using
from ..sources.upload.cells import LARGEST
from ..tables import counted_by_index, frame_year
from . import options

Uploaded: TypeAlias = Mapping[str, tuple[Projection, ...]]
_LIKE_A_FILE = re.compile(r".*[/\\].*|.*\.(csv|txt|tsv|xlsx|xls)", re.IGNORECASE).fullmatch
"""Whether a source that is no file was meant to be one."""


def add_source(parser: argparse.ArgumentParser, meaning: str) -> None:
    """``--source``, which may be a file, and how the file is read."""
    parser.add_argument("--source", help=f"{meaning} en fil (CSV, XLSX)")
    add_sheet(parser)
    parser.add_argument(
        "--single", action="store_true", help="anslå ettårige aldre i filen, merket som anslag"
    )


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """``--sheet``."""
    parser.add_argument("--sheet", default="", help="arket i en arbeidsbok, ellers det som vises")


def refuse_source(parser: argparse.ArgumentParser, why: str) -> None:
    """Say why a command does not take ``--source``."""

    def refused(_: str) -> NoReturn:
        raise BaereevneError(f"--source gjelder ikke denne kommandoen: {why}")

    parser.add_argument("--source", type=refused, help=argparse.SUPPRESS)


def uploaded(args: argparse.Namespace, region: str, catalogue: Catalogue) -> Uploaded:
    """The projections in the file named as source, by region; none where it is no file.

    What to know of the file is told on standard error.

    Raises
    ------
    BaereevneError
        If there is no such file.
    InputFileError
        If it has faults, all of them.
    """
    if args.source is None or not (Path(args.source).is_file() or _LIKE_A_FILE(args.source)):
        if args.single:
            raise BaereevneError("--single gjelder en fil: --source FIL.")
        return {}
    upload = using.checked(open_file(args.source), catalogue, region, sheet=args.sheet)
    found = using.added(upload, catalogue, date.today().isoformat(), single=args.single)
    if upload.partial and not getattr(args, "areas", False):
        raise BaereevneError(
            f"Filen «{args.source}» har bare {upload.partial.ages.code} år. Den kan vises med "
            "capacity --areas, men ikke brukes som prognose."
        )
    options.tell(*upload.warnings, *upload.mended)
    if not found:
        raise BaereevneError(f"Filen «{args.source}» har bare områder som ikke er hentet.")
    return found


def with_source(
    args: argparse.Namespace, region: str, catalogue: Catalogue
) -> tuple[Catalogue, str | None]:
    """The catalogue with the file named as source beside the others, and its source id."""
    found = uploaded(args, region, catalogue)
    if not found:
        return catalogue, args.source
    if region not in found:
        raise BaereevneError(f"Filen «{args.source}» har ingen tall for {region}.")
    first = found[region][0]
    own = {code: {first.use: every} for code, every in found.items()}
    source = None if first.partial else first.population.source.id
    return catalogue.with_inputs(own), source


def add_frames(parser: argparse.ArgumentParser) -> None:
    """``--frames``, and which year of them, in whose prices."""
    parser.add_argument(
        "--frames", help="fil (CSV, XLSX) med egne driftsrammer, som malen på siden"
    )
    parser.add_argument("--frame-year", type=options.year, help="året i filen som skal brukes")
    parser.add_argument(
        "--frame-prices",
        type=options.year,
        help="året rammene er i priser fra; ellers filens første planår, eller rammenes eget år",
    )


OWN = {
    "rates": "egne satser, som malen på siden Last opp",
    "capacity": "egen kapasitet, som malen på siden Last opp",
    "plan": "egen økonomiplan, som malen på siden Handlingsrom",
}
"""What files of one's own there are, by kind, besides a prognosis and frames."""


def add_own(parser: argparse.ArgumentParser, *kinds: str) -> None:
    """``--rates``, ``--capacity`` and ``--plan``, those that are named."""
    for kind in kinds:
        parser.add_argument(f"--{kind}", metavar="FIL", help=f"fil (CSV, XLSX) med {OWN[kind]}")


def with_own(args: argparse.Namespace, case: Case, catalogue: Catalogue) -> Case:
    """The case with the files of ``--rates``, ``--capacity`` and ``--plan``."""
    return replace(case, **own_inputs(args, case.region.code, catalogue))


def own_inputs(args: argparse.Namespace, region: str, catalogue: Catalogue) -> dict[str, Any]:
    """The same files by field of the case; what to know of them on standard error."""
    inputs: dict[str, Any] = {}
    for kind in OWN:
        if name := getattr(args, kind, None):
            found = _read(kind, name, catalogue, region)
            if isinstance(found, PlanFile):
                case, today = catalogue.case(region), date.today().isoformat()
                inputs |= planlines.inputs(
                    found, case.region, catalogue.deflator, counted_by_index(case, catalogue), today
                )
            else:
                inputs["own_rates" if kind == "rates" else "own_places"] = found
    return inputs


def with_frames(args: argparse.Namespace, case: Case, catalogue: Catalogue) -> Case:
    """The case with the frames of the file given; what to know of the file on standard error."""
    if not args.frames:
        if args.frame_year or args.frame_prices:
            raise BaereevneError("--frame-year og --frame-prices krever en fil: --frames FIL.")
        return case
    year = args.frame_year or frame_year(case, catalogue)
    file = _read("frames", args.frames, catalogue, case.region.code, year)
    assert isinstance(file, FrameFile)
    return replace(case, frames=file.frames(year, date.today().isoformat(), args.frame_prices))


def _read(
    kind: str, name: str, catalogue: Catalogue, region: str, year: int | None = None
) -> kinds.Found | None:
    """A file of one of the kinds that can be used; what to know of it on standard error.

    Raises
    ------
    InputFileError
        If it has faults, all of them.
    """
    own = kinds.read(kind, open_file(name), catalogue, region, year)
    if own.faults:
        raise InputFileError(own.faults)
    options.tell(*own.warnings)
    return own.found


def open_file(name: str) -> UserFile:
    """A file named on the command line, no more of it than can be used."""
    return UserFile(Path(name).name, content(name, LARGEST))


def content(name: str, most: int | None = None) -> bytes:
    """What is in a file, no more than one byte over ``most`` [bytes] where that is said.

    Raises
    ------
    BaereevneError
        If it cannot be read.
    """
    try:
        with Path(name).open("rb") as opened:
            return opened.read() if most is None else opened.read(most + 1)
    except OSError:
        raise BaereevneError(f"Filen «{name}» finnes ikke eller kan ikke leses.") from None
