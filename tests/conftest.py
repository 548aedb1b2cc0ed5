"""Shared by the tests: the bundled figures, the files behind them, settings of hypothesis."""

import csv
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from postgres import PROGRAMS, Server, running
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from waiting import LONG

from projections.case import Case, Catalogue, Projection
from projections.sources import bundled
from projections.sources.data import datafiles
from projections.sources.statbank import quiet

# A full collection goes through all that Streamlit and Plotly keep, and takes a fifth of the time.
gc.set_threshold(100_000, 50, 50)

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
DATA = datafiles.data_folder()

_read = bundled.load
_own = cache(_read)


def _once(folder: Path | None = None) -> Catalogue:
    """The bundled figures read once a process: nothing in them can be changed.

    A tenth of a second, and each call of the command line reads them. Another folder is read.
    """
    return _own() if folder is None and datafiles.data_folder() == DATA else _read(folder)


bundled.load = _once

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=30)
settings.load_profile("repeatable")

Rows = list[dict[str, str]]


@pytest.fixture(scope="session", autouse=True)
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """An empty store of the tests' own, and no SSB: nothing outside the tests is read or called."""
    os.environ.pop("BAEREEVNE_DATABASE_URL", None)
    os.environ.pop("BAEREEVNE_SNAPSHOT", None)
    os.environ["BAEREEVNE_HOME"] = str(tmp_path_factory.mktemp("home"))
    os.environ["BAEREEVNE_SHARED_SAVING"] = "på"  # closed where it is tried
    os.environ["BAEREEVNE_SSB_URL"] = "http://127.0.0.1:9/api/pxwebapi/v2"


@pytest.fixture(scope="session", autouse=True)
def components_scanned_once() -> None:
    """Every AppTest looks through all installed packages for components: a tenth of a second."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session", autouse=True)
def pages_waited_for() -> None:
    """A page that is run is waited for until its thread ends; AppTest looks each millisecond.

    Each look takes the interpreter from the page: a tenth of the time of tests of pages.
    """
    looked = local_script_runner.require_widgets_deltas

    def ended(runner: LocalScriptRunner, timeout: float = 3) -> None:
        thread = runner._script_thread
        assert thread
        thread.join(timeout)
        if not runner.script_stopped():
            looked(runner, 0)  # which stops it and says so

    local_script_runner.require_widgets_deltas = ended


@pytest.fixture(scope="session", autouse=True)
def by_day() -> Iterator[None]:
    """SSB's quiet hours are tried where they are meant, not when tests are run early.

    For the whole session, since what is fetched once for several tests is fetched by day as well.
    """

    def now() -> datetime:
        moment = datetime.now(UTC)
        return moment + timedelta(hours=3) if quiet.is_quiet(moment) else moment

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(quiet, "now", now)
        yield


def patient(make: Callable[..., BrowserContext | Page]) -> Callable[..., BrowserContext | Page]:
    """What a browser makes, with the patience of the tests from the beginning."""

    def made(**options: Any) -> BrowserContext | Page:
        new = make(**options)
        new.set_default_timeout(LONG)
        return new

    return made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where it is installed, else the one Playwright has."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or os.environ.get("CHROMIUM")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for name in ("new_context", "new_page"):
            setattr(browser, name, patient(getattr(browser, name)))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The address of a PostgreSQL of the tests' own."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not on this machine")
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts and reference data beside the repository, where there is one."""
    if not SHARED.is_dir():
        pytest.skip(f"the reference data are not on this machine ({SHARED})")
    return SHARED


@pytest.fixture(scope="session")
def raw() -> Callable[[str], Rows]:
    """A file of data/ as the csv module reads it, past the library."""

    def read(name: str) -> Rows:
        with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled.load()


@pytest.fixture(scope="session")
def roros(catalogue: Catalogue) -> Case:
    return catalogue.case("5025")


@pytest.fixture(scope="session")
def ageing(roros: Case) -> Projection:
    """The plan's projection, Sterk aldring."""
    found = roros.projection("hop-2024-2027.sterk_aldring")
    assert found
    return found
