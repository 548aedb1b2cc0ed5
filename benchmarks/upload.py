"""How long a large upload takes beside pandas' bare read_csv, and how much memory.

Run: .venv/bin/python benchmarks/upload.py

Two million rows (48 MB) take about 2 s of the processor on two cores that others used too, seven
times pandas' bare read. Something odd (a bad cell, a note under the table, a row too wide, an empty
row, Windows-1252, quotes) takes as long, 1.9 to 2.7 s; every cell twice 4.6 s. Reading takes at
most 0.75 GB, also where every cell stands twice; what is printed counts the files kept here too.
"""

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from projections.sources.own.file import UserFile
from projections.sources.upload import read

REGIONS, YEARS, AGES = 357, range(2024, 2051), 106
TIMES = 7


def table(regions: int) -> bytes:
    """Long CSV of regions, years, single ages and two sexes; cohorts shrink with age."""
    codes = [str(3000 + place) for place in range(regions)]
    index = pd.MultiIndex.from_product(
        [codes, YEARS, range(AGES), ["Kvinner", "Menn"]], names=["region", "year", "age", "sex"]
    )
    persons = np.tile(np.repeat(900 - 8 * np.arange(AGES), 2), regions * len(YEARS))
    return pd.DataFrame({"persons": persons}, index).reset_index().to_csv(index=False).encode()


def odd(content: bytes) -> dict[str, bytes]:
    """The same table as people may have it."""
    middle = content.index(b"\n", len(content) // 2)
    before = content[:middle].rpartition(b",")[0]
    return {
        "a cell that is no number": before + b",mange" + content[middle:],
        "a row too wide": content[:middle] + b",7" + content[middle:],
        "an empty row": content[:middle] + b"\n" + content[middle:],
        "a note under the table": content + b"Kilde: fylket\n",
        "semicolons and decimal commas": content.replace(b",", b";").replace(b"0\n", b"0,5\n"),
        "ages in words, Windows-1252": content.replace(b",Kv", b" \xe5r,Kv").replace(
            b",Me", b" \xe5r,Me"
        ),
        "the last age in words": content.replace(b",105,", b",105 or older,"),
        "every cell quoted": b"\n".join(
            b'"' + row.replace(b",", b'","') + b'"' for row in content.splitlines()
        ),
        "every cell twice": content + content.partition(b"\n")[2],
    }


def took(run: Callable[[], object]) -> tuple[float, float]:
    """How long a run took by the clock and of the processor [s]."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def beside(content: bytes, names: dict[str, str], times: int = TIMES) -> str:
    """Ours and pandas' in turn, since other work on the machine comes and goes."""
    bare = [took(lambda: pd.read_csv(io.BytesIO(content)))]
    ours = [took(lambda: read(UserFile("stor.csv", content), names, "3000"))]
    for _ in range(times):
        bare.append(took(lambda: pd.read_csv(io.BytesIO(content))))
        ours.append(took(lambda: read(UserFile("stor.csv", content), names, "3000")))
    ratios = [
        statistics.median(one[kind] / other[kind] for one, other in zip(ours, bare, strict=True))
        for kind in (0, 1)
    ]
    return (
        f"bare {min(bare)[0]:.2f} s, checked {min(ours)[0]:.2f} s; in the middle run "
        f"{ratios[0]:.1f} times by the clock, {ratios[1]:.1f} times of the processor"
    )


def main() -> None:
    names = {str(3000 + place): f"Kommune {place}" for place in range(REGIONS)}
    for regions in (1, REGIONS):
        content = table(regions)
        upload = read(UserFile("stor.csv", content), names, "3000")
        assert len(upload.pieces) == regions, upload.faults
        rows = len(content.splitlines()) - 1
        print(f"{rows} rows: {beside(content, names)}")
    for name, other in odd(content).items():
        clock, processor = took(
            lambda other=other: read(UserFile("stor.csv", other), names, "3000")
        )
        print(f"{name}: {clock:.1f} s by the clock, {processor:.1f} s of the processor")
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
