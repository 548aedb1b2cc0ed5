"""Files of one's own: a prognosis beside the region's (``--source FIL``), rates, capacity."""

import argparse
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from ..case import Catalogue, Projection
from ..errors import BaereevneError, InputFileError
from ..sources.own import kinds, planlines
from ..sources.own.file import UserFile
from ..sources.own.frames import FrameFile
from ..sources.own.planlines import PlanFile
from ..sources.upload import using
from ..sources.upload.cells import LARGEST
from ..tables import counted_by_index, frame_year
from . import options

KINDS = ("frames", "rates", "capacity", "plan")
"""What files of one's own there are besides a prognosis."""
Uploaded: TypeAlias = Mapping[str, tuple[Projection, ...]]
_LIKE_A_FILE = re.compile(r".*[/\\].*|.*\.(csv|txt|tsv|xlsx|xls)", re.IGNORECASE).fullmatch
"""Whether a source that is no file was meant to be one."""


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


def opened(args: argparse.Namespace, catalogue: Catalogue) -> tuple[Catalogue, str | None]:
    """The catalogue with the files that were named, for the region; and the id of the source."""
    region, source = args.region, args.source
    if found := uploaded(args, region, catalogue):
        if region not in found:
            raise BaereevneError(f"Filen «{source}» har ingen tall for {region}.")
        first = found[region][0]
        catalogue = catalogue.with_inputs({code: {first.use: one} for code, one in found.items()})
        source = None if first.partial else first.population.source.id
    own = _own(args, region, catalogue)
    return (catalogue.with_inputs({region: own}) if own else catalogue), source


def _own(args: argparse.Namespace, region: str, catalogue: Catalogue) -> dict[str, Any]:
    """What is in the other files that were named, by field of the case."""
    given = {kind: name for kind in KINDS if (name := getattr(args, kind, None))}
    year: int | None = getattr(args, "frame_year", None)
    prices: int | None = getattr(args, "frame_prices", None)
    if (year or prices) and "frames" not in given:
        raise BaereevneError("--frame-year og --frame-prices krever en fil: --frames FIL.")
    case, today, inputs = catalogue.case(region), date.today().isoformat(), dict[str, Any]()
    if "frames" in given:
        year = year or frame_year(case, catalogue)
    for kind, name in given.items():
        own = kinds.read(kind, open_file(name), catalogue, region, year)
        if own.faults:
            raise InputFileError(own.faults)
        options.tell(*own.warnings)
        match own.found:
            case FrameFile() as frames if year:
                inputs["frames"] = frames.frames(year, today, prices)
            case PlanFile() as plan:
                counted = counted_by_index(case, catalogue)
                inputs |= planlines.inputs(plan, case.region, catalogue.deflator, counted, today)
            case found:
                inputs["own_rates" if kind == "rates" else "own_places"] = found
    return inputs


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
