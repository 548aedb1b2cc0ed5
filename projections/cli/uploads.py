"""Files of one's own: checked, or reckoned forward as a cohort-component projection."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

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
from .options import Option, Records, command, no_source, one_of, option, shared, switch
from .written import figures

CHECKED = (PROGNOSIS, *kinds.COLUMNS)
"""Kinds of file that can be checked."""
FOUND = {
    "faults": ("FEIL", "feil"),
    "warnings": ("ADVARSEL", "advarsler"),
    "mended": ("RETTET", "rettet"),
}
"""What there is to say of a file: before each, and how many there are."""


def check(args: argparse.Namespace) -> int:
    """Print what was understood, and everything there is to say of the file."""
    catalogue, kind = figures(args), one_of(args.kind, "slags fil", CHECKED)
    file, lists = files.open_file(args.file), ["faults", "warnings"]
    read: Upload | kinds.OwnFile
    if kind == PROGNOSIS:
        read = using.checked(file, catalogue, args.region, whole=args.whole, sheet=args.sheet)
        report, lines = _understood(read), _lines(read)
        lists.append("mended")
    else:
        read = kinds.read(kind, file, catalogue, args.region)
        report, lines = {"file": read.name, "kind": kind}, []
    told: dict[str, Sequence[Fault]] = {name: getattr(read, name) for name in lists}
    if args.json:
        report |= {name: [asdict(one) for one in each] for name, each in told.items()}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        lines += [f"{FOUND[name][0]}: {one}" for name, each in told.items() for one in each]
        counts = ", ".join(f"{len(each)} {FOUND[name][1]}" for name, each in told.items())
        print(*lines, f"{counts}.", sep="\n")
    return 2 if read.faults else 1 if read.warnings else 0


def _understood(upload: Upload) -> dict[str, object]:
    return {
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
    }


def _lines(upload: Upload) -> list[str]:
    """The same as sentences."""
    lines = [
        f"Kolonnen {heading or 'uten navn'}: {KINDS[role.kind].lower()}"
        f"{f' {role.year}' if role.year else ''}"
        for heading, role in zip(upload.headings, upload.roles, strict=True)
    ]
    lines += [
        f"Lest: {one.name}, {one.years[0]}-{one.years[-1]}, {len(one.stated)} aldersgrupper"
        for one in upload.pieces
    ]
    return [*lines, *filter(None, (words.alternatives(upload.alternatives),))]


COLUMNS = {
    "population": "sex,age,persons; age er nedre grense, siste gruppe åpen",
    "survival": "sex,age,survival_ratio; fra gruppen under, 0 fra fødselen",
    "fertility": "age,births_per_woman_per_year",
    "migration": "sex,age,persons; netto i løpet av et steg, lagt til ved slutten",
}
"""Of each file of ``cohort``."""
WIDTHS = ("1", "5")
MOST_STEPS = 1000


def project(args: argparse.Namespace) -> Records:
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


CHECK = command(
    "check",
    "sjekk en fil: 0 i orden, 1 advarsler, 2 feil",
    check,
    Option("file", {"metavar": "FIL", "help": "CSV, XLSX eller XLS"}),
    option("kind", f"hva filen er: {', '.join(CHECKED)}; ellers prognose", default=PROGNOSIS),
    option("region", "kommunenummer for en fil uten områder", default=money.ROROS),
    *shared("sheet"),
    switch("whole", "tallene skal være hele personer"),
    no_source("skriv filen rett etter check."),
)
COHORT = command(
    "cohort",
    "framskriv egne filer med kohort-komponent-metoden",
    project,
    *(
        option(name, f"CSV: {columns}", metavar="FIL", required=name != "migration")
        for name, columns in COLUMNS.items()
    ),
    option("male-per-female", "gutter per jente, ellers 1.05", metavar="TALL"),
    option("step", "år i steg og aldersgrupper: 1 eller 5", required=True, metavar="ÅR"),
    option("steps", "antall steg", required=True, metavar="ANTALL"),
    no_source("den lager en prognose av filene i --population, --survival og --fertility."),
)
