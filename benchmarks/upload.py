"""How long a large upload takes beside pandas' bare read_csv, and how much memory.

Run: python benchmarks/upload.py
"""

import io
import resource
import time

import numpy as np
import pandas as pd

from projections.sources.upload import read
from projections.sources.usercsv import UserFile

REGIONS, YEARS, AGES = 357, range(2024, 2051), 106
TIMES = 5


def table(regions: int) -> bytes:
    """Long CSV of regions, years, single ages and two sexes; cohorts shrink with age."""
    codes = [str(3000 + place) for place in range(regions)]
    index = pd.MultiIndex.from_product(
        [codes, YEARS, range(AGES), ["Kvinner", "Menn"]], names=["region", "year", "age", "sex"]
    )
    persons = np.tile(np.repeat(900 - 8 * np.arange(AGES), 2), regions * len(YEARS))
    return pd.DataFrame({"persons": persons}, index).reset_index().to_csv(index=False).encode()


def best(run) -> float:
    """Shortest of some runs [s]."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    names = {str(3000 + place): f"Kommune {place}" for place in range(REGIONS)}
    for regions in (1, REGIONS):
        content = table(regions)
        upload = read(UserFile("stor.csv", content), names, "3000")
        assert len(upload.pieces) == regions, upload.faults
        bare = best(lambda content=content: pd.read_csv(io.BytesIO(content)))
        ours = best(lambda content=content: read(UserFile("stor.csv", content), names, "3000"))
        rows = content.count(b"\n") - 1
        print(f"{rows} rows: bare {bare:.2f} s, checked {ours:.2f} s, {ours / bare:.1f} times")
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
