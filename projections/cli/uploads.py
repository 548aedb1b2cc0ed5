"""A file of one's own: checked."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ..case import Catalogue
from ..errors import Fault
from ..sources.data import money
from ..sources.own import kinds
from ..sources.upload import KINDS, Upload, using
from ..store.uploads import PROGNOSIS
from ..words import uploads as words
from . import files, options
from .calls import Commands, add, figures


def register(commands: Commands) -> None:
    """``check``."""
    checked = add(
        commands,
        "check",
        "sjekk en fil: 0 i orden, 1 advarsler, 2 feil",
        check,
        "skriv filen rett etter check.",
    )
    checked.add_argument("file", metavar="FIL", help="CSV, XLSX eller XLS")
    checked.add_argument(
        "--kind",
        default=PROGNOSIS,
        help=f"hva filen er: {', '.join((PROGNOSIS, *kinds.COLUMNS))}; ellers prognose",
    )
    checked.add_argument(
        "--region", default=money.ROROS, help="kommunenummer for en fil uten områder"
    )
    files.add_sheet(checked)
    checked.add_argument("--whole", action="store_true", help="tallene skal være hele personer")


def check(args: argparse.Namespace) -> int:
    """Print what was understood, and everything there is to say of the file."""
    catalogue = figures(args)
    if options.one_of(args.kind, "slags fil", (PROGNOSIS, *kinds.COLUMNS)) != PROGNOSIS:
        return _check_own(args, catalogue)
    upload = using.checked(
        files.open_file(args.file), catalogue, args.region, whole=args.whole, sheet=args.sheet
    )
    report = {
        "file": upload.name,
        "sha256": upload.sha256,
        "columns": [
            {"heading": heading, "is": role.kind, "year": role.year}
            for heading, role in zip(upload.headings, upload.roles, strict=True)
        ],
        "tables": [
            {
                "region": one.region,
                "area": one.area,
                "alternative": one.alternative,
                "years": [one.years[0], one.years[-1]],
                "sexes": one.sexes,
                "ages": [band.code for band in one.stated],
            }
            for one in upload.pieces
        ],
        "alternatives": upload.alternatives,
        "faults": [asdict(one) for one in upload.faults],
        "warnings": [asdict(one) for one in upload.warnings],
        "mended": [asdict(one) for one in upload.mended],
    }
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _tell(upload)
    return 2 if upload.faults else 1 if upload.warnings else 0


def _check_own(args: argparse.Namespace, catalogue: Catalogue) -> int:
    """The same of rates, frames, capacity and migration profile."""
    own = kinds.read(args.kind, files.open_file(args.file), catalogue, args.region)
    if args.json:
        report = {
            "file": own.name,
            "kind": args.kind,
            "faults": [asdict(one) for one in own.faults],
            "warnings": [asdict(one) for one in own.warnings],
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _told({"FEIL": own.faults, "ADVARSEL": own.warnings})
        print(f"{len(own.faults)} feil, {len(own.warnings)} advarsler.")
    return 2 if own.faults else 1 if own.warnings else 0


def _told(lists: Mapping[str, Sequence[Fault]]) -> None:
    for name, told in lists.items():
        for fault in told:
            print(f"{name}: {fault}")


def _tell(upload: Upload) -> None:
    for heading, role in zip(upload.headings, upload.roles, strict=True):
        year = f" {role.year}" if role.year else ""
        print(f"Kolonnen {heading or 'uten navn'}: {KINDS[role.kind].lower()}{year}")
    for one in upload.pieces:
        print(f"Lest: {one.name}, {one.years[0]}-{one.years[-1]}, {len(one.stated)} aldersgrupper")
    if told := words.alternatives(upload.alternatives):
        print(told)
    _told({"FEIL": upload.faults, "ADVARSEL": upload.warnings, "RETTET": upload.mended})
    print(
        f"{len(upload.faults)} feil, {len(upload.warnings)} advarsler, {len(upload.mended)} rettet."
    )
