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


@cache
def _running() -> list[str]:
    """LibreOffice with settings of its own, started once; how another call reaches it.

    It goes on as long as a document is open, and a call with the same settings hands its work over:
    most of the time a call takes alone is the start.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (tests/run.sh installs it where apt-get is)")
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    with xlsxwriter.Workbook(str(folder / "open.xlsx")) as book:
        book.add_worksheet()
    command = [program, "--headless", f"-env:UserInstallation={folder.as_uri()}"]
    held = subprocess.Popen(
        [*command, "--norestore", "--nologo", str(folder / "open.xlsx")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def end() -> None:
        os.killpg(held.pid, signal.SIGKILL)  # the program proper is a child of what was started
        held.wait(30)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    deadline = time.monotonic() + 120
    while not (folder / ".~lock.open.xlsx#").exists():
        assert held.poll() is None, "LibreOffice did not start"
        assert time.monotonic() < deadline, "LibreOffice opened nothing"
        time.sleep(0.1)
    return command


def convert(file: Path, to: str) -> None:
    """Write a file in another format beside itself; skips where LibreOffice is not installed."""
    subprocess.run(
        [*_running(), "--convert-to", to, "--outdir", str(file.parent), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )


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
