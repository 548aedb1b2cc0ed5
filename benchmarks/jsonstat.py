"""Time and memory from the body of a JSON-stat answer to arrays, beside pyjstat.

    .venv/bin/python -m pip install pyjstat    (not a dependency of the project)
    .venv/bin/python benchmarks/jsonstat.py    (without it our own figures alone)

The body has 801 360 cells: 9 alternatives, both sexes, 106 ages, 21 years, 20 regions. Each reader
has a process of its own; its memory is the growth of the peak during its first read, over imports
and body, and its time the median of the five reads after that. pyjstat reads into a DataFrame of
codes (``naming="id"``, its faster way). Aim: at most 1/30 of the time and 1/6 of the memory.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZES = {"Region": 20, "ContentsCode": 9, "Kjonn": 2, "Alder": 106, "Tid": 21}
ROUNDS = 5
AIM = {"seconds": 30, "megabytes": 6}


def build(path: Path) -> None:
    """Write the body: whole numbers as large as those of small and large municipalities."""
    import random

    chance = random.Random(7459)
    per_region = 9 * 2 * 106 * 21
    largest = [round(10 * 1.45**region) for region in range(SIZES["Region"])]
    codes = {name: [f"{place:03}" for place in range(size)] for name, size in SIZES.items()}
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "Framskrevet folkemengde",
        "source": "Statistisk sentralbyrå",
        "updated": "2026-06-12T06:00:00Z",
        "id": list(SIZES),
        "size": list(SIZES.values()),
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: place for place, code in enumerate(codes[name])},
                    "label": {code: f"{name} {code}" for code in codes[name]},
                },
            }
            for name in SIZES
        },
        "value": [chance.randrange(most) for most in largest for _ in range(per_region)],
    }
    path.write_text(json.dumps(document, separators=(",", ":")), encoding="utf-8")


def reader(name: str) -> Callable[[bytes], tuple[int, float]]:
    """A function from the body to the number of cells and their sum, its imports done."""
    if name == "pyjstat":
        from pyjstat import pyjstat

        def by_pyjstat(body: bytes) -> tuple[int, float]:
            frame = pyjstat.Dataset.read(body.decode()).write("dataframe", naming="id")
            return len(frame), float(frame["value"].sum())

        return by_pyjstat
    sys.path.insert(0, str(ROOT))
    from projections.sources.statbank.jsonstat import parse

    def by_parse(body: bytes) -> tuple[int, float]:
        values = parse(body, "SSB").values
        return values.size, float(values.sum())

    return by_parse


def measure(name: str, path: Path) -> None:
    """Print cells, sum, seconds and megabytes as JSON, for the process that started this one."""
    read = reader(name)
    body = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cells, total = read(body)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read(body)
        seconds.append(time.perf_counter() - start)
    found = {"seconds": statistics.median(seconds), "megabytes": grown / 1024}
    print(json.dumps({"cells": cells, "total": total, **found}))


def in_own_process(*arguments: str) -> str:
    """Run this file again. A child's peak starts at its parent's size, so the parent is small."""
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/body.json"
        in_own_process("build", path)
        print(f"the body has {Path(path).stat().st_size / 1e6:.1f} MB")
        ours = json.loads(in_own_process("measure", "ours", path))
        if find_spec("pyjstat") is None:
            print(f"ours: {ours['seconds']:.3f} s, {ours['megabytes']:.1f} MB; no pyjstat here")
            return
        theirs = json.loads(in_own_process("measure", "pyjstat", path))
    if (ours["cells"], ours["total"]) != (theirs["cells"], theirs["total"]):
        sys.exit("the two read different figures")
    print(f"{ours['cells']} cells{'':12}{'ours':>10}{'pyjstat':>10}{'ratio':>10}{'aim':>10}")
    for what, aim in AIM.items():
        ratio = theirs[what] / ours[what]
        print(
            f"{what:24}{ours[what]:>10.3f}{theirs[what]:>10.3f}{f'1/{ratio:.1f}':>10}{f'1/{aim}':>10}"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build", to]:
            build(Path(to))
        case ["measure", name, of]:
            measure(name, Path(of))
        case _:
            main()
