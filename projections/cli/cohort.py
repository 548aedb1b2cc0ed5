"""Cohort-component projection of files one has oneself, to be checked against a textbook."""

import argparse
import re
import sys
from pathlib import Path

import numpy as np

from ..errors import BaereevneError, Fault, InputFileError
from ..exports import tidy
from ..parameters import FILE, parse
from ..people import cohort
from ..sources.data.datafiles import open_data
from ..sources.own import cohort as cohort_files
from ..sources.own.file import UserFile
from .calls import Commands, add
from .options import one_of

WIDTHS = ("1", "5")
MOST_STEPS = 1000


def register(commands: Commands) -> None:
    """``cohort``."""
    command = add(
        commands,
        "cohort",
        "framskriv egne filer med kohort-komponent-metoden",
        run,
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


def run(args: argparse.Namespace) -> list[tidy.Record]:
    """The people at the start (step 0) and after each step."""
    step = int(one_of(args.step, "steglengde", WIDTHS))
    steps = _whole(args.steps)
    ratio = _ratio(args.male_per_female)
    needed = (args.population, args.survival, args.fertility)
    population, survival, fertility, *migration = _files(*needed, args.migration)
    read = cohort_files.read(
        population, survival, fertility, migration[0] if migration else None, step, steps
    )
    for one in read.warnings:
        print(one, file=sys.stderr)
    course = cohort.project(
        read.persons, read.survival, read.fertility, ratio, steps, read.migration, step
    )
    if read.migration is not None:
        kept = float(np.sum(course.migration - read.migration))
        if kept > 0:
            print(
                f"Flere skulle flytte ut enn det var folk: {kept:.12g} av dem er ikke trukket fra.",
                file=sys.stderr,
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
