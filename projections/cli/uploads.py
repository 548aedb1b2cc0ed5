"""Files of one's own: checked, or reckoned forward as a cohort-component projection."""

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..case import Catalogue
from ..errors import BaereevneError, Fault, InputFileError
from ..exports import tidy
from ..parameters import FILE, parse
from ..people import cohort
from ..sources.data import money
from ..sources.data.datafiles import open_data
from ..sources.own import cohort as cohort_files
from ..sources.own import kinds
from ..sources.own.file import UserFile
from ..sources.upload import KINDS, Upload, using
from ..store.uploads import PROGNOSIS
from ..words import uploads as words
from . import files, options
from .calls import Commands, add, figures
from .options import one_of


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


WIDTHS = ("1", "5")
MOST_STEPS = 1000


def register_cohort(commands: Commands) -> None:
    """``cohort``."""
    command = add(
        commands,
        "cohort",
        "framskriv egne filer med kohort-komponent-metoden",
        project,
        "den lager en prognose av filene i --population, --survival og --fertility.",
    )
    files = {
        "population": "sex,age,persons; age er nedre grense, siste gruppe åpen",
        "survival": "sex,age,survival_ratio; fra gruppen under, 0 fra fødselen",
        "fertility": "age,births_per_woman_per_year",
        "migration": "sex,age,persons; netto i løpet av et steg, lagt til ved slutten",
    }
    for name, columns in files.items():
        required = name != "migration"
        command.add_argument(f"--{name}", required=required, metavar="FIL", help=f"CSV: {columns}")
    command.add_argument("--male-per-female", metavar="TALL", help="gutter per jente, ellers 1.05")
    command.add_argument(
        "--step", required=True, metavar="ÅR", help="år i steg og aldersgrupper: 1 eller 5"
    )
    command.add_argument("--steps", required=True, metavar="ANTALL", help="antall steg")


def project(args: argparse.Namespace) -> list[tidy.Record]:
    """The people at the start (step 0) and after each step."""
    step = int(one_of(args.step, "steglengde", WIDTHS))
    steps = _whole(args.steps)
    ratio = _ratio(args.male_per_female)
    needed = (args.population, args.survival, args.fertility)
    population, survival, fertility, *migration = _files(*needed, args.migration)
    read = cohort_files.read(
        population, survival, fertility, migration[0] if migration else None, step, steps
    )
    options.tell(*read.warnings)
    course = cohort.project(
        read.persons, read.survival, read.fertility, ratio, steps, read.migration, step
    )
    if read.migration is not None:
        kept = float(np.sum(course.migration - read.migration))
        if kept > 0:
            options.tell(
                f"Flere skulle flytte ut enn det var folk: {kept:.12g} av dem er ikke trukket fra.",
            )
    return tidy.course_records(course.persons, read.sexes, read.ages)


def _files(*paths: str | None) -> list[UserFile]:
    """The content of those that are given; every one that cannot be opened is told at once."""
    files, faults = [], []
    for path in filter(None, paths):
        try:
            files.append(UserFile(path, Path(path).read_bytes()))
        except OSError:
            advice = "Se etter om navnet er riktig skrevet."
            faults.append(Fault(path, "", "ingen fil", "en CSV-fil som kan leses", advice))
    if faults:
        raise InputFileError(faults)
    return files


def _whole(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text) or not 1 <= int(text) <= MOST_STEPS:
        raise BaereevneError(f"Antall steg er «{text}». Skriv et helt tall fra 1 til {MOST_STEPS}.")
    return int(text)


def _ratio(text: str | None) -> float:
    if text is None:
        data = open_data()
        return parse(data.toml(FILE)).value("male_per_female")
    if not re.fullmatch(r"\d+([.,]\d+)?", text):
        raise BaereevneError(
            f"Gutter født per jente er «{text}». Skriv et tall fra 0 og oppover, som 1.05."
        )
    return float(text.replace(",", "."))
