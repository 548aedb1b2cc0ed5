"""Many people at once: the real server, spoken to over its websocket as browsers do, on loopback.

Run: .venv/bin/python benchmarks/load.py [--sessions 150] [--every 5] [--seconds 60]
        [--stay 20] [--page inntekt] [--processes 1] [--at-once 50] [--address http://localhost:8501]

Each session opens the page and then asks for it with other years in the address, one whole rerun
every so many seconds; with --stay it leaves after so long, and another comes. Told: how long an
answer takes, errors, and what a session costs of CPU and memory (only where the server was started
here). The generator takes its share of the same machine.
"""

import argparse
import asyncio
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import websockets
from serving import ROOT, server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

REGIONS = ("3430", "3427", "5501", "0301", "4005", "1103", "3025", "5001", "4204", "1507")
KEPT = 2
"""Runs that a browser keeps what it was sent (``global.maxCachedMessageAge``)."""
LAG = 1.2
"""An address that comes sooner after the last is not taken for the reader's own [s]."""
PATIENCE = 60
"""Longest a session waits for an answer [s]; longer is an error."""


class Session:
    """One browser: its connection, and what it has waited for."""

    def __init__(self, address: str, page: str, number: int) -> None:
        self.url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self.page, self.number = page, number
        self.waited: list[float] = []
        self.bytes = 0
        self.errors: list[str] = []
        self.kept: dict[str, int] = {}
        self.runs = 0

    async def __aenter__(self) -> "Session":
        self.socket = await websockets.connect(
            self.url, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def ask(self, query: str) -> float:
        """A whole rerun with this address; how long until it was done [s]."""
        wanted = BackMsg()
        wanted.rerun_script.query_string = query
        wanted.rerun_script.page_name = self.page
        # A browser says what it has of the last runs, and is sent only that it is the same.
        wanted.rerun_script.cached_message_hashes.extend(self.kept)
        begun = time.perf_counter()
        await self.socket.send(wanted.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                raw = await self.socket.recv()
                self.bytes += len(raw)
                told = ForwardMsg.FromString(raw)
                kind = told.WhichOneof("type")
                if told.metadata.cacheable:
                    self.kept[told.ref_hash or told.hash] = self.runs
                if kind == "delta" and told.delta.new_element.HasField("exception"):
                    self.errors.append(told.delta.new_element.exception.message)
                if kind == "script_finished":
                    self.runs += 1
                    self.kept = {
                        one: seen for one, seen in self.kept.items() if self.runs - seen <= KEPT
                    }
                    return time.perf_counter() - begun

    def address(self, round_: int) -> str:
        """The same kommune, and another year each time: nothing is asked for twice in a row."""
        region = REGIONS[self.number % len(REGIONS)]
        return f"kommune={region}&til={2030 + (self.number + round_) % 10}"


async def visit(session: Session, every: float, until: float, shift: float, stay: float) -> None:
    """Open the page, then change something every so often; leave after a while and come anew."""
    await asyncio.sleep(shift)
    round_ = 0
    try:
        while time.perf_counter() < until:
            leaves = min(until, time.perf_counter() + stay)
            async with session:
                await session.ask(session.address(round_))  # the first is told apart: it joins
                while time.perf_counter() < leaves:
                    await asyncio.sleep(every * random.uniform(0.8, 1.2))
                    round_ += 1
                    session.waited.append(await session.ask(session.address(round_)))
    except Exception as problem:
        session.errors.append(repr(problem))


async def steady(
    address: str, page: str, sessions: int, every: float, seconds: float, stay: float
) -> None:
    """Sessions that come one after another and change something every so often."""
    joining = max(every, sessions / 15)
    until = time.perf_counter() + joining + seconds
    every_one = [Session(address, page, number) for number in range(sessions)]
    shifts = [joining * number / sessions for number in range(sessions)]
    await asyncio.gather(
        *(
            visit(one, every, until, shift, stay)
            for one, shift in zip(every_one, shifts, strict=True)
        )
    )
    told(f"{sessions} sessions, every {every:g} s", [t for one in every_one for t in one.waited])
    kilobytes = sum(one.bytes for one in every_one) / 1000
    answers = sum(len(one.waited) + 1 for one in every_one)
    print(f"{'sent for each answer':44} {kilobytes / answers:6.0f} kB")
    errors = [text for one in every_one for text in one.errors]
    print(f"{'errors':44} {len(errors)} {sorted(set(errors))[:3] if errors else ''}")


async def together(address: str, page: str, sessions: int, what: str) -> None:
    """All press in the same instant, three times. ``what``: whether others have seen it before."""
    every_one = [Session(address, page, number) for number in range(sessions)]
    waited: list[float] = []
    for one in every_one:
        await one.__aenter__()
        await one.ask(one.address(0))
    for round_ in (1, 2, 3):
        await asyncio.sleep(LAG)
        waited += await asyncio.gather(*(one.ask(one.address(round_)) for one in every_one))
    for one in every_one:
        await one.__aexit__()
    told(f"{sessions} in the same instant, {what}", waited)


async def join(address: str, page: str, sessions: int, processes: Sequence[int]) -> None:
    """One after another: what a session costs to join and to hold."""
    for number in range(len(REGIONS)):
        async with Session(address, page, number) as warm:
            await warm.ask(warm.address(0))
    cpu, memory = used(processes)
    held = [Session(address, page, number) for number in range(sessions)]
    for one in held:
        await one.__aenter__()
        await one.ask(one.address(0))
    after, more = used(processes)
    print(f"{'CPU for a session joining':44} {1000 * (after - cpu) / sessions:6.0f} ms")
    print(f"{'memory for a session':44} {(more - memory) / sessions / 1000:6.2f} MB")
    for one in held:
        await one.__aexit__()


def used(processes: Sequence[int]) -> tuple[float, float]:
    """CPU [s] and memory [kB] of these processes, as Linux tells."""
    seconds = kilobytes = 0.0
    for pid in processes:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        seconds += (int(fields[11]) + int(fields[12])) / 100
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                kilobytes += int(line.split()[1])
    return seconds, kilobytes


def told(name: str, seconds: Sequence[float]) -> None:
    """Median, 95th percentile and slowest [ms]."""
    if not seconds:
        print(f"{name:44} no answers")
        return
    slow = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    print(
        f"{name:44} p50 {1000 * statistics.median(seconds):6.0f} ms   p95 {1000 * slow:6.0f} ms   "
        f"slowest {1000 * max(seconds):6.0f} ms   ({len(seconds)} answers)"
    )


@contextmanager
def served(processes: int) -> Iterator[tuple[list[str], list[int]]]:
    """Addresses and process numbers of as many servers."""
    if not processes:
        yield [], []
        return
    with server() as (address, process), served(processes - 1) as (others, numbers):
        yield [address, *others], [process.pid, *numbers]


async def spread(
    addresses: Sequence[str], page: str, how: argparse.Namespace, processes: Sequence[int]
) -> None:
    """The steady load, shared by the processes as the proxy would share it."""
    each = how.sessions // len(addresses)
    watched = asyncio.create_task(watch(processes))
    await asyncio.gather(
        *(steady(one, page, each, how.every, how.seconds, how.stay) for one in addresses)
    )
    watched.cancel()


async def watch(processes: Sequence[int]) -> None:
    """Memory once a minute: whether it is flat."""
    while True:
        print(f"{'memory':44} {used(processes)[1] / 1000:6.0f} MB", flush=True)
        await asyncio.sleep(60)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=150)
    parser.add_argument("--every", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--stay", type=float, default=math.inf)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--page", default="inntekt")
    parser.add_argument("--address", help="a server that runs already")
    how = parser.parse_args()
    random.seed(1)
    with suppress(KeyboardInterrupt):
        if how.address:
            asyncio.run(
                steady(how.address, how.page, how.sessions, how.every, how.seconds, how.stay)
            )
            return
        with served(how.processes) as (addresses, numbers):
            asyncio.run(join(addresses[0], how.page, 30, numbers[:1]))
            for what in ("years nobody has seen", "known years"):
                asyncio.run(together(addresses[0], how.page, how.at_once, what))
            before = used(numbers)[1]
            asyncio.run(spread(addresses, how.page, how, numbers))
            print(
                f"{'memory, before and after':44} {before / 1000:.0f} → "
                f"{used(numbers)[1] / 1000:.0f} MB"
            )


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}, {ROOT.name}, {os.cpu_count()} cores")
    main()
