"""Need, cost by seven sectors, income and net for every municipality in one pass over its people.

    .venv/bin/python benchmarks/kroner.py

357 municipalities × 9 alternatives × 26 years × 2 sexes × 106 ages of random people, 142 MB of
float64, through the library's own functions (``costs.cost``, ``income.people``, ``income.income``):
national standard, tax by working age, change from the first year. Beside it the same by a pandas
group-by of the long frame, for few municipalities, scaled by their number; the frame is built
outside the timing. Each has a process of its own. Aims: at most 3 × copying the array once, at
most 1/20 of pandas, and a peak of at most 2.5 × the array over the process before it is built.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from projections.money import costs, income, needs  # noqa: E402
from projections.money.costs import NeedKeys  # noqa: E402
from projections.people.ages import SERVICE_AGES, AgeAxis, FloatArray  # noqa: E402
from projections.sources import bundled  # noqa: E402
from projections.tables.needs import key_weights  # noqa: E402

MUNICIPALITIES, ALTERNATIVES, YEARS, SEXES, AGES = 357, 9, 26, 2, 106
SAMPLE = 10
"""Municipalities in the long frame: 496 080 rows each ten."""
ROUNDS = 7
AIM = {"copies": 3, "pandas": 20, "memory": 2.5}
SINGLE_YEARS = AgeAxis.parse([*map(str, range(AGES - 1)), f"{AGES - 1}+"])
MEAN_NEED, TAX, NATIONAL_TAX = 64_893.0, 33_000.0, 39_000.0
SYSTEM = income.IncomeSystem(29_832.0, MEAN_NEED, np.full(YEARS, 0.64), 0.35, 0.9)


def random_people(count: int) -> FloatArray:
    """``[municipality, alternative, year, sex, age]`` whole persons, made in place."""
    persons = np.random.default_rng(1).random((count, ALTERNATIVES, YEARS, SEXES, AGES))
    persons *= 100
    return np.floor(persons, out=persons)


def weights(keys: NeedKeys) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Unit costs ``[sector, age]``, members of each service age, and working age ``[age]``."""
    unit_costs = costs.national_unit_costs(costs.need_rates(keys, SINGLE_YEARS), MEAN_NEED)
    parts = np.array(
        [
            [float(target.holds(band)) for band in SINGLE_YEARS.bands]
            for target in SERVICE_AGES.bands
        ]
    )
    return unit_costs, parts, needs.working_by_age(SINGLE_YEARS)


class Sums(NamedTuple):
    """What income follows: ``[...]`` sums of people, and ``[..., age]`` the service ages."""

    people: needs.People
    ages: FloatArray


def sums_of(both: FloatArray) -> Sums:
    """The sums as they come of one pass, ``[..., sum]``: two of people, then the ages."""
    return Sums(needs.people_of(both[..., :2]), both[..., 2:])


def net(cost: FloatArray, own: Sums, nation: Sums, keys: NeedKeys) -> FloatArray:
    """``[municipality, alternative, year]`` change in income less that in cost since year one."""
    sectors = needs.sector_indices(own.ages, nation.ages, key_weights(keys, "all")[0])
    by_age = needs.need_index(sectors, keys.sector_weights)
    index = needs.official_index(by_age - by_age[..., :1], 0.0, 1.02)
    taxes = [
        income.tax_per_inhabitant(tax, people, 0.55, "working_age")
        for tax, people in ((TAX, own.people), (NATIONAL_TAX, nation.people))
    ]
    total = income.income(own.people, index, taxes[0], taxes[1], SYSTEM).total
    left = total - cost
    return np.asarray(left - left[..., :1], dtype=np.float64)


def by_arrays(persons: FloatArray, nation: Sums, keys: NeedKeys) -> FloatArray:
    """All of it in one pass: the sexes stand side by side on one axis, and so do all weights."""
    both = persons.reshape(*persons.shape[:-2], SEXES * AGES)
    unit_costs, parts, working = (np.tile(one, SEXES) for one in weights(keys))
    every = np.vstack([unit_costs, needs.sum_weights(working), parts])
    sums = costs.cost(both, every)
    cost, own = sums[..., : len(unit_costs)], sums_of(sums[..., len(unit_costs) :])
    return net(cost.sum(axis=-1), own, nation, keys)


def national(persons: FloatArray, keys: NeedKeys) -> Sums:
    """The nation's sums ``[alternative, year]``."""
    _, parts, working = weights(keys)
    every = np.vstack([needs.sum_weights(working), parts])
    return sums_of(costs.cost(persons.sum(axis=(0, 3)), every))


def peak() -> float:
    """Most memory the process has had [bytes]."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def medians(*works: Callable[[], object]) -> list[float]:
    """Seconds of each, taken by turns so that all meet the same machine."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, seconds, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def measure_arrays() -> dict[str, float]:
    """Seconds and the peak over what the process had before the people, as arrays of people."""
    keys = bundled.load().keys
    nation = national(random_people(SAMPLE), keys)
    before = peak()
    persons = random_people(MUNICIPALITIES)
    found = by_arrays(persons, nation, keys)
    used = peak() - before
    seconds, copy = medians(lambda: by_arrays(persons, nation, keys), persons.copy)
    return {
        "seconds": seconds,
        "copy": copy,
        "memory": used / persons.nbytes,
        "megabytes": persons.nbytes / 1e6,
        "sum": float(found[:SAMPLE].sum()),
    }


def measure_pandas() -> dict[str, float]:
    """Seconds for the sample by group-by, and the same figures."""
    import pandas as pd

    keys = bundled.load().keys
    persons = random_people(SAMPLE)
    nation = national(persons, keys)
    names = ("municipality", "alternative", "year", "sex", "age")
    places = np.indices(persons.shape).reshape(len(names), -1)
    frame = pd.DataFrame(dict(zip(names, places, strict=True)))
    frame["persons"] = persons.reshape(-1)
    unit_costs, parts, working = weights(keys)
    ages = dict(zip(SERVICE_AGES.codes, parts, strict=True))
    columns = {**dict(zip(keys.sectors, unit_costs, strict=True)), **ages, "working": working}
    rates = pd.DataFrame(columns).rename_axis("age").reset_index()

    def work() -> FloatArray:
        joined = frame.merge(rates, on="age")
        for name in columns:
            joined[name] = joined[name] * joined["persons"]
        sums = joined.groupby(list(names[:3]))[[*columns, "persons"]].sum()
        shape = persons.shape[:3]
        own = needs.People(
            *(sums[name].to_numpy().reshape(shape) for name in ("persons", "working"))
        )
        by_age = sums[list(ages)].to_numpy().reshape(*shape, len(ages))
        cost = sums[list(keys.sectors)].sum(axis=1).to_numpy().reshape(shape)
        return net(cost, Sums(own, by_age), nation, keys)

    found = work()
    (seconds,) = medians(work)
    return {"seconds": seconds * MUNICIPALITIES / SAMPLE, "sum": float(found.sum())}


def in_own_process(name: str) -> dict[str, float]:
    """Run this file again, so that one way's memory does not count in the other's."""
    answer = subprocess.run(
        [sys.executable, __file__, name], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def main() -> None:
    """Print medians and ratios."""
    arrays, frame = in_own_process("arrays"), in_own_process("pandas")
    if abs(arrays["sum"] - frame["sum"]) > 1e-9 * abs(frame["sum"]):
        sys.exit("the two give different figures")
    print(f"people: {arrays['megabytes']:.0f} MB; medians of {ROUNDS}")
    print(f"one pass               {arrays['seconds']:8.3f} s")
    print(
        f"copying the array      {arrays['copy']:8.3f} s"
        f"   pass / copy   {arrays['seconds'] / arrays['copy']:6.2f}   aim <= {AIM['copies']}"
    )
    print(
        f"pandas, {SAMPLE} scaled      {frame['seconds']:8.1f} s"
        f"   pandas / pass {frame['seconds'] / arrays['seconds']:6.0f}   aim >= {AIM['pandas']}"
    )
    print(f"peak / array           {arrays['memory']:8.2f}{'':28}aim <= {AIM['memory']}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["arrays"]:
            print(json.dumps(measure_arrays()))
        case ["pandas"]:
            print(json.dumps(measure_pandas()))
        case _:
            main()
