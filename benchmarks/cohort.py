"""Seconds for the cohort-component engine and the overlay, on one core.

    .venv/bin/python benchmarks/cohort.py

Prints the first run in a fresh process, memory still to be had, and the median of those after it.
Aim: 1 000 draws of 30 years, both sexes, 106 ages, each with its own migration, under 1 s.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from projections.people.cohort import SEXES, SINGLE_AGES, project
from projections.people.profiles import profiles
from projections.sources import bundled
from projections.sources.data import money, vitals
from projections.whatif.levers import Levers
from projections.whatif.overlay import overlay

DRAWS, YEARS, AGES = 1000, 30, len(SINGLE_AGES)
ROUNDS = 9
AIM = 1.0


def told(name: str, run: Callable[[], object]) -> float:
    """Time one thing; gives the first run."""
    seconds = []
    for _ in range(1 + ROUNDS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    print(f"{name:52} first {seconds[0]:6.3f} s   then {statistics.median(seconds[1:]):6.3f} s")
    return seconds[0]


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    chance = np.random.default_rng(5025)
    rates = vitals.load()
    catalogue = bundled.load()
    persons = chance.uniform(0, 60, (2, AGES))
    moves = chance.normal(0, 1, (DRAWS, YEARS, 2, AGES))
    survival, fertility = rates.survival[None], rates.fertility[None]
    ratio = rates.male_per_female
    first = told(
        f"{DRAWS} draws of {YEARS} years",
        lambda: project(persons, survival, fertility, ratio, YEARS, moves),
    )
    told(f"one path of {YEARS} years", lambda: project(persons, survival, fertility, ratio, YEARS))
    plan = catalogue.case(money.ROROS).projections[0].population
    single = replace(
        plan,
        persons=np.broadcast_to(persons, (1, YEARS + 1, 2, AGES)),
        years=tuple(range(2026, 2027 + YEARS)),
        sexes=SEXES,
        ages=SINGLE_AGES,
    )
    who = profiles(catalogue.parameters, rates)
    for name, path in (("eight groups, 10 years", plan), (f"single ages, {YEARS} years", single)):
        for more in (30.0, -300.0):
            levers = Levers(migration=more)
            told(
                f"overlay, {more:+.0f} a year: {name}",
                lambda path=path, levers=levers: overlay(path, levers, rates, who),
            )
    print(f"aim for the draws: {AIM} s, {'met' if first < AIM else 'not met'}")


if __name__ == "__main__":
    main()
