"""The app in a process of its own, and a browser, for benchmarks."""

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Benchmarks are run as scripts: the program is beside their folder.
sys.path.insert(0, str(Path(__file__).parents[1]))

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Address and process of the app, started for the occasion."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health").read()
                break
            except OSError:
                time.sleep(0.1)
        yield address, process
    finally:
        process.terminate()


@contextmanager
def app() -> Iterator[str]:
    """Address of the app, started for the occasion."""
    with server() as (address, _):
        yield address


@contextmanager
def browser() -> "Iterator[Browser]":
    """Debian's Chromium; Playwright comes with what the tests need (requirements-dev.txt)."""
    from playwright.sync_api import sync_playwright  # most benchmarks need no browser

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield started
        started.close()


def told(name: str, seconds: Sequence[float]) -> None:
    """One line: median, 95th percentile and slowest."""
    slow = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    print(
        f"{name:44} median {statistics.median(seconds):6.3f} s   p95 {slow:6.3f} s   "
        f"slowest {max(seconds):6.3f} s"
    )
