"""A snapshot with every kommune and nine alternatives: what it costs at start and for one kommune.

    .venv/bin/python benchmarks/snapshot.py [file.sqlite]

Makes the file from the tests' stand-in for SSB where it is not there already, in a folder of its
own where none is named. The limits: the catalogue 0.15 s, one kommune 60 ms, and from start to the
first page 1.3 × what it takes without a snapshot.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from unittest import mock

from serving import app, browser, told

ROOT = Path(__file__).parents[1]
SOME = ("0301", "1108", "1580", "3427", "4624", "5025", "5056", "5501", "1151", "3216")
ONE = """
import sys, time
from projections.sources import catalogue
from projections.store import Store
catalogue.load(Store()); start = time.perf_counter()
made = catalogue.load(Store()); read = time.perf_counter() - start
found = []
for code in sys.argv[1].split(","):
    start = time.perf_counter(); case = made.case(code); found.append(time.perf_counter() - start)
    assert len(case.projections) > 8, (code, len(case.projections))
print(read, *found)
"""


def make(file: Path) -> None:
    """The snapshot, as ``python -m projections snapshot --out`` makes it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from real_ssb import RealSSB

    from projections.cli import main as command
    from projections.sources.statbank import ssb

    now = [time.monotonic() + 3600]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    def clock() -> float:
        return now[0]

    quick = mock.patch.multiple(
        ssb.PROCESS, _sleep=sleep, _clock=clock, _made=deque(maxlen=ssb.CALLS_A_MINUTE)
    )
    with tempfile.TemporaryDirectory() as home, RealSSB() as fake, quick:
        of = {"BAEREEVNE_HOME": home, ssb.URL_VARIABLE: fake.url, "BAEREEVNE_SNAPSHOT": ""}
        with mock.patch.dict(os.environ, of):
            start = time.perf_counter()
            assert command(["snapshot", "--out", str(file)]) == 0
            print(f"made in {time.perf_counter() - start:.0f} s")


def first_page(rounds: int) -> list[float]:
    """Seconds from starting a server to its first chart; a server for each round."""
    found = []
    with browser() as started:
        for _ in range(rounds):
            start = time.perf_counter()
            with app() as address:
                page = started.new_context().new_page()
                page.goto(f"{address}/aldersbaereevne?kommune=5025", wait_until="commit")
                page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
                found.append(time.perf_counter() - start)
    return found


def main(file: Path) -> None:
    if not file.is_file():
        make(file)
    print(f"{file}: {file.stat().st_size / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"BAEREEVNE_HOME": home, "BAEREEVNE_SNAPSHOT": str(file)}
        asked = [sys.executable, "-c", ONE, ",".join(SOME)]
        out = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        read, *each = map(float, out.split())
        told("the catalogue", [read])
        told("one kommune, the first time", each)
        told("start to first page, with the snapshot", first_page(3))
        del os.environ["BAEREEVNE_SNAPSHOT"]
        told("start to first page, without", first_page(3))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "ssb.sqlite")
