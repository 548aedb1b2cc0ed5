"""LibreOffice, where it is installed: reckons a workbook anew, and opens a presentation."""

import atexit
import csv
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Reckon every formula when a file is opened, whatever value is kept beside it."""
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


class Office:
    """LibreOffice with settings of its own, started once; how another call reaches it.

    It goes on as long as a document is open, and a call with the same settings hands its work over:
    most of the time a call takes alone is the start.
    """

    def __init__(self) -> None:
        program = shutil.which("soffice")
        if program is None:
            pytest.skip("LibreOffice is not installed (tests/run.sh installs it where apt-get is)")
        self.folder = Path(tempfile.mkdtemp(prefix="office-"))
        (self.folder / "user").mkdir()
        settings = self.folder / "user" / "registrymodifications.xcu"
        settings.write_text(ALWAYS, encoding="utf-8")
        with xlsxwriter.Workbook(str(self.folder / "open.xlsx")) as book:
            book.add_worksheet()
        own = f"-env:UserInstallation={self.folder.as_uri()}"
        self.call = [program, "--headless", own, "--norestore", "--nologo"]
        self.process = subprocess.Popen(
            [*self.call, str(self.folder / "open.xlsx")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 120
        while not (self.folder / ".~lock.open.xlsx#").exists():
            assert self.process.poll() is None, "LibreOffice did not start"
            assert time.monotonic() < deadline, "LibreOffice opened nothing"
            time.sleep(0.1)

    def end(self) -> None:
        """At once: the program proper is a child of what was started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def _running() -> Office:
    office = Office()
    atexit.register(office.end)
    return office


def convert(file: Path, to: str) -> None:
    """Write a file in another format beside itself; skips where LibreOffice is not installed."""
    # A call that comes in the very moment it has started may never be answered: then another is.
    for patience in (30, 180):
        office = _running()
        try:
            subprocess.run(
                [*office.call, "--convert-to", to, "--outdir", str(file.parent), str(file)],
                check=True,
                capture_output=True,
                timeout=patience,
            )
            return
        except subprocess.TimeoutExpired:
            atexit.unregister(office.end)
            office.end()
            _running.cache_clear()
    raise AssertionError("LibreOffice does not answer")


def reckoned_anew(workbook: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet after LibreOffice has reckoned it, by the sheet's name."""
    file = folder / "book.xlsx"
    file.write_bytes(workbook)
    convert(file, EVERY_SHEET)
    found = {}
    for path in folder.glob("book-*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            found[path.stem.removeprefix("book-")] = list(csv.reader(opened))
    return found
