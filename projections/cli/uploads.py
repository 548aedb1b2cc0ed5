"""A prognosis in a file: checked."""

import argparse
import json
from dataclasses import asdict

from ..sources import bundled
from ..sources import catalogue as everything
from ..sources.upload import KINDS, Upload, using
from . import files
from .calls import Commands, add


def register(commands: Commands) -> None:
    """``check``."""
    checked = add(
        commands, "check", "sjekk en fil med prognose: 0 i orden, 1 advarsler, 2 feil", check
    )
    checked.add_argument("file", metavar="FIL", help="CSV, XLSX eller XLS")
    checked.add_argument(
        "--region", default=bundled.ROROS, help="kommunenummer for en fil uten områder"
    )
    checked.add_argument("--whole", action="store_true", help="tallene skal være hele personer")


def check(args: argparse.Namespace) -> int:
    """Print what was understood, and everything there is to say of the file."""
    catalogue = everything.load()
    upload = using.checked(files.open_file(args.file), catalogue, args.region, whole=args.whole)
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
                "ages": one.ages.codes,
            }
            for one in upload.pieces
        ],
        "faults": [asdict(one) for one in upload.faults],
        "warnings": [asdict(one) for one in upload.warnings],
        "mended": [asdict(one) for one in upload.mended],
    }
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _tell(upload)
    return 2 if upload.faults else 1 if upload.warnings else 0


def _tell(upload: Upload) -> None:
    for heading, role in zip(upload.headings, upload.roles, strict=True):
        year = f" {role.year}" if role.year else ""
        print(f"Kolonnen {heading or 'uten navn'}: {KINDS[role.kind].lower()}{year}")
    for one in upload.pieces:
        print(f"Lest: {one.name}, {one.years[0]}-{one.years[-1]}, {len(one.ages)} aldersgrupper")
    lists = {"FEIL": upload.faults, "ADVARSEL": upload.warnings, "RETTET": upload.mended}
    for name, told in lists.items():
        for fault in told:
            print(f"{name}: {fault}")
    print(
        f"{len(upload.faults)} feil, {len(upload.warnings)} advarsler, {len(upload.mended)} rettet."
    )
